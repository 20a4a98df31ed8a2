/* Reading the whole hall at a glance, and what one desk needs besides. */
#include "sql.h"
#include "store/inside.h"
#include "store/jobs.h"
#include "store/lanes.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <string.h>

#define HALL_CALLS 12
#define DESK_WAITING 100
#define DESK_MISSED 20
#define DESK_DUE 20
#define COUNTER_TODAY 40

/* ---- the hall ---- */

static enum mc_status read_calls(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *hall, struct mc_error *err) {
	struct mc_call *rows;
	MC_TRY(sql_call_all(sql_calls_last(store->db, hall->day, HALL_CALLS), arena, &rows,
		&hall->call_count, err));
	hall->calls = rows;
	return MC_OK;
}

/* What waits: a way for each kind from the roll, and for every other that waits. */
static enum mc_status read_waiting_papers(struct mc_store *store, struct mc_arena *arena,
	struct mc_paper_way **ret_ways, size_t *ret_count, struct mc_error *err) {
	struct mc_paper_way *ways = NULL;
	size_t count = 0, cap = 0;
	const struct mc_paper_kind *kind;
	for (size_t i = 0; (kind = mc_paper_kind_at(i)) != NULL; i++) {
		if (kind->roll) {
			*MC_ARENA_NEXT(arena, ways, count, cap) =
				(struct mc_paper_way){ .form = kind->form };
		}
	}
	struct sql_paper_way_rows waiting = sql_jobs_ways(store->db);
	struct mc_paper_way way;
	enum mc_status status;
	while ((status = sql_paper_way_next(waiting, &way, err)) == MC_OK) {
		size_t i = 0;
		while (i < count && strcmp(ways[i].form, way.form) != 0) {
			i++;
		}
		sql_paper_way_keep(waiting, arena,
			i < count ? &ways[i] : MC_ARENA_NEXT(arena, ways, count, cap));
	}
	*ret_ways = ways;
	*ret_count = count;
	return mc_ended(status);
}

/* The printer of each kind, as the worker last found it. */
static enum mc_status read_printing(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *hall, struct mc_error *err) {
	const struct mc_printer *printers;
	struct mc_paper_way *ways;
	size_t printer_count;
	int64_t failed;
	MC_TRY(read_waiting_papers(store, arena, &ways, &hall->way_count, err));
	MC_TRY(mc_store_printers(store, arena, &printers, &printer_count, err));
	for (size_t i = 0; i < hall->way_count; i++) {
		const struct mc_printer *printer =
			mc_printer_for(printers, printer_count, ways[i].form);
		ways[i].printer = printer ? printer->name : "";
		ways[i].state = printer ? printer->found : MC_PRINTER_NONE;
		ways[i].message = printer ? printer->found_message : "";
	}
	hall->ways = ways;
	MC_TRY(sql_jobs_failed(store->db, mc_time_at(hall->day, 0), &failed, err));
	hall->jobs_failed = (int)failed;
	return MC_OK;
}

/* The office's hours of the day, and when it opens on the next one. */
static enum mc_status read_hours(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *hall, struct mc_error *err) {
	const struct mc_calendar *calendar;
	MC_TRY(mc_office_calendar(store, &calendar, err));
	const struct mc_calendar_row *row = mc_calendar_row(calendar, hall->day);
	mc_day next;
	hall->hours = *mc_calendar_hours(calendar, hall->day);
	hall->day_title = row ? mc_arena_text(arena, row->title) : "";
	if (mc_calendar_next_day(calendar, hall->day, &next, NULL) == MC_OK) {
		hall->reopens_at =
			mc_time_at(next, mc_calendar_hours(calendar, next)->session[0].from);
	}
	return MC_OK;
}

static enum mc_status read_hall(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *hall, struct mc_error *err) {
	memset(hall, 0, sizeof *hall);
	hall->at = mc_store_now(store);
	hall->day = mc_day_of(hall->at);
	hall->read_only = store->read_only;
	MC_TRY(mc_read_office(store->db, arena, &hall->office, err));
	MC_TRY(read_hours(store, arena, hall, err));
	MC_TRY(mc_read_lines(store->db, arena, hall->day, &hall->lines, &hall->line_count, err));
	MC_TRY(mc_read_desks(store->db, arena, hall->day, &hall->desks, &hall->desk_count, err));
	for (size_t i = 0; i < hall->line_count; i++) {
		hall->waiting_total += (size_t)hall->lines[i].waiting;
	}
	MC_TRY(read_calls(store, arena, hall, err));
	return read_printing(store, arena, hall, err);
}

enum mc_status mc_store_hall(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *ret_hall, struct mc_error *err) {
	enum mc_status status = mc_db_begin_read(store->db, err);
	if (status == MC_OK) {
		status = read_hall(store, arena, ret_hall, err);
		mc_db_end_read(store->db);
	}
	return status;
}

/* ---- one desk ---- */

/* Lists that may be longer are asked for one row more than they show: *count is cut to `most`. */
static bool cut_to(size_t *count, size_t most) {
	bool more = *count > most;
	*count = more ? most : *count;
	return more;
}

static enum mc_status read_dossiers(struct mc_store *store, struct mc_arena *arena,
	struct sql_id_rows ids, const struct mc_dossier **ret_rows, size_t *ret_count,
	struct mc_error *err) {
	int64_t *id;
	size_t count;
	MC_TRY(sql_id_all(ids, arena, &id, &count, err));
	struct mc_dossier *rows = mc_arena_array(arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		MC_TRY(mc_read_dossier(store->db, arena, id[i], &rows[i], err));
	}
	*ret_rows = rows;
	*ret_count = count;
	return MC_OK;
}

static size_t waiting_in(const struct mc_hall *hall, const char *line) {
	for (size_t i = 0; i < hall->line_count; i++) {
		if (strcmp(hall->lines[i].line, line) == 0) {
			return (size_t)hall->lines[i].waiting;
		}
	}
	return 0;
}

/* Who waits for the desk, in the order of its calls. */
static enum mc_status read_waiting(struct mc_store *store, struct mc_arena *arena,
	struct mc_desk_view *view, struct mc_error *err) {
	struct mc_line_lanes lines[MC_LINES_MAX];
	struct mc_choice choices[DESK_WAITING];
	size_t count = 0;
	MC_TRY(mc_read_desk_lanes(store->db, arena, view->hall.day, view->desk.desk, DESK_WAITING,
		lines, &count, err));
	view->waiting_count = mc_sequence(lines, count, view->hall.at, choices, DESK_WAITING);
	struct mc_ticket *rows = mc_arena_array(arena, view->waiting_count + 1, sizeof *rows);
	for (size_t i = 0; i < view->waiting_count; i++) {
		rows[i] = *choices[i].ticket;
		rows[i].reason = choices[i].reason;
	}
	view->waiting = rows;
	for (size_t i = 0; i < count; i++) {
		view->waiting_total += waiting_in(&view->hall, lines[i].head.line);
	}
	return MC_OK;
}

/* What belongs to the desk itself. */
static enum mc_status read_own(struct mc_store *store, struct mc_arena *arena,
	struct mc_desk_view *view, struct mc_error *err) {
	struct mc_ticket *missed;
	MC_TRY(read_waiting(store, arena, view, err));
	MC_TRY(sql_ticket_all(sql_tickets_missed_for_desk(
				      store->db, view->hall.day, view->desk.desk, DESK_MISSED + 1),
		arena, &missed, &view->missed_count, err));
	view->missed = missed;
	view->missed_more = cut_to(&view->missed_count, DESK_MISSED);
	return view->desk.has_ticket
		       ? read_dossiers(store, arena,
				 sql_dossier_ids_ticket(store->db, view->desk.ticket.id),
				 &view->dossiers, &view->dossier_count, err)
		       : MC_OK;
}

/* An unknown desk ("" of the watch screen) still sees hall and due dates. */
static enum mc_status read_desk(struct mc_store *store, struct mc_arena *arena, const char *desk,
	struct mc_desk_view *view, struct mc_error *err) {
	MC_TRY(read_hall(store, arena, &view->hall, err));
	enum mc_status status = mc_read_desk(store->db, arena, desk, &view->desk, err);
	view->found = status == MC_OK;
	if (view->found) {
		mc_desk_forget_earlier(&view->desk, view->hall.day);
		MC_TRY(read_own(store, arena, view, err));
	} else if (status != MC_NOT_FOUND) {
		return status;
	}
	MC_TRY(read_dossiers(store, arena, sql_dossier_ids_open_due(store->db, DESK_DUE + 1),
		&view->due, &view->due_count, err));
	view->due_more = cut_to(&view->due_count, DESK_DUE);
	return MC_OK;
}

enum mc_status mc_store_desk(struct mc_store *store, struct mc_arena *arena, const char *desk,
	struct mc_desk_view *ret_view, struct mc_error *err) {
	memset(ret_view, 0, sizeof *ret_view);
	enum mc_status status = mc_db_begin_read(store->db, err);
	if (status == MC_OK) {
		status = read_desk(store, arena, desk, ret_view, err);
		mc_db_end_read(store->db);
	}
	return status;
}

/* ---- the counter ---- */

static enum mc_status read_counter(struct mc_store *store, struct mc_arena *arena,
	struct mc_counter_view *view, struct mc_error *err) {
	struct mc_ticket *tickets;
	int64_t total;
	MC_TRY(read_hall(store, arena, &view->hall, err));
	mc_time morning = mc_time_at(view->hall.day, 0);
	MC_TRY(sql_ticket_all(sql_tickets_newest(store->db, view->hall.day, COUNTER_TODAY), arena,
		&tickets, &view->ticket_count, err));
	view->tickets = tickets;
	for (size_t i = 0; i < view->hall.line_count; i++) {
		view->ticket_total += (size_t)view->hall.lines[i].issued;
	}
	MC_TRY(read_dossiers(store, arena,
		sql_dossier_ids_accepted(store->db, morning, COUNTER_TODAY), &view->dossiers,
		&view->dossier_count, err));
	MC_TRY(sql_dossier_count_accepted(store->db, morning, &total, err));
	view->dossier_total = (size_t)total;
	return MC_OK;
}

enum mc_status mc_store_counter(struct mc_store *store, struct mc_arena *arena,
	struct mc_counter_view *ret_view, struct mc_error *err) {
	memset(ret_view, 0, sizeof *ret_view);
	enum mc_status status = mc_db_begin_read(store->db, err);
	if (status == MC_OK) {
		status = read_counter(store, arena, ret_view, err);
		mc_db_end_read(store->db);
	}
	return status;
}

/* Reading tickets: one by its label, those of a day. */
#include "core/time/calendar.h"
#include "sql.h"
#include "store/inside.h"
#include "store/lanes.h"
#include "store/rows.h"
#include <motcua/code.h>

#define LOOK_BACK_DAYS 31

/* What became of a ticket whose day is over, with the label, the day asked for and its own. */
static const char *const endings[] = {
	[MC_TICKET_DONE] = N_("There is no ticket %s on %s. The one of %s was served and is "
			      "finished."),
	[MC_TICKET_MISSED] = N_("There is no ticket %s on %s. The one of %s was called and nobody "
				"came: issue a new ticket."),
	[MC_TICKET_CANCELLED] =
		N_("There is no ticket %s on %s. The one of %s was cancelled: issue a new ticket."),
	[MC_TICKET_EXPIRED] = N_("There is no ticket %s on %s. The one of %s is closed: it was "
				 "not served."),
};

/* There is none that day; who asks for the one of a day before learns what became of it. */
static enum mc_status no_ticket(struct mc_db *db, const char *label, mc_day day,
	const struct mc_ticket_label *parsed, struct mc_error *err) {
	char asked[MC_DAY_TEXT_SIZE], found[MC_DAY_TEXT_SIZE];
	char series[2] = { parsed->line, '\0' };
	struct mc_ticket ticket;
	enum mc_status status = sql_past_ticket_one(
		sql_ticket_before(db, day - LOOK_BACK_DAYS, day, series, parsed->number), NULL,
		&ticket, err);
	mc_day_format(day, asked);
	if (status == MC_NO_ROW) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no ticket %s on %s: see “motcua ticket list”."), label, asked);
	}
	MC_TRY(status);
	if (mc_ticket_is_left_open(&ticket, day)) {
		MC_TRY(mc_ticket_decide(&ticket, MC_MOVE_EXPIRE, &ticket.state, err));
	}
	mc_day_format(ticket.day, found);
	return mc_fail(err, MC_NOT_FOUND, endings[ticket.state], label, asked, found);
}

enum mc_status mc_read_ticket(
	struct mc_db *db, int64_t id, struct mc_ticket *ret_ticket, struct mc_error *err) {
	enum mc_status status = sql_ticket_one(sql_ticket_by_id(db, id), NULL, ret_ticket, err);
	return status == MC_NO_ROW ? mc_fail(err, MC_NOT_FOUND, N_("There is no such ticket."))
				   : status;
}

enum mc_status mc_read_label(struct mc_db *db, const char *label, mc_day day,
	struct mc_ticket *ret_ticket, struct mc_error *err) {
	struct mc_ticket_label parsed;
	MC_TRY(mc_fail_at(err, "label", mc_ticket_label_parse(mc_or_empty(label), &parsed, err)));
	char series[2] = { parsed.line, '\0' };
	enum mc_status status = sql_ticket_one(
		sql_ticket_by_label(db, day, series, parsed.number), NULL, ret_ticket, err);
	return status == MC_NO_ROW
		       ? mc_fail_at(err, "label", no_ticket(db, label, day, &parsed, err))
		       : status;
}

/*
 * A ticket of an earlier day that no act has closed yet is read as what it is by
 * now, so that an answer does not hang on whether today has begun.
 */
static enum mc_status close_if_left_open(
	struct mc_store *store, struct mc_ticket *ticket, struct mc_error *err) {
	if (!mc_ticket_is_left_open(ticket, mc_day_of(mc_store_now(store)))) {
		return MC_OK;
	}
	const struct mc_calendar *calendar;
	MC_TRY(mc_office_calendar(store, &calendar, err));
	MC_TRY(mc_ticket_decide(ticket, MC_MOVE_EXPIRE, &ticket->state, err));
	ticket->ahead = 0;
	if (ticket->state == MC_TICKET_DONE) {
		ticket->end_inexact = true;
		ticket->done_at =
			mc_ticket_day_end(ticket, mc_calendar_hours(calendar, ticket->day));
	}
	return MC_OK;
}

/* Tickets as they are by now: closed with their day, and how many are ahead of those who wait. */
static enum mc_status bring_up_to_date(
	struct mc_store *store, struct mc_ticket *rows, size_t count, struct mc_error *err) {
	mc_time now = mc_store_now(store);
	bool waits = false;
	for (size_t i = 0; i < count; i++) {
		MC_TRY(close_if_left_open(store, &rows[i], err));
		waits = waits || rows[i].state == MC_TICKET_WAITING;
	}
	if (!waits) {
		return MC_OK;
	}
	struct mc_arena scratch;
	mc_arena_init(&scratch);
	enum mc_status status =
		mc_fill_ahead(store->db, &scratch, mc_day_of(now), now, rows, count, err);
	mc_arena_finish(&scratch);
	return status;
}

enum mc_status mc_store_ticket(struct mc_store *store, const char *label, mc_day day,
	struct mc_ticket *ret_ticket, struct mc_error *err) {
	struct mc_ticket ticket;
	MC_TRY(mc_read_label(store->db, label, day, &ticket, err));
	MC_TRY(bring_up_to_date(store, &ticket, 1, err));
	*ret_ticket = ticket;
	return MC_OK;
}

/* Keeps the rows that are in the state (-1: any); returns how many. */
static size_t keep_state(struct mc_ticket *rows, size_t count, int state) {
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (state < 0 || (int)rows[i].state == state) {
			rows[kept++] = rows[i];
		}
	}
	return kept;
}

enum mc_status mc_store_tickets(struct mc_store *store, struct mc_arena *arena,
	const struct mc_ticket_filter *filter, const struct mc_ticket **ret_rows, size_t *ret_count,
	struct mc_error *err) {
	struct mc_ticket *rows;
	size_t count;
	const char *line = "";
	if (filter->line && *filter->line) {
		struct mc_line known;
		MC_TRY(mc_read_line(store->db, arena, filter->line, &known, err));
		line = known.line;
	}
	MC_TRY(sql_ticket_all(
		sql_tickets_of_day(store->db, filter->day, line), arena, &rows, &count, err));
	MC_TRY(bring_up_to_date(store, rows, count, err));
	*ret_rows = rows;
	*ret_count = keep_state(rows, count, filter->state);
	return MC_OK;
}

/* Reading dossiers: one whole, and lists. */
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <string.h>

/* ---- one dossier ---- */

enum mc_status mc_read_code(
	struct mc_db *db, const char *code, int64_t *ret_id, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(mc_or_empty(code), key);
	int64_t id = 0;
	enum mc_status status =
		*key ? mc_single(sql_dossier_id_by_code(db, key), 0, &id, err) : MC_OK;
	if (status != MC_OK) {
		return status;
	}
	if (id == 0) {
		return mc_fail_at(err, "code",
			mc_fail(err, MC_NOT_FOUND,
				N_("There is no dossier %s: search with “motcua dossier find”."),
				mc_or_empty(code)));
	}
	*ret_id = id;
	return MC_OK;
}

enum mc_status mc_read_dossier(struct mc_db *db, struct mc_arena *arena, int64_t id,
	struct mc_dossier *ret_dossier, struct mc_error *err) {
	struct mc_stmt *row = sql_dossier_by_id(db, id);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		mc_row_dossier(row, arena, ret_dossier);
		mc_reset(row);
	}
	return status == MC_NO_ROW ? mc_fail(err, MC_NOT_FOUND, N_("There is no such dossier."))
				   : status;
}

enum mc_status mc_read_components(struct mc_db *db, struct mc_arena *arena, int64_t dossier,
	const struct mc_component **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_component *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_components_of(db, dossier);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, rows, count, cap) =
			(struct mc_component){ .name = mc_col_copy(row, 0, arena),
				.originals = (int)mc_col_int(row, 1),
				.certified = (int)mc_col_int(row, 2),
				.copies = (int)mc_col_int(row, 3) };
	}
	*ret_rows = rows;
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

/* ---- one dossier whole ---- */

static enum mc_status read_fees(struct mc_db *db, struct mc_arena *arena,
	struct mc_dossier_view *view, struct mc_error *err) {
	struct mc_fee *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_fees_of(db, view->dossier.id);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, rows, count, cap) =
			(struct mc_fee){ .n = (int)mc_col_int(row, 0),
				.kind = mc_col_copy(row, 1, arena),
				.amount = mc_col_int(row, 2),
				.state = mc_col_copy(row, 3, arena),
				.method = mc_col_copy(row, 4, arena),
				.receipt = mc_arena_printf(
					arena, "%s%s", mc_col_text(row, 5), mc_col_text(row, 6)),
				.exempt = mc_col_copy(row, 7, arena),
				.taken_at = mc_col_int(row, 8) };
	}
	view->fees = rows;
	view->fee_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

/* The moves, then what else happened, brought into one order by event. */
struct events {
	struct mc_dossier_event *rows;
	size_t count, cap;
};

static void insert_event(
	struct mc_arena *arena, struct events *events, struct mc_dossier_event event) {
	events->rows = mc_arena_grow(
		arena, events->rows, events->count, &events->cap, sizeof *events->rows);
	size_t at = events->count++;
	while (at > 0 && events->rows[at - 1].id > event.id) {
		events->rows[at] = events->rows[at - 1];
		at--;
	}
	events->rows[at] = event;
}

/* Columns as in moves_shown. */
static enum mc_status insert_events(
	struct mc_stmt *row, struct mc_arena *arena, struct events *events, struct mc_error *err) {
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		insert_event(arena, events,
			(struct mc_dossier_event){ .id = mc_col_int(row, 0),
				.at = mc_col_int(row, 1),
				.recorded_at = mc_col_int(row, 2),
				.kind = mc_col_copy(row, 3, arena),
				.transition = mc_col_copy(row, 4, arena),
				.state = (enum mc_dossier_state)mc_col_int(row, 5),
				.actor = mc_col_copy(row, 6, arena),
				.note = mc_col_copy(row, 7, arena),
				.struck = !mc_col_null(row, 8),
				.late_entry = mc_col_int(row, 9) != 0,
				.reason = mc_col_copy(row, 10, arena),
				.receiver = mc_col_copy(row, 11, arena) });
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

static enum mc_status read_view(struct mc_store *store, struct mc_arena *arena, const char *code,
	struct mc_dossier_view *view, struct mc_error *err) {
	struct events events = { 0 };
	int64_t id = 0;
	enum mc_status status = mc_read_code(store->db, code, &id, err);
	if (status == MC_OK) {
		status = mc_read_dossier(store->db, arena, id, &view->dossier, err);
	}
	if (status == MC_OK) {
		status = mc_read_components(
			store->db, arena, id, &view->components, &view->component_count, err);
	}
	if (status == MC_OK) {
		status = read_fees(store->db, arena, view, err);
	}
	if (status == MC_OK) {
		status = insert_events(sql_moves_shown(store->db, id), arena, &events, err);
	}
	if (status == MC_OK) {
		status = insert_events(sql_events_beside_moves(store->db, id), arena, &events, err);
	}
	struct mc_staff_list staff = { .rows = NULL };
	if (status == MC_OK) {
		status = mc_store_staff(store, arena, &staff, err);
	}
	view->found = status == MC_OK;
	view->staff = staff.rows;
	view->staff_count = staff.count;
	view->events = events.rows;
	view->event_count = events.count;
	return status;
}

enum mc_status mc_store_dossier(struct mc_store *store, struct mc_arena *arena, const char *code,
	struct mc_dossier_view *ret_view, struct mc_error *err) {
	memset(ret_view, 0, sizeof *ret_view);
	enum mc_status status = mc_db_begin_read(store->db, err);
	if (status == MC_OK) {
		status = read_view(store, arena, code, ret_view, err);
		mc_db_end_read(store->db);
	}
	return status;
}

/* ---- lists ---- */

/* Ids first, rows after: a statement is not stepped while another of its kind runs. */
struct ids {
	int64_t *rows;
	size_t count, cap;
};

static enum mc_status collect(
	struct mc_stmt *row, struct mc_arena *arena, struct ids *ids, struct mc_error *err) {
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, ids->rows, ids->count, ids->cap) = mc_col_int(row, 0);
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

/* Late by the current due date: ended on a later day, or still open and the day has passed. */
static bool is_late(const struct mc_dossier *d, mc_day today) {
	if (!d->due_at) {
		return false;
	}
	return (d->ended_at ? mc_day_of(d->ended_at) : today) > mc_day_of(d->due_at);
}

enum mc_status mc_store_dossiers(struct mc_store *store, struct mc_arena *arena,
	const struct mc_dossier_filter *filter, struct mc_dossiers *ret_list,
	struct mc_error *err) {
	struct ids ids = { 0 };
	struct mc_dossier *rows = NULL;
	size_t count = 0, cap = 0, total = 0;
	mc_day today = mc_day_of(mc_store_now(store));
	enum mc_status status = collect(
		sql_dossier_ids(store->db, filter->state, filter->due_before, !filter->by_state),
		arena, &ids, err);
	for (size_t i = 0; i < ids.count && status == MC_OK; i++) {
		struct mc_dossier dossier;
		bool room = filter->limit == 0 || count < (size_t)filter->limit;
		if (!room && !filter->late) {
			total++;
			continue;
		}
		status = mc_read_dossier(store->db, arena, ids.rows[i], &dossier, err);
		if (status == MC_OK && (!filter->late || is_late(&dossier, today)) && ++total &&
			room) {
			*MC_ARENA_NEXT(arena, rows, count, cap) = dossier;
		}
	}
	*ret_list = (struct mc_dossiers){
		.rows = rows, .count = count, .total = total, .more = total > count
	};
	return status;
}

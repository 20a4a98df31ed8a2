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
	if (*key) {
		MC_TRY(sql_dossier_id_by_code(db, key, &id, err));
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
	enum mc_status status = sql_dossier_one(sql_dossier_by_id(db, id), arena, ret_dossier, err);
	return status == MC_NO_ROW ? mc_fail(err, MC_NOT_FOUND, N_("There is no such dossier."))
				   : status;
}

enum mc_status mc_read_components(struct mc_db *db, struct mc_arena *arena, int64_t dossier,
	const struct mc_component **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_component *rows;
	MC_TRY(sql_component_all(sql_components_of(db, dossier), arena, &rows, ret_count, err));
	*ret_rows = rows;
	return MC_OK;
}

/* ---- one dossier whole ---- */

/* The moves, and what else happened, brought into one order by event; two of one event stay as they are. */
static void merge(const struct mc_dossier_event *moves, size_t move_count,
	const struct mc_dossier_event *others, size_t other_count, struct mc_dossier_event *out) {
	while (move_count + other_count > 0) {
		bool move = other_count == 0 || (move_count > 0 && moves->id <= others->id);
		*out++ = move ? *moves++ : *others++;
		move_count -= move;
		other_count -= !move;
	}
}

static enum mc_status read_events(struct mc_db *db, struct mc_arena *arena, int64_t id,
	struct mc_dossier_view *view, struct mc_error *err) {
	struct mc_dossier_event *moves, *others, *events;
	size_t move_count, other_count;
	MC_TRY(sql_dossier_event_all(sql_moves_shown(db, id), arena, &moves, &move_count, err));
	MC_TRY(sql_dossier_event_all(
		sql_events_beside_moves(db, id), arena, &others, &other_count, err));
	view->event_count = move_count + other_count;
	events = mc_arena_array(arena, view->event_count + 1, sizeof *events);
	merge(moves, move_count, others, other_count, events);
	view->events = events;
	return MC_OK;
}

static enum mc_status read_view(struct mc_store *store, struct mc_arena *arena, const char *code,
	struct mc_dossier_view *view, struct mc_error *err) {
	struct mc_staff_list staff;
	struct mc_fee *fees;
	int64_t id = 0;
	MC_TRY(mc_read_code(store->db, code, &id, err));
	MC_TRY(mc_read_dossier(store->db, arena, id, &view->dossier, err));
	MC_TRY(mc_read_components(
		store->db, arena, id, &view->components, &view->component_count, err));
	MC_TRY(sql_fee_all(sql_fees_of(store->db, id), arena, &fees, &view->fee_count, err));
	view->fees = fees;
	MC_TRY(read_events(store->db, arena, id, view, err));
	MC_TRY(mc_store_staff(store, arena, &staff, err));
	view->staff = staff.rows;
	view->staff_count = staff.count;
	view->found = true;
	return MC_OK;
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
	struct mc_dossier *rows = NULL;
	int64_t *ids;
	size_t found, count = 0, cap = 0, total = 0;
	mc_day today = mc_day_of(mc_store_now(store));
	/* Ids first, rows after: a statement is not stepped while another of its kind runs. */
	MC_TRY(sql_id_all(
		sql_dossier_ids(store->db, filter->state, filter->due_before, !filter->by_state),
		arena, &ids, &found, err));
	for (size_t i = 0; i < found; i++) {
		struct mc_dossier dossier;
		bool room = filter->limit == 0 || count < (size_t)filter->limit;
		if (!room && !filter->late) {
			total++;
			continue;
		}
		MC_TRY(mc_read_dossier(store->db, arena, ids[i], &dossier, err));
		if ((!filter->late || is_late(&dossier, today)) && ++total && room) {
			*MC_ARENA_NEXT(arena, rows, count, cap) = dossier;
		}
	}
	*ret_list = (struct mc_dossiers){
		.rows = rows, .count = count, .total = total, .more = total > count
	};
	return MC_OK;
}

/*
 * Reports: the lives of a period, out of the book, into a tally.
 *
 * The definition is the fold (core/history.h) of the moves that had happened by the
 * end of the period, were known on the day K and not struck out by then. A
 * dossier's row is that fold over all of its moves, written by apply/dossier.c. So
 * the row speaks for every dossier that no event unknown on K touched and whose last
 * move lies in the period or before it; the index dossier_report holds all that is
 * asked of it, and one pass over that index makes the report. Only the others,
 * mostly those that were open at the time, are folded anew.
 */
#include "sql.h"
#include "store/inside.h"
#include "store/read/known.h"
#include "store/read/lives.h"
#include <motcua/text.h>
#include <string.h>

/* ---- what is asked, in the terms of the book ---- */

struct scope {
	struct mc_db *db;
	struct mc_known known; /* on the day K */
	mc_time from_at, end_at; /* end_at no longer belongs to it */
	bool all_fields, all_units;
	const char *field, *unit; /* where not all */
	mc_life_fn *each;
	void *data;
};

/* ---- the definition ---- */

/* Folds a dossier's moves into a life that has field and channel. *ret_known: it has a move at all. */
static enum mc_status fold_moves(const struct scope *scope, int64_t dossier, struct mc_life *life,
	bool *ret_known, struct mc_error *err) {
	struct mc_history history = { 0 };
	struct sql_move_rows rows =
		sql_report_moves(scope->db, dossier, scope->known.reach, scope->end_at);
	struct mc_move_row row;
	enum mc_status status;

	*ret_known = false;
	while ((status = sql_move_next(rows, &row, err)) == MC_OK) {
		if (mc_known_has(&scope->known, row.event) &&
			!(row.struck_by && mc_known_has(&scope->known, row.struck_by))) {
			mc_history_add(&history, &row.move);
			*ret_known = true;
		}
	}
	MC_TRY(mc_ended(status));
	life->submitted_at = history.first_at;
	life->accepted_at = history.accepted_at;
	life->original_due_at = history.original_due_at;
	life->lawful_due_at = history.lawful_due_at;
	life->due_at = history.due_at;
	life->apology_at = history.apology_at;
	life->end = mc_dossier_end(history.state);
	life->ended_at = mc_history_ended_at(&history);
	life->paused = mc_dossier_paused(history.state);
	return MC_OK;
}

static enum mc_status tell_folded(
	const struct scope *scope, int64_t dossier, struct mc_life *life, struct mc_error *err) {
	bool known;
	MC_TRY(fold_moves(scope, dossier, life, &known, err));
	if (known) {
		scope->each(life, scope->data);
	}
	return MC_OK;
}

static enum mc_status read_folded(const struct scope *scope, struct mc_error *err) {
	MC_AUTOEND struct sql_life_begun_rows rows = sql_report_lives(
		scope->db, scope->all_fields, scope->field, scope->all_units, scope->unit);
	struct mc_life_row row;
	enum mc_status status;

	while ((status = sql_life_begun_next(rows, &row, err)) == MC_OK) {
		MC_TRY(tell_folded(scope, row.touched, &row.life, err));
	}
	return mc_ended(status);
}

/* ---- the quick way ---- */

/* What the row says of a dossier, as far as it counts. */
static void complete(struct mc_life_row *row) {
	struct mc_life *life = &row->life;

	life->submitted_at = life->accepted_at == 0 ? row->first_at : 0;
	life->end = mc_dossier_end(row->state);
	life->ended_at = life->end == MC_END_NONE ? 0 : life->ended_at;
	life->paused = mc_dossier_paused(row->state);
}

static enum mc_status read_quick(const struct scope *scope, struct mc_error *err) {
	MC_AUTOEND struct sql_life_rows rows = sql_report_dossiers(scope->db, scope->known.sure,
		scope->from_at, scope->end_at, scope->all_fields, scope->field, scope->all_units,
		scope->unit, scope->known.reach);
	struct mc_life_row row;
	enum mc_status status;

	while ((status = sql_life_next(rows, &row, err)) == MC_OK) {
		if (row.touched == 0) {
			complete(&row);
			scope->each(&row.life, scope->data);
		} else {
			struct mc_life life = { .field = row.life.field,
				.channel = row.life.channel };
			MC_TRY(tell_folded(scope, row.touched, &life, err));
		}
	}
	return mc_ended(status);
}

/* ---- reports ---- */

static bool named(const char *name) {
	return name != NULL && name[0] != '\0';
}

static enum mc_status check_order(const struct mc_report_order *order, struct mc_error *err) {
	char from[MC_DAY_TEXT_SIZE], to[MC_DAY_TEXT_SIZE];

	if (order->from <= order->to) {
		return MC_OK;
	}
	mc_day_format_vi(order->from, from);
	mc_day_format_vi(order->to, to);
	return mc_fail_at(err, "to",
		mc_fail(err, MC_INVALID,
			N_("The period ends on %s, before it begins on %s: exchange --from and "
			   "--to."),
			to, from));
}

static enum mc_status read_lives(struct scope *scope, struct mc_arena *arena, mc_day as_of,
	enum mc_lives_way way, struct mc_error *err) {
	int64_t first;
	MC_TRY(sql_report_first(scope->db, &first, err));
	MC_TRY(mc_known_read(scope->db, arena, as_of, first, &scope->known, err));
	return way == MC_LIVES_QUICK ? read_quick(scope, err) : read_folded(scope, err);
}

enum mc_status mc_lives_read(struct mc_store *store, const struct mc_report_order *order,
	enum mc_lives_way way, mc_life_fn *each, void *data, struct mc_error *err) {
	struct scope scope = {
		.db = store->db,
		.from_at = mc_time_at(order->from, 0),
		.end_at = mc_time_at(order->to, MC_DAY_MINUTES),
		.all_fields = !named(order->field),
		.all_units = !named(order->unit),
		.field = order->field,
		.unit = order->unit,
		.each = each,
		.data = data,
	};
	MC_AUTOARENA struct mc_arena arena = { 0 };
	MC_TRY(check_order(order, err));
	MC_TRY(mc_db_begin_read(store->db, err));
	enum mc_status status = read_lives(&scope, &arena, order->as_of, way, err);
	mc_db_end_read(store->db);
	return status;
}

static void add_to_tally(const struct mc_life *life, void *data) {
	mc_tally_add(data, life);
}

static enum mc_status check_tally(const struct mc_tally *tally, struct mc_error *err) {
	MC_TRY(mc_tally_check_row(&tally->total, err));
	for (size_t i = 0; i < tally->count; i++) {
		MC_TRY(mc_tally_check_row(&tally->rows[i], err));
	}
	for (size_t i = 0; i < MC_JUDGE_COUNT; i++) {
		MC_TRY(mc_tally_check_row(&tally->judged[i], err));
	}
	return mc_tally_check_total(tally->rows, tally->count, &tally->total, err);
}

enum mc_status mc_lives_tally(struct mc_store *store, struct mc_arena *arena,
	const struct mc_report_order *order, const struct mc_tally_rules *rules,
	enum mc_lives_way way, struct mc_tally *ret_tally, struct mc_error *err) {
	struct mc_tally tally;
	struct mc_tally_rules known = *rules;

	known.today = order->as_of;
	mc_tally_begin(&tally, arena, (struct mc_period){ order->from, order->to }, &known);
	MC_TRY(mc_lives_read(store, order, way, add_to_tally, &tally, err));
	mc_tally_finish(&tally);
	MC_TRY(check_tally(&tally, err));
	*ret_tally = tally;
	return MC_OK;
}

/* The name of `rows` as the book spells it, from one in either case, with or without its marks. */
static enum mc_status find_name(struct sql_text_rows rows, struct mc_arena *arena, const char *name,
	const char **ret_name, struct mc_error *err) {
	char wanted[3 * MC_TEXT_MAX_BYTES / 4], folded[sizeof wanted];
	const char *known, *found = NULL;
	enum mc_status status;

	mc_text_fold(name, wanted, sizeof wanted);
	while ((status = sql_text_next(rows, &known, err)) == MC_OK) {
		mc_text_fold(known, folded, sizeof folded);
		if (strcmp(known, name) == 0 || (found == NULL && strcmp(folded, wanted) == 0)) {
			found = mc_arena_text(arena, known);
		}
	}
	MC_TRY(mc_ended(status));
	*ret_name = found;
	return found != NULL ? MC_OK : MC_NOT_FOUND;
}

/* The order as the book can answer it: its field and unit found. */
static enum mc_status understand(struct mc_store *store, struct mc_arena *arena,
	const struct mc_report_order *order, struct mc_report_order *ret_order,
	struct mc_error *err) {
	enum mc_status status = MC_OK;
	*ret_order = *order;
	if (named(order->field)) {
		status = find_name(
			sql_report_fields(store->db), arena, order->field, &ret_order->field, err);
		if (status == MC_NOT_FOUND) {
			return mc_fail_at(err, "field",
				mc_fail(err, status,
					N_("Neither a dossier nor the catalogue has the field "
					   "“%s”: see “motcua procedure list”."),
					order->field));
		}
	}
	if (status == MC_OK && named(order->unit)) {
		status = find_name(
			sql_report_units(store->db), arena, order->unit, &ret_order->unit, err);
		if (status == MC_NOT_FOUND) {
			return mc_fail_at(err, "unit",
				mc_fail(err, status,
					N_("No dossier has the unit “%s”: write it as the files do "
					   "that were imported."),
					order->unit));
		}
	}
	return status;
}

enum mc_status mc_store_report(struct mc_store *store, struct mc_arena *arena,
	const struct mc_report_order *order, const struct mc_tally_rules *rules,
	struct mc_tally *ret_tally, struct mc_error *err) {
	struct mc_report_order known;
	MC_TRY(understand(store, arena, order, &known, err));
	return mc_lives_tally(store, arena, &known, rules, MC_LIVES_QUICK, ret_tally, err);
}

struct day_slip {
	struct mc_tally_day slip;
	mc_day day;
};

static void add_to_slip(const struct mc_life *life, void *data) {
	struct day_slip *day = data;
	mc_tally_day_add(&day->slip, life, day->day, MC_JUDGE_LAWFUL);
}

enum mc_status mc_store_report_day(struct mc_store *store, const struct mc_report_order *order,
	struct mc_tally_day *ret_slip, struct mc_error *err) {
	struct mc_report_order day_order;
	struct day_slip day = { .day = order->from };
	MC_AUTOARENA struct mc_arena arena = { 0 };
	MC_TRY(check_order(order, err));
	MC_TRY(understand(store, &arena, order, &day_order, err));
	day_order.to = order->from;
	MC_TRY(mc_lives_read(store, &day_order, MC_LIVES_QUICK, add_to_slip, &day, err));
	MC_TRY(mc_tally_check_day(&day.slip, err));
	*ret_slip = day.slip;
	return MC_OK;
}

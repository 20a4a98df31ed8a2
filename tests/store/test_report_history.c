/*
 * Reports over a book with a past: random lives, entered in time and late, undone,
 * taken over and erased; asked for random periods as known on random days. The
 * quick way must give what the definition gives, and what a report said on a day
 * it must say for ever when asked as known on that day.
 */
#include "cmocka_all.h"
#include "random.h"
#include "scribe.h"
#include "sql.h"
#include "store/inside.h"
#include "store/read/known.h"
#include "store/read/lives.h"
#include <string.h>

#define BASE 20000 /* first day of the office */
#define DAYS 60
#define EVENTS_A_DAY 30
#define SNAPSHOTS 4 /* reports kept of each evening */
#define ORDERS 150

static const char *const fields[] = { "Chứng thực", "Hộ tịch", "Đất đai" };
static const char *const units[] = { "", "Phường Hạc Thành" };

#define PICK(random, list) (list)[mc_random_below(random, sizeof(list) / sizeof *(list))]

/* ---- random lives ---- */

struct world {
	struct mc_random random;
	struct scribe scribe;
	struct mc_arena arena;
	int64_t dossiers[DAYS * EVENTS_A_DAY];
	size_t count;
	size_t undone, late, erased, imported; /* how much of each there was */
};

static size_t below(struct world *w, size_t limit) {
	return mc_random_below(&w->random, limit);
}

static mc_time random_due(struct world *w, mc_time from) {
	return below(w, 8) == 0 ? 0 : from + (mc_time)below(w, 20 * 24) * MC_HOUR_MS;
}

static struct scribe_facts random_facts(struct world *w) {
	return (struct scribe_facts){
		.field = PICK(&w->random, fields),
		.unit = PICK(&w->random, units),
		.channel = (enum mc_channel)below(w, 4),
	};
}

static void accept_one(struct world *w) {
	struct scribe_facts facts = random_facts(w);
	mc_time at = w->scribe.recorded_at;
	if (below(w, 5) == 0) {
		at -= (mc_time)below(w, 4 * 24) * MC_HOUR_MS;
		w->late++;
	}
	mc_time due = random_due(w, at);
	struct scribe_move move = { at, MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, due, due, due };
	w->dossiers[w->count++] = scribe_accept(&w->scribe, &facts, &move);
}

/* A life of an older system, or a filing that nobody has accepted yet. */
static void import_one(struct world *w) {
	struct scribe_facts facts = random_facts(w);
	mc_time at = w->scribe.recorded_at - (mc_time)below(w, 40 * 24) * MC_HOUR_MS;
	mc_time due = random_due(w, at), end = at + (mc_time)below(w, 30 * 24) * MC_HOUR_MS;
	struct scribe_move moves[] = {
		{ at, MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, due, due, due },
		{ end, MC_T_RESOLVE, MC_DOSSIER_RESOLVED, due, due, due },
		{ end + (mc_time)below(w, 48) * MC_HOUR_MS, MC_T_RETURN, MC_DOSSIER_RETURNED, due,
			due, due },
	};
	struct scribe_move filed = { at, MC_T_SUBMIT, MC_DOSSIER_SUBMITTED, 0, 0, 0 };
	size_t moves_known = below(w, 4);
	w->imported++;
	w->dossiers[w->count++] = moves_known == 0
					  ? scribe_import(&w->scribe, &facts, &filed, 1)
					  : scribe_import(&w->scribe, &facts, moves, moves_known);
}

static struct mc_dossier read_dossier(struct world *w, int64_t id) {
	struct mc_dossier dossier;
	assert_int_equal(
		mc_read_dossier(w->scribe.store->db, &w->arena, id, &dossier, NULL), MC_OK);
	return dossier;
}

/* A transition that the table allows; what it does to the due dates is anybody's guess. */
static void move_one(struct world *w) {
	int64_t id = w->dossiers[below(w, w->count)];
	struct mc_dossier dossier = read_dossier(w, id);
	struct mc_dossier_facts facts = {
		.code = dossier.code,
		.state = dossier.state,
		.accepted_at = dossier.accepted_at,
		.last_at = 0,
		.due_at = 0,
	};
	enum mc_transition transition = (enum mc_transition)below(w, MC_T_UNDO + 1);
	struct scribe_move move = {
		.at = w->scribe.recorded_at,
		.transition = transition == MC_T_UNDO ? MC_T_VOID : transition,
		.original_due_at = dossier.original_due_at,
		.lawful_due_at = dossier.lawful_due_at,
		.due_at = dossier.due_at,
	};
	if (below(w, 4) == 0) {
		move.at -= (mc_time)below(w, 3 * 24) * MC_HOUR_MS;
	}
	struct mc_facts_row row;
	assert_int_equal(
		sql_facts_one(sql_dossier_facts(w->scribe.store->db, id), &w->arena, &row, NULL),
		MC_OK);
	facts.last_at = row.facts.last_at;
	if (mc_dossier_decide(&facts, move.transition, move.at, &move.state, NULL) != MC_OK) {
		return;
	}
	w->late += move.at != w->scribe.recorded_at;
	if (move.transition == MC_T_ACCEPT) {
		move.original_due_at = move.lawful_due_at = move.due_at = random_due(w, move.at);
	} else if (mc_transition_clock(move.transition) == MC_CLOCK_RESUME) {
		move.lawful_due_at = random_due(w, move.at);
		move.due_at = move.lawful_due_at;
	} else if (move.transition == MC_T_EXTEND) {
		move.due_at = random_due(w, move.at);
	}
	scribe_move(&w->scribe, id, &move);
}

static void undo_one(struct world *w) {
	int64_t id = w->dossiers[below(w, w->count)];
	int moves;
	int64_t last = scribe_last_move(&w->scribe, id, &moves);
	if (moves >= 2) {
		scribe_undo(&w->scribe, id, last);
		w->undone++;
	}
}

static void erase_one(struct world *w) {
	int64_t id = w->dossiers[below(w, w->count)];
	if (mc_dossier_ended(read_dossier(w, id).state)) {
		scribe_erase(&w->scribe, id);
		w->erased++;
	}
}

static void live_a_day(struct world *w, mc_day day) {
	size_t events = below(w, EVENTS_A_DAY);
	for (size_t i = 0; i < events; i++) {
		size_t what = below(w, 20);
		w->scribe.recorded_at =
			mc_time_at(day, (int)(i * MC_DAY_MINUTES / EVENTS_A_DAY)) + 1;
		if (what < 5 || w->count == 0) {
			accept_one(w);
		} else if (what < 7) {
			import_one(w);
		} else if (what < 17) {
			move_one(w);
		} else if (what < 19) {
			undo_one(w);
		} else {
			erase_one(w);
		}
	}
	mc_arena_reset(&w->arena);
}

/* ---- reports ---- */

struct question {
	struct mc_report_order order;
	struct mc_tally_rules rules;
};

static struct question random_question(struct world *w) {
	struct question q = { .rules = mc_tally_default() };
	q.order.from = BASE - 40 + (mc_day)below(w, DAYS + 60);
	q.order.to = q.order.from + (mc_day)below(w, 50);
	q.order.as_of = BASE - 2 + (mc_day)below(w, DAYS + 4);
	q.order.field = below(w, 4) == 0 ? PICK(&w->random, fields) : NULL;
	q.order.unit = below(w, 4) == 0 ? units[1] : "";
	q.rules.judge = (enum mc_judge)below(w, MC_JUDGE_COUNT);
	q.rules.withdrawn = (enum mc_no_result)below(w, 2);
	q.rules.stopped = (enum mc_no_result)below(w, 2);
	q.rules.paused_by_date = below(w, 2) == 0;
	return q;
}

static struct mc_tally ask(struct world *w, const struct question *q, enum mc_lives_way way) {
	struct mc_tally tally;
	struct mc_error err = { 0 };
	enum mc_status status =
		mc_lives_tally(w->scribe.store, &w->arena, &q->order, &q->rules, way, &tally, &err);
	if (status != MC_OK) {
		fail_msg("%s", err.format);
	}
	return tally;
}

static void assert_same_row(const struct mc_tally_row *a, const struct mc_tally_row *b) {
	for (size_t i = 0; i < MC_TALLY_COLUMNS; i++) {
		if (a->c[i] != b->c[i]) {
			fail_msg("column (%zu) of “%s”: %lld and %lld", i,
				a->field ? a->field : "*", (long long)a->c[i], (long long)b->c[i]);
		}
	}
	assert_memory_equal(a->notes, b->notes, sizeof a->notes);
}

static void assert_same(const struct mc_tally *a, const struct mc_tally *b) {
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->rows[i].field, b->rows[i].field);
		assert_same_row(&a->rows[i], &b->rows[i]);
	}
	assert_same_row(&a->total, &b->total);
	for (size_t i = 0; i < MC_JUDGE_COUNT; i++) {
		assert_same_row(&a->judged[i], &b->judged[i]);
	}
}

static void assert_quick(struct world *w, const struct question *q) {
	struct mc_tally quick = ask(w, q, MC_LIVES_QUICK);
	struct mc_tally folded = ask(w, q, MC_LIVES_FOLDED);
	assert_same(&folded, &quick);
}

static bool same_slip(struct world *w, const struct question *q) {
	struct mc_tally_day slip;
	struct mc_report_order day = q->order;
	struct mc_tally tally;
	day.to = day.from;
	assert_int_equal(mc_store_report_day(w->scribe.store, &day, &slip, NULL), MC_OK);
	struct question one = { day, mc_tally_default() };
	tally = ask(w, &one, MC_LIVES_FOLDED);
	return slip.carried == tally.total.c[6] &&
	       slip.received ==
		       tally.total.c[4] + tally.total.c[5] + tally.total.notes[MC_NOTE_RESIDUAL] &&
	       /* of a day that K does not reach, the report judges on K */
	       (day.as_of < day.from || slip.overdue == tally.total.c[13]) &&
	       slip.waiting == tally.total.notes[MC_NOTE_PAUSED];
}

/* What a report said in the evening of a day. */
struct snapshot {
	struct question question;
	struct mc_tally said;
};

static void the_past_stands_and_the_quick_way_is_right(void **state) {
	struct office *office = *state;
	struct world *w = test_calloc(1, sizeof *w);
	struct snapshot *snapshots = test_calloc(DAYS * SNAPSHOTS, sizeof *snapshots);
	struct mc_arena kept;
	int64_t counted = 0;

	mc_random_init(&w->random, "report history");
	mc_arena_init(&w->arena);
	mc_arena_init(&kept);
	for (mc_day day = 0; day < DAYS; day++) {
		scribe_begin(&w->scribe, office->store);
		live_a_day(w, BASE + day);
		scribe_end(&w->scribe);
		for (size_t i = 0; i < SNAPSHOTS; i++) {
			struct snapshot *s = &snapshots[(size_t)day * SNAPSHOTS + i];
			s->question = random_question(w);
			s->question.order.as_of = BASE + day;
			assert_int_equal(
				mc_lives_tally(office->store, &kept, &s->question.order,
					&s->question.rules, MC_LIVES_FOLDED, &s->said, NULL),
				MC_OK);
		}
	}
	for (size_t i = 0; i < DAYS * SNAPSHOTS; i++) {
		struct mc_tally now = ask(w, &snapshots[i].question, MC_LIVES_QUICK);
		assert_same(&snapshots[i].said, &now);
		counted += now.total.c[3];
		mc_arena_reset(&w->arena);
	}
	for (size_t i = 0; i < ORDERS; i++) {
		struct question q = random_question(w);
		assert_quick(w, &q);
		assert_true(same_slip(w, &q));
		mc_arena_reset(&w->arena);
	}
	print_message("# %zu dossiers: %zu imported, %zu late entries, %zu undone, %zu erased\n",
		w->count, w->imported, w->late, w->undone, w->erased);
	assert_true(counted > 0 && w->undone && w->late && w->erased && w->imported);
	mc_arena_finish(&kept);
	mc_arena_finish(&w->arena);
	test_free(snapshots);
	test_free(w);
}

/* The words of the rule, one event after another: recorded on the day or before it. */
static void assert_known(struct world *w, mc_day day) {
	struct mc_known known;
	struct mc_error err = { 0 };
	struct mc_db *db = w->scribe.store->db;
	struct sql_event_rows rows = sql_events_all(db, 0);
	struct mc_event event;

	assert_int_equal(mc_known_read(db, &w->arena, day, 0, &known, &err), MC_OK);
	while (sql_event_next(rows, &event, &err) == MC_OK) {
		bool wanted = mc_day_of(event.recorded_at) <= day;
		if (mc_known_has(&known, event.id) != wanted) {
			fail_msg("event %lld as of day %d", (long long)event.id, day);
		}
	}
}

/* A clock that jumps about: the quick way must still give what the definition gives. */
static void a_clock_may_jump(void **state) {
	struct office *office = *state;
	struct world *w = test_calloc(1, sizeof *w);

	mc_random_init(&w->random, "report clock");
	mc_arena_init(&w->arena);
	for (mc_day day = 0; day < DAYS; day++) {
		mc_day jump = below(w, 4) == 0 ? (mc_day)below(w, 20) - 10 : 0;
		scribe_begin(&w->scribe, office->store);
		live_a_day(w, BASE + day + jump);
		scribe_end(&w->scribe);
	}
	for (mc_day day = BASE - 12; day < BASE + DAYS + 12; day++) {
		assert_known(w, day);
		mc_arena_reset(&w->arena);
	}
	for (size_t i = 0; i < ORDERS; i++) {
		struct question q = random_question(w);
		assert_quick(w, &q);
		mc_arena_reset(&w->arena);
	}
	mc_arena_finish(&w->arena);
	test_free(w);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_past_stands_and_the_quick_way_is_right,
			scribe_office_make, scribe_office_finish),
		cmocka_unit_test_setup_teardown(
			a_clock_may_jump, scribe_office_make, scribe_office_finish),
	};
	return cmocka_run_group_tests_name("store report history", tests, NULL, NULL);
}

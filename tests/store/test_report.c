/*
 * Reports out of a store: the figures that real offices published (domain §1.2)
 * out of lives as an import brings them, filters, the slip of a day, the plan of
 * the one pass, and that a past report changes by nothing that was recorded later.
 */
#include "cmocka_all.h"
#include "scribe.h"
#include "sql.h"
#include "store/read/lives.h"
#include <motcua/report.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static mc_day day_of(const char *text) {
	mc_day day;
	assert_int_equal(mc_day_parse(text, &day, NULL), MC_OK);
	return day;
}

static mc_time at(const char *text) {
	mc_time time;
	assert_int_equal(mc_time_parse(text, &time, NULL), MC_OK);
	return time;
}

static struct mc_tally ask(struct mc_store *store, struct mc_arena *arena, const char *from,
	const char *to, const char *as_of, const char *field) {
	struct mc_report_order order = {
		.from = day_of(from), .to = day_of(to), .as_of = day_of(as_of), .field = field
	};
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_tally tally;
	struct mc_error err = { 0 };
	if (mc_store_report(store, arena, &order, &rules, &tally, &err) != MC_OK) {
		fail_msg("%s", err.format);
	}
	return tally;
}

/* ---- published figures ---- */

/* `days`: from acceptance to due date, and to the result (0: none yet). */
static void import_by(struct scribe *scribe, enum mc_channel channel, const char *field, int count,
	mc_day first, int span, int due, int done) {
	for (int i = 0; i < count; i++) {
		mc_time accepted = mc_time_at(first + i % span, 8 * 60);
		mc_time due_at = accepted + due * MC_DAY_MS;
		struct scribe_facts facts = { field, "Thị xã", channel };
		struct scribe_move moves[] = {
			{ accepted, MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, due_at, due_at, due_at },
			{ accepted + done * MC_DAY_MS, MC_T_RESOLVE, MC_DOSSIER_RESOLVED, due_at,
				due_at, due_at },
		};
		scribe_import(scribe, &facts, moves, done != 0 ? 2 : 1);
	}
}

static void import_many(struct scribe *scribe, const char *field, int count, mc_day first, int span,
	int due, int done) {
	import_by(scribe, MC_CHANNEL_DIRECT, field, count, first, span, due, done);
}

/* A city, 01/01–30/04/2023: 9.998 received, 6.048 in person, 3.455 online; of 495 it is not said. */
static void test_what_came_by_no_known_channel_is_the_residual(void **state) {
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2023-05-31T08:00") };
	struct mc_arena arena;
	mc_day first = day_of("2023-01-03");
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	import_by(&scribe, MC_CHANNEL_DIRECT, "Hộ tịch", 6048, first, 100, 5, 2);
	import_by(&scribe, MC_CHANNEL_ONLINE, "Đất đai", 3455, first, 100, 5, 2);
	import_by(&scribe, MC_CHANNEL_UNKNOWN, "Đất đai", 495, first, 100, 5, 2);
	scribe_end(&scribe);
	struct mc_tally city =
		ask(office->store, &arena, "2023-01-01", "2023-04-30", "2023-05-31", NULL);
	assert_int_equal(city.total.c[3], 9998);
	assert_int_equal(city.total.c[4], 3455);
	assert_int_equal(city.total.c[5], 6048);
	assert_int_equal(city.total.notes[MC_NOTE_RESIDUAL], 495);
	/* Carried over, a dossier's channel is nobody's question. */
	struct mc_tally later =
		ask(office->store, &arena, "2023-01-05", "2023-04-30", "2023-05-31", "Đất đai");
	assert_int_equal(later.total.c[3],
		later.total.c[4] + later.total.c[6] + later.total.notes[MC_NOTE_RESIDUAL]);
	assert_true(later.total.c[6] > 0);
	mc_arena_finish(&arena);
}

/*
 * A town, 01/01–30/06/2019: 5.343 received, 4.817 on time, 526 within their term.
 * A ward, 2024: 1.141 received, 1.140 early, 1 on time.
 */
static void published_figures_come_out(void **state) {
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2024-12-13T08:00") };
	struct mc_arena arena;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	import_many(&scribe, "Hộ tịch", 4000, day_of("2019-01-02"), 150, 5, 5);
	import_many(&scribe, "Chứng thực", 817, day_of("2019-01-02"), 150, 1, 1);
	import_many(&scribe, "Đất đai", 526, day_of("2019-06-20"), 10, 30, 40);
	import_many(&scribe, "Hộ tịch", 1140, day_of("2024-01-02"), 300, 5, 2);
	import_many(&scribe, "Chứng thực", 1, day_of("2024-03-04"), 1, 1, 1);
	scribe_end(&scribe);

	struct mc_tally town =
		ask(office->store, &arena, "2019-01-01", "2019-06-30", "2024-12-13", NULL);
	assert_int_equal(town.total.c[3], 5343);
	assert_int_equal(town.total.c[9], 4817);
	assert_int_equal(town.total.c[12], 526);
	assert_int_equal(town.total.c[7] + town.total.c[11], 4817 + 526);
	assert_int_equal(town.count, 3);
	struct mc_tally ward =
		ask(office->store, &arena, "2024-01-01", "2024-12-12", "2024-12-13", "");
	assert_int_equal(ward.total.c[3], 1141);
	assert_int_equal(ward.total.c[8], 1140);
	assert_int_equal(ward.total.c[9], 1);
	assert_int_equal(ward.total.c[11], 0);
	struct mc_tally half =
		ask(office->store, &arena, "2019-07-01", "2019-12-31", "2024-12-13", NULL);
	assert_int_equal(half.total.c[6], 526);
	assert_int_equal(half.total.c[10], 526);
	struct mc_tally one =
		ask(office->store, &arena, "2019-01-01", "2019-06-30", "2024-12-13", "Chứng thực");
	assert_int_equal(one.count, 1);
	assert_int_equal(one.total.c[3], 817);
	struct mc_tally before =
		ask(office->store, &arena, "2019-01-01", "2019-06-30", "2024-12-12", NULL);
	assert_int_equal(before.total.c[3], 0);
	mc_arena_finish(&arena);
}

/* ---- history ---- */

static const struct scribe_facts birth = { "Hộ tịch", "", MC_CHANNEL_DIRECT };

static void move_at(struct scribe *scribe, int64_t dossier, const char *happened,
	const char *written, enum mc_transition transition, enum mc_dossier_state state,
	const char *due) {
	struct scribe_move move = { at(happened), transition, state, at("2026-03-06T17:00"),
		at(due), at(due) };
	scribe->recorded_at = at(written);
	scribe_move(scribe, dossier, &move);
}

/*
 * A dossier waits for papers all through March and is resolved in May, as a
 * program that asks for today's status gets wrong (domain §5.4).
 */
static void march_stays_march(void **state) {
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2026-03-02T08:00") };
	struct scribe_move accept = { at("2026-03-02T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED,
		at("2026-03-06T17:00"), at("2026-03-06T17:00"), at("2026-03-06T17:00") };
	struct mc_arena arena;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	int64_t id = scribe_accept(&scribe, &birth, &accept);
	move_at(&scribe, id, "2026-03-03T08:00", "2026-03-03T08:00", MC_T_SUPPLEMENT,
		MC_DOSSIER_AWAITING_SUPPLEMENT, "2026-03-06T17:00");
	scribe_end(&scribe);
	struct mc_tally then =
		ask(office->store, &arena, "2026-03-01", "2026-03-31", "2026-03-31", NULL);
	assert_int_equal(then.total.c[12], 1);
	assert_int_equal(then.total.notes[MC_NOTE_PAUSED], 1);

	scribe_begin(&scribe, office->store);
	move_at(&scribe, id, "2026-05-04T08:00", "2026-05-04T08:00", MC_T_SUPPLIED,
		MC_DOSSIER_PROCESSING, "2026-05-07T17:00");
	move_at(&scribe, id, "2026-05-08T08:00", "2026-05-08T08:00", MC_T_RESOLVE,
		MC_DOSSIER_RESOLVED, "2026-05-07T17:00");
	scribe_end(&scribe);
	struct mc_tally later =
		ask(office->store, &arena, "2026-03-01", "2026-03-31", "2026-05-31", NULL);
	assert_memory_equal(then.total.c, later.total.c, sizeof then.total.c);
	assert_memory_equal(then.total.notes, later.total.notes, sizeof then.total.notes);
	struct mc_tally may =
		ask(office->store, &arena, "2026-05-01", "2026-05-31", "2026-05-31", NULL);
	assert_int_equal(may.total.c[6], 1);
	assert_int_equal(may.total.c[10], 1);
	mc_arena_finish(&arena);
}

/* What was done in March and entered in April changes March from April on, and undoing it changes it back. */
static void corrections_show_from_their_day_on(void **state) {
	static const struct {
		const char *as_of;
		int resolved;
	} known[] = { { "2026-03-31", 0 }, { "2026-04-01", 0 }, { "2026-04-02", 1 },
		{ "2026-04-19", 1 }, { "2026-04-20", 0 }, { "2030-01-01", 0 } };
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2026-03-02T08:00") };
	struct scribe_move accept = { at("2026-03-02T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED,
		at("2026-03-06T17:00"), at("2026-03-06T17:00"), at("2026-03-06T17:00") };
	struct mc_arena arena;
	int moves;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	int64_t id = scribe_accept(&scribe, &birth, &accept);
	move_at(&scribe, id, "2026-03-30T08:00", "2026-04-02T10:00", MC_T_RESOLVE,
		MC_DOSSIER_RESOLVED, "2026-03-06T17:00");
	scribe.recorded_at = at("2026-04-20T09:00");
	scribe_undo(&scribe, id, scribe_last_move(&scribe, id, &moves));
	scribe_end(&scribe);
	for (size_t i = 0; i < COUNT(known); i++) {
		struct mc_tally march = ask(
			office->store, &arena, "2026-03-01", "2026-03-31", known[i].as_of, NULL);
		if (march.total.c[3] != 1 || march.total.c[7] != known[i].resolved) {
			fail_msg("as of %s: %lld resolved", known[i].as_of,
				(long long)march.total.c[7]);
		}
	}
	mc_arena_finish(&arena);
}

/* An office founded on a later day by the computer's clock, then worked in with --at. */
static void a_clock_set_back_hides_nothing(void **state) {
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2001-03-05T08:00") };
	struct scribe_move accept = { at("2001-03-05T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, 0,
		0, 0 };
	struct mc_arena arena;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	scribe_accept(&scribe, &birth, &accept);
	scribe.recorded_at = accept.at = at("2001-03-06T08:00");
	scribe_accept(&scribe, &birth, &accept);
	scribe_end(&scribe);
	static const struct {
		const char *as_of;
		int received;
	} days[] = { { "2001-03-04", 0 }, { "2001-03-05", 1 }, { "2001-03-06", 2 },
		{ "2001-12-31", 2 } };
	for (size_t i = 0; i < COUNT(days); i++) {
		struct mc_tally tally =
			ask(office->store, &arena, "2001-01-01", "2001-12-31", days[i].as_of, NULL);
		assert_int_equal(tally.total.c[3], days[i].received);
	}
	mc_arena_finish(&arena);
}

/* What was recorded while the clock ran ahead is known from that day on, neither before nor never. */
static void known_is_what_was_recorded_by_then(void **state) {
	struct office *office = *state;
	static const struct {
		const char *recorded;
		enum mc_transition transition;
		enum mc_dossier_state to;
	} steps[] = { { "2001-03-05T08:00", MC_T_PROCESS, MC_DOSSIER_PROCESSING },
		{ "2001-03-09T08:00", MC_T_RESOLVE, MC_DOSSIER_RESOLVED },
		{ "2001-03-06T08:00", MC_T_RETURN, MC_DOSSIER_RETURNED } };
	static const struct {
		const char *as_of;
		int received, resolved;
	} days[] = { { "2001-03-04", 0, 0 }, { "2001-03-05", 1, 0 }, { "2001-03-06", 2, 1 },
		{ "2001-03-08", 2, 1 }, { "2001-03-09", 3, 1 }, { "2001-12-31", 3, 1 } };
	struct scribe scribe = { .recorded_at = at("2001-03-05T08:00") };
	struct scribe_move move = { at("2001-03-05T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, 0, 0,
		0 };
	struct mc_arena arena;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	int64_t id = scribe_accept(&scribe, &birth, &move);
	for (size_t i = 0; i < COUNT(steps); i++) {
		/* It all happened on the fifth: only the recording jumps about. */
		scribe.recorded_at = at(steps[i].recorded);
		move.at = at("2001-03-05T08:00") + (mc_time)(i + 1) * MC_MINUTE_MS;
		move.transition = steps[i].transition;
		move.state = steps[i].to;
		scribe_move(&scribe, id, &move);
		if (i > 0) {
			struct scribe_move other = { move.at, MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, 0,
				0, 0 };
			scribe_accept(&scribe, &birth, &other);
		}
	}
	scribe_end(&scribe);
	for (size_t i = 0; i < COUNT(days); i++) {
		struct mc_tally tally =
			ask(office->store, &arena, "2001-01-01", "2001-12-31", days[i].as_of, NULL);
		assert_int_equal(tally.total.c[3], days[i].received);
		assert_int_equal(tally.total.c[7], days[i].resolved);
	}
	mc_arena_finish(&arena);
}

/* ---- the slip, bad orders, the plan ---- */

static void the_slip_of_each_day(void **state) {
	static const struct {
		const char *day;
		struct mc_tally_day slip;
	} days[] = {
		{ "2026-03-01", { .carried = 0 } },
		{ "2026-03-02", { .received = 1, .in_time = 1 } },
		{ "2026-03-03", { .carried = 1, .waiting = 1 } },
		{ "2026-03-06", { .carried = 1, .waiting = 1 } },
		{ "2026-03-11", { .carried = 1, .in_time = 1 } },
		{ "2026-03-12", { .carried = 1, .due_today = 1 } },
		{ "2026-03-13", { .carried = 1, .overdue = 1 } },
		{ "2026-03-16", { .carried = 1, .late = 1 } },
		{ "2026-03-17", { .carried = 0 } },
	};
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2026-03-02T08:00") };
	struct scribe_move accept = { at("2026-03-02T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED,
		at("2026-03-06T17:00"), at("2026-03-06T17:00"), at("2026-03-06T17:00") };
	scribe_begin(&scribe, office->store);
	int64_t id = scribe_accept(&scribe, &birth, &accept);
	move_at(&scribe, id, "2026-03-03T08:00", "2026-03-03T08:00", MC_T_SUPPLEMENT,
		MC_DOSSIER_AWAITING_SUPPLEMENT, "2026-03-06T17:00");
	move_at(&scribe, id, "2026-03-09T08:00", "2026-03-09T08:00", MC_T_SUPPLIED,
		MC_DOSSIER_PROCESSING, "2026-03-12T17:00");
	move_at(&scribe, id, "2026-03-16T08:00", "2026-03-16T08:00", MC_T_RESOLVE,
		MC_DOSSIER_RESOLVED, "2026-03-12T17:00");
	scribe_end(&scribe);
	for (size_t i = 0; i < COUNT(days); i++) {
		struct mc_report_order order = { .from = day_of(days[i].day),
			.to = day_of("2026-12-31"),
			.as_of = day_of("2026-12-31") };
		struct mc_tally_day slip;
		assert_int_equal(mc_store_report_day(office->store, &order, &slip, NULL), MC_OK);
		if (memcmp(&slip, &days[i].slip, sizeof slip) != 0) {
			fail_msg("the slip of %s is another", days[i].day);
		}
	}
}

static void a_period_turned_round_is_refused(void **state) {
	struct office *office = *state;
	struct mc_report_order order = { .from = 20001, .to = 20000, .as_of = 20000 };
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_tally tally;
	struct mc_tally_day slip;
	struct mc_arena arena;
	struct mc_error err = { 0 };
	mc_arena_init(&arena);
	assert_int_equal(
		mc_store_report(office->store, &arena, &order, &rules, &tally, &err), MC_INVALID);
	assert_string_equal(err.field, "to");
	assert_int_equal(mc_store_report_day(office->store, &order, &slip, NULL), MC_INVALID);
	mc_arena_finish(&arena);
}

/* A name in either case, with or without its marks; what nobody has is refused, not reported as 0. */
static void a_field_or_unit_nobody_has_is_refused(void **state) {
	static const struct {
		const char *field, *unit;
		const char *refused; /* NULL: it is found */
	} orders[] = {
		{ "", "Xã Đông Sơn", NULL },
		{ "ho tich", "xa dong son", NULL },
		{ "", "Xã Đông", "unit" },
		{ "HỘ TỊCH", "zzz", "unit" },
		{ "zzz", "Xã Đông Sơn", "field" },
	};
	struct office *office = *state;
	struct scribe scribe = { .recorded_at = at("2026-03-02T08:00") };
	struct scribe_facts facts = { "Hộ tịch", "Xã Đông Sơn", MC_CHANNEL_DIRECT };
	struct scribe_move accept = { at("2026-03-02T08:00"), MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, 0,
		0, 0 };
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_arena arena;
	mc_arena_init(&arena);
	scribe_begin(&scribe, office->store);
	scribe_import(&scribe, &facts, &accept, 1);
	scribe_end(&scribe);
	for (size_t i = 0; i < COUNT(orders); i++) {
		mc_day day = day_of("2026-03-02");
		struct mc_report_order order = { .from = day,
			.to = day,
			.as_of = day,
			.field = orders[i].field,
			.unit = orders[i].unit };
		enum mc_status expected = orders[i].refused ? MC_NOT_FOUND : MC_OK;
		struct mc_error err = { 0 };
		struct mc_tally tally;
		struct mc_tally_day slip;
		assert_int_equal(
			mc_store_report(office->store, &arena, &order, &rules, &tally, &err),
			expected);
		assert_int_equal(mc_store_report_day(office->store, &order, &slip, NULL), expected);
		if (orders[i].refused) {
			assert_string_equal(err.field, orders[i].refused);
		} else {
			assert_int_equal(tally.total.c[3], 1);
			assert_int_equal(slip.received, 1);
		}
	}
	mc_arena_finish(&arena);
}

/* The whole report is one pass over the covering index; a fold reads the moves by their key. */
static void reports_read_what_they_need(void **state) {
	static const struct {
		int sql;
		const char *plan;
	} plans[] = {
		{ MC_SQL_REPORT_DOSSIERS, "SCAN dossier USING COVERING INDEX dossier_report" },
		{ MC_SQL_REPORT_MOVES, "SEARCH move USING PRIMARY KEY (dossier=? AND event<?)" },
	};
	struct office *office = *state;
	for (size_t i = 0; i < COUNT(plans); i++) {
		char sql[4096];
		struct mc_stmt *rows;
		snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", mc_sql_rows[plans[i].sql].text);
		assert_int_equal(mc_db_prepare(office->store->db, sql, &rows, NULL), MC_OK);
		assert_int_equal(mc_step(rows, NULL), MC_OK);
		assert_string_equal(mc_col_text(rows, 3), plans[i].plan);
		assert_int_equal(mc_step(rows, NULL), MC_NO_ROW);
		mc_db_finalize(rows);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scribe_office_make, scribe_office_finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(published_figures_come_out),
		TEST(test_what_came_by_no_known_channel_is_the_residual),
		TEST(march_stays_march),
		TEST(corrections_show_from_their_day_on),
		TEST(a_clock_set_back_hides_nothing),
		TEST(known_is_what_was_recorded_by_then),
		TEST(the_slip_of_each_day),
		TEST(a_period_turned_round_is_refused),
		TEST(a_field_or_unit_nobody_has_is_refused),
		TEST(reports_read_what_they_need),
	};
	return cmocka_run_group_tests_name("store report", tests, NULL, NULL);
}

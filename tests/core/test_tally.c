/*
 * The periodic report: the classes of domain §5.1 one by one, the figures that
 * real offices published (§1.2), and the slip of a day. Random lives are in
 * test_tally_periods.c.
 */
#include "cmocka_all.h"
#include "core/tally.h"
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The period of the tables: days 100 … 129, far from the epoch's edge. */
#define BASE 20000
#define FROM (BASE + 100)
#define TO (BASE + 129)

static mc_time at_day(int day, int minute) {
	return day == 0 ? 0 : mc_time_at(BASE + day, minute);
}

/* ---- one life at a time ---- */

#define NO MC_END_NONE
#define RES MC_END_RESOLVED
#define WDR MC_END_WITHDRAWN
#define STP MC_END_STOPPED
#define REF MC_END_REFUSED

/* Days; 0: has not happened. Accepted and due at 08:00, ended at 16:59: minutes must not matter. */
static const struct {
	const char *name;
	int accepted, due;
	enum mc_end end;
	int ended;
	bool paused;
	enum mc_tally_class class;
	bool carried;
} classes[] = {
	{ "early", 110, 115, RES, 114, false, MC_CLASS_EARLY, false },
	{ "on time, hours after the minute", 110, 115, RES, 115, false, MC_CLASS_ON_TIME, false },
	{ "late by a day", 110, 115, RES, 116, false, MC_CLASS_LATE, false },
	{ "no due date is on time", 110, 0, RES, 128, false, MC_CLASS_ON_TIME, false },
	{ "accepted and resolved on the first day", 100, 100, RES, 100, false, MC_CLASS_ON_TIME,
		false },
	{ "accepted the day before", 99, 100, RES, 100, false, MC_CLASS_ON_TIME, true },
	{ "resolved on the last day", 110, 120, RES, 129, false, MC_CLASS_LATE, false },
	{ "resolved after the period, in time", 110, 130, RES, 130, false, MC_CLASS_PENDING,
		false },
	{ "resolved after the period, overdue", 110, 120, RES, 130, false, MC_CLASS_OVERDUE,
		false },
	{ "due on the last day is in time", 110, 129, NO, 0, false, MC_CLASS_PENDING, false },
	{ "due the day before is overdue", 110, 128, NO, 0, false, MC_CLASS_OVERDUE, false },
	{ "pending without due date", 110, 0, NO, 0, false, MC_CLASS_PENDING, false },
	{ "paused and past due is in time", 110, 120, NO, 0, true, MC_CLASS_PENDING, false },
	{ "carried over and still pending", 50, 90, NO, 0, false, MC_CLASS_OVERDUE, true },
	{ "ended before the period", 50, 90, RES, 99, false, MC_CLASS_OUTSIDE, true },
	{ "accepted after it", 130, 140, NO, 0, false, MC_CLASS_OUTSIDE, false },
	{ "accepted and ended after it", 130, 140, RES, 133, false, MC_CLASS_OUTSIDE, false },
	{ "withdrawn early", 110, 120, WDR, 111, false, MC_CLASS_ON_TIME, false },
	{ "withdrawn late", 110, 120, WDR, 125, false, MC_CLASS_ON_TIME, false },
	{ "withdrawn before", 50, 60, WDR, 99, false, MC_CLASS_OUTSIDE, true },
	{ "withdrawn after", 110, 120, WDR, 130, false, MC_CLASS_OVERDUE, false },
	{ "sent back", 50, 60, REF, 105, false, MC_CLASS_ON_TIME, true },
	{ "stopped early", 110, 120, STP, 111, false, MC_CLASS_EARLY, false },
	{ "stopped late", 110, 120, STP, 125, false, MC_CLASS_LATE, false },
	{ "an end before its beginning counts on the first day", 110, 115, RES, 50, false,
		MC_CLASS_EARLY, false },
};

static void every_class(void **state) {
	struct mc_tally_rules rules = mc_tally_default();

	(void)state;
	for (size_t i = 0; i < COUNT(classes); i++) {
		struct mc_life life = {
			.channel = MC_CHANNEL_DIRECT,
			.accepted_at = at_day(classes[i].accepted, 8 * 60),
			.lawful_due_at = at_day(classes[i].due, 8 * 60),
			.end = classes[i].end,
			.ended_at = at_day(classes[i].ended, 16 * 60 + 59),
			.paused = classes[i].paused,
		};
		struct mc_tally_mark mark =
			mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules);

		if (mark.class != classes[i].class || mark.carried != classes[i].carried) {
			fail_msg("%s: class %d%s", classes[i].name, mark.class,
				mark.carried ? ", carried" : "");
		}
	}
}

/* A day ends at local midnight, seven hours before the one of UTC. */
static void days_are_local(void **state) {
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_life life = {
		.accepted_at = mc_time_at(FROM - 1, 23 * 60 + 59),
		.lawful_due_at = mc_time_at(TO, 0),
		.end = RES,
		.ended_at = mc_time_at(TO, 23 * 60 + 59),
	};
	struct mc_tally_mark mark;

	(void)state;
	mark = mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules);
	assert_true(mark.carried);
	assert_int_equal(mark.class, MC_CLASS_ON_TIME);
	life.accepted_at += MC_MINUTE_MS;
	life.ended_at += MC_MINUTE_MS;
	mark = mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules);
	assert_false(mark.carried);
	assert_int_equal(mark.class, MC_CLASS_PENDING);
}

static void settings_move_classes(void **state) {
	struct mc_period period = { FROM, TO };
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_life life = {
		.accepted_at = at_day(101, 480),
		.original_due_at = at_day(110, 480),
		.lawful_due_at = at_day(115, 480), /* a pause of five days */
		.due_at = at_day(125, 480), /* and an extension of ten */
		.end = RES,
		.ended_at = at_day(115, 480),
	};

	(void)state;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_ON_TIME);
	rules.judge = MC_JUDGE_ORIGINAL;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_LATE);
	rules.judge = MC_JUDGE_CURRENT;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_EARLY);

	rules = mc_tally_default();
	life.end = WDR;
	life.ended_at = at_day(120, 480);
	rules.withdrawn = MC_NO_RESULT_BY_DATE;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_LATE);
	life.end = REF;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_LATE);
	life.end = STP;
	rules.stopped = MC_NO_RESULT_ON_TIME;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_ON_TIME);

	life.end = NO;
	life.ended_at = 0;
	life.paused = true;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_PENDING);
	rules.paused_by_date = true;
	assert_int_equal(mc_tally_classify(&life, period, &rules).class, MC_CLASS_OVERDUE);
}

/* An apology counts from the day it was sent, and only where there is lateness. */
static void apologies_are_told_apart(void **state) {
	static const struct {
		int apology, ended; /* days; due on 115 */
		bool apologised;
	} cases[] = {
		{ 114, 116, true },
		{ 129, 116, true },
		{ 130, 116, false }, /* after the period */
		{ 0, 116, false },
		{ 114, 115, false }, /* not late */
		{ 129, 0, true }, /* overdue */
		{ 130, 0, false },
	};
	struct mc_tally_rules rules = mc_tally_default();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mc_life life = {
			.accepted_at = at_day(101, 480),
			.lawful_due_at = at_day(115, 480),
			.end = cases[i].ended == 0 ? NO : RES,
			.ended_at = at_day(cases[i].ended, 480),
			.apology_at = at_day(cases[i].apology, 480),
		};

		assert_int_equal(
			mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules).apology,
			cases[i].apologised);
	}
}

/* States 1 and 3: noted, in no column. */
static void filings_not_accepted_stand_apart(void **state) {
	static const struct {
		int submitted;
		enum mc_end end;
		int ended;
		enum mc_tally_class class;
	} cases[] = {
		{ 110, NO, 0, MC_CLASS_AWAITING },
		{ 50, NO, 0, MC_CLASS_AWAITING },
		{ 130, NO, 0, MC_CLASS_OUTSIDE },
		{ 110, REF, 112, MC_CLASS_REFUSED },
		{ 0, REF, 112, MC_CLASS_REFUSED }, /* at the counter: never filed */
		{ 50, REF, 99, MC_CLASS_OUTSIDE },
		{ 110, REF, 130, MC_CLASS_AWAITING },
	};
	struct mc_tally_rules rules = mc_tally_default();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mc_tally_row row = { .field = "x" };
		struct mc_life life = {
			.submitted_at = at_day(cases[i].submitted, 480),
			.end = cases[i].end,
			.ended_at = at_day(cases[i].ended, 480),
		};
		struct mc_tally_mark mark =
			mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules);

		assert_int_equal(mark.class, cases[i].class);
		mc_tally_row_add(&row, &mark);
		assert_int_equal(row.c[3], 0);
		assert_int_equal(row.notes[MC_NOTE_AWAITING], cases[i].class == MC_CLASS_AWAITING);
		assert_int_equal(row.notes[MC_NOTE_REFUSED], cases[i].class == MC_CLASS_REFUSED);
		assert_int_equal(mc_tally_check_row(&row, NULL), MC_OK);
	}
}

/* What the notes say: how the ends without a result and the paused ones stand in the columns. */
static void notes_name_what_the_columns_hide(void **state) {
	static const struct {
		int accepted;
		enum mc_channel channel;
		enum mc_end end;
		bool paused;
		enum mc_tally_note note;
	} cases[] = {
		{ 110, MC_CHANNEL_POSTAL, NO, false, MC_NOTE_POSTAL },
		{ 110, MC_CHANNEL_DIRECT, NO, true, MC_NOTE_PAUSED },
		{ 110, MC_CHANNEL_ONLINE, WDR, false, MC_NOTE_WITHDRAWN },
		{ 110, MC_CHANNEL_ONLINE, STP, true, MC_NOTE_STOPPED },
		{ 110, MC_CHANNEL_ONLINE, REF, false, MC_NOTE_SENT_BACK },
		{ 50, MC_CHANNEL_POSTAL, NO, false,
			MC_NOTE_COUNT }, /* carried over: column (6) alone */
		{ 110, MC_CHANNEL_ONLINE, RES, false, MC_NOTE_COUNT },
	};
	struct mc_tally_rules rules = mc_tally_default();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mc_tally_row row = { .field = "x" };
		struct mc_life life = {
			.channel = cases[i].channel,
			.accepted_at = at_day(cases[i].accepted, 480),
			.end = cases[i].end,
			.ended_at = cases[i].end == NO ? 0 : at_day(120, 480),
			.paused = cases[i].paused,
		};
		struct mc_tally_mark mark =
			mc_tally_classify(&life, (struct mc_period){ FROM, TO }, &rules);

		mc_tally_row_add(&row, &mark);
		for (int note = 0; note < MC_NOTE_COUNT; note++) {
			assert_int_equal(row.notes[note], note == (int)cases[i].note);
		}
		assert_int_equal(row.c[3], 1);
	}
}

/* ---- reports ---- */

struct batch {
	int count;
	enum mc_channel channel;
	int accepted, due, ended; /* days */
	bool apology;
	const char *field;
};

static void tally_batches(
	struct mc_tally *tally, struct mc_arena *arena, const struct batch *batches, size_t count) {
	struct mc_tally_rules rules = mc_tally_default();

	mc_tally_begin(tally, arena, (struct mc_period){ FROM, TO }, &rules);
	for (size_t i = 0; i < count; i++) {
		struct mc_life life = {
			.field = batches[i].field,
			.channel = batches[i].channel,
			.accepted_at = at_day(batches[i].accepted, 480),
			.lawful_due_at = at_day(batches[i].due, 480),
			.end = batches[i].ended == 0 ? NO : RES,
			.ended_at = at_day(batches[i].ended, 960),
			.apology_at = batches[i].apology ? at_day(batches[i].due, 480) : 0,
		};

		for (int k = 0; k < batches[i].count; k++) {
			mc_tally_add(tally, &life);
		}
	}
	mc_tally_finish(tally);
	assert_int_equal(mc_tally_check_row(&tally->total, NULL), MC_OK);
	assert_int_equal(
		mc_tally_check_total(tally->rows, tally->count, &tally->total, NULL), MC_OK);
}

/* Domain §1.2: the figures of four offices, with what they leave out made visible. */
static void published_figures_come_out(void **state) {
	static const struct {
		const char *office;
		struct batch batches[6];
		int64_t c[MC_TALLY_COLUMNS];
		int64_t late_with_apology, postal;
		int resolved_rate, in_time_rate; /* of received; of resolved */
	} offices[] = {
		/* 6.048 + 3.455 of 9.998: the 495 that the report lost came another way */
		{ "Hồng Ngự 2023",
			{ { 6048, MC_CHANNEL_DIRECT, 101, 110, 109, false, "a" },
				{ 2196, MC_CHANNEL_ONLINE, 101, 110, 109, false, "a" },
				{ 1229, MC_CHANNEL_ONLINE, 101, 110, 110, false, "a" },
				{ 142, MC_CHANNEL_POSTAL, 101, 110, 110, false, "a" },
				{ 30, MC_CHANNEL_ONLINE, 101, 110, 112, true, "đất đai" },
				{ 353, MC_CHANNEL_POSTAL, 120, 129, 0, false, "đất đai" } },
			{ 0, 0, 0, 9998, 3455, 6543, 0, 9645, 8244, 1371, 30, 353, 353, 0 }, 30,
			495, 9647, 9969 },
		{ "Ngã Năm 2019",
			{ { 4817, MC_CHANNEL_DIRECT, 101, 110, 110, false, "a" },
				{ 526, MC_CHANNEL_DIRECT, 120, 130, 0, false, "a" } },
			{ 0, 0, 0, 5343, 0, 5343, 0, 4817, 0, 4817, 0, 526, 526, 0 }, 0, 0, 9016,
			10000 },
		{ "Mỹ Phú 2024",
			{ { 1140, MC_CHANNEL_DIRECT, 101, 110, 101, false, "a" },
				{ 1, MC_CHANNEL_DIRECT, 101, 110, 110, false, "b" } },
			{ 0, 0, 0, 1141, 0, 1141, 0, 1141, 1140, 1, 0, 0, 0, 0 }, 0, 0, 10000,
			10000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(offices); i++) {
		struct mc_arena arena;
		struct mc_tally tally;
		const int64_t *c;

		mc_arena_init(&arena);
		tally_batches(&tally, &arena, offices[i].batches, COUNT(offices[i].batches));
		c = tally.total.c;
		for (int k = 0; k < MC_TALLY_COLUMNS; k++) {
			if (c[k] != offices[i].c[k]) {
				fail_msg("%s: column (%d) is %lld", offices[i].office, k,
					(long long)c[k]);
			}
		}
		assert_int_equal(
			tally.total.notes[MC_NOTE_LATE_APOLOGY], offices[i].late_with_apology);
		assert_int_equal(tally.total.notes[MC_NOTE_LATE_NO_APOLOGY], 0);
		assert_int_equal(tally.total.notes[MC_NOTE_POSTAL], offices[i].postal);
		assert_int_equal(mc_tally_rate(c[7], c[3]), offices[i].resolved_rate);
		assert_int_equal(mc_tally_rate(c[8] + c[9], c[7]), offices[i].in_time_rate);
		mc_arena_finish(&arena);
	}
}

static void rates_are_rounded_half_up(void **state) {
	static const struct {
		int64_t part, whole;
		int rate;
	} cases[] = {
		{ 132410, 133555, 9914 }, /* Quế Võ, §1.2 */
		{ 9615, 9645, 9969 },
		{ 479, 480, 9979 },
		{ 1, 3, 3333 },
		{ 2, 3, 6667 },
		{ 1, 20000, 1 }, /* 0,005 % */
		{ 1, 20001, 0 },
		{ 0, 7, 0 },
		{ 7, 7, 10000 },
		{ 0, 0, 0 },
		{ INT64_C(100000000000), INT64_C(200000000000), 5000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(mc_tally_rate(cases[i].part, cases[i].whole), cases[i].rate);
	}
}

static void rows_are_sorted_and_fields_kept_apart(void **state) {
	static const struct batch batches[] = {
		{ 2, MC_CHANNEL_DIRECT, 101, 110, 0, false, "Hộ tịch" },
		{ 1, MC_CHANNEL_DIRECT, 101, 110, 0, false, NULL },
		{ 3, MC_CHANNEL_DIRECT, 101, 110, 0, false, "Chứng thực" },
		{ 4, MC_CHANNEL_DIRECT, 101, 110, 0, false, "Hộ tịch" },
		{ 5, MC_CHANNEL_DIRECT, 50, 60, 70, false, "Đất đai" }, /* outside: no empty row */
		{ 1, MC_CHANNEL_DIRECT, 101, 110, 0, false, "" },
	};
	struct mc_arena arena;
	struct mc_tally tally;

	(void)state;
	mc_arena_init(&arena);
	tally_batches(&tally, &arena, batches, COUNT(batches));
	assert_int_equal(tally.count, 3);
	assert_string_equal(tally.rows[0].field, "");
	assert_int_equal(tally.rows[0].c[3], 2);
	assert_string_equal(tally.rows[1].field, "Chứng thực");
	assert_int_equal(tally.rows[1].c[3], 3);
	assert_string_equal(tally.rows[2].field, "Hộ tịch");
	assert_int_equal(tally.rows[2].c[3], 6);
	assert_int_equal(tally.total.c[3], 11);
	mc_arena_finish(&arena);
}

/* Any single column that is off by one is found. */
static void a_damaged_report_is_found(void **state) {
	static const struct mc_tally_row sound = { .field = "Hộ tịch",
		.c = { 0, 0, 0, 20, 5, 7, 8, 12, 3, 4, 5, 8, 6, 2 } };
	struct mc_error err;

	(void)state;
	assert_int_equal(mc_tally_check_row(&sound, NULL), MC_OK);
	assert_int_equal(mc_tally_check_total(&sound, 1, &sound, NULL), MC_OK);
	for (int i = 3; i < MC_TALLY_COLUMNS; i++) {
		struct mc_tally_row row = sound;

		row.c[i]++;
		assert_int_equal(mc_tally_check_row(&row, &err), MC_DAMAGED);
		assert_string_equal(err.args, "Hộ tịch");
		assert_int_equal(mc_tally_check_total(&sound, 1, &row, NULL), MC_DAMAGED);
	}
}

/* ---- the slip of a day ---- */

static void the_slip_of_a_day(void **state) {
	static const struct {
		int accepted, due;
		enum mc_end end;
		int ended;
		bool paused;
	} lives[] = {
		{ 110, 115, NO, 0, false }, /* in time */
		{ 109, 110, NO, 0, false }, /* due today */
		{ 101, 109, NO, 0, false }, /* overdue */
		{ 101, 109, NO, 0, true }, /* waiting */
		{ 110, 110, RES, 110, false }, /* on time */
		{ 105, 112, RES, 110, false }, /* on time: early */
		{ 101, 109, RES, 110, false }, /* late */
		{ 101, 109, WDR, 110, false }, /* sent back */
		{ 101, 120, STP, 110, false }, /* sent back */
		{ 101, 109, RES, 109, false }, /* yesterday's */
		{ 111, 120, NO, 0, false }, /* tomorrow's */
		{ 110, 110, RES, 111, false }, /* due today, resolved tomorrow */
		{ 110, 0, NO, 0, false }, /* in time, no due date */
	};
	struct mc_tally_day slip = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(lives); i++) {
		struct mc_life life = {
			.accepted_at = at_day(lives[i].accepted, 480),
			.due_at = at_day(lives[i].due, 480),
			.end = lives[i].end,
			.ended_at = at_day(lives[i].ended, 960),
			.paused = lives[i].paused,
		};

		mc_tally_day_add(&slip, &life, BASE + 110, MC_JUDGE_CURRENT);
	}
	assert_int_equal(slip.received, 4);
	assert_int_equal(slip.carried, 7);
	assert_int_equal(slip.on_time, 2);
	assert_int_equal(slip.late, 1);
	assert_int_equal(slip.sent_back, 2);
	assert_int_equal(slip.in_time, 2);
	assert_int_equal(slip.due_today, 2);
	assert_int_equal(slip.overdue, 1);
	assert_int_equal(slip.waiting, 1);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_class),
		cmocka_unit_test(days_are_local),
		cmocka_unit_test(settings_move_classes),
		cmocka_unit_test(apologies_are_told_apart),
		cmocka_unit_test(filings_not_accepted_stand_apart),
		cmocka_unit_test(notes_name_what_the_columns_hide),
		cmocka_unit_test(published_figures_come_out),
		cmocka_unit_test(rates_are_rounded_half_up),
		cmocka_unit_test(rows_are_sorted_and_fields_kept_apart),
		cmocka_unit_test(a_damaged_report_is_found),
		cmocka_unit_test(the_slip_of_a_day),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}

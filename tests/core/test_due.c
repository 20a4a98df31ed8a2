/* Due dates: the vectors of the rules, their edges, and what must always hold. */
#include "cmocka_all.h"
#include "holidays.h"
#include "random.h"
#include <motcua/due.h>
#include <stdio.h>
#include <string.h>

struct vector {
	const char *value; /* as typed */
	enum mc_term_unit unit;
	const char *received;
	const char *due; /* "" for none */
};

#define WD MC_TERM_WORKING_DAY
#define CD MC_TERM_CALENDAR_DAY
#define WH MC_TERM_WORKING_HOUR
#define SD MC_TERM_SAME_DAY

static struct mc_term term_of(const char *value, enum mc_term_unit unit) {
	struct mc_term term = { .unit = unit };

	assert_int_equal(mc_term_value_parse(value, &term.milli, NULL), MC_OK);
	return term;
}

static struct mc_due compute(
	const struct mc_calendar *calendar, mc_time received, struct mc_term term) {
	struct mc_due due = { .due_at = -1 };
	struct mc_error error = { 0 };

	if (mc_due_compute(calendar, received, term, &due, &error) != MC_OK) {
		fail_msg("%s", error.format);
	}
	return due;
}

static void check_vectors(
	const struct mc_calendar *calendar, const struct vector *vectors, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const struct vector *v = &vectors[i];
		struct mc_due due = compute(calendar, at(v->received), term_of(v->value, v->unit));
		char text[MC_TIME_TEXT_SIZE];

		mc_time_format(due.due_at, text);
		if (due.due_at != (v->due[0] != '\0' ? at(v->due) : 0)) {
			fail_msg("%s %s from %s: due %s, not %s", v->value,
				mc_term_unit_name(v->unit), v->received, v->due, text);
		}
	}
}

/* Domain §4.3, as written there. */
static void test_rule_vectors(void **state) {
	static const struct vector vectors[] = {
		{ "2", WD, "2026-03-02T10:00", "2026-03-04T10:00" },
		{ "3", WD, "2026-03-05T14:10", "2026-03-10T14:10" },
		{ "1", WD, "2026-03-06T17:20", "2026-03-10T07:30" },
		{ "1", WD, "2026-03-03T12:15", "2026-03-04T13:30" },
		{ "1", WD, "2026-03-08T21:00", "2026-03-10T07:30" },
		{ "5", WD, "2026-02-12T09:00", "2026-02-26T09:00" },
		{ "3", WD, "2026-04-24T08:00", "2026-05-04T08:00" },
		{ "3", WD, "2026-08-20T15:00", "2026-08-24T15:00" },
		{ "5", WD, "2026-08-27T10:30", "2026-09-08T10:30" },
		{ "2", WD, "2026-11-23T09:00", "2026-11-26T09:00" },
		{ "1", WD, "2026-01-09T16:00", "2026-01-10T16:00" },
		{ "10", CD, "2026-03-04T09:00", "2026-03-16T09:00" },
		{ "30", CD, "2026-03-02T09:00", "2026-04-01T09:00" },
		{ "7", CD, "2026-02-10T09:00", "2026-02-23T09:00" },
		{ "4", WH, "2026-03-02T08:00", "2026-03-02T14:00" },
		{ "4", WH, "2026-03-02T10:00", "2026-03-02T16:00" },
		{ "4", WH, "2026-03-02T15:30", "2026-03-03T10:00" },
		{ "1", SD, "2026-03-02T14:59", "2026-03-02T17:00" },
		{ "1", SD, "2026-03-02T15:00", "2026-03-02T17:00" },
		{ "1", SD, "2026-03-02T15:01", "2026-03-03T17:00" },
		{ "1", SD, "2026-03-06T15:30", "2026-03-09T17:00" },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	check_vectors(&calendar, vectors, sizeof vectors / sizeof *vectors);
	mc_calendar_finish(&calendar);
}

static void test_edges(void **state) {
	static const struct vector vectors[] = {
		/* around opening, noon and closing */
		{ "1", WD, "2026-03-02T07:29:59", "2026-03-03T07:30" },
		{ "1", WD, "2026-03-02T07:30", "2026-03-03T07:30" },
		{ "1", WD, "2026-03-02T11:29:59", "2026-03-03T11:29:59" },
		{ "1", WD, "2026-03-02T11:30", "2026-03-03T13:30" },
		{ "1", WD, "2026-03-02T16:59", "2026-03-03T16:59" },
		{ "1", WD, "2026-03-02T17:00", "2026-03-04T07:30" },
		{ "1", WD, "2026-03-02T10:00:37.250", "2026-03-03T10:00:37.250" },
		{ "1", WD, "2026-08-22T09:00", "2026-08-24T09:00" },
		{ "1", WD, "2026-03-02T03:00Z", "2026-03-03T10:00" },
		/* fractions are working hours, eight to a day */
		{ "0.5", WD, "2026-03-02T08:00", "2026-03-02T14:00" },
		{ "0,5", WD, "2026-03-06T16:00", "2026-03-09T10:30" },
		{ "1.5", WD, "2026-03-02T10:00", "2026-03-03T16:00" },
		{ "0.5", WD, "2026-03-02T07:30", "2026-03-02T11:30" },
		{ "0.25", WH, "2026-03-02T11:30", "2026-03-02T13:45" },
		{ "0.001", WH, "2026-03-02T08:00", "2026-03-02T08:00:03.600" },
		/* a term in hours that ends with a session ends there */
		{ "4", WH, "2026-03-02T07:30", "2026-03-02T11:30" },
		{ "3.5", WH, "2026-03-02T13:30", "2026-03-02T17:00" },
		{ "7.5", WH, "2026-03-02T07:30", "2026-03-02T17:00" },
		{ "8", WH, "2026-03-02T07:30", "2026-03-03T08:00" },
		{ "4", WH, "2026-03-07T10:00", "2026-03-09T11:30" },
		{ "4", WH, "2026-03-02T06:00", "2026-03-02T11:30" },
		{ "4", WH, "2026-03-02T12:00", "2026-03-03T08:00" },
		{ "8", WH, "2026-02-13T16:00", "2026-02-23T16:30" },
		/* same day */
		{ "0", SD, "2026-03-02T06:00", "2026-03-02T17:00" },
		{ "1", SD, "2026-03-02T15:00:00.001", "2026-03-03T17:00" },
		{ "1", SD, "2026-03-06T17:00", "2026-03-09T17:00" },
		{ "1", SD, "2026-03-06T23:00", "2026-03-09T17:00" },
		{ "1", SD, "2026-03-08T10:00", "2026-03-09T17:00" },
		{ "1", SD, "2026-03-08T16:00", "2026-03-09T17:00" },
		{ "1", SD, "2026-11-23T15:30", "2026-11-25T17:00" },
		{ "1", SD, "2026-08-22T10:00", "2026-08-22T17:00" },
		/* calendar days: month ends, leap years, days off, clock times the office cannot keep */
		{ "1", CD, "2023-02-28T09:00", "2023-03-01T09:00" },
		{ "1", CD, "2024-02-28T09:00", "2024-02-29T09:00" },
		{ "30", CD, "2026-01-30T09:00", "2026-03-02T09:00" },
		{ "365", CD, "2025-03-03T09:00", "2026-03-03T09:00" },
		{ "1", CD, "2026-03-06T10:00", "2026-03-09T10:00" },
		{ "3", CD, "2026-03-08T21:00", "2026-03-11T17:00" },
		{ "1", CD, "2026-03-02T12:00", "2026-03-03T13:30" },
		{ "1", CD, "2026-03-02T05:00", "2026-03-03T07:30" },
		{ "1", CD, "2026-03-02T11:30", "2026-03-03T11:30" },
		{ "1", CD, "2026-03-02T17:00", "2026-03-03T17:00" },
		{ "1", CD, "2026-08-21T09:00", "2026-08-22T09:00" },
		{ "1", CD, "2026-11-23T09:00", "2026-11-25T09:00" },
		/* no due date */
		{ "0", MC_TERM_NONE, "2026-03-02T10:00", "" },
		{ "7", MC_TERM_NONE, "2026-03-08T10:00", "" },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	check_vectors(&calendar, vectors, sizeof vectors / sizeof *vectors);
	mc_calendar_finish(&calendar);
}

/* Saturday morning as ordinary hours (residence dossiers), and another cut-off. */
static void test_saturday_morning(void **state) {
	static const struct vector vectors[] = {
		{ "1", WD, "2026-03-06T10:00", "2026-03-07T10:00" },
		{ "1", WD, "2026-03-06T15:00", "2026-03-07T11:30" },
		{ "2", WD, "2026-03-06T15:00", "2026-03-09T15:00" },
		{ "1", WD, "2026-03-07T10:00", "2026-03-09T10:00" },
		{ "1", WD, "2026-03-07T12:00", "2026-03-10T07:30" },
		{ "4", WH, "2026-03-06T16:00", "2026-03-07T10:30" },
		{ "1", SD, "2026-03-07T09:00", "2026-03-07T11:30" },
		{ "1", SD, "2026-03-07T12:00", "2026-03-09T17:00" },
		{ "1", SD, "2026-03-06T16:00", "2026-03-06T17:00" },
		{ "1", SD, "2026-03-06T16:30:01", "2026-03-07T11:30" },
		{ "1", WD, "2026-08-21T15:00", "2026-08-22T15:00" },
		{ "3", CD, "2026-03-04T15:00", "2026-03-07T11:30" },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	assert_int_equal(mc_hours_parse("07:30-11:30", &calendar.week[MC_SATURDAY], NULL), MC_OK);
	calendar.cut_off = 16 * 60 + 30;
	check_vectors(&calendar, vectors, sizeof vectors / sizeof *vectors);
	mc_calendar_finish(&calendar);
}

/* Rule 11: which dates rest on days off that nobody has announced. */
static void test_reliance(void **state) {
	static const struct {
		struct vector vector;
		bool provisional;
		int missing_year;
	} rows[] = {
		{ { "2", WD, "2026-12-29T09:00", "2026-12-31T09:00" }, false, 0 },
		{ { "5", WD, "2026-12-30T09:00", "2027-01-07T09:00" }, true, 0 },
		{ { "2", WD, "2027-02-04T09:00", "2027-02-15T09:00" }, true, 0 },
		{ { "1", WD, "2027-12-31T09:00", "2028-01-03T09:00" }, true, 2028 },
		{ { "1", WD, "2022-03-01T09:00", "2022-03-02T09:00" }, true, 2022 },
		{ { "400", CD, "2026-11-23T09:00", "2027-12-28T09:00" }, true, 0 },
		{ { "30", CD, "2022-12-20T09:00", "2023-01-19T09:00" }, false, 0 },
		{ { "5", CD, "2022-12-25T09:00", "2022-12-30T09:00" }, true, 2022 },
		{ { "1", SD, "2027-03-01T09:00", "2027-03-01T17:00" }, true, 0 },
		{ { "4", WH, "2026-12-31T16:00", "2027-01-04T10:30" }, true, 0 },
		{ { "0", MC_TERM_NONE, "2028-03-01T09:00", "" }, false, 0 },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct vector *v = &rows[i].vector;
		struct mc_due due = compute(&calendar, at(v->received), term_of(v->value, v->unit));

		check_vectors(&calendar, v, 1);
		assert_int_equal(due.provisional, rows[i].provisional);
		assert_int_equal(due.missing_year, rows[i].missing_year);
	}
	mc_calendar_finish(&calendar);
}

static void test_refused(void **state) {
	static const struct {
		const char *received; /* NULL: has not happened */
		struct mc_term term;
		enum mc_status status;
		const char *why;
	} rows[] = {
		{ "2026-03-02", { 0, WD }, MC_INVALID, "longer than zero" },
		{ "2026-03-02", { -1000, WD }, MC_INVALID, "longer than zero" },
		{ "2026-03-02", { 0, CD }, MC_INVALID, "longer than zero" },
		{ "2026-03-02", { 0, WH }, MC_INVALID, "longer than zero" },
		{ "2026-03-02", { 500, CD }, MC_INVALID, "whole number" },
		{ "2026-03-02", { 3650001, WD }, MC_INVALID, "at most" },
		{ "2026-03-02", { 3651000, CD }, MC_INVALID, "at most" },
		{ "2026-03-02", { INT32_MAX, WH }, MC_INVALID, "at most" },
		{ "2026-03-02", { 1000, (enum mc_term_unit)99 }, MC_INVALID, "unit" },
		{ NULL, { 1000, WD }, MC_INVALID, "time of receipt" },
		{ "2199-12-30T10:00", { 5000, WD }, MC_REFUSED, "2199" },
		{ "2199-12-30T10:00", { 9000, CD }, MC_REFUSED, "2199" },
		{ "2195-12-30T10:00", { 29200000, WH }, MC_REFUSED, "2199" },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_due due = { .due_at = 4711 };
		struct mc_error error = { 0 };
		mc_time received = rows[i].received != NULL ? at(rows[i].received) : 0;

		assert_int_equal(mc_due_compute(&calendar, received, rows[i].term, &due, &error),
			rows[i].status);
		assert_non_null(strstr(error.format, rows[i].why));
		assert_int_equal(due.due_at, 4711);
	}
	mc_calendar_finish(&calendar);
}

static void test_longest_terms(void **state) {
	struct mc_calendar calendar;
	mc_time monday = at("2026-03-02T09:00");

	(void)state;
	mc_calendar_init(&calendar); /* no days off: 3650 working days are 730 weeks */
	assert_int_equal(compute(&calendar, monday, term_of("3650", WD)).due_at,
		monday + 730 * 7 * MC_DAY_MS);
	assert_int_equal(
		compute(&calendar, monday, term_of("3650", CD)).due_at, at("2036-02-28T09:00"));
	mc_calendar_finish(&calendar);
}

static void test_calendar_without_work(void **state) {
	static const enum mc_term_unit units[] = { WD, CD, WH, SD };
	struct mc_calendar calendar;
	struct mc_due due = { .due_at = 4711 };

	(void)state;
	mc_calendar_init(&calendar);
	memset(calendar.week, 0, sizeof calendar.week);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		assert_int_equal(mc_due_compute(&calendar, at("2026-03-02"), term_of("1", units[i]),
					 &due, NULL),
			MC_REFUSED);
		assert_int_equal(due.due_at, 4711);
	}
	mc_calendar_finish(&calendar);
}

static void test_term_text(void **state) {
	static const struct {
		const char *text;
		int32_t milli; /* -1: refused */
		const char *written;
	} rows[] = {
		{ "10", 10000, "10" },
		{ "0.5", 500, "0.5" },
		{ "0,5", 500, "0.5" },
		{ "1.25", 1250, "1.25" },
		{ "0.001", 1, "0.001" },
		{ "007", 7000, "7" },
		{ "0", 0, "0" },
		{ "29200", 29200000, "29200" },
		{ "29200.001", -1, NULL },
		{ "29201", -1, NULL },
		{ "99999999999999999999", -1, NULL },
		{ "", -1, NULL },
		{ ".5", -1, NULL },
		{ "5.", -1, NULL },
		{ "0.0001", -1, NULL },
		{ "-1", -1, NULL },
		{ "+1", -1, NULL },
		{ "1e3", -1, NULL },
		{ "1.5.2", -1, NULL },
		{ "1 ", -1, NULL },
	};
	enum mc_term_unit unit = WD;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int32_t milli = -1;
		char text[MC_TERM_VALUE_SIZE];
		enum mc_status status = mc_term_value_parse(rows[i].text, &milli, NULL);

		assert_int_equal(status, rows[i].milli < 0 ? MC_INVALID : MC_OK);
		assert_int_equal(milli, rows[i].milli);
		if (status == MC_OK) {
			mc_term_value_format(milli, text);
			assert_string_equal(text, rows[i].written);
		}
	}
	assert_int_equal(mc_term_unit_parse("SAME_DAY", &unit, NULL), MC_OK);
	assert_int_equal(unit, SD);
	assert_int_equal(mc_term_unit_parse("week", &unit, NULL), MC_INVALID);
	assert_string_equal(mc_term_unit_name(WH), "working_hour");
}

static mc_time random_time(struct mc_random *random) {
	return at("2023-01-01") + (mc_time)mc_random_below(random, 5 * 365 * 86400) * 1000;
}

/* What holds for every receipt and term. */
static void test_always(void **state) {
	struct mc_calendar calendar;
	struct mc_random random;

	(void)state;
	holidays_load(&calendar);
	mc_random_init(&random, "due dates");
	for (int i = 0; i < 3000; i++) {
		mc_time received = random_time(&random);
		mc_time later = received + (mc_time)mc_random_below(&random, 200000) * 1000;
		int32_t n = 1 + (int32_t)mc_random_below(&random, 40);
		enum mc_term_unit unit = (enum mc_term_unit)(WD + mc_random_below(&random, 4));
		struct mc_term term = { n * 1000, unit };
		struct mc_term longer = { (n + 1) * 1000, unit };
		mc_time due = compute(&calendar, received, term).due_at;
		mc_time start = 0;

		assert_true(due >= received);
		assert_true(mc_calendar_works(&calendar, mc_day_of(due)));
		assert_true(compute(&calendar, received, longer).due_at >= due);
		if (unit != CD) { /* days off at the end may turn two filings around there */
			assert_true(compute(&calendar, later, term).due_at >= due);
		}
		if (unit == WH) {
			assert_int_equal(
				mc_calendar_elapsed_ms(&calendar, received, due), n * MC_HOUR_MS);
		}
		if (unit == WD) {
			assert_int_equal(
				mc_calendar_next_moment(&calendar, received, &start, NULL), MC_OK);
			assert_int_equal(mc_calendar_days_between(
						 &calendar, mc_day_of(start), mc_day_of(due)),
				n);
			assert_int_equal(mc_ms_of_day(due), mc_ms_of_day(start));
		}
	}
	mc_calendar_finish(&calendar);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rule_vectors),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_saturday_morning),
		cmocka_unit_test(test_reliance),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_longest_terms),
		cmocka_unit_test(test_calendar_without_work),
		cmocka_unit_test(test_term_text),
		cmocka_unit_test(test_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

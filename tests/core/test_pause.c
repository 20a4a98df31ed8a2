/* Due dates after a pause: resumed or restarted, and what must always hold. */
#include "cmocka_all.h"
#include "holidays.h"
#include "random.h"
#include <motcua/due.h>

#define WD MC_TERM_WORKING_DAY
#define SD MC_TERM_SAME_DAY

static void test_moved(void **state) {
	static const struct {
		enum mc_pause_policy policy;
		int days;
		enum mc_term_unit unit;
		const char *due;
		const char *paused;
		const char *resumed;
		const char *moved;
	} rows[] = {
		/* a working day here has seven and a half hours, so a day's pause moves by a day */
		{ MC_PAUSE_RESUME, 2, WD, "2026-03-04T10:00", "2026-03-02T14:00",
			"2026-03-03T14:00", "2026-03-05T10:00" },
		{ MC_PAUSE_RESUME, 2, WD, "2026-03-04T10:00", "2026-03-02T14:00",
			"2026-03-02T15:30", "2026-03-04T11:30" },
		{ MC_PAUSE_RESUME, 1, WD, "2026-02-13T09:00", "2026-02-12T09:00",
			"2026-02-23T09:00", "2026-02-24T09:00" },
		{ MC_PAUSE_RESUME, 1, WD, "2026-03-09T09:00", "2026-03-06T17:00",
			"2026-03-09T07:30", "2026-03-09T09:00" },
		{ MC_PAUSE_RESUME, 1, WD, "2026-03-09T09:00", "2026-03-06T12:00",
			"2026-03-06T12:00", "2026-03-09T09:00" },
		{ MC_PAUSE_RESUME, 1, SD, "2026-03-02T17:00", "2026-03-02T09:00",
			"2026-03-03T09:00", "2026-03-03T17:00" },
		/* what stood at an opening stays at one */
		{ MC_PAUSE_RESUME, 1, WD, "2026-03-10T07:30", "2026-03-09T09:00",
			"2026-03-10T09:00", "2026-03-11T07:30" },
		{ MC_PAUSE_RESUME, 1, WD, "2026-03-10T07:30", "2026-03-09T09:00",
			"2026-03-09T11:00", "2026-03-10T09:30" },
		/* a pause that begins after the due date still counts */
		{ MC_PAUSE_RESUME, 1, WD, "2026-03-04T10:00", "2026-03-05T08:00",
			"2026-03-05T09:00", "2026-03-04T11:00" },
		{ MC_PAUSE_RESTART, 3, WD, "2026-03-04T10:00", "2026-03-02T14:00",
			"2026-03-05T14:10", "2026-03-10T14:10" },
		{ MC_PAUSE_RESTART, 1, SD, "2026-03-02T17:00", "2026-03-02T14:00",
			"2026-03-06T15:30", "2026-03-09T17:00" },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_due due = { 0 };
		char text[MC_TIME_TEXT_SIZE];

		assert_int_equal(mc_due_after_pause(&calendar, rows[i].policy,
					 (struct mc_term){ rows[i].days * 1000, rows[i].unit },
					 at(rows[i].due), at(rows[i].paused), at(rows[i].resumed),
					 &due, NULL),
			MC_OK);
		mc_time_format(due.due_at, text);
		if (due.due_at != at(rows[i].moved)) {
			fail_msg("row %zu: %s, not %s", i, rows[i].moved, text);
		}
		assert_false(due.provisional);
	}
	mc_calendar_finish(&calendar);
}

static void test_refused(void **state) {
	struct mc_calendar calendar;
	struct mc_term term = { 1000, WD };
	struct mc_due due = { .due_at = 4711 };
	mc_time early = at("2026-03-02T08:00");
	mc_time late = at("2026-03-02T09:00");

	(void)state;
	holidays_load(&calendar);
	assert_int_equal(
		mc_due_after_pause(&calendar, MC_PAUSE_RESUME, term, late, late, early, &due, NULL),
		MC_INVALID);
	assert_int_equal(mc_due_after_pause(
				 &calendar, MC_PAUSE_RESTART, term, late, late, early, &due, NULL),
		MC_INVALID);
	assert_int_equal(
		mc_due_after_pause(&calendar, MC_PAUSE_RESUME, term, late, 0, late, &due, NULL),
		MC_INVALID);
	assert_int_equal(due.due_at, 4711);
	assert_int_equal(
		mc_due_after_pause(&calendar, MC_PAUSE_RESUME, term, 0, early, late, &due, NULL),
		MC_OK);
	assert_int_equal(due.due_at, 0);
	assert_int_equal(
		mc_due_after_pause(&calendar, MC_PAUSE_RESUME, term, at("2026-12-31T16:00"),
			at("2026-12-31T09:00"), at("2026-12-31T15:00"), &due, NULL),
		MC_OK);
	assert_true(due.provisional); /* moved into 2027 */
	mc_calendar_finish(&calendar);
}

static mc_time random_time(struct mc_random *random) {
	return at("2023-01-01") + (mc_time)mc_random_below(random, 5 * 365 * 86400) * 1000;
}

static mc_time three_days(const struct mc_calendar *calendar, mc_time received) {
	struct mc_due due = { 0 };
	struct mc_term term = { 3000, WD };

	assert_int_equal(mc_due_compute(calendar, received, term, &due, NULL), MC_OK);
	return due.due_at;
}

static mc_time resumed(
	const struct mc_calendar *calendar, mc_time due_at, mc_time paused, mc_time until) {
	struct mc_due due = { 0 };

	assert_int_equal(mc_due_after_pause(calendar, MC_PAUSE_RESUME, (struct mc_term){ 1000, WD },
				 due_at, paused, until, &due, NULL),
		MC_OK);
	return due.due_at;
}

/* A pause gives back exactly its working time, in one piece or in two. */
static void test_always(void **state) {
	struct mc_calendar calendar;
	struct mc_random random;

	(void)state;
	holidays_load(&calendar);
	mc_random_init(&random, "pauses");
	for (int i = 0; i < 2000; i++) {
		mc_time received = random_time(&random);
		mc_time due = three_days(&calendar, received);
		mc_time a = received + (mc_time)mc_random_below(&random, 86400) * 1000;
		mc_time b = a + (mc_time)mc_random_below(&random, 20 * 86400) * 1000;
		mc_time c = b + (mc_time)mc_random_below(&random, 20 * 86400) * 1000;
		mc_time once = resumed(&calendar, due, a, c);
		mc_time twice = resumed(&calendar, resumed(&calendar, due, a, b), b, c);

		assert_int_equal(resumed(&calendar, due, a, a), due);
		assert_true(once >= due);
		assert_int_equal(mc_calendar_elapsed_ms(&calendar, due, once),
			mc_calendar_elapsed_ms(&calendar, a, c));
		assert_int_equal(mc_calendar_elapsed_ms(&calendar, due, twice),
			mc_calendar_elapsed_ms(&calendar, due, once));
	}
	mc_calendar_finish(&calendar);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

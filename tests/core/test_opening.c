/* Whether a line gives numbers: by the office's calendar, its own hours, and what it gave today. */
#include "base/str.h"
#include "cmocka_all.h"
#include "holidays.h"
#include <motcua/code.h>
#include <motcua/line.h>
#include <motcua/ticket.h>

static struct mc_line line_of(const char *open, const char *close) {
	return (struct mc_line){
		.line = "A", .open = open, .close = close, .kinds = "", .first = 1, .last = 999
	};
}

#define YES MC_OPENING_YES
#define OFFICE MC_OPENING_OFFICE
#define LINE MC_OPENING_LINE

static void hours_follow_the_calendar_and_the_line(void **state) {
	static const struct {
		const char *at, *open, *close;
		enum mc_opening opening;
	} rows[] = {
		/* an ordinary Monday; sessions are half open */
		{ "2026-08-17T07:29", "", "", OFFICE },
		{ "2026-08-17T07:30", "", "", YES },
		{ "2026-08-17T11:29", "", "", YES },
		{ "2026-08-17T11:30", "", "", OFFICE },
		{ "2026-08-17T13:29", "", "", OFFICE },
		{ "2026-08-17T13:30", "", "", YES },
		{ "2026-08-17T17:00", "", "", OFFICE },
		/* a Saturday worked instead has Monday's hours; the one after it none */
		{ "2026-08-22T08:10", "", "", YES },
		{ "2026-08-22T12:00", "", "", OFFICE },
		{ "2026-08-22T13:30", "", "", YES },
		{ "2026-08-29T08:10", "", "", OFFICE },
		{ "2026-08-23T08:10", "", "", OFFICE },
		/* weekdays off: swapped for it, a holiday, a day made up */
		{ "2026-08-31T08:10", "", "", OFFICE },
		{ "2026-09-02T08:10", "", "", OFFICE },
		{ "2026-04-27T08:10", "", "", OFFICE },
		{ "2026-04-28T08:10", "", "", YES },
		/* a line narrower than the office */
		{ "2026-08-17T08:59", "09:00", "11:00", LINE },
		{ "2026-08-17T09:00", "09:00", "11:00", YES },
		{ "2026-08-17T11:00", "09:00", "11:00", LINE },
		{ "2026-08-17T13:30", "13:30", "", YES },
		{ "2026-08-17T11:00", "13:30", "", LINE },
		{ "2026-08-17T16:00", "", "16:00", LINE },
		{ "2026-08-22T10:59", "09:00", "11:00", YES },
		/* a line wider than the office: the office's hours bind */
		{ "2026-08-17T07:00", "06:00", "20:00", OFFICE },
		{ "2026-08-17T12:00", "06:00", "20:00", OFFICE },
		{ "2026-08-17T16:59", "06:00", "20:00", YES },
		{ "2026-09-02T09:30", "09:00", "11:00", OFFICE },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		mc_time moment = at(rows[i].at);
		struct mc_line line = line_of(rows[i].open, rows[i].close);
		enum mc_opening opening = mc_opening_by_hours(
			mc_calendar_hours(&calendar, mc_day_of(moment)), &line, moment);

		if (opening != rows[i].opening) {
			fail_msg("%s, line %s-%s: %d, expected %d", rows[i].at, rows[i].open,
				rows[i].close, (int)opening, (int)rows[i].opening);
		}
	}
	mc_calendar_finish(&calendar);
}

static void the_next_session_is_found(void **state) {
	static const struct mc_hours day = { 2, { { 450, 690 }, { 810, 1020 } } };
	static const struct mc_hours off = { 0 };

	(void)state;
	assert_int_equal(mc_hours_next(&day, 0), 450);
	assert_int_equal(mc_hours_next(&day, 450), 810);
	assert_int_equal(mc_hours_next(&day, 700), 810);
	assert_int_equal(mc_hours_next(&day, 1019), -1);
	assert_int_equal(mc_hours_next(&off, 0), -1);
}

static void numbers_end_with_quota_and_range(void **state) {
	static const struct {
		int first, last, quota, given, last_number;
		enum mc_opening opening;
		int next;
	} rows[] = {
		{ 1, 999, 0, 0, 0, MC_OPENING_YES, 1 },
		{ 500, 599, 0, 0, 0, MC_OPENING_YES, 500 },
		{ 1, 3, 0, 2, 2, MC_OPENING_YES, 3 },
		{ 1, 3, 0, 3, 3, MC_OPENING_RANGE, 4 },
		{ 1, 999, 2, 1, 1, MC_OPENING_YES, 2 },
		{ 1, 999, 2, 2, 2, MC_OPENING_QUOTA, 3 },
		{ 1, 0, 0, 5000, 5000, MC_OPENING_YES, 5001 },
		{ 1, 0, 0, 1, MC_TICKET_NUMBER_MAX, MC_OPENING_RANGE, MC_TICKET_NUMBER_MAX + 1 },
		/* the range was moved up in the middle of the day */
		{ 100, 199, 0, 12, 12, MC_OPENING_YES, 100 },
	};
	static const struct mc_hours all_day = { 1, { { 0, MC_DAY_MINUTES } } };
	static const struct mc_hours off = { 0 };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct mc_line line = line_of("", "");

		line.first = rows[i].first;
		line.last = rows[i].last;
		line.daily_quota = rows[i].quota;
		line.given = rows[i].given;
		line.last_number = rows[i].last_number;
		assert_int_equal(mc_opening_by_numbers(&line), rows[i].opening);
		assert_int_equal(mc_line_next_number(&line), rows[i].next);
		assert_int_equal(
			mc_opening_of(&all_day, &line, at("2026-08-17T08:00")), rows[i].opening);
		assert_int_equal(
			mc_opening_of(&off, &line, at("2026-08-17T08:00")), MC_OPENING_OFFICE);
	}
}

static void a_line_is_for_the_first_of_its_kinds(void **state) {
	static const struct {
		const char *kinds;
		enum mc_ticket_kind first;
		bool takes_ask;
	} rows[] = {
		{ "", MC_KIND_FILE, true },
		{ "collect", MC_KIND_COLLECT, false },
		{ "collect;file", MC_KIND_COLLECT, false },
		{ "pay;ask", MC_KIND_PAY, true },
		{ "ask", MC_KIND_ASK, true },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		assert_int_equal(mc_ticket_kinds_first(rows[i].kinds), rows[i].first);
		assert_int_equal(
			mc_ticket_kinds_hold(rows[i].kinds, MC_KIND_ASK), rows[i].takes_ask);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_follow_the_calendar_and_the_line),
		cmocka_unit_test(the_next_session_is_found),
		cmocka_unit_test(numbers_end_with_quota_and_range),
		cmocka_unit_test(a_line_is_for_the_first_of_its_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

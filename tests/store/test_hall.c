/* What the hall's view says, against what the acts do. */
#include "core/time/calendar.h"
#include "office.h"
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

/* The hall at the office's own moment. */
static struct mc_hall hall_now(void) {
	struct mc_hall hall;
	assert_int_equal(mc_store_set_clock(office.store, office.now, NULL), MC_OK);
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	return hall;
}

static const struct mc_line *line_of(const struct mc_hall *hall, const char *name) {
	for (size_t i = 0; i < hall->line_count; i++) {
		if (strcmp(hall->lines[i].line, name) == 0) {
			return &hall->lines[i];
		}
	}
	fail_msg("no line %s", name);
	return NULL;
}

static void set_days_and_hours(void) {
	const struct mc_setup_row rows[] = {
		{ MC_SETUP_DAY, .as.day = { mc_day_of_civil(2026, 8, 22), "swap_work",
					"Làm bù ngày 31/8", "thử", "official" } },
		{ MC_SETUP_DAY, .as.day = { mc_day_of_civil(2026, 8, 31), "swap_off",
					"Hoán đổi ngày làm việc", "thử", "official" } },
		{ MC_SETUP_DAY, .as.day = { mc_day_of_civil(2026, 9, 2), "holiday", "Quốc khánh",
					"thử", "official" } },
		{ MC_SETUP_LINE, .as.line = { .line = "B",
					 .name_vi = "Đất đai",
					 .name_en = "Land",
					 .open = "09:00",
					 .close = "15:00",
					 .first = 1,
					 .last = 999,
					 .priority_ratio = 1 } },
	};
	office_do(&office, act_setup(&office, rows, MC_COUNT(rows)));
}

/* Screen and store never differ: what the view calls open gives a number, and nothing else does. */
static void test_view_and_kiosk_agree_on_the_hours(void **state) {
	(void)state;
	static const struct {
		int month, day, minute;
		bool office, line_b;
	} rows[] = {
		{ 8, 21, 8 * 60, true, false }, /* Friday */
		{ 8, 22, 8 * 60, true, false }, /* Saturday worked instead */
		{ 8, 22, 9 * 60 + 10, true, true },
		{ 8, 22, 12 * 60, false, false },
		{ 8, 22, 15 * 60, true, false },
		{ 8, 29, 9 * 60, false, false }, /* an ordinary Saturday */
		{ 8, 31, 9 * 60, false, false }, /* Monday swapped for it */
		{ 9, 2, 9 * 60, false, false }, /* Wednesday, a holiday */
		{ 9, 3, 9 * 60, true, true },
	};
	set_days_and_hours();
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		office.now = mc_time_at(
			mc_day_of_civil(2026, rows[i].month, rows[i].day), rows[i].minute);
		struct mc_hall hall = hall_now();
		assert_int_equal(
			mc_hours_hold(&hall.hours, mc_minute_of(office.now)), rows[i].office);
		for (int b = 0; b < 2; b++) {
			const char *name = b ? "B" : "A";
			bool open = mc_opening_of(&hall.hours, line_of(&hall, name), office.now) ==
				    MC_OPENING_YES;
			assert_int_equal(open, b ? rows[i].line_b : rows[i].office);
			struct mc_act act = act_issue(&office, name);
			struct mc_outcome outcome;
			act.door = MC_DOOR_KIOSK;
			assert_int_equal(
				office_try(&office, &act, &outcome), open ? MC_OK : MC_REFUSED);
			/* staff may, and are warned */
			act = act_issue(&office, name);
			act.who.staff = "lan";
			outcome = office_do(&office, act);
			assert_int_equal((outcome.warnings & MC_WARN_CLOSED_HOURS) == 0, open);
		}
	}
}

static void test_the_view_names_the_day_and_the_next_opening(void **state) {
	(void)state;
	set_days_and_hours();
	office.now = mc_time_at(mc_day_of_civil(2026, 8, 29), 10 * 60);
	struct mc_hall hall = hall_now();
	assert_string_equal(hall.day_title, "");
	/* Saturday; Monday is swapped off: Tuesday */
	assert_int_equal(hall.reopens_at, mc_time_at(mc_day_of_civil(2026, 9, 1), 7 * 60 + 30));
	office.now = mc_time_at(mc_day_of_civil(2026, 9, 2), 10 * 60);
	hall = hall_now();
	assert_string_equal(hall.day_title, "Quốc khánh");
	assert_int_equal(hall.hours.count, 0);
	assert_int_equal(hall.reopens_at, mc_time_at(mc_day_of_civil(2026, 9, 3), 7 * 60 + 30));
}

/* Line C has the numbers 7 to 9, line D two numbers a day. */
static void test_the_view_knows_when_numbers_are_used_up(void **state) {
	(void)state;
	static const struct {
		const char *line;
		int numbers;
		enum mc_opening then;
	} rows[] = { { "C", 3, MC_OPENING_RANGE }, { "D", 2, MC_OPENING_QUOTA } };
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		for (int n = 0; n <= rows[i].numbers; n++) {
			struct mc_hall hall = hall_now();
			struct mc_act act = act_issue(&office, rows[i].line);
			struct mc_outcome outcome;
			act.as.issue.any_kind = true;
			assert_int_equal(mc_opening_of(&hall.hours, line_of(&hall, rows[i].line),
						 office.now),
				n < rows[i].numbers ? MC_OPENING_YES : rows[i].then);
			assert_int_equal(office_try(&office, &act, &outcome),
				n < rows[i].numbers ? MC_OK : MC_REFUSED);
		}
	}
	struct mc_hall hall = hall_now();
	assert_int_equal(line_of(&hall, "C")->given, 3);
	assert_int_equal(line_of(&hall, "C")->last_number, 9);
	office.now += MC_DAY_MS; /* a new day, new numbers */
	hall = hall_now();
	assert_int_equal(line_of(&hall, "C")->given, 0);
	assert_int_equal(mc_opening_by_numbers(line_of(&hall, "D")), MC_OPENING_YES);
}

/* The board invites whoever was called and has not come: nobody else. */
static void test_a_call_ends_with_its_answer(void **state) {
	(void)state;
	static const enum mc_ticket_move moves[] = { MC_MOVE_SERVE, MC_MOVE_MISS, MC_MOVE_PARK,
		MC_MOVE_CANCEL, MC_MOVE_DONE };
	for (size_t i = 0; i < MC_COUNT(moves); i++) {
		struct mc_ticket ticket = office_do(&office, act_issue(&office, "A")).ticket;
		office_do(&office, act_call(&office, ticket.label, "1", "thử"));
		struct mc_hall hall = hall_now();
		assert_int_equal(hall.call_count, 1);
		assert_string_equal(hall.calls[0].label, ticket.label);
		office_do(&office, act_move(&office, ticket.label, moves[i]));
		assert_int_equal(hall_now().call_count, 0);
		if (moves[i] == MC_MOVE_SERVE) {
			office_do(&office, act_move(&office, ticket.label, MC_MOVE_DONE));
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_view_and_kiosk_agree_on_the_hours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_view_names_the_day_and_the_next_opening, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_view_knows_when_numbers_are_used_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_call_ends_with_its_answer, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

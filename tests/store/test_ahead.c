/*
 * “Ahead” of a ticket is its place in the calls to come: checked against the calls
 * themselves, made one by one.
 */
#include "office.h"
#include "random.h"
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	assert_int_equal(mc_store_set_clock(office.store, office.now, NULL), MC_OK);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

static struct mc_ticket issue(const char *line, enum mc_priority priority, int appointment_min) {
	struct mc_act act = act_issue(&office, line);
	act.who.staff = "lan";
	act.as.issue.any_kind = true;
	act.as.issue.priority = priority;
	act.as.issue.appointment_min = appointment_min;
	return office_do(&office, act).ticket;
}

/* Calls for a desk until this ticket is called; how many were called before it. */
static int calls_before(const char *desk, int64_t ticket) {
	for (int calls = 0; calls < 100; calls++) {
		struct mc_outcome called = office_do(&office, act_next(&office, desk));
		office_do(&office, act_move(&office, called.ticket.label, MC_MOVE_DONE));
		if (called.ticket.id == ticket) {
			return calls;
		}
	}
	fail_msg("never called");
	return -1;
}

static struct mc_ticket read(const char *label) {
	struct mc_ticket ticket;
	assert_int_equal(
		mc_store_ticket(office.store, label, mc_day_of(office.now), &ticket, &office.err),
		MC_OK);
	return ticket;
}

/* Line A of desk 1 has two priority calls to one normal. Desk 1 serves A and B, desk 2 serves B. */
static void test_who_has_priority_is_told_who_is_called_before(void **state) {
	(void)state;
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	for (int i = 0; i < 4; i++) {
		assert_int_equal(issue("A", MC_PRIORITY_NONE, -1).ahead, i);
	}
	assert_int_equal(issue("A", MC_PRIORITY_ELDERLY, -1).ahead, 0);
	assert_int_equal(issue("A", MC_PRIORITY_MERIT, -1).ahead, 1);
	assert_int_equal(issue("A", MC_PRIORITY_INFANT, -1).ahead, 3); /* P P N P */
	assert_int_equal(issue("A", MC_PRIORITY_NONE, -1).ahead, 7);
	/* who came first is third by now */
	assert_int_equal(read("A001").ahead, 2);
	assert_int_equal(read("A002").ahead, 4);
	/* an appointment that is due goes before all, one of later behind all */
	assert_int_equal(issue("A", MC_PRIORITY_NONE, 8 * 60 + 1).ahead, 0);
	assert_int_equal(issue("A", MC_PRIORITY_NONE, 9 * 60).ahead, 9);
	assert_int_equal(read("A001").ahead, 3);
	office_do(&office, act_next(&office, "1"));
	assert_int_equal(read("A001").ahead, 2);
}

/* What was told at the issue says nothing of who was called since. */
static void test_nobody_is_before_a_number_that_does_not_wait(void **state) {
	(void)state;
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	issue("A", MC_PRIORITY_NONE, -1);
	assert_int_equal(issue("A", MC_PRIORITY_NONE, -1).ahead, 1);
	assert_int_equal(issue("A", MC_PRIORITY_NONE, -1).ahead, 2);
	struct mc_outcome called = office_do(&office, act_call(&office, "A002", "1", "đau yếu"));
	assert_int_equal(called.ticket.ahead, 0);
	assert_int_equal(read("A002").ahead, 0);
	office_do(&office, act_move(&office, "A002", MC_MOVE_DONE));
	assert_int_equal(read("A002").ahead, 0);
	office.now += MC_DAY_MS;
	struct mc_error err;
	assert_int_equal(mc_store_set_clock(office.store, office.now, &err), MC_OK);
	struct mc_ticket left;
	assert_int_equal(
		mc_store_ticket(office.store, "A003", OFFICE_DAY, &left, &office.err), MC_OK);
	assert_int_equal(left.ahead, 0);
}

/* A desk takes its lines together: who waits in the other one is called in between. */
static void test_the_lines_of_a_desk_count_together(void **state) {
	(void)state;
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	issue("B", MC_PRIORITY_NONE, -1);
	issue("B", MC_PRIORITY_NONE, -1);
	assert_int_equal(issue("A", MC_PRIORITY_NONE, -1).ahead, 2);
	assert_int_equal(issue("B", MC_PRIORITY_NONE, -1).ahead, 3);
	/* another desk for B alone: A's is no longer before */
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "2", NULL));
	assert_int_equal(issue("B", MC_PRIORITY_NONE, -1).ahead, 3);
	assert_int_equal(read("A001").ahead, 2);
}

/* At any hall: what is told at the issue and what is read comes true, if nobody else comes. */
static void test_what_is_told_comes_true(void **state) {
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "ahead");
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	for (int round = 0; round < 12; round++) {
		struct mc_ticket last = { 0 };
		for (int i = 0; i < 14; i++) {
			office.now += (mc_time)mc_random_below(&random, 3 * MC_MINUTE_MS);
			bool booked = mc_random_below(&random, 12) == 0;
			last = issue(mc_random_below(&random, 2) ? "A" : "B",
				mc_random_below(&random, 3) ? MC_PRIORITY_NONE : MC_PRIORITY_MERIT,
				booked ? mc_minute_of(office.now) +
						 (int)mc_random_below(&random, 30)
				       : -1);
			if (i == 8) { /* the run of priority calls is somewhere */
				struct mc_outcome called =
					office_do(&office, act_next(&office, "1"));
				office_do(&office,
					act_move(&office, called.ticket.label, MC_MOVE_DONE));
			}
		}
		assert_int_equal(mc_store_set_clock(office.store, office.now, &office.err), MC_OK);
		assert_int_equal(read(last.label).ahead, last.ahead);
		assert_int_equal(calls_before("1", last.id), last.ahead);
	}
}

/* The counts that spare an act the look at the tickets: kept by every event, whatever it is. */
static void test_line_day_counts_who_waits(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE, -1);
	issue("A", MC_PRIORITY_MERIT, -1);
	issue("A", MC_PRIORITY_NONE, 9 * 60);
	issue("B", MC_PRIORITY_NONE, -1);
	office_expect_counts(&office);
	assert_int_equal(office_int(&office, "SELECT normal * 100 + priority * 10 + appointment "
					     "FROM line_day WHERE line = 'A'"),
		111);
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A002", MC_MOVE_MISS));
	office_do(&office, act_move(&office, "B001", MC_MOVE_CANCEL));
	office_expect_counts(&office);
	office_do(&office, act_move(&office, "A002", MC_MOVE_RESTORE));
	office_expect_counts(&office);
	office.now += MC_DAY_MS;
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	office_expect_counts(&office);
	assert_int_equal(office_int(&office, "SELECT sum(normal + priority + appointment) FROM "
					     "line_day"),
		0);
	office_expect_sound(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_who_has_priority_is_told_who_is_called_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_lines_of_a_desk_count_together, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_nobody_is_before_a_number_that_does_not_wait, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_is_told_comes_true, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_line_day_counts_who_waits, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

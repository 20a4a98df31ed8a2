/*
 * The end of a day that nobody closed: who was being served was served; who was
 * not, was not. It is told the same before and after the next day's first act.
 */
#include "base/tr.h"
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

/* The store's clock goes to the office's own. */
static void look_now(void) {
	assert_int_equal(mc_store_set_clock(office.store, office.now, NULL), MC_OK);
}

/* A001 is being served at desk 1, A002 called at desk 3's neighbour 2, A003 waits, A004 was put aside. */
static void leave_an_evening(void) {
	for (int i = 0; i < 4; i++) {
		office_do(&office, act_issue(&office, "A"));
	}
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_SERVE));
	office_do(&office, act_move(&office, "A001", MC_MOVE_PARK));
	office_do(&office, act_call(&office, "A002", "1", "thử"));
	office_do(&office, act_move(&office, "A002", MC_MOVE_SERVE));
	office_do(&office, act_call(&office, "A003", "2", "thử"));
	office.now += MC_DAY_MS;
	look_now();
}

static void expect_evening(void) {
	static const struct {
		const char *label;
		enum mc_ticket_state state;
	} rows[] = { { "A001", MC_TICKET_DONE }, { "A002", MC_TICKET_DONE },
		{ "A003", MC_TICKET_EXPIRED }, { "A004", MC_TICKET_EXPIRED } };
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct mc_ticket ticket;
		assert_int_equal(mc_store_ticket(office.store, rows[i].label, OFFICE_DAY, &ticket,
					 &office.err),
			MC_OK);
		assert_int_equal(ticket.state, rows[i].state);
		assert_int_equal(ticket.end_inexact, rows[i].state == MC_TICKET_DONE);
		if (rows[i].state == MC_TICKET_DONE) { /* the office closed at 17:00 */
			assert_int_equal(ticket.done_at, mc_time_at(OFFICE_DAY, 17 * 60));
		}
	}
	for (int state = MC_TICKET_WAITING; state <= MC_TICKET_EXPIRED; state++) {
		const struct mc_ticket_filter filter = { .day = OFFICE_DAY, .state = state };
		const struct mc_ticket *found;
		size_t count;
		assert_int_equal(mc_store_tickets(office.store, &office.arena, &filter, &found,
					 &count, &office.err),
			MC_OK);
		assert_int_equal(
			count, state == MC_TICKET_DONE || state == MC_TICKET_EXPIRED ? 2 : 0);
	}
}

static void test_who_was_being_served_is_done(void **state) {
	(void)state;
	leave_an_evening();
	expect_evening(); /* before any act of the new day */
	office_do(&office, act_issue(&office, "B"));
	expect_evening();
	office_expect_sound(&office);
	/* such an end measures no service; who was not served has no end of one */
	assert_int_equal(office_int(&office, "SELECT count(*) FROM leg WHERE outcome = 'done' AND "
					     "end_inexact = 1 AND served_at IS NOT NULL"),
		1);
	assert_int_equal(office_int(&office, "SELECT count(*) FROM leg WHERE outcome = 'done' AND "
					     "end_inexact = 0"),
		0);
}

static void expect_refused(struct mc_act act, enum mc_status wanted, const char *words) {
	struct mc_outcome outcome;
	char sentence[600];
	assert_int_equal(office_try(&office, &act, &outcome), wanted);
	mc_error_text(MC_LANG_EN, &office.err, sentence, sizeof sentence);
	if (!strstr(sentence, words)) {
		fail_msg("“%s” does not say “%s”", sentence, words);
	}
}

static void test_the_next_morning_has_a_right_answer(void **state) {
	(void)state;
	leave_an_evening();
	expect_refused(act_move(&office, "A002", MC_MOVE_DONE), MC_NOT_FOUND,
		"The one of 2026-11-23 was served and is finished");
	expect_refused(act_move(&office, "A003", MC_MOVE_DONE), MC_NOT_FOUND,
		"The one of 2026-11-23 is closed: it was not served");
	expect_refused(
		act_move(&office, "A009", MC_MOVE_DONE), MC_NOT_FOUND, "There is no ticket A009");
	/* by its id, as a screen left open over night would */
	struct mc_act act = act_move(&office, "A002", MC_MOVE_DONE);
	act.as.ticket.id = office_int(&office, "SELECT id FROM ticket WHERE label = 'A002'");
	expect_refused(act, MC_REFUSED, "finished");
	/* the label is today's again as soon as it is given */
	office_do(&office, act_issue(&office, "A"));
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_DONE));
}

static void test_each_ending_of_yesterday_is_told_as_it_was(void **state) {
	(void)state;
	office_do(&office, act_issue(&office, "A"));
	office_do(&office, act_issue(&office, "A"));
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_MISS));
	office_do(&office, act_move(&office, "A002", MC_MOVE_CANCEL));
	office.now += MC_DAY_MS;
	look_now();
	expect_refused(act_move(&office, "A001", MC_MOVE_RESTORE), MC_NOT_FOUND,
		"The one of 2026-11-23 was called and nobody came");
	expect_refused(act_move(&office, "A002", MC_MOVE_RESTORE), MC_NOT_FOUND,
		"The one of 2026-11-23 was cancelled");
}

/* Nothing of yesterday stands in the views, though no act has closed it yet. */
static void test_a_new_day_begins_empty_in_every_view(void **state) {
	(void)state;
	struct mc_hall hall;
	struct mc_desk_view desk;
	leave_an_evening();
	office.now -= MC_DAY_MS;
	look_now();
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	assert_int_equal(hall.waiting_total, 1);
	assert_int_equal(hall.call_count, 1); /* A003: the others are answered */
	assert_true(hall.desks[0].has_ticket);
	office.now = mc_time_at(OFFICE_DAY + 1, 0);
	look_now();
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	assert_int_equal(hall.day, OFFICE_DAY + 1);
	assert_int_equal(hall.waiting_total, 0);
	assert_int_equal(hall.call_count, 0);
	for (size_t i = 0; i < hall.desk_count; i++) {
		assert_false(hall.desks[i].has_ticket);
	}
	assert_int_equal(
		mc_store_desk(office.store, &office.arena, "1", &desk, &office.err), MC_OK);
	assert_false(desk.desk.has_ticket);
	assert_int_equal(desk.waiting_count + desk.missed_count, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_who_was_being_served_is_done, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_next_morning_has_a_right_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_each_ending_of_yesterday_is_told_as_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_new_day_begins_empty_in_every_view, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

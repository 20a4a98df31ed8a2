/*
 * When one's own last act in the queue is taken back: for a minute, by the same
 * person, while nothing followed; and else the sentence that says why not.
 */
#include "office.h"

static struct office office;

static int make(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int finish(void **state) {
	(void)state;
	office_expect_sound(&office);
	office_finish(&office);
	return 0;
}

static void later(mc_time seconds) {
	office.now += seconds * 1000;
}

static struct mc_ticket take_back(const char *desk, const char *took_back) {
	struct mc_outcome outcome = office_do(&office, act_take_back(&office, desk, NULL));
	assert_true(outcome.has_ticket);
	assert_string_equal(outcome.took_back, took_back);
	return outcome.ticket;
}

static struct mc_act as(struct mc_act act, const char *actor) {
	act.who.staff = actor;
	return act;
}

static void issue(const char *line, enum mc_priority priority) {
	struct mc_act act = act_issue(&office, line);
	act.as.issue.priority = priority;
	office_do(&office, act);
	later(1);
}

/* ---- for a minute, by oneself ---- */

static void test_sixty_seconds_and_not_one_more(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	mc_time called = office.now;
	office.now = called + 61000;
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"A001 was called at 08:00, more than a minute ago: finish it, mark it as absent");
	office.now = called + 60001;
	office_refused(
		&office, act_take_back(&office, "1", NULL), MC_REFUSED, "more than a minute ago");
	office.now = called - 60001; /* a clock set back: how long it was, nobody knows */
	office_refused(
		&office, act_take_back(&office, "1", NULL), MC_REFUSED, "more than a minute ago");
	office.now = called + 60000;
	take_back("1", "call");
}

static void test_only_oneself(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	office_refused(&office, as(act_take_back(&office, "1", NULL), "binh"), MC_DENIED,
		"done by Trần Thị Lan: only that person may");
	office_refused(
		&office, as(act_take_back(&office, "1", NULL), "dung"), MC_DENIED, "Trần Thị Lan");
	office_refused(&office, as(act_take_back(&office, "1", NULL), "ki"), MC_DENIED, "Only ");
	office_do(&office, as(act_move(&office, "A001", MC_MOVE_DONE), "")); /* under no name */
	office_refused(&office, act_take_back(&office, "1", NULL), MC_DENIED, "under no name");
	office_do(&office, as(act_take_back(&office, "1", NULL), ""));
	take_back("1", "call");
}

/* ---- one after another ---- */

static void test_a_second_takes_the_act_before_within_its_own_time(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	later(30);
	office_do(&office, act_move(&office, "A001", MC_MOVE_DONE));
	later(10);
	office_do(&office, act_next(&office, "1"));
	later(10);
	assert_string_equal(take_back("1", "call").label, "A002");
	struct mc_ticket first = take_back("1", "done");
	assert_string_equal(first.label, "A001");
	assert_int_equal(first.state, MC_TICKET_CALLED);
	later(11); /* the call of A001 is 61 seconds old */
	office_refused(
		&office, act_take_back(&office, "1", NULL), MC_REFUSED, "A001 was called at 08:00");
	office_do(&office, act_move(&office, "A001", MC_MOVE_SERVE)); /* the turn goes on */
}

static void test_nothing_to_take_back_is_said(void **state) {
	(void)state;
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"Nothing was done at desk 1");
	office_refused(&office, act_take_back(&office, "9", NULL), MC_NOT_FOUND, "desk 9");
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	take_back("1", "call");
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"Nothing was done at desk 1");
	office_refused(&office, act_take_back(&office, "2", NULL), MC_REFUSED,
		"Nothing was done at desk 2");
	office_refused(&office, act_take_back(&office, NULL, "A009"), MC_NOT_FOUND, "A009");
	office_refused(&office, act_take_back(&office, NULL, NULL), MC_NOT_FOUND, "no act");
}

static void test_the_same_key_takes_back_once(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_DONE));
	struct mc_act act = act_take_back(&office, "1", NULL);
	struct mc_outcome first = office_do(&office, act), again = office_do(&office, act);
	assert_int_equal(first.event, again.event);
	assert_int_equal(again.ticket.state, MC_TICKET_CALLED);
	assert_string_equal(again.took_back, "done");
	assert_true((again.warnings & MC_WARN_REPEATED) != 0);
	act.as.undo.desk = "2";
	office_refused(&office, act, MC_CONFLICT, "key was used before");
}

/* A screen says which act it means: another one is never taken in its place. */
static void test_the_act_meant_and_no_other(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	int64_t call = office_do(&office, act_next(&office, "1")).event;
	struct mc_act act = act_take_back(&office, "1", NULL);
	act.as.undo.event = call;
	office_do(&office, act_move(&office, "A001", MC_MOVE_ARRIVE));
	office_refused(&office, act, MC_REFUSED, "That A001 came was noted at 08:00, after that");
	take_back("1", "arrive");
	office_do(&office, act);
	mc_key_random(act.key);
	office_refused(&office, act, MC_REFUSED, "Nothing was done at desk 1");
	office_do(&office, act_next(&office, "1"));
	take_back("1", "call");
	act = act_take_back(&office, NULL, "A001");
	act.as.undo.event = call;
	office_refused(&office, act, MC_REFUSED, "taken back already");
}

/* ---- what followed ---- */

static void test_what_followed_stands(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_MISS));
	struct mc_act restore = act_move(&office, "A001", MC_MOVE_RESTORE);
	restore.as.ticket.desk = "2";
	office_do(&office, as(restore, "binh"));
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"A001 was let back in at 08:00, after that");
	office_do(&office, act_call(&office, "A001", "2", "đau yếu"));
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"A001 was called at 08:00, after that");
	office_do(&office, act_next(&office, "1"));
	office_do(&office, as(act_take_back(&office, "2", NULL), "dung"));
	office_do(&office, as(act_take_back(&office, "2", NULL), "binh"));
	office_refused(&office, act_take_back(&office, NULL, "A001"), MC_REFUSED,
		"Desk 1 has called A002 since then");
	take_back("1", "call");
	assert_int_equal(take_back("1", "miss").state, MC_TICKET_CALLED);
}

static void test_nobody_comes_back_to_a_desk_that_stopped(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_move(&office, "A001", MC_MOVE_DONE));
	office_do(&office, act_desk(&office, MC_VERB_DESK_PAUSE, "1", "họp"));
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED,
		"Desk 1 is not open any more");
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	take_back("1", "done");
}

static void test_a_turn_with_a_dossier_did_take_place(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	struct mc_act accept = act_accept(&office, PROCEDURE_FREE, "Nguyễn Văn An");
	accept.as.accept.ticket_label = "A001";
	const char *code = office_do(&office, accept).dossier.code;
	office_refused(&office, act_take_back(&office, "1", NULL), MC_REFUSED, code);
	office_do(&office, act_move(&office, "A001", MC_MOVE_DONE)); /* the finish can be a slip */
	assert_int_equal(take_back("1", "done").state, MC_TICKET_CALLED);
}

static void test_a_paused_desk_is_paused_again(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, as(act_desk(&office, MC_VERB_DESK_PAUSE, "1", "họp"), "binh"));
	const char *before = office_queue(&office);
	later(10);
	office_do(&office, act_next(&office, "1"));
	take_back("1", "call");
	assert_string_equal(office_queue(&office), before);
	later(10);
	office_do(&office, act_next(&office, "1"));
	later(1);
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL)); /* said on its own */
	take_back("1", "call");
	assert_int_equal(office_int(&office, "SELECT state FROM desk WHERE desk = '1'"), 1);
}

/* ---- by number ---- */

static void test_a_number_just_issued_is_given_up(void **state) {
	(void)state;
	struct mc_act act = as(act_issue(&office, "A"), "lan");
	int64_t event = office_do(&office, act).event;
	struct mc_act undo = act_take_back(&office, NULL, NULL);
	undo.as.undo.event = event;
	struct mc_outcome outcome = office_do(&office, undo);
	assert_int_equal(outcome.ticket.state, MC_TICKET_CANCELLED);
	assert_string_equal(outcome.took_back, "issue");
	office_refused(&office, act_take_back(&office, NULL, "A001"), MC_REFUSED,
		"Nothing was done to this number");
	assert_string_equal(
		office_do(&office, as(act_issue(&office, "A"), "lan")).ticket.label, "A002");
	office_do(&office, act_next(&office, "1"));
	undo = act_take_back(&office, NULL, "A002");
	undo.as.undo.event = office_int(&office, "SELECT max(id) FROM ticket");
	office_refused(&office, undo, MC_REFUSED, "A002 was called at 08:00, after that");
	later(61);
	office_do(&office, as(act_issue(&office, "A"), "lan"));
	later(61);
	office_refused(&office, act_take_back(&office, NULL, "A003"), MC_REFUSED,
		"A003 was issued at 08:01, more than a minute ago: give it up");
}

static void test_a_number_given_up_waits_again(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	const char *before = office_queue(&office);
	office_do(&office, act_move(&office, "A001", MC_MOVE_CANCEL));
	struct mc_outcome outcome = office_do(&office, act_take_back(&office, NULL, "a1"));
	assert_string_equal(outcome.took_back, "cancel");
	assert_string_equal(office_queue(&office), before);
}

/* ---- let back in ---- */

static void test_who_was_absent_comes_back_with_his_waiting_time(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	mc_time since = office_do(&office, act_next(&office, "1")).ticket.waiting_since;
	later(600);
	office_do(&office, act_move(&office, "A001", MC_MOVE_MISS));
	later(600);
	struct mc_ticket back =
		office_do(&office, act_move(&office, "A001", MC_MOVE_RESTORE)).ticket;
	assert_int_equal(back.waiting_since, since);
	assert_string_equal(office_do(&office, act_next(&office, "1")).ticket.label, "A001");
}

static void test_the_list_of_the_absent_begins_with_the_last(void **state) {
	(void)state;
	struct mc_desk_view view;
	struct mc_error err;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	office_do(&office, act_next(&office, "1"));
	later(60);
	office_do(&office, act_call(&office, "A002", "2", "đau yếu"));
	later(60);
	office_do(&office, act_move(&office, "A002", MC_MOVE_MISS));
	later(60);
	struct mc_act park = act_move(&office, "A001", MC_MOVE_PARK);
	park.as.ticket.reason = "lấy bản sao";
	office_do(&office, park); /* called first, put aside last */
	assert_int_equal(mc_store_set_clock(office.store, office.now, &err), MC_OK);
	assert_int_equal(mc_store_desk(office.store, &office.arena, "1", &view, &err), MC_OK);
	assert_int_equal(view.missed_count, 2);
	assert_string_equal(view.missed[0].label, "A001");
	assert_string_equal(view.missed[1].label, "A002");
}

/* ---- the run of priority calls ---- */

static int64_t run_of_a(void) {
	return office_int(
		&office, "SELECT COALESCE((SELECT run FROM lane_run WHERE line = 'A'), 0)");
}

/* Two of priority and two others wait in line A. */
static void fill_line_a(void) {
	for (int i = 0; i < 4; i++) {
		struct mc_act act = act_issue(&office, "A");
		act.as.issue.priority = i < 2 ? MC_PRIORITY_ELDERLY : MC_PRIORITY_NONE;
		office_do(&office, act);
	}
}

static void test_a_call_out_of_order_leaves_the_run_alone(void **state) {
	(void)state;
	fill_line_a();
	office_do(&office, act_next(&office, "1"));
	assert_int_equal(run_of_a(), 1);
	office_do(&office, act_call(&office, "A003", "2", "đau yếu"));
	assert_int_equal(run_of_a(), 1);
	office_expect_sound(&office);
}

static void test_a_call_taken_back_takes_its_part_of_the_run(void **state) {
	(void)state;
	fill_line_a();
	office_do(&office, act_next(&office, "1"));
	office_do(&office, act_next(&office, "2"));
	assert_int_equal(run_of_a(), 2);
	office_do(&office, act_take_back(&office, "2", NULL));
	assert_int_equal(run_of_a(), 1);
	office_do(&office, act_next(&office, "2"));
	office_do(&office, act_take_back(&office, "1", NULL)); /* before the other call */
	assert_int_equal(run_of_a(), 1);
	office_do(&office, act_take_back(&office, "2", NULL));
	assert_int_equal(run_of_a(), 0);
	office_expect_sound(&office);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, make, finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		IN_OFFICE(test_sixty_seconds_and_not_one_more),
		IN_OFFICE(test_only_oneself),
		IN_OFFICE(test_a_second_takes_the_act_before_within_its_own_time),
		IN_OFFICE(test_nothing_to_take_back_is_said),
		IN_OFFICE(test_the_same_key_takes_back_once),
		IN_OFFICE(test_the_act_meant_and_no_other),
		IN_OFFICE(test_what_followed_stands),
		IN_OFFICE(test_nobody_comes_back_to_a_desk_that_stopped),
		IN_OFFICE(test_a_turn_with_a_dossier_did_take_place),
		IN_OFFICE(test_a_paused_desk_is_paused_again),
		IN_OFFICE(test_a_number_just_issued_is_given_up),
		IN_OFFICE(test_a_number_given_up_waits_again),
		IN_OFFICE(test_who_was_absent_comes_back_with_his_waiting_time),
		IN_OFFICE(test_the_list_of_the_absent_begins_with_the_last),
		IN_OFFICE(test_a_call_out_of_order_leaves_the_run_alone),
		IN_OFFICE(test_a_call_taken_back_takes_its_part_of_the_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

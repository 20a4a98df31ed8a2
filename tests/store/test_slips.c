/*
 * What an act taken back leaves: the book of the queue as it was before it, whatever
 * the act was, the line's run of priority calls and the desk included.
 */
#include "office.h"
#include "random.h"
#include <string.h>

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

/* Brings A001, called at desk 1, into a state. */
static void bring(enum mc_ticket_state state) {
	if (state == MC_TICKET_WAITING) {
		return;
	}
	office_do(&office, act_next(&office, "1"));
	later(5);
	if (state == MC_TICKET_SERVING) {
		office_do(&office, act_move(&office, "A001", MC_MOVE_ARRIVE));
		later(5);
		office_do(&office, act_move(&office, "A001", MC_MOVE_SERVE));
	} else if (state == MC_TICKET_MISSED) {
		office_do(&office, act_move(&office, "A001", MC_MOVE_RECALL));
		later(5);
		office_do(&office, act_move(&office, "A001", MC_MOVE_MISS));
	} else if (state == MC_TICKET_PARKED) {
		office_do(&office, act_move(&office, "A001", MC_MOVE_PARK));
	}
	later(5);
}

/* ---- as if it had not been ---- */

static const struct {
	enum mc_ticket_state from;
	enum mc_ticket_move move;
} slips[] = {
	{ MC_TICKET_CALLED, MC_MOVE_RECALL },
	{ MC_TICKET_CALLED, MC_MOVE_ARRIVE },
	{ MC_TICKET_CALLED, MC_MOVE_SERVE },
	{ MC_TICKET_CALLED, MC_MOVE_DONE },
	{ MC_TICKET_CALLED, MC_MOVE_MISS },
	{ MC_TICKET_CALLED, MC_MOVE_PARK },
	{ MC_TICKET_CALLED, MC_MOVE_CANCEL },
	{ MC_TICKET_SERVING, MC_MOVE_DONE },
	{ MC_TICKET_SERVING, MC_MOVE_PARK },
	{ MC_TICKET_MISSED, MC_MOVE_RESTORE },
	{ MC_TICKET_MISSED, MC_MOVE_CANCEL },
	{ MC_TICKET_PARKED, MC_MOVE_RESTORE },
	{ MC_TICKET_PARKED, MC_MOVE_CANCEL },
};

static void test_every_slip_is_as_if_it_had_not_been(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		issue("A", MC_PRIORITY_NONE);
		issue("A", MC_PRIORITY_ELDERLY);
		office_do(&office, act_call(&office, "A002", "2", "đau yếu"));
		bring(slips[i].from);
		const char *before = office_queue(&office);
		office_do(&office, act_move(&office, "A001", slips[i].move));
		later(30);
		struct mc_ticket ticket = take_back("1", mc_ticket_move_name(slips[i].move));
		assert_int_equal(ticket.state, slips[i].from);
		assert_string_equal(office_queue(&office), before);
		finish(NULL); /* each in an office of its own */
		make(NULL);
	}
}

static void test_a_call_is_as_if_it_had_not_been(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_ELDERLY);
	issue("A", MC_PRIORITY_NONE);
	const char *before = office_queue(&office);
	struct mc_outcome called = office_do(&office, act_next(&office, "1"));
	assert_string_equal(called.ticket.label, "A002");
	assert_int_equal(office_int(&office, "SELECT run FROM lane_run"), 1);
	assert_int_equal(office_int(&office, "SELECT state FROM desk WHERE desk = '1'"), 1);
	struct mc_ticket ticket = take_back("1", "call");
	assert_int_equal(ticket.state, MC_TICKET_WAITING);
	assert_int_equal(ticket.waiting_since, called.ticket.waiting_since);
	assert_string_equal(ticket.desk, "");
	assert_string_equal(office_queue(&office), before); /* the desk is closed again, too */
	assert_string_equal(office_do(&office, act_next(&office, "1")).ticket.label, "A002");
}

static void test_a_call_out_of_order_is_taken_back_like_any(void **state) {
	(void)state;
	issue("A", MC_PRIORITY_NONE);
	issue("A", MC_PRIORITY_NONE);
	const char *before = office_queue(&office);
	office_do(&office, act_call(&office, "A002", "1", "đau yếu"));
	office_do(&office, as(act_take_back(&office, "1", NULL), "dung"));
	assert_string_equal(office_queue(&office), before);
}

/* Mostly the number before the desk, else any. */
static const char *number_at(const char *desk, struct mc_random *rng) {
	int64_t open = office_int(&office,
		mc_arena_printf(&office.arena,
			"SELECT coalesce(max(unicode(line) * 1000 + number), 0) FROM ticket "
			"WHERE desk = '%s' AND state IN ('called', 'serving')",
			desk));
	if (open == 0 || mc_random_below(rng, 4) == 0) {
		open = (mc_random_below(rng, 2) ? 'A' : 'B') * 1000 +
		       (int64_t)mc_random_below(rng, 9) + 1;
	}
	return mc_arena_printf(&office.arena, "%c%03d", (char)(open / 1000), (int)(open % 1000));
}

/* A random day twice: once with slips that are taken back at once, once without them. */
static void test_a_day_with_slips_ends_like_one_without(void **state) {
	static const enum mc_ticket_move moves[] = { MC_MOVE_RECALL, MC_MOVE_ARRIVE, MC_MOVE_SERVE,
		MC_MOVE_DONE, MC_MOVE_MISS, MC_MOVE_PARK, MC_MOVE_RESTORE, MC_MOVE_CANCEL };
	struct mc_random rng;
	struct office other;
	size_t slipped = 0;
	(void)state;
	mc_random_init(&rng, "take back");
	office_make(&other);
	/* Until enough was taken back; the day is long enough for three times as many. */
	for (int i = 0; i < 400 || (slipped <= 20 && i < 1200); i++) {
		struct mc_outcome outcome;
		struct mc_act act;
		bool slip = mc_random_below(&rng, 3) == 0;
		const char *desk = mc_random_below(&rng, 2) ? "1" : "2";
		office.now += (mc_time)mc_random_below(&rng, 40) * 1000;
		if (mc_random_below(&rng, 3) == 0) {
			act = act_issue(&office, mc_random_below(&rng, 2) ? "A" : "B");
			act.as.issue.priority =
				mc_random_below(&rng, 2) ? MC_PRIORITY_ELDERLY : MC_PRIORITY_NONE;
			act.as.issue.appointment_min =
				mc_random_below(&rng, 6) == 0 ? 8 * 60 + 20 : -1;
			slip = false; /* a number that was given stays given */
		} else if (mc_random_below(&rng, 3) == 0) {
			act = act_next(&office, desk);
		} else {
			act = act_move(&office, number_at(desk, &rng),
				moves[mc_random_below(&rng, sizeof moves / sizeof *moves)]);
			act.as.ticket.desk = desk;
		}
		if (office_try(&office, &act, &outcome) != MC_OK) {
			continue;
		}
		if (slip) {
			struct mc_act undo = act_take_back(&office, desk, NULL);
			undo.as.undo.event = outcome.event;
			office_do(&office, undo);
			slipped++;
		} else {
			other.now = office.now;
			office_do(&other, act);
		}
	}
	/* The ids of the tickets differ by the events of the slips: compare without them. */
	const char *sql = "SELECT count(*), sum(waiting_since * legs + coalesce(called_at, 1) * "
			  "calls + coalesce(done_at, 2) + coalesce(served_at, 3) + "
			  "coalesce(arrived_at, 4) + order_at) % 1000000007 FROM ticket";
	assert_true(slipped > 20);
	assert_int_equal(office_int(&office, sql), office_int(&other, sql));
	static const char *const sums[] = {
		"SELECT sum((waiting_since * legs + coalesce(called_at, 1) * calls + "
		"coalesce(done_at, 2) + coalesce(served_at, 3) + coalesce(arrived_at, 4) + "
		"order_at) % 1000003 * number) FROM ticket",
		"SELECT sum(number * length(state || desk || reason)) FROM ticket",
		"SELECT coalesce(sum(run * unicode(line)), 0) FROM lane_run",
		"SELECT count(*) FROM leg",
		"SELECT sum((ended_at + coalesce(called_at, 1) + n) % 1000003) FROM leg",
		"SELECT sum(rank * (state + 1) * (since % 1000003 + length(staff))) FROM desk",
	};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		assert_int_equal(office_int(&office, sums[i]), office_int(&other, sums[i]));
	}
	office_expect_sound(&other);
	office_finish(&other);
}

/* ---- the line's run of priority calls ---- */

static void test_the_run_is_counted_without_the_call(void **state) {
	(void)state;
	for (int i = 0; i < 4; i++) {
		issue("A", MC_PRIORITY_NONE);
		issue("A", MC_PRIORITY_ELDERLY);
	}
	const char *run = "SELECT coalesce(sum(run), 0) FROM lane_run";
	static const char *const desks[] = { "1", "4", "5" };
	static const struct mc_setup_row more[] = {
		{ MC_SETUP_DESK, .as.desk = { "4", "Quầy 4", "", "A", "" } },
		{ MC_SETUP_DESK, .as.desk = { "5", "Quầy 5", "", "A", "" } },
		{ MC_SETUP_DESK, .as.desk = { "6", "Quầy 6", "", "A", "" } },
	};
	office_do(&office, act_setup(&office, more, 3));
	for (int i = 0; i < 3; i++) { /* priority, priority, normal */
		office_do(&office, act_next(&office, desks[i]));
	}
	assert_int_equal(office_int(&office, run), 0);
	assert_string_equal(
		office_do(&office, act_next(&office, "6")).ticket.label, "A006"); /* priority */
	assert_int_equal(office_int(&office, run), 1);
	take_back("4", "call"); /* before the normal one: it changes nothing now */
	assert_int_equal(office_int(&office, run), 1);
	take_back("5", "call"); /* the normal one: what was before counts again, but desk 4's */
	assert_int_equal(office_int(&office, run), 2);
	take_back("6", "call");
	assert_int_equal(office_int(&office, run), 1);
	take_back("1", "call");
	assert_int_equal(office_int(&office, run), 0);
	assert_int_equal(office_int(&office, "SELECT count(*) FROM lane_run"), 0);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, make, finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		IN_OFFICE(test_every_slip_is_as_if_it_had_not_been),
		IN_OFFICE(test_a_call_is_as_if_it_had_not_been),
		IN_OFFICE(test_a_call_out_of_order_is_taken_back_like_any),
		IN_OFFICE(test_a_day_with_slips_ends_like_one_without),
		IN_OFFICE(test_the_run_is_counted_without_the_call),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

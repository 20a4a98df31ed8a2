/* The table of a ticket's moves, written out a second time, and the names. */
#include "cmocka_all.h"
#include <motcua/ticket.h>
#include <string.h>

enum { STATES = MC_TICKET_EXPIRED + 1, MOVES = MC_MOVE_EXPIRE + 1 };

/* What each state becomes; "-" is refused. Columns in the order of MC_TICKET_MOVE_LIST. */
static const struct {
	enum mc_ticket_state from;
	const char *to[MOVES];
} table[STATES] = {
	/* call recall arrive serve done miss park restore transfer cancel expire */
	{ MC_TICKET_WAITING, { "called", "-", "-", "-", "-", "-", "-", "-", "waiting", "cancelled",
				     "expired" } },
	{ MC_TICKET_CALLED, { "-", "called", "called", "serving", "done", "missed", "parked", "-",
				    "waiting", "cancelled", "expired" } },
	{ MC_TICKET_SERVING,
		{ "-", "-", "-", "-", "done", "-", "parked", "-", "waiting", "-", "done" } },
	{ MC_TICKET_DONE, { "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-" } },
	{ MC_TICKET_MISSED,
		{ "-", "-", "-", "-", "-", "-", "-", "waiting", "-", "cancelled", "expired" } },
	{ MC_TICKET_PARKED,
		{ "-", "-", "-", "-", "-", "-", "-", "waiting", "-", "cancelled", "expired" } },
	{ MC_TICKET_CANCELLED, { "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-" } },
	{ MC_TICKET_EXPIRED, { "-", "-", "-", "-", "-", "-", "-", "waiting", "-", "-", "-" } },
};

static void every_move_of_every_state(void **state) {
	(void)state;
	for (size_t i = 0; i < STATES; i++) {
		struct mc_ticket ticket = { .state = table[i].from, .label = "A012" };

		for (int move = 0; move < MOVES; move++) {
			enum mc_ticket_state to = MC_TICKET_EXPIRED;
			struct mc_error err = { 0 };
			enum mc_status status =
				mc_ticket_decide(&ticket, (enum mc_ticket_move)move, &to, &err);

			if (strcmp(table[i].to[move], "-") == 0) {
				assert_int_equal(status, MC_REFUSED);
				assert_int_equal(to, MC_TICKET_EXPIRED); /* untouched */
				assert_int_equal(err.status, MC_REFUSED);
				assert_string_equal(err.args, "A012");
			} else {
				assert_int_equal(status, MC_OK);
				assert_string_equal(mc_ticket_state_name(to), table[i].to[move]);
			}
		}
	}
}

/* The day's end: who was served is done, at the office's closing time; who was not, expires. */
static void what_was_being_served_ends_done(void **state) {
	enum { DAY = 20780 };
	static const struct mc_hours hours = { 2, { { 450, 690 }, { 810, 1020 } } };
	static const struct mc_hours day_off = { 0 };
	static const struct {
		enum mc_ticket_state from;
		int served; /* minute of the day; 0 not */
		enum mc_ticket_state to;
	} rows[] = {
		{ MC_TICKET_WAITING, 0, MC_TICKET_EXPIRED },
		{ MC_TICKET_CALLED, 0, MC_TICKET_EXPIRED },
		{ MC_TICKET_SERVING, 990, MC_TICKET_DONE },
		{ MC_TICKET_PARKED, 0, MC_TICKET_EXPIRED },
		{ MC_TICKET_PARKED, 600, MC_TICKET_DONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_ticket ticket = { .day = DAY, .state = rows[i].from };
		enum mc_ticket_state to;

		ticket.served_at = rows[i].served == 0 ? 0 : mc_time_at(DAY, rows[i].served);
		assert_false(mc_ticket_is_left_open(&ticket, DAY));
		assert_true(mc_ticket_is_left_open(&ticket, DAY + 1));
		assert_int_equal(mc_ticket_decide(&ticket, MC_MOVE_EXPIRE, &to, NULL), MC_OK);
		assert_int_equal(to, rows[i].to);
		assert_int_equal(mc_ticket_day_end(&ticket, &hours), mc_time_at(DAY, 1020));
		assert_int_equal(mc_ticket_day_end(&ticket, &day_off), mc_time_at(DAY + 1, 0));
	}
	/* served after hours: never an end before the beginning */
	assert_int_equal(mc_ticket_day_end(&(struct mc_ticket){ .day = DAY,
						   .served_at = mc_time_at(DAY, 1050) },
				 &hours),
		mc_time_at(DAY, 1050));
	assert_false(mc_ticket_is_left_open(
		&(struct mc_ticket){ .day = DAY, .state = MC_TICKET_DONE }, DAY + 1));
}

static void a_refusal_says_what_can_be_done(void **state) {
	static const struct {
		enum mc_ticket_state from;
		enum mc_ticket_move move;
		const char *hint;
	} cases[] = {
		{ MC_TICKET_WAITING, MC_MOVE_SERVE, "call it first" },
		{ MC_TICKET_CALLED, MC_MOVE_RESTORE, "marked as missed" },
		{ MC_TICKET_SERVING, MC_MOVE_MISS, "finished, parked or transferred" },
		{ MC_TICKET_MISSED, MC_MOVE_CALL, "restore it" },
		{ MC_TICKET_PARKED, MC_MOVE_SERVE, "restore it" },
		{ MC_TICKET_DONE, MC_MOVE_DONE, "new ticket" },
		{ MC_TICKET_CANCELLED, MC_MOVE_RESTORE, "new ticket" },
		{ MC_TICKET_EXPIRED, MC_MOVE_CALL, "new ticket" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_ticket ticket = { .state = cases[i].from, .label = "B007" };
		enum mc_ticket_state to;
		struct mc_error err = { 0 };

		assert_int_equal(mc_ticket_decide(&ticket, cases[i].move, &to, &err), MC_REFUSED);
		assert_non_null(strstr(err.format, cases[i].hint));
		assert_int_equal(mc_ticket_decide(&ticket, cases[i].move, &to, NULL), MC_REFUSED);
	}
}

static void names_go_there_and_back(void **state) {
	enum mc_ticket_state found;
	enum mc_ticket_kind kind;

	(void)state;
	for (int i = 0; i < STATES; i++) {
		assert_int_equal(
			mc_ticket_state_parse(
				mc_ticket_state_name((enum mc_ticket_state)i), &found, NULL),
			MC_OK);
		assert_int_equal(found, i);
	}
	for (int i = 0; i <= MC_KIND_ASSIST; i++) {
		assert_int_equal(mc_ticket_kind_parse(
					 mc_ticket_kind_name((enum mc_ticket_kind)i), &kind, NULL),
			MC_OK);
		assert_int_equal(kind, i);
	}
	assert_string_equal(mc_ticket_move_name(MC_MOVE_TRANSFER), "transfer");
}

static void a_wrong_name_is_answered_with_the_right_ones(void **state) {
	static const char *const wrong[] = { "", " waiting", "waitin", "waitingg", "đang chờ" };
	enum mc_ticket_state found = MC_TICKET_PARKED;
	struct mc_error err;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(mc_ticket_state_parse(wrong[i], &found, &err), MC_INVALID);
		assert_int_equal(err.count, 2);
		assert_string_equal(err.args, wrong[i]);
		assert_string_equal(err.args + strlen(wrong[i]) + 1,
			"waiting, called, serving, done, missed, parked, cancelled, expired");
	}
	assert_int_equal(mc_ticket_state_parse(NULL, &found, NULL), MC_INVALID);
	assert_int_equal(found, MC_TICKET_PARKED);
}

static void reasons_are_stored_by_name(void **state) {
	(void)state;
	for (int i = 0; i <= MC_REASON_PICKED; i++) {
		enum mc_call_reason reason = (enum mc_call_reason)i;

		assert_int_equal(mc_call_reason_of(mc_call_reason_name(reason)), reason);
	}
	assert_int_equal(mc_call_reason_of("no such"), MC_REASON_NONE);
	assert_int_equal(mc_call_reason_of(NULL), MC_REASON_NONE);
	assert_non_null(strstr(mc_call_reason_sentence(MC_REASON_LATE), "%d"));
	assert_non_null(strstr(mc_call_reason_sentence(MC_REASON_APPOINTMENT), "%s"));
	assert_non_null(strstr(mc_call_reason_sentence(MC_REASON_EARLY), "%s"));
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_move_of_every_state),
		cmocka_unit_test(what_was_being_served_ends_done),
		cmocka_unit_test(a_refusal_says_what_can_be_done),
		cmocka_unit_test(names_go_there_and_back),
		cmocka_unit_test(a_wrong_name_is_answered_with_the_right_ones),
		cmocka_unit_test(reasons_are_stored_by_name),
	};

	return cmocka_run_group_tests_name("ticket", tests, NULL, NULL);
}

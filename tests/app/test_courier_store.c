/* The courier on a real store. */
#include "app/courier.h"
#include "holder.h"
#include "office.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "receive.h"

static struct mc_courier *start_at(const char *folder, int patience_ms, mc_time clock_at) {
	struct mc_courier *courier;
	const struct mc_courier_options options = {
		.office_dir = folder,
		.clock_at = clock_at,
		.patience_ms = patience_ms,
	};
	struct mc_error err;
	office_expect(mc_courier_create(&options, &courier, &err), &err);
	return courier;
}

static struct mc_courier *start(const char *folder, int patience_ms) {
	return start_at(folder, patience_ms, OFFICE_MORNING);
}

static void test_a_commit_elsewhere_brings_a_snapshot(void **state) {
	struct mc_courier *courier = start(*state, 0);
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL });
	struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_int_equal(((const struct mc_hall *)answer->data)->waiting_total, 0);
	mc_answer_destroy(answer);

	struct mc_store *other = office_open(*state);
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (size_t i = 1; i <= 3; i++) {
		struct mc_act act = office_issue("A");
		struct mc_outcome outcome;
		struct mc_error err;
		office_expect(mc_store_act(other, &act, &arena, &outcome, &err), &err);
		size_t waiting = 0;
		while (waiting < i) { /* a bell too many may bring the same state again */
			answer = receive_kind(courier, MC_MSG_ANSWER);
			assert_int_equal(answer->status, MC_OK);
			waiting = ((const struct mc_hall *)answer->data)->waiting_total;
			assert_true(waiting <= i);
			mc_answer_destroy(answer);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(other);
	mc_courier_destroy(courier);
}

/* Nobody does anything at midnight: the screens left on show the new day all the same. */
static void test_midnight_brings_a_snapshot(void **state) {
	struct mc_store *other = office_open(*state);
	struct mc_arena arena;
	struct mc_outcome outcome;
	struct mc_error err;
	struct mc_act act = office_issue("A");
	mc_day day = mc_day_of(OFFICE_MORNING);
	mc_arena_init(&arena);
	office_expect(mc_store_act(other, &act, &arena, &outcome, &err), &err);
	mc_arena_finish(&arena);
	mc_store_close(other);

	struct mc_courier *courier = start_at(*state, 0, mc_time_at(day + 1, 0) - 1500);
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL });
	for (mc_day shown = 0; shown != day + 1;) {
		struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER);
		const struct mc_hall *hall = answer->data;
		shown = hall->day;
		assert_int_equal(hall->waiting_total, shown == day);
		mc_answer_destroy(answer);
	}
	mc_courier_destroy(courier);
}

static void test_own_acts_bring_a_snapshot_too(void **state) {
	struct mc_courier *courier = start(*state, 0);
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL });
	mc_answer_destroy(receive_kind(courier, MC_MSG_ANSWER));
	struct mc_act act = office_issue("B");
	mc_courier_act(courier, 1, &act);
	struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->status, MC_OK);
	const struct mc_outcome *outcome = answer->data;
	assert_true(outcome->has_ticket);
	assert_string_equal(outcome->ticket.label, "B001");
	mc_answer_destroy(answer);
	answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_int_equal(((const struct mc_hall *)answer->data)->waiting_total, 1);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

/* The gate is held by a stopped process: BUSY with its pid; the same key later issues one ticket. */
static void test_a_stopped_holder_is_named_and_nothing_doubles(void **state) {
	struct mc_courier *courier = start(*state, 200);
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL });
	mc_answer_destroy(receive_kind(courier, MC_MSG_ANSWER)); /* it is connected */
	pid_t holder = holder_start(*state);

	struct mc_act act = office_issue("A");
	mc_courier_act(courier, 1, &act);
	long pid = 0;
	for (struct mc_msg msg = receive(courier);; msg = receive(courier)) {
		if (msg.kind == MC_MSG_STORE) {
			assert_int_equal(msg.store, MC_STORE_BUSY);
			pid = msg.pid;
		}
		bool done = msg.kind == MC_MSG_OUTCOME;
		if (done) {
			assert_int_equal(msg.answer->status, MC_BUSY);
		}
		mc_answer_destroy(msg.answer);
		if (done) {
			break;
		}
	}
	assert_int_equal(pid, holder);
	holder_end(holder);

	for (uint32_t token = 2; token <= 3; token++) {
		mc_courier_act(courier, token, &act);
		struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
		assert_int_equal(answer->status, MC_OK);
		const struct mc_outcome *outcome = answer->data;
		assert_string_equal(outcome->ticket.label, "A001");
		assert_int_equal((outcome->warnings & MC_WARN_REPEATED) != 0, token == 3);
		mc_answer_destroy(answer);
	}
	mc_courier_destroy(courier);
	struct mc_store *store = office_open(*state);
	assert_int_equal(office_tickets(store), 1);
	mc_store_close(store);
}

static void test_queries_answer_by_token(void **state) {
	struct mc_courier *courier = start(*state, 0);
	mc_courier_read(courier, 5, &(struct mc_query){ .kind = MC_QUERY_STAFF });
	mc_courier_read(
		courier, 6, &(struct mc_query){ .kind = MC_QUERY_PROCEDURES, .text = "khai sinh" });
	struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_int_equal(answer->token, 5);
	assert_int_equal(((const struct mc_staff_list *)answer->data)->count, 11);
	mc_answer_destroy(answer);
	answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_int_equal(answer->token, 6);
	assert_true(((const struct mc_procedures *)answer->data)->count >= 4);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

static struct mc_act ticket_act(enum mc_verb verb, enum mc_ticket_move move) {
	struct mc_act act = { .verb = verb };
	mc_key_random(act.key);
	if (verb == MC_VERB_TICKET_NEXT) {
		act.as.desk = (struct mc_act_desk){ .desk = "1" };
	} else {
		act.as.ticket = (struct mc_act_ticket){
			.label = "A001", .desk = "1", .reason = "lấy bản chính", .move = move
		};
	}
	return act;
}

/* Who was put aside is on the desk's list of those who may be let back in, and waits again as before. */
static void test_a_parked_ticket_is_on_the_list(void **state) {
	struct mc_courier *courier = start(*state, 0);
	struct mc_act acts[] = {
		office_issue("A"),
		ticket_act(MC_VERB_TICKET_NEXT, 0),
		ticket_act(MC_VERB_TICKET_MOVE, MC_MOVE_PARK),
		ticket_act(MC_VERB_TICKET_MOVE, MC_MOVE_RESTORE),
	};
	static const size_t on_list[] = { 0, 0, 1, 0 };
	static const size_t waiting[] = { 1, 0, 0, 1 };
	for (uint32_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		mc_courier_act(courier, 1 + 2 * i, &acts[i]);
		struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
		assert_int_equal(answer->status, MC_OK);
		mc_answer_destroy(answer);
		mc_courier_read(courier, 2 + 2 * i,
			&(struct mc_query){ .kind = MC_QUERY_DESK, .text = "1" });
		answer = receive_kind(courier, MC_MSG_ANSWER);
		assert_int_equal(answer->status, MC_OK);
		const struct mc_desk_view *view = answer->data;
		assert_int_equal(view->missed_count, on_list[i]);
		assert_int_equal(view->waiting_count, waiting[i]);
		if (on_list[i] > 0) {
			assert_string_equal(view->missed[0].label, "A001");
			assert_int_equal(view->missed[0].state, MC_TICKET_PARKED);
		}
		mc_answer_destroy(answer);
	}
	mc_courier_destroy(courier);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_a_commit_elsewhere_brings_a_snapshot),
		OFFICE_TEST(test_midnight_brings_a_snapshot),
		OFFICE_TEST(test_own_acts_bring_a_snapshot_too),
		OFFICE_TEST(test_a_stopped_holder_is_named_and_nothing_doubles),
		OFFICE_TEST(test_a_parked_ticket_is_on_the_list),
		OFFICE_TEST(test_queries_answer_by_token),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

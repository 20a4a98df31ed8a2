/*
 * Who is called next: one table of situations for each rule and each pair of
 * rules, then long days of random arrivals against what the rules promise.
 */
#include "cmocka_all.h"
#include "core/queue/order.h"
#include "random.h"
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NOW INT64_C(1795397400000) /* every situation is looked at at this instant */

/* One waiting ticket of a situation: instants in minutes from NOW. */
struct waiting {
	int id; /* 0: nobody */
	double since;
};

struct line {
	int rank;
	bool help;
	int target, ratio, run;
	struct waiting normal, priority, appointment; /* appointment: its time instead */
};

struct situation {
	const char *name;
	struct line lines[3]; /* ratio 0: no line */
	int expected; /* id, 0 nobody */
	enum mc_call_reason reason;
	bool counts;
};

static const struct situation situations[] = {
	{ "nobody", { { 0, false, 20, 2, 0, { 0 }, { 0 }, { 0 } } }, 0, MC_REASON_NONE, false },
	{ "one normal", { { 0, false, 20, 2, 0, { 1, -5 }, { 0 }, { 0 } } }, 1, MC_REASON_ARRIVAL,
		false },
	{ "one priority", { { 0, false, 20, 2, 0, { 0 }, { 1, -5 }, { 0 } } }, 1, MC_REASON_ARRIVAL,
		false },

	/* rule 1 */
	{ "an appointment 2 minutes ahead is due",
		{ { 0, false, 20, 2, 0, { 1, -5 }, { 2, -5 }, { 3, 2 } } }, 3,
		MC_REASON_APPOINTMENT, false },
	{ "a little more is not", { { 0, false, 20, 2, 0, { 1, -5 }, { 0 }, { 3, 2.001 } } }, 1,
		MC_REASON_ARRIVAL, false },
	{ "a due appointment goes before who waits long",
		{ { 0, false, 20, 2, 0, { 1, -90 }, { 2, -80 }, { 3, 0 } } }, 3,
		MC_REASON_APPOINTMENT, false },
	{ "the earlier appointment first",
		{ { 0, false, 20, 2, 0, { 0 }, { 0 }, { 3, 1 } },
			{ 1, false, 20, 2, 0, { 0 }, { 0 }, { 4, -1 } } },
		4, MC_REASON_APPOINTMENT, false },
	{ "equal appointments by id",
		{ { 0, false, 20, 2, 0, { 0 }, { 0 }, { 8, 1 } },
			{ 1, false, 20, 2, 0, { 0 }, { 0 }, { 4, 1 } } },
		4, MC_REASON_APPOINTMENT, false },
	{ "early when nobody else waits", { { 0, false, 20, 2, 0, { 0 }, { 0 }, { 3, 60 } } }, 3,
		MC_REASON_EARLY, false },
	{ "early goes before helping",
		{ { 0, false, 20, 2, 0, { 0 }, { 0 }, { 3, 60 } },
			{ 0, true, 20, 2, 0, { 9, -50 }, { 0 }, { 0 } } },
		3, MC_REASON_EARLY, false },

	/* rule 2 */
	{ "priority begins", { { 0, false, 20, 1, 0, { 1, -9 }, { 2, -1 }, { 0 } } }, 2,
		MC_REASON_PRIORITY, true },
	{ "then normal", { { 0, false, 20, 1, 1, { 1, -9 }, { 2, -1 }, { 0 } } }, 1,
		MC_REASON_ARRIVAL, true },
	{ "two to one: still priority", { { 0, false, 20, 2, 1, { 1, -9 }, { 2, -1 }, { 0 } } }, 2,
		MC_REASON_PRIORITY, true },
	{ "two to one: normal", { { 0, false, 20, 2, 2, { 1, -9 }, { 2, -1 }, { 0 } } }, 1,
		MC_REASON_ARRIVAL, true },
	{ "a run beyond a lowered ratio", { { 0, false, 20, 2, 7, { 1, -9 }, { 2, -19 }, { 0 } } },
		1, MC_REASON_ARRIVAL, true },
	{ "a spent ratio does not stop priority alone",
		{ { 0, false, 20, 2, 2, { 0 }, { 2, -1 }, { 0 } } }, 2, MC_REASON_ARRIVAL, false },
	{ "priority alone in its line, normal in the next",
		{ { 0, false, 20, 2, 2, { 0 }, { 2, -1 }, { 0 } },
			{ 1, false, 20, 2, 0, { 1, -9 }, { 0 }, { 0 } } },
		2, MC_REASON_PRIORITY, false },
	{ "priority's turn in two lines: first come",
		{ { 0, false, 20, 2, 0, { 1, -9 }, { 2, -3 }, { 0 } },
			{ 1, false, 20, 2, 0, { 3, -8 }, { 4, -4 }, { 0 } } },
		4, MC_REASON_PRIORITY, true },
	{ "normal's turn in one line, priority's in the other",
		{ { 0, false, 20, 2, 2, { 1, -9 }, { 2, -7 }, { 0 } },
			{ 1, false, 20, 2, 0, { 3, -8 }, { 4, -1 }, { 0 } } },
		4, MC_REASON_PRIORITY, true },
	{ "normal's turn in both: first come",
		{ { 0, false, 20, 2, 2, { 1, -8 }, { 2, -7 }, { 0 } },
			{ 1, false, 20, 2, 2, { 3, -9 }, { 4, -10 }, { 0 } } },
		3, MC_REASON_ARRIVAL, true },

	/* rule 3: within the lane */
	{ "exactly the target is not past it",
		{ { 0, false, 20, 2, 0, { 1, -20 }, { 0 }, { 0 } },
			{ 1, false, 0, 2, 0, { 2, -21 }, { 0 }, { 0 } } },
		2, MC_REASON_ARRIVAL, false },
	{ "a moment more is",
		{ { 0, false, 20, 2, 0, { 1, -20.001 }, { 0 }, { 0 } },
			{ 1, false, 0, 2, 0, { 2, -21 }, { 0 }, { 0 } } },
		1, MC_REASON_LATE, false },
	{ "past the target in a full hall: the lanes still hold",
		{ { 0, false, 20, 2, 0, { 1, -90 }, { 2, -1 }, { 0 } } }, 2, MC_REASON_PRIORITY,
		true },
	{ "and normal's turn is its turn",
		{ { 0, false, 20, 2, 2, { 1, -21 }, { 2, -90 }, { 0 } } }, 1, MC_REASON_LATE,
		true },
	{ "the oldest breach, not the oldest ticket",
		{ { 0, false, 60, 2, 0, { 1, -61 }, { 0 }, { 0 } },
			{ 1, false, 10, 2, 0, { 2, -30 }, { 0 }, { 0 } } },
		2, MC_REASON_LATE, false },
	{ "the oldest breach of priority",
		{ { 0, false, 60, 2, 0, { 1, -62 }, { 2, -61 }, { 0 } },
			{ 1, false, 10, 2, 0, { 3, -31 }, { 4, -30 }, { 0 } } },
		4, MC_REASON_PRIORITY, true },
	{ "priority alone in the hall, past the target",
		{ { 0, false, 20, 2, 0, { 0 }, { 2, -30 }, { 0 } } }, 2, MC_REASON_LATE, false },
	{ "equal breaches by id",
		{ { 0, false, 20, 2, 0, { 7, -30 }, { 0 }, { 0 } },
			{ 1, false, 20, 2, 0, { 5, -30 }, { 0 }, { 0 } } },
		5, MC_REASON_LATE, false },
	{ "no target, never late",
		{ { 0, false, 0, 2, 0, { 1, -600 }, { 0 }, { 0 } },
			{ 1, false, 20, 2, 0, { 2, -21 }, { 0 }, { 0 } } },
		2, MC_REASON_LATE, false },
	{ "an appointment before its time is never late",
		{ { 0, false, 20, 2, 0, { 1, -1 }, { 0 }, { 3, 30 } } }, 1, MC_REASON_ARRIVAL,
		false },

	/* arrival, then id */
	{ "arrival over all own lines, not their rank",
		{ { 0, false, 20, 2, 0, { 1, -3 }, { 0 }, { 0 } },
			{ 1, false, 20, 2, 0, { 2, -4 }, { 0 }, { 0 } } },
		2, MC_REASON_ARRIVAL, false },
	{ "same arrival by id",
		{ { 0, false, 20, 2, 0, { 6, -3 }, { 0 }, { 0 } },
			{ 1, false, 20, 2, 0, { 2, -3 }, { 0 }, { 0 } } },
		2, MC_REASON_ARRIVAL, false },

	/* helping */
	{ "own lines before the late of others",
		{ { 0, false, 20, 2, 0, { 1, -1 }, { 0 }, { 0 } },
			{ 0, true, 20, 2, 0, { 2, -90 }, { 0 }, { 3, 0 } } },
		1, MC_REASON_ARRIVAL, false },
	{ "help lines by rank, not by arrival",
		{ { 1, true, 20, 2, 0, { 1, -90 }, { 0 }, { 0 } },
			{ 0, true, 20, 2, 0, { 2, -1 }, { 0 }, { 0 } } },
		2, MC_REASON_ARRIVAL, false },
	{ "the next help line when the first is empty",
		{ { 1, true, 20, 2, 0, { 1, -2 }, { 3, -1 }, { 0 } },
			{ 0, true, 20, 2, 0, { 0 }, { 0 }, { 0 } } },
		3, MC_REASON_PRIORITY, true },
	{ "help lines of the same rank by name",
		{ { 0, true, 20, 2, 0, { 5, -2 }, { 0 }, { 0 } },
			{ 0, true, 20, 2, 0, { 3, -3 }, { 0 }, { 0 } } },
		5, MC_REASON_ARRIVAL, false },
};

static const struct mc_ticket *fill(
	struct mc_ticket *ticket, const struct waiting *waiting, bool appointment) {
	mc_time at = NOW + (mc_time)(waiting->since * MC_MINUTE_MS);

	*ticket = (struct mc_ticket){
		.id = waiting->id,
		.waiting_since = appointment ? NOW - 600 * MC_MINUTE_MS : at,
		.appointment_at = appointment ? at : 0,
	};
	return waiting->id == 0 ? NULL : ticket;
}

static void every_situation_in_every_order(void **state) {
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 },
		{ 2, 0, 1 }, { 2, 1, 0 } };
	static const char *const names[] = { "A", "B", "C" };

	(void)state;
	for (size_t i = 0; i < COUNT(situations); i++) {
		const struct situation *it = &situations[i];

		for (size_t order = 0; order < COUNT(orders); order++) {
			struct mc_ticket tickets[3][3];
			struct mc_line_head heads[3];
			struct mc_choice choice = { NULL, MC_REASON_PICKED, true };
			size_t count = 0;
			bool found;

			for (size_t k = 0; k < 3; k++) {
				size_t n = orders[order][k];
				const struct line *line = &it->lines[n];

				if (line->ratio == 0) {
					continue;
				}
				heads[count++] = (struct mc_line_head){
					.line = names[n],
					.rank = line->rank,
					.help = line->help,
					.target_min = line->target,
					.priority_ratio = line->ratio,
					.priority_run = line->run,
					.normal = fill(&tickets[n][0], &line->normal, false),
					.priority = fill(&tickets[n][1], &line->priority, false),
					.appointment =
						fill(&tickets[n][2], &line->appointment, true),
				};
			}
			found = mc_order_choose(heads, count, NOW, &choice);
			if (found != (it->expected != 0) ||
				(found && (choice.ticket->id != it->expected ||
						  choice.reason != it->reason ||
						  choice.counts != it->counts))) {
				fail_msg("%s: called %d (%s%s)", it->name,
					found ? (int)choice.ticket->id : 0,
					mc_call_reason_name(choice.reason),
					choice.counts ? ", counts" : "");
			}
			if (!found) {
				assert_int_equal(choice.reason, MC_REASON_PICKED); /* untouched */
			}
		}
	}
	assert_false(
		mc_order_choose(NULL, 0, NOW, &(struct mc_choice){ NULL, MC_REASON_NONE, false }));
}

/* ---- a model of a hall: every ticket in one array, heads taken as the store's query does ---- */

#define MAX_TICKETS 400
#define MAX_LINES 4

struct hall {
	struct mc_ticket tickets[MAX_TICKETS];
	int line_of[MAX_TICKETS];
	size_t count;
	int runs[MAX_LINES];
	int target[MAX_LINES], ratio[MAX_LINES];
	int lines;
};

static bool is_first(
	const struct mc_ticket *ticket, mc_time at, const struct mc_ticket *head, mc_time head_at) {
	return head == NULL || at < head_at || (at == head_at && ticket->id < head->id);
}

static size_t take_heads(const struct hall *hall, struct mc_line_head *heads) {
	static const char *const names[MAX_LINES] = { "A", "B", "C", "D" };

	for (int line = 0; line < hall->lines; line++) {
		struct mc_line_head *head = &heads[line];

		*head = (struct mc_line_head){
			.line = names[line],
			.rank = line,
			.target_min = hall->target[line],
			.priority_ratio = hall->ratio[line],
			.priority_run = hall->runs[line],
		};
		for (size_t i = 0; i < hall->count; i++) {
			const struct mc_ticket *ticket = &hall->tickets[i];
			const struct mc_ticket **lane =
				ticket->appointment_at != 0            ? &head->appointment
				: ticket->priority != MC_PRIORITY_NONE ? &head->priority
								       : &head->normal;
			bool booked = ticket->appointment_at != 0;

			if (hall->line_of[i] == line && ticket->state == MC_TICKET_WAITING &&
				is_first(ticket,
					booked ? ticket->appointment_at : ticket->waiting_since,
					*lane,
					*lane == NULL ? 0
					: booked      ? (*lane)->appointment_at
						      : (*lane)->waiting_since)) {
				*lane = ticket;
			}
		}
	}
	return (size_t)hall->lines;
}

/* Calls the next ticket and keeps the ratio as the store does. NULL when nobody waits. */
static const struct mc_ticket *call(struct hall *hall, mc_time now, struct mc_choice *ret_choice) {
	struct mc_line_head heads[MAX_LINES];
	size_t index;

	if (!mc_order_choose(heads, take_heads(hall, heads), now, ret_choice)) {
		return NULL;
	}
	index = (size_t)(ret_choice->ticket - hall->tickets);
	if (ret_choice->counts) {
		int *run = &hall->runs[hall->line_of[index]];

		*run = ret_choice->ticket->priority != MC_PRIORITY_NONE ? *run + 1 : 0;
	}
	hall->tickets[index].state = MC_TICKET_CALLED;
	return &hall->tickets[index];
}

static void arrive(
	struct hall *hall, int line, enum mc_priority priority, mc_time since, mc_time booked) {
	assert_true(hall->count < MAX_TICKETS);
	hall->line_of[hall->count] = line;
	hall->tickets[hall->count] = (struct mc_ticket){
		.id = (int64_t)hall->count + 1,
		.state = MC_TICKET_WAITING,
		.priority = priority,
		.waiting_since = since,
		.appointment_at = booked,
	};
	hall->count++;
}

/* k priority to 1 normal, exactly, as long as both wait; the rest by arrival. */
static void the_ratio_holds_over_long_sequences(void **state) {
	(void)state;
	for (int k = 1; k <= 5; k++) {
		struct hall hall = { .lines = 1, .ratio = { k } };
		struct mc_choice choice;
		int normal = 60, priority = 120;

		for (int i = 0; i < normal + priority; i++) {
			arrive(&hall, 0, i < normal ? MC_PRIORITY_NONE : MC_PRIORITY_ELDERLY,
				NOW + i, 0);
		}
		for (int i = 0; normal + priority > 0; i++) {
			const struct mc_ticket *ticket = call(&hall, NOW + MC_HOUR_MS, &choice);
			bool both = normal > 0 && priority > 0;
			bool is_priority;

			assert_non_null(ticket);
			is_priority = ticket->priority != MC_PRIORITY_NONE;
			assert_int_equal(choice.counts, both);
			if (both) {
				assert_int_equal(is_priority, i % (k + 1) < k);
			}
			priority -= is_priority;
			normal -= !is_priority;
		}
		assert_null(call(&hall, NOW + MC_HOUR_MS, &choice));
	}
}

/* Calls made while only one lane waits change nothing: P P | N N N | the ratio goes on at P. */
static void only_calls_while_both_wait_count(void **state) {
	struct hall hall = { .lines = 1, .ratio = { 2 } };
	struct mc_choice choice;

	(void)state;
	for (int i = 0; i < 3; i++) {
		arrive(&hall, 0, MC_PRIORITY_MERIT, NOW + i, 0); /* 1 2 3, alone */
	}
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(call(&hall, NOW + 10, &choice)->id, i);
		assert_int_equal(choice.reason, MC_REASON_ARRIVAL);
	}
	assert_int_equal(hall.runs[0], 0);
	arrive(&hall, 0, MC_PRIORITY_NONE, NOW + 20, 0); /* 4 */
	arrive(&hall, 0, MC_PRIORITY_NONE, NOW + 21, 0); /* 5 */
	arrive(&hall, 0, MC_PRIORITY_MERIT, NOW + 22, 0); /* 6 */
	assert_int_equal(call(&hall, NOW + 30, &choice)->id, 6);
	assert_int_equal(hall.runs[0], 1);
	assert_int_equal(call(&hall, NOW + 30, &choice)->id, 4); /* alone: does not reset the run */
	assert_int_equal(hall.runs[0], 1);
	arrive(&hall, 0, MC_PRIORITY_MERIT, NOW + 31, 0); /* 7 */
	arrive(&hall, 0, MC_PRIORITY_MERIT, NOW + 32, 0); /* 8 */
	assert_int_equal(call(&hall, NOW + 40, &choice)->id, 7);
	assert_int_equal(
		call(&hall, NOW + 40, &choice)->id, 5); /* two were called: normal's turn */
	assert_int_equal(call(&hall, NOW + 40, &choice)->id, 8);
}

static bool is_due(const struct mc_ticket *ticket, mc_time now) {
	return ticket->appointment_at != 0 &&
	       ticket->appointment_at <= now + MC_APPOINTMENT_LEAD_MS;
}

static bool is_late(const struct hall *hall, size_t i, mc_time now) {
	int target = hall->target[hall->line_of[i]];

	return hall->tickets[i].appointment_at == 0 && target > 0 &&
	       now - hall->tickets[i].waiting_since > target * MC_MINUTE_MS;
}

/* The earliest breach of the target; the latest instant where there is none. */
static mc_time breach_of(const struct hall *hall, size_t i, mc_time now) {
	return is_late(hall, i, now) ? hall->tickets[i].waiting_since +
					       hall->target[hall->line_of[i]] * MC_MINUTE_MS
				     : INT64_MAX;
}

/* What must be true of any call, seen over all who waited and not only over the heads. */
static void check_call(const struct hall *hall, const struct mc_ticket *called, mc_time now) {
	size_t index = (size_t)(called - hall->tickets);
	bool due = is_due(called, now);

	for (size_t i = 0; i < hall->count; i++) {
		const struct mc_ticket *other = &hall->tickets[i];
		bool same_lane = (other->priority == MC_PRIORITY_NONE) ==
				 (called->priority == MC_PRIORITY_NONE);

		if (other->state != MC_TICKET_WAITING) {
			continue;
		}
		if (is_due(other, now)) { /* only an earlier due appointment goes before it */
			assert_true(due && called->appointment_at <= other->appointment_at);
		} else if (other->appointment_at == 0 && !due) {
			assert_int_equal(called->appointment_at, 0); /* early ones go last */
			if (same_lane && (called->priority == MC_PRIORITY_NONE ||
						 hall->line_of[i] == hall->line_of[index])) {
				/* each lane in order, the normal one over all lines */
				assert_true(breach_of(hall, index, now) <= breach_of(hall, i, now));
				if (!is_late(hall, index, now)) {
					assert_true(called->waiting_since <= other->waiting_since);
				}
			}
		}
	}
}

static void a_random_day(struct mc_random *random) {
	struct hall hall = { .lines = 1 + (int)mc_random_below(random, MAX_LINES) };
	struct mc_choice choice;
	mc_time now = NOW;
	size_t called = 0;

	for (int line = 0; line < hall.lines; line++) {
		hall.target[line] =
			mc_random_below(random, 5) == 0 ? 0 : 5 + (int)mc_random_below(random, 30);
		hall.ratio[line] = 1 + (int)mc_random_below(random, 4);
	}
	while (called < 150) {
		now += (mc_time)mc_random_below(random, 3 * MC_MINUTE_MS);
		if (hall.count < 150 && mc_random_below(random, 5) < 3) {
			bool booked = mc_random_below(random, 12) == 0;

			arrive(&hall, (int)mc_random_below(random, (size_t)hall.lines),
				mc_random_below(random, 3) == 0 ? MC_PRIORITY_INFANT
								: MC_PRIORITY_NONE,
				now,
				booked ? now + (mc_time)mc_random_below(random, MC_HOUR_MS) : 0);
		} else {
			const struct mc_ticket *ticket = call(&hall, now, &choice);

			assert_true((ticket == NULL) == (called == hall.count));
			if (ticket != NULL) {
				check_call(&hall, ticket, now);
				called++;
			}
		}
	}
}

static void nobody_is_passed_over_on_any_day(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "order");
	for (int day = 0; day < 60; day++) {
		a_random_day(&random);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_situation_in_every_order),
		cmocka_unit_test(the_ratio_holds_over_long_sequences),
		cmocka_unit_test(only_calls_while_both_wait_count),
		cmocka_unit_test(nobody_is_passed_over_on_any_day),
	};

	return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}

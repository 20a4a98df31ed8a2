/*
 * Who is called next: the rules of order.h over the heads of a desk's lines.
 *
 * A pool is a set of lines that count alike: all of a desk's own lines, or one
 * line that it helps. In a pool the rules are asked one after another and the
 * first that names a ticket decides. Ties end at the ticket's id, so the answer
 * never depends on the order in which the heads were read.
 *
 * Rule 2 in a pool of several lines: each line keeps its own ratio. A line says
 * “priority's turn” when a priority ticket waits and its ratio is not used up, or
 * when nobody normal waits in it; if any line says so, a priority ticket of those
 * lines is called, else a normal one. So nobody normal is passed by another
 * normal, and a priority ticket alone in its line does not stand behind the
 * normal ones of a neighbouring line.
 */
#include "core/queue/order.h"
#include <string.h>

/* The pool asked: all own lines (`only` NULL), or one help line. */
struct pool {
	const struct mc_line_head *heads;
	size_t count;
	const struct mc_line_head *only;
	mc_time now;
};

static bool is_in(const struct pool *pool, const struct mc_line_head *head) {
	return pool->only == NULL ? !head->help : head == pool->only;
}

/* The earlier instant, then the smaller id. */
static bool is_before(
	const struct mc_ticket *a, mc_time a_at, const struct mc_ticket *b, mc_time b_at) {
	return a_at != b_at ? a_at < b_at : a->id < b->id;
}

/* When a ticket passes its line's target; 0: it has not, or the line has none. */
static mc_time breach(
	const struct pool *pool, const struct mc_line_head *head, const struct mc_ticket *ticket) {
	mc_time limit = ticket->waiting_since + head->target_min * MC_MINUTE_MS;

	return head->target_min > 0 && pool->now > limit ? limit : 0;
}

/* The head of a lane that is called before those found so far. */
struct candidate {
	const struct mc_line_head *head; /* NULL: none yet */
	const struct mc_ticket *ticket;
	mc_time breach;
};

/* Rule 3: who is past the target first, the oldest breach before later ones; then arrival, then id. */
static bool goes_before(const struct candidate *a, const struct candidate *b) {
	if ((a->breach != 0) != (b->breach != 0)) {
		return a->breach != 0;
	}
	return a->breach != 0 ? is_before(a->ticket, a->breach, b->ticket, b->breach)
			      : is_before(a->ticket, a->ticket->waiting_since, b->ticket,
					b->ticket->waiting_since);
}

static void consider(struct candidate *best, const struct pool *pool,
	const struct mc_line_head *head, const struct mc_ticket *ticket) {
	struct candidate candidate = { head, ticket, breach(pool, head, ticket) };

	if (best->head == NULL || goes_before(&candidate, best)) {
		*best = candidate;
	}
}

/* The first appointment of the pool, due or not. */
static const struct mc_ticket *first_appointment(const struct pool *pool) {
	const struct mc_ticket *best = NULL;

	for (size_t i = 0; i < pool->count; i++) {
		const struct mc_ticket *ticket = pool->heads[i].appointment;

		if (is_in(pool, &pool->heads[i]) && ticket != NULL &&
			(best == NULL || is_before(ticket, ticket->appointment_at, best,
						 best->appointment_at))) {
			best = ticket;
		}
	}
	return best;
}

static bool is_priority_turn(const struct mc_line_head *head) {
	int ratio = head->priority_ratio < 1 ? 1 : head->priority_ratio;

	return head->priority != NULL && (head->normal == NULL || head->priority_run < ratio);
}

/* Rules 2 and 3: see the head of this file. */
static bool choose_by_lanes(const struct pool *pool, struct mc_choice *choice) {
	struct candidate turn = { 0 }, first = { 0 };
	const struct candidate *best;
	bool priority_turn;

	for (size_t i = 0; i < pool->count; i++) {
		const struct mc_line_head *head = &pool->heads[i];

		if (!is_in(pool, head)) {
			continue;
		}
		if (is_priority_turn(head)) {
			consider(&turn, pool, head, head->priority);
		}
		if (head->normal != NULL) {
			consider(&first, pool, head, head->normal);
		}
	}
	best = turn.head != NULL ? &turn : &first;
	if (best->head == NULL) {
		return false;
	}
	/* with nobody normal in the pool there was nothing to decide: first come */
	priority_turn = turn.head != NULL && first.head != NULL;
	*choice = (struct mc_choice){
		.ticket = best->ticket,
		.reason = priority_turn       ? MC_REASON_PRIORITY
			  : best->breach != 0 ? MC_REASON_LATE
					      : MC_REASON_ARRIVAL,
		.counts = best->head->priority != NULL && best->head->normal != NULL,
	};
	return true;
}

static bool choose_in(const struct pool *pool, struct mc_choice *choice) {
	const struct mc_ticket *appointment = first_appointment(pool);

	if (appointment != NULL &&
		appointment->appointment_at - MC_APPOINTMENT_LEAD_MS <= pool->now) {
		*choice = (struct mc_choice){ appointment, MC_REASON_APPOINTMENT, false };
		return true;
	}
	if (choose_by_lanes(pool, choice)) {
		return true;
	}
	if (appointment != NULL) {
		*choice = (struct mc_choice){ appointment, MC_REASON_EARLY, false };
		return true;
	}
	return false;
}

/* By rank; lines of the same rank by name. */
static int compare_ranks(const struct mc_line_head *a, const struct mc_line_head *b) {
	if (a->rank != b->rank) {
		return a->rank < b->rank ? -1 : 1;
	}
	return strcmp(a->line, b->line);
}

/* The help line after `last` (NULL: the first) in the desk's list. */
static const struct mc_line_head *next_help(
	const struct mc_line_head *heads, size_t count, const struct mc_line_head *last) {
	const struct mc_line_head *best = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct mc_line_head *head = &heads[i];

		if (!head->help || (last != NULL && compare_ranks(head, last) <= 0)) {
			continue;
		}
		if (best == NULL || compare_ranks(head, best) < 0) {
			best = head;
		}
	}
	return best;
}

bool mc_order_choose(
	const struct mc_line_head *heads, size_t count, mc_time now, struct mc_choice *ret_choice) {
	struct pool pool = { heads, count, NULL, now };

	if (choose_in(&pool, ret_choice)) {
		return true;
	}
	for (pool.only = next_help(heads, count, NULL); pool.only != NULL;
		pool.only = next_help(heads, count, pool.only)) {
		if (choose_in(&pool, ret_choice)) {
			return true;
		}
	}
	return false;
}

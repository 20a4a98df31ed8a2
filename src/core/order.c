/*
 * Who is called next: the five rules of order.h over the heads of a desk's lines.
 *
 * A pool is a set of lines that count alike: all of a desk's own lines, or one
 * line that it helps. In a pool the rules are asked one after another and the
 * first that names a ticket decides. Ties end at the ticket's id, so the answer
 * never depends on the order in which the heads were read.
 *
 * Rule 3 in a pool of several lines: each line keeps its own ratio. A line says
 * “priority's turn” when a priority ticket waits and its ratio is not used up,
 * or when nobody normal waits in it; if any line says so, the first come of
 * those is called, else the first come of the normal tickets. So nobody normal
 * is passed by another normal, and a priority ticket alone in its line does not
 * stand behind the normal ones of a neighbouring line.
 */
#include "core/order.h"
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

static bool came_before(const struct mc_ticket *a, const struct mc_ticket *b) {
	return is_before(a, a->waiting_since, b, b->waiting_since);
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

/* Rule 2: past its line's target, strictly; the one that passed it first. */
static const struct mc_ticket *first_late(const struct pool *pool) {
	const struct mc_ticket *best = NULL;
	mc_time best_limit = 0;

	for (size_t i = 0; i < pool->count; i++) {
		const struct mc_line_head *head = &pool->heads[i];
		const struct mc_ticket *lanes[] = { head->normal, head->priority };

		if (!is_in(pool, head) || head->target_min <= 0) {
			continue;
		}
		for (size_t lane = 0; lane < MC_COUNT(lanes); lane++) {
			mc_time limit;

			if (lanes[lane] == NULL) {
				continue;
			}
			limit = lanes[lane]->waiting_since + head->target_min * MC_MINUTE_MS;
			if (pool->now > limit &&
				(best == NULL || is_before(lanes[lane], limit, best, best_limit))) {
				best = lanes[lane];
				best_limit = limit;
			}
		}
	}
	return best;
}

static bool is_priority_turn(const struct mc_line_head *head) {
	int ratio = head->priority_ratio < 1 ? 1 : head->priority_ratio;

	return head->priority != NULL && (head->normal == NULL || head->priority_run < ratio);
}

/* Rules 3 to 5: see the head of this file. */
static bool choose_by_lanes(const struct pool *pool, struct mc_choice *choice) {
	const struct mc_line_head *turn = NULL, *first = NULL;
	bool priority_turn;

	for (size_t i = 0; i < pool->count; i++) {
		const struct mc_line_head *head = &pool->heads[i];

		if (!is_in(pool, head)) {
			continue;
		}
		if (is_priority_turn(head) &&
			(turn == NULL || came_before(head->priority, turn->priority))) {
			turn = head;
		}
		if (head->normal != NULL &&
			(first == NULL || came_before(head->normal, first->normal))) {
			first = head;
		}
	}
	if (turn == NULL && first == NULL) {
		return false;
	}
	/* With nobody normal in the pool there was nothing to decide: first come. */
	priority_turn = turn != NULL && first != NULL;
	if (turn == NULL) {
		turn = first;
	}
	*choice = (struct mc_choice){
		.ticket = is_priority_turn(turn) ? turn->priority : turn->normal,
		.reason = priority_turn ? MC_REASON_PRIORITY : MC_REASON_ARRIVAL,
		.counts = turn->priority != NULL && turn->normal != NULL,
	};
	return true;
}

static bool choose_in(const struct pool *pool, struct mc_choice *choice) {
	const struct mc_ticket *appointment = first_appointment(pool);
	const struct mc_ticket *late;

	if (appointment != NULL &&
		appointment->appointment_at - MC_APPOINTMENT_LEAD_MS <= pool->now) {
		*choice = (struct mc_choice){ appointment, MC_REASON_APPOINTMENT, false };
		return true;
	}
	late = first_late(pool);
	if (late != NULL) {
		*choice = (struct mc_choice){ late, MC_REASON_LATE, false };
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

/*
 * The calls to come: who would be called first, second, … by the rules of
 * order.h if nobody else came and no time went by. The waiting lists stand in
 * this order, and “ahead” of a ticket is how many come before it.
 */
#ifndef MC_CORE_QUEUE_SEQUENCE_H
#define MC_CORE_QUEUE_SEQUENCE_H

#include "core/queue/order.h"

/* The lanes of a line, as the store numbers them. */
enum mc_lane { MC_LANE_NORMAL, MC_LANE_PRIORITY, MC_LANE_APPOINTMENT, MC_LANE_COUNT };

enum mc_lane mc_lane_of(const struct mc_ticket *ticket);

/* A line is a letter: no desk has more. */
#define MC_LINES_MAX 26

/* A line with all who wait in it. */
struct mc_line_lanes {
	struct mc_line_head head; /* without the heads of its lanes, which follow from them */
	const struct mc_ticket *lane[MC_LANE_COUNT]; /* each in the order of order.h */
	size_t count[MC_LANE_COUNT];
};

/*
 * The next calls of a desk with these lines (at most MC_LINES_MAX), at most `most`
 * of them. Returns how many there are.
 */
size_t mc_sequence(const struct mc_line_lanes *lines, size_t count, mc_time now,
	struct mc_choice *ret_choices, size_t most);

/* How many wait in a line, by lane. */
struct mc_line_load {
	int priority_ratio;
	int priority_run;
	int waiting[MC_LANE_COUNT];
	int sooner; /* appointments that go before anybody of the other lanes: those due now */
};

/*
 * How many of a pool (a desk's own lines) would be called before a newcomer in
 * `lane` of line `own`, who is not in the counts, came after all others, and, in the
 * lane of appointments, has so many `earlier` ones before it in the pool. Without
 * a look at the tickets, so that a full hall costs nothing. Exact, but for a
 * priority ticket in a pool of several lines: there the priority tickets of the
 * other lines count as before it, and their normal ones as behind it.
 */
int mc_sequence_ahead(const struct mc_line_load *loads, size_t count, size_t own, enum mc_lane lane,
	bool due, int earlier);

#endif

/*
 * Who waits, as the order of calls wants it: the lanes of lines (read/lanes.c), and
 * how many would be called before a ticket (read/ahead.c).
 */
#ifndef MC_STORE_LANES_H
#define MC_STORE_LANES_H

#include "core/queue/sequence.h"
#include "store/engine/engine.h"

/*
 * The lines of a desk with the first `most` of each of their lanes; `lanes` has
 * room for MC_LINES_MAX. The tickets live in the arena.
 */
MC_CHECKED enum mc_status mc_read_desk_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const char *desk, int most, struct mc_line_lanes *lanes, size_t *ret_count,
	struct mc_error *err);

/* The first `most` of each lane of the line that `lanes->head` names, and how long priority has run. */
MC_CHECKED enum mc_status mc_read_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day,
	int most, struct mc_line_lanes *lanes, struct mc_error *err);

/*
 * How many would be called before a ticket about to be issued (its line, priority
 * and appointment count). Takes no longer in a full hall than in an empty one.
 */
MC_CHECKED enum mc_status mc_count_ahead(struct mc_db *db, struct mc_arena *arena, mc_day day,
	mc_time at, const struct mc_ticket *ticket, int *ret_ahead, struct mc_error *err);

/* Puts the number of now into those of the tickets that wait on `day`, which is today. */
MC_CHECKED enum mc_status mc_fill_ahead(struct mc_db *db, struct mc_arena *arena, mc_day day,
	mc_time now, struct mc_ticket *tickets, size_t count, struct mc_error *err);

#endif

/* Backoff: what was out of reach is left alone for 1, 2, 4, 8, then 15 seconds. */
#ifndef MC_PRINT_HOLD_H
#define MC_PRINT_HOLD_H

#include <motcua/date.h>
#include <stddef.h>

#define MC_HOLD_MAX_MS 15000

struct mc_hold;

struct mc_holds { /* zeroed: empty */
	struct mc_hold *rows;
	size_t count;
};

void mc_holds_finish(struct mc_holds *holds);

/* One more failure of `name`. */
void mc_hold_add(struct mc_holds *holds, mc_time now, const char *name);

/* `name` answers again. */
void mc_hold_release(struct mc_holds *holds, const char *name);

/* Milliseconds that `name` is still left alone; 0: try it. A clock set back does not prolong it. */
mc_time mc_hold_left(const struct mc_holds *holds, mc_time now, const char *name);

#endif

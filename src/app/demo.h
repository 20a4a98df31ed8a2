/*
 * The demonstration: counter, desk and hall board side by side in tmux on a
 * practice office, and a crowd that takes numbers and is served at the other
 * desks.
 */
#ifndef MC_APP_DEMO_H
#define MC_APP_DEMO_H

#include "base/tr.h"
#include <motcua/store.h>

#define MC_DEMO_DESK "1" /* the desk of whoever watches; the crowd's desks are the others */

struct mc_demo_options {
	const char *office_dir;
	enum mc_lang lang;
	int speed; /* of the crowd: 1 is a real hall, 0: no crowd */
	mc_time clock_at; /* 0: the system's */
};

/*
 * Opens the screens and stays until they are left. MC_NOT_FOUND: tmux is not
 * installed; MC_REFUSED: not a practice office (the crowd must not fill a real one).
 */
MC_CHECKED enum mc_status mc_demo_run(const struct mc_demo_options *options, struct mc_error *err);

struct mc_crowd_options {
	int speed; /* ≥ 1: how many times faster than a real hall */
	uint64_t seed;
	long steps; /* 0: until *stop */
	const volatile int *stop; /* set by a signal handler; may be NULL */
};

/*
 * Issues tickets and serves them at every desk but MC_DEMO_DESK. What a rule
 * refuses is part of a day at the office; a full disk or a lost store ends it.
 * MC_REFUSED: not a practice office.
 */
MC_CHECKED enum mc_status mc_demo_crowd(
	struct mc_store *store, const struct mc_crowd_options *options, struct mc_error *err);

#endif

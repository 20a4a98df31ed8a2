/*
 * The demonstration: counter, desk and hall board side by side in tmux on a
 * practice office, and a crowd that takes numbers and is served at the other
 * desks. It lives on a working morning of its own, whatever the hour outside:
 * the office's clock (its setting “clock”) is set to one, and screens, crowd and
 * commands all follow it.
 */
#ifndef MC_APP_DEMO_H
#define MC_APP_DEMO_H

#include "base/tr.h"
#include "core/time/calendar.h"
#include <motcua/store.h>

#define MC_DEMO_DESK "1" /* the desk of whoever watches; the crowd's desks are the others */

struct mc_demo_options {
	const char *office_dir;
	enum mc_lang lang;
	int speed; /* of the crowd: 1 is a real hall, 0: no crowd */
	mc_time clock_at; /* when the demonstration is; 0: see mc_demo_start() */
};

/*
 * Opens the screens and stays until one of them, or all of them, are left; when it
 * ends, however it ends, everything that it started ends too. MC_NOT_FOUND: tmux is
 * not installed; MC_REFUSED: not a practice office (the crowd must not fill a real one).
 */
MC_CHECKED enum mc_status mc_demo_run(const struct mc_demo_options *options, struct mc_error *err);

struct mc_crowd_options {
	int speed; /* ≥ 1: how many times faster than a real hall */
	uint64_t seed;
	long steps; /* 0: without end */
	bool wait; /* for another crowd of the office to end */
	bool clock_given; /* to `store`: the office's own clock is left alone */
};

/*
 * Takes numbers and serves them at every desk but MC_DEMO_DESK, calling only numbers
 * that it took itself, and leaving people for that desk. Goes on with the next
 * morning when the session is over and nobody is at that desk. What a rule refuses is
 * part of a day at the office; a full disk or a lost store ends it. MC_REFUSED: not a
 * practice office. MC_BUSY: another crowd is at work there.
 */
MC_CHECKED enum mc_status mc_demo_crowd(
	struct mc_store *store, const struct mc_crowd_options *options, struct mc_error *err);

/* ---- the morning ---- */

/*
 * Brings a practice office to the morning of a demonstration: sets its clock (`at`;
 * 0: by mc_demo_start()) and plants what a visitor finds, with `people` in the hall.
 * Done again on the same morning it changes nothing. MC_REFUSED: not a practice office.
 */
MC_CHECKED enum mc_status mc_demo_prepare(
	struct mc_store *store, mc_time at, bool people, struct mc_error *err);

/* What the start of a demonstration depends on. */
struct mc_demo_times {
	mc_time system; /* now, by the system's clock */
	mc_time office; /* now, by the office's clock; the same unless it has its own */
	mc_time last; /* when the office's newest event was written */
};

/*
 * When a demonstration that is opened now takes place. A practice clock that runs
 * within the office's hours, and for a while yet, is let run; otherwise it is 09:10 of
 * the first working day on which that is neither past nor before what the office has
 * written down already. MC_REFUSED: an office that never works.
 */
MC_CHECKED enum mc_status mc_demo_start(const struct mc_calendar *calendar,
	const struct mc_demo_times *times, mc_time *ret_start, struct mc_error *err);

#endif

/*
 * The office's hours of one day, as its calendar gives them (days off, days worked
 * instead, core/time/calendar.h).
 */
#ifndef MOTCUA_HOURS_H
#define MOTCUA_HOURS_H

#include <motcua/date.h>
#include <stdbool.h>

/* Sessions of a day, in minutes, ascending, half open; none: a day off. */
#define MC_SESSIONS_MAX 4

struct mc_span {
	int from;
	int to; /* at most 1440 */
};

struct mc_hours {
	int count;
	struct mc_span session[MC_SESSIONS_MAX];
};

/* Whether a session holds the minute of the day. */
bool mc_hours_hold(const struct mc_hours *hours, int minute);

/* The first minute of a session that begins after `minute`; -1: none does. */
int mc_hours_next(const struct mc_hours *hours, int minute);

#endif

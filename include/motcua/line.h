/*
 * A line of the hall, and whether it gives numbers. One rule for kiosk, counter,
 * store and command: the office's hours of the day come from its calendar, a
 * line's own hours only narrow them.
 */
#ifndef MOTCUA_LINE_H
#define MOTCUA_LINE_H

#include <motcua/hours.h>

struct mc_line {
	const char *line, *name_vi, *name_en, *fields, *kinds, *open, *close;
	int first, last, target_wait_min, priority_ratio, daily_quota;
	/* live */
	int waiting;
	int waiting_priority;
	mc_time oldest_since; /* 0: nobody waits */
	int open_desks; /* desks open now that serve it as their own */
	int issued; /* today */
	int served; /* today, done */
	int given; /* numbers of its own series given today */
	int last_number; /* the highest of them; 0: none yet */
};

/* What keeps a line from giving a number; what is said first comes first. */
enum mc_opening {
	MC_OPENING_YES,
	MC_OPENING_OFFICE, /* the office is closed now */
	MC_OPENING_LINE, /* the line has hours of its own, and this is outside them */
	MC_OPENING_QUOTA, /* the numbers of the day are given */
	MC_OPENING_RANGE, /* the last number of its range is given */
};

/*
 * By the clock alone, which binds the kiosk and only warns staff. `today`: the
 * office's hours of that day by its calendar. A line's hours are "HH:MM" or empty.
 */
enum mc_opening mc_opening_by_hours(
	const struct mc_hours *today, const struct mc_line *line, mc_time at);

/* A line's own hours; where it has none, from the first to the last minute of the office's. */
struct mc_span mc_line_session(const struct mc_hours *today, const struct mc_line *line);

/* By the numbers given today (mc_line.given, last_number), which binds everybody. */
enum mc_opening mc_opening_by_numbers(const struct mc_line *line);

/* Both: what a citizen at the kiosk can have. */
enum mc_opening mc_opening_of(const struct mc_hours *today, const struct mc_line *line, mc_time at);

/* The number that a line gives next. */
int mc_line_next_number(const struct mc_line *line);

#endif

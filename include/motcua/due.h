/*
 * When a dossier is due.
 *
 * Sources: Bộ luật Dân sự 2015 Điều 147–148 (the first day is not counted; a term
 * that ends on a day off ends on the next working day), Nghị định 23/2015 Điều 7
 * and Luật Hộ tịch 2014 Điều 5 (same day, or the next working day after 15 giờ).
 * The working calendar is made with "core/time/calendar.h". All calls are pure.
 */
#ifndef MOTCUA_DUE_H
#define MOTCUA_DUE_H

#include <motcua/date.h>
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

struct mc_calendar;

/* X(constant, stable name as in procedures.csv) */
#define MC_TERM_UNIT_LIST(X) \
	X(NONE, "none") \
	X(WORKING_DAY, "working_day") \
	X(CALENDAR_DAY, "calendar_day") \
	X(WORKING_HOUR, "working_hour") \
	X(SAME_DAY, "same_day")

enum mc_term_unit {
#define X(name, text) MC_TERM_##name,
	MC_TERM_UNIT_LIST(X)
#undef X
};

const char *mc_term_unit_name(enum mc_term_unit unit);

/* By stable name, in either case; MC_INVALID lists the names. */
MC_CHECKED enum mc_status mc_term_unit_parse(
	const char *text, enum mc_term_unit *ret_unit, struct mc_error *err);

/*
 * A processing term. The value is in thousandths of the unit, so 0.5 working day
 * is 500; it means nothing for MC_TERM_SAME_DAY and MC_TERM_NONE.
 */
struct mc_term {
	int32_t milli;
	enum mc_term_unit unit;
};

#define MC_TERM_MAX_DAYS 3650
#define MC_TERM_MAX_HOURS (8 * MC_TERM_MAX_DAYS)

/* A working day holds eight working hours (Bộ luật Lao động 2019 Điều 105): 0.5 day is 4 hours. */
#define MC_WORKING_DAY_HOURS 8

/*
 * "10", "0.5" or "0,5" as thousandths (at most three decimals). MC_INVALID: not a
 * number, a sign, or more than MC_TERM_MAX_HOURS.
 */
MC_CHECKED enum mc_status mc_term_value_parse(
	const char *text, int32_t *ret_milli, struct mc_error *err);

#define MC_TERM_VALUE_SIZE 16
void mc_term_value_format(int32_t milli, char out[MC_TERM_VALUE_SIZE]); /* "10", "0.5" */

/*
 * A term as a procedure may have it: a value above 0 and within its limit, whole calendar
 * days; of same_day 1 or no value, of none no value. MC_INVALID.
 */
MC_CHECKED enum mc_status mc_term_check(struct mc_term term, struct mc_error *err);

/* What the computation rests on, so that a screen can say so beside the date. */
struct mc_due {
	mc_time due_at; /* 0: the procedure promises none */
	bool provisional; /* rests on a year whose days off are not all announced */
	int missing_year; /* first year it rests on that has no data at all; 0: none */
};

/*
 * The due date of a term that starts at `received`.
 *
 * working_day n: n working days after the (next) working moment, same clock time;
 *     a fraction is added as working hours. calendar_day n: n days after the day
 *     of receipt, moved to the next working day, same clock time (whole numbers
 *     only). A clock time outside that day's hours becomes the nearest later
 *     opening, or its closing. working_hour: consumed over lunch, nights and days
 *     off; a term that ends with a session ends there. same_day: closing of the
 *     day, or of the next working day when received after the cut-off.
 *
 * MC_INVALID: a received time out of range, a zero, negative or absurd value, a
 * fraction of calendar days. MC_REFUSED: the calendar has no working time, or
 * none within a year, or the date would pass 2199.
 */
MC_CHECKED enum mc_status mc_due_compute(const struct mc_calendar *calendar, mc_time received,
	struct mc_term term, struct mc_due *ret_due, struct mc_error *err);

/* What happens to the due date when a pause ends; a procedure chooses (domain: T8, T11). */
enum mc_pause_policy {
	MC_PAUSE_RESUME, /* moves by the working time that went by while paused */
	MC_PAUSE_RESTART /* the full term again, from the end of the pause */
};

/*
 * The due date after a pause from `paused_at` to `resumed_at`. RESUME keeps a due
 * date that stood at an opening at an opening. A due date of 0 stays 0, an empty
 * pause under RESUME changes nothing. MC_INVALID when the pause ends before it
 * begins; otherwise as mc_due_compute().
 */
MC_CHECKED enum mc_status mc_due_after_pause(const struct mc_calendar *calendar,
	enum mc_pause_policy policy, struct mc_term term, mc_time due_at, mc_time paused_at,
	mc_time resumed_at, struct mc_due *ret_due, struct mc_error *err);

#endif

/*
 * The working calendar of a unit: office hours per weekday, and the days that
 * differ (public holidays, days made up, swaps of the year's notice).
 *
 * Sources: Bộ luật Lao động 2019 Điều 111–112, the Prime Minister's notice of
 * each year, the office's own rules for hours. Swaps are never computed, only
 * imported. The calendar owns its memory; everything read from it lives as long
 * as it and until the next change.
 */
#ifndef MC_CORE_CALENDAR_H
#define MC_CORE_CALENDAR_H

#include "base/arena.h"
#include "base/str.h"
#include <motcua/date.h>
#include <motcua/due.h>
#include <motcua/hours.h>
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>

/* "07:30-11:30,13:30-17:00"; "" is a day off. MC_INVALID names the session that is wrong. */
MC_CHECKED enum mc_status mc_hours_parse(
	const char *text, struct mc_hours *ret_hours, struct mc_error *err);
void mc_hours_format(const struct mc_hours *hours, struct mc_str *out);

/*
 * A whole week: one day's text alone means Monday to Friday; otherwise groups
 * as "T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30" with T2–T7, CN or mon–sun.
 * A day not named is a day off. Formatting writes the T2 form.
 */
MC_CHECKED enum mc_status mc_week_parse(
	const char *text, struct mc_hours ret_week[7], struct mc_error *err);
void mc_week_format(const struct mc_hours week[7], struct mc_str *out);

/* X(constant, stable name as in holidays.csv, the office works) */
#define MC_DAY_KIND_LIST(X) \
	X(HOLIDAY, "holiday", false) \
	X(MAKE_UP_OFF, "make_up_off", false) \
	X(SWAP_OFF, "swap_off", false) \
	X(SWAP_WORK, "swap_work", true)

enum mc_day_kind {
#define X(name, text, works) MC_DAY_##name,
	MC_DAY_KIND_LIST(X)
#undef X
};

struct mc_calendar_row {
	mc_day day;
	enum mc_day_kind kind;
	bool provisional; /* stands for what the next notice will say */
	const char *title;
	const char *authority;
};

const char *mc_day_kind_name(enum mc_day_kind kind);
MC_CHECKED enum mc_status mc_day_kind_parse(
	const char *text, enum mc_day_kind *ret_kind, struct mc_error *err);

/* Status column of holidays.csv: "official" or "provisional". */
const char *mc_day_status_name(bool provisional);
MC_CHECKED enum mc_status mc_day_status_parse(
	const char *text, bool *ret_provisional, struct mc_error *err);

struct mc_calendar {
	struct mc_hours week[7]; /* by enum mc_weekday */
	struct mc_hours swap; /* hours of a swap_work day; none: those of Monday */
	int cut_off; /* same_day: minute of the day, still today; default 15:00 */
	struct mc_calendar_row *rows; /* ascending by day, one a day */
	size_t count;
	size_t cap;
	struct mc_arena arena;
};

#define MC_CUT_OFF_DEFAULT (15 * 60)

/* Monday to Friday 07:30–11:30 and 13:30–17:00, no rows. */
void mc_calendar_init(struct mc_calendar *calendar);
void mc_calendar_finish(struct mc_calendar *calendar);

/* Copies the row. MC_CONFLICT when the day has one; MC_INVALID when it is out of range. */
MC_CHECKED enum mc_status mc_calendar_add(
	struct mc_calendar *calendar, const struct mc_calendar_row *row, struct mc_error *err);

/* The row of a day, or NULL. */
const struct mc_calendar_row *mc_calendar_row(const struct mc_calendar *calendar, mc_day day);

/* Hours of a day; count 0 on a day off. */
const struct mc_hours *mc_calendar_hours(const struct mc_calendar *calendar, mc_day day);
bool mc_calendar_works(const struct mc_calendar *calendar, mc_day day);
bool mc_calendar_open_at(const struct mc_calendar *calendar, mc_time at);

/*
 * The first working day after `day`, and the first working moment at or after
 * `at` (a closing moment is not one). MC_REFUSED when there is none within a year.
 */
MC_CHECKED enum mc_status mc_calendar_next_day(
	const struct mc_calendar *calendar, mc_day day, mc_day *ret_day, struct mc_error *err);
MC_CHECKED enum mc_status mc_calendar_next_moment(
	const struct mc_calendar *calendar, mc_time at, mc_time *ret_at, struct mc_error *err);

/*
 * The moment when `work_ms` of working time have gone by since `from`; a span
 * that ends with a session ends there. 0 gives `from`. MC_REFUSED as above.
 */
MC_CHECKED enum mc_status mc_calendar_advance(const struct mc_calendar *calendar, mc_time from,
	int64_t work_ms, mc_time *ret_at, struct mc_error *err);

/* Working milliseconds in [from, to); 0 when to ≤ from. */
int64_t mc_calendar_elapsed_ms(const struct mc_calendar *calendar, mc_time from, mc_time to);

/* Working days after `from` up to and with `to`; 0 when to ≤ from. "Quá hạn 2 ngày làm việc". */
int mc_calendar_days_between(const struct mc_calendar *calendar, mc_day from, mc_day to);

/* How far a year can be relied on. */
enum mc_year_state {
	MC_YEAR_MISSING, /* no row at all */
	MC_YEAR_PROVISIONAL, /* at least one row is provisional */
	MC_YEAR_OFFICIAL
};
enum mc_year_state mc_calendar_year(const struct mc_calendar *calendar, int year);

/*
 * How many weekdays off the year's list lacks against the statute, for `calendar
 * check`. Điều 112(1) gives eleven days and Điều 111(3) makes up those that fall
 * on a rest day; 24 November (Nghị quyết 28/2026/QH16) is one more from 2026 on,
 * not made up. Swaps do not count. 0 when the list can be whole.
 */
int mc_calendar_missing_days(const struct mc_calendar *calendar, int year);

#endif

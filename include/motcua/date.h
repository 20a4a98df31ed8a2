/*
 * Instants and days.
 *
 * An instant is UTC milliseconds; a day is the office's civil day. Việt Nam keeps
 * UTC+7 without summer time (Quyết định 121/CP of 1967), so both are computed
 * here and never asked of the C library, the environment or a zone file. All
 * calls are pure. Years 1990–2199 are accepted; everything else is a typing
 * error or a broken clock.
 */
#ifndef MOTCUA_DATE_H
#define MOTCUA_DATE_H

#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

typedef int64_t mc_time; /* UTC milliseconds since 1970; 0 = has not happened */
typedef int32_t mc_day; /* local civil days since 1970-01-01 */

#define MC_MINUTE_MS INT64_C(60000)
#define MC_HOUR_MS INT64_C(3600000)
#define MC_DAY_MS INT64_C(86400000)
#define MC_DAY_MINUTES 1440
#define MC_ZONE_MS (7 * MC_HOUR_MS)

#define MC_YEAR_MIN 1990
#define MC_YEAR_MAX 2199

enum mc_weekday {
	MC_MONDAY,
	MC_TUESDAY,
	MC_WEDNESDAY,
	MC_THURSDAY,
	MC_FRIDAY,
	MC_SATURDAY,
	MC_SUNDAY
};

struct mc_civil {
	int year;
	int month; /* 1–12 */
	int day; /* 1–31 */
};

/* Gregorian calendar. A day of a valid civil date; mc_civil_valid() checks year range too. */
bool mc_civil_valid(int year, int month, int day);
int mc_month_days(int year, int month);
mc_day mc_day_of_civil(int year, int month, int day);
struct mc_civil mc_day_civil(mc_day day);
enum mc_weekday mc_day_weekday(mc_day day);

/* Whether the instant's local day lies in the years accepted. False for 0. */
bool mc_time_valid(mc_time at);

/* The local day of an instant, its minute (0–1439) and milliseconds since local midnight. */
mc_day mc_day_of(mc_time at);
int mc_minute_of(mc_time at);
int64_t mc_ms_of_day(mc_time at);

/* The instant of a local day and minute; 1440 is the next midnight. */
mc_time mc_time_at(mc_day day, int minute_of_day);

/*
 * ISO 8601 extended form: "2026-11-23" (local midnight), "2026-11-23T08:41",
 * "…T08:41:07", "…T08:41:07.250", then nothing (local), "Z", "+07:00", "+0700"
 * or "+07". A blank may stand for the T. Fractions below a millisecond are cut. MC_INVALID says
 * which part is wrong.
 */
MC_CHECKED enum mc_status mc_time_parse(const char *text, mc_time *ret_at, struct mc_error *err);

/* "2026-11-23" only, and "HH:MM" (also "8:30") as a minute of the day. MC_INVALID. */
MC_CHECKED enum mc_status mc_day_parse(const char *text, mc_day *ret_day, struct mc_error *err);
MC_CHECKED enum mc_status mc_minute_parse(const char *text, int *ret_minute, struct mc_error *err);

#define MC_TIME_TEXT_SIZE 40
#define MC_DAY_TEXT_SIZE 16
#define MC_TIME_LONG_SIZE 80

/* For machines: "2026-11-23T08:00:00+07:00" and "2026-11-23". The instant 0 gives "". */
void mc_time_format(mc_time at, char out[MC_TIME_TEXT_SIZE]);
void mc_day_format(mc_day day, char out[MC_DAY_TEXT_SIZE]);

/* For people: "08:41", "08:41 23/11/2026", "23/11/2026". The instant 0 gives "". */
void mc_time_format_clock(mc_time at, char out[MC_TIME_TEXT_SIZE]);
void mc_time_format_vi(mc_time at, char out[MC_TIME_TEXT_SIZE]);
void mc_day_format_vi(mc_day day, char out[MC_DAY_TEXT_SIZE]);
void mc_minute_format(int minute_of_day, char out[MC_DAY_TEXT_SIZE]);

/*
 * For papers: "08 giờ 41 phút, ngày 05 tháng 3 năm 2026". The day always has two
 * digits, the month only in January and February (Nghị định 30/2020/NĐ-CP, Phụ
 * lục I).
 */
void mc_time_format_paper(mc_time at, char out[MC_TIME_LONG_SIZE]);

#endif

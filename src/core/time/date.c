/*
 * Instants and days, computed here: the zone is fixed, so the C library with its
 * environment and zone files is never asked.
 *
 * Civil dates and day numbers are turned into each other by counting in years
 * that begin on 1 March: the leap day is then the last of its year, and the
 * lengths of the months before it follow one straight line (153 days in every
 * five months). 400 such years are an era of 146097 days.
 */
#include <motcua/date.h>
#include <stdio.h>
#include <string.h>

#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

bool mc_civil_valid(int year, int month, int day) {
	return year >= MC_YEAR_MIN && year <= MC_YEAR_MAX && month >= 1 && month <= 12 &&
	       day >= 1 && day <= mc_month_days(year, month);
}

int mc_month_days(int year, int month) {
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Division and remainder that round down for days before the epoch too. */
static int64_t floor_div(int64_t value, int64_t by) {
	return value / by - (value % by < 0);
}

mc_day mc_day_of_civil(int year, int month, int day) {
	int march_year = month > 2 ? year : year - 1;
	int march_month = (month + 9) % 12;
	int64_t era = floor_div(march_year, ERA_YEARS);
	int64_t year_of_era = march_year - era * ERA_YEARS;
	int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (mc_day)(era * ERA_DAYS + day_of_era - EPOCH_DAYS);
}

struct mc_civil mc_day_civil(mc_day day) {
	int64_t shifted = (int64_t)day + EPOCH_DAYS;
	int64_t era = floor_div(shifted, ERA_DAYS);
	int64_t day_of_era = shifted - era * ERA_DAYS;
	int64_t leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
	int64_t year_of_era = (day_of_era - leap_days) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (int)((5 * day_of_year + 2) / 153);
	int month = march_month < 10 ? march_month + 3 : march_month - 9;

	return (struct mc_civil){
		.year = (int)(era * ERA_YEARS + year_of_era + (month <= 2)),
		.month = month,
		.day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1),
	};
}

enum mc_weekday mc_day_weekday(mc_day day) {
	int64_t since_monday = (int64_t)day + MC_THURSDAY; /* 1970-01-01 was a Thursday */

	return (enum mc_weekday)(since_monday - 7 * floor_div(since_monday, 7));
}

bool mc_time_valid(mc_time at) {
	return at >= mc_time_at(mc_day_of_civil(MC_YEAR_MIN, 1, 1), 0) &&
	       at < mc_time_at(mc_day_of_civil(MC_YEAR_MAX + 1, 1, 1), 0);
}

mc_day mc_day_of(mc_time at) {
	return (mc_day)floor_div(at + MC_ZONE_MS, MC_DAY_MS);
}

int64_t mc_ms_of_day(mc_time at) {
	int64_t local = at + MC_ZONE_MS;

	return local - floor_div(local, MC_DAY_MS) * MC_DAY_MS;
}

int mc_minute_of(mc_time at) {
	return (int)(mc_ms_of_day(at) / MC_MINUTE_MS);
}

mc_time mc_time_at(mc_day day, int minute_of_day) {
	return day * MC_DAY_MS + minute_of_day * MC_MINUTE_MS - MC_ZONE_MS;
}

/* Reading. Each part takes its characters off the front and says whether they were there. */

static bool take_char(const char **at, const char *any_of) {
	if (**at == '\0' || strchr(any_of, **at) == NULL) {
		return false;
	}
	++*at;
	return true;
}

static bool take_digits(const char **at, int count, int *ret_value) {
	int value = 0;

	for (int i = 0; i < count; i++) {
		char c = (*at)[i];

		if (c < '0' || c > '9') {
			return false;
		}
		value = value * 10 + (c - '0');
	}
	*at += count;
	*ret_value = value;
	return true;
}

static bool take_date(const char **at, struct mc_civil *ret_date) {
	return take_digits(at, 4, &ret_date->year) && take_char(at, "-") &&
	       take_digits(at, 2, &ret_date->month) && take_char(at, "-") &&
	       take_digits(at, 2, &ret_date->day);
}

/* ":07.250", with seconds and fraction each optional; anything below a millisecond is cut. */
static bool take_seconds(const char **at, int *ret_second, int *ret_ms) {
	static const int weight[] = { 100, 10, 1 };
	int digits = 0;

	*ret_second = 0;
	*ret_ms = 0;
	if (!take_char(at, ":")) {
		return true;
	}
	if (!take_digits(at, 2, ret_second)) {
		return false;
	}
	if (!take_char(at, ".,")) {
		return true;
	}
	for (int digit; take_digits(at, 1, &digit); digits++) {
		*ret_ms += digits < 3 ? digit * weight[digits] : 0;
	}
	return digits > 0;
}

/* "", "Z", "+07:00", "+0700" (date +%z), "+07": minutes east of UTC. */
static bool take_zone(const char **at, int *ret_minutes) {
	int hours;
	int minutes = 0;
	bool west = **at == '-';

	if (**at == '\0') {
		*ret_minutes = (int)(MC_ZONE_MS / MC_MINUTE_MS);
		return true;
	}
	if (take_char(at, "Zz")) {
		*ret_minutes = 0;
		return **at == '\0';
	}
	if (!take_char(at, "+-") || !take_digits(at, 2, &hours)) {
		return false;
	}
	if ((take_char(at, ":") || **at != '\0') && !take_digits(at, 2, &minutes)) {
		return false;
	}
	if (hours > 14 || minutes > 59) {
		return false;
	}
	*ret_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
	return **at == '\0';
}

static enum mc_status check_date(struct mc_civil date, const char *text, struct mc_error *err) {
	if (date.year < MC_YEAR_MIN || date.year > MC_YEAR_MAX) {
		return mc_fail(err, MC_INVALID,
			N_("The year of “%s” is not between 1990 and 2199."), text);
	}
	if (!mc_civil_valid(date.year, date.month, date.day)) {
		return mc_fail(err, MC_INVALID, N_("“%s” names a day that does not exist."), text);
	}
	return MC_OK;
}

static enum mc_status fail_clock(const char *text, struct mc_error *err) {
	return mc_fail(err, MC_INVALID,
		N_("“%s” names a clock time that does not exist: it goes from 00:00 to 23:59."),
		text);
}

enum mc_status mc_day_parse(const char *text, mc_day *ret_day, struct mc_error *err) {
	const char *at = text;
	struct mc_civil date;
	enum mc_status status;

	if (!take_date(&at, &date) || *at != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a date: write year, month and day as 2026-11-23."), text);
	}
	status = check_date(date, text, err);
	if (status == MC_OK) {
		*ret_day = mc_day_of_civil(date.year, date.month, date.day);
	}
	return status;
}

enum mc_status mc_minute_parse(const char *text, int *ret_minute, struct mc_error *err) {
	const char *at = text;
	int hour_digits = strcspn(text, ":") == 1 ? 1 : 2;
	int hour;
	int minute;

	if (!take_digits(&at, hour_digits, &hour) || !take_char(&at, ":") ||
		!take_digits(&at, 2, &minute) || *at != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a clock time: write hour and minute as 08:30."), text);
	}
	if (hour > 23 || minute > 59) {
		return fail_clock(text, err);
	}
	*ret_minute = hour * 60 + minute;
	return MC_OK;
}

/* The part behind the date: "T08:41:07.250+07:00"; *ret_at is moved from midnight by it. */
static enum mc_status parse_clock(
	const char *at, const char *text, mc_time *ret_at, struct mc_error *err) {
	int hour;
	int minute;
	int second;
	int ms;
	int zone;

	if (!take_char(&at, "Tt ") || !take_digits(&at, 2, &hour) || !take_char(&at, ":") ||
		!take_digits(&at, 2, &minute) || !take_seconds(&at, &second, &ms)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a time: write it as 2026-11-23T08:41."), text);
	}
	if (hour > 23 || minute > 59 || second > 59) {
		return fail_clock(text, err);
	}
	if (!take_zone(&at, &zone)) {
		return mc_fail(err, MC_INVALID,
			N_("The end of “%s” is not a time zone: write +07:00, Z or nothing."),
			text);
	}
	*ret_at += hour * MC_HOUR_MS + minute * MC_MINUTE_MS + second * INT64_C(1000) + ms +
		   MC_ZONE_MS - zone * MC_MINUTE_MS;
	return MC_OK;
}

enum mc_status mc_time_parse(const char *text, mc_time *ret_at, struct mc_error *err) {
	const char *at = text;
	struct mc_civil date;
	enum mc_status status;
	mc_time instant;

	if (!take_date(&at, &date)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a time: write it as 2026-11-23T08:41."), text);
	}
	status = check_date(date, text, err);
	if (status != MC_OK) {
		return status;
	}
	instant = mc_time_at(mc_day_of_civil(date.year, date.month, date.day), 0);
	if (*at != '\0') {
		status = parse_clock(at, text, &instant, err);
	}
	if (status == MC_OK && !mc_time_valid(instant)) { /* the zone may lead out of the years */
		return mc_fail(err, MC_INVALID,
			N_("The year of “%s” is not between 1990 and 2199."), text);
	}
	if (status == MC_OK) {
		*ret_at = instant;
	}
	return status;
}

/* Writing. */

void mc_day_format(mc_day day, char out[MC_DAY_TEXT_SIZE]) {
	struct mc_civil date = mc_day_civil(day);

	snprintf(out, MC_DAY_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void mc_day_format_vi(mc_day day, char out[MC_DAY_TEXT_SIZE]) {
	struct mc_civil date = mc_day_civil(day);

	snprintf(out, MC_DAY_TEXT_SIZE, "%02d/%02d/%04d", date.day, date.month, date.year);
}

void mc_minute_format(int minute_of_day, char out[MC_DAY_TEXT_SIZE]) {
	snprintf(out, MC_DAY_TEXT_SIZE, "%02d:%02d", minute_of_day / 60, minute_of_day % 60);
}

void mc_time_format(mc_time at, char out[MC_TIME_TEXT_SIZE]) {
	char day[MC_DAY_TEXT_SIZE];
	int second = (int)(mc_ms_of_day(at) / 1000);

	out[0] = '\0';
	if (at == 0) {
		return;
	}
	mc_day_format(mc_day_of(at), day);
	snprintf(out, MC_TIME_TEXT_SIZE, "%sT%02d:%02d:%02d+07:00", day, second / 3600,
		second / 60 % 60, second % 60);
}

void mc_time_format_clock(mc_time at, char out[MC_TIME_TEXT_SIZE]) {
	out[0] = '\0';
	if (at != 0) {
		mc_minute_format(mc_minute_of(at), out);
	}
}

void mc_time_format_vi(mc_time at, char out[MC_TIME_TEXT_SIZE]) {
	char day[MC_DAY_TEXT_SIZE];
	char clock[MC_DAY_TEXT_SIZE];

	out[0] = '\0';
	if (at == 0) {
		return;
	}
	mc_day_format_vi(mc_day_of(at), day);
	mc_minute_format(mc_minute_of(at), clock);
	snprintf(out, MC_TIME_TEXT_SIZE, "%s %s", clock, day);
}

void mc_time_format_paper(mc_time at, char out[MC_TIME_LONG_SIZE]) {
	struct mc_civil date = mc_day_civil(mc_day_of(at));
	int minute = mc_minute_of(at);

	out[0] = '\0';
	if (at != 0) {
		snprintf(out, MC_TIME_LONG_SIZE, "%02d giờ %02d phút, ngày %02d tháng %s%d năm %d",
			minute / 60, minute % 60, date.day, date.month <= 2 ? "0" : "", date.month,
			date.year);
	}
}

/* Instants and days: the civil calendar, reading and writing. */
#include "cmocka_all.h"
#include "random.h"
#include <motcua/date.h>
#include <string.h>

static void test_known_days(void **state) {
	static const struct {
		int year;
		int month;
		int day;
		mc_day number;
		enum mc_weekday weekday;
	} days[] = {
		{ 1900, 3, 1, -25508, MC_THURSDAY },
		{ 1969, 12, 31, -1, MC_WEDNESDAY },
		{ 1970, 1, 1, 0, MC_THURSDAY },
		{ 1990, 1, 1, 7305, MC_MONDAY },
		{ 2000, 2, 29, 11016, MC_TUESDAY },
		{ 2000, 3, 1, 11017, MC_WEDNESDAY },
		{ 2026, 11, 23, 20780, MC_MONDAY },
		{ 2199, 12, 31, 84005, MC_TUESDAY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct mc_civil civil = mc_day_civil(days[i].number);

		assert_int_equal(
			mc_day_of_civil(days[i].year, days[i].month, days[i].day), days[i].number);
		assert_int_equal(civil.year, days[i].year);
		assert_int_equal(civil.month, days[i].month);
		assert_int_equal(civil.day, days[i].day);
		assert_int_equal(mc_day_weekday(days[i].number), days[i].weekday);
	}
}

/* Every day of the years accepted, against counting one day at a time. */
static void test_every_day(void **state) {
	mc_day number = 7305;
	int weekday = MC_MONDAY;

	(void)state;
	for (int year = MC_YEAR_MIN; year <= MC_YEAR_MAX; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int day = 1; day <= mc_month_days(year, month); day++) {
				struct mc_civil civil = mc_day_civil(number);

				assert_int_equal(mc_day_of_civil(year, month, day), number);
				assert_true(civil.year == year && civil.month == month &&
					    civil.day == day);
				assert_int_equal(mc_day_weekday(number), weekday);
				number++;
				weekday = (weekday + 1) % 7;
			}
		}
	}
	assert_int_equal(number, 84006);
}

static void test_valid(void **state) {
	(void)state;
	assert_true(mc_civil_valid(2024, 2, 29));
	assert_true(mc_civil_valid(2000, 2, 29));
	assert_false(mc_civil_valid(2100, 2, 29));
	assert_false(mc_civil_valid(2026, 2, 29));
	assert_false(mc_civil_valid(2026, 4, 31));
	assert_false(mc_civil_valid(2026, 0, 1));
	assert_false(mc_civil_valid(2026, 13, 1));
	assert_false(mc_civil_valid(2026, 1, 0));
	assert_false(mc_civil_valid(1989, 12, 31));
	assert_false(mc_civil_valid(2200, 1, 1));
	assert_false(mc_time_valid(0));
	assert_false(mc_time_valid(mc_time_at(7305, 0) - 1));
	assert_true(mc_time_valid(mc_time_at(7305, 0)));
	assert_true(mc_time_valid(mc_time_at(84006, 0) - 1));
	assert_false(mc_time_valid(mc_time_at(84006, 0)));
	assert_false(mc_time_valid(INT64_MAX));
	assert_false(mc_time_valid(INT64_MIN));
}

/* The local day changes at 17:00 UTC. */
static void test_local_day(void **state) {
	mc_time midnight = mc_time_at(20780, 0);

	(void)state;
	assert_int_equal(midnight, INT64_C(20780) * 86400000 - 25200000);
	assert_int_equal(mc_day_of(midnight), 20780);
	assert_int_equal(mc_minute_of(midnight), 0);
	assert_int_equal(mc_day_of(midnight - 1), 20779);
	assert_int_equal(mc_minute_of(midnight - 1), 1439);
	assert_int_equal(mc_ms_of_day(midnight - 1), 86399999);
	assert_int_equal(mc_time_at(20780, 1440), mc_time_at(20781, 0));
	assert_int_equal(mc_day_of(-MC_ZONE_MS - 1), -1);
	assert_int_equal(mc_ms_of_day(-MC_ZONE_MS - 1), 86399999);
}

static void test_time_parse(void **state) {
	static const struct {
		const char *text;
		const char *same_as; /* written by mc_time_format, and milliseconds on top */
		int ms;
	} times[] = {
		{ "2026-11-23", "2026-11-23T00:00:00+07:00", 0 },
		{ "2026-11-23T08:41", "2026-11-23T08:41:00+07:00", 0 },
		{ "2026-11-23 08:41", "2026-11-23T08:41:00+07:00", 0 },
		{ "2026-11-23t08:41:07", "2026-11-23T08:41:07+07:00", 0 },
		{ "2026-11-23T08:41:07.25", "2026-11-23T08:41:07+07:00", 250 },
		{ "2026-11-23T08:41:07,123999", "2026-11-23T08:41:07+07:00", 123 },
		{ "2026-11-23T08:41:07.0001Z", "2026-11-23T15:41:07+07:00", 0 },
		{ "2026-11-23T01:00Z", "2026-11-23T08:00:00+07:00", 0 },
		{ "2026-11-23T17:00z", "2026-11-24T00:00:00+07:00", 0 },
		{ "2026-11-23T08:00:00+07:00", "2026-11-23T08:00:00+07:00", 0 },
		{ "2026-11-23T08:41:07+0700", "2026-11-23T08:41:07+07:00", 0 },
		{ "2026-11-23T08:41+07", "2026-11-23T08:41:00+07:00", 0 },
		{ "2026-11-23T08:41:07-03", "2026-11-23T18:41:07+07:00", 0 },
		{ "2026-11-23T08:00-1030", "2026-11-24T01:30:00+07:00", 0 },
		{ "2026-11-23T08:00-10:30", "2026-11-24T01:30:00+07:00", 0 },
		{ "2026-03-01T02:00+14:00", "2026-02-28T19:00:00+07:00", 0 },
		{ "1990-01-01T00:00", "1990-01-01T00:00:00+07:00", 0 },
		{ "2199-12-31T23:59:59.999", "2199-12-31T23:59:59+07:00", 999 },
		{ "2024-02-29T12:00", "2024-02-29T12:00:00+07:00", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		char text[MC_TIME_TEXT_SIZE];
		mc_time parsed = 0;

		assert_int_equal(mc_time_parse(times[i].text, &parsed, NULL), MC_OK);
		mc_time_format(parsed, text);
		assert_string_equal(text, times[i].same_as);
		assert_int_equal(mc_ms_of_day(parsed) % 1000, times[i].ms);
	}
}

static void test_time_refused(void **state) {
	static const struct {
		const char *text;
		const char *why; /* part of the English sentence */
	} times[] = {
		{ "", "is not a time" },
		{ "23/11/2026", "is not a time" },
		{ "2026-1-23", "is not a time" },
		{ "2026-11-23T", "is not a time" },
		{ "2026-11-23T8:41", "is not a time" },
		{ "2026-11-23T0841", "is not a time" },
		{ "2026-11-23T08:41:", "is not a time" },
		{ "2026-11-23T08:41:07.", "is not a time" },
		{ "2026-11-23x", "is not a time" },
		{ "2026-11-31", "does not exist" },
		{ "2026-13-01T08:00", "does not exist" },
		{ "2100-02-29", "does not exist" },
		{ "1989-12-31", "1990 and 2199" },
		{ "2200-01-01", "1990 and 2199" },
		{ "0000-00-00", "1990 and 2199" },
		{ "1990-01-01T00:00+08:00", "1990 and 2199" },
		{ "2199-12-31T23:00Z", "1990 and 2199" },
		{ "2026-11-23T24:00", "clock time" },
		{ "2026-11-23T08:60", "clock time" },
		{ "2026-11-23T08:41:60", "clock time" },
		{ "2026-11-23T08:41+7", "time zone" },
		{ "2026-11-23T08:41+07000", "time zone" },
		{ "2026-11-23T08:41+070", "time zone" },
		{ "2026-11-23T08:41+0760", "time zone" },
		{ "2026-11-23T08:41+07:", "time zone" },
		{ "2026-11-23T08:41+07:0", "time zone" },
		{ "2026-11-23T08:41+15", "time zone" },
		{ "2026-11-23T08:41+07 ", "time zone" },
		{ "2026-11-23T08:41+15:00", "time zone" },
		{ "2026-11-23T08:41+07:60", "time zone" },
		{ "2026-11-23T08:41Zz", "time zone" },
		{ "2026-11-23T08:41 ", "time zone" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct mc_error error = { 0 };
		mc_time parsed = 4711;

		assert_int_equal(mc_time_parse(times[i].text, &parsed, &error), MC_INVALID);
		assert_int_equal(parsed, 4711);
		if (strstr(error.format, times[i].why) == NULL) {
			fail_msg("“%s”: %s", times[i].text, error.format);
		}
	}
}

static void test_day_parse(void **state) {
	static const char *const refused[] = { "", "2026", "2026-11-23T08:00", "2026-11-23 ",
		" 2026-11-23", "2026/11/23", "2026-02-30", "1989-01-01", "2200-01-01", "+026-11-23",
		"2026-11-2" };
	mc_day day = 0;

	(void)state;
	assert_int_equal(mc_day_parse("2026-11-23", &day, NULL), MC_OK);
	assert_int_equal(day, 20780);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(mc_day_parse(refused[i], &day, NULL), MC_INVALID);
		assert_int_equal(day, 20780);
	}
}

static void test_minute_parse(void **state) {
	static const struct {
		const char *text;
		int minute; /* -1: refused */
	} minutes[] = {
		{ "00:00", 0 },
		{ "08:30", 510 },
		{ "8:30", 510 },
		{ "23:59", 1439 },
		{ "24:00", -1 },
		{ "08:60", -1 },
		{ "8:3", -1 },
		{ "008:30", -1 },
		{ "0830", -1 },
		{ ":30", -1 },
		{ "08:30 ", -1 },
		{ "-8:30", -1 },
		{ "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
		int minute = -1;
		enum mc_status status = mc_minute_parse(minutes[i].text, &minute, NULL);

		assert_int_equal(status, minutes[i].minute < 0 ? MC_INVALID : MC_OK);
		assert_int_equal(minute, minutes[i].minute);
	}
}

/* Month with two digits only in January and February. */
static void test_forms(void **state) {
	static const struct {
		mc_time time;
		const char *clock;
		const char *vietnamese;
		const char *paper;
	} forms[] = {
		{ INT64_C(1795398060000), "08:41", "08:41 23/11/2026",
			"08 giờ 41 phút, ngày 23 tháng 11 năm 2026" },
		{ INT64_C(1767202200000), "00:30", "00:30 01/01/2026",
			"00 giờ 30 phút, ngày 01 tháng 01 năm 2026" },
		{ INT64_C(1772442000000), "16:00", "16:00 02/03/2026",
			"16 giờ 00 phút, ngày 02 tháng 3 năm 2026" },
		{ 0, "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		char text[MC_TIME_TEXT_SIZE];
		char paper[MC_TIME_LONG_SIZE];

		mc_time_format_clock(forms[i].time, text);
		assert_string_equal(text, forms[i].clock);
		mc_time_format_vi(forms[i].time, text);
		assert_string_equal(text, forms[i].vietnamese);
		mc_time_format_paper(forms[i].time, paper);
		assert_string_equal(paper, forms[i].paper);
	}
	char text[MC_TIME_TEXT_SIZE];
	mc_time_format(0, text);
	assert_string_equal(text, "");
	mc_day_format(20780, text);
	assert_string_equal(text, "2026-11-23");
	mc_day_format_vi(20780, text);
	assert_string_equal(text, "23/11/2026");
}

static void test_round_trip(void **state) {
	struct mc_random random;
	const mc_time first = mc_time_at(mc_day_of_civil(MC_YEAR_MIN, 1, 1), 0);
	const size_t seconds = (size_t)84006 * 86400 - (size_t)7305 * 86400;

	(void)state;
	mc_random_init(&random, "date round trip");
	for (int i = 0; i < 20000; i++) {
		mc_time time = first + (mc_time)mc_random_below(&random, seconds) * 1000;
		char text[MC_TIME_TEXT_SIZE];
		mc_time parsed = 0;

		mc_time_format(time, text);
		assert_int_equal(mc_time_parse(text, &parsed, NULL), MC_OK);
		assert_int_equal(parsed, time);
		assert_int_equal(mc_time_at(mc_day_of(time), 0) + mc_ms_of_day(time), time);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_local_day),
		cmocka_unit_test(test_time_parse),
		cmocka_unit_test(test_time_refused),
		cmocka_unit_test(test_day_parse),
		cmocka_unit_test(test_minute_parse),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

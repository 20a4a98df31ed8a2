/* Office hours, the real list of days off, and walking through working time. */
#include "base/str.h"
#include "cmocka_all.h"
#include "holidays.h"
#include "random.h"
#include <string.h>

static void test_hours_text(void **state) {
	static const struct {
		const char *text;
		const char *written; /* NULL: refused */
	} hours[] = {
		{ "07:30-11:30,13:30-17:00", "07:30-11:30,13:30-17:00" },
		{ " 7:30 - 11:30 , 13:30-17:00 ", "07:30-11:30,13:30-17:00" },
		{ "00:00-24:00", "00:00-24:00" },
		{ "08:00-12:00,12:00-16:00", "08:00-12:00,12:00-16:00" },
		{ "", "" },
		{ "  ", "" },
		{ "07:30", NULL },
		{ "07:30-11:30-12:00", NULL },
		{ "07:30-11:30,", NULL },
		{ "11:30-07:30", NULL },
		{ "07:30-07:30", NULL },
		{ "24:00-24:00", NULL },
		{ "07:30-11:30,11:00-17:00", NULL },
		{ "13:30-17:00,07:30-11:30", NULL },
		{ "07:30-25:00", NULL },
		{ "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00",
			"01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00" },
		{ "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
		struct mc_hours parsed = { .count = 3 };
		struct mc_str out;
		enum mc_status status = mc_hours_parse(hours[i].text, &parsed, NULL);

		assert_int_equal(status, hours[i].written != NULL ? MC_OK : MC_INVALID);
		mc_str_init(&out);
		if (hours[i].written != NULL) {
			mc_hours_format(&parsed, &out);
			assert_string_equal(mc_str_text(&out), hours[i].written);
		} else {
			assert_int_equal(parsed.count, 3);
		}
		mc_str_finish(&out);
	}
}

static void test_week_text(void **state) {
	static const struct {
		const char *text;
		const char *written; /* NULL: refused */
	} weeks[] = {
		{ "07:30-11:30,13:30-17:00", "T2-T6 07:30-11:30,13:30-17:00" },
		{ "T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30",
			"T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30" },
		{ "sat 7:30-11:30; mon-fri 7:30-11:30", "T2-T7 07:30-11:30" },
		{ "t2 8:00-9:00; cn 8:00-9:00; t3", "T2 08:00-09:00; CN 08:00-09:00" },
		{ "", NULL },
		{ "T8 07:30-11:30", NULL },
		{ "T6-T2 07:30-11:30", NULL },
		{ "T2-T6 07:30-11:30; T6 07:30-11:30", NULL },
		{ "T2-T6-T7 07:30-11:30", NULL },
		{ "T2 07:30", NULL },
		{ "T2 07:30-11:30;", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
		struct mc_hours week[7];
		struct mc_hours again[7];
		struct mc_str out;
		enum mc_status status = mc_week_parse(weeks[i].text, week, NULL);

		assert_int_equal(status, weeks[i].written != NULL ? MC_OK : MC_INVALID);
		if (status != MC_OK) {
			continue;
		}
		mc_str_init(&out);
		mc_week_format(week, &out);
		assert_string_equal(mc_str_text(&out), weeks[i].written);
		assert_int_equal(mc_week_parse(mc_str_text(&out), again, NULL), MC_OK);
		assert_memory_equal(again, week, sizeof week);
		mc_str_finish(&out);
	}
}

static void test_text_too_long(void **state) {
	char text[400];
	struct mc_hours hours;
	struct mc_hours week[7];

	(void)state;
	memset(text, ' ', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(mc_hours_parse(text, &hours, NULL), MC_INVALID);
	assert_int_equal(mc_week_parse(text, week, NULL), MC_INVALID);
}

/* Domain §4.4, year by year. */
static void test_real_days(void **state) {
	static const struct {
		const char *day;
		bool works;
	} days[] = {
		{ "2023-01-20", false },
		{ "2023-01-26", false },
		{ "2023-01-27", true },
		{ "2023-05-02", false },
		{ "2023-05-03", false },
		{ "2023-05-04", true },
		{ "2023-09-01", false },
		{ "2023-09-04", false },
		{ "2023-09-05", true },
		{ "2024-04-29", false },
		{ "2024-05-04", true },
		{ "2024-05-11", false },
		{ "2025-01-01", false },
		{ "2025-01-27", false },
		{ "2025-01-31", false },
		{ "2025-02-03", true },
		{ "2025-04-07", false },
		{ "2025-04-26", true },
		{ "2025-05-02", false },
		{ "2025-09-01", false },
		{ "2025-09-02", false },
		{ "2026-01-01", false },
		{ "2026-01-02", false },
		{ "2026-01-10", true },
		{ "2026-01-11", false },
		{ "2026-02-13", true },
		{ "2026-02-16", false },
		{ "2026-02-17", false },
		{ "2026-02-18", false },
		{ "2026-02-19", false },
		{ "2026-02-20", false },
		{ "2026-02-23", true },
		{ "2026-04-27", false },
		{ "2026-04-28", true },
		{ "2026-04-30", false },
		{ "2026-05-01", false },
		{ "2026-08-22", true },
		{ "2026-08-29", false },
		{ "2026-08-31", false },
		{ "2026-09-01", false },
		{ "2026-09-02", false },
		{ "2026-09-03", true },
		{ "2026-11-23", true },
		{ "2026-11-24", false },
		{ "2026-11-25", true },
		{ "2027-01-01", false },
		{ "2027-02-05", false },
		{ "2027-02-11", false },
		{ "2027-02-12", true },
		{ "2027-05-03", false },
		{ "2027-11-24", false },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		if (mc_calendar_works(&calendar, on(days[i].day)) != days[i].works) {
			fail_msg("%s should %s", days[i].day,
				days[i].works ? "be worked" : "be off");
		}
	}
	assert_string_equal(
		mc_calendar_row(&calendar, on("2026-11-24"))->title, "Ngày Văn hóa Việt Nam");
	assert_null(mc_calendar_row(&calendar, on("2026-11-23")));
	mc_calendar_finish(&calendar);
}

static void test_years(void **state) {
	struct mc_calendar calendar;
	struct mc_calendar_row row = { .kind = MC_DAY_HOLIDAY, .title = "thử" };

	(void)state;
	holidays_load(&calendar);
	for (int year = 2023; year <= 2026; year++) {
		assert_int_equal(mc_calendar_year(&calendar, year), MC_YEAR_OFFICIAL);
		assert_int_equal(mc_calendar_missing_days(&calendar, year), 0);
	}
	assert_int_equal(mc_calendar_year(&calendar, 2022), MC_YEAR_MISSING);
	assert_int_equal(mc_calendar_missing_days(&calendar, 2022), 11);
	assert_int_equal(mc_calendar_year(&calendar, 2027), MC_YEAR_PROVISIONAL);
	assert_int_equal(mc_calendar_missing_days(&calendar, 2027), 0);
	assert_int_equal(mc_calendar_year(&calendar, 2028), MC_YEAR_MISSING);
	assert_int_equal(mc_calendar_missing_days(&calendar, 2028), 12);
	row.day = on("2028-12-31"); /* a Sunday counts for no weekday */
	assert_int_equal(mc_calendar_add(&calendar, &row, NULL), MC_OK);
	assert_int_equal(mc_calendar_year(&calendar, 2028), MC_YEAR_OFFICIAL);
	assert_int_equal(mc_calendar_missing_days(&calendar, 2028), 12);
	mc_calendar_finish(&calendar);
}

static void test_add(void **state) {
	struct mc_calendar calendar;
	char title[] = "Nghỉ";
	struct mc_calendar_row row = { .day = on("2026-03-04"), .title = title };
	struct mc_error error;

	(void)state;
	mc_calendar_init(&calendar);
	assert_int_equal(mc_calendar_add(&calendar, &row, &error), MC_OK);
	title[0] = 'x';
	assert_string_equal(mc_calendar_row(&calendar, row.day)->title, "Nghỉ");
	assert_int_equal(mc_calendar_add(&calendar, &row, &error), MC_CONFLICT);
	assert_int_equal(calendar.count, 1);
	row.day = mc_day_of_civil(2200, 1, 1);
	assert_int_equal(mc_calendar_add(&calendar, &row, &error), MC_INVALID);
	for (mc_day day = on("2026-12-31"); day > on("2026-12-01"); day--) { /* backwards */
		row.day = day;
		assert_int_equal(mc_calendar_add(&calendar, &row, &error), MC_OK);
	}
	for (size_t i = 1; i < calendar.count; i++) {
		assert_true(calendar.rows[i - 1].day < calendar.rows[i].day);
	}
	assert_int_equal(calendar.count, 31);
	mc_calendar_finish(&calendar);
}

static void test_words(void **state) {
	enum mc_day_kind kind = MC_DAY_HOLIDAY;
	bool provisional = false;

	(void)state;
	assert_int_equal(mc_day_kind_parse("Swap_Work", &kind, NULL), MC_OK);
	assert_int_equal(kind, MC_DAY_SWAP_WORK);
	assert_string_equal(mc_day_kind_name(MC_DAY_MAKE_UP_OFF), "make_up_off");
	assert_int_equal(mc_day_kind_parse("tết", &kind, NULL), MC_INVALID);
	assert_int_equal(mc_day_status_parse("provisional", &provisional, NULL), MC_OK);
	assert_true(provisional);
	assert_int_equal(mc_day_status_parse("official", &provisional, NULL), MC_OK);
	assert_false(provisional);
	assert_int_equal(mc_day_status_parse("", &provisional, NULL), MC_INVALID);
}

/* A swapped Saturday has Monday's hours unless set apart, whatever ordinary Saturdays have. */
static void test_swap_hours(void **state) {
	struct mc_calendar calendar;
	mc_day swapped = on("2026-08-22");

	(void)state;
	holidays_load(&calendar);
	assert_int_equal(mc_calendar_hours(&calendar, swapped)->count, 2);
	assert_int_equal(
		mc_week_parse("T2-T6 8:00-16:00; T7 7:30-11:30", calendar.week, NULL), MC_OK);
	assert_int_equal(mc_calendar_hours(&calendar, swapped)->session[0].to, 16 * 60);
	assert_int_equal(mc_calendar_hours(&calendar, swapped + 7)->session[0].to, 11 * 60 + 30);
	assert_int_equal(mc_hours_parse("07:00-10:00", &calendar.swap, NULL), MC_OK);
	assert_int_equal(mc_calendar_hours(&calendar, swapped)->session[0].to, 10 * 60);
	calendar.swap.count = 0;
	calendar.week[MC_MONDAY].count = 0;
	assert_int_equal(mc_calendar_hours(&calendar, swapped)->session[0].to, 16 * 60);
	mc_calendar_finish(&calendar);
}

/* Rule 1 of domain §4.3. */
static void test_next_moment(void **state) {
	static const struct {
		const char *from;
		const char *next;
		bool open;
	} moments[] = {
		{ "2026-03-02T07:29:59.999", "2026-03-02T07:30", false },
		{ "2026-03-02T07:30", "2026-03-02T07:30", true },
		{ "2026-03-02T11:29:59.999", "2026-03-02T11:29:59.999", true },
		{ "2026-03-02T11:30", "2026-03-02T13:30", false },
		{ "2026-03-02T12:15", "2026-03-02T13:30", false },
		{ "2026-03-02T16:59:59", "2026-03-02T16:59:59", true },
		{ "2026-03-02T17:00", "2026-03-03T07:30", false },
		{ "2026-03-06T17:20", "2026-03-09T07:30", false },
		{ "2026-03-08T21:00", "2026-03-09T07:30", false },
		{ "2026-02-15T10:00", "2026-02-23T07:30", false },
		{ "2026-08-22T10:00", "2026-08-22T10:00", true },
		{ "2026-11-24T10:00", "2026-11-25T07:30", false },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		mc_time next = 0;

		assert_int_equal(
			mc_calendar_next_moment(&calendar, at(moments[i].from), &next, NULL),
			MC_OK);
		assert_int_equal(next, at(moments[i].next));
		assert_int_equal(
			mc_calendar_open_at(&calendar, at(moments[i].from)), moments[i].open);
	}
	mc_calendar_finish(&calendar);
}

static void test_elapsed(void **state) {
	static const struct {
		const char *from;
		const char *to;
		int minutes;
	} spans[] = {
		{ "2026-03-02T08:00", "2026-03-02T08:00", 0 },
		{ "2026-03-02T09:00", "2026-03-02T08:00", 0 },
		{ "2026-03-02T08:00", "2026-03-02T09:15", 75 },
		{ "2026-03-02T11:00", "2026-03-02T14:00", 60 },
		{ "2026-03-02T11:30", "2026-03-02T13:30", 0 },
		{ "2026-03-02T00:00", "2026-03-03T00:00", 450 },
		{ "2026-03-06T16:00", "2026-03-09T08:30", 120 },
		{ "2026-03-07T00:00", "2026-03-08T23:59", 0 },
		{ "2026-02-13T16:00", "2026-02-23T08:30", 120 },
		{ "2026-01-01T00:00", "2027-01-01T00:00", (261 - 14 + 2) * 450 },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		assert_int_equal(
			mc_calendar_elapsed_ms(&calendar, at(spans[i].from), at(spans[i].to)),
			spans[i].minutes * MC_MINUTE_MS);
	}
	mc_calendar_finish(&calendar);
}

static void test_days_between(void **state) {
	static const struct {
		const char *from;
		const char *to;
		int days;
	} spans[] = {
		{ "2026-03-02", "2026-03-02", 0 },
		{ "2026-03-03", "2026-03-02", 0 },
		{ "2026-03-02", "2026-03-03", 1 },
		{ "2026-03-06", "2026-03-08", 0 },
		{ "2026-03-06", "2026-03-09", 1 },
		{ "2026-02-13", "2026-02-23", 1 },
		{ "2026-08-20", "2026-08-24", 3 },
		{ "2026-11-23", "2026-11-26", 2 },
	};
	struct mc_calendar calendar;

	(void)state;
	holidays_load(&calendar);
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		assert_int_equal(
			mc_calendar_days_between(&calendar, on(spans[i].from), on(spans[i].to)),
			spans[i].days);
	}
	mc_calendar_finish(&calendar);
}

/* A calendar without working time answers, and says so. */
static void test_no_working_time(void **state) {
	struct mc_calendar calendar;
	mc_time time = 4711;
	mc_day day = 4711;
	struct mc_error error = { 0 };

	(void)state;
	mc_calendar_init(&calendar);
	memset(calendar.week, 0, sizeof calendar.week);
	assert_int_equal(
		mc_calendar_next_day(&calendar, on("2026-03-02"), &day, &error), MC_REFUSED);
	assert_non_null(strstr(error.format, "no working day"));
	assert_int_equal(
		mc_calendar_next_moment(&calendar, at("2026-03-02"), &time, NULL), MC_REFUSED);
	assert_int_equal(
		mc_calendar_advance(&calendar, at("2026-03-02"), 1, &time, NULL), MC_REFUSED);
	assert_int_equal(mc_calendar_elapsed_ms(&calendar, at("2026-01-01"), at("2027-01-01")), 0);
	assert_int_equal(day, 4711);
	assert_int_equal(time, 4711);
	assert_int_equal(mc_calendar_advance(&calendar, at("2026-03-02"), 0, &time, NULL), MC_OK);
	assert_int_equal(time, at("2026-03-02"));
	mc_calendar_finish(&calendar);
}

static mc_time random_time(struct mc_random *random) {
	return at("2023-01-01") + (mc_time)mc_random_below(random, 5 * 365 * 86400) * 1000;
}

/* elapsed() undoes advance(), and a span is the sum of its parts. */
static void test_time_is_kept(void **state) {
	struct mc_calendar calendar;
	struct mc_random random;

	(void)state;
	holidays_load(&calendar);
	mc_random_init(&random, "working time is kept");
	for (int i = 0; i < 3000; i++) {
		mc_time a = random_time(&random);
		mc_time b = a + (mc_time)mc_random_below(&random, 40 * 86400) * 1000;
		mc_time c = b + (mc_time)mc_random_below(&random, 40 * 86400) * 1000;
		int64_t work = (int64_t)mc_random_below(&random, 400 * 3600) * 1000;
		mc_time end = 0;

		assert_int_equal(mc_calendar_elapsed_ms(&calendar, a, c),
			mc_calendar_elapsed_ms(&calendar, a, b) +
				mc_calendar_elapsed_ms(&calendar, b, c));
		assert_int_equal(mc_calendar_advance(&calendar, a, work, &end, NULL), MC_OK);
		assert_true(end >= a);
		assert_int_equal(mc_calendar_elapsed_ms(&calendar, a, end), work);
		if (work > 0) { /* the earliest such moment */
			assert_int_equal(mc_calendar_elapsed_ms(&calendar, a, end - 1), work - 1);
		}
	}
	mc_calendar_finish(&calendar);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hours_text),
		cmocka_unit_test(test_week_text),
		cmocka_unit_test(test_text_too_long),
		cmocka_unit_test(test_real_days),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_swap_hours),
		cmocka_unit_test(test_next_moment),
		cmocka_unit_test(test_elapsed),
		cmocka_unit_test(test_days_between),
		cmocka_unit_test(test_no_working_time),
		cmocka_unit_test(test_time_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

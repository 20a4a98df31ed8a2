/* Dates of birth as people write them, and numbers in groups for the eye. */
#include "cmocka_all.h"
#include "core/grouping.h"
#include "core/person.h"
#include "random.h"
#include <stdio.h>
#include <string.h>

#define TODAY 20780 /* 23/11/2026 */

static void test_births(void **state) {
	static const struct {
		const char *text;
		const char *written; /* NULL: refused */
	} rows[] = {
		{ "1989-03-05", "1989-03-05" },
		{ "05/03/1989", "1989-03-05" },
		{ "5/3/1989", "1989-03-05" },
		{ "5.3.1989", "1989-03-05" },
		{ "05.03.1989", "1989-03-05" },
		{ "05-03-1989", "1989-03-05" },
		{ "5-3-1989", "1989-03-05" },
		{ "05 03 1989", "1989-03-05" },
		{ "05031989", "1989-03-05" },
		{ "19890305", "1989-03-05" },
		{ "050389", "1989-03-05" },
		{ "5/3/89", "1989-03-05" },
		{ "5.3.89", "1989-03-05" },
		{ "20121990", "1990-12-20" },
		{ "20011203", "2001-12-03" },
		/* two digits: the last such year that has begun on that day */
		{ "5/3/26", "2026-03-05" },
		{ "23/11/26", "2026-11-23" },
		{ "24/11/26", "1926-11-24" },
		{ "5/3/27", "1927-03-05" },
		{ "5/3/00", "2000-03-05" },
		{ "231126", "2026-11-23" },
		{ "241126", "1926-11-24" },
		{ "29/2/24", "2024-02-29" },
		{ "29/2/28", "1928-02-29" },
		{ "29/2/00", "2000-02-29" },
		{ "29/2/27", NULL },
		/* as far as it is known */
		{ "1989-03", "1989-03" },
		{ "03/1989", "1989-03" },
		{ "3/1989", "1989-03" },
		{ "031989", "1989-03" },
		{ "121989", "1989-12" },
		{ "1950", "1950" },
		{ "00001950", "1950" },
		{ "00/00/1950", "1950" },
		{ "01011950", "1950-01-01" },
		{ "2026", "2026" },
		{ "11/2026", "2026-11" },
		{ "29/02/2024", "2024-02-29" },
		{ "", "" },
		/* behind today */
		{ "24/11/2026", NULL },
		{ "24112026", NULL },
		{ "12/2026", NULL },
		{ "2027", NULL },
		{ "29/02/2023", NULL },
		{ "31/04/1989", NULL },
		{ "31041989", NULL },
		{ "00/03/1989", NULL },
		{ "00031989", NULL },
		{ "13/1989", NULL },
		{ "131989", NULL },
		{ "1849", NULL },
		{ "2200", NULL },
		{ "89", NULL },
		{ "3/89", NULL },
		{ "5/3", NULL },
		{ "5/3/9", NULL },
		{ "5/3/989", NULL },
		{ "05/03-1989", NULL },
		{ "05/03/1989/1", NULL },
		{ "0503/1989", NULL },
		{ "/03/1989", NULL },
		{ "05/03/", NULL },
		{ "1989-003-05", NULL },
		{ "1989-1989", NULL },
		{ "050319899", NULL },
		{ "0503198", NULL },
		{ "năm 1989", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_birth birth = { .year = 4711 };
		char text[MC_BIRTH_SIZE];
		enum mc_status status = mc_birth_parse(rows[i].text, TODAY, &birth, NULL);

		if (rows[i].written == NULL) {
			if (status != MC_INVALID || birth.year != 4711) {
				fail_msg("“%s” is taken", rows[i].text);
			}
			continue;
		}
		if (status != MC_OK) {
			fail_msg("“%s” is refused", rows[i].text);
		}
		mc_birth_format(birth, text);
		assert_string_equal(text, rows[i].written);
	}
}

/* What is refused says why: no date at all, none that exists, or one to come. */
static void a_refused_birth_says_why(void **state) {
	static const struct {
		const char *text, *why;
	} rows[] = {
		{ "89", "is not a date of birth" },
		{ "31041989", "does not exist" },
		{ "31/4/89", "does not exist" },
		{ "24/11/2026", "lies in the future" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_birth birth;
		struct mc_error err = { 0 };

		assert_int_equal(mc_birth_parse(rows[i].text, TODAY, &birth, &err), MC_INVALID);
		if (strstr(err.format, rows[i].why) == NULL) {
			fail_msg("“%s”: %s", rows[i].text, err.format);
		}
	}
}

/* Every way to write a day means that day; two digits never mean one to come. */
static void every_spelling_is_the_same_day(void **state) {
	static const char *const spellings[] = { "%1$02d/%2$02d/%3$04d", "%1$d/%2$d/%3$d",
		"%1$d-%2$d-%3$d", "%1$d.%2$02d.%3$d", "%1$02d%2$02d%3$04d", "%3$04d-%2$02d-%1$02d",
		"%3$04d%2$02d%1$02d" };
	const mc_day first = mc_day_of_civil(1900, 1, 1);
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "births");
	for (int i = 0; i < 20000; i++) {
		mc_day day = first + (mc_day)mc_random_below(&random, (size_t)(TODAY - first + 1));
		struct mc_civil date = mc_day_civil(day);
		struct mc_birth birth = { 0 };
		char text[MC_BIRTH_SIZE];

		for (size_t j = 0; j < sizeof spellings / sizeof *spellings; j++) {
			snprintf(text, sizeof text, spellings[j], date.day, date.month, date.year);
			if (mc_birth_parse(text, TODAY, &birth, NULL) != MC_OK ||
				mc_day_of_civil(birth.year, birth.month, birth.day) != day) {
				fail_msg("“%s” is %d-%d-%d", text, birth.year, birth.month,
					birth.day);
			}
		}
		snprintf(text, sizeof text, "%d/%d/%02d", date.day, date.month, date.year % 100);
		if (mc_birth_parse(text, TODAY, &birth, NULL) == MC_OK) {
			mc_day meant = mc_day_of_civil(birth.year, birth.month, birth.day);

			assert_int_equal(birth.year % 100, date.year % 100);
			assert_in_range(TODAY - meant, 0, 36525);
		}
	}
}

static void an_age_is_told_in_whole_years(void **state) {
	static const struct {
		struct mc_birth birth;
		int age;
	} rows[] = {
		{ { 1989, 3, 5 }, 37 },
		{ { 1989, 11, 23 }, 37 },
		{ { 1989, 11, 24 }, 36 },
		{ { 1989, 12, 0 }, 36 },
		{ { 1989, 0, 0 }, 37 },
		{ { 2026, 11, 23 }, 0 },
		{ { 0, 0, 0 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(mc_birth_age(rows[i].birth, TODAY), rows[i].age);
	}
}

static void numbers_are_grouped_for_the_eye(void **state) {
	static const struct {
		mc_grouping_fn *grouping;
		const char *text, *shown;
	} rows[] = {
		{ mc_group_birth, "05031989", "05/03/1989" },
		{ mc_group_birth, "05", "05" },
		{ mc_group_birth, "050", "05/0" },
		{ mc_group_birth, "0503", "05/03" },
		{ mc_group_birth, "05031", "05/03/1" },
		{ mc_group_birth, "050389", "05/03/89" },
		{ mc_group_birth, "1989", "1989" },
		{ mc_group_birth, "198", "198" },
		{ mc_group_birth, "2012", "2012" },
		{ mc_group_birth, "20121", "20/12/1" },
		{ mc_group_birth, "031989", "031989" },
		{ mc_group_birth, "19890305", "19890305" },
		{ mc_group_birth, "5/3/89", "5/3/89" },
		{ mc_group_id, "087189001234", "087 189 001 234" },
		{ mc_group_id, "0871", "087 1" },
		{ mc_group_id, "341234567", "341 234 567" },
		{ mc_group_id, "B1234567", "B1234567" },
		{ mc_group_phone, "0912345678", "0912 345 678" },
		{ mc_group_phone, "02773563362", "0277 3563 362" },
		{ mc_group_phone, "09123", "0912 3" },
		{ mc_group_phone, "+84912345678", "+84912345678" },
		{ NULL, "0912345678", "0912345678" },
		{ mc_group_id, "", "" },
	};
	char tight[6];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char shown[40];

		mc_grouped(rows[i].grouping, rows[i].text, shown, sizeof shown);
		assert_string_equal(shown, rows[i].shown);
	}
	mc_grouped(mc_group_id, "087189", tight, sizeof tight);
	assert_string_equal(tight, "087 1");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_births),
		cmocka_unit_test(a_refused_birth_says_why),
		cmocka_unit_test(every_spelling_is_the_same_day),
		cmocka_unit_test(an_age_is_told_in_whole_years),
		cmocka_unit_test(numbers_are_grouped_for_the_eye),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/utf8.h"
#include "cmocka_all.h"
#include <string.h>

static void invalid_utf8_is_found_where_it_stands(void **state) {
	static const struct {
		const char *text;
		int bad_at; /* -1: valid */
	} cases[] = {
		{ "", -1 },
		{ "abc", -1 },
		{ "Nguyễn", -1 },
		{ "\xf4\x8f\xbf\xbf", -1 }, /* U+10FFFF */
		{ "\xed\x9f\xbf\xee\x80\x80", -1 }, /* around the surrogates */
		{ "a\x80", 1 }, /* continuation alone */
		{ "ab\xc3", 2 }, /* ends within a character */
		{ "\xe1\xbb", 0 },
		{ "\xc3z", 0 },
		{ "a\xc0\xaf", 1 }, /* overlong, two bytes */
		{ "\xc1\xbf", 0 },
		{ "\xe0\x80\xaf", 0 }, /* overlong, three bytes */
		{ "\xe0\x9f\xbf", 0 },
		{ "\xf0\x80\x80\xaf", 0 }, /* overlong, four bytes */
		{ "\xf0\x8f\xbf\xbf", 0 },
		{ "ab\xed\xa0\x80", 2 }, /* surrogates */
		{ "\xed\xbf\xbf", 0 },
		{ "\xf4\x90\x80\x80", 0 }, /* above U+10FFFF */
		{ "\xf5\x80\x80\x80", 0 },
		{ "\xff", 0 },
		{ "\xfe\xff", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t bad_at = 77;
		bool valid = mc_utf8_valid(cases[i].text, strlen(cases[i].text), &bad_at);

		assert_int_equal(valid, cases[i].bad_at < 0);
		assert_int_equal(bad_at, cases[i].bad_at < 0 ? 77 : cases[i].bad_at);
		assert_int_equal(mc_utf8_valid(cases[i].text, strlen(cases[i].text), NULL), valid);
	}
}

static void every_character_goes_there_and_back(void **state) {
	char bytes[4];

	(void)state;
	for (int32_t c = 0; c < 0x110000; c++) {
		size_t len = mc_utf8_encode(c, bytes);
		size_t pos = 0;

		if (c >= 0xD800 && c < 0xE000) {
			assert_int_equal(len, 0);
			continue;
		}
		assert_int_equal(len, c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
		assert_int_equal(mc_utf8_next(bytes, len, &pos), c);
		assert_int_equal(pos, len);
	}
	assert_int_equal(mc_utf8_encode(0x110000, bytes), 0);
	assert_int_equal(mc_utf8_encode(-1, bytes), 0);
}

static void an_invalid_byte_is_one_replacement(void **state) {
	static const char text[] = "\xc3\xe1\xbbz\xff";
	static const int32_t characters[] = { 0xFFFD, 0xFFFD, 0xFFFD, 'z', 0xFFFD };
	size_t pos = 0;

	(void)state;
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
		assert_int_equal(mc_utf8_next(text, sizeof text - 1, &pos), characters[i]);
		assert_int_equal(pos, i + 1);
	}
	for (pos = sizeof text - 1; pos > 0;) {
		size_t before = pos;

		pos = mc_utf8_prev(text, pos);
		assert_int_equal(pos, before - 1);
	}
}

static void the_letter_before_takes_its_marks_along(void **state) {
	static const struct {
		const char *text;
		size_t from;
		size_t to;
	} cases[] = {
		{ "ab", 2, 1 },
		{ "ab", 1, 0 },
		{ "Đức", 6, 5 },
		{ "Đức", 5, 2 },
		{ "Đức", 2, 0 },
		{ "ne\u0302\u0303", 6, 1 },
		{ "\u0302\u0303", 4, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_utf8_prev(cases[i].text, cases[i].from), cases[i].to);
	}
}

static void width_counts_columns(void **state) {
	static const struct {
		const char *text;
		size_t characters;
		int columns;
	} cases[] = {
		{ "", 0, 0 },
		{ "Nguyễn Văn Đức", 14, 14 },
		{ "Nguye\u0302\u0303n", 8, 6 }, /* marks take no column */
		{ "1.000 ₫", 7, 7 },
		{ "│─┌ ▲ … “”", 10, 10 },
		{ "漢字", 2, 4 },
		{ "ab\xff", 3, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_utf8_count(cases[i].text), cases[i].characters);
		assert_int_equal(mc_text_width(cases[i].text), cases[i].columns);
	}
}

static void text_is_cut_between_letters(void **state) {
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
	} cases[] = {
		{ "", 5, 0 },
		{ "abc", 3, 3 },
		{ "abc", 2, 2 },
		{ "abc", 0, 0 },
		{ "abc", -1, 0 },
		{ "Đức", 1, 2 },
		{ "Đức", 2, 5 },
		{ "ne\u0302\u0303n", 2, 6 }, /* the marks stay with their letter */
		{ "ne\u0302\u0303n", 1, 1 },
		{ "a漢b", 2, 1 }, /* a wide one does not fit by half */
		{ "a漢b", 3, 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_text_cut(cases[i].text, cases[i].columns), cases[i].bytes);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_utf8_is_found_where_it_stands),
		cmocka_unit_test(every_character_goes_there_and_back),
		cmocka_unit_test(an_invalid_byte_is_one_replacement),
		cmocka_unit_test(the_letter_before_takes_its_marks_along),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(text_is_cut_between_letters),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}

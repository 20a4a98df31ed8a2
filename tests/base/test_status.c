/* Errors: how they are packed (status.c) and said (tr.c). */
#include "base/str.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include <limits.h>
#include <motcua/text.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void names_and_exits_are_those_promised(void **state) {
	static const struct {
		enum mc_status status;
		const char *name;
		int exit_status;
	} cases[] = {
		{ MC_OK, "ok", 0 },
		{ MC_NOT_FOUND, "not-found", 1 },
		{ MC_CONFLICT, "conflict", 1 },
		{ MC_REFUSED, "refused", 1 },
		{ MC_DENIED, "denied", 1 },
		{ MC_EMPTY, "empty", 1 },
		{ MC_NO_ROW, "no-row", 4 },
		{ MC_PARTIAL, "partial", 1 },
		{ MC_INVALID, "invalid", 2 },
		{ MC_FOREIGN, "foreign", 2 },
		{ MC_BUSY, "busy", 3 },
		{ MC_UNAVAILABLE, "unavailable", 3 },
		{ MC_READ_ONLY, "read-only", 3 },
		{ MC_NO_SPACE, "no-space", 3 },
		{ MC_NEWER, "newer", 3 },
		{ MC_DAMAGED, "damaged", 4 },
		{ (enum mc_status)99, "unknown", 3 },
		{ (enum mc_status) - 1, "unknown", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(mc_status_name(cases[i].status), cases[i].name);
		assert_int_equal(mc_status_exit(cases[i].status), cases[i].exit_status);
	}
}

static void a_second_try_is_for_what_passes(void **state) {
	static const struct {
		enum mc_status status;
		bool transient, unsure;
	} cases[] = {
		{ MC_BUSY, true, false }, /* nothing was done */
		{ MC_UNAVAILABLE, true, true },
		{ MC_NO_SPACE, true, true },
	};

	(void)state;
	for (unsigned status = 0; status <= MC_NO_ROW + 1; status++) {
		bool transient = false;
		bool unsure = false;

		for (size_t i = 0; i < MC_COUNT(cases); i++) {
			if (cases[i].status == status) {
				transient = cases[i].transient;
				unsure = cases[i].unsure;
			}
		}
		assert_int_equal(mc_status_is_transient((enum mc_status)status), transient);
		assert_int_equal(mc_status_is_unsure((enum mc_status)status), unsure);
	}
}

static const char *said(const struct mc_error *err) {
	static char text[2000];

	mc_error_text(MC_LANG_EN, err, text, sizeof text);
	return text;
}

static void every_conversion_is_packed(void **state) {
	const char *volatile nothing = NULL; /* the compiler would refuse a plain one */
	struct mc_error err;

	(void)state;
	assert_int_equal(mc_fail(NULL, MC_BUSY, "nobody listens to %s", "this"), MC_BUSY);
	assert_int_equal(
		mc_fail(&err, MC_INVALID, "%s %d %u %c 100%%", "a", -1, 7u, 'x'), MC_INVALID);
	assert_int_equal(err.status, MC_INVALID);
	assert_int_equal(err.count, 4);
	assert_string_equal(said(&err), "a -1 7 x 100%");
	mc_fail(&err, MC_INVALID, "%ld %lu %lld %llu %zu", LONG_MIN, ULONG_MAX, LLONG_MIN,
		ULLONG_MAX, SIZE_MAX);
	assert_string_equal(said(&err), "-9223372036854775808 18446744073709551615 "
					"-9223372036854775808 18446744073709551615 "
					"18446744073709551615");
	mc_fail(&err, MC_INVALID, "no argument");
	assert_int_equal(err.count, 0);
	assert_string_equal(said(&err), "no argument");
	mc_fail(&err, MC_INVALID, "%s%s%s%s%s%s%s%s", "1", "2", "3", "4", "5", "6", "7", "8");
	assert_string_equal(said(&err), "12345678");
	mc_fail(&err, MC_INVALID, "<%s>", nothing);
	assert_string_equal(said(&err), "<>");
}

static void long_arguments_are_cut_and_later_ones_kept(void **state) {
	struct mc_error err;
	char text[2000];
	char path[1500];

	(void)state;
	for (size_t i = 0; i + 3 < sizeof path; i += 3) {
		memcpy(path + i, "\xe1\xbb\xa9", 4); /* ứ */
	}
	for (size_t shift = 0; shift < 3; shift++) {
		char moved[1600];

		snprintf(moved, sizeof moved, "%.*s%s", (int)shift, "ab", path);
		mc_fail(&err, MC_INVALID, "%s: %s, line %ld", moved, moved, LONG_MIN);
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		assert_non_null(strstr(text, "ứ…: "));
		assert_non_null(strstr(text, "…, line -9223372036854775808"));
		assert_true(mc_utf8_valid(text, strlen(text), NULL));
	}
}

static void an_argument_may_come_from_the_error_replaced(void **state) {
	struct mc_error err;

	(void)state;
	mc_fail(&err, MC_INVALID, "inner %s", "reason");
	mc_fail(&err, MC_CONFLICT, "outer: %s", err.args);
	assert_string_equal(said(&err), "outer: reason");
}

static void an_error_without_words_is_a_sentence_too(void **state) {
	struct mc_error err = { .status = MC_BUSY };

	(void)state;
	assert_non_null(strstr(said(&err), "(busy)"));
	assert_int_equal(said(&err)[strlen(said(&err)) - 1], '.');
}

static void the_sentence_is_cut_between_letters(void **state) {
	struct mc_error err;
	char text[9];

	(void)state;
	mc_fail(&err, MC_INVALID, "%s", "ứứứứ");
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "ứứ");
	mc_error_text(MC_LANG_EN, &err, text, 1);
	assert_string_equal(text, "");
}

/* The English of an error is itself a format that may reorder: as a translation does. */
static void arguments_can_be_reordered(void **state) {
	static const struct {
		const char *format;
		const char *text;
	} cases[] = {
		{ "%2$s before %1$s", "two before one" },
		{ "%1$s, %1$s, %3$ld%%", "one, one, 3%" },
		{ "%s %2$s %s", "one two two" }, /* a plain one counts only plain ones */
		{ "%4$s is not there", "…" },
		{ "%x", "…" },
		{ "ends with %", "…" },
		{ "ends with %1$", "…" },
	};
	struct mc_error err;
	char text[100];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mc_fail(&err, MC_INVALID, "%s%s%ld", "one", "two", 3L);
		err.format = cases[i].format;
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		if (strcmp(cases[i].text, "…") == 0) {
			assert_non_null(strstr(text, "…"));
		} else {
			assert_string_equal(text, cases[i].text);
		}
	}
}

/* What is put into a sentence cannot act on a terminal, nor stand there unseen. */
static void test_text_in_a_sentence_is_visible(void **state) {
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "Đặng", "Đặng" },
		{ "a\x1b[31mb", "aU+001B[31mb" },
		{ "a\nb\tc\x7f", "aU+000AbU+0009cU+007F" },
		{ "\xc2\x9b", "U+009B" },
		{ "a\u202eb\u200b\ufeff", "aU+202EbU+200BU+FEFF" },
		{ "\u3164\ufe0f", "U+3164U+FE0F" },
		{ "\xff\xc3(", "\\xFF\\xC3(" },
		{ "\ue000", "U+E000" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		struct mc_error err;
		char text[100];

		assert_int_equal(mc_fail(&err, MC_INVALID, "“%s”", cases[i].in), MC_INVALID);
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		assert_memory_equal(text + 3, cases[i].out, strlen(cases[i].out));
		assert_string_equal(text + 3 + strlen(cases[i].out), "”");
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_in_a_sentence_is_visible),
		cmocka_unit_test(names_and_exits_are_those_promised),
		cmocka_unit_test(a_second_try_is_for_what_passes),
		cmocka_unit_test(every_conversion_is_packed),
		cmocka_unit_test(long_arguments_are_cut_and_later_ones_kept),
		cmocka_unit_test(an_argument_may_come_from_the_error_replaced),
		cmocka_unit_test(an_error_without_words_is_a_sentence_too),
		cmocka_unit_test(the_sentence_is_cut_between_letters),
		cmocka_unit_test(arguments_can_be_reordered),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}

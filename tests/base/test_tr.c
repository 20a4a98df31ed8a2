/*
 * Translations, over a catalogue of the test's own (catalogue.po) that takes
 * the place of the built-in one.
 */
#include "base/tr.h"
#include "cmocka_all.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char mc_catalogue_vi[];
extern const unsigned long mc_catalogue_vi_size;

static void the_language_is_read_from_its_name(void **state) {
	static const struct {
		const char *name;
		enum mc_lang lang;
	} cases[] = {
		{ "en", MC_LANG_EN },
		{ "en_GB.UTF-8", MC_LANG_EN },
		{ "EN", MC_LANG_EN },
		{ "vi", MC_LANG_VI },
		{ "vi_VN.UTF-8", MC_LANG_VI },
		{ "C", MC_LANG_VI },
		{ "e", MC_LANG_VI },
		{ "", MC_LANG_VI },
		{ NULL, MC_LANG_VI },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_lang_of(cases[i].name), cases[i].lang);
	}
}

static void texts_are_translated_or_stay(void **state) {
	static const char unknown[] = "nobody translated this";

	(void)state;
	assert_string_equal(mc_tr(MC_LANG_VI, "waiting"), "đang chờ");
	assert_string_equal(mc_tr(MC_LANG_VI, "called"), "đã gọi");
	assert_string_equal(mc_tr(MC_LANG_VI, "zebra"), "ngựa vằn");
	assert_string_equal(mc_tr(MC_LANG_EN, "waiting"), "waiting");
	assert_ptr_equal(mc_tr(MC_LANG_VI, unknown), unknown);
	assert_string_equal(mc_tr(MC_LANG_VI, "untranslated"), "untranslated");
	assert_string_equal(mc_tr(MC_LANG_VI, ""), "");
}

static void errors_are_said_in_either_language(void **state) {
	struct mc_error err;
	char text[200];

	(void)state;
	mc_fail(&err, MC_REFUSED, "Line %s has %d tickets.", "A", 12);
	mc_error_text(MC_LANG_VI, &err, text, sizeof text);
	assert_string_equal(text, "Có 12 phiếu ở quầy chờ A.");
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "Line A has 12 tickets.");
	mc_error_text(MC_LANG_VI, &err, text, 13);
	assert_string_equal(text, "Có 12 phi"); /* cut before a letter of three bytes */
	/* A translation that asks for an argument that is not there is not used. */
	mc_fail(&err, MC_NOT_FOUND, "There is no line %s.", "Z");
	mc_error_text(MC_LANG_VI, &err, text, sizeof text);
	assert_string_equal(text, "There is no line Z.");
}

static void words_among_the_arguments_are_said_too(void **state) {
	struct mc_error err;
	char text[200];

	(void)state;
	mc_fail(&err, MC_REFUSED, "It is %s, not waiting: %s.", MC_SAY "called",
		MC_SAY "waiting" MC_ANY_OF MC_SAY "zebra");
	mc_error_text(MC_LANG_VI, &err, text, sizeof text);
	assert_string_equal(text, "It is đã gọi, not waiting: đang chờ or ngựa vằn.");
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "It is called, not waiting: waiting or zebra.");
}

/* The catalogue in a block of exactly `size` bytes, so that a read past its end is seen. */
static unsigned char *copy_catalogue(size_t size) {
	unsigned char *copy = malloc(size > 0 ? size : 1);

	assert_non_null(copy);
	memcpy(copy, mc_catalogue_vi, size);
	return copy;
}

static void search_all(const unsigned char *catalogue, size_t size) {
	static const char *const keys[] = { "", "a", "called", "untranslated", "waiting", "zebra",
		"zz" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *found = mc_catalogue_find(catalogue, size, keys[i]);

		if (found != NULL) { /* a text that ends within the file */
			assert_true(strlen(found) < size);
		}
	}
}

static void a_catalogue_cut_anywhere_is_survived(void **state) {
	(void)state;
	for (size_t size = 0; size < mc_catalogue_vi_size; size++) {
		unsigned char *copy = copy_catalogue(size);

		search_all(copy, size);
		free(copy);
	}
}

static void a_catalogue_with_any_wrong_byte_is_survived(void **state) {
	static const unsigned char wrong[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF };
	unsigned char *copy = copy_catalogue(mc_catalogue_vi_size);

	(void)state;
	for (size_t at = 0; at < mc_catalogue_vi_size; at++) {
		for (size_t i = 0; i < sizeof wrong; i++) {
			copy[at] = wrong[i];
			search_all(copy, mc_catalogue_vi_size);
		}
		copy[at] = mc_catalogue_vi[at];
	}
	free(copy);
}

/* A catalogue built on a machine of the other byte order. */
static void the_other_byte_order_is_read(void **state) {
	unsigned char *copy = copy_catalogue(mc_catalogue_vi_size);
	uint32_t header[7];
	uint32_t count;

	(void)state;
	memcpy(header, copy, sizeof header);
	count = header[2];
	for (int table = 3; table <= 4; table++) {
		for (uint32_t i = 0; i < 2 * count; i++) {
			uint32_t word;

			memcpy(&word, copy + header[table] + 4 * i, 4);
			word = __builtin_bswap32(word);
			memcpy(copy + header[table] + 4 * i, &word, 4);
		}
	}
	for (int i = 0; i < 7; i++) {
		uint32_t word = __builtin_bswap32(header[i]);

		memcpy(copy + 4 * i, &word, 4);
	}
	assert_string_equal(mc_catalogue_find(copy, mc_catalogue_vi_size, "zebra"), "ngựa vằn");
	assert_null(mc_catalogue_find(copy, mc_catalogue_vi_size, "zebr"));
	free(copy);
}

/* By POSIX: the first of the three that is set, and not empty. */
static void the_environment_names_the_language(void **state) {
	static const struct {
		const char *lc_all, *lc_messages, *lang;
		const char *name;
	} cases[] = {
		{ "", "", "", "vi" },
		{ "", "", "en_GB.UTF-8", "en" },
		{ "", "vi_VN.UTF-8", "en_GB.UTF-8", "vi" },
		{ "en_US.UTF-8", "vi_VN.UTF-8", "vi_VN.UTF-8", "en" },
		{ "C.UTF-8", "", "en_GB.UTF-8", "vi" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LC_ALL", cases[i].lc_all, 1);
		setenv("LC_MESSAGES", cases[i].lc_messages, 1);
		setenv("LANG", cases[i].lang, 1);
		assert_string_equal(mc_lang_name(mc_lang_environment()), cases[i].name);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_language_is_read_from_its_name),
		cmocka_unit_test(the_environment_names_the_language),
		cmocka_unit_test(texts_are_translated_or_stay),
		cmocka_unit_test(errors_are_said_in_either_language),
		cmocka_unit_test(words_among_the_arguments_are_said_too),
		cmocka_unit_test(a_catalogue_cut_anywhere_is_survived),
		cmocka_unit_test(a_catalogue_with_any_wrong_byte_is_survived),
		cmocka_unit_test(the_other_byte_order_is_read),
	};

	return cmocka_run_group_tests_name("tr", tests, NULL, NULL);
}

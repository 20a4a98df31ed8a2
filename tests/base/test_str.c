#include "base/str.h"
#include "cmocka_all.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_string_grows_and_keeps_any_byte(void **state) {
	struct mc_str str;

	(void)state;
	mc_str_init(&str);
	assert_string_equal(mc_str_text(&str), "");
	mc_str_clear(&str);
	mc_str_add_bytes(&str, NULL, 0);
	assert_non_null(str.data);
	mc_str_add(&str, "Phường ");
	mc_str_add_char(&str, '7');
	mc_str_addf(&str, ", %s %d", "quận", 3);
	assert_string_equal(mc_str_text(&str), "Phường 7, quận 3");
	mc_str_clear(&str);
	assert_string_equal(mc_str_text(&str), "");
	mc_str_add_bytes(&str, "a\0b", 3);
	assert_int_equal(str.len, 3);
	assert_memory_equal(str.data, "a\0b", 4);
	mc_str_finish(&str);
	assert_null(str.data);
	mc_str_finish(&str);
}

static void a_format_may_be_longer_than_all_before(void **state) {
	struct mc_str str;

	(void)state;
	mc_str_init(&str);
	for (size_t width = 0; width < 300; width++) {
		size_t before = str.len;

		mc_str_addf(&str, "%*s|", (int)width, "");
		assert_int_equal(str.len, before + width + 1);
		assert_int_equal(strlen(mc_str_text(&str)), str.len);
		assert_int_equal(str.data[str.len - 1], '|');
	}
	mc_str_finish(&str);
}

static void a_copy_is_cut_between_letters(void **state) {
	static const struct {
		const char *text;
		size_t size;
		const char *copy;
		bool whole;
	} cases[] = {
		{ "", 1, "", true },
		{ "abc", 4, "abc", true },
		{ "abc", 3, "ab", false },
		{ "abc", 1, "", false },
		{ "Đức", 7, "Đức", true },
		{ "Đức", 6, "Đứ", false },
		{ "Đức", 5, "Đ", false },
		{ "Đức", 4, "Đ", false },
		{ "Đức", 3, "Đ", false },
		{ "Đức", 2, "", false },
		/* e, circumflex, tilde: a letter goes with its marks or not at all */
		{ "ye\u0302\u0303n", 7, "ye\u0302\u0303", false },
		{ "ye\u0302\u0303n", 6, "y", false },
		{ "ye\u0302\u0303n", 4, "y", false },
		{ "ye\u0302\u0303n", 3, "y", false },
		{ "\x80\x80\x80\x80\x80", 3, "\x80\x80", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[16];

		memset(out, 'x', sizeof out);
		assert_int_equal(mc_copy(out, cases[i].size, cases[i].text), cases[i].whole);
		if (cases[i].text[0] != '\x80') {
			assert_string_equal(out, cases[i].copy);
		}
		assert_true(strlen(out) < cases[i].size);
		assert_int_equal(out[cases[i].size], 'x');
	}
	assert_false(mc_copy(NULL, 0, "a"));
}

static void same_ignores_the_case_of_ascii_only(void **state) {
	static const struct {
		const char *a;
		const char *b;
		bool same;
	} cases[] = {
		{ "", "", true },
		{ "A-001", "a-001", true },
		{ "a", "ab", false },
		{ "ab", "a", false },
		{ "Đ", "đ", false },
		{ "@", "`", false },
		{ "[", "{", false },
		{ "z", "Z", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_same(cases[i].a, cases[i].b), cases[i].same);
	}
}

static void cleanups_give_back(void **state) {
	int fd = open("/dev/null", O_RDONLY);
	int kept = fd;

	(void)state;
	assert_true(fd >= 0);
	{
		MC_AUTOCLOSE int closed = fd;
		MC_AUTOFREE char *block = malloc(10); /* the leak checker sees it otherwise */
		MC_AUTOFREE char *none = NULL;
		MC_AUTOCLOSE int nothing = -1;

		assert_true(block != NULL && none == NULL && closed == fd && nothing == -1);
	}
	assert_int_equal(fcntl(kept, F_GETFD), -1);
}

static void a_counted_text_ends_where_it_says(void **state) {
	struct mc_str str;

	(void)state;
	mc_str_init(&str);
	mc_str_add_counted(&str, "a,1:b");
	mc_str_add_counted(&str, NULL);
	mc_str_add_counted(&str, "đ");
	assert_string_equal(mc_str_text(&str), "5:a,1:b,0:,2:đ,");
	mc_str_finish(&str);
}

static void a_list_is_walked_item_by_item(void **state) {
	static const struct {
		const char *list;
		const char *items; /* with | behind each */
	} cases[] = {
		{ "", "" },
		{ "a", "a|" },
		{ "a;bc", "a|bc|" },
		{ "a,b;c", "a|b|c|" },
		{ ";a;;", "|a||" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *list = cases[i].list;
		char items[32] = "";
		size_t len;

		for (const char *item; (item = mc_list_next(&list, ";,", &len)) != NULL;) {
			strncat(items, item, len);
			strcat(items, "|");
		}
		assert_string_equal(items, cases[i].items);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_string_grows_and_keeps_any_byte),
		cmocka_unit_test(a_format_may_be_longer_than_all_before),
		cmocka_unit_test(a_copy_is_cut_between_letters),
		cmocka_unit_test(same_ignores_the_case_of_ascii_only),
		cmocka_unit_test(a_counted_text_ends_where_it_says),
		cmocka_unit_test(a_list_is_walked_item_by_item),
		cmocka_unit_test(cleanups_give_back),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}

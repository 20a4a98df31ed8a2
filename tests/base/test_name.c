#include "cmocka_all.h"
#include "random.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

/* The alphabet by single words: letters first, then the tones of the whole syllable. */
static const char *const words[] = { "a", "à", "ả", "ã", "á", "ạ", "an", "ă", "ằ", "ẳ", "ẵ", "ắ",
	"ặ", "ăn", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "ân", "b", "c", "d", "da", "đ", "đa", "e", "è",
	"ẻ", "ẽ", "é", "ẹ", "ê", "ề", "ể", "ễ", "ế", "ệ", "g", "h", "hoa", "hoà", "hòa", "hoả",
	"hỏa", "hoá", "hóa", "hoan", "i", "k", "l", "m", "n", "nghĩa", "nghiêm", "o", "ó", "ô", "ố",
	"ơ", "ớ", "p", "q", "r", "s", "t", "u", "ụ", "ư", "ự", "v", "x", "y", "ỳ", "ỷ", "ỹ", "ý",
	"ỵ" };

static int sign(int order) {
	return (order > 0) - (order < 0);
}

static void check_order(const char *const *list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < count; k++) {
			int expected = i < k ? -1 : i > k;

			if (sign(mc_text_compare_names(list[i], list[k])) != expected) {
				fail_msg("“%s” against “%s”: not %d", list[i], list[k], expected);
			}
		}
	}
}

static void words_follow_the_vietnamese_alphabet(void **state) {
	(void)state;
	check_order(words, sizeof words / sizeof *words);
}

static void people_follow_given_middle_family(void **state) {
	static const char *const names[] = {
		"", "An", /* one word is a given name */
		"Lê An", "Nguyễn An", "Trần Ánh An", "Lê Bình An",
		"Lê Bình Văn An", /* its middle names are more */
		"Lê Thị An", "Trần Thị An", "Nguyễn Văn Ái", /* i before n */
	};
	static const char *const given_first[] = {
		"Vũ Văn Hoa",
		"Bùi Văn Hòa", /* all Hoa stand before all Hòa */
		"Vũ Thị Hoàng",
		"Lê Văn Đức",
	};

	(void)state;
	assert_true(mc_text_compare_names(names[9], names[1]) < 0);
	check_order(names, sizeof names / sizeof *names - 1);
	assert_true(mc_text_compare_names(given_first[3], given_first[0]) < 0);
	check_order(given_first, sizeof given_first / sizeof *given_first - 1);
}

static void case_decides_last(void **state) {
	static const char *const names[] = { "LÊ AN", "Lê An", "lê an" };

	(void)state;
	check_order(names, sizeof names / sizeof *names);
	assert_true(mc_text_compare_names("lê an", "LÊ ÁN") < 0);
	assert_true(mc_text_compare_names("LÊ AN", "lê án") < 0);
}

static void decomposed_text_has_the_same_place(void **state) {
	(void)state;
	assert_true(mc_text_compare_names("Nguye\u0302\u0303n An", "Nguyễn Ân") < 0);
	assert_true(mc_text_compare_names("e\u0302\u0301", "ề") > 0);
	assert_true(mc_text_compare_names("e\u0302\u0301", "ệ") < 0);
}

/* Whatever stands in a name, the order is total: it can be turned round, and passes on. */
static void any_order_is_total(void **state) {
	static const char *const parts[] = { "a", "A", "á", "ă", "d", "đ", "o", "ơ", "\u0301",
		"\u0302", " ", "  ", "ß", "\xff", "'" };
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "name");
	for (int round = 0; round < 20000; round++) {
		char name[3][64] = { "", "", "" };
		int order[3];

		for (int i = 0; i < 3; i++) {
			for (size_t k = mc_random_below(&random, 6); k > 0; k--) {
				strcat(name[i], parts[mc_random_below(
							&random, sizeof parts / sizeof *parts)]);
			}
		}
		for (int i = 0; i < 3; i++) {
			order[i] = sign(mc_text_compare_names(name[i], name[(i + 1) % 3]));
			assert_int_equal(mc_text_compare_names(name[i], name[i]), 0);
			assert_int_equal(
				order[i], -sign(mc_text_compare_names(name[(i + 1) % 3], name[i])));
			assert_int_equal(order[i] == 0, strcmp(name[i], name[(i + 1) % 3]) == 0);
		}
		/* a < b < c < a cannot be */
		assert_false(order[0] != 0 && order[0] == order[1] && order[1] == order[2]);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_follow_the_vietnamese_alphabet),
		cmocka_unit_test(people_follow_given_middle_family),
		cmocka_unit_test(case_decides_last),
		cmocka_unit_test(decomposed_text_has_the_same_place),
		cmocka_unit_test(any_order_is_total),
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}

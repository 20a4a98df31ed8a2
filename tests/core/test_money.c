/* Amounts in words and digits, and the tariff of certified copies. */
#include "cmocka_all.h"
#include "core/money.h"
#include "random.h"
#include <stdbool.h>
#include <string.h>

static void test_words(void **state) {
	static const struct {
		int64_t dong;
		const char *words;
	} amounts[] = {
		{ 0, "không đồng" },
		{ 1, "một đồng" },
		{ 4, "bốn đồng" },
		{ 5, "năm đồng" },
		{ 10, "mười đồng" },
		{ 11, "mười một đồng" },
		{ 14, "mười bốn đồng" },
		{ 15, "mười lăm đồng" },
		{ 20, "hai mươi đồng" },
		{ 21, "hai mươi mốt đồng" },
		{ 24, "hai mươi tư đồng" },
		{ 25, "hai mươi lăm đồng" },
		{ 29, "hai mươi chín đồng" },
		{ 100, "một trăm đồng" },
		{ 101, "một trăm linh một đồng" },
		{ 104, "một trăm linh tư đồng" },
		{ 105, "một trăm linh năm đồng" },
		{ 110, "một trăm mười đồng" },
		{ 111, "một trăm mười một đồng" },
		{ 114, "một trăm mười bốn đồng" },
		{ 115, "một trăm mười lăm đồng" },
		{ 121, "một trăm hai mươi mốt đồng" },
		{ 555, "năm trăm năm mươi lăm đồng" },
		{ 999, "chín trăm chín mươi chín đồng" },
		{ 1000, "một nghìn đồng" },
		{ 1001, "một nghìn không trăm linh một đồng" },
		{ 1010, "một nghìn không trăm mười đồng" },
		{ 2000, "hai nghìn đồng" },
		{ 12000, "mười hai nghìn đồng" },
		{ 21000, "hai mươi mốt nghìn đồng" },
		{ 105000, "một trăm linh năm nghìn đồng" },
		{ 105005, "một trăm linh năm nghìn không trăm linh năm đồng" },
		{ 200000, "hai trăm nghìn đồng" },
		{ 1000000, "một triệu đồng" },
		{ 1000005, "một triệu không trăm linh năm đồng" },
		{ 1005000, "một triệu không trăm linh năm nghìn đồng" },
		{ 1250000, "một triệu hai trăm năm mươi nghìn đồng" },
		{ 1234567, "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng" },
		{ 1000000000, "một tỷ đồng" },
		{ 1000000001, "một tỷ không trăm linh một đồng" },
		{ 1005000000, "một tỷ không trăm linh năm triệu đồng" },
		{ INT64_C(15000000000), "mười lăm tỷ đồng" },
		{ INT64_C(1000000000000), "một nghìn tỷ đồng" },
		{ INT64_C(1000500000000), "một nghìn tỷ năm trăm triệu đồng" },
		{ INT64_C(1005000000000), "một nghìn không trăm linh năm tỷ đồng" },
		{ MC_MONEY_MAX, "một triệu tỷ đồng" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		char words[MC_MONEY_WORDS_SIZE];

		assert_int_equal(mc_money_words(amounts[i].dong, words, NULL), MC_OK);
		assert_string_equal(words, amounts[i].words);
	}
}

static void test_words_refused(void **state) {
	static const int64_t amounts[] = { -1, MC_MONEY_MAX + 1, INT64_MIN, INT64_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		char words[MC_MONEY_WORDS_SIZE] = "?";

		assert_int_equal(mc_money_words(amounts[i], words, NULL), MC_INVALID);
		assert_string_equal(words, "?");
	}
}

/* A reader of its own, from the words back to the number; -1 for a word it does not know. */
static int64_t read_words(const char *text) {
	static const struct {
		const char *word;
		enum { DIGIT, TEN, TENS, HUNDRED, SCALE, BILLION, SILENT } kind;
		int64_t value;
	} words[] = {
		{ "không", DIGIT, 0 },
		{ "một", DIGIT, 1 },
		{ "mốt", DIGIT, 1 },
		{ "hai", DIGIT, 2 },
		{ "ba", DIGIT, 3 },
		{ "bốn", DIGIT, 4 },
		{ "tư", DIGIT, 4 },
		{ "năm", DIGIT, 5 },
		{ "lăm", DIGIT, 5 },
		{ "sáu", DIGIT, 6 },
		{ "bảy", DIGIT, 7 },
		{ "tám", DIGIT, 8 },
		{ "chín", DIGIT, 9 },
		{ "mười", TEN, 10 },
		{ "mươi", TENS, 10 },
		{ "trăm", HUNDRED, 100 },
		{ "nghìn", SCALE, 1000 },
		{ "triệu", SCALE, 1000000 },
		{ "tỷ", BILLION, 1000000000 },
		{ "linh", SILENT, 0 },
		{ "đồng", SILENT, 0 },
	};
	char copy[MC_MONEY_WORDS_SIZE];
	int64_t total = 0;
	int64_t group = 0;
	int64_t digit = 0;

	strcpy(copy, text);
	for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
		size_t i = 0;

		while (i < sizeof words / sizeof *words && strcmp(words[i].word, word) != 0) {
			i++;
		}
		if (i == sizeof words / sizeof *words) {
			return -1;
		}
		switch (words[i].kind) {
		case DIGIT: digit = words[i].value; break;
		case TEN: group += 10; break;
		case TENS:
		case HUNDRED:
			group += digit * words[i].value;
			digit = 0;
			break;
		case SCALE:
			total += (group + digit) * words[i].value;
			group = digit = 0;
			break;
		case BILLION:
			total = (total + group + digit) * words[i].value;
			group = digit = 0;
			break;
		case SILENT: break;
		}
	}
	return total + group + digit;
}

static void test_words_round_trip(void **state) {
	struct mc_random random;
	char words[MC_MONEY_WORDS_SIZE];

	(void)state;
	mc_random_init(&random, "amounts in words");
	for (int64_t dong = 0; dong < 5000; dong++) {
		assert_int_equal(mc_money_words(dong, words, NULL), MC_OK);
		assert_int_equal(read_words(words), dong);
	}
	for (int i = 0; i < 20000; i++) {
		int64_t dong = (int64_t)mc_random_below(&random, MC_MONEY_MAX);

		for (size_t zeros = mc_random_below(&random, 13); zeros > 0; zeros--) {
			dong = dong / 10;
		}
		assert_int_equal(mc_money_words(dong, words, NULL), MC_OK);
		assert_int_equal(read_words(words), dong);
		assert_null(strstr(words, "  "));
	}
}

/* The longest reading of three digits in all five groups fits. */
static void test_longest(void **state) {
	char words[MC_MONEY_WORDS_SIZE];

	(void)state;
	assert_int_equal(mc_money_words(INT64_C(444444444444444), words, NULL), MC_OK);
	assert_int_equal(read_words(words), INT64_C(444444444444444));
	assert_int_equal(mc_money_words(INT64_C(777777777777777), words, NULL), MC_OK);
	assert_int_equal(read_words(words), INT64_C(777777777777777));
	assert_string_equal(words + strlen(words) - strlen(" đồng"), " đồng");
}

static void test_digits(void **state) {
	static const struct {
		int64_t dong;
		const char *digits;
	} amounts[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -7, "-7" },
		{ 999, "999" },
		{ 1000, "1.000" },
		{ -1000, "-1.000" },
		{ -100, "-100" },
		{ 12000, "12.000" },
		{ 1250000, "1.250.000" },
		{ 100000000, "100.000.000" },
		{ INT64_MAX, "9.223.372.036.854.775.807" },
		{ INT64_MIN, "-9.223.372.036.854.775.808" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		char digits[MC_MONEY_DIGITS_SIZE];

		mc_money_digits(amounts[i].dong, digits);
		assert_string_equal(digits, amounts[i].digits);
	}
}

/* Domain §7. */
static void test_tariff(void **state) {
	static const struct {
		int pages;
		int copies;
		int64_t dong; /* -1: refused */
	} rows[] = {
		{ 1, 1, 2000 },
		{ 2, 1, 4000 },
		{ 3, 1, 5000 },
		{ 10, 1, 12000 },
		{ 197, 1, 199000 },
		{ 198, 1, 200000 },
		{ 199, 1, 200000 },
		{ 10000, 1, 200000 },
		{ 3, 4, 20000 },
		{ 199, 10000, INT64_C(2000000000) },
		{ 0, 1, -1 },
		{ 1, 0, -1 },
		{ -1, 1, -1 },
		{ 1, -1, -1 },
		{ 10001, 1, -1 },
		{ 1, 10001, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t dong = -1;
		enum mc_status status =
			mc_tariff_copies(rows[i].pages, rows[i].copies, &dong, NULL);

		assert_int_equal(status, rows[i].dong < 0 ? MC_INVALID : MC_OK);
		assert_int_equal(dong, rows[i].dong);
	}
	assert_true(mc_tariff_of_copies("2.000815"));
	assert_true(mc_tariff_of_copies("2.000815.H01")); /* a province's own spelling */
	assert_false(mc_tariff_of_copies("2.0008151"));
	assert_false(mc_tariff_of_copies("1.001193"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_refused),
		cmocka_unit_test(test_words_round_trip),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_tariff),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

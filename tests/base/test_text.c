#include "base/tr.h"
#include "cmocka_all.h"
#include "random.h"
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* The 134 letters that Vietnamese adds to the Latin ones, by what they fold to. */
static const struct {
	char folded;
	const char *lower;
	const char *upper;
} letters[] = {
	{ 'a', "àảãáạăằẳẵắặâầẩẫấậ", "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ" },
	{ 'd', "đ", "Đ" },
	{ 'e', "èẻẽéẹêềểễếệ", "ÈẺẼÉẸÊỀỂỄẾỆ" },
	{ 'i', "ìỉĩíị", "ÌỈĨÍỊ" },
	{ 'o', "òỏõóọôồổỗốộơờởỡớợ", "ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ" },
	{ 'u', "ùủũúụưừửữứự", "ÙỦŨÚỤƯỪỬỮỨỰ" },
	{ 'y', "ỳỷỹýỵ", "ỲỶỸÝỴ" },
};

static void test_cleaning_gives_the_letters_meant(void **state) {
	static const struct {
		const char *in;
		const char *out;
	} cases[] = {
		{ "", "" }, { " \t\r\n\u00a0\u3000 ", "" }, { "Nguyễn Văn Đức", "Nguyễn Văn Đức" },
		{ "Nguye\u0302\u0303n Va\u0306n \u0110u\u031b\u0301c", "Nguyễn Văn Đức" },
		{ "Nguye\u0303\u0302n", "Nguyễn" }, /* tilde before circumflex */
		{ "Nguy\u1ebd\u0302n", "Nguyễn" }, /* a composed ẽ, then circumflex */
		{ "a\u0301\u0306", "ắ" }, { "u\u0301\u031b", "ứ" }, { "o\u0323\u0302", "ộ" },
		{ "o\u0302\u0323", "ộ" }, { "o\u0323\u031b", "ợ" },
		{ "e\u0341\u0302", "ế" }, /* the deprecated acute tone mark */
		{ "  hai   từ\t\n", "hai từ" }, { "một\r\nhai\u2028ba", "một hai ba" },
		{ "a\u0303 \u0302b", "ã \u0302b" }, /* no mark moves over a letter or a space */
		{ "u\u0308\u0301", "ǘ" }, /* the order of other marks stays */
		{ "각", "각" }, { "🏠", "🏠" },
		{ "Ð\u1eb7ng ð\u1ea5t Ɖức", "Đặng đất Đức" }, /* Icelandic, African */
		{ "đƣ\u0323ơ\u0323c Ƣ", "đựợc Ư" },
		{ "V\u01cen, A\u030cn", "Văn, Ăn" }, /* a caron for the breve */
		{ "V\u03b1\u030cn", "Văn" }, /* on a Greek alpha */
		{ "a\u0301\u030c", "ắ" },
		{ "d\u0335ất D\u0336ức", "đất Đức" }, /* a stroke laid over */
		{ "Ｎｇｕｙễｎ　Ａ１", "Nguyễn A1" }, { "𝐍𝐠𝐮𝐲ễ𝐧", "Nguyễn" },
		{ "Ph\u0251n \ufb01le Quận Ⅷ", "Phan file Quận VIII" },
		{ "\u0422rần \u0412ình", "Trần Bình" }, /* Cyrillic Т В */
		{ "\u03a4r\u1ea7n \u039fanh", "Trần Oanh" }, /* Greek */
		{ "\u0410", "A" }, { "Нина Сор", "Нина Сор" }, /* truly foreign: as it is */
		{ "Lê Нина", "Lê Нина" }, { "H\u2019Hen H\u02bcHen H`Hen", "H'Hen H'Hen H`Hen" },
		{ "O\u2019Brien \u2018Lan\u2019", "O'Brien \u2018Lan\u2019" },
		{ "N\u2010B\u2011A", "N-B-A" },
		{ "m\u00b2 \u2013 ½ №", "m\u00b2 \u2013 ½ №" }, /* signs stay */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[100];
		struct mc_error err;

		assert_int_equal(
			mc_text_clean(cases[i].in, strlen(cases[i].in), 30, out, sizeof out, &err),
			MC_OK);
		assert_string_equal(out, cases[i].out);
	}
}

/* Every Vietnamese letter, taken apart and with its marks in either order, comes back composed. */
static void every_letter_is_repaired_from_any_order(void **state) {
	static const char *const bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
	static const char *const tones[] = { "\u0300", "\u0309", "\u0303", "\u0301", "\u0323" };
	static const char *const plain[] = { "ă", "a\u0306", "â", "a\u0302", "ê", "e\u0302", "ô",
		"o\u0302", "ơ", "o\u031b", "ư", "u\u031b", "Ă", "A\u0306", "Â", "A\u0302", "Ê",
		"E\u0302", "Ô", "O\u0302", "Ơ", "O\u031b", "Ư", "U\u031b" };
	int seen = 0;

	(void)state;
	for (size_t pos = 0; bases[pos] != '\0';) {
		char base[5] = "";
		size_t start = pos;

		mc_utf8_next(bases, strlen(bases), &pos);
		memcpy(base, bases + start, pos - start);
		for (size_t tone = 0; tone < 5; tone++) {
			char in[16];
			char composed[8];
			char swapped[8];

			snprintf(in, sizeof in, "%s%s", base, tones[tone]);
			assert_int_equal(
				mc_text_clean(in, strlen(in), 1, composed, 8, NULL), MC_OK);
			for (size_t i = 0; i < sizeof plain / sizeof *plain; i += 2) {
				if (strcmp(plain[i], base) == 0) {
					snprintf(in, sizeof in, "%c%s%s", plain[i + 1][0],
						tones[tone], plain[i + 1] + 1);
				}
			}
			assert_int_equal(mc_text_clean(in, strlen(in), 1, swapped, 8, NULL), MC_OK);
			assert_string_equal(swapped, composed);
			seen++;
		}
	}
	assert_int_equal(seen, 120);
}

static void bad_text_is_refused_with_its_place(void **state) {
	static const struct {
		const char *in;
		size_t len;
		const char *says;
	} cases[] = {
		{ "abc\001", 4, "U+0001, at byte 4:" },
		{ "a\0b", 3, "U+0000, at byte 2:" },
		{ "\x7f", 1, "U+007F, at byte 1:" },
		{ "Đ\xc2\x85", 4, "U+0085, at byte 3:" },
		{ "\x1b[31m", 5, "U+001B, at byte 1:" },
		{ "a\u200bb", 5, "U+200B, at byte 2:" }, /* an invisible space */
		{ "a\u202eb", 5, "U+202E, at byte 2:" }, /* turns the reading direction */
		{ "\ufeff", 3, "U+FEFF, at byte 1:" },
		{ "a\u0378", 3, "U+0378, at byte 2:" }, /* unassigned */
		{ "\uffff", 3, "U+FFFF, at byte 1:" },
		{ "\ue000", 3, "U+E000, at byte 1:" }, /* private */
		{ "A\u3164", 4, "U+3164, at byte 2:" }, /* fillers */
		{ "\u115f", 3, "U+115F, at byte 1:" },
		{ "\u1160", 3, "U+1160, at byte 1:" },
		{ "\uffa0", 3, "U+FFA0, at byte 1:" },
		{ "a\ufe0f", 4, "U+FE0F, at byte 2:" }, /* variation selectors */
		{ "a\U000e0100", 5, "U+E0100, at byte 2:" },
		{ "a\u180b", 4, "U+180B, at byte 2:" },
		{ "\U000e0041", 4, "U+E0041, at byte 1:" }, /* tags */
		{ "a\u034f", 3, "U+034F, at byte 2:" }, /* joins, unseen */
		{ "a\u2066", 4, "U+2066, at byte 2:" },
		{ "\u2800", 3, "U+2800, at byte 1:" }, /* an empty Braille cell */
		{ "\u17b5", 3, "U+17B5, at byte 1:" },
		{ "a\u00ad", 3, "U+00AD, at byte 2:" }, /* a hyphen that shows at line ends only */
		{ "a\xc0\xaf", 3, "not UTF-8 at byte 2:" },
		{ "ab\xed\xa0\x80", 5, "not UTF-8 at byte 3:" },
		{ "Nguy\xe1\xbb", 6, "not UTF-8 at byte 5:" },
		{ "\xf4\x90\x80\x80", 4, "not UTF-8 at byte 1:" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[100] = "as it was";
		char text[200];
		struct mc_error err;

		assert_int_equal(
			mc_text_clean(cases[i].in, cases[i].len, 30, out, sizeof out, &err),
			MC_INVALID);
		assert_int_equal(err.status, MC_INVALID);
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		assert_non_null(strstr(text, cases[i].says));
		assert_string_equal(out, "as it was");
	}
}

static void long_text_is_refused_never_cut(void **state) {
	static char huge[10 * 1024 * 1024];
	char name[301 * 2 + 1] = "";
	char out[1201] = "as it was";
	char text[200];
	struct mc_error err;

	(void)state;
	memset(huge, 'x', sizeof huge);
	assert_int_equal(mc_text_clean(huge, sizeof huge, MC_TEXT_MAX_CHARS, out, sizeof out, &err),
		MC_INVALID);
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "The text is longer than 1000 characters: shorten it.");
	for (int i = 0; i < 300; i++) {
		memcpy(name + 2 * i, "đ", 3);
	}
	assert_int_equal(mc_text_clean(name, strlen(name), 299, out, sizeof out, &err), MC_INVALID);
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "The text is longer than 299 characters: shorten it.");
	assert_int_equal(mc_text_clean(name, strlen(name), 300, out, 600, &err), MC_INVALID);
	mc_error_text(MC_LANG_EN, &err, text, sizeof text);
	assert_string_equal(text, "The text is longer than 599 bytes: shorten it.");
	assert_string_equal(out, "as it was");
	assert_int_equal(mc_text_clean(name, strlen(name), 300, out, 601, &err), MC_OK);
	assert_string_equal(out, name);
}

static void the_limit_counts_what_is_kept(void **state) {
	char out[4] = "?";

	(void)state;
	/* Nine characters decomposed and spaced, one when clean. */
	assert_int_equal(mc_text_clean("   e\u0302\u0303   ", 11, 1, out, sizeof out, NULL), MC_OK);
	assert_string_equal(out, "ễ");
	assert_int_equal(mc_text_clean("e\u0302\u0303", 5, 1, out, 3, NULL), MC_INVALID);
	assert_int_equal(mc_text_clean("", 0, 0, out, 1, NULL), MC_OK);
	assert_string_equal(out, "");
	assert_int_equal(mc_text_clean("a", 1, 0, out, sizeof out, NULL), MC_INVALID);
	assert_int_equal(mc_text_clean("a", 1, 1, out, 1, NULL), MC_INVALID);
}

/* A tower of marks on one letter takes no time worth mentioning and stays as it is. */
static void a_tower_of_marks_is_kept(void **state) {
	char in[1 + 2 * 999 + 1] = "q";
	char out[MC_TEXT_MAX_BYTES];

	(void)state;
	for (int i = 0; i < 999; i++) {
		memcpy(in + 1 + 2 * i, i % 2 ? "\u0301" : "\u0323", 3);
	}
	assert_int_equal(mc_text_clean(in, strlen(in), 1000, out, sizeof out, NULL), MC_OK);
	assert_int_equal(mc_utf8_count(out), 1000);
	assert_memory_equal(out, "q\u0323\u0323", 5);
}

static void all_letters_fold(void **state) {
	int seen = 0;

	(void)state;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		const char *cases[] = { letters[i].lower, letters[i].upper };

		for (size_t k = 0; k < 2; k++) {
			for (size_t pos = 0, end = 0; cases[k][pos] != '\0'; pos = end) {
				char letter[5] = "";
				char out[16];

				mc_utf8_next(cases[k], strlen(cases[k]), &end);
				memcpy(letter, cases[k] + pos, end - pos);
				assert_int_equal(mc_text_fold(letter, out, sizeof out), 1);
				assert_int_equal(out[0], letters[i].folded);
				assert_int_equal(out[1], '\0');
				seen++;
			}
		}
	}
	assert_int_equal(seen, 134);
}

static void folding_keeps_words_only(void **state) {
	static const struct {
		const char *in;
		size_t size;
		const char *out;
	} cases[] = {
		{ "", 10, "" },
		{ "Đặng Thị Ngọc Ánh", 60, "dang thi ngoc anh" },
		{ "Nguye\u0302\u0303n", 60, "nguyen" },
		{ "  H'Mông, số 12/A—ngõ 3. ", 60, "hmong so 12 a ngo 3" },
		{ "!!!", 10, "" },
		{ "Straße", 20, "strasse" },
		{ "H07.15-240131-0001", 60, "h07 15 240131 0001" },
		{ "H'Hen Niê", 60, "hhen nie" },
		{ "H’Hen", 60, "hhen" },
		{ "HʼHen", 60, "hhen" },
		{ "O’Brien", 60, "obrien" },
		{ "Ê-đê", 60, "ede" },
		{ "Phương‐Nam", 60, "phuongnam" },
		{ "Hộ tịch - chứng thực", 60, "ho tich chung thuc" },
		{ "'Lan' -Anh- 3-B", 60, "lan anh 3 b" },
		{ "Ðặng ðức Ɖạt", 60, "dang duc dat" },
		{ "Søren Łódź Yıldız Æsa Œuvre", 60, "soren lodz yildiz aesa oeuvre" },
		{ "Nguyễn", 60, "nguyen" },
		{ "đƣợc", 60, "duoc" },
		/* too small: whole words only */
		{ "dang thi ngoc", 13, "dang thi" },
		{ "dang thi ngoc", 14, "dang thi ngoc" },
		{ "dang thi ngoc", 5, "dang" },
		{ "dang thi ngoc", 4, "" },
		{ "dang thi ngoc", 1, "" },
		/* what follows the word that does not fit does not slip in */
		{ "dang nguyenvan a", 8, "dang" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[64];

		memset(out, '?', sizeof out);
		assert_int_equal(
			mc_text_fold(cases[i].in, out, cases[i].size), strlen(cases[i].out));
		assert_string_equal(out, cases[i].out);
		assert_int_equal(out[cases[i].size], '?');
	}
	assert_int_equal(mc_text_fold("abc", NULL, 0), 0);
}

/* What holds for any text: the key of a key is the key, and 3 × strlen + 1 bytes suffice. */
static void check_fold(const char *text) {
	char *once = malloc(3 * strlen(text) + 1);
	char *twice = malloc(3 * 3 * strlen(text) + 1);
	char *roomy = malloc(8 * strlen(text) + 100);
	size_t len = mc_text_fold(text, once, 3 * strlen(text) + 1);

	assert_int_equal(mc_text_fold(text, roomy, 8 * strlen(text) + 100), len);
	assert_string_equal(once, roomy);
	mc_text_fold(once, twice, 3 * strlen(once) + 1);
	assert_string_equal(twice, once);
	free(roomy);
	free(twice);
	free(once);
}

static void every_character_folds_for_good(void **state) {
	(void)state;
	for (int32_t c = 1; c < 0x30000; c++) {
		char text[5] = "";

		if (mc_utf8_encode(c, text) > 0) {
			check_fold(text);
		}
	}
}

/* A character of the kinds that meet in names: ASCII, Vietnamese, marks, now and then any. */
static size_t random_character(struct mc_random *random, char out[4]) {
	static const char *const marks[] = { "\u0300", "\u0301", "\u0302", "\u0303", "\u0306",
		"\u0309", "\u031b", "\u0323" };
	size_t len;

	switch (mc_random_below(random, 4)) {
	case 0: return mc_utf8_encode((int32_t)(' ' + mc_random_below(random, 95)), out);
	case 1: memcpy(out, marks[mc_random_below(random, 8)], 2); return 2;
	case 2: return mc_utf8_encode((int32_t)(0x1EA0 + mc_random_below(random, 90)), out);
	default: do { len = mc_utf8_encode((int32_t)(1 + mc_random_below(random, 0x2FFFF)), out);
		} while (len == 0);
		return len;
	}
}

static void any_text_cleans_and_folds_for_good(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "text");
	for (int round = 0; round < 5000; round++) {
		char text[4 * 40 + 1];
		char clean[4 * 4 * 40 + 1];
		char again[sizeof clean];
		size_t len = 0;

		for (size_t i = mc_random_below(&random, 40); i > 0; i--) {
			len += random_character(&random, text + len);
		}
		text[len] = '\0';
		check_fold(text);
		if (mc_text_clean(text, len, 1000, clean, sizeof clean, NULL) != MC_OK) {
			continue;
		}
		assert_int_equal(
			mc_text_clean(clean, strlen(clean), 1000, again, sizeof again, NULL),
			MC_OK);
		assert_string_equal(again, clean);
		/* an outer blank does not let a clean text be copied as it is */
		snprintf(text, sizeof text, " %.100s", clean);
		if (strlen(clean) <= 100) {
			assert_int_equal(
				mc_text_clean(text, strlen(text), 1000, again, sizeof again, NULL),
				MC_OK);
			assert_string_equal(again, clean);
		}
	}
}

static void labels_are_raised(void **state) {
	char text[] = "a-z09Đđ{`";

	(void)state;
	mc_text_upper_ascii(text);
	assert_string_equal(text, "A-Z09Đđ{`");
}

static void same_but_for_capitals(void **state) {
	static const struct {
		const char *a;
		const char *b;
		bool same;
	} cases[] = {
		{ "", "", true },
		{ "Hộ tịch", "HỘ TỊCH", true },
		{ "Đất đai", "đất Đai", true },
		{ "Đường, phố 1", "đƯỜNG, PHỐ 1", true },
		{ "Hộ tịch", "Hộ tích", false },
		{ "Hộ tịch", "Ho tich", false },
		{ "Đất", "Dất", false },
		{ "Hộ tịch", "Hộ", false },
		{ "Hộ", "Hộ tịch", false },
		{ "Hộ tịch", "Hộ-tịch", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(mc_text_same(cases[i].a, cases[i].b), cases[i].same);
	}
}

static void test_accents_for_apostrophes_are_mended(void **state) {
	char text[] = "H`Hen `Lan` ê`đê A` `";

	(void)state;
	mc_text_mend_accents(text);
	assert_string_equal(text, "H'Hen `Lan` ê'đê A` `");
}

/* Every character that Unicode says is to be ignored by default: nobody sees it. */
static void test_no_invisible_character_is_taken(void **state) {
	int refused = 0;

	(void)state;
	for (int32_t c = 1; c < 0x110000; c++) {
		char text[8] = "a";
		char out[8];
		size_t len = 1 + mc_utf8_encode(c, text + 1);
		bool ignorable = utf8proc_get_property(c)->ignorable;

		text[len++] = 'b';
		if (len > 2 && ignorable) {
			assert_int_equal(
				mc_text_clean(text, len, 9, out, sizeof out, NULL), MC_INVALID);
			refused++;
		}
	}
	assert_in_range(refused, 250, 5000);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cleaning_gives_the_letters_meant),
		cmocka_unit_test(every_letter_is_repaired_from_any_order),
		cmocka_unit_test(bad_text_is_refused_with_its_place),
		cmocka_unit_test(long_text_is_refused_never_cut),
		cmocka_unit_test(the_limit_counts_what_is_kept),
		cmocka_unit_test(a_tower_of_marks_is_kept),
		cmocka_unit_test(all_letters_fold),
		cmocka_unit_test(folding_keeps_words_only),
		cmocka_unit_test(every_character_folds_for_good),
		cmocka_unit_test(any_text_cleans_and_folds_for_good),
		cmocka_unit_test(same_but_for_capitals),
		cmocka_unit_test(labels_are_raised),
		cmocka_unit_test(test_no_invisible_character_is_taken),
		cmocka_unit_test(test_accents_for_apostrophes_are_mended),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

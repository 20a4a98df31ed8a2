/* The parts of joined words, destroyed names, and the order of Vietnamese lists. */
#include "cmocka_all.h"
#include "random.h"
#include <locale.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_joined_words_are_found_by_their_parts(void **state) {
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "H'Hen Niê", "h hen nie" },
		{ "O’Brien", "o brien" },
		{ "Phương-Nam", "phuong nam" },
		{ "Nguyễn Văn An", "" },
		{ "Số 3-4", "" },
		{ "Lê - Lan", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		char out[64];

		assert_int_equal(
			mc_text_fold_parts(cases[i].in, out, sizeof out), strlen(cases[i].out));
		assert_string_equal(out, cases[i].out);
	}
}

/* ---- destroyed names ---- */

static void test_destroyed_names_are_seen(void **state) {
	static const char *const destroyed[] = { "Nguy?n Van M?u", "L? Th? Hoa", "???", "Tr\ufffdn",
		"Nguyá»…n VÄƒn Äáº¡t", "Tráº§n", "LÃª Thá»‹ HÆ°Æ¡ng", "Ä‘áº¥t Ä‘ai",
		"NguyÔn V¨n An", "§Æng Ngäc ¸nh", "TrÇn V¨n TuÊn", "Lê Нham", "Lê Bìnhж", "L? Hoa",
		"Lê Th?", "?ng Hoa", "Nguyeãn Vaên Maãu", "TRAÀN", "Phá»§", "Â°", "Ã“ng",
		"â€œSao Maiâ€" };
	static const char *const whole[] = { "", "Nguyễn Văn Mẫu", "H'Hen Niê", "O'Brien",
		"Lê Ái Ân", "Công ty TNHH A&B", "Jürgen Müller", "Søren Łódź", "Trần Á",
		"Nguyễn Thị Âu (Á)", "CÔNG TY CP “SAO MAI”", "Hộ KD Phở 24h – Q.1", "ABC®", "Нина",
		"Đỗ Ã Ạ", "Y Phôn Êban", "Bảo hiểm “giá”", "UBND «XÃ»", "“XÃ”–PHƯỜNG",
		"dưới 100m², 25°C, 3m³", "5×4m", "½ ngày", "Raphaël Chloé", "Khoá Hoà Loá", "M¹" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(destroyed); i++) {
		if (!mc_name_is_destroyed(destroyed[i])) {
			print_message("# “%s”\n", destroyed[i]);
		}
		assert_true(mc_name_is_destroyed(destroyed[i]));
	}
	for (size_t i = 0; i < MC_COUNT(whole); i++) {
		if (mc_name_is_destroyed(whole[i])) {
			print_message("# “%s”\n", whole[i]);
		}
		assert_false(mc_name_is_destroyed(whole[i]));
	}
	assert_false(mc_text_is_destroyed("Giấy tờ gồm những gì?")); /* a title may ask */
	assert_true(mc_text_is_destroyed("Đăng k? khai sinh"));
}

/* ---- order ---- */

/* Each stands before the next. */
static const char *const in_order[] = { "", " ", "-", "1", "12", "2", "a", "A", "à", "À", "ả", "ã",
	"á", "ạ", "ai", "ái", "am", "ăn", "ằn", "ắn", "âm", "ầm", "ấm", "ba", "bà",
	"b\u1ea3o v\u1ec7", "chứng thực", "da", "dân", "dất", "đa", "đất", "đất đai", "Đất đai",
	"Đất đai nhà ở", "e", "ê", "g", "Hộ tịch", "i", "í", "n", "ng", "nh", "o", "ò", "ôi", "ổi",
	"ơi", "p", "u", "ú", "ư", "ứ", "v", "x", "y", "ý", "Y tế", "z" };

static int sign(int value) {
	return (value > 0) - (value < 0);
}

static void test_lists_stand_in_vietnamese_order(void **state) {
	(void)state;
	for (size_t i = 0; i < MC_COUNT(in_order); i++) {
		for (size_t k = 0; k < MC_COUNT(in_order); k++) {
			int order = mc_text_order(in_order[i], in_order[k]);

			if (sign(order) != (i > k) - (i < k)) {
				print_message("# “%s” and “%s”\n", in_order[i], in_order[k]);
			}
			assert_int_equal(sign(order), (i > k) - (i < k));
		}
	}
}

static void test_people_stand_by_given_name(void **state) {
	static const char *const people[] = { "Lê Thị An", "Trần Văn An", "Nguyễn Thị Ánh",
		"Lê Văn Bình", "Trần Văn Cường", "Nguyễn Thị Dung", "Y Đam", "Lê Thị Đào",
		"H'Hen Niê" };

	(void)state;
	for (size_t i = 0; i + 1 < MC_COUNT(people); i++) {
		if (mc_text_order_people(people[i], people[i + 1]) >= 0) {
			print_message("# “%s” and “%s”\n", people[i], people[i + 1]);
		}
		assert_true(mc_text_order_people(people[i], people[i + 1]) < 0);
		assert_true(mc_text_order_people(people[i + 1], people[i]) > 0);
		assert_int_equal(mc_text_order_people(people[i], people[i]), 0);
	}
}

/* The last letters have both a mark and a tone: the C library takes those for letters without the mark. */
#define BOTH 6

static void random_word(struct mc_random *random, bool both, char *out, size_t size) {
	static const char *const letters[] = { "a", "à", "ả", "ã", "á", "ạ", "ă", "â", "b", "c",
		"d", "đ", "Đ", "e", "é", "ê", "g", "h", "H", "i", "ì", "n", "N", "o", "ọ", "ô", "ơ",
		"t", "u", "ũ", "ư", "y", "ỹ", "ắ", "ẫ", "ệ", "ố", "ợ", "ữ" };
	size_t count = 1 + mc_random_below(random, 4);

	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(out);

		snprintf(out + len, size - len, "%s",
			letters[mc_random_below(random, MC_COUNT(letters) - (both ? 0 : BOTH))]);
	}
}

/* Total and the same both ways round; and as the C library has it, where it knows Vietnamese. */
static void any_two_words_have_one_order(void **state) {
	locale_t vietnamese = newlocale(LC_COLLATE_MASK, "vi_VN.UTF-8", (locale_t)0);
	struct mc_random random;
	int differ = 0;

	(void)state;
	mc_random_init(&random, "order");
	print_message("# the C library %s Vietnamese\n", vietnamese ? "knows" : "does not know");
	for (int i = 0; i < 20000; i++) {
		char a[32], b[32];

		random_word(&random, i % 2 == 0, a, sizeof a);
		random_word(&random, i % 2 == 0, b, sizeof b);
		int order = sign(mc_text_order(a, b));
		assert_int_equal(order, -sign(mc_text_order(b, a)));
		assert_int_equal(order == 0, strcmp(a, b) == 0);
		if (vietnamese && i % 2 == 1 && sign(strcoll_l(a, b, vietnamese)) != order) {
			print_message("# “%s” and “%s”: %d\n", a, b, order);
			differ++;
		}
	}
	if (vietnamese) {
		freelocale(vietnamese);
	}
	assert_int_equal(differ, 0);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined_words_are_found_by_their_parts),
		cmocka_unit_test(test_destroyed_names_are_seen),
		cmocka_unit_test(test_lists_stand_in_vietnamese_order),
		cmocka_unit_test(test_people_stand_by_given_name),
		cmocka_unit_test(any_two_words_have_one_order),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}

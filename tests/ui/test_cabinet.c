/* A dossier that is looked for and opened: what is seen of it, in a small window and in a large one. */
#include "looks.h"

static void assert_details(struct stage *stage) {
	static const char *const details[] = { "05/03/1989", "Ấp 2, xã Tân Mỹ", "Lê Văn Ba",
		"bản sao cho con", "A012", "Nguyễn Thị Ngọc Lan", "1 / 0 / 0", "Tờ khai đăng ký",
		"0 / 1 / 2", "Giấy chứng sinh" };

	for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
		assert_shows(stage, details[i]);
	}
}

static void an_opened_dossier_shows_papers_and_details(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_VI);
	stage_lead(&stage, "F5 ~anh Enter");
	assert_hides(&stage, "Ấp 2");
	stage_keys(&stage, "Tab");
	assert_details(&stage);
	stage_keys(&stage, "Down Down Down");
	assert_hides(&stage, "Ấp 2");
	assert_shows(&stage, "0 / 1 / 2");
	stage_keys(&stage, "PageUp");
	assert_details(&stage);
	stage_keys(&stage, "Tab");
	assert_shows(&stage, "được tiếp nhận");
	stage_finish(&stage);
	for (int columns = 100; columns <= 160; columns += 30) { /* beside each other */
		stage_init(&stage, &mc_screen_counter, 30, columns, MC_LANG_VI);
		stage_lead(&stage, "F5 ~anh Enter");
		assert_details(&stage);
		assert_shows(&stage, "được tiếp nhận");
		stage_finish(&stage);
	}
}

static void a_life_has_whole_names_reasons_and_words_for_what_was_struck(void **state) {
	static const int columns[] = { 80, 100, 132, 160, 200 };

	(void)state;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_counter, 40, columns[i], MC_LANG_VI);
		stage_lead(&stage, "F5 ~anh Enter");
		assert_shows(&stage, "Nguyễn Thị Ngọc Lan");
		assert_shows(&stage, "Cán bộ thụ lý: Trần Thị Hoa");
		assert_shows(&stage, "đã hoàn tác");
		assert_shows(&stage, "lý do: chọn nhầm hồ sơ");
		assert_shows(&stage, "Lê Văn Ba");
		assert_hides(&stage, "Ngọc L…");
		stage_finish(&stage);
	}
}

/* The row of the screen that begins with a code; freed by the caller. */
static char *row_of(struct stage *stage, const char *code) {
	char *all = stage_text(stage);
	char *start = strstr(all, code);
	char *row;

	assert_non_null(start);
	row = strndup(start + strlen(code), strcspn(start, "\n") - strlen(code));
	free(all);
	return row;
}

static void two_dossiers_of_one_person_look_different(void **state) {
	(void)state;
	for (int columns = 80; columns <= 200; columns += 30) {
		struct stage stage;
		char *first;
		char *second;

		stage_init(&stage, &mc_screen_counter, 24, columns, MC_LANG_VI);
		stage_lead(&stage, "F5 ~anh");
		first = row_of(&stage, "261118-0004");
		second = row_of(&stage, "261119-0007");
		assert_non_null(strstr(first, "Đặng Thị Ngọc Ánh"));
		assert_non_null(strstr(first, "1989 *234"));
		assert_non_null(strstr(first, "23/11/2026 Đăng ký khai sinh"));
		assert_non_null(strstr(second, "24/11/2026 Chứng thực"));
		free(first);
		free(second);
		stage_finish(&stage);
	}
}

static void an_empty_search_shows_what_was_taken_in_today(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F5");
	assert_shows(&stage, "taken in today, newest first");
	assert_shows(&stage, "> 261123-0012");
	stage_keys(&stage, "Down Enter");
	assert_shows(&stage, "H20.14.07-261123-0011");
	stage_keys(&stage, "Esc");
	assert_shows(&stage, "> 261123-0011");
	stage_lead(&stage, "~duc");
	assert_shows(&stage, "261112-0031");
	stage_keys(&stage, "Ctrl-U");
	assert_shows(&stage, "taken in today, newest first");
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_desk, 24, 80,
		MC_LANG_EN); /* there those of the turn go before */
	stage_keys(&stage, "F5");
	assert_shows(&stage, "of this ticket");
	assert_hides(&stage, "261123-0011");
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_opened_dossier_shows_papers_and_details),
		cmocka_unit_test(a_life_has_whole_names_reasons_and_words_for_what_was_struck),
		cmocka_unit_test(two_dossiers_of_one_person_look_different),
		cmocka_unit_test(an_empty_search_shows_what_was_taken_in_today),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

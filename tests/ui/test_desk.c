/* What a desk's screen tells: who comes next and why, the turn as it runs, and what is due. */
#include "looks.h"
#include "ui/screens/desk.h"

static void the_next_one_is_marked_and_a_help_line_named(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_VI);
	assert_shows(&stage, "> A013    21 phút kế tiếp");
	assert_shows(&stage, "A014    19 phút có con nhỏ");
	assert_shows(&stage, "C003    17 phút hẹn 08:45");
	assert_shows(&stage, "B008     5 phút giúp Đất đai");
	stage_keys(&stage, "Down"); /* the mark moves, and who comes next stays */
	assert_shows(&stage, "A013    21 phút kế tiếp");
	stage_finish(&stage);
}

static void what_is_due_is_opened_from_its_list(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "Tab để sang đó");
	stage.context.tick_ms += MC_BURST_MS;
	stage_keys(&stage, "Tab Down");
	assert_shows(&stage, "> 261118-0004");
	stage_watch_again(&stage);
	assert_shows(&stage, "> 261118-0004");
	stage_keys(&stage, "c"); /* nobody is marked there */
	assert_shows(&stage, "Chưa chọn ai");
	stage.context.tick_ms += MC_BURST_MS;
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "┌ H20.14.07-261118-0004");
	stage_keys(&stage, "Esc");
	assert_shows(&stage, "> 261118-0004");
	stage_keys(&stage, "Tab");
	assert_shows(&stage, "> A013");
	assert_int_equal(stage.acts, 0);
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_desk, 36, 130, MC_LANG_VI);
	assert_shows(&stage, "Đặng Thị Ngọc Ánh");
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_desk, 45, 160, MC_LANG_VI);
	assert_shows(&stage, "Đặng Thị Ngọc Ánh");
	assert_shows(&stage, "Đăng ký khai");
	stage_finish(&stage);
}

/* Its date stands still: what the opened dossier does not call late, no list does. */
static void what_waits_for_its_citizen_is_not_told_as_late(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_desk, &mc_screen_watch };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct stage stage;

		stage_init(&stage, screens[i], 30, 100, MC_LANG_EN);
		assert_shows(&stage, "late: ");
		stage.awaited = true;
		stage_watch_again(&stage);
		assert_shows(&stage, "261112-0031");
		assert_hides(&stage, "late: ");
		if (screens[i] == &mc_screen_watch) {
			assert_shows(&stage, "none late");
		}
		stage_finish(&stage);
	}
}

static void dates_and_reasons_are_not_cut(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	assert_shows(&stage, "Because: has waited more than 20 minutes");
	assert_shows(&stage, "late: 22/11/2026");
	assert_shows(&stage, "261120-0002 08:41 25/11/2026");
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_lead(&stage, "F5 ~duc Enter");
	assert_shows(&stage, "late: 08:41 Sun 22/11/2026  Fee: 75.000 đ · not paid yet");
	stage_finish(&stage);
}

static void a_supervisor_reads_a_dossier_and_takes_no_step(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_watch, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "Down Enter");
	assert_shows(&stage, "┌ H20.14.07-261118-0004");
	assert_hides(&stage, "F2: ");
	stage_keys(&stage, "Tab");
	assert_shows(&stage, "Giấy chứng sinh");
	stage_keys(&stage, "F2 F3 F4 F7 F8 F9 i Enter");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "┌ H20.14.07-261118-0004");
	stage_keys(&stage, "Esc");
	assert_shows(&stage, "> 261118-0004");
	stage_finish(&stage);
}

static void the_card_tells_who_arrived_and_how_long_he_is_served(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_VI);
	stage.called = true;
	stage_watch_again(&stage);
	assert_shows(&stage, "│ gọi lúc 08:40");
	stage.arrived = true;
	stage_watch_again(&stage);
	assert_shows(&stage, "đã đến lúc 08:41 · gọi lúc 08:40");
	stage.called = stage.arrived = false;
	stage_watch_again(&stage);
	assert_shows(&stage, "đang phục vụ 00:00 · gọi lúc 08:40");
	stage_wait(&stage, 65000);
	assert_shows(&stage, "đang phục vụ 01:05");
	stage_wait(&stage, 1000);
	assert_shows(&stage, "đang phục vụ 01:06");
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_next_one_is_marked_and_a_help_line_named),
		cmocka_unit_test(what_is_due_is_opened_from_its_list),
		cmocka_unit_test(what_waits_for_its_citizen_is_not_told_as_late),
		cmocka_unit_test(dates_and_reasons_are_not_cut),
		cmocka_unit_test(a_supervisor_reads_a_dossier_and_takes_no_step),
		cmocka_unit_test(the_card_tells_who_arrived_and_how_long_he_is_served),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

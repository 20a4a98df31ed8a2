/* What citizens do before the public screens, key by key, and what must follow. */
#include "core/words/words.h"
#include "looks.h"
#include <motcua/text.h>

static void a_new_call_blinks_three_times_and_stays(void **state) {
	struct stage stage;
	int changes = 0;
	bool was = false;

	(void)state;
	stage_init(&stage, &mc_screen_board, 24, 80, MC_LANG_EN);
	stage.call_count = 4;
	stage_wait(&stage, 5000);
	assert_shows(&stage, "Number B007, please come to desk 12");
	stage.call_count = 6; /* two at once: each has its time */
	stage_watch_again(&stage);
	assert_shows(&stage, "Number C002");
	for (int ms = 0; ms < 4000; ms += 50) {
		bool lit;

		free(stage_text(&stage));
		lit = mc_frame_cell(&stage.frame, 2, 0)->style == MC_STYLE_CALL;
		changes += lit != was;
		was = lit;
		stage_wait(&stage, 50);
	}
	assert_int_equal(changes, 6);
	assert_shows(&stage, "Number A012");
	stage_wait(&stage, 20000);
	assert_shows(&stage, "Number A012");
	assert_int_equal(mc_frame_cell(&stage.frame, 2, 0)->style, MC_STYLE_TEXT);
	stage_finish(&stage);
}

/* The desk of an earlier call is as large as its number, at every size of the board. */
static void earlier_calls_tell_their_desk_from_afar(void **state) {
	static const struct {
		int rows, columns, pixels; /* cells of one pixel of the digits */
	} sizes[] = { { 24, 80, 2 }, { 30, 100, 2 }, { 48, 160, 2 }, { 60, 300, 8 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct stage stage;
		int cells = 0;

		stage_init(&stage, &mc_screen_board, sizes[i].rows, sizes[i].columns, MC_LANG_VI);
		stage.call_count = 2; /* A010 and B006 of desk 2, which has eleven pixels */
		stage_wait(&stage, 5000);
		assert_shows(&stage, "B006 · quầy 2");
		for (int row = 0; row < stage.frame.rows; row++) {
			for (int column = 0; column < stage.frame.columns; column++) {
				cells += mc_frame_cell(&stage.frame, row, column)->style ==
					 MC_STYLE_CALL;
			}
		}
		assert_int_equal(cells, 11 * sizes[i].pixels);
		stage_finish(&stage);
	}
}

/* English has another word for one; and what is said of keys is so in both languages. */
static void one_is_no_many_and_a_digit_no_key(void **state) {
	static const struct {
		enum mc_lang lang;
		int count;
		const char *people, *waiting;
	} rows[] = {
		{ MC_LANG_EN, 0, "0 people", "0 people wait" },
		{ MC_LANG_EN, 1, "1 person", "1 person waits" },
		{ MC_LANG_EN, 2, "2 people", "2 people wait" },
		{ MC_LANG_VI, 1, "1 người", "1 người chờ" },
		{ MC_LANG_VI, 14, "14 người", "14 người chờ" },
	};
	struct stage stage;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char words[MC_WORDS_SIZE];

		mc_words_people(rows[i].lang, rows[i].count, words);
		assert_string_equal(words, rows[i].people);
		mc_words_waiting(rows[i].lang, rows[i].count, words);
		assert_string_equal(words, rows[i].waiting);
	}
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "1");
	stage_done(&stage);
	assert_shows(&stage, "Bấm một chữ số: công dân tiếp theo");
	stage_keys(&stage, "*");
	assert_shows(&stage, "Any digit: next citizen");
	stage_wait(&stage, 2000);
	stage_keys(&stage, "x"); /* a letter is none */
	assert_shows(&stage, "Any digit: next citizen");
	stage_finish(&stage);
}

static void the_kiosk_gives_one_number_a_citizen(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "*");
	assert_shows(&stage, "Press a digit");
	stage_keys(&stage, "9 4 1 1 2");
	assert_int_equal(stage.acts, 1);
	assert_string_equal(stage.act.as.issue.line, "A");
	stage_done(&stage);
	assert_shows(&stage, "Your number");
	stage_keys(&stage, "1"); /* bounced */
	assert_shows(&stage, "(30 s)");
	stage_wait(&stage, 10000);
	assert_shows(&stage, "(20 s)");
	stage_wait(&stage, 20000);
	assert_hides(&stage, "A013");
	assert_int_equal(stage.context.lang, MC_LANG_VI);
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

/* A finger that stays, or a key that sticks: for ten seconds, before and after the number came. */
static void a_held_kiosk_key_gives_one_number(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_VI);
	stage_hold(&stage, "1", 5, false);
	assert_int_equal(stage.acts, 1);
	stage_done(&stage);
	for (int i = 0; i < 250; i++) {
		stage_wait(&stage, 40);
		stage_hold(&stage, "1", 1, true);
		if (stage.acts > 1) {
			fail_msg("another number after %d ms", 40 * (i + 1));
		}
	}
	assert_int_equal(stage.acts, 1);
	stage_keys(&stage, "0"); /* let go, and pressed by the next */
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 2);
	stage_finish(&stage);
}

/* Where a number may still come, the page does not say that none does. */
static void the_kiosk_asks_for_patience_while_it_tries(void **state) {
	struct mc_msg down = { .kind = MC_MSG_STORE, .store = MC_STORE_DOWN };
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
	stage_send(&stage, &down);
	assert_shows(&stage, "ask the staff"); /* nothing is under way */
	stage_keys(&stage, "1");
	stage_send(&stage, &down);
	assert_shows(&stage, "One moment please");
	assert_hides(&stage, "ask the staff");
	stage_done(&stage);
	assert_shows(&stage, "Your number");
	stage_finish(&stage);
}

static void the_kiosk_says_when_it_is_closed(void **state) {
	static const struct {
		const char *hours;
		bool open;
	} rows[] = { { "07:30-11:30,13:30-17:00", true }, { "13:30-17:00", false },
		{ "T3-T6 07:30-11:30", false }, { "00:00-24:00", true },
		{ "T2-CN 00:00-24:00", true } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
		stage.hours = rows[i].hours;
		stage_keys(&stage, "1");
		assert_int_equal(stage.acts, rows[i].open);
		assert_int_equal(stage_shows(&stage, "The office is closed"), !rows[i].open);
		assert_int_equal(stage_shows(&stage, "Opens again: Monday 23/11/2026 13:30"),
			i == 1); /* later today; else on the next working day */
		stage_finish(&stage);
	}
}

/* A line whose numbers are given has no digit, says so, and takes none. */
static void a_line_without_numbers_is_not_on_offer(void **state) {
	static const struct {
		enum mc_lang lang;
		const char *tile, *notice;
	} rows[] = { { MC_LANG_EN, "no numbers left today", "please ask the staff" },
		{ MC_LANG_VI, "đã hết số hôm nay", "mời hỏi cán bộ" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_kiosk, 24, 80, rows[i].lang);
		stage.used_up = true;
		assert_shows(&stage, rows[i].tile);
		assert_hides(&stage, rows[i].notice);
		stage_keys(&stage, "2"); /* its range is used up */
		assert_shows(&stage, rows[i].notice);
		stage_keys(&stage, "3"); /* its quota is given */
		assert_shows(&stage, rows[i].notice);
		assert_int_equal(stage.acts, 0);
		stage_keys(&stage, "1");
		assert_int_equal(stage.acts, 1);
		stage_finish(&stage);
	}
}

/* The hall reads what a citizen can do, never which process holds what. */
static void the_kiosk_speaks_to_citizens(void **state) {
	static const struct {
		enum mc_status status;
		const char *shows;
	} rows[] = { { MC_BUSY, "press the digit once more" },
		{ MC_UNAVAILABLE, "press the digit once more" },
		{ MC_DENIED, "please ask the staff" }, { MC_DAMAGED, "please ask the staff" },
		{ MC_REFUSED, "please ask the staff" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "1");
		stage_fail(&stage, rows[i].status, "SECRET");
		assert_shows(&stage, rows[i].shows);
		assert_hides(&stage, "SECRET");
		stage_finish(&stage);
	}
}

static void a_kiosk_of_nobody_gives_no_numbers(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
	stage.context.who.staff = stage.context.staff_name = "";
	stage.context.who.roles = 0;
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "please ask the staff");
	assert_shows(&stage, "opened for nobody");
	stage.context.who.roles = MC_ROLES_ALL; /* practice */
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

static void the_public_cannot_leave(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_kiosk, &mc_screen_board };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct stage stage;

		stage_init(&stage, screens[i], 24, 80, MC_LANG_VI);
		stage_keys(&stage, "F10"); /* without a PIN the way to one is told */
		assert_shows(&stage, "motcua office set leave-pin");
		stage_lead(&stage, "~hoa Enter Esc");
		assert_false(stage.quit);
		stage.leave_pin = "2468";
		stage_lead(&stage, "F10 ~hoa Enter");
		assert_shows(&stage, "không phải mã PIN thoát");
		stage_lead(&stage, "~1357");
		assert_hides(&stage, "1357");
		stage_wait(&stage, 31000); /* left alone, it closes */
		assert_hides(&stage, "Mã PIN thoát của");
		stage_lead(&stage, "F10 ~1111 Enter Esc");
		assert_false(stage.quit);
		stage_lead(&stage, "F10 ~2468 Enter");
		assert_true(stage.quit);
		stage_finish(&stage);
	}
}

static void a_practice_office_is_left_at_once(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_kiosk, &mc_screen_board };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct stage stage;

		stage_init(&stage, screens[i], 24, 80, MC_LANG_EN);
		stage.context.practice = true;
		stage_keys(&stage, "F10");
		assert_true(stage.quit);
		stage_finish(&stage);
	}
}

static void every_screen_has_its_help(void **state) {
	(void)state;
	for (size_t i = 0; mc_screens[i] != NULL; i++) {
		struct stage stage;

		stage_init(&stage, mc_screens[i], 24, 80, MC_LANG_EN);
		stage_keys(&stage, "F1");
		assert_shows(&stage, "Help:");
		if (mc_screens[i]->open_to_public) {
			assert_shows(&stage, "F10  Alt-0");
			assert_shows(&stage, "In a real office the");
			stage_wait(&stage, 31000);
			assert_hides(&stage, "Help:");
		}
		stage_finish(&stage);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_call_blinks_three_times_and_stays),
		cmocka_unit_test(earlier_calls_tell_their_desk_from_afar),
		cmocka_unit_test(one_is_no_many_and_a_digit_no_key),
		cmocka_unit_test(the_kiosk_gives_one_number_a_citizen),
		cmocka_unit_test(a_held_kiosk_key_gives_one_number),
		cmocka_unit_test(the_kiosk_asks_for_patience_while_it_tries),
		cmocka_unit_test(the_kiosk_says_when_it_is_closed),
		cmocka_unit_test(a_line_without_numbers_is_not_on_offer),
		cmocka_unit_test(the_kiosk_speaks_to_citizens),
		cmocka_unit_test(a_kiosk_of_nobody_gives_no_numbers),
		cmocka_unit_test(the_public_cannot_leave),
		cmocka_unit_test(a_practice_office_is_left_at_once),
		cmocka_unit_test(every_screen_has_its_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

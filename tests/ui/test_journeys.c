/* What people do at the desk and before public screens, key by key, and what must follow. */
#include "stage.h"
#include "ui/screens/desk.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_shows(struct stage *stage, const char *text) {
	char *all = stage_text(stage);

	if (strstr(all, text) == NULL) {
		print_error("%s", all);
		fail_msg("“%s” is not on the screen", text);
	}
	free(all);
}

static void assert_hides(struct stage *stage, const char *text) {
	char *all = stage_text(stage);

	if (strstr(all, text) != NULL) {
		print_error("%s", all);
		fail_msg("“%s” is on the screen", text);
	}
	free(all);
}

/* ---- desk ---- */

static void call_next_twice_is_one_act(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 F2 Alt-2");
	assert_int_equal(stage.acts, 1);
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_NEXT);
	assert_string_equal(stage.act.as.next.desk, "3");
	assert_string_equal(stage.act.actor, "hoa");
	assert_int_equal(stage.act.door, MC_DOOR_DESK);
	stage_done(&stage);
	assert_shows(&stage, "A013 is called.");
	stage_finish(&stage);
}

static void a_conflict_is_said_and_stays_until_a_key(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2");
	stage_fail(&stage, MC_CONFLICT, "Another desk took that ticket.");
	assert_shows(&stage, "! Another desk took that ticket.");
	assert_int_equal(stage.bells, 1);
	stage_watch_again(&stage);
	assert_shows(&stage, "Another desk took that ticket.");
	stage_keys(&stage, "Down");
	assert_hides(&stage, "Another desk took that ticket.");
	stage_finish(&stage);
}

static void an_unsure_act_keeps_its_key(void **state) {
	static const struct {
		enum mc_status status;
		bool same;
	} rows[] = { { MC_BUSY, true }, { MC_UNAVAILABLE, true }, { MC_NO_SPACE, true },
		{ MC_REFUSED, false }, { MC_CONFLICT, false } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;
		uint8_t key[MC_KEY_SIZE];

		stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "F2");
		memcpy(key, stage.act.key, sizeof key);
		stage_fail(&stage, rows[i].status, "It did not work.");
		stage_keys(&stage, "F2");
		assert_int_equal(memcmp(key, stage.act.key, sizeof key) == 0, rows[i].same);
		stage_finish(&stage);
	}
}

static void desk_keys_send_their_move(void **state) {
	static const struct {
		const char *keys;
		enum mc_ticket_move move;
	} rows[] = { { "F3", MC_MOVE_RECALL }, { "Alt-4", MC_MOVE_MISS }, { "F7", MC_MOVE_SERVE },
		{ "s", MC_MOVE_SERVE }, { "A", MC_MOVE_ARRIVE }, { "F8", MC_MOVE_DONE } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
		stage_keys(&stage, rows[i].keys);
		assert_int_equal(stage.acts, 1);
		assert_int_equal(stage.act.verb, MC_VERB_TICKET_MOVE);
		assert_int_equal(stage.act.as.ticket.move, rows[i].move);
		assert_string_equal(stage.act.as.ticket.label, "A012");
		stage_finish(&stage);
	}
}

static void without_a_ticket_nothing_is_sent(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.closed_desk = true;
	stage_keys(&stage, "F3 F4 F7 F8 p");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "No citizen was called to this desk.");
	stage_keys(&stage, "F9");
	assert_shows(&stage, "cannot be taken back yet");
	stage_finish(&stage);
}

static void out_of_order_needs_a_reason(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Down Down c Enter");
	assert_int_equal(stage.acts, 0);
	stage_type(&stage, "nhà ở xa");
	stage_keys(&stage, "Esc"); /* the words stay */
	stage_keys(&stage, "c Enter");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_CALL);
	assert_string_equal(stage.act.as.ticket.label, "C003");
	assert_string_equal(stage.act.as.ticket.reason, "nhà ở xa");
	stage_fail(&stage, MC_DENIED, "Not allowed.");
	assert_shows(&stage, "nhà ở xa");
	stage_finish(&stage);
}

static void a_dossier_goes_its_way(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F5 Enter F2"); /* of the ticket: accepted → taken over */
	assert_int_equal(stage.act.as.dossier.transition, MC_T_PROCESS);
	assert_string_equal(stage.act.as.dossier.to, "hoa");
	stage_done(&stage);
	stage_keys(&stage, "Esc");
	stage_type(&stage, "duc"); /* in process → resolved, without a number */
	stage_keys(&stage, "Enter F2 Enter");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RESOLVE);
	assert_string_equal(stage.act.as.dossier.code, "H20.14.07-261112-0031");
	stage_done(&stage);
	stage_keys(&stage, "Esc Backspace Backspace Backspace");
	stage_type(&stage, "anh"); /* resolved → handed over, to the owner unless changed */
	stage_keys(&stage, "Enter F2");
	assert_shows(&stage, "Đặng Thị Ngọc Ánh");
	stage_keys(&stage, "Enter");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RETURN);
	assert_string_equal(stage.act.as.dossier.receiver, "Đặng Thị Ngọc Ánh");
	stage_fail(&stage, MC_REFUSED, "The fee is open: take it first.");
	assert_shows(&stage, "Who receives the result?");
	stage_keys(&stage, "Esc F4 Enter");
	assert_int_equal(stage.act.verb, MC_VERB_FEE_TAKE);
	assert_string_equal(stage.act.as.fee.method, "cash");
	stage_finish(&stage);
}

/* F8 ends the turn from inside a dossier too; the step back of Esc keeps it open. */
static void finishing_works_from_a_dossier(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F5 Enter F8");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_MOVE);
	assert_int_equal(stage.act.as.ticket.move, MC_MOVE_DONE);
	assert_shows(&stage, "Being served");
	stage_done(&stage);
	stage.closed_desk = true;
	stage_watch_again(&stage);
	stage_keys(&stage, "F5 Alt-8"); /* nobody here: only closed */
	assert_int_equal(stage.acts, 1);
	assert_shows(&stage, "This desk is closed.");
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F5 F8");
	assert_shows(&stage, "Issue a number");
	assert_int_equal(stage.acts, 0);
	stage_finish(&stage);
}

/* Only who has cases can be given one; with nobody named, the step asks for whom. */
static void a_dossier_goes_to_a_case_officer(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.context.staff = stage.context.staff_name = "";
	stage_keys(&stage, "F5 Enter F2");
	assert_shows(&stage, "To whom does the dossier go?");
	assert_hides(&stage, "Ngô Quốc Tuấn");
	stage_keys(&stage, "3 Enter");
	assert_string_equal(stage.act.as.dossier.to, "minh");
	stage_finish(&stage);
}

static void a_life_is_told_in_words(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "F5 Enter");
	assert_shows(&stage, "đã lập giấy                  tập sự");
	assert_shows(&stage, "xem đầy đủ các số");
	assert_hides(&stage, "@");
	stage_finish(&stage);
}

static void numbers_are_masked_until_looked_at(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F5 Enter");
	assert_hides(&stage, "087189001234");
	assert_hides(&stage, "0912345678");
	stage_keys(&stage, "F7");
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_READ);
	assert_hides(&stage, "087189001234");
	stage_done(&stage);
	assert_shows(&stage, "087189001234");
	stage_keys(&stage, "Esc Enter");
	assert_hides(&stage, "087189001234");
	stage_keys(&stage, "F9 Enter"); /* undo without a reason is not sent */
	assert_int_equal(stage.acts, 1);
	stage_type(&stage, "chọn nhầm");
	stage_keys(&stage, "Enter");
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_UNDO);
	assert_string_equal(stage.act.as.dossier.reason, "chọn nhầm");
	stage_finish(&stage);
}

static void staff_changes_in_two_keys(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Down Down F6 4");
	assert_string_equal(stage.staff, "minh");
	assert_int_equal(
		((const struct mc_desk_model *)mc_shell_model(stage.shell))->waiting.chosen, 2);
	stage_keys(&stage, "F6");
	stage_type(&stage, "ngoc");
	stage_keys(&stage, "Enter F2");
	assert_string_equal(stage.staff, "lan");
	assert_string_equal(stage.act.actor, "lan");
	stage_finish(&stage);
}

/* Who cannot work at the screen is not offered; the desk's own person is one key away. */
static void only_those_who_may_sit_here_are_offered(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.context.seat_roles = MC_ROLE_BIT(MC_ROLE_RECEPTION) | MC_ROLE_BIT(MC_ROLE_OFFICER);
	stage.context.desk = "4";
	stage_keys(&stage, "F6");
	assert_hides(&stage, "Ngô Quốc Tuấn");
	assert_hides(&stage, "Đặng Minh");
	assert_shows(&stage, ">  7. Lâm Thị Yến");
	stage_keys(&stage, "Enter F6 2");
	assert_string_equal(stage.staff, "hoa");
	stage_finish(&stage);
}

/* One digit is enough unless a longer number begins with it. */
static void a_digit_chooses_where_it_says_enough(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F6 1");
	assert_string_equal(stage.staff, "");
	stage_keys(&stage, "1");
	assert_string_equal(stage.staff, "yen");
	stage_keys(&stage, "F6 1 Enter");
	assert_string_equal(stage.staff, "binh");
	stage_finish(&stage);
}

static void a_refused_person_is_told(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_counter, &mc_screen_desk,
		&mc_screen_watch };

	(void)state;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		struct stage stage;
		struct mc_error error = { 0 };
		struct mc_msg msg = { .kind = MC_MSG_REFUSED, .error = &error };

		stage_init(&stage, screens[i], 24, 80, MC_LANG_EN);
		(void)!mc_fail(&error, MC_DENIED, "This screen stays with %s.", "lan");
		stage_send(&stage, &msg);
		assert_shows(&stage, "! This screen stays with lan.");
		stage_finish(&stage);
	}
}

/* The name stays beside any office's; where nobody was chosen in a real office, that is said. */
static void the_bar_says_who_works_here(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_counter, &mc_screen_desk,
		&mc_screen_watch };

	(void)state;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		struct stage stage;

		stage_init(&stage, screens[i], 24, 80, MC_LANG_EN);
		stage.context.office = "Trung tâm Phục vụ hành chính công phường Hoàn Kiếm";
		stage.context.practice = true;
		assert_shows(&stage, " · Trần Thị Hoa");
		stage.context.practice = false;
		stage.context.staff = stage.context.staff_name = "";
		assert_hides(&stage, "F6: who works here?");
		stage.context.roles = 0;
		assert_shows(&stage, " · F6: who works here?");
		stage_finish(&stage);
	}
}

static void slow_saving_is_said(void **state) {
	struct stage stage;
	struct mc_msg busy = { .kind = MC_MSG_STORE, .store = MC_STORE_BUSY, .pid = 4711 };

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2");
	stage_wait(&stage, 299);
	assert_hides(&stage, "saving…");
	stage_wait(&stage, 1);
	assert_shows(&stage, "saving…");
	stage_wait(&stage, 2700);
	assert_shows(&stage, "Go on working");
	stage_send(&stage, &busy);
	assert_shows(&stage, "process 4711");
	stage_done(&stage);
	assert_hides(&stage, "saving…");
	assert_hides(&stage, "4711");
	stage_finish(&stage);
}

/* What does not fit is counted, never left away unsaid; above an hour nothing is cut. */
static void a_large_office_is_not_cut(void **state) {
	static const struct {
		const struct mc_screen *screen;
		const char *more, *wait;
	} rows[] = { { &mc_screen_watch, "còn 17 dòng", "1 giờ 53" },
		{ &mc_screen_counter, "còn 14 dòng", "1 giờ 53" },
		{ &mc_screen_board, "còn 15 dòng", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, rows[i].screen, 24, 80, MC_LANG_VI);
		stage.large_office = true;
		assert_shows(&stage, rows[i].more);
		assert_shows(&stage, rows[i].wait);
		stage_resize(&stage, 60, 200);
		assert_hides(&stage, "còn 1");
		stage_finish(&stage);
	}
}

/* ---- public screens ---- */

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
		{ MC_REFUSED, "SECRET" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "1");
		stage_fail(&stage, rows[i].status, "SECRET");
		assert_shows(&stage, rows[i].shows);
		assert_int_equal(stage_shows(&stage, "SECRET"), rows[i].status == MC_REFUSED);
		stage_finish(&stage);
	}
}

static void a_kiosk_of_nobody_gives_no_numbers(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
	stage.context.staff = stage.context.staff_name = "";
	stage.context.roles = 0;
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "please ask the staff");
	assert_shows(&stage, "opened for nobody");
	stage.context.roles = MC_ROLES_ALL; /* practice */
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

static void the_public_cannot_leave(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F10");
	stage_type(&stage, "khach");
	stage_keys(&stage, "Enter");
	assert_false(stage.quit);
	assert_hides(&stage, "khach");
	stage_type(&stage, "hoa");
	stage_keys(&stage, "Enter");
	assert_true(stage.quit);
	stage.quit = false;
	stage.context.leave_word = "2468";
	stage_keys(&stage, "F10 h o a Enter");
	assert_false(stage.quit);
	stage_wait(&stage, 31000); /* left alone, it closes */
	stage_keys(&stage, "1");
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(call_next_twice_is_one_act),
		cmocka_unit_test(a_conflict_is_said_and_stays_until_a_key),
		cmocka_unit_test(an_unsure_act_keeps_its_key),
		cmocka_unit_test(desk_keys_send_their_move),
		cmocka_unit_test(without_a_ticket_nothing_is_sent),
		cmocka_unit_test(out_of_order_needs_a_reason),
		cmocka_unit_test(a_dossier_goes_its_way),
		cmocka_unit_test(finishing_works_from_a_dossier),
		cmocka_unit_test(a_dossier_goes_to_a_case_officer),
		cmocka_unit_test(a_life_is_told_in_words),
		cmocka_unit_test(numbers_are_masked_until_looked_at),
		cmocka_unit_test(staff_changes_in_two_keys),
		cmocka_unit_test(only_those_who_may_sit_here_are_offered),
		cmocka_unit_test(a_digit_chooses_where_it_says_enough),
		cmocka_unit_test(a_refused_person_is_told),
		cmocka_unit_test(the_bar_says_who_works_here),
		cmocka_unit_test(slow_saving_is_said),
		cmocka_unit_test(a_large_office_is_not_cut),
		cmocka_unit_test(a_new_call_blinks_three_times_and_stays),
		cmocka_unit_test(earlier_calls_tell_their_desk_from_afar),
		cmocka_unit_test(the_kiosk_gives_one_number_a_citizen),
		cmocka_unit_test(the_kiosk_says_when_it_is_closed),
		cmocka_unit_test(the_kiosk_speaks_to_citizens),
		cmocka_unit_test(a_kiosk_of_nobody_gives_no_numbers),
		cmocka_unit_test(the_public_cannot_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

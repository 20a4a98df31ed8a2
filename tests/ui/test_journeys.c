/* What people do, key by key, and what must follow. */
#include "stage.h"
#include "ui/screens/counter.h"
#include "ui/screens/desk.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MC_PAGE_TOP_OF_FORM 7 /* row of the first field */

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

/* ---- counter ---- */

static void one_key_issues_a_number(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "a");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_ISSUE);
	assert_string_equal(stage.act.as.issue.line, "A");
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_NONE);
	assert_int_equal(stage.act.as.issue.appointment_min, -1);
	stage_done(&stage);
	assert_shows(&stage, "A013 is issued");
	stage_keys(&stage, "A"); /* a finger that bounced */
	assert_int_equal(stage.acts, 1);
	stage_wait(&stage, 600);
	stage_keys(&stage, "4 C");
	assert_int_equal(stage.acts, 2);
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_INFANT);
	assert_int_equal(stage.act.as.issue.kind, MC_KIND_COLLECT);
	stage_done(&stage);
	stage_keys(&stage, "1 1 B");
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_NONE);
	stage_done(&stage);
	stage_keys(&stage, "Z");
	assert_int_equal(stage.acts, 3);
	assert_shows(&stage, "no line with this letter");
	stage_keys(&stage, "F3");
	assert_int_equal(stage.act.verb, MC_VERB_PAPER_PRINT);
	assert_string_equal(stage.act.as.paper.label, "A013");
	stage_finish(&stage);
}

static void type_person(struct stage *stage) {
	stage_type(stage, "Nguyễn Văn Ẩn");
	stage_keys(stage, "Enter");
	stage_type(stage, "087189001234"); /* full: goes on by itself */
	stage_type(stage, "05/03/1989");
	stage_type(stage, "0912345678");
	stage_keys(stage, "Enter");
	stage_type(stage, "Ấp 2");
}

static void a_dossier_is_taken_in(void **state) {
	struct stage stage;
	const struct mc_act_accept *accept = &stage.act.as.accept;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2");
	stage_type(&stage, "khai sinh");
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "today 17:00");
	type_person(&stage);
	stage_keys(&stage, "F2 Space Down 2 Down Right Space F2");
	assert_shows(&stage, "F2 saves and prints");
	assert_shows(&stage, "1 papers of the procedure");
	stage_keys(&stage, "F2 F2 Enter");
	assert_int_equal(stage.acts, 1);
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_ACCEPT);
	assert_string_equal(accept->procedure, "1.001193");
	assert_string_equal(accept->owner, "Nguyễn Văn Ẩn");
	assert_string_equal(accept->id_number, "087189001234");
	assert_string_equal(accept->birth, "05/03/1989");
	assert_string_equal(accept->phone, "0912345678");
	assert_string_equal(accept->address, "Ấp 2");
	assert_int_equal(accept->sets, 1);
	assert_int_equal(accept->component_count, 3);
	assert_int_equal(accept->components[0].originals, 1);
	assert_int_equal(accept->components[1].originals, 2);
	assert_int_equal(accept->components[2].certified, 1);
	stage_done(&stage);
	assert_shows(&stage, "H20.14.07-261123-0012");
	assert_shows(&stage, "204816");
	assert_int_equal(stage.draft_drops, 1);
	stage_keys(&stage, "F4"); /* the same person again, nothing typed twice */
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "Nguyễn Văn Ẩn");
	stage_finish(&stage);
}

static void an_error_keeps_what_was_typed(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter F2"); /* no name */
	assert_shows(&stage, "may not be empty");
	stage_type(&stage, "Lan");
	stage_keys(&stage, "Enter");
	stage_type(&stage, "0871");
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "0871 is no ID number");
	stage_keys(&stage, "Tab F2");
	assert_shows(&stage, "0871 is no ID number");
	assert_int_equal(stage.frame.cursor_row, MC_PAGE_TOP_OF_FORM + 1);
	for (int i = 0; i < 4; i++) {
		stage_keys(&stage, "Backspace");
	}
	stage_keys(&stage, "F2 F2 F2");
	assert_int_equal(stage.acts, 1);
	stage_fail(&stage, MC_BUSY, "The book is busy.");
	assert_shows(&stage, "The book is busy.");
	assert_shows(&stage, "Lan");
	stage_finish(&stage);
}

static void a_crash_loses_nothing_and_doubles_nothing(void **state) {
	struct stage before;
	struct stage after;
	struct mc_msg draft = { .kind = MC_MSG_DRAFT };

	(void)state;
	stage_init(&before, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&before, "F2 Enter");
	type_person(&before);
	stage_keys(&before, "F2 F4 F2 F2");
	assert_int_equal(before.acts, 1);
	/* killed here: the act may or may not be in the book */
	stage_init(&after, &mc_screen_counter, 24, 80, MC_LANG_EN);
	draft.bytes = before.draft.data;
	draft.len = before.draft.len;
	stage_send(&after, &draft);
	assert_shows(&after, "F2 goes on with it");
	assert_shows(&after, "Nguyễn Văn Ẩn");
	stage_keys(&after, "F2 F2 F2 F2");
	assert_int_equal(after.acts, 1);
	assert_memory_equal(after.act.key, before.act.key, MC_KEY_SIZE);
	assert_string_equal(after.act.as.accept.owner, "Nguyễn Văn Ẩn");
	assert_int_equal(after.act.as.accept.component_count, 4);
	stage_finish(&after);
	stage_finish(&before);
}

static void bad_drafts_are_refused_whole(void **state) {
	static const char *const drafts[] = { "", "{}", "[1", "{\"intake\":1}",
		"{\"intake\":2,\"key\":\"\"}", "\x00\xff" };

	(void)state;
	for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
		struct mc_intake intake;

		mc_intake_init(&intake);
		assert_false(mc_intake_read(&intake, drafts[i], strlen(drafts[i])));
		assert_true(mc_intake_untouched(&intake));
	}
}

static void escape_loses_nothing(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Esc F2 Enter");
	stage_type(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "Esc Esc Esc Esc F2");
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "Esc Esc F4 Esc");
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "F4 Enter");
	assert_hides(&stage, "Trần Văn Ơn");
	assert_int_equal(stage.draft_drops, 1);
	stage_finish(&stage);
}

/* Two hundred keys at once, sent while a number is being saved. */
static void type_ahead_arrives_in_order(void **state) {
	struct stage stage;
	char text[201];
	char value[MC_FIELD_BYTES];

	(void)state;
	for (int i = 0; i < 200; i++) {
		text[i] = (char)('a' + i % 26);
	}
	text[200] = '\0';
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "A F2 Enter Tab Tab Tab Tab");
	stage_type(&stage, text);
	assert_int_equal(stage.acts, 1);
	stage_done(&stage);
	mc_form_value(&((const struct mc_counter_model *)mc_shell_model(stage.shell))->intake.form,
		"address", value);
	assert_string_equal(value, text);
	stage_finish(&stage);
}

static void language_and_size_keep_page_focus_and_text(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Lò Thị");
	stage_keys(&stage, "F12");
	assert_shows(&stage, "Who is the owner?");
	stage_resize(&stage, 15, 60);
	assert_shows(&stage, "Window too small: needs 80x24 (has 60x15)");
	stage_type(&stage, "zzz");
	stage_resize(&stage, 5, 10);
	free(stage_text(&stage));
	stage_resize(&stage, 43, 132);
	stage_type(&stage, " Xuân");
	assert_shows(&stage, "Lò Thị Xuân");
	stage_finish(&stage);
}

static void menu_and_help_come_from_the_table(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 40, 100, MC_LANG_EN);
	stage_keys(&stage, "F1");
	assert_shows(&stage, "Call the next citizen to this desk");
	assert_shows(&stage, "L2");
	stage_keys(&stage, "F8 F2 Esc");
	assert_int_equal(stage.acts, 0);
	stage_keys(&stage, "F11 1 Enter");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_NEXT);
	stage_keys(&stage, "F10");
	assert_true(stage.quit);
	stage_finish(&stage);
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
		cmocka_unit_test(numbers_are_masked_until_looked_at),
		cmocka_unit_test(staff_changes_in_two_keys),
		cmocka_unit_test(slow_saving_is_said),
		cmocka_unit_test(one_key_issues_a_number),
		cmocka_unit_test(a_dossier_is_taken_in),
		cmocka_unit_test(an_error_keeps_what_was_typed),
		cmocka_unit_test(a_crash_loses_nothing_and_doubles_nothing),
		cmocka_unit_test(bad_drafts_are_refused_whole),
		cmocka_unit_test(escape_loses_nothing),
		cmocka_unit_test(type_ahead_arrives_in_order),
		cmocka_unit_test(language_and_size_keep_page_focus_and_text),
		cmocka_unit_test(menu_and_help_come_from_the_table),
		cmocka_unit_test(a_new_call_blinks_three_times_and_stays),
		cmocka_unit_test(the_kiosk_gives_one_number_a_citizen),
		cmocka_unit_test(the_kiosk_says_when_it_is_closed),
		cmocka_unit_test(the_public_cannot_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

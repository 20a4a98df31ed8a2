/* What people do at the desk, key by key, and what must follow. */
#include "looks.h"
#include "ui/screens/desk.h"
#include <motcua/text.h>

/* ---- desk ---- */

static void call_next_twice_is_one_act(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 F2 Alt-2");
	assert_int_equal(stage.acts, 1);
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_NEXT);
	assert_string_equal(stage.act.as.next.desk, "3");
	assert_string_equal(stage.act.who.staff, "hoa");
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
	assert_true(stage.act.as.ticket.id != 0); /* overnight the label becomes another's */
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
	stage_keys(&stage, "Enter F2 F2");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RESOLVE);
	assert_string_equal(stage.act.as.dossier.code, "H20.14.07-261112-0031");
	stage_done(&stage);
	stage_keys(&stage, "Esc Backspace Backspace Backspace");
	stage_type(&stage, "anh"); /* resolved → handed over, to the owner unless changed */
	stage_keys(&stage, "Enter F2");
	assert_shows(&stage, "Đặng Thị Ngọc Ánh");
	stage_keys(&stage, "F2");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RETURN);
	assert_string_equal(stage.act.as.dossier.receiver, "Đặng Thị Ngọc Ánh");
	stage_fail(&stage, MC_REFUSED, "The fee is open: take it first.");
	assert_shows(&stage, "Who receives the result?");
	stage_type(&stage, "Lê Văn Ba"); /* sent by the owner: typing replaces the proposal */
	stage_keys(&stage, "Enter");
	assert_string_equal(stage.act.as.dossier.receiver, "Lê Văn Ba");
	stage_fail(&stage, MC_REFUSED, "The fee is open: take it first.");
	stage_keys(&stage, "Esc F4 F2");
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
	stage.context.who.staff = stage.context.staff_name = "";
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
	assert_shows(&stage, "đã lập giấy                  thực hành");
	assert_shows(&stage, "xem đầy đủ các số");
	assert_shows(&stage, "qua bưu chính");
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

static void staff_changes_by_number_or_name(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Down Down F6 4 Enter");
	assert_string_equal(stage.staff, "minh");
	assert_int_equal(
		((const struct mc_desk_model *)mc_shell_model(stage.shell))->waiting.chosen, 2);
	stage_keys(&stage, "F6");
	stage_type(&stage, "ngoc");
	stage_keys(&stage, "Enter F2");
	assert_string_equal(stage.staff, "lan");
	assert_string_equal(stage.act.who.staff, "lan");
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
	stage_keys(&stage, "Enter F6 2 Enter");
	assert_string_equal(stage.staff, "hoa");
	stage_finish(&stage);
}

/* Everywhere alike: a number moves the mark, Enter picks; what a number begins is not picked at once. */
static void a_digit_never_picks(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F6 4");
	assert_string_equal(stage.staff, "");
	assert_shows(&stage, ">  4. ");
	stage_keys(&stage, "Enter");
	assert_string_equal(stage.staff, "minh");
	stage_keys(&stage, "F6 1 1 Enter");
	assert_string_equal(stage.staff, "yen");
	stage_finish(&stage);
}

/* What is typed brings the right one to the top: the short name, then the given name. */
static void the_short_name_wins_then_the_given_name(void **state) {
	static const struct {
		const char *typed, *staff;
	} rows[] = { { "hoa", "hoa" }, { "Ngọc Lan", "lan" }, { "TUẤN", "tuan" },
		{ "minh", "minh" }, { "quay", "quay" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "F6");
		stage_type(&stage, rows[i].typed);
		stage_keys(&stage, "Enter");
		assert_string_equal(stage.staff, rows[i].staff);
		stage_finish(&stage);
	}
}

/* Two who fit alike are shown, and neither is picked before the mark was moved. */
static void two_who_fit_alike_are_not_guessed(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F6 t Enter");
	assert_string_equal(stage.staff, "");
	assert_shows(&stage, "may be more than one person");
	stage_keys(&stage, "2 Enter");
	assert_string_not_equal(stage.staff, "");
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
		stage.context.tick_ms += MC_BURST_MS;
		stage_keys(&stage, "F6 Esc"); /* read, and then answered */
		assert_hides(&stage, "stays with lan");
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
		stage.context.who.staff = stage.context.staff_name = "";
		assert_hides(&stage, "F6: who works here?");
		stage.context.who.roles = 0;
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

static void a_disk_that_can_only_be_read_is_said(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_counter, &mc_screen_desk,
		&mc_screen_watch };

	(void)state;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		struct stage stage;

		stage_init(&stage, screens[i], 24, 80, MC_LANG_VI);
		assert_shows(&stage, "Dữ liệu: bình thường");
		stage.read_only = true;
		stage_watch_again(&stage);
		assert_shows(&stage, "Dữ liệu: chỉ đọc được");
		stage_finish(&stage);
	}
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
		cmocka_unit_test(staff_changes_by_number_or_name),
		cmocka_unit_test(only_those_who_may_sit_here_are_offered),
		cmocka_unit_test(a_digit_never_picks),
		cmocka_unit_test(the_short_name_wins_then_the_given_name),
		cmocka_unit_test(two_who_fit_alike_are_not_guessed),
		cmocka_unit_test(a_refused_person_is_told),
		cmocka_unit_test(the_bar_says_who_works_here),
		cmocka_unit_test(slow_saving_is_said),
		cmocka_unit_test(a_disk_that_can_only_be_read_is_said),
		cmocka_unit_test(a_large_office_is_not_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

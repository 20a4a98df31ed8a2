/* Dossiers taken in at the counter, key by key, and what must follow. */
#include "looks.h"
#include "ui/screens/counter.h"
#include <motcua/text.h>

#define MC_PAGE_TOP_OF_FORM 6 /* row of the first field */

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
	assert_shows(&stage, "1 paper of the procedure is missing");
	stage_keys(&stage, "Enter"); /* chooses and types, and never saves */
	assert_int_equal(stage.acts, 0);
	stage_keys(&stage, "F2");
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
	assert_int_equal(stage.draft_drops, 1);
	stage_keys(&stage, "F4"); /* the same person again, nothing typed twice */
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "Nguyễn Văn Ẩn");
	stage_finish(&stage);
}

/* The next citizen's search begins anew; the way back keeps the words until one types. */
static void searches_make_room_for_the_next(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2");
	stage_type(&stage, "khai sinh");
	stage_keys(&stage, "Enter");
	stage_type(&stage, "Lan");
	stage_keys(&stage, "Esc");
	assert_shows(&stage, "Search: khai sinh");
	stage_type(&stage, "chung thuc");
	assert_shows(&stage, "Search: chung thuc");
	stage_keys(&stage, "Enter F2 F2 F2");
	stage_done(&stage);
	stage_keys(&stage, "F2 F2");
	assert_hides(&stage, "chung thuc");
	stage_keys(&stage, "Esc F5");
	stage_type(&stage, "duc");
	stage_keys(&stage, "Esc F5");
	assert_shows(&stage, "Search: duc");
	stage_type(&stage, "n"); /* several; the second is opened and come back to */
	assert_hides(&stage, "ducn");
	stage_keys(&stage, "Down Enter Esc");
	assert_int_equal(stage.frame.rows, 24);
	assert_shows(&stage, "> 261118-0004");
	stage_watch_again(&stage);
	assert_shows(&stage, "> 261118-0004");
	stage_finish(&stage);
}

/* What is to be checked is whole: long names and addresses, and no paper left away unsaid. */
static void the_review_shows_everything(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Công Huyền Tôn Nữ Nguyễn Thị Hoàng Ánh Dương Thanh Thủy");
	stage_keys(&stage, "Enter Enter Enter Enter");
	stage_type(&stage,
		"Số 12 ngõ 34 phố Trần Hưng Đạo, tổ dân phố số 7, phường Cửa Nam, quận Hoàn Kiếm, "
		"thành phố Hà Nội (nhà ông Bảy)");
	stage_keys(&stage, "F2 F4 F2");
	assert_shows(&stage, "Công Huyền Tôn Nữ Nguyễn Thị Hoàng Ánh Dương Thanh Thủy");
	assert_shows(&stage, "(nhà ông Bảy)");
	assert_shows(&stage, "Giấy chứng nhận kết hôn");
	stage_keys(&stage, "Esc Esc Down Down");
	stage_type(&stage, "Đăng ký khai sinh cho con thứ hai, kèm theo hồ sơ của con thứ nhất đã "
			   "nộp ngày 12/11/2026 tại bộ phận này");
	stage_keys(&stage, "F2 F2");
	assert_shows(&stage, "and 2 more");
	stage_finish(&stage);
}

/* A letter that has no room is told, typed or pasted; a name of 150 letters has. */
static void nothing_typed_vanishes_unsaid(void **state) {
	struct stage stage;
	struct mc_msg paste = { .kind = MC_MSG_PASTE };
	char name[251] = "";

	(void)state;
	memset(name, 'n', 250);
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	paste.text = name + 100;
	stage_send(&stage, &paste);
	assert_hides(&stage, "The field is full");
	stage_keys(&stage, "F2 F2");
	assert_shows(&stage, "nnn");
	assert_hides(&stage, "nn…");
	stage_keys(&stage, "Esc Esc");
	paste.text = name + 150;
	stage_send(&stage, &paste);
	assert_shows(&stage, "The field is full");
	stage_keys(&stage, "Backspace");
	assert_hides(&stage, "The field is full");
	stage_keys(&stage, "x y");
	assert_shows(&stage, "The field is full");
	stage_keys(&stage, "Enter");
	stage_type(&stage, "08đ");
	assert_shows(&stage, "letters without marks only");
	stage_type(&stage, "7");
	assert_hides(&stage, "letters without marks only");
	stage_finish(&stage);
}

/* However long the words are, the review stays inside its box at every size. */
static void a_full_review_stays_in_its_box(void **state) {
	static const struct {
		int rows, columns;
		const char *papers;
	} sizes[] = { { 24, 80, "and 4 more" }, { 30, 100, "and 2 more" },
		{ 60, 200, "Giấy chứng nhận" } };
	char text[251] = "";

	(void)state;
	memset(text, 'n', 250);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct stage stage;
		struct mc_msg paste = { .kind = MC_MSG_PASTE, .text = text };

		stage_init(&stage, &mc_screen_counter, sizes[i].rows, sizes[i].columns, MC_LANG_EN);
		stage_keys(&stage, "F2 Enter");
		for (int field = 0; field < 8; field++) {
			if (field == 0 || (field >= 4 && field <= 6)) {
				stage_send(&stage, &paste);
			}
			stage_keys(&stage, "Tab");
		}
		stage_keys(&stage, "F2 F4 F2");
		free(stage_text(&stage));
		assert_shows(&stage, "Papers: original");
		assert_string_equal(mc_frame_cell(&stage.frame, sizes[i].rows - 4, 0)->text, "└");
		assert_string_equal(mc_frame_cell(&stage.frame, sizes[i].rows - 4, 20)->text, "─");
		assert_shows(&stage, sizes[i].papers);
		stage_finish(&stage);
	}
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
	assert_shows(&after, "Enter goes on with Nguyễn Văn Ẩn · Birth");
	stage_keys(&after, "Enter F2 F2 F2");
	assert_int_equal(after.acts, 1);
	assert_memory_equal(after.act.key, before.act.key, MC_KEY_SIZE);
	assert_string_equal(after.act.as.accept.owner, "Nguyễn Văn Ẩn");
	assert_int_equal(after.act.as.accept.component_count, 4);
	stage_finish(&after);
	stage_finish(&before);
}

/* A dossier typed to the end and sent. */
static void send_dossier(struct stage *stage) {
	stage_init(stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(stage, "F2 Enter");
	type_person(stage);
	stage_keys(stage, "F2 F4 F2 F2");
	assert_int_equal(stage->acts, 1);
}

static void one_saved_before_is_not_saved_again(void **state) {
	struct stage stage;

	(void)state;
	send_dossier(&stage);
	stage.first_owner = "Nguyễn Văn Ẩn";
	stage_done(&stage);
	assert_shows(&stage, "had been saved before");
	assert_int_equal(stage.draft_drops, 1);
	stage_finish(&stage);
}

static const struct taken_key {
	const char *first_owner; /* NULL: the act fails with: */
	enum mc_status status;
	const char *says;
	bool fresh; /* and the next try is a request of its own */
} taken_keys[] = {
	{ "Trần Thị Bê", MC_OK, "Not saved: this request saved dossier", true },
	{ NULL, MC_CONFLICT, "Not saved: this request saved a dossier with other content", true },
	{ NULL, MC_BUSY, "The book is busy.", false },
};

/* What is typed is neither dropped nor taken for somebody else's dossier. */
static void a_key_of_another_dossier_drops_nothing(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof taken_keys / sizeof *taken_keys; i++) {
		const struct taken_key *row = &taken_keys[i];
		struct stage stage;
		uint8_t key[MC_KEY_SIZE];
		char *draft;

		send_dossier(&stage);
		memcpy(key, stage.act.key, MC_KEY_SIZE);
		draft = strdup(stage.draft.data);
		stage.first_owner = row->first_owner;
		if (row->status == MC_OK) {
			stage_done(&stage);
		} else {
			stage_fail(&stage, row->status, "The book is busy.");
		}
		assert_shows(&stage, row->says);
		assert_shows(&stage, "Nguyễn Văn Ẩn");
		assert_int_equal(stage.draft_drops, 0);
		assert_int_equal(strcmp(draft, stage.draft.data) != 0, row->fresh);
		stage.first_owner = NULL;
		stage_keys(&stage, "F2");
		assert_int_equal(stage.acts, 2);
		assert_string_equal(stage.act.as.accept.owner, "Nguyễn Văn Ẩn");
		assert_int_equal(memcmp(key, stage.act.key, MC_KEY_SIZE) != 0, row->fresh);
		stage_done(&stage);
		assert_shows(&stage, "is saved.");
		assert_int_equal(stage.draft_drops, 1);
		stage_finish(&stage);
		free(draft);
	}
}

/* Said for as long as it is so, and in nobody's way. */
static void an_unsaved_draft_is_told(void **state) {
	struct stage stage;
	struct mc_msg unsaved = { .kind = MC_MSG_UNSAVED };

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Lan");
	stage_send(&stage, &unsaved);
	assert_shows(&stage, "The draft is not saved");
	assert_shows(&stage, "Save the dossier soon.");
	stage_type(&stage, "h");
	assert_hides(&stage, "The draft is not saved");
	assert_shows(&stage, "Lanh");
	stage_finish(&stage);
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_EN);
	stage_send(&stage, &unsaved);
	assert_hides(&stage, "The draft is not saved");
	stage_finish(&stage);
}

static void bad_drafts_are_refused_whole(void **state) {
	static const char *const bad[] = { "", "{}", "[1", "{\"intake\":1}",
		"{\"intake\":2,\"key\":\"\"}", "{\"intake\":2,\"drafts\":[{}]}",
		"{\"intake\":3,\"drafts\":[]}", "\x00\xff" };
	static struct mc_drafts drafts;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(mc_drafts_read(&drafts, bad[i], strlen(bad[i])));
		assert_int_equal(drafts.count, 0);
	}
}

static void escape_loses_nothing(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Esc F2 Enter");
	stage_type(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "Esc Esc Esc Esc Enter");
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "Esc Esc F4 Esc");
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "F4 Enter"); /* the answer of habit keeps it */
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "F4 F2");
	assert_hides(&stage, "Trần Văn Ơn");
	assert_int_equal(stage.draft_drops, 1);
	assert_shows(&stage, "F9 Undo");
	stage_keys(&stage, "F9");
	assert_shows(&stage, "The draft is back");
	assert_shows(&stage, "Trần Văn Ơn");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.acts, 0);
	assert_hides(&stage, "F9 Undo");
	stage_finish(&stage);
}

/* Two hundred keys at once, sent while a number is being saved. */
static void type_ahead_arrives_in_order(void **state) {
	struct stage stage;
	char text[201];
	char value[MC_EDIT_BYTES];

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
	assert_shows(&stage, "Window too small: needs 80x23 (has 60x15)");
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

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searches_make_room_for_the_next),
		cmocka_unit_test(the_review_shows_everything),
		cmocka_unit_test(a_dossier_is_taken_in),
		cmocka_unit_test(nothing_typed_vanishes_unsaid),
		cmocka_unit_test(a_full_review_stays_in_its_box),
		cmocka_unit_test(an_error_keeps_what_was_typed),
		cmocka_unit_test(a_crash_loses_nothing_and_doubles_nothing),
		cmocka_unit_test(one_saved_before_is_not_saved_again),
		cmocka_unit_test(a_key_of_another_dossier_drops_nothing),
		cmocka_unit_test(an_unsaved_draft_is_told),
		cmocka_unit_test(bad_drafts_are_refused_whole),
		cmocka_unit_test(escape_loses_nothing),
		cmocka_unit_test(type_ahead_arrives_in_order),
		cmocka_unit_test(language_and_size_keep_page_focus_and_text),
		cmocka_unit_test(menu_and_help_come_from_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

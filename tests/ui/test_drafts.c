/*
 * Dossiers begun, side by side: each is gone on with by its name, and nobody's name
 * is typed behind another's, not even after a crash.
 */
#include "looks.h"
#include "ui/screens/counter.h"

static const struct mc_counter_model *counter_of(struct stage *stage) {
	return mc_shell_model(stage->shell);
}

static const char *owner_of(struct stage *stage) {
	static char owner[MC_EDIT_BYTES];

	mc_form_value(&counter_of(stage)->intake.form, "owner", owner);
	return owner;
}

static void begin(struct stage *stage, const char *name) {
	stage_lead(stage, "F2 Enter");
	stage_type(stage, name);
	stage_keys(stage, "Esc Esc");
}

static void a_new_citizen_is_typed_behind_nobody(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_VI);
	begin(&stage, "Nguyễn Văn Ẩn");
	assert_shows(&stage, "> Nguyễn Văn Ẩn");
	assert_shows(&stage, "Enter nhập tiếp");
	stage_lead(&stage, "F2 ~luu Enter ~Lan");
	assert_string_equal(owner_of(&stage), "Lan");
	assert_hides(&stage, "Ẩn");
	stage_keys(&stage, "Esc Esc");
	assert_shows(&stage, "> Lan");
	assert_shows(&stage, "  Nguyễn Văn Ẩn");
	stage_keys(&stage, "Down Enter");
	assert_shows(&stage, "Nhập tiếp: Nguyễn Văn Ẩn · Đăng ký khai sinh");
	assert_string_equal(owner_of(&stage), "Nguyễn Văn Ẩn");
	stage_keys(&stage, "F2 F4 F2 F2");
	assert_string_equal(stage.act.as.accept.owner, "Nguyễn Văn Ẩn");
	stage_done(&stage);
	stage_keys(&stage, "F2");
	assert_shows(&stage, "> Lan"); /* still there */
	assert_int_equal(stage.draft_drops, 0);
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "Nhập tiếp: Lan · Đăng ký khai sinh lưu động");
	stage_finish(&stage);
}

static void five_drafts_have_room_and_none_is_pushed_out(void **state) {
	static const char *const names[] = { "An", "Ba", "Ca", "Da", "En" };
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	begin(&stage, ""); /* nothing typed: nothing to keep */
	assert_int_equal(counter_of(&stage)->drafts.count, 0);
	for (size_t i = 0; i < 5; i++) {
		begin(&stage, names[i]);
	}
	for (size_t i = 0; i < 5; i++) {
		char row[32];

		snprintf(row, sizeof row, "%s · Birth", names[i]);
		assert_shows(&stage, row);
	}
	stage_keys(&stage, "F2");
	assert_shows(&stage, "There are five drafts");
	stage_keys(&stage, "Esc Down Down F4");
	assert_shows(&stage, "Ca · Birth registration");
	stage_keys(&stage, "F2");
	assert_hides(&stage, "Ca ·");
	stage_keys(&stage, "F9");
	assert_shows(&stage, "> Ca · Birth");
	stage_keys(&stage, "F4 F2");
	begin(&stage, "Pha");
	stage_keys(&stage, "F9"); /* the one thrown away finds no room */
	assert_shows(&stage, "There are five drafts");
	assert_int_equal(counter_of(&stage)->drafts.count, 5);
	stage_finish(&stage);
}

/* However slowly it is typed: neither numbers, nor another citizen's draft. */
static void a_name_typed_where_no_draft_has_room_does_nothing(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_VI);
	for (size_t i = 0; i < 5; i++) {
		begin(&stage, "An");
	}
	stage_lead(&stage, "F2 ~khai Enter");
	stage_wait(&stage, 3000);
	stage_lead(&stage, "~Dung Enter F2 F4 F9 1");
	assert_int_equal(stage.acts, 0);
	assert_int_equal(counter_of(&stage)->drafts.count, 5);
	assert_shows(&stage, "Đang có năm bản nháp");
	stage_keys(&stage, "Esc Enter");
	assert_string_equal(owner_of(&stage), "An");
	stage_finish(&stage);
}

static void restart(struct stage *after, const char *bytes) {
	struct mc_msg draft = { .kind = MC_MSG_DRAFT, .bytes = bytes, .len = strlen(bytes) };

	stage_init(after, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_send(after, &draft);
}

static void a_crash_keeps_all_and_mixes_no_names(void **state) {
	struct stage before;
	struct stage after;

	(void)state;
	stage_init(&before, &mc_screen_counter, 24, 80, MC_LANG_EN);
	begin(&before, "Hoa");
	stage_lead(&before, "F2 Enter ~Nguyễn");
	for (int round = 0; round < 2; round++) {
		restart(&after, before.draft.data); /* killed while a name was typed */
		assert_shows(&after, "Enter goes on with Nguyễn · Birth registration");
		assert_shows(&after, "> Nguyễn · Birth");
		assert_shows(&after, "  Hoa · Birth");
		stage_lead(&after, round == 0 ? "F2 Enter" : "Enter");
		stage_type(&after, "Trần");
		assert_string_equal(owner_of(&after), round == 0 ? "Trần" : "Nguyễn");
		stage_finish(&after);
	}
	stage_finish(&before);
}

static void the_draft_of_an_older_program_is_read(void **state) {
	static const char bytes[] =
		"{\"intake\":1,\"key\":\"a5000000000000000000000000000001\",\"procedure\":\"1."
		"001193\","
		"\"variant\":\"\",\"name\":\"Đăng ký khai "
		"sinh\",\"owner\":\"Hoa\",\"id_number\":\"\","
		"\"birth\":\"\",\"phone\":\"\",\"address\":\"Ấp "
		"2\",\"submitter\":\"\",\"subject\":\"\","
		"\"external_code\":\"\",\"sets\":\"1\",\"ticket\":\"\",\"papers\":[]}";
	struct stage stage;

	(void)state;
	restart(&stage, bytes);
	stage_keys(&stage, "Enter");
	assert_string_equal(owner_of(&stage), "Hoa");
	assert_shows(&stage, "Ấp 2");
	assert_int_equal(counter_of(&stage)->intake.key[15], 1);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_citizen_is_typed_behind_nobody),
		cmocka_unit_test(five_drafts_have_room_and_none_is_pushed_out),
		cmocka_unit_test(a_name_typed_where_no_draft_has_room_does_nothing),
		cmocka_unit_test(a_crash_keeps_all_and_mixes_no_names),
		cmocka_unit_test(the_draft_of_an_older_program_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

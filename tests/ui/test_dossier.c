/* An opened dossier at counter and desk: what it shows, and who may do what to it. */
#include "looks.h"
#include "ui/screens/counter.h"

/* Opens the dossier that the words find, as somebody with the roles given. */
static void open_as(struct stage *stage, unsigned roles, const char *words) {
	stage_init(stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage->context.who.roles = roles;
	stage_keys(stage, "F5");
	stage_type(stage, words);
	stage_keys(stage, "Enter");
}

/* Before anything is asked, in names; no role, no code word, and nothing is sent. */
static void who_may_is_said_before_anything_is_asked(void **state) {
	static const struct {
		unsigned roles;
		const char *words, *key, *says;
	} rows[] = {
		{ MC_ROLE_BIT(MC_ROLE_SUPERVISOR), "anh", "F2",
			"Lê Văn Bình, Trần Thị Hoa, Nguyễn Thị Ngọc Lan or 5 others may hand a" },
		{ MC_ROLE_BIT(MC_ROLE_RECEPTION), "duc", "F2", "or 3 others may report a result." },
		{ MC_ROLE_BIT(MC_ROLE_RECEPTION), "anh", "F4",
			"Nobody in this office may do that" },
		{ MC_ROLE_BIT(MC_ROLE_INSPECTOR), "anh", "F7", "or 6 others may see the" },
		{ MC_ROLE_BIT(MC_ROLE_INSPECTOR), "anh", "i", "or 5 others may print a" },
		{ MC_ROLE_BIT(MC_ROLE_INSPECTOR), "anh", "F3", "or 5 others may hand a" },
		{ MC_ROLE_BIT(MC_ROLE_INSPECTOR), "anh", "F9", "or 5 others may take" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		open_as(&stage, rows[i].roles, rows[i].words);
		stage_keys(&stage, rows[i].key);
		assert_shows(&stage, "! ");
		assert_shows(&stage, rows[i].says);
		assert_int_equal(stage.acts, 0);
		assert_hides(&stage, "dossier.undo");
		stage_finish(&stage);
	}
}

/* A head is asked for the reason; who is none tries without one, and the store decides. */
static void only_a_head_is_asked_why_a_step_is_taken_back(void **state) {
	struct stage stage;

	(void)state;
	open_as(&stage, MC_ROLE_BIT(MC_ROLE_HEAD), "anh");
	stage_keys(&stage, "F9");
	assert_shows(&stage, "Why is the last step taken back?");
	assert_int_equal(stage.acts, 0);
	stage_finish(&stage);
	open_as(&stage, MC_ROLE_BIT(MC_ROLE_OFFICER), "anh");
	stage_keys(&stage, "F9");
	assert_hides(&stage, "Why is the last step taken back?");
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_UNDO);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_may_is_said_before_anything_is_asked),
		cmocka_unit_test(only_a_head_is_asked_why_a_step_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

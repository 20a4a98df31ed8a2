/*
 * F9 takes back what was last at the screen: for a minute, by oneself, wherever it
 * was; it says what it took back, and the footer shows it while there is something.
 */
#include "looks.h"
#include "ui/screens/counter.h"
#include "ui/screens/desk.h"

static void f9_takes_back_the_last_step_for_a_minute(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	assert_hides(&stage, "F9 Undo");
	stage_keys(&stage, "F4");
	stage_done(&stage);
	assert_shows(&stage, "F9 Undo");
	stage_wait(&stage, 60000);
	assert_shows(&stage, "F9 Undo");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_UNDO);
	assert_string_equal(stage.act.as.undo.desk, "3");
	assert_int_equal(stage.act.as.undo.event, 101);
	stage.took_back = "miss";
	stage_done(&stage);
	assert_shows(&stage, "The absence of A012 is taken back: the turn goes on.");
	assert_hides(&stage, "F9 Undo");
	stage_keys(&stage, "F8");
	stage_done(&stage);
	stage_wait(&stage, 60001);
	assert_hides(&stage, "F9 Undo");
	stage_keys(&stage, "F9"); /* the store says why not */
	assert_int_equal(stage.act.as.undo.event, 0);
	stage_fail(&stage, MC_REFUSED, "A012 was finished at 08:41, more than a minute ago.");
	assert_shows(&stage, "more than a minute ago");
	stage_finish(&stage);
}

static void f9_again_takes_back_the_step_before(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "F8");
	stage_done(&stage);
	stage_keys(&stage, "F2");
	stage_done(&stage);
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.as.undo.event, 102);
	stage.took_back = "call";
	stage_done(&stage);
	assert_shows(&stage, "Đã lấy lại lượt gọi A012");
	assert_shows(&stage, "F9 Hoàn tác");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.as.undo.event, 101);
	stage_fail(&stage, MC_REFUSED, "Desk 3 has called A014 since then.");
	assert_hides(&stage, "F9 Hoàn tác"); /* there is nothing to take back any more */
	stage_finish(&stage);
}

/* One's own: who sits down takes nothing back of who sat there before. */
static void f9_is_for_ones_own(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F8");
	stage_done(&stage);
	stage_keys(&stage, "F6 4 Enter");
	assert_hides(&stage, "F9 Undo");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.as.undo.event, 0);
	stage_finish(&stage);
}

static void a_dossiers_step_is_taken_back_without_a_reason(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage.context.who.roles = MC_ROLE_BIT(MC_ROLE_OFFICER);
	stage_lead(&stage, "F5 ~duc Enter");
	assert_hides(&stage, "F9 Undo");
	stage_lead(&stage, "F2 F2");
	stage_done(&stage);
	assert_shows(&stage, "F9 Undo");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_UNDO);
	assert_string_equal(stage.act.as.dossier.reason, "");
	stage_done(&stage);
	assert_shows(&stage, "the last step was taken back");
	assert_hides(&stage, "F9 Undo");
	stage_keys(&stage, "F9"); /* the store names who may, before anything is typed */
	assert_int_equal(stage.acts, 3);
	stage_fail(&stage, MC_DENIED, "Only a head of unit (Vũ Dũng) takes it back.");
	assert_shows(&stage, "Vũ Dũng");
	stage.context.tick_ms += MC_BURST_MS;
	stage.context.who.roles = MC_ROLE_BIT(MC_ROLE_HEAD);
	stage_keys(&stage, "F9"); /* a head is asked for a reason */
	assert_shows(&stage, "Why is the last step taken back?");
	assert_int_equal(stage.acts, 3);
	stage_finish(&stage);
}

/* The last act of the screen, wherever it was; what cannot be is not passed over for the one before. */
static void f9_takes_back_what_was_last(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F3");
	stage_done(&stage);
	stage_lead(&stage, "F5 Enter F2");
	stage_done(&stage);
	stage_keys(&stage, "Esc Esc F9"); /* the dossier's step, not the call before it */
	assert_int_equal(stage.act.verb, MC_VERB_DOSSIER_UNDO);
	assert_string_equal(stage.act.as.dossier.code, "H20.14.07-261123-0012");
	stage_done(&stage);
	assert_shows(&stage, "Dossier H20.14.07-261123-0012: the last step was taken back.");
	stage_keys(&stage, "F9");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_UNDO);
	assert_int_equal(stage.act.as.undo.event, 101);
	stage.took_back = "recall";
	stage_done(&stage);
	stage_lead(&stage, "F5 Enter F4 F2");
	stage_done(&stage);
	stage_keys(&stage, "Esc Esc F9");
	assert_shows(&stage, "its fee is taken and the receipt made");
	assert_hides(&stage, "F9 Undo");
	assert_int_equal(stage.acts, 5);
	stage_finish(&stage);
}

static void f9_at_a_saved_dossier_tells_the_truth(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_lead(&stage, "F2 ~khai Enter ~Hoa F9");
	assert_shows(&stage, "Nothing is saved here yet");
	stage_lead(&stage, "F2 F2 F2");
	stage_done(&stage);
	stage_keys(&stage, "F9");
	assert_hides(&stage, "Nothing is saved");
	assert_shows(&stage, "is saved and stays");
	stage_keys(&stage, "Esc F9"); /* on the first page as well */
	assert_shows(&stage, "is saved and stays");
	assert_hides(&stage, "F9 Undo");
	stage_finish(&stage);
}

/* Each question says so: nobody is left to guess why nothing came of it. */
static void f9_at_a_question_says_that_nothing_is_done_yet(void **state) {
	static const struct {
		const struct mc_screen *screen;
		const char *keys;
	} questions[] = {
		{ &mc_screen_counter, "F2 Enter ~Hoa Esc Esc F4" },
		{ &mc_screen_counter, "F5 ~duc Enter F2" },
		{ &mc_screen_counter, "F5 ~duc Enter F3" },
		{ &mc_screen_counter, "F5 ~duc Enter F4" },
		{ &mc_screen_desk, "p" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		struct stage stage;

		stage_init(&stage, questions[i].screen, 24, 80, MC_LANG_EN);
		stage_lead(&stage, questions[i].keys);
		stage_keys(&stage, "F9");
		assert_shows(&stage, "Nothing is done here yet: Esc goes back");
		assert_int_equal(stage.acts, 0);
		stage_finish(&stage);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(f9_takes_back_the_last_step_for_a_minute),
		cmocka_unit_test(f9_again_takes_back_the_step_before),
		cmocka_unit_test(f9_is_for_ones_own),
		cmocka_unit_test(a_dossiers_step_is_taken_back_without_a_reason),
		cmocka_unit_test(f9_takes_back_what_was_last),
		cmocka_unit_test(f9_at_a_question_says_that_nothing_is_done_yet),
		cmocka_unit_test(f9_at_a_saved_dossier_tells_the_truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

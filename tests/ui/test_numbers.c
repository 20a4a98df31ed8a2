/* Numbers issued at the counter, key by key, and what must follow. */
#include "looks.h"
#include "states.h"
#include <motcua/text.h>

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
	assert_true(stage.act.as.issue.any_kind); /* what the line is for */
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

/* A number printed again after midnight would be another citizen's. */
static void yesterdays_number_is_not_printed_again(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "a");
	stage_done(&stage);
	assert_shows(&stage, "A013");
	stage.context.now += MC_DAY_MS;
	stage_watch_again(&stage);
	assert_hides(&stage, "A013 ·");
	stage_keys(&stage, "F3");
	assert_int_equal(stage.acts, 1);
	assert_shows(&stage, "No number was issued here yet");
	stage_finish(&stage);
}

/* Also one of the kiosk or of another counter; nothing is printed that was not marked before. */
static void any_number_of_today_is_printed_again(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	assert_shows(&stage, "Today");
	assert_shows(&stage, "39 numbers");
	stage_keys(&stage, "F3");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "Number A012 is marked: F3 prints it again");
	stage_keys(&stage, "Down Down");
	assert_shows(&stage, "> A011");
	stage_watch_again(&stage);
	stage_keys(&stage, "F3");
	assert_int_equal(stage.act.verb, MC_VERB_PAPER_PRINT);
	assert_string_equal(stage.act.as.paper.form, "ticket");
	assert_string_equal(stage.act.as.paper.label, "A011");
	stage_done(&stage);
	assert_shows(&stage, "Number A011 is sent to print again.");
	stage_keys(&stage, "End F3");
	assert_string_equal(stage.act.as.paper.label, "C001");
	stage_done(&stage);
	stage_keys(&stage, "a"); /* what was issued here last is marked, as before */
	stage_done(&stage);
	stage_keys(&stage, "F3");
	assert_string_equal(stage.act.as.paper.label, "A013");
	stage_finish(&stage);
}

/* With drafts put by, the arrows are theirs until Tab. */
static void tab_changes_between_numbers_and_drafts(void **state) {
	const struct screen_state draft = { .screen = &mc_screen_counter,
		.keys = "F2 Enter ~Nguyễn Esc Esc" };
	struct stage stage;

	(void)state;
	enter_state(&stage, &draft, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Down F3");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "Number A012 is marked");
	stage_keys(&stage, "Down Tab Down F3");
	assert_string_equal(stage.act.as.paper.label, "B003");
	stage_finish(&stage);
}

/* Letters and priorities pressed while a number is being saved keep their order. */
static void letters_typed_ahead_follow(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "a 1 b 3 c k");
	assert_int_equal(stage.acts, 1);
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_NONE);
	stage_done(&stage);
	assert_int_equal(stage.acts, 2);
	assert_string_equal(stage.act.as.issue.line, "B");
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_ELDERLY);
	stage_done(&stage);
	assert_string_equal(stage.act.as.issue.line, "C");
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_PREGNANT);
	stage_done(&stage);
	assert_string_equal(stage.act.as.issue.line, "K");
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_NONE);
	stage_done(&stage);
	assert_int_equal(stage.acts, 4);
	assert_int_equal(stage.acts_doubled, 0);
	stage_finish(&stage);
}

/* The same letter again while nothing seems to happen is no wish for a second number. */
static void impatience_issues_one_number(void **state) {
	struct stage stage;
	uint8_t key[MC_KEY_SIZE];

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "2 a");
	memcpy(key, stage.act.key, MC_KEY_SIZE);
	stage_wait(&stage, 4000);
	stage_keys(&stage, "2 a a b");
	stage_fail(&stage, MC_BUSY, "The book is busy.");
	assert_int_equal(stage.acts, 1);
	/* what was typed ahead does not come by itself after a failure; the try again is the same act */
	stage_keys(&stage, "a");
	assert_int_equal(stage.acts, 2);
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_DISABLED);
	assert_memory_equal(stage.act.key, key, MC_KEY_SIZE);
	stage_fail(&stage, MC_BUSY, "The book is busy.");
	stage_keys(&stage, "b"); /* something else, with a key of its own */
	assert_string_equal(stage.act.as.issue.line, "B");
	assert_memory_not_equal(stage.act.key, key, MC_KEY_SIZE);
	stage_finish(&stage);
}

/* A wrong letter is mended by F9, as long as its citizen stands there. */
static void a_number_is_taken_back_within_a_minute(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F9");
	assert_int_equal(stage.acts, 0);
	stage_keys(&stage, "a");
	stage_done(&stage);
	stage_wait(&stage, 59000);
	stage_keys(&stage, "F9 Alt-9");
	assert_int_equal(stage.acts, 2);
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_UNDO);
	assert_int_equal(stage.act.as.undo.event, 101); /* of the first act */
	stage_keys(&stage, "b"); /* the right letter, typed ahead */
	stage_done(&stage);
	assert_int_equal(stage.acts, 3);
	assert_string_equal(stage.act.as.issue.line, "B");
	stage_done(&stage);
	stage_wait(&stage, 61000);
	stage_keys(&stage, "F9");
	assert_int_equal(stage.acts, 3);
	assert_shows(&stage, "within a minute");
	stage_finish(&stage);
}

/* Whoever typed ahead and went on is told which numbers did not come about. */
static void numbers_that_failed_are_named_on_any_page(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "a b F2");
	stage_fail(&stage, MC_BUSY, "The book is busy.");
	assert_shows(&stage, "Which procedure?");
	assert_shows(&stage, "No number was issued (A B)");
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_issues_a_number),
		cmocka_unit_test(any_number_of_today_is_printed_again),
		cmocka_unit_test(tab_changes_between_numbers_and_drafts),
		cmocka_unit_test(yesterdays_number_is_not_printed_again),
		cmocka_unit_test(letters_typed_ahead_follow),
		cmocka_unit_test(impatience_issues_one_number),
		cmocka_unit_test(a_number_is_taken_back_within_a_minute),
		cmocka_unit_test(numbers_that_failed_are_named_on_any_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

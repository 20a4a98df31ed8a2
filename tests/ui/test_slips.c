/*
 * Official acts are never an accident: a key held down takes one step, Enter takes
 * none, what closes a list does not reach the page beneath, what was typed for one
 * page does nothing on the next.
 */
#include "looks.h"
#include "ui/screens/counter.h"
#include "ui/screens/desk.h"

/* ---- held keys ---- */

static const struct {
	const struct mc_screen *screen;
	const char *keys, *held;
	int acts; /* however long it is held */
} holds[] = {
	{ &mc_screen_desk, "", "F2", 1 },
	{ &mc_screen_desk, "", "F3", 1 },
	{ &mc_screen_desk, "", "F4", 1 },
	{ &mc_screen_desk, "", "a", 1 },
	{ &mc_screen_desk, "", "F7", 1 },
	{ &mc_screen_desk, "", "F8", 1 },
	{ &mc_screen_desk, "", "F9", 1 },
	{ &mc_screen_desk, "p ~giấy", "F2", 1 },
	{ &mc_screen_desk, "", "p", 0 }, /* only its letters stand in the reason */
	{ &mc_screen_desk, "v", "F2", 1 },
	{ &mc_screen_desk, "F5 Enter", "F2", 1 }, /* accepted: taken over, and no more */
	{ &mc_screen_desk, "F5 ~duc Enter", "F2", 0 }, /* in work: asked for, never answered */
	{ &mc_screen_desk, "F5", "F2", 0 }, /* opened, and not taken over */
	{ &mc_screen_desk, "F5", "Enter", 0 },
	{ &mc_screen_desk, "F5 Enter F4", "F2", 1 },
	{ &mc_screen_desk, "F5 Enter F3 2", "Enter", 1 },
	{ &mc_screen_desk, "F5 Enter", "i", 1 },
	{ &mc_screen_counter, "", "a", 1 },
	{ &mc_screen_counter, "a", "F3", 2 },
	{ &mc_screen_counter, "F2 ~khai Enter ~Hoa F2 F2", "F2", 1 },
	{ &mc_screen_kiosk, "", "1", 1 },
};

static void a_held_key_takes_one_step(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof holds / sizeof *holds; i++) {
		struct stage stage;

		stage_init(&stage, holds[i].screen, 24, 80, MC_LANG_EN);
		stage_lead(&stage, holds[i].keys);
		if (stage.act_token != 0) {
			stage_done(&stage);
		}
		for (int round = 0; round < 4; round++) { /* with the answers in between */
			stage_hold(&stage, holds[i].held, 50, round > 0);
			if (stage.act_token != 0) {
				stage_done(&stage);
			}
		}
		if (stage.acts != holds[i].acts) {
			fail_msg("“%s” then %s held: %d acts", holds[i].keys, holds[i].held,
				stage.acts);
		}
		stage_finish(&stage);
	}
}

/* A hand that wants it twice gets it twice. */
static void a_second_press_is_a_second_step(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F3");
	stage_done(&stage);
	stage.again_ms = 499;
	stage_keys(&stage, "F3");
	assert_int_equal(stage.acts, 1);
	stage.again_ms = 500;
	stage_keys(&stage, "F3");
	assert_int_equal(stage.acts, 2);
	stage_finish(&stage);
}

static void another_wish_is_another_number(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage.again_ms = 100;
	stage_keys(&stage, "a");
	stage_done(&stage);
	stage_keys(&stage, "1 a");
	assert_int_equal(stage.acts, 2);
	assert_int_equal(stage.act.as.issue.priority, MC_PRIORITY_ELDERLY);
	stage_done(&stage);
	stage_keys(&stage, "b");
	stage_done(&stage);
	stage_keys(&stage, "a");
	assert_int_equal(stage.acts, 4);
	stage_done(&stage);
	stage_keys(&stage, "a");
	assert_int_equal(stage.acts, 4);
	assert_shows(&stage, "That was very quick");
	stage_keys(&stage, "1 a");
	assert_int_equal(stage.acts, 5);
	stage_done(&stage);
	stage_keys(&stage, "1 a"); /* the same wish again, as quickly */
	assert_int_equal(stage.acts, 5);
	stage_finish(&stage);
}

/* ---- Enter ---- */

static const struct {
	const struct mc_screen *screen;
	const char *keys;
} places[] = {
	{ &mc_screen_desk, "" }, { &mc_screen_desk, "p" }, { &mc_screen_desk, "c" },
	{ &mc_screen_desk, "t" }, { &mc_screen_desk, "F5 Enter" }, /* accepted */
	{ &mc_screen_desk, "F5 ~duc Enter" }, /* in work */
	{ &mc_screen_desk, "F5 ~duc Enter F2" }, /* the number of its result */
	{ &mc_screen_desk, "F5 ~anh Enter" }, /* resolved */
	{ &mc_screen_desk, "F5 ~anh Enter F2" }, /* who receives it: the owner proposed */
	{ &mc_screen_desk, "F5 Enter F4" }, /* is the money there? */
	{ &mc_screen_counter, "F5 ~anh Enter" },
	{ &mc_screen_counter, "F2 ~khai Enter ~Hoa F2 F2" }, /* the review */
};

static void enter_takes_no_step(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct stage stage;

		stage_init(&stage, places[i].screen, 24, 80, MC_LANG_EN);
		stage_lead(&stage, places[i].keys);
		stage_keys(&stage, "Enter Enter Enter");
		if (stage.acts != 0) {
			fail_msg("“%s”: Enter is an act", places[i].keys);
		}
		stage_finish(&stage);
	}
}

/* What was typed as an answer is one; a proposal, or nothing, is given by F2 alone. */
static void enter_gives_what_was_typed(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_lead(&stage, "F5 ~duc Enter F2 Enter");
	assert_shows(&stage, "Nothing was typed: F2 does it without.");
	stage_lead(&stage, "~125 Enter");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RESOLVE);
	assert_string_equal(stage.act.as.dossier.result_no, "125");
	stage_done(&stage);
	stage_lead(&stage, "Esc ~anh Enter F2 Enter");
	assert_shows(&stage, "F2 does it with what stands there.");
	assert_shows(&stage, "H20.14.07-261118-0004"); /* of which dossier */
	assert_int_equal(stage.acts, 1);
	stage_keys(&stage, "F2");
	assert_int_equal(stage.act.as.dossier.transition, MC_T_RETURN);
	stage_finish(&stage);
}

/* ---- what lies over a page ---- */

static void what_closes_a_list_does_not_fall_through(void **state) {
	static const char *const lists[] = { "F6 3", "F6 ~minh", "F11 8", "F1" };
	static const char *const pages[] = { "F5", "F5 Enter", "F5 ~duc Enter" };

	(void)state;
	for (size_t i = 0; i < 12; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
		stage_lead(&stage, pages[i % 3]);
		stage_lead(&stage, lists[i / 3]);
		stage_hold(&stage, "Enter", 20, false);
		assert_int_equal(stage.acts, 0);
		if (i % 3 == 0 && i / 3 != 2) { /* the menu's first command does open the dossier */
			assert_shows(&stage, "Find a dossier");
		}
		stage_finish(&stage);
	}
}

/* ---- bursts ---- */

/* Keys come before the answers: each step is taken, in order, about who is before the desk. */
static void steps_at_the_desk_follow_each_other(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.closed_desk = true;
	stage_send(&stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	stage.hold = true; /* the book is not read again in between */
	stage_keys(&stage, "F2 F7 F8 F2");
	assert_int_equal(stage.acts, 1);
	stage_done(&stage);
	assert_int_equal(stage.act.as.ticket.move, MC_MOVE_SERVE);
	assert_string_equal(stage.act.as.ticket.label, "A013");
	stage_done(&stage);
	assert_int_equal(stage.act.as.ticket.move, MC_MOVE_DONE);
	assert_string_equal(stage.act.as.ticket.label, "A013");
	stage_done(&stage);
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_NEXT);
	stage_done(&stage);
	assert_int_equal(stage.acts, 4);
	assert_int_equal(stage.acts_doubled, 0);
	stage_finish(&stage);
}

/* A step that fails lets go what was typed in the belief that it was taken. */
static void what_followed_a_failed_call_is_no_act(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.closed_desk = true;
	stage_keys(&stage, "F2 F8");
	stage_fail(&stage, MC_EMPTY, "Nobody waits.");
	assert_int_equal(stage.acts, 1);
	assert_shows(&stage, "Nobody waits.");
	stage_finish(&stage);
}

static const struct {
	const char *keys; /* typed while the page before is still there */
	int acts;
} strays[] = {
	{ "F5 ~duc Enter F2", 0 }, /* F2 was for the list */
	{ "F5 Enter F2", 0 },
	{ "F5 ~duc Enter F9", 0 },
	{ "F5 ~duc Enter F2 ~125 Enter", 0 }, /* and what was typed behind it is no command */
	{ "F6 ~minh Enter F2", 0 }, /* for the list of people */
	{ "p ~giấy Enter F2", 1 }, /* behind a reason: the next one is not called by it */
	{ "t ~họp F2 F4", 1 },
};

static void a_key_for_one_page_does_nothing_on_the_next(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof strays / sizeof *strays; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
		stage_send(&stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
		stage.hold = true;
		stage_lead(&stage, strays[i].keys);
		for (int round = 0; round < 4; round++) {
			stage_release(&stage);
			if (stage.act_token != 0) {
				stage_done(&stage);
			}
		}
		if (stage.acts != strays[i].acts) {
			fail_msg("“%s” is %d acts", strays[i].keys, stage.acts);
		}
		assert_shows(&stage, "was pressed before this page was shown");
		stage_finish(&stage);
	}
}

/* ---- behind a refusal ---- */

static const struct refusal {
	const char *row; /* "page row" of the command table */
	const struct mc_screen *screen;
	const char *keys; /* the way there */
	const char *key; /* NULL: whatever opens is never refused, or tested elsewhere */
	bool empty_office, closed_desk, silent, no_rights;
	bool by_the_store; /* what the key sends is refused */
} refusals[] = {
	{ "counter take", &mc_screen_counter }, /* a page of its own where no draft has room */
	{ "counter dossiers", &mc_screen_counter },
	{ "counter throw-away", &mc_screen_counter, "", "F4" },
	{ "counter resume", &mc_screen_counter, "", "Enter" },
	{ "intake-procedure choose", &mc_screen_counter, "F2 ~xyz", "F2" },
	{ "intake-person go-on", &mc_screen_counter, "F2 ~khai Enter", "F2" },
	{ "intake-papers go-on", &mc_screen_counter },
	{ "intake-saved same-person", &mc_screen_counter },
	{ "desk dossiers", &mc_screen_desk },
	{ "desk missed", &mc_screen_desk },
	{ "desk park", &mc_screen_desk, "", "p", .closed_desk = true },
	{ "desk pick", &mc_screen_desk, "", "c", .empty_office = true },
	{ "desk pause", &mc_screen_desk, "", "t", .silent = true },
	{ "desk pause", &mc_screen_desk, "", "t", .closed_desk = true, .by_the_store = true },
	{ "desk open", &mc_screen_desk, "", "Enter" },
	{ "dossier-find open", &mc_screen_desk, "F5 ~xyzw", "Enter" },
	{ "dossier step", &mc_screen_desk, "F5 Enter", "F2", .no_rights = true },
	{ "dossier step", &mc_screen_desk, "F5 Enter", "F2", .by_the_store = true },
	{ "dossier assign", &mc_screen_desk, "F5 Enter", "F3", .no_rights = true },
	{ "dossier fee", &mc_screen_desk, "F5 Enter", "F4", .no_rights = true },
	{ "dossier undo", &mc_screen_counter, "F5 ~anh Enter", "F9", .no_rights = true },
	{ "watch open", &mc_screen_watch, "", "Enter", .empty_office = true },
};

static void refuse(struct stage *stage, const struct refusal *refusal) {
	stage_init(stage, refusal->screen, 24, 80, MC_LANG_EN);
	stage->empty_office = refusal->empty_office;
	stage->closed_desk = refusal->closed_desk;
	stage->silent = refusal->silent;
	stage->context.who.roles = refusal->no_rights ? 0 : stage->context.who.roles;
	stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	stage_lead(stage, refusal->keys);
	stage_keys(stage, refusal->key);
	if (refusal->by_the_store) {
		stage_fail(stage, MC_REFUSED, "That cannot be done.");
	}
}

/* What is typed in the belief that the page has opened; the pauses of a hand are shorter. */
static void nothing_behind_a_refusal_is_an_act(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct stage stage;
		int before;

		if (refusals[i].key == NULL) {
			continue;
		}
		refuse(&stage, &refusals[i]);
		before = stage.acts;
		stage.context.tick_ms += MC_BURST_MS - 1;
		stage_lead(&stage, "F8 F7 F4 F3 F2 Enter");
		stage.context.tick_ms += MC_BURST_MS - 1;
		stage_type(&stage, "patientcdhs1");
		assert_int_equal(before, refusals[i].by_the_store);
		if (stage.acts != before) {
			fail_msg("%s refused: %d acts behind it", refusals[i].row,
				stage.acts - before);
		}
		stage_finish(&stage);
	}
}

/* A pause, or Esc, and the keys are the page's again. */
static void a_pause_or_esc_ends_what_was_refused(void **state) {
	struct stage stage;

	(void)state;
	for (int round = 0; round < 2; round++) {
		stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
		stage_lead(&stage, "Enter ~ab");
		assert_shows(&stage, "There is no draft"); /* still said */
		if (round == 0) {
			stage.context.tick_ms += MC_BURST_MS;
		} else {
			stage_keys(&stage, "Esc");
		}
		stage_keys(&stage, "c");
		assert_int_equal(stage.acts, 1);
		stage_finish(&stage);
	}
}

static bool has_refusal(const char *scope, const char *name) {
	char row[100];

	snprintf(row, sizeof row, "%s %s", scope, name);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		if (strcmp(refusals[i].row, row) == 0) {
			return true;
		}
	}
	return false;
}

static void every_command_that_opens_is_refused_above(void **state) {
	(void)state;
	for (const struct mc_screen *const *screen = mc_screens; *screen != NULL; screen++) {
		for (size_t i = 0; (*screen)->tables[i] != NULL; i++) {
			const struct mc_command_table *table = (*screen)->tables[i];
			const struct mc_command *row;
			size_t at = 0;

			while ((row = mc_command_next(table, &at)) != NULL) {
				if (row->opens && !has_refusal(table->scope, row->name)) {
					fail_msg("%s %s", table->scope, row->name);
				}
			}
		}
	}
}

/* ---- desks and lists ---- */

static void a_paused_desk_says_what_its_keys_do(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.paused_desk = true;
	stage_watch_again(&stage);
	assert_shows(&stage, "F2 opens it again");
	assert_shows(&stage, "t only opens it.");
	stage_keys(&stage, "F2");
	assert_int_equal(stage.act.verb, MC_VERB_TICKET_NEXT);
	stage_done(&stage);
	assert_shows(&stage, "The desk is open again, and A013 is called.");
	stage_watch_again(&stage);
	stage_keys(&stage, "t");
	assert_int_equal(stage.act.verb, MC_VERB_DESK_OPEN);
	stage_done(&stage);
	assert_shows(&stage, "The desk is open.");
	stage.paused_desk = false;
	stage_watch_again(&stage);
	stage_lead(&stage, "t ~họp F2");
	stage_done(&stage);
	assert_shows(&stage, "The desk is paused: nobody is called");
	stage_finish(&stage);
}

static void the_list_of_the_absent_opens_on_its_first_row(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "v Down Esc");
	stage.just_missed = true;
	stage_watch_again(&stage);
	stage_keys(&stage, "v");
	assert_shows(&stage, ">  1. B004");
	stage_keys(&stage, "F2"); /* a minute ago: asked once more */
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "B004 was noted as absent just now, at 08:40");
	stage_keys(&stage, "F2");
	assert_int_equal(stage.act.as.ticket.move, MC_MOVE_RESTORE);
	assert_string_equal(stage.act.as.ticket.label, "B004");
	stage_done(&stage);
	stage_keys(&stage, "2 Enter"); /* long ago */
	assert_string_equal(stage.act.as.ticket.label, "A009");
	stage_finish(&stage);
}

/* Who was marked has gone while the hand came down: nobody else is let in for him. */
static void a_row_that_is_gone_is_not_the_next_one(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_desk, 24, 80, MC_LANG_EN);
	stage.just_missed = true;
	stage_watch_again(&stage);
	stage_keys(&stage, "v");
	stage.just_missed = false;
	stage_watch_again(&stage);
	stage_keys(&stage, "Enter");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "The list has just changed");
	stage_keys(&stage, "Enter");
	assert_string_equal(stage.act.as.ticket.label, "A009");
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_held_key_takes_one_step),
		cmocka_unit_test(a_second_press_is_a_second_step),
		cmocka_unit_test(another_wish_is_another_number),
		cmocka_unit_test(enter_takes_no_step),
		cmocka_unit_test(enter_gives_what_was_typed),
		cmocka_unit_test(what_closes_a_list_does_not_fall_through),
		cmocka_unit_test(steps_at_the_desk_follow_each_other),
		cmocka_unit_test(what_followed_a_failed_call_is_no_act),
		cmocka_unit_test(a_key_for_one_page_does_nothing_on_the_next),
		cmocka_unit_test(nothing_behind_a_refusal_is_an_act),
		cmocka_unit_test(a_pause_or_esc_ends_what_was_refused),
		cmocka_unit_test(every_command_that_opens_is_refused_above),
		cmocka_unit_test(a_paused_desk_says_what_its_keys_do),
		cmocka_unit_test(the_list_of_the_absent_opens_on_its_first_row),
		cmocka_unit_test(a_row_that_is_gone_is_not_the_next_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

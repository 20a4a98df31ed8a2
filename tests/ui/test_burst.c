/*
 * A hand, a scanner or a script that is quicker than the store comes to the same
 * as a slow one: the same acts in the same order, and the same picture. Answers
 * and outcomes come at random moments between the keys, or all at the end.
 * MC_SEED repeats a run.
 */
#include "core/act/canonical.h"
#include "looks.h"
#include "random.h"
#include "ui/screens/counter.h"
#include <motcua/text.h>

struct run {
	struct stage stage;
	struct mc_str acts; /* what was sent, in order */
};

/* Each act is noted once. */
static void note_acts(struct run *run, int before) {
	assert_in_range(run->stage.acts - before, 0, 1);
	if (run->stage.acts > before) {
		mc_act_canonical(&run->stage.act, &run->acts);
		mc_str_add_char(&run->acts, '\n');
	}
}

static void press(struct run *run, int32_t key) {
	int before = run->stage.acts;

	stage_send(&run->stage, &(struct mc_msg){ .kind = MC_MSG_KEY, .key = key });
	note_acts(run, before);
}

static void release(struct run *run) {
	int before = run->stage.acts;

	stage_release(&run->stage);
	note_acts(run, before);
}

static void finish_act(struct run *run) {
	int before = run->stage.acts;

	if (run->stage.act_token != 0) {
		stage_done(&run->stage);
		note_acts(run, before);
	}
}

static void settle_all(struct run *run) {
	while (run->stage.act_token != 0 || run->stage.held_count > 0) {
		release(run);
		finish_act(run);
	}
}

enum pace { SLOW, BY_CHANCE, AT_THE_END };

/* After a key: whatever is owed comes, some of it, or nothing. */
static void between(struct run *run, enum pace pace, struct mc_random *random) {
	if (pace == SLOW) {
		settle_all(run);
	} else if (pace == BY_CHANCE && mc_random_below(random, 6) == 0) {
		release(run);
	} else if (pace == BY_CHANCE && mc_random_below(random, 6) == 0) {
		finish_act(run);
	}
}

/* "~a_b" types "a b", other words are keys. */
static void live(struct run *run, const struct mc_screen *screen, const char *keys, enum pace pace,
	struct mc_random *random) {
	stage_init(&run->stage, screen, 24, 80, MC_LANG_EN);
	mc_str_init(&run->acts);
	stage_send(&run->stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	run->stage.hold = true;
	while (*keys != '\0') {
		size_t len = strcspn(keys, " ");

		if (*keys != '~') {
			press(run, mc_key_parse(keys, len));
			between(run, pace, random);
		}
		for (size_t pos = 1; *keys == '~' && pos < len;) {
			int32_t letter = mc_utf8_next(keys, len, &pos);

			press(run, letter == '_' ? ' ' : letter);
			between(run, pace, random);
		}
		keys += len;
		keys += strspn(keys, " ");
	}
	settle_all(run);
}

static void end(struct run *run) {
	mc_str_finish(&run->acts);
	stage_finish(&run->stage);
}

static const struct {
	const struct mc_screen *screen;
	const char *keys;
	int acts;
} lives[] = {
	/* a dossier from the first key to the last, the second of three that were found */
	{ &mc_screen_counter,
		"F2 ~dang Down Down Enter ~Đặng_Thị_Ngọc_Ánh Enter ~087189001234 ~05031989 "
		"~0912345678 Enter ~Ấp_2 F2 Space Enter 2 Enter F2",
		1 },
	/* chosen by its row, changed on the way back, and saved without a look */
	{ &mc_screen_counter, "F2 4 Enter ~Lan Esc ~dang Down Enter F2 F4 F2 F2 F4 ~chung Enter F2",
		1 },
	/* numbers typed ahead, one of them printed again, then a dossier and a number */
	{ &mc_screen_counter, "a 1 b F3 F2 ~chung Enter ~Hoa F2 F2 F2 Enter c", 5 },
	/* two dossiers of one person, and a number behind them */
	{ &mc_screen_counter, "F2 ~chung Enter ~Hoa F2 F2 F2 F4 ~khai Enter F2 F4 F2 F2 Enter c",
		3 },
	/* two persons: the second search begins anew */
	{ &mc_screen_counter,
		"F2 ~chung Enter ~Hoa F2 F2 F2 Enter F2 ~khai Enter ~Lan Enter F2 F4 F2 F2 Enter",
		2 },
	/* nothing found, said, and searched anew */
	{ &mc_screen_counter, "F2 ~xyz Enter Backspace Backspace Backspace ~khai Enter ~Lan F2",
		0 },
	/* somebody else takes over, and does the next thing */
	{ &mc_screen_counter, "a F6 ~minh Enter b", 2 },
	{ &mc_screen_counter, "F6 3 Enter b", 1 },
	/* a dossier is looked for, looked at, and left again */
	{ &mc_screen_counter, "F5 ~n Down Enter F7 Esc Down Enter", 1 },
	/* a turn and the next one, each step behind the one before */
	{ &mc_screen_desk, "F3 F7 F8 F2 F7 F8", 6 },
	{ &mc_screen_desk, "F5 ~n Enter F3 Down Esc Esc Down Enter i", 1 },
};

static void quick_hands_come_to_the_same(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "bursts");
	for (size_t i = 0; i < sizeof lives / sizeof *lives; i++) {
		struct run slow;
		char *picture;

		live(&slow, lives[i].screen, lives[i].keys, SLOW, &random);
		picture = stage_text(&slow.stage);
		if (slow.stage.acts != lives[i].acts) {
			fail_msg("“%s” is %d acts\n%s", lives[i].keys, slow.stage.acts, picture);
		}
		for (int round = 0; round < 60; round++) {
			struct run quick;
			char *other;

			live(&quick, lives[i].screen, lives[i].keys,
				round == 0 ? AT_THE_END : BY_CHANCE, &random);
			other = stage_text(&quick.stage);
			assert_int_equal(quick.stage.acts_doubled, 0);
			if (strcmp(mc_str_text(&slow.acts), mc_str_text(&quick.acts)) != 0 ||
				strcmp(picture, other) != 0) {
				fprintf(stderr, "slow:\n%s%squick:\n%s%s", mc_str_text(&slow.acts),
					picture, mc_str_text(&quick.acts), other);
				fail_msg("“%s” depends on when the answers come", lives[i].keys);
			}
			free(other);
			end(&quick);
		}
		free(picture);
		end(&slow);
	}
}

/* An act that fails lets go what was typed in the belief that it was done. */
static void what_followed_a_failed_save_is_no_act(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Lan");
	stage_keys(&stage, "F2 F2 F2 Enter a b F2 F2 F2");
	assert_int_equal(stage.acts, 1);
	stage_fail(&stage, MC_BUSY, "The book is busy.");
	assert_shows(&stage, "The book is busy.");
	assert_shows(&stage, "F2 saves and prints");
	assert_int_equal(stage.acts, 1);
	stage_keys(&stage, "F2"); /* once more, with the same key */
	assert_int_equal(stage.acts, 2);
	stage_finish(&stage);
}

/* The act of one who was just chosen is not done in the name of the one before. */
static void nobody_acts_for_another(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_send(&stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	stage.hold = true;
	stage_keys(&stage, "F6 m i n h Enter b");
	assert_int_equal(stage.acts, 0);
	stage_release(&stage);
	assert_int_equal(stage.acts, 1);
	assert_string_equal(stage.act.who.staff, "minh");
	stage_finish(&stage);
}

static void nobody_acts_for_one_who_was_refused(void **state) {
	struct mc_error error;
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	(void)!mc_fail(&error, MC_DENIED, "Minh does not work at counters.");
	stage_send(&stage, &(struct mc_msg){ .kind = MC_MSG_REFUSED, .error = &error });
	stage_keys(&stage, "b c");
	assert_int_equal(stage.acts, 0);
	assert_shows(&stage, "Minh does not work at counters.");
	stage_finish(&stage);
}

/* A store that does not answer holds nobody: Esc and F10 let go what was kept. */
static void a_silent_store_holds_nobody(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage.silent = true;
	stage_keys(&stage, "F2 k h a i Enter F10");
	assert_false(stage.quit);
	stage_wait(&stage, 3000);
	stage_keys(&stage, "F10");
	assert_true(stage.quit);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quick_hands_come_to_the_same),
		cmocka_unit_test(what_followed_a_failed_save_is_no_act),
		cmocka_unit_test(nobody_acts_for_another),
		cmocka_unit_test(nobody_acts_for_one_who_was_refused),
		cmocka_unit_test(a_silent_store_holds_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

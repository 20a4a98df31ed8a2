/*
 * Random messages against every screen: nothing crashes, at most one act is
 * unanswered, and every picture is drawn. MC_SEED repeats a run, MC_ROUNDS makes
 * it longer.
 */
#include "random.h"
#include "stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROUNDS 6
#define MESSAGES 250

static int32_t random_key(struct mc_random *random) {
	static const int32_t letters[] = { 'a', 'k', 'n', ' ', '0', '1', '5', 0x1EC7, 0x0110,
		0x0301, 0x1F600, 0x6F22, 0xFFFD, 0x7F };
	uint64_t kind = mc_random_below(random, 8);

	if (kind < 3) {
		return MC_KEY_FIRST + 1 +
		       (int32_t)mc_random_below(random, MC_KEY_LAST - MC_KEY_FIRST - 1);
	}
	if (kind < 5) {
		return MC_KEY_ENTER + (int32_t)mc_random_below(random, 13);
	}
	if (kind == 5) {
		return MC_KEY_ALT + 32 + (int32_t)mc_random_below(random, 95);
	}
	return letters[mc_random_below(random, sizeof letters / sizeof *letters)];
}

static void end_act(struct stage *stage, struct mc_random *random) {
	static const enum mc_status statuses[] = { MC_CONFLICT, MC_BUSY, MC_UNAVAILABLE, MC_REFUSED,
		MC_DENIED, MC_NOT_FOUND };

	if (stage->act_token == 0) {
		return;
	}
	if (mc_random_below(random, 3) == 0) {
		stage_fail(
			stage, statuses[mc_random_below(random, 6)], "It did not work: try again.");
	} else {
		stage_done(stage);
	}
}

/* An answer to something nobody asked, or an outcome of no act. */
static void stray_answer(struct stage *stage, struct mc_random *random) {
	struct mc_msg msg = { .kind = mc_random_below(random, 2) ? MC_MSG_ANSWER : MC_MSG_OUTCOME,
		.answer = mc_answer_create() };

	msg.answer->token = 0x70000000u + (uint32_t)mc_random_below(random, 100);
	msg.answer->status =
		mc_fail(&msg.answer->error, MC_UNAVAILABLE, "The store is out of reach.");
	stage_send(stage, &msg);
}

static void step(struct stage *stage, struct mc_random *random) {
	static const char *const pastes[] = { "Nguyễn Văn\nA", "", "012345678901|x", "\x1b[A",
		"ễễễễễễễễễễ" };
	struct mc_msg key = { .kind = MC_MSG_KEY };
	struct mc_msg store = { .kind = MC_MSG_STORE };

	switch (mc_random_below(random, 20)) {
	case 0: stage_wait(stage, (int64_t)mc_random_below(random, 5000)); break;
	case 1:
		stage_resize(
			stage, (int)mc_random_below(random, 70), (int)mc_random_below(random, 220));
		break;
	case 2:
		stage_resize(stage, 24 + (int)mc_random_below(random, 40),
			80 + (int)mc_random_below(random, 130));
		break;
	case 3: end_act(stage, random); break;
	case 4: stray_answer(stage, random); break;
	case 5:
		stage->call_count = mc_random_below(random, 7);
		stage->empty_office = mc_random_below(random, 4) == 0;
		stage->closed_desk = mc_random_below(random, 4) == 0;
		stage_watch_again(stage);
		break;
	case 6:
		stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_PASTE,
					  .text = pastes[mc_random_below(random, 5)] });
		break;
	case 7:
		store.store = (enum mc_store_state)mc_random_below(random, 3);
		stage_send(stage, &store);
		break;
	default:
		key.key = random_key(random);
		stage_send(stage, &key);
		break;
	}
}

static void no_stream_breaks_a_screen(void **state) {
	const char *rounds = getenv("MC_ROUNDS");
	int count = rounds != NULL ? atoi(rounds) : ROUNDS;
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "storm");
	for (int round = 0; round < count; round++) {
		for (size_t i = 0; mc_screens[i] != NULL; i++) {
			struct stage stage;

			stage_init(&stage, mc_screens[i], 24, 80, MC_LANG_VI);
			for (int j = 0; j < MESSAGES; j++) {
				step(&stage, &random);
				if (j % 5 == 0) {
					free(stage_text(&stage));
				}
			}
			assert_int_equal(stage.acts_doubled, 0);
			stage_finish(&stage);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = { cmocka_unit_test(no_stream_breaks_a_screen) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

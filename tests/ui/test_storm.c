/*
 * Random messages against every screen: nothing crashes, at most one act is
 * unanswered, and every picture is drawn. MC_SEED repeats a run, MC_ROUNDS makes
 * it longer.
 */
#include "stage.h"
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define ROUNDS 6
#define MESSAGES 250

/* splitmix64 */
static uint64_t draw_number(uint64_t *seed) {
	uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static int32_t random_key(uint64_t *seed) {
	static const int32_t letters[] = { 'a', 'k', 'n', ' ', '0', '1', '5', 0x1EC7, 0x0110,
		0x0301, 0x1F600, 0x6F22, 0xFFFD, 0x7F };
	uint64_t kind = draw_number(seed) % 8;

	if (kind < 3) {
		return MC_KEY_FIRST + 1 +
		       (int32_t)(draw_number(seed) % (MC_KEY_LAST - MC_KEY_FIRST - 1));
	}
	if (kind < 5) {
		return MC_KEY_ENTER + (int32_t)(draw_number(seed) % 13);
	}
	if (kind == 5) {
		return MC_KEY_ALT + 32 + (int32_t)(draw_number(seed) % 95);
	}
	return letters[draw_number(seed) % (sizeof letters / sizeof *letters)];
}

static void end_act(struct stage *stage, uint64_t *seed) {
	static const enum mc_status statuses[] = { MC_CONFLICT, MC_BUSY, MC_UNAVAILABLE, MC_REFUSED,
		MC_DENIED, MC_NOT_FOUND };

	if (stage->act_token == 0) {
		return;
	}
	if (draw_number(seed) % 3 == 0) {
		stage_fail(stage, statuses[draw_number(seed) % 6], "It did not work: try again.");
	} else {
		stage_done(stage);
	}
}

/* An answer to something nobody asked, or an outcome of no act. */
static void stray_answer(struct stage *stage, uint64_t *seed) {
	struct mc_msg msg = { .kind = draw_number(seed) % 2 ? MC_MSG_ANSWER : MC_MSG_OUTCOME,
		.answer = mc_answer_create() };

	msg.answer->token = 0x70000000u + (uint32_t)(draw_number(seed) % 100);
	msg.answer->status =
		mc_fail(&msg.answer->error, MC_UNAVAILABLE, "The store is out of reach.");
	stage_send(stage, &msg);
}

static void step(struct stage *stage, uint64_t *seed) {
	static const char *const pastes[] = { "Nguyễn Văn\nA", "", "012345678901|x", "\x1b[A",
		"ễễễễễễễễễễ" };
	struct mc_msg key = { .kind = MC_MSG_KEY };
	struct mc_msg store = { .kind = MC_MSG_STORE };

	switch (draw_number(seed) % 20) {
	case 0: stage_wait(stage, (int64_t)(draw_number(seed) % 5000)); break;
	case 1:
		stage_resize(stage, (int)(draw_number(seed) % 70), (int)(draw_number(seed) % 220));
		break;
	case 2:
		stage_resize(stage, 24 + (int)(draw_number(seed) % 40),
			80 + (int)(draw_number(seed) % 130));
		break;
	case 3: end_act(stage, seed); break;
	case 4: stray_answer(stage, seed); break;
	case 5:
		stage->call_count = draw_number(seed) % 7;
		stage->empty_office = draw_number(seed) % 4 == 0;
		stage->closed_desk = draw_number(seed) % 4 == 0;
		stage_watch_again(stage);
		break;
	case 6:
		stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_PASTE,
					  .text = pastes[draw_number(seed) % 5] });
		break;
	case 7:
		store.store = (enum mc_store_state)(draw_number(seed) % 3);
		stage_send(stage, &store);
		break;
	default:
		key.key = random_key(seed);
		stage_send(stage, &key);
		break;
	}
}

static uint64_t seed_of_run(void) {
	const char *given = getenv("MC_SEED");

	return given != NULL ? strtoull(given, NULL, 0) : (uint64_t)time(NULL) * 1000003u;
}

static void no_stream_breaks_a_screen(void **state) {
	const char *rounds = getenv("MC_ROUNDS");
	int count = rounds != NULL ? atoi(rounds) : ROUNDS;
	uint64_t seed = seed_of_run();

	(void)state;
	print_message("# MC_SEED=%" PRIu64 "\n", seed);
	for (int round = 0; round < count; round++) {
		for (size_t i = 0; mc_screens[i] != NULL; i++) {
			struct stage stage;

			stage_init(&stage, mc_screens[i], 24, 80, MC_LANG_VI);
			for (int j = 0; j < MESSAGES; j++) {
				step(&stage, &seed);
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

/*
 * What an act or a glance costs, in instructions: does one of them a number of times in a
 * prepared office, for cost.py, which counts under callgrind. Without it: nothing to see.
 *
 * usage: bench_cost issue|next|accept|hall TIMES
 */
#include "practice.h"
#include <motcua/view.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAITING 110 /* a busy morning, over all lines */

static void issue(struct mc_store *store) {
	struct mc_act act = practice_issue(0);

	practice_do(store, &act);
}

static void next(struct mc_store *store) {
	struct mc_act act = practice_next("1");
	struct mc_outcome outcome = practice_do(store, &act);
	struct mc_act done = practice_done(outcome.ticket.id);

	practice_do(store, &done);
}

static void accept(struct mc_store *store) {
	struct mc_act act = practice_accept("Nguyễn Thị Hồng Đào");

	practice_do(store, &act);
}

static void hall(struct mc_store *store) {
	struct mc_arena arena;
	struct mc_hall hall;
	struct mc_error err;

	mc_arena_init(&arena);
	practice_expect(mc_store_hall(store, &arena, &hall, &err), &err);
	mc_arena_finish(&arena);
}

static const struct {
	const char *name;
	void (*run)(struct mc_store *store);
} deeds[] = { { "issue", issue }, { "next", next }, { "accept", accept }, { "hall", hall } };

int main(int argc, char **argv) {
	char folder[PRACTICE_PATH_SIZE];
	struct mc_store *store;

	for (size_t i = 0; i < MC_COUNT(deeds) && argc == 3; i++) {
		if (strcmp(deeds[i].name, argv[1]) != 0) {
			continue;
		}
		practice_folder(folder);
		practice_make(folder, 6);
		store = practice_open(folder);
		for (int n = 0; n < WAITING; n++) {
			struct mc_act act = practice_issue(n % PRACTICE_LINES);

			practice_do(store, &act);
		}
		for (int n = 0; n < atoi(argv[2]); n++) {
			deeds[i].run(store);
		}
		mc_store_close(store);
		practice_remove(folder);
		return 0;
	}
	fputs("usage: bench_cost issue|next|accept|hall TIMES\n", stderr);
	return 2;
}

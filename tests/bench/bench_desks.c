/*
 * Many desks at once: each a process of its own with its own connection, doing
 * one act a second on average, at random moments. Runs under slowsync.c with
 * syncs of 10 ms, as an old disk has them.
 *
 * usage: bench_desks DESKS SECONDS
 */
#include "figures.h"
#include "practice.h"
#include "random.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_DESKS 64
#define MOST_ACTS 4000 /* of a desk */
#define THINK_US 2000000 /* at most; half of it on average */

struct board {
	atomic_int ready;
	atomic_bool go;
	struct {
		int acts;
		double took_ms[MOST_ACTS];
	} desks[MOST_DESKS];
};

/* Issue, next, done in turn: so the hall stays as it is. */
static void work(const char *folder, struct board *board, int me, int seconds) {
	struct mc_random random = { .state = 88172645463325252u + (uint64_t)me };
	struct mc_store *store = practice_open(folder);
	struct mc_arena arena;
	char desk[16];
	int64_t ticket = 0;
	snprintf(desk, sizeof desk, "%d", me + 1);
	mc_arena_init(&arena);
	board->ready++;
	while (!board->go) {
		usleep(1000);
	}
	int64_t end = practice_now_us() + (int64_t)seconds * 1000000;
	for (int i = 0; i < MOST_ACTS && practice_now_us() < end; i++) {
		usleep((useconds_t)mc_random_below(&random, THINK_US));
		struct mc_act act = i % 3 == 0   ? practice_issue(me % PRACTICE_LINES)
				    : i % 3 == 1 ? practice_next(desk)
						 : practice_done(ticket);
		struct mc_outcome outcome;
		struct mc_error err;
		int64_t from = practice_now_us();
		enum mc_status status = mc_store_act(store, &act, &arena, &outcome, &err);
		board->desks[me].took_ms[board->desks[me].acts++] =
			(double)(practice_now_us() - from) / 1e3;
		practice_expect(status, &err);
		ticket = outcome.ticket.id;
		mc_arena_reset(&arena);
	}
	_exit(0);
}

int main(int argc, char **argv) {
	int desks = argc > 1 ? atoi(argv[1]) : 40, seconds = argc > 2 ? atoi(argv[2]) : 15;
	struct board *board = shared_memory(sizeof *board);
	struct samples all = { .count = 0 };
	char folder[PRACTICE_PATH_SIZE];
	practice_folder(folder);
	practice_make(folder, desks);
	for (int i = 0; i < desks; i++) {
		if (fork() == 0) {
			work(folder, board, i, seconds);
		}
	}
	while (board->ready < desks) {
		usleep(1000);
	}
	int64_t begin = practice_now_us();
	board->go = true;
	while (wait(NULL) > 0) {
	}
	double took = (double)(practice_now_us() - begin) / 1e6;
	int least = MOST_ACTS;
	for (int i = 0; i < desks; i++) {
		least = board->desks[i].acts < least ? board->desks[i].acts : least;
		for (int n = 0; n < board->desks[i].acts; n++) {
			samples_add(&all, board->desks[i].took_ms[n]);
		}
	}
	figure("desks", desks, "", "40");
	figure("desks-rate", (double)all.count / took, "1/s", "40");
	figure("desks-p50", samples_at(&all, 0.5), "ms", "");
	figure("desks-p99", samples_at(&all, 0.99), "ms", "<= 50");
	figure("desks-max", samples_at(&all, 1), "ms", "");
	figure("desks-least-acts-of-one", least, "", "> 0");
	samples_finish(&all);
	practice_remove(folder);
	return least > 0 ? 0 : 1;
}

/*
 * From a commit to every other screen. Watchers wait as couriers do (the bell's
 * descriptor and a tick of a second, then data_version, then the watched view
 * read anew) while one process commits; then all of them idle.
 *
 * usage: bench_bell WATCHERS COMMITS
 */
#include "figures.h"
#include "practice.h"
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_WATCHERS 64
#define MOST_COMMITS 400
#define PAUSE_US 120000 /* between commits: eight a second */
#define IDLE_US 8000000
#define TICK_MS 1000

struct watcher {
	_Atomic int64_t seen_us[MOST_COMMITS + 1]; /* by how many tickets were there */
	_Atomic int64_t cpu_us;
	atomic_bool report; /* asked for its cpu_us; answers by taking it back */
	double resident_mb;
};

struct board {
	atomic_int ready;
	atomic_bool stop;
	struct watcher watchers[MOST_WATCHERS];
};

static int tickets_in(const struct mc_hall *hall) {
	int issued = 0;
	for (size_t i = 0; i < hall->line_count; i++) {
		issued += hall->lines[i].issued;
	}
	return issued;
}

static void watch(const char *folder, struct board *board, struct watcher *me) {
	struct mc_store *store = practice_open(folder);
	struct mc_arena arena;
	int seen = 0;
	mc_arena_init(&arena);
	struct pollfd bell = { .fd = mc_store_bell_fd(store), .events = POLLIN };
	board->ready++;
	while (!board->stop) {
		if (mc_store_changed(store)) {
			struct mc_hall hall;
			struct mc_error err;
			mc_arena_reset(&arena);
			practice_expect(mc_store_hall(store, &arena, &hall, &err), &err);
			int issued = tickets_in(&hall);
			int64_t now = practice_now_us();
			while (seen < issued && seen < MOST_COMMITS) {
				me->seen_us[++seen] = now;
			}
		}
		if (me->report) {
			me->cpu_us = cpu_us();
			me->resident_mb = resident_mb();
			me->report = false;
		}
		poll(&bell, 1, TICK_MS);
		mc_store_bell_answer(store);
	}
	_exit(0);
}

/* Processor time of all watchers so far; they answer within a tick. */
static int64_t total_cpu(struct board *board, int watchers) {
	int64_t total = 0;
	for (int i = 0; i < watchers; i++) {
		board->watchers[i].report = true;
	}
	for (int i = 0; i < watchers; i++) {
		while (board->watchers[i].report) {
			usleep(1000);
		}
		total += board->watchers[i].cpu_us;
	}
	return total;
}

static void measure_commits(const char *folder, struct board *board, int watchers, int commits) {
	static int64_t done_us[MOST_COMMITS + 1];
	struct samples shown = { .count = 0 }, acts = { .count = 0 };
	struct mc_store *store = practice_open(folder);
	for (int n = 1; n <= commits; n++) {
		struct mc_act act = practice_issue(n % PRACTICE_LINES);
		usleep(PAUSE_US);
		int64_t from = practice_now_us();
		practice_do(store, &act);
		done_us[n] = practice_now_us();
		samples_add(&acts, (double)(done_us[n] - from) / 1e3);
	}
	usleep(2 * TICK_MS * 1000);
	int missed = 0;
	for (int i = 0; i < watchers; i++) {
		for (int n = 1; n <= commits; n++) {
			int64_t seen = board->watchers[i].seen_us[n];
			missed += seen == 0;
			samples_add(
				&shown, seen > done_us[n] ? (double)(seen - done_us[n]) / 1e3 : 0);
		}
	}
	figure("shown-p50", samples_at(&shown, 0.5), "ms", "");
	figure("shown-p99", samples_at(&shown, 0.99), "ms", "<= 10");
	figure("shown-max", samples_at(&shown, 1), "ms", "");
	figure("shown-missed", missed, "", "0");
	figure("shown-act-p99", samples_at(&acts, 0.99), "ms", "");
	mc_store_close(store);
	samples_finish(&shown);
	samples_finish(&acts);
}

int main(int argc, char **argv) {
	int watchers = argc > 1 ? atoi(argv[1]) : 40, commits = argc > 2 ? atoi(argv[2]) : 100;
	struct board *board = shared_memory(sizeof *board);
	char folder[PRACTICE_PATH_SIZE];
	practice_folder(folder);
	practice_make(folder, 6);
	for (int i = 0; i < watchers; i++) {
		if (fork() == 0) {
			watch(folder, board, &board->watchers[i]);
		}
	}
	while (board->ready < watchers) {
		usleep(1000);
	}
	measure_commits(folder, board, watchers, commits);
	int64_t before = total_cpu(board, watchers), from = practice_now_us();
	usleep(IDLE_US);
	int64_t used = total_cpu(board, watchers) - before, took = practice_now_us() - from;
	figure("idle-watchers", watchers, "", "40");
	figure("idle-share-of-a-core", 100 * (double)used / (double)took, "%", "<= 0.5");
	figure("watcher-resident", board->watchers[0].resident_mb, "MB", "<= 20");
	board->stop = true;
	while (wait(NULL) > 0) {
	}
	practice_remove(folder);
	return 0;
}

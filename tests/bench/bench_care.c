/*
 * The care of the ledger: verify (chain, veils, a rebuilt book compared), a
 * backup and its restore, and how soon an office works again after its writer
 * was killed.
 *
 * usage: bench_care DOSSIERS
 */
#include "figures.h"
#include "past.h"
#include "practice.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 20

static double seconds_since(int64_t from) {
	return (double)(practice_now_us() - from) / 1e6;
}

static void measure_care(const char *folder) {
	struct mc_store *store = practice_open(folder);
	char copy[PRACTICE_PATH_SIZE], office[PRACTICE_PATH_SIZE + 16];
	struct mc_findings findings;
	const char *path;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	int64_t from = practice_now_us();
	double events = (double)practice_verify(store);
	figure("verify-events", events, "", "");
	figure("verify-rate", events / seconds_since(from), "1/s", "");
	practice_folder(copy);
	snprintf(office, sizeof office, "%s/office", copy);
	from = practice_now_us();
	practice_expect(mc_store_backup(store, copy, &arena, &path, &findings, &err), &err);
	figure("backup", seconds_since(from), "s", "");
	from = practice_now_us();
	practice_expect(mc_store_restore(path, office, &(struct mc_restore_how){ 0 }, &arena,
				&findings, &err),
		&err);
	figure("restore", seconds_since(from), "s", "");
	mc_store_close(store);
	mc_arena_finish(&arena);
	practice_remove(copy);
}

/* Killed while it writes, with a log of any length; then open, and one act. */
static void measure_restarts(const char *folder) {
	struct samples took = { .count = 0 };
	long *acts = shared_memory(sizeof *acts);
	for (int i = 0; i < KILLS; i++) {
		long enough = *acts + 5 + i * 5;
		pid_t writer = fork();
		if (writer == 0) {
			struct mc_store *store = practice_open(folder);
			for (;;) {
				struct mc_act act = practice_issue(i % PRACTICE_LINES);
				practice_do(store, &act);
				++*(volatile long *)acts;
			}
		}
		while (*(volatile long *)acts < enough) {
			usleep(100);
		}
		kill(writer, SIGKILL);
		waitpid(writer, NULL, 0);
		int64_t from = practice_now_us();
		struct mc_store *store = practice_open(folder);
		struct mc_act act = practice_issue(0);
		practice_do(store, &act);
		samples_add(&took, seconds_since(from) * 1e3);
		mc_store_close(store);
	}
	figure("restart-after-kill-p50", samples_at(&took, 0.5), "ms", "");
	figure("restart-after-kill-max", samples_at(&took, 1), "ms", "<= 1000");
	samples_finish(&took);
}

int main(int argc, char **argv) {
	int64_t dossiers = argc > 1 ? atoll(argv[1]) : 20000;
	char folder[PRACTICE_PATH_SIZE];
	practice_folder(folder);
	practice_make(folder, 6);
	struct mc_store *store = practice_open(folder);
	past_write(store, 0, dossiers);
	mc_store_close(store);
	measure_care(folder);
	measure_restarts(folder);
	practice_remove(folder);
	return 0;
}

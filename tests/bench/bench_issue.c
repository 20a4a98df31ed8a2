/*
 * Issuing a ticket, durable: the whole act with ledger, paper and print job,
 * against a bare fdatasync of as many bytes on the same disk. Both sides are
 * measured in turn, round by round, so that a busy machine disturbs them alike;
 * each round begins with a new office, so that the hall never holds more than a
 * few hundred people. Runs under slowsync.c, which counts the syncs and makes
 * them slower.
 *
 * usage: bench_issue ACTS-A-ROUND ROUNDS
 */
#include "figures.h"
#include "practice.h"
#include "shim.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 4
#define LOG_BYTES (4 << 20) /* what SQLite's log comes to before it is begun anew */

struct bench {
	char folder[PRACTICE_PATH_SIZE]; /* of the office that rounds copy */
	int acts, rounds;
	double bytes; /* that an act writes */
	struct samples issue_us, bare_us, ratio;
	long syncs, one_sync;
	long (*sync_count)(void);
};

/* ---- what an act writes ---- */

static int add_bytes(void *data, const struct shim_call *call) {
	if (call->step == SHIM_WRITE) {
		*(double *)data += (double)call->len;
	}
	return SHIM_PASS;
}

static void measure_bytes(struct bench *bench) {
	char folder[PRACTICE_PATH_SIZE];
	double bytes = 0;
	const int acts = 60;
	practice_folder(folder);
	practice_copy(bench->folder, folder);
	shim_install(add_bytes, &bytes);
	struct mc_store *store = practice_open(folder);
	bytes = 0;
	for (int i = 0; i < acts; i++) {
		struct mc_act act = practice_issue(i % PRACTICE_LINES);
		practice_do(store, &act);
	}
	bench->bytes = bytes / acts;
	mc_store_close(store);
	shim_remove();
	practice_remove(folder);
}

/* ---- the two sides ---- */

/* A file that is written over again and again, as a log is; the first time it grows. */
static double bare_round(struct bench *bench, const char *folder) {
	char path[PRACTICE_PATH_SIZE + 8];
	size_t bytes = (size_t)bench->bytes;
	char *data = calloc(1, LOG_BYTES);
	snprintf(path, sizeof path, "%s/bare", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (!data || fd < 0 || pwrite(fd, data, LOG_BYTES, 0) != LOG_BYTES || fsync(fd) < 0) {
		perror(path);
		abort();
	}
	off_t at = 0;
	int64_t begin = practice_now_us();
	for (int i = 0; i < bench->acts; i++) {
		int64_t from = practice_now_us();
		data[0] = (char)i;
		if (pwrite(fd, data, bytes, at) != (ssize_t)bytes || fdatasync(fd) < 0) {
			perror(path);
			abort();
		}
		samples_add(&bench->bare_us, (double)(practice_now_us() - from));
		at = at + 2 * (off_t)bytes > LOG_BYTES ? 0 : at + (off_t)bytes;
	}
	int64_t took = practice_now_us() - begin;
	close(fd);
	unlink(path);
	free(data);
	return (double)took;
}

/* Until the log has grown to its size and is written over, as on any other morning. */
static void warm_up(struct mc_store *store) {
	for (int i = 0; i < 180; i++) {
		struct mc_act act = practice_issue(i % PRACTICE_LINES);
		practice_do(store, &act);
	}
}

static double issue_round(struct bench *bench, const char *folder) {
	struct mc_store *store = practice_open(folder);
	struct mc_arena arena;
	mc_arena_init(&arena);
	warm_up(store);
	int64_t begin = practice_now_us();
	for (int i = 0; i < bench->acts; i++) {
		struct mc_act act = practice_issue(i % PRACTICE_LINES);
		struct mc_outcome outcome;
		struct mc_error err;
		long syncs = bench->sync_count();
		int64_t from = practice_now_us();
		practice_expect(mc_store_act(store, &act, &arena, &outcome, &err), &err);
		samples_add(&bench->issue_us, (double)(practice_now_us() - from));
		syncs = bench->sync_count() - syncs;
		bench->syncs += syncs;
		bench->one_sync += syncs == 1;
		mc_arena_reset(&arena);
	}
	int64_t took = practice_now_us() - begin;
	mc_store_close(store);
	mc_arena_finish(&arena);
	return (double)took;
}

static void measure_alone(struct bench *bench) {
	for (int i = 0; i < bench->rounds; i++) {
		char folder[PRACTICE_PATH_SIZE];
		practice_folder(folder);
		practice_copy(bench->folder, folder);
		double bare = bare_round(bench, folder), issue = issue_round(bench, folder);
		samples_add(&bench->ratio, bare / issue);
		practice_remove(folder);
	}
	double acts = (double)bench->acts * bench->rounds;
	double bare = samples_at(&bench->bare_us, 0.5), issue = samples_at(&bench->issue_us, 0.5);
	figure("issue-bytes", bench->bytes, "B", "");
	figure("issue-bare-sync-p50", bare, "us", "");
	figure("issue-p50", issue, "us", "");
	figure("issue-p99", samples_at(&bench->issue_us, 0.99) / 1e3, "ms", "<= 10");
	figure("issue-max", samples_at(&bench->issue_us, 1) / 1e3, "ms", "");
	figure("issue-with-exactly-one-sync", 100 * (double)bench->one_sync / acts, "%",
		"100 but for checkpoints");
	figure("issue-syncs-an-act", (double)bench->syncs / acts, "", "1");
	if (bare >= 1000) {
		figure("issue-share-of-the-disk", samples_at(&bench->ratio, 0.5), "", ">= 0.9");
	} else {
		figure("issue-above-bare-sync", issue - bare, "us", "<= 60");
		figure("issue-share-of-the-disk", samples_at(&bench->ratio, 0.5), "", "");
	}
}

/* ---- four writers ---- */

static void measure_writers(struct bench *bench) {
	double *took = shared_memory(WRITERS * (size_t)bench->acts * sizeof *took);
	char folder[PRACTICE_PATH_SIZE];
	struct samples all = { .count = 0 };
	practice_folder(folder);
	practice_copy(bench->folder, folder);
	struct mc_store *first = practice_open(folder);
	warm_up(first);
	mc_store_close(first);
	int64_t begin = practice_now_us();
	for (int w = 0; w < WRITERS; w++) {
		if (fork() == 0) {
			struct mc_store *store = practice_open(folder);
			for (int i = 0; i < bench->acts; i++) {
				struct mc_act act = practice_issue((w + i) % PRACTICE_LINES);
				int64_t from = practice_now_us();
				practice_do(store, &act);
				took[w * bench->acts + i] = (double)(practice_now_us() - from);
			}
			_exit(0);
		}
	}
	while (wait(NULL) > 0) {
	}
	double seconds = (double)(practice_now_us() - begin) / 1e6;
	for (int i = 0; i < WRITERS * bench->acts; i++) {
		samples_add(&all, took[i] / 1e3);
	}
	figure("issue-4-writers-rate", (double)all.count / seconds, "1/s", "");
	figure("issue-4-writers-p50", samples_at(&all, 0.5), "ms", "");
	figure("issue-4-writers-p99", samples_at(&all, 0.99), "ms", "<= 10");
	figure("issue-4-writers-max", samples_at(&all, 1), "ms", "<= 100");
	samples_finish(&all);
	practice_remove(folder);
}

int main(int argc, char **argv) {
	struct bench bench = { .acts = argc > 1 ? atoi(argv[1]) : 1000,
		.rounds = argc > 2 ? atoi(argv[2]) : 10 };
	*(void **)&bench.sync_count = dlsym(RTLD_DEFAULT, "slowsync_count");
	if (!bench.sync_count) {
		fputs("bench_issue: LD_PRELOAD slowsync.so, as tests/bench/meson.build does\n",
			stderr);
		return 77;
	}
	practice_folder(bench.folder);
	practice_make(bench.folder, 1);
	measure_bytes(&bench);
	measure_alone(&bench);
	measure_writers(&bench);
	practice_remove(bench.folder);
	samples_finish(&bench.issue_us);
	samples_finish(&bench.bare_us);
	samples_finish(&bench.ratio);
	return 0;
}

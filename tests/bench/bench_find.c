/*
 * Looking up among many dossiers, and starting with them. The office is made
 * when it is not there yet: a million takes some minutes and two gigabytes, so a
 * folder may be named to keep it.
 *
 * usage: bench_find DOSSIERS [FOLDER [WAY]]
 */
#include "figures.h"
#include "past.h"
#include "practice.h"
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOKUPS 300

struct bench {
	char folder[PRACTICE_PATH_SIZE];
	int64_t dossiers;
	const char *only; /* the way measured, NULL: all, and starting */
};

/* ---- the office ---- */

static void make_office(struct bench *bench) {
	char path[PRACTICE_PATH_SIZE + 24];
	snprintf(path, sizeof path, "%s/office/store.db", bench->folder);
	if (access(path, F_OK) == 0) {
		return;
	}
	practice_make(bench->folder, 6);
	struct mc_store *store = practice_open(bench->folder);
	int64_t from = practice_now_us();
	past_write(store, 0, bench->dossiers);
	figure("past-written", (double)bench->dossiers * 1e6 / (double)(practice_now_us() - from),
		"1/s", "");
	for (int i = 0; i < 60; i++) {
		struct mc_act act = practice_issue(i % PRACTICE_LINES);
		practice_do(store, &act);
	}
	mc_store_close(store);
}

/* ---- looking up ---- */

struct way {
	const char *name;
	void (*text)(const struct person *person, char *out, size_t size);
	int limit;
	size_t least; /* found */
};

static void by_code(const struct person *person, char *out, size_t size) {
	snprintf(out, size, "%s", person->code);
}

static void by_id(const struct person *person, char *out, size_t size) {
	snprintf(out, size, "%s", person->id_number);
}

static void by_phone(const struct person *person, char *out, size_t size) {
	snprintf(out, size, "%s", person->phone);
}

static void by_name(const struct person *person, char *out, size_t size) {
	snprintf(out, size, "%s", person->name);
}

/* Without marks, before the last word is typed to its end. */
static void by_half_typed_name(const struct person *person, char *out, size_t size) {
	mc_text_fold(person->name, out, size);
	char *last = strrchr(out, ' ');
	if (last && strlen(last) > 2) {
		last[2] = '\0';
	}
}

/* The first letters of all of them. */
static void by_one_letter(const struct person *person, char *out, size_t size) {
	(void)person;
	snprintf(out, size, "n");
}

/* As typed without marks, the commonest words of all. */
static void by_common_words(const struct person *person, char *out, size_t size) {
	(void)person;
	snprintf(out, size, "nguyen van");
}

static void by_one_common_word(const struct person *person, char *out, size_t size) {
	(void)person;
	snprintf(out, size, "nguyen");
}

static void by_nobody(const struct person *person, char *out, size_t size) {
	(void)person;
	snprintf(out, size, "nguyen khongco");
}

static void measure_way(struct bench *bench, struct mc_store *store, const struct way *way) {
	struct mc_random random = { .state = 88172645463325252u };
	struct samples took = { .count = 0 };
	struct mc_arena arena;
	char name[64];
	mc_arena_init(&arena);
	for (int i = 0; i < LOOKUPS; i++) {
		struct person person;
		struct mc_dossiers found;
		struct mc_error err;
		char text[160];
		past_person((int64_t)mc_random_below(&random, (size_t)bench->dossiers), &person);
		way->text(&person, text, sizeof text);
		int64_t from = practice_now_us();
		practice_expect(mc_store_find(store, &arena, text, way->limit, &found, &err), &err);
		samples_add(&took, (double)(practice_now_us() - from) / 1e3);
		if (found.count < way->least) {
			fprintf(stderr, "%s: %zu found of %s\n", way->name, found.count, text);
			exit(1);
		}
		mc_arena_reset(&arena);
	}
	snprintf(name, sizeof name, "find-by-%s-p50", way->name);
	figure(name, samples_at(&took, 0.5), "ms", "");
	snprintf(name, sizeof name, "find-by-%s-p99", way->name);
	figure(name, samples_at(&took, 0.99), "ms", "<= 10");
	samples_finish(&took);
	mc_arena_finish(&arena);
}

static void measure_finding(struct bench *bench) {
	static const struct way ways[] = {
		{ "code", by_code, 20, 1 },
		{ "id", by_id, 20, 1 },
		{ "phone", by_phone, 20, 1 },
		{ "name", by_name, 20, 1 },
		{ "half-typed-name", by_half_typed_name, 20, 1 },
		{ "one-letter", by_one_letter, 20, 1 },
		{ "common-words", by_common_words, 20, 1 },
		{ "one-common-word", by_one_common_word, 20, 1 },
		{ "nobody", by_nobody, 20, 0 },
	};
	struct mc_store *store = practice_open(bench->folder);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (bench->only == NULL || strcmp(bench->only, ways[i].name) == 0) {
			measure_way(bench, store, &ways[i]);
		}
	}
	mc_store_close(store);
}

/* ---- starting ---- */

/* A process of its own each time, from its start to the hall read. */
static void measure_starts(struct bench *bench) {
	struct samples took = { .count = 0 };
	double *shared = shared_memory(2 * sizeof *shared);
	for (int i = 0; i < 20; i++) {
		int64_t from = practice_now_us();
		pid_t child = fork();
		if (child == 0) {
			struct mc_store *store = practice_open(bench->folder);
			struct mc_arena arena;
			struct mc_hall hall;
			struct mc_error err;
			mc_arena_init(&arena);
			practice_expect(mc_store_hall(store, &arena, &hall, &err), &err);
			shared[0] = (double)(practice_now_us() - from) / 1e3;
			shared[1] = resident_mb();
			_exit(hall.line_count == PRACTICE_LINES ? 0 : 1);
		}
		waitpid(child, NULL, 0);
		samples_add(&took, shared[0]);
	}
	figure("start-p50", samples_at(&took, 0.5), "ms", "");
	figure("start-max", samples_at(&took, 1), "ms", "<= 50");
	figure("start-resident", shared[1], "MB", "<= 20");
	samples_finish(&took);
}

int main(int argc, char **argv) {
	struct bench bench = { .dossiers = argc > 1 ? atoll(argv[1]) : 100000 };
	bool kept = argc > 2;
	bench.only = argc > 3 ? argv[3] : NULL;
	if (kept) {
		snprintf(bench.folder, sizeof bench.folder, "%s", argv[2]);
		mkdir(bench.folder, 0700);
	} else {
		practice_folder(bench.folder);
	}
	make_office(&bench);
	figure("dossiers", (double)bench.dossiers, "", "1000000");
	if (bench.only == NULL) {
		measure_starts(&bench);
	}
	measure_finding(&bench);
	if (!kept) {
		practice_remove(bench.folder);
	}
	return 0;
}

/*
 * Founding an office, backing it up and restoring it, each ended by SIGKILL
 * before its first, second, third … step on the disk. Afterwards there is either
 * nothing or a whole one: no office that can't be opened, no file called backup
 * that is none. And the next try succeeds.
 */
#include "cmocka_all.h"
#include "cut.h"
#include "practice.h"
#include "random.h"
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_SIZE 512

/* What is cut short, and what must hold after it. `source` is an office that stands. */
struct job {
	const char *name;
	void (*work)(const char *source, const char *folder);
	void (*check)(const char *source, const char *folder);
	long steps_least;
};

/* Does the work in a process that dies before step `at`; returns the steps it took when it came to its end. */
static long run_until(const struct job *job, const char *source, const char *folder, long at) {
	int steps[2], how;
	long counted = 0;
	assert_int_equal(pipe(steps), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		cut_arm(at);
		job->work(source, folder);
		counted = cut_steps();
		if (cut_unsynced()) {
			fprintf(stderr, "# not synced: %s\n", cut_unsynced());
			_exit(1);
		}
		cut_arm(0);
		ssize_t told = write(steps[1], &counted, sizeof counted);
		_exit(told == sizeof counted ? 0 : 1);
	}
	close(steps[1]);
	ssize_t got = read(steps[0], &counted, sizeof counted);
	close(steps[0]);
	assert_int_equal(waitpid(child, &how, 0), child);
	if (at == 0) {
		assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0 && got == sizeof counted);
	} else {
		assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
	}
	return counted;
}

/* ---- founding ---- */

static void found(const char *source, const char *folder) {
	char path[PRACTICE_PATH_SIZE + 16];
	struct mc_error err;
	(void)source;
	snprintf(path, sizeof path, "%s/office", folder);
	practice_expect(mc_store_init(path, 1, true, &err), &err);
}

static bool has_office(const char *folder) {
	char path[PRACTICE_PATH_SIZE + 32];
	snprintf(path, sizeof path, "%s/office/store.db", folder);
	return access(path, F_OK) == 0;
}

static void check_office(const char *folder) {
	struct mc_store *store = practice_open(folder);
	practice_verify(store);
	mc_store_close(store);
}

static void check_found(const char *source, const char *folder) {
	if (!has_office(folder)) {
		found(source, folder);
	}
	check_office(folder);
}

/* ---- backing up ---- */

static void back_up(const char *source, const char *folder) {
	struct mc_store *store = practice_open(source);
	const char *path;
	struct mc_arena arena;
	struct mc_findings findings;
	struct mc_error err;
	mc_arena_init(&arena);
	practice_expect(mc_store_backup(store, folder, &arena, &path, &findings, &err), &err);
	mc_store_close(store);
	mc_arena_finish(&arena);
}

/* The file called backup, "" when there is none. */
static void find_backup(const char *folder, char out[PATH_SIZE]) {
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	*out = '\0';
	for (struct dirent *row = readdir(dir); row; row = readdir(dir)) {
		const char *dot = strrchr(row->d_name, '.');
		if (dot && strcmp(dot, ".backup") == 0) {
			snprintf(out, PATH_SIZE, "%s/%s", folder, row->d_name);
		}
	}
	closedir(dir);
}

static void restore(const char *backups, const char *folder) {
	char path[PRACTICE_PATH_SIZE + 16], backup[PATH_SIZE];
	struct mc_findings findings;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	find_backup(backups, backup);
	snprintf(path, sizeof path, "%s/office", folder);
	practice_expect(mc_store_restore(backup, path, &(struct mc_restore_how){ 0 }, &arena,
				&findings, &err),
		&err);
	assert_true(findings.ok);
	mc_arena_finish(&arena);
}

static void check_backup(const char *source, const char *folder) {
	char path[PATH_SIZE];
	find_backup(folder, path);
	if (*path) {
		restore(folder, folder);
		check_office(folder);
	}
	check_office(source); /* it suffered nothing */
}

/* ---- restoring ---- */

static void restore_first(const char *source, const char *folder) {
	char backups[PRACTICE_PATH_SIZE + 8];
	snprintf(backups, sizeof backups, "%s/first", source);
	restore(backups, folder);
}

/* Another backup is taken after that, so that nothing left over may be mixed in. */
static void check_restored(const char *source, const char *folder) {
	if (!has_office(folder)) {
		char backups[PRACTICE_PATH_SIZE + 8];
		snprintf(backups, sizeof backups, "%s/second", source);
		restore(backups, folder);
	}
	check_office(folder);
}

/* ---- every step in turn ---- */

/* An office with two backups: folders first and second, a morning between them. */
static void make_source(char source[PRACTICE_PATH_SIZE]) {
	char backups[PRACTICE_PATH_SIZE + 8];
	practice_folder(source);
	practice_make(source, 1);
	snprintf(backups, sizeof backups, "%s/first", source);
	back_up(source, backups);
	struct mc_store *store = practice_open(source);
	for (int i = 0; i < 40; i++) {
		struct mc_act act = i % 4 ? practice_issue(i % 4) : practice_accept("Lê Văn Cường");
		practice_do(store, &act);
	}
	mc_store_close(store);
	snprintf(backups, sizeof backups, "%s/second", source);
	back_up(source, backups);
}

/* All steps in the long form, else some that the seed chooses. */
static void cut_everywhere(const struct job *job) {
	char source[PRACTICE_PATH_SIZE], folder[PRACTICE_PATH_SIZE];
	struct mc_random random;
	mc_random_init(&random, job->name);
	make_source(source);
	practice_folder(folder);
	long steps = run_until(job, source, folder, 0), tried = 0;
	assert_true(steps >= job->steps_least);
	job->check(source, folder);
	practice_remove(folder);
	size_t stride = getenv("MC_ROUNDS") ? 1 : (size_t)steps / 12;
	for (long at = 1 + (long)mc_random_below(&random, stride); at <= steps;
		at += (long)stride) {
		practice_folder(folder);
		run_until(job, source, folder, at);
		job->check(source, folder);
		practice_remove(folder);
		tried++;
	}
	printf("# %s: %ld steps, cut short before %ld of them\n", job->name, steps, tried);
	practice_remove(source);
}

static void test_founding(void **state) {
	(void)state;
	cut_everywhere(&(struct job){ "founding", found, check_found, 40 });
}

static void test_backing_up(void **state) {
	(void)state;
	cut_everywhere(&(struct job){ "backing up", back_up, check_backup, 40 });
}

static void test_restoring(void **state) {
	(void)state;
	cut_everywhere(&(struct job){ "restoring", restore_first, check_restored, 40 });
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_founding),
		cmocka_unit_test(test_backing_up),
		cmocka_unit_test(test_restoring),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A full disk. As root on a small tmpfs of our own, else on files that the layer
 * lets grow no further. What was acknowledged stays and can be read, an act is
 * refused with a sentence about space, a backup leaves nothing behind, and with
 * room again the work goes on with the very act that was refused.
 */
#include "base/tr.h"
#include "cmocka_all.h"
#include "practice.h"
#include "shim.h"
#include <dirent.h>
#include <sched.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define SMALL (12 << 20) /* the log alone grows to 8 MiB before it is begun anew */
#define LARGE (64 << 20)
#define MOST_FILES 16
#define MOST_ACTS 20000

struct disk {
	char folder[PRACTICE_PATH_SIZE];
	bool mounted;
	int64_t room; /* of the layer, for all files together */
	struct {
		char path[PRACTICE_PATH_SIZE * 2];
		int64_t len;
	} files[MOST_FILES];
};

/* ---- the small disk ---- */

/* The length of a file as the layer has seen it; a new path takes a free place. */
static int64_t *length_of(struct disk *disk, const char *path) {
	size_t i = 0;
	while (*disk->files[i].path && strcmp(disk->files[i].path, path) != 0) {
		assert_true(++i < MOST_FILES);
	}
	snprintf(disk->files[i].path, sizeof disk->files[i].path, "%s", path);
	return &disk->files[i].len;
}

static int limit(void *data, const struct shim_call *call) {
	struct disk *disk = data;
	int64_t *len = length_of(disk, call->path), used = 0;
	int64_t end = call->offset + (int64_t)call->len;
	for (size_t i = 0; i < MOST_FILES; i++) {
		used += disk->files[i].len;
	}
	if (call->step == SHIM_WRITE && end > *len) {
		if (used + end - *len > disk->room) {
			return SQLITE_FULL;
		}
		*len = end;
	} else if (call->step == SHIM_TRUNCATE || call->step == SHIM_DELETE) {
		*len = call->offset;
	}
	return SHIM_PASS;
}

static bool set_size(struct disk *disk, int64_t bytes) {
	char options[32];
	snprintf(options, sizeof options, "size=%lld", (long long)bytes);
	return mount("motcua-test", disk->folder, "tmpfs", disk->mounted ? MS_REMOUNT : 0,
		       options) == 0;
}

/* In a mount namespace of our own: nothing is left when the process ends, however it does. */
static void make_small(struct disk *disk) {
	practice_folder(disk->folder);
	bool own =
		unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	disk->mounted = own && set_size(disk, SMALL);
	if (!disk->mounted) {
		disk->room = SMALL;
		shim_install(limit, disk);
	}
	printf("# %s\n", disk->mounted ? "a small tmpfs" : "files that may not grow");
}

static void make_large(struct disk *disk) {
	if (disk->mounted) {
		assert_true(set_size(disk, LARGE));
	} else {
		disk->room = LARGE;
	}
}

static void remove_disk(struct disk *disk) {
	shim_remove();
	if (disk->mounted) {
		umount(disk->folder);
	}
	practice_remove(disk->folder);
}

/* ---- the test ---- */

static void check_sentence(enum mc_status status, const struct mc_error *err) {
	char sentence[512];
	mc_error_text(MC_LANG_EN, err, sentence, sizeof sentence);
	if (status != MC_NO_SPACE || !strstr(sentence, "full") || !strstr(sentence, "again")) {
		fail_msg("%s: %s", mc_status_name(status), sentence);
	}
}

static void check_no_backup(struct mc_store *store, const struct disk *disk) {
	char path[PRACTICE_PATH_SIZE + 16];
	const char *ignored;
	struct mc_arena arena;
	struct mc_findings findings;
	struct mc_error err;
	mc_arena_init(&arena);
	snprintf(path, sizeof path, "%s/backups", disk->folder);
	check_sentence(mc_store_backup(store, path, &arena, &ignored, &findings, &err), &err);
	DIR *dir = opendir(path);
	assert_non_null(dir);
	for (struct dirent *row = readdir(dir); row; row = readdir(dir)) {
		if (strcmp(row->d_name, ".") != 0 && strcmp(row->d_name, "..") != 0) {
			fail_msg("the backup that failed left %s behind", row->d_name);
		}
	}
	closedir(dir);
	mc_arena_finish(&arena);
}

static void test_a_full_disk_loses_nothing(void **state) {
	(void)state;
	struct disk disk = { .mounted = false };
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	make_small(&disk);
	practice_make(disk.folder, 1);
	struct mc_store *store = practice_open(disk.folder), *other = practice_open(disk.folder);

	int64_t issued = 0;
	struct mc_act act;
	struct mc_outcome outcome;
	enum mc_status status;
	do {
		act = practice_issue((int)(issued % PRACTICE_LINES));
		status = mc_store_act(store, &act, &arena, &outcome, &err);
		issued += status == MC_OK;
	} while (status == MC_OK && issued < MOST_ACTS);
	check_sentence(status, &err);
	assert_true(issued > 50);

	assert_int_equal(practice_numbers(store), issued);
	assert_int_equal(practice_numbers(other), issued);
	check_sentence(mc_store_act(other, &act, &arena, &outcome, &err), &err);
	check_no_backup(store, &disk);

	make_large(&disk);
	outcome = practice_do(store, &act); /* the same key */
	assert_false(outcome.warnings & MC_WARN_REPEATED);
	for (int i = 0; i < 20; i++) {
		struct mc_act more = practice_issue(i % PRACTICE_LINES);
		practice_do(i % 2 ? store : other, &more);
	}
	assert_int_equal(practice_numbers(store), issued + 21);
	int64_t events = practice_verify(store);
	printf("# full after %lld tickets; %lld events in the end\n", (long long)issued,
		(long long)events);
	mc_store_close(store);
	mc_store_close(other);
	mc_arena_finish(&arena);
	remove_disk(&disk);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_full_disk_loses_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

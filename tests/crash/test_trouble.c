/*
 * System calls that fail under SQLite: reading, opening, writing. The calls
 * themselves are replaced in SQLite's own layer, so errno is what a sick disk or
 * a poor computer would leave. Whatever fails, the store is not called damaged,
 * nobody is told to restore a backup, and the next try finds everything there.
 *
 * With MC_ROUNDS every other call fails in turn, else every few.
 */
#include "base/tr.h"
#include "cmocka_all.h"
#include "practice.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STRIDE 37 /* of the calls that fail, in the short form */
#define LONG_STRIDE 2

enum call { READ, OPEN, WRITE };

/* SQLite's replacements take no pointer of ours. */
static struct fault {
	enum call call;
	int reason; /* errno */
	bool for_good; /* every later call fails too */
	long fails_at, calls;
} fault;

static bool strikes(enum call call) {
	if (call != fault.call || fault.fails_at == 0) {
		return false;
	}
	fault.calls++;
	bool now = fault.for_good ? fault.calls >= fault.fails_at : fault.calls == fault.fails_at;
	if (now) {
		errno = fault.reason;
	}
	return now;
}

static ssize_t pread_or_fail(int fd, void *data, size_t len, off_t offset) {
	return strikes(READ) ? -1 : pread(fd, data, len, offset);
}

static ssize_t pwrite_or_fail(int fd, const void *data, size_t len, off_t offset) {
	return strikes(WRITE) ? -1 : pwrite(fd, data, len, offset);
}

static int open_or_fail(const char *path, int flags, int mode) {
	return strikes(OPEN) ? -1 : open(path, flags, mode);
}

static void replace_calls(bool ours) {
	const struct {
		const char *name;
		sqlite3_syscall_ptr call;
	} calls[] = {
		{ "pread", (sqlite3_syscall_ptr)pread_or_fail },
		{ "pread64", (sqlite3_syscall_ptr)pread_or_fail },
		{ "pwrite", (sqlite3_syscall_ptr)pwrite_or_fail },
		{ "pwrite64", (sqlite3_syscall_ptr)pwrite_or_fail },
		{ "open", (sqlite3_syscall_ptr)open_or_fail },
	};
	sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		(void)vfs->xSetSystemCall(vfs, calls[i].name, ours ? calls[i].call : NULL);
	}
}

/* ---- one attempt ---- */

/*
 * The sentence of a failure: the status of trouble, and never the advice for damage. The book
 * that verify makes beside is gone with its journal before the reason can be asked.
 */
static void check_sentence(
	enum mc_status status, const struct mc_error *err, enum mc_status wanted) {
	char text[512];
	mc_error_text(MC_LANG_EN, err, text, sizeof text);
	bool named = status == wanted || (status == MC_UNAVAILABLE && strstr(text, "/verify-"));
	if (!named || strstr(text, "restore") || strstr(text, "is damaged (")) {
		fail_msg("call %d, errno %d, at %ld: %s: %s", fault.call, fault.reason,
			fault.fails_at, mc_status_name(status), text);
	}
}

/* Opens, acts, reads and verifies. MC_OK, or what stopped it. */
static enum mc_status live(const char *office, const struct mc_act *act, struct mc_arena *arena,
	struct mc_error *err) {
	struct mc_store *store = NULL;
	struct mc_outcome outcome;
	struct mc_hall hall;
	struct mc_findings findings = { .ok = true };
	enum mc_status status = mc_store_open(office, NULL, &store, err);
	if (status == MC_OK) {
		status = mc_store_act(store, act, arena, &outcome, err);
	}
	if (status == MC_OK) {
		status = mc_store_hall(store, arena, &hall, err);
	}
	if (status == MC_OK) {
		status = mc_store_verify(store, arena, &findings, err);
	}
	mc_store_close(store);
	if (status == MC_OK && !findings.ok) {
		*err = findings.rows[0].what;
		return MC_DAMAGED;
	}
	return status;
}

/*
 * In an office of its own, a copy of `folder`/office, so that the calls of one attempt
 * are those of every other. False: the work came to its end before the fault struck.
 */
static bool attempt(const char *folder, struct fault how, enum mc_status wanted) {
	char own[PRACTICE_PATH_SIZE], office[PRACTICE_PATH_SIZE + 16];
	struct mc_arena arena;
	struct mc_error err;
	struct mc_act act = practice_issue(0);
	practice_folder(own);
	snprintf(office, sizeof office, "%s/office", own);
	practice_copy(folder, own);
	mc_arena_init(&arena);
	fault = how;
	enum mc_status status = live(office, &act, &arena, &err);
	bool struck = fault.calls >= fault.fails_at;
	if (status != MC_OK) {
		check_sentence(status, &err, wanted);
	}
	fault.fails_at = 0;
	practice_expect(live(office, &act, &arena, &err), &err); /* well again, by the same key */
	mc_arena_finish(&arena);
	struct mc_store *store = practice_open(own);
	practice_numbers(store);
	mc_store_close(store);
	practice_remove(own);
	return struck;
}

static void sweep(enum call call, int reason, bool for_good, enum mc_status wanted) {
	long stride = getenv("MC_ROUNDS") ? LONG_STRIDE : STRIDE;
	char folder[PRACTICE_PATH_SIZE];
	long n = 1;
	practice_folder(folder);
	practice_make(folder, 2);
	replace_calls(true);
	while (attempt(folder,
		(struct fault){
			.call = call, .reason = reason, .for_good = for_good, .fails_at = n },
		wanted)) {
		n += call == OPEN ? 1 : stride;
	}
	replace_calls(false);
	practice_remove(folder);
	printf("# call %d, errno %d (%s): %ld calls, one in %ld failed\n", call, reason,
		strerrorname_np(reason), n - 1, call == OPEN ? 1 : stride);
	assert_true(n > 3);
}

static void test_reading_that_fails_is_no_damage(void **state) {
	(void)state;
	sweep(READ, EIO, false, MC_UNAVAILABLE);
	sweep(READ, EIO, true, MC_UNAVAILABLE);
	sweep(READ, ENOMEM, false, MC_UNAVAILABLE);
	sweep(READ, ENXIO, true, MC_UNAVAILABLE);
}

static void test_files_that_do_not_open_are_no_damage(void **state) {
	(void)state;
	sweep(OPEN, EMFILE, false, MC_UNAVAILABLE);
	sweep(OPEN, ENFILE, true, MC_UNAVAILABLE);
	sweep(OPEN, EIO, true, MC_UNAVAILABLE);
}

static void test_writing_that_fails_is_called_by_its_name(void **state) {
	(void)state;
	sweep(WRITE, EIO, false, MC_UNAVAILABLE);
	sweep(WRITE, EROFS, true, MC_READ_ONLY);
	sweep(WRITE, ENOSPC, true, MC_NO_SPACE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_that_fails_is_no_damage),
		cmocka_unit_test(test_files_that_do_not_open_are_no_damage),
		cmocka_unit_test(test_writing_that_fails_is_called_by_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

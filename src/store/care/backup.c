/*
 * Backups: a whole copy under a temporary name, synced, checked, then renamed,
 * so that a file called backup is one. Made by VACUUM INTO: the stepwise backup
 * interface starts anew at every foreign commit and does not end under writes.
 * The private key is never in a backup.
 */
#include "base/clock.h"
#include "base/file.h"
#include "sql.h"
#include "store/inside.h"
#include "store/ledger/replay.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAME_SECOND_MAX 1000 /* backups of one second, by a clock that stands still */

static enum mc_status sync_file(const char *path, struct mc_error *err) {
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		return mc_file_fail(err, errno, path);
	}
	enum mc_status status = fsync(fd) < 0 ? mc_file_fail(err, errno, path) : MC_OK;
	close(fd);
	return status;
}

/* Seals what the copy will hold, so that it can be verified without a secret. */
static enum mc_status seal_first(
	struct mc_store *store, struct mc_arena *arena, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_LEDGER_SEAL, .door = MC_DOOR_SYSTEM };
	struct mc_outcome outcome;
	mc_key_random(act.key);
	return mc_store_act(store, &act, arena, &outcome, err);
}

/* What the ledger of the copy proves, and whether the next one could be sealed. */
static enum mc_status examine(struct mc_store *store, const char *path, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	struct mc_db *copy;
	MC_TRY(mc_db_open(path, MC_DB_READ, &copy, err));
	enum mc_status status = mc_ledger_check(copy, arena, ret_findings, err);
	mc_db_close(copy);
	MC_TRY(status);
	mc_find_key(store, arena, ret_findings);
	return MC_OK;
}

enum mc_status mc_check_copy(const char *path, struct mc_arena *arena, struct mc_error *err) {
	struct mc_db *copy;
	const char *text = "";
	MC_TRY(mc_db_open(path, MC_DB_READ, &copy, err));
	enum mc_status status = mc_db_check(copy, false, arena, &text, err);
	mc_db_close(copy);
	if (status == MC_OK && strcmp(text, "ok") != 0) {
		return mc_fail(err, MC_DAMAGED,
			N_("The copy %s is not whole (%s): check the disk and try again."), path,
			text);
	}
	return status;
}

/* Under the name of its second; “-2”, “-3” … behind it where that is taken. */
static enum mc_status put_beside_others(const char *temporary, const char *folder,
	const char *stamp, char *final, size_t size, struct mc_error *err) {
	snprintf(final, size, "%.600s/motcua-%s.backup", folder, stamp);
	for (int n = 2; mc_move_new(temporary, final) < 0; n++) {
		if (errno != EEXIST || n > SAME_SECOND_MAX) {
			return mc_file_fail(err, errno, final);
		}
		snprintf(final, size, "%.600s/motcua-%s-%d.backup", folder, stamp, n);
	}
	return MC_OK;
}

/* ---- the copy while it is being made ---- */

#define COPY_PATTERN ".motcua-*.tmp*"
#define COPY_END ".tmp"

/*
 * An empty file that its maker holds a lock on: SQLite fills it, and who finds it
 * unlocked knows that nobody will finish it. Its descriptor, or -1 with errno.
 */
static int hold_copy(const char *path) {
	for (;;) {
		struct stat found;
		int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0 || fstat(fd, &found) < 0) {
			int failure = errno;
			if (fd >= 0) {
				close(fd);
			}
			errno = failure;
			return -1;
		}
		if (found.st_nlink > 0) {
			return fd;
		}
		close(fd); /* swept between the two calls */
	}
}

/* Whether its maker lives: the lock goes with the process, on this computer and any other. */
static bool is_held(int folder, const char *name) {
	int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	bool held = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	if (fd >= 0) {
		close(fd);
	}
	return held;
}

/* Copies that a cut left half done, each with what SQLite had beside it. */
static void sweep(const char *folder) {
	DIR *entries = opendir(folder);
	for (struct dirent *entry; entries && (entry = readdir(entries));) {
		char copy[256];
		struct stat st;
		if (fnmatch(COPY_PATTERN, entry->d_name, 0) != 0 ||
			fstatat(dirfd(entries), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
			!S_ISREG(st.st_mode)) {
			continue;
		}
		mc_copy(copy, sizeof copy, entry->d_name);
		strstr(copy, COPY_END)[strlen(COPY_END)] = '\0';
		if (!is_held(dirfd(entries), copy)) {
			unlinkat(dirfd(entries), entry->d_name, 0);
		}
	}
	if (entries) {
		closedir(entries);
	}
}

/* Fills, proves and names the copy; `temporary` is held by us. */
static enum mc_status make_copy(struct mc_store *store, const char *temporary, const char *folder,
	const char *stamp, struct mc_arena *arena, const char **ret_path,
	struct mc_findings *ret_findings, struct mc_error *err) {
	char final[700];
	MC_TRY(mc_db_copy_into(store->db, temporary, err));
	MC_TRY(sync_file(temporary, err));
	MC_TRY(mc_check_copy(temporary, arena, err));
	MC_TRY(examine(store, temporary, arena, ret_findings, err));
	MC_TRY(put_beside_others(temporary, folder, stamp, final, sizeof final, err));
	MC_TRY(mc_file_sync_folder(folder, err));
	*ret_path = mc_arena_text(arena, final);
	return MC_OK;
}

/* ---- what is known of the last one ---- */

static enum mc_status note_copy(
	struct mc_store *store, const char *file, int64_t last_event, struct mc_error *err) {
	char whole[PATH_MAX];
	struct stat found;
	if (!realpath(file, whole) || stat(whole, &found) < 0) {
		return mc_file_fail(err, errno, file);
	}
	MC_TRY(mc_store_enter(store, err));
	enum mc_status status = mc_run_alone(store->db,
		sql_backup_put(store->db, mc_wall_ms(), whole, found.st_size, last_event), NULL,
		err);
	mc_gate_release(&store->gate);
	return status;
}

enum mc_status mc_store_last_backup(struct mc_store *store, struct mc_arena *arena,
	struct mc_backup *ret_backup, struct mc_error *err) {
	*ret_backup = (struct mc_backup){ .file = "" };
	return mc_ended(sql_backup_one(sql_backup_last(store->db), arena, ret_backup, err));
}

enum mc_status mc_store_backup(struct mc_store *store, const char *folder, struct mc_arena *arena,
	const char **ret_path, struct mc_findings *ret_findings, struct mc_error *err) {
	char stamp[MC_TIME_TEXT_SIZE], temporary[700];
	MC_TRY(mc_file_make_folders(folder, 0700, NULL, err));
	if (!store->read_only) {
		MC_TRY(seal_first(store, arena, err));
	}
	mc_time_format(mc_store_now(store), stamp);
	stamp[13] = stamp[16] = '-'; /* no colons in file names */
	stamp[19] = '\0';
	snprintf(temporary, sizeof temporary, "%.600s/.motcua-%s-%ld" COPY_END, folder, stamp,
		(long)getpid());
	sweep(folder);
	int held = hold_copy(temporary);
	if (held < 0) {
		return mc_file_fail(err, errno, temporary);
	}
	enum mc_status status =
		make_copy(store, temporary, folder, stamp, arena, ret_path, ret_findings, err);
	if (status != MC_OK) {
		mc_remove_store(temporary); /* SQLite leaves a journal where the disk is full */
	}
	close(held);
	if (status == MC_OK && ret_findings->whole && !store->read_only) {
		/* A copy that nobody noted is a copy all the same: the doctor asks for another. */
		enum mc_status noted = note_copy(store, *ret_path, ret_findings->last_event, NULL);
		(void)noted;
	}
	return status;
}

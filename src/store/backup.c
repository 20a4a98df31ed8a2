/*
 * Backups: a whole copy under a temporary name, synced, checked, then renamed,
 * so that a file called backup is one. Made by VACUUM INTO: the stepwise backup
 * interface starts anew at every foreign commit and does not end under writes.
 * The private key is never in a backup.
 */
#include "base/file.h"
#include "sql.h"
#include "store/inside.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
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

enum mc_status mc_check_copy(const char *path, struct mc_arena *arena, struct mc_error *err) {
	struct mc_db *copy;
	const char *text = "";
	enum mc_status status = mc_db_open(path, MC_DB_READ, &copy, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_db_check(copy, false, arena, &text, err);
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

/* Copies that a cut left half done: a day old, so that nobody can be writing them. */
static void sweep(const char *folder) {
	DIR *entries = opendir(folder);
	for (struct dirent *entry; entries && (entry = readdir(entries));) {
		struct stat st;
		if (fnmatch(".motcua-*.tmp*", entry->d_name, 0) == 0 &&
			fstatat(dirfd(entries), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISREG(st.st_mode) && time(NULL) - st.st_mtime > MC_DAY_MS / 1000) {
			unlinkat(dirfd(entries), entry->d_name, 0);
		}
	}
	if (entries) {
		closedir(entries);
	}
}

enum mc_status mc_store_backup(struct mc_store *store, const char *folder, struct mc_arena *arena,
	const char **ret_path, struct mc_error *err) {
	char stamp[MC_TIME_TEXT_SIZE], temporary[700], final[700];
	enum mc_status status = mc_file_make_folders(folder, 0700, NULL, err);
	if (status == MC_OK) {
		status = seal_first(store, arena, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_time_format(mc_store_now(store), stamp);
	stamp[13] = stamp[16] = '-'; /* no colons in file names */
	stamp[19] = '\0';
	snprintf(temporary, sizeof temporary, "%.600s/.motcua-%s-%ld.tmp", folder, stamp,
		(long)getpid());
	sweep(folder);
	status = mc_db_copy_into(store->db, temporary, err);
	if (status == MC_OK) {
		chmod(temporary, 0600);
		status = sync_file(temporary, err);
	}
	if (status == MC_OK) {
		status = mc_check_copy(temporary, arena, err);
	}
	if (status == MC_OK) {
		status = put_beside_others(temporary, folder, stamp, final, sizeof final, err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(folder, err);
	}
	if (status != MC_OK) {
		mc_remove_store(temporary); /* SQLite leaves a journal where the disk is full */
		return status;
	}
	*ret_path = mc_arena_text(arena, final);
	return MC_OK;
}

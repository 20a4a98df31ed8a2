/*
 * Backups: a whole copy under a temporary name, synced, checked, then renamed,
 * so that a file called backup is one. Made by VACUUM INTO: the stepwise backup
 * interface starts anew at every foreign commit and does not end under writes.
 * The private key is never in a backup.
 */
#include "base/file.h"
#include "sql.h"
#include "store/engine/schema.h"
#include "store/inside.h"
#include "store/ledger/replay.h"
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

static enum mc_status check_copy(const char *path, struct mc_arena *arena, struct mc_error *err) {
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
		status = check_copy(temporary, arena, err);
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

/* ---- restore ---- */

static enum mc_status copy_file(const char *from, const char *to, struct mc_error *err) {
	MC_AUTOCLOSE int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0) {
		return mc_file_fail(err, errno, from);
	}
	MC_AUTOCLOSE int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (out < 0) {
		return mc_file_fail(err, errno, to);
	}
	char buffer[65536];
	ssize_t got;
	do {
		got = read(in, buffer, sizeof buffer);
		if (got < 0 && errno != EINTR) {
			return mc_file_fail(err, errno, from);
		}
		int failure = got > 0 ? mc_file_put_all(out, buffer, (size_t)got) : 0;
		if (failure != 0) {
			return mc_file_fail(err, failure, to);
		}
	} while (got != 0);
	return fsync(out) < 0 ? mc_file_fail(err, errno, to) : MC_OK;
}

/* Walks an old copy's schema up and proves the ledger, still under the temporary name. */
static enum mc_status prove(const char *path, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	struct mc_db *db;
	char scratch[720];
	snprintf(scratch, sizeof scratch, "%s.verify", path);
	enum mc_status status = mc_db_open(path, MC_DB_WRITE, &db, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_schema_upgrade(db, err);
	if (status == MC_OK) {
		status = mc_replay_check(db, scratch, arena, ret_findings, err);
	}
	if (status == MC_OK) {
		status = mc_db_checkpoint(db, MC_PATIENCE_MS, err);
	}
	mc_db_close(db);
	for (size_t i = 0; status == MC_OK && !ret_findings->ok && i < ret_findings->count; i++) {
		if (ret_findings->rows[i].problem) {
			if (err) {
				*err = ret_findings->rows[i].what;
			}
			return MC_DAMAGED;
		}
	}
	return status;
}

enum mc_status mc_store_restore(const char *file, const char *office_dir, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	char path[600], temporary[620];
	const char *kind;
	snprintf(path, sizeof path, "%.500s/store.db", office_dir);
	snprintf(temporary, sizeof temporary, "%s.restore", path);
	enum mc_status status = mc_store_check_owner(office_dir, err);
	if (status != MC_OK) {
		return status;
	}
	if (mc_store_remains(path)) {
		return mc_fail(err, MC_CONFLICT,
			N_("There is an office in %s already: restore into an empty folder."),
			office_dir);
	}
	if (access(file, R_OK) < 0) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("The backup %s can't be read: check its name and rights."), file);
	}
	status = check_copy(file, arena, err);
	if (status == MC_DAMAGED || status == MC_FOREIGN) {
		status = mc_fail(err, status,
			N_("%s is no backup of Motcua, or it is damaged: take another one."), file);
	}
	if (status == MC_OK) {
		status = mc_file_make_folders(office_dir, 0700, NULL, err);
	}
	if (status == MC_OK && mc_file_is_remote(office_dir, &kind)) {
		return mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			office_dir, kind);
	}
	if (status == MC_OK) {
		mc_remove_store(
			temporary); /* a log left by a restore that was cut off would be mixed in */
		status = copy_file(file, temporary, err);
	}
	if (status == MC_OK) {
		status = prove(temporary, arena, ret_findings, err);
	}
	if (status == MC_OK && mc_move_new(temporary, path) < 0) {
		status = mc_file_fail(err, errno, path);
	}
	mc_remove_store(temporary);
	return status == MC_OK ? mc_file_sync_folder(office_dir, err) : status;
}

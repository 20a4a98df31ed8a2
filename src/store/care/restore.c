/*
 * Restoring: a backup becomes an office. The file is copied first, under a name of
 * its own, and everything is asked of the copy, so that what was checked is what
 * takes its place. One restore at a time works in a folder (its gate is held), and
 * what one left that was cut off goes with the next.
 */
#include "base/file.h"
#include "sql.h"
#include "store/care/restored.h"
#include "store/engine/schema.h"
#include "store/inside.h"
#include "store/ledger/replay.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_PREFIX "store.db.restore" /* of the names of copies that are not proven yet */

struct restoring {
	const char *file, *dir;
	const struct mc_restore_how *how;
	char path[MC_PLACE_SIZE]; /* where the store shall stand */
	char copy[MC_PLACE_SIZE];
	bool made_dir;
	struct mc_gate gate;
};

/* ---- the file ---- */

/*
 * A log beside the file holds acts that are not in it: a store that is in use, or
 * was cut off. What a backup is has none.
 */
static enum mc_status check_log(const char *file, struct mc_error *err) {
	static const char *const logs[] = { "-wal", "-journal" };
	for (size_t i = 0; i < MC_COUNT(logs); i++) {
		struct stat found;
		char path[MC_PLACE_SIZE + 16];
		snprintf(path, sizeof path, "%.700s%s", file, logs[i]);
		if (stat(path, &found) == 0 && found.st_size > 0) {
			return mc_fail(err, MC_REFUSED,
				N_("%s has acts beside it in %s: it is a store and no backup. Make "
				   "a "
				   "backup of that office with “motcua backup” and restore that."),
				file, path);
		}
	}
	return MC_OK;
}

/* Opens a file of the disk and nothing else: a pipe would be waited for, a device read for ever. */
static enum mc_status open_file(const char *file, int *ret_fd, struct mc_error *err) {
	struct stat found;
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("The backup %s can't be read: check its name and rights."), file);
	}
	if (fstat(fd, &found) < 0 || !S_ISREG(found.st_mode)) {
		close(fd);
		return mc_fail(err, MC_INVALID, N_("%s is no file: name a backup."), file);
	}
	*ret_fd = fd;
	return MC_OK;
}

static enum mc_status copy_file(struct restoring *r, int in, struct mc_error *err) {
	snprintf(r->copy, sizeof r->copy, "%.600s/" COPY_PREFIX "-XXXXXX", r->dir);
	MC_AUTOCLOSE int out = mkostemp(r->copy, O_CLOEXEC);
	if (out < 0) {
		int failure = errno;
		r->copy[0] = '\0';
		return mc_file_fail(err, failure, r->dir);
	}
	return mc_copy_bytes(in, r->file, out, r->copy, err);
}

/* ---- the copy ---- */

/* A database that only says it is ours has no founding: it never was an office. */
static bool has_founding(struct mc_db *db) {
	MC_AUTOFINALIZE struct mc_stmt *row = NULL;
	struct mc_error ignored;
	return mc_db_prepare(db, "SELECT kind FROM event ORDER BY id LIMIT 1", &row, &ignored) ==
		       MC_OK &&
	       mc_step(row, &ignored) == MC_OK &&
	       strcmp(mc_col_text(row, 0), "office.founded@1") == 0;
}

/* The first damage as the reason why the copy does not become an office; a missing seal is none. */
static enum mc_status judge(const struct mc_findings *findings, struct mc_error *err) {
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->rows[i].kind == MC_FINDING_DAMAGE) {
			if (err) {
				*err = findings->rows[i].what;
			}
			return MC_DAMAGED;
		}
	}
	return MC_OK;
}

/* Walks an old copy's schema up, proves the ledger and goes on with it, still under the temporary name. */
static enum mc_status prove(struct restoring *r, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	struct mc_db *db;
	char scratch[MC_PLACE_SIZE + 16];
	snprintf(scratch, sizeof scratch, "%s.verify", r->copy);
	enum mc_status status = mc_db_open(r->copy, MC_DB_WRITE, &db, err);
	if (status != MC_OK) {
		return status;
	}
	if (!has_founding(db)) {
		status = MC_FOREIGN;
	}
	if (status == MC_OK) {
		status = mc_schema_upgrade(db, err);
	}
	if (status == MC_OK) {
		status = mc_replay_check(db, scratch, arena, ret_findings, err);
	}
	if (status == MC_OK) {
		status = judge(ret_findings, err);
	}
	if (status == MC_OK) {
		status = mc_go_on_restored(db, r->dir, r->how, arena, err);
	}
	if (status == MC_OK) {
		status = mc_db_checkpoint(db, MC_PATIENCE_MS, err);
	}
	mc_db_close(db);
	return status;
}

/* ---- the folder ---- */

/* Under the gate nobody else is at work here: every unproven copy was left by one that was cut off. */
static void sweep(const char *dir) {
	DIR *entries = opendir(dir);
	for (struct dirent *entry; entries && (entry = readdir(entries));) {
		if (strncmp(entry->d_name, COPY_PREFIX, sizeof COPY_PREFIX - 1) == 0) {
			unlinkat(dirfd(entries), entry->d_name, 0);
		}
	}
	if (entries) {
		closedir(entries);
	}
}

static enum mc_status check_folder(const struct restoring *r, struct mc_error *err) {
	const char *kind;
	enum mc_status status = mc_store_check_owner(r->dir, err);
	if (status == MC_OK && mc_store_remains(r->path)) {
		status = mc_fail(err, MC_CONFLICT,
			N_("There is an office in %s already: restore into an empty folder."),
			r->dir);
	}
	if (status == MC_OK && mc_file_is_remote(r->dir, &kind)) {
		status = mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			r->dir, kind);
	}
	return status;
}

static enum mc_status enter_folder(struct restoring *r, struct mc_error *err) {
	char gate[MC_PLACE_SIZE];
	snprintf(gate, sizeof gate, "%.600s/store.gate", r->dir);
	enum mc_status status = mc_file_make_folders(r->dir, 0700, &r->made_dir, err);
	if (status == MC_OK) {
		status = mc_gate_open(&r->gate, gate, err);
	}
	if (status == MC_OK) {
		status = mc_gate_take(&r->gate, MC_PATIENCE_MS, err);
	}
	return status == MC_OK ? check_folder(r, err) : status; /* somebody may have been quicker */
}

/* Of a restore that failed: the new key that no store names. */
static void forget_key(const char *dir) {
	char path[MC_PLACE_SIZE];
	snprintf(path, sizeof path, "%.600s/keys/office.key.new", dir);
	unlink(path);
	snprintf(path, sizeof path, "%.600s/keys", dir);
	rmdir(path); /* not when a key of before lies there */
}

/* The copy in its place, or nothing of it left. */
static enum mc_status move_into_place(
	struct restoring *r, enum mc_status status, struct mc_error *err) {
	if (status == MC_OK) {
		mc_remove_log(r->copy);
		mc_gate_forget(&r->gate);
		status = mc_move_new(r->copy, r->path) < 0 ? mc_file_fail(err, errno, r->path)
							   : mc_file_sync_folder(r->dir, err);
	}
	if (status == MC_OK) {
		mc_key_into_place(r->dir);
	} else {
		forget_key(r->dir);
		if (r->copy[0] != '\0') {
			mc_remove_store(r->copy);
		}
	}
	return status;
}

static enum mc_status restore(struct restoring *r, int in, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	sweep(r->dir);
	enum mc_status status = copy_file(r, in, err);
	if (status == MC_OK) {
		status = mc_check_copy(r->copy, arena, err);
	}
	bool whole = status == MC_OK;
	if (whole) {
		status = prove(r, arena, ret_findings, err);
	}
	if (status == MC_FOREIGN || (!whole && status == MC_DAMAGED)) {
		status = mc_fail(err, status,
			N_("%s is no backup of Motcua, or it is damaged: take another one."),
			r->file);
	}
	return move_into_place(r, status, err);
}

enum mc_status mc_store_restore(const char *file, const char *office_dir,
	const struct mc_restore_how *how, struct mc_arena *arena, struct mc_findings *ret_findings,
	struct mc_error *err) {
	struct restoring r = { .file = file, .dir = office_dir, .how = how, .gate = { .fd = -1 } };
	MC_AUTOCLOSE int in = -1;
	snprintf(r.path, sizeof r.path, "%.600s/store.db", office_dir);
	enum mc_status status = check_folder(&r, err);
	if (status == MC_OK) {
		status = open_file(file, &in, err);
	}
	if (status == MC_OK) {
		status = check_log(file, err);
	}
	if (status == MC_OK) {
		status = enter_folder(&r, err);
		if (status == MC_OK) {
			status = restore(&r, in, arena, ret_findings, err);
		}
		if (status != MC_OK && r.made_dir) {
			char gate[MC_PLACE_SIZE];
			snprintf(gate, sizeof gate, "%.600s/store.gate", office_dir);
			if (!mc_store_remains(r.path)) {
				unlink(gate);
			}
			rmdir(office_dir); /* not when somebody has put something there since */
		}
		mc_gate_close(&r.gate);
	}
	return status;
}

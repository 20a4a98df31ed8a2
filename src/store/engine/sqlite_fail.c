/*
 * What SQLite says went wrong, in the words of the people who have to act on it.
 *
 * Damage is said only where SQLite has read what cannot be right. A call to the
 * system that failed (its errno is kept) is trouble of the disk or the computer:
 * the store may be whole, so nobody is told to restore a backup.
 */
#include "base/str.h"
#include "store/engine/sqlite_inside.h"
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- what the files say ---- */

static sqlite3_file *file_of(const struct mc_db *db, int which) {
	sqlite3_file *file = NULL;
	int code =
		db->handle ? sqlite3_file_control(db->handle, "main", which, &file) : SQLITE_ERROR;
	return code == SQLITE_OK && file && file->pMethods ? file : NULL;
}

static const int files[] = { SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER };

/* errno of the last call that failed on the store or its log; 0: none did, but of locks. */
static int file_errno(const struct mc_db *db) {
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		sqlite3_file *file = file_of(db, files[i]);
		int reason = 0;
		if (file &&
			file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason) ==
				SQLITE_OK &&
			reason != 0 && reason != EAGAIN && reason != EACCES) {
			return reason;
		}
	}
	return 0;
}

/* Whether the disk gives every byte of a file. */
static bool reads_whole(sqlite3_file *file) {
	char piece[16384];
	sqlite3_int64 size = 0;
	int code = file->pMethods->xFileSize(file, &size);
	for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += (int)sizeof piece) {
		code = file->pMethods->xRead(file, piece, sizeof piece, at);
		code = code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code; /* its end */
	}
	return code == SQLITE_OK;
}

/* Whether SQLite finds pages that are not in order; a look that could not be had finds none. */
static bool finds_damage(sqlite3 *handle) {
	sqlite3_stmt *check = NULL;
	int code = sqlite3_prepare_v2(handle, "PRAGMA quick_check(1)", -1, &check, NULL);
	code = code == SQLITE_OK ? sqlite3_step(check) : code;
	bool found = code == SQLITE_ROW
			     ? strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0
			     : (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB ||
				       (code & 0xff) == SQLITE_ERROR;
	sqlite3_finalize(check);
	return found;
}

/*
 * SQLite says “malformed” of a page that it could not read as well as of a broken
 * one. Damage is what a second look finds too, on a disk that gives every byte;
 * in a file that was made a moment ago it is the disk's.
 */
static bool damage_stands(const struct mc_db *db) {
	if (db->made_here) {
		return false;
	}
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		sqlite3_file *file = file_of(db, files[i]);
		if (file && !reads_whole(file)) {
			return false;
		}
	}
	return !db->handle || finds_damage(db->handle);
}

/*
 * Why the store is not open for writing; 0: it might be, but a file of it could
 * not be opened so for an instant, and SQLite took it for reading. A log that is
 * not there is made in the folder.
 */
static int read_only_errno(const struct mc_db *db) {
	static const char *const parts[] = { "", "-wal", "-shm" };
	char path[sizeof db->path + 8];
	for (size_t i = 0; i < MC_COUNT(parts); i++) {
		snprintf(path, sizeof path, "%s%s", db->path, parts[i]);
		if (access(path, W_OK) < 0 && errno != ENOENT) {
			return errno;
		}
	}
	mc_copy(path, sizeof path, db->path);
	return access(dirname(path), W_OK) < 0 && errno != ENOENT ? errno : 0;
}

/* ---- what kind of trouble ---- */

/* errno of the system call behind a code; 0: none was. */
static int reason_of(const struct mc_db *db, int code) {
	int reason = 0;
	switch (code & 0xff) {
	case SQLITE_NOMEM: return ENOMEM;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		reason = code == SQLITE_IOERR_NOMEM ? ENOMEM : file_errno(db);
		return reason ? reason : sqlite3_system_errno(db->handle);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return damage_stands(db) ? 0 : EIO;
	case SQLITE_READONLY: return read_only_errno(db);
	default: return 0;
	}
}

/*
 * What a sync could not do may be on the disk all the same, so that is never
 * called a disk without room or without the right to write: the act is asked for
 * again by its key.
 */
static enum mc_status status_of_reason(int code, int reason) {
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
		return MC_UNAVAILABLE;
	}
	switch (reason) {
	case EROFS:
	case EACCES:
	case EPERM: return MC_READ_ONLY;
	case ENOSPC:
	case EDQUOT: return MC_NO_SPACE;
	default: return MC_UNAVAILABLE;
	}
}

/*
 * What SQLite calls a plain error in the SQL, though our SQL fits every whole store:
 * a table or column is gone, or the header names another format or another schema.
 */
static bool shows_damage(const char *message) {
	static const char *const words[] = { "no such ", "unsupported file format",
		"already exists" };
	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strstr(message, words[i])) {
			return true;
		}
	}
	return false;
}

static enum mc_status status_of(int code, int reason, const char *message) {
	switch (code & 0xff) {
	case SQLITE_FULL: return MC_NO_SPACE;
	case SQLITE_READONLY: return reason ? MC_READ_ONLY : MC_UNAVAILABLE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return MC_BUSY;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT: return reason ? MC_UNAVAILABLE : MC_DAMAGED;
	case SQLITE_INTERRUPT:
	case SQLITE_CONSTRAINT: return MC_CONFLICT;
	case SQLITE_ERROR: return shows_damage(message) ? MC_DAMAGED : MC_UNAVAILABLE;
	default: return status_of_reason(code, reason);
	}
}

/* ---- what to say ---- */

static enum mc_status say_unavailable(
	const struct mc_db *db, int reason, const char *message, struct mc_error *err) {
	switch (reason) {
	case 0:
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The store %s can't be read or written: %s. Check the disk and try "
			   "again."),
			db->path, message);
	case ENOMEM:
	case ENFILE:
	case EMFILE:
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The computer has too little memory or too many open files for %s (%s): "
			   "close other programs and try again."),
			db->path, strerrordesc_np(reason));
	default:
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The disk of %s did not answer (%s). That does not mean that the store "
			   "is damaged: try again, and have disk and cable checked if it stays."),
			db->path, strerrordesc_np(reason));
	}
}

enum mc_status mc_sqlite_fail(struct mc_db *db, int code, struct mc_error *err) {
	char message[200]; /* SQLite's own goes with the second look */
	mc_copy(message, sizeof message,
		db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
	int reason = reason_of(db, code);
	enum mc_status status = status_of(code, reason, message);
	switch (status) {
	case MC_NO_SPACE:
		return mc_fail(err, status,
			N_("The disk of %s is full; nothing was changed. Free some space and try "
			   "again."),
			db->path);
	case MC_READ_ONLY:
		return mc_fail(err, status,
			N_("The store %s can't be written: check that the disk is not read-only "
			   "and that the folder belongs to the service account."),
			db->path);
	case MC_BUSY: return mc_fail(err, status, N_("The store %s is busy; try again."), db->path);
	case MC_CONFLICT:
		return (code & 0xff) == SQLITE_INTERRUPT
			       ? mc_fail(err, status, N_("The query was stopped."))
			       : mc_fail(err, status,
					 N_("The store %s does not take this (%s); nothing was "
					    "changed."),
					 db->path, message);
	case MC_DAMAGED:
		return mc_fail(err, status,
			N_("The store %s is damaged (%s): stop working on it, run “motcua verify” "
			   "and restore the newest backup."),
			db->path, message);
	case MC_OK:
	case MC_NOT_FOUND:
	case MC_REFUSED:
	case MC_DENIED:
	case MC_NO_ROW:
	case MC_EMPTY:
	case MC_PARTIAL:
	case MC_INVALID:
	case MC_FOREIGN:
	case MC_UNAVAILABLE:
	case MC_NEWER: break;
	}
	return say_unavailable(db, reason, message, err);
}

enum mc_status mc_sqlite_second_look(struct mc_db *db, struct mc_error *err) {
	return damage_stands(db) ? MC_OK : say_unavailable(db, EIO, "", err);
}

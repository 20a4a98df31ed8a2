/* What SQLite says went wrong, in the words of the people who have to act on it. */
#include "store/engine/sqlite_inside.h"
#include <string.h>

static enum mc_status status_of(int code) {
	switch (code & 0xff) {
	case SQLITE_FULL: return MC_NO_SPACE;
	case SQLITE_READONLY:
	case SQLITE_PERM: return MC_READ_ONLY;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return MC_BUSY;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT: return MC_DAMAGED;
	case SQLITE_INTERRUPT: return MC_CONFLICT;
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

enum mc_status mc_sqlite_fail(struct mc_db *db, int code, struct mc_error *err) {
	enum mc_status status = status_of(code);
	if ((code & 0xff) == SQLITE_ERROR && db->handle &&
		shows_damage(sqlite3_errmsg(db->handle))) {
		status = MC_DAMAGED;
	}
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
	case MC_CONFLICT: return mc_fail(err, status, N_("The query was stopped."));
	case MC_DAMAGED:
		return mc_fail(err, status,
			N_("The store %s is damaged (%s): stop working on it, run “motcua verify” "
			   "and restore the newest backup."),
			db->path, db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
	case MC_OK:
	case MC_NOT_FOUND:
	case MC_REFUSED:
	case MC_DENIED:
	case MC_EMPTY:
	case MC_PARTIAL:
	case MC_INVALID:
	case MC_FOREIGN:
	case MC_UNAVAILABLE:
	case MC_NEWER: break;
	}
	return mc_fail(err, MC_UNAVAILABLE,
		N_("The store %s can't be read or written: %s. Check the disk and try again."),
		db->path, db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
}

/*
 * SQLite, behind engine.h. The only file that knows sqlite3.h.
 *
 * Debian 12's library (3.40.1) can lose acknowledged commits when one process
 * checkpoints while another commits, so nothing here checkpoints by itself but
 * the automatic one inside a COMMIT, and every COMMIT is under the gate (gate.h).
 */
#include "base/str.h"
#include "sql.h"
#include "store/engine/engine.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* "Mcua": tells our files from other SQLite files. */
#define APPLICATION_ID 0x4d637561
/* A belt beside the gate: readers meet a lock only for an instant. */
#define BUSY_MS 5000
/* An act writes a dozen pages: so fewer than one in a hundred pays for a checkpoint's syncs. */
#define CHECKPOINT_PAGES "2000"

struct mc_stmt {
	sqlite3_stmt *stmt;
	struct mc_db *db;
	bool in_order; /* its parameters appear as $1, $2 … */
};

struct mc_db {
	sqlite3 *handle;
	struct mc_stmt cache[MC_SQL_COUNT];
	sqlite3_stmt *version;
	char path[512];
};

/* ---- errors ---- */

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

static enum mc_status fail(struct mc_db *db, int code, struct mc_error *err) {
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

/* ---- connections ---- */

static enum mc_status pragma_int(
	struct mc_db *db, const char *sql, int64_t *ret_value, struct mc_error *err) {
	struct mc_stmt *stmt = NULL;
	enum mc_status status = mc_db_prepare(db, sql, &stmt, err);
	if (status != MC_OK) {
		return status;
	}
	assert(stmt);
	status = mc_single(stmt, 0, ret_value, err);
	mc_db_finalize(stmt);
	return status;
}

/* Ours, empty (*ret_value 0 tables), or somebody else's file. */
static enum mc_status check_owner(struct mc_db *db, enum mc_db_mode mode, struct mc_error *err) {
	int64_t application = 0;
	enum mc_status status = pragma_int(db, "PRAGMA application_id", &application, err);
	if (status != MC_OK) {
		return status;
	}
	if (mode == MC_DB_CREATE) {
		return MC_OK;
	}
	if (application != APPLICATION_ID) {
		return mc_fail(err, MC_FOREIGN,
			N_("%s is not a store of Motcua. Name the office's folder with --office, "
			   "or its store with --store."),
			db->path);
	}
	return MC_OK;
}

static enum mc_status configure(struct mc_db *db, enum mc_db_mode mode, struct mc_error *err) {
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, 64 << 20);
	if (mode == MC_DB_READ) {
		return MC_OK;
	}
	enum mc_status status = mc_db_script(db,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
		"PRAGMA secure_delete = ON; PRAGMA cache_size = -2000; PRAGMA temp_store = MEMORY;"
		"PRAGMA wal_autocheckpoint = " CHECKPOINT_PAGES,
		err);
	if (status == MC_OK && mode == MC_DB_CREATE) {
		char text[64];
		sqlite3_snprintf(sizeof text, text, "PRAGMA application_id = %d", APPLICATION_ID);
		status = mc_db_script(db, text, err);
	}
	return status;
}

enum mc_status mc_db_open(
	const char *path, enum mc_db_mode mode, struct mc_db **ret_db, struct mc_error *err) {
	struct mc_db *db = calloc(1, sizeof *db);
	if (!db) {
		abort();
	}
	mc_copy(db->path, sizeof db->path, path);
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	flags |= mode == MC_DB_READ     ? SQLITE_OPEN_READONLY
		 : mode == MC_DB_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
					: SQLITE_OPEN_READWRITE;
	int code = sqlite3_open_v2(path, &db->handle, flags, NULL);
	enum mc_status status = code == SQLITE_OK ? MC_OK : fail(db, code, err);
	if (status == MC_OK && mode != MC_DB_READ && sqlite3_db_readonly(db->handle, "main") == 1) {
		status = fail(db, SQLITE_READONLY, err); /* opened all the same, for reading */
	}
	if (status == MC_OK) {
		status = check_owner(db, mode, err);
	}
	if (status == MC_OK) {
		status = configure(db, mode, err);
	}
	if (status != MC_OK) {
		mc_db_close(db);
		return status;
	}
	*ret_db = db;
	return MC_OK;
}

void mc_db_close(struct mc_db *db) {
	if (!db) {
		return;
	}
	for (int i = 0; i < MC_SQL_COUNT; i++) {
		sqlite3_finalize(db->cache[i].stmt);
	}
	sqlite3_finalize(db->version);
	int code = sqlite3_close(db->handle);
	assert(code == SQLITE_OK); /* a statement was left open */
	(void)code;
	free(db);
}

enum mc_status mc_db_script(struct mc_db *db, const char *sql, struct mc_error *err) {
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? MC_OK : fail(db, code, err);
}

/* ---- transactions ---- */

static enum mc_status run_cached(struct mc_db *db, int sql, struct mc_error *err) {
	return mc_run(mc_db_statement(db, sql), NULL, err);
}

enum mc_status mc_db_begin(struct mc_db *db, struct mc_error *err) {
	return run_cached(db, MC_SQL_BEGIN_WRITE, err);
}

enum mc_status mc_db_commit(struct mc_db *db, struct mc_error *err) {
	return run_cached(db, MC_SQL_COMMIT_WRITE, err);
}

void mc_db_rollback(struct mc_db *db) {
	if (!sqlite3_get_autocommit(db->handle)) {
		struct mc_error ignored;
		enum mc_status status = run_cached(db, MC_SQL_ROLLBACK_WRITE, &ignored);
		(void)status; /* SQLite may have rolled back by itself */
	}
}

enum mc_status mc_db_begin_read(struct mc_db *db, struct mc_error *err) {
	return run_cached(db, MC_SQL_BEGIN_READ, err);
}

void mc_db_end_read(struct mc_db *db) {
	mc_db_rollback(db);
}

/* ---- statements ---- */

/* SQLite reads "$1" as a name, so parameters may appear in any order in the text. */
static int index_by_name(sqlite3_stmt *stmt, int at) {
	char name[8];
	sqlite3_snprintf(sizeof name, name, "$%d", at);
	return sqlite3_bind_parameter_index(stmt, name);
}

static bool appear_in_order(sqlite3_stmt *stmt) {
	for (int at = sqlite3_bind_parameter_count(stmt); at > 0; at--) {
		if (index_by_name(stmt, at) != at) {
			return false;
		}
	}
	return true;
}

struct mc_stmt *mc_db_statement(struct mc_db *db, int sql) {
	assert(sql >= 0 && sql < MC_SQL_COUNT);
	struct mc_stmt *stmt = &db->cache[sql];
	if (!stmt->stmt) {
		stmt->db = db;
		int code = sqlite3_prepare_v3(db->handle, mc_sql_rows[sql].text, -1,
			SQLITE_PREPARE_PERSISTENT, &stmt->stmt, NULL);
		if (code != SQLITE_OK) {
			stmt->stmt = NULL; /* the first step says why */
		}
		stmt->in_order = stmt->stmt && appear_in_order(stmt->stmt);
	} else {
		sqlite3_reset(stmt->stmt);
	}
	return stmt;
}

static int index_of(const struct mc_stmt *stmt, int at) {
	return stmt->in_order || !stmt->stmt ? at : index_by_name(stmt->stmt, at);
}

void mc_bind_int(struct mc_stmt *stmt, int at, int64_t value) {
	sqlite3_bind_int64(stmt->stmt, index_of(stmt, at), value);
}

void mc_bind_time(struct mc_stmt *stmt, int at, int64_t value) {
	if (value) {
		mc_bind_int(stmt, at, value);
	} else {
		sqlite3_bind_null(stmt->stmt, index_of(stmt, at));
	}
}

void mc_bind_text(struct mc_stmt *stmt, int at, const char *text) {
	sqlite3_bind_text(stmt->stmt, index_of(stmt, at), text, -1, SQLITE_STATIC);
}

void mc_bind_blob(struct mc_stmt *stmt, int at, const void *data, size_t len) {
	sqlite3_bind_blob64(stmt->stmt, index_of(stmt, at), data, len, SQLITE_STATIC);
}

enum mc_status mc_step(struct mc_stmt *stmt, struct mc_error *err) {
	if (!stmt->stmt) {
		return fail(stmt->db, sqlite3_extended_errcode(stmt->db->handle), err);
	}
	int code = sqlite3_step(stmt->stmt);
	if (code == SQLITE_ROW) {
		return MC_OK;
	}
	enum mc_status status = code == SQLITE_DONE ? MC_EMPTY : fail(stmt->db, code, err);
	sqlite3_reset(stmt->stmt);
	return status;
}

void mc_reset(struct mc_stmt *stmt) {
	sqlite3_reset(stmt->stmt);
}

enum mc_status mc_run(struct mc_stmt *stmt, int64_t *ret_changed, struct mc_error *err) {
	enum mc_status status = mc_step(stmt, err);
	if (status == MC_OK) {
		mc_reset(stmt);
	} else if (status != MC_EMPTY) {
		return status;
	}
	if (ret_changed) {
		*ret_changed = sqlite3_changes64(stmt->db->handle);
	}
	return MC_OK;
}

enum mc_status mc_single(
	struct mc_stmt *stmt, int64_t otherwise, int64_t *ret_value, struct mc_error *err) {
	enum mc_status status = mc_step(stmt, err);
	if (status == MC_OK) {
		*ret_value = mc_col_null(stmt, 0) ? otherwise : mc_col_int(stmt, 0);
		mc_reset(stmt);
		return MC_OK;
	}
	if (status == MC_EMPTY) {
		*ret_value = otherwise;
		return MC_OK;
	}
	return status;
}

int mc_columns(struct mc_stmt *stmt) {
	return sqlite3_column_count(stmt->stmt);
}

bool mc_col_null(struct mc_stmt *stmt, int column) {
	return sqlite3_column_type(stmt->stmt, column) == SQLITE_NULL;
}

int64_t mc_col_int(struct mc_stmt *stmt, int column) {
	return sqlite3_column_int64(stmt->stmt, column);
}

const char *mc_col_text(struct mc_stmt *stmt, int column) {
	const char *text = (const char *)sqlite3_column_text(stmt->stmt, column);
	return mc_or_empty(text);
}

const void *mc_col_blob(struct mc_stmt *stmt, int column, size_t *ret_len) {
	const void *data = sqlite3_column_blob(stmt->stmt, column);
	*ret_len = (size_t)sqlite3_column_bytes(stmt->stmt, column);
	return data;
}

const char *mc_col_copy(struct mc_stmt *stmt, int column, struct mc_arena *arena) {
	const char *text = mc_col_text(stmt, column);
	return *text ? mc_arena_text(arena, text) : "";
}

enum mc_status mc_db_prepare(
	struct mc_db *db, const char *sql, struct mc_stmt **ret_stmt, struct mc_error *err) {
	struct mc_stmt *stmt = calloc(1, sizeof *stmt);
	if (!stmt) {
		abort();
	}
	stmt->db = db;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &stmt->stmt, NULL);
	if (code != SQLITE_OK) {
		free(stmt);
		return fail(db, code, err);
	}
	*ret_stmt = stmt;
	return MC_OK;
}

void mc_db_finalize(struct mc_stmt *stmt) {
	if (stmt) {
		sqlite3_finalize(stmt->stmt);
		free(stmt);
	}
}

/* ---- the file as a whole ---- */

int64_t mc_db_version(struct mc_db *db) {
	if (!db->version && sqlite3_prepare_v3(db->handle, "PRAGMA data_version", -1,
				    SQLITE_PREPARE_PERSISTENT, &db->version, NULL) != SQLITE_OK) {
		return -1;
	}
	int64_t version =
		sqlite3_step(db->version) == SQLITE_ROW ? sqlite3_column_int64(db->version, 0) : -1;
	sqlite3_reset(db->version);
	return version;
}

int mc_db_schema(struct mc_db *db) {
	int64_t number = 0;
	struct mc_error ignored;
	return pragma_int(db, "PRAGMA user_version", &number, &ignored) == MC_OK ? (int)number : -1;
}

enum mc_status mc_db_set_schema(struct mc_db *db, int number, struct mc_error *err) {
	char sql[64];
	sqlite3_snprintf(sizeof sql, sql, "PRAGMA user_version = %d", number);
	return mc_db_script(db, sql, err);
}

enum mc_status mc_db_checkpoint(struct mc_db *db, int wait_ms, struct mc_error *err) {
	sqlite3_busy_timeout(db->handle, wait_ms);
	int code =
		sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	return code == SQLITE_OK ? MC_OK : fail(db, code, err);
}

enum mc_status mc_db_copy_into(struct mc_db *db, const char *path, struct mc_error *err) {
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", path);
	if (!sql) {
		abort();
	}
	enum mc_status status = mc_db_script(db, sql, err);
	sqlite3_free(sql);
	return status;
}

enum mc_status mc_db_check(struct mc_db *db, bool full, struct mc_arena *arena,
	const char **ret_text, struct mc_error *err) {
	struct mc_stmt *stmt;
	enum mc_status status = mc_db_prepare(
		db, full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", &stmt, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_step(stmt, err);
	if (status == MC_OK) {
		*ret_text = mc_arena_text(arena, mc_col_text(stmt, 0));
	}
	mc_db_finalize(stmt);
	return status;
}

void mc_db_interrupt(struct mc_db *db) {
	sqlite3_interrupt(db->handle);
}

const char *mc_db_catalogue_query(void) {
	return "SELECT name, type, COALESCE(sql, '') FROM sqlite_schema"
	       " WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type";
}

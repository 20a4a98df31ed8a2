/*
 * SQLite, behind engine.h: connections, transactions, the file as a whole.
 *
 * Debian 12's library (3.40.1) can lose acknowledged commits when one process
 * checkpoints while another commits, so nothing here checkpoints by itself but
 * the automatic one inside a COMMIT, and every COMMIT is under the gate (gate.h).
 */
#include "base/memory.h"
#include "base/str.h"
#include "sql.h"
#include "store/engine/sqlite_inside.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* "Mcua": tells our files from other SQLite files. */
#define APPLICATION_ID 0x4d637561
/* A belt beside the gate: readers meet a lock only for an instant. */
#define BUSY_MS 5000
/* An act writes a dozen pages: so fewer than one in a hundred pays for a checkpoint's syncs. */
#define CHECKPOINT_PAGES "2000"

/* ---- connections ---- */

/*
 * The name as SQLite takes it for a file whatever it is: Debian's library reads
 * names that begin with “file:” as URIs, and “:memory:” is none at all.
 */
static char *plain_name(const char *path) {
	char *name = sqlite3_mprintf("%s%s", *path == '/' ? "" : "./", path);
	if (!name) {
		abort();
	}
	return name;
}

static enum mc_status pragma_int(
	struct mc_db *db, const char *sql, int64_t *ret_value, struct mc_error *err) {
	struct mc_stmt *stmt = NULL;
	enum mc_status status = mc_db_prepare(db, sql, &stmt, err);
	if (status != MC_OK) {
		return status;
	}
	assert(stmt);
	status = mc_single(stmt, ret_value, err);
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
	struct mc_db *db = mc_memory_get(sizeof *db);
	db->cache = mc_memory_get(MC_SQL_COUNT * sizeof *db->cache);
	mc_copy(db->path, sizeof db->path, path);
	db->made_here = mode == MC_DB_CREATE;
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	flags |= mode == MC_DB_READ     ? SQLITE_OPEN_READONLY
		 : mode == MC_DB_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
					: SQLITE_OPEN_READWRITE;
	/* Nobody asks for SQLite's memory counters; refused, and as well, once it is at work. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	char *name = plain_name(path);
	int code = sqlite3_open_v2(name, &db->handle, flags, NULL);
	sqlite3_free(name);
	enum mc_status status = code == SQLITE_OK ? MC_OK : mc_sqlite_fail(db, code, err);
	if (status == MC_OK && mode != MC_DB_READ && sqlite3_db_readonly(db->handle, "main") == 1) {
		status = mc_sqlite_fail(db, SQLITE_READONLY, err); /* opened all the same */
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
	free(db->cache);
	free(db);
}

enum mc_status mc_db_script(struct mc_db *db, const char *sql, struct mc_error *err) {
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? MC_OK : mc_sqlite_fail(db, code, err);
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

enum mc_status mc_db_schema(struct mc_db *db, int *ret_number, struct mc_error *err) {
	int64_t number = 0;
	enum mc_status status = pragma_int(db, "PRAGMA user_version", &number, err);
	if (status == MC_OK) {
		*ret_number = (int)number;
	}
	return status;
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
	return code == SQLITE_OK ? MC_OK : mc_sqlite_fail(db, code, err);
}

enum mc_status mc_db_copy_into(struct mc_db *db, const char *path, struct mc_error *err) {
	char *name = plain_name(path);
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", name);
	if (!sql) {
		abort();
	}
	enum mc_status status = mc_db_script(db, sql, err);
	sqlite3_free(sql);
	sqlite3_free(name);
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
	/* A page that could not be read is called broken in the same words as one that is. */
	if (status == MC_OK && strcmp(*ret_text, "ok") != 0) {
		status = mc_sqlite_second_look(db, err);
	}
	return status;
}

void mc_db_interrupt(struct mc_db *db) {
	sqlite3_interrupt(db->handle);
}

const char *mc_db_catalogue_query(void) {
	return "SELECT name, type, COALESCE(sql, '') FROM sqlite_schema"
	       " WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type";
}

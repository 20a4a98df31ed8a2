/* Statements: kept ones and free-form ones, their parameters and their rows. */
#include "base/str.h"
#include "sql.h"
#include "store/engine/sqlite_inside.h"
#include <assert.h>
#include <stdlib.h>

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
			stmt->stmt = NULL;
			stmt->failure = code; /* the first step says so */
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
		return mc_sqlite_fail(stmt->db, stmt->failure, err);
	}
	int code = sqlite3_step(stmt->stmt);
	if (code == SQLITE_ROW) {
		return MC_OK;
	}
	enum mc_status status =
		code == SQLITE_DONE ? MC_NO_ROW : mc_sqlite_fail(stmt->db, code, err);
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
	} else if (status != MC_NO_ROW) {
		return status;
	}
	if (ret_changed) {
		*ret_changed = sqlite3_changes64(stmt->db->handle);
	}
	return MC_OK;
}

enum mc_status mc_run_alone(
	struct mc_db *db, struct mc_stmt *stmt, int64_t *ret_changed, struct mc_error *err) {
	enum mc_status status = mc_db_begin(db, err);
	if (status == MC_OK) {
		status = mc_run(stmt, ret_changed, err);
	}
	if (status == MC_OK) {
		status = mc_db_commit(db, err);
	}
	if (status != MC_OK) {
		mc_db_rollback(db);
	}
	return status;
}

enum mc_status mc_single(struct mc_stmt *stmt, int64_t *ret_value, struct mc_error *err) {
	enum mc_status status = mc_step(stmt, err);
	if (status == MC_OK) {
		*ret_value = mc_col_int(stmt, 0);
		mc_reset(stmt);
	} else if (status == MC_NO_ROW) {
		*ret_value = 0;
		status = MC_OK;
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
		return mc_sqlite_fail(db, code, err);
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

void mc_db_finalize_cleanup(struct mc_stmt **stmt) {
	mc_db_finalize(*stmt);
}

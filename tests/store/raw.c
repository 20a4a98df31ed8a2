/* The store's file past the store. */
#include "raw.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void expect(struct sqlite3 *db, int code, const char *sql) {
	if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
		fprintf(stderr, "# %s: %s\n", sql, sqlite3_errmsg(db));
		abort();
	}
}

struct sqlite3 *raw_open(const char *path) {
	struct sqlite3 *db;
	expect(NULL, sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), path);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_busy_timeout(db, 5000);
	return db;
}

void raw_close(struct sqlite3 *db) {
	expect(db, sqlite3_close(db), "close");
}

void raw_run(struct sqlite3 *db, const char *sql) {
	expect(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

bool raw_refuses(struct sqlite3 *db, const char *sql) {
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_CONSTRAINT;
}

int64_t raw_int(struct sqlite3 *db, const char *sql) {
	sqlite3_stmt *row;
	expect(db, sqlite3_prepare_v2(db, sql, -1, &row, NULL), sql);
	int code = sqlite3_step(row);
	expect(db, code, sql);
	int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
	sqlite3_finalize(row);
	return value;
}

static void add_cell(sqlite3_stmt *row, int column, struct mc_str *out) {
	if (sqlite3_column_type(row, column) != SQLITE_BLOB) {
		const char *text = (const char *)sqlite3_column_text(row, column);
		mc_str_add(out, text ? text : "");
		return;
	}
	const unsigned char *bytes = sqlite3_column_blob(row, column);
	for (int i = 0; i < sqlite3_column_bytes(row, column); i++) {
		mc_str_addf(out, "%02x", bytes[i]);
	}
}

void raw_dump(struct sqlite3 *db, const char *title, const char *sql, struct mc_str *out) {
	sqlite3_stmt *row;
	mc_str_addf(out, "-- %s\n", title);
	expect(db, sqlite3_prepare_v2(db, sql, -1, &row, NULL), sql);
	while (sqlite3_step(row) == SQLITE_ROW) {
		for (int c = 0; c < sqlite3_column_count(row); c++) {
			mc_str_add(out, c ? "|" : "");
			add_cell(row, c, out);
		}
		mc_str_add_char(out, '\n');
	}
	expect(db, sqlite3_finalize(row), sql);
}

void raw_plan(struct sqlite3 *db, const char *sql, struct mc_str *out) {
	sqlite3_stmt *row;
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	expect(db, sqlite3_prepare_v2(db, explain, -1, &row, NULL), sql);
	while (sqlite3_step(row) == SQLITE_ROW) {
		mc_str_addf(out, "%s\n", (const char *)sqlite3_column_text(row, 3));
	}
	expect(db, sqlite3_finalize(row), sql);
	sqlite3_free(explain);
}

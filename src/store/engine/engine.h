/*
 * What the store asks of a database: one connection, transactions, prepared
 * statements. sqlite.c is the first engine; the SQL that runs over it (folder sql)
 * is plain enough for PostgreSQL, and a test prepares all of it there.
 *
 * Statements are reached through the typed functions of the generated "sql.h", which give
 * their rows as structs (rows.h):
 *
 *     struct mc_ticket ticket;
 *     MC_TRY(sql_ticket_one(sql_ticket_by_label(db, day, series, number), NULL, &ticket, err));
 *
 * A statement is prepared once and kept with its connection. It resets itself
 * when it ends (MC_NO_ROW) or fails; who stops earlier calls mc_reset(). Texts of
 * a row live until the next step.
 */
#ifndef MC_STORE_ENGINE_H
#define MC_STORE_ENGINE_H

#include "base/arena.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

struct mc_db;
struct mc_stmt;

enum mc_db_mode {
	MC_DB_CREATE, /* make the file; it must not exist */
	MC_DB_WRITE,
	MC_DB_READ, /* rescue reading of a backup file that nobody writes */
};

/*
 * Opens and sets up a connection (WAL, synchronous FULL, foreign keys, secure
 * delete, no checkpoint on close). `path` is a plain name whatever stands in it. The caller holds the gate: a first open may
 * recover the log. MC_FOREIGN, MC_DAMAGED, MC_READ_ONLY, MC_UNAVAILABLE.
 */
MC_CHECKED enum mc_status mc_db_open(
	const char *path, enum mc_db_mode mode, struct mc_db **ret_db, struct mc_error *err);
void mc_db_close(struct mc_db *db);

/* Runs a script of plain statements (schema, pragmas). */
MC_CHECKED enum mc_status mc_db_script(struct mc_db *db, const char *sql, struct mc_error *err);

/* A write transaction; only store/act.c and the work of jobs.c open one, under the gate. */
MC_CHECKED enum mc_status mc_db_begin(struct mc_db *db, struct mc_error *err);
MC_CHECKED enum mc_status mc_db_commit(struct mc_db *db, struct mc_error *err);
void mc_db_rollback(struct mc_db *db);

/* A read transaction: every read inside sees one committed state. */
MC_CHECKED enum mc_status mc_db_begin_read(struct mc_db *db, struct mc_error *err);
void mc_db_end_read(struct mc_db *db);

struct mc_stmt *mc_db_statement(struct mc_db *db, int sql);
void mc_bind_int(struct mc_stmt *stmt, int at, int64_t value);
void mc_bind_time(struct mc_stmt *stmt, int at, int64_t value); /* 0 is null */
void mc_bind_text(
	struct mc_stmt *stmt, int at, const char *text); /* NULL is null; borrowed until the end */
void mc_bind_blob(
	struct mc_stmt *stmt, int at, const void *data, size_t len); /* NULL is null; borrowed */

/* Next row: MC_OK, MC_NO_ROW at the end, or a failure. */
MC_CHECKED enum mc_status mc_step(struct mc_stmt *stmt, struct mc_error *err);
void mc_reset(struct mc_stmt *stmt);
/* Runs a statement that gives no rows; *ret_changed (may be NULL) is the number of rows written. */
MC_CHECKED enum mc_status mc_run(struct mc_stmt *stmt, int64_t *ret_changed, struct mc_error *err);
/* The same in a transaction of its own: for the work that is no act. Under the gate. */
MC_CHECKED enum mc_status mc_run_alone(
	struct mc_db *db, struct mc_stmt *stmt, int64_t *ret_changed, struct mc_error *err);
/* One row of one integer; 0 when there is no row or it is null. */
MC_CHECKED enum mc_status mc_single(struct mc_stmt *stmt, int64_t *ret_value, struct mc_error *err);

int mc_columns(struct mc_stmt *stmt);
bool mc_col_null(struct mc_stmt *stmt, int column);
int64_t mc_col_int(struct mc_stmt *stmt, int column); /* 0 when null */
const char *mc_col_text(struct mc_stmt *stmt, int column); /* "" when null */
const void *mc_col_blob(struct mc_stmt *stmt, int column, size_t *ret_len);
const char *mc_col_copy(
	struct mc_stmt *stmt, int column, struct mc_arena *arena); /* "" when null */

/* A number that changes whenever another connection has committed. */
int64_t mc_db_version(struct mc_db *db);

/* Schema number of the file, and its setting inside a transaction. */
MC_CHECKED enum mc_status mc_db_schema(struct mc_db *db, int *ret_number, struct mc_error *err);
MC_CHECKED enum mc_status mc_db_set_schema(struct mc_db *db, int number, struct mc_error *err);

/*
 * Moves the log into the file and empties it; the caller holds the gate. MC_BUSY when readers
 * keep it longer than `wait_ms`.
 */
MC_CHECKED enum mc_status mc_db_checkpoint(struct mc_db *db, int wait_ms, struct mc_error *err);
/* A whole copy as of now into a new file. */
MC_CHECKED enum mc_status mc_db_copy_into(struct mc_db *db, const char *path, struct mc_error *err);
/*
 * "ok", or what is broken (in the arena). `full` also reads every index. MC_UNAVAILABLE:
 * the disk did not give every page.
 */
MC_CHECKED enum mc_status mc_db_check(struct mc_db *db, bool full, struct mc_arena *arena,
	const char **ret_text, struct mc_error *err);
void mc_db_interrupt(struct mc_db *db);

/* A query of the tables, indexes and triggers that stand: type, name, text; for comparing two files. */
const char *mc_db_catalogue_query(void);

/*
 * A free-form query for the care of whole tables (comparing books, tests). Made
 * by mc_db_prepare(), ended by mc_db_finalize(); everything else goes by "sql.h".
 */
MC_CHECKED enum mc_status mc_db_prepare(
	struct mc_db *db, const char *sql, struct mc_stmt **ret_stmt, struct mc_error *err);
void mc_db_finalize(struct mc_stmt *stmt);
void mc_db_finalize_cleanup(struct mc_stmt **stmt);
#define MC_AUTOFINALIZE __attribute__((cleanup(mc_db_finalize_cleanup)))

#endif

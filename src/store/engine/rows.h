/*
 * Rows of a statement as structs: what the readers that are generated into "sql.h" stand on.
 *
 *     struct mc_ticket ticket;
 *     MC_TRY(sql_ticket_one(sql_ticket_by_id(db, id), NULL, &ticket, err));
 *
 *     MC_AUTOEND struct sql_ticket_rows rows = sql_tickets_of_day(db, day, line);
 *     while ((status = sql_ticket_next(rows, &ticket, err)) == MC_OK) { … }
 *
 * _one gives the first row and ends the statement, MC_NO_ROW when there is none. _all gives an
 * array in the arena. Both copy texts into the arena, which may be NULL for a row without any.
 * _next copies nothing: texts and blobs live until the next step; _keep gives the row that _next
 * came to once more, with its texts in the arena. Whoever leaves such a loop early ends the
 * statement, by MC_AUTOEND, which also a loop that was run to its end may have. On a failure, and
 * where there is no row, the results stay untouched.
 */
#ifndef MC_STORE_ENGINE_ROWS_H
#define MC_STORE_ENGINE_ROWS_H

#include "base/names.h"
#include "base/str.h"
#include "store/engine/engine.h"

struct mc_column {
	const char *name; /* NULL: of a row that is one value */
	size_t bytes; /* of a blob of one length; 0: anything else */
};

struct mc_row_reader {
	void (*read)(struct mc_stmt *stmt, struct mc_arena *arena, void *to); /* NULL: borrows */
	size_t size;
	const struct mc_column *columns;
	int count;
	bool borrows; /* has members that point into the statement */
};

MC_CHECKED enum mc_status mc_rows_one(struct mc_stmt *stmt, const struct mc_row_reader *row,
	struct mc_arena *arena, void *to, struct mc_error *err);
MC_CHECKED enum mc_status mc_rows_next(
	struct mc_stmt *stmt, const struct mc_row_reader *row, void *to, struct mc_error *err);
MC_CHECKED enum mc_status mc_rows_all(struct mc_stmt *stmt, const struct mc_row_reader *row,
	struct mc_arena *arena, void **ret_rows, size_t *ret_count, struct mc_error *err);

/* Ends a statement before its last row; `rows` points to the struct of a generated reader. */
void mc_rows_end(void *rows);
#define MC_AUTOEND __attribute__((cleanup(mc_rows_end)))

/* What a loop over rows ended with: there being no further row is no failure. */
static inline enum mc_status mc_ended(enum mc_status status) {
	return status == MC_NO_ROW ? MC_OK : status;
}

/* ---- one member, by its type ---- */

/* The enumerator of a stored name; 0 of one that the table does not know. */
unsigned mc_col_named(struct mc_stmt *stmt, int column, const struct mc_names *names);

/* A blob of so many bytes, borrowed; NULL of any other. */
const void *mc_col_bytes(struct mc_stmt *stmt, int column, size_t bytes);

static inline void mc_read_long(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, int64_t *to, size_t size) {
	(void)arena;
	(void)size;
	*to = mc_col_int(stmt, column);
}

static inline void mc_read_int(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, int *to, size_t size) {
	(void)arena;
	(void)size;
	*to = (int)mc_col_int(stmt, column);
}

static inline void mc_read_unsigned(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, unsigned *to, size_t size) {
	(void)arena;
	(void)size;
	*to = (unsigned)mc_col_int(stmt, column);
}

static inline void mc_read_bool(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, bool *to, size_t size) {
	(void)arena;
	(void)size;
	*to = mc_col_int(stmt, column) != 0;
}

static inline void mc_read_text(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, const char **to, size_t size) {
	(void)size;
	*to = arena ? mc_col_copy(stmt, column, arena) : mc_col_text(stmt, column);
}

/* An array of char. */
static inline void mc_read_array(
	struct mc_stmt *stmt, int column, struct mc_arena *arena, void *to, size_t size) {
	(void)arena;
	mc_copy(to, size, mc_col_text(stmt, column));
}

#define MC_READ(member, stmt, column, arena) \
	_Generic(&(member), \
		int64_t *: mc_read_long, \
		int *: mc_read_int, \
		unsigned *: mc_read_unsigned, \
		bool *: mc_read_bool, \
		const char **: mc_read_text, \
		default: mc_read_array)((stmt), (column), (arena), &(member), sizeof(member))

#define MC_READ_OR_NULL(member, stmt, column, arena) \
	do { \
		if (!mc_col_null((stmt), (column))) { \
			mc_read_text((stmt), (column), (arena), &(member), 0); \
		} \
	} while (0)

/* Whether a member points into the statement that it was read from. */
#define MC_BORROWS(member) \
	_Generic(&(member), const char ** : true, const uint8_t ** : true, default : false)

#endif

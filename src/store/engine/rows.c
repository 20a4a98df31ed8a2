/* Rows as structs: one, all of them, and one after the other. */
#include "store/engine/rows.h"
#include <assert.h>

enum mc_status mc_rows_next(
	struct mc_stmt *stmt, const struct mc_row_reader *row, void *to, struct mc_error *err) {
	MC_TRY(mc_step(stmt, err));
	row->read(stmt, NULL, to);
	return MC_OK;
}

enum mc_status mc_rows_one(struct mc_stmt *stmt, const struct mc_row_reader *row,
	struct mc_arena *arena, void *to, struct mc_error *err) {
	assert(arena || !row->borrows);
	MC_TRY(mc_step(stmt, err));
	row->read(stmt, arena, to);
	mc_reset(stmt);
	return MC_OK;
}

enum mc_status mc_rows_all(struct mc_stmt *stmt, const struct mc_row_reader *row,
	struct mc_arena *arena, void **ret_rows, size_t *ret_count, struct mc_error *err) {
	char *rows = NULL;
	size_t count = 0, cap = 0;
	enum mc_status status;
	while ((status = mc_step(stmt, err)) == MC_OK) {
		rows = mc_arena_grow(arena, rows, count, &cap, row->size);
		row->read(stmt, arena, rows + count++ * row->size);
	}
	MC_TRY(mc_ended(status));
	*ret_rows = rows;
	*ret_count = count;
	return MC_OK;
}

void mc_rows_end(void *rows) {
	mc_reset(*(struct mc_stmt **)rows);
}

unsigned mc_col_named(struct mc_stmt *stmt, int column, const struct mc_names *names) {
	int found = mc_names_find(names, mc_col_text(stmt, column));
	return found < 0 ? 0 : (unsigned)found;
}

const void *mc_col_bytes(struct mc_stmt *stmt, int column, size_t bytes) {
	size_t len;
	const void *data = mc_col_blob(stmt, column, &len);
	return data && len == bytes ? data : NULL;
}

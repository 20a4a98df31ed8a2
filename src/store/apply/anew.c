/* See anew.h. */
#include "store/apply/anew.h"
#include "base/str.h"
#include "sql.h"
#include "store/apply/words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one column ---- */

/* What a text is to become; to be freed. `beside` is what stands now, where that is another column. */
typedef char *mc_anew_fn(const char *text);

struct change {
	const char *from, *to;
};

/*
 * Puts one column right: `row` gives each text and, in a second column, what was made
 * of it; `put` writes what `make` makes of it now. Changes are collected first, for the
 * table is read while it is not changed.
 */
static enum mc_status make_anew(struct mc_db *db, struct mc_stmt *row, mc_anew_fn *make,
	struct mc_stmt *put(struct mc_db *db, const char *from, const char *to),
	struct mc_error *err) {
	struct change *changes = NULL;
	size_t count = 0, cap = 0;
	struct mc_arena arena;
	enum mc_status status;
	mc_arena_init(&arena);
	while ((status = mc_step(row, err)) == MC_OK) {
		const char *from = mc_col_text(row, 0);
		char *to = make(from);
		if (strcmp(mc_col_text(row, mc_columns(row) - 1), to) != 0) {
			*MC_ARENA_NEXT(&arena, changes, count, cap) =
				(struct change){ mc_arena_text(&arena, from),
					mc_arena_text(&arena, to) };
		}
		free(to);
	}
	status = status == MC_NO_ROW ? MC_OK : status;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = mc_run(put(db, changes[i].from, changes[i].to), NULL, err);
	}
	mc_arena_finish(&arena);
	return status;
}

static char *copy_of(const char *text) {
	char *copy = strdup(text);
	if (!copy) {
		abort();
	}
	return copy;
}

static char *mended(const char *text) {
	char out[MC_TEXT_MAX_BYTES + 1];
	return copy_of(mc_mended(text, out));
}

static char *key_of(const char *code) {
	char key[MC_CODE_SIZE];
	mc_code_key(code, key);
	return copy_of(key);
}

/* ---- words and names ---- */

static enum mc_status refold_words(struct mc_db *db, struct mc_error *err) {
	enum mc_status status = mc_run(sql_words_clear(db), NULL, err);
	struct mc_stmt *row = sql_party_names(db);
	while (status == MC_OK && (status = mc_step(row, err)) == MC_OK) {
		status = mc_put_words(db, mc_col_int(row, 0), mc_col_text(row, 1), true, err);
	}
	mc_reset(row);
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_refold(struct mc_db *db, struct mc_error *err) {
	enum mc_status status = refold_words(db, err);
	if (status == MC_OK) {
		status = make_anew(
			db, sql_procedure_names(db), mc_folded_name, sql_procedure_fold_put, err);
	}
	if (status == MC_OK) {
		status =
			make_anew(db, sql_fields_listed(db), mended, sql_procedure_field_mend, err);
	}
	if (status == MC_OK) {
		status = make_anew(db, sql_fields_taken(db), mended, sql_dossier_field_mend, err);
	}
	return status == MC_OK
		       ? make_anew(db, sql_lines_fields(db), mended, sql_line_fields_mend, err)
		       : status;
}

/* ---- keys ---- */

enum mc_status mc_free_key(struct mc_db *db, const char *code, int64_t dossier,
	char out[MC_FREE_KEY_SIZE], struct mc_error *err) {
	char key[MC_CODE_SIZE], old[MC_CODE_SIZE];
	int64_t other = 0;
	mc_code_key(code, key);
	mc_copy(old, sizeof old, code);
	mc_text_upper_ascii(old);
	mc_copy(out, MC_FREE_KEY_SIZE, key);
	if (strcmp(old, key) == 0) {
		return MC_OK;
	}
	enum mc_status status = mc_single(sql_dossier_id_by_code(db, key), 0, &other, err);
	if (status == MC_OK && other != 0 && other != dossier) {
		snprintf(out, MC_FREE_KEY_SIZE, "%s #%lld", key, (long long)dossier);
	}
	return status;
}

struct coded {
	int64_t id;
	const char *code, *external;
};

static bool is_ascii(const char *text) {
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80) {
			return false;
		}
	}
	return true;
}

/* Dossiers whose key an older program made otherwise, oldest first. */
static enum mc_status read_coded(struct mc_db *db, struct mc_arena *arena, struct coded **ret_rows,
	size_t *ret_count, struct mc_error *err) {
	struct coded *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_dossier_codes(db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		const char *code = mc_col_text(row, 1), *external = mc_col_text(row, 2);
		if (!is_ascii(code) || !is_ascii(external)) {
			*MC_ARENA_NEXT(arena, rows, count, cap) =
				(struct coded){ mc_col_int(row, 0), mc_arena_text(arena, code),
					mc_arena_text(arena, external) };
		}
	}
	*ret_rows = rows;
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

static enum mc_status put_keys(
	struct mc_db *db, const struct coded *row, bool free_first, struct mc_error *err) {
	char code[MC_FREE_KEY_SIZE], external[MC_FREE_KEY_SIZE];
	enum mc_status status = MC_OK;
	if (free_first) {
		snprintf(code, sizeof code, "#%lld", (long long)row->id);
		mc_copy(external, sizeof external, code);
	} else {
		status = mc_free_key(db, row->code, row->id, code, err);
	}
	if (status == MC_OK && !free_first) {
		status = mc_free_key(db, row->external, row->id, external, err);
	}
	return status == MC_OK ? mc_run(sql_dossier_keys_put(db, row->id, code,
						*row->external ? external : NULL),
					 NULL, err)
			       : status;
}

/* As they would be given one after the other; so all are taken away first. */
static enum mc_status rekey_dossiers(struct mc_db *db, struct mc_error *err) {
	struct coded *rows = NULL;
	size_t count = 0;
	struct mc_arena arena;
	mc_arena_init(&arena);
	enum mc_status status = read_coded(db, &arena, &rows, &count, err);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count && status == MC_OK; i++) {
			status = put_keys(db, &rows[i], pass == 0, err);
		}
	}
	mc_arena_finish(&arena);
	return status;
}

enum mc_status mc_rekey(struct mc_db *db, struct mc_error *err) {
	const struct {
		struct mc_stmt *row;
		struct mc_stmt *(*put)(struct mc_db *db, const char *from, const char *to);
	} columns[] = {
		{ sql_desk_names(db), sql_desk_key_put },
		{ sql_staff_names(db), sql_staff_key_put },
		{ sql_printer_names(db), sql_printer_key_put },
		{ sql_receipt_numbers(db), sql_receipt_key_put },
		{ sql_procedure_codes(db), sql_procedure_code_put },
	};
	enum mc_status status = rekey_dossiers(db, err);
	for (size_t i = 0; i < MC_COUNT(columns) && status == MC_OK; i++) {
		status = make_anew(db, columns[i].row, key_of, columns[i].put, err);
	}
	return status;
}

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
static enum mc_status make_anew(struct mc_db *db, struct sql_made_rows rows, mc_anew_fn *make,
	struct mc_stmt *put(struct mc_db *db, const char *from, const char *to),
	struct mc_error *err) {
	MC_AUTOARENA struct mc_arena arena = { 0 };
	struct change *changes = NULL;
	size_t count = 0, cap = 0;
	struct mc_made made;
	enum mc_status status;
	while ((status = sql_made_next(rows, &made, err)) == MC_OK) {
		char *to = make(made.text);
		if (strcmp(made.was, to) != 0) {
			*MC_ARENA_NEXT(&arena, changes, count, cap) =
				(struct change){ mc_arena_text(&arena, made.text),
					mc_arena_text(&arena, to) };
		}
		free(to);
	}
	MC_TRY(mc_ended(status));
	for (size_t i = 0; i < count; i++) {
		MC_TRY(mc_run(put(db, changes[i].from, changes[i].to), NULL, err));
	}
	return MC_OK;
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
	MC_TRY(mc_run(sql_words_clear(db), NULL, err));
	MC_AUTOEND struct sql_party_name_rows rows = sql_party_names(db);
	struct mc_party_name party;
	enum mc_status status;
	while ((status = sql_party_name_next(rows, &party, err)) == MC_OK) {
		MC_TRY(mc_put_words(db, party.dossier, party.name, true, err));
	}
	return mc_ended(status);
}

enum mc_status mc_refold(struct mc_db *db, struct mc_error *err) {
	MC_TRY(refold_words(db, err));
	MC_TRY(make_anew(db, sql_procedure_names(db), mc_folded_name, sql_procedure_fold_put, err));
	MC_TRY(make_anew(db, sql_procedure_fields(db), mended, sql_procedure_field_mend, err));
	MC_TRY(make_anew(db, sql_dossier_fields(db), mended, sql_dossier_field_mend, err));
	return make_anew(db, sql_lines_fields(db), mended, sql_line_fields_mend, err);
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
	MC_TRY(sql_dossier_id_by_code(db, key, &other, err));
	if (other != 0 && other != dossier) {
		snprintf(out, MC_FREE_KEY_SIZE, "%s #%lld", key, (long long)dossier);
	}
	return MC_OK;
}

static bool is_ascii(const char *text) {
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80) {
			return false;
		}
	}
	return true;
}

/* Dossiers whose key an older program made otherwise, oldest first. */
static enum mc_status read_coded(struct mc_db *db, struct mc_arena *arena,
	struct mc_coded **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct sql_coded_rows found = sql_dossier_codes(db);
	struct mc_coded *rows = NULL, row;
	size_t count = 0, cap = 0;
	enum mc_status status;
	while ((status = sql_coded_next(found, &row, err)) == MC_OK) {
		if (!is_ascii(row.code) || !is_ascii(row.external)) {
			sql_coded_keep(found, arena, MC_ARENA_NEXT(arena, rows, count, cap));
		}
	}
	*ret_rows = rows;
	*ret_count = count;
	return mc_ended(status);
}

static enum mc_status put_keys(
	struct mc_db *db, const struct mc_coded *row, bool free_first, struct mc_error *err) {
	char code[MC_FREE_KEY_SIZE], external[MC_FREE_KEY_SIZE];
	if (free_first) {
		snprintf(code, sizeof code, "#%lld", (long long)row->id);
		mc_copy(external, sizeof external, code);
	} else {
		MC_TRY(mc_free_key(db, row->code, row->id, code, err));
		MC_TRY(mc_free_key(db, row->external, row->id, external, err));
	}
	return mc_run(sql_dossier_keys_put(db, row->id, code, *row->external ? external : NULL),
		NULL, err);
}

/* As they would be given one after the other; so all are taken away first. */
static enum mc_status rekey_dossiers(struct mc_db *db, struct mc_error *err) {
	MC_AUTOARENA struct mc_arena arena = { 0 };
	struct mc_coded *rows;
	size_t count;
	MC_TRY(read_coded(db, &arena, &rows, &count, err));
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			MC_TRY(put_keys(db, &rows[i], pass == 0, err));
		}
	}
	return MC_OK;
}

enum mc_status mc_rekey(struct mc_db *db, struct mc_error *err) {
	const struct {
		struct sql_made_rows rows;
		struct mc_stmt *(*put)(struct mc_db *db, const char *from, const char *to);
	} columns[] = {
		{ sql_desk_names(db), sql_desk_key_put },
		{ sql_staff_names(db), sql_staff_key_put },
		{ sql_printer_names(db), sql_printer_key_put },
		{ sql_receipt_numbers(db), sql_receipt_key_put },
		{ sql_procedure_codes_made(db), sql_procedure_code_put },
	};
	MC_TRY(rekey_dossiers(db, err));
	for (size_t i = 0; i < MC_COUNT(columns); i++) {
		MC_TRY(make_anew(db, columns[i].rows, key_of, columns[i].put, err));
	}
	return MC_OK;
}

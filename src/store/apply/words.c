/* See words.h. */
#include "store/apply/words.h"
#include "base/memory.h"
#include "base/str.h"
#include "sql.h"
#include <stdlib.h>
#include <string.h>

const char *mc_mended(const char *text, char out[MC_TEXT_MAX_BYTES + 1]) {
	return mc_text_clean(text, strlen(text), MC_TEXT_MAX_CHARS, out, MC_TEXT_MAX_BYTES + 1,
		       NULL) == MC_OK
		       ? out
		       : text;
}

char *mc_folded_name(const char *name) {
	size_t size = 3 * strlen(name) + 1;
	char *fold = mc_memory_get(2 * size);
	size_t len = mc_text_fold(name, fold, size);
	if (mc_text_fold_parts(name, fold + len + 1, size) > 0) {
		fold[len] = ' ';
	}
	return fold;
}

/* ---- words of names ---- */

static enum mc_status put_each(
	struct mc_db *db, int64_t dossier, char *folded, bool insert, struct mc_error *err) {
	enum mc_status status = MC_OK;
	for (char *word; status == MC_OK && (word = strsep(&folded, " ")) != NULL;) {
		if (*word) {
			status = mc_run(insert ? sql_word_insert(db, word, dossier)
					       : sql_word_delete(db, dossier, word),
				NULL, err);
		}
	}
	return status;
}

enum mc_status mc_put_words(
	struct mc_db *db, int64_t dossier, const char *name, bool insert, struct mc_error *err) {
	char clean[MC_TEXT_MAX_BYTES + 1], folded[3 * 512];
	const char *mended = mc_mended(name, clean);
	mc_text_fold(mended, folded, sizeof folded);
	enum mc_status status = put_each(db, dossier, folded, insert, err);
	if (status == MC_OK && mc_text_fold_parts(mended, folded, sizeof folded) > 0) {
		status = put_each(db, dossier, folded, insert, err);
	}
	return status;
}

/* ---- a book of an older program ---- */

static enum mc_status refold_words(struct mc_db *db, struct mc_error *err) {
	enum mc_status status = mc_run(sql_words_clear(db), NULL, err);
	struct mc_stmt *row = sql_party_names(db);
	while (status == MC_OK && (status = mc_step(row, err)) == MC_OK) {
		status = mc_put_words(db, mc_col_int(row, 0), mc_col_text(row, 1), true, err);
	}
	mc_reset(row);
	return status == MC_EMPTY ? MC_OK : status;
}

/* Texts of a column as they stand and as they are to be; collected first, for the table is changed. */
struct change {
	const char *from, *to;
};

struct changes {
	struct mc_arena arena;
	struct change *rows;
	size_t count, cap;
};

static void note_change(struct changes *changes, const char *from, const char *to) {
	if (strcmp(from, to) != 0) {
		*MC_ARENA_NEXT(&changes->arena, changes->rows, changes->count, changes->cap) =
			(struct change){ .from = mc_arena_text(&changes->arena, from),
				.to = mc_arena_text(&changes->arena, to) };
	}
}

/* Puts right one column: `read` gives its texts, `make` what they are to be, `put` writes that. */
static enum mc_status mend_column(struct mc_db *db, struct mc_stmt *row,
	struct mc_stmt *put(struct mc_db *db, const char *from, const char *to),
	struct mc_error *err) {
	struct changes changes = { .rows = NULL };
	enum mc_status status;
	mc_arena_init(&changes.arena);
	while ((status = mc_step(row, err)) == MC_OK) {
		char clean[MC_TEXT_MAX_BYTES + 1];
		const char *text = mc_col_text(row, 0);
		note_change(&changes, text, mc_mended(text, clean));
	}
	status = status == MC_EMPTY ? MC_OK : status;
	for (size_t i = 0; i < changes.count && status == MC_OK; i++) {
		status = mc_run(put(db, changes.rows[i].from, changes.rows[i].to), NULL, err);
	}
	mc_arena_finish(&changes.arena);
	return status;
}

static enum mc_status refold_names(struct mc_db *db, struct mc_error *err) {
	struct changes changes = { .rows = NULL };
	struct mc_stmt *row = sql_procedure_names(db);
	enum mc_status status;
	mc_arena_init(&changes.arena);
	while ((status = mc_step(row, err)) == MC_OK) {
		char *fold = mc_folded_name(mc_col_text(row, 0));
		if (strcmp(mc_col_text(row, 1), fold) != 0) {
			note_change(&changes, mc_col_text(row, 0), fold);
		}
		free(fold);
	}
	status = status == MC_EMPTY ? MC_OK : status;
	for (size_t i = 0; i < changes.count && status == MC_OK; i++) {
		status =
			mc_run(sql_procedure_fold_put(db, changes.rows[i].from, changes.rows[i].to),
				NULL, err);
	}
	mc_arena_finish(&changes.arena);
	return status;
}

enum mc_status mc_refold(struct mc_db *db, struct mc_error *err) {
	enum mc_status status = refold_words(db, err);
	if (status == MC_OK) {
		status = refold_names(db, err);
	}
	if (status == MC_OK) {
		status = mend_column(db, sql_fields_listed(db), sql_procedure_field_mend, err);
	}
	if (status == MC_OK) {
		status = mend_column(db, sql_fields_taken(db), sql_dossier_field_mend, err);
	}
	return status == MC_OK ? mend_column(db, sql_lines_fields(db), sql_line_fields_mend, err)
			       : status;
}

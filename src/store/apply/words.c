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

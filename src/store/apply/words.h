/*
 * What of the book is made out of texts for searching and sorting: the words of names,
 * the folded names of procedures, the fields of reports. Events keep their texts as they
 * were written; texts of older programs are mended here on their way into the book.
 */
#ifndef MC_STORE_APPLY_WORDS_H
#define MC_STORE_APPLY_WORDS_H

#include "store/engine/engine.h"
#include <motcua/text.h>

/* `text` as mc_text_clean() takes it today; as it is where that refuses it. Points into `out`. */
const char *mc_mended(const char *text, char out[MC_TEXT_MAX_BYTES + 1]);

/* The search key of a procedure's name, with the parts of joined words behind it; to be freed. */
char *mc_folded_name(const char *name);

/* Writes or takes away the words by which a name leads to a dossier. */
MC_CHECKED enum mc_status mc_put_words(
	struct mc_db *db, int64_t dossier, const char *name, bool insert, struct mc_error *err);

#endif

/* Dossiers found so far, and the search for them by words of a name. */
#ifndef MC_STORE_WORDS_H
#define MC_STORE_WORDS_H

#include "store/engine/engine.h"

/* Numbers of dossiers, in the order found; rows come after, for a statement is not stepped while
   another of its kind runs. */
struct mc_ids {
	int64_t *rows;
	size_t count, cap;
};

/* Adds a dossier unless it is there. */
void mc_ids_add(struct mc_ids *ids, struct mc_arena *arena, int64_t id);

/*
 * Adds to *ids up to `most` dossiers with a word that begins as
 * each of `text` does (clean text). *ret_cut: the search ended before everything was
 * looked at, so that what it did not find may still be there.
 */
MC_CHECKED enum mc_status mc_find_words(struct mc_db *db, struct mc_arena *arena, const char *text,
	size_t most, struct mc_ids *ids, bool *ret_cut, struct mc_error *err);

#endif

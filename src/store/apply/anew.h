/*
 * The keys of codes, and a book that an older program wrote: what is made out of its texts
 * for comparing, searching and sorting is made anew when the store is opened, by the
 * steps of the schema, so that it is what the events make of it today.
 */
#ifndef MC_STORE_APPLY_ANEW_H
#define MC_STORE_APPLY_ANEW_H

#include "store/engine/engine.h"
#include <motcua/code.h>

/* Words of names, folded names, fields: words.h. */
MC_CHECKED enum mc_status mc_refold(struct mc_db *db, struct mc_error *err);

/* Keys of codes. */
MC_CHECKED enum mc_status mc_rekey(struct mc_db *db, struct mc_error *err);

/*
 * The key of a dossier's code, ours or another system's. Older programs took two spellings
 * of one code for two where letters beyond A–Z differed: the later then gets a key
 * of its own, which nobody types. "" for "".
 */
#define MC_FREE_KEY_SIZE (MC_CODE_SIZE + 24)
MC_CHECKED enum mc_status mc_free_key(struct mc_db *db, const char *code, int64_t dossier,
	char out[MC_FREE_KEY_SIZE], struct mc_error *err);

#endif

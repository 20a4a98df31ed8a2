/* A restored office goes on: under a key of its own, and knowing that it was restored. */
#ifndef MC_STORE_RESTORED_H
#define MC_STORE_RESTORED_H

#include "store/inside.h"

/*
 * In the store `db` that will lie in `dir`: what was to be printed becomes unknown, the
 * restore is written down with its gap, and the ledger is sealed, by the key that lies
 * in `dir` when it is this office's, else by a new one (then at keys/office.key.new).
 */
MC_CHECKED enum mc_status mc_go_on_restored(struct mc_db *db, const char *dir,
	const struct mc_restore_how *how, struct mc_arena *arena, struct mc_error *err);

#endif

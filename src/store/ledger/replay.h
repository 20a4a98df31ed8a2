/*
 * Replay: proving the store. The ledger is walked once: ids without gaps, the
 * chain, veils, seals; and every event is applied to an empty book beside, which
 * must come out equal to the book that stands.
 */
#ifndef MC_STORE_REPLAY_H
#define MC_STORE_REPLAY_H

#include "store/engine/engine.h"
#include <motcua/store.h>

/*
 * `scratch` is a path for the book beside, made and removed. What is wrong
 * stands in the findings; a failure means that it could not be looked at.
 */
MC_CHECKED enum mc_status mc_replay_check(struct mc_db *db, const char *scratch,
	struct mc_arena *arena, struct mc_findings *ret_findings, struct mc_error *err);

/* Likewise of the ledger alone: its chain, veils and seals; no book is made. */
MC_CHECKED enum mc_status mc_ledger_check(struct mc_db *db, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err);

/* Adds to the findings, in front, what is wrong with the key of the office. */
void mc_find_key(struct mc_store *store, struct mc_arena *arena, struct mc_findings *findings);

#endif

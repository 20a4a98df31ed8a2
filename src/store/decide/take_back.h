/*
 * A slip: one's own last act, noticed within MC_TAKE_BACK_MS. What the queue and
 * the dossiers ask alike before such an act is taken back.
 */
#ifndef MC_STORE_TAKE_BACK_H
#define MC_STORE_TAKE_BACK_H

#include "store/inside.h"

/*
 * Whether what was written at `at` can still be taken back. The clock may have
 * been set back in between by a little; by much, nobody knows how long it was.
 */
bool mc_slip_in_time(const struct mc_tx *tx, mc_time at);

/* A person's name, "" for nobody in particular; all names with one of the roles, for MC_ANY_OF. In the arena. */
MC_CHECKED enum mc_status mc_name_of(
	struct mc_tx *tx, const char *staff, const char **ret_name, struct mc_error *err);
MC_CHECKED enum mc_status mc_names_of(
	struct mc_tx *tx, unsigned roles, const char **ret_names, struct mc_error *err);

#endif

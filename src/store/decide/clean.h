/* The request of an act as its decision may trust it. */
#ifndef MC_STORE_CLEAN_H
#define MC_STORE_CLEAN_H

#include "store/inside.h"

/*
 * Puts a clean copy in place of tx->act: no text is NULL; each that is kept is clean and within
 * its limit (core/act/fields.h); set-up rows have what they need, and numbers within theirs.
 * A failure names the field's option.
 */
MC_CHECKED enum mc_status mc_clean_act(struct mc_tx *tx, struct mc_error *err);

#endif

/*
 * The office's key, keys/office.key: an Ed25519 secret as one line of hexadecimal,
 * 0600, in no backup. A new one lies beside as office.key.new until the ledger
 * names its public half; whoever loads it then moves it into place, so that a cut
 * leaves either the old key in force or the new one.
 */
#ifndef MC_STORE_OFFICE_KEY_H
#define MC_STORE_OFFICE_KEY_H

#include "store/inside.h"

enum mc_key_state {
	MC_KEY_FITS,
	MC_KEY_MISSING,
	MC_KEY_UNREADABLE, /* the file can't be read, is empty, or holds something else */
	MC_KEY_FOREIGN, /* not the one that the ledger names */
};

/* Reads the key anew; store->has_key says whether it fits the ledger. */
enum mc_key_state mc_office_key_load(struct mc_store *store);

/* Whether the key in memory is the one that the ledger names now; else it is read anew. */
bool mc_office_key_ready(struct mc_store *store);

/* A new pair in memory, and its secret in `dir`/keys as office.key.new, on the disk. */
MC_CHECKED enum mc_status mc_office_key_make(
	struct mc_store *store, const char *dir, struct mc_error *err);

/* What is wrong with it, as a sentence; false: nothing. */
bool mc_office_key_complain(
	const struct mc_store *store, enum mc_key_state state, struct mc_error *ret_sentence);

/* The public half of a secret. */
const uint8_t *mc_public_half(const uint8_t secret[MC_SECRET_KEY_SIZE]);

#endif

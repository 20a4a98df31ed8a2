/*
 * An act's request as one text without ambiguity: everything that somebody asked
 * for, nothing of when. Two requests are the same when their texts are.
 */
#ifndef MC_CORE_ACT_CANONICAL_H
#define MC_CORE_ACT_CANONICAL_H

#include "base/str.h"
#include <motcua/act.h>

/*
 * Appends verb and what is given of head and request as name=value, so that a field of a
 * later version changes no text of a request without it. Enumerators go by name.
 */
void mc_act_canonical(const struct mc_act *act, struct mc_str *out);

#define MC_ACT_HASH_SIZE 16

/* The hash of that text behind `salt`, which may be empty; nothing of the text is left in memory. */
void mc_act_hash(
	const struct mc_act *act, const void *salt, size_t salt_len, uint8_t out[MC_ACT_HASH_SIZE]);

#endif

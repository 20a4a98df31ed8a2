/*
 * Numbers in groups, as people read them out: 05/03/1989 of 05031989,
 * 087 189 001 234, 0912 345 678. For the eye only: what is stored has no gaps.
 */
#ifndef MC_CORE_GROUPING_H
#define MC_CORE_GROUPING_H

#include <stddef.h>

/* The sign that belongs before byte `at` of the text, also while it is being typed; 0: none. */
typedef char mc_grouping_fn(const char *text, size_t at);

mc_grouping_fn mc_group_birth, mc_group_id, mc_group_phone;

/* The text with its signs, cut to what fits; grouping NULL: as it is. */
void mc_grouped(mc_grouping_fn *grouping, const char *text, char *out, size_t size);

#endif

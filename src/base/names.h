/*
 * Stable names of enumerators: what the store keeps, JSON shows and people type.
 * A table of names is indexed by the enumerator; a hole is NULL and never found.
 */
#ifndef MC_BASE_NAMES_H
#define MC_BASE_NAMES_H

#include <motcua/status.h>
#include <stddef.h>

struct mc_names {
	const char *const *names;
	size_t count;
	/* N_(): of what is none of them, and of the list of them; NULL: it is not known here */
	const char *unknown;
};

#define MC_NAMES(array) \
	{ (array), MC_COUNT(array), NULL }
#define MC_NAMES_OR(array, sentence) \
	{ (array), MC_COUNT(array), (sentence) }

/* The index of `text` (ASCII letters in either case), or -1; NULL is never found. */
int mc_names_find(const struct mc_names *names, const char *text);

/* The name at an index; one outside the table is a fault of the program and ends it. */
const char *mc_names_at(const struct mc_names *names, size_t index);

/* The index of what somebody typed; or as mc_names_refuse(). Serves every enumeration. */
MC_CHECKED enum mc_status mc_names_parse(
	const struct mc_names *names, const char *text, unsigned *ret_index, struct mc_error *err);

/* MC_INVALID, in a sentence that lists them. */
MC_CHECKED enum mc_status mc_names_refuse(
	const struct mc_names *names, const char *text, struct mc_error *err);

#endif

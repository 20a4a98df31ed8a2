/*
 * Stable names of enumerators: what the store keeps, JSON shows and people type.
 * A table of names is indexed by the enumerator; a hole is NULL and never found.
 */
#ifndef MC_BASE_NAMES_H
#define MC_BASE_NAMES_H

#include <motcua/status.h>
#include <stddef.h>

/* A table of names as one value, for what walks fields (field.h). */
struct mc_names {
	const char *const *names;
	size_t count;
};

#define MC_NAMES(array) \
	{ (array), MC_COUNT(array) }

/* The index of `text` in `names` (ASCII letters in either case), or -1; NULL is never found. */
int mc_names_find(const char *const *names, size_t count, const char *text);

/* names[index]; an index outside the table is a fault of the program and ends it. */
const char *mc_names_at(const char *const *names, size_t count, size_t index);

/* A list of names for a message, from an X-macro that yields ", " before each: the first comma cut. */
#define MC_NAMES_LIST(joined) (&(joined)[2])

#endif

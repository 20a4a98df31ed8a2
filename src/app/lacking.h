/* What an office lacks before it can open, and how it gets it. */
#ifndef MC_APP_LACKING_H
#define MC_APP_LACKING_H

#include "base/arena.h"
#include <motcua/store.h>

struct mc_lack {
	const char *name; /* stable: "name", "lines" … */
	bool opens; /* the office cannot open without it */
	const char *sentence; /* English, for mc_tr() */
	const char *remedy; /* a command */
};

/* In the order in which they are best added. */
MC_CHECKED enum mc_status mc_app_lacking(struct mc_store *store, struct mc_arena *arena,
	const struct mc_lack **ret_rows, size_t *ret_count, struct mc_error *err);

#endif

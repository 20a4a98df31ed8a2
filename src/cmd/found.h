/*
 * A new office, whole or not at all. It is built in a folder of its own inside
 * the office folder, where nobody looks for an office, and moved out of it once
 * everything is in it: the key first, the store last, in one rename. Before that
 * rename there is no office and init may be tried again; after it there is one.
 * A build that was cut off is cleared away by the next.
 */
#ifndef MC_CMD_FOUND_H
#define MC_CMD_FOUND_H

#include <motcua/status.h>
#include <stdbool.h>

struct mc_found {
	char dir[512]; /* of the office, */
	char build[512]; /* and where it is built */
	bool made_dir;
};

/*
 * Makes the office folder (0700) when there is none. MC_CONFLICT: an office is there,
 * or something of one. `build` is for mc_store_init().
 */
MC_CHECKED enum mc_status mc_found_begin(
	struct mc_found *found, const char *dir, struct mc_error *err);

/* Moves what was built into place; nobody may have it open. MC_CONFLICT as above. */
MC_CHECKED enum mc_status mc_found_finish(struct mc_found *found, struct mc_error *err);

/* Leaves everything as it was before mc_found_begin(). */
void mc_found_give_up(struct mc_found *found);

#endif

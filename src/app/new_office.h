/*
 * A new office, whole or not at all. It is built in a folder of its own inside
 * the office folder, where nobody looks for an office, and moved out of it once
 * everything is in it: the key first, the store last, in one rename. Before that
 * rename there is no office and init may be tried again; after it there is one.
 * A build that was cut off is cleared away by the next.
 */
#ifndef MC_APP_NEW_OFFICE_H
#define MC_APP_NEW_OFFICE_H

#include <motcua/status.h>
#include <stdbool.h>

struct mc_new_office {
	char dir[512]; /* of the office, */
	char build[512]; /* and where it is built */
	bool made_dir;
};

/*
 * Makes the office folder (0700) when there is none. MC_CONFLICT: an office is there,
 * or something of one. `build` is for mc_store_init().
 */
MC_CHECKED enum mc_status mc_new_office_begin(
	struct mc_new_office *office, const char *dir, struct mc_error *err);

/* Moves what was built into place; nobody may have it open. MC_CONFLICT as above. */
MC_CHECKED enum mc_status mc_new_office_finish(struct mc_new_office *office, struct mc_error *err);

/* Leaves everything as it was before mc_new_office_begin(). */
void mc_new_office_give_up(struct mc_new_office *office);

#endif

/*
 * A tape of everything a store does to its files, and disks as a power cut may
 * leave them.
 *
 * While the tape runs (under shim.h) syncs are noted and not done. A cut may be
 * drawn after any step; of each file everything up to its last sync before the
 * cut is on the disk, and of the rest any part: nothing, all, whole writes, or
 * single sectors of 512 bytes. A deleted file is gone for sure only once its
 * folder was synced.
 */
#ifndef MC_TESTS_TAPE_H
#define MC_TESTS_TAPE_H

#include "random.h"
#include "shim.h"

enum tape_rest { /* what is left of the unsynced part */
	TAPE_NOTHING,
	TAPE_ALL,
	TAPE_SOME_WRITES,
	TAPE_SOME_SECTORS,
	TAPE_REST_COUNT
};

struct tape;

/* Starts with the files FOLDER/NAME, NAME-wal and NAME-journal as they stand, taken as synced. */
struct tape *tape_start(const char *folder, const char *name);
void tape_stop(struct tape *tape); /* the layer is taken off; open connections must be closed */
void tape_destroy(struct tape *tape);

/* What was done up to here was acknowledged: `acts` so far. */
void tape_acknowledge(struct tape *tape, size_t acts);

size_t tape_steps(const struct tape *tape);

/*
 * Writes the disk of a cut before step `cut` into `folder`, under the same names;
 * returns how many acts were acknowledged by then. Cuts go forwards: each at or
 * after the last one.
 */
size_t tape_cut(struct tape *tape, size_t cut, enum tape_rest rest, struct mc_random *random,
	const char *folder);

#endif

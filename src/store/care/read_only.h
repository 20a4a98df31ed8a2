/*
 * A store on a disk that takes nothing any more: what is in it can still be read and
 * copied away. There is no gate and no bell then, and nobody writes who would ring it.
 */
#ifndef MC_STORE_READ_ONLY_H
#define MC_STORE_READ_ONLY_H

#include "store/inside.h"

/* Whether the folder or the file of the store refuses to be written now. */
bool mc_read_only_place(const struct mc_store *store);

/*
 * Opens the store where it lies; where SQLite can't (its index is missing, or the schema
 * is an older one), a copy without a name in the folder for temporary files.
 */
MC_CHECKED enum mc_status mc_read_only_open(struct mc_store *store, struct mc_error *err);

/* Of an act. */
enum mc_status mc_read_only_fail(const struct mc_store *store, struct mc_error *err);

#endif

/*
 * The schema as an append-only list of steps. A file older than the program is
 * walked up one step at a time, each in its own transaction under the gate; a
 * newer one is refused.
 */
#ifndef MC_STORE_SCHEMA_H
#define MC_STORE_SCHEMA_H

#include "store/engine/engine.h"

int mc_schema_newest(void);

/*
 * The SQL of each step from 1, made from the folder schema: what both engines share, and
 * SQLite's own. Either may be NULL.
 */
struct mc_schema_step {
	const char *common, *sqlite;
};
extern const struct mc_schema_step mc_schema_steps[];
extern const int mc_schema_step_count;

/*
 * The tables that replay makes anew, with the order of their primary keys; ended by NULL. Made
 * from the schema itself: every table that is not marked there as ledger or work.
 */
struct mc_book_table {
	const char *name, *order;
};
extern const struct mc_book_table mc_book[];

/* Brings the file up to the newest schema; the caller holds the gate. */
MC_CHECKED enum mc_status mc_schema_upgrade(struct mc_db *db, struct mc_error *err);

#endif

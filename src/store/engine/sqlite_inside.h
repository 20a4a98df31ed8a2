/* What the files of the SQLite engine share. Only they know sqlite3.h. */
#ifndef MC_STORE_SQLITE_INSIDE_H
#define MC_STORE_SQLITE_INSIDE_H

#include "store/engine/engine.h"
#include <sqlite3.h>

struct mc_stmt {
	sqlite3_stmt *stmt;
	struct mc_db *db;
	bool in_order; /* its parameters appear as $1, $2 … */
	int failure; /* why it could not be prepared */
};

struct mc_db {
	sqlite3 *handle;
	struct mc_stmt *cache; /* MC_SQL_COUNT of them, each prepared at its first use */
	sqlite3_stmt *version;
	char path[512];
	bool made_here; /* opened with MC_DB_CREATE */
};

/* Turns what a call of SQLite returned into a status and a sentence. */
enum mc_status mc_sqlite_fail(struct mc_db *db, int code, struct mc_error *err);

/* MC_OK when damage that was found is there at a second look too, else MC_UNAVAILABLE: the disk. */
enum mc_status mc_sqlite_second_look(struct mc_db *db, struct mc_error *err);

#endif

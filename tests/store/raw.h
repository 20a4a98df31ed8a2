/* The store's file seen past the store: what a tamperer and an auditor see. */
#ifndef MC_TESTS_STORE_RAW_H
#define MC_TESTS_STORE_RAW_H

#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

struct sqlite3;

struct sqlite3 *raw_open(const char *path); /* ends the test when it can't */
void raw_close(struct sqlite3 *db);
void raw_run(struct sqlite3 *db, const char *sql);
bool raw_refuses(struct sqlite3 *db, const char *sql);
int64_t raw_int(struct sqlite3 *db, const char *sql);
/* Appends `title` and every row of a query: cells by |, blobs in hex, NULL as nothing. */
void raw_dump(struct sqlite3 *db, const char *title, const char *sql, struct mc_str *out);

/* Appends the steps by which SQLite would run a statement, a line each. */
void raw_plan(struct sqlite3 *db, const char *sql, struct mc_str *out);

#endif

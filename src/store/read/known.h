/*
 * What was known on a day: which events had been recorded by its end. Events
 * follow one another in the ledger whatever the clock said, so after a clock was
 * set back the days of recording do not rise, and no single event parts what was
 * known from what came later.
 */
#ifndef MC_STORE_KNOWN_H
#define MC_STORE_KNOWN_H

#include "store/engine/engine.h"
#include <motcua/date.h>

struct mc_known_run;

struct mc_known {
	mc_day day;
	int64_t sure; /* all events up to this one were known, */
	int64_t reach; /* none behind this one was; mostly the same event */
	const struct mc_known_run *runs; /* of days, in the order of the ledger; in the arena */
	size_t count;
};

/* Events before `from` are not asked about: the days on which they were recorded do not matter. */
MC_CHECKED enum mc_status mc_known_read(struct mc_db *db, struct mc_arena *arena, mc_day day,
	int64_t from, struct mc_known *ret_known, struct mc_error *err);

bool mc_known_has(const struct mc_known *known, int64_t event);

#endif

/*
 * Lives: dossiers as known on a day and as they stood at the end of a period,
 * one after another, for the reports of read/report.c.
 */
#ifndef MC_STORE_LIVES_H
#define MC_STORE_LIVES_H

#include "core/tally.h"
#include <motcua/report.h>

/*
 * FOLDED is the definition: every life out of its moves. QUICK gives what counts
 * in a period the same, but lets a dossier's row speak for it where nothing
 * touched it later, and leaves out what had ended before the period.
 */
enum mc_lives_way { MC_LIVES_QUICK, MC_LIVES_FOLDED };

/* Called for each life; its texts live until it returns. */
typedef void mc_life_fn(const struct mc_life *life, void *data);

/* All of them as of one read transaction. MC_INVALID: the period ends before it begins. */
MC_CHECKED enum mc_status mc_lives_read(struct mc_store *store, const struct mc_report_order *order,
	enum mc_lives_way way, mc_life_fn *each, void *data, struct mc_error *err);

/* A report by either way, its identities checked. */
MC_CHECKED enum mc_status mc_lives_tally(struct mc_store *store, struct mc_arena *arena,
	const struct mc_report_order *order, const struct mc_tally_rules *rules,
	enum mc_lives_way way, struct mc_tally *ret_tally, struct mc_error *err);

#endif

/*
 * Reports: counts of dossiers over a period, as known on any date.
 *
 * A dossier's life is its moves, inserted once and struck out at most once. Its
 * state at the end of a period, as known on day K, is the last move (by instant,
 * event, n) that had happened by then, was recorded on or before K, and was not
 * struck out by an event recorded on or before K. So a report of a past period
 * changes by nothing that is recorded after K, and without K only by what was
 * entered or undone later, which the ledger shows. The classes, columns and
 * identities are core/tally.h.
 */
#ifndef MOTCUA_REPORT_H
#define MOTCUA_REPORT_H

#include <motcua/store.h>

struct mc_tally;
struct mc_tally_rules;
struct mc_tally_day;

/* What is asked for. Both days of the period belong to it; so does `as_of`, K. */
struct mc_report_order {
	mc_day from, to;
	mc_day as_of;
	const char *field; /* lĩnh vực, whole; NULL or "": all of them */
	const char *unit; /* likewise, as imported files name it */
};

/*
 * Biểu II.06a. MC_INVALID: the period ends before it begins. MC_NOT_FOUND: neither a
 * dossier nor the catalogue has that field, or no dossier that unit. MC_DAMAGED: an
 * identity of the report does not hold, which the message names; nothing is
 * given then. Rows and names live in the arena. MC_CONFLICT after
 * mc_store_interrupt().
 */
MC_CHECKED enum mc_status mc_store_report(struct mc_store *store, struct mc_arena *arena,
	const struct mc_report_order *order, const struct mc_tally_rules *rules,
	struct mc_tally *ret_tally, struct mc_error *err);

/* The slip of one day, order->from, judged by the lawful due date. Failures as above. */
MC_CHECKED enum mc_status mc_store_report_day(struct mc_store *store,
	const struct mc_report_order *order, struct mc_tally_day *ret_slip, struct mc_error *err);

#endif

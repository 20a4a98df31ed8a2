/*
 * Apply: the one hand that writes the book.
 *
 * Every event goes through mc_apply(), when it happens and when the book is
 * rebuilt from the ledger; so what the events say and what the book holds can't
 * drift apart. An event whose private part was erased is applied with what is
 * left. Kinds carry a version; a kind that was ever released is applied for ever.
 */
#ifndef MC_STORE_APPLY_H
#define MC_STORE_APPLY_H

#include "store/ledger/events.h"

/* One for each row of the kinds' lists, in the file of its subject. */
#define MC_APPLY_FN(id, name, table, apply) mc_apply_fn mc_apply_##apply;
MC_EVENTS(MC_APPLY_FN)
#undef MC_APPLY_FN

/*
 * Adds `change` to the count of those who wait in its lane (line_day), if the
 * event's ticket waits: -1 before an event of the queue is applied, +1 after, so
 * that no event can forget it.
 */
MC_CHECKED enum mc_status mc_count_waiting(
	const struct mc_applied *applied, int change, struct mc_error *err);

/* MC_DAMAGED: what mc_event_read() calls damage, or a book that does not follow. */
MC_CHECKED enum mc_status mc_apply(
	struct mc_db *db, const struct mc_event *event, struct mc_error *err);

/* For the apply files: a guarded write that must hit one row. */
MC_CHECKED enum mc_status mc_apply_one(
	const struct mc_applied *applied, struct mc_stmt *stmt, struct mc_error *err);

#endif

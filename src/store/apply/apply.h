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

#include "base/json.h"
#include "store/ledger/ledger.h"

/* An event on its way into the book: its bodies parsed. */
struct mc_applied {
	struct mc_db *db;
	const struct mc_event *event;
	const struct mc_json *body;
	const struct mc_json *secret; /* of the private body; NULL: none or erased */
};

typedef enum mc_status mc_apply_fn(const struct mc_applied *applied, struct mc_error *err);

struct mc_event_kind {
	const char *kind;
	mc_apply_fn *apply;
};

/* The kinds of each subject; ended by a row without a kind. */
extern const struct mc_event_kind mc_setup_kinds[];
extern const struct mc_event_kind mc_queue_kinds[];
extern const struct mc_event_kind mc_dossier_kinds[];
extern const struct mc_event_kind mc_paper_kinds[];

/*
 * Adds `change` to the count of those who wait in its lane (line_day), if the
 * event's ticket waits: -1 before an event of the queue is applied, +1 after, so
 * that no event can forget it.
 */
MC_CHECKED enum mc_status mc_count_waiting(
	const struct mc_applied *applied, int change, struct mc_error *err);

/* MC_DAMAGED: an unknown kind, a body that does not parse, or a book that does not follow. */
MC_CHECKED enum mc_status mc_apply(
	struct mc_db *db, const struct mc_event *event, struct mc_error *err);

/* For the apply files: a text of the body, "" when missing; and a guarded write that must hit one row. */
const char *mc_applied_text(const struct mc_json *object, const char *key);
MC_CHECKED enum mc_status mc_apply_one(
	const struct mc_applied *applied, struct mc_stmt *stmt, struct mc_error *err);

#endif

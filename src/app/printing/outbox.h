/*
 * The store's print jobs as the worker's outbox: which printer a paper goes to,
 * and each step as one committed change of its job.
 */
#ifndef MC_APP_OUTBOX_H
#define MC_APP_OUTBOX_H

#include "base/tr.h"
#include "print/worker.h"

struct mc_store;
struct mc_seen_job;

struct mc_outbox {
	struct mc_store *store; /* borrowed */
	const char *office_dir; /* borrowed */
	enum mc_lang lang; /* of the messages kept with the jobs */
	bool practice; /* the jobs' instants are by a clock of its own */
	struct mc_seen_job *seen; /* what this process remembers of each open job */
	size_t seen_count;
};

/* MC_UNAVAILABLE … as the store's reads. */
MC_CHECKED enum mc_status mc_outbox_init(struct mc_outbox *outbox, struct mc_store *store,
	const char *office_dir, enum mc_lang lang, struct mc_error *err);
void mc_outbox_finish(struct mc_outbox *outbox);

/* The table for the worker, alive as long as `outbox`. */
struct mc_print_source mc_outbox_source(struct mc_outbox *outbox);

#endif

/*
 * Print jobs: the transport of papers, losable without lying (design §7). An act
 * adds the job with its paper; the worker (motcua-print) moves it on. States:
 *
 *   waiting → sending → sent → done | unknown | failed | dropped
 *
 * `sending` is committed before the printer is spoken to and the CUPS job's
 * number before data is sent, so that a worker that died is understood by the
 * next one. `settled` jobs are not looked at again, whatever their state: a job
 * that CUPS took is settled as `sent`, for CUPS knows no more.
 */
#ifndef MC_STORE_JOBS_H
#define MC_STORE_JOBS_H

#include <motcua/view.h>

struct mc_arena;
struct mc_store;

struct mc_job_state {
	enum mc_print_state state;
	const enum mc_print_state *was; /* what it must still have, else MC_CONFLICT; NULL: any */
	const char *printer, *queue;
	int cups_id;
	bool settled;
	int attempts;
	const char *message;
	mc_time next_at; /* when the worker looks again */
};

/* The frozen record of a job's paper, "" when its data was erased. */
MC_CHECKED enum mc_status mc_job_record(struct mc_store *store, struct mc_arena *arena, int64_t job,
	const char **ret_json, struct mc_error *err);

/* Writes a job's state, durably, and rings the bell. MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_job_set(struct mc_store *store, int64_t job,
	const struct mc_job_state *state, struct mc_error *err);

/*
 * What staff decide: `retry` sends a failed or unknown job again (the same paper,
 * only while the printer surely has nothing of it: failed), `drop` gives it up.
 * MC_REFUSED when its state does not allow it.
 */
MC_CHECKED enum mc_status mc_job_retry(struct mc_store *store, int64_t job, struct mc_error *err);
MC_CHECKED enum mc_status mc_job_drop(struct mc_store *store, int64_t job, struct mc_error *err);

/*
 * What the worker found of a printer; written, and the bell rung, only when it is another
 * than before. `message` in the worker's language, "" of a printer that is ready.
 */
MC_CHECKED enum mc_status mc_printer_found(struct mc_store *store, const struct mc_printer *printer,
	enum mc_printer_state state, const char *message, struct mc_error *err);

/* What keeps a paper that is at the printer's queue from leaving it, as the list says; "" nothing. */
const char *mc_jobs_stuck_at(const struct mc_jobs *jobs, const char *printer);

/* One job; MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_job_get(struct mc_store *store, struct mc_arena *arena, int64_t job,
	struct mc_job *ret_job, struct mc_error *err);

#endif

/*
 * The worker: takes the jobs of the outbox to their printers. It knows neither
 * the store nor CUPS, only the two tables of calls it is given (struct
 * mc_print_source, struct mc_transport), and no clock: the caller says what time
 * it is. So every decision can be tested.
 *
 * A job's life:
 *
 *   waiting → sending → sent → sent (settled) | failed | unknown | dropped
 *      ↑_________|________|     only when it is proved that nothing was printed
 *
 *   1. `sending` is committed before CUPS is asked for a job, the CUPS job's
 *      number before a byte of the document is sent. So a job without a number
 *      has not been printed, and one with a number can be looked up.
 *   2. After a crash or a silence the CUPS job is looked up: by its name, which
 *      is the job's UUID, or by its number. CUPS still waits for the document:
 *      cancelled, and once CUPS shows it ended without ever having begun, the
 *      job waits again. Anything less certain is `unknown`, and never sent
 *      again by itself.
 *   3. What CUPS calls completed is `sent`: it has the bytes off its hands. With
 *      a message it is `unknown`: "Unable to add document" leaves one behind, and
 *      so does a printer that was away for a moment and then printed all of it.
 *      `failed` means that the printer surely has nothing of it. Only a printer
 *      that confirms makes `done`, and for a folder the file is the confirmation.
 *   4. A ticket is worthless after two minutes: it is dropped, its CUPS job
 *      cancelled. A slip waits until somebody decides.
 *   5. A server or queue out of reach is asked again after 1, 2, 4, 8, 15 s.
 */
#ifndef MC_PRINT_WORKER_H
#define MC_PRINT_WORKER_H

#include "base/arena.h"
#include "paper/page.h"
#include "print/job.h"
#include "print/transport.h"

/*
 * The outbox. Each call but `list` and `page` is one committed transaction. When
 * one fails, the worker leaves the job as it stands and goes on at the next
 * step. MC_CONFLICT: somebody else changed the job meanwhile.
 */
struct mc_print_source {
	void *data;
	/* Open jobs, oldest first, in the arena. */
	enum mc_status (*list)(void *data, struct mc_arena *arena, struct mc_print_job **ret_jobs,
		size_t *ret_count, struct mc_error *err);
	/* The job's paper, laid out in `columns`. */
	enum mc_status (*page)(void *data, const struct mc_print_job *job, int columns,
		struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err);
	/* waiting | sending → sending, attempts + 1 */
	enum mc_status (*claim)(void *data, int64_t job, struct mc_error *err);
	/* sending → sent with the CUPS job's number */
	enum mc_status (*sent)(void *data, int64_t job, int cups_job, struct mc_error *err);
	/* sending | sent → waiting; the number is forgotten */
	enum mc_status (*back)(
		void *data, int64_t job, const struct mc_error *why, struct mc_error *err);
	/* Only the message; nothing is written when it is the same as before. */
	enum mc_status (*note)(
		void *data, int64_t job, const struct mc_error *why, struct mc_error *err);
	/* The end: sent (settled), done, unknown, failed, dropped. */
	enum mc_status (*settle)(void *data, int64_t job, enum mc_print_state state,
		const struct mc_error *why, struct mc_error *err);
	/* A line for the log; may be NULL. */
	void (*log)(void *data, const struct mc_error *what);
	/* What the job's paper lacks; kept with whatever becomes of it. May be NULL. */
	void (*remark)(void *data, int64_t job, const struct mc_error *what);
};

#define MC_POLL_MS 500
#define MC_IDLE_MS 1000

struct mc_worker;

/* Both tables are copied; their data is borrowed. */
struct mc_worker *mc_worker_create(
	const struct mc_print_source *source, const struct mc_transport *transport);
void mc_worker_destroy(struct mc_worker *worker);

/* What one step left behind. */
struct mc_worker_rest {
	size_t open; /* jobs not settled */
	size_t held; /* of them, those that wait for a server or queue out of reach */
	size_t noted; /* of them, those that were found unable to go on in this step */
	int next_ms; /* when to step again, at the latest */
};

/*
 * Does what can be done for each open job at `now`. Bounded by the transport's
 * time-outs: after the first silence no further job is tried in this step.
 * Fails only when the outbox cannot be read.
 */
MC_CHECKED enum mc_status mc_worker_step(struct mc_worker *worker, mc_time now,
	struct mc_worker_rest *ret_rest, struct mc_error *err);

/* A queue or folder answers again, as somebody else has found: it is not left alone any longer. */
void mc_worker_release(struct mc_worker *worker, const char *where);

#endif

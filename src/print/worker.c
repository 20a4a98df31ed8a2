/*
 * The life of a job is told in worker.h. Here each step first reads what is known,
 * then does one thing, and commits before it does what cannot be taken back.
 */
#include "print/worker.h"
#include "base/memory.h"
#include "print/document.h"
#include "print/folder.h"
#include "print/hold.h"
#include <stdlib.h>
#include <string.h>

#define ATTEMPTS_MAX 5 /* of a job that CUPS gives up again and again before it begins */
#define SERVER "" /* the hold of the whole server */

struct mc_worker {
	struct mc_print_source source;
	struct mc_transport transport;
	struct mc_arena arena; /* of one step */
	struct mc_holds holds; /* of queues, folders and SERVER */
	struct mc_print_job *jobs; /* of this step, oldest first */
	mc_time now;
	bool silent; /* the server kept silent in this step: no further call */
	size_t noted; /* jobs that cannot go on, in this step */
};

struct mc_worker *mc_worker_create(
	const struct mc_print_source *source, const struct mc_transport *transport) {
	struct mc_worker *worker = mc_memory_get(sizeof *worker);
	worker->source = *source;
	worker->transport = *transport;
	mc_arena_init(&worker->arena);
	return worker;
}

void mc_worker_destroy(struct mc_worker *worker) {
	if (worker != NULL) {
		mc_arena_finish(&worker->arena);
		mc_holds_finish(&worker->holds);
		free(worker);
	}
}

/* --- writing to the outbox; a failure leaves the job for the next step --- */

static void log_failure(
	struct mc_worker *worker, enum mc_status status, const struct mc_error *err) {
	if (status != MC_OK && status != MC_CONFLICT && worker->source.log != NULL) {
		worker->source.log(worker->source.data, err);
	}
}

static void note(
	struct mc_worker *worker, const struct mc_print_job *job, const struct mc_error *why) {
	struct mc_error err;
	worker->noted++;
	log_failure(worker, worker->source.note(worker->source.data, job->id, why, &err), &err);
}

static void settle(struct mc_worker *worker, struct mc_print_job *job, enum mc_print_state state,
	const struct mc_error *why) {
	struct mc_error err;
	enum mc_status status =
		worker->source.settle(worker->source.data, job->id, state, why, &err);
	log_failure(worker, status, &err);
	job->id = status == MC_OK || status == MC_CONFLICT ? 0 : job->id; /* 0: no longer open */
}

static void drop(struct mc_worker *worker, struct mc_print_job *job) {
	struct mc_error why;
	(void)mc_fail(&why, MC_REFUSED,
		job->unwanted ? N_("Dropped on request, before it was printed.")
			      : N_("Not printed: the ticket had waited more than two minutes for "
				   "its printer."));
	settle(worker, job, MC_PRINT_DROPPED, &why);
}

/* Nothing was printed: it waits again, or is given up when nobody wants it any more. */
static void return_unprinted(
	struct mc_worker *worker, struct mc_print_job *job, const struct mc_error *why) {
	if (mc_print_job_is_over(job, worker->now)) {
		drop(worker, job);
		return;
	}
	struct mc_error err;
	log_failure(worker, worker->source.back(worker->source.data, job->id, why, &err), &err);
}

/*
 * A call that brought no result. Silence concerns the whole server; a refusal
 * only the queue.
 */
static void out_of_reach(struct mc_worker *worker, const struct mc_print_job *job,
	enum mc_status status, const struct mc_error *why) {
	worker->silent = worker->silent || status == MC_UNAVAILABLE;
	mc_hold_add(&worker->holds, worker->now, status == MC_UNAVAILABLE ? SERVER : job->queue);
	note(worker, job, why);
}

/* --- the document --- */

static void tell_troubles(
	struct mc_worker *worker, const struct mc_print_job *job, const struct mc_page *page) {
	for (size_t i = 0; worker->source.remark != NULL && i < page->trouble_count; i++) {
		worker->source.remark(worker->source.data, job->id, &page->troubles[i]);
	}
}

static enum mc_status make_document(struct mc_worker *worker, const struct mc_print_job *job,
	const struct mc_queue *queue, struct mc_document *ret_document, struct mc_str *out,
	struct mc_error *err) {
	struct mc_page page;
	enum mc_status status =
		mc_document_choose(job->driver, job->width, queue, ret_document, err);
	if (status == MC_OK) {
		status = worker->source.page(worker->source.data, job,
			mc_media_columns(ret_document->media), &worker->arena, &page, err);
	}
	if (status == MC_OK) {
		status = mc_render_page(&page, ret_document->format, ret_document->media,
			&ret_document->driver.escpos, out, err);
	}
	if (status == MC_OK) {
		tell_troubles(worker, job, &page);
	}
	return status;
}

/* --- handing over --- */

static bool has_ended(const struct mc_seen *seen) {
	return seen->state >= MC_SEEN_CANCELED;
}

/*
 * The CUPS job of an earlier attempt, or 0. *ret_has_document: it has its document
 * already, so it is only to be followed.
 */
static enum mc_status find_earlier(struct mc_worker *worker, const struct mc_print_job *job,
	int *ret_cups_job, bool *ret_has_document, struct mc_error *err) {
	const struct mc_transport *transport = &worker->transport;
	struct mc_seen seen;
	int found = 0;
	*ret_cups_job = 0;
	*ret_has_document = false;
	enum mc_status status =
		transport->find(transport->data, job->queue, job->uuid, &found, err);
	if (status == MC_OK) {
		status = transport->look(transport->data, job->queue, found, &seen, err);
	}
	if (status == MC_NOT_FOUND) {
		return MC_OK;
	}
	if (status != MC_OK) {
		return status;
	}
	if (seen.incoming && !has_ended(&seen)) {
		*ret_cups_job = found;
	} else if (job->state == MC_PRINT_SENDING && (seen.began || !has_ended(&seen))) {
		*ret_cups_job = found;
		*ret_has_document = true;
	}
	return MC_OK;
}

/* Gives the document to the CUPS job, whose number is committed. */
static void send_document(struct mc_worker *worker, struct mc_print_job *job, int cups_job,
	const struct mc_document *document, const struct mc_str *bytes) {
	const struct mc_transport *transport = &worker->transport;
	struct mc_error err;
	enum mc_status status =
		transport->send(transport->data, job->queue, cups_job, document->mime, bytes, &err);
	if (status == MC_UNAVAILABLE) {
		out_of_reach(worker, job, status, &err); /* the next look tells what came of it */
	} else if (status != MC_OK) {
		struct mc_error ignored;
		(void)!transport->cancel(transport->data, job->queue, cups_job, &ignored);
		settle(worker, job, MC_PRINT_FAILED, &err);
	}
}

/* Claims the job, gets it a CUPS job and sends the document, committing before each step. */
static void hand_over(struct mc_worker *worker, struct mc_print_job *job,
	const struct mc_document *document, const struct mc_str *bytes) {
	const struct mc_print_source *source = &worker->source;
	const struct mc_transport *transport = &worker->transport;
	struct mc_error err;
	int cups_job = 0;
	bool has_document = false;
	enum mc_status status = source->claim(source->data, job->id, &err);
	if (status != MC_OK) {
		log_failure(worker, status, &err);
		return;
	}
	if (job->attempts > 0 || job->state == MC_PRINT_SENDING) {
		status = find_earlier(worker, job, &cups_job, &has_document, &err);
	}
	if (status == MC_OK && cups_job == 0) {
		status = transport->create(
			transport->data, job->queue, job->uuid, document, &cups_job, &err);
	}
	if (status != MC_OK) {
		out_of_reach(worker, job, status, &err);
		return;
	}
	status = source->sent(source->data, job->id, cups_job, &err);
	if (status != MC_OK) {
		log_failure(worker, status, &err);
	} else if (!has_document) {
		send_document(worker, job, cups_job, document, bytes);
	}
}

static enum mc_status ask_queue(struct mc_worker *worker, const struct mc_print_job *job,
	struct mc_queue *ret_queue, struct mc_error *err) {
	const struct mc_transport *transport = &worker->transport;
	enum mc_status status = transport->queue(transport->data, job->queue, ret_queue, err);
	if (status != MC_OK) {
		return status;
	}
	mc_hold_release(&worker->holds, SERVER);
	status = mc_queue_check(ret_queue, job->queue, err);
	if (status == MC_OK) {
		mc_hold_release(&worker->holds, job->queue);
	}
	return status;
}

static void submit(struct mc_worker *worker, struct mc_print_job *job) {
	struct mc_queue queue;
	struct mc_document document;
	struct mc_error err;
	enum mc_status status = ask_queue(worker, job, &queue, &err);
	if (status != MC_OK) {
		out_of_reach(worker, job, status, &err);
		return;
	}
	struct mc_str bytes;
	mc_str_init(&bytes);
	status = make_document(worker, job, &queue, &document, &bytes, &err);
	if (status == MC_OK) {
		hand_over(worker, job, &document, &bytes);
	} else if (mc_status_is_transient(status)) {
		/* no font, or the store is busy: not the paper's fault */
		mc_hold_add(&worker->holds, worker->now, job->queue);
		note(worker, job, &err);
	} else {
		settle(worker, job, MC_PRINT_FAILED, &err);
	}
	mc_str_finish(&bytes);
}

/* --- following --- */

/* A job that has ended in CUPS. */
static void judge(struct mc_worker *worker, struct mc_print_job *job, const struct mc_seen *seen) {
	struct mc_error why;
	if (seen->state == MC_SEEN_COMPLETED && seen->message[0] == '\0') {
		(void)mc_fail(&why, MC_OK,
			N_("CUPS has passed it on to the printer; only the printer could say "
			   "whether it came out."));
		settle(worker, job, MC_PRINT_SENT, &why);
	} else if (seen->state == MC_SEEN_COMPLETED) {
		(void)mc_fail(&why, MC_REFUSED,
			N_("CUPS has ended it, but with trouble: %s See whether the paper came "
			   "out."),
			seen->message);
		settle(worker, job, MC_PRINT_UNKNOWN, &why);
	} else if (seen->state == MC_SEEN_ABORTED && !seen->began && job->attempts < ATTEMPTS_MAX) {
		(void)mc_fail(&why, MC_UNAVAILABLE,
			N_("CUPS gave it up before it began; it is sent again."));
		return_unprinted(worker, job, &why);
	} else if (seen->state == MC_SEEN_ABORTED) {
		(void)mc_fail(&why, MC_REFUSED, N_("CUPS gave it up. %s"), seen->message);
		settle(worker, job, seen->began ? MC_PRINT_UNKNOWN : MC_PRINT_FAILED, &why);
	} else if (seen->began && !job->unwanted) {
		(void)mc_fail(&why, MC_REFUSED,
			N_("Taken back after CUPS had begun to print it: see whether the paper "
			   "came out."));
		settle(worker, job, MC_PRINT_UNKNOWN, &why);
	} else if (mc_print_job_is_over(job, worker->now)) {
		drop(worker, job);
	} else {
		(void)mc_fail(
			&why, MC_REFUSED, N_("It was cancelled in CUPS before it was printed."));
		settle(worker, job, MC_PRINT_FAILED, &why);
	}
}

/* What CUPS shows of the job; false when it showed nothing and that has been dealt with. */
static bool look(struct mc_worker *worker, struct mc_print_job *job, struct mc_seen *ret_seen) {
	const struct mc_transport *transport = &worker->transport;
	struct mc_error err;
	enum mc_status status =
		transport->look(transport->data, job->queue, job->cups_job, ret_seen, &err);
	if (status == MC_OK) {
		mc_hold_release(&worker->holds, SERVER);
		return true;
	}
	if (status == MC_NOT_FOUND) {
		(void)mc_fail(&err, MC_NOT_FOUND,
			N_("CUPS no longer knows this paper (job %d): see whether it came out."),
			job->cups_job);
		settle(worker, job, MC_PRINT_UNKNOWN, &err);
	} else {
		out_of_reach(worker, job, status, &err);
	}
	return false;
}

/* Takes the job back from CUPS, and believes that nothing was printed only when CUPS shows it. */
static void withdraw(struct mc_worker *worker, struct mc_print_job *job) {
	const struct mc_transport *transport = &worker->transport;
	struct mc_error err;
	struct mc_seen seen;
	enum mc_status status = transport->cancel(transport->data, job->queue, job->cups_job, &err);
	if (status == MC_UNAVAILABLE) {
		out_of_reach(worker, job, status, &err);
		return;
	}
	if (!look(worker, job, &seen) || !has_ended(&seen)) {
		return;
	}
	if (seen.state == MC_SEEN_CANCELED && !seen.began) {
		(void)mc_fail(&err, MC_UNAVAILABLE,
			N_("CUPS had not got the whole paper; it is sent again."));
		return_unprinted(worker, job, &err);
	} else {
		judge(worker, job, &seen);
	}
}

static void follow(struct mc_worker *worker, struct mc_print_job *job) {
	struct mc_seen seen;
	if (!look(worker, job, &seen)) {
		return;
	}
	if (has_ended(&seen)) {
		judge(worker, job, &seen);
	} else if (seen.incoming || mc_print_job_is_over(job, worker->now)) {
		withdraw(worker, job);
	} else if (mc_print_job_is_stuck(job, worker->now)) {
		struct mc_error why;
		(void)mc_fail(
			&why, MC_BUSY, N_("The printer has not taken it yet. %s"), seen.message);
		note(worker, job, &why);
	}
}

/* A stale job that may have a CUPS job without a number in the outbox. */
static void give_up_sending(struct mc_worker *worker, struct mc_print_job *job) {
	struct mc_error err;
	bool has_document;
	enum mc_status status = find_earlier(worker, job, &job->cups_job, &has_document, &err);
	if (status != MC_OK) {
		out_of_reach(worker, job, status, &err);
	} else if (job->cups_job == 0) {
		drop(worker, job);
	} else {
		status = worker->source.sent(worker->source.data, job->id, job->cups_job, &err);
		log_failure(worker, status, &err);
	}
}

/* --- jobs --- */

static void write_folder(struct mc_worker *worker, struct mc_print_job *job) {
	struct mc_page page;
	struct mc_error err;
	struct mc_document document;
	const struct mc_folder_name name = {
		.day = job->day,
		.form = job->form,
		.subject = job->subject,
		.copy = job->copy,
		.make = job->own_folder,
	};
	enum mc_status status = mc_document_for_folder(job->driver, job->width, &document, &err);
	if (status == MC_OK) {
		status = worker->source.page(worker->source.data, job,
			mc_media_columns(document.media), &worker->arena, &page, &err);
	}
	bool laid_out = status == MC_OK;
	if (laid_out) {
		status = mc_folder_write(job->folder, &name, &page, &document, &err);
	}
	if (status == MC_OK) {
		tell_troubles(worker, job, &page);
		mc_hold_release(&worker->holds, job->folder);
		(void)mc_fail(&err, MC_OK, N_("Written to %s."), job->folder);
		settle(worker, job, MC_PRINT_DONE, &err);
	} else if (laid_out || mc_status_is_transient(status)) {
		/* a full disk, a folder that is not there */
		mc_hold_add(&worker->holds, worker->now, job->folder);
		note(worker, job, &err);
	} else {
		settle(worker, job, MC_PRINT_FAILED, &err);
	}
}

/*
 * An earlier paper is stuck at the queue's printer. The later ones wait here and
 * not in CUPS, where nobody could tell whether they were begun.
 */
static bool is_blocked(struct mc_worker *worker, const struct mc_print_job *job) {
	for (const struct mc_print_job *other = worker->jobs; other < job; other++) {
		if ((other->id != 0 && mc_print_job_is_stuck(other, worker->now)) &&
			strcmp(other->queue, job->queue) == 0) {
			struct mc_error why;
			(void)mc_fail(&why, MC_BUSY,
				N_("The printer has not taken the paper before it: %s %s."),
				other->form, other->subject);
			note(worker, job, &why);
			return true;
		}
	}
	return false;
}

static void note_no_printer(struct mc_worker *worker, const struct mc_print_job *job) {
	struct mc_error why;
	(void)mc_fail(&why, MC_NOT_FOUND,
		N_("No printer is set up for this paper: see “motcua printer add”."));
	note(worker, job, &why);
}

static void step_job(struct mc_worker *worker, struct mc_print_job *job) {
	bool over = mc_print_job_is_over(job, worker->now);
	if (job->state == MC_PRINT_WAITING && over) {
		drop(worker, job);
	} else if (job->folder[0] != '\0') {
		if (mc_hold_left(&worker->holds, worker->now, job->folder) == 0) {
			write_folder(worker, job);
		}
	} else if (!mc_print_job_has_printer(job)) {
		note_no_printer(worker, job);
	} else if (worker->silent || mc_hold_left(&worker->holds, worker->now, SERVER) > 0) {
		return;
	} else if (job->state == MC_PRINT_SENT) {
		follow(worker, job);
	} else if (over) {
		give_up_sending(worker, job);
	} else if (mc_hold_left(&worker->holds, worker->now, job->queue) == 0 &&
		   !is_blocked(worker, job)) {
		submit(worker, job);
	}
}

/* How long the job can be left alone. */
static mc_time rest_ms(struct mc_worker *worker, const struct mc_print_job *job) {
	if (!mc_print_job_has_printer(job)) {
		return MC_HOLD_MAX_MS;
	}
	if (job->folder[0] != '\0') {
		return mc_hold_left(&worker->holds, worker->now, job->folder);
	}
	mc_time server = mc_hold_left(&worker->holds, worker->now, SERVER);
	mc_time queue = job->state == MC_PRINT_SENT
				? 0
				: mc_hold_left(&worker->holds, worker->now, job->queue);
	return server > queue ? server : queue;
}

enum mc_status mc_worker_step(struct mc_worker *worker, mc_time now,
	struct mc_worker_rest *ret_rest, struct mc_error *err) {
	struct mc_print_job *jobs;
	size_t count;
	mc_arena_reset(&worker->arena);
	worker->now = now;
	worker->silent = false;
	worker->noted = 0;
	enum mc_status status =
		worker->source.list(worker->source.data, &worker->arena, &jobs, &count, err);
	if (status != MC_OK) {
		return status;
	}
	worker->jobs = jobs;
	struct mc_worker_rest rest = { .next_ms = MC_IDLE_MS };
	for (size_t i = 0; i < count; i++) {
		step_job(worker, &jobs[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (jobs[i].id == 0) {
			continue;
		}
		mc_time wait = rest_ms(worker, &jobs[i]);
		rest.open++;
		rest.held += wait > 0;
		wait = wait > MC_POLL_MS ? wait : MC_POLL_MS;
		rest.next_ms = wait < rest.next_ms ? (int)wait : rest.next_ms;
	}
	rest.noted = worker->noted;
	*ret_rest = rest;
	return MC_OK;
}

void mc_worker_release(struct mc_worker *worker, const char *where) {
	mc_hold_release(&worker->holds, SERVER);
	mc_hold_release(&worker->holds, where);
}

#include "fake_cups.h"
#include "cmocka_all.h"
#include <stdio.h>
#include <string.h>

static enum fake_luck fine(void *data, enum fake_call call) {
	(void)data, (void)call;
	return FAKE_FINE;
}

void fake_cups_init(struct fake_cups *cups) {
	*cups = (struct fake_cups){ .luck = fine, .message = "" };
	cups->queue = (struct mc_queue){ .kind = MC_QUEUE_RAW, .accepting = true };
	strcpy(cups->queue.name, "ve");
	strcpy(cups->queue.reasons, "none");
}

/* True when the call reaches the server. *ret_status is what the caller hears. */
static bool arrives(struct fake_cups *cups, enum fake_call call, enum mc_status *ret_status,
	enum fake_luck *ret_luck, struct mc_error *err) {
	enum fake_luck luck = cups->luck(cups->data, call);
	cups->calls[call]++;
	*ret_luck = luck;
	*ret_status = luck == FAKE_FINE      ? MC_OK
		      : luck == FAKE_REFUSED ? mc_fail(err, MC_REFUSED, "Refused.")
					     : mc_fail(err, MC_UNAVAILABLE, "No answer.");
	return luck == FAKE_FINE || luck == FAKE_NO_REPLY || luck == FAKE_LATE;
}

static struct fake_job *job_of(struct fake_cups *cups, int job) {
	assert_in_range(job, 1, cups->count);
	struct fake_job *found = &cups->jobs[job - 1];
	return cups->forgets && found->seen.state >= MC_SEEN_CANCELED ? NULL : found;
}

static enum mc_status queue_of(
	void *data, const char *queue, struct mc_queue *ret_queue, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue;
	if (arrives(cups, FAKE_QUEUE, &status, &luck, err) && status == MC_OK) {
		if (cups->no_queue) {
			return mc_fail(err, MC_NOT_FOUND, "There is no queue.");
		}
		*ret_queue = cups->queue;
	}
	return status;
}

static enum mc_status find(
	void *data, const char *queue, const char *name, int *ret_job, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue;
	if (!arrives(cups, FAKE_FIND, &status, &luck, err) || status != MC_OK) {
		return status;
	}
	for (int job = cups->count; job > 0; job--) {
		if (job_of(cups, job) != NULL && strcmp(cups->jobs[job - 1].name, name) == 0) {
			*ret_job = job;
			return MC_OK;
		}
	}
	return mc_fail(err, MC_NOT_FOUND, "There is no such job.");
}

static enum mc_status create(void *data, const char *queue, const char *name,
	const struct mc_document *document, int *ret_job, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue, (void)document;
	if (arrives(cups, FAKE_CREATE, &status, &luck, err)) {
		assert_true(cups->count < FAKE_JOBS);
		struct fake_job *job = &cups->jobs[cups->count++];
		*job = (struct fake_job){ .seen = { .state = MC_SEEN_HELD, .incoming = true } };
		snprintf(job->name, sizeof job->name, "%s", name);
		if (status == MC_OK) {
			*ret_job = cups->count;
		}
	}
	return status;
}

static enum mc_status send(void *data, const char *queue, int number, const char *mime,
	const struct mc_str *document, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue;
	if (!arrives(cups, FAKE_SEND, &status, &luck, err)) {
		return status;
	}
	struct fake_job *job = job_of(cups, number);
	assert_non_null(job);
	assert_int_equal(job->bytes, 0); /* a second document would be a second paper */
	assert_true(document->len > 0);
	if (!job->seen.incoming) {
		return mc_fail(err, MC_REFUSED, "The job has ended.");
	}
	snprintf(job->mime, sizeof job->mime, "%s", mime);
	job->bytes = document->len;
	job->late = luck == FAKE_LATE;
	if (!job->late) {
		job->seen.incoming = false;
		job->seen.state = MC_SEEN_PENDING;
	}
	return status;
}

static enum mc_status look(
	void *data, const char *queue, int number, struct mc_seen *ret_seen, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue;
	if (arrives(cups, FAKE_LOOK, &status, &luck, err) && status == MC_OK) {
		struct fake_job *job = job_of(cups, number);
		if (job == NULL) {
			return mc_fail(err, MC_NOT_FOUND, "There is no such job.");
		}
		*ret_seen = job->seen;
	}
	return status;
}

static enum mc_status cancel(void *data, const char *queue, int number, struct mc_error *err) {
	struct fake_cups *cups = data;
	enum mc_status status;
	enum fake_luck luck;
	(void)queue;
	if (!arrives(cups, FAKE_CANCEL, &status, &luck, err)) {
		return status;
	}
	struct fake_job *job = job_of(cups, number);
	if (job == NULL || job->seen.state >= MC_SEEN_CANCELED) {
		return status == MC_OK ? mc_fail(err, MC_REFUSED, "It has ended.") : status;
	}
	job->seen.state = MC_SEEN_CANCELED;
	job->seen.incoming = false;
	return status;
}

void fake_cups_run(struct fake_cups *cups) {
	for (int i = 0; i < cups->count; i++) {
		struct fake_job *job = &cups->jobs[i];
		if (job->late && job->seen.incoming) {
			job->seen.incoming = false;
			job->seen.state = MC_SEEN_PENDING;
		}
		job->late = false;
		if (job->seen.state == MC_SEEN_PENDING || job->seen.state == MC_SEEN_PROCESSING) {
			job->seen.state = cups->stuck ? MC_SEEN_PROCESSING : MC_SEEN_COMPLETED;
			job->printed += !cups->stuck;
			job->seen.began = true;
			snprintf(job->seen.message, sizeof job->seen.message, "%s", cups->message);
		}
	}
}

int fake_cups_printed(const struct fake_cups *cups, const char *name) {
	int printed = 0;
	for (int i = 0; i < cups->count; i++) {
		printed += strcmp(cups->jobs[i].name, name) == 0 ? cups->jobs[i].printed : 0;
	}
	return printed;
}

struct fake_job *fake_cups_newest(struct fake_cups *cups) {
	assert_true(cups->count > 0);
	return &cups->jobs[cups->count - 1];
}

struct mc_transport fake_cups_transport(struct fake_cups *cups) {
	return (struct mc_transport){
		.data = cups,
		.queue = queue_of,
		.find = find,
		.create = create,
		.send = send,
		.look = look,
		.cancel = cancel,
	};
}

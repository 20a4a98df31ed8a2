/*
 * An outbox in memory, for the worker's tests: it keeps to the rules of the
 * real one (who may change what to what), counts, and can "die": from a chosen
 * call on nothing is written and every call fails, as after kill -9.
 */
#ifndef MC_TESTS_OUTBOX_H
#define MC_TESTS_OUTBOX_H

#include "print/worker.h"

#define OUTBOX_MAX 16

struct outbox_row {
	struct mc_print_job job; /* as the worker is shown it */
	char uuid[40];
	const char *record; /* a paper of ours, NULL: a page with the subject alone */
	bool settled;
	char message[512]; /* the English sentence */
	int notes, backs;
};

struct outbox {
	struct outbox_row rows[OUTBOX_MAX];
	int count;
	/* Asked before each call but `list`: false = it fails and nothing more is written. */
	bool (*alive)(void *data);
	/* Called after a commit of `sent`, the moment between number and document. */
	void (*committed)(void *data, int cups_job);
	void *data;
};

void outbox_init(struct outbox *outbox);

/* Adds a waiting job for a queue; change the row's job for other kinds. */
struct outbox_row *outbox_add(
	struct outbox *outbox, const char *form, const char *queue, mc_time at);

struct mc_print_source outbox_source(struct outbox *outbox);

#endif

/*
 * Where a screen's thread and its courier's thread meet: requests go in, messages
 * come out, both in order; a descriptor on each side says that something waits.
 * All calls may be made by either thread at any moment.
 */
#ifndef MC_APP_MAILBOX_H
#define MC_APP_MAILBOX_H

#include "ui/screen.h"
#include <pthread.h>

struct mc_request {
	struct mc_request *next;
	uint32_t token;
	bool is_act;
	struct mc_query query;
	struct mc_act act; /* its texts in `arena` */
	struct mc_arena arena;
};

struct mc_mail;

struct mc_mailbox {
	int in_fd; /* readable: a request or a new watch waits, or the end */
	int out_fd; /* readable: messages wait */
	pthread_mutex_t lock;
	struct mc_request *wanted, **wanted_end;
	struct mc_mail *mail, **mail_end;
	struct mc_query watched;
	unsigned watch_generation; /* counts the watches; 0: nothing was ever watched */
	bool closing;
};

/* 0, or errno: the system gave no descriptor. Finish it in both cases. */
int mc_mailbox_init(struct mc_mailbox *box);
void mc_mailbox_finish(struct mc_mailbox *box);

/* ---- the screen's side ---- */

void mc_mailbox_want(struct mc_mailbox *box, struct mc_request *request); /* takes it over */
void mc_mailbox_watch(struct mc_mailbox *box, const struct mc_query *query);
void mc_mailbox_close(struct mc_mailbox *box); /* acts are still taken out, reads are dropped */
bool mc_mailbox_receive(struct mc_mailbox *box, struct mc_msg *ret_msg);

/* ---- the courier's side ---- */

/* The oldest request, now the caller's, or NULL. */
struct mc_request *mc_mailbox_take(struct mc_mailbox *box);
void mc_request_destroy(struct mc_request *request); /* NULL is fine */

bool mc_mailbox_closing(struct mc_mailbox *box);
void mc_mailbox_quiet(struct mc_mailbox *box); /* in_fd was seen; look at everything now */

/* What is watched; returns the watch's generation, 0: nothing. */
unsigned mc_mailbox_watched(struct mc_mailbox *box, struct mc_query *ret_query);

void mc_mailbox_post(struct mc_mailbox *box, const struct mc_msg *msg); /* its answer goes along */
void mc_mailbox_ring(struct mc_mailbox *box); /* wakes the screen without a message */

/* Replaces an unread snapshot; dropped when another view is watched by now. */
void mc_mailbox_post_snapshot(
	struct mc_mailbox *box, struct mc_answer *answer, unsigned generation);

#endif

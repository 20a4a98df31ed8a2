/*
 * Two lists under one lock, and an eventfd for each side. The screen's is rung
 * after the lock is given back and hushed while it is held, so that a message may
 * be announced twice, but never not at all.
 */
#include "app/mailbox.h"
#include "base/memory.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct mc_mail {
	struct mc_mail *next;
	struct mc_msg msg;
};

int mc_mailbox_init(struct mc_mailbox *box) {
	*box = (struct mc_mailbox){ .in_fd = -1, .out_fd = -1 };
	box->wanted_end = &box->wanted;
	box->mail_end = &box->mail;
	pthread_mutex_init(&box->lock, NULL);
	box->in_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	box->out_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return box->in_fd < 0 || box->out_fd < 0 ? errno : 0;
}

void mc_mailbox_finish(struct mc_mailbox *box) {
	while (box->wanted != NULL) {
		struct mc_request *next = box->wanted->next;
		mc_request_destroy(box->wanted);
		box->wanted = next;
	}
	struct mc_msg msg;
	while (mc_mailbox_receive(box, &msg)) {
		mc_answer_destroy(msg.answer);
	}
	if (box->in_fd >= 0) {
		close(box->in_fd);
	}
	if (box->out_fd >= 0) {
		close(box->out_fd);
	}
	pthread_mutex_destroy(&box->lock);
}

static void ring(int fd) {
	uint64_t one = 1;
	while (write(fd, &one, sizeof one) < 0 && errno == EINTR) {
		continue;
	}
}

static void hush(int fd) {
	uint64_t rings;
	while (read(fd, &rings, sizeof rings) < 0 && errno == EINTR) {
		continue;
	}
}

/* Takes unread snapshots out of the mail; the lock is held. */
static void drop_snapshots(struct mc_mailbox *box) {
	struct mc_mail **place = &box->mail;
	while (*place != NULL) {
		struct mc_mail *mail = *place;
		if (mail->msg.kind == MC_MSG_ANSWER && mail->msg.answer->token == 0) {
			*place = mail->next;
			mc_answer_destroy(mail->msg.answer);
			free(mail);
		} else {
			place = &mail->next;
		}
	}
	box->mail_end = place;
}

/* Appends a message; the lock is held. */
static void append(struct mc_mailbox *box, const struct mc_msg *msg) {
	struct mc_mail *mail = mc_memory_get(sizeof *mail);
	mail->msg = *msg;
	*box->mail_end = mail;
	box->mail_end = &mail->next;
}

/* ---- the screen's side ---- */

void mc_mailbox_want(struct mc_mailbox *box, struct mc_request *request) {
	pthread_mutex_lock(&box->lock);
	*box->wanted_end = request;
	box->wanted_end = &request->next;
	pthread_mutex_unlock(&box->lock);
	ring(box->in_fd);
}

void mc_mailbox_watch(struct mc_mailbox *box, const struct mc_query *query) {
	pthread_mutex_lock(&box->lock);
	box->watched = *query;
	box->watch_generation++;
	drop_snapshots(box);
	pthread_mutex_unlock(&box->lock);
	ring(box->in_fd);
}

void mc_mailbox_close(struct mc_mailbox *box) {
	pthread_mutex_lock(&box->lock);
	box->closing = true;
	pthread_mutex_unlock(&box->lock);
	ring(box->in_fd);
}

bool mc_mailbox_receive(struct mc_mailbox *box, struct mc_msg *ret_msg) {
	pthread_mutex_lock(&box->lock);
	struct mc_mail *mail = box->mail;
	if (mail != NULL) {
		box->mail = mail->next;
	}
	if (box->mail == NULL) {
		box->mail_end = &box->mail;
		hush(box->out_fd); /* under the lock: what is posted later rings again */
	}
	pthread_mutex_unlock(&box->lock);
	if (mail == NULL) {
		return false;
	}
	*ret_msg = mail->msg;
	free(mail);
	return true;
}

/* ---- the courier's side ---- */

void mc_request_destroy(struct mc_request *request) {
	if (request != NULL) {
		mc_arena_finish(&request->arena);
		free(request);
	}
}

struct mc_request *mc_mailbox_take(struct mc_mailbox *box) {
	pthread_mutex_lock(&box->lock);
	struct mc_request *request = box->wanted;
	while (request != NULL && box->closing && !request->is_act) {
		box->wanted = request->next;
		mc_request_destroy(request);
		request = box->wanted;
	}
	if (request != NULL) {
		box->wanted = request->next;
	}
	if (box->wanted == NULL) {
		box->wanted_end = &box->wanted;
	}
	pthread_mutex_unlock(&box->lock);
	return request;
}

bool mc_mailbox_closing(struct mc_mailbox *box) {
	pthread_mutex_lock(&box->lock);
	bool closing = box->closing;
	pthread_mutex_unlock(&box->lock);
	return closing;
}

void mc_mailbox_quiet(struct mc_mailbox *box) {
	hush(box->in_fd);
}

unsigned mc_mailbox_watched(struct mc_mailbox *box, struct mc_query *ret_query) {
	pthread_mutex_lock(&box->lock);
	unsigned generation = box->watch_generation;
	*ret_query = box->watched;
	pthread_mutex_unlock(&box->lock);
	return generation;
}

void mc_mailbox_post(struct mc_mailbox *box, const struct mc_msg *msg) {
	pthread_mutex_lock(&box->lock);
	append(box, msg);
	pthread_mutex_unlock(&box->lock);
	ring(box->out_fd);
}

void mc_mailbox_ring(struct mc_mailbox *box) {
	ring(box->out_fd);
}

void mc_mailbox_post_snapshot(
	struct mc_mailbox *box, struct mc_answer *answer, unsigned generation) {
	pthread_mutex_lock(&box->lock);
	bool wanted = generation == box->watch_generation;
	if (wanted) {
		drop_snapshots(box);
		append(box, &(struct mc_msg){ .kind = MC_MSG_ANSWER, .answer = answer });
	}
	pthread_mutex_unlock(&box->lock);
	if (wanted) {
		ring(box->out_fd);
	} else {
		mc_answer_destroy(answer);
	}
}

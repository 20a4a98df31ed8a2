/*
 * Two threads meet in the mailbox (struct mc_courier below, all fields under
 * `lock` but those of the thread): requests go in by `wanted` and the descriptor
 * `in_fd`, messages come out by `mail` and `out_fd`. The thread sleeps on in_fd
 * and the store's bell, at most a tick long, and does in turn: requests, oldest
 * first; a look whether the store has changed; the watched view.
 *
 * The bell is a hint. The truth is mc_store_changed(), asked at every wake, and
 * own acts always count as a change.
 */
#include "app/courier.h"
#include "app/loop.h"
#include "base/memory.h"
#include "core/act_copy.h"
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define TICK_MS 1000
#define ASK_AGAIN_MAX 3 /* for an act whose outcome is unknown, a tick apart */

struct request {
	struct request *next;
	uint32_t token;
	bool is_act;
	struct mc_query query;
	struct mc_act act;
	struct mc_arena arena; /* of the act */
};

struct mail {
	struct mail *next;
	struct mc_msg msg;
};

struct mc_courier {
	char *office_dir, *url;
	mc_time clock_at;
	int64_t clock_start_ms; /* monotonic moment of clock_at */
	int patience_ms, tick_ms;
	int in_fd, out_fd;
	pthread_t thread;
	bool thread_runs;

	pthread_mutex_t lock;
	struct request *wanted, **wanted_end;
	struct mail *mail, **mail_end;
	struct mc_query watched;
	unsigned watch_generation; /* of `watched`; 0: nothing is watched */
	bool stopping;
	struct mc_store *reading; /* the store while a read is under way, to interrupt it */
	enum mc_status failed;
	struct mc_error failure;

	/* the thread's own */
	struct mc_store *store; /* NULL while it is out of reach */
	enum mc_store_state said_state; /* told to the screen last */
	long said_pid;
	unsigned answered_generation; /* last watch answered */
	bool stale; /* the watched view may have changed */
};

/* ---- the mailbox ---- */

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

static void free_request(struct request *request) {
	if (request != NULL) {
		mc_arena_finish(&request->arena);
		free(request);
	}
}

static void want(struct mc_courier *courier, struct request *request) {
	pthread_mutex_lock(&courier->lock);
	*courier->wanted_end = request;
	courier->wanted_end = &request->next;
	pthread_mutex_unlock(&courier->lock);
	ring(courier->in_fd);
}

/* Takes unread snapshots out of the mail; the lock is held. */
static void drop_snapshots(struct mc_courier *courier) {
	struct mail **place = &courier->mail;
	while (*place != NULL) {
		struct mail *mail = *place;
		if (mail->msg.kind == MC_MSG_ANSWER && mail->msg.answer->token == 0) {
			*place = mail->next;
			mc_answer_destroy(mail->msg.answer);
			free(mail);
		} else {
			place = &mail->next;
		}
	}
	courier->mail_end = place;
}

/* Appends under the lock. */
static void append(struct mc_courier *courier, const struct mc_msg *msg) {
	struct mail *mail = mc_memory_get(sizeof *mail);
	mail->msg = *msg;
	*courier->mail_end = mail;
	courier->mail_end = &mail->next;
}

static void post(struct mc_courier *courier, const struct mc_msg *msg) {
	pthread_mutex_lock(&courier->lock);
	append(courier, msg);
	pthread_mutex_unlock(&courier->lock);
	ring(courier->out_fd);
}

static void post_snapshot(
	struct mc_courier *courier, struct mc_answer *answer, unsigned generation) {
	pthread_mutex_lock(&courier->lock);
	bool wanted = generation == courier->watch_generation;
	if (wanted) {
		drop_snapshots(courier);
		append(courier, &(struct mc_msg){ .kind = MC_MSG_ANSWER, .answer = answer });
	}
	pthread_mutex_unlock(&courier->lock);
	if (wanted) {
		ring(courier->out_fd);
	} else {
		mc_answer_destroy(answer);
	}
}

static void say_state(struct mc_courier *courier, enum mc_store_state state, long pid) {
	if (courier->said_state != state || courier->said_pid != pid) {
		courier->said_state = state;
		courier->said_pid = pid;
		post(courier, &(struct mc_msg){ .kind = MC_MSG_STORE, .store = state, .pid = pid });
	}
}

static bool is_stopping(struct mc_courier *courier) {
	pthread_mutex_lock(&courier->lock);
	bool stopping = courier->stopping;
	pthread_mutex_unlock(&courier->lock);
	return stopping;
}

/* ---- the store, as the thread sees it ---- */

/* Whether another try in a while may succeed; otherwise it takes a person. */
static bool passes(enum mc_status status) {
	return status == MC_BUSY || status == MC_UNAVAILABLE || status == MC_NO_SPACE;
}

/* The first number among the error's arguments: the holder of the gate; 0 when none is named. */
static long pid_of(const struct mc_error *err) {
	const char *arg = err->args;
	for (int i = 0; i < err->count; i++) {
		char *end;
		long number = strtol(arg, &end, 10);
		if (isdigit((unsigned char)arg[0]) && *end == '\0') {
			return number;
		}
		arg += strlen(arg) + 1;
	}
	return 0;
}

static enum mc_status open_store(struct mc_courier *courier, struct mc_error *err) {
	if (courier->store != NULL) {
		return MC_OK;
	}
	if (courier->failed != MC_OK) {
		*err = courier->failure;
		return courier->failed;
	}
	struct mc_store *store;
	enum mc_status status = mc_store_open(courier->office_dir, courier->url, &store, err);
	if (status == MC_OK && courier->clock_at != 0) {
		int64_t gone_ms = mc_monotonic_ms() - courier->clock_start_ms;
		status = mc_store_set_clock(store, courier->clock_at + gone_ms, err);
		if (status != MC_OK) {
			mc_store_close(store);
		}
	}
	if (status != MC_OK) {
		say_state(courier, status == MC_BUSY ? MC_STORE_BUSY : MC_STORE_DOWN,
			status == MC_BUSY ? pid_of(err) : 0);
		if (!passes(status)) {
			pthread_mutex_lock(&courier->lock);
			courier->failed = status;
			courier->failure = *err;
			pthread_mutex_unlock(&courier->lock);
			ring(courier->out_fd);
		}
		return status;
	}
	if (courier->patience_ms > 0) {
		mc_store_set_patience(store, courier->patience_ms);
	}
	courier->store = store;
	courier->stale = true;
	say_state(courier, MC_STORE_UP, 0);
	return MC_OK;
}

static void close_store(struct mc_courier *courier) {
	mc_store_close(courier->store);
	courier->store = NULL;
}

/* Sleeps until there is a request, the bell rings or a tick is over. */
static void sleep_a_while(struct mc_courier *courier, bool for_requests) {
	struct pollfd polled[2] = {
		{ .fd = for_requests ? courier->in_fd : -1, .events = POLLIN },
		{ .fd = courier->store != NULL ? mc_store_bell_fd(courier->store) : -1,
			.events = POLLIN },
	};
	poll(polled, 2, courier->tick_ms); /* an interruption is a wake as any other */
	if (polled[0].revents != 0) {
		hush(courier->in_fd);
	}
	if (polled[1].revents != 0) {
		mc_store_bell_answer(courier->store);
	}
}

/* ---- requests ---- */

static void mark_reading(struct mc_courier *courier, struct mc_store *store) {
	pthread_mutex_lock(&courier->lock);
	courier->reading = store;
	pthread_mutex_unlock(&courier->lock);
}

/* Fills the answer in; a connection that failed is closed and opened anew at the next use. */
static void read_into(
	struct mc_courier *courier, const struct mc_query *query, struct mc_answer *answer) {
	answer->kind = query->kind;
	answer->status = open_store(courier, &answer->error);
	if (answer->status != MC_OK) {
		return;
	}
	mark_reading(courier, courier->store);
	answer->status = mc_store_query(
		courier->store, query, &answer->arena, &answer->data, &answer->error);
	mark_reading(courier, NULL);
	if (answer->status == MC_OK) {
		say_state(courier, MC_STORE_UP, 0);
	} else if (passes(answer->status)) {
		say_state(courier, MC_STORE_DOWN, 0);
		close_store(courier);
	}
}

static void do_read(struct mc_courier *courier, const struct request *request) {
	struct mc_answer *answer = mc_answer_create();
	answer->token = request->token;
	read_into(courier, &request->query, answer);
	post(courier, &(struct mc_msg){ .kind = MC_MSG_ANSWER, .answer = answer });
}

/* One try at an act. */
static enum mc_status try_act(
	struct mc_courier *courier, const struct mc_act *act, struct mc_answer *answer) {
	enum mc_status status = open_store(courier, &answer->error);
	if (status != MC_OK) {
		return status;
	}
	struct mc_outcome outcome;
	status = mc_store_act(courier->store, act, &answer->arena, &outcome, &answer->error);
	if (status == MC_OK) {
		struct mc_outcome *kept = mc_arena_alloc(&answer->arena, sizeof *kept);
		*kept = outcome;
		answer->data = kept;
	}
	return status;
}

/*
 * The outcome of a commit that failed is unknown: ask again by the same key, on
 * a new connection, before anything else is done.
 */
static void do_act(struct mc_courier *courier, const struct request *request) {
	struct mc_answer *answer = mc_answer_create();
	answer->token = request->token;
	answer->status = try_act(courier, &request->act, answer);
	for (int again = 0; again < ASK_AGAIN_MAX && !is_stopping(courier); again++) {
		if (answer->status != MC_UNAVAILABLE && answer->status != MC_NO_SPACE) {
			break;
		}
		say_state(courier, MC_STORE_DOWN, 0);
		close_store(courier);
		sleep_a_while(courier, false);
		answer->status = try_act(courier, &request->act, answer);
	}
	courier->stale = true;
	if (answer->status == MC_BUSY) {
		say_state(courier, MC_STORE_BUSY, pid_of(&answer->error));
	} else if (courier->store != NULL && !passes(answer->status)) {
		say_state(courier, MC_STORE_UP, 0);
	}
	post(courier, &(struct mc_msg){ .kind = MC_MSG_OUTCOME, .answer = answer });
}

/* The oldest request; once the courier stops only acts are left. NULL: none. */
static struct request *take_request(struct mc_courier *courier) {
	pthread_mutex_lock(&courier->lock);
	struct request *request = courier->wanted;
	while (request != NULL && courier->stopping && !request->is_act) {
		courier->wanted = request->next;
		free_request(request);
		request = courier->wanted;
	}
	if (request != NULL) {
		courier->wanted = request->next;
	}
	if (courier->wanted == NULL) {
		courier->wanted_end = &courier->wanted;
	}
	pthread_mutex_unlock(&courier->lock);
	return request;
}

/* Reads the watched view when it is new or the store has changed. */
static void keep_watch(struct mc_courier *courier) {
	pthread_mutex_lock(&courier->lock);
	struct mc_query query = courier->watched;
	unsigned generation = courier->watch_generation;
	pthread_mutex_unlock(&courier->lock);
	if (generation == 0) {
		return;
	}
	if (courier->store != NULL && mc_store_changed(courier->store)) {
		courier->stale = true;
	}
	if (!courier->stale && generation == courier->answered_generation) {
		return;
	}
	struct mc_answer *answer = mc_answer_create();
	read_into(courier, &query, answer);
	if (passes(answer->status) || answer->status == MC_CONFLICT) {
		mc_answer_destroy(answer); /* still stale: the next wake tries again */
		return;
	}
	courier->stale = false;
	courier->answered_generation = generation;
	post_snapshot(courier, answer, generation);
}

static void *run(void *data) {
	struct mc_courier *courier = data;
	for (;;) {
		struct request *request = take_request(courier);
		if (request != NULL && request->is_act) {
			do_act(courier, request);
		} else if (request != NULL) {
			do_read(courier, request);
		} else if (is_stopping(courier)) {
			break;
		} else {
			struct mc_error ignored;
			(void)open_store(courier, &ignored);
			keep_watch(courier);
			sleep_a_while(courier, true);
		}
		free_request(request);
	}
	close_store(courier);
	return NULL;
}

/* ---- the screen's side ---- */

/* Every signal stays with the screen; the gate opens its own door for the one it needs. */
static int start_thread(struct mc_courier *courier) {
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int error = pthread_create(&courier->thread, NULL, run, courier);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	courier->thread_runs = error == 0;
	return error;
}

enum mc_status mc_courier_create(const struct mc_courier_options *options,
	struct mc_courier **ret_courier, struct mc_error *err) {
	struct mc_courier *courier = mc_memory_get(sizeof *courier);
	courier->office_dir = options->office_dir != NULL ? strdup(options->office_dir) : NULL;
	courier->url = options->url != NULL ? strdup(options->url) : NULL;
	courier->clock_at = options->clock_at;
	courier->clock_start_ms = mc_monotonic_ms();
	courier->patience_ms = options->patience_ms;
	courier->tick_ms = options->tick_ms > 0 ? options->tick_ms : TICK_MS;
	courier->wanted_end = &courier->wanted;
	courier->mail_end = &courier->mail;
	pthread_mutex_init(&courier->lock, NULL);
	courier->in_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	courier->out_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	int error = courier->in_fd < 0 || courier->out_fd < 0 ? errno : start_thread(courier);
	if (error != 0) {
		mc_courier_destroy(courier);
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The screen cannot start: %s. Close other programs and try again."),
			strerror(error));
	}
	*ret_courier = courier;
	return MC_OK;
}

void mc_courier_destroy(struct mc_courier *courier) {
	if (courier == NULL) {
		return;
	}
	if (courier->thread_runs) {
		pthread_mutex_lock(&courier->lock);
		courier->stopping = true;
		if (courier->reading != NULL) {
			mc_store_interrupt(courier->reading);
		}
		pthread_mutex_unlock(&courier->lock);
		ring(courier->in_fd);
		pthread_join(courier->thread, NULL);
	}
	for (struct request *request = courier->wanted; request != NULL;) {
		struct request *next = request->next;
		free_request(request);
		request = next;
	}
	struct mc_msg msg;
	while (mc_courier_receive(courier, &msg)) {
		mc_answer_destroy(msg.answer);
	}
	if (courier->in_fd >= 0) {
		close(courier->in_fd);
	}
	if (courier->out_fd >= 0) {
		close(courier->out_fd);
	}
	pthread_mutex_destroy(&courier->lock);
	free(courier->office_dir);
	free(courier->url);
	free(courier);
}

int mc_courier_fd(const struct mc_courier *courier) {
	return courier->out_fd;
}

bool mc_courier_receive(struct mc_courier *courier, struct mc_msg *ret_msg) {
	pthread_mutex_lock(&courier->lock);
	struct mail *mail = courier->mail;
	if (mail != NULL) {
		courier->mail = mail->next;
	}
	if (courier->mail == NULL) {
		courier->mail_end = &courier->mail;
		hush(courier->out_fd); /* under the lock: a message posted later rings again */
	}
	pthread_mutex_unlock(&courier->lock);
	if (mail == NULL) {
		return false;
	}
	*ret_msg = mail->msg;
	free(mail);
	return true;
}

void mc_courier_watch(struct mc_courier *courier, const struct mc_query *query) {
	pthread_mutex_lock(&courier->lock);
	courier->watched = *query;
	courier->watch_generation++;
	drop_snapshots(courier);
	pthread_mutex_unlock(&courier->lock);
	ring(courier->in_fd);
}

void mc_courier_read(struct mc_courier *courier, uint32_t token, const struct mc_query *query) {
	struct request *request = mc_memory_get(sizeof *request);
	request->token = token;
	request->query = *query;
	want(courier, request);
}

void mc_courier_act(struct mc_courier *courier, uint32_t token, const struct mc_act *act) {
	struct request *request = mc_memory_get(sizeof *request);
	request->token = token;
	request->is_act = true;
	mc_act_copy(&request->arena, act, &request->act);
	want(courier, request);
}

enum mc_status mc_courier_failed(struct mc_courier *courier, struct mc_error *err) {
	pthread_mutex_lock(&courier->lock);
	enum mc_status failed = courier->failed;
	if (failed != MC_OK && err != NULL) {
		*err = courier->failure;
	}
	pthread_mutex_unlock(&courier->lock);
	return failed;
}

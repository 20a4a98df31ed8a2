/*
 * The thread sleeps on its mailbox and on the store's bell, at most a tick long,
 * and does in turn: requests, oldest first; a look whether the store has
 * changed; the watched view. The bell is a hint. The truth is
 * mc_store_changed(), asked at every wake, and own acts always count as a change.
 */
#include "app/courier.h"
#include "app/loop.h"
#include "app/mailbox.h"
#include "app/papers.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/memory.h"
#include "core/act/act_copy.h"
#include "ui/terminal/restore.h"
#include <ctype.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define TICK_MS 1000
#define ASK_AGAIN_MAX 3 /* for an act whose outcome is unknown, a tick apart */

struct mc_courier {
	char *office_dir, *url;
	bool clock_set;
	int64_t clock_offset_ms; /* of the office's clock to the system's, when it is set */
	int patience_ms, tick_ms;
	struct mc_mailbox box;
	pthread_t thread;
	bool thread_runs;

	/* both threads, under `lock` */
	pthread_mutex_t lock;
	struct mc_store *reading; /* the store while a read is under way, to interrupt it */
	enum mc_status failed;
	struct mc_error failure;

	/* the thread's own */
	struct mc_store *store; /* NULL while it is out of reach */
	bool known; /* the office was reached once, and has this mark */
	uint8_t mark[MC_OFFICE_MARK_SIZE];
	enum mc_store_state said_state; /* told to the screen last */
	long said_pid;
	unsigned answered; /* generation of the last watch answered */
	mc_day answered_day; /* of the office's clock then: a new day is a new view */
	bool stale; /* the watched view may have changed */
};

/* ---- the store, as the thread sees it ---- */

static void say_state(struct mc_courier *courier, enum mc_store_state state, long pid) {
	if (courier->said_state != state || courier->said_pid != pid) {
		courier->said_state = state;
		courier->said_pid = pid;
		mc_mailbox_post(&courier->box,
			&(struct mc_msg){ .kind = MC_MSG_STORE, .store = state, .pid = pid });
	}
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

static void give_up(struct mc_courier *courier, enum mc_status status, const struct mc_error *err) {
	pthread_mutex_lock(&courier->lock);
	courier->failed = status;
	courier->failure = *err;
	pthread_mutex_unlock(&courier->lock);
	mc_mailbox_ring(&courier->box);
}

/* The office of this screen, not another that was put into its place. */
static enum mc_status check_office(
	struct mc_courier *courier, const struct mc_store *store, struct mc_error *err) {
	uint8_t mark[MC_OFFICE_MARK_SIZE];
	mc_store_founding(store, mark);
	if (courier->known && memcmp(mark, courier->mark, sizeof mark) != 0) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("Another office lies in %s now: nothing was done. Start this program "
			   "again to work there."),
			courier->office_dir);
	}
	memcpy(courier->mark, mark, sizeof mark);
	courier->known = true;
	return MC_OK;
}

static enum mc_status open_connection(
	struct mc_courier *courier, struct mc_store **ret_store, struct mc_error *err) {
	struct mc_store *store;
	enum mc_status status = mc_app_open(courier->office_dir, courier->url, &store, err);
	if (status != MC_OK) {
		return status;
	}
	status = check_office(courier, store, err);
	if (status == MC_OK && courier->clock_set) {
		status = mc_store_set_clock(store, mc_wall_ms() + courier->clock_offset_ms, err);
	}
	if (status != MC_OK) {
		mc_store_close(store);
		return status;
	}
	if (courier->patience_ms > 0) {
		mc_store_set_patience(store, courier->patience_ms);
	}
	*ret_store = store;
	return MC_OK;
}

/* The connection, made when there is none. */
static enum mc_status reach_store(struct mc_courier *courier, struct mc_error *err) {
	if (courier->store != NULL) {
		return MC_OK;
	}
	if (courier->failed != MC_OK) { /* only this thread sets it */
		*err = courier->failure;
		return courier->failed;
	}
	enum mc_status status = open_connection(courier, &courier->store, err);
	if (status == MC_OK) {
		courier->stale = true;
		say_state(courier, MC_STORE_UP, 0);
	} else if (status == MC_BUSY) {
		say_state(courier, MC_STORE_BUSY, pid_of(err));
	} else {
		say_state(courier, MC_STORE_DOWN, 0);
		if (!mc_status_is_transient(status)) {
			give_up(courier, status, err);
		}
	}
	return status;
}

static void leave_store(struct mc_courier *courier) {
	mc_store_close(courier->store);
	courier->store = NULL;
}

/* Sleeps until the bell rings or a tick is over, and also for requests when asked to. */
static void sleep_a_while(struct mc_courier *courier, bool for_requests) {
	struct pollfd polled[2] = {
		{ .fd = for_requests ? courier->box.in_fd : -1, .events = POLLIN },
		{ .fd = courier->store != NULL ? mc_store_bell_fd(courier->store) : -1,
			.events = POLLIN },
	};
	poll(polled, 2, courier->tick_ms); /* an interruption is a wake as any other */
	if (polled[0].revents != 0) {
		mc_mailbox_quiet(&courier->box);
	}
	if (polled[1].revents != 0) {
		mc_store_bell_answer(courier->store);
	}
}

/* ---- reads ---- */

static void mark_reading(struct mc_courier *courier, struct mc_store *store) {
	pthread_mutex_lock(&courier->lock);
	courier->reading = store;
	pthread_mutex_unlock(&courier->lock);
}

/* Fills the answer in; a connection that failed is left and made anew at the next use. */
static void read_into(
	struct mc_courier *courier, const struct mc_query *query, struct mc_answer *answer) {
	answer->kind = query->kind;
	answer->status = reach_store(courier, &answer->error);
	if (answer->status != MC_OK) {
		return;
	}
	answer->status = mc_store_refresh(courier->store, &answer->error);
	if (answer->status != MC_OK) {
		say_state(courier, MC_STORE_DOWN, 0);
		leave_store(courier);
		return;
	}
	mark_reading(courier, courier->store);
	answer->status = mc_store_query(
		courier->store, query, &answer->arena, &answer->data, &answer->error);
	mark_reading(courier, NULL);
	if (mc_status_is_transient(answer->status)) {
		say_state(courier, MC_STORE_DOWN, 0);
		leave_store(courier);
	} else if (courier->said_state == MC_STORE_DOWN) {
		say_state(courier, MC_STORE_UP, 0);
	}
}

static void do_read(struct mc_courier *courier, const struct mc_request *request) {
	struct mc_answer *answer = mc_answer_create();
	answer->token = request->token;
	read_into(courier, &request->query, answer);
	mc_mailbox_post(&courier->box, &(struct mc_msg){ .kind = MC_MSG_ANSWER, .answer = answer });
}

/*
 * Reads the watched view when it is new, or the store has changed, or the day has:
 * nothing is committed at midnight, and yet yesterday's calls are no calls any more.
 */
static void keep_watch(struct mc_courier *courier) {
	struct mc_query query;
	unsigned generation = mc_mailbox_watched(&courier->box, &query);
	mc_day today = 0;
	struct mc_error gone; /* the store's state says it */
	if (courier->store != NULL && mc_store_refresh(courier->store, &gone) != MC_OK) {
		say_state(courier, MC_STORE_DOWN, 0);
		leave_store(courier);
		courier->stale = true;
		return;
	}
	if (courier->store != NULL && mc_store_changed(courier->store)) {
		courier->stale = true;
		say_state(courier, MC_STORE_UP, 0); /* somebody got through the gate */
	}
	if (courier->store != NULL) {
		today = mc_day_of(
			mc_store_now(courier->store)); /* before the read: never too late */
		courier->stale = courier->stale || today != courier->answered_day;
	}
	if (generation == 0 || (!courier->stale && generation == courier->answered)) {
		return;
	}
	struct mc_answer *answer = mc_answer_create();
	read_into(courier, &query, answer);
	if (mc_status_is_transient(answer->status) || answer->status == MC_CONFLICT) {
		mc_answer_destroy(answer); /* still stale: the next wake tries again */
		return;
	}
	courier->stale = false;
	courier->answered = generation;
	courier->answered_day = today;
	mc_mailbox_post_snapshot(&courier->box, answer, generation);
}

/* ---- acts ---- */

/* One try at an act. */
static enum mc_status try_act(
	struct mc_courier *courier, const struct mc_act *act, struct mc_answer *answer) {
	enum mc_status status = reach_store(courier, &answer->error);
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
static void do_act(struct mc_courier *courier, const struct mc_request *request) {
	struct mc_answer *answer = mc_answer_create();
	answer->token = request->token;
	answer->status = try_act(courier, &request->act, answer);
	for (int again = 0; again < ASK_AGAIN_MAX && mc_status_is_unsure(answer->status) &&
			    !mc_mailbox_closing(&courier->box);
		again++) {
		say_state(courier, MC_STORE_DOWN, 0);
		leave_store(courier);
		sleep_a_while(courier, false);
		answer->status = try_act(courier, &request->act, answer);
	}
	courier->stale = true;
	if (answer->status == MC_BUSY) {
		say_state(courier, MC_STORE_BUSY, pid_of(&answer->error));
	} else if (courier->store != NULL) {
		say_state(courier,
			mc_status_is_unsure(answer->status) ? MC_STORE_DOWN : MC_STORE_UP, 0);
	}
	mc_mailbox_post(
		&courier->box, &(struct mc_msg){ .kind = MC_MSG_OUTCOME, .answer = answer });
}

/* ---- the thread ---- */

static void *run(void *data) {
	struct mc_courier *courier = data;
	void *stack = mc_restore_stack();
	for (;;) {
		struct mc_request *request = mc_mailbox_take(&courier->box);
		if (request != NULL && request->is_act) {
			do_act(courier, request);
		} else if (request != NULL) {
			do_read(courier, request);
		} else if (mc_mailbox_closing(&courier->box)) {
			break;
		} else {
			struct mc_error ignored; /* what it means was said as the store's state */
			(void)reach_store(courier, &ignored);
			keep_watch(courier);
			sleep_a_while(courier, true);
		}
		mc_request_destroy(request);
	}
	leave_store(courier);
	mc_restore_stack_free(stack);
	return NULL;
}

/* Every signal but a fault's stays with the screen; the gate opens its own door for the one it needs. */
static int start_thread(struct mc_courier *courier) {
	sigset_t others, before;
	mc_fault_fill_others(&others);
	pthread_sigmask(SIG_SETMASK, &others, &before);
	int error = pthread_create(&courier->thread, NULL, run, courier);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	courier->thread_runs = error == 0;
	return error;
}

/* ---- the screen's side ---- */

enum mc_status mc_courier_create(const struct mc_courier_options *options,
	struct mc_courier **ret_courier, struct mc_error *err) {
	struct mc_courier *courier = mc_memory_get(sizeof *courier);
	courier->office_dir = options->office_dir != NULL ? strdup(options->office_dir) : NULL;
	courier->url = options->url != NULL ? strdup(options->url) : NULL;
	courier->clock_set = options->clock_at != 0;
	courier->clock_offset_ms = options->clock_at - mc_wall_ms();
	courier->patience_ms = options->patience_ms;
	courier->tick_ms = options->tick_ms > 0 ? options->tick_ms : TICK_MS;
	pthread_mutex_init(&courier->lock, NULL);
	int error = mc_mailbox_init(&courier->box);
	if (error == 0) {
		error = start_thread(courier);
	}
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
		mc_mailbox_close(&courier->box);
		pthread_mutex_lock(&courier->lock);
		if (courier->reading != NULL) {
			mc_store_interrupt(courier->reading);
		}
		pthread_mutex_unlock(&courier->lock);
		pthread_join(courier->thread, NULL);
	}
	mc_mailbox_finish(&courier->box);
	pthread_mutex_destroy(&courier->lock);
	free(courier->office_dir);
	free(courier->url);
	free(courier);
}

int mc_courier_fd(const struct mc_courier *courier) {
	return courier->box.out_fd;
}

bool mc_courier_receive(struct mc_courier *courier, struct mc_msg *ret_msg) {
	return mc_mailbox_receive(&courier->box, ret_msg);
}

void mc_courier_watch(struct mc_courier *courier, const struct mc_query *query) {
	mc_mailbox_watch(&courier->box, query);
}

void mc_courier_read(struct mc_courier *courier, uint32_t token, const struct mc_query *query) {
	struct mc_request *request = mc_memory_get(sizeof *request);
	request->token = token;
	request->query = *query;
	mc_mailbox_want(&courier->box, request);
}

void mc_courier_act(struct mc_courier *courier, uint32_t token, const struct mc_act *act) {
	struct mc_request *request = mc_memory_get(sizeof *request);
	request->token = token;
	request->is_act = true;
	mc_act_copy(&request->arena, act, &request->act);
	mc_mailbox_want(&courier->box, request);
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

/*
 * One timerfd serves all timers and is set to the nearest; one signalfd serves
 * all signals. Both are ordinary entries of the poll list, which is made anew
 * each turn. A source removed while callbacks run is only marked, and freed when
 * the turn is over, so that no callback can pull the list from under the turn.
 */
#include "app/loop.h"
#include "base/clock.h"
#include "base/memory.h"
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum source_kind { SOURCE_FD, SOURCE_TIMER, SOURCE_SIGNAL };

struct mc_source {
	struct mc_loop *loop;
	enum source_kind kind;
	bool removed;
	void *data;
	union {
		struct {
			int fd;
			short events;
			mc_loop_fd_fn *fn;
		} fd;
		struct {
			int64_t due_ms;
			int period_ms;
			mc_loop_timer_fn *fn;
		} timer;
		struct {
			int number;
			mc_loop_signal_fn *fn;
		} signal;
	} as;
};

enum { SLOT_TIMER, SLOT_SIGNAL, SLOT_COUNT };

struct mc_loop {
	int timer_fd;
	int signal_fd;
	sigset_t signals; /* that arrive here */
	sigset_t mask_before;
	struct mc_source **sources;
	size_t count;
	size_t cap;
	struct pollfd *polled; /* SLOT_COUNT, then one for each descriptor source */
	size_t polled_cap;
	bool turning;
};

enum mc_status mc_loop_create(struct mc_loop **ret_loop, struct mc_error *err) {
	struct mc_loop *loop = mc_memory_get(sizeof *loop);
	sigemptyset(&loop->signals);
	pthread_sigmask(SIG_SETMASK, NULL, &loop->mask_before);
	loop->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	loop->signal_fd = signalfd(-1, &loop->signals, SFD_NONBLOCK | SFD_CLOEXEC);
	if (loop->timer_fd < 0 || loop->signal_fd < 0) {
		const char *reason = strerror(errno);
		mc_loop_destroy(loop);
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The screen cannot start: %s. Close other programs and try again."),
			reason);
	}
	*ret_loop = loop;
	return MC_OK;
}

void mc_loop_destroy(struct mc_loop *loop) {
	if (loop == NULL) {
		return;
	}
	assert(!loop->turning);
	for (size_t i = 0; i < loop->count; i++) {
		free(loop->sources[i]);
	}
	if (loop->timer_fd >= 0) {
		close(loop->timer_fd);
	}
	if (loop->signal_fd >= 0) {
		close(loop->signal_fd);
	}
	pthread_sigmask(SIG_SETMASK, &loop->mask_before, NULL);
	free(loop->sources);
	free(loop->polled);
	free(loop);
}

static struct mc_source *add_source(struct mc_loop *loop, enum source_kind kind, void *data) {
	if (loop->count == loop->cap) {
		loop->cap = loop->cap == 0 ? 8 : 2 * loop->cap;
		loop->sources = mc_memory_resize(
			loop->sources, mc_memory_product(loop->cap, sizeof(struct mc_source *)));
	}
	struct mc_source *source = mc_memory_get(sizeof *source);
	source->loop = loop;
	source->kind = kind;
	source->data = data;
	loop->sources[loop->count++] = source;
	return source;
}

struct mc_source *mc_loop_add_fd(
	struct mc_loop *loop, int fd, short events, mc_loop_fd_fn *fn, void *data) {
	struct mc_source *source = add_source(loop, SOURCE_FD, data);
	source->as.fd.fd = fd;
	source->as.fd.events = events;
	source->as.fd.fn = fn;
	return source;
}

struct mc_source *mc_loop_add_timer(
	struct mc_loop *loop, int first_ms, int period_ms, mc_loop_timer_fn *fn, void *data) {
	struct mc_source *source = add_source(loop, SOURCE_TIMER, data);
	source->as.timer.due_ms = mc_monotonic_ms() + first_ms;
	source->as.timer.period_ms = period_ms;
	source->as.timer.fn = fn;
	return source;
}

struct mc_source *mc_loop_add_signal(
	struct mc_loop *loop, int signal, mc_loop_signal_fn *fn, void *data) {
	struct mc_source *source = add_source(loop, SOURCE_SIGNAL, data);
	source->as.signal.number = signal;
	source->as.signal.fn = fn;
	sigaddset(&loop->signals, signal);
	pthread_sigmask(SIG_BLOCK, &loop->signals, NULL);
	/* changing the mask of an open signalfd takes nothing that could run out */
	int fd = signalfd(loop->signal_fd, &loop->signals, SFD_NONBLOCK | SFD_CLOEXEC);
	assert(fd == loop->signal_fd);
	return source;
}

static void sweep(struct mc_loop *loop) {
	size_t kept = 0;
	for (size_t i = 0; i < loop->count; i++) {
		if (loop->sources[i]->removed) {
			free(loop->sources[i]);
		} else {
			loop->sources[kept++] = loop->sources[i];
		}
	}
	loop->count = kept;
}

void mc_source_remove(struct mc_source *source) {
	if (source == NULL) {
		return;
	}
	source->removed = true;
	if (!source->loop->turning) {
		sweep(source->loop);
	}
}

/* Sets the timerfd to the nearest timer; none: disarmed. */
static void arm_timers(struct mc_loop *loop) {
	int64_t nearest = INT64_MAX;
	for (size_t i = 0; i < loop->count; i++) {
		const struct mc_source *source = loop->sources[i];
		if (source->kind == SOURCE_TIMER && source->as.timer.due_ms < nearest) {
			nearest = source->as.timer.due_ms;
		}
	}
	struct itimerspec when = { 0 };
	if (nearest != INT64_MAX) {
		when.it_value.tv_sec = (time_t)(nearest / 1000);
		when.it_value.tv_nsec = (long)(nearest % 1000) * 1000000 + 1; /* 0 0 disarms */
	}
	timerfd_settime(loop->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void call_timers(struct mc_loop *loop) {
	uint64_t expirations;
	while (read(loop->timer_fd, &expirations, sizeof expirations) > 0) {
		continue;
	}
	int64_t now = mc_monotonic_ms();
	size_t count = loop->count; /* those added by a callback wait for the next turn */
	for (size_t i = 0; i < count; i++) {
		struct mc_source *source = loop->sources[i];
		if (source->kind != SOURCE_TIMER || source->removed ||
			source->as.timer.due_ms > now) {
			continue;
		}
		if (source->as.timer.period_ms == 0) {
			source->removed = true;
		} else {
			int64_t next = source->as.timer.due_ms + source->as.timer.period_ms;
			source->as.timer.due_ms =
				next > now ? next : now + source->as.timer.period_ms;
		}
		source->as.timer.fn(source->data);
	}
}

static void call_signals(struct mc_loop *loop) {
	struct signalfd_siginfo info;
	while (read(loop->signal_fd, &info, sizeof info) == (ssize_t)sizeof info) {
		size_t count = loop->count;
		for (size_t i = 0; i < count; i++) {
			struct mc_source *source = loop->sources[i];
			if (source->kind == SOURCE_SIGNAL && !source->removed &&
				source->as.signal.number == (int)info.ssi_signo) {
				source->as.signal.fn((int)info.ssi_signo, source->data);
			}
		}
	}
}

/* Fills loop->polled; descriptor sources stand in it in their order. */
static size_t fill_polled(struct mc_loop *loop) {
	if (loop->polled_cap < SLOT_COUNT + loop->count) {
		loop->polled_cap = SLOT_COUNT + 2 * loop->count;
		loop->polled = mc_memory_resize(
			loop->polled, mc_memory_product(loop->polled_cap, sizeof(struct pollfd)));
	}
	loop->polled[SLOT_TIMER] = (struct pollfd){ .fd = loop->timer_fd, .events = POLLIN };
	loop->polled[SLOT_SIGNAL] = (struct pollfd){ .fd = loop->signal_fd, .events = POLLIN };
	size_t used = SLOT_COUNT;
	for (size_t i = 0; i < loop->count; i++) {
		const struct mc_source *source = loop->sources[i];
		if (source->kind == SOURCE_FD) {
			loop->polled[used++] = (struct pollfd){ .fd = source->as.fd.fd,
				.events = source->as.fd.events };
		}
	}
	return used;
}

static void call_fds(struct mc_loop *loop, size_t used) {
	size_t slot = SLOT_COUNT;
	for (size_t i = 0; slot < used; i++) {
		struct mc_source *source = loop->sources[i];
		if (source->kind != SOURCE_FD) {
			continue;
		}
		short revents = loop->polled[slot++].revents;
		if (revents != 0 && !source->removed) {
			source->as.fd.fn(source->as.fd.fd, revents, source->data);
		}
	}
}

/* poll() that goes on after an interruption, with what is left of the time. */
static void wait_for_events(struct mc_loop *loop, size_t used, int wait_ms) {
	int64_t until = mc_monotonic_ms() + wait_ms;
	while (poll(loop->polled, used, wait_ms) < 0) {
		assert(errno == EINTR);
		if (wait_ms > 0) {
			int64_t left = until - mc_monotonic_ms();
			wait_ms = left > 0 ? (int)left : 0;
		}
	}
}

void mc_loop_turn(struct mc_loop *loop, int wait_ms) {
	assert(!loop->turning);
	arm_timers(loop);
	size_t used = fill_polled(loop);
	wait_for_events(loop, used, wait_ms);

	loop->turning = true;
	if (loop->polled[SLOT_SIGNAL].revents != 0) {
		call_signals(loop);
	}
	call_fds(loop, used);
	if (loop->polled[SLOT_TIMER].revents != 0) {
		call_timers(loop);
	}
	loop->turning = false;
	sweep(loop);
}

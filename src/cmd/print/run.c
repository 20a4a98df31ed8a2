/*
 * motcua-print run: the worker of an office's print list. One at a time holds
 * print.lock beside the store. It looks when the store's bell rings and every second, and
 * ends cleanly on SIGTERM, after the paper it is at.
 */
#include "app/loop.h"
#include "app/printing/outbox.h"
#include "app/printing/printing.h"
#include "base/clock.h"
#include "base/log.h"
#include "cmd/print/modes.h"
#include "cmd/print/rounds.h"
#include "print/cups.h"
#include <motcua/store.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define ONCE_MS 15000 /* how long --once follows what is at CUPS */

struct runner {
	const struct mc_print_options *options;
	struct mc_store *store;
	struct mc_outbox outbox;
	struct mc_cups *cups;
	struct mc_transport transport;
	struct mc_worker *worker;
	struct mc_rounds rounds;
	struct mc_loop *loop;
	bool stop;
};

static void on_signal(int signal, void *data) {
	(void)signal;
	struct runner *runner = data;
	runner->stop = true;
}

static void on_bell(int fd, short revents, void *data) {
	(void)fd, (void)revents;
	struct runner *runner = data;
	mc_store_bell_answer(runner->store);
}

/* With the store open: the office is where that lies, whichever way it was named. */
static enum mc_status start(struct runner *runner, struct mc_error *err) {
	enum mc_status status = mc_outbox_init(&runner->outbox, runner->store,
		mc_store_office_dir(runner->store), runner->options->lang, err);
	if (status == MC_OK) {
		status = mc_loop_create(&runner->loop, err);
	}
	if (status != MC_OK) {
		return status;
	}
	runner->cups = mc_cups_create();
	const struct mc_print_source source = mc_outbox_source(&runner->outbox);
	runner->transport = mc_cups_transport(runner->cups);
	runner->worker = mc_worker_create(&source, &runner->transport);
	runner->rounds = (struct mc_rounds){ .store = runner->store,
		.office_dir = mc_store_office_dir(runner->store),
		.lang = runner->options->lang,
		.transport = &runner->transport,
		.worker = runner->worker };
	mc_loop_add_signal(runner->loop, SIGTERM, on_signal, runner);
	mc_loop_add_signal(runner->loop, SIGINT, on_signal, runner);
	int bell = mc_store_bell_fd(runner->store);
	if (bell >= 0) {
		mc_loop_add_fd(runner->loop, bell, POLLIN, on_bell, runner);
	}
	return MC_OK;
}

static void finish(struct runner *runner) {
	mc_rounds_finish(&runner->rounds);
	mc_worker_destroy(runner->worker);
	mc_cups_destroy(runner->cups);
	mc_loop_destroy(runner->loop);
	mc_outbox_finish(&runner->outbox);
	mc_store_close(runner->store);
}

/* Empties what can be emptied; MC_UNAVAILABLE while something is left. */
static enum mc_status run_once(struct runner *runner, struct mc_error *err) {
	struct mc_worker_rest rest = { .open = 0 };
	int64_t end = mc_monotonic_ms() + ONCE_MS;
	do {
		enum mc_status status =
			mc_worker_step(runner->worker, mc_store_now(runner->store), &rest, err);
		if (status != MC_OK) {
			return status;
		}
		if (rest.open > rest.held) {
			mc_loop_turn(runner->loop, rest.next_ms);
		}
	} while (rest.open > rest.held && mc_monotonic_ms() < end && !runner->stop);
	mc_rounds_step(&runner->rounds, rest.noted, mc_monotonic_ms());
	if (rest.open > 0) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("Papers that are not printed yet: %zu. See “motcua print list”."),
			rest.open);
	}
	return MC_OK;
}

static void run_on(struct runner *runner) {
	char said[512] = "";
	while (!runner->stop) {
		struct mc_worker_rest rest = { .next_ms = MC_IDLE_MS };
		struct mc_error err;
		char text[512] = "";
		enum mc_status status = mc_store_refresh(runner->store, &err);
		if (status == MC_OK) {
			status = mc_worker_step(
				runner->worker, mc_store_now(runner->store), &rest, &err);
		}
		if (status == MC_OK) {
			mc_rounds_step(&runner->rounds, rest.noted, mc_monotonic_ms());
		}
		if (status != MC_OK) {
			mc_error_text(MC_LANG_EN, &err, text, sizeof text);
			if (strcmp(text, said) != 0) { /* once, not every second */
				mc_log(MC_LOG_ERROR, "%s", text);
			}
		}
		mc_copy(said, sizeof said, text);
		mc_loop_turn(runner->loop, rest.next_ms);
	}
}

/* From here on this process ends with its parent, also if that is gone already. */
static bool follow_parent(pid_t parent) {
	return prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == parent;
}

enum mc_status mc_print_run(const struct mc_print_options *options, struct mc_error *err) {
	pid_t parent = getppid();
	if (options->office == NULL) {
		return mc_fail(err, MC_INVALID, N_("Name the office folder: run --office DIR."));
	}
	if (options->with_parent && !follow_parent(parent)) {
		return MC_OK;
	}
	MC_AUTOCLOSE int lock = -1;
	struct runner runner = { .options = options };
	enum mc_status status = mc_store_open(options->office, options->store, &runner.store, err);
	if (status == MC_OK) {
		status = mc_printing_take(mc_store_office_dir(runner.store), &lock, err);
	}
	if (status == MC_OK) {
		status = start(&runner, err);
	}
	if (status == MC_OK && options->once) {
		status = run_once(&runner, err);
	} else if (status == MC_OK) {
		run_on(&runner);
	}
	finish(&runner);
	return status;
}

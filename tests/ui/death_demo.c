/*
 * Opens a terminal, says that it is ready, and dies in the way named as argument;
 * "wait": of a signal that comes. Usage: death_demo WAY.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "ui/terminal/restore.h"
#include "ui/terminal/term.h"
#include <assert.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void wait_for_signal(void) {
	for (;;) {
		pause();
	}
}

static void exit_in_a_library(void) {
	exit(7);
}

static void run_out_of_memory(void) {
	mc_memory_out();
}

static void write_to_nowhere(void) {
	volatile uintptr_t nowhere = 4096;

	*(volatile int *)nowhere = 1;
}

/* As deep as it is told to go; no stack is. */
static int call_on(long depth, volatile const char *above) {
	volatile char block[4096];

	block[0] = *above;
	return depth == 0 ? block[0] : call_on(depth - 1, block) + block[0];
}

static void overflow_the_stack(void) {
	exit(call_on(1L << 40, "1") != 0);
}

static void *run_thread(void *data) {
	void (*die)(void);

	memcpy(&die, data, sizeof die);
	mc_restore_stack();
	die();
	return NULL;
}

/* In a thread that has blocked what can wait, as that of the store. */
static void in_a_thread(void (*die)(void)) {
	sigset_t others;
	pthread_t thread;

	mc_fault_fill_others(&others);
	pthread_sigmask(SIG_SETMASK, &others, NULL);
	pthread_create(&thread, NULL, run_thread, &die);
	pthread_join(thread, NULL);
}

static void fault_in_a_thread(void) {
	in_a_thread(write_to_nowhere);
}

static void overflow_in_a_thread(void) {
	in_a_thread(overflow_the_stack);
}

static void abort_in_a_thread(void) {
	in_a_thread(abort);
}

/* A child that ends leaves the terminal to its parent. */
static void end_a_child(void) {
	pid_t child = fork();

	if (child == 0) {
		exit(0);
	}
	waitpid(child, NULL, 0);
	fputs("child has ended", stdout);
	fflush(stdout);
	wait_for_signal();
}

/* What a sanitizer reports ends the process without a signal; without one it is an end like any. */
static void be_reported(void) {
	char *volatile block = malloc(1);

	free(block);
#ifdef __SANITIZE_ADDRESS__
	block[0] = 1;
#endif
	exit(1);
}

static const struct {
	const char *name;
	void (*die)(void);
} ways[] = {
	{ "wait", wait_for_signal },
	{ "exit", exit_in_a_library },
	{ "memory", run_out_of_memory },
	{ "abort", abort },
	{ "fault", write_to_nowhere },
	{ "overflow", overflow_the_stack },
	{ "thread-fault", fault_in_a_thread },
	{ "thread-overflow", overflow_in_a_thread },
	{ "thread-abort", abort_in_a_thread },
	{ "child", end_a_child },
	{ "report", be_reported },
};

int main(int argc, char **argv) {
	const struct mc_tty_options options = {
		.fd_in = 0, .fd_out = 1, .type = getenv("TERM"), .level = -1
	};
	struct mc_tty *tty;
	struct mc_frame frame;
	struct mc_error err;

	setlocale(LC_CTYPE, "");
	assert(argc == 2);
	if (mc_tty_open(&options, &tty, &err) != MC_OK) {
		return 3;
	}
	mc_frame_init(&frame, 24, 80);
	mc_frame_text(&frame, 5, 5, 20, MC_STYLE_ERROR, "ready");
	mc_tty_paint(tty, &frame);
	for (size_t i = 0; i < MC_COUNT(ways); i++) {
		if (strcmp(ways[i].name, argv[1]) == 0) {
			ways[i].die();
		}
	}
	return 2;
}

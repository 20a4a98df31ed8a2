/*
 * The terminal is put back on any death, and the exit status tells what it was.
 * Usage: test_ui_death DEATH_DEMO.
 */
#include "glass.h"
#include <motcua/status.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *demo;

/* What must have gone to a terminal of the type, in this order, to have it back. */
static const struct type {
	const char *name, *bytes[4];
} types[] = {
	{ "xterm-256color", { "\033[?2004l", "\033[39;49m", "\033[?25h", "\033[?1049l" } },
	{ "screen-256color", { "\033[?2004l", "\033[39;49m", "\033[?25h", "\033[?1049l" } },
	{ "putty", { "\033[?2004l", "\033[39;49m", "\033[?25h", "\033[?1049l" } },
	{ "linux", { "\033[?2004l", "\033[39;49m", "\033[?25h", "\r\n" } },
	{ "vt220", { "\033[?2004l", "\033[m", "\033[?25h", "\r\n" } },
};

/* The demo hides the cursor: its frame has none. */
static void open_demo(struct glass *glass, const struct type *type, const char *way) {
	const char *const argv[] = { demo, way, NULL };

	glass_open(glass, type->name, argv);
}

/* `from`: the place in what was sent behind which it must stand. */
static void expect_put_back(const struct glass *glass, const struct type *type, size_t from) {
	for (size_t i = 0; i < MC_COUNT(type->bytes) && type->bytes[i] != NULL; i++) {
		const char *bytes = type->bytes[i];
		const char *at =
			memmem(glass->raw + from, glass->raw_len - from, bytes, strlen(bytes));

		if (at == NULL) {
			fail_msg("%s: piece %zu was not sent", type->name, i);
		}
		from = (size_t)(at - glass->raw) + strlen(bytes);
	}
	assert_true(glass_modes_are_back(glass));
}

static void expect_death_by(int signal_number, const struct type *type) {
	static struct glass glass;
	size_t from;
	int status;

	open_demo(&glass, type, "wait");
	glass_wait_for(&glass, "ready");
	assert_false(glass_modes_are_back(&glass));
	from = glass.raw_len;
	kill(glass.pid, signal_number);
	status = glass_wait_end(&glass);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != signal_number) {
		fail_msg("signal %d: wait status %d", signal_number, status);
	}
	expect_put_back(&glass, type, from);
	glass_close(&glass);
}

static void a_fatal_signal_puts_the_terminal_back(void **state) {
	const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
		SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGXFSZ,
		SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(signals); i++) {
		expect_death_by(signals[i], &types[i % MC_COUNT(types)]);
	}
}

static void any_other_death_puts_the_terminal_back(void **state) {
	static const struct {
		const char *way;
		int signal, exit; /* one of them, the other 0 */
	} rows[] = {
		{ "exit", 0, 7 },
		{ "memory", 0, 3 },
		{ "report", 0, 1 },
		{ "abort", SIGABRT, 0 },
		{ "fault", SIGSEGV, 0 },
		{ "overflow", SIGSEGV, 0 },
		{ "thread-fault", SIGSEGV, 0 },
		{ "thread-overflow", SIGSEGV, 0 },
		{ "thread-abort", SIGABRT, 0 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		const struct type *type = &types[i % MC_COUNT(types)];
		static struct glass glass;
		int status;

		open_demo(&glass, type, rows[i].way);
		status = glass_wait_end(&glass);
		if (rows[i].signal != 0
				? !WIFSIGNALED(status) || WTERMSIG(status) != rows[i].signal
				: !WIFEXITED(status) || WEXITSTATUS(status) != rows[i].exit) {
			fail_msg("%s: wait status %d", rows[i].way, status);
		}
		assert_true(glass_was_sent(&glass, "ready"));
		expect_put_back(&glass, type, 0);
		glass_close(&glass);
	}
}

static void a_child_that_ends_leaves_the_terminal_alone(void **state) {
	static struct glass glass;

	(void)state;
	open_demo(&glass, &types[0], "child");
	glass_wait_for(&glass, "child has ended");
	assert_false(glass_was_sent(&glass, "\033[?1049l"));
	assert_false(glass_modes_are_back(&glass));
	glass_close(&glass);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fatal_signal_puts_the_terminal_back),
		cmocka_unit_test(any_other_death_puts_the_terminal_back),
		cmocka_unit_test(a_child_that_ends_leaves_the_terminal_alone),
	};

	if (argc < 2) {
		fputs("usage: test_ui_death DEATH_DEMO\n", stderr);
		return 77;
	}
	demo = argv[1];
	/* a sanitizer would report faults itself, and end with a status of its own */
	const char *given = getenv("ASAN_OPTIONS");
	char options[512];
	snprintf(options, sizeof options,
		"%s:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:"
		"handle_abort=0:detect_leaks=0",
		given != NULL ? given : "");
	setenv("ASAN_OPTIONS", options, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Everything that runs at a death is async-signal-safe: the bytes are made before.
 * The signals hooked are all whose default action ends the process and that nobody
 * else has claimed, and those of a fault also where a sanitizer has.
 */
#include "ui/terminal/restore.h"
#include "base/fault.h"
#include "base/memory.h"
#include <assert.h>
#include <motcua/status.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STACK_BYTES 65536
#define PATIENCE_MS 500 /* of a terminal that takes no more bytes */

static struct {
	volatile sig_atomic_t armed;
	pid_t owner; /* a child that dies has nothing to put back */
	int fd;
	struct termios before;
	char bytes[MC_RESTORE_BYTES];
	size_t len;
	bool hooked; /* handlers stand */
	bool at_exit; /* and what cannot be taken back */
	void *stack;
	struct sigaction previous[NSIG];
} restore;

/* Those whose default action is not the end of the process, or that nobody can catch. */
static const int harmless[] = { SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU,
	SIGSTOP, SIGKILL };

static bool is_harmless(int number) {
	for (size_t i = 0; i < MC_COUNT(harmless); i++) {
		if (harmless[i] == number) {
			return true;
		}
	}
	return false;
}

bool mc_restore_is_background(int fd) {
	pid_t group = tcgetpgrp(fd);

	return group >= 0 && group != getpgrp();
}

/*
 * In the background the terminal's modes are somebody else's by now; what is shown
 * is still ours. SIGTTOU is blocked here, or setting modes could stop us.
 */
static void put_back(void) {
	struct pollfd room = { .fd = restore.fd, .events = POLLOUT };

	if (!restore.armed || restore.owner != getpid()) {
		return;
	}
	restore.armed = 0;
	if (poll(&room, 1, PATIENCE_MS) == 1) {
		ssize_t written = write(restore.fd, restore.bytes, restore.len);

		(void)written; /* nobody is left to hear of it */
	}
	if (!mc_restore_is_background(restore.fd)) {
		tcsetattr(restore.fd, TCSANOW, &restore.before);
	}
}

/* A fault happens again when its instruction runs again, and is then told with its address. */
static void on_death(int number, siginfo_t *info, void *context) {
	(void)context;
	put_back();
	sigaction(number, &restore.previous[number], NULL);
	if (info->si_code <= 0 || !mc_fault_is(number)) {
		raise(number); /* blocked here, so it comes when the handler is left */
	}
}

static void at_exit(void) {
	sigset_t stop, before;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTTOU);
	pthread_sigmask(SIG_BLOCK, &stop, &before);
	put_back();
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Of the sanitizers' run time, where there is one; it ends the process without a signal. */
extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void hook_exits(void) {
	if (!restore.at_exit) {
		restore.at_exit = atexit(at_exit) == 0;
		if (__sanitizer_set_death_callback != NULL) {
			__sanitizer_set_death_callback(at_exit);
		}
	}
}

static void hook_signals(void) {
	struct sigaction action = { .sa_sigaction = on_death, .sa_flags = SA_SIGINFO | SA_ONSTACK };

	sigfillset(&action.sa_mask);
	for (int number = 1; number < NSIG; number++) {
		struct sigaction *previous = &restore.previous[number];

		if (is_harmless(number) || sigaction(number, NULL, previous) != 0) {
			continue; /* the C library keeps two for itself */
		}
		if (previous->sa_handler == SIG_DFL ||
			(previous->sa_handler != SIG_IGN && mc_fault_is(number))) {
			sigaction(number, &action, NULL);
		}
	}
}

static void unhook_signals(void) {
	for (int number = 1; number < NSIG; number++) {
		struct sigaction now;

		if (sigaction(number, NULL, &now) == 0 && (now.sa_flags & SA_SIGINFO) != 0 &&
			now.sa_sigaction == on_death) {
			sigaction(number, &restore.previous[number], NULL);
		}
	}
}

void mc_restore_arm(int fd, const struct termios *before, const char *bytes, size_t len) {
	assert(len <= sizeof restore.bytes);
	restore.armed = 0;
	restore.owner = getpid();
	restore.fd = fd;
	restore.before = *before;
	memcpy(restore.bytes, bytes, len);
	restore.len = len;
	restore.armed = 1;
	if (!restore.hooked) {
		restore.hooked = true;
		restore.stack = mc_restore_stack();
		hook_exits();
		hook_signals();
	}
}

void mc_restore_disarm(void) {
	restore.armed = 0;
	if (restore.hooked) {
		restore.hooked = false;
		unhook_signals();
		mc_restore_stack_free(restore.stack);
	}
}

void *mc_restore_stack(void) {
	stack_t stack;

	if (sigaltstack(NULL, &stack) != 0 || (stack.ss_flags & SS_DISABLE) == 0) {
		return NULL;
	}
	stack = (stack_t){ .ss_sp = mc_memory_get(STACK_BYTES), .ss_size = STACK_BYTES };
	sigaltstack(&stack, NULL);
	return stack.ss_sp;
}

void mc_restore_stack_free(void *stack) {
	if (stack != NULL) {
		sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
		free(stack);
	}
}

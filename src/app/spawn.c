/*
 * One poll loop feeds stdin and drains stdout and stderr at the same time, so
 * that neither side waits for the other with a full pipe. A child starts with
 * no signal blocked and the default actions, whatever the loop has done to ours.
 */
#include "app/spawn.h"
#include "app/loop.h"
#include "base/clock.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { END_IN, END_OUT, END_ERR, END_COUNT };

#define NAP_NS 2000000

static bool runnable(struct mc_str *path, const char *folder, size_t len, const char *program) {
	mc_str_clear(path);
	mc_str_add_bytes(path, folder, len);
	mc_str_addf(path, "/%s", program);
	return access(path->data, X_OK) == 0;
}

enum mc_status mc_spawn_find(const char *program, struct mc_str *ret_path, struct mc_error *err) {
	struct mc_str path;
	mc_str_init(&path);
	char own[4096];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own);
	const char *slash = len > 0 ? memrchr(own, '/', (size_t)len) : NULL;
	bool found = slash != NULL && runnable(&path, own, (size_t)(slash - own), program);

	const char *folder = getenv("PATH");
	while (!found && folder != NULL && *folder != '\0') {
		size_t folder_len = strcspn(folder, ":");
		found = folder_len > 0 && runnable(&path, folder, folder_len, program);
		folder += folder_len + (folder[folder_len] == ':');
	}
	if (found) {
		mc_str_add(ret_path, path.data);
	}
	mc_str_finish(&path);
	return found ? MC_OK
		     : mc_fail(err, MC_NOT_FOUND,
			       N_("The program %s is not installed: it belongs beside motcua or in "
				  "PATH."),
			       program);
}

/* Attributes of every child; actions say what becomes of its descriptors. */
static int spawn_child(
	const char *const *argv, const posix_spawn_file_actions_t *actions, pid_t *ret_pid) {
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	sigdelset(&all, SIGKILL);
	sigdelset(&all, SIGSTOP);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int error = posix_spawn(
		ret_pid, argv[0], actions, &attributes, (char *const *)(void *)argv, environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

void mc_spawn_fresh_signals(void) {
	sigset_t none;
	for (int number = 1; number < NSIG; number++) {
		signal(number, SIG_DFL); /* in vain for the few that are always so */
	}
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void close_end(int *fd) {
	if (*fd >= 0) {
		close(*fd);
		*fd = -1;
	}
}

/* Three pipes; ours[] are our ends (stdin: for writing), theirs[] the child's. All close on exec. */
static bool make_pipes(int ours[END_COUNT], int theirs[END_COUNT]) {
	for (int i = 0; i < END_COUNT; i++) {
		ours[i] = theirs[i] = -1;
	}
	for (int i = 0; i < END_COUNT; i++) {
		int ends[2];
		if (pipe2(ends, O_CLOEXEC) < 0) {
			return false;
		}
		ours[i] = ends[i == END_IN];
		theirs[i] = ends[i != END_IN];
		fcntl(ours[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static int start_piped(const char *const *argv, int ours[END_COUNT], pid_t *ret_pid) {
	int theirs[END_COUNT];
	int error;
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	if (make_pipes(ours, theirs)) {
		for (int i = 0; i < END_COUNT; i++) {
			posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
		}
		error = spawn_child(argv, &actions, ret_pid);
	} else {
		error = errno;
	}
	posix_spawn_file_actions_destroy(&actions);
	for (int i = 0; i < END_COUNT; i++) {
		close_end(&theirs[i]);
		if (error != 0) {
			close_end(&ours[i]);
		}
	}
	return error;
}

static void feed(int *fd, const struct mc_spawn *spawn, size_t *fed) {
	ssize_t written = -1;
	if (*fed < spawn->input_len) {
		written = write(*fd, (const char *)spawn->input + *fed, spawn->input_len - *fed);
		if (written < 0 && (errno == EAGAIN || errno == EINTR)) {
			return;
		}
	}
	*fed += written > 0 ? (size_t)written : 0;
	if (written < 0 || *fed == spawn->input_len) {
		close_end(fd); /* all is said, or it does not want to hear it */
	}
}

static void drain(int *fd, struct mc_str *out) {
	char bytes[16384];
	ssize_t len = read(*fd, bytes, sizeof bytes);
	if (len > 0) {
		mc_str_add_bytes(out, bytes, (size_t)len);
	} else if (len == 0 || (errno != EAGAIN && errno != EINTR)) {
		close_end(fd);
	}
}

/* Until both outputs are closed. False when time or room ran out. */
static bool converse(int ours[END_COUNT], const struct mc_spawn *spawn, int64_t until,
	struct mc_str *out, struct mc_str *complaint) {
	size_t fed = 0;
	while (ours[END_OUT] >= 0 || ours[END_ERR] >= 0) {
		struct pollfd polled[END_COUNT] = {
			{ .fd = ours[END_IN], .events = POLLOUT },
			{ .fd = ours[END_OUT], .events = POLLIN },
			{ .fd = ours[END_ERR], .events = POLLIN },
		};
		int64_t left = until - mc_monotonic_ms();
		if (left <= 0 || out->len > MC_SPAWN_OUTPUT_MAX ||
			complaint->len > MC_SPAWN_OUTPUT_MAX) {
			return false;
		}
		if (poll(polled, END_COUNT, (int)left) <= 0) {
			continue;
		}
		if (polled[END_IN].revents != 0) {
			feed(&ours[END_IN], spawn, &fed);
		}
		if (polled[END_OUT].revents != 0) {
			drain(&ours[END_OUT], out);
		}
		if (polled[END_ERR].revents != 0) {
			drain(&ours[END_ERR], complaint);
		}
	}
	return true;
}

/*
 * Its exit status once it is gone; -1 when it is still there at `until`. One that
 * has closed its outputs ends within a moment, or hangs: hence the short naps.
 */
static int reap(pid_t pid, int64_t until) {
	int status;
	for (;;) {
		pid_t gone = waitpid(pid, &status, WNOHANG);
		if (gone == pid) {
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		}
		if (gone < 0 && errno != EINTR) {
			return 127;
		}
		if (mc_monotonic_ms() >= until) {
			return -1;
		}
		nanosleep(&(struct timespec){ .tv_nsec = NAP_NS }, NULL);
	}
}

static void end(pid_t pid) {
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
		continue;
	}
}

enum mc_status mc_spawn_run(const struct mc_spawn *spawn, struct mc_str *out,
	struct mc_str *complaint, int *ret_exit, struct mc_error *err) {
	int ours[END_COUNT];
	pid_t pid = -1;
	int error = start_piped(spawn->argv, ours, &pid);
	if (error != 0) {
		return mc_fail(err, MC_UNAVAILABLE, N_("The program %s cannot be started: %s."),
			spawn->argv[0], strerror(error));
	}
	/* a child that closes its stdin early must not end us; waiting takes it off again */
	sigset_t pipe_signal, before;
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
	int64_t until = mc_monotonic_ms() + spawn->timeout_ms;
	bool in_time = converse(ours, spawn, until, out, complaint);
	sigtimedwait(&pipe_signal, NULL, &(struct timespec){ 0 });
	pthread_sigmask(SIG_SETMASK, &before, NULL);

	for (int i = 0; i < END_COUNT; i++) {
		close_end(&ours[i]);
	}
	int exit_status = in_time ? reap(pid, until) : -1;
	if (exit_status < 0) {
		end(pid);
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The program %s was not done within %d seconds and was ended."),
			spawn->argv[0], (spawn->timeout_ms + 999) / 1000);
	}
	*ret_exit = exit_status;
	return MC_OK;
}

enum mc_status mc_spawn_start(const char *const *argv, pid_t *ret_pid, struct mc_error *err) {
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	int error = spawn_child(argv, &actions, ret_pid);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0) {
		return mc_fail(err, MC_UNAVAILABLE, N_("The program %s cannot be started: %s."),
			argv[0], strerror(error));
	}
	return MC_OK;
}

/*
 * The screens are real ones, each a program of its own in tmux, so that what is
 * shown is what an office gets; nothing of the program knows that it is shown.
 * Everything is a descendant of this process, which waits for all of it, and is
 * bound to it, so that nothing outlives it: the tmux client and the crowd get a
 * signal from the kernel when it dies, the screens end with the client. The socket of
 * tmux lies in a folder of its own, because tmux leaves it behind.
 */
#include "app/demo/inside.h"
#include "app/loop.h"
#include "app/spawn.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "ui/terminal/term.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define END_MS 5000 /* for the screens to finish what they are at */
#define NAP_NS 5000000

/* ---- children that end with us ---- */

/* Starts a program that gets `death` when this process is gone; quiet: without our terminal. */
static pid_t start_bound(const struct mc_demo_argv *argv, int death, bool quiet) {
	pid_t parent = getpid();
	pid_t pid = fork();
	if (pid != 0) {
		return pid;
	}
	for (int fd = STDIN_FILENO, nothing = open("/dev/null", O_RDWR);
		quiet && fd <= STDERR_FILENO; fd++) {
		dup2(nothing, fd);
	}
	prctl(PR_SET_PDEATHSIG, death);
	if (getppid() != parent) { /* it was gone before that */
		_exit(127);
	}
	mc_spawn_fresh_signals();
	unsetenv("TMUX"); /* also from within another tmux */
	execv(argv->items[0], (char *const *)(uintptr_t)argv->items);
	_exit(127);
}

static int wait_for(pid_t pid) {
	int status = -1;
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR) {
			return -1;
		}
	}
	return status;
}

/* The signals that end a screen end the demonstration as a screen is left. */
static sigset_t ending_signals(void) {
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGCHLD); /* wakes who waits for them */
	return set;
}

/* The status of the client, which is ended when we are; *ret_told: somebody ended us. */
static int attend_client(pid_t client, const sigset_t *signals, bool *ret_told) {
	int status = -1;
	*ret_told = false;
	for (pid_t gone; (gone = waitpid(client, &status, WNOHANG)) != client;) {
		if (gone < 0 && errno != EINTR) {
			return -1;
		}
		int signal = sigwaitinfo(signals, NULL);
		if (signal > 0 && signal != SIGCHLD) {
			*ret_told = true;
			kill(client, SIGTERM);
		}
	}
	return status;
}

/* Until no child is left. We are what the kernel gives orphans to: tmux and the screens too. */
static void wait_for_all(void) {
	int64_t until = mc_monotonic_ms() + END_MS;
	while (mc_monotonic_ms() < until) {
		pid_t gone = waitpid(-1, NULL, WNOHANG);
		if (gone < 0 && errno != EINTR) {
			return;
		}
		if (gone == 0) {
			nanosleep(&(struct timespec){ .tv_nsec = NAP_NS }, NULL);
		}
	}
}

static pid_t start_crowd(const struct mc_demo_show *show) {
	struct mc_demo_argv argv = { .count = 0 };
	mc_demo_push(&argv, show->program);
	mc_demo_push(&argv, "--office");
	mc_demo_push(&argv, show->options->office_dir);
	mc_demo_push(&argv, "--lang");
	mc_demo_push(&argv, mc_lang_name(show->options->lang));
	mc_demo_push(&argv, "demo");
	mc_demo_push(&argv, "--crowd");
	mc_demo_push(&argv, "--speed");
	mc_demo_push(&argv, mc_arena_printf(show->arena, "%d", show->options->speed));
	return start_bound(&argv, SIGTERM, true);
}

/* Whatever the client left behind when it was cut off. */
static void end_server(const char *tmux, const char *socket) {
	struct mc_demo_argv argv = { .items = { tmux, "-S", socket, "kill-server" }, .count = 4 };
	wait_for(start_bound(&argv, SIGKILL, true));
}

/* tmux ends with a word of its own in English, on a line of its own. */
static void wipe_last_word(void) {
	static const char up_and_clear[] = "\033[A\033[2K";
	if (isatty(STDOUT_FILENO)) {
		ssize_t written = write(STDOUT_FILENO, up_and_clear, sizeof up_and_clear - 1);
		(void)written;
	}
}

/* Screens, crowd and server; all of them have ended when it returns. */
static enum mc_status attend(const char *tmux, const char *socket, const struct mc_demo_show *show,
	const sigset_t *signals, struct mc_error *err) {
	bool told;
	struct mc_demo_argv argv = { .items = { tmux, "-u", "-S", socket }, .count = 4 };
	mc_demo_push_session(&argv, show);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	pid_t crowd = show->options->speed > 0 ? start_crowd(show) : 0;
	int status = attend_client(start_bound(&argv, SIGHUP, false), signals, &told);
	if (crowd > 0) {
		kill(crowd, SIGTERM);
	}
	end_server(tmux, socket);
	wait_for_all();
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	if (!told && (status == -1 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("tmux could not show the screens here: it needs a terminal."));
	}
	wipe_last_word();
	return MC_OK;
}

/* With the signals held back, and a folder for the socket that goes when it is over. */
static enum mc_status attend_in_folder(
	const char *tmux, const struct mc_demo_show *show, struct mc_error *err) {
	const char *place = getenv("TMUX_TMPDIR");
	char *folder = mc_arena_printf(show->arena, "%s/motcua-demo-XXXXXX",
		place != NULL && *place != '\0' ? place : "/tmp");
	if (mkdtemp(folder) == NULL) {
		return mc_file_fail(err, errno, folder);
	}
	const char *socket = mc_arena_printf(show->arena, "%s/tmux", folder);
	const sigset_t signals = ending_signals();
	sigset_t before;
	sigprocmask(SIG_BLOCK, &signals, &before);
	enum mc_status status = attend(tmux, socket, show, &signals, err);
	unlink(socket);
	rmdir(folder);
	while (sigtimedwait(&signals, NULL, &(struct timespec){ .tv_nsec = 0 }) > 0) {
		/* what came meanwhile has its will: we end */
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

/* ---- the demonstration ---- */

/* Checks before anything changes; then the office is brought to its morning. */
static enum mc_status prepare(
	const struct mc_demo_options *options, struct mc_str *tmux, struct mc_error *err) {
	struct mc_store *store;
	enum mc_status status = mc_store_open(options->office_dir, NULL, &store, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_demo_check_practice(store, err);
	if (status == MC_OK && mc_spawn_find("tmux", tmux, NULL) != MC_OK) {
		status = mc_fail(err, MC_NOT_FOUND,
			N_("The demonstration needs tmux: install it, or open “motcua counter”, "
			   "“motcua desk 1” and “motcua board” in three terminals."));
	}
	if (status == MC_OK) {
		status = mc_tty_check_type(getenv("TERM"), err);
	}
	if (status == MC_OK) {
		status = mc_demo_prepare(store, options->clock_at, options->speed > 0, err);
	}
	mc_store_close(store);
	return status;
}

enum mc_status mc_demo_run(const struct mc_demo_options *options, struct mc_error *err) {
	char own[4096];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);
	own[len > 0 ? len : 0] = '\0';
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	struct mc_str tmux;
	struct mc_arena arena;
	mc_str_init(&tmux);
	mc_arena_init(&arena);
	const struct mc_demo_show show = { .arena = &arena,
		.options = options,
		.program = own,
		.rows = size.ws_row,
		.columns = size.ws_col };
	enum mc_status status = prepare(options, &tmux, err);
	if (status == MC_OK) {
		status = attend_in_folder(tmux.data, &show, err);
	}
	mc_arena_finish(&arena);
	mc_str_finish(&tmux);
	return status;
}

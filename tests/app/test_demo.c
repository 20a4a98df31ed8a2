/*
 * The demonstration in a real tmux. The screens it opens, and the crowd, are this
 * very program (the demonstration starts its own executable), which then says with
 * which words it was started and waits to be left.
 */
#include "app/demo/demo.h"
#include "office.h"
#include <errno.h>
#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>

#include <cmocka.h>

#define SPEED 20
#define STARTED_MAX 8

static const char *const expected[] = { "--lang vi counter", "--lang vi desk 1", "--lang vi board",
	"--lang vi demo --crowd --speed 20" };

/*
 * A screen: writes its process and its words into the office folder and stays until a
 * key comes. The crowd, which has no keyboard, stays until it is ended.
 */
static int be_a_screen(int argc, char **argv) {
	char path[256], line[256], byte;
	int len = snprintf(line, sizeof line, "%ld", (long)getpid());
	for (int i = 3; i < argc; i++) {
		len += snprintf(line + len, sizeof line - (size_t)len, " %s", argv[i]);
	}
	line[len++] = '\n';
	snprintf(path, sizeof path, "%s/screens", argv[2]); /* --office DIR */
	FILE *file = fopen(path, "a");
	setvbuf(file, NULL, _IOFBF, sizeof line); /* whole lines, whoever else writes */
	fwrite(line, 1, (size_t)len, file);
	fclose(file);
	if (!isatty(STDIN_FILENO)) {
		for (;;) {
			pause();
		}
	}
	return read(STDIN_FILENO, &byte, 1) == 1 ? 0 : 1;
}

/* What was started so far: each one's process, and how often each of `expected` was. */
struct started {
	pid_t pids[STARTED_MAX];
	size_t count;
	size_t times[MC_COUNT(expected)];
};

static struct started read_started(const char *folder) {
	struct started started = { .count = 0 };
	char path[256], text[256];
	snprintf(path, sizeof path, "%s/screens", folder);
	FILE *file = fopen(path, "r");
	while (file != NULL && fgets(text, sizeof text, file) != NULL) {
		char *words;
		long pid = strtol(text, &words, 10);
		text[strcspn(text, "\n")] = '\0';
		assert_true(started.count < STARTED_MAX);
		started.pids[started.count++] = (pid_t)pid;
		for (size_t i = 0; i < MC_COUNT(expected); i++) {
			started.times[i] += strcmp(words + 1, expected[i]) == 0;
		}
	}
	if (file != NULL) {
		fclose(file);
	}
	return started;
}

static bool all_open(const char *folder) {
	struct started started = read_started(folder);
	for (size_t i = 0; i < MC_COUNT(expected); i++) {
		if (started.times[i] != 1) {
			return false;
		}
	}
	return true;
}

/* Gone, or a dead body that nobody has fetched yet. */
static bool has_ended(pid_t pid) {
	char path[64], text[512] = "";
	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	FILE *file = fopen(path, "r");
	if (file == NULL) {
		return true;
	}
	bool read = fgets(text, sizeof text, file) != NULL;
	fclose(file);
	const char *state = strrchr(text, ')');
	return !read || state == NULL || state[2] == 'Z';
}

/* Lets the terminal speak for a moment; false when the other end is gone. */
static bool drain(int master) {
	struct pollfd polled = { .fd = master, .events = POLLIN };
	char bytes[4096];
	return poll(&polled, 1, 20) <= 0 || read(master, bytes, sizeof bytes) > 0;
}

/* Opens a demonstration in a terminal of this size and waits until all of it is there. */
static pid_t open_demonstration(const char *folder, int columns, int rows, int *ret_master) {
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	pid_t pid = forkpty(ret_master, NULL, NULL, &size);
	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("TMUX_TMPDIR", folder, 1);
		const struct mc_demo_options options = { .office_dir = folder,
			.lang = MC_LANG_VI,
			.speed = SPEED,
			.clock_at = OFFICE_MORNING };
		struct mc_error err;
		_exit(mc_demo_run(&options, &err) == MC_OK ? 0 : 1);
	}
	while (!all_open(folder)) {
		assert_true(drain(*ret_master));
	}
	return pid;
}

static void expect_all_ended(const char *folder) {
	struct started started = read_started(folder);
	for (size_t i = 0; i < started.count; i++) {
		while (!has_ended(started.pids[i])) {
			poll(NULL, 0, 5);
		}
	}
}

static void wait_for_end(pid_t pid, int master, int *ret_status) {
	while (waitpid(pid, ret_status, WNOHANG) == 0) {
		drain(master);
	}
}

/* Whether something of tmux, or the folder it lay in, is still there. */
static bool has_socket(const char *folder) {
	char pattern[128];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/{motcua-demo,tmux}-*", folder);
	bool there = glob(pattern, GLOB_BRACE, NULL, &found) == 0;
	globfree(&found);
	return there;
}

/* By key: the status of a demonstration that one key was enough to leave. */
static void leave_by_key(int columns, int rows) {
	char folder[64];
	int master, status = -1;
	temp_make(folder);
	office_make(folder);
	pid_t pid = open_demonstration(folder, columns, rows, &master);
	assert_int_equal(write(master, "\n", 1), 1);
	wait_for_end(pid, master, &status);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	expect_all_ended(folder);
	assert_false(has_socket(folder));
	close(master);
	temp_remove(folder);
}

static void test_one_screen_left_ends_all_with_status_0(void **state) {
	static const int sizes[][2] = { { 242, 50 }, { 200, 60 }, { 160, 50 }, { 80, 24 } };
	(void)state;
	for (size_t i = 0; i < MC_COUNT(sizes); i++) {
		leave_by_key(sizes[i][0], sizes[i][1]);
	}
}

static void test_told_to_end_it_ends_quietly_as_a_screen_does(void **state) {
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
	(void)state;
	for (size_t i = 0; i < MC_COUNT(signals); i++) {
		char folder[64], said[65536];
		int master, status = -1;
		size_t len = 0;
		temp_make(folder);
		office_make(folder);
		pid_t pid = open_demonstration(folder, 80, 24, &master);
		assert_true(has_socket(folder));
		kill(pid, signals[i]);
		for (ssize_t got = 1; got > 0; len += got > 0 ? (size_t)got : 0) {
			assert_true(len < sizeof said - 1);
			got = read(master, said + len, sizeof said - 1 - len);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		said[len] = '\0';
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
		expect_all_ended(folder);
		assert_false(has_socket(folder));
		/* the last that is said takes the word of tmux away */
		assert_string_equal(said + len - strlen("\033[A\033[2K"), "\033[A\033[2K");
		close(master);
		temp_remove(folder);
	}
}

/* However its client is lost, nothing of a demonstration stays. */
enum loss { WINDOW_CLOSED, DETACHED, ENDED, KILLED };

static void lose(enum loss loss, int columns, int rows) {
	char folder[64];
	int master, status;
	temp_make(folder);
	office_make(folder);
	pid_t pid = open_demonstration(folder, columns, rows, &master);
	switch (loss) {
	case WINDOW_CLOSED: close(master); break;
	case DETACHED: assert_int_equal(write(master, "\002d", 2), 2); break;
	case ENDED: kill(pid, SIGTERM); break;
	case KILLED: kill(pid, SIGKILL); break;
	}
	if (loss == WINDOW_CLOSED) {
		waitpid(pid, &status, 0);
	} else {
		wait_for_end(pid, master, &status);
		/* whoever outlives it has the terminal still, and must not wait for it to be read */
		struct started started = read_started(folder);
		for (size_t i = 0; i < started.count; i++) {
			while (!has_ended(started.pids[i])) {
				drain(master);
			}
		}
		close(master);
	}
	expect_all_ended(folder);
	temp_remove(folder);
}

static void test_everything_ends_with_its_last_client(void **state) {
	static const int sizes[][2] = { { 250, 50 }, { 80, 24 } };
	(void)state;
	for (size_t i = 0; i < MC_COUNT(sizes); i++) {
		for (enum loss loss = WINDOW_CLOSED; loss <= KILLED; loss++) {
			lose(loss, sizes[i][0], sizes[i][1]);
		}
	}
}

static void test_a_real_office_is_refused(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	struct mc_error err;
	office_expect(mc_store_init(folder, 1, false, &err), &err);
	const struct mc_demo_options options = { .office_dir = folder };
	assert_int_equal(mc_demo_run(&options, &err), MC_REFUSED);
	temp_remove(folder);
}

int main(int argc, char **argv) {
	if (argc > 2) {
		return be_a_screen(argc, argv);
	}
	if (system("command -v tmux > /dev/null") != 0) {
		fputs("tmux is missing\n", stderr);
		return 77;
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_screen_left_ends_all_with_status_0),
		cmocka_unit_test(test_told_to_end_it_ends_quietly_as_a_screen_does),
		cmocka_unit_test(test_everything_ends_with_its_last_client),
		cmocka_unit_test(test_a_real_office_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

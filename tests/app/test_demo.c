/*
 * The demonstration in a real tmux. The screens it opens are this very program
 * (demo.c starts its own executable), which then says with which words it was
 * started and waits to be left.
 */
#include "app/demo.h"
#include "office.h"
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>

#include <cmocka.h>

/* A screen: writes its command line into the office folder and stays until a key comes. */
static int be_a_screen(int argc, char **argv) {
	char path[256], byte;
	snprintf(path, sizeof path, "%s/screens", argv[2]); /* --office DIR */
	FILE *file = fopen(path, "a");
	for (int i = 3; i < argc; i++) {
		fprintf(file, "%s%s", argv[i], i + 1 < argc ? " " : "\n");
	}
	fclose(file);
	return read(STDIN_FILENO, &byte, 1) == 1 ? 0 : 1;
}

static int count_lines(const char *folder, const char *line) {
	char path[256], text[256];
	int count = 0;
	snprintf(path, sizeof path, "%s/screens", folder);
	FILE *file = fopen(path, "r");
	while (file != NULL && fgets(text, sizeof text, file) != NULL) {
		text[strcspn(text, "\n")] = '\0';
		count += strcmp(text, line) == 0;
	}
	if (file != NULL) {
		fclose(file);
	}
	return count;
}

static const char *const expected[] = { "--lang vi counter", "--lang vi desk 1", "--lang vi board",
	"--lang vi demo --crowd --speed 20" };

static bool all_open(const char *folder) {
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		if (count_lines(folder, expected[i]) != 1) {
			return false;
		}
	}
	return true;
}

/* Lets the terminal speak for a moment; false when the other end is gone. */
static bool drain(int master) {
	struct pollfd polled = { .fd = master, .events = POLLIN };
	char bytes[4096];
	return poll(&polled, 1, 20) <= 0 || read(master, bytes, sizeof bytes) > 0;
}

static void test_three_screens_and_a_crowd(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	office_make(folder);
	struct winsize size = { .ws_row = 40, .ws_col = 200 };
	int master;
	pid_t pid = forkpty(&master, NULL, NULL, &size);
	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		const struct mc_demo_options options = {
			.office_dir = folder, .lang = MC_LANG_VI, .speed = 20
		};
		struct mc_error err;
		_exit(mc_demo_run(&options, &err) == MC_OK ? 0 : 1);
	}
	while (!all_open(folder)) {
		assert_true(drain(master));
	}
	/* leave the screens, one key each; tmux gives the keyboard to those that are left */
	int status = 0;
	while (waitpid(pid, &status, WNOHANG) == 0) {
		assert_true(write(master, "\n", 1) == 1 || errno == EIO);
		drain(master);
	}
	assert_true(WIFEXITED(status));
	close(master);
	temp_remove(folder);
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
		cmocka_unit_test(test_three_screens_and_a_crowd),
		cmocka_unit_test(test_a_real_office_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

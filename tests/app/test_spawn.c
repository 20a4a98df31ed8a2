/* Children, with the shell as the child. */
#include "app/loop.h"
#include "app/spawn.h"
#include "base/clock.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static enum mc_status run_shell(const char *script, const void *input, size_t input_len,
	int timeout_ms, struct mc_str *out, struct mc_str *complaint, int *ret_exit) {
	const char *argv[] = { "/bin/sh", "-c", script, NULL };
	struct mc_spawn spawn = { argv, input, input_len, timeout_ms };
	struct mc_error err;
	mc_str_clear(out);
	mc_str_clear(complaint);
	return mc_spawn_run(&spawn, out, complaint, ret_exit, &err);
}

static const struct {
	const char *script, *input, *out, *complaint;
	int exit;
} rows[] = {
	{ "cat", "tờ khai", "tờ khai", "", 0 },
	{ "exit 3", "", "", "", 3 },
	{ "exit 0", "never read", "", "", 0 },
	{ "echo hỏng >&2; exit 2", "", "", "hỏng\n", 2 },
	{ "kill -9 $$", "", "", "", 128 + 9 },
	{ "cat; echo lỗi >&2; cat", "x", "x", "lỗi\n", 0 },
};

static void test_outcomes(void **state) {
	(void)state;
	struct mc_str out, complaint;
	mc_str_init(&out);
	mc_str_init(&complaint);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int exit_status;
		assert_int_equal(run_shell(rows[i].script, rows[i].input, strlen(rows[i].input),
					 5000, &out, &complaint, &exit_status),
			MC_OK);
		assert_int_equal(exit_status, rows[i].exit);
		assert_string_equal(mc_str_text(&out), rows[i].out);
		assert_string_equal(mc_str_text(&complaint), rows[i].complaint);
	}
	mc_str_finish(&out);
	mc_str_finish(&complaint);
}

/* More than any pipe holds, in both directions at once. */
static void test_a_million_bytes_go_through(void **state) {
	(void)state;
	size_t len = 1 << 20;
	char *bytes = malloc(len);
	for (size_t i = 0; i < len; i++) {
		bytes[i] = (char)(i % 251);
	}
	struct mc_str out, complaint;
	mc_str_init(&out);
	mc_str_init(&complaint);
	int exit_status;
	assert_int_equal(
		run_shell("cat", bytes, len, 10000, &out, &complaint, &exit_status), MC_OK);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.data, bytes, len);
	mc_str_finish(&out);
	mc_str_finish(&complaint);
	free(bytes);
}

/* Each way to hang: with its outputs open, and after closing them. */
static const char *const hanging[] = { "exec sleep 60", "exec sleep 60 >&- 2>&-" };

static void test_one_that_hangs_is_ended(void **state) {
	(void)state;
	struct mc_str out, complaint;
	mc_str_init(&out);
	mc_str_init(&complaint);
	for (size_t i = 0; i < sizeof hanging / sizeof *hanging; i++) {
		int exit_status = -1;
		int64_t start = mc_monotonic_ms();
		assert_int_equal(run_shell(hanging[i], "", 0, 50, &out, &complaint, &exit_status),
			MC_UNAVAILABLE);
		assert_true(mc_monotonic_ms() - start < 10000);
		assert_int_equal(exit_status, -1);
		assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* and nothing is left of it */
	}
	mc_str_finish(&out);
	mc_str_finish(&complaint);
}

static void test_a_child_hears_signals_that_we_block(void **state) {
	(void)state;
	sigset_t term, before;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &before);
	const char *argv[] = { "/bin/sleep", "60", NULL };
	struct mc_error err;
	pid_t pid;
	assert_int_equal(mc_spawn_start(argv, &pid, &err), MC_OK);
	kill(pid, SIGTERM);
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* As for a child made by hand: the mask and what is ignored are those of a new session. */
static void test_a_child_of_a_fork_starts_with_fresh_signals(void **state) {
	(void)state;
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		sigset_t all;
		sigfillset(&all);
		sigprocmask(SIG_SETMASK, &all, NULL);
		signal(SIGPIPE, SIG_IGN);
		signal(SIGTERM, SIG_IGN);
		mc_spawn_fresh_signals();
		execl("/bin/sh", "sh", "-c",
			"grep -Eq 'SigBlk:.0*$' /proc/self/status && grep -Eq 'SigIgn:.0*$' "
			"/proc/self/status && kill -PIPE $$",
			(char *)NULL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
}

static void test_finding(void **state) {
	(void)state;
	struct mc_error err;
	struct mc_str path;
	mc_str_init(&path);
	assert_int_equal(mc_spawn_find("sh", &path, &err), MC_OK);
	assert_string_equal(path.data + strlen(path.data) - 3, "/sh");
	mc_str_clear(&path);
	assert_int_equal(
		mc_spawn_find("test_app_spawn", &path, &err), MC_OK); /* beside ourselves */
	assert_int_equal(mc_spawn_find("motcua-no-such", &path, &err), MC_NOT_FOUND);
	mc_str_finish(&path);
	const char *argv[] = { "/no/such/program", NULL };
	pid_t pid;
	assert_int_equal(mc_spawn_start(argv, &pid, &err), MC_UNAVAILABLE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outcomes),
		cmocka_unit_test(test_a_million_bytes_go_through),
		cmocka_unit_test(test_one_that_hangs_is_ended),
		cmocka_unit_test(test_a_child_hears_signals_that_we_block),
		cmocka_unit_test(test_a_child_of_a_fork_starts_with_fresh_signals),
		cmocka_unit_test(test_finding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* One print worker an office: started when none runs, ended with us. */
#include "app/printing/printing.h"
#include "base/str.h"
#include "temp.h"
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A motcua-print that only holds the lock, as the real one does while it works. */
static const char script[] = "#!/bin/sh\n"
			     "echo \"$@\" >> \"$3/started\"\n"
			     "exec flock --no-fork \"$3/print.lock\" sleep 60\n";

static int set_up(void **state) {
	static char folder[64];
	char path[128];
	temp_make(folder);
	snprintf(path, sizeof path, "%s/motcua-print", folder);
	FILE *file = fopen(path, "w");
	fputs(script, file);
	fclose(file);
	chmod(path, 0755);
	snprintf(path, sizeof path, "%s:/usr/bin:/bin", folder);
	setenv("PATH", path, 1);
	*state = folder;
	return 0;
}

static int tear_down(void **state) {
	temp_remove(*state);
	return 0;
}

/* Starts, loses and ends workers; each of them was started with `options` after the folder. */
static void work(const char *folder, const char *url, enum mc_lang lang, const char *options) {
	struct mc_printing first, second;
	struct mc_error err;
	mc_printing_init(&first, folder, url, lang);
	mc_printing_init(&second, folder, url, lang);
	assert_false(mc_printing_runs(folder));
	assert_int_equal(mc_printing_keep(&first, &err), MC_OK);
	assert_true(first.pid > 0);
	while (!mc_printing_runs(folder)) {
		usleep(1000); /* it has been started; it takes the lock in its own time */
	}
	assert_int_equal(mc_printing_keep(&second, &err), MC_OK);
	assert_int_equal(second.pid, 0);

	pid_t before = first.pid;
	kill(first.pid, SIGKILL);
	while (mc_printing_runs(folder)) {
		usleep(1000);
	}
	while (first.pid == before) { /* seen as gone at one of the next looks, and replaced */
		assert_int_equal(mc_printing_keep(&first, &err), MC_OK);
	}
	assert_true(first.pid > 0);
	while (!mc_printing_runs(folder)) {
		usleep(1000);
	}
	mc_printing_finish(&first);
	assert_false(mc_printing_runs(folder));

	char path[128], line[256], expected[256];
	snprintf(path, sizeof path, "%s/started", folder);
	snprintf(expected, sizeof expected, "run --office %s --with-parent%s\n", folder, options);
	FILE *file = fopen(path, "r");
	int lines = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		assert_string_equal(line, expected);
		lines++;
	}
	fclose(file);
	assert_int_equal(lines, 2);
}

static void test_one_worker_at_a_time(void **state) {
	work(*state, NULL, MC_LANG_VI, " --lang vi");
}

static void test_it_works_for_our_store_in_our_language(void **state) {
	work(*state, "sqlite:/x/store.db", MC_LANG_EN, " --lang en --store sqlite:/x/store.db");
}

static void test_without_the_program(void **state) {
	struct mc_printing printing;
	struct mc_error err;
	setenv("PATH", "/nowhere", 1);
	mc_printing_init(&printing, *state, NULL, MC_LANG_VI);
	assert_int_equal(mc_printing_keep(&printing, &err), MC_NOT_FOUND);
	assert_int_equal(mc_printing_keep(&printing, &err), MC_OK); /* said once */
	assert_int_equal(printing.pid, 0);
	mc_printing_finish(&printing);
}

#define PRINTING_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		PRINTING_TEST(test_one_worker_at_a_time),
		PRINTING_TEST(test_it_works_for_our_store_in_our_language),
		PRINTING_TEST(test_without_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * “motcua printer status” and “motcua doctor” before a private cupsd: each way in which
 * a printer is not ready is asked for and said, in words, in JSON and by the exit status.
 */
#include "bench.h"
#include "cmocka_all.h"
#include <motcua/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define OUT_SIZE 16384

struct office {
	struct bench *bench;
	char command[256]; /* the program and its office */
};

/* Runs motcua with these words; its exit status, what it wrote into `out`. */
static int motcua(const struct office *office, const char *words, char out[OUT_SIZE]) {
	char command[512];
	snprintf(command, sizeof command, "%s %s 2>&1", office->command, words);
	FILE *pipe = popen(command, "re");
	assert_non_null(pipe);
	size_t len = fread(out, 1, OUT_SIZE - 1, pipe);
	out[len] = '\0';
	int status = pclose(pipe);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int setup(void **state) {
	struct office *office = calloc(1, sizeof *office);
	const char *build = getenv("MC_BUILD");
	char out[OUT_SIZE];
	assert_non_null(office);
	assert_non_null(build);
	assert_int_equal(bench_setup((void **)&office->bench), 0);
	snprintf(office->command, sizeof office->command,
		"'%s/src/cmd/motcua' --lang en --office %s/office", build,
		office->bench->rig.folder);
	assert_int_equal(motcua(office, "init --practice", out), 0);
	assert_int_equal(motcua(office, "printer add quay --queue ve --for ticket", out), 0);
	*state = office;
	return 0;
}

static int teardown(void **state) {
	struct office *office = *state;
	bench_teardown((void **)&office->bench);
	free(office);
	return 0;
}

/* What the worker finds is what was said to be so: the screens show it. */
static void expect_worker_agrees(const struct office *office, const char *state) {
	char out[OUT_SIZE], folder[256];
	struct mc_store *store = NULL;
	const struct mc_printer *printers;
	struct mc_arena arena;
	size_t count;
	snprintf(folder, sizeof folder, "%s/office", office->bench->rig.folder);
	motcua(office, "print run --once", out);
	assert_int_equal(mc_store_open(folder, NULL, &store, NULL), MC_OK);
	mc_arena_init(&arena);
	assert_int_equal(mc_store_printers(store, &arena, &printers, &count, NULL), MC_OK);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(printers[i].name, "quay") == 0) {
			assert_string_equal(mc_printer_state_row(printers[i].found)->name, state);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* The printer is in this state, and the doctor says so with `remedy`; "" where nothing is wrong. */
static void expect(const struct office *office, const char *state, const char *remedy) {
	char out[OUT_SIZE], wanted[64];
	bool well = strcmp(state, "ready") == 0;
	int status = motcua(office, "--json printer status quay", out);
	snprintf(wanted, sizeof wanted, "\"state\":\"%s\"", state);
	if (strstr(out, wanted) == NULL || status != (well ? 0 : 3)) {
		fail_msg("not %s but (%d): %s", state, status, out);
	}
	status = motcua(office, "--json doctor", out);
	if ((strstr(out, "\"ok\":true") != NULL) != well || status != !well ||
		strstr(out, remedy) == NULL) {
		fail_msg("%s, doctor (%d): %s", state, status, out);
	}
	motcua(office, "doctor", out);
	const char *line = strstr(out, "Printer quay");
	assert_non_null(line);
	while (line > out && line[-1] != '\n') {
		line--;
	}
	if ((strncmp(line, "in order", 8) == 0) != well) {
		fail_msg("%s, in words: %s", state, line);
	}
	expect_worker_agrees(office, state);
}

static void each_way_of_not_being_ready_is_said(void **state) {
	struct office *office = *state;
	struct bench *bench = office->bench;
	expect(office, "ready", "");
	fake_printer_set(bench->printer, PRINTER_REFUSE, 0);
	expect(office, "offline", "switched on and connected");
	fake_printer_set(bench->printer, PRINTER_OK, 0);
	expect(office, "ready", "");
	assert_int_equal(rig_run("/usr/sbin/cupsdisable", "-r", "Mending", "ve", NULL), 0);
	expect(office, "stopped", "cupsenable ve");
	assert_int_equal(rig_run("/usr/sbin/cupsenable", "ve", NULL), 0);
	assert_int_equal(rig_run("/usr/sbin/cupsreject", "ve", NULL), 0);
	expect(office, "refusing", "cupsaccept ve");
	assert_int_equal(rig_run("/usr/sbin/cupsaccept", "ve", NULL), 0);
	assert_int_equal(rig_run("/usr/sbin/cupsdisable", "--hold", "ve", NULL), 0);
	expect(office, "stopped", "cupsenable ve");
	assert_int_equal(rig_run("/usr/sbin/cupsenable", "--release", "ve", NULL), 0);
	expect(office, "ready", "");
	assert_int_equal(rig_run("/usr/sbin/lpadmin", "-x", "ve", NULL), 0);
	expect(office, "missing", "motcua printer add");
	rig_stop_cupsd(&bench->rig);
	expect(office, "unreachable", "systemctl status cups");
}

/* Of a device that cannot be asked nobody says that it is there. */
static void a_device_that_cannot_be_asked_is_no_more_than_a_hint(void **state) {
	struct office *office = *state;
	char out[OUT_SIZE];
	assert_int_equal(
		rig_run("/usr/sbin/lpadmin", "-p", "ve", "-v", "usb://Epson/TM-T20?serial=1", NULL),
		0);
	assert_int_equal(motcua(office, "--json printer status quay", out), 0);
	assert_non_null(strstr(out, "cannot be asked"));
	assert_int_equal(motcua(office, "--json doctor", out), 0);
	const char *hints = strstr(out, "\"hints\":");
	assert_non_null(hints);
	assert_non_null(strstr(hints, "cannot be asked"));
}

static void odd_defaults_are_a_hint(void **state) {
	struct office *office = *state;
	char out[OUT_SIZE];
	assert_int_equal(
		rig_run("/usr/sbin/lpadmin", "-p", "ve", "-o", "copies-default=2", NULL), 0);
	assert_int_equal(motcua(office, "--json doctor", out), 0);
	assert_non_null(strstr(strstr(out, "\"hints\":"), "copies=2"));
	expect(office, "ready", "lpadmin -p ve -R NAME-default");
}

static void a_test_page_that_does_not_come_out_fails_and_never_comes_later(void **state) {
	struct office *office = *state;
	char out[OUT_SIZE];
	assert_int_equal(motcua(office, "--json printer test quay", out), 0);
	assert_non_null(strstr(out, "\"state\":\"sent\""));
	assert_int_equal(rig_run("/usr/sbin/cupsdisable", "ve", NULL), 0);
	assert_int_not_equal(motcua(office, "--json printer test quay", out), 0);
	assert_non_null(strstr(out, "cupsenable"));
	assert_int_equal(rig_run("/usr/sbin/cupsenable", "ve", NULL), 0);
	fake_printer_set(office->bench->printer, PRINTER_REFUSE, 0);
	assert_int_equal(motcua(office, "--json printer test quay", out), 3);
	assert_null(strstr(out, "\"state\":\"sent\""));
	assert_int_equal(rig_run("sh", "-c", "test -z \"$(lpstat -o ve)\"", NULL), 0);
	assert_int_equal(fake_printer_connections(office->bench->printer), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(each_way_of_not_being_ready_is_said),
		TEST(a_device_that_cannot_be_asked_is_no_more_than_a_hint),
		TEST(odd_defaults_are_a_hint),
		TEST(a_test_page_that_does_not_come_out_fails_and_never_comes_later),
	};
	rig_need_parts();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

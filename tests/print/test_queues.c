/*
 * Queues as an administrator may have left them: defaults that would spoil a paper,
 * told and without effect. On a private cupsd.
 */
#include "bench.h"
#include "cmocka_all.h"
#include "print/job_options.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LPADMIN "/usr/sbin/lpadmin"

/* Each does something to every paper that does not say otherwise; a hold must not win over the others. */
static const char *const odd[] = { "copies=2", "number-up=4", "sides=two-sided-short-edge",
	"orientation-requested=4", "landscape=true", "print-scaling=fill", "fit-to-page=true",
	"position=bottom-left", "page-ranges=2", "page-set=even", "page-border=double",
	"page-label=GEHEIM", "booklet=true", "mirror=true", "outputorder=reverse", "finishings=4",
	"job-hold-until=indefinite", "media=na_letter_8.5x11in" };

static void set_default(const char *queue, const char *option) {
	char text[128];
	const char *value = strchr(option, '=');
	snprintf(text, sizeof text, "%.*s-default%s", (int)(value - option), option, value);
	assert_int_equal(rig_run(LPADMIN, "-p", queue, "-o", text, NULL), 0);
}

static void spoil(const char *queue) {
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		set_default(queue, odd[i]);
	}
	set_default(queue, "job-sheets=standard,standard");
}

/* What the person who runs the worker has set for his own programs. */
static void write_lpoptions(struct bench *bench, const char *queue) {
	char path[128];
	snprintf(path, sizeof path, "%s/.cups", bench->rig.folder);
	assert_int_equal(mkdir(path, 0755), 0);
	snprintf(path, sizeof path, "%s/.cups/lpoptions", bench->rig.folder);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	fprintf(file, "Default %s copies=3 job-sheets=standard,none number-up=2\n", queue);
	assert_int_equal(fclose(file), 0);
	setenv("HOME", bench->rig.folder, 1);
}

static void a_roll_is_printed_once_without_a_banner(void **state) {
	struct bench *bench = *state;
	spoil("ve");
	write_lpoptions(bench, "ve");
	for (int i = 0; i < 2; i++) { /* what came twice would come before the second */
		struct outbox_row *row = bench_add(bench, "slip");
		bench_settle(bench, row);
		bench_assert_state(row, MC_PRINT_SENT);
		bench_assert_printed(bench, row, i);
	}
	assert_int_equal(fake_printer_connections(bench->printer), 2);
}

/* The bytes of a connection without what differs from job to job: the identification. */
static void printed_sheet(struct bench *bench, int connection, struct mc_str *out) {
	struct mc_str got;
	mc_str_init(&got);
	assert_true(fake_printer_wait_ended(bench->printer, connection + 1, PATIENCE_MS));
	fake_printer_bytes(bench->printer, connection, &got);
	for (size_t at = 0; at < got.len;) {
		const char *line = got.data + at;
		const char *end = memchr(line, '\n', got.len - at);
		size_t len = end != NULL ? (size_t)(end + 1 - line) : got.len - at;
		if (memmem(line, len, "/ID [", 5) == NULL) {
			mc_str_add_bytes(out, line, len);
		}
		at += len;
	}
	mc_str_finish(&got);
}

static void print_sheet(struct bench *bench, const char *width) {
	struct outbox_row *row = bench_add(bench, "slip");
	row->job.queue = "sheet";
	row->job.driver = "pdf";
	row->job.width = width;
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
}

/* Also a sheet of A5, which lies, and a roll by a driver. */
static void a_sheet_looks_the_same_whatever_the_queue_would_do(void **state) {
	static const char *const widths[] = { "a4", "a5", "80" };
	struct bench *bench = *state;
	rig_add_driver_queue(&bench->rig, "sheet", fake_printer_port(bench->printer), SHEET_PPD);
	for (size_t i = 0; i < 6; i++) {
		if (i == 3) {
			spoil("sheet");
		}
		print_sheet(bench, widths[i % 3]);
	}
	for (int i = 0; i < 3; i++) {
		struct mc_str plain, spoilt;
		mc_str_init(&plain);
		mc_str_init(&spoilt);
		printed_sheet(bench, i, &plain);
		printed_sheet(bench, i + 3, &spoilt);
		assert_true(memmem(plain.data, plain.len, "%PDF", 4) != NULL);
		assert_int_equal(plain.len, spoilt.len);
		assert_memory_equal(plain.data, spoilt.data, plain.len);
		mc_str_finish(&plain);
		mc_str_finish(&spoilt);
	}
	assert_int_equal(fake_printer_connections(bench->printer), 6);
}

static void odd_defaults_of_a_queue_are_named(void **state) {
	struct bench *bench = *state;
	const struct mc_transport cups = mc_cups_transport(bench->cups);
	struct mc_queue queue;
	struct mc_error err;
	rig_add_driver_queue(&bench->rig, "sheet", 9, SHEET_PPD);
	static const char *const names[] = { "ve", "sheet" };
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(cups.queue(cups.data, names[i], &queue, &err), MC_OK);
		assert_string_equal(queue.defaults, "");
		set_default(names[i], "copies=2");
		set_default(names[i], "job-sheets=none,standard");
		set_default(names[i], "orientation-requested=3");
		assert_int_equal(cups.queue(cups.data, names[i], &queue, &err), MC_OK);
		assert_non_null(strstr(queue.defaults, "copies=2"));
		assert_non_null(strstr(queue.defaults, "job-sheets=none,standard"));
		assert_null(strstr(queue.defaults, "orientation"));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_roll_is_printed_once_without_a_banner),
		TEST(a_sheet_looks_the_same_whatever_the_queue_would_do),
		TEST(odd_defaults_of_a_queue_are_named),
	};
	rig_need_parts();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

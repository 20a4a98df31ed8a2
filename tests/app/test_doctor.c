/* Findings of a healthy office, and of one where something is wrong. */
#include "app/doctor.h"
#include "app/printing/printers.h"
#include "office.h"
#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

static const struct mc_doctor_row *find(const struct mc_doctor_report *report, const char *about) {
	for (size_t i = 0; i < report->count; i++) {
		if (strcmp(report->rows[i].about, about) == 0) {
			return &report->rows[i];
		}
	}
	fail_msg("there is no finding about %s", about);
	return NULL;
}

static const char *const healthy[] = { "folder", "filesystem", "space", "store", "ledger", "backup",
	"calendar", "printer", "terminal" };

static void test_a_new_practice_office_is_well(void **state) {
	struct mc_arena arena;
	struct mc_doctor_report report;
	mc_arena_init(&arena);
	mc_doctor(*state, NULL, MC_LANG_EN, &arena, &report);
	for (size_t i = 0; i < sizeof healthy / sizeof *healthy; i++) {
		const struct mc_doctor_row *row = find(&report, healthy[i]);
		char sentence[512];
		mc_error_text(MC_LANG_EN, &row->sentence, sentence, sizeof sentence);
		assert_true(sentence[0] != '\0');
		if (strcmp(healthy[i], "space") != 0 && row->problem) {
			fail_msg("%s: %s", healthy[i], sentence);
		}
		if (strcmp(healthy[i], "terminal") != 0) {
			assert_true(row->problem == (row->remedy.format != NULL));
		}
	}
	mc_arena_finish(&arena);
}

/* The terminal is that of whoever asks: a hint with what to do, and the office is well. */
static void test_a_locale_without_marks_is_a_hint(void **state) {
	static const char *const locales[] = { "C", "C.UTF-8" };
	int problems[2];
	for (size_t i = 0; i < 2; i++) {
		struct mc_arena arena;
		struct mc_doctor_report report;
		mc_arena_init(&arena);
		assert_non_null(setlocale(LC_CTYPE, locales[i]));
		mc_doctor(*state, NULL, MC_LANG_EN, &arena, &report);
		const struct mc_doctor_row *row = find(&report, "locale");
		assert_false(row->problem);
		assert_true((row->remedy.format != NULL) == (i == 0));
		problems[i] = report.problems;
		mc_arena_finish(&arena);
	}
	assert_int_equal(problems[0], problems[1]);
	setlocale(LC_CTYPE, "C");
}

static void test_an_open_folder_is_a_problem(void **state) {
	struct mc_arena arena;
	struct mc_doctor_report report;
	mc_arena_init(&arena);
	chmod(*state, 0755);
	mc_doctor(*state, NULL, MC_LANG_EN, &arena, &report);
	const struct mc_doctor_row *row = find(&report, "folder");
	assert_true(row->problem);
	assert_true(report.problems >= 1);
	char remedy[512];
	mc_error_text(MC_LANG_EN, &row->remedy, remedy, sizeof remedy);
	assert_non_null(strstr(remedy, "chmod 0700"));
	mc_arena_finish(&arena);
}

static void test_no_office_is_a_finding(void **state) {
	(void)state;
	struct mc_arena arena;
	struct mc_doctor_report report;
	mc_arena_init(&arena);
	mc_doctor("/no/such/office", NULL, MC_LANG_EN, &arena, &report);
	assert_true(find(&report, "folder")->problem);
	assert_true(find(&report, "store")->problem);
	mc_arena_finish(&arena);
}

/* A motcua-print whose CUPS has one queue, named like no other's model and kind, and these facts. */
static void install_print(const char *folder, const char *facts) {
	static char with_folder[PATH_MAX];
	char path[128];
	snprintf(path, sizeof path, "%s/motcua-print", folder);
	FILE *file = fopen(path, "w");
	fprintf(file,
		"#!/bin/sh\n"
		"echo '{\"queue\":\"may-1\",\"model\":\"may-2\",\"kind\":\"raw\",%s}'\n",
		facts);
	fclose(file);
	chmod(path, 0755);
	snprintf(with_folder, sizeof with_folder, "%s:/usr/bin:/bin", folder);
	setenv("PATH", with_folder, 1);
}

static void add_printer(const char *folder, const char *name, const char *queue) {
	const struct mc_setup_row row = { MC_SETUP_PRINTER, .as.printer = { .name = name,
								    .queue = queue,
								    .folder = "",
								    .driver = "auto",
								    .width = "80",
								    .forms = "ticket" } };
	struct mc_act act = { .verb = MC_VERB_SETUP, .who.staff = "", .door = MC_DOOR_COMMAND };
	struct mc_arena arena;
	struct mc_outcome outcome;
	struct mc_error err;
	struct mc_store *store = office_open(folder);
	act.as.setup.rows = &row;
	act.as.setup.count = 1;
	mc_key_random(act.key);
	mc_arena_init(&arena);
	office_expect(mc_store_act(store, &act, &arena, &outcome, &err), &err);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* Findings of printers with a queue, and how many of them are problems. */
static int queue_findings(const char *folder, int *ret_problems) {
	struct mc_arena arena;
	struct mc_doctor_report report;
	int count = 0;
	*ret_problems = 0;
	mc_arena_init(&arena);
	mc_doctor(folder, NULL, MC_LANG_EN, &arena, &report);
	for (size_t i = 0; i < report.count; i++) {
		const struct mc_doctor_row *row = &report.rows[i];
		bool queue = strcmp(row->about, "printer") == 0 &&
			     strstr(row->sentence.format, "folder") == NULL;
		count += queue;
		*ret_problems += queue && row->problem;
	}
	mc_arena_finish(&arena);
	return count;
}

static void test_a_queue_is_known_by_its_name(void **state) {
	int problems;
	install_print(*state, "\"accepting\":true,\"device\":\"answers\"");
	add_printer(*state, "a", "may-1");
	assert_int_equal(queue_findings(*state, &problems), 1);
	assert_int_equal(problems, 0);
	add_printer(*state, "b", "may-2");
	add_printer(*state, "c", "raw");
	assert_int_equal(queue_findings(*state, &problems), 3);
	assert_int_equal(problems, 2);
}

/* What CUPS says of a queue whose device answers, or is busy and not asked. */
static void test_what_a_queue_reports_is_told_apart(void **state) {
	static const struct {
		const char *facts;
		enum mc_printer_state state;
	} rows[] = {
		{ "\"reasons\":\"none\",\"device\":\"answers\"", MC_PRINTER_READY },
		{ "\"reasons\":\"none\",\"device\":\"silent\"", MC_PRINTER_OFFLINE },
		{ "\"reasons\":\"none\",\"device\":\"not-asked\"", MC_PRINTER_UNASKED },
		{ "\"reasons\":\"none\"", MC_PRINTER_UNASKED },
		{ "\"reasons\":\"none\",\"device\":\"not-asked\",\"busy\":true", MC_PRINTER_READY },
		{ "\"reasons\":\"offline-report\",\"busy\":true", MC_PRINTER_OFFLINE },
		{ "\"reasons\":\"connecting-to-device\",\"busy\":true", MC_PRINTER_OFFLINE },
		{ "\"reasons\":\"media-empty-error\",\"device\":\"answers\"", MC_PRINTER_NO_PAPER },
		{ "\"reasons\":\"toner-low-report,media-needed\",\"device\":\"answers\"",
			MC_PRINTER_NO_PAPER },
		{ "\"reasons\":\"toner-low-warning,media-low-report\",\"device\":\"answers\"",
			MC_PRINTER_READY },
		{ "\"reasons\":\"cover-open\",\"device\":\"answers\"", MC_PRINTER_TROUBLE },
		{ "\"reasons\":\"other-error\",\"device\":\"answers\"", MC_PRINTER_TROUBLE },
		{ "\"reasons\":\"hold-new-jobs\",\"device\":\"answers\"", MC_PRINTER_STOPPED },
		{ "\"reasons\":\"paused\",\"stopped\":true,\"device\":\"answers\"",
			MC_PRINTER_STOPPED },
	};
	const struct mc_printer printer = { .name = "a", .queue = "may-1", .folder = "" };
	struct mc_store *store = office_open(*state);
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_printer_health health;
		char facts[256];
		snprintf(facts, sizeof facts, "\"accepting\":true,%s", rows[i].facts);
		install_print(*state, facts);
		mc_printers_ask(store, *state, MC_LANG_EN, &arena, &printer, 1, &health);
		if (health.state != rows[i].state) {
			fail_msg("%s: %s", rows[i].facts, mc_printer_state_row(health.state)->word);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(store);
}

static void test_cups_out_of_reach_is_said_once(void **state) {
	int problems;
	setenv("PATH", "/nowhere", 1);
	add_printer(*state, "a", "may-1");
	add_printer(*state, "b", "may-2");
	assert_int_equal(queue_findings(*state, &problems), 1);
	assert_int_equal(problems, 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_a_new_practice_office_is_well),
		OFFICE_TEST(test_a_locale_without_marks_is_a_hint),
		OFFICE_TEST(test_an_open_folder_is_a_problem),
		cmocka_unit_test(test_no_office_is_a_finding),
		OFFICE_TEST(test_a_queue_is_known_by_its_name),
		OFFICE_TEST(test_what_a_queue_reports_is_told_apart),
		OFFICE_TEST(test_cups_out_of_reach_is_said_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

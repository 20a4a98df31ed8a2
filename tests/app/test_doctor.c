/* Findings of a healthy office, and of one where something is wrong. */
#include "app/doctor.h"
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

static int set_up(void **state) {
	static char folder[64];
	temp_make(folder);
	office_make(folder);
	*state = folder;
	return 0;
}

static int tear_down(void **state) {
	chmod(*state, 0700);
	temp_remove(*state);
	return 0;
}

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
	mc_doctor(*state, NULL, &arena, &report);
	for (size_t i = 0; i < sizeof healthy / sizeof *healthy; i++) {
		const struct mc_doctor_row *row = find(&report, healthy[i]);
		char sentence[512];
		mc_error_text(MC_LANG_EN, &row->sentence, sentence, sizeof sentence);
		assert_true(sentence[0] != '\0');
		if (strcmp(healthy[i], "space") != 0 && row->problem) {
			fail_msg("%s: %s", healthy[i], sentence);
		}
		assert_true(row->problem == (row->remedy.format != NULL));
	}
	mc_arena_finish(&arena);
}

static void test_an_open_folder_is_a_problem(void **state) {
	struct mc_arena arena;
	struct mc_doctor_report report;
	mc_arena_init(&arena);
	chmod(*state, 0755);
	mc_doctor(*state, NULL, &arena, &report);
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
	mc_doctor("/no/such/office", NULL, &arena, &report);
	assert_true(find(&report, "folder")->problem);
	assert_true(find(&report, "store")->problem);
	mc_arena_finish(&arena);
}

#define DOCTOR_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		DOCTOR_TEST(test_a_new_practice_office_is_well),
		DOCTOR_TEST(test_an_open_folder_is_a_problem),
		cmocka_unit_test(test_no_office_is_a_finding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

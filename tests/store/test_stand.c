/*
 * The open files and those at their names: a folder moved, restored or removed, one
 * file of it taken away, other names of the same store. Whatever was acknowledged is
 * in the store that the next process opens.
 */
#include "base/file.h"
#include "office.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

static const char *path_of(const char *name) {
	return mc_arena_printf(&office.arena, "%s/%s", office.dir, name);
}

static void run(const char *command) {
	assert_int_equal(system(command), 0);
}

static const char *issue(void) {
	struct mc_outcome outcome = office_do(&office, act_issue(&office, "A"));
	return mc_arena_text(&office.arena, outcome.ticket.label);
}

/* What another process sees and does: its number must follow the last one acknowledged. */
static const char *issue_elsewhere(void) {
	struct office other = office;
	mc_arena_init(&other.arena);
	other.store = office_connect(&other);
	struct mc_outcome outcome = office_do(&other, act_issue(&other, "A"));
	const char *label = mc_arena_text(&office.arena, outcome.ticket.label);
	mc_store_close(other.store);
	mc_arena_finish(&other.arena);
	return label;
}

static void test_one_file_taken_away_loses_and_doubles_nothing(void **state) {
	(void)state;
	static const char *const files[] = { "store.gate", "store.bell", "store.db-shm",
		"store.db-wal" };
	int given = 0;
	char wanted[8];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		for (int remade = 0; remade < 2; remade++) {
			snprintf(wanted, sizeof wanted, "A%03d", ++given);
			assert_string_equal(issue(), wanted);
			assert_int_equal(unlink(path_of(files[i])), 0);
			if (remade && i < 2) {
				run(mc_arena_printf(&office.arena, ": > %s", path_of(files[i])));
			}
			snprintf(wanted, sizeof wanted, "A%03d", ++given);
			assert_string_equal(issue(), wanted);
			snprintf(wanted, sizeof wanted, "A%03d", ++given);
			assert_string_equal(issue_elsewhere(), wanted);
		}
	}
	office_expect_sound(&office);
}

static void test_a_folder_moved_and_put_back_is_opened_anew(void **state) {
	(void)state;
	assert_string_equal(issue(), "A001");
	run(mc_arena_printf(&office.arena, "mv %s %s.away && cp -a %s.away %s", office.dir,
		office.dir, office.dir, office.dir));
	assert_string_equal(issue_elsewhere(), "A002");
	assert_string_equal(issue(), "A003");
	assert_string_equal(issue_elsewhere(), "A004");
	office_expect_sound(&office);
	run(mc_arena_printf(&office.arena, "rm -r %s.away", office.dir));
}

static void test_nothing_is_acknowledged_into_a_folder_that_is_gone(void **state) {
	(void)state;
	struct mc_outcome outcome;
	struct mc_act act = act_issue(&office, "A");
	run(mc_arena_printf(&office.arena, "mv %s %s.away", office.dir, office.dir));
	assert_int_equal(office_try(&office, &act, &outcome), MC_UNAVAILABLE);
	assert_int_equal(mc_store_refresh(office.store, &office.err), MC_UNAVAILABLE);
	assert_true(mc_store_changed(office.store));
	run(mc_arena_printf(&office.arena, "mv %s.away %s", office.dir, office.dir));
	assert_int_equal(mc_store_refresh(office.store, &office.err), MC_OK);
	assert_string_equal(office_do(&office, act).ticket.label, "A001");
}

static void test_another_office_in_its_place_is_refused(void **state) {
	(void)state;
	struct mc_outcome outcome;
	struct mc_act act = act_issue(&office, "A");
	run(mc_arena_printf(&office.arena, "mv %s %s.away", office.dir, office.dir));
	assert_int_equal(mc_store_init(office.dir, 1, true, &office.err), MC_OK);
	assert_int_equal(office_try(&office, &act, &outcome), MC_UNAVAILABLE);
	run(mc_arena_printf(
		&office.arena, "rm -r %s && mv %s.away %s", office.dir, office.dir, office.dir));
	assert_string_equal(issue(), "A001");
}

static void test_a_store_has_one_gate_whatever_its_name(void **state) {
	(void)state;
	struct mc_store *store = NULL;
	const char *other = mc_arena_printf(&office.arena, "%s.other", office.dir);
	run(mc_arena_printf(&office.arena, "mkdir -m 700 %s && ln -s %s/store.db %s/store.db",
		other, office.dir, other));
	assert_int_equal(mc_store_open(other, NULL, &store, &office.err), MC_OK);
	mc_store_close(store);
	assert_int_not_equal(
		access(mc_arena_printf(&office.arena, "%s/store.gate", other), F_OK), 0);
	run(mc_arena_printf(&office.arena, "rm %s/store.db && ln %s/store.db %s/store.db", other,
		office.dir, other));
	assert_int_equal(mc_store_open(other, NULL, &store, &office.err), MC_REFUSED);
	run(mc_arena_printf(&office.arena, "rm -r %s", other));
	mc_store_close(office.store);
	office.store = office_connect(&office);
}

/* Nobody has the office open when its log goes. */
static void test_a_log_removed_between_two_programs_is_noticed(void **state) {
	(void)state;
	struct mc_store *store = NULL;
	assert_string_equal(issue(), "A001");
	mc_store_close(office.store);
	office.store = NULL;
	run(mc_arena_printf(
		&office.arena, "cp %s %s.kept", path_of("store.db-wal"), path_of("store.db-wal")));
	for (int both = 0; both < 2; both++) {
		assert_int_equal(unlink(path_of("store.db-wal")), 0);
		if (both) {
			(void)unlink(path_of("store.db-shm"));
		}
		assert_int_equal(mc_store_open(office.dir, NULL, &store, &office.err), MC_DAMAGED);
		run(mc_arena_printf(&office.arena, "cp %s.kept %s", path_of("store.db-wal"),
			path_of("store.db-wal")));
	}
	office.store = office_connect(&office); /* put back, all is there */
	office_make_papers(office.store);
	assert_string_equal(issue(), "A002");
	mc_store_close(office.store);
	office.store = NULL;
	run(mc_arena_printf(&office.arena, "rm %s %s", path_of("store.db-wal"),
		path_of("store.gate"))); /* what was told: without them */
	office.store = office_connect(&office);
	office_expect_sound(&office);
}

static void test_a_clock_that_was_given_outlives_a_new_opening(void **state) {
	(void)state;
	mc_time before = mc_store_now(office.store);
	struct mc_error err;
	assert_int_equal(mc_store_set_clock(office.store, before - 30 * MC_DAY_MS, &err), MC_OK);
	assert_int_equal(unlink(path_of("store.gate")), 0);
	assert_int_equal(mc_store_refresh(office.store, &err), MC_OK);
	assert_true(mc_store_now(office.store) < before - 29 * MC_DAY_MS);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_one_file_taken_away_loses_and_doubles_nothing),
		TEST(test_a_folder_moved_and_put_back_is_opened_anew),
		TEST(test_nothing_is_acknowledged_into_a_folder_that_is_gone),
		TEST(test_another_office_in_its_place_is_refused),
		TEST(test_a_store_has_one_gate_whatever_its_name),
		TEST(test_a_log_removed_between_two_programs_is_noticed),
		TEST(test_a_clock_that_was_given_outlives_a_new_opening),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

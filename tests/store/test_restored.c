/*
 * An office made out of a backup: what was given since stands on paper in people's
 * hands and is never given a second time, and the office goes on under a key.
 */
#include "base/file.h"
#include "office.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct office before, after;

static int make(void **state) {
	(void)state;
	office_make(&before);
	office_make_papers(before.store);
	after = (struct office){ .now = 0 };
	mc_arena_init(&after.arena);
	return 0;
}

static int finish(void **state) {
	(void)state;
	mc_store_close(after.store);
	mc_arena_finish(&after.arena);
	office_finish(&before);
	return 0;
}

static const char *back_up(void) {
	const char *path;
	struct mc_findings findings;
	const char *folder = mc_arena_printf(&before.arena, "%s/backups", before.dir);
	assert_int_equal(
		mc_store_backup(before.store, folder, &before.arena, &path, &findings, &before.err),
		MC_OK);
	return path;
}

/* Beside the office that was lost, so that it goes with it. */
static void restore(const char *backup, const char *name, int gap) {
	struct mc_findings findings;
	const struct mc_restore_how how = { .gap = gap, .now = before.now };
	snprintf(after.dir, sizeof after.dir, "%.80s/%s", before.dir, name);
	after.now = before.now;
	assert_int_equal(
		mc_store_restore(backup, after.dir, &how, &after.arena, &findings, &after.err),
		MC_OK);
	assert_true(findings.ok);
	after.store = office_connect(&after);
}

static void leave(void) {
	office_expect_sound(&after);
	mc_store_close(after.store);
	after.store = NULL;
}

static int issue(const char *line) {
	struct mc_act act = act_issue(&after, line);
	act.as.issue.kind = *line == 'C' ? MC_KIND_COLLECT : MC_KIND_FILE;
	return office_do(&after, act).ticket.number;
}

/* The number at the end of a code or a receipt. */
static int serial_of(const char *code) {
	size_t end = strlen(code);
	while (end > 0 && code[end - 1] >= '0' && code[end - 1] <= '9') {
		end--;
	}
	return atoi(code + end);
}

static int take_fee(void) {
	const char *code = office_dossier(&after, PROCEDURE_FEE, MC_DOSSIER_RESOLVED);
	return serial_of(office_do(&after, act_fee(&after, code, "cash")).receipt);
}

/* A store that was lost leaves its gate, and what the gate remembers is not in the backup. */
static void test_it_opens_where_the_lost_one_lay(void **state) {
	(void)state;
	const char *backup = back_up();
	restore(backup, "lost", MC_RESTORE_GAP);
	issue("A");
	mc_store_close(after.store);
	after.store = NULL;
	static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		unlink(mc_arena_printf(&after.arena, "%s/%s", after.dir, files[i]));
	}
	restore(backup, "lost", MC_RESTORE_GAP);
	leave();
}

static void test_no_number_is_given_a_second_time(void **state) {
	(void)state;
	office_do(&before, act_issue(&before, "A"));
	office_do(&before, act_issue(&before, "A"));
	const char *code = office_dossier(&before, PROCEDURE_FEE, MC_DOSSIER_RESOLVED);
	office_do(&before, act_fee(&before, code, "cash"));
	const char *backup = back_up();
	for (int i = 0; i < 5; i++) { /* and then the disk dies */
		office_do(&before, act_issue(&before, i % 2 ? "A" : "B"));
		office_dossier(&before, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED);
	}
	before.now += MC_HOUR_MS;
	restore(backup, "gap", MC_RESTORE_GAP);
	assert_int_equal(issue("A"), 2 + MC_RESTORE_GAP + 1);
	assert_int_equal(issue("A"), 2 + MC_RESTORE_GAP + 2);
	assert_int_equal(issue("B"), MC_RESTORE_GAP + 1); /* nothing of it is in the backup */
	assert_int_equal(issue("C"), 8); /* 7 to 9: half of what its range still has */
	code = office_dossier(&after, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED);
	assert_int_equal(serial_of(code), 1 + MC_RESTORE_GAP + 1);
	code = office_dossier(&after, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED);
	assert_int_equal(serial_of(code), 1 + MC_RESTORE_GAP + 2);
	assert_int_equal(take_fee(), 1 + MC_RESTORE_GAP + 1);
	assert_int_equal(take_fee(), 1 + MC_RESTORE_GAP + 2);
	after.now += MC_DAY_MS;
	assert_int_equal(issue("A"), 1); /* another day, and nobody has a number of it */
	leave();
}

/* A loss before noon, restored from the evening before: today's numbers are in people's hands too. */
static void test_every_day_since_the_backup_has_its_gap(void **state) {
	(void)state;
	office_do(&before, act_issue(&before, "A"));
	const char *backup = back_up();
	before.now += 2 * MC_DAY_MS;
	restore(backup, "later", MC_RESTORE_GAP);
	assert_int_equal(issue("A"), MC_RESTORE_GAP + 1);
	struct mc_act late = act_accept(&after, PROCEDURE_FREE, "Ghi muộn");
	late.occurred_at = after.now - 2 * MC_DAY_MS;
	late.late_reason = "Mất điện";
	late.who.staff = "dung";
	assert_int_equal(serial_of(office_do(&after, late).dossier.code), MC_RESTORE_GAP + 1);
	leave();
}

static void test_without_a_gap_the_next_number_follows(void **state) {
	(void)state;
	office_do(&before, act_issue(&before, "A"));
	const char *backup = back_up();
	restore(backup, "none", 0);
	assert_int_equal(issue("A"), 2);
	assert_int_equal(take_fee(), 1);
	leave();
}

/* Restored time and again, and backed up in between, it leaves room each time. */
static void test_a_restored_office_is_restored_again(void **state) {
	(void)state;
	restore(back_up(), "once", MC_RESTORE_GAP);
	assert_int_equal(issue("A"), MC_RESTORE_GAP + 1);
	const char *path;
	struct mc_findings findings;
	const char *folder = mc_arena_printf(&before.arena, "%s/again", before.dir);
	assert_int_equal(
		mc_store_backup(after.store, folder, &before.arena, &path, &findings, &after.err),
		MC_OK);
	assert_true(findings.ok);
	leave();
	restore(path, "twice", MC_RESTORE_GAP);
	assert_int_equal(issue("A"), 2 * MC_RESTORE_GAP + 2);
	leave();
}

static void test_a_restored_office_seals_by_a_key(void **state) {
	(void)state;
	const char *backup = back_up();
	restore(backup, "new", 0);
	after.now += 2 * MC_HOUR_MS;
	issue("A");
	assert_int_equal(office_int(&after, "SELECT count(*) FROM event WHERE kind = "
					    "'office.key@1'"),
		1);
	leave();
	/* Where its own key still lies, it stays in force. */
	const char *dir = mc_arena_printf(&before.arena, "%s/kept", before.dir);
	const char *keys = mc_arena_printf(&before.arena, "%s/keys", dir);
	struct mc_str key;
	mc_str_init(&key);
	assert_int_equal(
		mc_file_read(mc_arena_printf(&before.arena, "%s/keys/office.key", before.dir), 4096,
			&key, &before.err),
		MC_OK);
	assert_int_equal(mc_file_make_folders(keys, 0700, NULL, &before.err), MC_OK);
	assert_int_equal(mc_file_write(mc_arena_printf(&before.arena, "%s/office.key", keys),
				 key.data, key.len, 0600, &before.err),
		MC_OK);
	mc_str_finish(&key);
	restore(backup, "kept", 0);
	assert_int_equal(office_int(&after, "SELECT count(*) FROM event WHERE kind = "
					    "'office.key@1'"),
		0);
	leave();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_it_opens_where_the_lost_one_lay),
		TEST(test_no_number_is_given_a_second_time),
		TEST(test_every_day_since_the_backup_has_its_gap),
		TEST(test_without_a_gap_the_next_number_follows),
		TEST(test_a_restored_office_is_restored_again),
		TEST(test_a_restored_office_seals_by_a_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

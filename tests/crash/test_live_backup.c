/*
 * Backups while the office works. A writer never rests; each backup must end,
 * hold every act acknowledged before it began, and stand the test of a restore.
 * At rest, an office restored equals the one backed up, row by row.
 */
#include "base/str.h"
#include "cmocka_all.h"
#include "practice.h"
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACKUPS 4

struct board {
	atomic_bool stop;
	atomic_long acknowledged;
};

static void write_without_rest(const char *folder, struct board *board) {
	struct mc_store *store = practice_open(folder);
	for (int i = 0; !board->stop; i++) {
		struct mc_act act = practice_issue(i % PRACTICE_LINES);
		practice_do(store, &act);
		board->acknowledged++;
	}
	mc_store_close(store);
	_exit(0);
}

/* Backs `store` up and restores the copy into the office of `folder`; the last event of the backup. */
static int64_t back_up_and_restore(struct mc_store *store, const char *folder) {
	char office[PRACTICE_PATH_SIZE + 16];
	const char *path;
	struct mc_findings findings;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	snprintf(office, sizeof office, "%s/office", folder);
	practice_expect(mc_store_backup(store, folder, &arena, &path, &findings, &err), &err);
	practice_expect(mc_store_restore(path, office, &(struct mc_restore_how){ 0 }, &arena,
				&findings, &err),
		&err);
	assert_true(findings.ok);
	mc_arena_finish(&arena);
	return findings.last_event;
}

static void test_a_backup_ends_under_a_writer(void **state) {
	(void)state;
	const char *rounds = getenv("MC_ROUNDS");
	int backups = BACKUPS * (rounds ? atoi(rounds) : 1);
	char folder[PRACTICE_PATH_SIZE];
	practice_folder(folder);
	practice_make(folder, 1);
	struct board *board = mmap(
		NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(board != MAP_FAILED);
	pid_t writer = fork();
	if (writer == 0) {
		write_without_rest(folder, board);
	}
	struct mc_store *store = practice_open(folder);
	for (int i = 0; i < backups; i++) {
		char copy[PRACTICE_PATH_SIZE];
		long before = board->acknowledged;
		while (board->acknowledged == before) { /* it is at work */
			usleep(1000);
		}
		before = board->acknowledged;
		practice_folder(copy);
		back_up_and_restore(store, copy);
		struct mc_store *restored = practice_open(copy);
		assert_true(practice_numbers(restored) >= before);
		mc_store_close(restored);
		practice_remove(copy);
	}
	board->stop = true;
	int how;
	assert_int_equal(waitpid(writer, &how, 0), writer);
	assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
	assert_int_equal(practice_numbers(store), board->acknowledged);
	printf("# %d backups while %ld tickets were issued\n", backups, board->acknowledged);
	mc_store_close(store);
	munmap(board, sizeof *board);
	practice_remove(folder);
}

/* ---- row by row ---- */

/* As of an event: what a restore writes behind it, and the key that it gives, are left out. */
static void dump_table(sqlite3 *db, const char *table, int64_t last, struct mc_str *out) {
	static const char *const columns[][2] = { { "event", "id" },
		{ "setting", "key <> 'office.public_key' AND event" }, { "seal", "event" },
		{ "recorded_day", "first_event" },
		{ "backup_made", "0 AND id" } }; /* a backup is noted when it is made */
	char sql[160], until[64] = "";
	sqlite3_stmt *row;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		if (strcmp(table, columns[i][0]) == 0) {
			snprintf(until, sizeof until, "WHERE %s <= %lld", columns[i][1],
				(long long)last);
		}
	}
	snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" %s ORDER BY 1, 2", table, until);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	mc_str_addf(out, "%s:\n", table);
	while (sqlite3_step(row) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			int len = sqlite3_column_bytes(row, i);
			mc_str_addf(out, "%d ", sqlite3_column_type(row, i));
			mc_str_add_bytes(out, sqlite3_column_blob(row, i), (size_t)len);
			mc_str_add_char(out, '\n');
		}
	}
	sqlite3_finalize(row);
}

static void dump(const char *folder, int64_t last, struct mc_str *out) {
	char path[PRACTICE_PATH_SIZE + 24];
	sqlite3 *db;
	sqlite3_stmt *table;
	snprintf(path, sizeof path, "%s/office/store.db", folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(
		db, "SELECT name, sql FROM sqlite_master ORDER BY type, name", -1, &table, NULL);
	while (sqlite3_step(table) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(table, 1);
		mc_str_addf(out, "%s\n", sql ? sql : "");
		if (sql && strncmp(sql, "CREATE TABLE", 12) == 0) {
			dump_table(db, (const char *)sqlite3_column_text(table, 0), last, out);
		}
	}
	sqlite3_finalize(table);
	sqlite3_close(db);
}

/* Nobody knows whether what was to be printed came out since the backup: restore says so of each job. */
static void forget_print_jobs(const char *folder) {
	char path[PRACTICE_PATH_SIZE + 24];
	sqlite3 *db;
	snprintf(path, sizeof path, "%s/office/store.db", folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
				 "UPDATE print_job SET state = 'unknown', settled = 1 "
				 "WHERE settled = 0",
				 NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
}

static void test_a_restored_office_equals_its_original(void **state) {
	(void)state;
	char folder[PRACTICE_PATH_SIZE], copy[PRACTICE_PATH_SIZE];
	practice_folder(folder);
	practice_folder(copy);
	practice_make(folder, 1);
	struct mc_store *store = practice_open(folder);
	for (int i = 0; i < 30; i++) {
		struct mc_act act = i % 5 == 4   ? practice_accept("Phạm Thị Dung")
				    : i % 7 == 6 ? practice_next("1")
						 : practice_issue(i % PRACTICE_LINES);
		struct mc_outcome outcome = practice_do(store, &act);
		if (act.verb == MC_VERB_TICKET_NEXT) {
			act = practice_done(outcome.ticket.id);
			practice_do(store, &act);
		}
	}
	int64_t last = back_up_and_restore(store, copy);
	mc_store_close(store);
	forget_print_jobs(folder);
	struct mc_str original, restored;
	mc_str_init(&original);
	mc_str_init(&restored);
	dump(folder, last, &original);
	dump(copy, last, &restored);
	assert_true(original.len > 10000);
	assert_int_equal(original.len, restored.len);
	assert_memory_equal(original.data, restored.data, original.len);
	mc_str_finish(&original);
	mc_str_finish(&restored);
	practice_remove(folder);
	practice_remove(copy);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_backup_ends_under_a_writer),
		cmocka_unit_test(test_a_restored_office_equals_its_original),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

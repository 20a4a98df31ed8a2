/*
 * Why the gate stands. SQLite up to 3.51.2 loses commits that it has
 * acknowledged, and damages its file, when one process checkpoints while another
 * commits (the "WAL-reset" race); Debian 12 ships 3.40.1.
 *
 * The race, step by step: the log is wholly copied into the database; a
 * checkpointer has just read the log's header; now a writer commits, and begins
 * the log anew; the checkpointer goes on with the old header and marks frames as
 * copied that are not written yet. They are never copied. A VFS may take its time
 * at that very moment, so the writer's commit is made there; no line of the
 * library is changed.
 *
 * Without the gate rows must be lost, else this test has no teeth; with the
 * store's gate round every commit and checkpoint none may be. Then the same with
 * many processes at random.
 */
#include "cmocka_all.h"
#include "practice.h"
#include "shim.h"
#include "store/engine/gate.h"
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 4
#define MOST_ROWS 200000
#define ROUND_MS 500
#define ROUNDS 4
#define FIXED_IN 3051003 /* the first release without the race */

/* ---- step by step ---- */

struct steps {
	char folder[PRACTICE_PATH_SIZE], file[PRACTICE_PATH_SIZE + 16];
	bool gated;
	sqlite3 *writer, *checkpointer;
	struct mc_gate writers_gate, checkpointers_gate;
	int rows; /* committed */
	bool in_window; /* the commit that is made while the checkpointer waits */
	bool shut_out; /* by the gate */
};

static sqlite3 *connect_to(const char *file, int checkpoint_pages) {
	char pragmas[128];
	sqlite3 *db;
	if (sqlite3_open(file, &db) != SQLITE_OK) {
		fprintf(stderr, "# %s: %s\n", file, sqlite3_errmsg(db));
		abort();
	}
	snprintf(pragmas, sizeof pragmas,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
		"PRAGMA wal_autocheckpoint = %d",
		checkpoint_pages);
	sqlite3_busy_timeout(db, 20000);
	sqlite3_exec(db, pragmas, NULL, NULL, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return db;
}

static struct mc_gate open_gate(const char *folder) {
	char path[PRACTICE_PATH_SIZE + 16];
	struct mc_gate gate;
	struct mc_error err;
	snprintf(path, sizeof path, "%s/gate", folder);
	practice_expect(mc_gate_open(&gate, path, &err), &err);
	return gate;
}

static void make_table(sqlite3 *db) {
	int code = sqlite3_exec(db,
		"CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT, pad BLOB);"
		"CREATE INDEX t_k ON t (k)",
		NULL, NULL, NULL);
	assert_int_equal(code, SQLITE_OK);
}

static bool is_whole(sqlite3 *db) {
	sqlite3_stmt *check;
	bool whole = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &check, NULL) ==
			     SQLITE_OK &&
		     sqlite3_step(check) == SQLITE_ROW &&
		     strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0;
	sqlite3_finalize(check);
	return whole;
}

/* One row, one commit; false when the gate is shut. */
static bool commit_row(struct steps *steps) {
	if (steps->gated && mc_gate_take(&steps->writers_gate, 100, NULL) != MC_OK) {
		return false;
	}
	int code = sqlite3_exec(steps->writer,
		"INSERT INTO t (k, pad) VALUES (hex(randomblob(8)), randomblob(900))", NULL, NULL,
		NULL);
	mc_gate_release(&steps->writers_gate);
	assert_int_equal(code, SQLITE_OK);
	steps->rows++;
	return true;
}

static void copy_log(struct steps *steps, sqlite3 *db, struct mc_gate *gate) {
	struct mc_error err;
	if (steps->gated) {
		practice_expect(mc_gate_take(gate, 1000, &err), &err);
	}
	int code = sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	mc_gate_release(gate);
	assert_int_equal(code, SQLITE_OK);
}

/* The moment: the checkpointer has read the header and not yet looked at it. */
static int meet(void *data, const struct shim_call *call) {
	struct steps *steps = data;
	if (call->step == SHIM_HEADER_READ && steps->in_window) {
		steps->in_window = false;
		steps->shut_out = !commit_row(steps);
	}
	return SHIM_PASS;
}

static void commit_rows(struct steps *steps, int count) {
	for (int i = 0; i < count; i++) {
		assert_true(commit_row(steps));
	}
}

/* How many of the committed rows are there after all; -1 when the file is damaged. */
static int rows_left(const struct steps *steps) {
	sqlite3 *db = connect_to(steps->file, 1000);
	sqlite3_stmt *row;
	int rows = -1;
	sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (is_whole(db) &&
		sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &row, NULL) == SQLITE_OK) {
		rows = sqlite3_step(row) == SQLITE_ROW ? sqlite3_column_int(row, 0) : -1;
		sqlite3_finalize(row);
	}
	sqlite3_close(db);
	return rows;
}

static void begin_steps(struct steps *steps, bool gated) {
	*steps = (struct steps){ .gated = gated };
	practice_folder(steps->folder);
	snprintf(steps->file, sizeof steps->file, "%s/race.db", steps->folder);
	steps->writers_gate = open_gate(steps->folder);
	steps->checkpointers_gate = open_gate(steps->folder);
	steps->writer = connect_to(steps->file, 0);
	make_table(steps->writer);
	shim_install(meet, steps);
	steps->checkpointer = connect_to(steps->file, 0);
	sqlite3_exec(steps->checkpointer, "SELECT count(*) FROM t", NULL, NULL, NULL);
}

static void end_steps(struct steps *steps) {
	sqlite3_close(steps->writer);
	sqlite3_close(steps->checkpointer);
	shim_remove();
	mc_gate_close(&steps->writers_gate);
	mc_gate_close(&steps->checkpointers_gate);
}

/* Returns whether something committed is lost. */
static bool loses_step_by_step(bool gated) {
	struct steps steps;
	begin_steps(&steps, gated);
	commit_rows(&steps, 60);
	copy_log(&steps, steps.writer, &steps.writers_gate);
	steps.in_window = true;
	copy_log(&steps, steps.checkpointer, &steps.checkpointers_gate);
	assert_false(steps.in_window); /* the moment came */
	assert_int_equal(steps.shut_out, gated);
	commit_rows(&steps, 200);
	copy_log(&steps, steps.checkpointer, &steps.checkpointers_gate);
	commit_rows(&steps, 5);
	int committed = steps.rows;
	end_steps(&steps);
	int left = rows_left(&steps);
	printf("# %s: %d rows committed, %s%d left\n", gated ? "with the gate" : "without",
		committed, left < 0 ? "file damaged, " : "", left < 0 ? 0 : left);
	practice_remove(steps.folder);
	return left != committed;
}

static void test_without_the_gate_commits_are_lost(void **state) {
	(void)state;
	bool lost = loses_step_by_step(false);
	if (sqlite3_libversion_number() < FIXED_IN) {
		assert_true(lost); /* else the tests below prove nothing */
	}
}

static void test_with_the_gate_none_is(void **state) {
	(void)state;
	assert_false(loses_step_by_step(true));
}

/* ---- many processes at random ---- */

/* Shared by the processes. */
struct board {
	atomic_bool stop;
	atomic_long acknowledged, checkpoints;
	_Atomic unsigned char there[MOST_ROWS]; /* rows whose commit was acknowledged */
};

struct race {
	char folder[PRACTICE_PATH_SIZE], file[PRACTICE_PATH_SIZE + 16];
	bool gated;
	struct board *board;
};

static int linger(void *data, const struct shim_call *call) {
	(void)data;
	if (call->step == SHIM_HEADER_READ) {
		usleep((useconds_t)(rand() % 5000));
	}
	return SHIM_PASS;
}

static void enter(const struct race *race, struct mc_gate *gate) {
	struct mc_error err;
	if (race->gated) {
		practice_expect(mc_gate_take(gate, 20000, &err), &err);
	}
}

/* Writes every WRITERS-th row, each a commit of its own. */
static void write_rows(const struct race *race, long first) {
	struct mc_gate gate = open_gate(race->folder);
	sqlite3 *db = connect_to(race->file, 10);
	sqlite3_stmt *insert;
	srand((unsigned)first + 1);
	sqlite3_prepare_v2(db, "INSERT INTO t (id, k, pad) VALUES (?1, ?2, randomblob(?3))", -1,
		&insert, NULL);
	for (long id = first; id < MOST_ROWS && !race->board->stop; id += WRITERS) {
		char key[32];
		snprintf(key, sizeof key, "%08x-%ld", (unsigned)rand(), id);
		sqlite3_bind_int64(insert, 1, id);
		sqlite3_bind_text(insert, 2, key, -1, SQLITE_STATIC);
		sqlite3_bind_int(insert, 3, rand() % 2000);
		enter(race, &gate);
		int code = sqlite3_step(insert);
		sqlite3_reset(insert);
		mc_gate_release(&gate);
		if (code == SQLITE_DONE) {
			race->board->there[id] = 1;
			race->board->acknowledged++;
		} else if (code == SQLITE_CORRUPT) {
			break;
		}
		usleep((useconds_t)(rand() % 1500));
	}
	_exit(0);
}

static void checkpoint(const struct race *race) {
	struct mc_gate gate = open_gate(race->folder);
	shim_install(linger, NULL);
	sqlite3 *db = connect_to(race->file, 10);
	while (!race->board->stop) {
		usleep((useconds_t)(rand() % 3000));
		enter(race, &gate);
		if (sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) ==
			SQLITE_OK) {
			race->board->checkpoints++;
		}
		mc_gate_release(&gate);
	}
	_exit(0);
}

static long count_lost(const struct race *race, bool *ret_whole) {
	sqlite3 *db = connect_to(race->file, 10);
	sqlite3_stmt *row;
	long lost = 0;
	sqlite3_prepare_v2(db, "SELECT 1 FROM t NOT INDEXED WHERE id = ?1", -1, &row, NULL);
	for (long id = 0; id < MOST_ROWS; id++) {
		if (race->board->there[id]) {
			sqlite3_bind_int64(row, 1, id);
			lost += sqlite3_step(row) != SQLITE_ROW;
			sqlite3_reset(row);
		}
	}
	sqlite3_finalize(row);
	*ret_whole = is_whole(db);
	sqlite3_close(db);
	return lost;
}

/* One round on a new file: writers and the checkpointer for half a second. */
static long race_round(struct race *race, bool *ret_whole) {
	static const char *const parts[] = { "", "-wal", "-shm" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[PRACTICE_PATH_SIZE + 24];
		snprintf(path, sizeof path, "%s%s", race->file, parts[i]);
		unlink(path);
	}
	memset(race->board, 0, sizeof *race->board);
	sqlite3 *db = connect_to(race->file, 10);
	make_table(db);
	sqlite3_close(db);
	for (int i = 0; i <= WRITERS; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0 && i < WRITERS) {
			write_rows(race, i);
		} else if (child == 0) {
			checkpoint(race);
		}
	}
	usleep(ROUND_MS * 1000);
	race->board->stop = true;
	while (wait(NULL) > 0) {
	}
	return count_lost(race, ret_whole);
}

static void test_many_processes_lose_nothing(void **state) {
	(void)state;
	const char *text = getenv("MC_ROUNDS");
	int rounds = text ? atoi(text) : ROUNDS;
	struct race race = { .gated = true };
	practice_folder(race.folder);
	snprintf(race.file, sizeof race.file, "%s/race.db", race.folder);
	race.board = mmap(NULL, sizeof *race.board, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(race.board != MAP_FAILED);
	long acknowledged = 0, checkpoints = 0;
	for (int round = 0; round < rounds; round++) {
		bool whole;
		assert_int_equal(race_round(&race, &whole), 0);
		assert_true(whole);
		acknowledged += race.board->acknowledged;
		checkpoints += race.board->checkpoints;
	}
	printf("# %d rounds, %ld commits, %ld checkpoints\n", rounds, acknowledged, checkpoints);
	assert_true(acknowledged > 50 && checkpoints > 5);
	munmap(race.board, sizeof *race.board);
	practice_remove(race.folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_the_gate_commits_are_lost),
		cmocka_unit_test(test_with_the_gate_none_is),
		cmocka_unit_test(test_many_processes_lose_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

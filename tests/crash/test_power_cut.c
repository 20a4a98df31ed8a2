/*
 * A power cut at any moment. Acts go into an office through two connections
 * while a tape records every write and sync; then the disk is built as a cut
 * after any of these steps could have left it, with unsynced writes missing or
 * torn, and opened by the stock SQLite. Whole, chained, and every act in it that
 * was acknowledged before the cut: nothing less will do.
 *
 * The same tape over plain connections that sync too seldom must lose
 * something: that shows that the test can.
 */
#include "cmocka_all.h"
#include "practice.h"
#include "store/ledger/ledger.h"
#include "tape.h"
#include <motcua/code.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ACTS 150
#define CHECKPOINT_PAGES 40 /* small, so that many cuts fall into a checkpoint */
#define CUTS 200
#define FULL_CHECK_EVERY 25 /* cuts: the whole office is opened and verified */

static int rounds(void) {
	const char *text = getenv("MC_ROUNDS");
	return text ? atoi(text) : 1;
}

static void expect_sql(sqlite3 *db, int code) {
	if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		fprintf(stderr, "# %s\n", sqlite3_errmsg(db));
		abort();
	}
}

/* A disk that is thrown away again needs no syncs of its own. */
static sqlite3 *open_disk(const char *path) {
	sqlite3 *db = NULL;
	expect_sql(db, sqlite3_open(path, &db));
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return db;
}

static bool is_whole(sqlite3 *db) {
	sqlite3_stmt *row;
	bool whole =
		sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &row, NULL) == SQLITE_OK &&
		sqlite3_step(row) == SQLITE_ROW &&
		strcmp((const char *)sqlite3_column_text(row, 0), "ok") == 0;
	sqlite3_finalize(row);
	return whole;
}

/* ---- real acts ---- */

struct taped {
	char folder[PRACTICE_PATH_SIZE];
	uint8_t keys[ACTS][MC_KEY_SIZE];
	size_t acts, erasures;
	struct tape *tape;
};

/* A morning's mixture; an erasure now and then also empties the log. */
static struct mc_act choose(struct mc_random *random, int64_t at_desk, const char *code) {
	size_t what = mc_random_below(random, 20);
	if (at_desk) {
		return practice_done(at_desk);
	}
	if (what < 8) {
		return practice_issue((int)mc_random_below(random, PRACTICE_LINES));
	}
	if (what < 12) {
		return practice_next("1");
	}
	struct mc_act act = practice_accept("Nguyễn Thị Bình");
	if (what > 12 && *code) {
		static const enum mc_transition moves[] = { MC_T_PROCESS, MC_T_RESOLVE,
			MC_T_RETURN };
		act.verb = what == 19 ? MC_VERB_DATA_ERASE : MC_VERB_DOSSIER_MOVE;
		act.as.dossier = (struct mc_act_dossier){
			.code = code,
			.transition = act.verb == MC_VERB_DOSSIER_MOVE ? moves[what % 3] : 0,
			.reason = "as the citizen asks",
		};
		if (act.verb == MC_VERB_DOSSIER_MOVE && moves[what % 3] == MC_T_PROCESS) {
			act.as.dossier.to = PRACTICE_OFFICER;
		} else if (act.verb == MC_VERB_DOSSIER_MOVE && moves[what % 3] == MC_T_RETURN) {
			act.as.dossier.receiver = "Nguyễn Thị Bình";
		}
	}
	return act;
}

static struct mc_store *open_taped(const struct taped *taped) {
	struct mc_store *store = practice_open(taped->folder);
	shim_checkpoint_after(CHECKPOINT_PAGES);
	return store;
}

static void do_acts(struct taped *taped, struct mc_random *random) {
	struct mc_store *stores[2] = { open_taped(taped), open_taped(taped) };
	struct mc_arena arena;
	int64_t at_desk = 0;
	char code[MC_CODE_SIZE] = "";
	mc_arena_init(&arena);
	while (taped->acts < ACTS) {
		struct mc_act act = choose(random, at_desk, code);
		struct mc_outcome outcome;
		struct mc_error err;
		enum mc_status status = mc_store_act(
			stores[mc_random_below(random, 2)], &act, &arena, &outcome, &err);
		if (status == MC_EMPTY || status == MC_REFUSED) {
			continue; /* nobody waits; not while the dossier stands so */
		}
		practice_expect(status, &err);
		memcpy(taped->keys[taped->acts++], act.key, MC_KEY_SIZE);
		tape_acknowledge(taped->tape, taped->acts);
		taped->erasures += act.verb == MC_VERB_DATA_ERASE;
		at_desk = act.verb == MC_VERB_TICKET_NEXT ? outcome.ticket.id : 0;
		if (outcome.has_dossier) {
			snprintf(code, sizeof code, "%s",
				outcome.dossier.erased ? "" : outcome.dossier.code);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(stores[0]);
	mc_store_close(stores[1]);
}

static const void *blob(sqlite3_stmt *row, int column) {
	return sqlite3_column_bytes(row, column) ? sqlite3_column_blob(row, column) : NULL;
}

/* The chain from the first event on, without a gap. */
static void check_chain(sqlite3 *db) {
	sqlite3_stmt *row;
	struct mc_tail tail = { 0 };
	expect_sql(db,
		sqlite3_prepare_v2(db,
			"SELECT id, at, recorded_at, kind, subject, actor, door, key, body, veil, "
			"link FROM event ORDER BY id",
			-1, &row, NULL));
	while (sqlite3_step(row) == SQLITE_ROW) {
		struct mc_event event = { .id = sqlite3_column_int64(row, 0),
			.at = sqlite3_column_int64(row, 1),
			.recorded_at = sqlite3_column_int64(row, 2),
			.kind = (const char *)sqlite3_column_text(row, 3),
			.subject = sqlite3_column_int64(row, 4),
			.actor = (const char *)sqlite3_column_text(row, 5),
			.door = (const char *)sqlite3_column_text(row, 6),
			.key = blob(row, 7),
			.body = (const char *)sqlite3_column_text(row, 8),
			.veil = blob(row, 9) };
		uint8_t link[MC_HASH_SIZE];
		mc_ledger_link(&event, tail.link, link);
		assert_memory_equal(link, blob(row, 10), sizeof link);
		assert_true(tail.id == 0 || event.id == tail.id + 1);
		tail.id = event.id;
		memcpy(tail.link, link, sizeof link);
	}
	sqlite3_finalize(row);
}

static void check_acknowledged(sqlite3 *db, const struct taped *taped, size_t acknowledged) {
	sqlite3_stmt *row;
	expect_sql(
		db, sqlite3_prepare_v2(db, "SELECT id FROM event WHERE key = ?1", -1, &row, NULL));
	for (size_t i = 0; i < acknowledged; i++) {
		sqlite3_bind_blob(row, 1, taped->keys[i], MC_KEY_SIZE, SQLITE_STATIC);
		assert_int_equal(sqlite3_step(row), SQLITE_ROW);
		sqlite3_reset(row);
	}
	sqlite3_finalize(row);
}

static void check_disk(
	const struct taped *taped, const char *folder, size_t acknowledged, bool all) {
	char path[PRACTICE_PATH_SIZE + 24];
	if (all) {
		struct mc_store *store = practice_open(folder);
		practice_verify(store);
		practice_numbers(store);
		mc_store_close(store);
	}
	snprintf(path, sizeof path, "%s/office/store.db", folder);
	sqlite3 *db = open_disk(path);
	assert_true(is_whole(db));
	check_acknowledged(db, taped, acknowledged);
	check_chain(db);
	expect_sql(db, sqlite3_close(db));
}

/* Cuts spread over the whole tape, each with every kind of rest in turn. */
static void check_cuts(struct taped *taped, const char *disk, struct mc_random *random, int cuts) {
	char office[PRACTICE_PATH_SIZE + 8], shared[PRACTICE_PATH_SIZE + 24];
	snprintf(office, sizeof office, "%s/office", disk);
	snprintf(shared, sizeof shared, "%s/store.db-shm", office);
	practice_copy(taped->folder, disk); /* for the office's key; each cut replaces the store */
	size_t steps = tape_steps(taped->tape);
	for (int i = 0; i < cuts; i++) {
		size_t from = steps * (size_t)i / (size_t)cuts;
		size_t to = steps * (size_t)(i + 1) / (size_t)cuts;
		size_t cut = from + (to > from ? mc_random_below(random, to - from) : 0);
		unlink(shared);
		size_t acknowledged = tape_cut(
			taped->tape, cut, (enum tape_rest)(i % TAPE_REST_COUNT), random, office);
		check_disk(taped, disk, acknowledged, i % FULL_CHECK_EVERY == 0);
	}
	printf("# %zu acts (%zu erasures), %zu steps, %d cuts\n", taped->acts, taped->erasures,
		steps, cuts);
}

static void test_no_acknowledged_act_is_lost(void **state) {
	(void)state;
	struct mc_random random;
	mc_random_init(&random, "power cut");
	for (int i = 0; i < rounds(); i++) {
		struct taped *taped = calloc(1, sizeof *taped);
		char disk[PRACTICE_PATH_SIZE], path[PRACTICE_PATH_SIZE + 8];
		assert_non_null(taped);
		practice_folder(taped->folder);
		practice_folder(disk);
		practice_make(taped->folder, 1);
		snprintf(path, sizeof path, "%s/office", taped->folder);
		taped->tape = tape_start(path, "store.db");
		do_acts(taped, &random);
		tape_stop(taped->tape);
		check_cuts(taped, disk, &random, CUTS);
		tape_destroy(taped->tape);
		practice_remove(taped->folder);
		practice_remove(disk);
		free(taped);
	}
}

/* ---- the test's own teeth ---- */

static struct tape *tape_plain_rows(const char *folder, const char *pragmas, int rows) {
	char path[PRACTICE_PATH_SIZE + 16];
	sqlite3 *db = NULL;
	snprintf(path, sizeof path, "%s/plain.db", folder);
	expect_sql(db, sqlite3_open(path, &db));
	expect_sql(db, sqlite3_exec(db, pragmas, NULL, NULL, NULL));
	expect_sql(db, sqlite3_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, pad BLOB)", NULL,
			       NULL, NULL));
	expect_sql(db, sqlite3_close(db));
	struct tape *tape = tape_start(folder, "plain.db");
	expect_sql(db, sqlite3_open(path, &db));
	expect_sql(db, sqlite3_exec(db, pragmas, NULL, NULL, NULL));
	shim_checkpoint_after(CHECKPOINT_PAGES);
	for (int i = 1; i <= rows; i++) {
		expect_sql(db, sqlite3_exec(db, "INSERT INTO t (pad) VALUES (randomblob(900))",
				       NULL, NULL, NULL));
		tape_acknowledge(tape, (size_t)i);
	}
	expect_sql(db, sqlite3_close(db));
	tape_stop(tape);
	return tape;
}

static int64_t rows_of(sqlite3 *db) {
	sqlite3_stmt *row;
	int64_t count = -1;
	if (sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &row, NULL) == SQLITE_OK &&
		sqlite3_step(row) == SQLITE_ROW) {
		count = sqlite3_column_int64(row, 0);
	}
	sqlite3_finalize(row);
	return count;
}

/* How many of the disks have lost an acknowledged row, or are damaged. */
static int count_losses(struct tape *tape, const char *disk, struct mc_random *random, int cuts) {
	char path[PRACTICE_PATH_SIZE + 16], shared[PRACTICE_PATH_SIZE + 24];
	int losses = 0;
	snprintf(path, sizeof path, "%s/plain.db", disk);
	snprintf(shared, sizeof shared, "%s-shm", path);
	for (int i = 0; i < cuts; i++) {
		size_t cut = tape_steps(tape) * (size_t)i / (size_t)cuts;
		unlink(shared);
		size_t acknowledged =
			tape_cut(tape, cut, (enum tape_rest)(i % TAPE_REST_COUNT), random, disk);
		sqlite3 *db = open_disk(path);
		losses += !is_whole(db) || rows_of(db) < (int64_t)acknowledged;
		sqlite3_close(db);
	}
	return losses;
}

static void test_the_tape_sees_what_is_lost(void **state) {
	(void)state;
	static const struct {
		const char *pragmas;
		bool loses;
	} ways[] = {
		{ "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", false },
		{ "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", true },
		{ "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF", true },
		{ "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA", false },
		/* FULL does not sync the folder after the journal is deleted: the last row may go. */
		{ "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL", true },
		{ "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF", true },
	};
	struct mc_random random;
	mc_random_init(&random, "teeth");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char folder[PRACTICE_PATH_SIZE], disk[PRACTICE_PATH_SIZE];
		practice_folder(folder);
		practice_folder(disk);
		struct tape *tape = tape_plain_rows(folder, ways[i].pragmas, 60);
		int losses = count_losses(tape, disk, &random, 60 * rounds());
		printf("# %s: %d of %d cuts lose\n", ways[i].pragmas, losses, 60 * rounds());
		assert_int_equal(losses > 0, ways[i].loses);
		tape_destroy(tape);
		practice_remove(folder);
		practice_remove(disk);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_tape_sees_what_is_lost),
		cmocka_unit_test(test_no_acknowledged_act_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

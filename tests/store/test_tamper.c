/*
 * What somebody who has the file in hand may do to it, and the words by which
 * verify() names it. Each row starts from the same office of a day.
 */
#include "base/file.h"
#include "office.h"
#include "raw.h"
#include "store/engine/schema.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST "(SELECT min(id) FROM event WHERE kind = 'dossier.accepted@1')"
#define LAST_SEAL "(SELECT max(id) FROM event WHERE kind = 'ledger.sealed@1')"

static const struct {
	const char *name, *sql, *words;
} tampers[] = {
	{ "a body",
		"UPDATE event SET body = replace(body, '\"fees\"', '\"feez\"') WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "one byte of a body", "UPDATE event SET body = body || ' ' WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "an actor", "UPDATE event SET actor = 'quan' WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "an instant", "UPDATE event SET at = at - 86400000 WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "when it was written", "UPDATE event SET recorded_at = recorded_at + 1 WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "a key", "UPDATE event SET key = zeroblob(16) WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "a veil", "UPDATE event SET veil = zeroblob(32) WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "a link", "UPDATE event SET link = zeroblob(32) WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "a kind", "UPDATE event SET kind = 'dossier.read@1' WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "an event gone from the middle",
		"DELETE FROM private WHERE event = " FIRST "; DELETE FROM event WHERE id = " FIRST,
		"Events are missing between" },
	{ "the first event gone", "DELETE FROM event WHERE id = (SELECT min(id) FROM event)",
		"the chain breaks" },
	{ "the last event gone",
		"DELETE FROM private WHERE event = (SELECT max(id) FROM event);"
		"DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
		"is not what the events say" },
	{ "a private row gone", "DELETE FROM private WHERE event = " FIRST,
		"is gone without an erasure" },
	{ "a private row changed",
		"UPDATE private SET body = replace(body, 'Nguyễn', 'Nguyen') WHERE event = " FIRST,
		"The personal data of event" },
	{ "a salt changed", "UPDATE private SET salt = zeroblob(16) WHERE event = " FIRST,
		"The personal data of event" },
	{ "a ticket's state",
		"UPDATE ticket SET state = 'waiting', done_at = NULL WHERE label = 'A001'",
		"The table ticket" },
	{ "a ticket gone", "DELETE FROM ticket WHERE label = 'A001'", "The table ticket" },
	{ "a due date", "UPDATE dossier SET due_at = due_at + 86400000", "The table dossier" },
	{ "a move", "UPDATE move SET at = at + 1", "The table move" },
	{ "a move gone", "DELETE FROM move WHERE transition = 'process'", "The table move" },
	{ "a fee", "UPDATE fee SET amount = 1", "The table fee" },
	{ "a receipt gone", "DELETE FROM receipt", "The table receipt" },
	{ "a name", "UPDATE party SET name = 'Ai đó'", "The table party" },
	{ "a word more", "INSERT INTO word VALUES ('la', " FIRST ")", "The table word" },
	{ "a role", "UPDATE staff SET roles = 255 WHERE staff = 'ki'", "The table staff" },
	{ "a holiday", "DELETE FROM calendar_day", "The table calendar_day" },
	{ "a paper", "UPDATE paper SET record = '{}'", "The table paper" },
	{ "the day of an event", "UPDATE recorded_day SET day = day - 1",
		"The table recorded_day" },
	{ "a seal's row gone", "DELETE FROM seal", "The table seal" },
	{ "a seal's signature",
		"UPDATE event SET body = replace(body, '\"signature\":\"', '\"signature\":\"00') "
		"WHERE id = " LAST_SEAL,
		"The seal of event" },
	{ "the last seal dropped", "DELETE FROM event WHERE id = " LAST_SEAL, "The table seal" },
	{ "a private row without its event",
		"PRAGMA foreign_keys = OFF;"
		"INSERT INTO private SELECT max(id) + 7, zeroblob(16), '{}' FROM event",
		"The table private" },
	{ "a key where there was none",
		"UPDATE event SET key = x'00' WHERE id = (SELECT max(id) FROM event WHERE key IS "
		"NULL)",
		"was changed: the chain breaks" },
	{ "a veil where there was none",
		"UPDATE event SET veil = x'0102' WHERE id = (SELECT max(id) FROM event WHERE veil "
		"IS "
		"NULL)",
		"was changed: the chain breaks" },
	{ "text behind the end of a body",
		"UPDATE event SET body = body || char(0) || 'x' WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "text behind the end of an actor",
		"UPDATE event SET actor = actor || char(0) WHERE id = " FIRST,
		"was changed: the chain breaks" },
	{ "text behind the end of a private body",
		"UPDATE private SET body = body || char(0) || 'x' WHERE event = " FIRST,
		"was changed: the chain breaks" },
	{ "text behind the end of a name", "UPDATE party SET name = name || char(0) || 'x'",
		"The table party" },
	{ "a print job of no paper", "UPDATE print_job SET paper = paper + 1000",
		"The table print_job" },
	{ "a print job of another paper", "UPDATE print_job SET label = 'Z999'",
		"The table print_job" },
	{ "an unknown kind",
		"INSERT INTO event SELECT max(id) + 1, 1, 1, 'x.y@1', 0, '', '', NULL, '{}', NULL, "
		"zeroblob(32) FROM event",
		"unknown kind" },
};

static void live_a_day(struct office *office) {
	office_make(office);
	office_make_papers(office->store);
	office_do(office, act_issue(office, "A"));
	office_do(office, act_next(office, "1"));
	office_do(office, act_move(office, "A001", MC_MOVE_DONE));
	office_dossier(office, PROCEDURE_FEE, MC_DOSSIER_RETURNED);
	office_do(office, act_new(office, MC_VERB_LEDGER_SEAL));
	office_expect_sound(office);
}

/* The store as one file without a log, to be put back as often as wanted. */
static void take_bytes(struct office *office, char *path, size_t size, struct mc_str *ret_bytes) {
	snprintf(path, size, "%s/store.db", office->dir);
	struct sqlite3 *db = raw_open(path);
	raw_run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	raw_close(db);
	mc_str_init(ret_bytes);
	assert_int_equal(mc_file_read(path, 1 << 24, ret_bytes, &office->err), MC_OK);
}

static void put_bytes(struct office *office, const char *path, const struct mc_str *bytes) {
	static const char *const sides[] = { "-wal", "-shm" };
	mc_store_close(office->store);
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		unlink(mc_arena_printf(&office->arena, "%s%s", path, sides[i]));
	}
	assert_int_equal(mc_file_write(path, bytes->data, bytes->len, 0600, &office->err), MC_OK);
	office->store = office_connect(office);
}

static void test_verify_names_it(void **state) {
	(void)state;
	struct office office;
	struct mc_str bytes;
	char path[128];
	live_a_day(&office);
	take_bytes(&office, path, sizeof path, &bytes);
	for (size_t i = 0; i < sizeof tampers / sizeof *tampers; i++) {
		put_bytes(&office, path, &bytes);
		office_tamper(&office, tampers[i].sql);
		printf("# %s\n", tampers[i].name);
		office_expect_problem(&office, tampers[i].words);
	}
	put_bytes(&office, path, &bytes);
	office_expect_sound(&office); /* it was the tampering that was named */
	mc_str_finish(&bytes);
	office_finish(&office);
}

/*
 * Each column of each table in turn, in the row where it is greatest: there is none
 * that nobody looks at. Work (print_job) may change by itself. One in seven, with
 * MC_ROUNDS all.
 */
static void test_verify_looks_at_every_column(void **state) {
	(void)state;
	struct office office;
	struct mc_str bytes, updates;
	char path[128], *line, *rest;
	int changes = 0, columns = 0, stride = getenv("MC_ROUNDS") ? 1 : 7;
	live_a_day(&office);
	take_bytes(&office, path, sizeof path, &bytes);
	struct sqlite3 *db = raw_open(path);
	mc_str_init(&updates);
	raw_dump(db, "",
		"SELECT 'UPDATE ' || t.name || ' SET ' || c.name || ' = ' || CASE c.type "
		"WHEN 'INTEGER' THEN 'COALESCE(' || c.name || ', 0) + 1' "
		"WHEN 'TEXT' THEN 'COALESCE(' || c.name || ', '''') || ''x''' "
		"ELSE 'zeroblob(7)' END || ' WHERE ' || c.name || ' IS (SELECT max(' || c.name || "
		"') FROM ' || t.name || ')' FROM sqlite_schema t, pragma_table_info(t.name) c "
		"WHERE t.type = 'table' AND t.name <> 'print_job' AND t.name NOT IN ('lane_run', "
		"'note', 'word')",
		&updates);
	raw_close(db);
	for (line = strtok_r(updates.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char table[64];
		if (sscanf(line, "UPDATE %63s", table) != 1 ||
			office_int(&office, mc_arena_printf(&office.arena,
						    "SELECT count(*) FROM %s", table)) == 0 ||
			columns++ % stride != 0) {
			continue;
		}
		put_bytes(&office, path, &bytes);
		printf("# %s\n", line);
		office_tamper(&office, mc_arena_printf(&office.arena,
					       "PRAGMA ignore_check_constraints = ON; %s", line));
		office_expect_problem(&office, "");
		changes++;
	}
	printf("# %d of %d columns\n", changes, columns);
	assert_true(columns > 150 && changes >= columns / stride);
	put_bytes(&office, path, &bytes);
	office_expect_sound(&office);
	mc_str_finish(&updates);
	mc_str_finish(&bytes);
	office_finish(&office);
}

/* An erasure is not damage, and leaves no name behind: not in the tables, not in the files. */
static void test_an_erasure_leaves_nothing(void **state) {
	(void)state;
	struct office office;
	live_a_day(&office);
	struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Zyxwvu Quỳnh Xoá");
	act.as.accept.subject = "Qwfpgj về đất";
	act.as.accept.address = "Số 7 phố Arstdh";
	const char *code = office_do(&office, act).dossier.code;
	office_do(&office, act_dossier(&office, code, MC_T_PROCESS));
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office_do(&office, act_about(&office, MC_VERB_DATA_ERASE, code, NULL));
	/* Nothing is written anew about somebody who was erased. */
	struct mc_outcome outcome;
	act = act_dossier(&office, code, MC_T_RETURN);
	assert_int_equal(office_try(&office, &act, &outcome), MC_REFUSED);
	act = act_about(&office, MC_VERB_DOSSIER_UNDO, code, "nhầm");
	assert_int_equal(office_try(&office, &act, &outcome), MC_REFUSED);
	office_expect_sound(&office);
	static const char *const words[] = { "Zyxwvu", "zyxwvu", "Qwfpgj", "Arstdh" };
	static const char *const files[] = { "store.db", "store.db-wal" };
	for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
		char path[160];
		static char bytes[4 << 20];
		snprintf(path, sizeof path, "%s/%s", office.dir, files[f]);
		FILE *file = fopen(path, "rb");
		size_t len = file ? fread(bytes, 1, sizeof bytes, file) : 0;
		if (file) {
			fclose(file);
		}
		assert_true(f > 0 || len > 4096);
		for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
			assert_null(memmem(bytes, len, words[w], strlen(words[w])));
		}
	}
	struct mc_dossiers found;
	assert_int_equal(
		mc_store_find(office.store, &office.arena, "zyxwvu", 0, &found, &office.err),
		MC_OK);
	assert_int_equal(found.count, 0);
	office_finish(&office);
}

/* The ledger's triggers and the book's own refuse what the program never does. */
static void test_the_file_guards_itself(void **state) {
	(void)state;
	static const char *const forbidden[] = { "UPDATE event SET actor = 'x'",
		"DELETE FROM event", "UPDATE move SET at = 1", "DELETE FROM move" };
	struct office office;
	live_a_day(&office);
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
		assert_true(office_refuses(&office, forbidden[i]));
	}
	office_finish(&office);
}

/* A table that verify forgets could be changed unseen: all but the ledger itself and work are its list. */
static void test_verify_compares_every_table(void **state) {
	(void)state;
	struct office office;
	int64_t listed = 0;
	office_make_bare(&office);
	for (const struct mc_book_table *table = mc_book; table->name; table++) {
		listed++;
	}
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM sqlite_master WHERE type = 'table' "
				    "AND name NOT IN ('event', 'private', 'print_job', "
				    "'printer_state', 'wrong_pin', 'backup_made')"),
		listed);
	office_finish(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verify_names_it),
		cmocka_unit_test(test_verify_looks_at_every_column),
		cmocka_unit_test(test_an_erasure_leaves_nothing),
		cmocka_unit_test(test_the_file_guards_itself),
		cmocka_unit_test(test_verify_compares_every_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

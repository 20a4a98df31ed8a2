/*
 * Opening a store: what is none of ours, too new, broken, not writable or on a
 * network filesystem is refused with the right status and left as it was; and
 * every older schema, walked up, is a fresh one.
 */
#include "base/file.h"
#include "office.h"
#include "raw.h"
#include "store/engine/engine.h"
#include "store/engine/schema.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	mc_store_close(office.store);
	office.store = NULL;
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

static enum mc_status try_open(void) {
	struct mc_store *store = NULL;
	enum mc_status status = mc_store_open(office.dir, NULL, &store, &office.err);
	mc_store_close(store);
	return status;
}

/* A number asked for in an office that can only be read; MC_OK: it can be written. */
static enum mc_status try_to_work(void) {
	struct mc_store *store = NULL;
	struct mc_outcome outcome;
	struct mc_findings findings = { .ok = false };
	struct mc_act act = act_issue(&office, "A");
	enum mc_status status = mc_store_open(office.dir, NULL, &store, &office.err);
	if (status == MC_OK && mc_store_read_only(store)) {
		status = mc_store_verify(store, &office.arena, &findings, &office.err);
	}
	if (status == MC_OK) {
		status = findings.ok
				 ? mc_store_act(store, &act, &office.arena, &outcome, &office.err)
				 : MC_DAMAGED;
	}
	mc_store_close(store);
	return status;
}

/* Puts something else in the store's place and opens it: refused, and not a byte changed. */
static void expect_refusal(const void *bytes, size_t len, enum mc_status wanted) {
	struct mc_str after;
	unlink(path_of("store.db"));
	unlink(path_of("store.db-wal"));
	unlink(path_of("store.db-shm"));
	assert_int_equal(mc_file_write(path_of("store.db"), bytes, len, 0600, &office.err), MC_OK);
	assert_int_equal(try_open(), wanted);
	mc_str_init(&after);
	assert_int_equal(mc_file_read(path_of("store.db"), 1 << 20, &after, &office.err), MC_OK);
	assert_int_equal(after.len, len);
	assert_memory_equal(mc_str_text(&after), bytes, len);
	mc_str_finish(&after);
}

static void test_what_is_no_store(void **state) {
	(void)state;
	static char garbage[8192];
	memset(garbage, 'x', sizeof garbage);
	expect_refusal("", 0, MC_FOREIGN);
	expect_refusal(garbage, sizeof garbage, MC_DAMAGED);
	/* A database of somebody else. */
	const char *other = path_of("other.db");
	assert_int_equal(mc_file_write(other, "", 0, 0600, &office.err), MC_OK);
	struct sqlite3 *db = raw_open(other);
	raw_run(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
	raw_close(db);
	struct mc_str bytes;
	mc_str_init(&bytes);
	assert_int_equal(mc_file_read(other, 1 << 20, &bytes, &office.err), MC_OK);
	expect_refusal(bytes.data, bytes.len, MC_FOREIGN);
	mc_str_finish(&bytes);
	/* No file at all. */
	unlink(path_of("store.db"));
	assert_int_equal(mkdir(path_of("store.db"), 0700), 0);
	assert_int_equal(try_open(), MC_FOREIGN);
	assert_int_equal(rmdir(path_of("store.db")), 0);
	assert_int_equal(mkfifo(path_of("store.db"), 0600), 0);
	assert_int_equal(try_open(), MC_FOREIGN);
	/* Ours, cut in the middle of its head. */
	unlink(path_of("store.db"));
	assert_int_not_equal(try_open(), MC_OK);
}

static void test_no_office(void **state) {
	(void)state;
	struct mc_store *store;
	char path[160];
	assert_int_equal(
		mc_store_open("/nonexistent/office", NULL, &store, &office.err), MC_UNAVAILABLE);
	assert_int_equal(mc_store_open(office.dir, "mysql://x", &store, &office.err), MC_INVALID);
	assert_int_equal(mc_store_init(office.dir, 1, true, &office.err), MC_CONFLICT);
	snprintf(path, sizeof path, "sqlite:%s/store.db", office.dir);
	assert_int_equal(mc_store_open("", path, &store, &office.err), MC_OK);
	assert_string_equal(mc_store_office_dir(store), office.dir);
	mc_store_close(store);
}

/* A log without its store would be mixed into whatever is put in its place. */
static void test_what_is_left_of_a_store(void **state) {
	(void)state;
	static const char *const left[] = { "store.db-wal", "store.db-shm", "store.db-journal" };
	struct mc_findings findings;
	const char *backup;
	struct mc_store *store = NULL;
	assert_int_equal(mc_store_open(office.dir, NULL, &store, &office.err), MC_OK);
	assert_int_equal(mc_store_backup(store, path_of("backup"), &office.arena, &backup,
				 &findings, &office.err),
		MC_OK);
	mc_store_close(store);
	static const char *const parts[] = { "store.db", "store.db-wal", "store.db-shm" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		unlink(path_of(parts[i]));
	}
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		assert_int_equal(mc_file_write(path_of(left[i]), "x", 1, 0600, &office.err), MC_OK);
		assert_int_equal(mc_store_init(office.dir, 1, true, &office.err), MC_CONFLICT);
		assert_int_equal(mc_store_restore(backup, office.dir, &(struct mc_restore_how){ 0 },
					 &office.arena, &findings, &office.err),
			MC_CONFLICT);
		assert_int_equal(unlink(path_of(left[i])), 0);
	}
	/* Nor is the key of the office that was here made anew. */
	assert_int_equal(mc_store_init(office.dir, 1, true, &office.err), MC_CONFLICT);
	assert_int_equal(mc_store_restore(backup, office.dir, &(struct mc_restore_how){ 0 },
				 &office.arena, &findings, &office.err),
		MC_OK);
	assert_int_equal(try_open(), MC_OK);
}

/* Copies that were cut short go with the next backup, unless their maker is still at work. */
static void test_half_backups_are_swept(void **state) {
	(void)state;
	static const char *const names[] = { "backup/.motcua-2026-11-20T07-00-00-77.tmp",
		"backup/.motcua-2026-11-20T07-00-00-77.tmp-journal",
		"backup/.motcua-2026-11-19T07-00-00-76.tmp-journal",
		"backup/.motcua-2026-11-22T07-00-00-78.tmp",
		"backup/.motcua-2026-11-22T07-00-00-78.tmp-journal", "backup/notes.tmp" };
	static const bool swept[] = { true, true, true, false, false, false };
	const char *backup;
	struct mc_store *store = NULL;
	struct mc_findings findings;
	assert_int_equal(mkdir(path_of("backup"), 0700), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(
			mc_file_write(path_of(names[i]), "half", 4, 0600, &office.err), MC_OK);
	}
	int at_work = open(path_of(names[3]), O_RDONLY | O_CLOEXEC);
	assert_int_equal(flock(at_work, LOCK_EX | LOCK_NB), 0);
	assert_int_equal(mc_store_open(office.dir, NULL, &store, &office.err), MC_OK);
	assert_int_equal(mc_store_backup(store, path_of("backup"), &office.arena, &backup,
				 &findings, &office.err),
		MC_OK);
	assert_true(findings.ok);
	mc_store_close(store);
	close(at_work);
	assert_int_equal(access(backup, F_OK), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(access(path_of(names[i]), F_OK) < 0, swept[i]);
	}
}

static void test_a_newer_schema(void **state) {
	(void)state;
	struct sqlite3 *db = raw_open(path_of("store.db"));
	raw_run(db, "PRAGMA user_version = 9999");
	raw_close(db);
	assert_int_equal(try_open(), MC_NEWER);
}

static void test_a_broken_page(void **state) {
	(void)state;
	/* Into the file itself, then every table overwritten, the head of the file kept. */
	struct sqlite3 *db = raw_open(path_of("store.db"));
	raw_run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	raw_close(db);
	FILE *file = fopen(path_of("store.db"), "r+b");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	long len = ftell(file);
	fseek(file, 4096, SEEK_SET);
	for (long at = 4096; at < len; at++) {
		fputc('x', file);
	}
	assert_int_equal(fclose(file), 0);
	assert_int_equal(try_open(), MC_DAMAGED);
}

/* What a child that is not root can do in the office, which is then its own; root could write it anyway. */
static enum mc_status work_as_plain_owner(void) {
	static const char *const files[] = { "", "store.db", "store.db-wal", "store.db-shm",
		"store.gate", "store.bell", "keys", "keys/office.key" };
	const uid_t owner = geteuid() == 0 ? 65534 : geteuid();
	int status;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		assert_true(chown(path_of(files[i]), owner, (gid_t)-1) == 0 || errno == ENOENT);
	}
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		_exit(setuid(owner) < 0 ? 99 : (int)try_to_work());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return (enum mc_status)WEXITSTATUS(status);
}

static void test_a_folder_that_can_not_be_written(void **state) {
	(void)state;
	static const char *const files[] = { "store.db", "store.gate", "store.bell" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		assert_int_equal(chmod(path_of(files[i]), 0444), 0);
	}
	assert_int_equal(chmod(office.dir, 0555), 0);
	assert_int_equal(work_as_plain_owner(), MC_READ_ONLY);
	assert_int_equal(chmod(office.dir, 0700), 0);
}

/* The store alone can't be written. */
static void test_a_store_that_can_not_be_written(void **state) {
	(void)state;
	assert_int_equal(chmod(path_of("store.db"), 0444), 0);
	unlink(path_of("store.db-shm"));
	assert_int_equal(work_as_plain_owner(), MC_READ_ONLY);
}

/* A network filesystem, where this machine has one mounted; else only what must not be one. */
static void test_network_filesystems(void **state) {
	(void)state;
	const char *kind = "";
	assert_false(mc_file_is_remote(office.dir, &kind));
	assert_false(mc_file_is_remote("/proc", &kind));
	FILE *mounts = fopen("/proc/mounts", "re");
	char line[1024];
	while (mounts && fgets(line, sizeof line, mounts)) {
		char place[512], type[64];
		struct statfs found;
		bool remote = sscanf(line, "%*s %511s %63s", place, type) == 2 &&
			      (strncmp(type, "nfs", 3) == 0 || strcmp(type, "9p") == 0 ||
				      strcmp(type, "cifs") == 0 || strncmp(type, "fuse.", 5) == 0);
		if (remote && statfs(place, &found) == 0) {
			printf("# %s is %s\n", place, type);
			assert_true(mc_file_is_remote(place, &kind));
			assert_int_equal(mc_store_init(place, 1, true, &office.err), MC_REFUSED);
		}
	}
	if (mounts) {
		fclose(mounts);
	}
}

/* ---- schemas ---- */

#define SHAPE "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"

static void dump_shape(const char *path, struct mc_str *out) {
	struct sqlite3 *db = raw_open(path);
	mc_str_init(out);
	raw_dump(db, "shape", SHAPE, out);
	mc_str_addf(out, "schema %lld\n", (long long)raw_int(db, "PRAGMA user_version"));
	raw_close(db);
}

static int schema_of(struct mc_db *db) {
	int number = -1;
	assert_int_equal(mc_db_schema(db, &number, &office.err), MC_OK);
	return number;
}

/* Embedded in the store: what the first release founded. */

/* An office of the first release: some tickets of two days, one being served. */
static void make_first_schema(const char *path) {
	static const char rows[] =
		"INSERT INTO ticket SELECT n, 20000 + n / 4, 'A', n, 'A00' || n, 'A', 'file', "
		"'none', "
		"n % 3, 'waiting', '', 1, 1, n, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, '', 0, n "
		"FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5);"
		"UPDATE ticket SET state = 'serving', desk = '1', called_at = 2, served_at = 3 "
		"WHERE id = 4;";
	struct mc_db *db;
	assert_int_equal(mc_db_open(path, MC_DB_CREATE, &db, &office.err), MC_OK);
	assert_int_equal(mc_db_script(db, mc_schema_steps[0].common, &office.err), MC_OK);
	assert_int_equal(mc_db_script(db, mc_schema_steps[0].sqlite, &office.err), MC_OK);
	assert_int_equal(mc_db_script(db, rows, &office.err), MC_OK);
	assert_int_equal(mc_db_set_schema(db, 1, &office.err), MC_OK);
	mc_db_close(db);
}

/* What waits is counted once, when the schema learns to count. */
static void test_a_grown_schema_counts_who_waits(void **state) {
	(void)state;
	struct mc_db *db;
	struct mc_str fresh, grown;
	make_first_schema(path_of("first.db"));
	assert_int_equal(mc_db_open(path_of("first.db"), MC_DB_WRITE, &db, &office.err), MC_OK);
	assert_int_equal(schema_of(db), 1);
	assert_int_equal(mc_schema_upgrade(db, &office.err), MC_OK);
	mc_db_close(db);
	dump_shape(path_of("store.db"), &fresh);
	dump_shape(path_of("first.db"), &grown);
	assert_string_equal(mc_str_text(&fresh), mc_str_text(&grown));
	mc_str_finish(&fresh);
	mc_str_finish(&grown);
	struct sqlite3 *raw = raw_open(path_of("first.db"));
	/* tickets 1 to 3 of one day in the lanes 1, 2, 0; of the next, 4 is served and 5 waits in lane 2 */
	assert_int_equal(raw_int(raw, "SELECT normal * 100 + priority * 10 + appointment FROM "
				      "line_day WHERE day = 20000"),
		111);
	assert_int_equal(raw_int(raw, "SELECT normal * 100 + priority * 10 + appointment FROM "
				      "line_day WHERE day = 20001"),
		1);
	assert_int_equal(raw_int(raw, "SELECT sum(end_inexact) FROM ticket"), 0);
	raw_close(raw);
}

/* An empty store, walked up, is what an office has today. */
static void test_an_old_schema_grows_into_a_fresh_one(void **state) {
	(void)state;
	struct mc_str fresh, grown;
	struct mc_db *db;
	dump_shape(path_of("store.db"), &fresh);
	assert_non_null(strstr(mc_str_text(&fresh), "CREATE TABLE event"));
	assert_int_equal(mc_db_open(path_of("old.db"), MC_DB_CREATE, &db, &office.err), MC_OK);
	assert_int_equal(schema_of(db), 0);
	assert_int_equal(mc_schema_upgrade(db, &office.err), MC_OK);
	assert_int_equal(schema_of(db), mc_schema_newest());
	assert_int_equal(mc_schema_upgrade(db, &office.err), MC_OK); /* once is enough */
	mc_db_close(db);
	dump_shape(path_of("old.db"), &grown);
	assert_string_equal(mc_str_text(&fresh), mc_str_text(&grown));
	mc_str_finish(&fresh);
	mc_str_finish(&grown);
}

/* What the connection promises: durable commits, no checkpoint behind the gate's back. */
static void test_a_connection_is_set_up(void **state) {
	(void)state;
	static const struct {
		const char *pragma;
		int64_t value;
	} wanted[] = { { "PRAGMA synchronous", 2 }, { "PRAGMA foreign_keys", 1 },
		{ "PRAGMA secure_delete", 1 } };
	struct mc_db *db;
	assert_int_equal(mc_db_open(path_of("store.db"), MC_DB_WRITE, &db, &office.err), MC_OK);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		struct mc_stmt *row;
		int64_t value = -1;
		assert_int_equal(mc_db_prepare(db, wanted[i].pragma, &row, &office.err), MC_OK);
		assert_int_equal(mc_single(row, &value, &office.err), MC_OK);
		mc_db_finalize(row);
		assert_int_equal(value, wanted[i].value);
	}
	mc_db_close(db);
	struct stat log;
	assert_int_equal(stat(path_of("store.db-wal"), &log), 0);
	assert_true(log.st_size > 0); /* closing moved nothing */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_no_store),
		TEST(test_no_office),
		TEST(test_what_is_left_of_a_store),
		TEST(test_half_backups_are_swept),
		TEST(test_a_newer_schema),
		TEST(test_a_broken_page),
		TEST(test_a_folder_that_can_not_be_written),
		TEST(test_a_store_that_can_not_be_written),
		TEST(test_network_filesystems),
		TEST(test_an_old_schema_grows_into_a_fresh_one),
		TEST(test_a_grown_schema_counts_who_waits),
		TEST(test_a_connection_is_set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Rows of a statement as structs, by the readers that the generated ones stand on. */
#include "cmocka_all.h"
#include "store/engine/rows.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const colours[] = { "none", "red", "green" };
static const struct mc_names colour_names = MC_NAMES(colours);

struct thing {
	int64_t id;
	int number;
	unsigned roles;
	bool there;
	const char *name, *maybe;
	char label[4];
	unsigned colour;
	const uint8_t *mark;
	int unread;
};

static void read_thing(struct mc_stmt *stmt, struct mc_arena *arena, void *to) {
	struct thing *row = to;
	memset(row, 0, sizeof *row);
	MC_READ(row->id, stmt, 0, arena);
	MC_READ(row->number, stmt, 1, arena);
	MC_READ(row->roles, stmt, 2, arena);
	MC_READ(row->there, stmt, 3, arena);
	MC_READ(row->name, stmt, 4, arena);
	MC_READ_OR_NULL(row->maybe, stmt, 5, arena);
	MC_READ(row->label, stmt, 6, arena);
	row->colour = mc_col_named(stmt, 7, &colour_names);
	row->mark = mc_col_bytes(stmt, 8, 2);
}

static const struct mc_row_reader things = { read_thing, sizeof(struct thing), NULL, 9, true };
static const struct mc_row_reader plain = { read_thing, sizeof(struct thing), NULL, 9, false };

struct test {
	struct mc_db *db;
	struct mc_arena arena;
	struct mc_error err;
};

static int set_up(void **state) {
	static struct test test;
	char path[] = "/tmp/motcua-rows-XXXXXX";
	test = (struct test){ 0 };
	int fd = mkstemp(path);
	assert_true(fd >= 0 && close(fd) == 0 && unlink(path) == 0);
	assert_int_equal(mc_db_open(path, MC_DB_CREATE, &test.db, &test.err), MC_OK);
	unlink(path);
	*state = &test;
	return 0;
}

static int tear_down(void **state) {
	struct test *test = *state;
	mc_db_close(test->db);
	mc_arena_finish(&test->arena);
	return 0;
}

static struct mc_stmt *prepare(struct test *test, const char *sql) {
	struct mc_stmt *stmt;
	assert_int_equal(mc_db_prepare(test->db, sql, &stmt, &test->err), MC_OK);
	return stmt;
}

#define WHOLE "SELECT 5000000000, 7, 9, 2, 'Hoà', 'x', 'A001', 'Green', x'0102'"
#define NULLS "SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"

static void test_each_type_is_read(void **state) {
	struct test *test = *state;
	struct thing t;
	struct mc_stmt *stmt = prepare(test, WHOLE);
	memset(&t, 0xff, sizeof t);
	assert_int_equal(mc_rows_one(stmt, &things, &test->arena, &t, &test->err), MC_OK);
	mc_db_finalize(stmt);
	assert_int_equal(t.id, INT64_C(5000000000));
	assert_int_equal(t.number, 7);
	assert_int_equal(t.roles, 9);
	assert_int_equal(t.there, true);
	assert_string_equal(t.name, "Hoà"); /* it outlives the statement */
	assert_string_equal(t.maybe, "x");
	assert_string_equal(t.label, "A00"); /* cut to its room */
	assert_int_equal(t.colour, 2);
	assert_int_equal(t.unread, 0);
}

static void test_null_is_nothing(void **state) {
	struct test *test = *state;
	struct thing t;
	struct mc_stmt *stmt = prepare(test, NULLS);
	assert_int_equal(mc_rows_next(stmt, &things, &t, &test->err), MC_OK);
	assert_true(t.id == 0 && t.number == 0 && t.roles == 0 && !t.there && t.colour == 0);
	assert_string_equal(t.name, "");
	assert_null(t.maybe);
	assert_string_equal(t.label, "");
	assert_null(t.mark);
	mc_db_finalize(stmt);
}

static void test_a_blob_has_its_length_and_a_name_is_known(void **state) {
	struct test *test = *state;
	struct thing t;
	struct mc_stmt *stmt =
		prepare(test, WHOLE " UNION ALL SELECT 1, 0, 0, 0, '', '', '', 'blue', x'010203'");
	assert_int_equal(mc_rows_next(stmt, &things, &t, &test->err), MC_OK);
	assert_memory_equal(t.mark, "\1\2", 2);
	assert_int_equal(mc_rows_next(stmt, &things, &t, &test->err), MC_OK);
	assert_null(t.mark);
	assert_int_equal(t.colour, 0);
	assert_int_equal(mc_rows_next(stmt, &things, &t, &test->err), MC_NO_ROW);
	assert_int_equal(t.id, 1); /* untouched by the end */
	mc_db_finalize(stmt);
}

static void test_where_there_is_none_nothing_is_touched(void **state) {
	struct test *test = *state;
	struct thing t = { .id = 3 };
	void *all = &t;
	size_t count = 3;
	struct mc_stmt *none = prepare(test, WHOLE " WHERE 1 = 0");
	struct mc_stmt *broken = prepare(test, "SELECT abs(-9223372036854775807 - 1)");
	assert_int_equal(mc_rows_one(none, &things, &test->arena, &t, &test->err), MC_NO_ROW);
	assert_int_not_equal(mc_rows_one(broken, &plain, NULL, &t, &test->err), MC_OK);
	assert_int_equal(t.id, 3);
	assert_int_not_equal(
		mc_rows_all(broken, &plain, &test->arena, &all, &count, &test->err), MC_OK);
	assert_true(all == &t && count == 3);
	assert_int_equal(mc_rows_all(none, &things, &test->arena, &all, &count, &test->err), MC_OK);
	assert_true(all == NULL && count == 0);
	mc_db_finalize(none);
	mc_db_finalize(broken);
}

static void test_all_rows_outlive_their_statement(void **state) {
	struct test *test = *state;
	void *all;
	size_t count;
	struct mc_stmt *stmt = prepare(test,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
		"SELECT i, i, i, i, 'name ' || i, NULL, i, 'red', NULL FROM n");
	assert_int_equal(mc_rows_all(stmt, &things, &test->arena, &all, &count, &test->err), MC_OK);
	mc_db_finalize(stmt);
	const struct thing *rows = all;
	assert_int_equal(count, 100);
	assert_string_equal(rows[0].name, "name 1");
	assert_string_equal(rows[99].name, "name 100");
	assert_int_equal(rows[99].colour, 1);
}

/* As the struct of a generated reader. */
struct rows {
	struct mc_stmt *stmt;
};

static enum mc_status leave_early(struct mc_stmt *stmt, int64_t *ret_id, struct mc_error *err) {
	MC_AUTOEND struct rows rows = { stmt };
	struct thing t;
	MC_TRY(mc_rows_next(rows.stmt, &things, &t, err));
	*ret_id = t.id;
	return MC_OK;
}

static void test_a_loop_left_early_begins_anew(void **state) {
	struct test *test = *state;
	int64_t id = 0;
	struct mc_stmt *stmt = prepare(test, "SELECT 1, 0, 0, 0, '', '', '', '', NULL "
					     "UNION ALL SELECT 2, 0, 0, 0, '', '', '', '', NULL");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(leave_early(stmt, &id, &test->err), MC_OK);
		assert_int_equal(id, 1);
	}
	mc_db_finalize(stmt);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_each_type_is_read),
		TEST(test_null_is_nothing),
		TEST(test_a_blob_has_its_length_and_a_name_is_known),
		TEST(test_where_there_is_none_nothing_is_touched),
		TEST(test_all_rows_outlive_their_statement),
		TEST(test_a_loop_left_early_begins_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

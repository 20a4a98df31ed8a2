/* dossiers.csv into a real store: what goes in, what is skipped and where it says so. */
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct told {
	int count;
	struct mc_fault faults[16];
	char texts[16][512];
};

static void keep(const struct mc_fault *fault, void *data) {
	struct told *told = data;
	assert_true(told->count < 16);
	struct mc_str text;
	mc_str_init(&text);
	mc_fault_text(MC_LANG_EN, fault, &text);
	mc_copy(told->texts[told->count], sizeof told->texts[0], text.data);
	mc_str_finish(&text);
	told->faults[told->count++] = *fault;
}

static enum mc_status import_text(
	const char *folder, const char *text, struct told *told, struct mc_import_counts *counts) {
	struct mc_store *store = office_open(folder);
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct mc_faults faults = { .fn = keep, .data = told };
	struct mc_import_options options = { .now = 0 };
	struct mc_error err;
	enum mc_status status = mc_exchange_import_dossiers(
		store, file, "dossiers.csv", &options, &faults, counts, &err);
	fclose(file);
	mc_store_close(store);
	return status;
}

#define HEAD \
	"code,procedure,field,owner,id_number,phone,channel,accepted_at,due_at,resolved_at," \
	"returned_at,withdrawn_at,state,apology_at\n"
#define GOOD_1 \
	"HS-1,1.001193,Hộ tịch,Nguyễn Văn " \
	"An,,0912345678,direct,2026-11-02T08:00,2026-11-05,2026-11-04T15:00,2026-11-05T09:00,," \
	"returned,\n"
#define GOOD_2 \
	"HS-2,1.001193,Hộ tịch,\"Lê Thị Bình, " \
	"con\",,,online,2026-11-10T09:30,2026-12-01T17:00,,,,4,\n"
#define BAD_DATE "HS-3,1.001193,Hộ tịch,Trần C,,,direct,2026-02-30,,,,,accepted,\n"

static void test_the_same_file_again_changes_nothing(void **state) {
	struct told told = { 0 };
	struct mc_import_counts counts;
	assert_int_equal(import_text(*state, HEAD GOOD_1 GOOD_2, &told, &counts), MC_OK);
	assert_int_equal(counts.read, 2);
	assert_int_equal(counts.imported, 2);
	assert_int_equal(counts.skipped, 0);
	assert_int_equal(import_text(*state, HEAD GOOD_1 GOOD_2, &told, &counts), MC_OK);
	assert_int_equal(counts.read, 2);
	assert_int_equal(counts.imported, 0);
	assert_int_equal(counts.unchanged, 2);
	assert_int_equal(counts.skipped, 0);
	assert_int_equal(told.count, 0);

	struct mc_store *store = office_open(*state);
	struct mc_arena arena;
	struct mc_error err;
	struct mc_dossier_view view;
	mc_arena_init(&arena);
	office_expect(mc_store_dossier(store, &arena, "hs-1", &view, &err), &err);
	assert_true(view.found);
	assert_int_equal(view.dossier.state, MC_DOSSIER_RETURNED);
	assert_string_equal(view.dossier.owner, "Nguyễn Văn An");
	assert_int_equal(
		view.dossier.due_at, mc_time_at(mc_day_of_civil(2026, 11, 5), MC_DAY_MINUTES - 1));
	office_expect(mc_store_dossier(store, &arena, "HS-2", &view, &err), &err);
	assert_int_equal(view.dossier.state, MC_DOSSIER_PROCESSING);
	assert_int_equal(view.dossier.channel, MC_CHANNEL_ONLINE);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

static void test_a_bad_row_costs_itself_only(void **state) {
	struct told told = { 0 };
	struct mc_import_counts counts;
	assert_int_equal(
		import_text(*state, HEAD GOOD_1 BAD_DATE GOOD_2, &told, &counts), MC_PARTIAL);
	assert_int_equal(counts.read, 3);
	assert_int_equal(counts.imported, 2);
	assert_int_equal(counts.skipped, 1);
	assert_int_equal(told.count, 1);
	assert_int_equal(told.faults[0].line, 3);
	assert_int_equal(told.faults[0].column, 39);
}

static void test_a_mark_left_open_costs_its_row_only(void **state) {
	struct told told = { 0 };
	struct mc_import_counts counts;
	assert_int_equal(
		import_text(*state,
			HEAD
			"HS-0,1.004884,Hộ tịch,\"Ng A,,,direct,2026-11-02,,,,,4,\n" GOOD_1 BAD_DATE
				GOOD_2,
			&told, &counts),
		MC_PARTIAL);
	assert_int_equal(counts.read, 4);
	assert_int_equal(counts.imported, 2);
	assert_int_equal(counts.skipped, 2);
	assert_int_equal(told.count, 2);
	assert_int_equal(told.faults[0].line, 2);
	assert_int_equal(told.faults[0].column, 23);
	assert_int_equal(told.faults[1].line, 4);
}

/* One faulty row each: line 2, this column. */
static const struct {
	const char *row;
	long column;
	const char *header, *sentence;
} bad[] = {
	{ ",p,f,An,,,,2026-11-02,,,,,accepted,\n", 1, "code", "must not be empty" },
	{ "HS-1,p,f,,,,,2026-11-02,,,,,accepted,\n", 10, "owner", "must not be empty" },
	{ "HS-1,p,f,An,12ab,,,2026-11-02,,,,,accepted,\n", 13, "id_number", "not 4" },
	{ "HS-1,p,f,An,,0911,,2026-11-02,,,,,accepted,\n", 14, "phone", "0911" },
	{ "HS-1,p,f,An,,,pigeon,2026-11-02,,,,,accepted,\n", 15, "channel", "pigeon" },
	{ "HS-1,p,f,An,,,,02/11/2026,,,,,accepted,\n", 16, "accepted_at", "02/11/2026" },
	{ "HS-1,p,f,An,,,,,,,,,accepted,\n", 16, "accepted_at", "needs this instant" },
	{ "HS-1,p,f,An,,,,2026-11-02,soon,,,,accepted,\n", 27, "due_at", "soon" },
	{ "HS-1,p,f,An,,,,2026-11-02,2026-11-01,,,,accepted,\n", 27, "due_at", "before its acc" },
	{ "HS-1,p,f,An,,,,2026-11-02,,2026-11-01,,,resolved,\n", 28, "resolved_at",
		"HS-1 was resolved before" },
	{ "HS-1,p,f,An,,,,2026-11-02,,,,,resolved,\n", 28, "resolved_at", "needs this instant" },
	{ "HS-1,p,f,An,,,,2026-11-02,,2026-11-04,2026-11-03,,returned,\n", 39, "returned_at",
		"returned before it was resolved" },
	{ "HS-1,p,f,An,,,,2026-11-02,,,2026-11-03,,4,\n", 29, "returned_at",
		"“processing” has not been returned" },
	{ "HS-1,p,f,An,,,,2026-11-02,,,,,withdrawn,\n", 30, "withdrawn_at", "needs this instant" },
	{ "HS-1,p,f,An,,,,2026-11-02,,,,,11,\n", 31, "state", "11" },
	{ "HS-1,p,f,An,,,,2026-11-02,,,,,accepted,x\n", 40, "apology_at", "x" },
	{ "HS-1,,,An,,,,2026-11-02,,,,,accepted,\n", 6, "procedure", "at least its field" },
};

static void test_each_fault_is_told_with_line_and_column(void **state) {
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct told told = { 0 };
		struct mc_import_counts counts;
		char text[1024];
		snprintf(text, sizeof text, HEAD "%s", bad[i].row);
		assert_int_equal(import_text(*state, text, &told, &counts), MC_PARTIAL);
		assert_int_equal(counts.imported, 0);
		assert_int_equal(counts.skipped, 1);
		assert_int_equal(told.count, 1);
		assert_int_equal(told.faults[0].line, 2);
		assert_string_equal(told.faults[0].header, bad[i].header);
		assert_int_equal(told.faults[0].column, bad[i].column);
		if (strstr(told.texts[0], bad[i].sentence) == NULL) {
			fail_msg("“%s” does not say “%s”", told.texts[0], bad[i].sentence);
		}
	}
}

static void test_what_the_store_refuses_is_told_too(void **state) {
	struct told told = { 0 };
	struct mc_import_counts counts;
	assert_int_equal(import_text(*state, HEAD GOOD_1, &told, &counts), MC_OK);
	assert_int_equal(
		import_text(*state,
			HEAD "HS-1,1.001193,Hộ tịch,Người khác,,,direct,2026-11-02,,,,,accepted,\n"
			     "HS-9,no.such,,An,,,direct,2026-11-02,,,,,accepted,\n",
			&told, &counts),
		MC_PARTIAL);
	assert_int_equal(told.count, 2);
	assert_string_equal(told.faults[0].header, "code");
	assert_int_equal(told.faults[0].line, 2);
	assert_int_equal(told.faults[0].column, 1);
	assert_string_equal(told.faults[1].header, "field");
	assert_int_equal(told.faults[1].line, 3);
	assert_int_equal(told.faults[1].column, 14);
}

static void test_only_the_day_is_known(void **state) {
	struct told told = { 0 };
	struct mc_import_counts counts;
	assert_int_equal(import_text(*state,
				 HEAD "HS-1,1.1,Hộ "
				      "tịch,An,,,direct,2026-11-02T08:00,2026-11-02,2026-11-02,"
				      "2026-11-02,,returned,\n",
				 &told, &counts),
		MC_OK);
	struct mc_store *store = office_open(*state);
	struct mc_arena arena;
	struct mc_error err;
	struct mc_dossier_view view;
	mc_arena_init(&arena);
	office_expect(mc_store_dossier(store, &arena, "HS-1", &view, &err), &err);
	assert_int_equal(view.dossier.resolved_at, view.dossier.accepted_at);
	assert_int_equal(view.dossier.returned_at, view.dossier.accepted_at);
	assert_true(view.dossier.due_at > view.dossier.resolved_at);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* A field known but for capitals and blanks takes the spelling that is known. */
static void test_a_field_keeps_one_spelling(void **state) {
	static const struct {
		const char *code, *procedure, *field;
		const char *stored;
	} rows[] = {
		{ "HS-1", "1.001193", "hộ tịch", "Hộ tịch" },
		{ "HS-2", "old.1", "HỘ  TỊCH", "Hộ tịch" },
		{ "HS-3", "old.1", "Hộ tích", "Hộ tích" }, /* another mark is another name */
		{ "HS-4", "old.1", "Việc ĐẶC biệt", "Việc ĐẶC biệt" },
		{ "HS-5", "old.1", "việc đặc biệt", "Việc ĐẶC biệt" },
		{ "HS-6", "1.001193", "việc đặc BIỆT", "Việc ĐẶC biệt" },
		{ "HS-7", "1.001193", "", "Hộ tịch" },
	};
	struct told told = { 0 };
	struct mc_import_counts counts;
	struct mc_str text;
	mc_str_init(&text);
	mc_str_add(&text, HEAD);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		mc_str_addf(&text, "%s,%s,%s,An,,,direct,2026-11-02,,,,,accepted,\n", rows[i].code,
			rows[i].procedure, rows[i].field);
	}
	assert_int_equal(import_text(*state, text.data, &told, &counts), MC_OK);
	assert_int_equal(import_text(*state, text.data, &told, &counts), MC_OK);
	assert_int_equal(counts.unchanged, sizeof rows / sizeof *rows);
	mc_str_finish(&text);

	struct mc_store *store = office_open(*state);
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_dossier_view view;
		office_expect(mc_store_dossier(store, &arena, rows[i].code, &view, &err), &err);
		assert_string_equal(view.dossier.field, rows[i].stored);
	}
	mc_arena_finish(&arena);
	mc_store_close(store);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_the_same_file_again_changes_nothing),
		OFFICE_TEST(test_a_bad_row_costs_itself_only),
		OFFICE_TEST(test_a_mark_left_open_costs_its_row_only),
		OFFICE_TEST(test_each_fault_is_told_with_line_and_column),
		OFFICE_TEST(test_what_the_store_refuses_is_told_too),
		OFFICE_TEST(test_only_the_day_is_known),
		OFFICE_TEST(test_a_field_keeps_one_spelling),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Set-up files: what is taken, and where exactly each fault is told. */
#include "app/exchange/exchange.h"
#include "app/sample.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct told {
	int count;
	struct mc_fault faults[8];
	char texts[8][512];
};

static void keep(const struct mc_fault *fault, void *data) {
	struct told *told = data;
	assert_true(told->count < 8);
	told->faults[told->count] = *fault;
	struct mc_str text;
	mc_str_init(&text);
	mc_fault_text(MC_LANG_EN, fault, &text);
	mc_copy(told->texts[told->count], sizeof told->texts[0], text.data);
	mc_str_finish(&text);
	told->count++;
}

static enum mc_status read_text(enum mc_setup_file kind, const char *text, struct mc_arena *arena,
	struct mc_setup_rows *ret_rows, struct told *told, struct mc_error *err) {
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct mc_faults faults = { .fn = keep, .data = told };
	enum mc_status status = mc_exchange_read(
		kind, file, mc_setup_file_name(kind), arena, ret_rows, &faults, err);
	fclose(file);
	return status;
}

/* ---- rows that are taken ---- */

static void test_a_line_with_defaults(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	struct mc_setup_rows rows;
	struct told told = { 0 };
	assert_int_equal(read_text(MC_FILE_LINES,
				 "\xEF\xBB\xBFline,name_vi,fields,first,last,open,close\r\n"
				 "a,  Hộ   tịch ,Hộ tịch; Chứng thực,,,7:30,17:00\r\n"
				 "B,\"Đất, đai\",,100,5000,,\r\n",
				 &arena, &rows, &told, NULL),
		MC_OK);
	assert_int_equal(told.count, 0);
	assert_int_equal(rows.count, 2);
	const struct mc_line_row *a = &rows.rows[0].as.line, *b = &rows.rows[1].as.line;
	assert_string_equal(a->line, "A");
	assert_string_equal(a->name_vi, "Hộ tịch");
	assert_string_equal(a->name_en, "");
	assert_string_equal(a->fields, "Hộ tịch;Chứng thực");
	assert_string_equal(a->kinds, "");
	assert_int_equal(a->first, 1);
	assert_int_equal(a->last, 999);
	assert_int_equal(a->priority_ratio, 1);
	assert_string_equal(a->open, "07:30");
	assert_string_equal(b->name_vi, "Đất, đai");
	assert_int_equal(b->first, 100);
	assert_int_equal(b->last, 5000);
	assert_string_equal(b->fields, "");
	assert_string_equal(b->open, "");
	mc_arena_finish(&arena);
}

static void test_roles_terms_and_days(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	struct mc_setup_rows rows;
	struct told told = { 0 };
	assert_int_equal(read_text(MC_FILE_STAFF,
				 "staff,name,roles,desk\nhoa,Trần Thị Hoa,reception;officer,3\n",
				 &arena, &rows, &told, NULL),
		MC_OK);
	assert_int_equal(rows.rows[0].as.staff.roles,
		MC_ROLE_BIT(MC_ROLE_RECEPTION) | MC_ROLE_BIT(MC_ROLE_OFFICER));
	assert_string_equal(rows.rows[0].as.staff.desk, "3");

	assert_int_equal(
		read_text(MC_FILE_PROCEDURES,
			"code,name_vi,field_vi,level,processing_value,processing_unit,"
			"fee_vnd,components,source,from_day\n"
			"1.1,Một,Hộ tịch,commune,0.5,working_day,75000,Đơn;CCCD,unverified,\n"
			"1.1,Một,Hộ tịch,commune,3,working_day,0,,luật,2026-07-01\n"
			"1.2,Hai,Hộ tịch,commune,,same_day,,,,\n",
			&arena, &rows, &told, NULL),
		MC_OK);
	assert_int_equal(rows.count, 3);
	const struct mc_procedure_row *first = &rows.rows[0].as.procedure;
	assert_int_equal(first->term.milli, 500);
	assert_int_equal(first->term.unit, MC_TERM_WORKING_DAY);
	assert_int_equal(first->fee_vnd, 75000);
	assert_int_equal(first->from_day, INT32_MIN);
	assert_true(first->unverified);
	assert_int_equal(rows.rows[1].as.procedure.from_day, mc_day_of_civil(2026, 7, 1));
	assert_false(rows.rows[1].as.procedure.unverified);
	assert_int_equal(rows.rows[2].as.procedure.term.unit, MC_TERM_SAME_DAY);

	assert_int_equal(read_text(MC_FILE_HOLIDAYS,
				 "date,kind,title,authority,status\n2026-09-02,holiday,Quốc "
				 "khánh,,official\n",
				 &arena, &rows, &told, NULL),
		MC_OK);
	assert_int_equal(rows.rows[0].as.day.day, mc_day_of_civil(2026, 9, 2));
	assert_string_equal(rows.rows[0].as.day.kind, "holiday");
	assert_int_equal(told.count, 0);
	mc_arena_finish(&arena);
}

/* ---- faults: each file has exactly one ---- */

#define LINES "line,name_vi,kinds,first,last,target_wait_min,priority_ratio,open,close\n"
#define DESKS "desk,name_vi,lines,help_lines\n"
#define STAFF "staff,name,roles,desk\n"
#define PROCEDURES \
	"code,name_vi,field_vi,level,processing_value,processing_unit,fee_vnd,components\n"
#define DAYS "date,kind,title,authority,status\n"

static const struct {
	enum mc_setup_file kind;
	const char *text;
	long line, column;
	const char *header, *sentence;
} rows_with_a_fault[] = {
	{ MC_FILE_LINES, LINES "AA,x,,,,,,,\n", 2, 1, "line", "“AA” is not a line" },
	{ MC_FILE_LINES, LINES "Đ,x,,,,,,,\n", 2, 1, "line", "“Đ” is not a line" },
	{ MC_FILE_LINES, LINES ",x,,,,,,,\n", 2, 1, "line", "must not be empty" },
	{ MC_FILE_LINES, LINES "A, ,,,,,,,\n", 2, 3, "name_vi", "must not be empty" },
	{ MC_FILE_LINES, LINES "A,x,,,,,,,\nA,y,,,,,,,\n", 3, 1, "line",
		"A is there already, on line 2" },
	{ MC_FILE_LINES, LINES "A,x,file;sing,,,,,,\n", 2, 5, "kinds", "sing" },
	{ MC_FILE_LINES, LINES "A,x,file;;ask,,,,,,\n", 2, 5, "kinds", "empty item" },
	{ MC_FILE_LINES, LINES "A,x,,0,,,,,\n", 2, 6, "first", "“0” is not a whole number from 1" },
	{ MC_FILE_LINES, LINES "A,x,,1,9 9,,,,\n", 2, 8, "last", "“9 9”" },
	{ MC_FILE_LINES, LINES "A,x,,50,9,,,,\n", 2, 9, "last", "9, comes before the first, 50" },
	{ MC_FILE_LINES, LINES "A,x,,,,-5,,,\n", 2, 8, "target_wait_min", "“-5”" },
	{ MC_FILE_LINES, LINES "A,x,,,,,0,,\n", 2, 9, "priority_ratio", "“0”" },
	{ MC_FILE_LINES, LINES "A,x,,,,,,25:00,17:00\n", 2, 10, "open", "25:00" },
	{ MC_FILE_LINES, LINES "A,x,,,,,,08:00,\n", 2, 16, "close", "both opening and closing" },
	{ MC_FILE_LINES, LINES "A,x,,,,,,8:00,07:00\n", 2, 15, "close",
		"before it opens at 08:00" },
	{ MC_FILE_DESKS, DESKS "1,Quầy 1,A;1,\n", 2, 10, "lines", "“1” is not a line" },
	{ MC_FILE_DESKS, DESKS "1,Quầy 1,,\n", 2, 10, "lines", "must not be empty" },
	{ MC_FILE_DESKS, DESKS "1,Quầy 1,A;a,\n", 2, 10, "lines", "“A” is there twice" },
	{ MC_FILE_DESKS, DESKS "1,Quầy 1,A;B,C;B\n", 2, 14, "help_lines", "Line B is one of" },
	{ MC_FILE_DESKS, DESKS "1 2,Quầy,A,\n", 2, 1, "desk", "“1 2” cannot be a name" },
	{ MC_FILE_DESKS, DESKS "1,Quầy,A,\n1,Quầy,B,\n", 3, 1, "desk", "1 is there already" },
	{ MC_FILE_STAFF, STAFF "hoa,Hoa,king,\n", 2, 9, "roles", "king" },
	{ MC_FILE_STAFF, STAFF "hoa,Hoa,,\n", 2, 9, "roles", "must not be empty" },
	{ MC_FILE_STAFF, STAFF "hoa,Hoa,officer,\nHOA,Hà,head,\n", 3, 1, "staff", "already" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,2,fortnight,0,\n", 2, 11, "processing_unit",
		"fortnight" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,-2,working_day,0,\n", 2, 9, "processing_value",
		"-2" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,0,working_day,0,\n", 2, 9, "processing_value",
		"A term must be longer than zero" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,1,same_day,75.000,\n", 2, 20, "fee_vnd",
		"“75.000” is not an amount" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,1,same_day,-1,\n", 2, 20, "fee_vnd", "“-1”" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,1,same_day,0,a;\n", 2, 22, "components",
		"empty item" },
	{ MC_FILE_PROCEDURES, PROCEDURES "1,x,f,l,1,same_day,0,\n1,y,f,l,1,same_day,0,\n", 3, 1,
		"code", "1 is there already, on line 2" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-02-30,holiday,x,y,official\n", 2, 1, "date", "2026-02-30" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,party,x,y,official\n", 2, 12, "kind", "party" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,holiday,,y,official\n", 2, 20, "title", "empty" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,holiday,x,y,rumour\n", 2, 24, "status", "rumour" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,holiday,\"a\nb\",y,maybe\n", 3, 6, "status", "maybe" },
	{ MC_FILE_HOLIDAYS,
		DAYS "2026-09-02,holiday,x,y,official\n2026-09-02,holiday,x,y,official\n", 3, 1,
		"date", "2026-09-02 is there already, on line 2" },
	/* faults of the CSV itself carry their place in the sentence */
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,holiday\n", 0, 0, NULL, "holidays.csv, line 2" },
	{ MC_FILE_HOLIDAYS, DAYS "2026-09-02,ho\"liday,x,y,official\n", 0, 0, NULL,
		"line 2, column 14" },
};

static void test_each_fault_is_told_with_line_and_column(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof rows_with_a_fault / sizeof *rows_with_a_fault; i++) {
		struct mc_arena arena;
		mc_arena_init(&arena);
		struct mc_setup_rows rows = { .count = 77 };
		struct told told = { 0 };
		struct mc_error err;
		assert_int_equal(read_text(rows_with_a_fault[i].kind, rows_with_a_fault[i].text,
					 &arena, &rows, &told, &err),
			MC_INVALID);
		assert_int_equal(told.count, 1);
		if (rows_with_a_fault[i].line == 0) { /* of the CSV itself: it says where, too */
			assert_true(told.faults[0].line > 0 && told.faults[0].column > 0);
		} else {
			assert_int_equal(told.faults[0].line, rows_with_a_fault[i].line);
			assert_int_equal(told.faults[0].column, rows_with_a_fault[i].column);
		}
		if (rows_with_a_fault[i].header != NULL) {
			assert_string_equal(told.faults[0].header, rows_with_a_fault[i].header);
		}
		if (strstr(told.texts[0], rows_with_a_fault[i].sentence) == NULL) {
			fail_msg("“%s” does not say “%s”", told.texts[0],
				rows_with_a_fault[i].sentence);
		}
		assert_int_equal(rows.count, 77); /* nothing was given */
		mc_arena_finish(&arena);
	}
}

static void test_all_faults_of_a_file_are_told(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	struct mc_setup_rows rows;
	struct told told = { 0 };
	struct mc_error err;
	assert_int_equal(read_text(MC_FILE_HOLIDAYS,
				 DAYS "soon,party,x,y,official\n2026-09-02,holiday,x,y,"
				      "official\n2026-13-01,holiday,x,y,official\n",
				 &arena, &rows, &told, &err),
		MC_INVALID);
	assert_int_equal(told.count, 3);
	assert_int_equal(told.faults[0].line, 2);
	assert_int_equal(told.faults[1].line, 2);
	assert_int_equal(told.faults[1].column, 6);
	assert_int_equal(told.faults[2].line, 4);
	char sentence[256];
	mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
	assert_non_null(strstr(sentence, "holidays.csv has 3 faults"));
	assert_non_null(strstr(told.texts[2], "holidays.csv, line 4, column 1 (date): "));
	mc_arena_finish(&arena);
}

static const struct {
	const char *text, *sentence;
} headers[] = {
	{ "", "empty" },
	{ "line\n", "the column “name_vi” is missing" },
	{ "line,name_vi,colour\n", "there is no column “colour”" },
	{ "line,name_vi,line\n", "line" },
};

static void test_headers_are_checked(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		struct mc_arena arena;
		mc_arena_init(&arena);
		struct mc_setup_rows rows;
		struct told told = { 0 };
		struct mc_error err;
		FILE *file = tmpfile();
		fputs(headers[i].text, file);
		rewind(file);
		struct mc_faults faults = { .fn = keep, .data = &told };
		assert_int_equal(mc_exchange_read(MC_FILE_LINES, file, "lines.csv", &arena, &rows,
					 &faults, &err),
			MC_INVALID);
		char sentence[512];
		mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
		assert_non_null(strstr(sentence, headers[i].sentence));
		fclose(file);
		mc_arena_finish(&arena);
	}
}

/* ---- a whole office ---- */

static size_t count_kind(const struct mc_setup_rows *rows, enum mc_setup_kind kind) {
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		count += rows->rows[i].kind == kind;
	}
	return count;
}

static void test_the_sample_holds_by_itself(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	const char *paths[MC_FILE_COUNT] = { NULL };
	struct mc_setup_rows rows;
	struct told told = { 0 };
	struct mc_faults faults = { .fn = keep, .data = &told };
	struct mc_error err;
	assert_int_equal(mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), MC_OK);
	assert_int_equal(count_kind(&rows, MC_SETUP_LINE), 7);
	assert_int_equal(count_kind(&rows, MC_SETUP_DESK), 6);
	assert_int_equal(count_kind(&rows, MC_SETUP_PROCEDURE), 85);
	assert_int_equal(count_kind(&rows, MC_SETUP_PRINTER), 1);
	unsigned roles = 0;
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.rows[i].kind == MC_SETUP_STAFF) {
			roles |= rows.rows[i].as.staff.roles;
		}
		if (rows.rows[i].kind == MC_SETUP_LINE && rows.rows[i].as.line.line[0] != 'G') {
			/* every field of the sample's lines is one of the catalogue */
			assert_true(rows.rows[i].as.line.fields[0] != '\0');
		}
	}
	assert_int_equal(roles, MC_ROLES_ALL);
	mc_arena_finish(&arena);
}

static const char *write_file(const char *folder, const char *name, const char *text) {
	static char paths[4][128];
	static int used;
	char *path = paths[used++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
	return path;
}

static const struct mc_setup_row *find_desk(const struct mc_setup_rows *rows, const char *desk) {
	for (size_t i = 0; i < rows->count; i++) {
		if (rows->rows[i].kind == MC_SETUP_DESK &&
			strcmp(rows->rows[i].as.desk.desk, desk) == 0) {
			return &rows->rows[i];
		}
	}
	return NULL;
}

static void test_the_sample_bends_to_what_is_given(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	struct mc_arena arena;
	mc_arena_init(&arena);
	const char *paths[MC_FILE_COUNT] = { NULL };
	paths[MC_FILE_LINES] = write_file(folder, "lines.csv", "line,name_vi\nA,Một\nX,Mười\n");
	struct mc_setup_rows rows;
	struct told told = { 0 };
	struct mc_faults faults = { .fn = keep, .data = &told };
	struct mc_error err;
	assert_int_equal(mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), MC_OK);
	assert_int_equal(told.count, 0);
	assert_int_equal(count_kind(&rows, MC_SETUP_LINE), 2);
	assert_string_equal(find_desk(&rows, "1")->as.desk.lines, "A");
	assert_string_equal(find_desk(&rows, "1")->as.desk.help_lines, "");
	assert_string_equal(find_desk(&rows, "3")->as.desk.lines, "A;X"); /* its own are gone */

	paths[MC_FILE_DESKS] = write_file(folder, "desks.csv", "desk,name_vi,lines\n9,Quầy 9,X\n");
	assert_int_equal(mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), MC_OK);
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.rows[i].kind == MC_SETUP_STAFF) {
			assert_string_equal(rows.rows[i].as.staff.desk, "");
		}
	}
	mc_arena_finish(&arena);
	temp_remove(folder);
}

static void test_references_of_given_files_must_hold(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	struct mc_arena arena;
	mc_arena_init(&arena);
	const char *paths[MC_FILE_COUNT] = { NULL };
	paths[MC_FILE_DESKS] = write_file(
		folder, "desks.csv", "desk,name_vi,lines,help_lines\n1,Quầy,A,\n2,Quầy,B;Z,Y\n");
	paths[MC_FILE_STAFF] =
		write_file(folder, "staff.csv", "staff,name,roles,desk\nan,An,officer,7\n");
	struct mc_setup_rows rows = { .count = 77 };
	struct told told = { 0 };
	struct mc_faults faults = { .fn = keep, .data = &told };
	struct mc_error err;
	assert_int_equal(
		mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), MC_INVALID);
	assert_int_equal(rows.count, 77);
	assert_int_equal(told.count, 3);
	assert_non_null(
		strstr(told.texts[0], "desks.csv, line 3, column 8 (lines): There is no line Z."));
	assert_non_null(strstr(
		told.texts[1], "desks.csv, line 3, column 12 (help_lines): There is no line Y."));
	assert_non_null(
		strstr(told.texts[2], "staff.csv, line 2, column 15 (desk): There is no desk 7."));

	paths[MC_FILE_DESKS] = "/no/such/desks.csv";
	assert_int_equal(
		mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), MC_NOT_FOUND);
	mc_arena_finish(&arena);
	temp_remove(folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_line_with_defaults),
		cmocka_unit_test(test_roles_terms_and_days),
		cmocka_unit_test(test_each_fault_is_told_with_line_and_column),
		cmocka_unit_test(test_all_faults_of_a_file_are_told),
		cmocka_unit_test(test_headers_are_checked),
		cmocka_unit_test(test_the_sample_holds_by_itself),
		cmocka_unit_test(test_the_sample_bends_to_what_is_given),
		cmocka_unit_test(test_references_of_given_files_must_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

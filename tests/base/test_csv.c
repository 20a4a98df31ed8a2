#include "base/csv.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "random.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* A reader over text in memory; an empty text is an empty file. */
struct source {
	FILE *file;
	struct mc_csv *csv;
};

static enum mc_status open_text(
	struct source *source, const char *text, size_t len, struct mc_error *err) {
	source->csv = NULL;
	source->file =
		len > 0 ? fmemopen((void *)(uintptr_t)text, len, "r") : fopen("/dev/null", "r");
	assert_non_null(source->file);
	return mc_csv_create(source->file, "f.csv", &source->csv, err);
}

static void close_text(struct source *source) {
	mc_csv_destroy(source->csv);
	fclose(source->file);
}

/* What a file reads as: "a|b;" for each record, the error's place for each bad one. */
static const char *read_all(const char *text, size_t len) {
	static char all[1000];
	struct source source;
	struct mc_csv_row row;
	struct mc_error err;
	struct mc_str out;
	char said[400];
	enum mc_status status = open_text(&source, text, len, &err);

	mc_str_init(&out);
	if (status == MC_OK) {
		for (int i = 0; i < mc_csv_columns(source.csv); i++) {
			mc_str_addf(&out, "%s%s", i > 0 ? "|" : "", mc_csv_header(source.csv, i));
		}
		mc_str_add(&out, ";");
		while ((status = mc_csv_next(source.csv, &row, &err)) != MC_NO_ROW) {
			for (int i = 0; status == MC_OK && i < row.count; i++) {
				mc_str_addf(&out, "%s%s", i > 0 ? "|" : "", row.field[i]);
			}
			if (status != MC_OK) {
				assert_int_equal(status, MC_INVALID);
				mc_error_text(MC_LANG_EN, &err, said, sizeof said);
				mc_str_addf(&out, "!%s", said);
			}
			mc_str_add(&out, ";");
		}
		assert_int_equal(mc_csv_next(source.csv, &row, &err), MC_NO_ROW);
	} else {
		assert_int_equal(status, MC_INVALID);
		mc_error_text(MC_LANG_EN, &err, said, sizeof said);
		mc_str_addf(&out, "!%s", said);
	}
	close_text(&source);
	assert_true(mc_copy(all, sizeof all, mc_str_text(&out)));
	mc_str_finish(&out);
	return all;
}

static void test_good_files_read_as_written(void **state) {
	static const struct {
		const char *text;
		const char *reads;
	} cases[] = {
		{ "a,b\n", "a|b;" }, { "a,b", "a|b;" }, { "a,b\r\n1,2\r\n3,4\r\n", "a|b;1|2;3|4;" },
		{ "a,b\n1,2\n3,4", "a|b;1|2;3|4;" },
		{ "\xef\xbb\xbf"
		  "a,b\n1,2\n",
			"a|b;1|2;" },
		{ "\xef\xbb\xbf\"a\",b\n1,2\n", "a|b;1|2;" }, { "a,b\n,\n", "a|b;" },
		{ "a,b\n\"\",\"\"\n", "a|b;" },
		{ "a,b\n\"x,y\",\"he said \"\"no\"\"\"\n", "a|b;x,y|he said \"no\";" },
		{ "a,b\n\"one\ntwo\",\"three\r\nfour\"\n", "a|b;one\ntwo|three\r\nfour;" },
		{ "a,b\n\"\"\"\",\"\"\"\"\"\"\n", "a|b;\"|\"\";" },
		{ "a,b\n 1 , 2 \n", "a|b; 1 | 2 ;" }, { "a,b\n\"1\",\"2\"", "a|b;1|2;" },
		{ "a\n\n1\n\n", "a;;1;;" }, /* with one column an empty line is a record */
		{ "a,b\n1,2\n\n", "a|b;1|2;" }, { "a,b\n1,2\n\n\r\n\n", "a|b;1|2;" },
		{ "a,b\r\n\r\n", "a|b;" }, { "họ,tên\nNguyễn,Đức\n", "họ|tên;Nguyễn|Đức;" },
		/* what spreadsheets leave: marks, blank records at the end, blank columns */
		{ "\xef\xbb\xbf\xef\xbb\xbf"
		  "a,b\n1,2\n",
			"a|b;1|2;" },
		{ "a,b\n1,2\n,\n , \u00a0\n\n,\n", "a|b;1|2;" }, { "a,b\n1,2\n,,,,\n", "a|b;1|2;" },
		{ "a,b\n1,\n", "a|b;1|;" }, { "a,b,,\n1,2,,\n3,4, ,\n", "a|b;1|2;3|4;" },
		{ "a,b\n'=1+1,'-x\n''@,'a\n", "a|b;=1+1|-x;'@|'a;" },
		{ "ｎ,b\n", "ｎ|b;" }, /* begins with the byte of a byte-order mark */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(read_all(cases[i].text, strlen(cases[i].text)), cases[i].reads);
	}
}

/* Each with a good record behind it, which must be read all the same. */
static void a_mistake_is_named_and_costs_one_record(void **state) {
	static const struct {
		const char *record;
		const char *says;
	} cases[] = {
		{ "1\n", "line 2, column 1: the header has 2 fields, this record 1;" },
		{ "1,2,3\n", "line 2, column 1: the header has 2 fields, this record 3;" },
		{ "\n", "line 2, column 1: the line is empty" },
		{ "\r\n", "line 2, column 1: the line is empty" },
		{ "ab\"c,2\n", "line 2, column 3: a quotation mark stands inside" },
		{ "1, \"x\"\n", "line 2, column 4: a quotation mark stands inside" },
		{ "đặng,\"x\"y\n", "line 2, column 9: only a comma or the end of the line" },
		{ "\"x\" ,2\r\n", "line 2, column 4: only a comma" },
		{ "1,x\ry\n", "line 2, column 4: a carriage return stands alone" },
		{ "đ,\xc3(\n", "line 2, column 3: this is not UTF-8" },
		{ "1,\x80\n", "line 2, column 3: this is not UTF-8" },
		{ "1,\xed\xa0\x80\n", "line 2, column 3: this is not UTF-8" },
		{ "1,\xe1\xbb\n", "line 2, column 3: this is not UTF-8" },
		{ "1,\xff\xfe\n", "line 2, column 3: this is not UTF-8" },
		/* the first of two is named */
		{ "a\"b,\xff,3\n", "line 2, column 2: a quotation mark stands inside" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[200];
		const char *reads;

		snprintf(text, sizeof text, "a,b\n%s7,8\n", cases[i].record);
		reads = read_all(text, strlen(text));
		if (strstr(reads, cases[i].says) == NULL) {
			fail_msg("case %zu: “%s”", i, reads);
		}
		assert_memory_equal(reads, "a|b;!f.csv, line ", 17);
		assert_string_equal(strrchr(strstr(reads, cases[i].says), '.'), ".;7|8;");
	}
}

static void a_zero_byte_is_named(void **state) {
	static const char text[] = "a,b\n1,2\0\n7,8\n";

	(void)state;
	assert_string_equal(read_all(text, sizeof text - 1),
		"a|b;!f.csv, line 2, column 4: a zero byte stands here; delete it.;7|8;");
}

static void test_a_bad_header_is_refused(void **state) {
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
		{ "", "f.csv is empty" },
		{ "\xef\xbb\xbf", "f.csv is empty" },
		{ "\n", "line 1, column 1: a column has no name" },
		{ "a,,c\n", "line 1, column 3: a column has no name" },
		{ "a,b,a\n", "line 1, column 5: the column a is there twice" },
		{ ",,\n", "line 1, column 1: a column has no name" },
		{ "a;b;c\n1;2;3\n", "separated by “;”, and commas are expected" },
		{ "a\tb\n", "separated by tabs, and commas are expected" },
		{ "a;b,\n1;2,\n", "separated by “;”, and commas are expected" },
		{ "a|b\n", "separated by “|”, and commas are expected" },
		{ "sep=;\na;b\n", "the line “sep=;” names a separator" },
		{ "sep=,\na,b\n", "names a separator" },
		{ "a,b\x1b[31m,b\x1b[31m\n", "the column bU+001B[31m is there twice" },
		{ "\"a\n\",b\",c\n", "line 1, column 1: the field whose quotation mark" },
		{ "\xef\xbb\n", "line 1, column 1: this is not UTF-8" },
		{ "\xff\xfe"
		  "a",
			"line 1, column 1: this is not UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *reads = read_all(cases[i].text, strlen(cases[i].text));

		if (strstr(reads, cases[i].says) == NULL) {
			fail_msg("case %zu: “%s”", i, reads);
		}
	}
}

static void places_of_fields_are_told(void **state) {
	static const char text[] = "một,hai,ba\r\n\"x\r\nđ\",\"\"\"\",c\r\n1,2,3";
	struct source source;
	struct mc_csv_row row;

	(void)state;
	assert_int_equal(open_text(&source, text, sizeof text - 1, NULL), MC_OK);
	assert_int_equal(mc_csv_columns(source.csv), 3);
	assert_int_equal(mc_csv_column(source.csv, "hai"), 1);
	assert_int_equal(mc_csv_column(source.csv, "bốn"), -1);
	assert_int_equal(mc_csv_next(source.csv, &row, NULL), MC_OK);
	assert_int_equal(row.line, 2);
	assert_int_equal(row.count, 3);
	assert_int_equal(row.field_line[0], 2);
	assert_int_equal(row.column[0], 1);
	assert_int_equal(row.field_line[1], 3);
	assert_int_equal(row.column[1], 4);
	assert_int_equal(row.column[2], 9);
	assert_int_equal(mc_csv_next(source.csv, &row, NULL), MC_OK);
	assert_int_equal(row.line, 4);
	assert_int_equal(mc_csv_next(source.csv, &row, NULL), MC_NO_ROW);
	assert_int_equal(row.line, 4); /* untouched */
	close_text(&source);
}

static void a_field_has_a_limit(void **state) {
	static char text[MC_CSV_MAX_FIELD_BYTES + 100];
	struct source source;
	struct mc_csv_row row;
	struct mc_error err;
	char said[300];

	(void)state;
	for (size_t over = 0; over < 2; over++) {
		size_t len = MC_CSV_MAX_FIELD_BYTES + over;

		memcpy(text, "a,b\nđ,", 8);
		memset(text + 7, 'x', len);
		memcpy(text + 7 + len, "\n7,8\n", 6);
		assert_int_equal(open_text(&source, text, strlen(text), NULL), MC_OK);
		assert_int_equal(mc_csv_next(source.csv, &row, &err), over ? MC_INVALID : MC_OK);
		if (over == 0) {
			assert_int_equal(strlen(row.field[1]), MC_CSV_MAX_FIELD_BYTES);
		} else {
			mc_error_text(MC_LANG_EN, &err, said, sizeof said);
			assert_non_null(strstr(
				said, "f.csv, line 2, column 3: the field that starts here"));
		}
		assert_int_equal(mc_csv_next(source.csv, &row, &err), MC_OK);
		assert_string_equal(row.field[0], "7");
		close_text(&source);
	}
}

static void fields_have_a_limit(void **state) {
	char text[1000] = "c0";
	struct source source;
	struct mc_error err;
	char said[300];

	(void)state;
	for (int i = 1; i < MC_CSV_MAX_FIELDS; i++) {
		snprintf(text + strlen(text), 8, ",c%d", i);
	}
	assert_int_equal(open_text(&source, text, strlen(text), NULL), MC_OK);
	assert_int_equal(mc_csv_columns(source.csv), MC_CSV_MAX_FIELDS);
	close_text(&source);
	strcat(text, ",\"more\",still");
	assert_int_equal(open_text(&source, text, strlen(text), &err), MC_INVALID);
	close_text(&source);
	mc_error_text(MC_LANG_EN, &err, said, sizeof said);
	assert_non_null(strstr(said, "f.csv, line 1, column 247: there are more than 64 fields"));
}

static void test_fields_are_written_as_text(void **state) {
	static const struct {
		const char *text;
		const char *written;
	} cases[] = {
		{ "", "" }, { "Nguyễn Văn A", "Nguyễn Văn A" }, { "a,b", "\"a,b\"" },
		{ "\"", "\"\"\"\"" }, { "a\nb", "\"a\nb\"" }, { "a\rb", "\"a\rb\"" },
		{ " a ", " a " }, { "=1+1", "'=1+1" }, { "@SUM(A1)", "'@SUM(A1)" },
		{ "+84912", "'+84912" }, { "-1", "'-1" }, { "\t=x", "'\t=x" },
		{ "\r=x", "\"'\r=x\"" }, { "＝x", "'＝x" }, { "＋", "'＋" }, { "－", "'－" },
		{ "＠", "'＠" }, { "=a,b", "\"'=a,b\"" }, { "'=x", "''=x" }, { "'a", "'a" },
		{ "a=b", "a=b" },
		{ "\ufeffa", "\"\ufeffa\"" }, /* else lost at the start of a file */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_str out;

		mc_str_init(&out);
		mc_csv_write_field(&out, cases[i].text);
		assert_string_equal(mc_str_text(&out), cases[i].written);
		mc_str_finish(&out);
	}
}

static void random_field(struct mc_random *random, char *out) {
	static const char *const parts[] = { "a", "đ", "ễ", ",", "\"", "\n", "\r\n", "\r", " ", "🏠",
		"=", "'", "-", "\t", "＠" };

	*out = '\0';
	for (size_t i = mc_random_below(random, 8); i > 0; i--) {
		strcat(out, parts[mc_random_below(random, sizeof parts / sizeof *parts)]);
	}
}

static void what_is_written_reads_back(void **state) {
	enum { RECORDS = 20, MOST = 6 };
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "csv");
	for (int round = 0; round < 200; round++) {
		char field[RECORDS][MOST][64];
		size_t columns = 1 + mc_random_below(&random, MOST);
		const char *line_end = round % 2 ? "\r\n" : "\n";
		struct source source;
		struct mc_csv_row row;
		struct mc_str out;

		mc_str_init(&out);
		mc_str_add(&out, round % 3 ? "" : "\xef\xbb\xbf");
		for (size_t i = 0; i < columns; i++) {
			mc_str_addf(&out, "%sc%zu", i > 0 ? "," : "", i);
		}
		mc_str_add(&out, line_end);
		for (size_t i = 0; i < RECORDS; i++) {
			for (size_t k = 0; k < columns; k++) {
				random_field(&random, field[i][k]);
				if (k == 0 && columns > 1) {
					strcat(field[i][k], "x"); /* a blank record is none */
				}
				mc_str_add(&out, k > 0 ? "," : "");
				mc_csv_write_field(&out, field[i][k]);
			}
			mc_str_add(&out, line_end);
		}
		assert_int_equal(open_text(&source, out.data, out.len, NULL), MC_OK);
		for (size_t i = 0; i < RECORDS; i++) {
			assert_int_equal(mc_csv_next(source.csv, &row, NULL), MC_OK);
			for (size_t k = 0; k < columns; k++) {
				assert_string_equal(row.field[k], field[i][k]);
			}
		}
		assert_int_equal(mc_csv_next(source.csv, &row, NULL), MC_NO_ROW);
		close_text(&source);
		mc_str_finish(&out);
	}
}

/* A folder opens but cannot be read: as a disk that fails. */
static void a_disk_that_fails_is_told(void **state) {
	struct source source = { .file = fopen("/", "r") };

	(void)state;
	assert_non_null(source.file);
	assert_int_equal(mc_csv_create(source.file, "f.csv", &source.csv, NULL), MC_UNAVAILABLE);
	close_text(&source);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_files_read_as_written),
		cmocka_unit_test(a_mistake_is_named_and_costs_one_record),
		cmocka_unit_test(a_zero_byte_is_named),
		cmocka_unit_test(test_a_bad_header_is_refused),
		cmocka_unit_test(places_of_fields_are_told),
		cmocka_unit_test(a_field_has_a_limit),
		cmocka_unit_test(fields_have_a_limit),
		cmocka_unit_test(test_fields_are_written_as_text),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(a_disk_that_fails_is_told),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}

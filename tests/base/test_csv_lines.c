/*
 * Line by line: whatever a file holds, each of its lines is part of a good record
 * or named in an error, and where a mistake runs over several lines it costs one.
 */
#include "base/csv.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "random.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *line_of(const char *text, long line) {
	for (long at = 1; at < line && *text != '\0'; at++) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return text;
}

/* Whether nothing but blank records stands from a line on, up to another. */
static bool is_blank(const char *text, long line, long end) {
	const char *first = line_of(text, line);
	return first + strspn(first, ",\"\r\n") >= line_of(text, end);
}

/* A reader over a text in memory. */
struct source {
	FILE *file;
	struct mc_csv *csv;
};

static void open_text(struct source *source, const char *text) {
	source->file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	assert_non_null(source->file);
	assert_int_equal(mc_csv_create(source->file, "f.csv", &source->csv, NULL), MC_OK);
}

static void close_text(struct source *source) {
	mc_csv_destroy(source->csv);
	fclose(source->file);
}

/* One read: where it stands and what it gave. */
struct place {
	long line;
	long column; /* of the mistake; 0: a good record */
	long next; /* line on which the next read must begin */
	char says[400]; /* "a|b" or the sentence */
};

/* false at the end of the file. */
static bool read_one(const struct source *source, struct place *ret_place) {
	struct mc_csv_row row;
	struct mc_error err;
	enum mc_status status = mc_csv_next(source->csv, &row, &err);
	size_t len = 0;

	if (status == MC_NO_ROW) {
		return false;
	}
	*ret_place = (struct place){ .column = 0 };
	if (status != MC_OK) {
		assert_int_equal(status, MC_INVALID);
		mc_csv_where(source->csv, &ret_place->line, &ret_place->column);
		ret_place->next = ret_place->line + 1;
		mc_error_text(MC_LANG_EN, &err, ret_place->says, sizeof ret_place->says);
		return true;
	}
	ret_place->line = row.line;
	ret_place->next = row.line + 1;
	for (int i = 0; i < row.count; i++) {
		for (const char *at = row.field[i]; *at != '\0'; at++) {
			ret_place->next += *at == '\n';
		}
		if (len < sizeof ret_place->says) {
			len += (size_t)snprintf(ret_place->says + len, sizeof ret_place->says - len,
				"%s%s", i > 0 ? "|" : "", row.field[i]);
		}
	}
	return true;
}

/* One bad record of several lines and what is read on the lines behind its first. */
static void a_mistake_over_many_lines_costs_one_row(void **state) {
	static const struct {
		const char *records;
		struct {
			long line;
			long column; /* of the mistake; 0: a good record */
			const char *says;
		} reads[6];
	} cases[] = {
		{ "3,\"four", { { 2, 3, "opens here is never closed" } } },
		{ "3,\"four\n5,6\n", { { 2, 3, "opens here is never closed" }, { 3, 0, "5|6" } } },
		{ "3,\"four\n5,6\n\"7, a\",8\n9,10",
			{ { 2, 3, "runs into a mistake on line 4" }, { 3, 0, "5|6" },
				{ 4, 0, "7, a|8" }, { 5, 0, "9|10" } } },
		{ "1,\"a\n2,\"b\n3,c\n", { { 2, 3, "a mistake on line 3" },
						 { 3, 3, "is never closed" }, { 4, 0, "3|c" } } },
		{ "1,\"x\n3,4\ny\",5\n", { { 2, 3, "opens here has 3;" }, { 3, 0, "3|4" },
						 { 4, 2, "stands inside a field" } } },
		{ "\"x\n3,4\"", { { 2, 1, "opens here has 1;" }, { 3, 4, "stands inside" } } },
		{ "\"a\nb\",\"c\nd", { { 2, 1, "a mistake on line 3" }, { 3, 2, "stands inside" },
					     { 4, 1, "the header has 2 fields, this record 1" } } },
		{ "\n\r\n1,2\n\n\n \n\n",
			{ { 2, 1, "is empty" }, { 3, 1, "is empty" }, { 4, 0, "1|2" } } },
		{ "\n,\n1,2\n , \n,,,\n3,4\n,\n",
			{ { 2, 1, "is empty" }, { 3, 1, "is empty" }, { 4, 0, "1|2" },
				{ 5, 1, "is empty" }, { 6, 1, "is empty" }, { 7, 0, "3|4" } } },
		{ ",\n1,2,3\n1,2\n", { { 2, 1, "is empty" }, { 3, 1, "the header has 2 fields" },
					     { 4, 0, "1|2" } } },
		{ "1,\"x\n\n\n", { { 2, 3, "is never closed" } } },
		{ "ab\"c,\"x\n3,4\n", { { 2, 3, "stands inside" }, { 3, 0, "3|4" } } },
		{ "1,\"x\nđ\xc0\xaf\"\n1,2\n", { { 2, 3, "a mistake on line 3" },
						       { 3, 2, "not UTF-8" }, { 4, 0, "1|2" } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source source;
		char text[200];

		snprintf(text, sizeof text, "a,b\n%s", cases[i].records);
		open_text(&source, text);
		for (size_t k = 0; k < 6 && cases[i].reads[k].line > 0; k++) {
			struct place place;

			assert_true(read_one(&source, &place));
			assert_int_equal(place.line, cases[i].reads[k].line);
			assert_int_equal(place.column, cases[i].reads[k].column);
			if (strstr(place.says, cases[i].reads[k].says) == NULL) {
				fail_msg("case %zu, %zu: “%s”", i, k, place.says);
			}
		}
		assert_false(read_one(&source, &(struct place){ 0 }));
		close_text(&source);
	}
}

/* Files that would be read again and again by a reader that is not careful. */
static void hostile_marks_cost_no_more_than_two_readings(void **state) {
	static const char *const lines[] = { "\"\n", "\"a\n", "\",\"\n", "\"\"\"\n", ",\"\"\"x\n",
		"x\n" };
	enum { BYTES = 100000 };
	char *text = malloc(BYTES + 8);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		size_t len = (size_t)sprintf(text, "a,b\n\"");
		struct source source;
		long expected = 2;
		struct place place;

		while (len < BYTES) {
			strcpy(text + len, lines[i]);
			len += strlen(lines[i]);
		}
		open_text(&source, text);
		while (read_one(&source, &place)) {
			assert_true(place.line == expected || is_blank(text, expected, place.line));
			expected = place.next;
		}
		close_text(&source);
	}
	free(text);
}

/*
 * Any text, out of a pipe: each line is part of a good record or named in an error,
 * but for blank ones.
 */
static void no_line_is_passed_over(void **state) {
	static const char *const parts[] = { "a", "đ", "\xff", ",", ",", "\"", "\"", "\n", "\n",
		"\r\n", "\r", "\n\n\n", "1,2\n", "\"x\",\"y\"\n" };
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "csv lines");
	for (int round = 0; round < 2000; round++) {
		char text[512] = "a,b\n";
		long expected = 2;
		int ends[2];
		struct source source = { 0 };
		struct place place;

		for (size_t i = mc_random_below(&random, 40); i > 0; i--) {
			strcat(text, parts[mc_random_below(&random, sizeof parts / sizeof *parts)]);
		}
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
		assert_int_equal(close(ends[1]), 0);
		source.file = fdopen(ends[0], "r");
		assert_non_null(source.file);
		assert_int_equal(mc_csv_create(source.file, "f.csv", &source.csv, NULL), MC_OK);
		while (read_one(&source, &place)) {
			assert_true(place.line == expected || is_blank(text, expected, place.line));
			expected = place.next;
		}
		assert_true(is_blank(text, expected, LONG_MAX));
		close_text(&source);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mistake_over_many_lines_costs_one_row),
		cmocka_unit_test(hostile_marks_cost_no_more_than_two_readings),
		cmocka_unit_test(no_line_is_passed_over),
	};

	return cmocka_run_group_tests_name("csv lines", tests, NULL, NULL);
}

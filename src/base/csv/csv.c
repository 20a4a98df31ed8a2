/*
 * The CSV reader over the records: the header, how many fields each record has, and what
 * spreadsheets leave beside them — blank records, blank columns, other separators.
 */
#include "base/csv/record.h"
#include "base/memory.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(
	MC_CSV_MAX_FIELDS == 64 && MC_CSV_MAX_FIELD_BYTES == 65536, "messages name the limits");

static enum mc_status give_error(const struct mc_csv *csv, struct mc_error *err) {
	if (err != NULL) {
		*err = csv->error;
	}
	return csv->status;
}

/* ---- what spreadsheets leave ---- */

/* A record whose every field is blank; where there is one column, a blank line is a record. */
static bool is_blank_record(const struct mc_csv *csv) {
	const struct mc_csv_row *row = &csv->row;
	bool blank = csv->status == MC_OK && csv->columns > 1 && row->count > 0;

	for (int i = 0; i < row->count && blank; i++) {
		blank = mc_text_is_blank(row->field[i]);
	}
	return blank;
}

/*
 * Blank fields behind the last column: columns that a spreadsheet believes to be there. One with a
 * line break is none of them: its mark was left open, and has swallowed the end of its line.
 */
static void drop_blank_end(struct mc_csv_row *row, int columns) {
	while (row->count > columns && mc_text_is_blank(row->field[row->count - 1]) &&
		strchr(row->field[row->count - 1], '\n') == NULL) {
		row->count--;
	}
}

/* A file of fields that are separated by something else is one long column here. */
static enum mc_status check_separator(const struct mc_csv *csv, struct mc_error *err) {
	static const char *const others[] = { ";", "|" };
	const struct mc_csv_row *row = &csv->row;

	if (strncmp(row->field[0], "sep=", 4) == 0) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line 1, column 1: the line “%s” names a separator for the "
			   "spreadsheet alone: delete it, and separate the fields by commas."),
			csv->name, row->field[0]);
	}
	if (row->count == 1 && strchr(row->field[0], '\t') != NULL) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line 1: the fields are separated by tabs, and commas are expected: "
			   "in the spreadsheet, save it as “CSV UTF-8 (comma delimited)”."),
			csv->name);
	}
	for (size_t i = 0; i < MC_COUNT(others) && row->count == 1; i++) {
		if (strstr(row->field[0], others[i]) != NULL) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line 1: the fields are separated by “%s”, and commas are "
				   "expected: in the spreadsheet, save it as “CSV UTF-8 (comma "
				   "delimited)”."),
				csv->name, others[i]);
		}
	}
	return MC_OK;
}

/* Keeps the record just read as the header. */
static enum mc_status keep_header(struct mc_csv *csv, struct mc_error *err) {
	struct mc_csv_row *row = &csv->row;
	enum mc_status status;

	if (csv->status != MC_OK) {
		return give_error(csv, err);
	}
	if (row->count == 0) {
		return mc_fail(err, MC_INVALID,
			N_("%s is empty: its first line must name the columns."), csv->name);
	}
	drop_blank_end(row, 1);
	status = check_separator(csv, err);
	if (status != MC_OK) {
		return status;
	}
	for (int i = 0; i < row->count; i++) {
		if (row->field[i][0] == '\0') {
			return mc_fail(err, MC_INVALID,
				N_("%s, line %ld, column %ld: a column has no name; the first line "
				   "must name every column."),
				csv->name, row->field_line[i], row->column[i]);
		}
		if (mc_csv_column(csv, row->field[i]) >= 0) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line %ld, column %ld: the column %s is there twice; remove "
				   "one."),
				csv->name, row->field_line[i], row->column[i], row->field[i]);
		}
		csv->header[i] = mc_arena_text(&csv->arena, row->field[i]);
		csv->columns++;
	}
	return MC_OK;
}

enum mc_status mc_csv_create(
	FILE *file, const char *name, struct mc_csv **ret_csv, struct mc_error *err) {
	struct mc_csv *csv = mc_memory_get(sizeof *csv);
	enum mc_status status;

	csv->file = file;
	csv->line = 1;
	csv->column = 1;
	mc_arena_init(&csv->arena);
	mc_str_init(&csv->bytes);
	mc_str_init(&csv->raw);
	csv->name = mc_arena_text(&csv->arena, name);
	mc_csv_skip_marks(csv);
	mc_csv_read_record(csv);
	status = keep_header(csv, err);
	if (status != MC_OK) {
		mc_csv_destroy(csv);
		return status;
	}
	*ret_csv = csv;
	return MC_OK;
}

void mc_csv_destroy(struct mc_csv *csv) {
	if (csv != NULL) {
		mc_str_finish(&csv->raw);
		mc_str_finish(&csv->bytes);
		mc_arena_finish(&csv->arena);
		free(csv);
	}
}

int mc_csv_column(const struct mc_csv *csv, const char *header) {
	for (int i = 0; i < csv->columns; i++) {
		if (strcmp(csv->header[i], header) == 0) {
			return i;
		}
	}
	return -1;
}

int mc_csv_columns(const struct mc_csv *csv) {
	return csv->columns;
}

const char *mc_csv_header(const struct mc_csv *csv, int column) {
	return csv->header[column];
}

static void check_count(struct mc_csv *csv) {
	struct mc_csv_row *row = &csv->row;

	if (csv->status == MC_OK) {
		drop_blank_end(row, csv->columns);
	}
	if (csv->status != MC_OK || row->count == csv->columns) {
		return;
	}
	csv->error_line = row->line;
	csv->error_column = 1;
	if (csv->second > 0 && csv->second < csv->next) {
		csv->error_column = row->column[mc_csv_opening_field(row)];
		csv->status = mc_fail(&csv->error, MC_INVALID,
			N_("%s, line %ld, column %ld: the header has %d fields, the record that "
			   "runs on over the quotation mark that opens here has %d; look for a "
			   "missing mark, or a comma too many or too few."),
			csv->name, row->line, csv->error_column, csv->columns, row->count);
	} else {
		csv->status = mc_fail(&csv->error, MC_INVALID,
			N_("%s, line %ld, column 1: the header has %d fields, this record %d; look "
			   "for a comma too many or too few."),
			csv->name, row->line, csv->columns, row->count);
	}
}

static void take_blank_lines(struct mc_csv *csv) {
	while (csv->columns > 1 &&
		(mc_csv_peek_at(csv, 0) == '\n' ||
			(mc_csv_peek_at(csv, 0) == '\r' && mc_csv_peek_at(csv, 1) == '\n'))) {
		mc_csv_forget_taken(csv);
		mc_csv_take(csv);
	}
}

/*
 * On to the next record that says something. Blank ones at the end of the file are what
 * editors and spreadsheets leave there; those before a record are told before it.
 */
static void read_on(struct mc_csv *csv) {
	csv->blank_line = csv->line;
	do {
		take_blank_lines(csv);
		mc_csv_read_record(csv);
	} while (is_blank_record(csv));
	csv->held = csv->row.count > 0 || csv->status != MC_OK;
	csv->blanks = csv->held ? csv->row.line - csv->blank_line : 0;
	check_count(csv);
	if (csv->status == MC_INVALID) {
		mc_csv_leave_record(csv);
	}
}

static enum mc_status tell_blank_line(struct mc_csv *csv, struct mc_error *err) {
	csv->told_line = csv->blank_line++;
	csv->told_column = 1;
	csv->blanks--;
	return mc_fail(err, MC_INVALID, N_("%s, line %ld, column 1: the line is empty; delete it."),
		csv->name, csv->told_line);
}

enum mc_status mc_csv_next(struct mc_csv *csv, struct mc_csv_row *ret_row, struct mc_error *err) {
	if (!csv->held) {
		read_on(csv);
	}
	if (csv->blanks > 0) {
		return tell_blank_line(csv, err);
	}
	if (!csv->held) {
		return MC_NO_ROW;
	}
	csv->held = false;
	csv->told_line = csv->error_line;
	csv->told_column = csv->error_column;
	if (csv->status != MC_OK) {
		return give_error(csv, err);
	}
	*ret_row = csv->row;
	return MC_OK;
}

void mc_csv_where(const struct mc_csv *csv, long *ret_line, long *ret_column) {
	*ret_line = csv->told_line;
	*ret_column = csv->told_column;
}

/*
 * The records of a CSV file. A record is read up to its first mistake; the next read then
 * begins on the line after the one on which that record began, so that a mark
 * left open costs its own row and not those it has swallowed. The bytes of the
 * record under way stay in memory for that, at most what 64 fields can hold.
 *
 * Reading again stays linear: a line inside a quoted field holds an even number
 * of quotation marks, so by itself it cannot open a field that runs past its end:
 * no line is read more than twice.
 */
#include "base/csv/record.h"
#include <motcua/text.h>
#include <string.h>

/* Keeps the first mistake of the record. `format` takes the file's name, line and column. */
static void mistake(struct mc_csv *csv, const char *format, long line, long column) {
	if (csv->status == MC_OK) {
		csv->status = mc_fail(&csv->error, MC_INVALID, format, csv->name, line, column);
		csv->error_line = line;
		csv->error_column = column;
	}
}

/* The byte `ahead` bytes behind the next one, not taken; EOF past the end. */
int mc_csv_peek_at(struct mc_csv *csv, size_t ahead) {
	while (csv->raw.len - csv->next <= ahead) {
		int c = getc(csv->file);

		if (c == EOF) {
			return EOF;
		}
		mc_str_add_char(&csv->raw, (char)c);
	}
	return (unsigned char)csv->raw.data[csv->next + ahead];
}

/* One, or several where a program put its own before that of another. */
void mc_csv_skip_marks(struct mc_csv *csv) {
	static const unsigned char mark[] = MC_CSV_MARK;

	for (;;) {
		for (size_t i = 0; i < sizeof mark - 1; i++) {
			if (mc_csv_peek_at(csv, i) != mark[i]) {
				return;
			}
		}
		csv->next += sizeof mark - 1;
	}
}

/* Drops the bytes already taken, once they are most of those held. */
void mc_csv_forget_taken(struct mc_csv *csv) {
	if (csv->next > csv->raw.len / 2) {
		csv->raw.len -= csv->next;
		memmove(csv->raw.data, csv->raw.data + csv->next, csv->raw.len);
		csv->next = 0;
	}
}

/* How long a character is that begins with this byte; 0 for one that cannot begin any. */
static int letter_length(int c) {
	if (c < 0x80) {
		return 1;
	}
	return c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
}

/* Follows the characters of the file byte by byte, so that a bad one is named where it stands. */
static void check_letter(struct mc_csv *csv, int c) {
	bool continues = c != EOF && (c & 0xC0) == 0x80;
	bool bad = csv->letter.needed > 0 ? !continues : c != EOF && letter_length(c) == 0;

	if (csv->letter.needed == 0) {
		csv->letter.line = csv->line;
		csv->letter.column = csv->column;
		csv->letter.needed = c == EOF ? 0 : letter_length(c);
		csv->letter.count = 0;
	}
	if (!bad && csv->letter.needed > 0) {
		csv->letter.bytes[csv->letter.count++] = (char)c;
		if (csv->letter.count < csv->letter.needed) {
			return;
		}
		bad = !mc_utf8_valid(csv->letter.bytes, (size_t)csv->letter.needed, NULL);
	}
	if (bad) {
		mistake(csv,
			N_("%s, line %ld, column %ld: this is not UTF-8; save the file as UTF-8 "
			   "and try again."),
			csv->letter.line, csv->letter.column);
	}
	csv->letter.needed = 0;
}

/* The next byte, with line and column moved behind it: continuation bytes take no column. */
int mc_csv_take(struct mc_csv *csv) {
	int c = mc_csv_peek_at(csv, 0);

	csv->next += c != EOF;
	check_letter(csv, c);
	if (c == '\n') {
		csv->line++;
		csv->column = 1;
		csv->second = csv->second > 0 ? csv->second : csv->next;
	} else if (c != EOF && (c & 0xC0) != 0x80) {
		csv->column++;
	}
	return c;
}

static void begin_field(struct mc_csv *csv) {
	struct mc_csv_row *row = &csv->row;

	if (row->count == MC_CSV_MAX_FIELDS) {
		mistake(csv,
			N_("%s, line %ld, column %ld: there are more than 64 fields; remove some."),
			csv->line, csv->column);
		return;
	}
	csv->start[row->count] = csv->bytes.len;
	row->field_line[row->count] = csv->line;
	row->column[row->count] = csv->column;
	row->count++;
}

static void add(struct mc_csv *csv, int c, long line, long column) {
	size_t start = csv->start[csv->row.count - 1];

	if (c == '\0') {
		mistake(csv, N_("%s, line %ld, column %ld: a zero byte stands here; delete it."),
			line, column);
	} else if (csv->bytes.len - start >= MC_CSV_MAX_FIELD_BYTES) {
		mistake(csv,
			N_("%s, line %ld, column %ld: the field that starts here is longer than "
			   "65536 bytes; shorten it, or look for a missing quotation mark."),
			csv->row.field_line[csv->row.count - 1],
			csv->row.column[csv->row.count - 1]);
	} else {
		mc_str_add_char(&csv->bytes, (char)c);
	}
}

/* The inside of a quoted field, up to a mistake; both quotation marks are taken. */
static void read_quoted(struct mc_csv *csv) {
	int field = csv->row.count - 1;

	mc_csv_take(csv);
	while (csv->status == MC_OK) {
		long line = csv->line;
		long column = csv->column;
		int c = mc_csv_take(csv);

		if (c == EOF) {
			mistake(csv,
				N_("%s, line %ld, column %ld: the quotation mark that opens here "
				   "is never closed; add the closing one."),
				csv->row.field_line[field], csv->row.column[field]);
			return;
		}
		if (c == '"') {
			if (mc_csv_peek_at(csv, 0) != '"') {
				return;
			}
			mc_csv_take(csv);
		}
		add(csv, c, line, column);
	}
}

/*
 * What stands between here and the field's end; returns ',', '\n' or EOF, which is taken.
 * After a mistake nothing more is read: EOF.
 */
static int read_plain(struct mc_csv *csv, bool after_quote) {
	while (csv->status == MC_OK) {
		long line = csv->line;
		long column = csv->column;
		int c = mc_csv_take(csv);

		if (c == ',' || c == '\n' || c == EOF) {
			return c;
		}
		if (c == '\r' && mc_csv_peek_at(csv, 0) == '\n') {
			return mc_csv_take(csv);
		}
		if (c == '\r') {
			mistake(csv,
				N_("%s, line %ld, column %ld: a carriage return stands alone; end "
				   "lines with CR LF or LF, or quote the field."),
				line, column);
		} else if (after_quote) {
			mistake(csv,
				N_("%s, line %ld, column %ld: only a comma or the end of the line "
				   "may follow a closing quotation mark; double the marks inside a "
				   "field."),
				line, column);
		} else if (c == '"') {
			mistake(csv,
				N_("%s, line %ld, column %ld: a quotation mark stands inside a "
				   "field; quote the whole field and double the mark."),
				line, column);
		}
		add(csv, c, line, column);
	}
	return EOF;
}

/* The mark that let the record run on past its first line. */
int mc_csv_opening_field(const struct mc_csv_row *row) {
	int field = 0;

	while (field + 1 < row->count && row->field_line[field + 1] == row->line) {
		field++;
	}
	return field;
}

/* A mistake further down is the opening mark's: the lines below are read again and judged. */
static void blame_opening_mark(struct mc_csv *csv) {
	const struct mc_csv_row *row = &csv->row;

	if (csv->status == MC_INVALID && csv->error_line > row->line) {
		long column = row->column[mc_csv_opening_field(row)];

		csv->status = mc_fail(&csv->error, MC_INVALID,
			N_("%s, line %ld, column %ld: the field whose quotation mark opens here "
			   "runs into a mistake on line %ld; close the mark where the field ends."),
			csv->name, row->line, column, csv->error_line);
		csv->error_line = row->line;
		csv->error_column = column;
	}
}

/* Reads one record up to its first mistake; whether there was one is told by row.count. */
void mc_csv_read_record(struct mc_csv *csv) {
	struct mc_csv_row *row = &csv->row;
	int end = mc_csv_peek_at(csv, 0) == EOF ? EOF : ',';

	mc_csv_forget_taken(csv);
	csv->second = 0;
	csv->status = MC_OK;
	mc_str_clear(&csv->bytes);
	row->line = csv->line;
	row->count = 0;
	while (end == ',') {
		bool quoted;

		begin_field(csv);
		quoted = mc_csv_peek_at(csv, 0) == '"';
		if (quoted) {
			read_quoted(csv);
		}
		end = read_plain(csv, quoted);
		mc_str_add_char(&csv->bytes, '\0');
	}
	if (ferror(csv->file)) {
		csv->status = mc_fail(&csv->error, MC_UNAVAILABLE,
			N_("%s cannot be read further than line %ld: check the disk or the "
			   "network."),
			csv->name, csv->line);
		csv->error_line = csv->line;
		csv->error_column = csv->column;
	}
	blame_opening_mark(csv);
	for (int i = 0; i < row->count; i++) {
		row->field[i] = mc_csv_plain(csv->bytes.data + csv->start[i]);
	}
}

/* Behind a record with a mistake: on to the line after the one on which it began. */
void mc_csv_leave_record(struct mc_csv *csv) {
	while (csv->second == 0 && mc_csv_peek_at(csv, 0) != EOF) {
		mc_csv_forget_taken(csv);
		mc_csv_take(csv);
	}
	if (csv->second > 0) {
		csv->next = csv->second;
		csv->line = csv->row.line + 1;
		csv->column = 1;
	}
	csv->letter.needed = 0;
}

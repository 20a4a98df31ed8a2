/*
 * The CSV reader. A record is read up to its first mistake; the next read then
 * begins on the line after the one on which that record began, so that a mark
 * left open costs its own row and not those it has swallowed. The bytes of the
 * record under way stay in memory for that, at most what 64 fields can hold.
 *
 * Reading again stays linear: a line inside a quoted field holds an even number
 * of quotation marks, so by itself it cannot open a field that runs past its end:
 * no line is read more than twice.
 */
#include "base/csv.h"
#include "base/memory.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(
	MC_CSV_MAX_FIELDS == 64 && MC_CSV_MAX_FIELD_BYTES == 65536, "messages name the limits");

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct mc_csv {
	FILE *file;
	const char *name;
	struct mc_str raw; /* bytes of the record under way, and those read ahead of it */
	size_t next; /* in raw: the byte to take next */
	size_t second; /* in raw: where the record's second line begins, 0 before it is reached */
	long line; /* of the next character */
	long column;
	struct {
		char bytes[4]; /* the character under way */
		int count;
		int needed; /* its length, 0 between characters */
		long line;
		long column;
	} letter;
	long blank_line; /* the next of the blank lines that were taken and are still to be told */
	long blanks;
	struct mc_str bytes; /* the fields of the record, each ended by NUL */
	size_t start[MC_CSV_MAX_FIELDS];
	struct mc_csv_row row;
	enum mc_status status; /* of the record being read: its first mistake */
	struct mc_error error;
	long error_line; /* where the mistake stands */
	long error_column;
	int columns; /* of the header; 0 while it is being read */
	struct mc_arena arena;
	const char *header[MC_CSV_MAX_FIELDS];
};

/* Keeps the first mistake of the record. `format` takes the file's name, line and column. */
static void mistake(struct mc_csv *csv, const char *format, long line, long column) {
	if (csv->status == MC_OK) {
		csv->status = mc_fail(&csv->error, MC_INVALID, format, csv->name, line, column);
		csv->error_line = line;
		csv->error_column = column;
	}
}

/* The byte `ahead` bytes behind the next one, not taken; EOF past the end. */
static int peek_at(struct mc_csv *csv, size_t ahead) {
	while (csv->raw.len - csv->next <= ahead) {
		int c = getc(csv->file);

		if (c == EOF) {
			return EOF;
		}
		mc_str_add_char(&csv->raw, (char)c);
	}
	return (unsigned char)csv->raw.data[csv->next + ahead];
}

static int peek(struct mc_csv *csv) {
	return peek_at(csv, 0);
}

static void skip_byte_order_mark(struct mc_csv *csv) {
	static const unsigned char mark[] = BYTE_ORDER_MARK;

	for (size_t i = 0; i < sizeof mark - 1; i++) {
		if (peek_at(csv, i) != mark[i]) {
			return;
		}
	}
	csv->next = sizeof mark - 1;
}

/* Drops the bytes already taken, once they are most of those held. */
static void forget_taken(struct mc_csv *csv) {
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
static int take(struct mc_csv *csv) {
	int c = peek(csv);

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

	take(csv);
	while (csv->status == MC_OK) {
		long line = csv->line;
		long column = csv->column;
		int c = take(csv);

		if (c == EOF) {
			mistake(csv,
				N_("%s, line %ld, column %ld: the quotation mark that opens here "
				   "is never closed; add the closing one."),
				csv->row.field_line[field], csv->row.column[field]);
			return;
		}
		if (c == '"') {
			if (peek(csv) != '"') {
				return;
			}
			take(csv);
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
		int c = take(csv);

		if (c == ',' || c == '\n' || c == EOF) {
			return c;
		}
		if (c == '\r' && peek(csv) == '\n') {
			return take(csv);
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
static int opening_field(const struct mc_csv_row *row) {
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
		long column = row->column[opening_field(row)];

		csv->status = mc_fail(&csv->error, MC_INVALID,
			N_("%s, line %ld, column %ld: the field whose quotation mark opens here "
			   "runs into a mistake on line %ld; close the mark where the field ends."),
			csv->name, row->line, column, csv->error_line);
		csv->error_line = row->line;
		csv->error_column = column;
	}
}

/* Reads one record up to its first mistake; whether there was one is told by row.count. */
static void read_record(struct mc_csv *csv) {
	struct mc_csv_row *row = &csv->row;
	int end = peek(csv) == EOF ? EOF : ',';

	forget_taken(csv);
	csv->second = 0;
	csv->status = MC_OK;
	mc_str_clear(&csv->bytes);
	row->line = csv->line;
	row->count = 0;
	while (end == ',') {
		bool quoted;

		begin_field(csv);
		quoted = peek(csv) == '"';
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
		row->field[i] = csv->bytes.data + csv->start[i];
	}
}

/* Behind a record with a mistake: on to the line after the one on which it began. */
static void leave_record(struct mc_csv *csv) {
	while (csv->second == 0 && peek(csv) != EOF) {
		forget_taken(csv);
		take(csv);
	}
	if (csv->second > 0) {
		csv->next = csv->second;
		csv->line = csv->row.line + 1;
		csv->column = 1;
	}
	csv->letter.needed = 0;
}

static enum mc_status give_error(const struct mc_csv *csv, struct mc_error *err) {
	if (err != NULL) {
		*err = csv->error;
	}
	return csv->status;
}

/* Keeps the record just read as the header. */
static enum mc_status keep_header(struct mc_csv *csv, struct mc_error *err) {
	const struct mc_csv_row *row = &csv->row;

	if (csv->status != MC_OK) {
		return give_error(csv, err);
	}
	if (row->count == 0) {
		return mc_fail(err, MC_INVALID,
			N_("%s is empty: its first line must name the columns."), csv->name);
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
	skip_byte_order_mark(csv);
	read_record(csv);
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
	const struct mc_csv_row *row = &csv->row;

	if (csv->status != MC_OK || row->count == csv->columns) {
		return;
	}
	csv->error_line = row->line;
	csv->error_column = 1;
	if (csv->second > 0 && csv->second < csv->next) {
		csv->error_column = row->column[opening_field(row)];
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

/* Takes blank lines in one go; those at the end of the file are what editors leave there. */
static void take_blank_lines(struct mc_csv *csv) {
	csv->blank_line = csv->line;
	while (peek(csv) == '\n' || (peek(csv) == '\r' && peek_at(csv, 1) == '\n')) {
		forget_taken(csv);
		take(csv);
	}
	csv->blanks = peek(csv) != EOF ? csv->line - csv->blank_line : 0;
}

static enum mc_status tell_blank_line(struct mc_csv *csv, struct mc_error *err) {
	csv->error_line = csv->blank_line++;
	csv->error_column = 1;
	csv->blanks--;
	return mc_fail(err, MC_INVALID, N_("%s, line %ld, column 1: the line is empty; delete it."),
		csv->name, csv->error_line);
}

enum mc_status mc_csv_next(struct mc_csv *csv, struct mc_csv_row *ret_row, struct mc_error *err) {
	if (csv->blanks == 0 && csv->columns > 1) {
		take_blank_lines(csv);
	}
	if (csv->blanks > 0) {
		return tell_blank_line(csv, err);
	}
	read_record(csv);
	if (csv->row.count == 0 && csv->status == MC_OK) {
		return MC_EMPTY;
	}
	check_count(csv);
	if (csv->status == MC_INVALID) {
		leave_record(csv);
	}
	if (csv->status != MC_OK) {
		return give_error(csv, err);
	}
	*ret_row = csv->row;
	return MC_OK;
}

void mc_csv_where(const struct mc_csv *csv, long *ret_line, long *ret_column) {
	*ret_line = csv->error_line;
	*ret_column = csv->error_column;
}

void mc_csv_write_field(struct mc_str *out, const char *text) {
	/* At the start of a file a byte-order mark would be taken for the file's own. */
	bool must = strpbrk(text, ",\"\r\n") != NULL ||
		    strncmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0;

	if (!must) {
		mc_str_add(out, text);
		return;
	}
	mc_str_add_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"') {
			mc_str_add_char(out, '"');
		}
		mc_str_add_char(out, *text);
	}
	mc_str_add_char(out, '"');
}

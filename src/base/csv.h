/*
 * CSV as RFC 4180 says, strictly: comma, CRLF or LF, quotes only around a whole
 * field and doubled inside it, the same number of fields in each record, UTF-8
 * with or without a byte-order mark. What editors and spreadsheets leave at the end is
 * passed over: blank lines, records whose every field is blank, blank columns; but where
 * there is one column a blank line is a record. Every error names line and column (both
 * from 1; the column counts characters). Another separator is named, not taken.
 */
#ifndef MC_BASE_CSV_H
#define MC_BASE_CSV_H

#include "base/arena.h"
#include "base/str.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdio.h>

#define MC_CSV_MAX_FIELDS 64
#define MC_CSV_MAX_FIELD_BYTES 65536

struct mc_csv;

struct mc_csv_row {
	long line; /* where the record starts */
	int count;
	const char *field[MC_CSV_MAX_FIELDS]; /* NUL-ended, alive until the next read */
	long column[MC_CSV_MAX_FIELDS]; /* where each field starts, on its line */
	long field_line[MC_CSV_MAX_FIELDS];
};

/*
 * Reads from `file` (not owned). `name` is for messages. The header record is
 * read at once and kept. MC_INVALID: empty file, bad header, a name twice.
 */
MC_CHECKED enum mc_status mc_csv_create(
	FILE *file, const char *name, struct mc_csv **ret_csv, struct mc_error *err);
void mc_csv_destroy(struct mc_csv *csv);

/* Index of a header name, or -1. */
int mc_csv_column(const struct mc_csv *csv, const char *header);
int mc_csv_columns(const struct mc_csv *csv);
const char *mc_csv_header(const struct mc_csv *csv, int column);

/*
 * Next record. MC_OK; MC_NO_ROW at the end of the file; MC_INVALID for a record
 * that breaks the rules (wrong field count, stray quote, a quote never closed,
 * invalid UTF-8, field over 64 KiB). The error names the line on which the record
 * begins; where the record ran on to further lines, it names the quotation mark
 * that let it. The reader then stands at the start of the line after that one,
 * so a caller may report it and go on: every line is part of a good record, named
 * in an error of its own, or blank at the end. Works on pipes too.
 */
MC_CHECKED enum mc_status mc_csv_next(
	struct mc_csv *csv, struct mc_csv_row *ret_row, struct mc_error *err);

/* Line and column of the last mistake that mc_csv_next() told; 0 and 0: it told none. */
void mc_csv_where(const struct mc_csv *csv, long *ret_line, long *ret_column);

/*
 * Adds one field, quoted when it must be. What a spreadsheet would run as a formula (it
 * begins with = + - @, a tab or CR, wide ones too) gets an apostrophe before it, which the
 * reader takes away again. The caller adds commas and "\r\n".
 */
void mc_csv_write_field(struct mc_str *out, const char *text);

/* Before a file, so that spreadsheets know it for UTF-8; the reader passes over it. */
#define MC_CSV_MARK "\xef\xbb\xbf"

#endif

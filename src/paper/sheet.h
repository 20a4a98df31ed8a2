/*
 * A report as a table: title, columns under headings that may share a heading
 * above them, rows of texts and numbers, a total, notes. Pure data between the
 * figures (core/tally.h) and what is handed out: text for screens and printers,
 * CSV for machines. Reports are papers of the office, so their words are
 * Vietnamese whatever the language of the command.
 */
#ifndef MC_PAPER_SHEET_H
#define MC_PAPER_SHEET_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MC_SHEET_LEVELS 3 /* of headings */
#define MC_SHEET_MAX_COLUMNS 32

struct mc_sheet_column {
	const char *key; /* of CSV; NULL: the column is not in it */
	/* From the outermost; NULL ends. Neighbours with the same text (and the same
	 * above) stand under one heading. All NULL: only in CSV. */
	const char *heads[MC_SHEET_LEVELS];
	bool number;
	int least; /* width at least; 0: as its words and numbers ask */
};

struct mc_sheet_cell {
	const char *text; /* of a text column; NULL: empty */
	int64_t number; /* of a number column */
};

struct mc_sheet_row {
	const struct mc_sheet_cell *cells; /* one a column */
	bool total; /* a line stands above it */
};

struct mc_sheet {
	const char *form; /* "Biểu số …", left above the title; NULL: none */
	const char *title; /* centred */
	const char *const *facts; /* lines under the title, centred */
	size_t fact_count;
	const struct mc_sheet_column *columns;
	size_t column_count; /* ≤ MC_SHEET_MAX_COLUMNS */
	bool numbered; /* "(1)", "(2)" … stand under the headings */
	const struct mc_sheet_row *rows;
	size_t row_count;
	const char *const *notes; /* lines under the table; a first blank indents */
	size_t note_count;
};

/*
 * As text in a frame, at most `width` columns wide: texts wrap at words, numbers
 * have dots between thousands and are never cut. The frame is wider than `width`
 * only when the numbers alone do not fit.
 */
void mc_sheet_as_text(const struct mc_sheet *sheet, int width, struct mc_str *out);

/* As CSV (RFC 4180): a record of keys, then the rows; numbers are bare. */
void mc_sheet_as_csv(const struct mc_sheet *sheet, struct mc_str *out);

#endif

/*
 * The records of a CSV file, for the rest of this folder: read up to their first mistake,
 * whatever the header says.
 */
#ifndef MC_BASE_CSV_RECORD_H
#define MC_BASE_CSV_RECORD_H

#include "base/csv.h"

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
	bool held; /* a record was read behind them, to be given next */
	long told_line, told_column; /* of the mistake told last */
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

/* The byte `ahead` bytes behind the next one, not taken; EOF past the end. */
int mc_csv_peek_at(struct mc_csv *csv, size_t ahead);
int mc_csv_take(struct mc_csv *csv); /* the next byte; EOF */
void mc_csv_forget_taken(struct mc_csv *csv); /* lets go of most of the bytes taken */

/* Byte-order marks at the beginning of the file. */
void mc_csv_skip_marks(struct mc_csv *csv);

/* Reads one record into csv->row and csv->status; row.count 0 without a mistake: the end. */
void mc_csv_read_record(struct mc_csv *csv);

/* Behind a record with a mistake: on to the line after the one on which it began. */
void mc_csv_leave_record(struct mc_csv *csv);

/* The field whose quotation mark let the record run on past its first line. */
int mc_csv_opening_field(const struct mc_csv_row *row);

/* A field without the apostrophe that mc_csv_write_field() put before it; points into it. */
const char *mc_csv_plain(const char *field);

#endif

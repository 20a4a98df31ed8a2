/*
 * CSV files with typed columns. A table says, column by column, what may stand
 * there and where it goes in a struct; reading a row fills the struct or reports
 * every fault of the row with line and column, and gives nothing of it.
 */
#ifndef MC_APP_CELLS_H
#define MC_APP_CELLS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/tr.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * One fault. Without a header it is of the CSV itself (base/csv.h), whose sentence names
 * file, line and column.
 */
struct mc_fault {
	const char *file;
	long line, column;
	const char *header; /* name of the column, or NULL */
	bool remark; /* odd, and taken all the same */
	struct mc_error error;
};

/* "desks.csv, line 3, column 12 (lines): There is no line Z …" */
void mc_fault_text(enum mc_lang lang, const struct mc_fault *fault, struct mc_str *out);

/* Where faults go; `fn` may be NULL (they are only counted). */
struct mc_faults {
	void (*fn)(const struct mc_fault *fault, void *data);
	void *data;
	long count;
	struct mc_fault first; /* when count > 0 */
};

void mc_faults_tell(struct mc_faults *faults, const struct mc_fault *fault);

struct mc_cell_column;

/* Reads clean text, not empty but for an `otherwise` of "", into its place in the row. */
typedef enum mc_status mc_cell_fn(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err);

#define MC_CELL_REQUIRED 1 /* the header must name this column */
#define MC_CELL_FILLED 2 /* its fields must not be empty */
#define MC_CELL_SPOKEN 4 /* words, whose letters another program may have destroyed */
#define MC_CELL_PERSON 8 /* a person's name, likewise */

struct mc_cell_column {
	const char *header;
	int flags;
	mc_cell_fn *read;
	size_t offset; /* of the place in the row */
	const char *otherwise; /* read in place of an empty field; NULL: the row's 0 stays */
	int64_t min, max; /* of numbers; max: of texts in characters */
	int stand_in; /* the column where its faults are shown in a file that lacks it */
};

#define MC_CELLS_MAX 24 /* columns of a table */

struct mc_cell_table {
	const struct mc_cell_column *columns;
	int count;
	size_t row_size;
};

/*
 * Where the faults of each column of a row are shown: where it stands, else where its
 * stand-in does, else at the beginning of the row. Always a place in the file.
 */
struct mc_cell_places {
	long line[MC_CELLS_MAX], column[MC_CELLS_MAX];
};

struct mc_cells;

/*
 * Begins reading; `file` stays the caller's, `name` is borrowed as long as the faults
 * are read. MC_INVALID: no header, a required
 * column missing, a column that the table does not know.
 */
MC_CHECKED enum mc_status mc_cells_create(const struct mc_cell_table *table, FILE *file,
	const char *name, struct mc_faults *faults, struct mc_cells **ret_cells,
	struct mc_error *err);
void mc_cells_destroy(struct mc_cells *cells);

/*
 * The next row; texts live in `arena`. MC_NO_ROW at the end; MC_INVALID: this row
 * is bad and its faults were told, the one after it may be read. Anything else:
 * the file cannot be read further.
 */
MC_CHECKED enum mc_status mc_cells_next(struct mc_cells *cells, struct mc_arena *arena,
	void *ret_row, struct mc_cell_places *ret_places, struct mc_error *err);

/* Tells a fault found later, in column number `column` of the table; or what is only odd. */
void mc_cells_fault(struct mc_cells *cells, const struct mc_cell_places *places, int column,
	const struct mc_error *error);
void mc_cells_remark(struct mc_cells *cells, const struct mc_cell_places *places, int column,
	const struct mc_error *error);

/* The first SPOKEN or PERSON column from `from` on whose text looks destroyed; -1: none. */
int mc_cells_destroyed(const struct mc_cells *cells, const void *row, int from);

/* Ready readers; the place is of the type named. */
mc_cell_fn mc_cell_text; /* const char *: at most `max` characters */
mc_cell_fn mc_cell_list; /* const char *: items separated by ;, each clean, none twice */
mc_cell_fn mc_cell_letter; /* const char *: a letter A–Z, made upper case */
mc_cell_fn mc_cell_letters; /* const char *: a list of such letters */
mc_cell_fn mc_cell_name; /* const char *: an identifier, at most 47 bytes, no blanks, ; or , */
mc_cell_fn mc_cell_int; /* int: min to max */
mc_cell_fn mc_cell_money; /* int64_t: whole đồng, digits only */
mc_cell_fn mc_cell_minute; /* const char *: HH:MM, or the `otherwise` of "" */
mc_cell_fn mc_cell_day; /* mc_day */
mc_cell_fn mc_cell_time; /* mc_time */

#endif

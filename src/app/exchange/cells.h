/*
 * CSV files whose columns are the fields of a struct (core/act/fields.h): reading a
 * row fills the struct, or tells every fault of the row with line and column, and gives
 * nothing of it.
 */
#ifndef MC_APP_CELLS_H
#define MC_APP_CELLS_H

#include "base/arena.h"
#include "base/field.h"
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

#define MC_CELLS_MAX 24 /* columns of a table */

/* A column that a file may lack, and the one where its faults are shown then; by members. */
struct mc_stand_in {
	size_t of, at;
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
 * Begins reading rows of `fields`, whose flags say which columns and cells there must be.
 * `stand_ins` ends with one of two equal members; NULL: none. `file` stays the caller's,
 * `name` is borrowed as long as the faults are read. MC_INVALID: no header, a required
 * column missing, a column that the table does not know.
 */
MC_CHECKED enum mc_status mc_cells_create(const struct mc_fields *fields,
	const struct mc_stand_in *stand_ins, FILE *file, const char *name, struct mc_faults *faults,
	struct mc_cells **ret_cells, struct mc_error *err);
void mc_cells_destroy(struct mc_cells *cells);

/*
 * The next row; texts live in `arena`. MC_NO_ROW at the end; MC_INVALID: this row
 * is bad and its faults were told, the one after it may be read. Anything else:
 * the file cannot be read further.
 */
MC_CHECKED enum mc_status mc_cells_next(struct mc_cells *cells, struct mc_arena *arena,
	void *ret_row, struct mc_cell_places *ret_places, struct mc_error *err);

/* Tells a fault found later, in the column of the member at `offset`; or what is only odd. */
void mc_cells_fault(struct mc_cells *cells, const struct mc_cell_places *places, size_t offset,
	const struct mc_error *error);
void mc_cells_remark(struct mc_cells *cells, const struct mc_cell_places *places, size_t offset,
	const struct mc_error *error);

/*
 * Whether words or a name of the row look destroyed: the first such member behind *offset,
 * which begins with MC_CELLS_NONE.
 */
#define MC_CELLS_NONE ((size_t)-1)
bool mc_cells_destroyed(const struct mc_cells *cells, const void *row, size_t *offset);

#endif

/*
 * CSV files in: the set-up of an office (lines, desks, staff, procedures,
 * holidays) and the dossiers of an older system. Columns as design §9 names
 * them; every fault is told with line and column.
 */
#ifndef MC_APP_EXCHANGE_H
#define MC_APP_EXCHANGE_H

#include "app/exchange/cells.h"
#include <motcua/store.h>

/* ---- set-up: all of a file or nothing ---- */

/* X(constant, file name, what stands in it) */
#define MC_SETUP_FILE_LIST(X) \
	X(LINES, "lines.csv") \
	X(DESKS, "desks.csv") \
	X(STAFF, "staff.csv") \
	X(PROCEDURES, "procedures.csv") \
	X(HOLIDAYS, "holidays.csv") \
	X(OFFICE, "office.csv") \
	X(PRINTERS, "printers.csv")

enum mc_setup_file {
#define X(name, file) MC_FILE_##name,
	MC_SETUP_FILE_LIST(X)
#undef X
		MC_FILE_COUNT
};

const char *mc_setup_file_name(enum mc_setup_file file); /* "lines.csv" */
const struct mc_fields *mc_setup_file_fields(enum mc_setup_file file); /* its columns */

struct mc_setup_rows {
	const struct mc_setup_row *rows; /* in the arena */
	const struct mc_cell_places *places; /* one a row */
	size_t count;
};

/*
 * Reads a file whole. MC_INVALID when anything is wrong in it: the faults were
 * told, *err names the first, and nothing is given.
 */
MC_CHECKED enum mc_status mc_exchange_read(enum mc_setup_file kind, FILE *file, const char *name,
	struct mc_arena *arena, struct mc_setup_rows *ret_rows, struct mc_faults *faults,
	struct mc_error *err);

/* Opens `path` and reads it. */
MC_CHECKED enum mc_status mc_exchange_read_file(enum mc_setup_file kind, const char *path,
	struct mc_arena *arena, struct mc_setup_rows *ret_rows, struct mc_faults *faults,
	struct mc_error *err);

/*
 * The rows of a whole new office: the files given (NULL: with `sample` the sample's,
 * else none), in an order in which each row finds what it refers to. References of the sample's
 * files to what the given files lack are dropped; a sample desk that is left
 * without a line then serves all of them. References of given files must hold:
 * MC_INVALID otherwise, faults told.
 */
MC_CHECKED enum mc_status mc_exchange_new_office(const char *const paths[MC_FILE_COUNT],
	bool sample, struct mc_arena *arena, struct mc_setup_rows *ret_rows,
	struct mc_faults *faults, struct mc_error *err);

/* ---- dossiers: row by row ---- */

struct mc_import_counts {
	long read; /* all rows of the file */
	long imported; /* new in the store */
	long unchanged; /* there already, from the same row */
	long skipped;
	long destroyed; /* rows with a name whose letters look destroyed */
	long moved; /* of the new ones: the due date is another than the first promised */
};

struct mc_import_options {
	struct mc_identity who;
	mc_time now; /* practice: the instant of the import; 0: the clock */
};

/*
 * Imports dossiers.csv through the store, a row an act, whose key is made of the
 * row's content: the same file again changes nothing. A bad
 * row, or one the store refuses, is told and skipped; what is only odd is told as a
 * remark. MC_PARTIAL: some were skipped. MC_INVALID: most of the first rows are
 * destroyed, nothing was imported. Other failures end the import where it stands; send the file again.
 */
MC_CHECKED enum mc_status mc_exchange_import_dossiers(struct mc_store *store, FILE *file,
	const char *name, const struct mc_import_options *options, struct mc_faults *faults,
	struct mc_import_counts *ret_counts, struct mc_error *err);

#endif

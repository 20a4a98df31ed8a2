/*
 * The set-up files as tables, and what no single field can show: names given
 * twice, ranges that are upside down. References between files are the business
 * of office.c.
 */
#include "app/exchange/exchange.h"
#include "base/file.h"
#include "core/act/fields.h"
#include "core/time/calendar.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

static const char *const file_names[] = {
#define X(name, file) [MC_FILE_##name] = file,
	MC_SETUP_FILE_LIST(X)
#undef X
};

const char *mc_setup_file_name(enum mc_setup_file file) {
	return file_names[file];
}

/* What the rows of each file are. */
static const enum mc_setup_kind kinds[] = {
	[MC_FILE_LINES] = MC_SETUP_LINE,
	[MC_FILE_DESKS] = MC_SETUP_DESK,
	[MC_FILE_STAFF] = MC_SETUP_STAFF,
	[MC_FILE_PROCEDURES] = MC_SETUP_PROCEDURE,
	[MC_FILE_HOLIDAYS] = MC_SETUP_DAY,
	[MC_FILE_OFFICE] = MC_SETUP_OFFICE,
	[MC_FILE_PRINTERS] = MC_SETUP_PRINTER,
};

const struct mc_fields *mc_setup_file_fields(enum mc_setup_file file) {
	return mc_setup_fields(kinds[file]);
}

/* ---- what a single field cannot show ---- */

/* What follows from the fields of a row. */
static void complete(struct mc_setup_row *row) {
	if (row->kind == MC_SETUP_PROCEDURE) {
		row->as.procedure.unverified =
			strstr(row->as.procedure.source, "unverified") != NULL;
	}
}

/* In *ret_member the place of the member that is wrong. */
static enum mc_status check_line(
	const struct mc_line_row *line, size_t *ret_member, struct mc_error *err) {
	if (line->first > line->last) {
		*ret_member = offsetof(struct mc_line_row, last);
		return mc_fail(err, MC_INVALID,
			N_("The last number, %d, comes before the first, %d."), line->last,
			line->first);
	}
	*ret_member = offsetof(struct mc_line_row, close);
	if ((line->open[0] == '\0') != (line->close[0] == '\0')) {
		return mc_fail(
			err, MC_INVALID, N_("Give both opening and closing time, or neither."));
	}
	if (line->open[0] != '\0' && strcmp(line->open, line->close) >= 0) {
		return mc_fail(err, MC_INVALID, N_("The line closes at %s, before it opens at %s."),
			line->close, line->open);
	}
	return MC_OK;
}

static bool lists_share(const char *a, const char *b, char ret_letter[2]) {
	for (; *a != '\0'; a++) {
		if (*a != ';' && strchr(b, *a) != NULL) {
			ret_letter[0] = *a;
			ret_letter[1] = '\0';
			return true;
		}
	}
	return false;
}

static enum mc_status check_row(
	const struct mc_setup_row *row, size_t *ret_member, struct mc_error *err) {
	char letter[2];
	if (row->kind == MC_SETUP_LINE) {
		return check_line(&row->as.line, ret_member, err);
	}
	if (row->kind == MC_SETUP_DESK &&
		lists_share(row->as.desk.help_lines, row->as.desk.lines, letter)) {
		*ret_member = offsetof(struct mc_desk_row, help_lines);
		return mc_fail(err, MC_INVALID,
			N_("Line %s is one of the desk's own lines already."), letter);
	}
	if (row->kind == MC_SETUP_PROCEDURE) {
		*ret_member = offsetof(struct mc_procedure_row, term.milli);
		return mc_term_check(row->as.procedure.term, err);
	}
	return MC_OK;
}

/* What must not stand in a file twice, as one text. */
static const char *identity(const struct mc_setup_row *row, struct mc_arena *arena) {
	switch (row->kind) {
	case MC_SETUP_OFFICE: return row->as.office.key;
	case MC_SETUP_LINE: return row->as.line.line;
	case MC_SETUP_DESK: return row->as.desk.desk;
	case MC_SETUP_STAFF: return row->as.staff.staff;
	case MC_SETUP_PROCEDURE:
		return mc_arena_printf(arena, "%s%s%s", row->as.procedure.code,
			row->as.procedure.variant[0] != '\0' ? " / " : "",
			row->as.procedure.variant);
	case MC_SETUP_DAY: {
		char day[MC_DAY_TEXT_SIZE];
		mc_day_format(row->as.day.day, day);
		return mc_arena_text(arena, day);
	}
	case MC_SETUP_PRINTER:
	case MC_SETUP_PRINTER_REMOVED: return row->as.printer.name;
	}
	return "";
}

/* Two versions of a procedure in one file differ in their first day. */
static bool same_row(const struct mc_setup_row *a, const char *id_a, const struct mc_setup_row *b,
	const char *id_b) {
	return mc_code_same(id_a, id_b) &&
	       (a->kind != MC_SETUP_PROCEDURE ||
		       a->as.procedure.from_day == b->as.procedure.from_day);
}

struct reading {
	struct mc_arena *arena;
	struct mc_setup_row *rows;
	struct mc_cell_places *places;
	const char **identities;
	size_t count, cap, places_cap, identities_cap;
};

/* What is set up can be read from its file again: no name with destroyed letters goes in. */
static bool is_whole(struct mc_cells *cells, const struct mc_setup_row *row,
	const struct mc_cell_places *places) {
	struct mc_error error;
	bool whole = true;
	size_t member = MC_CELLS_NONE;
	for (; mc_cells_destroyed(cells, &row->as, &member); whole = false) {
		(void)mc_fail(&error, MC_INVALID,
			N_("The letters of this are destroyed: save the file anew as UTF-8, from "
			   "where they are whole."));
		mc_cells_fault(cells, places, member, &error);
	}
	return whole;
}

/* The row of the same thing that is there already, NULL: none. */
static const struct mc_cell_places *repeated(
	const struct reading *reading, const struct mc_setup_row *row, const char *id) {
	for (size_t i = 0; i < reading->count; i++) {
		if (same_row(&reading->rows[i], reading->identities[i], row, id)) {
			return &reading->places[i];
		}
	}
	return NULL;
}

/* Adds a row that has passed all checks of its own; a repetition is a fault. */
static void keep_row(struct mc_cells *cells, struct reading *reading, struct mc_setup_row *row,
	const struct mc_cell_places *places) {
	struct mc_error error;
	size_t member = 0;
	complete(row);
	if (!is_whole(cells, row, places)) {
		return;
	}
	if (check_row(row, &member, &error) != MC_OK) {
		mc_cells_fault(cells, places, member, &error);
		return;
	}
	const char *id = identity(row, reading->arena);
	const struct mc_cell_places *first = repeated(reading, row, id);
	if (first != NULL) {
		(void)mc_fail(&error, MC_INVALID, N_("%s is there already, on line %ld."), id,
			first->line[0]);
		mc_cells_fault(cells, places, 0, &error);
		return;
	}
	struct mc_arena *arena = reading->arena;
	size_t count = reading->count;
	reading->rows = mc_arena_grow(arena, reading->rows, count, &reading->cap, sizeof *row);
	reading->places =
		mc_arena_grow(arena, reading->places, count, &reading->places_cap, sizeof *places);
	reading->identities = mc_arena_grow(
		arena, reading->identities, count, &reading->identities_cap, sizeof id);
	reading->rows[count] = *row;
	reading->places[count] = *places;
	reading->identities[count] = id;
	reading->count++;
}

enum mc_status mc_exchange_read(enum mc_setup_file kind, FILE *file, const char *name,
	struct mc_arena *arena, struct mc_setup_rows *ret_rows, struct mc_faults *faults,
	struct mc_error *err) {
	struct mc_cells *cells;
	long faults_before = faults->count;
	enum mc_status status =
		mc_cells_create(mc_setup_file_fields(kind), NULL, file, name, faults, &cells, err);
	if (status != MC_OK) {
		return status;
	}
	struct reading reading = { .arena = arena };
	for (;;) {
		struct mc_setup_row row = { .kind = kinds[kind] };
		struct mc_cell_places places;
		status = mc_cells_next(cells, arena, &row.as, &places, err);
		if (status != MC_OK && status != MC_INVALID) {
			break; /* the end, or the disk gave up: that is a fault too */
		}
		if (status == MC_OK) {
			keep_row(cells, &reading, &row, &places);
		}
	}
	mc_cells_destroy(cells);
	if (faults->count > faults_before) {
		return mc_fail(err, MC_INVALID,
			N_("%s has %ld faults: nothing of it was taken over. Mend them and try "
			   "again."),
			name, faults->count - faults_before);
	}
	ret_rows->rows = reading.rows;
	ret_rows->places = reading.places;
	ret_rows->count = reading.count;
	return MC_OK;
}

enum mc_status mc_exchange_read_file(enum mc_setup_file kind, const char *path,
	struct mc_arena *arena, struct mc_setup_rows *ret_rows, struct mc_faults *faults,
	struct mc_error *err) {
	FILE *file;
	enum mc_status status = mc_file_open(path, &file, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_exchange_read(
		kind, file, mc_arena_text(arena, mc_file_name(path)), arena, ret_rows, faults, err);
	fclose(file);
	return status;
}

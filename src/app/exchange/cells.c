/*
 * A row is read field by field in the table's order, also after a fault, so that
 * one pass over a file tells all that is wrong in it.
 */
#include "app/exchange/cells.h"
#include "base/csv.h"
#include "base/memory.h"
#include "core/act/value.h"
#include <assert.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

struct mc_cells {
	const struct mc_fields *fields;
	const struct mc_stand_in *stand_ins;
	struct mc_csv *csv;
	const char *name;
	int source[MC_CELLS_MAX]; /* column of the file, -1: not there */
	int shown[MC_CELLS_MAX]; /* where its faults are shown */
	struct mc_faults *faults;
};

void mc_fault_text(enum mc_lang lang, const struct mc_fault *fault, struct mc_str *out) {
	char sentence[1024];
	mc_error_text(lang, &fault->error, sentence, sizeof sentence);
	if (fault->header != NULL) {
		struct mc_str file;
		mc_str_init(&file);
		mc_str_add_visible(&file, fault->file);
		mc_str_addf(out, mc_tr(lang, N_("%s, line %ld, column %ld (%s): ")),
			mc_str_text(&file), fault->line, fault->column, fault->header);
		mc_str_finish(&file);
	}
	mc_str_add(out, sentence);
}

void mc_faults_tell(struct mc_faults *faults, const struct mc_fault *fault) {
	if (!fault->remark && faults->count++ == 0) {
		faults->first = *fault;
	}
	if (faults->fn != NULL) {
		faults->fn(fault, faults->data);
	}
}

static size_t column_of(const struct mc_cells *cells, size_t offset) {
	return (size_t)(mc_field_of(cells->fields, offset) - cells->fields->at);
}

static void tell(struct mc_cells *cells, const struct mc_cell_places *places, size_t column,
	bool remark, const struct mc_error *error) {
	struct mc_fault fault = {
		.remark = remark,
		.file = cells->name,
		.line = places->line[column],
		.column = places->column[column],
		.header = cells->fields->at[column].name,
		.error = *error,
	};
	mc_faults_tell(cells->faults, &fault);
}

void mc_cells_fault(struct mc_cells *cells, const struct mc_cell_places *places, size_t offset,
	const struct mc_error *error) {
	tell(cells, places, column_of(cells, offset), false, error);
}

void mc_cells_remark(struct mc_cells *cells, const struct mc_cell_places *places, size_t offset,
	const struct mc_error *error) {
	tell(cells, places, column_of(cells, offset), true, error);
}

static bool is_destroyed(const struct mc_field *field, const void *row) {
	return field->flags & MC_ASK_PERSON   ? mc_name_is_destroyed(mc_field_text(field, row))
	       : field->flags & MC_ASK_SPOKEN ? mc_text_is_destroyed(mc_field_text(field, row))
					      : false;
}

bool mc_cells_destroyed(const struct mc_cells *cells, const void *row, size_t *offset) {
	size_t from = *offset == MC_CELLS_NONE ? 0 : column_of(cells, *offset) + 1;
	for (size_t i = from; i < cells->fields->count; i++) {
		if (is_destroyed(&cells->fields->at[i], row)) {
			*offset = cells->fields->at[i].at;
			return true;
		}
	}
	return false;
}

static bool is_column(const struct mc_field *field) {
	return (field->flags & MC_ASK_INNER) == 0;
}

static bool has_column(const struct mc_fields *fields, const char *header) {
	for (size_t i = 0; i < fields->count; i++) {
		if (is_column(&fields->at[i]) && strcmp(fields->at[i].name, header) == 0) {
			return true;
		}
	}
	return false;
}

/* Where the faults of a column that the file lacks are shown: in its first one, if nowhere else. */
static int stand_in_of(const struct mc_cells *cells, const struct mc_field *field) {
	const struct mc_stand_in *s = cells->stand_ins;
	for (; s != NULL && s->of != s->at; s++) {
		int source = s->of == field->at ? cells->source[column_of(cells, s->at)] : -1;
		if (source >= 0) {
			return source;
		}
	}
	return 0;
}

/* Joins the file's columns with the table's. */
static enum mc_status match_header(struct mc_cells *cells, struct mc_error *err) {
	const struct mc_fields *fields = cells->fields;
	for (int i = 0; i < mc_csv_columns(cells->csv); i++) {
		const char *header = mc_csv_header(cells->csv, i);
		if (!has_column(fields, header)) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line 1: there is no column “%s” in such a file; the first "
				   "is “%s”."),
				cells->name, header, fields->at[0].name);
		}
	}
	for (size_t i = 0; i < fields->count; i++) {
		cells->source[i] = is_column(&fields->at[i])
					   ? mc_csv_column(cells->csv, fields->at[i].name)
					   : -1;
		if (cells->source[i] < 0 && (fields->at[i].flags & MC_ASK_COLUMN)) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line 1: the column “%s” is missing."), cells->name,
				fields->at[i].name);
		}
	}
	for (size_t i = 0; i < fields->count; i++) {
		cells->shown[i] = cells->source[i] >= 0 ? cells->source[i]
							: stand_in_of(cells, &fields->at[i]);
	}
	return MC_OK;
}

enum mc_status mc_cells_create(const struct mc_fields *fields, const struct mc_stand_in *stand_ins,
	FILE *file, const char *name, struct mc_faults *faults, struct mc_cells **ret_cells,
	struct mc_error *err) {
	assert(fields->count <= MC_CELLS_MAX);
	struct mc_cells *cells = mc_memory_get(sizeof *cells);
	cells->fields = fields;
	cells->stand_ins = stand_ins;
	cells->faults = faults;
	cells->name = name;
	enum mc_status status = mc_csv_create(file, name, &cells->csv, err);
	if (status == MC_OK) {
		status = match_header(cells, err);
	}
	if (status != MC_OK) {
		mc_cells_destroy(cells);
		return status;
	}
	*ret_cells = cells;
	return MC_OK;
}

void mc_cells_destroy(struct mc_cells *cells) {
	if (cells != NULL) {
		mc_csv_destroy(cells->csv);
		free(cells);
	}
}

/* One field; what is blank counts as left out. */
static enum mc_status read_field(const struct mc_field *field, const char *text,
	struct mc_arena *arena, void *row, struct mc_error *err) {
	if (!mc_text_is_blank(text)) {
		return mc_value_read(field, text, arena, row, err);
	}
	mc_value_leave_out(field, row);
	return field->flags & MC_ASK_FILLED
		       ? mc_fail(err, MC_INVALID, N_("This must not be empty."))
		       : MC_OK;
}

static void find_places(
	const struct mc_cells *cells, const struct mc_csv_row *row, struct mc_cell_places *places) {
	for (size_t i = 0; i < cells->fields->count; i++) {
		places->line[i] = row->field_line[cells->shown[i]];
		places->column[i] = row->column[cells->shown[i]];
	}
}

/* A fault of the CSV itself, told where reading stopped. */
static enum mc_status tell_broken(struct mc_cells *cells, enum mc_status status,
	struct mc_fault *broken, struct mc_error *err) {
	mc_csv_where(cells->csv, &broken->line, &broken->column);
	mc_faults_tell(cells->faults, broken);
	if (err != NULL) {
		*err = broken->error;
	}
	return status;
}

enum mc_status mc_cells_next(struct mc_cells *cells, struct mc_arena *arena, void *ret_row,
	struct mc_cell_places *ret_places, struct mc_error *err) {
	const struct mc_fields *fields = cells->fields;
	struct mc_csv_row row;
	struct mc_fault broken = { .file = cells->name };
	enum mc_status status = mc_csv_next(cells->csv, &row, &broken.error);
	if (status != MC_OK) {
		return status == MC_NO_ROW ? status : tell_broken(cells, status, &broken, err);
	}
	memset(ret_row, 0, fields->size);
	find_places(cells, &row, ret_places);
	for (size_t i = 0; i < fields->count; i++) {
		int source = cells->source[i];
		struct mc_error error;
		if (read_field(&fields->at[i], source >= 0 ? row.field[source] : "", arena, ret_row,
			    &error) != MC_OK) {
			tell(cells, ret_places, i, false, &error);
			if (err != NULL) {
				*err = error;
			}
			status = MC_INVALID;
		}
	}
	return status;
}

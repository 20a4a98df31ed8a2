/*
 * The set-up files as tables, and what no single field can show: names given
 * twice, ranges that are upside down. References between files are the business
 * of office.c.
 */
#include "app/exchange/exchange.h"
#include "base/file.h"
#include "core/act/rights.h"
#include "core/time/calendar.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

#define NAME_CHARS 200
#define TEXT_CHARS 1000

static const char *const file_names[] = {
#define X(name, file) [MC_FILE_##name] = file,
	MC_SETUP_FILE_LIST(X)
#undef X
};

const char *mc_setup_file_name(enum mc_setup_file file) {
	return file_names[file];
}

/* ---- readers of names that core knows ---- */

static enum mc_status cell_roles(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	const char *list = "";
	enum mc_status status = mc_cell_list(column, text, arena, &list, err);
	unsigned roles = 0;
	size_t len;
	for (const char *item;
		status == MC_OK && (item = mc_list_next(&list, ";", &len)) != NULL;) {
		enum mc_role role;
		status = mc_role_parse(mc_arena_bytes(arena, item, len), &role, err);
		if (status == MC_OK) {
			roles |= MC_ROLE_BIT(role);
		}
	}
	if (status == MC_OK) {
		*(unsigned *)place = roles;
	}
	return status;
}

static enum mc_status cell_kinds(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	const char *list = "";
	enum mc_status status = mc_cell_list(column, text, arena, &list, err);
	const char *rest = list;
	size_t len;
	for (const char *item;
		status == MC_OK && (item = mc_list_next(&rest, ";", &len)) != NULL;) {
		enum mc_ticket_kind kind;
		status = mc_ticket_kind_parse(mc_arena_bytes(arena, item, len), &kind, err);
	}
	if (status == MC_OK) {
		*(const char **)place = list;
	}
	return status;
}

static enum mc_status cell_term_value(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	return mc_term_value_parse(text, place, err);
}

static enum mc_status cell_term_unit(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	return mc_term_unit_parse(text, place, err);
}

static enum mc_status cell_day_kind(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	enum mc_day_kind kind;
	enum mc_status status = mc_day_kind_parse(text, &kind, err);
	if (status == MC_OK) {
		*(const char **)place = mc_day_kind_name(kind);
	}
	return status;
}

static enum mc_status cell_day_status(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	bool provisional;
	enum mc_status status = mc_day_status_parse(text, &provisional, err);
	if (status == MC_OK) {
		*(const char **)place = mc_day_status_name(provisional);
	}
	return status;
}

/* ---- the tables ---- */

#define REQUIRED MC_CELL_REQUIRED
#define FILLED (MC_CELL_REQUIRED | MC_CELL_FILLED)
#define SPOKEN MC_CELL_SPOKEN
#define AT(field) offsetof(struct mc_setup_row, as.field)

static const struct mc_cell_column line_columns[] = {
	{ "line", FILLED, mc_cell_letter, AT(line.line) },
	{ "name_vi", FILLED | SPOKEN, mc_cell_text, AT(line.name_vi), .max = NAME_CHARS },
	{ "name_en", SPOKEN, mc_cell_text, AT(line.name_en), "", .max = NAME_CHARS },
	{ "fields", 0, mc_cell_list, AT(line.fields), "" },
	{ "kinds", 0, cell_kinds, AT(line.kinds), "" },
	{ "first", 0, mc_cell_int, AT(line.first), "1", 1, MC_TICKET_NUMBER_MAX },
	{ "last", 0, mc_cell_int, AT(line.last), "999", 1, MC_TICKET_NUMBER_MAX },
	{ "target_wait_min", 0, mc_cell_int, AT(line.target_wait_min), "0", 0, MC_DAY_MINUTES },
	{ "priority_ratio", 0, mc_cell_int, AT(line.priority_ratio), "1", 1, 99 },
	{ "daily_quota", 0, mc_cell_int, AT(line.daily_quota), "0", 0, MC_TICKET_NUMBER_MAX },
	{ "open", 0, mc_cell_minute, AT(line.open), "" },
	{ "close", 0, mc_cell_minute, AT(line.close), "" },
};
enum { LINE_LAST = 6, LINE_CLOSE = 11 };

static const struct mc_cell_column desk_columns[] = {
	{ "desk", FILLED, mc_cell_name, AT(desk.desk) },
	{ "name_vi", FILLED | SPOKEN, mc_cell_text, AT(desk.name_vi), .max = NAME_CHARS },
	{ "name_en", SPOKEN, mc_cell_text, AT(desk.name_en), "", .max = NAME_CHARS },
	{ "lines", FILLED, mc_cell_letters, AT(desk.lines) },
	{ "help_lines", 0, mc_cell_letters, AT(desk.help_lines), "" },
};
enum { DESK_HELP = 4 };

static const struct mc_cell_column staff_columns[] = {
	{ "staff", FILLED, mc_cell_name, AT(staff.staff) },
	{ "name", FILLED | MC_CELL_PERSON, mc_cell_text, AT(staff.name), .max = NAME_CHARS },
	{ "roles", FILLED, cell_roles, AT(staff.roles) },
	{ "desk", 0, mc_cell_name, AT(staff.desk), "" },
};

static const struct mc_cell_column procedure_columns[] = {
	{ "code", FILLED, mc_cell_name, AT(procedure.code) },
	{ "name_vi", FILLED | SPOKEN, mc_cell_text, AT(procedure.name_vi), .max = TEXT_CHARS },
	{ "name_en", SPOKEN, mc_cell_text, AT(procedure.name_en), "", .max = TEXT_CHARS },
	{ "field_vi", FILLED | SPOKEN, mc_cell_text, AT(procedure.field_vi), .max = NAME_CHARS },
	{ "field_en", SPOKEN, mc_cell_text, AT(procedure.field_en), "", .max = NAME_CHARS },
	{ "level", REQUIRED, mc_cell_text, AT(procedure.level), "", .max = NAME_CHARS },
	{ "processing_value", REQUIRED, cell_term_value, AT(procedure.term.milli), "0" },
	{ "processing_unit", FILLED, cell_term_unit, AT(procedure.term.unit) },
	{ "fee_vnd", REQUIRED, mc_cell_money, AT(procedure.fee_vnd), "0" },
	{ "components", 0, mc_cell_list, AT(procedure.components), "" },
	{ "source", 0, mc_cell_text, AT(procedure.source), "", .max = TEXT_CHARS },
	{ "variant", 0, mc_cell_name, AT(procedure.variant), "" },
	{ "from_day", 0, mc_cell_day, AT(procedure.from_day) },
};
enum { PROCEDURE_VALUE = 6 };

static const struct mc_cell_column day_columns[] = {
	{ "date", FILLED, mc_cell_day, AT(day.day) },
	{ "kind", FILLED, cell_day_kind, AT(day.kind) },
	{ "title", FILLED | SPOKEN, mc_cell_text, AT(day.title), .max = NAME_CHARS },
	{ "authority", REQUIRED, mc_cell_text, AT(day.authority), "", .max = NAME_CHARS },
	{ "status", FILLED, cell_day_status, AT(day.status) },
};

static const struct mc_cell_column office_columns[] = {
	{ "key", FILLED, mc_cell_name, AT(office.key) },
	{ "value", REQUIRED, mc_cell_text, AT(office.value), "", .max = TEXT_CHARS },
};

static const struct mc_cell_column printer_columns[] = {
	{ "name", FILLED, mc_cell_name, AT(printer.name) },
	{ "queue", 0, mc_cell_name, AT(printer.queue), "" },
	{ "folder", 0, mc_cell_text, AT(printer.folder), "", .max = NAME_CHARS },
	{ "driver", FILLED, mc_cell_name, AT(printer.driver) },
	{ "width", FILLED, mc_cell_name, AT(printer.width) },
	{ "forms", FILLED, mc_cell_list, AT(printer.forms) },
};

#define TABLE(columns) \
	{ (columns), MC_COUNT(columns), sizeof(struct mc_setup_row) }

static const struct {
	struct mc_cell_table table;
	enum mc_setup_kind kind;
} files[] = {
	[MC_FILE_LINES] = { TABLE(line_columns), MC_SETUP_LINE },
	[MC_FILE_DESKS] = { TABLE(desk_columns), MC_SETUP_DESK },
	[MC_FILE_STAFF] = { TABLE(staff_columns), MC_SETUP_STAFF },
	[MC_FILE_PROCEDURES] = { TABLE(procedure_columns), MC_SETUP_PROCEDURE },
	[MC_FILE_HOLIDAYS] = { TABLE(day_columns), MC_SETUP_DAY },
	[MC_FILE_OFFICE] = { TABLE(office_columns), MC_SETUP_OFFICE },
	[MC_FILE_PRINTERS] = { TABLE(printer_columns), MC_SETUP_PRINTER },
};

/* ---- what a single field cannot show ---- */

/* What follows from the fields of a row. */
static void complete(struct mc_setup_row *row) {
	if (row->kind == MC_SETUP_PROCEDURE) {
		struct mc_procedure_row *procedure = &row->as.procedure;
		/* no day given is no day of ours: 1970 lies before the first year */
		procedure->from_day = procedure->from_day != 0 ? procedure->from_day : INT32_MIN;
		procedure->unverified = strstr(procedure->source, "unverified") != NULL;
	}
}

static enum mc_status check_line(
	const struct mc_line_row *line, int *ret_column, struct mc_error *err) {
	if (line->first > line->last) {
		*ret_column = LINE_LAST;
		return mc_fail(err, MC_INVALID,
			N_("The last number, %d, comes before the first, %d."), line->last,
			line->first);
	}
	*ret_column = LINE_CLOSE;
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
	const struct mc_setup_row *row, int *ret_column, struct mc_error *err) {
	char letter[2];
	if (row->kind == MC_SETUP_LINE) {
		return check_line(&row->as.line, ret_column, err);
	}
	if (row->kind == MC_SETUP_DESK &&
		lists_share(row->as.desk.help_lines, row->as.desk.lines, letter)) {
		*ret_column = DESK_HELP;
		return mc_fail(err, MC_INVALID,
			N_("Line %s is one of the desk's own lines already."), letter);
	}
	if (row->kind == MC_SETUP_PROCEDURE) {
		*ret_column = PROCEDURE_VALUE;
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
	for (int i = -1; (i = mc_cells_destroyed(cells, row, i + 1)) >= 0; whole = false) {
		(void)mc_fail(&error, MC_INVALID,
			N_("The letters of this are destroyed: save the file anew as UTF-8, from "
			   "where they are whole."));
		mc_cells_fault(cells, places, i, &error);
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
	int column = 0;
	complete(row);
	if (!is_whole(cells, row, places)) {
		return;
	}
	if (check_row(row, &column, &error) != MC_OK) {
		mc_cells_fault(cells, places, column, &error);
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
		mc_cells_create(&files[kind].table, file, name, faults, &cells, err);
	if (status != MC_OK) {
		return status;
	}
	struct reading reading = { .arena = arena };
	for (;;) {
		struct mc_setup_row row;
		struct mc_cell_places places;
		status = mc_cells_next(cells, arena, &row, &places, err);
		if (status != MC_OK && status != MC_INVALID) {
			break; /* the end, or the disk gave up: that is a fault too */
		}
		row.kind = files[kind].kind;
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

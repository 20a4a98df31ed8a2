/*
 * A new office out of files: what was given, and where asked for the sample for the
 * rest. The sample bends to what was given; what was given must hold by itself.
 */
#include "app/exchange/exchange.h"
#include "app/sample.h"
#include "base/file.h"
#include <motcua/code.h>
#include <stdlib.h>
#include <string.h>

struct part {
	struct mc_setup_rows rows;
	bool given;
	const char *name;
};

/* The order in which the rows are set up: each finds what it refers to. */
static const enum mc_setup_file order[] = { MC_FILE_OFFICE, MC_FILE_HOLIDAYS, MC_FILE_PROCEDURES,
	MC_FILE_LINES, MC_FILE_DESKS, MC_FILE_STAFF, MC_FILE_PRINTERS };

static enum mc_status read_part(enum mc_setup_file kind, const char *path, bool sample,
	struct mc_arena *arena, struct part *part, struct mc_faults *faults, struct mc_error *err) {
	part->given = path != NULL;
	part->name =
		part->given ? mc_arena_text(arena, mc_file_name(path)) : mc_setup_file_name(kind);
	if (part->given) {
		return mc_exchange_read_file(kind, path, arena, &part->rows, faults, err);
	}
	if (!sample) {
		return MC_OK;
	}
	size_t len;
	const unsigned char *bytes = mc_sample_file(kind, &len);
	FILE *file = fmemopen((void *)(uintptr_t)bytes, len, "r");
	enum mc_status status =
		mc_exchange_read(kind, file, part->name, arena, &part->rows, faults, err);
	fclose(file);
	return status;
}

/* ---- what may be referred to ---- */

static bool has_line(const struct part *parts, const char *line) {
	const struct mc_setup_rows *rows = &parts[MC_FILE_LINES].rows;
	for (size_t i = 0; i < rows->count; i++) {
		if (strcmp(rows->rows[i].as.line.line, line) == 0) {
			return true;
		}
	}
	return false;
}

static bool has_field(const struct part *parts, const char *field) {
	const struct mc_setup_rows *rows = &parts[MC_FILE_PROCEDURES].rows;
	for (size_t i = 0; i < rows->count; i++) {
		if (strcmp(rows->rows[i].as.procedure.field_vi, field) == 0) {
			return true;
		}
	}
	return false;
}

static bool has_desk(const struct part *parts, const char *desk) {
	const struct mc_setup_rows *rows = &parts[MC_FILE_DESKS].rows;
	for (size_t i = 0; i < rows->count; i++) {
		if (mc_code_same(rows->rows[i].as.desk.desk, desk)) {
			return true;
		}
	}
	return false;
}

typedef bool has_fn(const struct part *parts, const char *name);

/* A list without the items that are not there; *ret_lost is the first of those, NULL: none. */
static const char *known_items(const struct part *parts, has_fn *has, const char *list,
	struct mc_arena *arena, const char **ret_lost) {
	const char *known = "";
	size_t len;
	*ret_lost = NULL;
	for (const char *at; (at = mc_list_next(&list, ";", &len)) != NULL;) {
		const char *item = mc_arena_bytes(arena, at, len);
		if (has(parts, item)) {
			known = known[0] == '\0' ? item
						 : mc_arena_printf(arena, "%s;%s", known, item);
		} else if (*ret_lost == NULL) {
			*ret_lost = item;
		}
	}
	return known;
}

/* ---- references, table by table ---- */

struct reference {
	enum mc_setup_file from;
	size_t member; /* the list, in the row of the file */
	has_fn *has;
	const char *complaint; /* English, with %s for the name */
};

static const struct reference references[] = {
	{ MC_FILE_LINES, offsetof(struct mc_line_row, fields), has_field,
		N_("No procedure has the field “%s”.") },
	{ MC_FILE_DESKS, offsetof(struct mc_desk_row, lines), has_line,
		N_("There is no line %s.") },
	{ MC_FILE_DESKS, offsetof(struct mc_desk_row, help_lines), has_line,
		N_("There is no line %s.") },
	{ MC_FILE_STAFF, offsetof(struct mc_staff_row, desk), has_desk,
		N_("There is no desk %s.") },
};

static void tell_lost(const struct part *part, size_t row, const struct reference *reference,
	const char *lost, struct mc_faults *faults) {
	const struct mc_fields *fields = mc_setup_file_fields(reference->from);
	const struct mc_field *field = mc_field_of(fields, reference->member);
	size_t column = (size_t)(field - fields->at);
	struct mc_fault fault = {
		.file = part->name,
		.line = part->rows.places[row].line[column],
		.column = part->rows.places[row].column[column],
		.header = field->name,
	};
	(void)mc_fail(&fault.error, MC_INVALID, reference->complaint, lost);
	mc_faults_tell(faults, &fault);
}

/*
 * The sample's own catalogue says nothing against the fields an office names in
 * its lines: its catalogue may come later.
 */
static bool binds(const struct part *parts, const struct reference *reference) {
	return parts[reference->from].given &&
	       (reference->has != has_field || parts[MC_FILE_PROCEDURES].given);
}

static void check_references(struct part *parts, const struct reference *reference,
	struct mc_arena *arena, struct mc_faults *faults) {
	struct part *part = &parts[reference->from];
	struct mc_setup_row *rows = mc_arena_array(arena, part->rows.count, sizeof *rows);
	for (size_t i = 0; i < part->rows.count; i++) {
		rows[i] = part->rows.rows[i];
		const char **list = (const char **)((char *)&rows[i].as + reference->member);
		const char *lost;
		const char *known = known_items(parts, reference->has, *list, arena, &lost);
		if (lost != NULL && binds(parts, reference)) {
			tell_lost(part, i, reference, lost, faults);
		} else if (!part->given) {
			*list = known;
		}
	}
	part->rows.rows = rows;
}

/* A sample desk whose lines are all gone serves every line there is. */
static void employ_idle_desks(struct part *parts, struct mc_arena *arena) {
	const struct mc_setup_rows *lines = &parts[MC_FILE_LINES].rows;
	const char *all = "";
	for (size_t i = 0; i < lines->count; i++) {
		all = mc_arena_printf(
			arena, "%s%s%s", all, i > 0 ? ";" : "", lines->rows[i].as.line.line);
	}
	struct mc_setup_rows *desks = &parts[MC_FILE_DESKS].rows;
	struct mc_setup_row *rows = mc_arena_array(arena, desks->count, sizeof *rows);
	for (size_t i = 0; i < desks->count; i++) {
		rows[i] = desks->rows[i];
		if (rows[i].as.desk.lines[0] == '\0') {
			rows[i].as.desk.lines = all;
			rows[i].as.desk.help_lines = "";
		}
	}
	desks->rows = rows;
}

static void join(const struct part *parts, struct mc_arena *arena, struct mc_setup_rows *ret_rows) {
	size_t count = 0;
	for (size_t i = 0; i < MC_FILE_COUNT; i++) {
		count += parts[i].rows.count;
	}
	struct mc_setup_row *rows = mc_arena_array(arena, count, sizeof *rows);
	size_t used = 0;
	for (size_t i = 0; i < MC_COUNT(order); i++) {
		const struct mc_setup_rows *part = &parts[order[i]].rows;
		if (part->count > 0) {
			memcpy(rows + used, part->rows, part->count * sizeof *rows);
			used += part->count;
		}
	}
	*ret_rows = (struct mc_setup_rows){ .rows = rows, .count = used };
}

enum mc_status mc_exchange_new_office(const char *const paths[MC_FILE_COUNT], bool sample,
	struct mc_arena *arena, struct mc_setup_rows *ret_rows, struct mc_faults *faults,
	struct mc_error *err) {
	struct part parts[MC_FILE_COUNT];
	long faults_before = faults->count;
	enum mc_status first_failure = MC_OK;
	for (int i = 0; i < MC_FILE_COUNT; i++) {
		struct mc_error error;
		memset(&parts[i], 0, sizeof parts[i]);
		enum mc_status status = read_part(
			(enum mc_setup_file)i, paths[i], sample, arena, &parts[i], faults, &error);
		if (status != MC_OK && first_failure == MC_OK) {
			first_failure = status;
			if (err != NULL) {
				*err = error;
			}
		}
	}
	if (first_failure != MC_OK) {
		return first_failure;
	}
	for (size_t i = 0; i < MC_COUNT(references); i++) {
		check_references(parts, &references[i], arena, faults);
	}
	if (faults->count > faults_before) {
		return mc_fail(err, MC_INVALID,
			N_("The files have %ld faults: no office was made. Mend them and try "
			   "again."),
			faults->count - faults_before);
	}
	if (!parts[MC_FILE_DESKS].given) {
		employ_idle_desks(parts, arena);
	}
	join(parts, arena, ret_rows);
	return MC_OK;
}

/*
 * A row is read field by field in the table's order, also after a fault, so that
 * one pass over a file tells all that is wrong in it. Every text passes
 * mc_text_clean() here and is clean from then on.
 */
#include "app/exchange/cells.h"
#include "base/csv.h"
#include "base/memory.h"
#include "core/money.h"
#include <assert.h>
#include <motcua/date.h>
#include <motcua/text.h>
#include <motcua/ticket.h>
#include <stdlib.h>
#include <string.h>

struct mc_cells {
	const struct mc_cell_table *table;
	struct mc_csv *csv;
	const char *name;
	int source[MC_CELLS_MAX]; /* column of the file, -1: not there */
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

static void tell(struct mc_cells *cells, const struct mc_cell_places *places, int column,
	bool remark, const struct mc_error *error) {
	struct mc_fault fault = {
		.remark = remark,
		.file = cells->name,
		.line = places->line[column],
		.column = places->column[column],
		.header = cells->table->columns[column].header,
		.error = *error,
	};
	mc_faults_tell(cells->faults, &fault);
}

void mc_cells_fault(struct mc_cells *cells, const struct mc_cell_places *places, int column,
	const struct mc_error *error) {
	tell(cells, places, column, false, error);
}

void mc_cells_remark(struct mc_cells *cells, const struct mc_cell_places *places, int column,
	const struct mc_error *error) {
	tell(cells, places, column, true, error);
}

static bool is_destroyed(const struct mc_cell_column *column, const void *row) {
	if (!(column->flags & (MC_CELL_SPOKEN | MC_CELL_PERSON))) {
		return false;
	}
	const char *text = mc_or_empty(*(const char *const *)((const char *)row + column->offset));
	return column->flags & MC_CELL_PERSON ? mc_name_is_destroyed(text)
					      : mc_text_is_destroyed(text);
}

int mc_cells_destroyed(const struct mc_cells *cells, const void *row, int from) {
	for (int i = from; i < cells->table->count; i++) {
		if (is_destroyed(&cells->table->columns[i], row)) {
			return i;
		}
	}
	return -1;
}

static int column_of(const struct mc_cell_table *table, const char *header) {
	for (int i = 0; i < table->count; i++) {
		if (strcmp(table->columns[i].header, header) == 0) {
			return i;
		}
	}
	return -1;
}

/* Joins the file's columns with the table's. */
static enum mc_status match_header(struct mc_cells *cells, struct mc_error *err) {
	const struct mc_cell_table *table = cells->table;
	for (int i = 0; i < mc_csv_columns(cells->csv); i++) {
		const char *header = mc_csv_header(cells->csv, i);
		if (column_of(table, header) < 0) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line 1: there is no column “%s” in such a file; the first "
				   "is “%s”."),
				cells->name, header, table->columns[0].header);
		}
	}
	for (int i = 0; i < table->count; i++) {
		cells->source[i] = mc_csv_column(cells->csv, table->columns[i].header);
		if (cells->source[i] < 0 && (table->columns[i].flags & MC_CELL_REQUIRED)) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line 1: the column “%s” is missing."), cells->name,
				table->columns[i].header);
		}
	}
	return MC_OK;
}

enum mc_status mc_cells_create(const struct mc_cell_table *table, FILE *file, const char *name,
	struct mc_faults *faults, struct mc_cells **ret_cells, struct mc_error *err) {
	assert(table->count <= MC_CELLS_MAX);
	struct mc_cells *cells = mc_memory_get(sizeof *cells);
	cells->table = table;
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

/* One field: cleaned, then read. The longest field any table has is a list of papers. */
static enum mc_status read_field(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	char clean[4 * MC_TEXT_MAX_BYTES];
	enum mc_status status =
		mc_text_clean(text, strlen(text), 4 * MC_TEXT_MAX_CHARS, clean, sizeof clean, err);
	if (status != MC_OK) {
		return status;
	}
	if (clean[0] == '\0' && (column->flags & MC_CELL_FILLED)) {
		return mc_fail(err, MC_INVALID, N_("This must not be empty."));
	}
	if (clean[0] == '\0') {
		return column->otherwise != NULL
			       ? column->read(column, column->otherwise, arena, place, err)
			       : MC_OK;
	}
	return column->read(column, clean, arena, place, err);
}

static void find_places(
	const struct mc_cells *cells, const struct mc_csv_row *row, struct mc_cell_places *places) {
	for (int i = 0; i < cells->table->count; i++) {
		int source = cells->source[i];
		source = source >= 0 ? source : cells->source[cells->table->columns[i].stand_in];
		source = source >= 0 ? source : 0;
		places->line[i] = row->field_line[source];
		places->column[i] = row->column[source];
	}
}

enum mc_status mc_cells_next(struct mc_cells *cells, struct mc_arena *arena, void *ret_row,
	struct mc_cell_places *ret_places, struct mc_error *err) {
	const struct mc_cell_table *table = cells->table;
	struct mc_csv_row row;
	struct mc_fault broken = { .file = cells->name };
	enum mc_status status = mc_csv_next(cells->csv, &row, &broken.error);
	if (status == MC_NO_ROW) {
		return status;
	}
	if (status != MC_OK) {
		mc_csv_where(cells->csv, &broken.line, &broken.column);
		mc_faults_tell(cells->faults, &broken);
		if (err != NULL) {
			*err = broken.error;
		}
		return status;
	}
	memset(ret_row, 0, table->row_size);
	find_places(cells, &row, ret_places);
	for (int i = 0; i < table->count; i++) {
		int source = cells->source[i];
		struct mc_error error;
		enum mc_status field_status =
			read_field(&table->columns[i], source >= 0 ? row.field[source] : "", arena,
				(char *)ret_row + table->columns[i].offset, &error);
		if (field_status != MC_OK) {
			mc_cells_fault(cells, ret_places, i, &error);
			if (err != NULL) {
				*err = error;
			}
			status = MC_INVALID;
		}
	}
	return status;
}

/* ---- readers ---- */

static void put_text(void *place, const char *text) {
	*(const char **)place = text;
}

enum mc_status mc_cell_text(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	if (mc_utf8_count(text) > (size_t)column->max) {
		return mc_fail(err, MC_INVALID, N_("This is longer than %d characters."),
			(int)column->max);
	}
	put_text(place, mc_arena_text(arena, text));
	return MC_OK;
}

enum mc_status mc_cell_name(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	if (strpbrk(text, " ;,/\\\"'") != NULL || strlen(text) >= MC_NAME_SIZE) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” cannot be a name here: at most %d bytes, without blanks and ; , / "
			   "\\ quotes."),
			text, MC_NAME_SIZE - 1);
	}
	put_text(place, mc_arena_text(arena, text));
	return MC_OK;
}

/* Calls `each` for every item of a list, outer blanks cut; stops at the first failure. */
static enum mc_status each_item(const char *list, struct mc_arena *arena, struct mc_str *joined,
	enum mc_status (*check)(char *item, struct mc_error *err), struct mc_error *err) {
	for (const char *at = list;; at++) {
		size_t len = strcspn(at, ";");
		const char *from = at, *to = at + len;
		while (from < to && *from == ' ') {
			from++;
		}
		while (to > from && to[-1] == ' ') {
			to--;
		}
		if (from == to) {
			return mc_fail(err, MC_INVALID,
				N_("“%s” has an empty item: one ; stands between two items."),
				list);
		}
		char *item = mc_arena_bytes(arena, from, (size_t)(to - from));
		enum mc_status status = check != NULL ? check(item, err) : MC_OK;
		if (status != MC_OK) {
			return status;
		}
		mc_str_addf(joined, "%s%s", joined->len > 0 ? ";" : "", item);
		at += len;
		if (*at == '\0') {
			return MC_OK;
		}
	}
}

/* Whether an item of a list (separated by ;) stands in it twice. */
static const char *twice(const char *list, struct mc_arena *arena) {
	for (const char *a = list; *a != '\0';) {
		size_t len = strcspn(a, ";");
		const char *b = a + len;
		while (*b == ';') {
			size_t other = strcspn(++b, ";");
			if (other == len && memcmp(a, b, len) == 0) {
				return mc_arena_bytes(arena, a, len);
			}
			b += other;
		}
		a += len;
		a += *a == ';';
	}
	return NULL;
}

static enum mc_status read_list(const char *text, struct mc_arena *arena, void *place,
	enum mc_status (*check)(char *item, struct mc_error *err), struct mc_error *err) {
	struct mc_str joined;
	mc_str_init(&joined);
	enum mc_status status = *text != '\0' ? each_item(text, arena, &joined, check, err) : MC_OK;
	if (status == MC_OK) {
		const char *list = mc_arena_text(arena, mc_str_text(&joined));
		const char *repeated = twice(list, arena);
		if (repeated != NULL) {
			status = mc_fail(err, MC_INVALID, N_("“%s” is there twice."), repeated);
		} else {
			put_text(place, list);
		}
	}
	mc_str_finish(&joined);
	return status;
}

enum mc_status mc_cell_list(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	return read_list(text, arena, place, NULL, err);
}

static enum mc_status check_letter(char *item, struct mc_error *err) {
	mc_text_upper_ascii(item);
	if (item[0] < 'A' || item[0] > 'Z' || item[1] != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a line: a line is one letter, A to Z."), item);
	}
	return MC_OK;
}

enum mc_status mc_cell_letter(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	char *letter = mc_arena_text(arena, text);
	enum mc_status status = check_letter(letter, err);
	if (status == MC_OK) {
		put_text(place, letter);
	}
	return status;
}

enum mc_status mc_cell_letters(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	return read_list(text, arena, place, check_letter, err);
}

/* Digits only, at most 18 of them. */
static bool whole_number(const char *text, int64_t *ret_number) {
	size_t digits = strspn(text, "0123456789");
	if (digits == 0 || digits > 18 || text[digits] != '\0') {
		return false;
	}
	*ret_number = strtoll(text, NULL, 10);
	return true;
}

enum mc_status mc_cell_int(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)arena;
	int64_t number;
	if (!whole_number(text, &number) || number < column->min || number > column->max) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not a whole number from %d to %d."),
			text, (int)column->min, (int)column->max);
	}
	*(int *)place = (int)number;
	return MC_OK;
}

enum mc_status mc_cell_money(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	int64_t number;
	if (!whole_number(text, &number) || number > MC_MONEY_MAX) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not an amount: whole đồng, digits only, as 75000."), text);
	}
	*(int64_t *)place = number;
	return MC_OK;
}

enum mc_status mc_cell_minute(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	int minute;
	char formatted[MC_DAY_TEXT_SIZE] = "";
	enum mc_status status = *text != '\0' ? mc_minute_parse(text, &minute, err) : MC_OK;
	if (status == MC_OK && *text != '\0') {
		mc_minute_format(minute, formatted);
	}
	if (status == MC_OK) {
		put_text(place, mc_arena_text(arena, formatted));
	}
	return status;
}

enum mc_status mc_cell_day(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	return mc_day_parse(text, place, err);
}

enum mc_status mc_cell_time(const struct mc_cell_column *column, const char *text,
	struct mc_arena *arena, void *place, struct mc_error *err) {
	(void)column;
	(void)arena;
	return mc_time_parse(text, place, err);
}

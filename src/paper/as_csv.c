/* A sheet as CSV. */
#include "base/csv.h"
#include "paper/sheet.h"
#include <stdio.h>

/* Writes `text` as the next field; the first of a record has no comma before it. */
static void put_field(struct mc_str *out, bool *first, const char *text) {
	if (!*first) {
		mc_str_add_char(out, ',');
	}
	*first = false;
	mc_csv_write_field(out, text);
}

static void put_cell(struct mc_str *out, bool *first, const struct mc_sheet_column *column,
	const struct mc_sheet_cell *cell) {
	char number[24];
	if (!column->number) {
		put_field(out, first, mc_or_empty(cell->text));
		return;
	}
	(void)snprintf(number, sizeof number, "%lld", (long long)cell->number);
	put_field(out, first, number);
}

void mc_sheet_as_csv(const struct mc_sheet *sheet, struct mc_str *out) {
	bool first = true;
	for (size_t i = 0; i < sheet->column_count; i++) {
		if (sheet->columns[i].key != NULL) {
			put_field(out, &first, sheet->columns[i].key);
		}
	}
	mc_str_add(out, "\r\n");
	for (size_t r = 0; r < sheet->row_count; r++) {
		first = true;
		for (size_t i = 0; i < sheet->column_count; i++) {
			if (sheet->columns[i].key != NULL) {
				put_cell(out, &first, &sheet->columns[i], &sheet->rows[r].cells[i]);
			}
		}
		mc_str_add(out, "\r\n");
	}
}

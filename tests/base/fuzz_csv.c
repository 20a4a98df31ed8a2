/*
 * Any bytes as a CSV file: each record has the header's fields or is refused
 * with a place, each line is part of a good record or named in an error (but for
 * blank records at the end), and what was read is read the same again when it is written.
 */
#include "base/csv.h"
#include "base/text/letters.h"
#include <assert.h>
#include <motcua/text.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Line ends inside a field. */
static long breaks(const char *text) {
	long count = 0;

	for (; *text != '\0'; text++) {
		count += *text == '\n';
	}
	return count;
}

/* Whether nothing but blank records stands from a line on; where there is one column they are records. */
static bool is_blank_from(const char *data, size_t size, long line, int columns) {
	const char *end = data + size;

	for (long at = 1; at < line && data < end; at++) {
		const char *stop = memchr(data, '\n', (size_t)(end - data));

		data = stop != NULL ? stop + 1 : end;
	}
	for (size_t pos = 0; pos < (size_t)(end - data);) {
		int32_t character = mc_utf8_next(data, (size_t)(end - data), &pos);
		bool mark = character < 0x80 && strchr(",\"'", (int)character) != NULL;

		if (columns == 1 || !(mark || mc_char_is_blank(character))) {
			return false;
		}
	}
	return true;
}

static void check_row(const struct mc_csv_row *row, int columns, struct mc_str *written) {
	assert(row->count == columns);
	for (int i = 0; i < row->count; i++) {
		size_t len = strlen(row->field[i]);

		assert(len <= MC_CSV_MAX_FIELD_BYTES && mc_utf8_valid(row->field[i], len, NULL));
		assert(row->field_line[i] >= row->line && row->column[i] >= 1);
		mc_str_add(written, i > 0 ? "," : "");
		mc_csv_write_field(written, row->field[i]);
	}
	mc_str_add(written, "\r\n");
}

/* Reads all and writes what is good; returns the number of good records, -1 for no header. */
static long read_and_write(const void *data, size_t size, struct mc_str *written) {
	FILE *file = fmemopen((void *)(uintptr_t)data, size, "r");
	struct mc_csv *csv;
	struct mc_csv_row row;
	enum mc_status status;
	struct mc_error err;
	long good = 0;
	long line = 2;

	if (mc_csv_create(file, "f", &csv, &err) != MC_OK) {
		fclose(file);
		return -1;
	}
	for (int i = 0; i < mc_csv_columns(csv); i++) {
		mc_str_add(written, i > 0 ? "," : "");
		mc_csv_write_field(written, mc_csv_header(csv, i));
		assert(mc_csv_column(csv, mc_csv_header(csv, i)) == i);
		line += breaks(mc_csv_header(csv, i));
	}
	mc_str_add(written, "\r\n");
	while ((status = mc_csv_next(csv, &row, &err)) != MC_NO_ROW) {
		if (status == MC_OK) {
			assert(row.line == line);
			for (int i = 0; i < row.count; i++) {
				line += breaks(row.field[i]);
			}
			check_row(&row, mc_csv_columns(csv), written);
			good++;
		} else {
			long bad;
			long column;

			assert(status == MC_INVALID && err.status == MC_INVALID && err.count >= 2);
			mc_csv_where(csv, &bad, &column);
			assert(bad == line && column >= 1);
		}
		line++;
	}
	assert(is_blank_from(data, size, line, mc_csv_columns(csv)));
	mc_csv_destroy(csv);
	fclose(file);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct mc_str first;
	struct mc_str second;
	long good;

	if (size == 0) {
		return 0;
	}
	mc_str_init(&first);
	mc_str_init(&second);
	good = read_and_write(data, size, &first);
	if (good >= 0) {
		assert(read_and_write(first.data, first.len, &second) == good);
		assert(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
	}
	mc_str_finish(&second);
	mc_str_finish(&first);
	return 0;
}

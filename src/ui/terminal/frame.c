/*
 * The grid of cells. All writing goes through put(), which alone knows about
 * clipping and wide letters.
 */
#include "ui/terminal/frame.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One letter of a text: its bytes with its marks, and how wide it is. */
struct letter {
	char text[MC_CELL_BYTES];
	int width;
};

static int clamp(int value, int low, int high) {
	return value < low ? low : value > high ? high : value;
}

static struct mc_cell *cell_at(struct mc_frame *frame, int row, int column) {
	if (row < 0 || row >= frame->rows || column < 0 || column >= frame->columns) {
		return NULL;
	}
	return &frame->cells[(size_t)row * (size_t)frame->columns + (size_t)column];
}

static void set_blank(struct mc_cell *cell, enum mc_style style) {
	*cell = (struct mc_cell){ .text = " ", .width = 1, .style = (uint8_t)style };
}

void mc_frame_init(struct mc_frame *frame, int rows, int columns) {
	*frame = (struct mc_frame){ 0 };
	mc_frame_resize(frame, rows, columns);
}

void mc_frame_finish(struct mc_frame *frame) {
	free(frame->cells);
	*frame = (struct mc_frame){ 0 };
}

void mc_frame_resize(struct mc_frame *frame, int rows, int columns) {
	frame->rows = clamp(rows, 1, MC_FRAME_MAX);
	frame->columns = clamp(columns, 1, MC_FRAME_MAX);
	free(frame->cells);
	frame->cells = mc_memory_get(mc_memory_product(
		(size_t)frame->rows * (size_t)frame->columns, sizeof *frame->cells));
	mc_frame_clear(frame);
}

void mc_frame_clear(struct mc_frame *frame) {
	mc_frame_fill(frame, 0, 0, frame->rows, frame->columns, MC_STYLE_TEXT);
	frame->cursor_row = 0;
	frame->cursor_column = 0;
	frame->cursor_placed = false;
}

const struct mc_cell *mc_frame_cell(const struct mc_frame *frame, int row, int column) {
	if (row < 0 || row >= frame->rows || column < 0 || column >= frame->columns) {
		return NULL;
	}
	return &frame->cells[(size_t)row * (size_t)frame->columns + (size_t)column];
}

/* Takes the next letter with all its marks off text[*pos]. */
static struct letter next_letter(const char *text, size_t len, size_t *pos) {
	struct letter letter = { .width = 1 };
	size_t start = *pos;
	int32_t character = mc_utf8_next(text, len, pos);
	size_t used = *pos - start;

	if (character < 32 || character == 127 || (character >= 0x80 && character < 0xA0)) {
		letter.text[0] = ' ';
		return letter;
	}
	if (mc_char_is_mark(character) || character == 0xFFFD) {
		letter.text[0] = '?';
		return letter;
	}
	letter.width = mc_char_width(character) == 2 ? 2 : 1;
	memcpy(letter.text, text + start, used);
	while (*pos < len) {
		size_t after = *pos;

		if (!mc_char_is_mark(mc_utf8_next(text, len, &after))) {
			break;
		}
		if (used + (after - *pos) < sizeof letter.text) {
			memcpy(letter.text + used, text + *pos, after - *pos);
			used += after - *pos;
		}
		*pos = after;
	}
	return letter;
}

/* A cell is about to change: the other half of a wide letter there becomes a blank. */
static void part_wide(struct mc_frame *frame, int row, int column) {
	struct mc_cell *cell = cell_at(frame, row, column);
	struct mc_cell *left = cell_at(frame, row, column - 1);
	struct mc_cell *right = cell_at(frame, row, column + 1);

	if (cell->width == 0 && left != NULL) {
		set_blank(left, left->style);
	}
	if (cell->width == 2 && right != NULL) {
		set_blank(right, right->style);
	}
}

static void put(struct mc_frame *frame, int row, int column, enum mc_style style,
	const struct letter *letter) {
	struct mc_cell *cell = cell_at(frame, row, column);
	struct mc_cell *right = letter->width == 2 ? cell_at(frame, row, column + 1) : NULL;

	if (cell == NULL) {
		return;
	}
	part_wide(frame, row, column);
	if (letter->width == 2 && right == NULL) {
		set_blank(cell, style);
		return;
	}
	memcpy(cell->text, letter->text, sizeof cell->text);
	cell->width = (uint8_t)letter->width;
	cell->style = (uint8_t)style;
	if (right != NULL) {
		part_wide(frame, row, column + 1);
		*right = (struct mc_cell){ .width = 0, .style = (uint8_t)style };
	}
}

int mc_frame_text(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text) {
	size_t len = strlen(text);
	size_t pos = 0;
	int used = 0;

	if (columns < 0) {
		columns = frame->columns - column;
	}
	while (pos < len) {
		struct letter letter = next_letter(text, len, &pos);

		if (used + letter.width > columns) {
			break;
		}
		put(frame, row, column + used, style, &letter);
		used += letter.width;
	}
	return used;
}

int mc_frame_textf(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *format, ...) {
	struct mc_str text;
	va_list args;
	int used;

	mc_str_init(&text);
	va_start(args, format);
	mc_str_addv(&text, format, args);
	va_end(args);
	used = mc_frame_text(frame, row, column, columns, style, mc_str_text(&text));
	mc_str_finish(&text);
	return used;
}

int mc_frame_fit(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text) {
	char *start;
	int used;

	if (columns < 0) {
		columns = frame->columns - column;
	}
	if (columns <= 0 || mc_text_width(text) <= columns) {
		return mc_frame_text(frame, row, column, columns, style, text);
	}
	start = mc_memory_get(strlen(text) + 1);
	memcpy(start, text, mc_text_cut(text, columns - 1));
	used = mc_frame_text(frame, row, column, columns - 1, style, start);
	free(start);
	return used + mc_frame_text(frame, row, column + used, 1, style, "…");
}

int mc_frame_fit_end(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text) {
	if (columns <= 1 || mc_text_width(text) <= columns) {
		return mc_frame_fit(frame, row, column, columns, style, text);
	}
	while (mc_text_width(text) >
		columns - 1) { /* the last words whole, else the last letters */
		const char *blank = strchr(text, ' ');
		size_t letter = 0;

		mc_utf8_next(text, strlen(text), &letter);
		text = blank != NULL ? blank + 1 : text + letter;
	}
	mc_frame_text(frame, row, column, 1, style, "…");
	return 1 + mc_frame_text(frame, row, column + 1, columns - 1, style, text);
}

int mc_frame_right(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text) {
	int width = mc_text_width(text);
	int gap = width < columns ? columns - width : 0;

	return mc_frame_fit(frame, row, column + gap, columns - gap, style, text);
}

int mc_frame_centre(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text) {
	int width = mc_text_width(text);
	int gap = width < columns ? (columns - width) / 2 : 0;

	return mc_frame_fit(frame, row, column + gap, columns - gap, style, text);
}

/* Bytes of the longest start of `text` that ends at a blank and fits; a word too long is cut. */
static size_t line_bytes(const char *text, int columns) {
	size_t fits = mc_text_cut(text, columns);
	size_t end = fits;

	if (text[fits] == '\0' || text[fits] == ' ') {
		return fits;
	}
	while (end > 0 && text[end - 1] != ' ') {
		end--;
	}
	return end > 0 ? end : fits;
}

int mc_frame_wrap(struct mc_frame *frame, int row, int column, int rows, int columns,
	enum mc_style style, const char *text) {
	int used = 0;

	while (*text != '\0' && used < rows) {
		size_t bytes = line_bytes(text, columns);
		char *line;

		if (bytes == 0) { /* a wide letter and a single column */
			break;
		}
		if (used + 1 == rows && text[bytes] != '\0') {
			mc_frame_fit(frame, row + used, column, columns, style, text);
			return rows;
		}
		line = mc_memory_get(bytes + 1);
		memcpy(line, text, bytes);
		mc_frame_text(frame, row + used, column, columns, style, line);
		free(line);
		text += bytes;
		text += strspn(text, " ");
		used++;
	}
	return used;
}

void mc_frame_fill(
	struct mc_frame *frame, int row, int column, int rows, int columns, enum mc_style style) {
	const struct letter blank = { .text = " ", .width = 1 };

	for (int i = 0; i < rows; i++) {
		for (int j = 0; j < columns; j++) {
			put(frame, row + i, column + j, style, &blank);
		}
	}
}

/* A horizontal line between two corner glyphs, with its title and note. */
static void rule(struct mc_frame *frame, int row, int column, int columns, const char *left,
	const char *right, const char *title, const char *note) {
	int room = columns - 4;
	int note_width = note == NULL || *note == '\0' ? 0 : mc_text_width(note) + 2;

	for (int i = 1; i < columns - 1; i++) {
		mc_frame_text(frame, row, column + i, 1, MC_STYLE_BORDER, "─");
	}
	mc_frame_text(frame, row, column, 1, MC_STYLE_BORDER, left);
	mc_frame_text(frame, row, column + columns - 1, 1, MC_STYLE_BORDER, right);
	if (note_width > 0 && note_width < room) {
		room -= note_width;
		mc_frame_textf(frame, row, column + columns - 1 - note_width, note_width,
			MC_STYLE_HEAD, " %s ", note);
	}
	if (title != NULL && *title != '\0' && room > 0) {
		int used;

		mc_frame_text(frame, row, column + 1, 1, MC_STYLE_HEAD, " ");
		used = mc_frame_fit(frame, row, column + 2, room, MC_STYLE_HEAD, title);
		mc_frame_text(frame, row, column + 2 + used, 1, MC_STYLE_HEAD, " ");
	}
}

void mc_frame_box(struct mc_frame *frame, int row, int column, int rows, int columns,
	const char *title, const char *note) {
	if (rows < 2 || columns < 2) {
		return;
	}
	rule(frame, row, column, columns, "┌", "┐", title, note);
	for (int i = 1; i < rows - 1; i++) {
		mc_frame_text(frame, row + i, column, 1, MC_STYLE_BORDER, "│");
		mc_frame_text(frame, row + i, column + columns - 1, 1, MC_STYLE_BORDER, "│");
	}
	rule(frame, row + rows - 1, column, columns, "└", "┘", NULL, NULL);
}

void mc_frame_divide(struct mc_frame *frame, int row, int column, int columns, const char *title,
	const char *note) {
	rule(frame, row, column, columns, "├", "┤", title, note);
}

void mc_frame_cursor(struct mc_frame *frame, int row, int column) {
	frame->cursor_row = clamp(row, 0, frame->rows - 1);
	frame->cursor_column = clamp(column, 0, frame->columns - 1);
	frame->cursor_placed = true;
}

static bool is_pixel(const struct mc_cell *cell) {
	assert(cell != NULL);
	return cell->style == MC_STYLE_BIG || cell->style == MC_STYLE_CALL;
}

void mc_frame_dump(const struct mc_frame *frame, struct mc_str *out) {
	for (int row = 0; row < frame->rows; row++) {
		size_t end = out->len;

		for (int column = 0; column < frame->columns; column++) {
			const struct mc_cell *cell = mc_frame_cell(frame, row, column);
			bool blank = strcmp(cell->text, " ") == 0;

			mc_str_add(out, blank && is_pixel(cell) ? "#" : cell->text);
			if (!blank || is_pixel(cell)) {
				end = out->len;
			}
		}
		if (out->data != NULL) {
			out->len = end;
			out->data[end] = '\0';
		}
		mc_str_add_char(out, '\n');
	}
}

/*
 * A sheet as text, in a frame of box-drawing characters.
 *
 * The frame is drawn from two questions only: does a column have a line above a
 * band, and does a boundary between columns have a bar beside a band. A band is
 * the whole width at one height: a level of the headings, the row of column
 * numbers, a row of the table. Where lines meet, the answers around the point
 * choose the character.
 */
#include "paper/sheet.h"
#include "core/money.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define LINES_MAX 24 /* of one cell; what does not fit stays in the CSV */
#define TEXT_MIN 24 /* numbers give up their padding before a text column is narrower */

struct span {
	const char *text;
	size_t len;
};

struct lines {
	struct span line[LINES_MAX];
	int count;
};

struct grid {
	const struct mc_sheet *sheet;
	struct mc_str *out;
	size_t columns[MC_SHEET_MAX_COLUMNS]; /* those that are printed */
	size_t count;
	int width[MC_SHEET_MAX_COLUMNS]; /* between the bars */
	int padding; /* left and right of a number */
	int levels;
	int height[MC_SHEET_LEVELS];
};

/* ---- wrapping ---- */

/* The next line of at most `width` columns; *text moves behind it and the blanks that follow. */
static struct span next_line(const char **text, int width) {
	const char *start = *text;
	size_t whole = strlen(start), len = mc_text_cut(start, width);
	if (len == 0 && whole > 0) {
		len = mc_text_cut(start, 2); /* one letter, wider than the column */
	}
	if (len < whole && start[len] != ' ') {
		size_t blank = len;
		while (blank > 0 && start[blank] != ' ') {
			blank--;
		}
		len = blank > 0 ? blank : len;
	}
	*text = start + len;
	while (**text == ' ') {
		(*text)++;
	}
	while (len > 0 && start[len - 1] == ' ') {
		len--;
	}
	return (struct span){ start, len };
}

static void wrap(const char *text, int width, struct lines *ret_lines) {
	ret_lines->count = 0;
	while (text != NULL && *text != '\0' && ret_lines->count < LINES_MAX) {
		ret_lines->line[ret_lines->count++] = next_line(&text, width);
	}
}

static int longest_word(const char *text) {
	int longest = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		char word[256];
		(void)snprintf(word, sizeof word, "%.*s", (int)len, text);
		int width = mc_text_width(word);
		longest = width > longest ? width : longest;
		text += len + (text[len] == ' ');
	}
	return longest;
}

static void put(struct mc_str *out, const char *text, int times) {
	for (int i = 0; i < times; i++) {
		mc_str_add(out, text);
	}
}

static int span_width(const struct span *span) {
	char text[1024];
	(void)snprintf(text, sizeof text, "%.*s", (int)span->len, span->text);
	return mc_text_width(text);
}

/* `side`: -1 left, 0 centred, 1 right. Room that is too small is left as it is. */
static void put_span(struct mc_str *out, const struct span *span, int room, int side) {
	int spare = room - span_width(span);
	int left = side < 0 ? 0 : side > 0 ? spare : spare / 2;
	put(out, " ", left);
	mc_str_add_bytes(out, span->text, span->len);
	put(out, " ", spare - left);
}

/* ---- headings ---- */

static const struct mc_sheet_column *column_at(const struct grid *grid, size_t i) {
	return &grid->sheet->columns[grid->columns[i]];
}

static const char *head_at(const struct grid *grid, size_t i, int level) {
	return column_at(grid, i)->heads[level];
}

/* Whether columns i and i + 1 stand under one heading at a level. */
static bool joined(const struct grid *grid, size_t i, int level) {
	if (level >= grid->levels || i + 1 >= grid->count) {
		return false;
	}
	for (int k = 0; k <= level; k++) {
		const char *left = head_at(grid, i, k), *right = head_at(grid, i + 1, k);
		if (left == NULL || right == NULL || strcmp(left, right) != 0) {
			return false;
		}
	}
	return true;
}

/* Width of the heading that begins at column i; *ret_last is its last column. */
static int span_of(const struct grid *grid, size_t i, int level, size_t *ret_last) {
	int width = grid->width[i];
	while (joined(grid, i, level)) {
		width += 1 + grid->width[++i];
	}
	*ret_last = i;
	return width;
}

/* Where the heading that fills column i at `level` began: its own level, or one above. */
static int level_of(const struct grid *grid, size_t i, int level) {
	while (level > 0 && head_at(grid, i, level) == NULL) {
		level--;
	}
	return level;
}

/* The last band of the heading that begins at column i. */
static int last_band(const struct grid *grid, size_t i, int level) {
	while (level + 1 < grid->levels && head_at(grid, i, level + 1) == NULL) {
		level++;
	}
	return level;
}

/* A heading stands in the first of its bands that has room for all its lines. */
static int band_for(const struct grid *grid, size_t i, int level, int lines) {
	int last = last_band(grid, i, level);
	while (level < last && grid->height[level] < lines) {
		level++;
	}
	return level;
}

static void make_room(struct grid *grid, size_t i, int level) {
	struct lines lines;
	size_t last;
	int band;
	wrap(head_at(grid, i, level), span_of(grid, i, level, &last), &lines);
	band = band_for(grid, i, level, lines.count);
	if (grid->height[band] < lines.count) {
		grid->height[band] = lines.count;
	}
}

static void measure_heads(struct grid *grid) {
	for (int level = grid->levels - 1; level >= 0; level--) {
		for (size_t i = 0; i < grid->count; i++) {
			bool begins = i == 0 || !joined(grid, i - 1, level);
			if (begins && head_at(grid, i, level) != NULL) {
				make_room(grid, i, level);
			}
		}
	}
}

/* ---- widths ---- */

static int widest_cell(const struct grid *grid, size_t i) {
	const struct mc_sheet *sheet = grid->sheet;
	int widest = 0;
	for (size_t r = 0; r < sheet->row_count; r++) {
		const struct mc_sheet_cell *cell = &sheet->rows[r].cells[grid->columns[i]];
		char number[MC_MONEY_DIGITS_SIZE];
		int width;
		if (column_at(grid, i)->number) {
			mc_money_digits(cell->number, number);
			width = mc_text_width(number);
		} else {
			width = cell->text != NULL ? mc_text_width(cell->text) : 0;
		}
		widest = width > widest ? width : widest;
	}
	return widest;
}

static int least_width(const struct grid *grid, size_t i) {
	int level = level_of(grid, i, grid->levels - 1);
	int word = longest_word(head_at(grid, i, level));
	int mark = grid->sheet->numbered ? grid->columns[i] + 1 < 10 ? 3 : 4 : 0;
	int least = word > mark ? word : mark;
	return column_at(grid, i)->least > least ? column_at(grid, i)->least : least;
}

/* Numbers and short texts take what they need; the widest text column takes the rest. */
static void measure_columns(struct grid *grid, int width) {
	size_t flexible = 0;
	int used, wanted = -1;
	for (size_t i = 0; i < grid->count; i++) {
		int need = widest_cell(grid, i), least = least_width(grid, i);
		grid->width[i] = need > least ? need : least;
		if (!column_at(grid, i)->number && need > wanted) {
			flexible = i;
			wanted = grid->width[i];
		}
	}
	for (grid->padding = 1;; grid->padding--) {
		used = 1;
		for (size_t i = 0; i < grid->count; i++) {
			bool padded = !column_at(grid, i)->number || grid->padding > 0;
			used += (i == flexible && wanted >= 0 ? 0 : grid->width[i]) + 1 +
				(padded ? 2 : 0);
		}
		if (grid->padding == 0 || width - used >= TEXT_MIN || width - used >= wanted) {
			break;
		}
	}
	for (size_t i = 0; i < grid->count; i++) {
		bool padded = !column_at(grid, i)->number || grid->padding > 0;
		if (i == flexible && wanted > width - used) {
			grid->width[i] = width - used > 8 ? width - used : 8;
		}
		grid->width[i] += padded ? 2 : 0;
	}
}

/* ---- the frame ---- */

enum { BAND_NONE = -1, BAND_BODY = MC_SHEET_LEVELS };

/* Whether a bar stands right of column i in a band. */
static bool has_bar(const struct grid *grid, size_t i, int band) {
	return band != BAND_NONE && (band == BAND_BODY || !joined(grid, i, band));
}

/* Whether a line crosses column i above a band. */
static bool has_line(const struct grid *grid, size_t i, int band) {
	return band == BAND_NONE || band == BAND_BODY || head_at(grid, i, band) != NULL;
}

/* The line between two bands. */
static void put_rule(const struct grid *grid, int above, int below) {
	static const char *const joints[16] = { " ", "╶", "╴", "─", "╷", "┌", "┐", "┬", "╵", "└",
		"┘", "┴", "│", "├", "┤", "┼" };
	for (size_t i = 0; i <= grid->count; i++) {
		bool edge = i == 0 || i == grid->count;
		bool up = above != BAND_NONE && (edge || has_bar(grid, i - 1, above));
		bool down = below != BAND_NONE && (edge || has_bar(grid, i - 1, below));
		bool left = i > 0 && has_line(grid, i - 1, below);
		bool right = i < grid->count && has_line(grid, i, below);
		mc_str_add(grid->out, joints[up << 3 | down << 2 | left << 1 | right]);
		if (i < grid->count) {
			put(grid->out, right ? "─" : " ", grid->width[i]);
		}
	}
	mc_str_add(grid->out, "\n");
}

static void put_head_line(const struct grid *grid, int level, int line) {
	mc_str_add(grid->out, "│");
	for (size_t i = 0; i < grid->count; i++) {
		int own = level_of(grid, i, level);
		size_t last;
		int room = span_of(grid, i, own, &last);
		struct lines lines;
		wrap(head_at(grid, i, own), room, &lines);
		bool here = band_for(grid, i, own, lines.count) == level && line < lines.count;
		struct span none = { "", 0 };
		put_span(grid->out, here ? &lines.line[line] : &none, room, 0);
		mc_str_add(grid->out, "│");
		i = last;
	}
	mc_str_add(grid->out, "\n");
}

static void put_heads(const struct grid *grid) {
	for (int level = 0; level < grid->levels; level++) {
		put_rule(grid, level == 0 ? BAND_NONE : level - 1, level);
		for (int line = 0; line < grid->height[level]; line++) {
			put_head_line(grid, level, line);
		}
	}
	put_rule(grid, grid->levels - 1, BAND_BODY);
}

static void put_numbers(const struct grid *grid) {
	mc_str_add(grid->out, "│");
	for (size_t i = 0; i < grid->count; i++) {
		char mark[16];
		int len = snprintf(mark, sizeof mark, "(%zu)", grid->columns[i] + 1);
		put_span(grid->out, &(struct span){ mark, (size_t)len }, grid->width[i], 0);
		mc_str_add(grid->out, "│");
	}
	mc_str_add(grid->out, "\n");
	put_rule(grid, BAND_BODY, BAND_BODY);
}

static void put_row(const struct grid *grid, const struct mc_sheet_row *row) {
	struct lines lines[MC_SHEET_MAX_COLUMNS];
	char numbers[MC_SHEET_MAX_COLUMNS][MC_MONEY_DIGITS_SIZE];
	int height = 1;
	for (size_t i = 0; i < grid->count; i++) {
		const struct mc_sheet_cell *cell = &row->cells[grid->columns[i]];
		bool number = column_at(grid, i)->number;
		mc_money_digits(cell->number, numbers[i]);
		wrap(number ? numbers[i] : cell->text, grid->width[i] - (number ? 0 : 2),
			&lines[i]);
		height = lines[i].count > height ? lines[i].count : height;
	}
	for (int line = 0; line < height; line++) {
		mc_str_add(grid->out, "│");
		for (size_t i = 0; i < grid->count; i++) {
			bool number = column_at(grid, i)->number;
			int pad = number ? grid->padding : 1;
			struct span none = { "", 0 };
			put(grid->out, " ", pad);
			put_span(grid->out, line < lines[i].count ? &lines[i].line[line] : &none,
				grid->width[i] - 2 * pad, number ? 1 : -1);
			put(grid->out, " ", pad);
			mc_str_add(grid->out, "│");
		}
		mc_str_add(grid->out, "\n");
	}
}

/* ---- the page ---- */

static void put_centred(const struct grid *grid, const char *text, int width) {
	while (*text != '\0') {
		struct span line = next_line(&text, width);
		int spare = width - span_width(&line);
		put(grid->out, " ", spare / 2);
		mc_str_add_bytes(grid->out, line.text, line.len);
		mc_str_add(grid->out, "\n");
	}
}

/* A note wraps under its own first letter. */
static void put_note(const struct grid *grid, const char *text, int width) {
	int indent = (int)strspn(text, " ");
	text += indent;
	do {
		struct span line = next_line(&text, width - indent);
		put(grid->out, " ", line.len > 0 ? indent : 0);
		mc_str_add_bytes(grid->out, line.text, line.len);
		mc_str_add(grid->out, "\n");
	} while (*text != '\0');
}

static void find_columns(struct grid *grid) {
	for (size_t i = 0; i < grid->sheet->column_count; i++) {
		if (grid->sheet->columns[i].heads[0] == NULL) {
			continue;
		}
		grid->columns[grid->count++] = i;
		for (int k = 0; k < MC_SHEET_LEVELS; k++) {
			if (grid->sheet->columns[i].heads[k] != NULL && k >= grid->levels) {
				grid->levels = k + 1;
			}
		}
	}
}

void mc_sheet_as_text(const struct mc_sheet *sheet, int width, struct mc_str *out) {
	struct grid grid = { .sheet = sheet, .out = out };
	int whole = 1;
	find_columns(&grid);
	measure_columns(&grid, width);
	measure_heads(&grid);
	for (size_t i = 0; i < grid.count; i++) {
		whole += grid.width[i] + 1;
	}
	if (sheet->form != NULL) {
		put_note(&grid, sheet->form, whole);
	}
	put_centred(&grid, sheet->title, whole);
	for (size_t i = 0; i < sheet->fact_count; i++) {
		put_centred(&grid, sheet->facts[i], whole);
	}
	put_heads(&grid);
	if (sheet->numbered) {
		put_numbers(&grid);
	}
	for (size_t i = 0; i < sheet->row_count; i++) {
		if (sheet->rows[i].total && i > 0) {
			put_rule(&grid, BAND_BODY, BAND_BODY);
		}
		put_row(&grid, &sheet->rows[i]);
	}
	put_rule(&grid, BAND_BODY, BAND_NONE);
	for (size_t i = 0; i < sheet->note_count; i++) {
		put_note(&grid, sheet->notes[i], whole);
	}
}

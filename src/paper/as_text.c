/* A page is written block by block, a row line by line; nothing is ever moved back to. */
#include "paper/as_text.h"

#include "paper/flow.h"

/* From this multiple on, a big text is drawn in a box. */
#define BOX_SCALE 3

struct writer {
	const struct mc_page *page;
	struct mc_arena scratch; /* emptied behind every block */
	struct mc_str *out;
	size_t line_start; /* in *out */
	int column; /* where the next letter lands */
};

/* --- one line of output --- */

static void put(struct writer *to, const char *text, int columns) {
	mc_str_add(to->out, text);
	to->column += columns;
}

static void put_times(struct writer *to, const char *letter, int times) {
	for (int i = 0; i < times; i++) {
		put(to, letter, 1);
	}
}

static void pad(struct writer *to, int column) {
	put_times(to, " ", column - to->column);
}

static void end_line(struct writer *to) {
	struct mc_str *out = to->out;
	while (out->len > to->line_start && out->data[out->len - 1] == ' ') {
		out->len--;
	}
	mc_str_add_char(out, '\n');
	to->line_start = out->len;
	to->column = 0;
}

static int aligned(enum mc_page_align align, int start, int width, int columns) {
	switch (align) {
	case MC_PAGE_LEFT: return start;
	case MC_PAGE_CENTER: return start + (width - columns) / 2;
	case MC_PAGE_RIGHT: return start + width - columns;
	}
	return start;
}

/* --- rows --- */

/* The line of `flow` that covers output line `y`; *ret_inside counts from its top. NULL below. */
static const struct mc_flow_line *line_at(const struct mc_flow *flow, int y, int *ret_inside) {
	for (size_t i = 0; i < flow->count; i++) {
		if (y < flow->lines[i].height) {
			*ret_inside = y;
			return &flow->lines[i];
		}
		y -= flow->lines[i].height;
	}
	return NULL;
}

static bool is_boxed(const struct mc_page_row *row, const struct mc_flow_line *line) {
	return row->cell_count == 1 && line->scale >= BOX_SCALE && line->height >= BOX_SCALE;
}

/* One of the lines that a big text takes: frame above and below, the text in the middle. */
static void put_boxed(struct writer *to, const struct mc_page_cell *cell,
	const struct mc_flow_line *line, int inside) {
	int start = aligned(cell->align, cell->start, cell->width, line->columns);
	int end = start + line->columns - 1;
	bool top = inside == 0;
	bool edge = top || inside == line->height - 1;
	pad(to, start);
	put(to, !edge ? "│" : top ? "┌" : "└", 1);
	if (edge) {
		put_times(to, "─", end - to->column);
	} else if (inside == (line->height - 1) / 2) {
		pad(to, start + (line->columns - line->letters) / 2);
		put(to, line->text, line->letters);
	}
	pad(to, end);
	put(to, !edge ? "│" : top ? "┐" : "┘", 1);
}

static void put_cell(struct writer *to, const struct mc_page_row *row,
	const struct mc_page_cell *cell, const struct mc_flow *flow, int y) {
	int inside = 0;
	const struct mc_flow_line *line = line_at(flow, y, &inside);
	if (line == NULL || line->text[0] == '\0') {
		return;
	}
	if (is_boxed(row, line)) {
		put_boxed(to, cell, line, inside);
	} else if (inside == (line->height - 1) / 2) {
		pad(to, aligned(cell->align, cell->start, cell->width, line->letters));
		put(to, line->text, line->letters);
	}
}

static void write_row(struct writer *to, const struct mc_page_row *row) {
	struct mc_flow flows[MC_PAGE_MAX_CELLS];
	int height = 1;
	for (size_t i = 0; i < row->cell_count; i++) {
		mc_flow_cell(row, &row->cells[i], &to->scratch, &flows[i]);
		height = flows[i].height > height ? flows[i].height : height;
	}
	for (int y = 0; y < height; y++) {
		for (size_t i = 0; i < row->cell_count; i++) {
			const struct mc_page_cell *cell = &row->cells[i];
			if (row->framed) {
				pad(to, cell->start - 1);
				put(to, "│", 1);
			}
			put_cell(to, row, cell, &flows[i], y);
			if (row->framed && i == row->cell_count - 1) {
				pad(to, cell->start + cell->width);
				put(to, "│", 1);
			}
		}
		end_line(to);
	}
}

/* --- rules, codes, cuts --- */

/* Whether block `index` is a framed row with a vertical line in `column`. */
static bool has_bar(const struct mc_page *page, size_t index, int column) {
	if (index >= page->count || page->blocks[index].kind != MC_PAGE_ROW ||
		!page->blocks[index].row.framed) {
		return false;
	}
	const struct mc_page_row *row = &page->blocks[index].row;
	const struct mc_page_cell *last = &row->cells[row->cell_count - 1];
	for (size_t i = 0; i < row->cell_count; i++) {
		if (row->cells[i].start - 1 == column) {
			return true;
		}
	}
	return last->start + last->width == column;
}

static void write_rule(struct writer *to, size_t index) {
	/* by the arms up 1, down 2, left 4, right 8 */
	static const char *const joints[16] = { "─", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└",
		"┌", "├", "─", "┴", "┬", "┼" };
	const struct mc_page_rule *rule = &to->page->blocks[index].rule;
	pad(to, rule->start);
	for (int column = rule->start; column < rule->start + rule->width; column++) {
		unsigned arms = 0;
		if (rule->framed) {
			arms |= index > 0 && has_bar(to->page, index - 1, column) ? 1 : 0;
			arms |= has_bar(to->page, index + 1, column) ? 2 : 0;
		}
		arms |= column > rule->start ? 4 : 0;
		arms |= column < rule->start + rule->width - 1 ? 8 : 0;
		put(to, joints[arms], 1);
	}
	end_line(to);
}

static void write_code(struct writer *to, const struct mc_page_code *code) {
	const char *format = code->symbol == MC_PAGE_QR ? "[QR %s]" : "[|||| %s]";
	struct mc_page_run run = { .wide = 1, .high = 1 };
	run.text = mc_arena_printf(&to->scratch, format, code->text);
	struct mc_page_cell cell = { .start = code->start,
		.width = code->width,
		.align = code->align,
		.runs = &run,
		.run_count = 1 };
	struct mc_page_row row = { .cells = &cell, .cell_count = 1 };
	write_row(to, &row);
}

static void write_cut(struct writer *to) {
	for (int column = 0; column + 1 < to->page->columns; column += 2) {
		put(to, "- ", 2);
	}
	end_line(to);
}

void mc_page_as_text(const struct mc_page *page, struct mc_str *out) {
	struct writer to = { .page = page, .out = out, .line_start = out->len };
	mc_arena_init(&to.scratch);
	for (size_t i = 0; i < page->count; i++) {
		const struct mc_page_block *block = &page->blocks[i];
		switch (block->kind) {
		case MC_PAGE_ROW: write_row(&to, &block->row); break;
		case MC_PAGE_RULE: write_rule(&to, i); break;
		case MC_PAGE_BLANK: end_line(&to); break;
		case MC_PAGE_CODE: write_code(&to, &block->code); break;
		case MC_PAGE_CUT: write_cut(&to); break;
		}
		mc_arena_reset(&to.scratch);
	}
	mc_arena_finish(&to.scratch);
}

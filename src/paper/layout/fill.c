/*
 * Layout + record → page. Nothing here can fail: what a layout asks for and the
 * page cannot give is fitted (columns clipped, gaps dropped), never left out.
 */
#include "paper/layout/lines.h"

#include "base/str.h"
#include "paper/codes.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

/* Marks that must be on the page, whether the layout places them or not; the first goes on top. */
static const char *const marks[] = { MC_RECORD_PRACTICE, MC_RECORD_REPRINT };

struct filler {
	const struct mc_layout *layout;
	const struct mc_record *record;
	const struct mc_record_item *item; /* of the line's group; NULL outside one */
	size_t item_number; /* from 1 */
	struct mc_arena *arena;
	struct mc_page *page;
	struct mc_layout_setting setting;
	bool placed[MC_COUNT(marks)];
};

/* --- values --- */

/* Copies a value; control characters become blanks, but a line may end in it. */
static const char *safe_text(struct mc_arena *arena, const char *value) {
	struct mc_str out;
	size_t len = strlen(value);
	mc_str_init(&out);
	for (size_t pos = 0; pos < len;) {
		char bytes[4];
		int32_t character = mc_utf8_next(value, len, &pos);
		bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
		if (control && character != '\n') {
			character = ' ';
		}
		mc_str_add_bytes(&out, bytes, mc_utf8_encode(character, bytes));
	}
	const char *copy = mc_arena_bytes(arena, mc_str_text(&out), out.len);
	mc_str_finish(&out);
	return copy;
}

static const char *group_value(const struct filler *fill, const char *name) {
	if (fill->item == NULL) {
		return "";
	}
	if (strcmp(name, "*") == 0) {
		return fill->item->count > 0 ? fill->item->fields[0].value : "";
	}
	const char *value = mc_record_item_get(fill->item, name);
	if (value[0] == '\0' && strcmp(name, MC_RECORD_ORDINAL) == 0) {
		return mc_arena_printf(fill->arena, "%zu", fill->item_number);
	}
	return value;
}

/* The value of a variable as page text. */
static const char *value_of(const struct filler *fill, const struct mc_layout_piece *piece) {
	const char *value = piece->group != NULL ? group_value(fill, piece->name)
						 : mc_record_get(fill->record, piece->name);
	return safe_text(fill->arena, value);
}

/*
 * Whether the text has variables, and whether one of them has a value. An item's
 * ordinal counts as neither: it alone never keeps a line.
 */
static void look_for_values(
	const struct filler *fill, const struct mc_layout_text *text, bool *asked, bool *answered) {
	for (size_t i = 0; i < text->count; i++) {
		const struct mc_layout_piece *piece = &text->pieces[i];
		if (piece->name == NULL ||
			(piece->group != NULL && strcmp(piece->name, MC_RECORD_ORDINAL) == 0)) {
			continue;
		}
		*asked = true;
		*answered |= value_of(fill, piece)[0] != '\0';
	}
}

static bool left_out(const struct filler *fill, const struct mc_layout_line *line) {
	bool asked = false;
	bool answered = false;
	for (size_t i = 0; i < line->cell_count; i++) {
		look_for_values(fill, &line->cells[i].text, &asked, &answered);
	}
	if (line->properties != NULL) {
		look_for_values(fill, &line->properties->code, &asked, &answered);
	}
	return asked && !answered;
}

/* --- columns --- */

struct extent {
	int start;
	int width;
};

static int shared(const struct mc_layout_setting *setting, size_t index) {
	return index < setting->width_count ? setting->widths[index] : 0;
}

/* Gives each of `count` cells its width: fixed ones first, the others share what is left. */
static int divide(
	const struct mc_layout_setting *setting, size_t count, int room, struct extent *cells) {
	int open = 0; /* cells without a width yet */
	int left = room;
	for (size_t i = 0; i < count; i++) {
		int after = (int)(count - i - 1); /* one column each, at least */
		int wanted = shared(setting, i);
		int most = left - after - open;
		cells[i].width = wanted > most ? most : wanted;
		open += cells[i].width == 0;
		left -= cells[i].width;
	}
	for (size_t i = 0; i < count; i++) {
		if (cells[i].width == 0) {
			cells[i].width = (left + open - 1) / open;
			left -= cells[i].width;
			open--;
		}
	}
	return room - left;
}

/*
 * Places `count` cells on the page by the setting and returns the extent of all,
 * frame included. Where the page is too narrow for it, frame and gaps go first.
 */
static struct extent place(
	const struct filler *fill, size_t count, struct extent *cells, bool *ret_framed) {
	static const int gaps[] = { [MC_LAYOUT_BORDER_NONE] = 0,
		[MC_LAYOUT_BORDER_SPACE] = 1,
		[MC_LAYOUT_BORDER_WIDE] = 2,
		[MC_LAYOUT_BORDER_LINE] = 1 };
	const struct mc_layout_setting *setting = &fill->setting;
	int columns = fill->page->columns;
	int gap = gaps[setting->border];
	int frame = setting->border == MC_LAYOUT_BORDER_LINE ? 1 : 0;
	if (columns - gap * ((int)count - 1) - 2 * frame < (int)count) {
		gap = 0;
		frame = 0;
	}
	int beside = gap * ((int)count - 1) + 2 * frame;
	int width = beside + divide(setting, count, columns - beside, cells);
	int start = setting->align == MC_PAGE_LEFT ? 0 : columns - width;
	if (setting->align == MC_PAGE_CENTER) {
		start /= 2;
	}
	int next = start + frame;
	for (size_t i = 0; i < count; i++) {
		cells[i].start = next;
		next += cells[i].width + gap;
	}
	*ret_framed = frame == 1;
	return (struct extent){ start, width };
}

/* --- blocks --- */

static void note_mark(struct filler *fill, const struct mc_layout_piece *piece) {
	for (size_t i = 0; i < MC_COUNT(marks); i++) {
		if (piece->group == NULL && strcmp(piece->name, marks[i]) == 0) {
			fill->placed[i] = true;
		}
	}
}

static void fill_cell(
	struct filler *fill, const struct mc_layout_cell *from, struct mc_page_cell *cell) {
	struct mc_page_run *runs = mc_arena_array(fill->arena, from->text.count, sizeof *runs);
	for (size_t i = 0; i < from->text.count; i++) {
		const struct mc_layout_piece *piece = &from->text.pieces[i];
		struct mc_page_run run = piece->style;
		if (piece->name != NULL) {
			run.text = value_of(fill, piece);
			note_mark(fill, piece);
		} else {
			run.text = mc_arena_text(fill->arena, run.text);
		}
		if (run.text[0] != '\0') {
			runs[cell->run_count++] = run;
		}
	}
	cell->runs = runs;
	cell->align = from->align;
}

static bool enlarged(const struct mc_page_cell *cell) {
	for (size_t i = 0; i < cell->run_count; i++) {
		if (cell->runs[i].wide > 1 || cell->runs[i].high > 1) {
			return true;
		}
	}
	return false;
}

static void fill_row(struct filler *fill, const struct mc_layout_line *line) {
	struct extent extents[MC_PAGE_MAX_CELLS];
	struct mc_page_row row = { .cell_count = line->cell_count, .wrap = fill->setting.wrap };
	struct mc_page_cell *cells = mc_arena_array(fill->arena, row.cell_count, sizeof *cells);
	place(fill, row.cell_count, extents, &row.framed);
	for (size_t i = 0; i < row.cell_count; i++) {
		cells[i].start = extents[i].start;
		cells[i].width = extents[i].width;
		fill_cell(fill, &line->cells[i], &cells[i]);
	}
	row.cells = cells;
	row.shrink = row.cell_count == 1 && enlarged(&cells[0]);
	mc_page_add(fill->page, MC_PAGE_ROW)->row = row;
}

/* A rule over the page, or over the framed table that it belongs to. */
static void fill_rule(struct filler *fill) {
	struct extent cells[MC_PAGE_MAX_CELLS];
	struct mc_page_rule rule = { .width = fill->page->columns };
	if (fill->setting.border == MC_LAYOUT_BORDER_LINE) {
		size_t count = fill->setting.width_count > 0 ? fill->setting.width_count : 1;
		struct extent all = place(fill, count, cells, &rule.framed);
		rule.start = all.start;
		rule.width = all.width;
	}
	mc_page_add(fill->page, MC_PAGE_RULE)->rule = rule;
}

/* A row of one text in bold, as wide as the page. */
static struct mc_page_row row_of(
	const struct filler *fill, const char *text, enum mc_page_align align) {
	struct mc_page_run *run = mc_arena_alloc(fill->arena, sizeof *run);
	struct mc_page_cell *cell = mc_arena_alloc(fill->arena, sizeof *cell);
	*run = (struct mc_page_run){
		.text = safe_text(fill->arena, text), .wide = 1, .high = 1, .bold = true
	};
	*cell = (struct mc_page_cell){
		.width = fill->page->columns, .align = align, .runs = run, .run_count = 1
	};
	return (struct mc_page_row){ .cells = cell, .cell_count = 1, .wrap = MC_PAGE_WRAP_WORDS };
}

/* The value may be somebody's name: the sentence, which goes into a log, does not repeat it. */
static void leave_out_code(
	struct filler *fill, int line, const struct mc_page_code *code, enum mc_code_fault fault) {
	struct mc_error *trouble = mc_page_trouble(fill->page);
	const char *name = fill->layout->name;
	bool qr = code->symbol == MC_PAGE_QR;
	const char *mark = qr ? "[không in được mã QR]" : "[không in được mã vạch]";
	size_t len = strlen(code->text);
	if (qr) {
		mc_fail(trouble, MC_PARTIAL,
			N_("%s, line %d: the QR code is left out of the paper: its text of %zu "
			   "bytes is too long for it."),
			name, line, len);
	} else if (fault == MC_CODE_LETTERS) {
		mc_fail(trouble, MC_PARTIAL,
			N_("%s, line %d: the bar code is left out of the paper: it can hold "
			   "letters without marks, digits and signs only."),
			name, line);
	} else if (fault == MC_CODE_LONG) {
		mc_fail(trouble, MC_PARTIAL,
			N_("%s, line %d: the bar code is left out of the paper: it can hold %d "
			   "letters, not %zu."),
			name, line, MC_CODE128_MAX, len);
	} else {
		mc_fail(trouble, MC_PARTIAL,
			N_("%s, line %d: the bar code is left out of the paper: for %zu letters "
			   "the paper is too narrow."),
			name, line, len);
	}
	mc_page_add(fill->page, MC_PAGE_ROW)->row = row_of(fill, mark, code->align);
}

static void fill_code(
	struct filler *fill, int line, const struct mc_layout_properties *properties) {
	struct mc_str text;
	assert(properties != NULL); /* a code stands in its properties */
	struct mc_page_code code = properties->look;
	mc_str_init(&text);
	for (size_t i = 0; i < properties->code.count; i++) {
		const struct mc_layout_piece *piece = &properties->code.pieces[i];
		mc_str_add(&text, piece->name != NULL ? value_of(fill, piece) : piece->style.text);
	}
	if (text.len > 0) {
		code.text = mc_arena_bytes(fill->arena, text.data, text.len);
		code.align = fill->setting.align;
		code.width = fill->page->columns;
		enum mc_code_fault fault = mc_code_check(&code);
		if (fault == MC_CODE_FINE) {
			mc_page_add(fill->page, MC_PAGE_CODE)->code = code;
		} else {
			leave_out_code(fill, line, &code, fault);
		}
	}
	mc_str_finish(&text);
}

/* Takes over what a property line changes; a table's frame opens and closes with it. */
static void change_setting(struct filler *fill, const struct mc_layout_properties *properties) {
	struct mc_layout_setting *setting = &fill->setting;
	const struct mc_layout_setting *to = &properties->setting;
	bool was_framed = setting->border == MC_LAYOUT_BORDER_LINE;
	bool border = (properties->changes & MC_LAYOUT_SET_BORDER) != 0;
	if (was_framed && border && to->border != MC_LAYOUT_BORDER_LINE) {
		fill_rule(fill);
	}
	if (border) {
		setting->border = to->border;
	}
	if ((properties->changes & MC_LAYOUT_SET_WIDTH) != 0) {
		memcpy(setting->widths, to->widths, sizeof setting->widths);
		setting->width_count = to->width_count;
	}
	if ((properties->changes & MC_LAYOUT_SET_ALIGN) != 0) {
		setting->align = to->align;
	}
	if ((properties->changes & MC_LAYOUT_SET_WRAP) != 0) {
		setting->wrap = to->wrap;
	}
	if (!was_framed && setting->border == MC_LAYOUT_BORDER_LINE) {
		fill_rule(fill);
	}
}

static void fill_line(struct filler *fill, const struct mc_layout_line *line) {
	if (line->properties != NULL) {
		change_setting(fill, line->properties);
	}
	if (left_out(fill, line)) {
		return;
	}
	switch (line->kind) {
	case MC_LAYOUT_ROW: fill_row(fill, line); break;
	case MC_LAYOUT_RULE: fill_rule(fill); break;
	case MC_LAYOUT_BLANK: mc_page_add(fill->page, MC_PAGE_BLANK); break;
	case MC_LAYOUT_CUT: mc_page_add(fill->page, MC_PAGE_CUT); break;
	case MC_LAYOUT_PROPERTIES: fill_code(fill, line->number, line->properties); break;
	}
}

/* Lines [from, to) belong to one group and repeat together, item by item. */
static void fill_group(
	struct filler *fill, const struct mc_layout_line *from, const struct mc_layout_line *to) {
	const struct mc_record_group *group = mc_record_group(fill->record, from->group);
	for (size_t i = 0; group != NULL && i < group->count; i++) {
		fill->item = &group->items[i];
		fill->item_number = i + 1;
		for (const struct mc_layout_line *line = from; line < to; line++) {
			fill_line(fill, line);
		}
	}
	fill->item = NULL;
}

/* Behind the last of the neighbouring lines that repeat with `line`. */
static const struct mc_layout_line *group_end(
	const struct mc_layout_line *line, const struct mc_layout_line *end) {
	const char *group = line->group;
	while (line < end && line->group != NULL && strcmp(line->group, group) == 0) {
		line++;
	}
	return line;
}

static void fill_lines(struct filler *fill, const struct mc_layout *layout) {
	const struct mc_layout_line *end = layout->lines + layout->line_count;
	for (const struct mc_layout_line *line = layout->lines; line < end;) {
		const struct mc_layout_line *next = line + 1;
		if (line->group != NULL) {
			next = group_end(line, end);
			fill_group(fill, line, next);
		} else {
			fill_line(fill, line);
		}
		line = next;
	}
}

/* --- marks that no layout can drop --- */

static void put_on_top(struct filler *fill, const char *text) {
	struct mc_page *page = fill->page;
	const struct mc_page_block block = { .kind = MC_PAGE_ROW,
		.row = row_of(fill, text, MC_PAGE_CENTER) };
	mc_page_add(page, MC_PAGE_ROW);
	memmove(page->blocks + 1, page->blocks, (page->count - 1) * sizeof *page->blocks);
	page->blocks[0] = block;
}

static void put_missing_marks(struct filler *fill) {
	for (size_t i = MC_COUNT(marks); i-- > 0;) {
		const char *text = mc_record_get(fill->record, marks[i]);
		if (!fill->placed[i] && text[0] != '\0') {
			put_on_top(fill, text);
		}
	}
}

void mc_layout_fill(const struct mc_layout *layout, const struct mc_record *record, int columns,
	struct mc_arena *arena, struct mc_page *ret_page) {
	struct filler fill = {
		.layout = layout,
		.record = record,
		.arena = arena,
		.page = ret_page,
		.setting = { .border = MC_LAYOUT_BORDER_SPACE, .align = MC_PAGE_CENTER },
	};
	mc_page_init(ret_page, arena, columns);
	fill_lines(&fill, layout);
	if (fill.setting.border == MC_LAYOUT_BORDER_LINE) {
		fill_rule(&fill);
	}
	put_missing_marks(&fill);
}

/*
 * A block becomes a strip of marks once and for all, so that a page can be broken
 * between blocks and painted onto any surface without being measured again.
 */
#include "print/draw/typeset.h"
#include "base/str.h"
#include "paper/codes.h"
#include "print/draw/qr.h"
#include <assert.h>
#include <math.h>
#include <string.h>

#define FAMILY "DejaVu Sans"
#define LINE_SPACING 1.15f /* the marks of stacked capitals nearly touch the row above */
#define FONT_HEIGHT 1.164 /* of the font, in its size */
#define SMALLEST_DOTS 18 /* only where a number would break, or a line that must not */
#define BIG_DOTS 60 /* from here on a row is as high as its ink, not as its font */
#define BIG_MARGIN 10
#define RULE_DOTS 2
#define RULE_MARGIN 6
#define BLANK_DOTS 20
#define FRAME_MARGIN 4
#define CODE_MARGIN 12
#define MARK_ROOM 200 /* kept free for the mark of what had no room */

static struct mc_mark *add_mark(
	struct mc_typeset *set, enum mc_mark_kind kind, double x, double y) {
	struct mc_mark *mark =
		MC_ARENA_NEXT(set->arena, set->marks, set->mark_count, set->mark_cap);
	*mark = (struct mc_mark){ .kind = kind, .x = x, .y = y };
	set->strips[set->strip_count - 1].mark_count++;
	return mark;
}

static void add_box(struct mc_typeset *set, double x, double y, double width, double height) {
	struct mc_mark *mark = add_mark(set, MC_MARK_BOX, x, y);
	mark->box.width = width;
	mark->box.height = height;
}

/* --- letters --- */

/*
 * Letters of a run, in dots. Unequal multiples are for printers without fonts:
 * here the letters keep their shape and take the same room.
 */
static double run_dots(const struct mc_page_run *run) {
	return MC_BODY_DOTS * sqrt((double)run->wide * run->high);
}

static double biggest_dots(const struct mc_page_cell *cell) {
	double most = 0;
	for (size_t i = 0; i < cell->run_count; i++) {
		most = fmax(most, run_dots(&cell->runs[i]));
	}
	return most;
}

static void style(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to) {
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

static void style_run(
	PangoAttrList *list, const struct mc_page_run *run, double factor, size_t from, size_t to) {
	int dots = (int)floor(run_dots(run) * factor + 1e-6);
	style(list, pango_attr_size_new_absolute(dots * PANGO_SCALE), from, to);
	if (run->bold) {
		style(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
	}
	if (run->underline) {
		style(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
	}
	if (run->inverse) {
		style(list, pango_attr_background_new(0, 0, 0), from, to);
		style(list, pango_attr_foreground_new(0xffff, 0xffff, 0xffff), from, to);
	}
}

/* Gives the layout its sizes: those of the runs, times `factor`. */
static void set_sizes(PangoLayout *layout, const struct mc_page_cell *cell, double factor) {
	PangoAttrList *list = pango_attr_list_new();
	size_t at = 0;
	for (size_t i = 0; i < cell->run_count; i++) {
		size_t len = strlen(cell->runs[i].text);
		style_run(list, &cell->runs[i], factor, at, at + len);
		at += len;
	}
	pango_attr_list_insert(list, pango_attr_fallback_new(FALSE));
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
}

static PangoLayout *layout_new(struct mc_typeset *set, const struct mc_page_cell *cell) {
	static const PangoAlignment aligns[] = {
		[MC_PAGE_LEFT] = PANGO_ALIGN_LEFT,
		[MC_PAGE_CENTER] = PANGO_ALIGN_CENTER,
		[MC_PAGE_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	struct mc_str text;
	mc_str_init(&text);
	for (size_t i = 0; i < cell->run_count; i++) {
		mc_str_add(&text, cell->runs[i].text);
	}
	PangoLayout *layout = pango_layout_new(set->context);
	pango_layout_set_text(layout, mc_str_text(&text), (int)text.len);
	pango_layout_set_alignment(layout, aligns[cell->align]);
	pango_layout_set_line_spacing(layout, LINE_SPACING);
	mc_str_finish(&text);
	set_sizes(layout, cell, 1);
	return layout;
}

static double layout_width(PangoLayout *layout) {
	int width, height;
	pango_layout_get_size(layout, &width, &height);
	return (double)width / PANGO_SCALE;
}

/* Width of the text without wrapping. */
static double natural_width(PangoLayout *layout) {
	pango_layout_set_width(layout, -1);
	return layout_width(layout);
}

static double wrapped_width(PangoLayout *layout, double width) {
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	return layout_width(layout);
}

/*
 * Makes the text fit its cell: on one line where the row asks for that, down to
 * `least` of its size; else wrapped at words, and where one word is wider than
 * the cell, smaller before it is broken.
 */
static void fit(
	PangoLayout *layout, const struct mc_page_row *row, const struct mc_page_cell *cell) {
	double width = (double)cell->width * MC_DOTS_PER_COLUMN;
	double natural = natural_width(layout), biggest = biggest_dots(cell);
	bool alone = row->shrink && row->cell_count == 1;
	double factor = 1;
	if (natural > width && (alone || row->wrap == MC_PAGE_WRAP_NONE)) {
		double least = (alone ? MC_BODY_DOTS : SMALLEST_DOTS) / biggest;
		factor = fmin(1, fmax(least, floor(biggest * width / natural) / biggest));
		set_sizes(layout, cell, factor);
		while (natural_width(layout) > width && factor * biggest - 1 >= least * biggest) {
			factor -= 1 / biggest; /* hinted letters do not shrink evenly */
			set_sizes(layout, cell, factor);
		}
	}
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	while (wrapped_width(layout, width) > width && factor * biggest > SMALLEST_DOTS) {
		factor -= 1 / biggest;
		set_sizes(layout, cell, factor);
	}
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
}

/* --- blocks --- */

/* Places one cell's text; returns the height it needs. */
static double place_cell(struct mc_typeset *set, const struct mc_page_row *row,
	const struct mc_page_cell *cell, double top) {
	PangoLayout *layout = layout_new(set, cell);
	double x = (double)cell->start * MC_DOTS_PER_COLUMN;
	struct mc_mark *mark = add_mark(set, MC_MARK_TEXT, x, top);
	mark->layout = layout;
	fit(layout, row, cell);
	set->missing += (size_t)pango_layout_get_unknown_glyphs_count(layout);
	PangoRectangle ink, logical;
	pango_layout_get_pixel_extents(layout, &ink, &logical);
	double biggest = biggest_dots(cell);
	if (biggest >= BIG_DOTS && ink.height > 0) {
		mark->y = top + BIG_MARGIN - ink.y;
		return ink.height + 2 * BIG_MARGIN;
	}
	/* Pango spaces only the lines inside a layout; each row gets its share above its first. */
	double leading = round((LINE_SPACING - 1) * FONT_HEIGHT * biggest);
	mark->y = top + leading;
	return logical.height + leading;
}

/* The upright lines of a framed row, in the middle of their columns. */
static void place_frame(struct mc_typeset *set, const struct mc_page_row *row, double height) {
	for (size_t i = 0; i <= row->cell_count; i++) {
		const struct mc_page_cell *cell = &row->cells[i < row->cell_count ? i : i - 1];
		int column = i < row->cell_count ? cell->start - 1 : cell->start + cell->width;
		double middle = (column + 0.5) * MC_DOTS_PER_COLUMN;
		add_box(set, middle - RULE_DOTS / 2.0, 0, RULE_DOTS, height);
	}
}

static double place_row(struct mc_typeset *set, const struct mc_page_row *row) {
	double margin = row->framed ? FRAME_MARGIN : 0, height = 0;
	for (size_t i = 0; i < row->cell_count; i++) {
		if (row->cells[i].run_count > 0) {
			height = fmax(height, place_cell(set, row, &row->cells[i], margin));
		}
	}
	if (height == 0) {
		height = MC_BODY_DOTS * LINE_SPACING;
	}
	height = ceil(height + 2 * margin);
	if (row->framed) {
		place_frame(set, row, height);
	}
	return height;
}

static double place_rule(struct mc_typeset *set, const struct mc_page_rule *rule) {
	double inset = rule->framed ? (MC_DOTS_PER_COLUMN - RULE_DOTS) / 2.0 : 0;
	double margin = rule->framed ? 0 : RULE_MARGIN;
	add_box(set, (double)rule->start * MC_DOTS_PER_COLUMN + inset, margin,
		(double)rule->width * MC_DOTS_PER_COLUMN - 2 * inset, RULE_DOTS);
	return RULE_DOTS + 2 * margin;
}

/* Left edge of something `wide` dots in the code's columns. */
static double aligned(const struct mc_page_code *code, double wide) {
	double from = (double)code->start * MC_DOTS_PER_COLUMN;
	double room = (double)code->width * MC_DOTS_PER_COLUMN - wide;
	switch (code->align) {
	case MC_PAGE_CENTER: return from + floor(room / 2);
	case MC_PAGE_RIGHT: return from + room;
	case MC_PAGE_LEFT: break;
	}
	return from;
}

/* Whole dots a module: as asked, less where it would not fit, at least 1. */
static double module_dots(const struct mc_page_code *code, int modules) {
	int most = code->width * MC_DOTS_PER_COLUMN / modules;
	int dots = code->module < most ? code->module : most;
	return dots > 1 ? dots : 1;
}

static double place_qr(struct mc_typeset *set, const struct mc_page_code *code) {
	struct mc_qr qr;
	if (mc_qr_make(code->text, code->level, set->arena, &qr, NULL) != MC_OK) {
		return 0; /* the page model has none that cannot be made */
	}
	double dots = module_dots(code, qr.size);
	struct mc_mark *mark =
		add_mark(set, MC_MARK_CELLS, aligned(code, qr.size * dots), CODE_MARGIN);
	mark->code.cells = qr.cells;
	mark->code.columns = mark->code.rows = qr.size;
	mark->code.width = mark->code.height = dots;
	return qr.size * dots + 2 * CODE_MARGIN;
}

/* The text under the bars, in the middle below them. */
static double place_caption(struct mc_typeset *set, const struct mc_page_code *code, double top) {
	const struct mc_page_run run = { .text = code->text, .wide = 1, .high = 1 };
	const struct mc_page_cell cell = { .start = code->start,
		.width = code->width,
		.align = code->align,
		.runs = &run,
		.run_count = 1 };
	const struct mc_page_row row = {
		.cells = &cell, .cell_count = 1, .wrap = MC_PAGE_WRAP_NONE
	};
	return place_cell(set, &row, &cell, top);
}

static double place_bars(struct mc_typeset *set, const struct mc_page_code *code) {
	struct mc_code128 bars;
	if (mc_code128_make(code->text, set->arena, &bars, NULL) != MC_OK) {
		return 0; /* likewise */
	}
	double dots = module_dots(code, bars.width + 2 * MC_CODE128_QUIET);
	double quiet = MC_CODE128_QUIET * dots;
	double x = aligned(code, bars.width * dots + 2 * quiet) + quiet;
	struct mc_mark *mark = add_mark(set, MC_MARK_CELLS, x, RULE_MARGIN);
	mark->code.cells = bars.cells;
	mark->code.columns = bars.width;
	mark->code.rows = 1;
	mark->code.width = dots;
	mark->code.height = code->height;
	double height = code->height + 2 * RULE_MARGIN;
	return code->caption ? height + place_caption(set, code, height - RULE_MARGIN) : height;
}

/* Adds the marks of a block; returns the height it needs. */
static double place_block(struct mc_typeset *set, const struct mc_page_block *block) {
	switch (block->kind) {
	case MC_PAGE_ROW: return place_row(set, &block->row);
	case MC_PAGE_RULE: return place_rule(set, &block->rule);
	case MC_PAGE_BLANK: return BLANK_DOTS;
	case MC_PAGE_CUT: return 0;
	case MC_PAGE_CODE:
		return block->code.symbol == MC_PAGE_QR ? place_qr(set, &block->code)
							: place_bars(set, &block->code);
	}
	return 0;
}

/* --- the whole --- */

/* A receipt printer has no grey, so letters are hinted to whole dots; a PDF keeps their true shape. */
static PangoContext *context_new(enum mc_typeset_grid grid) {
	bool dots = grid == MC_GRID_DOTS;
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_antialias(
		options, dots ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(
		options, dots ? CAIRO_HINT_STYLE_FULL : CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(
		options, dots ? CAIRO_HINT_METRICS_ON : CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, dots);
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, FAMILY);
	pango_font_description_set_absolute_size(font, MC_BODY_DOTS * PANGO_SCALE);
	pango_context_set_font_description(context, font);
	pango_font_description_free(font);
	return context;
}

/* Whether the font that would really be loaded is ours. */
static enum mc_status check_font(PangoContext *context, struct mc_error *err) {
	PangoFont *font =
		pango_context_load_font(context, pango_context_get_font_description(context));
	if (font == NULL) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("No font is installed: install %s (package fonts-dejavu-core)."),
			FAMILY);
	}
	PangoFontDescription *loaded = pango_font_describe(font);
	const char *family = pango_font_description_get_family(loaded);
	enum mc_status status = MC_OK;
	if (family == NULL || strcmp(family, FAMILY) != 0) {
		status = mc_fail(err, MC_UNAVAILABLE,
			N_("The font %s is not installed (%s would take its place): install the "
			   "package fonts-dejavu-core."),
			FAMILY, family ? family : "?");
	}
	pango_font_description_free(loaded);
	g_object_unref(font);
	return status;
}

static void drop_marks(struct mc_typeset *set, size_t from) {
	for (size_t i = from; i < set->mark_count; i++) {
		if (set->marks[i].kind == MC_MARK_TEXT) {
			g_object_unref(set->marks[i].layout);
		}
	}
	set->mark_count = from;
}

/* A strip of the block, when it has room above `most`. */
static bool add_strip(struct mc_typeset *set, const struct mc_page_block *block, double most) {
	size_t mark = set->mark_count;
	struct mc_strip *strip =
		MC_ARENA_NEXT(set->arena, set->strips, set->strip_count, set->strip_cap);
	*strip = (struct mc_strip){
		.y = set->height, .mark = mark, .cut = block->kind == MC_PAGE_CUT
	};
	strip->height = place_block(set, block);
	if (set->height + strip->height > most) {
		drop_marks(set, mark);
		set->strip_count--;
		return false;
	}
	set->height += strip->height;
	return true;
}

/* In the place of the first of all that has no room. */
static void mark_cut_short(struct mc_typeset *set, const struct mc_page *page, double most) {
	const struct mc_page_run run = {
		.text = "[không đủ chỗ in]", .wide = 1, .high = 1, .bold = true
	};
	const struct mc_page_cell cell = {
		.width = page->columns, .align = MC_PAGE_CENTER, .runs = &run, .run_count = 1
	};
	const struct mc_page_block block = { .kind = MC_PAGE_ROW,
		.row = { .cells = &cell, .cell_count = 1, .wrap = MC_PAGE_WRAP_WORDS } };
	if (!set->cut_short) {
		(void)add_strip(set, &block, most);
	}
	set->cut_short = true;
}

enum mc_status mc_typeset_init(struct mc_typeset *set, const struct mc_page *page,
	enum mc_typeset_grid grid, double most, struct mc_arena *arena, struct mc_error *err) {
	*set = (struct mc_typeset){
		.arena = arena,
		.context = context_new(grid),
		.grid = grid,
		.width = page->columns * MC_DOTS_PER_COLUMN,
	};
	enum mc_status status = check_font(set->context, err);
	for (size_t i = 0; status == MC_OK && i < page->count; i++) {
		if (!add_strip(set, &page->blocks[i], most - MARK_ROOM)) {
			mark_cut_short(set, page, most);
		}
	}
	return status;
}

void mc_typeset_finish(struct mc_typeset *set) {
	drop_marks(set, 0);
	g_clear_object(&set->context);
	set->strip_count = 0;
}

static void paint_cells(const struct mc_mark *mark, double x, double y, cairo_t *cr) {
	for (int row = 0; row < mark->code.rows; row++) {
		for (int column = 0; column < mark->code.columns; column++) {
			if (mark->code.cells[row * mark->code.columns + column]) {
				cairo_rectangle(cr, x + column * mark->code.width,
					y + row * mark->code.height, mark->code.width,
					mark->code.height);
			}
		}
	}
	cairo_fill(cr);
}

static void paint_mark(const struct mc_mark *mark, double top, cairo_t *cr) {
	double x = mark->x, y = top + mark->y;
	switch (mark->kind) {
	case MC_MARK_TEXT:
		cairo_move_to(cr, x, y);
		pango_cairo_show_layout(cr, mark->layout);
		break;
	case MC_MARK_BOX:
		cairo_rectangle(cr, x, y, mark->box.width, mark->box.height);
		cairo_fill(cr);
		break;
	case MC_MARK_CELLS: paint_cells(mark, x, y, cr); break;
	}
}

void mc_typeset_paint(const struct mc_typeset *set, size_t from, size_t to, cairo_t *cr) {
	assert(from < to && to <= set->strip_count);
	cairo_set_source_rgb(cr, 0, 0, 0);
	if (set->grid == MC_GRID_DOTS) {
		cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
	}
	for (size_t s = from; s < to; s++) {
		const struct mc_strip *strip = &set->strips[s];
		for (size_t m = strip->mark; m < strip->mark + strip->mark_count; m++) {
			paint_mark(&set->marks[m], strip->y - set->strips[from].y, cr);
		}
	}
}

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
/*
 * For the leak checker of a sanitized build: fontconfig keeps its caches until
 * the process ends, out of the checker's sight. Compiled in rather than read from
 * a file, which another user or a folder with odd letters in its name puts out of reach.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
	return "leak:libfontconfig\nleak:FcPattern\nleak:FcValueSave\n";
}
/* The checker's list of what was suppressed goes to stderr, where tests read sentences. */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) {
	return "print_suppressions=0";
}
#endif

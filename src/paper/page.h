/*
 * The page model: what stands between a layout and its renderers (text, raster,
 * PDF, HTML). A page is a list of blocks from top to bottom on a grid of equal
 * columns; one column is 12 dots on a roll printer, so 80 mm paper has 48
 * columns (576 dots), 58 mm has 32 (384 dots); A5 and A4 forms have 96. Glyphs
 * may be proportional inside a cell; cells never overlap and never leave the
 * page.
 *
 * Wrapping is left to the renderer, because only it knows its glyph widths.
 * mc_flow_* (flow.h) does it for renderers that count terminal columns.
 *
 * All of a page lives in one arena; nothing in it is freed singly. Texts are
 * NFC UTF-8 without control characters, except '\n', which ends a line inside
 * its cell. No text is NULL.
 */
#ifndef MC_PAPER_PAGE_H
#define MC_PAPER_PAGE_H

#include "base/arena.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>

#define MC_PAGE_58MM 32
#define MC_PAGE_80MM 48
#define MC_PAGE_FORM 96 /* A5, A4 */

#define MC_DOTS_PER_COLUMN 12

#define MC_PAGE_MIN_COLUMNS 16
#define MC_PAGE_MAX_COLUMNS 192
#define MC_PAGE_MAX_CELLS 16 /* in one row */
#define MC_PAGE_MAX_SCALE 6 /* largest multiple of the letter size */

enum mc_page_align { MC_PAGE_LEFT, MC_PAGE_CENTER, MC_PAGE_RIGHT };

/* What happens to a text wider than its cell. */
enum mc_page_wrap {
	MC_PAGE_WRAP_LETTERS, /* breaks anywhere, as ReceiptLine does */
	MC_PAGE_WRAP_WORDS, /* breaks at blanks; a word wider than the cell breaks anywhere */
	MC_PAGE_WRAP_NONE, /* one line; what does not fit is not shown */
};

/* A stretch of text in one style. `wide` and `high` are multiples, 1–6, of the basic letter. */
struct mc_page_run {
	const char *text;
	int wide;
	int high;
	bool bold;
	bool underline;
	bool inverse; /* white on black */
};

/* One column of a row: [start, start + width) in columns of the page. */
struct mc_page_cell {
	int start;
	int width; /* ≥ 1 */
	enum mc_page_align align;
	const struct mc_page_run *runs;
	size_t run_count; /* 0: an empty cell */
};

/*
 * A row of cells side by side, as high as its highest cell; tops are aligned.
 *
 * `framed`: a vertical line stands in the column before the first cell, in the
 * one column between neighbours, and in the column behind the last cell, over
 * the height of the row. The rules above and below are RULE blocks of their own.
 *
 * `shrink` (only with one cell): text that does not fit on one line at its size
 * is made smaller, multiple by multiple, down to 1 × 1, before it wraps: a
 * ticket's number never breaks. A renderer may shrink in finer steps.
 */
struct mc_page_row {
	const struct mc_page_cell *cells;
	size_t cell_count; /* 1 … MC_PAGE_MAX_CELLS */
	enum mc_page_wrap wrap;
	bool framed;
	bool shrink;
};

/* A horizontal line over [start, start + width), one text line high. */
struct mc_page_rule {
	int start;
	int width;
	bool framed; /* belongs to framed rows: it touches the row above and below */
};

enum mc_page_symbol { MC_PAGE_QR, MC_PAGE_CODE128 };

/* A bar code or QR, placed by `align` within [start, start + width). */
struct mc_page_code {
	enum mc_page_symbol symbol;
	const char *text; /* what it holds; never empty, and drawable there (codes.h) */
	enum mc_page_align align;
	int start;
	int width;
	int module; /* dots per QR module (3–8) or per narrowest bar (2–4); less if it would not fit */
	char level; /* QR error correction: 'l', 'm', 'q' or 'h' */
	int height; /* dots, CODE128 only (24–240) */
	bool caption; /* CODE128: the text is also written under the bars */
};

enum mc_page_kind {
	MC_PAGE_ROW,
	MC_PAGE_RULE,
	MC_PAGE_BLANK, /* an empty line, one text line high */
	MC_PAGE_CODE,
	MC_PAGE_CUT, /* roll: feed and cut; form: next sheet. A roll is cut at its end in any case */
};

struct mc_page_block {
	enum mc_page_kind kind;
	union {
		struct mc_page_row row;
		struct mc_page_rule rule;
		struct mc_page_code code;
	};
};

struct mc_page {
	struct mc_arena *arena; /* borrowed; owns everything below */
	int columns;
	struct mc_page_block *blocks;
	size_t count;
	size_t cap;
	struct mc_error *troubles; /* what the paper lacks and why; it is printed all the same */
	size_t trouble_count;
	size_t trouble_cap;
};

#define MC_PAGE_MAX_TROUBLES 8 /* kept */

/* An empty page of `columns` (MC_PAGE_MIN_COLUMNS … MAX) whose parts live in `arena`. */
void mc_page_init(struct mc_page *page, struct mc_arena *arena, int columns);

/* Adds a block of a kind, zeroed otherwise; valid until the next is added. */
struct mc_page_block *mc_page_add(struct mc_page *page, enum mc_page_kind kind);

/*
 * For a sentence about what a value or a layout costs the paper; its status is
 * MC_PARTIAL. NULL, which mc_fail() takes, when enough are kept.
 */
struct mc_error *mc_page_trouble(struct mc_page *page);

/* Whether nothing on the page can be seen. */
bool mc_page_is_bare(const struct mc_page *page);

/*
 * Checks a page against what this header says (cells inside the page and apart,
 * multiples in range, valid text …). NULL when it holds, else an English phrase
 * for the failing test or assertion.
 */
const char *mc_page_fault(const struct mc_page *page);

#endif

/*
 * A parsed layout, line by line: between parse.c, which makes it, and
 * fill.c, which puts values in. Private to the room.
 */
#ifndef MC_PAPER_LAYOUT_LINES_H
#define MC_PAPER_LAYOUT_LINES_H

#include "paper/layout/layout.h"
#include <stdbool.h>
#include <stddef.h>

#define MC_LAYOUT_MAX_NAME 64 /* bytes of a variable's name, with its group and NUL */

/* Text as written, or a variable to be replaced, in one style. */
struct mc_layout_piece {
	struct mc_page_run style; /* .text: the literal; unused in a variable */
	const char *group; /* variable: NULL when it is not of a group */
	const char *name; /* variable: its name, "*" for an item's first field; NULL in a literal */
};

struct mc_layout_text {
	struct mc_layout_piece *pieces;
	size_t count;
	size_t cap;
};

struct mc_layout_cell {
	enum mc_page_align align;
	struct mc_layout_text text;
};

enum mc_layout_border {
	MC_LAYOUT_BORDER_NONE,
	MC_LAYOUT_BORDER_SPACE, /* one column between cells */
	MC_LAYOUT_BORDER_WIDE, /* two */
	MC_LAYOUT_BORDER_LINE,
};

/* What lines below are laid out with, until it changes. */
struct mc_layout_setting {
	int widths[MC_PAGE_MAX_CELLS]; /* columns; 0 = an equal share of the rest */
	size_t width_count; /* 0: all share equally */
	enum mc_layout_border border;
	enum mc_page_align align; /* of rows and codes narrower than the page */
	enum mc_page_wrap wrap;
};

/* Which members of a setting a property line changes. */
enum mc_layout_change {
	MC_LAYOUT_SET_WIDTH = 1,
	MC_LAYOUT_SET_BORDER = 2,
	MC_LAYOUT_SET_ALIGN = 4,
	MC_LAYOUT_SET_WRAP = 8,
};

struct mc_layout_properties {
	unsigned changes;
	struct mc_layout_setting setting; /* only the members in `changes` count */
	struct mc_layout_text code; /* count 0: no code on this line */
	struct mc_page_code look; /* of the code: symbol, module, level, height, caption */
};

enum mc_layout_kind {
	MC_LAYOUT_ROW,
	MC_LAYOUT_RULE,
	MC_LAYOUT_BLANK,
	MC_LAYOUT_CUT,
	MC_LAYOUT_PROPERTIES,
};

struct mc_layout_line {
	int number; /* in the file, from 1 */
	enum mc_layout_kind kind;
	const char *group; /* the repeat group of its variables; NULL when there is none */
	struct mc_layout_cell *cells;
	size_t cell_count;
	struct mc_layout_properties *properties;
};

/* --- between parse.c, text.c and property.c --- */

struct mc_layout_parser {
	struct mc_layout *layout;
	const char *name; /* of the file */
	size_t line_cap;
	size_t warning_cap;
	struct mc_layout_line *line; /* being parsed */
};

/* [text, text + len), somewhere in a line. */
struct mc_slice {
	const char *text;
	size_t len;
};

bool mc_slice_is_blank(char c); /* blank or tab */
struct mc_slice mc_slice_trimmed(struct mc_slice in); /* without blanks at its ends */

/* Where the next warning goes; NULL, which mc_fail() takes, when enough are kept. */
struct mc_error *mc_layout_warn(struct mc_layout_parser *parser);

/*
 * Parses a text: escapes and variables, and where `styled` the marks of bold,
 * underline, inverse and size and `~` too.
 */
MC_CHECKED enum mc_status mc_layout_parse_text(struct mc_layout_parser *parser,
	struct mc_slice text, bool styled, struct mc_layout_text *ret_text, struct mc_error *err);

/* Parses what stands between the braces of a property line. */
MC_CHECKED enum mc_status mc_layout_parse_properties(struct mc_layout_parser *parser,
	struct mc_slice in, struct mc_layout_properties *ret_properties, struct mc_error *err);

#endif

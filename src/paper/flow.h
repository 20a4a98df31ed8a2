/*
 * Breaks the text of a cell into lines, counting terminal columns: for renderers
 * with a monospaced face. (The raster renderer lets Pango do it.) Private to the
 * room.
 */
#ifndef MC_PAPER_FLOW_H
#define MC_PAPER_FLOW_H

#include "base/arena.h"
#include "paper/page.h"
#include <stddef.h>

/* One line of a cell. */
struct mc_flow_line {
	const char *text; /* its letters, without blanks at the end */
	int columns; /* room that they take at their sizes; ≤ the cell's width */
	int letters; /* columns of `text` written at normal size; ≤ columns */
	int height; /* lines: the largest multiple in it, 1 when empty */
	int scale; /* the smallest multiple of width in it, 1 when empty */
};

struct mc_flow {
	struct mc_flow_line *lines; /* at least one, perhaps empty */
	size_t count;
	size_t cap;
	int height; /* of all lines together */
};

/*
 * Flows `cell` of `row` at its width. Multiples wider than the cell, and those
 * that `row->shrink` takes back, are made smaller. A letter wider than the cell
 * becomes U+FFFD.
 */
void mc_flow_cell(const struct mc_page_row *row, const struct mc_page_cell *cell,
	struct mc_arena *arena, struct mc_flow *ret_flow);

#endif

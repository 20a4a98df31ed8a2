/* Layout text + record → the page as text, for tests. */
#ifndef MC_TESTS_LAY_OUT_H
#define MC_TESTS_LAY_OUT_H

#include "base/arena.h"
#include "paper/layout/layout.h"

/* Parses (must succeed), fills, checks the page and returns it as text in `arena`. */
const char *lay_out(
	struct mc_arena *arena, const char *source, const struct mc_record *record, int columns);

/* The same with a paper's built-in layout, which must be free of warnings. */
const char *lay_out_paper(struct mc_arena *arena, const struct mc_record *record, int columns);

/* NULL, or what is wrong with the text of a page: a line too wide, blanks at an end, no last newline. */
const char *text_fault(struct mc_arena *arena, const char *text, int columns);

#endif

/*
 * A list on the screen: which row is chosen, and which are shown. Rows are
 * numbered from 1; a number and Enter choose as well as the arrows do. The
 * chosen row has a '>' before it and the hardware cursor beside that.
 */
#ifndef MC_UI_LIST_H
#define MC_UI_LIST_H

#include "ui/command.h"
#include "ui/terminal/frame.h"
#include <stddef.h>

struct mc_list {
	size_t count;
	size_t chosen; /* below count, 0 when empty */
	size_t number; /* being typed; 0 none */
	bool more; /* there are rows beyond those of the list */
};

/* After the rows changed: keeps the choice inside. `more`: they were cut, there are others. */
void mc_list_count(struct mc_list *list, size_t count, bool more);

/*
 * Up, Down, Page…, Home, End; digits when `numbers`, which move the choice to
 * that row at once. False when the key is none of the list's. `page`: rows shown.
 */
bool mc_list_key(struct mc_list *list, int32_t key, size_t page, bool numbers);

/* Draws one row's text between the columns given; `focused` rows are to be drawn in `style`. */
typedef void mc_list_row_fn(const void *data, size_t index, struct mc_frame *frame, int row,
	int column, int columns, enum mc_style style);

/*
 * Draws the page that holds the choice. With numbers, each row has its own
 * before it. When more rows exist than are shown, the line below says how far: "1-17/50", and
 * "1-17/50+" when these are not all.
 */
void mc_list_view(const struct mc_list *list, struct mc_frame *frame, int row, int column, int rows,
	int columns, bool focused, bool numbers, mc_list_row_fn *draw, const void *data);

#endif

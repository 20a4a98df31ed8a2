/*
 * What all staff screens draw alike: title bar, notice, status and footer. The
 * page of a screen has the rows between MC_PAGE_TOP and mc_page_end().
 */
#ifndef MC_UI_DRAW_H
#define MC_UI_DRAW_H

#include "ui/parts/notice.h"
#include "ui/screen.h"

#define MC_PAGE_TOP 1
int mc_page_end(const struct mc_frame *frame); /* row behind the last one of the page */

/* Row 0: `left`, staff, and the clock; "practice" where it is one. */
void mc_draw_bar(struct mc_frame *frame, const struct mc_screen_context *context, const char *left);

/*
 * The notice line; while the store lets us wait, that instead. A long one lies
 * over the status line until the next key: call it after mc_draw_status().
 */
void mc_draw_notice(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_notice *notice);

/* Printers and store, in words; reverse where something is wrong. `hall` may be NULL: not read yet. */
void mc_draw_status(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_hall *hall);

/* Last row: F1 first, F9 where there is something to take back, then as many commands as fit. Returns how many stand there. */
int mc_draw_footer(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_command_table *table);

/* In the lower border of a box that is too low for its rows: how many `more` there are, if any. */
void mc_draw_more(struct mc_frame *frame, const struct mc_screen_context *context, int row,
	int column, int columns, int more);

/* "label value" in one row; returns the column behind. */
int mc_draw_pair(struct mc_frame *frame, int row, int column, int columns, const char *label,
	enum mc_style style, const char *value);

#endif

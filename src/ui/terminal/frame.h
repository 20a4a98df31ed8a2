/*
 * A frame: what a screen shows, as a grid of cells.
 *
 * Views draw into a frame and know no terminal; the terminal paints the
 * difference to the frame before. Rows and columns count from 0, ranges are
 * half open. Everything drawn is clipped to the frame; text is also clipped by
 * the columns given, and never inside a letter: a letter of two columns that
 * does not fit whole leaves a blank.
 */
#ifndef MC_UI_FRAME_H
#define MC_UI_FRAME_H

#include "base/str.h"
#include "ui/terminal/theme.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

/* Longest letter with its marks; more marks than fit are left away. */
#define MC_CELL_BYTES 14

struct mc_cell {
	char text[MC_CELL_BYTES]; /* one letter, NUL-ended; "" behind a wide one */
	uint8_t width; /* columns: 1 or 2; 0 behind a wide one */
	uint8_t style; /* enum mc_style */
};

struct mc_frame {
	int rows, columns;
	struct mc_cell *cells; /* rows × columns */
	int cursor_row, cursor_column; /* where the hardware cursor goes after the paint */
	bool cursor_placed; /* false: the view placed none (a public screen) */
};

#define MC_FRAME_MAX 1000 /* rows or columns; larger terminals show this much */

void mc_frame_init(struct mc_frame *frame, int rows, int columns); /* blank */
void mc_frame_finish(struct mc_frame *frame);
void mc_frame_resize(struct mc_frame *frame, int rows, int columns); /* blank afterwards */
void mc_frame_clear(struct mc_frame *frame);

/* The cell, or NULL outside the frame. */
const struct mc_cell *mc_frame_cell(const struct mc_frame *frame, int row, int column);

/*
 * Writes text (valid UTF-8, NFC) of at most `columns` columns (< 0: to the
 * frame's edge) and returns how many it took. Control characters become blanks.
 */
int mc_frame_text(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text);
int mc_frame_textf(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *format, ...) MC_PRINTF(6, 7);

/*
 * As mc_frame_text, but a text that does not fit ends in "…"; right: flush with
 * the right edge; end: begins with "…", for names and codes, which are known by
 * how they end.
 */
int mc_frame_fit(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text);
int mc_frame_fit_end(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text);
int mc_frame_right(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text);
int mc_frame_centre(struct mc_frame *frame, int row, int column, int columns, enum mc_style style,
	const char *text);

/* Wraps at blanks into at most `rows` rows; the last ends in "…" when there is more. Returns rows used. */
int mc_frame_wrap(struct mc_frame *frame, int row, int column, int rows, int columns,
	enum mc_style style, const char *text);

/* Blanks of a style. */
void mc_frame_fill(
	struct mc_frame *frame, int row, int column, int rows, int columns, enum mc_style style);

/* A box of light lines with a title in its upper border and a note at its right end (NULL: none). */
void mc_frame_box(struct mc_frame *frame, int row, int column, int rows, int columns,
	const char *title, const char *note);

/* A line across a box at `row`, joined to its sides, with a title. */
void mc_frame_divide(struct mc_frame *frame, int row, int column, int columns, const char *title,
	const char *note);

void mc_frame_cursor(struct mc_frame *frame, int row, int column);

/*
 * Big letters A–Z, digits and the hyphen (others are a gap), drawn with coloured blanks, so
 * that no font is asked for a glyph. A pixel is `scale` rows high and twice as
 * many columns wide; a letter has 5 rows (small) or 7 rows of pixels. Close letters
 * are half a pixel apart: a day and its serial fit beside each other in 80 columns.
 */
enum mc_big { MC_BIG_5_CLOSE, MC_BIG_5, MC_BIG_7 };
bool mc_big_has_all(const char *text); /* no character of it would be a gap */
int mc_big_rows(enum mc_big size, int scale);
int mc_big_columns(enum mc_big size, int scale, const char *text);
void mc_frame_big(struct mc_frame *frame, int row, int column, enum mc_big size, int scale,
	enum mc_style style, const char *text);

/* The frame as lines of text, blanks at the ends cut; cells of big letters as '#'. For goldens. */
void mc_frame_dump(const struct mc_frame *frame, struct mc_str *out);

#endif

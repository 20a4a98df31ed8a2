/*
 * Typesetting: a page of the model becomes marks (texts, boxes, codes) at
 * places in dots, once; then they are painted onto any Cairo surface. One dot
 * is 1/203 inch, a column is 12 of them, body text is 24 dots high: 3 mm, the
 * smallest at which ễ, ẫ, ỗ stay apart on a roll printer.
 *
 * Only the font DejaVu Sans is used: Pango's silent fallback is off, so a letter
 * the font lacks is counted, and another font in its place is an error.
 * Private to the renderers of this room.
 */
#ifndef MC_PRINT_TYPESET_H
#define MC_PRINT_TYPESET_H

#include "paper/page.h"
#include <motcua/status.h>
#include <pango/pangocairo.h>

#define MC_DOTS_PER_INCH 203
#define MC_BODY_DOTS 24

enum mc_typeset_grid {
	MC_GRID_DOTS, /* whole dots, hinted, no grey: a receipt printer */
	MC_GRID_POINTS, /* free: PDF */
};

enum mc_mark_kind { MC_MARK_TEXT, MC_MARK_BOX, MC_MARK_CELLS };

struct mc_mark {
	enum mc_mark_kind kind;
	double x, y; /* of the upper left corner; y counts from the strip's top */
	union {
		PangoLayout *layout;
		struct {
			double width, height;
		} box;
		struct { /* QR: columns = rows; a bar code has one row */
			const unsigned char *cells;
			int columns, rows;
			double width, height; /* of one cell */
		} code;
	};
};

/* What came of one block: it stays together when a page breaks. */
struct mc_strip {
	double y, height;
	size_t mark; /* its marks: [mark, mark + mark_count) */
	size_t mark_count;
	bool cut; /* nothing to see: cut here, or begin a new sheet */
};

struct mc_typeset {
	struct mc_arena *arena;
	PangoContext *context;
	enum mc_typeset_grid grid;
	int width; /* dots */
	double height;
	struct mc_strip *strips;
	size_t strip_count, strip_cap;
	struct mc_mark *marks;
	size_t mark_count, mark_cap;
	size_t missing; /* letters that the font does not have */
	bool cut_short; /* something had no room; a mark stands in its place */
};

#define MC_TYPESET_MAX_DOTS 32000 /* four metres; Cairo's pictures end at 32,767 */

/*
 * `most` is how high all of it may be; what does not fit is left out, and a mark says
 * so. MC_UNAVAILABLE: the font is not installed. To be finished also after a failure.
 */
MC_CHECKED enum mc_status mc_typeset_init(struct mc_typeset *set, const struct mc_page *page,
	enum mc_typeset_grid grid, double most, struct mc_arena *arena, struct mc_error *err);
void mc_typeset_finish(struct mc_typeset *set);

/* Paints the strips [from, to) black on what is there, the first one's top at y = 0. */
void mc_typeset_paint(const struct mc_typeset *set, size_t from, size_t to, cairo_t *cr);

#endif

/* A page as dots: what a receipt printer burns, and what its picture shows. */
#ifndef MC_PRINT_RASTER_H
#define MC_PRINT_RASTER_H

#include "paper/page.h"
#include "print/draw/bitmap.h"
#include <motcua/status.h>

#define MC_RASTER_MAX_CUTS 16

struct mc_raster {
	struct mc_bitmap bitmap; /* in the arena */
	int cut[MC_RASTER_MAX_CUTS]; /* rows above which the paper is cut, ascending; not the end */
	size_t cut_count;
	size_t missing; /* letters that the font does not have: they are boxes on the paper */
	bool cut_short; /* not all of it had room; a mark says so */
};

/* MC_UNAVAILABLE: the font is not installed. MC_INVALID: nothing stands on the page. */
MC_CHECKED enum mc_status mc_raster_page(const struct mc_page *page, struct mc_arena *arena,
	struct mc_raster *ret_raster, struct mc_error *err);

#endif

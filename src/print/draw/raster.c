/* The picture is painted in full and then read dot by dot: darker than the middle is ink. */
#include "print/draw/raster.h"
#include "print/draw/typeset.h"
#include <math.h>

#define DARK 128

/* Copies what is inked; Cairo's picture has a byte a dot. */
static void take_dots(cairo_surface_t *surface, struct mc_bitmap *bitmap) {
	const unsigned char *data = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);
	for (int y = 0; y < bitmap->height; y++) {
		const uint32_t *row =
			(const uint32_t *)(const void *)(data + (ptrdiff_t)y * stride);
		for (int x = 0; x < bitmap->width; x++) {
			if ((row[x] & 0xff) < DARK) {
				mc_bitmap_ink(bitmap, x, y);
			}
		}
	}
}

static void take_cuts(const struct mc_typeset *set, struct mc_raster *raster) {
	for (size_t i = 0; i < set->strip_count && raster->cut_count < MC_RASTER_MAX_CUTS; i++) {
		int row = (int)set->strips[i].y;
		if (set->strips[i].cut && row > 0 && row < raster->bitmap.height) {
			raster->cut[raster->cut_count++] = row;
		}
	}
}

static enum mc_status paint(const struct mc_typeset *set, struct mc_arena *arena,
	struct mc_raster *ret_raster, struct mc_error *err) {
	int height = (int)ceil(set->height);
	if (height < 1) {
		return mc_fail(err, MC_INVALID,
			N_("Nothing stands on this paper: there is no picture of it."));
	}
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, set->width, height);
	cairo_t *cr = cairo_create(surface);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	mc_typeset_paint(set, 0, set->strip_count, cr);
	cairo_surface_flush(surface);
	enum mc_status status = MC_OK;
	if (cairo_status(cr) == CAIRO_STATUS_SUCCESS) {
		struct mc_raster raster = { .missing = set->missing, .cut_short = set->cut_short };
		raster.bitmap = mc_bitmap_make(arena, set->width, height);
		take_dots(surface, &raster.bitmap);
		take_cuts(set, &raster);
		*ret_raster = raster;
	} else {
		status = mc_fail(err, MC_UNAVAILABLE, N_("The paper could not be drawn: %s."),
			cairo_status_to_string(cairo_status(cr)));
	}
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	return status;
}

enum mc_status mc_raster_page(const struct mc_page *page, struct mc_arena *arena,
	struct mc_raster *ret_raster, struct mc_error *err) {
	struct mc_typeset set;
	enum mc_status status =
		mc_typeset_init(&set, page, MC_GRID_DOTS, MC_TYPESET_MAX_DOTS, arena, err);
	if (status == MC_OK) {
		status = paint(&set, arena, ret_raster, err);
	}
	mc_typeset_finish(&set);
	return status;
}

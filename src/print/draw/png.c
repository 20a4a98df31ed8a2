/* By Cairo, which is linked in any case: a PNG library of its own would be one more. */
#include "print/draw/png.h"
#include "base/memory.h"
#include <assert.h>
#include <cairo.h>

static cairo_status_t append(void *out, const unsigned char *data, unsigned int len) {
	mc_str_add_bytes(out, data, len);
	return CAIRO_STATUS_SUCCESS;
}

/* Cairo keeps the leftmost dot of an A1 picture in a machine word's lowest bit on little-endian. */
static void set_a1(unsigned char *row, int x) {
	const union {
		unsigned int word;
		unsigned char first;
	} order = { 1 };
	row[x / 8] |= (unsigned char)(order.first ? 1 << x % 8 : 0x80 >> x % 8);
}

/* Cairo writes A1 as grey of one bit, where 1 is white: so what is not ink is set. */
static void whiten(
	unsigned char *row, int width, const struct mc_bitmap *bitmap, int margin, int y) {
	bool inside = y >= 0 && y < bitmap->height;
	for (int x = 0; x < width; x++) {
		int from = x - margin;
		bool ink = inside && from >= 0 && from < bitmap->width &&
			   mc_bitmap_dot(bitmap, from, y);
		if (!ink) {
			set_a1(row, x);
		}
	}
}

void mc_png_encode(const struct mc_bitmap *bitmap, int margin, struct mc_str *out) {
	int width = bitmap->width + 2 * margin, height = bitmap->height + 2 * margin;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A1, width, height);
	unsigned char *data = cairo_image_surface_get_data(surface);
	if (data == NULL) {
		mc_memory_out();
	}
	int stride = cairo_image_surface_get_stride(surface);
	for (int y = 0; y < height; y++) {
		whiten(data + (ptrdiff_t)y * stride, width, bitmap, margin, y - margin);
	}
	cairo_surface_mark_dirty(surface);
	cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, out);
	assert(status == CAIRO_STATUS_SUCCESS);
	(void)status;
	cairo_surface_destroy(surface);
}

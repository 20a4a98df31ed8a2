#include "print/draw/bitmap.h"
#include <assert.h>

struct mc_bitmap mc_bitmap_make(struct mc_arena *arena, int width, int height) {
	assert(width > 0 && height > 0);
	size_t stride = ((size_t)width + 7) / 8;
	return (struct mc_bitmap){
		.width = width,
		.height = height,
		.stride = stride,
		.bits = mc_arena_array(arena, (size_t)height, stride),
	};
}

const unsigned char *mc_bitmap_row(const struct mc_bitmap *bitmap, int y) {
	assert(y >= 0 && y < bitmap->height);
	return bitmap->bits + (size_t)y * bitmap->stride;
}

bool mc_bitmap_dot(const struct mc_bitmap *bitmap, int x, int y) {
	assert(x >= 0 && x < bitmap->width);
	return mc_bitmap_row(bitmap, y)[x / 8] >> (7 - x % 8) & 1;
}

void mc_bitmap_ink(struct mc_bitmap *bitmap, int x, int y) {
	assert(x >= 0 && x < bitmap->width && y >= 0 && y < bitmap->height);
	bitmap->bits[(size_t)y * bitmap->stride + (size_t)x / 8] |= (unsigned char)(0x80 >> x % 8);
}

size_t mc_bitmap_row_used(const struct mc_bitmap *bitmap, int y) {
	const unsigned char *row = mc_bitmap_row(bitmap, y);
	size_t used = bitmap->stride;
	while (used > 0 && row[used - 1] == 0) {
		used--;
	}
	return used;
}

int mc_bitmap_blank_run(const struct mc_bitmap *bitmap, int y) {
	int end = y;
	while (end < bitmap->height && mc_bitmap_row_used(bitmap, end) == 0) {
		end++;
	}
	return end - y;
}

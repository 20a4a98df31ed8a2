/*
 * A picture of black dots, as a receipt printer burns it. One bit a dot, the
 * leftmost dot of a byte in its highest bit, 1 = ink; rows of `stride` bytes,
 * the dots behind `width` are 0.
 */
#ifndef MC_PRINT_BITMAP_H
#define MC_PRINT_BITMAP_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

struct mc_bitmap {
	int width; /* dots */
	int height; /* rows */
	size_t stride;
	unsigned char *bits;
};

/* A white picture in the arena; width and height are at least 1. */
struct mc_bitmap mc_bitmap_make(struct mc_arena *arena, int width, int height);

const unsigned char *mc_bitmap_row(const struct mc_bitmap *bitmap, int y);
bool mc_bitmap_dot(const struct mc_bitmap *bitmap, int x, int y);
void mc_bitmap_ink(struct mc_bitmap *bitmap, int x, int y);

/* Bytes of the row up to its last ink; 0 when it is blank. */
size_t mc_bitmap_row_used(const struct mc_bitmap *bitmap, int y);

/* Rows from y on that are blank. */
int mc_bitmap_blank_run(const struct mc_bitmap *bitmap, int y);

#endif

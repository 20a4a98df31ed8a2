/*
 * A strict ESC/POS decoder: it knows only what our encoder may send, and any
 * other byte is a failure. What a printer would burn comes back as a picture.
 */
#ifndef MC_TESTS_ESCPOS_DECODE_H
#define MC_TESTS_ESCPOS_DECODE_H

#include "base/arena.h"
#include "print/draw/bitmap.h"

#define ESCPOS_MAX_CUTS 16

struct escpos_paper {
	struct mc_bitmap
		picture; /* as high as what was fed, without the end's feed being cut off */
	int cut[ESCPOS_MAX_CUTS]; /* rows at which the paper was cut */
	int cut_count;
	int bands;
	int highest_band;
	size_t widest_band; /* bytes */
};

/* NULL when it decodes, else what is wrong (in the arena). `width` in dots. */
const char *escpos_decode(const void *bytes, size_t len, int width, struct mc_arena *arena,
	struct escpos_paper *ret_paper);

#endif

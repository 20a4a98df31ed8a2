/*
 * A picture as ESC/POS, the language of receipt printers (Epson's public
 * command reference; the commands used are the ones that cheap printers share).
 * Text is never sent as text: code pages for Vietnamese differ from maker to
 * maker, dots do not.
 *
 * Shape: ESC @, then bands of rows and ESC J feeds for blank runs, then a feed
 * and GS V 66 0 (go to the cutter, cut). A stream never ends inside a band.
 */
#ifndef MC_PRINT_ESCPOS_H
#define MC_PRINT_ESCPOS_H

#include "base/str.h"
#include "print/draw/bitmap.h"
#include <motcua/status.h>
#include <stdbool.h>

enum mc_escpos_method {
	MC_ESCPOS_GSV0, /* GS v 0: obsolete at Epson, the widest understood */
	MC_ESCPOS_GS8L, /* GS 8 L + GS ( L: store, then print */
	MC_ESCPOS_ESCSTAR, /* ESC * 33: 24-dot columns, for old printers */
};

struct mc_escpos_options {
	enum mc_escpos_method method;
	int band_rows; /* 1–2047; some printers print rubbish at certain heights. ESC * has 24 */
	bool trim; /* leave out the white right of a band: for slow serial lines */
	int feed_rows; /* 0–255, before the cut */
	bool cut;
};

#define MC_ESCPOS_MAX_COLUMNS 170 /* of a page; what a row of all ways to send one can hold */
#define MC_ESCPOS_BAND_ROWS 128
#define MC_ESCPOS_DEFAULTS \
	{ \
		.method = MC_ESCPOS_GSV0, .band_rows = MC_ESCPOS_BAND_ROWS, .trim = true, \
		.feed_rows = 24, .cut = true \
	}

/* "gsv0", "gs8l", "escstar". MC_INVALID names the three. */
MC_CHECKED enum mc_status mc_escpos_method_parse(
	const char *name, enum mc_escpos_method *ret_method, struct mc_error *err);

/*
 * Appends the whole job to `out`. The paper is cut at the end and above each of
 * the rows in `cuts` (ascending, inside the picture). The picture is at most
 * 2,040 dots wide.
 */
void mc_escpos_encode(const struct mc_bitmap *bitmap, const int *cuts, size_t cut_count,
	const struct mc_escpos_options *options, struct mc_str *out);

#endif

/*
 * White is fed, not printed, and bands are as high as the printer takes them: each
 * more makes it halt and start.
 */
#include "print/escpos.h"
#include "base/names.h"
#include "paper/page.h"
#include <assert.h>

#define ESC 0x1b
#define GS 0x1d

/* A blank run shorter than this stays inside its band: more bands make a printer halt and start. */
#define MIN_FEED 8
#define COLUMN_ROWS 24
#define MAX_WIDTH (MC_ESCPOS_MAX_COLUMNS * MC_DOTS_PER_COLUMN)

enum mc_status mc_escpos_method_parse(
	const char *name, enum mc_escpos_method *ret_method, struct mc_error *err) {
	static const char *const names[] = {
		[MC_ESCPOS_GSV0] = "gsv0",
		[MC_ESCPOS_GS8L] = "gs8l",
		[MC_ESCPOS_ESCSTAR] = "escstar",
	};
	static const struct mc_names methods =
		MC_NAMES_OR(names, N_("“%s” is no way to send a picture: it is one of %s."));
	return mc_names_parse(&methods, name, ret_method, err);
}

static void put(struct mc_str *out, const unsigned char *bytes, size_t len) {
	mc_str_add_bytes(out, bytes, len);
}

static unsigned char low(size_t value) {
	return (unsigned char)(value & 0xff);
}

static unsigned char high(size_t value) {
	return (unsigned char)(value >> 8 & 0xff);
}

/* Paper forward by `rows` rows. */
static void feed(struct mc_str *out, int rows) {
	while (rows > 0) {
		int step = rows < 255 ? rows : 255;
		put(out, (const unsigned char[]){ ESC, 'J', (unsigned char)step }, 3);
		rows -= step;
	}
}

/* Bytes a row that the band needs: all of them, or up to its last ink. */
static size_t band_bytes(const struct mc_bitmap *bitmap, int y, int rows, bool trim) {
	if (!trim) {
		return bitmap->stride;
	}
	size_t most = 1;
	for (int r = y; r < y + rows; r++) {
		size_t used = mc_bitmap_row_used(bitmap, r);
		most = used > most ? used : most;
	}
	return most;
}

static void put_rows(
	struct mc_str *out, const struct mc_bitmap *bitmap, int y, int rows, size_t bytes) {
	for (int r = y; r < y + rows; r++) {
		put(out, mc_bitmap_row(bitmap, r), bytes);
	}
}

static void band_gsv0(
	struct mc_str *out, const struct mc_bitmap *bitmap, int y, int rows, size_t bytes) {
	size_t n = (size_t)rows;
	put(out,
		(const unsigned char[]){
			GS, 'v', '0', 0, low(bytes), high(bytes), low(n), high(n) },
		8);
	put_rows(out, bitmap, y, rows, bytes);
}

/* Function 112 stores the rows, function 50 prints what is stored. */
static void band_gs8l(
	struct mc_str *out, const struct mc_bitmap *bitmap, int y, int rows, size_t bytes) {
	size_t n = (size_t)rows, dots = bytes * 8, p = 10 + bytes * n;
	put(out,
		(const unsigned char[]){ GS, '8', 'L', low(p), high(p), low(p >> 16), high(p >> 16),
			48, 112, 48, 1, 1, 49, low(dots), high(dots), low(n), high(n) },
		17);
	put_rows(out, bitmap, y, rows, bytes);
	put(out, (const unsigned char[]){ GS, '(', 'L', 2, 0, 48, 50 }, 7);
}

/* One line of 24-dot columns; rows beyond the picture are white. */
static void band_escstar(
	struct mc_str *out, const struct mc_bitmap *bitmap, int y, int rows, size_t bytes) {
	size_t columns = bytes * 8;
	put(out, (const unsigned char[]){ ESC, '*', 33, low(columns), high(columns) }, 5);
	for (size_t x = 0; x < columns; x++) {
		unsigned char column[3] = { 0 };
		for (int r = 0; r < rows; r++) {
			if ((int)x < bitmap->width && mc_bitmap_dot(bitmap, (int)x, y + r)) {
				column[r / 8] |= (unsigned char)(0x80 >> r % 8);
			}
		}
		put(out, column, sizeof column);
	}
	mc_str_add_char(out, '\n');
}

/* Blank rows from y on, before `end`. */
static int blank_rows(const struct mc_bitmap *bitmap, int y, int end) {
	int blank = mc_bitmap_blank_run(bitmap, y);
	return blank < end - y ? blank : end - y;
}

/* Rows of the band that begins at y: up to the limit or to the next blank run worth a feed. */
static int band_height(const struct mc_bitmap *bitmap, int y, int end, int limit) {
	int stop = y + limit < end ? y + limit : end;
	int at = y;
	while (at < stop) {
		int blank = blank_rows(bitmap, at, end);
		if (blank >= MIN_FEED || (blank > 0 && at + blank == end)) {
			return at - y;
		}
		at += blank > 0 ? blank : 1;
	}
	return stop - y;
}

/* The rows [y, end) as bands and feeds. */
static void put_piece(const struct mc_bitmap *bitmap, int y, int end,
	const struct mc_escpos_options *options, struct mc_str *out) {
	bool columns = options->method == MC_ESCPOS_ESCSTAR;
	int limit = columns ? COLUMN_ROWS : options->band_rows;
	while (y < end) {
		int blank = blank_rows(bitmap, y, end);
		if (blank >= MIN_FEED || y + blank == end) {
			feed(out, blank);
			y += blank;
			continue;
		}
		int rows = band_height(bitmap, y, end, limit);
		if (rows == 0 || columns) {
			rows = limit < end - y ? limit : end - y;
		}
		size_t bytes = band_bytes(bitmap, y, rows, options->trim);
		switch (options->method) {
		case MC_ESCPOS_GSV0: band_gsv0(out, bitmap, y, rows, bytes); break;
		case MC_ESCPOS_GS8L: band_gs8l(out, bitmap, y, rows, bytes); break;
		case MC_ESCPOS_ESCSTAR: band_escstar(out, bitmap, y, rows, bytes); break;
		}
		y += rows;
	}
}

static void finish_piece(const struct mc_escpos_options *options, struct mc_str *out) {
	feed(out, options->feed_rows);
	if (options->cut) {
		put(out, (const unsigned char[]){ GS, 'V', 66, 0 }, 4);
	}
}

void mc_escpos_encode(const struct mc_bitmap *bitmap, const int *cuts, size_t cut_count,
	const struct mc_escpos_options *options, struct mc_str *out) {
	assert(bitmap->width <= MAX_WIDTH);
	assert(options->band_rows >= 1 && options->band_rows <= 2047);
	assert(options->feed_rows >= 0 && options->feed_rows <= 255);
	put(out, (const unsigned char[]){ ESC, '@' }, 2);
	if (options->method == MC_ESCPOS_ESCSTAR) {
		put(out, (const unsigned char[]){ ESC, '3', COLUMN_ROWS }, 3);
	}
	int y = 0;
	for (size_t i = 0; i <= cut_count; i++) {
		int end = i < cut_count ? cuts[i] : bitmap->height;
		assert(end >= y && end <= bitmap->height);
		put_piece(bitmap, y, end, options, out);
		finish_piece(options, out);
		y = end;
	}
	if (options->method == MC_ESCPOS_ESCSTAR) {
		put(out, (const unsigned char[]){ ESC, '2' }, 2);
	}
}

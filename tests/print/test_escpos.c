#include "cmocka_all.h"
#include "escpos_decode.h"
#include "print/escpos.h"
#include "random.h"
#include <string.h>

struct ways {
	const char *name;
	struct mc_escpos_options options;
};

static const struct ways ways[] = {
	{ "default", MC_ESCPOS_DEFAULTS },
	{ "whole rows", { MC_ESCPOS_GSV0, 128, false, 24, true } },
	{ "low bands", { MC_ESCPOS_GSV0, 1, true, 0, true } },
	{ "no cut", { MC_ESCPOS_GSV0, 24, true, 255, false } },
	{ "GS 8 L", { MC_ESCPOS_GS8L, 64, true, 24, true } },
	{ "ESC *", { MC_ESCPOS_ESCSTAR, 128, true, 24, true } },
};

/* Boxes of ink and blank runs of all lengths, as papers have them. */
static struct mc_bitmap random_picture(struct mc_random *random, struct mc_arena *arena) {
	int width = 8 + (int)mc_random_below(random, 569),
	    height = 1 + (int)mc_random_below(random, 600);
	struct mc_bitmap picture = mc_bitmap_make(arena, width, height);
	for (size_t boxes = mc_random_below(random, 12); boxes > 0; boxes--) {
		int x0 = (int)mc_random_below(random, (size_t)width);
		int y0 = (int)mc_random_below(random, (size_t)height);
		int x1 = x0 + 1 + (int)mc_random_below(random, 60),
		    y1 = y0 + 1 + (int)mc_random_below(random, 40);
		for (int y = y0; y < y1 && y < height; y++) {
			for (int x = x0; x < x1 && x < width; x++) {
				if (mc_random_below(random, 3) > 0) {
					mc_bitmap_ink(&picture, x, y);
				}
			}
		}
	}
	return picture;
}

static void assert_same_picture(const struct mc_bitmap *want, const struct mc_bitmap *got) {
	assert_true(got->height >= want->height);
	for (int y = 0; y < got->height; y++) {
		if (y < want->height) {
			assert_memory_equal(
				mc_bitmap_row(want, y), mc_bitmap_row(got, y), want->stride);
		} else {
			assert_int_equal(mc_bitmap_row_used(got, y), 0);
		}
	}
}

static void every_way_burns_the_same_picture(void **state) {
	(void)state;
	struct mc_random random;
	mc_random_init(&random, "escpos");
	for (int round = 0; round < 40; round++) {
		struct mc_arena arena;
		mc_arena_init(&arena);
		struct mc_bitmap picture = random_picture(&random, &arena);
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			const struct mc_escpos_options *options = &ways[i].options;
			struct mc_str bytes;
			struct escpos_paper paper;
			mc_str_init(&bytes);
			mc_escpos_encode(&picture, NULL, 0, options, &bytes);
			const char *bad =
				escpos_decode(bytes.data, bytes.len, picture.width, &arena, &paper);
			if (bad != NULL) {
				fail_msg("%s: %s", ways[i].name, bad);
			}
			assert_same_picture(&picture, &paper.picture);
			assert_int_equal(paper.cut_count, options->cut);
			assert_true(
				paper.highest_band <=
				(options->method == MC_ESCPOS_ESCSTAR ? 24 : options->band_rows));
			mc_str_finish(&bytes);
		}
		mc_arena_finish(&arena);
	}
}

static void known_bytes(void **state) {
	(void)state;
	struct mc_arena arena;
	struct mc_str bytes;
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	mc_arena_init(&arena);
	mc_str_init(&bytes);
	struct mc_bitmap picture = mc_bitmap_make(&arena, 16, 300);
	mc_bitmap_ink(&picture, 0, 280);
	mc_bitmap_ink(&picture, 7, 281);
	mc_escpos_encode(&picture, NULL, 0, &options, &bytes);
	static const unsigned char want[] = { 0x1b, '@', /* begin */
		0x1b, 'J', 255, 0x1b, 'J', 25, /* 280 blank rows */
		0x1d, 'v', '0', 0, 1, 0, 2, 0, 0x80, 0x01, /* two rows of one byte */
		0x1b, 'J', 18, 0x1b, 'J', 24, 0x1d, 'V', 66, 0 };
	assert_int_equal(bytes.len, sizeof want);
	assert_memory_equal(bytes.data, want, sizeof want);
	mc_str_finish(&bytes);
	mc_arena_finish(&arena);
}

static void the_paper_is_cut_where_the_page_says(void **state) {
	(void)state;
	struct mc_arena arena;
	struct mc_str bytes;
	struct escpos_paper paper;
	const struct mc_escpos_options options = { MC_ESCPOS_GSV0, 128, true, 0, true };
	const int cuts[] = { 40, 90 };
	mc_arena_init(&arena);
	mc_str_init(&bytes);
	struct mc_bitmap picture = mc_bitmap_make(&arena, 384, 120);
	for (int y = 0; y < 120; y++) {
		mc_bitmap_ink(&picture, y, y);
	}
	mc_escpos_encode(&picture, cuts, 2, &options, &bytes);
	assert_null(escpos_decode(bytes.data, bytes.len, 384, &arena, &paper));
	assert_int_equal(paper.cut_count, 3);
	assert_int_equal(paper.cut[0], 40);
	assert_int_equal(paper.cut[1], 90);
	assert_int_equal(paper.cut[2], 120);
	assert_same_picture(&picture, &paper.picture);
	mc_str_finish(&bytes);
	mc_arena_finish(&arena);
}

/* The decoder itself must refuse, or the tests above show nothing. */
static void the_decoder_is_strict(void **state) {
	(void)state;
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
		{ "", 0 }, { "\x1b@text", 6 }, { "\x1b@\x1bJ", 4 },
		{ "\x1b@\x1dv0\0\x02\0\x02\0abc", 13 }, /* one byte short */
		{ "\x1b@\x1dv0\0\x03\0\x01\0abc", 13 }, /* wider than 16 dots */
		{ "\x1b@\x1dV\x01", 5 }, { "\x1b@\x1d(L\x02\0\x30\x32", 9 }, /* nothing stored */
		{ "\x1b@\x1bp\0\x32\x32", 7 }, /* the drawer is none of ours */
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct mc_arena arena;
		struct escpos_paper paper;
		mc_arena_init(&arena);
		assert_non_null(escpos_decode(bad[i].bytes, bad[i].len, 16, &arena, &paper));
		mc_arena_finish(&arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_burns_the_same_picture),
		cmocka_unit_test(known_bytes),
		cmocka_unit_test(the_paper_is_cut_where_the_page_says),
		cmocka_unit_test(the_decoder_is_strict),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Built twice: with the usual chunk and with one of 64 bytes, where almost every piece needs a new one. */
#include "base/arena.h"
#include "cmocka_all.h"
#include "random.h"
#include <stdio.h>
#include <string.h>

static void pieces_are_zeroed_aligned_and_apart(void **state) {
	static const size_t sizes[] = { 0, 1, 7, 16, 63, 64, 65, 200, 16384, 40000, 3 };
	enum { COUNT = sizeof sizes / sizeof *sizes };
	struct mc_arena arena;
	unsigned char *piece[COUNT];

	(void)state;
	mc_arena_init(&arena);
	for (size_t i = 0; i < COUNT; i++) {
		piece[i] = mc_arena_alloc(&arena, sizes[i]);
		assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < sizes[i]; k++) {
			assert_int_equal(piece[i][k], 0);
		}
		memset(piece[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < COUNT; i++) {
		for (size_t k = 0; k < sizes[i]; k++) {
			assert_int_equal(piece[i][k], i + 1);
		}
	}
	mc_arena_finish(&arena);
	mc_arena_finish(&arena);
}

static void reset_keeps_one_chunk_and_zeroes_again(void **state) {
	struct mc_arena arena;
	void *large;

	(void)state;
	mc_arena_init(&arena);
	mc_arena_reset(&arena);
	assert_null(arena.first);
	memset(mc_arena_alloc(&arena, 10), 0xAA, 10);
	large = mc_arena_alloc(&arena, 100000);
	memset(large, 0xAA, 100000);
	mc_arena_reset(&arena);
	assert_ptr_equal(mc_arena_alloc(&arena, 50000), large);
	for (int i = 0; i < 50000; i++) {
		assert_int_equal(((char *)large)[i], 0);
	}
	mc_arena_finish(&arena);
}

static void a_large_piece_does_not_end_the_chunk_being_filled(void **state) {
	struct mc_arena arena;
	struct mc_arena_chunk *filling;

	(void)state;
	mc_arena_init(&arena);
	mc_arena_alloc(&arena, 8);
	filling = arena.first;
	mc_arena_alloc(&arena, 1000000);
	assert_ptr_equal(arena.first, filling);
	mc_arena_finish(&arena);
}

static void texts_are_copied(void **state) {
	struct mc_arena arena;
	char bytes[] = "ab\0cd";
	char *copy;

	(void)state;
	mc_arena_init(&arena);
	assert_null(mc_arena_text(&arena, NULL));
	assert_string_equal(mc_arena_text(&arena, ""), "");
	assert_string_equal(mc_arena_text(&arena, "Đặng"), "Đặng");
	copy = mc_arena_bytes(&arena, bytes, 5);
	assert_memory_equal(copy, bytes, 6);
	assert_string_equal(mc_arena_bytes(&arena, NULL, 0), "");
	assert_string_equal(mc_arena_printf(&arena, "%s-%03d", "A", 7), "A-007");
	assert_int_equal(strlen(mc_arena_printf(&arena, "%5000s", "x")), 5000);
	mc_arena_finish(&arena);
}

static void a_growing_array_keeps_what_it_holds(void **state) {
	struct mc_arena arena;
	int *array = NULL;
	size_t cap = 0;

	(void)state;
	mc_arena_init(&arena);
	for (size_t count = 0; count < 10000; count++) {
		array = mc_arena_grow(&arena, array, count, &cap, sizeof *array);
		assert_true(cap > count);
		array[count] = (int)count;
		mc_arena_alloc(&arena, count % 5); /* so that it cannot grow in place */
	}
	for (size_t i = 0; i < 10000; i++) {
		assert_int_equal(array[i], i);
	}
	mc_arena_finish(&arena);
}

/* Any order of sizes and resets: no piece is given twice. */
static void random_pieces_stay_as_written(void **state) {
	enum { PIECES = 200 };
	struct mc_random random;
	struct mc_arena arena;

	(void)state;
	mc_random_init(&random, "arena");
	mc_arena_init(&arena);
	for (int round = 0; round < 20; round++) {
		unsigned char *piece[PIECES];
		size_t size[PIECES];

		for (size_t i = 0; i < PIECES; i++) {
			size[i] = mc_random_below(&random, mc_random_below(&random, 3000) + 1);
			piece[i] = mc_arena_alloc(&arena, size[i]);
			memset(piece[i], (int)(i % 251), size[i]);
		}
		for (size_t i = 0; i < PIECES; i++) {
			for (size_t k = 0; k < size[i]; k++) {
				assert_int_equal(piece[i][k], i % 251);
			}
		}
		mc_arena_reset(&arena);
	}
	mc_arena_finish(&arena);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(reset_keeps_one_chunk_and_zeroes_again),
		cmocka_unit_test(a_large_piece_does_not_end_the_chunk_being_filled),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(a_growing_array_keeps_what_it_holds),
		cmocka_unit_test(random_pieces_stay_as_written),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}

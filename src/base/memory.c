/* The only place where memory that has run out is spoken of. */
#include "base/memory.h"
#include <stdio.h>
#include <stdlib.h>

void mc_memory_out(void) {
	fputs("motcua: the computer has run out of memory: close other programs and start again.\n",
		stderr);
	exit(3);
}

void *mc_memory_get(size_t size) {
	void *block = calloc(1, size > 0 ? size : 1);

	if (block == NULL) {
		mc_memory_out();
	}
	return block;
}

void *mc_memory_resize(void *block, size_t size) {
	void *resized = realloc(block, size);

	if (resized == NULL) {
		mc_memory_out();
	}
	return resized;
}

size_t mc_memory_product(size_t count, size_t size) {
	size_t product;

	if (__builtin_mul_overflow(count, size, &product)) {
		mc_memory_out();
	}
	return product;
}

size_t mc_memory_sum(size_t a, size_t b) {
	size_t sum;

	if (__builtin_add_overflow(a, b, &sum)) {
		mc_memory_out();
	}
	return sum;
}

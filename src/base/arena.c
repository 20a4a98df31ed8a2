/*
 * A list of chunks, the newest first; the newest is the one being filled. A
 * piece that would waste much of a chunk gets a chunk of its own, placed second
 * so that filling goes on in the first.
 */
#include "base/arena.h"
#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tests with the address sanitizer see a piece that is left by a byte or used after a reset. */
#if defined(__SANITIZE_ADDRESS__) && __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

#define ALIGNMENT _Alignof(max_align_t)

struct mc_arena_chunk {
	struct mc_arena_chunk *next;
	size_t size;
	size_t used;
	max_align_t data[];
};

void mc_arena_init(struct mc_arena *arena) {
	arena->first = NULL;
}

void mc_arena_finish(struct mc_arena *arena) {
	while (arena->first != NULL) {
		struct mc_arena_chunk *chunk = arena->first;

		arena->first = chunk->next;
		free(chunk);
	}
}

/* Keeps the largest chunk: a list that is read again will likely fit it. */
void mc_arena_reset(struct mc_arena *arena) {
	struct mc_arena_chunk *kept = arena->first;

	for (struct mc_arena_chunk *chunk = arena->first; chunk != NULL; chunk = chunk->next) {
		if (chunk->size > kept->size) {
			kept = chunk;
		}
	}
	while (arena->first != NULL) {
		struct mc_arena_chunk *chunk = arena->first;

		arena->first = chunk->next;
		if (chunk != kept) {
			free(chunk);
		}
	}
	if (kept != NULL) {
		kept->next = NULL;
		kept->used = 0;
		ASAN_POISON_MEMORY_REGION(kept->data, kept->size);
		arena->first = kept;
	}
}

/* Not zeroed: each piece is, when it is given. */
static struct mc_arena_chunk *make_chunk(size_t size) {
	struct mc_arena_chunk *chunk =
		mc_memory_resize(NULL, mc_memory_sum(size, sizeof(struct mc_arena_chunk)));

	*chunk = (struct mc_arena_chunk){ .size = size };
	ASAN_POISON_MEMORY_REGION(chunk->data, size);
	return chunk;
}

/* A chunk with room for `size` bytes, now part of the list. */
static struct mc_arena_chunk *chunk_for(struct mc_arena *arena, size_t size) {
	struct mc_arena_chunk *first = arena->first;
	struct mc_arena_chunk *chunk;

	if (first != NULL && first->size - first->used >= size) {
		return first;
	}
	if (first != NULL && size > MC_ARENA_CHUNK / 4) {
		chunk = make_chunk(size);
		chunk->next = first->next;
		first->next = chunk;
		return chunk;
	}
	chunk = make_chunk(size > MC_ARENA_CHUNK ? size : MC_ARENA_CHUNK);
	chunk->next = first;
	arena->first = chunk;
	return chunk;
}

void *mc_arena_alloc(struct mc_arena *arena, size_t size) {
	size_t rounded = mc_memory_sum(size > 0 ? size : 1, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct mc_arena_chunk *chunk = chunk_for(arena, rounded);
	void *piece = (char *)chunk->data + chunk->used;

	chunk->used += rounded;
	ASAN_UNPOISON_MEMORY_REGION(piece, size);
	return memset(piece, 0, size);
}

void *mc_arena_array(struct mc_arena *arena, size_t count, size_t size) {
	return mc_arena_alloc(arena, mc_memory_product(count, size));
}

char *mc_arena_bytes(struct mc_arena *arena, const void *data, size_t len) {
	char *copy = mc_arena_alloc(arena, mc_memory_sum(len, 1));

	if (len > 0) {
		memcpy(copy, data, len);
	}
	return copy;
}

char *mc_arena_text(struct mc_arena *arena, const char *text) {
	return text == NULL ? NULL : mc_arena_bytes(arena, text, strlen(text));
}

char *mc_arena_printf(struct mc_arena *arena, const char *format, ...) {
	va_list args;
	va_list again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	text = mc_arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1);
	if (len > 0) {
		vsnprintf(text, (size_t)len + 1, format, again);
	}
	va_end(again);
	va_end(args);
	return text;
}

void *mc_arena_grow(struct mc_arena *arena, void *array, size_t count, size_t *cap, size_t size) {
	size_t wider;
	void *grown;

	if (count < *cap) {
		return array;
	}
	wider = *cap == 0 ? 16 : mc_memory_product(*cap, 2);
	grown = mc_arena_array(arena, wider, size);
	if (count > 0) {
		memcpy(grown, array, count * size);
	}
	*cap = wider;
	return grown;
}

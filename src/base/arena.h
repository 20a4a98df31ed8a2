/*
 * Arena: memory that is given back all at once. Lists read from the store live
 * in one; reload = reset. Running out of memory ends the process with a message
 * (a desk that stops and is started again is better than one that lies), so no
 * call here returns NULL.
 */
#ifndef MC_BASE_ARENA_H
#define MC_BASE_ARENA_H

#include <motcua/status.h>
#include <stddef.h>

#ifndef MC_ARENA_CHUNK
#define MC_ARENA_CHUNK 16384 /* tests build with a tiny one */
#endif

struct mc_arena_chunk;

struct mc_arena {
	struct mc_arena_chunk *first; /* newest chunk; NULL when empty */
};

void mc_arena_init(struct mc_arena *arena);
void mc_arena_finish(struct mc_arena *arena); /* frees all; fine on a zeroed or finished arena */
/* Finishes a local arena with its scope: MC_AUTOARENA struct mc_arena arena = { 0 }; */
#define MC_AUTOARENA __attribute__((cleanup(mc_arena_finish)))
void mc_arena_reset(struct mc_arena *arena); /* frees all but one chunk */

void *mc_arena_alloc(struct mc_arena *arena, size_t size); /* zeroed, aligned for any type */
void *mc_arena_array(
	struct mc_arena *arena, size_t count, size_t size); /* overflow ends the process */
char *mc_arena_text(struct mc_arena *arena, const char *text); /* NULL stays NULL */
char *mc_arena_bytes(struct mc_arena *arena, const void *data, size_t len); /* adds a NUL */
char *mc_arena_printf(struct mc_arena *arena, const char *format, ...) MC_PRINTF(2, 3);

/*
 * Grows an arena array that is being filled: gives room for one more element
 * and returns the array's (perhaps new) place. *count is not changed; *cap is.
 */
void *mc_arena_grow(struct mc_arena *arena, void *array, size_t count, size_t *cap, size_t size);

/*
 * Adds an element to such an array and points to it: zeroed, unless the count was
 * set back before. Evaluates its arguments more than once.
 */
#define MC_ARENA_NEXT(arena, array, count, cap) \
	((array) = mc_arena_grow((arena), (array), (count), &(cap), sizeof *(array)), \
		&(array)[(count)++])

#endif

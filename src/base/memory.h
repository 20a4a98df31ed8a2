/*
 * Heap memory that is never NULL: running out of it ends the process with a
 * message and exit status 3 (try again). Blocks are given back with free().
 */
#ifndef MC_BASE_MEMORY_H
#define MC_BASE_MEMORY_H

#include <stddef.h>

void *mc_memory_get(size_t size); /* zeroed; size 0 gives a block too */
void *mc_memory_resize(void *block, size_t size); /* as realloc, size > 0 */

/* count × size, or the end of the process when that does not fit a size_t. */
size_t mc_memory_product(size_t count, size_t size);
size_t mc_memory_sum(size_t a, size_t b);

_Noreturn void mc_memory_out(void);

#endif

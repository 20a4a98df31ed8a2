#include "arena.h"
#include "base/arena.h"
#include "cmocka_all.h"
#include <stdlib.h>

int arena_setup(void **state) {
	struct mc_arena *arena = malloc(sizeof *arena);
	assert_non_null(arena);
	mc_arena_init(arena);
	*state = arena;
	return 0;
}

int arena_teardown(void **state) {
	mc_arena_finish(*state);
	free(*state);
	return 0;
}

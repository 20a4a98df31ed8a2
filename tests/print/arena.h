/* An arena as the state of a test: a fixture of cmocka. */
#ifndef TESTS_PRINT_ARENA_H
#define TESTS_PRINT_ARENA_H

int arena_setup(void **state);
int arena_teardown(void **state);

#endif

/*
 * Numbers for property tests: the same seed gives the same numbers everywhere.
 * The seed is $MC_SEED, else the clock's; it is printed as a TAP comment, so
 * that a failure can be seen again.
 */
#ifndef MC_TESTS_RANDOM_H
#define MC_TESTS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct mc_random {
	uint64_t state;
};

/* Seeds and prints; `name` is the test's. */
void mc_random_init(struct mc_random *random, const char *name);

uint64_t mc_random_next(struct mc_random *random);

/* 0 … below - 1; `below` > 0. */
size_t mc_random_below(struct mc_random *random, size_t below);

#endif

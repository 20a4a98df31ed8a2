#include "random.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void mc_random_init(struct mc_random *random, const char *name) {
	const char *given = getenv("MC_SEED");
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	random->state = given != NULL ? strtoull(given, NULL, 10)
				      : (uint64_t)now.tv_sec * 1000000007u ^ (uint64_t)now.tv_nsec;
	printf("# %s: MC_SEED=%llu\n", name, (unsigned long long)random->state);
	fflush(stdout);
}

/* SplitMix64: Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, 2014. */
uint64_t mc_random_next(struct mc_random *random) {
	uint64_t mixed = random->state += 0x9E3779B97F4A7C15u;

	mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
	mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
	return mixed ^ mixed >> 31;
}

size_t mc_random_below(struct mc_random *random, size_t below) {
	return (size_t)(mc_random_next(random) % below);
}

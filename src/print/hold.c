/* A handful of names: a list that is walked needs no more. */
#include "print/hold.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

struct mc_hold {
	char *name;
	int failures;
	mc_time until;
};

void mc_holds_finish(struct mc_holds *holds) {
	for (size_t i = 0; i < holds->count; i++) {
		free(holds->rows[i].name);
	}
	free(holds->rows);
	*holds = (struct mc_holds){ 0 };
}

static struct mc_hold *find(const struct mc_holds *holds, const char *name) {
	for (size_t i = 0; i < holds->count; i++) {
		if (strcmp(holds->rows[i].name, name) == 0) {
			return &holds->rows[i];
		}
	}
	return NULL;
}

void mc_hold_add(struct mc_holds *holds, mc_time now, const char *name) {
	struct mc_hold *hold = find(holds, name);
	if (hold == NULL) {
		size_t size = strlen(name) + 1;
		holds->rows = mc_memory_resize(holds->rows,
			mc_memory_product(mc_memory_sum(holds->count, 1), sizeof *holds->rows));
		hold = &holds->rows[holds->count++];
		*hold = (struct mc_hold){ .name = mc_memory_get(size) };
		memcpy(hold->name, name, size);
	}
	hold->until = now + (hold->failures < 4 ? INT64_C(1000) << hold->failures : MC_HOLD_MAX_MS);
	hold->failures++;
}

void mc_hold_release(struct mc_holds *holds, const char *name) {
	struct mc_hold *hold = find(holds, name);
	if (hold != NULL) {
		hold->failures = 0;
		hold->until = 0;
	}
}

mc_time mc_hold_left(const struct mc_holds *holds, mc_time now, const char *name) {
	const struct mc_hold *hold = find(holds, name);
	mc_time left = hold ? hold->until - now : 0;
	return left > 0 && left <= MC_HOLD_MAX_MS ? left : 0;
}

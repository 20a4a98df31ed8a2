/* Parts of the invented office that answers on the stage. */
#ifndef MC_TESTS_UI_SAMPLE_H
#define MC_TESTS_UI_SAMPLE_H

#include "stage.h"

#define MIN MC_MINUTE_MS
#define COUNT(array) (sizeof(array) / sizeof *(array))

struct mc_dossier sample_dossier(
	const char *code, const char *owner, enum mc_dossier_state state, mc_time due_at);
struct mc_dossier *sample_due_list(struct mc_arena *arena, size_t *ret_count);
const void *sample_found(const struct mc_query *query, struct mc_arena *arena);
const void *sample_one(const struct mc_query *query, struct mc_arena *arena);
const void *sample_staff(struct mc_arena *arena);

#endif

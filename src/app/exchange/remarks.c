/* See remarks.h. */
#include "app/exchange/remarks.h"
#include "core/nearest.h"
#include <motcua/code.h>
#include <string.h>

#define MOST_SEEN 1000 /* a file with more procedures than these has something else in the column */
#define LEAST_RUINED 3 /* one or two odd names are odd names */

void mc_remarks_init(struct mc_remarks *remarks, struct mc_cells *cells, size_t procedure) {
	*remarks = (struct mc_remarks){ .cells = cells, .procedure = procedure };
	mc_arena_init(&remarks->arena);
}

void mc_remarks_finish(struct mc_remarks *remarks) {
	mc_arena_finish(&remarks->arena);
}

/* ---- procedures ---- */

static enum mc_status read_codes(
	struct mc_remarks *remarks, struct mc_store *store, struct mc_error *err) {
	struct mc_procedures list;
	enum mc_status status =
		mc_store_procedures(store, &remarks->arena, "", INT32_MIN, 0, &list, err);
	if (status == MC_OK) {
		remarks->codes =
			mc_arena_array(&remarks->arena, list.count + 1, sizeof *remarks->codes);
		remarks->code_count = list.count;
		for (size_t i = 0; i < list.count; i++) {
			remarks->codes[i] = list.rows[i].code;
		}
	}
	return status;
}

static bool was_seen(struct mc_remarks *remarks, const char *key) {
	for (size_t i = remarks->seen_count; i > 0; i--) { /* rows of one procedure come together */
		if (strcmp(remarks->seen[i - 1], key) == 0) {
			return true;
		}
	}
	return remarks->seen_count == MOST_SEEN;
}

static const char *nearest_code(const struct mc_remarks *remarks, const char *key) {
	const char *nearest = NULL;
	int distance = 2;
	for (size_t i = 0; i < remarks->code_count; i++) {
		int far = mc_code_distance(key, remarks->codes[i]);
		if (far < distance) {
			distance = far;
			nearest = remarks->codes[i];
		}
	}
	return distance > 0 ? nearest : NULL; /* 0: the code itself */
}

static enum mc_status look_up(struct mc_remarks *remarks, struct mc_store *store, const char *code,
	const struct mc_cell_places *places, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(code, key);
	if (*key == '\0' || was_seen(remarks, key)) {
		return MC_OK;
	}
	*MC_ARENA_NEXT(&remarks->arena, remarks->seen, remarks->seen_count, remarks->seen_cap) =
		mc_arena_text(&remarks->arena, key);
	enum mc_status status = remarks->codes == NULL ? read_codes(remarks, store, err) : MC_OK;
	const char *nearest = status == MC_OK ? nearest_code(remarks, key) : NULL;
	if (nearest != NULL) {
		struct mc_error odd;
		(void)mc_fail(&odd, MC_OK,
			N_("The catalogue has no procedure %s, but %s: if that is meant, mend the "
			   "file before more is imported."),
			code, nearest);
		mc_cells_remark(remarks->cells, places, remarks->procedure, &odd);
	}
	return status;
}

/* ---- a row ---- */

enum mc_status mc_remarks_look(struct mc_remarks *remarks, struct mc_store *store, const void *row,
	const char *code, const struct mc_cell_places *places, struct mc_error *err) {
	struct mc_error odd;
	bool destroyed = false;
	(void)mc_fail(&odd, MC_OK,
		N_("The letters look destroyed by another program: it goes in as it is."));
	for (size_t member = MC_CELLS_NONE; mc_cells_destroyed(remarks->cells, row, &member);) {
		mc_cells_remark(remarks->cells, places, member, &odd);
		destroyed = true;
	}
	remarks->destroyed += destroyed;
	return look_up(remarks, store, code, places, err);
}

bool mc_remarks_ruined(const struct mc_remarks *remarks, long read) {
	return remarks->destroyed >= LEAST_RUINED && 2 * remarks->destroyed > read;
}

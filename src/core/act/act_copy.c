/* The copy walks the fields of the act's verb, or of the kinds of its rows. */
#include "core/act/act_copy.h"
#include "core/act/fields.h"
#include <string.h>

static void own_members(struct mc_arena *arena, const struct mc_fields *fields, void *row);

static void own_list(struct mc_arena *arena, const struct mc_field *field, void *row) {
	size_t count = mc_field_count(field, row), size = field->rows->size;
	char *copy = count > 0 ? mc_arena_array(arena, count, size) : NULL;
	if (count > 0) {
		memcpy(copy, mc_field_element(field, row, 0), count * size);
	}
	for (size_t n = 0; n < count; n++) {
		own_members(arena, field->rows, copy + n * size);
	}
	mc_field_put_list(field, row, copy, count);
}

/*
 * Replaces what a row borrows, once it was copied by value: texts and lists. Those that
 * are empty too: their pointers may lead into memory that goes.
 */
static void own_members(struct mc_arena *arena, const struct mc_fields *fields, void *row) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind == MC_FIELD_TEXT) {
			bool given = mc_field_given(field, row);
			const char *text = mc_field_text(field, row);
			mc_field_put_text(field, row, given ? mc_arena_text(arena, text) : "");
		} else if (field->kind == MC_FIELD_LIST) {
			own_list(arena, field, row);
		}
	}
}

void mc_act_copy(struct mc_arena *arena, const struct mc_act *act, struct mc_act *ret_copy) {
	struct mc_act copy = *act;
	own_members(arena, &mc_act_head_fields, &copy);
	own_members(arena, mc_verb_fields(act->verb), &copy.as);
	if (act->verb == MC_VERB_SETUP) {
		size_t count = act->as.setup.count;
		struct mc_setup_row *rows = mc_arena_array(arena, count, sizeof *rows);
		for (size_t i = 0; i < count; i++) {
			rows[i] = act->as.setup.rows[i];
			own_members(arena, mc_setup_fields(rows[i].kind), &rows[i].as);
		}
		copy.as.setup.rows = rows;
	}
	*ret_copy = copy;
}

/*
 * Any bytes as a request: the first one chooses the verb or the kind of set-up row, the others
 * are its JSON. What is taken is clean and within the limits of its row, and can be copied and
 * marked like any other act.
 */
#include "core/act/act_copy.h"
#include "core/act/canonical.h"
#include "core/act/request.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

#define KINDS (MC_SETUP_PRINTER_REMOVED + 1)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Some shapes write a value out longer than it was typed: they have limits of their own. */
static void check_text(const struct mc_field *field, const char *text) {
	char clean[4 * MC_TEXT_MAX_BYTES + 1];
	enum mc_status status =
		mc_text_clean(text, strlen(text), 4 * MC_TEXT_MAX_CHARS, clean, sizeof clean, NULL);

	assert(status == MC_OK && strcmp(clean, text) == 0);
	assert(field->shape != MC_SHAPE_PLAIN || (field->flags & MC_ASK_KNOWN) ||
		mc_utf8_count(text) <= field->max);
}

static void check_fields(const struct mc_fields *fields, const void *row) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];

		if (field->kind == MC_FIELD_TEXT) {
			check_text(field, mc_field_text(field, row));
		} else if (field->kind == MC_FIELD_LIST) {
			for (size_t n = 0; n < mc_field_count(field, row); n++) {
				check_fields(field->rows, mc_field_element(field, row, n));
			}
		} else if (mc_field_given(field, row)) {
			assert(mc_field_fits(field, mc_field_number(field, row)));
		}
	}
}

static void check_act(struct mc_arena *arena, const struct mc_act *act) {
	struct mc_str one, other;
	struct mc_act copy;

	mc_str_init(&one);
	mc_str_init(&other);
	mc_act_copy(arena, act, &copy);
	mc_act_canonical(act, &one);
	mc_act_canonical(&copy, &other);
	assert(strcmp(mc_str_text(&one), mc_str_text(&other)) == 0);
	mc_str_finish(&one);
	mc_str_finish(&other);
}

static void read_act(struct mc_arena *arena, enum mc_verb verb, const char *text, size_t len) {
	struct mc_act act = { .verb = verb };
	struct mc_request request;
	struct mc_error err = { 0 };

	mc_request_of_act(&request, arena, "* key occurred_at late_reason", &act);
	if (mc_request_json(&request, text, len, &err) != MC_OK ||
		mc_request_end(&request, &err) != MC_OK) {
		assert(err.format != NULL);
		return;
	}
	check_fields(mc_verb_fields(verb), &act.as);
	check_act(arena, &act);
}

static void read_row(
	struct mc_arena *arena, enum mc_setup_kind kind, const char *text, size_t len) {
	struct mc_setup_row row = { .kind = kind };
	struct mc_request request;
	struct mc_error err = { 0 };

	mc_request_of_row(&request, arena, "*", &row);
	if (mc_request_json(&request, text, len, &err) != MC_OK ||
		mc_request_end(&request, &err) != MC_OK) {
		assert(err.format != NULL);
		return;
	}
	check_fields(mc_setup_fields(kind), &row.as);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct mc_arena arena;

	if (size == 0) {
		return 0;
	}
	mc_arena_init(&arena);
	unsigned choice = (unsigned)(data[0] + 256 - 'A') % (MC_VERB_COUNT + KINDS);
	const char *text = (const char *)data + 1;

	if (choice < MC_VERB_COUNT) {
		read_act(&arena, (enum mc_verb)choice, text, size - 1);
	} else {
		read_row(&arena, (enum mc_setup_kind)(choice - MC_VERB_COUNT), text, size - 1);
	}
	mc_arena_finish(&arena);
	return 0;
}

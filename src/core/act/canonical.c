/* Requests as text, a field at a time. Marks in ledgers rest on it: no form changes but by a new prefix. */
#include "core/act/canonical.h"
#include "base/crypto.h"
#include "core/act/fields.h"
#include <string.h>

static void add_number(struct mc_str *out, const struct mc_field *field, int64_t value) {
	const struct mc_names *names = field->shape != MC_SHAPE_BITS ? field->names : NULL;
	if (names != NULL && value >= 0 && value < (int64_t)names->count &&
		names->names[value] != NULL) {
		mc_str_add_counted(out, names->names[value]);
	} else {
		mc_str_addf(out, "%lld,", (long long)value);
	}
}

/* The hash of a PIN, salted: made again from the same PIN it is another text. */
#define SALTED "$argon2"

/* One that is known in several spellings goes by the first. */
static void add_text(struct mc_str *out, const struct mc_field *field, const char *text) {
	const struct mc_names *names = field->shape != MC_SHAPE_LIST ? field->names : NULL;
	if (strncmp(text, SALTED, strlen(SALTED)) == 0) {
		text = SALTED;
	}
	int found = names != NULL ? mc_names_find(names, text) : -1;
	mc_str_add_counted(out, found >= 0 ? names->names[found] : text);
}

static void add_fields(struct mc_str *out, const struct mc_fields *fields, const void *row) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (!mc_field_given(field, row)) {
			continue;
		}
		mc_str_add(out, field->name);
		mc_str_add_char(out, '=');
		if (field->kind == MC_FIELD_TEXT) {
			add_text(out, field, mc_field_text(field, row));
		} else if (field->kind == MC_FIELD_LIST) {
			for (size_t n = 0; n < mc_field_count(field, row); n++) {
				mc_str_add_char(out, '{');
				add_fields(out, field->rows, mc_field_element(field, row, n));
				mc_str_add_char(out, '}');
			}
		} else {
			add_number(out, field, mc_field_number(field, row));
		}
	}
}

void mc_act_canonical(const struct mc_act *act, struct mc_str *out) {
	mc_str_add_counted(out, mc_verb_name(act->verb));
	add_fields(out, &mc_act_head_fields, act);
	add_fields(out, mc_verb_fields(act->verb), &act->as);
	for (size_t i = 0; act->verb == MC_VERB_SETUP && i < act->as.setup.count; i++) {
		const struct mc_setup_row *row = &act->as.setup.rows[i];
		mc_str_addf(out, "{%d,", (int)row->kind);
		add_fields(out, mc_setup_fields(row->kind), &row->as);
		mc_str_add_char(out, '}');
	}
}

void mc_act_hash(const struct mc_act *act, const void *salt, size_t salt_len,
	uint8_t out[MC_ACT_HASH_SIZE]) {
	struct mc_str request;

	mc_str_init(&request);
	mc_str_add_bytes(&request, salt, salt_len);
	mc_act_canonical(act, &request);
	mc_hash(request.data, request.len, out, MC_ACT_HASH_SIZE);
	mc_wipe(request.data, request.len);
	mc_str_finish(&request);
}

/* Cleaning a request, a field at a time. Names of what is there already are looked up as sent. */
#include "store/decide/clean.h"
#include "core/act/fields.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <string.h>

static enum mc_status clean_text(struct mc_tx *tx, const struct mc_field *field, const char *text,
	const char **ret_text, struct mc_error *err) {
	size_t size = 4 * field->max + 1;
	char *out = mc_arena_alloc(tx->arena, size);
	if (field->shape == MC_SHAPE_CODE) {
		char code[MC_CODE_SIZE];
		MC_TRY(mc_code_clean(text, strlen(text), code, err));
		mc_copy(out, size, code);
	} else {
		MC_TRY(mc_text_clean(text, strlen(text), field->max, out, size, err));
		mc_text_mend_accents(out);
	}
	*ret_text = out;
	return MC_OK;
}

static enum mc_status clean_row(struct mc_tx *tx, const struct mc_fields *fields, void *row,
	const char *option, struct mc_error *err);

static enum mc_status clean_list(
	struct mc_tx *tx, const struct mc_field *field, void *row, struct mc_error *err) {
	size_t count = mc_field_count(field, row), size = field->rows->size;
	if (count == 0) {
		return MC_OK;
	}
	char *copy = mc_arena_array(tx->arena, count, size);
	memcpy(copy, mc_field_element(field, row, 0), count * size);
	mc_field_put_list(field, row, copy, count);
	for (size_t i = 0; i < count; i++) {
		MC_TRY(clean_row(tx, field->rows, copy + i * size, mc_field_option(field), err));
	}
	return MC_OK;
}

/* The texts of a row that was copied by value; `option`: of the list that it is in, or NULL. */
static enum mc_status clean_row(struct mc_tx *tx, const struct mc_fields *fields, void *row,
	const char *option, struct mc_error *err) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind == MC_FIELD_LIST) {
			MC_TRY(clean_list(tx, field, row, err));
		}
		if (field->kind != MC_FIELD_TEXT) {
			continue;
		}
		const char *text = mc_field_text(field, row);
		if (*text && !(field->flags & MC_ASK_KNOWN)) {
			MC_TRY(mc_fail_at(err, option ? option : mc_field_option(field),
				clean_text(tx, field, text, &text, err)));
		}
		mc_field_put_text(field, row, text);
	}
	return MC_OK;
}

/* What a row cannot be without. */
static enum mc_status check_given(
	const struct mc_fields *fields, const void *row, struct mc_error *err) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if ((field->flags & MC_ASK_REQUIRED) && !mc_field_given(field, row)) {
			return mc_fail_at(err, field->name,
				mc_fail(err, MC_INVALID, N_("“%s” is empty: fill it in."),
					field->name));
		}
	}
	return MC_OK;
}

static enum mc_status check_numbers(
	const struct mc_fields *fields, const void *row, struct mc_error *err) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind == MC_FIELD_TEXT) {
			continue;
		}
		int64_t number = mc_field_number(field, row);
		if (!mc_field_fits(field, number)) {
			return mc_fail_at(err, field->name,
				mc_fail(err, MC_INVALID,
					N_("“%s” is %lld: it must be %lld to %lld."), field->name,
					(long long)number, (long long)field->least,
					(long long)field->most));
		}
	}
	return MC_OK;
}

static enum mc_status clean_setup(struct mc_tx *tx, struct mc_act *act, struct mc_error *err) {
	size_t count = act->as.setup.count;
	struct mc_setup_row *rows = mc_arena_array(tx->arena, count, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		rows[i] = act->as.setup.rows[i];
		const struct mc_fields *fields = mc_setup_fields(rows[i].kind);
		MC_TRY(clean_row(tx, fields, &rows[i].as, NULL, err));
		MC_TRY(check_given(fields, &rows[i].as, err));
		MC_TRY(check_numbers(fields, &rows[i].as, err));
	}
	act->as.setup.rows = rows;
	return MC_OK;
}

enum mc_status mc_clean_act(struct mc_tx *tx, struct mc_error *err) {
	struct mc_act *act = mc_arena_alloc(tx->arena, sizeof *act);
	*act = *tx->act;
	MC_TRY(clean_row(tx, &mc_act_head_fields, act, NULL, err));
	const struct mc_fields *fields = mc_verb_fields(act->verb);
	MC_TRY(clean_row(tx, fields, &act->as, NULL, err));
	MC_TRY(check_given(fields, &act->as, err));
	if (act->verb == MC_VERB_SETUP) {
		MC_TRY(clean_setup(tx, act, err));
	}
	tx->act = act;
	return MC_OK;
}

#include "ui/parts/form.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

void mc_form_init(struct mc_form *form, const struct mc_fields *fields,
	const struct mc_form_row *rows, int count) {
	assert(count > 0 && count <= MC_FORM_MAX);
	*form = (struct mc_form){ .rows = rows, .count = count };
	for (int i = 0; i < count; i++) {
		form->of[i] = mc_field_called(fields, rows[i].name);
		assert(form->of[i] != NULL && form->of[i]->shown != NULL);
		mc_edit_init(&form->field[i], rows[i].mask, mc_edit_chars(form->of[i]));
		form->field[i].grouping = rows[i].grouping;
	}
}

/* Whether a field is right; writes it in its usual spelling, or notes it in `bad` and says why not. */
static bool check_field(struct mc_form *form, int index, mc_day today, struct mc_notice *notice) {
	const struct mc_form_row *row = &form->rows[index];
	struct mc_error err = { 0 };
	char value[MC_EDIT_BYTES];
	char usual[MC_EDIT_BYTES];
	enum mc_status status = MC_OK;

	mc_edit_value(&form->field[index], value);
	memcpy(usual, value, sizeof usual);
	if (value[0] == '\0') {
		if (row->required) {
			status = mc_fail(&err, MC_INVALID,
				N_("This field may not be empty: it goes onto the receipt."));
		}
	} else if (row->check != NULL) {
		status = row->check(value, today, usual, &err);
	}
	if (status == MC_OK) {
		if (strcmp(usual, value) != 0) {
			mc_edit_set(&form->field[index], usual);
		}
		form->bad &= ~(1u << index);
		return true;
	}
	form->bad |= 1u << index;
	mc_notice_error(notice, &err);
	return false;
}

/* Goes on or back by one field; the field left is checked (an empty one only by Enter). */
static enum mc_form_step leave(
	struct mc_form *form, int32_t key, int direction, mc_day today, struct mc_notice *notice) {
	bool strict = key == MC_KEY_ENTER;

	if (strict || !mc_edit_empty(&form->field[form->focus])) {
		if (!check_field(form, form->focus, today, notice) && strict) {
			return MC_FORM_STAYS;
		}
	} else {
		form->bad &= ~(1u << form->focus);
	}
	if (form->focus + direction < 0) {
		return MC_FORM_BEFORE;
	}
	if (form->focus + direction >= form->count) {
		return MC_FORM_BEYOND;
	}
	form->focus += direction;
	form->field[form->focus].cursor = strlen(form->field[form->focus].text);
	return MC_FORM_STAYS;
}

/* The letter just typed filled the field: the focus goes on, except from the last one. */
static void advance_when_full(struct mc_form *form, mc_day today, struct mc_notice *notice) {
	const struct mc_form_row *row = &form->rows[form->focus];
	const struct mc_edit *field = &form->field[form->focus];

	if (row->full != NULL && field->text[field->cursor] == '\0' && row->full(field->text) &&
		form->focus + 1 < form->count && check_field(form, form->focus, today, notice)) {
		form->focus++;
		form->advanced = true;
	}
}

/* A letter that vanishes is told, or it would be missed only on the receipt. */
static void say_refusal(const struct mc_form *form, struct mc_notice *notice) {
	const char *sentence = mc_edit_refusal_text(&form->field[form->focus]);

	if (sentence != NULL) {
		mc_notice_say(notice, MC_STYLE_WARN, sentence, NULL, NULL, NULL);
	}
}

enum mc_form_step mc_form_key(
	struct mc_form *form, int32_t key, mc_day today, struct mc_notice *notice) {
	bool moved = form->advanced;
	bool changed = false;

	form->advanced = false;
	if (moved && (key == MC_KEY_ENTER || key == MC_KEY_TAB)) {
		return MC_FORM_STAYS;
	}
	switch (key) {
	case MC_KEY_ENTER:
	case MC_KEY_TAB:
	case MC_KEY_DOWN: return leave(form, key, 1, today, notice);
	case MC_KEY_BACKTAB:
	case MC_KEY_UP: return leave(form, key, -1, today, notice);
	default: break;
	}
	if (!mc_edit_key(&form->field[form->focus], key, &changed)) {
		return MC_FORM_NONE;
	}
	say_refusal(form, notice);
	if (changed && mc_edit_can_put_back(&form->field[form->focus])) {
		mc_notice_say(notice, MC_STYLE_MUTED, N_("Removed; Ctrl-Y puts it back."), NULL,
			NULL, NULL);
	}
	if (changed && key >= 32 && key < MC_KEY_FIRST) {
		advance_when_full(form, today, notice);
	}
	return changed ? MC_FORM_CHANGED : MC_FORM_STAYS;
}

bool mc_form_paste(struct mc_form *form, const char *text, struct mc_notice *notice) {
	bool changed = mc_edit_paste(&form->field[form->focus], text);

	say_refusal(form, notice);
	return changed;
}

bool mc_form_check(struct mc_form *form, mc_day today, struct mc_notice *notice) {
	for (int i = 0; i < form->count; i++) {
		if (!check_field(form, i, today, notice)) {
			form->focus = i;
			form->field[i].cursor = strlen(form->field[i].text);
			return false;
		}
	}
	return true;
}

int mc_form_find(const struct mc_form *form, const char *name) {
	for (int i = 0; i < form->count; i++) {
		if (strcmp(form->rows[i].name, name) == 0) {
			return i;
		}
	}
	return -1;
}

void mc_form_value(const struct mc_form *form, const char *name, char out[MC_EDIT_BYTES]) {
	int index = mc_form_find(form, name);

	assert(index >= 0);
	mc_edit_value(&form->field[index], out);
}

void mc_form_settled(
	const struct mc_form *form, int typing, const char *name, char out[MC_EDIT_BYTES]) {
	mc_form_value(form, name, out);
	if (mc_form_find(form, name) == typing) {
		out[0] = '\0';
	}
}

bool mc_form_odd(const struct mc_form *form, int typing, mc_day today, int *index,
	struct mc_error *ret_what) {
	for (; *index < form->count; ++*index) {
		bool judged = *index != typing && form->rows[*index].odd != NULL &&
			      (form->bad & (1u << *index)) == 0;

		if (judged && form->rows[*index].odd(form, typing, today, ret_what)) {
			return true;
		}
	}
	return false;
}

/* The sign between label and field: wrong, odd, or must be filled. */
static void view_sign(const struct mc_form *form, int index, bool odd, struct mc_frame *frame,
	int row, int column) {
	if ((form->bad & (1u << index)) != 0) {
		mc_frame_text(frame, row, column, 1, MC_STYLE_ERROR, "!");
	} else if (odd) {
		mc_frame_text(frame, row, column, 1, MC_STYLE_WARN, "?");
	} else if (form->rows[index].required) {
		mc_frame_text(frame, row, column, 1, MC_STYLE_STRONG, "*");
	}
}

void mc_form_view(const struct mc_form *form, mc_day today, enum mc_lang lang,
	struct mc_frame *frame, int row, int column, int columns, int label_columns, bool focused) {
	struct mc_error what;
	int odd = 0;

	for (int i = 0; i < form->count; i++) {
		bool here = focused && i == form->focus;
		int room = columns - label_columns - 2;
		int most = form->field[i].max_chars;
		int width = most + 1 < room ? most + 1 : room;

		odd = odd < i ? i : odd;
		mc_frame_text(frame, row + i, column, 1, MC_STYLE_TEXT, here ? ">" : " ");
		mc_frame_fit(frame, row + i, column + 2, label_columns - 2, MC_STYLE_MUTED,
			mc_tr(lang, form->of[i]->shown));
		view_sign(form, i, mc_form_odd(form, form->focus, today, &odd, &what) && odd == i,
			frame, row + i, column + label_columns);
		mc_edit_view(
			&form->field[i], frame, row + i, column + label_columns + 2, width, here);
	}
}

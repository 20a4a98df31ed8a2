/*
 * A form: fields in order, one of them with the focus.
 *
 * Enter goes on to the next field when this one is right; Tab and Down go on
 * anyway, Shift-Tab and Up go back. A field is checked when it is left; a wrong
 * one keeps its text, is marked with '!', and what is wrong is said with an
 * example in the notice line. Enter on a wrong field stays there. Where a full
 * field has moved the focus by itself, the Enter or Tab of a hand that is used
 * to it does not move it again.
 */
#ifndef MC_UI_FORM_H
#define MC_UI_FORM_H

#include "ui/parts/field.h"
#include "ui/parts/notice.h"

#define MC_FORM_MAX 16

/* Fails with a sentence that holds an example; the text is clean and not empty. */
typedef enum mc_status mc_form_check_fn(const char *text, struct mc_error *err);

struct mc_form_row {
	const char *name; /* of the draft: "owner" */
	const char *label; /* English */
	enum mc_field_mask mask;
	int max_chars;
	int full_chars; /* with so many letters and all right, the next field has its turn; 0: never */
	bool required;
	mc_form_check_fn *check; /* NULL: anything */
};

struct mc_form {
	const struct mc_form_row *rows;
	int count;
	int focus;
	bool advanced; /* the last letter moved the focus */
	unsigned bad; /* bit per field that was left wrong */
	struct mc_field field[MC_FORM_MAX];
};

void mc_form_init(struct mc_form *form, const struct mc_form_row *rows, int count);

enum mc_form_step {
	MC_FORM_NONE, /* the key is none of the form's */
	MC_FORM_STAYS, /* handled */
	MC_FORM_CHANGED, /* handled, and the text changed */
	MC_FORM_BEYOND, /* left by Enter, Tab or Down behind its last field */
	MC_FORM_BEFORE, /* left by Shift-Tab or Up before its first field */
};

enum mc_form_step mc_form_key(struct mc_form *form, int32_t key, struct mc_notice *notice);
bool mc_form_paste(struct mc_form *form, const char *text, struct mc_notice *notice);

/* Checks every field. False: the focus stands on the first wrong one, *notice says why. */
bool mc_form_check(struct mc_form *form, struct mc_notice *notice);

/* Index of a name, -1 when there is none; the clean value. */
int mc_form_find(const struct mc_form *form, const char *name);
void mc_form_value(const struct mc_form *form, const char *name, char out[MC_FIELD_BYTES]);

/* One row a field: label in `label_columns`, then the field. `focused`: the form has the focus. */
void mc_form_view(const struct mc_form *form, enum mc_lang lang, struct mc_frame *frame, int row,
	int column, int columns, int label_columns, bool focused);

#endif

/*
 * A form: fields in order, one of them with the focus.
 *
 * Enter goes on to the next field when this one is right; Tab and Down go on
 * anyway, Shift-Tab and Up go back. A field is checked when it is left; a wrong
 * one keeps its text, is marked with '!', and what is wrong is said with an
 * example in the notice line. Enter on a wrong field stays there. A right one is
 * written in its usual spelling. What is only odd is marked with '?' and hinders
 * nobody. Where a full field has moved the focus by itself, the Enter or Tab of a
 * hand that is used to it does not move it again.
 */
#ifndef MC_UI_FORM_H
#define MC_UI_FORM_H

#include "ui/parts/edit.h"
#include "ui/parts/notice.h"
#include <motcua/date.h>

#define MC_FORM_MAX 16

struct mc_form;

/*
 * Fails with a sentence that holds an example; the text is clean and not empty.
 * `usual` holds the text, and may be given the spelling that the field then has.
 */
typedef enum mc_status mc_form_check_fn(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err);

/*
 * Whether something about a right field is worth a second look: a sentence in
 * *ret_what. `typing` is the field that is not finished yet, -1: none.
 */
typedef bool mc_form_odd_fn(
	const struct mc_form *form, int typing, mc_day today, struct mc_error *ret_what);

/* A field of the form: how a field of a request is typed. Its label and limit are the field's. */
struct mc_form_row {
	const char *name; /* of the field or its option, and in the draft: "owner" */
	enum mc_edit_mask mask;
	bool required;
	mc_grouping_fn *grouping; /* for the eye; NULL: as typed */
	mc_form_check_fn *check; /* NULL: anything */
	bool (*full)(const char *text); /* nothing more belongs into it, and all is right: the next
					   field has its turn; NULL: never */
	mc_form_odd_fn *odd; /* NULL: never */
};

struct mc_form {
	const struct mc_form_row *rows;
	int count;
	int focus;
	bool advanced; /* the last letter moved the focus */
	unsigned bad; /* bit per field that was left wrong */
	const struct mc_field *of[MC_FORM_MAX];
	struct mc_edit field[MC_FORM_MAX];
};

/* `fields` is the table of what is filled in; each row is of one of it. */
void mc_form_init(struct mc_form *form, const struct mc_fields *fields,
	const struct mc_form_row *rows, int count);

enum mc_form_step {
	MC_FORM_NONE, /* the key is none of the form's */
	MC_FORM_STAYS, /* handled */
	MC_FORM_CHANGED, /* handled, and the text changed */
	MC_FORM_BEYOND, /* left by Enter, Tab or Down behind its last field */
	MC_FORM_BEFORE, /* left by Shift-Tab or Up before its first field */
};

/* `today` is what dates are judged by. */
enum mc_form_step mc_form_key(
	struct mc_form *form, int32_t key, mc_day today, struct mc_notice *notice);
bool mc_form_paste(struct mc_form *form, const char *text, struct mc_notice *notice);

/* Checks every field. False: the focus stands on the first wrong one, *notice says why. */
bool mc_form_check(struct mc_form *form, mc_day today, struct mc_notice *notice);

/*
 * The first field from *index on that is odd: its number in *index, why in
 * *ret_what. The field `typing` (-1: none) is not judged yet.
 */
bool mc_form_odd(const struct mc_form *form, int typing, mc_day today, int *index,
	struct mc_error *ret_what);

/* The clean value of a field, "" while it is being typed. */
void mc_form_settled(
	const struct mc_form *form, int typing, const char *name, char out[MC_EDIT_BYTES]);

/* Index of a name, -1 when there is none; the clean value. */
int mc_form_find(const struct mc_form *form, const char *name);
void mc_form_value(const struct mc_form *form, const char *name, char out[MC_EDIT_BYTES]);

/* One row a field: label in `label_columns`, then the field. `focused`: the form has the focus. */
void mc_form_view(const struct mc_form *form, mc_day today, enum mc_lang lang,
	struct mc_frame *frame, int row, int column, int columns, int label_columns, bool focused);

#endif

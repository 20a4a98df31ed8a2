/*
 * A line of text being edited, letter by letter: marks go with their letter,
 * and what is stored is always NFC. Composed letters (from an input method of
 * the terminal's side) and pasted text both arrive here.
 */
#ifndef MC_UI_FIELD_H
#define MC_UI_FIELD_H

#include "core/grouping.h"
#include "ui/command.h"
#include "ui/terminal/frame.h"
#include <stddef.h>

#define MC_FIELD_BYTES 1004 /* 250 letters of up to four bytes, and a NUL */
#define MC_FIELD_MAX_CHARS 250

enum mc_field_mask {
	MC_FIELD_TEXT,
	MC_FIELD_DIGITS, /* 0–9 */
	MC_FIELD_CODE, /* printable ASCII without blanks */
	MC_FIELD_SECRET, /* as text, shown as dots */
};

/* Why not all that was typed or pasted stands in the field. */
enum mc_field_refusal {
	MC_FIELD_TOOK_ALL,
	MC_FIELD_FULL, /* more letters than there may be */
	MC_FIELD_NOT_SUCH, /* letters that the mask does not take */
};

struct mc_field {
	enum mc_field_mask mask;
	int max_chars; /* 1 … MC_FIELD_MAX_CHARS */
	size_t cursor; /* byte, at the border of a letter */
	enum mc_field_refusal refusal; /* of the last key or paste */
	mc_grouping_fn *grouping; /* signs shown between the letters; NULL: none */
	bool proposed; /* the first letter typed replaces the text, Backspace removes all of it */
	char text[MC_FIELD_BYTES];
	char removed[MC_FIELD_BYTES]; /* by Ctrl-U, Ctrl-W, Ctrl-K; of a secret nothing is kept */
	bool removing; /* the last key removed, so that the next one adds to it */
};

void mc_field_init(struct mc_field *field, enum mc_field_mask mask, int max_chars);

/* Replaces the text (cleaned; cut to what fits) and puts the cursor behind it. */
void mc_field_set(struct mc_field *field, const char *text);

/* The text of before is a proposal: typing replaces it, moving in it makes it one's own. */
void mc_field_propose(struct mc_field *field);

/*
 * Handles one key: a letter, Backspace, Delete, Left, Right, Home, End, Ctrl-U,
 * Ctrl-W, Ctrl-K, Ctrl-Y. Returns false when the key is none of the field's. *ret_changed (may be NULL): whether
 * the text differs now; a letter that the mask or the length refuses is taken
 * and changes nothing.
 */
bool mc_field_key(struct mc_field *field, int32_t key, bool *ret_changed);

/* Whether a field would take the key: a letter, or one that edits (a paste is MC_KEY_NONE). */
bool mc_field_edits(int32_t key);

/* In words, an English sentence; NULL where all was taken. */
const char *mc_field_refusal_text(const struct mc_field *field);

/* The last key took more than a letter away, which Ctrl-Y puts back. */
bool mc_field_can_put_back(const struct mc_field *field);

/* Inserts pasted text: line ends become blanks, letters the mask refuses are left away. */
bool mc_field_paste(struct mc_field *field, const char *text);

bool mc_field_empty(const struct mc_field *field); /* nothing but blanks */

/* The clean text (outer blanks cut), into out of MC_FIELD_BYTES. */
void mc_field_value(const struct mc_field *field, char out[MC_FIELD_BYTES]);

/* Draws what fits around the cursor and, when focused, places the frame's cursor. */
void mc_field_view(const struct mc_field *field, struct mc_frame *frame, int row, int column,
	int columns, bool focused);

#endif

/*
 * A line of text being edited, letter by letter: marks go with their letter,
 * and what is stored is always NFC. Composed letters (from an input method of
 * the terminal's side) and pasted text both arrive here.
 */
#ifndef MC_UI_EDIT_H
#define MC_UI_EDIT_H

#include "base/field.h"
#include "core/grouping.h"
#include "ui/command.h"
#include "ui/terminal/frame.h"
#include <stddef.h>

#define MC_EDIT_BYTES 1004 /* 250 letters of up to four bytes, and a NUL */
#define MC_EDIT_MAX_CHARS 250

enum mc_edit_mask {
	MC_EDIT_TEXT,
	MC_EDIT_DIGITS, /* 0–9 */
	MC_EDIT_CODE, /* printable ASCII without blanks */
	MC_EDIT_SECRET, /* as text, shown as dots */
};

/* Why not all that was typed or pasted stands in the field. */
enum mc_edit_refusal {
	MC_EDIT_TOOK_ALL,
	MC_EDIT_FULL, /* more letters than there may be */
	MC_EDIT_NOT_SUCH, /* letters that the mask does not take */
};

struct mc_edit {
	enum mc_edit_mask mask;
	int max_chars; /* 1 … MC_EDIT_MAX_CHARS */
	size_t cursor; /* byte, at the border of a letter */
	enum mc_edit_refusal refusal; /* of the last key or paste */
	mc_grouping_fn *grouping; /* signs shown between the letters; NULL: none */
	bool proposed; /* the first letter typed replaces the text, Backspace removes all of it */
	char text[MC_EDIT_BYTES];
	char removed[MC_EDIT_BYTES]; /* by Ctrl-U, Ctrl-W, Ctrl-K; of a secret nothing is kept */
	bool removing; /* the last key removed, so that the next one adds to it */
};

void mc_edit_init(struct mc_edit *field, enum mc_edit_mask mask, int max_chars);

/* How many characters a field of a request may have when it is typed here. */
int mc_edit_chars(const struct mc_field *field);

/* Replaces the text (cleaned; cut to what fits) and puts the cursor behind it. */
void mc_edit_set(struct mc_edit *field, const char *text);

/* The text of before is a proposal: typing replaces it, moving in it makes it one's own. */
void mc_edit_propose(struct mc_edit *field);

/*
 * Handles one key: a letter, Backspace, Delete, Left, Right, Home, End, Ctrl-U,
 * Ctrl-W, Ctrl-K, Ctrl-Y. Returns false when the key is none of the field's. *ret_changed (may be NULL): whether
 * the text differs now; a letter that the mask or the length refuses is taken
 * and changes nothing.
 */
bool mc_edit_key(struct mc_edit *field, int32_t key, bool *ret_changed);

/* Whether a field would take the key: a letter, or one that edits (a paste is MC_KEY_NONE). */
bool mc_edit_takes(int32_t key);

/* In words, an English sentence; NULL where all was taken. */
const char *mc_edit_refusal_text(const struct mc_edit *field);

/* The last key took more than a letter away, which Ctrl-Y puts back. */
bool mc_edit_can_put_back(const struct mc_edit *field);

/* Inserts pasted text: line ends become blanks, letters the mask refuses are left away. */
bool mc_edit_paste(struct mc_edit *field, const char *text);

bool mc_edit_empty(const struct mc_edit *field); /* nothing but blanks */

/* The clean text (outer blanks cut), into out of MC_EDIT_BYTES. */
void mc_edit_value(const struct mc_edit *field, char out[MC_EDIT_BYTES]);

/* Draws what fits around the cursor and, when focused, places the frame's cursor. */
void mc_edit_view(const struct mc_edit *field, struct mc_frame *frame, int row, int column,
	int columns, bool focused);

#endif

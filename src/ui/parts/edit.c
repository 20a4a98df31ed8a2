#include "ui/parts/edit.h"
#include "base/str.h"
#include "base/utf8.h"
#include <assert.h>
#include <string.h>

void mc_edit_init(struct mc_edit *field, enum mc_edit_mask mask, int max_chars) {
	assert(max_chars > 0 && max_chars <= MC_EDIT_MAX_CHARS);
	*field = (struct mc_edit){ .mask = mask, .max_chars = max_chars };
}

int mc_edit_chars(const struct mc_field *field) {
	unsigned chars = mc_field_chars(field);

	return chars < MC_EDIT_MAX_CHARS ? (int)chars : MC_EDIT_MAX_CHARS;
}

static bool mask_takes(enum mc_edit_mask mask, int32_t character) {
	switch (mask) {
	case MC_EDIT_DIGITS: return character >= '0' && character <= '9';
	case MC_EDIT_CODE: return character > 32 && character < 127;
	case MC_EDIT_TEXT:
	case MC_EDIT_SECRET: break;
	}
	return true;
}

/* End of the letter (with its marks) that starts at `pos`. */
static size_t letter_end(const char *text, size_t pos) {
	size_t len = strlen(text);

	if (pos >= len) {
		return len;
	}
	mc_utf8_next(text, len, &pos);
	while (pos < len) {
		size_t after = pos;

		if (!mc_char_is_mark(mc_utf8_next(text, len, &after))) {
			break;
		}
		pos = after;
	}
	return pos;
}

static int letters(const char *text) {
	int count = 0;

	for (size_t pos = 0; text[pos] != '\0'; pos = letter_end(text, pos)) {
		count++;
	}
	return count;
}

static void remove_bytes(struct mc_edit *field, size_t from, size_t to) {
	memmove(field->text + from, field->text + to, strlen(field->text + to) + 1);
	field->cursor = from;
}

/* Puts clean bytes at the cursor; false when letters or bytes would be too many. */
static bool insert_bytes(struct mc_edit *field, const char *bytes, size_t len) {
	char next[MC_EDIT_BYTES];
	size_t old = strlen(field->text);

	if (old + len >= sizeof next) {
		field->refusal = MC_EDIT_FULL;
		return false;
	}
	memcpy(next, field->text, field->cursor);
	memcpy(next + field->cursor, bytes, len);
	memcpy(next + field->cursor + len, field->text + field->cursor, old - field->cursor + 1);
	if (letters(next) > field->max_chars) {
		field->refusal = MC_EDIT_FULL;
		return false;
	}
	memcpy(field->text, next, old + len + 1);
	field->cursor += len;
	return true;
}

/* A mark typed by itself joins the letter before the cursor, as NFC. */
static bool insert_mark(struct mc_edit *field, const char *mark, size_t len) {
	size_t start;
	size_t end = field->cursor;
	char joined[64];
	char clean[64];

	if (end == 0) {
		return false;
	}
	start = mc_utf8_prev(field->text, end);
	if (end - start + len >= sizeof joined) {
		return false;
	}
	memcpy(joined, field->text + start, end - start);
	memcpy(joined + (end - start), mark, len);
	if (mc_text_clean(joined, end - start + len, 8, clean, sizeof clean, NULL) != MC_OK) {
		return false;
	}
	remove_bytes(field, start, end);
	if (insert_bytes(field, clean, strlen(clean))) {
		return true;
	}
	insert_bytes(field, joined, end - start);
	return false;
}

static bool insert_character(struct mc_edit *field, int32_t character) {
	char raw[4];
	char clean[16];
	size_t len = mc_utf8_encode(character, raw);

	if (len == 0 || !mask_takes(field->mask, character)) {
		field->refusal = character == ' ' ? field->refusal : MC_EDIT_NOT_SUCH;
		return false;
	}
	if (mc_char_is_mark(character)) {
		return insert_mark(field, raw, len);
	}
	if (character == ' ') {
		return insert_bytes(field, " ", 1);
	}
	if (mc_text_clean(raw, len, 4, clean, sizeof clean, NULL) != MC_OK) {
		return false;
	}
	return insert_bytes(field, clean, strlen(clean));
}

void mc_edit_set(struct mc_edit *field, const char *text) {
	field->text[0] = '\0';
	field->removed[0] = '\0'; /* another text, perhaps of another person */
	field->cursor = 0;
	mc_edit_paste(field, text);
}

void mc_edit_propose(struct mc_edit *field) {
	field->proposed = field->text[0] != '\0';
	field->cursor = strlen(field->text);
}

/* A proposal gives way to what replaces it; true when there was one. */
static bool drop_proposal(struct mc_edit *field) {
	bool dropped = field->proposed;

	if (dropped) {
		field->text[0] = '\0';
		field->cursor = 0;
		field->proposed = false;
	}
	return dropped;
}

bool mc_edit_paste(struct mc_edit *field, const char *text) {
	size_t len = strlen(text);
	bool changed = drop_proposal(field);

	field->refusal = MC_EDIT_TOOK_ALL;
	field->removing = false;
	for (size_t pos = 0; pos < len;) {
		int32_t character = mc_utf8_next(text, len, &pos);

		if (character == '\n' || character == '\r' || character == '\t' ||
			character == 0xA0) {
			character = ' ';
		}
		if (character >= 32 && insert_character(field, character)) {
			changed = true;
		}
	}
	return changed;
}

static void step(struct mc_edit *field, int32_t key) {
	switch (key) {
	case MC_KEY_LEFT:
		if (field->cursor > 0) {
			field->cursor = mc_utf8_prev(field->text, field->cursor);
		}
		break;
	case MC_KEY_RIGHT: field->cursor = letter_end(field->text, field->cursor); break;
	case MC_KEY_HOME: field->cursor = 0; break;
	default: field->cursor = strlen(field->text); break;
	}
}

static bool delete_letter(struct mc_edit *field, int32_t key) {
	size_t at = field->cursor;

	if (key == MC_KEY_BACKSPACE && at > 0) {
		remove_bytes(field, mc_utf8_prev(field->text, at), at);
		return true;
	}
	if (key == MC_KEY_DELETE && field->text[at] != '\0') {
		remove_bytes(field, at, letter_end(field->text, at));
		return true;
	}
	return false;
}

/* Where the word begins that the cursor is in or behind. */
static size_t word_start(const struct mc_edit *field) {
	size_t at = field->cursor;

	while (at > 0 && field->text[at - 1] == ' ') {
		at--;
	}
	while (at > 0 && field->text[at - 1] != ' ') {
		at--;
	}
	return at;
}

/* Keeps what is about to be removed; what keys remove one after the other comes back as one. */
static void keep(struct mc_edit *field, size_t from, size_t to) {
	size_t len = to - from;
	size_t old = field->removing ? strlen(field->removed) : 0;
	size_t at =
		from == field->cursor ? old : 0; /* where it belongs in what was removed before */

	if (field->mask == MC_EDIT_SECRET) {
		return;
	}
	assert(old + len < sizeof field->removed); /* both stood in the text together */
	memmove(field->removed + at + len, field->removed + at, old - at);
	memcpy(field->removed + at, field->text + from, len);
	field->removed[old + len] = '\0';
}

/* Ctrl-U, Ctrl-W and Ctrl-K; a proposal goes as a whole, as with Backspace. */
static bool cut(struct mc_edit *field, int32_t key) {
	size_t from = field->proposed || key == MC_KEY_CUT_BEFORE ? 0
		      : key == MC_KEY_CUT_WORD                    ? word_start(field)
								  : field->cursor;
	size_t to = key == MC_KEY_CUT_BEHIND ? strlen(field->text) : field->cursor;

	if (from == to) {
		return false;
	}
	keep(field, from, to);
	remove_bytes(field, from, to);
	field->proposed = false;
	field->removing = true;
	return true;
}

static bool put_back(struct mc_edit *field) {
	bool changed;

	if (field->removed[0] == '\0') {
		return false;
	}
	changed = drop_proposal(field);
	return insert_bytes(field, field->removed, strlen(field->removed)) || changed;
}

bool mc_edit_can_put_back(const struct mc_edit *field) {
	return field->removing && field->removed[0] != '\0';
}

static bool is_cut(int32_t key) {
	return key == MC_KEY_CUT_BEFORE || key == MC_KEY_CUT_WORD || key == MC_KEY_CUT_BEHIND;
}

bool mc_edit_key(struct mc_edit *field, int32_t key, bool *ret_changed) {
	bool changed = false;

	field->refusal = MC_EDIT_TOOK_ALL;
	field->removing = field->removing && is_cut(key);
	switch (key) {
	case MC_KEY_LEFT:
	case MC_KEY_RIGHT:
	case MC_KEY_HOME:
	case MC_KEY_END:
		field->proposed = false;
		step(field, key);
		break;
	case MC_KEY_BACKSPACE:
	case MC_KEY_DELETE: changed = drop_proposal(field) || delete_letter(field, key); break;
	case MC_KEY_CUT_BEFORE:
	case MC_KEY_CUT_WORD:
	case MC_KEY_CUT_BEHIND: changed = cut(field, key); break;
	case MC_KEY_PUT_BACK: changed = put_back(field); break;
	default:
		if (key < 32 || key >= MC_KEY_FIRST) {
			return false;
		}
		changed = drop_proposal(field);
		changed = insert_character(field, key) || changed;
		break;
	}
	if (ret_changed != NULL) {
		*ret_changed = changed;
	}
	return true;
}

bool mc_edit_takes(int32_t key) {
	switch (key) {
	case MC_KEY_NONE:
	case MC_KEY_LEFT:
	case MC_KEY_RIGHT:
	case MC_KEY_HOME:
	case MC_KEY_END:
	case MC_KEY_BACKSPACE:
	case MC_KEY_DELETE:
	case MC_KEY_CUT_BEFORE:
	case MC_KEY_CUT_WORD:
	case MC_KEY_CUT_BEHIND:
	case MC_KEY_PUT_BACK: return true;
	default: return key >= 32 && key < MC_KEY_FIRST;
	}
}

const char *mc_edit_refusal_text(const struct mc_edit *field) {
	if (field->refusal == MC_EDIT_TOOK_ALL) {
		return NULL;
	}
	if (field->refusal == MC_EDIT_FULL) {
		return N_("The field is full: what came after is left away. Shorten it.");
	}
	return field->mask == MC_EDIT_DIGITS
		       ? N_("This field takes digits only.")
		       : N_("This field takes digits, signs and letters without marks only.");
}

bool mc_edit_empty(const struct mc_edit *field) {
	return field->text[strspn(field->text, " ")] == '\0';
}

void mc_edit_value(const struct mc_edit *field, char out[MC_EDIT_BYTES]) {
	if (mc_text_clean(field->text, strlen(field->text), MC_EDIT_MAX_CHARS, out, MC_EDIT_BYTES,
		    NULL) != MC_OK) {
		out[0] = '\0'; /* cannot be: every letter was cleaned as it came */
	}
}

static void view_secret(const struct mc_edit *field, struct mc_frame *frame, int row, int column,
	int columns, bool focused) {
	int count = letters(field->text);

	for (int i = 0; i < count && i < columns - 1; i++) {
		mc_frame_text(
			frame, row, column + i, 1, focused ? MC_STYLE_FOCUS : MC_STYLE_FIELD, "•");
	}
	if (focused) {
		mc_frame_cursor(frame, row, column + (count < columns ? count : columns - 1));
	}
}

/* The text as it is shown, and where the cursor stands in it. */
static size_t shown_text(const struct mc_edit *field, char out[2 * MC_EDIT_BYTES]) {
	size_t cursor = field->cursor;

	mc_grouped(field->grouping, field->text, out, 2 * MC_EDIT_BYTES);
	for (size_t at = 0; field->grouping != NULL && at <= field->cursor; at++) {
		cursor += field->grouping(field->text, at) != '\0';
	}
	return cursor;
}

/* First byte shown, so that the cursor stands inside the columns. */
static size_t first_shown(const char *text, size_t cursor, int columns, int *ret_before) {
	char part[2 * MC_EDIT_BYTES];
	size_t first = 0;

	for (;;) {
		memcpy(part, text + first, cursor - first);
		part[cursor - first] = '\0';
		*ret_before = mc_text_width(part);
		if (*ret_before < columns) {
			return first;
		}
		first = letter_end(text, first);
	}
}

void mc_edit_view(const struct mc_edit *field, struct mc_frame *frame, int row, int column,
	int columns, bool focused) {
	enum mc_style style = focused ? MC_STYLE_FOCUS : MC_STYLE_FIELD;
	char text[2 * MC_EDIT_BYTES];
	int before = 0;
	size_t cursor;
	size_t first;

	if (columns <= 0) {
		return;
	}
	mc_frame_fill(frame, row, column, 1, columns, style);
	if (field->mask == MC_EDIT_SECRET) {
		view_secret(field, frame, row, column, columns, focused);
		return;
	}
	cursor = shown_text(field, text);
	first = focused ? first_shown(text, cursor, columns, &before) : 0;
	if (focused) {
		mc_frame_text(frame, row, column, columns, style, text + first);
		mc_frame_cursor(frame, row, column + before);
	} else {
		mc_frame_fit(frame, row, column, columns, style, text);
	}
}

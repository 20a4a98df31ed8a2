/*
 * Keys and their names, the common rows, and the look-up page → common.
 */
#include "ui/command.h"
#include "base/str.h"
#include <ctype.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

const struct mc_command mc_common_commands[] = {
	{ MC_COMMAND_HELP, "help", "F1 Alt-1", N_("Help"),
		N_("Show what every key of this page does.") },
	{ MC_COMMAND_STAFF, "staff", "F6 Alt-6", N_("Staff"),
		N_("Change who works at this screen; the open ticket and typed text stay.") },
	{ MC_COMMAND_UNDO, "undo", "F9 Alt-9", N_("Undo"),
		N_("Take back your own last step, for a minute."), MC_STEP_OFFICIAL },
	{ MC_COMMAND_LEAVE, "leave", "F10 Alt-0", N_("Leave"),
		N_("Leave this screen; what was typed is kept as a draft.") },
	{ MC_COMMAND_MENU, "menu", "F11 Alt-m", N_("Menu"),
		N_("List the commands of this page by number, for keyboards without function "
		   "keys.") },
	{ MC_COMMAND_LANGUAGE, "language", "F12 Alt-l", N_("Tiếng Việt"),
		N_("Switch between Vietnamese and English; page, focus and text stay.") },
	{ MC_COMMAND_BACK, "back", "Esc", NULL, N_("Go one step back; nothing typed is lost.") },
	{ MC_COMMAND_REDRAW, "redraw", "Ctrl-L", NULL, N_("Draw the whole screen again.") },
	{ MC_COMMAND_CUT_BEFORE, "cut-before", "Ctrl-U Ctrl-W", NULL,
		N_("In a field, remove what is before the cursor; Ctrl-W the word before it.") },
	{ MC_COMMAND_CUT_BEHIND, "cut-behind", "Ctrl-K", NULL,
		N_("In a field, remove what is behind the cursor.") },
	{ MC_COMMAND_PUT_BACK, "put-back", "Ctrl-Y", NULL,
		N_("In a field, put back what these keys removed last.") },
	{ 0 },
};

const struct mc_command mc_public_commands[] = {
	{ MC_COMMAND_LANGUAGE, "language", "* F12 Alt-l", N_("Tiếng Việt"),
		N_("Switch between Vietnamese and English; page, focus and text stay.") },
	{ MC_COMMAND_LEAVE, "leave", "F10 Alt-0", NULL,
		N_("Leave this public screen. In a real office the leave-PIN is asked for, which "
		   "“motcua office set leave-pin” sets.") },
	{ MC_COMMAND_HELP, "help", "F1 Alt-1", NULL, N_("Show what every key of this page does.") },
	{ MC_COMMAND_BACK, "back", "Esc", NULL, N_("Go one step back; nothing typed is lost.") },
	{ MC_COMMAND_REDRAW, "redraw", "Ctrl-L", NULL, N_("Draw the whole screen again.") },
	{ 0 },
};

/* X(key, name) of keys that are not characters; F-keys go by number. */
static const struct {
	int32_t key;
	const char *name;
} names[] = {
	{ MC_KEY_ENTER, "Enter" },
	{ MC_KEY_ESC, "Esc" },
	{ MC_KEY_TAB, "Tab" },
	{ MC_KEY_BACKTAB, "Shift-Tab" },
	{ MC_KEY_BACKSPACE, "Backspace" },
	{ MC_KEY_DELETE, "Delete" },
	{ MC_KEY_UP, "Up" },
	{ MC_KEY_DOWN, "Down" },
	{ MC_KEY_LEFT, "Left" },
	{ MC_KEY_RIGHT, "Right" },
	{ MC_KEY_HOME, "Home" },
	{ MC_KEY_END, "End" },
	{ MC_KEY_PAGE_UP, "PageUp" },
	{ MC_KEY_PAGE_DOWN, "PageDown" },
	{ MC_KEY_REDRAW, "Ctrl-L" },
	{ MC_KEY_CUT_BEFORE, "Ctrl-U" },
	{ MC_KEY_CUT_WORD, "Ctrl-W" },
	{ MC_KEY_CUT_BEHIND, "Ctrl-K" },
	{ MC_KEY_PUT_BACK, "Ctrl-Y" },
	{ ' ', "Space" },
};

static int32_t function_key(const char *text, size_t len) {
	int number = 0;

	if (len < 2 || len > 3 || text[0] != 'F' || text[1] == '0') {
		return MC_KEY_NONE;
	}
	for (size_t i = 1; i < len; i++) {
		if (!isdigit((unsigned char)text[i])) {
			return MC_KEY_NONE;
		}
		number = number * 10 + (text[i] - '0');
	}
	return number <= 12 ? MC_KEY_F(number) : MC_KEY_NONE;
}

int32_t mc_key_parse(const char *text, size_t len) {
	int32_t key;
	size_t pos = 0;

	if (len > 4 && memcmp(text, "Alt-", 4) == 0) {
		key = mc_key_parse(text + 4, len - 4);
		return key >= 32 && key < MC_KEY_FIRST ? MC_KEY_ALT + key : MC_KEY_NONE;
	}
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (strlen(names[i].name) == len && memcmp(names[i].name, text, len) == 0) {
			return names[i].key;
		}
	}
	key = function_key(text, len);
	if (key != MC_KEY_NONE || len == 0) {
		return key;
	}
	key = mc_utf8_next(text, len, &pos);
	return pos == len && key > 32 ? key : MC_KEY_NONE;
}

void mc_key_name(int32_t key, char out[MC_KEY_NAME_SIZE]) {
	char text[5] = { 0 };

	out[0] = '\0';
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (names[i].key == key) {
			mc_copy(out, MC_KEY_NAME_SIZE, names[i].name);
			return;
		}
	}
	if (key > MC_KEY_F0 && key <= MC_KEY_F12) {
		snprintf(out, MC_KEY_NAME_SIZE, "F%d", (int)(key - MC_KEY_F0));
		return;
	}
	if (mc_utf8_encode(key >= MC_KEY_ALT ? key - MC_KEY_ALT : key, text) > 0) {
		snprintf(out, MC_KEY_NAME_SIZE, "%s%s", key >= MC_KEY_ALT ? "Alt-" : "", text);
	}
}

/* Letters A–Z as small ones, also behind Alt. */
static int32_t either_case(int32_t key) {
	int32_t base = key >= MC_KEY_ALT ? key - MC_KEY_ALT : key;

	return base >= 'A' && base <= 'Z' ? key + ('a' - 'A') : key;
}

/* "A-Z": every character from one to the other. */
static bool is_range(const char *text, size_t len) {
	return len == 3 && text[1] == '-';
}

bool mc_command_has_key(const struct mc_command *row, int32_t key) {
	key = either_case(key);
	for (const char *at = row->keys; *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (is_range(at, len) ? key >= either_case(at[0]) && key <= either_case(at[2])
				      : either_case(mc_key_parse(at, len)) == key) {
			return true;
		}
		at += len;
		at += strspn(at, " ");
	}
	return false;
}

static const struct mc_command *row_of_id(const struct mc_command *rows, int id) {
	for (const struct mc_command *row = rows; row != NULL && row->id != 0; row++) {
		if (row->id == id) {
			return row;
		}
	}
	return NULL;
}

const struct mc_command *mc_command_next(const struct mc_command_table *table, size_t *state) {
	size_t own = 0;

	while (table->rows != NULL && table->rows[own].id != 0) {
		own++;
	}
	if (*state < own) {
		return &table->rows[(*state)++];
	}
	while (table->common[*state - own].id != 0) {
		const struct mc_command *row = &table->common[(*state)++ - own];

		if (row_of_id(table->rows, row->id) == NULL) {
			return row;
		}
	}
	return NULL;
}

const struct mc_command *mc_command_of_key(
	const struct mc_command_table *table, int32_t key, bool typing) {
	const struct mc_command *row;
	size_t state = 0;

	if (key == MC_KEY_NONE || (typing && key < MC_KEY_FIRST)) {
		return NULL;
	}
	while ((row = mc_command_next(table, &state)) != NULL) {
		if (mc_command_has_key(row, key)) {
			return row;
		}
	}
	return NULL;
}

const struct mc_command *mc_command_of_name(
	const struct mc_command_table *table, const char *name) {
	const struct mc_command *row;
	size_t state = 0;

	while ((row = mc_command_next(table, &state)) != NULL) {
		if (strcmp(row->name, name) == 0) {
			return row;
		}
	}
	return NULL;
}

const struct mc_command *mc_command_of_id(const struct mc_command_table *table, int id) {
	const struct mc_command *row = row_of_id(table->rows, id);

	return row != NULL ? row : row_of_id(table->common, id);
}

bool mc_command_is_shells(const struct mc_command *row) {
	return row->id >= MC_COMMAND_COMMON && row->id < MC_COMMAND_FIELD &&
	       row->id != MC_COMMAND_UNDO && row->id != MC_COMMAND_BACK;
}

void mc_command_key_name(const struct mc_command *command, char out[MC_KEY_NAME_SIZE]) {
	size_t len = strcspn(command->keys, " ");

	if (is_range(command->keys, len)) {
		snprintf(out, MC_KEY_NAME_SIZE, "%.*s", (int)len, command->keys);
	} else {
		mc_key_name(mc_key_parse(command->keys, len), out);
	}
}

/*
 * THE command table: every key a person may press, with its name, its word in
 * the footer and its sentence in the help. Footer, numbered menu, help page,
 * names in the configuration and the manual page are all made from these rows.
 *
 * A key is looked up in the screen's rows, then in the common rows; what nobody
 * wants goes to the focused field as text.
 */
#ifndef MC_UI_COMMAND_H
#define MC_UI_COMMAND_H

#include "base/tr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A key is a Unicode character (≥ 32) or one of these; MC_KEY_ALT added to a
 * character is Alt with it. Control letters other than those named are swallowed.
 */
enum mc_key {
	MC_KEY_NONE = 0,
	MC_KEY_FIRST = 0x200000,
	MC_KEY_ENTER,
	MC_KEY_ESC,
	MC_KEY_TAB,
	MC_KEY_BACKTAB,
	MC_KEY_BACKSPACE,
	MC_KEY_DELETE,
	MC_KEY_UP,
	MC_KEY_DOWN,
	MC_KEY_LEFT,
	MC_KEY_RIGHT,
	MC_KEY_HOME,
	MC_KEY_END,
	MC_KEY_PAGE_UP,
	MC_KEY_PAGE_DOWN,
	MC_KEY_F0, /* MC_KEY_F0 + n is Fn, n 1–12 */
	MC_KEY_F12 = MC_KEY_F0 + 12,
	MC_KEY_REDRAW, /* Ctrl-L */
	MC_KEY_CUT_BEFORE, /* Ctrl-U: in a field, what stands before the cursor */
	MC_KEY_CUT_WORD, /* Ctrl-W: the word before it */
	MC_KEY_CUT_BEHIND, /* Ctrl-K */
	MC_KEY_PUT_BACK, /* Ctrl-Y: what was cut last */
	MC_KEY_LAST,
	MC_KEY_ALT = 0x400000,
};
#define MC_KEY_F(n) (MC_KEY_F0 + (n))

/* "F2", "Alt-2", "Enter", "Esc", "Tab", "g", "*" …; 0 when it is none. `len` bytes are read. */
int32_t mc_key_parse(const char *text, size_t len);

#define MC_KEY_NAME_SIZE 16
void mc_key_name(int32_t key, char out[MC_KEY_NAME_SIZE]);

/* What a row must not do by accident. */
enum mc_step {
	MC_STEP_FREE,
	MC_STEP_ONCE, /* a key held down does it once, also where the page has changed under it */
	MC_STEP_OFFICIAL, /* likewise; and a key typed while another page was shown does not do it */
};

/*
 * One row. A table is ended by a row with id 0. `id` is a number of the screen's
 * own enum below MC_COMMAND_COMMON, or one of enum mc_common_command.
 */
struct mc_command {
	int id;
	const char *name; /* for configuration and manual: "call-next" */
	const char *keys; /* separated by blanks, the first is shown: "F2 Alt-2 g", "A-Z" */
	const char *label; /* footer word, English; NULL: help and menu only, by `help` */
	const char *help; /* a sentence, English */
	enum mc_step step;
	bool opens; /* a page, or a question: refused, what is typed behind it does nothing */
};

#define MC_COMMAND_COMMON 1000

/* What is the same on every screen. */
enum mc_common_command {
	MC_COMMAND_HELP = MC_COMMAND_COMMON, /* F1 */
	MC_COMMAND_STAFF, /* F6: who works here */
	MC_COMMAND_UNDO, /* F9 */
	MC_COMMAND_LEAVE, /* F10 */
	MC_COMMAND_MENU, /* F11: the commands, numbered */
	MC_COMMAND_LANGUAGE, /* F12; * on public screens */
	MC_COMMAND_BACK, /* Esc: one step back, never a loss */
	MC_COMMAND_REDRAW, /* Ctrl-L */
	MC_COMMAND_FIELD, /* from here on: keys of the field with the focus, named for the help */
	MC_COMMAND_CUT_BEFORE = MC_COMMAND_FIELD,
	MC_COMMAND_CUT_BEHIND,
	MC_COMMAND_PUT_BACK,
};

/* For pages that have a step back: there it stands in the footer too, behind the page's own keys. */
#define MC_COMMAND_BACK_ROW \
	{ \
		MC_COMMAND_BACK, "back", "Esc", N_("Back"), \
			N_("Go one step back; nothing typed is lost.") \
	}

extern const struct mc_command mc_common_commands[]; /* screens of the staff */
extern const struct mc_command mc_public_commands[]; /* screens of the public */

/* The rows of one page of a screen: "desk", "desk-find". */
struct mc_command_table {
	const char *scope; /* for configuration and manual */
	const char *title; /* English */
	const struct mc_command *rows;
	const struct mc_command *common; /* looked up after the rows */
};

/*
 * The command of a key, or NULL. While a text field has the focus (`typing`),
 * plain characters are text and find nothing. Letters are the same in either
 * case. A row of the table that has a common id replaces the common row.
 */
const struct mc_command *mc_command_of_key(
	const struct mc_command_table *table, int32_t key, bool typing);
const struct mc_command *mc_command_of_name(const struct mc_command_table *table, const char *name);

const struct mc_command *mc_command_of_id(const struct mc_command_table *table, int id);

/* The rows that hold on a page, its own first: walk with *state = 0 until NULL. */
const struct mc_command *mc_command_next(const struct mc_command_table *table, size_t *state);

/* Help, menu, staff, language, the way out: what belongs to the shell and not to the page. */
bool mc_command_is_shells(const struct mc_command *row);

bool mc_command_has_key(const struct mc_command *row, int32_t key);

/* The first key of a row as people read it ("F2"). */
void mc_command_key_name(const struct mc_command *command, char out[MC_KEY_NAME_SIZE]);

#endif

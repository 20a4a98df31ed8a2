/* As xterm, VTE, PuTTY, the Linux console, VT220, rxvt, screen and tmux send them. */
#include "ui/terminal/dialect.h"
#include "base/str.h"
#include "ui/command.h"
#include <motcua/status.h>
#include <string.h>

/* A key and every way it may come, without the Esc in front, separated by blanks. */
static const struct {
	int32_t key;
	const char *dialects;
} keys[] = {
	{ MC_KEY_F(1), "OP [11~ [[A" },
	{ MC_KEY_F(2), "OQ [12~ [[B" },
	{ MC_KEY_F(3), "OR [13~ [[C" },
	{ MC_KEY_F(4), "OS [14~ [[D" },
	{ MC_KEY_F(5), "[15~ [[E" },
	{ MC_KEY_F(6), "[17~" },
	{ MC_KEY_F(7), "[18~" },
	{ MC_KEY_F(8), "[19~" },
	{ MC_KEY_F(9), "[20~" },
	{ MC_KEY_F(10), "[21~" },
	{ MC_KEY_F(11), "[23~" },
	{ MC_KEY_F(12), "[24~" },
	{ MC_KEY_UP, "[A OA" },
	{ MC_KEY_DOWN, "[B OB" },
	{ MC_KEY_RIGHT, "[C OC" },
	{ MC_KEY_LEFT, "[D OD" },
	{ MC_KEY_HOME, "[H OH [1~ [7~" },
	{ MC_KEY_END, "[F OF [4~ [8~" },
	{ MC_KEY_DELETE, "[3~" },
	{ MC_KEY_PAGE_UP, "[5~" },
	{ MC_KEY_PAGE_DOWN, "[6~" },
	{ MC_KEY_BACKTAB, "[Z" },
	{ MC_KEY_ENTER, "OM" },
	{ MC_DIALECT_PASTE_BEGINS, "[200~" },
	{ MC_DIALECT_PASTE_ENDS, "[201~" },
};

/* A keypad in application mode sends "Esc O" and one of these letters. */
static const char keypad_sent[] = "pqrstuvwxyjklmno";
static const char keypad_meant[] = "0123456789*+,-./";

/* Reports of the mouse whose characters follow the final, and how many. */
static const struct {
	char final;
	int characters;
} reports[] = {
	{ 'M', 3 }, /* X10 and its followers: button, column, row */
	{ 't', 2 }, /* a text was marked: column, row */
	{ 'T', 6 },
};

/* Control characters that are keys; the others are nothing. */
static const struct {
	char character;
	int32_t key;
} controls[] = {
	{ '\r', MC_KEY_ENTER },
	{ '\n', MC_KEY_ENTER },
	{ '\t', MC_KEY_TAB },
	{ 8, MC_KEY_BACKSPACE },
	{ 127, MC_KEY_BACKSPACE },
	{ 'L' - '@', MC_KEY_REDRAW },
	{ 'U' - '@', MC_KEY_CUT_BEFORE },
	{ 'W' - '@', MC_KEY_CUT_WORD },
	{ 'K' - '@', MC_KEY_CUT_BEHIND },
	{ 'Y' - '@', MC_KEY_PUT_BACK },
};

static bool has_word(const char *words, const char *word, size_t len) {
	const char *item;
	size_t item_len;

	while ((item = mc_list_next(&words, " ", &item_len)) != NULL) {
		if (item_len == len && memcmp(item, word, len) == 0) {
			return true;
		}
	}
	return false;
}

int32_t mc_dialect_key(const char *sequence, size_t len) {
	const char *pad = len == 2 && sequence[0] == 'O' ? strchr(keypad_sent, sequence[1]) : NULL;

	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		if (has_word(keys[i].dialects, sequence, len)) {
			return keys[i].key;
		}
	}
	return pad != NULL && *pad != '\0' ? keypad_meant[pad - keypad_sent] : MC_KEY_NONE;
}

int32_t mc_dialect_control(int32_t character) {
	for (size_t i = 0; i < MC_COUNT(controls); i++) {
		if (controls[i].character == character) {
			return controls[i].key;
		}
	}
	return MC_KEY_NONE;
}

int mc_dialect_report(int32_t final) {
	for (size_t i = 0; i < MC_COUNT(reports); i++) {
		if (reports[i].final == final) {
			return reports[i].characters;
		}
	}
	return 0;
}

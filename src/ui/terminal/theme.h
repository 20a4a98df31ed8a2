/*
 * Looks by meaning: a screen says what a cell is, the terminal decides how that
 * looks on the level it can do. Colour is never the only sign: each style that
 * warns goes together with a word or a mark in the text, and on a terminal
 * without colours styles differ by reverse, bold and underline alone.
 */
#ifndef MC_UI_THEME_H
#define MC_UI_THEME_H

#include <stdbool.h>
#include <stdint.h>

/* What the terminal can do (design §10; terminal ladder), chosen once at start. */
enum mc_level {
	MC_LEVEL_ASCII, /* L0: ASCII borders, letters without marks */
	MC_LEVEL_MONO, /* L1: UTF-8, reverse, bold and underline only */
	MC_LEVEL_COLOUR, /* L2: UTF-8 and 8 colours; glyphs of the budget only */
	MC_LEVEL_FULL, /* L3: UTF-8 and 256 colours */
};

const char *mc_level_name(enum mc_level level); /* "L0" … "L3" */
bool mc_level_parse(const char *text, enum mc_level *ret_level); /* "L2" or "2" */

/* X(constant) */
#define MC_STYLE_LIST(X) \
	X(TEXT) \
	X(BAR) /* title and status lines */ \
	X(FOOTER) /* words of the footer */ \
	X(KEY) /* keys of the footer */ \
	X(BORDER) \
	X(HEAD) /* title of a box */ \
	X(MUTED) /* labels, hints, what is past */ \
	X(STRONG) /* what the eye looks for */ \
	X(FIELD) /* a text field */ \
	X(FOCUS) /* the field or row with the focus */ \
	X(GOOD) \
	X(WARN) /* soon due, waited long */ \
	X(ERROR) /* late, failed, refused */ \
	X(BIG) /* pixels of big digits */ \
	X(CALL) /* pixels of a new call */

enum mc_style {
#define X(name) MC_STYLE_##name,
	MC_STYLE_LIST(X)
#undef X
		MC_STYLE_COUNT
};

/* How a style looks on a level. Colours as 256-colour or 8-colour numbers, -1: none. */
struct mc_look {
	int foreground;
	int background;
	bool bold, underline, reverse;
};

struct mc_look mc_theme_look(enum mc_level level, enum mc_style style);

/* Quotes, dashes and the like as their plain signs; the terminal draws these below L3. */
int32_t mc_glyph_plain(int32_t character);

/* Whether a glyph may be drawn on levels from L1 on (the VT's fonts hold no other). */
bool mc_glyph_allowed(int32_t character);

/* The ASCII stand-in of a character at L0: border → + - |, letters without marks, else '?'. */
char mc_glyph_ascii(int32_t character);

#endif

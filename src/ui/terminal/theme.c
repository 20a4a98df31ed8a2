/*
 * Levels, looks and the glyph budget. The budget is what the fonts of a Linux
 * console that hold all Vietnamese letters hold besides (Vietnamese-Fixed16/18):
 * no half blocks, no check marks, no typographic quotes.
 */
#include "ui/terminal/theme.h"
#include <ctype.h>
#include <motcua/text.h>
#include <stddef.h>
#include <string.h>

const char *mc_level_name(enum mc_level level) {
	static const char *const names[] = { "L0", "L1", "L2", "L3" };

	return names[level];
}

bool mc_level_parse(const char *text, enum mc_level *ret_level) {
	const char *digit = text[0] == 'L' || text[0] == 'l' ? text + 1 : text;

	if (digit[0] < '0' || digit[0] > '3' || digit[1] != '\0') {
		return false;
	}
	*ret_level = (enum mc_level)(digit[0] - '0');
	return true;
}

#define PLAIN \
	{ -1, -1, false, false, false }
#define BOLD \
	{ -1, -1, true, false, false }
#define UNDERLINED \
	{ -1, -1, false, true, false }
#define REVERSED \
	{ -1, -1, false, false, true }

/* Without colours. */
static const struct mc_look mono[MC_STYLE_COUNT] = {
	[MC_STYLE_TEXT] = PLAIN,
	[MC_STYLE_BAR] = REVERSED,
	[MC_STYLE_FOOTER] = PLAIN,
	[MC_STYLE_KEY] = REVERSED,
	[MC_STYLE_BORDER] = PLAIN,
	[MC_STYLE_HEAD] = BOLD,
	[MC_STYLE_MUTED] = PLAIN,
	[MC_STYLE_STRONG] = BOLD,
	[MC_STYLE_FIELD] = UNDERLINED,
	[MC_STYLE_FOCUS] = REVERSED,
	[MC_STYLE_GOOD] = BOLD,
	[MC_STYLE_WARN] = BOLD,
	[MC_STYLE_ERROR] = { -1, -1, true, false, true },
	[MC_STYLE_BIG] = REVERSED,
	[MC_STYLE_CALL] = REVERSED,
};

/*
 * Eight colours, on a background of our own: black 0 red 1 green 2 yellow 3
 * blue 4 magenta 5 cyan 6 white 7. Never bold: with 512 glyphs the console has
 * no bright colours.
 */
static const struct mc_look colour[MC_STYLE_COUNT] = {
	[MC_STYLE_TEXT] = { 7, 4, false, false, false },
	[MC_STYLE_BAR] = { 0, 6, false, false, false },
	[MC_STYLE_FOOTER] = { 0, 6, false, false, false },
	[MC_STYLE_KEY] = { 7, 0, false, false, false },
	[MC_STYLE_BORDER] = { 6, 4, false, false, false },
	[MC_STYLE_HEAD] = { 3, 4, false, false, false },
	[MC_STYLE_MUTED] = { 6, 4, false, false, false },
	[MC_STYLE_STRONG] = { 3, 4, false, false, false },
	[MC_STYLE_FIELD] = { 7, 0, false, false, false },
	[MC_STYLE_FOCUS] = { 0, 7, false, false, false },
	[MC_STYLE_GOOD] = { 0, 2, false, false, false },
	[MC_STYLE_WARN] = { 0, 3, false, false, false },
	[MC_STYLE_ERROR] = { 7, 1, false, false, false },
	[MC_STYLE_BIG] = { 0, 3, false, false, false },
	[MC_STYLE_CALL] = { 0, 7, false, false, false },
};

/* 256 colours: the same meanings, calmer. Contrast of text is at least 7 : 1. */
static const struct mc_look full[MC_STYLE_COUNT] = {
	[MC_STYLE_TEXT] = { 255, 17, false, false, false },
	[MC_STYLE_BAR] = { 231, 24, true, false, false },
	[MC_STYLE_FOOTER] = { 255, 236, false, false, false },
	[MC_STYLE_KEY] = { 16, 152, false, false, false },
	[MC_STYLE_BORDER] = { 67, 17, false, false, false },
	[MC_STYLE_HEAD] = { 159, 17, true, false, false },
	[MC_STYLE_MUTED] = { 152, 17, false, false, false },
	[MC_STYLE_STRONG] = { 228, 17, true, false, false },
	[MC_STYLE_FIELD] = { 255, 235, false, false, false },
	[MC_STYLE_FOCUS] = { 16, 195, false, false, false },
	[MC_STYLE_GOOD] = { 16, 114, false, false, false },
	[MC_STYLE_WARN] = { 16, 221, false, false, false },
	[MC_STYLE_ERROR] = { 231, 124, true, false, false },
	[MC_STYLE_BIG] = { 16, 227, false, false, false },
	[MC_STYLE_CALL] = { 16, 231, false, false, false },
};

struct mc_look mc_theme_look(enum mc_level level, enum mc_style style) {
	switch (level) {
	case MC_LEVEL_FULL: return full[style];
	case MC_LEVEL_COLOUR: return colour[style];
	case MC_LEVEL_MONO:
	case MC_LEVEL_ASCII: break;
	}
	return mono[style];
}

/* Signs beyond ASCII and letters, with their stand-in at L0. */
static const struct {
	int32_t sign;
	char ascii;
} signs[] = {
	{ 0x2500, '-' },
	{ 0x2502, '|' },
	{ 0x250C, '+' },
	{ 0x2510, '+' },
	{ 0x2514, '+' },
	{ 0x2518, '+' },
	{ 0x251C, '+' },
	{ 0x2524, '+' },
	{ 0x252C, '+' },
	{ 0x2534, '+' },
	{ 0x253C, '+' },
	{ 0x2550, '=' },
	{ 0x2551, '|' },
	{ 0x2554, '+' },
	{ 0x2557, '+' },
	{ 0x255A, '+' },
	{ 0x255D, '+' },
	{ 0x2588, '#' },
	{ 0x00B7, '-' },
	{ 0x2026, '~' },
	{ 0x2192, '>' },
	{ 0x2022, '*' },
};

/* Typographic signs of messages and typed text, and what is drawn instead. */
static const struct {
	int32_t sign;
	char plain;
} typographic[] = {
	{ 0x201C, '"' },
	{ 0x201D, '"' },
	{ 0x2018, '\'' },
	{ 0x2019, '\'' },
	{ 0x2013, '-' },
	{ 0x2014, '-' },
	{ 0x00A0, ' ' },
	{ 0x2212, '-' },
	{ 0x00D7, 'x' },
};

/* The letter without its marks, as folding sees it; 0 when it is no letter of ours. */
static char bare_letter(int32_t character) {
	char text[5] = { 0 };
	char folded[16] = { 0 };

	mc_utf8_encode(character, text);
	if (mc_text_fold(text, folded, sizeof folded) != 1 || !islower((unsigned char)folded[0])) {
		return 0;
	}
	return folded[0];
}

/* The 134 accented letters of Vietnamese. */
static const char accented[] =
	"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
	"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";

static bool vietnamese(int32_t character) {
	char text[5] = { 0 };

	return mc_utf8_encode(character, text) > 1 && strstr(accented, text) != NULL;
}

int32_t mc_glyph_plain(int32_t character) {
	for (size_t i = 0; i < MC_COUNT(typographic); i++) {
		if (typographic[i].sign == character) {
			return typographic[i].plain;
		}
	}
	return character;
}

bool mc_glyph_allowed(int32_t character) {
	if (character >= 32 && character < 127) {
		return true;
	}
	for (size_t i = 0; i < MC_COUNT(signs); i++) {
		if (signs[i].sign == character) {
			return true;
		}
	}
	return vietnamese(character);
}

/* Upper case where folding the letter changed more than its marks. */
static bool is_upper(int32_t character) {
	if (character >= 0xC0 && character <= 0xDE) {
		return true;
	}
	if (character == 0x1AF) { /* Ư; its lower case is even, unlike all others */
		return true;
	}
	if (character == 0x1B0) {
		return false;
	}
	return character >= 0x100 && character % 2 == 0;
}

char mc_glyph_ascii(int32_t character) {
	int32_t plain = mc_glyph_plain(character);
	char bare;

	if (plain >= 32 && plain < 127) {
		return (char)plain;
	}
	for (size_t i = 0; i < MC_COUNT(signs); i++) {
		if (signs[i].sign == plain) {
			return signs[i].ascii;
		}
	}
	bare = bare_letter(plain);
	if (bare == 0) {
		return '?';
	}
	return is_upper(plain) ? (char)toupper((unsigned char)bare) : bare;
}

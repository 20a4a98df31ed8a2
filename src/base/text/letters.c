/* Tables of characters, each sorted by code for a search by halves. */
#include "base/text/letters.h"
#include <motcua/status.h>
#include <stdlib.h>
#include <utf8proc.h>

bool mc_char_is_blank(int32_t character) {
	utf8proc_category_t category = utf8proc_category(character);

	return character == '\t' || character == '\n' || character == '\r' ||
	       category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

bool mc_char_is_letter(int32_t character) {
	switch ((int)utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND: return !mc_char_is_apostrophe(character);
	default: return false;
	}
}

/* Blank although Unicode calls them signs: the empty Braille cell, the mark of an object. */
static bool is_empty_sign(int32_t character) {
	return character == 0x2800 || character == 0xFFFC;
}

bool mc_char_is_hidden(int32_t character) {
	switch ((int)utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS: return true;
	default: return utf8proc_get_property(character)->ignorable || is_empty_sign(character);
	}
}

bool mc_char_is_apostrophe(int32_t character) {
	switch (character) {
	case '\'':
	case '`':
	case 0x00B4: /* acute accent */
	case 0x02B9: /* modifier letters: prime, turned comma, apostrophe, vertical line */
	case 0x02BB:
	case 0x02BC:
	case 0x02C8:
	case 0x2018: /* quotation marks */
	case 0x2019:
	case 0x201B:
	case 0x2032: /* prime */
	case 0xA78C: /* saltillo */
	case 0xFF07: return true;
	default: return false;
	}
}

bool mc_char_is_hyphen(int32_t character) {
	return character == '-' || character == 0x2010 || character == 0x2011;
}

/* ---- pairs ---- */

struct pair {
	int32_t from, to;
};

static int by_code(const void *key, const void *member) {
	int32_t character = *(const int32_t *)key;
	const struct pair *pair = member;

	return (character > pair->from) - (character < pair->from);
}

static int32_t find(const struct pair *pairs, size_t count, int32_t character) {
	const struct pair *found = bsearch(&character, pairs, count, sizeof *pairs, by_code);

	return found == NULL ? 0 : found->to;
}

/* ---- letters meant ---- */

static bool is_a_form(int32_t character) {
	return (character >= 0xFF01 && character <= 0xFF5E) || /* wide */
	       (character >= 0xFB00 && character <= 0xFB06) || /* joined: ﬁ */
	       (character >= 0x1D400 && character <= 0x1D7FF) || /* bold, slanted, of formulas */
	       (character >= 0x2160 && character <= 0x217F); /* Roman numerals in one sign */
}

size_t mc_char_meant(int32_t character, int32_t out[MC_MEANT_MAX]) {
	static const struct pair meant[] = {
		{ 0x00D0, 0x0110 }, /* Ð Icelandic → Đ */
		{ 0x00F0, 0x0111 },
		{ 0x0189, 0x0110 }, /* Ɖ African → Đ */
		{ 0x01A2, 0x01AF }, /* Ƣ → Ư, as some typefaces had it */
		{ 0x01A3, 0x01B0 },
		{ 0x0251, 'a' },
		{ 0x0256, 0x0111 },
		{ 0x0261, 'g' },
		{ 0x2010, '-' },
		{ 0x2011, '-' },
	};
	int unused = 0;

	if (character < meant[0].from) {
		return 0;
	}
	if (is_a_form(character)) {
		utf8proc_ssize_t count = utf8proc_decompose_char(character, out, MC_MEANT_MAX,
			UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE, &unused);

		return count > 0 && count <= MC_MEANT_MAX && out[0] != character ? (size_t)count
										 : 0;
	}
	out[0] = find(meant, MC_COUNT(meant), character);
	return out[0] != 0;
}

/* ---- other scripts ---- */

/* Greek and Cyrillic letters that look like Latin ones. */
static const struct pair latin_looks[] = {
	/* Greek */
	{ 0x0391, 'A' },
	{ 0x0392, 'B' },
	{ 0x0395, 'E' },
	{ 0x0396, 'Z' },
	{ 0x0397, 'H' },
	{ 0x0399, 'I' },
	{ 0x039A, 'K' },
	{ 0x039C, 'M' },
	{ 0x039D, 'N' },
	{ 0x039F, 'O' },
	{ 0x03A1, 'P' },
	{ 0x03A4, 'T' },
	{ 0x03A5, 'Y' },
	{ 0x03A7, 'X' },
	{ 0x03B1, 'a' },
	{ 0x03B9, 'i' },
	{ 0x03BA, 'k' },
	{ 0x03BD, 'v' },
	{ 0x03BF, 'o' },
	{ 0x03C1, 'p' },
	{ 0x03C5, 'u' },
	/* Cyrillic */
	{ 0x0405, 'S' },
	{ 0x0406, 'I' },
	{ 0x0408, 'J' },
	{ 0x0410, 'A' },
	{ 0x0412, 'B' },
	{ 0x0415, 'E' },
	{ 0x041A, 'K' },
	{ 0x041C, 'M' },
	{ 0x041D, 'H' },
	{ 0x041E, 'O' },
	{ 0x0420, 'P' },
	{ 0x0421, 'C' },
	{ 0x0422, 'T' },
	{ 0x0423, 'Y' },
	{ 0x0425, 'X' },
	{ 0x0430, 'a' },
	{ 0x0435, 'e' },
	{ 0x043A, 'k' },
	{ 0x043E, 'o' },
	{ 0x0440, 'p' },
	{ 0x0441, 'c' },
	{ 0x0443, 'y' },
	{ 0x0445, 'x' },
	{ 0x0455, 's' },
	{ 0x0456, 'i' },
	{ 0x0458, 'j' },
	{ 0x04AE, 'Y' },
	{ 0x04AF, 'y' },
	{ 0x04BB, 'h' },
	{ 0x04C0, 'I' },
	{ 0x0501, 'd' },
	{ 0x051A, 'Q' },
	{ 0x051B, 'q' },
	{ 0x051C, 'W' },
	{ 0x051D, 'w' },
};

bool mc_char_is_foreign(int32_t character, int32_t *ret_latin) {
	if (character < 0x0370 || character > 0x052F) {
		return false;
	}
	*ret_latin = find(latin_looks, MC_COUNT(latin_looks), character);
	return true;
}

/* ---- letters without a decomposition ---- */

static int by_plain(const void *key, const void *member) {
	int32_t character = *(const int32_t *)key;
	const int32_t *from = member;

	return (character > *from) - (character < *from);
}

const char *mc_char_plain(int32_t character) {
	static const struct plain {
		int32_t from;
		const char *to;
	} plains[] = {
		{ 0x00E6, "ae" },
		{ 0x00F0, "d" },
		{ 0x00F8, "o" },
		{ 0x00FE, "th" },
		{ 0x0111, "d" },
		{ 0x0127, "h" },
		{ 0x0131, "i" },
		{ 0x0138, "k" },
		{ 0x0142, "l" },
		{ 0x014B, "n" },
		{ 0x0153, "oe" },
		{ 0x0167, "t" },
		{ 0x0180, "b" },
		{ 0x0192, "f" },
		{ 0x01A3, "u" },
		{ 0x01B6, "z" },
		{ 0x01DD, "e" },
		{ 0x01E5, "g" },
		{ 0x0251, "a" },
		{ 0x0253, "b" },
		{ 0x0256, "d" },
		{ 0x0257, "d" },
		{ 0x0259, "e" },
		{ 0x025B, "e" },
		{ 0x0261, "g" },
		{ 0x0268, "i" },
		{ 0x026B, "l" },
		{ 0x0289, "u" },
	};
	const struct plain *found;

	if (character < plains[0].from || character > plains[MC_COUNT(plains) - 1].from) {
		return NULL;
	}
	found = bsearch(&character, plains, MC_COUNT(plains), sizeof *plains, by_plain);
	return found == NULL ? NULL : found->to;
}

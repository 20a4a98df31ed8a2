/*
 * Texts that a program has destroyed on its way. What is written into a ledger stays
 * there, so it is told while the paper is still at hand. A rule names what does not come
 * about otherwise: “giá” in quotation marks, 100 m² and ABC® are whole.
 */
#include "base/text/letters.h"
#include <motcua/text.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

static bool is_one_of(int32_t c, const int32_t *set, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (set[i] == c) {
			return true;
		}
	}
	return false;
}

#define IS_ONE_OF(c, ...) \
	is_one_of(c, (const int32_t[]){ __VA_ARGS__ }, \
		sizeof(int32_t[]){ __VA_ARGS__ } / sizeof(int32_t))

static bool is_latin(int32_t c) {
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}

/* ---- UTF-8 read as Windows-1252: each byte shows as a sign of that code page ---- */

static bool is_quote(int32_t c) {
	return IS_ONE_OF(c, 0x2018, 0x2019, 0x201C, 0x201D, 0xAB, 0xBB);
}

/* What the bytes 80–BF show as, but for those that are quotation marks and dashes everywhere. */
static bool is_next_byte(int32_t c) {
	return (c >= 0xA1 && c <= 0xBF && c != 0xAB && c != 0xBB) ||
	       IS_ONE_OF(c, 0x0152, 0x0153, 0x0160, 0x0161, 0x0178, 0x017D, 0x017E, 0x0192, 0x02C6,
		       0x02DC, 0x201A, 0x201E, 0x2020, 0x2021, 0x2022, 0x2030, 0x2039, 0x203A,
		       0x20AC, 0x2122);
}

/* “á»…” ễ, “áº§” ầ, “Ä‘” đ, “Æ°” ư, “Ã©” é, “â€œ” “: the first byte's letter, and what it lets follow. */
static bool is_misread(int32_t a, int32_t b, int32_t c) {
	switch (a) {
	case 0xE1: /* á before º, or before » that closes no quotation */
		return b == 0xBA || (b == 0xBB && (is_latin(c) || is_next_byte(c) || is_quote(c) ||
							  IS_ONE_OF(c, 0x2013, 0x2014, 0x2026)));
	case 0xE2: return b == 0x20AC;
	case 0xC2: /* Â */
	case 0xC3: /* Ã ends words in capitals: XÃ” */
		return is_next_byte(b) || (is_quote(b) && is_latin(c));
	case 0xC4: /* Ä Å Æ */
	case 0xC5:
	case 0xC6: return is_next_byte(b) || is_quote(b);
	default: return false;
	}
}

/* ---- typefaces of before Unicode ---- */

/* Signs that were letters in TCVN3: “NguyÔn V¨n”, “§Æng ¸nh”. */
static bool is_old_letter(int32_t c) {
	return (c >= 0xA1 && c <= 0xAA) || c == 0xAC || c == 0xAE || c == 0xB5 || c == 0xB6 ||
	       c == 0xB8 || c == 0xB9 || (c >= 0xBC && c <= 0xBE);
}

static bool is_tcvn3(int32_t a, int32_t b) {
	bool mark = b == 0xA9 || b == 0xAE || b == 0xAA || b == 0xB9; /* ABC®, M¹ */

	return (is_old_letter(a) && is_latin(b)) || (is_latin(a) && is_old_letter(b) && !mark);
}

/* The mark behind its letter in VNI: “Nguyeãn Vaên”, “Traàn”; no Vietnamese word has these. */
static bool is_vni(int32_t a, int32_t b) {
	return IS_ONE_OF(a, 'a', 'e', 'A', 'E') &&
	       IS_ONE_OF(b, 0xE0, 0xE1, 0xE2, 0xE3, 0xE5, 0xEA, 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xCA);
}

/* ---- either ---- */

static bool is_of_two_scripts(int32_t a, int32_t b) {
	int32_t unused;

	return (is_latin(a) && mc_char_is_foreign(b, &unused)) ||
	       (mc_char_is_foreign(a, &unused) && is_latin(b));
}

/* A question mark in the place of a letter: in a word or before it, or several. */
static bool is_question(int32_t a, int32_t b, int32_t c) {
	return b == '?' && (is_latin(c) || c == '?' || a == '?' || (c == ' ' && is_latin(a)));
}

bool mc_text_is_destroyed(const char *text) {
	size_t len = strlen(text), pos = 0;
	int32_t a, b = ' ', c = len > 0 ? mc_utf8_next(text, len, &pos) : 0;

	while (c != 0) {
		a = b;
		b = c;
		c = pos < len ? mc_utf8_next(text, len, &pos) : 0;
		if (b == REPLACEMENT || is_question(a, b, c) || is_misread(a, b, c) ||
			is_tcvn3(a, b) || is_vni(a, b) || is_of_two_scripts(a, b)) {
			return true;
		}
	}
	return false;
}

bool mc_name_is_destroyed(const char *name) {
	return strchr(name, '?') != NULL || mc_text_is_destroyed(name);
}

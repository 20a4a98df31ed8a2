/*
 * UTF-8 and terminal columns. Nothing here fails: an invalid byte is one
 * character U+FFFD, so that damaged text still can be shown and walked through.
 */
#include "base/utf8.h"
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFD

static bool continues(char byte) {
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The character at `text` and its length, or -1 and 1. */
static size_t decode(const char *text, size_t len, int32_t *ret_character) {
	utf8proc_ssize_t used = utf8proc_iterate(
		(const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, ret_character);

	if (used <= 0) {
		*ret_character = -1;
		return 1;
	}
	return (size_t)used;
}

bool mc_utf8_valid(const char *text, size_t len, size_t *ret_bad_at) {
	for (size_t pos = 0; pos < len;) {
		int32_t character;
		size_t used = decode(text + pos, len - pos, &character);

		if (character < 0) {
			if (ret_bad_at != NULL) {
				*ret_bad_at = pos;
			}
			return false;
		}
		pos += used;
	}
	return true;
}

int32_t mc_utf8_next(const char *text, size_t len, size_t *pos) {
	int32_t character;

	*pos += decode(text + *pos, len - *pos, &character);
	return character < 0 ? REPLACEMENT : character;
}

size_t mc_utf8_encode(int32_t character, char out[4]) {
	if (!utf8proc_codepoint_valid(character)) {
		return 0;
	}
	return (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)out);
}

bool mc_char_is_mark(int32_t character) {
	switch ((int)utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME: return true;
	default: return false;
	}
}

/* Start of the character that ends before `pos`, marks counted by themselves. */
static size_t step_back(const char *text, size_t pos) {
	size_t start = pos - 1;
	size_t end;

	for (int i = 0; i < 3 && start > 0 && continues(text[start]); i++) {
		start--;
	}
	end = start;
	mc_utf8_next(text, pos, &end);
	return end == pos ? start : pos - 1;
}

size_t mc_utf8_prev(const char *text, size_t pos) {
	for (;;) {
		size_t start = step_back(text, pos);
		int32_t character;

		decode(text + start, pos - start, &character);
		if (start == 0 || !mc_char_is_mark(character)) {
			return start;
		}
		pos = start;
	}
}

size_t mc_utf8_count(const char *text) {
	size_t count = 0;

	for (; *text != '\0'; text++) {
		count += !continues(*text);
	}
	return count;
}

int mc_char_width(int32_t character) {
	return utf8proc_charwidth(character);
}

int mc_text_width(const char *text) {
	size_t len = strlen(text);
	int width = 0;

	for (size_t pos = 0; pos < len;) {
		width += mc_char_width(mc_utf8_next(text, len, &pos));
	}
	return width;
}

size_t mc_text_cut(const char *text, int columns) {
	size_t len = strlen(text);
	size_t pos = 0;
	int width = 0;

	while (pos < len) {
		size_t start = pos;

		width += mc_char_width(mc_utf8_next(text, len, &pos));
		if (width > columns) {
			return start;
		}
	}
	return len;
}

size_t mc_utf8_fit(const char *text, size_t len, size_t max) {
	size_t end = max;
	int32_t character;

	if (len <= max) {
		return len;
	}
	for (int i = 0; i < 3 && end > 0 && continues(text[end]); i++) {
		end--;
	}
	decode(text + end, len - end, &character);
	return end > 0 && character >= 0 && mc_char_is_mark(character) ? mc_utf8_prev(text, end)
								       : end;
}

/*
 * Clean text.
 *
 * Cleaning: each character is decomposed (NFD), the marks of each letter are put
 * in canonical order, then all is composed (NFC). Some keyboards send a tone
 * before the vowel's own mark; both have the same combining class, so that
 * Unicode keeps their order and "e, tilde, circumflex" would never become ễ.
 * Vietnamese has no letter where the other order means something: vowel marks
 * go first.
 *
 * Letters that were typed or printed for others that look the same become the ones
 * meant, or the same name would be two: nobody could see why it is not found. A word
 * of Greek or Cyrillic letters is mended only when that makes it wholly Latin, and one
 * without any Latin letter only in a text that has no word truly foreign.
 */
#include "base/memory.h"
#include "base/str.h"
#include "base/text/letters.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* No character of Unicode decomposes into more than four, and four never compose to less than one. */
#define MAX_DECOMPOSED 4

#define CIRCUMFLEX 0x0302
#define BREVE 0x0306
#define CARON 0x030C
#define STROKES_FROM 0x0335 /* laid over a letter */
#define STROKES_TO 0x0338

struct decomposed {
	int32_t *at;
	size_t len;
	size_t cap;
};

static void decompose(struct decomposed *text, int32_t character) {
	int unused = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(character, text->at + text->len,
		MAX_DECOMPOSED, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);

	assert(count > 0 && count <= MAX_DECOMPOSED);
	text->len += (size_t)count;
}

static void add_meant(struct decomposed *text, int32_t character) {
	int32_t meant[MC_MEANT_MAX];
	size_t count = mc_char_meant(character, meant);

	for (size_t i = 0; i < count; i++) {
		decompose(text, meant[i]);
	}
	if (count == 0) {
		decompose(text, character);
	}
}

static enum mc_status fail_character(struct mc_error *err, int32_t character, size_t pos) {
	char hex[12];

	snprintf(hex, sizeof hex, "%04X", (unsigned)character);
	return mc_fail(err, MC_INVALID,
		N_("The text has a character that cannot be used, U+%s, at byte %zu: delete it."),
		hex, pos + 1);
}

static enum mc_status fail_long(struct mc_error *err, size_t max_chars) {
	return mc_fail(err, MC_INVALID, N_("The text is longer than %zu characters: shorten it."),
		max_chars);
}

/* Decodes `in` into NFD with single inner spaces, marks not yet in order. */
static enum mc_status take_apart(const char *in, size_t in_len, size_t max_chars,
	struct decomposed *text, struct mc_error *err) {
	bool blank_before = false;

	for (size_t pos = 0; pos < in_len;) {
		size_t start = pos;
		int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)in + pos,
			(utf8proc_ssize_t)(in_len - pos), &character);

		if (used <= 0) {
			return mc_fail(err, MC_INVALID,
				N_("The text is not UTF-8 at byte %zu: save it as UTF-8 and try "
				   "again."),
				start + 1);
		}
		pos += (size_t)used;
		if (mc_char_is_blank(character)) {
			blank_before = text->len > 0;
			continue;
		}
		if (mc_char_is_hidden(character)) {
			return fail_character(err, character, start);
		}
		if (text->cap - text->len < MAX_DECOMPOSED + 1) {
			return fail_long(err, max_chars);
		}
		if (blank_before) {
			text->at[text->len++] = ' ';
			blank_before = false;
		}
		add_meant(text, character);
	}
	return MC_OK;
}

/* ---- mending ---- */

/* ǎ is written for ă, and a d with a stroke laid over it for đ. */
static void mend_marks(struct decomposed *text) {
	size_t letter = 0, kept = 0;

	for (size_t i = 0; i < text->len; i++) {
		int32_t c = text->at[i];
		int32_t base = kept > 0 ? text->at[letter] : 0;

		if (c == CARON && (base == 'a' || base == 'A')) {
			c = BREVE;
		} else if (c >= STROKES_FROM && c <= STROKES_TO && (base == 'd' || base == 'D')) {
			text->at[letter] = base == 'd' ? 0x0111 : 0x0110;
			continue;
		}
		letter = mc_char_is_mark(c) ? letter : kept;
		text->at[kept++] = c;
	}
	text->len = kept;
}

static bool in_word(int32_t character) {
	return mc_char_is_letter(character) || mc_char_is_mark(character);
}

static size_t word_end(const struct decomposed *text, size_t start) {
	size_t end = start;

	while (end < text->len && in_word(text->at[end])) {
		end++;
	}
	return end;
}

struct letters {
	bool latin; /* some letter is */
	bool foreign; /* some letter is, and looks like a Latin one */
	bool strange; /* some letter is, and does not */
};

static struct letters look_at(const struct decomposed *text, size_t from, size_t to) {
	struct letters found = { false, false, false };

	for (size_t i = from; i < to; i++) {
		int32_t latin;

		if (mc_char_is_foreign(text->at[i], &latin)) {
			found.foreign = true;
			found.strange = found.strange || (latin == 0 && in_word(text->at[i]));
		} else {
			found.latin = found.latin ||
				      (mc_char_is_letter(text->at[i]) && text->at[i] > '9');
		}
	}
	return found;
}

/* "Тrần" with a Cyrillic Т. */
static void mend_scripts(struct decomposed *text) {
	struct letters all = look_at(text, 0, text->len);

	for (size_t at = 0; at < text->len && all.foreign; at++) {
		size_t end = word_end(text, at);
		struct letters word = look_at(text, at, end);

		for (; at < end; at++) {
			if (!word.strange && (word.latin || !all.strange)) {
				int32_t latin = 0;

				text->at[at] = mc_char_is_foreign(text->at[at], &latin)
						       ? latin
						       : text->at[at];
			}
		}
	}
}

/* H’Hen and HʼHen are one name. An ASCII accent may be a mark of a layout: it stays. */
static void mend_apostrophes(struct decomposed *text) {
	for (size_t i = 1; i + 1 < text->len; i++) {
		if (text->at[i] != '`' && mc_char_is_apostrophe(text->at[i]) &&
			in_word(text->at[i - 1]) && mc_char_is_letter(text->at[i + 1])) {
			text->at[i] = '\'';
		}
	}
}

/* Rank within the marks of one letter: 0 for a letter itself, which nothing passes. */
static int mark_rank(int32_t character) {
	int class = (int)utf8proc_get_property(character)->combining_class;

	return 2 * class - (character == CIRCUMFLEX || character == BREVE);
}

/* Insertion sort, stable, that never moves a mark over a letter. */
static void order_marks(struct decomposed *text) {
	for (size_t i = 1; i < text->len; i++) {
		int32_t mark = text->at[i];
		int rank = mark_rank(mark);
		size_t place = i;

		while (rank > 0 && place > 0 && mark_rank(text->at[place - 1]) > rank) {
			text->at[place] = text->at[place - 1];
			place--;
		}
		text->at[place] = mark;
	}
}

/* NFC of `text` as UTF-8 in `out`; nothing is written there when it is too long. */
static enum mc_status put_together(
	struct decomposed *text, size_t max_chars, char *out, size_t size, struct mc_error *err) {
	utf8proc_ssize_t count;
	size_t bytes = 0;
	char one[4];

	mend_scripts(text); /* first: a mark is mended by the Latin letter that it stands on */
	mend_marks(text);
	mend_apostrophes(text);
	order_marks(text);
	count = utf8proc_normalize_utf32(
		text->at, (utf8proc_ssize_t)text->len, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	assert(count >= 0);
	if ((size_t)count > max_chars) {
		return fail_long(err, max_chars);
	}
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		bytes += mc_utf8_encode(text->at[i], one);
	}
	if (bytes > size - 1) {
		return mc_fail(err, MC_INVALID,
			N_("The text is longer than %zu bytes: shorten it."), size - 1);
	}
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		out += mc_utf8_encode(text->at[i], out);
	}
	*out = '\0';
	return MC_OK;
}

/* ASCII, and the composed letters of Vietnamese and Western Europe. */
static bool is_usual(int32_t c) {
	if (c < 0x80) {
		return c >= ' ' && c != 0x7F;
	}
	if (c < 0x100) {
		return c >= 0xC0 && c != 0xD0 && c != 0xF0;
	}
	return (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x0102 && c <= 0x0103) ||
	       (c >= 0x0110 && c <= 0x0111) || (c >= 0x0128 && c <= 0x0129) ||
	       (c >= 0x0168 && c <= 0x0169) || (c >= 0x01A0 && c <= 0x01A1) ||
	       (c >= 0x01AF && c <= 0x01B0);
}

/* Whether a text is clean as it stands; almost every one is, and is only copied then. */
static bool is_clean(const char *in, size_t len, size_t max_chars) {
	size_t chars = 0;
	bool blank = true;

	for (size_t pos = 0; pos < len; chars++) {
		int32_t c = mc_utf8_next(in, len, &pos);

		if (!is_usual(c) || (c == ' ' && blank)) {
			return false;
		}
		blank = c == ' ';
	}
	return (!blank || len == 0) && chars <= max_chars;
}

enum mc_status mc_text_clean(const char *in, size_t in_len, size_t max_chars, char *out,
	size_t size, struct mc_error *err) {
	size_t limit = max_chars < size ? max_chars : size - 1;
	size_t most = limit < in_len ? limit : in_len;
	struct decomposed text = { .cap = mc_memory_product(most + 2, MAX_DECOMPOSED) };
	MC_AUTOFREE int32_t *memory = NULL;
	enum mc_status status;

	assert(size > 0);
	if (in_len < size && is_clean(in, in_len, max_chars)) {
		memmove(out, in, in_len);
		out[in_len] = '\0';
		return MC_OK;
	}
	memory = mc_memory_get(mc_memory_product(text.cap, sizeof *memory));
	text.at = memory;
	status = take_apart(in, in_len, limit, &text, err);
	if (status != MC_OK) {
		return status;
	}
	return put_together(&text, max_chars, out, size, err);
}

bool mc_text_same(const char *a, const char *b) {
	size_t a_len = strlen(a), b_len = strlen(b);
	size_t a_pos = 0, b_pos = 0;

	while (a_pos < a_len && b_pos < b_len) {
		int32_t one = mc_utf8_next(a, a_len, &a_pos);
		int32_t other = mc_utf8_next(b, b_len, &b_pos);

		if (utf8proc_tolower(one) != utf8proc_tolower(other)) {
			return false;
		}
	}
	return a_pos == a_len && b_pos == b_len;
}

void mc_text_upper(const char *text, char *out, size_t size) {
	size_t len = strlen(text), used = 0;

	for (size_t pos = 0; pos < len;) {
		char bytes[4];
		size_t count =
			mc_utf8_encode(utf8proc_toupper(mc_utf8_next(text, len, &pos)), bytes);

		if (used + count >= size) {
			break;
		}
		memcpy(out + used, bytes, count);
		used += count;
	}
	out[used] = '\0';
}

void mc_text_upper_ascii(char *text) {
	for (; *text != '\0'; text++) {
		if (*text >= 'a' && *text <= 'z') {
			*text = (char)(*text - 'a' + 'A');
		}
	}
}

void mc_text_mend_accents(char *text) {
	size_t len = strlen(text);

	for (size_t i = 1; i + 1 < len; i++) {
		size_t next = i + 1;

		if (text[i] == '`' && text[i - 1] != ' ' &&
			mc_char_is_letter(mc_utf8_next(text, len, &next))) {
			text[i] = '\'';
		}
	}
}

bool mc_text_is_blank(const char *text) {
	size_t len = strlen(text);

	for (size_t pos = 0; pos < len;) {
		if (!mc_char_is_blank(mc_utf8_next(text, len, &pos))) {
			return false;
		}
	}
	return true;
}

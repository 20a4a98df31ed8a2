/*
 * Clean text and the search key.
 *
 * Cleaning: each character is decomposed (NFD), the marks of each letter are put
 * in canonical order, then all is composed (NFC). Some keyboards send a tone
 * before the vowel's own mark; both have the same combining class, so that
 * Unicode keeps their order and "e, tilde, circumflex" would never become ễ.
 * Vietnamese has no letter where the other order means something: vowel marks
 * go first.
 */
#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* No character of Unicode decomposes into more than four, and four never compose to less than one. */
#define MAX_DECOMPOSED 4

#define CIRCUMFLEX 0x0302
#define BREVE 0x0306

struct decomposed {
	int32_t *at;
	size_t len;
	size_t cap;
};

static bool is_blank(int32_t character, utf8proc_category_t category) {
	return character == '\t' || character == '\n' || character == '\r' ||
	       category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

/* Controls, invisible format characters, private and unassigned ones: no reader could tell them. */
static bool is_refused(utf8proc_category_t category) {
	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
	       category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN ||
	       category == UTF8PROC_CATEGORY_CS;
}

static void decompose(struct decomposed *text, int32_t character) {
	int unused = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(character, text->at + text->len,
		MAX_DECOMPOSED, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);

	assert(count > 0 && count <= MAX_DECOMPOSED);
	text->len += (size_t)count;
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
		utf8proc_category_t category;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)in + pos,
			(utf8proc_ssize_t)(in_len - pos), &character);

		if (used <= 0) {
			return mc_fail(err, MC_INVALID,
				N_("The text is not UTF-8 at byte %zu: save it as UTF-8 and try "
				   "again."),
				start + 1);
		}
		pos += (size_t)used;
		category = utf8proc_category(character);
		if (is_blank(character, category)) {
			blank_before = text->len > 0;
			continue;
		}
		if (is_refused(category)) {
			return fail_character(err, character, start);
		}
		if (text->cap - text->len < MAX_DECOMPOSED + 1) {
			return fail_long(err, max_chars);
		}
		if (blank_before) {
			text->at[text->len++] = ' ';
			blank_before = false;
		}
		decompose(text, character);
	}
	return MC_OK;
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

enum mc_status mc_text_clean(const char *in, size_t in_len, size_t max_chars, char *out,
	size_t size, struct mc_error *err) {
	size_t limit = max_chars < size ? max_chars : size - 1;
	size_t most = limit < in_len ? limit : in_len;
	struct decomposed text = { .cap = mc_memory_product(most + 2, MAX_DECOMPOSED) };
	MC_AUTOFREE int32_t *memory = NULL;
	enum mc_status status;

	assert(size > 0);
	memory = mc_memory_get(mc_memory_product(text.cap, sizeof *memory));
	text.at = memory;
	status = take_apart(in, in_len, limit, &text, err);
	if (status != MC_OK) {
		return status;
	}
	return put_together(&text, max_chars, out, size, err);
}

static bool is_word_part(int32_t character) {
	switch ((int)utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND: return true;
	default: return false;
	}
}

/* The key being written: words are complete up to `words`, the one after it is still growing. */
struct key {
	char *out;
	size_t size;
	size_t words;
	size_t len;
	bool full;
};

static void end_word(struct key *key) {
	if (!key->full) {
		key->words = key->len;
	}
}

static void add_to_word(struct key *key, int32_t character) {
	char bytes[5] = " ";
	bool starts = key->len == key->words;
	size_t space = starts && key->words > 0;
	size_t len = space + mc_utf8_encode(character, bytes + space);

	if (key->full || key->len + len >= key->size) {
		key->full = true;
		return;
	}
	memcpy(key->out + key->len, bytes, len);
	key->len += len;
}

static void fold_character(struct key *key, int32_t character) {
	int32_t parts[16];
	int unused = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(character, parts, MC_COUNT(parts),
		UTF8PROC_DECOMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD, &unused);

	assert(count >= 0 && count <= 2 * MAX_DECOMPOSED);
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		if (parts[i] == 0x0111) { /* đ is a letter of its own, not d with a mark */
			parts[i] = 'd';
		}
		if (is_word_part(parts[i])) {
			add_to_word(key, parts[i]);
		} else if (!mc_char_is_mark(parts[i])) {
			end_word(key);
		}
	}
}

size_t mc_text_fold(const char *text, char *out, size_t size) {
	struct key key = { .out = out, .size = size };
	size_t len = strlen(text);

	for (size_t pos = 0; pos < len && !key.full;) {
		fold_character(&key, mc_utf8_next(text, len, &pos));
	}
	end_word(&key);
	if (size > 0) {
		out[key.words] = '\0';
	}
	return key.words;
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

void mc_text_upper_ascii(char *text) {
	for (; *text != '\0'; text++) {
		if (*text >= 'a' && *text <= 'z') {
			*text = (char)(*text - 'a' + 'A');
		}
	}
}

/*
 * The search key of a text, and the order of texts.
 *
 * Order: letters first, as the Vietnamese alphabet has them (a ă â b c d đ … o ô ơ …), over
 * the whole text; where all are the same, tones (ngang huyền hỏi ngã sắc nặng); then capitals
 * after small letters. It is our own, and so the same on every machine and engine.
 */
#include "base/str.h"
#include "base/text/letters.h"
#include "base/utf8.h"
#include <assert.h>
#include <string.h>
#include <utf8proc.h>

/* ---- the search key ---- */

/* The key being written: words are complete up to `words`, the one after it is still growing. */
struct key {
	char *out;
	size_t size;
	size_t words;
	size_t len;
	bool full;
	bool apart; /* what an apostrophe or a hyphen joins are words of their own */
	bool joined; /* some were */
	bool letter; /* the last character of the growing word is one, and no digit */
	bool pending; /* an apostrophe or a hyphen follows it */
};

static void end_word(struct key *key) {
	if (!key->full) {
		key->words = key->len;
	}
	key->letter = key->pending = false;
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

/* A letter or digit of a word, which an apostrophe or hyphen may have joined to the letter before. */
static void add_letter(struct key *key, int32_t character) {
	bool letter = utf8proc_category(character) != UTF8PROC_CATEGORY_ND;
	const char *plain = mc_char_plain(character);

	if (key->pending && letter) {
		key->joined = true;
	}
	if (key->pending && (key->apart || !letter)) {
		end_word(key);
	}
	key->letter = letter;
	key->pending = false;
	if (plain == NULL) {
		add_to_word(key, character);
	}
	for (; plain != NULL && *plain != '\0'; plain++) {
		add_to_word(key, *plain);
	}
}

static void fold_character(struct key *key, int32_t character) {
	int32_t parts[16];
	int unused = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(character, parts, MC_COUNT(parts),
		UTF8PROC_DECOMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD, &unused);

	assert(count >= 0 && (size_t)count <= MC_COUNT(parts));
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		if (mc_char_is_letter(parts[i])) {
			add_letter(key, parts[i]);
		} else if (key->letter && !key->pending &&
			   (mc_char_is_apostrophe(parts[i]) || mc_char_is_hyphen(parts[i]))) {
			key->pending = true;
		} else if (!mc_char_is_mark(parts[i])) {
			end_word(key);
		}
	}
}

static void fold_all(struct key *key, const char *text) {
	size_t len = strlen(text);

	for (size_t pos = 0; pos < len && !key->full;) {
		int32_t meant[MC_MEANT_MAX];
		int32_t character = mc_utf8_next(text, len, &pos);
		size_t count = mc_char_meant(character, meant);

		for (size_t i = 0; i < count; i++) {
			fold_character(key, meant[i]);
		}
		if (count == 0) {
			fold_character(key, character);
		}
	}
	end_word(key);
}

size_t mc_text_fold(const char *text, char *out, size_t size) {
	struct key key = { .out = out, .size = size };

	fold_all(&key, text);
	if (size > 0) {
		out[key.words] = '\0';
	}
	return key.words;
}

size_t mc_text_fold_parts(const char *text, char *out, size_t size) {
	struct key key = { .out = out, .size = size, .apart = true };

	fold_all(&key, text);
	key.words = key.joined ? key.words : 0;
	if (size > 0) {
		out[key.words] = '\0';
	}
	return key.words;
}

/* ---- order ---- */

enum level { LETTERS, TONES, CAPITALS, LEVELS };

/* What one letter weighs on each level. */
struct weight {
	int32_t of[LEVELS];
};

/* The weights of one character after the other. */
struct reader {
	const char *text;
	size_t len, pos;
	struct weight next[MC_MEANT_MAX]; /* of a character that is several letters */
	int at, count;
};

#define OTHER_TONE 9

/* The Vietnamese alphabet with the Latin letters it lacks. */
static const int32_t alphabet[] = { 'a', 0x0103, 0x00E2, 'b', 'c', 'd', 0x0111, 'e', 0x00EA, 'f',
	'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 0x00F4, 0x01A1, 'p', 'q', 'r', 's', 't', 'u',
	0x01B0, 'v', 'w', 'x', 'y', 'z' };

/* Blanks, signs, digits, letters of the alphabet, others. */
static int32_t letter_weight(int32_t letter) {
	for (size_t i = 0; i < MC_COUNT(alphabet); i++) {
		if (alphabet[i] == letter) {
			return 0x300000 + (int32_t)i;
		}
	}
	if (letter >= '0' && letter <= '9') {
		return 0x200000 + letter;
	}
	return mc_char_is_blank(letter)    ? 1
	       : mc_char_is_letter(letter) ? 0x400000 + letter
					   : letter;
}

/* A vowel's own mark makes another letter of it; 0 when these do not belong together. */
static int32_t with_mark(int32_t letter, int32_t mark) {
	static const struct {
		int32_t letter, mark, made;
	} made[] = { { 'a', 0x0306, 0x0103 }, { 'a', 0x0302, 0x00E2 }, { 'e', 0x0302, 0x00EA },
		{ 'o', 0x0302, 0x00F4 }, { 'o', 0x031B, 0x01A1 }, { 'u', 0x031B, 0x01B0 } };

	for (size_t i = 0; i < MC_COUNT(made); i++) {
		if (made[i].letter == letter && made[i].mark == mark) {
			return made[i].made;
		}
	}
	return 0;
}

static int32_t tone_weight(int32_t mark) {
	static const int32_t tones[] = { 0x0300, 0x0309, 0x0303, 0x0301, 0x0323 };

	for (size_t i = 0; i < MC_COUNT(tones); i++) {
		if (tones[i] == mark) {
			return (int32_t)i + 1;
		}
	}
	return OTHER_TONE;
}

/* Letters of one character, decomposed, into reader->next. */
static void weigh(struct reader *reader, const int32_t *parts, size_t count) {
	int32_t base = utf8proc_tolower(parts[0]);
	const char *plain = base == 0x0111 ? NULL : mc_char_plain(base);
	bool capital = base != parts[0];
	int32_t tone = plain != NULL ? OTHER_TONE : 0;

	for (size_t i = 1; i < count; i++) {
		int32_t made = with_mark(base, parts[i]);

		base = made != 0 ? made : base;
		tone = made == 0 ? tone_weight(parts[i]) : tone;
	}
	reader->at = reader->count = 0;
	do {
		int32_t letter = plain != NULL ? *plain++ : base;

		reader->next[reader->count++] =
			(struct weight){ .of = { letter_weight(letter), tone, capital } };
	} while (plain != NULL && *plain != '\0');
}

static bool read_weight(struct reader *reader, struct weight *ret_weight) {
	int32_t parts[16];
	int unused = 0;

	if (reader->at == reader->count) {
		if (reader->pos == reader->len) {
			return false;
		}
		utf8proc_ssize_t count = utf8proc_decompose_char(
			mc_utf8_next(reader->text, reader->len, &reader->pos), parts,
			MC_COUNT(parts), UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);
		assert(count > 0 && (size_t)count <= MC_COUNT(parts));
		weigh(reader, parts, (size_t)count);
	}
	*ret_weight = reader->next[reader->at++];
	return true;
}

static int compare_level(const char *a, const char *b, enum level level) {
	struct reader left = { .text = a, .len = strlen(a) };
	struct reader right = { .text = b, .len = strlen(b) };

	for (;;) {
		struct weight one, other;
		bool more = read_weight(&left, &one);

		if (more != read_weight(&right, &other)) {
			return more ? 1 : -1;
		}
		if (!more) {
			return 0;
		}
		if (one.of[level] != other.of[level]) {
			return one.of[level] < other.of[level] ? -1 : 1;
		}
	}
}

int mc_text_order(const char *a, const char *b) {
	int order = 0;

	for (int level = LETTERS; level < LEVELS && order == 0; level++) {
		order = compare_level(a, b, (enum level)level);
	}
	return order != 0 ? order : strcmp(a, b);
}

/* "Trần Văn Cường" as "Cường Văn Trần". */
static void given_first(const char *name, struct mc_str *out) {
	size_t end = strlen(name);

	mc_str_clear(out);
	while (end > 0) {
		size_t start = end;

		while (start > 0 && name[start - 1] != ' ') {
			start--;
		}
		mc_str_add_bytes(out, name + start, end - start);
		mc_str_add_char(out, ' ');
		end = start > 0 ? start - 1 : 0;
	}
}

int mc_text_order_people(const char *a, const char *b) {
	struct mc_str left, right;
	int order;

	mc_str_init(&left);
	mc_str_init(&right);
	given_first(a, &left);
	given_first(b, &right);
	order = mc_text_order(mc_str_text(&left), mc_str_text(&right));
	mc_str_finish(&left);
	mc_str_finish(&right);
	return order;
}

/*
 * The order of people's names, as in Vietnamese lists: by given name (the last
 * word), then the middle names, then the family name. Words compare by their
 * letters (a ă â … d đ … e ê … o ô ơ … u ư), then by the syllable's tone
 * (ngang huyền hỏi ngã sắc nặng), wherever in the syllable it is written: hòa
 * and hoà come together, before hoá and hóa. What still is equal is put in the
 * order of bytes, so that only the same name is equal.
 */
#include <motcua/text.h>
#include <string.h>
#include <utf8proc.h>

struct word {
	const char *at;
	size_t len;
};

struct letters {
	struct word word;
	size_t pos;
	int tone;
};

static const char *skip_spaces(const char *at) {
	return at + strspn(at, " ");
}

static struct word first_word(const char *at) {
	return (struct word){ at, strcspn(at, " ") };
}

/* 1–5 for a tone's mark, else 0. */
static int tone_of(int32_t mark) {
	switch (mark) {
	case 0x0300: return 1; /* huyền */
	case 0x0309: return 2; /* hỏi */
	case 0x0303: return 3; /* ngã */
	case 0x0301: return 4; /* sắc */
	case 0x0323: return 5; /* nặng */
	default: return 0;
	}
}

/* Place after the bare letter: ă 1, â ê ô 2, ơ ư 3. */
static int vowel_mark_of(int32_t mark) {
	switch (mark) {
	case 0x0306: return 1;
	case 0x0302: return 2;
	case 0x031B: return 3;
	default: return 0;
	}
}

/* The next letter's place in the alphabet, 0 at the end; remembers a tone met on the way. */
static int32_t next_letter(struct letters *letters) {
	int32_t place = 0;

	while (letters->pos < letters->word.len) {
		size_t after = letters->pos;
		int32_t parts[16];
		int unused = 0;
		int32_t character = mc_utf8_next(letters->word.at, letters->word.len, &after);
		utf8proc_ssize_t count =
			utf8proc_decompose_char(character, parts, sizeof parts / sizeof *parts,
				UTF8PROC_DECOMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD, &unused);

		if (count < 1) {
			parts[0] = character;
			count = 1;
		}
		if (place != 0 && tone_of(parts[0]) == 0 && vowel_mark_of(parts[0]) == 0) {
			break;
		}
		letters->pos = after;
		for (utf8proc_ssize_t i = 0; i < count; i++) {
			if (tone_of(parts[i]) != 0) {
				letters->tone = tone_of(parts[i]);
			} else if (vowel_mark_of(parts[i]) != 0) {
				place += vowel_mark_of(parts[i]);
			} else if (i == 0) {
				place = parts[0] == 0x0111 ? 'd' * 4 + 1 : parts[0] * 4;
			}
		}
	}
	return place;
}

static int compare_words(struct word a, struct word b) {
	struct letters left = { .word = a };
	struct letters right = { .word = b };

	for (;;) {
		int32_t of_left = next_letter(&left);
		int32_t of_right = next_letter(&right);

		if (of_left != of_right) {
			return of_left < of_right ? -1 : 1;
		}
		if (of_left == 0) {
			return left.tone - right.tone;
		}
	}
}

/* The three parts of a name; `middle` runs up to the given name, any of them may be empty. */
struct name {
	struct word family;
	struct word middle;
	struct word given;
};

static struct name read_name(const char *text) {
	struct name name = { .family = first_word(skip_spaces(text)) };
	const char *second = skip_spaces(name.family.at + name.family.len);

	name.given = name.family;
	for (const char *at = second; *at != '\0'; at = skip_spaces(at + name.given.len)) {
		name.given = first_word(at);
	}
	if (name.given.at == name.family.at) {
		name.family = (struct word){ second, 0 };
	}
	name.middle = (struct word){ second, 0 };
	if (name.given.at > second) {
		name.middle.len = (size_t)(name.given.at - second);
	}
	return name;
}

static int compare_middles(struct word a, struct word b) {
	while (a.len > 0 && b.len > 0) {
		struct word of_a = first_word(a.at);
		struct word of_b = first_word(b.at);
		const char *rest_a = skip_spaces(a.at + of_a.len);
		const char *rest_b = skip_spaces(b.at + of_b.len);
		int order = compare_words(of_a, of_b);

		if (order != 0) {
			return order;
		}
		a = (struct word){ rest_a, a.len - (size_t)(rest_a - a.at) };
		b = (struct word){ rest_b, b.len - (size_t)(rest_b - b.at) };
	}
	return (a.len > 0) - (b.len > 0);
}

int mc_text_compare_names(const char *a, const char *b) {
	struct name left = read_name(a);
	struct name right = read_name(b);
	int order = compare_words(left.given, right.given);

	if (order == 0) {
		order = compare_middles(left.middle, right.middle);
	}
	if (order == 0) {
		order = compare_words(left.family, right.family);
	}
	return order != 0 ? order : strcmp(a, b);
}

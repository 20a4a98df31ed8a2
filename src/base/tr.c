/*
 * The catalogue is a GNU .mo file in memory: a header of 32-bit words (magic,
 * revision, count, offset of the table of originals, offset of the table of
 * translations), tables of (length, offset), originals sorted by strcmp. See
 * “The Format of GNU MO Files” in the gettext manual. It is searched where it
 * lies; every word read is checked against the size.
 */
#include "base/tr.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MO_MAGIC 0x950412deU
#define MO_SWAPPED 0xde120495U
#define MO_COUNT_AT 8
#define MO_ORIGINALS_AT 12
#define MO_TRANSLATIONS_AT 16

#ifdef MC_WITH_CATALOGUE
extern const unsigned char mc_catalogue_vi[];
extern const unsigned long mc_catalogue_vi_size;
#endif

struct mo {
	const unsigned char *bytes;
	size_t size;
	bool swapped;
};

/* The word at byte `at`; 0 outside the file. */
static uint32_t word_at(const struct mo *mo, uint64_t at) {
	uint32_t word;

	if (at + sizeof word > mo->size) {
		return 0;
	}
	memcpy(&word, mo->bytes + at, sizeof word);
	return mo->swapped ? __builtin_bswap32(word) : word;
}

/* Text number `index` of a table, NULL when it does not lie in the file with its NUL. */
static const char *text_at(const struct mo *mo, uint32_t table, uint32_t index) {
	uint64_t entry = table + (uint64_t)index * 8;
	uint64_t len = word_at(mo, entry);
	uint64_t at = word_at(mo, entry + 4);

	if (at == 0 || at + len >= mo->size || mo->bytes[at + len] != '\0') {
		return NULL;
	}
	return (const char *)mo->bytes + at;
}

const char *mc_catalogue_find(const unsigned char *catalogue, size_t size, const char *english) {
	struct mo mo = { .bytes = catalogue, .size = size };
	uint32_t low = 0;
	uint32_t high;

	mo.swapped = word_at(&mo, 0) == MO_SWAPPED;
	if (word_at(&mo, 0) != MO_MAGIC) {
		return NULL;
	}
	high = word_at(&mo, MO_COUNT_AT);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *original = text_at(&mo, word_at(&mo, MO_ORIGINALS_AT), middle);
		int order = original == NULL ? 0 : strcmp(english, original);

		if (original == NULL) {
			return NULL;
		}
		if (order == 0) {
			return text_at(&mo, word_at(&mo, MO_TRANSLATIONS_AT), middle);
		}
		if (order < 0) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return NULL;
}

enum mc_lang mc_lang_of(const char *name) {
	return name != NULL && (name[0] == 'e' || name[0] == 'E') &&
			       (name[1] == 'n' || name[1] == 'N')
		       ? MC_LANG_EN
		       : MC_LANG_VI;
}

const char *mc_lang_name(enum mc_lang lang) {
	return lang == MC_LANG_EN ? "en" : "vi";
}

enum mc_lang mc_lang_environment(void) {
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < MC_COUNT(names) && (value == NULL || *value == '\0'); i++) {
		value = getenv(names[i]);
	}
	return mc_lang_of(value);
}

const char *mc_tr(enum mc_lang lang, const char *english) {
	const char *found = NULL;

#ifdef MC_WITH_CATALOGUE
	if (lang == MC_LANG_VI && english[0] != '\0') { /* "" is the catalogue's own header */
		found = mc_catalogue_find(mc_catalogue_vi, mc_catalogue_vi_size, english);
	}
#else
	(void)lang;
#endif
	return found == NULL || found[0] == '\0' ? english : found;
}

/* Argument `index` (from 0), NULL when there is none. */
static const char *argument(const struct mc_error *err, int index) {
	const char *at = err->args;

	if (index < 0 || index >= err->count) {
		return NULL;
	}
	while (index-- > 0) {
		at += strlen(at) + 1;
	}
	return at;
}

/* Reads "1$" of a conversion; -1 and nothing moved where it has none. */
static int read_position(const char **at) {
	if ((*at)[0] >= '1' && (*at)[0] <= '9' && (*at)[1] == '$') {
		int index = (*at)[0] - '1';

		*at += 2;
		return index;
	}
	return -1;
}

/* A value as it is, or the words it marks in the language. */
static void add_value(enum mc_lang lang, const char *text, size_t len, struct mc_str *out) {
	char words[256];

	if (len == 0 || *text != *MC_SAY) {
		mc_str_add_bytes(out, text, len);
		return;
	}
	snprintf(words, sizeof words, "%.*s", (int)len - 1, text + 1);
	mc_str_add(out, mc_tr(lang, words));
}

/* The values of an argument, as people list them. */
static void add_argument(enum mc_lang lang, const char *text, struct mc_str *out) {
	for (bool first = true; *text != '\0'; first = false) {
		size_t len = strcspn(text, MC_ANY_OF);
		bool last = text[len] == '\0';

		if (!first) {
			mc_str_add(out, last ? mc_tr(lang, N_(" or ")) : ", ");
		}
		if (!first && last && strspn(text, "0123456789") == len) {
			mc_str_addf(out, mc_tr(lang, N_("%s others")), text);
		} else {
			add_value(lang, text, len, out);
		}
		text += len + !last;
	}
}

/* Adds the sentence; false when the format asks for an argument that is not there. */
static bool render(
	enum mc_lang lang, const char *format, const struct mc_error *err, struct mc_str *out) {
	int next = 0;

	for (const char *at = format; *at != '\0';) {
		size_t plain = strcspn(at, "%");
		const char *text;
		int position;

		mc_str_add_bytes(out, at, plain);
		at += plain;
		if (*at == '\0') {
			break;
		}
		at++;
		if (*at == '%') {
			mc_str_add_char(out, '%');
			at++;
			continue;
		}
		position = read_position(&at);
		text = argument(err, position >= 0 ? position : next++);
		at += strspn(at, "lz");
		if (*at == '\0' || strchr("sduc", *at) == NULL || text == NULL) {
			return false;
		}
		at++;
		add_argument(lang, text, out);
	}
	return true;
}

const char *mc_tr_count(enum mc_lang lang, const char *one, const char *many, int64_t count) {
	return mc_tr(lang, count == 1 ? one : many);
}

void mc_error_text(enum mc_lang lang, const struct mc_error *err, char *out, size_t size) {
	struct mc_error unsaid;
	struct mc_str text;

	if (err->format == NULL) {
		mc_fail(&unsaid, err->status,
			N_("This did not work, and the reason is not known (%s): try again, and "
			   "tell the administrator if it stays."),
			mc_status_name(err->status));
		err = &unsaid;
	}
	mc_str_init(&text);
	if (!render(lang, mc_tr(lang, err->format), err, &text)) {
		mc_str_clear(&text);
		if (!render(lang, err->format, err, &text)) {
			mc_str_add(&text, "…");
		}
	}
	mc_copy(out, size, mc_str_text(&text));
	mc_str_finish(&text);
}

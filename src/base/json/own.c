/*
 * The reader of what write.c wrote. It knows that text to the byte, so it needs
 * no second look: texts are decoded in place, in a copy that lies behind the
 * values in one block.
 */
#include "base/json.h"
#include "base/json/value.h"
#include "base/memory.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	char *begin, *at, *end; /* *end is NUL */
	struct mc_json *next_value;
	int depth;
};

/* No more values than this are in `text`: each but the first follows one of these. */
static size_t most_values(const char *text, size_t len) {
	size_t count = 1;

	for (size_t i = 0; i < len; i++) {
		count += text[i] == ',' || text[i] == '{' || text[i] == '[';
	}
	return count;
}

static bool take(struct reader *in, char c) {
	bool there = *in->at == c;

	in->at += there;
	return there;
}

static bool take_word(struct reader *in, const char *word) {
	size_t len = strlen(word);
	bool there = strncmp(in->at, word, len) == 0;

	in->at += there ? len : 0;
	return there;
}

/* The value of a lower-case hexadecimal digit, or -1. */
static int hex_digit(char c) {
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What follows a backslash; '\0': nothing that write.c writes. */
static char take_escaped(struct reader *in) {
	char c = *in->at++;

	switch (c) {
	case '"':
	case '\\': return c;
	case 'n': return '\n';
	case 't': return '\t';
	case 'u': break;
	default: in->at--; return '\0';
	}
	int high, low;
	if (!take_word(in, "00") || (high = hex_digit(in->at[0])) < 0 ||
		(low = hex_digit(in->at[1])) < 0) {
		return '\0';
	}
	in->at += 2;
	char control = (char)(high * 16 + low);
	bool written_so = control == 0x7F || (control < ' ' && control != '\n' && control != '\t');
	return control >= 0 && written_so ? control : '\0';
}

/* A text with its quotes; NULL when it is none. */
static const char *take_text(struct reader *in) {
	if (!take(in, '"')) {
		return NULL;
	}
	char *out = in->at, *text = out;
	bool ascii = true;
	while (*in->at != '"') {
		char c = *in->at;
		if (c == '\\') {
			in->at++;
			c = take_escaped(in);
			if (c == '\0') {
				return NULL;
			}
			*out++ = c;
			continue;
		}
		if ((c >= 0 && c < ' ') || c == 0x7F) {
			return NULL; /* the end, too */
		}
		ascii = ascii && c >= 0;
		*out++ = c;
		in->at++;
	}
	if (!ascii && !mc_utf8_valid(text, (size_t)(out - text), NULL)) {
		return NULL;
	}
	*out = '\0';
	in->at++;
	return text;
}

static bool take_number(struct reader *in, int64_t *ret_number) {
	bool negative = take(in, '-');
	const char *first = in->at;
	int64_t number = 0;

	for (; *in->at >= '0' && *in->at <= '9'; in->at++) {
		int digit = *in->at - '0';
		if (__builtin_mul_overflow(number, 10, &number) ||
			__builtin_sub_overflow(number, digit, &number)) { /* INT64_MIN fits */
			return false;
		}
	}
	bool plain = in->at > first && (*first != '0' || (in->at == first + 1 && !negative));
	if (!plain || (!negative && number == INT64_MIN)) {
		return false;
	}
	*ret_number = negative ? number : -number;
	return true;
}

static struct mc_json *take_value(struct reader *in);

/* What stands between brackets, and the closing one. */
static bool take_children(struct reader *in, struct mc_json *value, char closing) {
	const struct mc_json **link = &value->as.children.first;

	if (take(in, closing)) {
		return true;
	}
	if (++in->depth > MC_JSON_MAX_DEPTH) {
		return false;
	}
	do {
		const char *key = NULL;
		if (value->type == MC_JSON_OBJECT &&
			((key = take_text(in)) == NULL || !take(in, ':'))) {
			return false;
		}
		struct mc_json *child = take_value(in);
		if (child == NULL) {
			return false;
		}
		child->key = key;
		*link = child;
		link = &child->next;
		value->as.children.count++;
	} while (take(in, ','));
	in->depth--;
	return take(in, closing);
}

static bool take_plain(struct reader *in, struct mc_json *value) {
	if (*in->at == '"') {
		value->type = MC_JSON_TEXT;
		value->as.text = take_text(in);
		return value->as.text != NULL;
	}
	if (take_word(in, "null")) {
		value->type = MC_JSON_NULL;
		return true;
	}
	value->as.truth = take_word(in, "true");
	if (value->as.truth || take_word(in, "false")) {
		value->type = MC_JSON_BOOL;
		return true;
	}
	value->type = MC_JSON_INTEGER;
	return take_number(in, &value->as.number);
}

static struct mc_json *take_value(struct reader *in) {
	struct mc_json *value = in->next_value++;
	bool good;

	if (take(in, '{')) {
		value->type = MC_JSON_OBJECT;
		good = take_children(in, value, '}');
	} else if (take(in, '[')) {
		value->type = MC_JSON_ARRAY;
		good = take_children(in, value, ']');
	} else {
		good = take_plain(in, value);
	}
	return good ? value : NULL;
}

enum mc_status mc_json_parse_own(
	const char *text, size_t len, struct mc_json **ret_json, struct mc_error *err) {
	size_t size = mc_memory_product(most_values(text, len), sizeof(struct mc_json));
	char *block = mc_memory_get(mc_memory_sum(size, mc_memory_sum(len, 1)));
	char *copy = block + size;
	struct reader in = { copy, copy, copy + len, (struct mc_json *)(void *)block, 0 };

	memcpy(copy, text, len);
	struct mc_json *json = take_value(&in);
	if (json == NULL || in.at != in.end) {
		size_t byte = (size_t)(in.at - in.begin) + 1;
		free(block);
		return mc_fail(err, MC_INVALID,
			N_("The record is wrong at byte %zu: Motcua did not write it so."), byte);
	}
	*ret_json = json;
	return MC_OK;
}

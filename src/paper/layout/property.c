/*
 * Property lines: {code:…; option:qrcode,6,m}, {width:…}, {border:…}, {align:…},
 * {text:…}. Members are `key:value`, separated by `;`. What is not known has no
 * effect and is warned of; only `command` is refused, because it would send the
 * bytes of a file to the device as they are.
 */
#include "paper/layout/lines.h"

#include "base/str.h"
#include <stdlib.h>
#include <string.h>

#define MAX_VALUE 128

struct word {
	const char *name;
	int value;
};

static const struct word border_words[] = { { "none", MC_LAYOUT_BORDER_NONE },
	{ "0", MC_LAYOUT_BORDER_NONE }, { "space", MC_LAYOUT_BORDER_SPACE },
	{ "1", MC_LAYOUT_BORDER_SPACE }, { "2", MC_LAYOUT_BORDER_WIDE },
	{ "line", MC_LAYOUT_BORDER_LINE }, { NULL, 0 } };
static const struct word align_words[] = { { "left", MC_PAGE_LEFT }, { "center", MC_PAGE_CENTER },
	{ "right", MC_PAGE_RIGHT }, { NULL, 0 } };
static const struct word wrap_words[] = { { "wrap", MC_PAGE_WRAP_LETTERS },
	{ "words", MC_PAGE_WRAP_WORDS }, { "nowrap", MC_PAGE_WRAP_NONE }, { NULL, 0 } };

/* One member, blanks cut off; the value as written. */
struct member {
	char key[MAX_VALUE];
	struct mc_slice value;
};

static void warn_value(struct mc_layout_parser *parser, const char *key, const char *value) {
	mc_fail(mc_layout_warn(parser), MC_INVALID,
		N_("%s, line %d: the property %s does not take “%s”: it has no effect."),
		parser->name, parser->line->number, key, value);
}

/* --- values --- */

/* The value of a word in a table, or -1 with a warning. */
static int read_word(struct mc_layout_parser *parser, const char *key, const struct word *words,
	const char *value) {
	for (const struct word *word = words; word->name != NULL; word++) {
		if (mc_same(word->name, value)) {
			return word->value;
		}
	}
	warn_value(parser, key, value);
	return -1;
}

/* A whole number without sign up to 9999, or -1. */
static int read_number(const char *text) {
	size_t len = strlen(text);
	return len > 0 && len <= 4 && strspn(text, "0123456789") == len ? atoi(text) : -1;
}

static void read_widths(
	struct mc_layout_parser *parser, char *value, struct mc_layout_properties *out) {
	struct mc_layout_setting *setting = &out->setting;
	setting->width_count = 0;
	char *rest = NULL;
	for (char *item = strtok_r(value, " \t,", &rest); item != NULL;
		item = strtok_r(NULL, " \t,", &rest)) {
		if (mc_same(item, "auto")) {
			setting->width_count = 0;
			break;
		}
		bool share = strcmp(item, "*") == 0;
		int width = share ? 0 : read_number(item);
		if (width < 0 || (width == 0 && !share) || width > MC_PAGE_MAX_COLUMNS ||
			setting->width_count == MC_PAGE_MAX_CELLS) {
			warn_value(parser, "width", item);
			return;
		}
		setting->widths[setting->width_count++] = width;
	}
	out->changes |= MC_LAYOUT_SET_WIDTH;
}

/* One word behind the symbol's name; false when it means nothing there. */
static bool read_look(struct mc_page_code *look, int position, const char *item) {
	int number = read_number(item);
	bool qr = look->symbol == MC_PAGE_QR;
	if (qr && strlen(item) == 1 && strchr("lmqhLMQH", item[0]) != NULL) {
		look->level = (char)(item[0] | 0x20);
	} else if (qr && position == 1 && number >= 3 && number <= 8) {
		look->module = number;
	} else if (!qr && position == 1 && number >= 2 && number <= 4) {
		look->module = number;
	} else if (!qr && position == 2 && number >= 24 && number <= 240) {
		look->height = number;
	} else if (!qr && (mc_same(item, "hri") || mc_same(item, "nohri"))) {
		look->caption = mc_same(item, "hri");
	} else {
		return false;
	}
	return true;
}

static void read_option(struct mc_layout_parser *parser, char *value, struct mc_page_code *look) {
	char *rest = NULL;
	int position = 0;
	for (char *item = strtok_r(value, " \t,", &rest); item != NULL;
		item = strtok_r(NULL, " \t,", &rest), position++) {
		if (position == 0 && mc_same(item, "qrcode")) {
			look->symbol = MC_PAGE_QR;
			look->module = 3;
		} else if (position > 0 ? !read_look(look, position, item)
					: !mc_same(item, "code128")) {
			warn_value(parser, "option", item);
		}
	}
}

/* --- members --- */

static enum mc_status read_code(struct mc_layout_parser *parser, const struct member *member,
	struct mc_layout_properties *out, struct mc_error *err) {
	return mc_layout_parse_text(parser, member->value, false, &out->code, err);
}

static void read_setting(struct mc_layout_parser *parser, const struct member *member,
	struct mc_layout_properties *out) {
	char value[MAX_VALUE];
	if (member->value.len >= sizeof value) {
		warn_value(parser, member->key, "…");
		return;
	}
	memcpy(value, member->value.text, member->value.len);
	value[member->value.len] = '\0';
	if (mc_same(member->key, "width")) {
		read_widths(parser, value, out);
	} else if (mc_same(member->key, "option")) {
		read_option(parser, value, &out->look);
	} else if (mc_same(member->key, "border")) {
		int border = read_word(parser, "border", border_words, value);
		if (border >= 0) {
			out->setting.border = (enum mc_layout_border)border;
			out->changes |= MC_LAYOUT_SET_BORDER;
		}
	} else if (mc_same(member->key, "align")) {
		int align = read_word(parser, "align", align_words, value);
		if (align >= 0) {
			out->setting.align = (enum mc_page_align)align;
			out->changes |= MC_LAYOUT_SET_ALIGN;
		}
	} else if (mc_same(member->key, "text")) {
		int wrap = read_word(parser, "text", wrap_words, value);
		if (wrap >= 0) {
			out->setting.wrap = (enum mc_page_wrap)wrap;
			out->changes |= MC_LAYOUT_SET_WRAP;
		}
	} else {
		mc_fail(mc_layout_warn(parser), MC_INVALID,
			N_("%s, line %d: there is no property “%s”: it has no effect."),
			parser->name, parser->line->number, member->key);
	}
}

/* ReceiptLine's one-letter keys. */
static const struct {
	const char *letter;
	const char *key;
} short_keys[] = { { "a", "align" }, { "b", "border" }, { "c", "code" }, { "o", "option" },
	{ "t", "text" }, { "w", "width" }, { "x", "command" }, { "_", "comment" } };

static bool split_member(struct mc_slice in, struct member *ret_member) {
	const char *colon = memchr(in.text, ':', in.len);
	if (colon == NULL) {
		return false;
	}
	size_t before = (size_t)(colon - in.text);
	struct mc_slice key = mc_slice_trimmed((struct mc_slice){ in.text, before });
	if (key.len == 0 || key.len >= sizeof ret_member->key) {
		return false;
	}
	memcpy(ret_member->key, key.text, key.len);
	ret_member->key[key.len] = '\0';
	for (size_t i = 0; key.len == 1 && i < MC_COUNT(short_keys); i++) {
		if (mc_same(ret_member->key, short_keys[i].letter)) {
			strcpy(ret_member->key, short_keys[i].key);
			break;
		}
	}
	ret_member->value = mc_slice_trimmed((struct mc_slice){ colon + 1, in.len - before - 1 });
	return true;
}

static enum mc_status read_member(struct mc_layout_parser *parser, struct mc_slice in,
	struct mc_layout_properties *out, struct mc_error *err) {
	struct member member;
	in = mc_slice_trimmed(in);
	if (in.len == 0) {
		return MC_OK;
	}
	if (!split_member(in, &member)) {
		mc_fail(mc_layout_warn(parser), MC_INVALID,
			N_("%s, line %d: a property is written key:value."), parser->name,
			parser->line->number);
		return MC_OK;
	}
	if (mc_same(member.key, "command")) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line %d: the property command is refused: a layout may not send "
			   "bytes to the device."),
			parser->name, parser->line->number);
	}
	if (mc_same(member.key, "code")) {
		return read_code(parser, &member, out, err);
	}
	if (!mc_same(member.key, "comment")) {
		read_setting(parser, &member, out);
	}
	return MC_OK;
}

enum mc_status mc_layout_parse_properties(struct mc_layout_parser *parser, struct mc_slice in,
	struct mc_layout_properties *ret_properties, struct mc_error *err) {
	struct mc_layout_properties out = {
		.look = { .symbol = MC_PAGE_CODE128, .module = 2, .height = 72, .level = 'l' }
	};
	size_t start = 0;
	for (size_t i = 0; i <= in.len; i++) {
		if (i + 1 < in.len && in.text[i] == '\\') {
			i++;
		} else if (i == in.len || in.text[i] == ';') {
			enum mc_status status = read_member(
				parser, (struct mc_slice){ in.text + start, i - start }, &out, err);
			if (status != MC_OK) {
				return status;
			}
			start = i + 1;
		}
	}
	*ret_properties = out;
	return MC_OK;
}

/*
 * The text of one cell, or of one code: letters, escapes, marks, variables.
 *
 * Marks toggle: `"` bold, `_` underline, backquote inverse, a row of 1–7 `^` the
 * size (the same row again gives the basic size back). They end with their cell.
 */
#include "paper/layout/lines.h"

#include "base/str.h"
#include <string.h>

/* Multiples of the letter size for ^ … ^^^^^^^. */
static const struct {
	int wide;
	int high;
} sizes[] = { { 1, 1 }, { 2, 1 }, { 1, 2 }, { 2, 2 }, { 3, 3 }, { 4, 4 }, { 5, 5 }, { 6, 6 } };

#define MAX_CARETS ((int)MC_COUNT(sizes) - 1)

struct reader {
	struct mc_layout_parser *parser;
	const char *text;
	size_t len;
	size_t pos;
	bool styled;
	int carets; /* of the size now in force */
	struct mc_page_run style;
	struct mc_str literal; /* since the last piece */
	struct mc_layout_text *out;
};

static void add_piece(struct reader *in, struct mc_layout_piece piece) {
	struct mc_layout_text *out = in->out;
	piece.style = in->style;
	if (piece.name == NULL) {
		piece.style.text = mc_arena_bytes(
			in->parser->layout->arena, in->literal.data, in->literal.len);
	}
	*MC_ARENA_NEXT(in->parser->layout->arena, out->pieces, out->count, out->cap) = piece;
}

static void end_literal(struct reader *in) {
	if (in->literal.len > 0) {
		add_piece(in, (struct mc_layout_piece){ 0 });
		mc_str_clear(&in->literal);
	}
}

/* --- escapes --- */

static int hex_digit(char c) {
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \xNN for the printable ASCII letters; -1 otherwise. */
static int hex_letter(const struct reader *in) {
	if (in->len - in->pos < 4) {
		return -1;
	}
	int high = hex_digit(in->text[in->pos + 2]);
	int low = hex_digit(in->text[in->pos + 3]);
	int letter = high * 16 + low;
	return high >= 0 && low >= 0 && letter >= 0x20 && letter < 0x7f ? letter : -1;
}

static void read_escape(struct reader *in) {
	char c = in->pos + 1 < in->len ? in->text[in->pos + 1] : '\0';
	if (c == 'n') {
		mc_str_add_char(&in->literal, '\n');
		in->pos += 2;
	} else if (c == 'x' && hex_letter(in) >= 0) {
		mc_str_add_char(&in->literal, (char)hex_letter(in));
		in->pos += 4;
	} else if (c != '\0' && strchr("\\{|}-=_\"`^~;$", c) != NULL) {
		mc_str_add_char(&in->literal, c);
		in->pos += 2;
	} else {
		mc_fail(mc_layout_warn(in->parser), MC_INVALID,
			N_("%s, line %d: a backslash stands before a letter that needs none."),
			in->parser->name, in->parser->line->number);
		in->pos++;
	}
}

/* --- variables --- */

static size_t name_length(const char *text, size_t len) {
	size_t n = 0;
	while (n < len && ((text[n] >= 'a' && text[n] <= 'z') || (n > 0 && text[n] == '_') ||
				  (n > 0 && text[n] >= '0' && text[n] <= '9'))) {
		n++;
	}
	return n;
}

/* Splits "group.name", "group.*" or "name"; false when it is none of them. */
static bool split_name(
	struct mc_arena *arena, const char *text, size_t len, struct mc_layout_piece *ret_piece) {
	if (len >= MC_LAYOUT_MAX_NAME) {
		return false;
	}
	size_t first = name_length(text, len);
	if (first == 0) {
		return false;
	}
	if (first == len) {
		ret_piece->name = mc_arena_bytes(arena, text, len);
		return true;
	}
	size_t rest = len - first - 1;
	const char *second = text + first + 1;
	bool whole = rest == 1 && second[0] == '*';
	if (text[first] != '.' || rest == 0 || (!whole && name_length(second, rest) != rest)) {
		return false;
	}
	ret_piece->group = mc_arena_bytes(arena, text, first);
	ret_piece->name = mc_arena_bytes(arena, second, rest);
	return true;
}

/* At "$(". */
static enum mc_status read_variable(struct reader *in, struct mc_error *err) {
	struct mc_layout_parser *parser = in->parser;
	struct mc_layout_line *line = parser->line;
	const char *name = in->text + in->pos + 2;
	const char *end = memchr(name, ')', in->len - in->pos - 2);
	if (end == NULL) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line %d: $( is not closed: write $(name), or \\$( for the "
			   "letters."),
			parser->name, line->number);
	}
	struct mc_layout_piece piece = { 0 };
	if (!split_name(parser->layout->arena, name, (size_t)(end - name), &piece)) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line %d: a variable's name is small letters, digits and _, with at "
			   "most one dot: $(so), $(giay_to.ten)."),
			parser->name, line->number);
	}
	if (piece.group != NULL) {
		if (line->group != NULL && strcmp(line->group, piece.group) != 0) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line %d: one line repeats for one group only, not for both "
				   "%s and %s."),
				parser->name, line->number, line->group, piece.group);
		}
		line->group = piece.group;
	}
	end_literal(in);
	add_piece(in, piece);
	in->pos = (size_t)(end + 1 - in->text);
	return MC_OK;
}

/* --- marks --- */

static void read_size(struct reader *in) {
	int carets = 0;
	while (in->pos < in->len && in->text[in->pos] == '^') {
		carets++;
		in->pos++;
	}
	if (carets > MAX_CARETS) {
		mc_fail(mc_layout_warn(in->parser), MC_INVALID,
			N_("%s, line %d: more than seven ^ in a row: the largest size is taken."),
			in->parser->name, in->parser->line->number);
		carets = MAX_CARETS;
	}
	end_literal(in);
	in->carets = carets == in->carets ? 0 : carets;
	in->style.wide = sizes[in->carets].wide;
	in->style.high = sizes[in->carets].high;
}

/* Whether the letter here was a mark; it is then behind us. */
static bool read_mark(struct reader *in) {
	bool *toggled = NULL;
	switch (in->text[in->pos]) {
	case '"': toggled = &in->style.bold; break;
	case '_': toggled = &in->style.underline; break;
	case '`': toggled = &in->style.inverse; break;
	case '^': read_size(in); return true;
	case '~':
		mc_str_add_char(&in->literal, ' ');
		in->pos++;
		return true;
	default: return false;
	}
	end_literal(in);
	*toggled = !*toggled;
	in->pos++;
	return true;
}

static enum mc_status read_all(struct reader *in, struct mc_error *err) {
	while (in->pos < in->len) {
		char c = in->text[in->pos];
		if (c == '\\') {
			read_escape(in);
		} else if (c == '$' && in->pos + 1 < in->len && in->text[in->pos + 1] == '(') {
			enum mc_status status = read_variable(in, err);
			if (status != MC_OK) {
				return status;
			}
		} else if (!in->styled || !read_mark(in)) {
			mc_str_add_char(&in->literal, c);
			in->pos++;
		}
	}
	end_literal(in);
	return MC_OK;
}

enum mc_status mc_layout_parse_text(struct mc_layout_parser *parser, struct mc_slice text,
	bool styled, struct mc_layout_text *ret_text, struct mc_error *err) {
	struct mc_layout_text out = { 0 };
	struct reader in = {
		.parser = parser,
		.text = text.text,
		.len = text.len,
		.styled = styled,
		.style = { .wide = 1, .high = 1 },
		.out = &out,
	};
	mc_str_init(&in.literal);
	enum mc_status status = read_all(&in, err);
	mc_str_finish(&in.literal);
	if (status == MC_OK) {
		*ret_text = out;
	}
	return status;
}

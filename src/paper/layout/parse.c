/*
 * The layout parser: bytes → lines → cells. What stands inside a cell is read by
 * text.c, what stands inside braces by property.c.
 *
 * Columns follow ReceiptLine's rule of the magnet: a text is drawn to the `|`
 * that it touches. A blank on one side keeps it away from that side:
 *
 *     |left            | left |      touches the left bar, blank on the right
 *     right|           | right|      the other way round
 *     | centre |  |centre|  centre   both sides alike
 *     left|right …                   at the ends of a line without outer bars
 *                                    each text goes to the bar between them
 */
#include "paper/layout/lines.h"

#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

bool mc_slice_is_blank(char c) {
	return c == ' ' || c == '\t';
}

struct mc_slice mc_slice_trimmed(struct mc_slice in) {
	while (in.len > 0 && mc_slice_is_blank(in.text[0])) {
		in.text++;
		in.len--;
	}
	while (in.len > 0 && mc_slice_is_blank(in.text[in.len - 1])) {
		in.len--;
	}
	return in;
}

static bool only(struct mc_slice in, char c) {
	for (size_t i = 0; i < in.len; i++) {
		if (in.text[i] != c) {
			return false;
		}
	}
	return in.len > 0;
}

/* Position of `c` that no backslash stands before, from `from` on; in.len when there is none. */
static size_t find_bare(struct mc_slice in, size_t from, const char *any_of) {
	for (size_t i = from; i < in.len; i++) {
		if (in.text[i] == '\\') {
			i++;
		} else if (strchr(any_of, in.text[i]) != NULL) {
			return i;
		}
	}
	return in.len;
}

struct mc_error *mc_layout_warn(struct mc_layout_parser *parser) {
	struct mc_layout *layout = parser->layout;
	layout->warnings_found++;
	if (layout->warning_count == MC_LAYOUT_MAX_WARNINGS) {
		return NULL;
	}
	struct mc_layout_warning *warning = MC_ARENA_NEXT(
		layout->arena, layout->warnings, layout->warning_count, parser->warning_cap);
	warning->line = parser->line->number;
	return &warning->text;
}

/* --- columns --- */

/* The parts of a line between its bars, outer bars dropped. */
struct columns {
	struct mc_slice parts[MC_PAGE_MAX_CELLS];
	size_t count;
	bool bar_left;
	bool bar_right;
};

/* False when there are too many. */
static bool split_columns(struct mc_slice line, struct columns *out) {
	*out = (struct columns){ 0 };
	if (line.len > 0 && line.text[0] == '|') {
		out->bar_left = true;
		line.text++;
		line.len--;
	}
	size_t start = 0;
	for (;;) {
		size_t bar = find_bare(line, start, "|");
		if (bar == line.len && start == line.len && out->count > 0) {
			out->bar_right = true;
			return true;
		}
		if (out->count == MC_PAGE_MAX_CELLS) {
			return false;
		}
		out->parts[out->count++] = (struct mc_slice){ line.text + start, bar - start };
		if (bar >= line.len) {
			return true;
		}
		start = bar + 1;
	}
}

static enum mc_page_align magnet(const struct columns *columns, size_t index) {
	struct mc_slice part = columns->parts[index];
	bool gap_left = part.len > 0 && mc_slice_is_blank(part.text[0]);
	bool gap_right = part.len > 0 && mc_slice_is_blank(part.text[part.len - 1]);
	bool first = index == 0;
	bool last = index == columns->count - 1;
	bool open_left = first && !columns->bar_left;
	bool open_right = last && !columns->bar_right;
	if (open_left && !open_right && !gap_right) {
		gap_left = true;
	}
	if (open_right && !open_left && !gap_left) {
		gap_right = true;
	}
	if (gap_left == gap_right) {
		return MC_PAGE_CENTER;
	}
	return gap_left ? MC_PAGE_RIGHT : MC_PAGE_LEFT;
}

/* --- one line --- */

static enum mc_status parse_row(
	struct mc_layout_parser *parser, const struct columns *columns, struct mc_error *err) {
	struct mc_layout_line *line = parser->line;
	line->kind = MC_LAYOUT_ROW;
	line->cell_count = columns->count;
	line->cells = mc_arena_array(parser->layout->arena, columns->count, sizeof *line->cells);
	for (size_t i = 0; i < columns->count; i++) {
		struct mc_slice text = mc_slice_trimmed(columns->parts[i]);
		if (find_bare(text, 0, "{}") < text.len) {
			return mc_fail(err, MC_INVALID,
				N_("%s, line %d: a brace stands in a text: a property is alone on "
				   "its line and closed there; for the letter write \\{ or \\}."),
				parser->name, line->number);
		}
		line->cells[i].align = magnet(columns, i);
		enum mc_status status =
			mc_layout_parse_text(parser, text, true, &line->cells[i].text, err);
		if (status != MC_OK) {
			return status;
		}
	}
	return MC_OK;
}

/* Whether the text is one pair of braces with none inside. */
static bool is_property(struct mc_slice text) {
	return text.len >= 2 && text.text[0] == '{' && find_bare(text, 1, "{}") == text.len - 1 &&
	       text.text[text.len - 1] == '}';
}

static enum mc_status parse_line(
	struct mc_layout_parser *parser, struct mc_slice text, struct mc_error *err) {
	struct mc_layout_line *line = parser->line;
	struct columns columns;
	text = mc_slice_trimmed(text);
	if (!split_columns(text, &columns)) {
		return mc_fail(err, MC_INVALID, N_("%s, line %d: more than %d columns."),
			parser->name, line->number, MC_PAGE_MAX_CELLS);
	}
	struct mc_slice alone =
		columns.count == 1 ? mc_slice_trimmed(columns.parts[0]) : (struct mc_slice){ 0 };
	if (columns.count == 1 && alone.len == 0) {
		line->kind = MC_LAYOUT_BLANK;
		return MC_OK;
	}
	if (alone.len > 0 && (only(alone, '-') || only(alone, '='))) {
		line->kind = alone.text[0] == '-' ? MC_LAYOUT_RULE : MC_LAYOUT_CUT;
		return MC_OK;
	}
	if (columns.count == 1 && is_property(alone)) {
		line->kind = MC_LAYOUT_PROPERTIES;
		line->properties = mc_arena_alloc(parser->layout->arena, sizeof *line->properties);
		return mc_layout_parse_properties(parser,
			(struct mc_slice){ alone.text + 1, alone.len - 2 }, line->properties, err);
	}
	return parse_row(parser, &columns, err);
}

/* --- the file --- */

/*
 * Copies one line of the file to `out` as NFC, stretch by stretch between blanks,
 * which stay as they are: their number is part of the language.
 */
static bool normalise(struct mc_slice in, char *out, size_t size, size_t *ret_len) {
	size_t len = 0;
	for (size_t i = 0; i < in.len;) {
		if (mc_slice_is_blank(in.text[i])) {
			out[len++] = ' ';
			i++;
			continue;
		}
		size_t end = i;
		while (end < in.len && !mc_slice_is_blank(in.text[end])) {
			end++;
		}
		if (mc_text_clean(in.text + i, end - i, MC_LAYOUT_MAX_BYTES, out + len, size - len,
			    NULL) != MC_OK) {
			return false;
		}
		len += strlen(out + len);
		i = end;
	}
	out[len] = '\0';
	*ret_len = len;
	return true;
}

static enum mc_status add_line(
	struct mc_layout_parser *parser, struct mc_slice raw, struct mc_error *err) {
	struct mc_layout *layout = parser->layout;
	parser->line =
		MC_ARENA_NEXT(layout->arena, layout->lines, layout->line_count, parser->line_cap);
	*parser->line = (struct mc_layout_line){ .number = (int)layout->line_count };

	if (raw.len > 0 && raw.text[raw.len - 1] == '\r') {
		raw.len--;
	}
	size_t size = raw.len * 3 + 1; /* NFC never grows UTF-8 more than threefold */
	char *text = mc_arena_alloc(layout->arena, size);
	size_t len = 0;
	if (!normalise(raw, text, size, &len)) {
		return mc_fail(err, MC_INVALID,
			N_("%s, line %d: the text is not UTF-8 or holds a control character."),
			parser->name, parser->line->number);
	}
	return parse_line(parser, (struct mc_slice){ text, len }, err);
}

enum mc_status mc_layout_parse(const char *bytes, size_t len, const char *name,
	struct mc_arena *arena, struct mc_layout *ret_layout, struct mc_error *err) {
	struct mc_layout layout = { .arena = arena, .name = mc_arena_text(arena, name) };
	struct mc_layout_parser parser = { .layout = &layout, .name = name };
	if (len > MC_LAYOUT_MAX_BYTES) {
		return mc_fail(err, MC_INVALID,
			N_("%s: a layout has at most %d bytes, this file has %zu."), name,
			MC_LAYOUT_MAX_BYTES, len);
	}
	size_t start = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (start < len) {
		const char *newline = memchr(bytes + start, '\n', len - start);
		size_t end = newline != NULL ? (size_t)(newline - bytes) : len;
		enum mc_status status =
			add_line(&parser, (struct mc_slice){ bytes + start, end - start }, err);
		if (status != MC_OK) {
			return status;
		}
		start = end + 1;
	}
	*ret_layout = layout;
	return MC_OK;
}

/* --- variables that the paper knows, and what a bar code can hold of them --- */

/* What is to be said of a variable; `variable` is its whole name, "giay_to.ten". */
typedef void check_fn(
	struct mc_layout_parser *parser, const struct mc_paper *paper, const char *variable);

static void check_text(struct mc_layout_parser *parser, const struct mc_layout_text *text,
	const struct mc_paper *paper, check_fn *check) {
	for (size_t i = 0; i < text->count; i++) {
		const struct mc_layout_piece *piece = &text->pieces[i];
		char name[MC_LAYOUT_MAX_NAME + 1];
		if (piece->name != NULL) {
			snprintf(name, sizeof name, "%s%s%s",
				piece->group != NULL ? piece->group : "",
				piece->group != NULL ? "." : "", piece->name);
			check(parser, paper, name);
		}
	}
}

static void check_known(
	struct mc_layout_parser *parser, const struct mc_paper *paper, const char *variable) {
	if (!mc_paper_knows(paper, variable)) {
		mc_fail(mc_layout_warn(parser), MC_INVALID,
			N_("%s, line %d: the paper %s has no field “%s”: it stays empty."),
			parser->name, parser->line->number, paper->form, variable);
	}
}

static void check_plain(
	struct mc_layout_parser *parser, const struct mc_paper *paper, const char *variable) {
	if (paper == NULL || !mc_paper_is_plain(paper, variable)) {
		mc_fail(mc_layout_warn(parser), MC_INVALID,
			N_("%s, line %d: a bar code holds letters without marks, digits and signs "
			   "only; “%s” may have others, and the paper is then without it."),
			parser->name, parser->line->number, variable);
	}
}

/* Warnings from here on go behind those that the layout has. */
static struct mc_layout_parser warner(struct mc_layout *layout) {
	return (struct mc_layout_parser){
		.layout = layout, .name = layout->name, .warning_cap = layout->warning_count
	};
}

void mc_layout_check_variables(struct mc_layout *layout, const struct mc_paper *paper) {
	struct mc_layout_parser parser = warner(layout);
	for (size_t i = 0; paper != NULL && i < layout->line_count; i++) {
		parser.line = &layout->lines[i];
		for (size_t c = 0; c < parser.line->cell_count; c++) {
			check_text(&parser, &parser.line->cells[c].text, paper, check_known);
		}
		if (parser.line->properties != NULL) {
			check_text(&parser, &parser.line->properties->code, paper, check_known);
		}
	}
}

void mc_layout_check_codes(struct mc_layout *layout, const struct mc_paper *paper, int columns) {
	struct mc_layout_parser parser = warner(layout);
	struct mc_record example;
	struct mc_page page;
	size_t before = layout->warnings_found;
	for (size_t i = 0; i < layout->line_count; i++) {
		parser.line = &layout->lines[i];
		const struct mc_layout_properties *properties = parser.line->properties;
		if (properties != NULL && properties->look.symbol == MC_PAGE_CODE128) {
			check_text(&parser, &properties->code, paper, check_plain);
		}
	}
	if (layout->warnings_found > before || layout->line_count == 0) {
		return;
	}
	if (paper != NULL) {
		mc_paper_example(paper, layout->arena, &example);
	} else {
		mc_record_init(&example, layout->arena, "");
	}
	mc_layout_fill(layout, &example, columns, layout->arena, &page);
	for (size_t i = 0; i < page.trouble_count; i++) {
		struct mc_error *warning = mc_layout_warn(&parser);
		if (warning != NULL) {
			*warning = page.troubles[i];
		}
	}
}

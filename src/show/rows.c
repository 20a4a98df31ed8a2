/*
 * Rows for people wait until their table is whole, for its columns are as wide as
 * their widest cell; JSON goes out row by row.
 */
#include "show/rows.h"
#include "core/money.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

#define GAP 2 /* blanks between columns */

void mc_out_init(struct mc_out *out, struct mc_arena *arena, enum mc_lang lang, bool as_json) {
	*out = (struct mc_out){ .arena = arena, .lang = lang, .as_json = as_json };
	mc_str_init(&out->text);
}

void mc_out_finish(struct mc_out *out) {
	mc_str_finish(&out->text);
}

/* ---- rows to lines ---- */

static void pad(struct mc_str *text, int columns) {
	for (; columns > 0; columns--) {
		mc_str_add_char(text, ' ');
	}
}

static void add_cell(struct mc_str *line, const char *text, int width, bool right) {
	int blanks = width - mc_text_width(text);
	if (right) {
		pad(line, blanks);
	}
	mc_str_add(line, text);
	if (!right) {
		pad(line, blanks + GAP);
	} else {
		pad(line, GAP);
	}
}

/* A line without blanks at its end. */
static void end_line(struct mc_str *text) {
	while (text->len > 0 && text->data[text->len - 1] == ' ') {
		text->data[--text->len] = '\0';
	}
	mc_str_add_char(text, '\n');
}

static void measure(const struct mc_out *out, int width[MC_OUT_CELLS]) {
	memset(width, 0, MC_OUT_CELLS * sizeof *width);
	for (size_t r = 0; r < out->count; r++) {
		for (int i = 0; i < out->rows[r].count; i++) {
			int head = mc_text_width(mc_tr(out->lang, out->rows[r].title[i]));
			int cell = mc_text_width(out->rows[r].text[i]);
			width[i] = head > width[i] ? head : width[i];
			width[i] = cell > width[i] ? cell : width[i];
		}
	}
}

static void lay_out_list(struct mc_out *out) {
	int width[MC_OUT_CELLS];
	measure(out, width);
	for (int i = 0; !out->headed && i < out->rows[0].count; i++) {
		const char *title = mc_tr(out->lang, out->rows[0].title[i]);
		add_cell(&out->text, title, width[i], out->rows[0].right[i]);
	}
	if (!out->headed) {
		end_line(&out->text);
	}
	out->headed = true;
	for (size_t r = 0; r < out->count; r++) {
		const struct mc_out_row *row = &out->rows[r];
		for (int i = 0; i < row->count; i++) {
			add_cell(&out->text, row->text[i], width[i], row->right[i]);
		}
		end_line(&out->text);
	}
}

static void lay_out_cards(struct mc_out *out) {
	for (size_t r = 0; r < out->count; r++) {
		const struct mc_out_row *row = &out->rows[r];
		int width = 0;
		for (int i = 0; i < row->count; i++) {
			int title = mc_text_width(mc_tr(out->lang, row->title[i]));
			width = row->text[i][0] != '\0' && title > width ? title : width;
		}
		if (out->headed) {
			mc_str_add_char(&out->text, '\n');
		}
		out->headed = true;
		for (int i = 0; i < row->count; i++) {
			if (row->text[i][0] != '\0') {
				const char *title = mc_tr(out->lang, row->title[i]);
				mc_str_addf(&out->text, "%s:", title);
				pad(&out->text, width - mc_text_width(title) + 1);
				mc_str_add(&out->text, row->text[i]);
				end_line(&out->text);
			}
		}
	}
}

void mc_out_lay_out(struct mc_out *out) {
	if (out->count > 0 && out->style == MC_OUT_LIST) {
		lay_out_list(out);
	} else if (out->count > 0) {
		lay_out_cards(out);
	}
	out->rows = NULL;
	out->count = out->cap = 0;
}

void mc_out_style(struct mc_out *out, enum mc_out_style style) {
	mc_out_lay_out(out);
	if (out->headed && !out->as_json) {
		mc_str_add_char(&out->text, '\n');
	}
	out->headed = false;
	out->style = style;
}

/* ---- a row ---- */

void mc_row_begin(struct mc_out *out) {
	if (out->as_json) {
		mc_json_begin(&out->json, &out->text);
		mc_json_open(&out->json, NULL);
		return;
	}
	*MC_ARENA_NEXT(out->arena, out->rows, out->count, out->cap) =
		(struct mc_out_row){ .count = 0 };
}

void mc_row_end(struct mc_out *out) {
	if (out->as_json) {
		mc_json_close(&out->json);
		mc_str_add_char(&out->text, '\n');
	}
}

static void show(struct mc_out *out, const char *title, const char *text, bool right) {
	struct mc_out_row *row = &out->rows[out->count - 1];
	assert(row->count < MC_OUT_CELLS);
	struct mc_str visible;
	mc_str_init(&visible);
	mc_str_add_visible(&visible, text);
	row->title[row->count] = title;
	row->text[row->count] = mc_arena_text(out->arena, mc_str_text(&visible));
	mc_str_finish(&visible);
	row->right[row->count++] = right;
}

void mc_row_text(struct mc_out *out, const char *key, const char *title, const char *text) {
	if (out->as_json && key != NULL) {
		mc_json_text(&out->json, key, text);
	} else if (!out->as_json && title != NULL) {
		show(out, title, mc_or_empty(text), false);
	}
}

void mc_row_word(struct mc_out *out, const char *key, const char *title, const char *name,
	const char *word) {
	if (out->as_json && key != NULL) {
		mc_json_text(&out->json, key, name);
	} else if (!out->as_json && title != NULL) {
		show(out, title, word != NULL && *word != '\0' ? mc_tr(out->lang, word) : "",
			false);
	}
}

void mc_row_int(struct mc_out *out, const char *key, const char *title, int64_t number) {
	if (out->as_json && key != NULL) {
		mc_json_int(&out->json, key, number);
	} else if (!out->as_json && title != NULL) {
		show(out, title, mc_arena_printf(out->arena, "%lld", (long long)number), true);
	}
}

void mc_row_money(struct mc_out *out, const char *key, const char *title, int64_t dong) {
	if (out->as_json && key != NULL) {
		mc_json_int(&out->json, key, dong);
	} else if (!out->as_json && title != NULL) {
		char digits[MC_MONEY_DIGITS_SIZE];
		mc_money_digits(dong, digits);
		show(out, title, mc_arena_printf(out->arena, "%s đ", digits), true);
	}
}

void mc_row_bool(struct mc_out *out, const char *key, const char *title, bool yes) {
	if (out->as_json && key != NULL) {
		mc_json_bool(&out->json, key, yes);
	} else if (!out->as_json && title != NULL) {
		show(out, title, mc_tr(out->lang, yes ? N_("yes") : N_("no")), false);
	}
}

void mc_row_time(struct mc_out *out, const char *key, const char *title, mc_time at) {
	char text[MC_TIME_TEXT_SIZE];
	if (out->as_json && key != NULL) {
		mc_time_format(at, text);
		mc_json_text(&out->json, key, at != 0 ? text : NULL);
	} else if (!out->as_json && title != NULL) {
		mc_time_format_vi(at, text);
		show(out, title, text, false);
	}
}

void mc_row_day(struct mc_out *out, const char *key, const char *title, mc_day day) {
	char text[MC_DAY_TEXT_SIZE];
	if (out->as_json && key != NULL) {
		mc_day_format(day, text);
		mc_json_text(&out->json, key, text);
	} else if (!out->as_json && title != NULL) {
		mc_day_format_vi(day, text);
		show(out, title, text, false);
	}
}

void mc_out_line(struct mc_out *out, const char *text) {
	if (!out->as_json) {
		mc_out_lay_out(out);
		mc_str_addf(&out->text, "%s\n", text);
	}
}

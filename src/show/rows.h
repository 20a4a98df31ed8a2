/*
 * What is shown, row by row, cell by cell: as JSON Lines with stable keys, or
 * for people as an aligned table (LIST) or a card of "title: value" lines (CARD).
 * The same calls write both; a cell without a key is for people only, one without
 * a title for JSON only.
 */
#ifndef MC_SHOW_ROWS_H
#define MC_SHOW_ROWS_H

#include "base/arena.h"
#include "base/json.h"
#include "base/tr.h"
#include <motcua/date.h>

enum mc_out_style { MC_OUT_CARD, MC_OUT_LIST };

#define MC_OUT_CELLS 40 /* most cells of a row that are for people */

struct mc_out_row {
	int count;
	const char *title[MC_OUT_CELLS]; /* English */
	const char *text[MC_OUT_CELLS]; /* in the arena */
	bool right[MC_OUT_CELLS]; /* numbers stand to the right */
};

struct mc_out {
	struct mc_arena *arena; /* borrowed */
	enum mc_lang lang;
	bool as_json;
	enum mc_out_style style;
	bool headed; /* the table's head was written */
	struct mc_json_out json; /* of the row being written */
	struct mc_out_row *rows; /* for people, not yet laid out */
	size_t count, cap;
	struct mc_str text; /* laid out, not yet written */
	bool reader_gone; /* a write met a closed pipe: nobody reads on */
};

void mc_out_init(struct mc_out *out, struct mc_arena *arena, enum mc_lang lang, bool as_json);
void mc_out_finish(struct mc_out *out);

/* Begins a table or cards; what stands before is laid out. */
void mc_out_style(struct mc_out *out, enum mc_out_style style);

void mc_row_begin(struct mc_out *out);
void mc_row_end(struct mc_out *out);

/* Titles are English, for mc_tr(). An empty text is "" in JSON and no line of a card. */
void mc_row_text(struct mc_out *out, const char *key, const char *title, const char *text);
void mc_row_word(struct mc_out *out, const char *key, const char *title, const char *name,
	const char *word); /* `word` (English, translated) for people, `name` in JSON; NULL: null */
void mc_row_int(struct mc_out *out, const char *key, const char *title, int64_t number);
void mc_row_money(struct mc_out *out, const char *key, const char *title, int64_t dong);
void mc_row_bool(struct mc_out *out, const char *key, const char *title, bool yes);
void mc_row_time(struct mc_out *out, const char *key, const char *title, mc_time at); /* 0: null */
void mc_row_day(struct mc_out *out, const char *key, const char *title, mc_day day);

/* A line for people as it stands; nothing in JSON. */
void mc_out_line(struct mc_out *out, const char *text);

/* Lays the rows out that are not yet: `text` is then all that there is to write. */
void mc_out_lay_out(struct mc_out *out);

#endif

/*
 * A cell is first taken apart into letters at the size they will have, then cut
 * into lines: so that nothing is measured in bytes, and no mark leaves its letter.
 */
#include "paper/flow.h"

#include "base/str.h"
#include <motcua/text.h>
#include <string.h>

/* A letter with its marks, the smallest thing that lands on one line. */
struct letter {
	const char *text;
	size_t len;
	int plain; /* columns at normal size */
	int columns; /* at its own size */
	int wide;
	int high;
	bool blank;
	bool newline;
};

struct letters {
	struct letter *at;
	size_t count;
	size_t cap;
};

static int smaller(int a, int b) {
	return a < b ? a : b;
}

static int larger(int a, int b) {
	return a > b ? a : b;
}

/* --- letters --- */

static void add_letter(
	struct letters *letters, struct mc_arena *arena, const struct letter *letter) {
	*MC_ARENA_NEXT(arena, letters->at, letters->count, letters->cap) = *letter;
}

/* A mark: part of the letter before, unless that one was replaced and takes none. */
static void extend_last(struct letters *letters, const char *mark, size_t len) {
	struct letter *last = &letters->at[letters->count - 1];
	if (last->text + last->len == mark) {
		last->len += len;
	}
}

/* Takes a run apart; `cap` is the largest multiple allowed, `room` the width of the cell. */
static void take_run(struct letters *letters, struct mc_arena *arena, const struct mc_page_run *run,
	int cap, int room) {
	size_t len = strlen(run->text);
	for (size_t pos = 0; pos < len;) {
		size_t start = pos;
		int32_t character = mc_utf8_next(run->text, len, &pos);
		int width = larger(mc_char_width(character), 0);
		bool newline = character == '\n';
		if (width == 0 && !newline && start > 0) {
			extend_last(letters, run->text + start, pos - start);
			continue;
		}
		struct letter letter = {
			.text = run->text + start,
			.len = pos - start,
			.plain = width,
			.wide = smaller(run->wide, cap),
			.high = run->wide > cap ? smaller(run->high, cap) : run->high,
			.blank = character == ' ',
			.newline = newline,
		};
		if (width > room) {
			letter.text = "\xef\xbf\xbd";
			letter.len = 3;
			letter.plain = 1;
		}
		letter.wide = larger(1, smaller(letter.wide, room / larger(letter.plain, 1)));
		letter.columns = letter.plain * letter.wide;
		add_letter(letters, arena, &letter);
	}
}

/* Columns of the longest line if it breaks only where it must. */
static int longest(const struct letters *letters) {
	int most = 0;
	int now = 0;
	for (size_t i = 0; i < letters->count; i++) {
		now = letters->at[i].newline ? 0 : now + letters->at[i].columns;
		most = larger(most, now);
	}
	return most;
}

static void take_cell(
	const struct mc_page_cell *cell, struct mc_arena *arena, int cap, struct letters *out) {
	out->count = 0;
	for (size_t i = 0; i < cell->run_count; i++) {
		take_run(out, arena, &cell->runs[i], cap, cell->width);
	}
}

/*
 * The letters at the size they will have. A shrinking row takes the largest
 * multiple at which all fits on a line; text that fits at none wraps at 1 × 1.
 */
static void take_letters(const struct mc_page_row *row, const struct mc_page_cell *cell,
	struct mc_arena *arena, struct letters *out) {
	int cap = MC_PAGE_MAX_SCALE;
	take_cell(cell, arena, cap, out);
	while (row->shrink && cap > 1 && longest(out) > cell->width) {
		cap--;
		take_cell(cell, arena, cap, out);
	}
}

/* --- lines --- */

/* Adds the line [from, to); blanks at its end take no room. */
static void add_line(struct mc_flow *flow, struct mc_arena *arena, const struct letters *letters,
	size_t from, size_t to) {
	struct mc_flow_line line = { .height = 1, .scale = 1 };
	struct mc_str text;
	while (to > from && letters->at[to - 1].blank) {
		to--;
	}
	mc_str_init(&text);
	for (size_t i = from; i < to; i++) {
		const struct letter *letter = &letters->at[i];
		mc_str_add_bytes(&text, letter->text, letter->len);
		line.columns += letter->columns;
		line.letters += letter->plain;
		line.height = larger(line.height, letter->high);
		line.scale = i == from ? letter->wide : smaller(line.scale, letter->wide);
	}
	line.text = mc_arena_bytes(arena, mc_str_text(&text), text.len);
	mc_str_finish(&text);
	*MC_ARENA_NEXT(arena, flow->lines, flow->count, flow->cap) = line;
	flow->height += line.height;
}

/*
 * Where the line that starts at `from` ends; *ret_next is where the next one
 * starts (count: there is none).
 */
static size_t find_end(const struct letters *letters, size_t from, int room, enum mc_page_wrap wrap,
	size_t *ret_next) {
	int used = 0;
	size_t blank = from; /* the last blank behind a word: a place to break */
	for (size_t i = from; i < letters->count; i++) {
		const struct letter *letter = &letters->at[i];
		if (letter->newline) {
			*ret_next = i + 1;
			return i;
		}
		if (letter->blank && used > 0) {
			blank = i;
		}
		if (used + letter->columns > room && !letter->blank) {
			size_t end = wrap == MC_PAGE_WRAP_WORDS && blank > from ? blank : i;
			*ret_next = end;
			return end;
		}
		used += letter->columns;
	}
	*ret_next = letters->count + 1;
	return letters->count;
}

static size_t skip_blanks(const struct letters *letters, size_t from) {
	while (from < letters->count && letters->at[from].blank) {
		from++;
	}
	return from;
}

/* Behind the next line end that the text itself asks for; count + 1 when there is none. */
static size_t next_forced(const struct letters *letters, size_t from) {
	while (from < letters->count && !letters->at[from].newline) {
		from++;
	}
	return from + 1;
}

void mc_flow_cell(const struct mc_page_row *row, const struct mc_page_cell *cell,
	struct mc_arena *arena, struct mc_flow *ret_flow) {
	struct letters letters = { 0 };
	struct mc_flow flow = { 0 };
	take_letters(row, cell, arena, &letters);
	for (size_t from = 0; from <= letters.count;) {
		size_t next;
		size_t end = find_end(&letters, from, cell->width, row->wrap, &next);
		add_line(&flow, arena, &letters, from, end);
		bool wrapped = next == end;
		if (wrapped && row->wrap == MC_PAGE_WRAP_NONE) {
			next = next_forced(&letters, end);
		} else if (wrapped) {
			next = skip_blanks(&letters, end);
		}
		from = next;
	}
	*ret_flow = flow;
}

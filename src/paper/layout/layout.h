/*
 * Layouts: the text files that say what a paper looks like. The language is a
 * documented subset of ReceiptLine with variables; docs/layouts.md is its
 * reference for those who write layouts.
 *
 * Reading is two steps. mc_layout_parse() finds every fault of the file and
 * says its line; mc_layout_fill() puts a record's values in and cannot fail.
 * Values enter behind the parser, so no value can become syntax: a name with a
 * `|` in it stays a name, and a value of only `-` stays text.
 */
#ifndef MC_PAPER_LAYOUT_H
#define MC_PAPER_LAYOUT_H

#include "paper/page.h"
#include "paper/records.h"
#include <motcua/status.h>
#include <stddef.h>

#define MC_LAYOUT_MAX_BYTES 65536
#define MC_LAYOUT_MAX_WARNINGS 32 /* kept; more are only counted */

struct mc_layout_line; /* layout/lines.h */

/* Something a layout may say but that has no effect, such as an unknown property. */
struct mc_layout_warning {
	int line; /* from 1 */
	struct mc_error text; /* status MC_INVALID; the sentence names the line itself */
};

struct mc_layout {
	struct mc_arena *arena; /* borrowed */
	const char *name; /* of the file, in the arena */
	struct mc_layout_line *lines;
	size_t line_count;
	struct mc_layout_warning *warnings;
	size_t warning_count; /* kept in `warnings` */
	size_t warnings_found; /* all */
};

/*
 * Parses `len` bytes of a layout. `name` is the file's, for messages. Text is
 * normalised to NFC; a byte-order mark and CR before LF are allowed.
 *
 * MC_INVALID, with the name and the line: more than 64 KiB, not UTF-8, a control
 * character, a brace or `$(` that does not close, a bad variable name, the
 * property `command`, two repeat groups in one line, too many columns. A caller
 * that prints falls back to the paper's built-in layout then, and says so.
 */
MC_CHECKED enum mc_status mc_layout_parse(const char *bytes, size_t len, const char *name,
	struct mc_arena *arena, struct mc_layout *ret_layout, struct mc_error *err);

/*
 * Adds a warning for every variable that `paper` does not document. NULL paper:
 * nothing is added.
 */
void mc_layout_check_variables(struct mc_layout *layout, const struct mc_paper *paper);

/*
 * Adds a warning for every bar code that may not be able to hold what is put in: by
 * the letters of its variables, or else by the paper's examples at `columns`. NULL
 * paper: every variable may have any letters, and there is no example.
 */
void mc_layout_check_codes(struct mc_layout *layout, const struct mc_paper *paper, int columns);

/*
 * Lays out `record` on a page of `columns`. A line whose variables are all empty
 * is left out; a line with $(group.…) repeats for each item of the group, neighbouring
 * lines of one group together. The
 * marks `thuc_hanh` and `in_lai` (records.h) stand at the head of the page when
 * the layout does not place them itself: no layout can drop them.
 * A code that cannot hold its text, or has no room, is left out; a mark stands in its
 * place, and the page's troubles tell it. The page lives in `arena`; layout and record
 * are not needed afterwards.
 */
void mc_layout_fill(const struct mc_layout *layout, const struct mc_record *record, int columns,
	struct mc_arena *arena, struct mc_page *ret_page);

#endif

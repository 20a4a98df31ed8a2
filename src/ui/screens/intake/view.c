#include "base/str.h"
#include "core/person.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/counter.h"
#include <limits.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define LABEL_COLUMNS 20
#define COUNT_COLUMNS 11
#define VALUE_ROWS_MIN 2 /* of an address on the review, however little room there is */
#define VALUE_ROWS_MAX 5
#define ODD_ROWS_MAX 3 /* of what is worth a second look */
#define PAPER_ROWS_MIN 3 /* of the papers there, with their heading */
#define SHORT_COLUMNS 31 /* of a short value and its label there */

/* "1 Thủ tục > 2 Người nộp > …": where one is, the present page marked. */
static void view_steps(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	static const char *const titles[] = { N_("1. Procedure"), N_("2. Person"), N_("3. Papers"),
		N_("4. Review") };
	int column = 1;

	for (int i = 0; i < 4; i++) {
		bool here = model->page == (enum mc_counter_page)(MC_COUNTER_PROCEDURE + i);

		column += mc_frame_text(frame, MC_PAGE_TOP, column, -1,
			here ? MC_STYLE_STRONG : MC_STYLE_MUTED, here ? "> " : "  ");
		column += mc_frame_text(frame, MC_PAGE_TOP, column, -1,
			here ? MC_STYLE_STRONG : MC_STYLE_MUTED, mc_tr(context->lang, titles[i]));
		column += 2;
	}
	mc_frame_right(frame, MC_PAGE_TOP, column, frame->columns - column - 1, MC_STYLE_MUTED,
		model->page == MC_COUNTER_PROCEDURE ? "" : model->intake.procedure);
}

/* Due date and fee as they would be now. */
static int view_promise(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int column,
	int columns) {
	const struct mc_preview *preview = mc_counter_preview(model);
	char due[MC_WORDS_SIZE];
	char fee[MC_WORDS_SIZE];
	int used = 2;

	mc_frame_fit(frame, row, column, columns, MC_STYLE_STRONG,
		mc_word_name(context->lang, model->intake.name, model->intake.name_en));
	if (preview == NULL) {
		mc_frame_fit(frame, row + 1, column, columns, MC_STYLE_MUTED,
			mc_tr(context->lang, model->preview_token != 0
						     ? N_("Due date and fee are being computed…")
						     : N_("Due date and fee are not known: the "
							  "procedure is not in force today.")));
		return used;
	}
	mc_words_due(context->lang, preview->due_at, context->now, due);
	mc_words_money(context->lang, mc_intake_fee(&model->intake, preview->fee_vnd), fee);
	mc_draw_pair(frame, row + 1, column, columns / 2 - 1,
		mc_tr(context->lang, N_("To be returned:")), MC_STYLE_STRONG, due);
	mc_draw_pair(frame, row + 1, column + columns / 2, columns / 2,
		mc_tr(context->lang, N_("Fee:")), MC_STYLE_STRONG, fee);
	if (preview->provisional || preview->procedure.unverified) {
		mc_frame_fit(frame, row + 2, column, columns, MC_STYLE_WARN,
			mc_tr(context->lang,
				preview->procedure.unverified
					? mc_warning_text(MC_WARNING_INDEX_UNVERIFIED)
					: mc_warning_text(MC_WARNING_INDEX_PROVISIONAL_DUE)));
		used = 3;
	}
	return used;
}

/* ---- procedure ---- */

struct procedure_data {
	const struct mc_procedures *list;
	enum mc_lang lang;
};

static void procedure_row(const void *data, size_t index, struct mc_frame *frame, int row,
	int column, int columns, enum mc_style style) {
	const struct procedure_data *procedures = data;
	const struct mc_procedure *procedure = &procedures->list->rows[index];

	int code = mc_text_width(procedure->code);

	mc_frame_fit(frame, row, column, columns - code - 3, style,
		mc_word_name(procedures->lang, procedure->name_vi, procedure->name_en));
	mc_frame_right(frame, row, column, columns - 1, style, procedure->code);
}

/* The marked procedure whole, with its term and fee, below the list. */
static void view_marked(const struct mc_procedure *procedure,
	const struct mc_screen_context *context, struct mc_frame *frame, int row) {
	char term[MC_WORDS_SIZE];
	char fee[MC_WORDS_SIZE];
	int columns = frame->columns - 4;

	mc_words_term(context->lang, procedure->term, term);
	mc_words_money(context->lang, procedure->fee_vnd, fee);
	mc_frame_divide(frame, row, 0, frame->columns,
		mc_word_name(context->lang, procedure->field_vi, procedure->field_en), NULL);
	mc_frame_wrap(frame, row + 1, 2, 2, columns, MC_STYLE_TEXT,
		mc_word_name(context->lang, procedure->name_vi, procedure->name_en));
	mc_draw_pair(frame, row + 3, 2, columns / 2 - 1, mc_tr(context->lang, N_("Term:")),
		MC_STYLE_TEXT, term);
	mc_draw_pair(frame, row + 3, 2 + columns / 2, columns / 2, mc_tr(context->lang, N_("Fee:")),
		MC_STYLE_TEXT, fee);
}

static void view_procedures(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct mc_procedures *list = model->found == NULL ? NULL : model->found->data;
	struct procedure_data data = { list, context->lang };
	int top = MC_PAGE_TOP + 1;
	int end = mc_page_end(frame);
	int label;

	mc_frame_box(frame, top, 0, end - top, frame->columns,
		mc_tr(context->lang, N_("Which procedure?")),
		mc_tr(context->lang, N_("letters without marks, the code, or the row's number")));
	label = 2 + mc_frame_text(frame, top + 1, 2, 20, MC_STYLE_MUTED,
			    mc_tr(context->lang, N_("Search:")));
	mc_frame_divide(frame, top + 2, 0, frame->columns, NULL, NULL);
	if (list != NULL && list->count > 0) {
		mc_list_view(&model->procedures, frame, top + 3, 1, end - top - 10,
			frame->columns - 2, true, true, procedure_row, &data);
		view_marked(&list->rows[model->procedures.chosen], context, frame, end - 5);
	} else {
		mc_frame_fit(frame, top + 3, 2, frame->columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, model->found_token != 0
						     ? N_("reading…")
						     : N_("No procedure has these words: fewer "
							  "letters find more.")));
	}
	mc_edit_view(&model->search, frame, top + 1, label + 1, frame->columns - label - 3, true);
}

/* ---- person ---- */

static int count_oddities(
	const struct mc_form *form, int typing, const struct mc_screen_context *context) {
	struct mc_error what;
	int count = 0;

	for (int i = 0; mc_form_odd(form, typing, mc_day_of(context->now), &i, &what); i++) {
		count++;
	}
	return count;
}

/*
 * What is worth a second look, down to `end`: what to do comes last in a sentence, so
 * each has up to `rows` rows as long as one is left for every other. Returns rows used.
 */
static int view_oddities(const struct mc_form *form, int typing,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end,
	int rows) {
	int left = count_oddities(form, typing, context);
	char sentence[MC_EDIT_BYTES];
	struct mc_error what;
	int start = row;

	for (int i = 0; row < end && mc_form_odd(form, typing, mc_day_of(context->now), &i, &what);
		i++) {
		int room = end - row - --left;

		mc_error_text(context->lang, &what, sentence, sizeof sentence);
		mc_frame_text(frame, row, 2, 1, MC_STYLE_WARN, "?");
		row += mc_frame_wrap(frame, row, 4,
			room < 1      ? 1
			: room < rows ? room
				      : rows,
			frame->columns - 6, MC_STYLE_WARN, sentence);
	}
	return row - start;
}

static void view_form(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	int top = MC_PAGE_TOP + 1;
	int end = mc_page_end(frame);
	int row;

	mc_frame_box(frame, top, 0, end - top, frame->columns,
		mc_tr(context->lang, N_("Who is the owner?")),
		mc_tr(context->lang, N_("* must be filled")));
	row = top + 1 + view_promise(model, context, frame, top + 1, 2, frame->columns - 4);
	mc_frame_divide(frame, row++, 0, frame->columns, NULL, NULL);
	mc_form_view(&model->intake.form, mc_day_of(context->now), context->lang, frame, row, 1,
		frame->columns - 3, LABEL_COLUMNS, true);
	view_oddities(&model->intake.form, model->intake.form.focus, context, frame,
		row + model->intake.form.count, end - 1, ODD_ROWS_MAX);
}

/* ---- papers ---- */

/* Bản chính, bản chứng thực, bản photo: a column each. */
static void view_counts(const struct mc_counter_model *model, const struct mc_intake_paper *paper,
	struct mc_frame *frame, int row, int column, bool here) {
	for (int i = 0; i < MC_PAPER_COLUMNS; i++) {
		bool focus = here && (int)model->paper_column == i;
		char count[16];

		snprintf(count, sizeof count, focus ? "[%d]" : " %d ", paper->count[i]);
		if (paper->count[i] == 0 && !focus) {
			mc_copy(count, sizeof count, " - ");
		}
		mc_frame_text(frame, row, column + i * COUNT_COLUMNS + 3, 5,
			focus                 ? MC_STYLE_FOCUS
			: paper->count[i] > 0 ? MC_STYLE_STRONG
					      : MC_STYLE_MUTED,
			count);
		if (focus) {
			mc_frame_cursor(frame, row, column + i * COUNT_COLUMNS + 4);
		}
	}
}

/* `each`: rows of a name. */
static void view_paper_rows(const struct mc_counter_model *model, struct mc_frame *frame, int top,
	int rows, int each, int column) {
	int first = rows > 0 ? model->paper_row / rows * rows : 0;

	for (int i = first; i < model->intake.paper_count && i < first + rows; i++) {
		const struct mc_intake_paper *paper = &model->intake.paper[i];
		bool here = i == model->paper_row;
		bool any = mc_intake_handed_in(paper);
		int row = top + (i - first) * each;

		mc_frame_textf(frame, row, 1, 6, MC_STYLE_TEXT, "%s%2d.", here ? ">" : " ", i + 1);
		mc_frame_text(frame, row, 6, 3, any ? MC_STYLE_STRONG : MC_STYLE_MUTED,
			any ? "[x]" : "[ ]");
		mc_frame_wrap(frame, row, 10, each, column - 11,
			here ? MC_STYLE_STRONG : MC_STYLE_TEXT, paper->name);
		view_counts(model, paper, frame, row, column, here);
	}
	if (model->intake.paper_count > rows) {
		char place[48];

		snprintf(place, sizeof place, " %d/%d ", model->paper_row + 1,
			model->intake.paper_count);
		mc_frame_text(frame, top + rows, 2, -1, MC_STYLE_MUTED, place);
	}
}

/* Whether two rows of so many columns are enough for every name, and `rows` for them all. */
static bool names_fit(const struct mc_intake *intake, int rows, int columns) {
	bool fit = intake->paper_count * 2 <= rows;

	for (int i = 0; i < intake->paper_count; i++) {
		fit = fit && mc_text_width(intake->paper[i].name) <= 2 * columns - 10;
	}
	return fit;
}

static void view_papers(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	static const char *const heads[] = { N_("original"), N_("certified"), N_("copy") };
	int top = MC_PAGE_TOP + 1;
	int end = mc_page_end(frame);
	int column = frame->columns - 2 - MC_PAPER_COLUMNS * COUNT_COLUMNS;

	mc_frame_box(frame, top, 0, end - top, frame->columns,
		mc_tr(context->lang, N_("Which papers were handed in?")), NULL);
	view_promise(model, context, frame, top + 1, 2, frame->columns - 4);
	mc_frame_divide(frame, top + 4, 0, frame->columns, NULL, NULL);
	for (int i = 0; i < MC_PAPER_COLUMNS; i++) {
		mc_frame_centre(frame, top + 5, column + i * COUNT_COLUMNS, COUNT_COLUMNS,
			MC_STYLE_MUTED, mc_tr(context->lang, heads[i]));
	}
	mc_frame_cursor(frame, top + 6, 2);
	if (model->intake.paper_count == 0) {
		mc_frame_fit(frame, top + 6, 2, frame->columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("The catalogue names no papers for this procedure. "
						"F2 goes on.")));
	}
	if (names_fit(&model->intake, end - top - 9, column - 11)) {
		view_paper_rows(model, frame, top + 6, end - top - 9, 2, column);
	} else {
		view_paper_rows(model, frame, top + 6, end - top - 12, 1, column);
		mc_frame_wrap(frame, end - 4, 2, 2, frame->columns - 4, MC_STYLE_STRONG,
			model->intake.paper[model->paper_row].name);
	}
	mc_frame_fit(frame, end - 2, 2, frame->columns - 4, MC_STYLE_MUTED,
		mc_tr(context->lang,
			N_("Space ticks · digit: quantity · Left Right: kind · Enter: next")));
}

/* ---- review ---- */

/* Label and value, in at most `rows` rows. Returns rows used. */
static int view_value(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int rows, int columns, const char *name) {
	const struct mc_form *form = &model->intake.form;
	int index = mc_form_find(form, name);
	char text[MC_EDIT_BYTES];
	char value[2 * MC_EDIT_BYTES];
	int used;

	mc_form_value(form, name, text);
	mc_grouped(form->rows[index].grouping, text, value, sizeof value);
	mc_frame_fit(frame, row, column, 17, MC_STYLE_MUTED,
		mc_tr(context->lang, form->of[index]->shown));
	used = mc_frame_wrap(frame, row, column + 18, rows, columns - 18, MC_STYLE_TEXT,
		*value == '\0' ? "-" : value);
	return used > 1 ? used : 1;
}

/* What was handed in, as far as there is room; how much more; what is missing. */
static void view_review_papers(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end) {
	const struct mc_intake *intake = &model->intake;
	char words[MC_WORDS_SIZE * 2];
	int given = 0;
	int shown = 0;
	int room;

	for (int i = 0; i < intake->paper_count; i++) {
		given += mc_intake_handed_in(&intake->paper[i]);
	}
	room = end - row - (given < intake->paper_count);
	room -= given > room; /* the last row says how many more */
	for (int i = 0; i < intake->paper_count && shown < room; i++) {
		const struct mc_intake_paper *paper = &intake->paper[i];

		if (mc_intake_handed_in(paper)) {
			mc_frame_textf(frame, row, 2, 11, MC_STYLE_STRONG, "%d / %d / %d",
				paper->count[0], paper->count[1], paper->count[2]);
			mc_frame_fit(
				frame, row++, 13, frame->columns - 15, MC_STYLE_TEXT, paper->name);
			shown++;
		}
	}
	if (given > shown) {
		snprintf(words, sizeof words, mc_tr(context->lang, N_("… and %d more")),
			given - shown);
		mc_frame_fit(frame, row++, 13, frame->columns - 15, MC_STYLE_STRONG, words);
	}
	if (given < intake->paper_count) {
		snprintf(words, sizeof words,
			mc_tr_count(context->lang,
				N_("%d paper of the procedure is missing: the dossier can still be "
				   "saved."),
				N_("%d papers of the procedure are missing: the dossier can still "
				   "be "
				   "saved."),
				intake->paper_count - given),
			intake->paper_count - given);
		mc_frame_fit(frame, row, 2, frame->columns - 4, MC_STYLE_WARN, words);
	}
}

/*
 * Names and addresses are checked letter by letter: each has the whole width and
 * at most `rows` rows, short values share a row. Returns rows used; from below
 * the frame nothing is drawn, only measured.
 */
static int view_values(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int rows) {
	static const struct {
		const char *left, *right; /* NULL: the left one has the row for itself */
	} names[] = {
		{ "owner", NULL },
		{ "id_number", "birth" },
		{ "phone", "ticket" },
		{ "address", NULL },
		{ "submitter", NULL },
		{ "subject", NULL },
		{ "external_code", "sets" },
		{ "pages", "copies" },
	};
	int split = frame->columns - SHORT_COLUMNS;
	int start = row;

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		bool alone = names[i].right == NULL;
		int used;

		if (mc_form_find(&model->intake.form, names[i].left) < 0) {
			continue; /* the procedure has no such field */
		}
		used = view_value(model, context, frame, row, 2, alone ? rows : 1,
			alone ? frame->columns - 4 : split - 3, names[i].left);

		if (!alone) {
			view_value(model, context, frame, row, split, 1, frame->columns - split - 2,
				names[i].right);
		}
		row += used;
	}
	return row - start;
}

static void view_review(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct mc_form *form = &model->intake.form;
	int top = MC_PAGE_TOP + 1;
	int end = mc_page_end(frame);
	int row = top + 5;
	int rows = VALUE_ROWS_MAX;
	int odd = ODD_ROWS_MAX;
	int last;

	mc_frame_box(frame, top, 0, end - top, frame->columns,
		mc_tr(context->lang, N_("Is everything right? F2 saves and prints")), NULL);
	view_promise(model, context, frame, top + 1, 2, frame->columns - 4);
	mc_frame_divide(frame, row - 1, 0, frame->columns, NULL, NULL);
	last = end - 1 - PAPER_ROWS_MIN;
	while (rows > VALUE_ROWS_MIN &&
		view_values(model, context, frame, frame->rows, rows) +
				view_oddities(form, -1, context, frame, frame->rows, INT_MAX, odd) >
			last - row) {
		rows--;
	}
	row += view_values(model, context, frame, row, rows);
	while (odd > 1 &&
		view_oddities(form, -1, context, frame, frame->rows, INT_MAX, odd) > last - row) {
		odd--;
	}
	row += view_oddities(form, -1, context, frame, row, end - 1, odd);
	mc_frame_divide(frame, row, 0, frame->columns,
		mc_tr(context->lang, N_("Papers: original / certified / copy")), NULL);
	view_review_papers(model, context, frame, row + 1, end - 1);
	mc_frame_cursor(frame, top, 2);
}

void mc_counter_draw_intake(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	if (model->page == MC_COUNTER_SAVED) {
		mc_counter_draw_saved(model, context, frame);
		return;
	}
	view_steps(model, context, frame);
	switch (model->page) {
	case MC_COUNTER_PROCEDURE: view_procedures(model, context, frame); break;
	case MC_COUNTER_FORM: view_form(model, context, frame); break;
	case MC_COUNTER_PAPERS: view_papers(model, context, frame); break;
	case MC_COUNTER_REVIEW: view_review(model, context, frame); break;
	case MC_COUNTER_HOME:
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
	case MC_COUNTER_SAVED:
	case MC_COUNTER_PAGES: break;
	}
}

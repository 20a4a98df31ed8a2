/* The counter's first page: lines with their letters, the number issued last, the draft. */
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/counter.h"
#include <motcua/text.h>
#include <stdio.h>

#define LAST_COLUMNS 34
#define NUMBERS_BELOW 9 /* rows of the number issued last, before those of today */
#define LINE_COUNTS 17 /* columns of how many wait, and how long */

/* " A  Hộ tịch - Chứng thực   12     21 phút"; a long name takes `rows` rows. */
static void view_line(const struct mc_line *line, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int columns, int rows) {
	int64_t waited = line->oldest_since == 0 ? 0 : context->now - line->oldest_since;
	bool long_wait = line->target_wait_min > 0 && waited > line->target_wait_min * MC_MINUTE_MS;
	char oldest[MC_WORDS_SIZE] = "";

	if (line->oldest_since != 0) {
		mc_words_span(context->lang, waited, oldest);
	}
	mc_frame_textf(frame, row, column, 3, MC_STYLE_KEY, " %s ", line->line);
	mc_frame_wrap(frame, row, column + 4, rows, columns - LINE_COUNTS - 4, MC_STYLE_TEXT,
		mc_word_name(context->lang, line->name_vi, line->name_en));
	mc_frame_textf(frame, row, column + columns - LINE_COUNTS, 5,
		line->waiting > 0 ? MC_STYLE_STRONG : MC_STYLE_MUTED, "%5d", line->waiting);
	mc_frame_right(frame, row, column + columns - 12, 12,
		long_wait ? MC_STYLE_WARN : MC_STYLE_TEXT, oldest);
}

static void view_lines(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame, int end, int columns) {
	int spare = end - 1 - (MC_PAGE_TOP + 2) - (int)hall->line_count; /* rows beyond one each */
	int row = MC_PAGE_TOP + 2;
	char total[MC_WORDS_SIZE];

	mc_words_waiting(context->lang, (int)hall->waiting_total, total);
	mc_frame_box(frame, MC_PAGE_TOP, 0, end - MC_PAGE_TOP, columns,
		mc_tr(context->lang, N_("Issue a number: its letter")), total);
	mc_frame_right(frame, MC_PAGE_TOP + 1, 2, columns - 4, MC_STYLE_MUTED,
		mc_tr(context->lang, N_("wait     longest")));
	mc_draw_more(frame, context, end - 1, 2, columns - 4, -spare);
	for (size_t i = 0; i < hall->line_count && row < end - 1; i++) {
		const struct mc_line *line = &hall->lines[i];
		const char *name = mc_word_name(context->lang, line->name_vi, line->name_en);
		int rows = spare > 0 && mc_text_width(name) > columns - 4 - LINE_COUNTS - 4 ? 2 : 1;

		view_line(line, context, frame, row, 2, columns - 4, rows);
		row += rows;
		spare -= rows - 1;
	}
	if (hall->line_count == 0) {
		mc_frame_wrap(frame, MC_PAGE_TOP + 2, 2, 3, columns - 4, MC_STYLE_WARN,
			mc_tr(context->lang,
				N_("The office has no lines yet: see “motcua init --lines”.")));
	}
}

static void view_priorities(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int column,
	int columns) {
	int at = column;

	for (int i = MC_PRIORITY_ELDERLY; i <= MC_PRIORITY_MERIT; i++) {
		bool chosen = (int)model->priority == i;
		const char *word = mc_tr(context->lang, mc_word_priority((enum mc_priority)i));
		char item[MC_WORDS_SIZE];
		int width;

		snprintf(item, sizeof item, "%s%d %s%s", chosen ? "[" : " ", i, word,
			chosen ? "]" : " ");
		width = mc_text_width(item);
		if (at + width > column + columns) {
			at = column;
			row++;
		}
		mc_frame_text(frame, row, at, width, chosen ? MC_STYLE_FOCUS : MC_STYLE_TEXT, item);
		at += width + 1;
	}
}

static void view_last(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int columns) {
	const struct mc_ticket *last = &model->last;
	char ahead[MC_WORDS_SIZE];

	if (last->id == 0) {
		mc_frame_wrap(frame, row + 1, column, 4, columns, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("No number was issued here yet.")));
		return;
	}
	mc_frame_big(frame, row, column, MC_BIG_5, 1, MC_STYLE_BIG, last->label);
	snprintf(ahead, sizeof ahead, mc_tr(context->lang, N_("%s · %d ahead")), last->label,
		last->ahead);
	mc_frame_fit(frame, row + 6, column, columns, MC_STYLE_STRONG, ahead);
	if (last->priority != MC_PRIORITY_NONE) {
		mc_frame_fit(frame, row + 7, column, columns, MC_STYLE_TEXT,
			mc_tr(context->lang, mc_word_priority(last->priority)));
	}
}

struct numbers {
	const struct mc_counter_view *view;
	enum mc_lang lang;
};

/* "A012  08:19 đang phục vụ" */
static void number_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct numbers *numbers = data;
	const struct mc_ticket *ticket = &numbers->view->tickets[index];
	char at[MC_DAY_TEXT_SIZE];

	mc_minute_format(mc_minute_of(ticket->issued_at), at);
	mc_frame_fit(frame, row, column, 6, style, ticket->label);
	mc_frame_fit(frame, row, column + 7, 5, style, at);
	mc_frame_fit(frame, row, column + 13, columns - 13, style,
		mc_tr(numbers->lang, mc_word_ticket_state(ticket->state)));
}

/* Given out today, here and elsewhere: F3 prints the marked one again. */
static void view_numbers(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end,
	int column, int columns) {
	const struct numbers data = { mc_counter_view_of(model), context->lang };
	const struct mc_list *list = &model->numbers;
	char total[MC_WORDS_SIZE];
	bool marked;

	if (end - row < 3 || data.view->ticket_count == 0) {
		return;
	}
	marked = mc_counter_in_numbers(model) &&
		 data.view->tickets[list->chosen].id == model->marked;
	snprintf(total, sizeof total,
		mc_tr_count(
			context->lang, N_("%d number"), N_("%d numbers"), data.view->ticket_total),
		(int)data.view->ticket_total);
	mc_frame_divide(frame, row, column, columns, mc_tr(context->lang, N_("Today")), total);
	mc_list_view(list, frame, row + 1, column + 1, end - row - 2, columns - 2, marked, false,
		number_row, &data);
}

/* A row each: owner and procedure; below, the procedure of the marked one whole, and what can be done. */
static void view_drafts(const struct mc_drafts *drafts, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int columns) {
	const struct mc_intake *marked = &drafts->of[drafts->marked];
	char owner[MC_EDIT_BYTES];

	for (int i = 0; i < drafts->count; i++) {
		const struct mc_intake *draft = &drafts->of[i];
		enum mc_style style = i == drafts->marked ? MC_STYLE_STRONG : MC_STYLE_TEXT;
		int used = 2;

		mc_form_value(&draft->form, "owner", owner);
		mc_frame_text(frame, row + i, column, 2, style, i == drafts->marked ? "> " : "  ");
		used += mc_frame_fit_end(frame, row + i, column + used, columns - used - 10, style,
			*owner == '\0' ? "-" : owner);
		mc_frame_text(frame, row + i, column + used, 3, MC_STYLE_MUTED, " · ");
		mc_frame_fit(frame, row + i, column + used + 3, columns - used - 3, style,
			mc_word_name(context->lang, draft->name, draft->name_en));
	}
	row += drafts->count;
	mc_frame_fit(frame, row, column, columns, MC_STYLE_MUTED,
		mc_word_name(context->lang, marked->name, marked->name_en));
	mc_frame_fit(frame, row + 1, column, columns, MC_STYLE_WARN,
		mc_tr(context->lang, N_("Enter goes on · F4 drops it")));
}

static void view_side(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame, int end, int column) {
	int columns = frame->columns - column;
	int drafts = model->drafts.count;
	int split = end - (drafts > 0 ? drafts + 4 : 3);

	mc_frame_box(frame, MC_PAGE_TOP, column, end - MC_PAGE_TOP, columns,
		mc_tr(context->lang, N_("Issued last")), NULL);
	view_last(model, context, frame, MC_PAGE_TOP + 1, column + 2, columns - 4);
	mc_frame_divide(frame, split, column, columns, mc_tr(context->lang, N_("Drafts")), NULL);
	view_numbers(model, context, frame, MC_PAGE_TOP + NUMBERS_BELOW, split, column, columns);
	if (drafts > 0) {
		view_drafts(&model->drafts, context, frame, split + 1, column + 2, columns - 4);
	} else {
		mc_frame_fit(frame, split + 1, column + 2, columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("None. F2 takes one in.")));
	}
}

/* Over the foot of the first page: what about, and what the keys do. */
static void view_question(
	struct mc_frame *frame, const char *title, const char *about, const char *keys) {
	int row = mc_page_end(frame) - 5;

	mc_frame_fill(frame, row, 0, 5, frame->columns, MC_STYLE_TEXT);
	mc_frame_box(frame, row, 0, 5, frame->columns, title, NULL);
	mc_frame_fit(frame, row + 1, 2, frame->columns - 4, MC_STYLE_WARN, about);
	mc_frame_fit(frame, row + 2, 2, frame->columns - 4, MC_STYLE_TEXT, keys);
	mc_frame_cursor(frame, row + 1, 2);
}

static void view_over(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	char name[MC_DRAFT_NAME_BYTES];

	if (model->page == MC_COUNTER_DISCARD) {
		mc_draft_name(&model->drafts.of[model->drafts.marked], context->lang, name);
		view_question(frame, mc_tr(context->lang, N_("Throw the draft away?")), name,
			mc_tr(context->lang,
				N_("F2 throws it away; F9 then brings it back. Esc keeps it.")));
	} else if (model->page == MC_COUNTER_FULL) {
		view_question(frame, mc_tr(context->lang, N_("No room for one more draft")),
			mc_tr(context->lang, N_("There are five drafts: no dossier was begun; keys "
						"write nothing here.")),
			mc_tr(context->lang, N_("Esc goes back: there Enter goes on with the "
						"marked draft, F4 drops it.")));
	}
}

static void view_home(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	const struct mc_hall *hall = mc_counter_hall(model);
	int end = mc_page_end(frame);
	int left = frame->columns - LAST_COLUMNS;

	mc_frame_cursor(frame, MC_PAGE_TOP + 2, 2);
	if (hall == NULL) {
		mc_frame_text(frame, MC_PAGE_TOP + 1, 2, -1, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("reading…")));
		return;
	}
	view_lines(hall, context, frame, end - 5, left);
	mc_frame_box(frame, end - 5, 0, 5, left,
		mc_tr(context->lang, N_("Priority: the digit first, then the letter")), NULL);
	view_priorities(model, context, frame, end - 4, 2, left - 4);
	view_side(model, context, frame, end, left);
	view_over(model, context, frame);
}

void mc_counter_draw(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct mc_counter_model *model = data;
	const struct mc_hall *hall = mc_counter_hall(model);
	struct mc_cabinet_room room = { .context = context, .hall = hall };
	char office[2 * MC_WORDS_SIZE];
	char left[MC_WORDS_SIZE * 4];

	mc_words_office(context->office, office);
	snprintf(left, sizeof left, "%s%s%s", mc_tr(context->lang, N_("COUNTER")),
		*context->office == '\0' ? "" : " · ", office);
	mc_draw_bar(frame, context, left);
	if (model->cabinet.page != MC_CABINET_CLOSED) {
		mc_cabinet_view(&model->cabinet, &room, frame);
	} else if (model->page < MC_COUNTER_PROCEDURE) {
		view_home(model, context, frame);
	} else {
		mc_counter_draw_intake(model, context, frame);
	}
	mc_draw_status(frame, context, hall);
	mc_draw_notice(frame, context, &model->notice);
}

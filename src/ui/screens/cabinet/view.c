/* How the cabinet looks: a search with its hits, and one dossier with its life. */
#include "core/person.h"
#include "ui/parts/draw.h"
#include "ui/screens/cabinet/cabinet.h"
#include "ui/words.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define CODE_COLUMNS 22
#define MASK_SIZE 128
#define NOTE_COLUMN 60 /* in the row of a step */

static bool is_late(const struct mc_dossier *dossier, mc_time now) {
	return dossier->due_at != 0 && !mc_dossier_ended(dossier->state) &&
	       !mc_dossier_paused(dossier->state) && dossier->due_at < now;
}

/* "quá hạn 17:00 20/11/2026", or the state and date. */
static enum mc_style due_words(const struct mc_dossier *dossier,
	const struct mc_screen_context *context, char out[2 * MC_WORDS_SIZE]) {
	char due[MC_WORDS_SIZE];

	mc_words_due(context->lang, dossier->due_at, context->now, due);
	if (is_late(dossier, context->now)) {
		snprintf(out, 2 * MC_WORDS_SIZE, mc_tr(context->lang, N_("late: %s")), due);
		return MC_STYLE_ERROR;
	}
	snprintf(out, 2 * MC_WORDS_SIZE, "%s", due);
	return MC_STYLE_TEXT;
}

/* Year of birth and the last three digits of the ID: no two people by marks alone. */
static void tell_apart(const struct mc_dossier *dossier, char out[16]) {
	size_t len = dossier->owner_id == NULL ? 0 : strlen(dossier->owner_id);
	const char *birth = mc_or_empty(dossier->owner_birth);

	snprintf(out, 16, "%.4s %s%s", birth, len > 3 ? "*" : "",
		len > 3 ? dossier->owner_id + len - 3 : "");
}

struct find_data {
	const struct mc_dossier *rows;
	const struct mc_screen_context *context;
};

/* One line each: owner, state and date beside the code, the procedure below the list. */
static void find_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct find_data *find = data;
	const struct mc_dossier *dossier = &find->rows[index];
	char person[16];
	int owner = columns - CODE_COLUMNS - 1 - 10 - 17;

	tell_apart(dossier, person);
	mc_frame_fit(frame, row, column, CODE_COLUMNS, style, dossier->code);
	mc_frame_fit(frame, row, column + CODE_COLUMNS + 1, owner - 1, style, dossier->owner);
	column += CODE_COLUMNS + 1 + owner;
	mc_frame_fit(frame, row, column, 9, style, person);
	mc_frame_fit(frame, row, column + 10, 17,
		style == MC_STYLE_TEXT && is_late(dossier, find->context->now) ? MC_STYLE_ERROR
									       : style,
		mc_tr(find->context->lang, is_late(dossier, find->context->now)
						   ? N_("late")
						   : mc_word_dossier_state(dossier->state)));
}

/* What the marked row is about, below the list. */
static void view_marked(const struct mc_dossier *dossier, const struct mc_screen_context *context,
	struct mc_frame *frame, int row) {
	char due[2 * MC_WORDS_SIZE];
	enum mc_style style = due_words(dossier, context, due);

	mc_frame_divide(frame, row, 0, frame->columns, NULL, NULL);
	mc_draw_pair(frame, row + 1, 2, frame->columns - 4, mc_tr(context->lang, N_("Owner:")),
		MC_STYLE_STRONG, dossier->owner);
	mc_frame_fit(frame, row + 2, 2, frame->columns - 4, MC_STYLE_TEXT, dossier->procedure_name);
	mc_draw_pair(frame, row + 3, 2, frame->columns - 4,
		mc_tr(context->lang, N_("To be returned:")), style, due);
}

static void view_find(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	const struct mc_screen_context *context = room->context;
	size_t count;
	const struct mc_dossier *rows = mc_cabinet_rows(cabinet, room, &count);
	struct find_data data = { rows, context };
	int height = mc_page_end(frame) - MC_PAGE_TOP;
	bool searched = !mc_field_empty(&cabinet->search);
	const char *hint = searched ? cabinet->found_token != 0 ? N_("reading…")
				      : mc_cabinet_more(cabinet)
					      ? N_("Too many to look at: type more of the name, or "
						   "the code.")
					      : N_("Nothing found. A code, an ID or phone number, "
						   "or words of the name; marks are not needed.")
				    : N_("Type a code, an ID or phone number, or words of the "
					 "name; marks are not needed.");
	int label;

	mc_frame_box(frame, MC_PAGE_TOP, 0, height, frame->columns,
		mc_tr(context->lang, mc_cabinet_find_table.title),
		searched || count == 0 ? NULL : mc_tr(context->lang, N_("of this ticket")));
	label = 2 + mc_frame_text(frame, MC_PAGE_TOP + 1, 2, 20, MC_STYLE_MUTED,
			    mc_tr(context->lang, N_("Search:")));
	mc_frame_divide(frame, MC_PAGE_TOP + 2, 0, frame->columns, NULL, NULL);
	if (count == 0) {
		mc_frame_wrap(frame, MC_PAGE_TOP + 4, 3, 3, frame->columns - 6, MC_STYLE_MUTED,
			mc_tr(context->lang, hint));
	} else {
		mc_list_view(&cabinet->list, frame, MC_PAGE_TOP + 3, 1, height - 9,
			frame->columns - 2, true, false, find_row, &data);
		view_marked(&rows[cabinet->list.chosen < count ? cabinet->list.chosen : 0], context,
			frame, mc_page_end(frame) - 5);
	}
	mc_field_view(&cabinet->search, frame, MC_PAGE_TOP + 1, label + 1,
		frame->columns - label - 3, true);
}

/* What F2 would do, said on the page. */
static const char *step_words(enum mc_dossier_state state) {
	switch (state) {
	case MC_DOSSIER_ACCEPTED: return N_("F2: take it over for processing");
	case MC_DOSSIER_PROCESSING: return N_("F2: report that the result is ready");
	case MC_DOSSIER_RESOLVED: return N_("F2: hand the result over");
	case MC_DOSSIER_SUBMITTED:
	case MC_DOSSIER_REFUSED:
	case MC_DOSSIER_AWAITING_SUPPLEMENT:
	case MC_DOSSIER_AWAITING_PAYMENT:
	case MC_DOSSIER_WITHDRAWN:
	case MC_DOSSIER_STOPPED:
	case MC_DOSSIER_RETURNED:
	case MC_DOSSIER_VOID: break;
	}
	return "";
}

/* Nothing on record: said, so that nobody reads the next label as the value. */
static const char *or_dash(const char *value) {
	return value == NULL || *value == '\0' ? "-" : value;
}

static void view_person(const struct mc_cabinet *cabinet, const struct mc_screen_context *context,
	const struct mc_dossier *dossier, struct mc_frame *frame, int row, int columns) {
	char id[MASK_SIZE];
	char phone[MASK_SIZE];
	int end;

	if (dossier->erased) {
		mc_frame_fit(frame, row, 2, columns, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("The personal data of this dossier were erased.")));
		return;
	}
	mc_mask_id(dossier->owner_id, id, sizeof id);
	mc_mask_phone(dossier->owner_phone, phone, sizeof phone);
	mc_draw_pair(frame, row, 2, columns, mc_tr(context->lang, N_("Owner:")), MC_STYLE_STRONG,
		dossier->owner);
	end = mc_draw_pair(frame, row + 1, 2, columns / 2, mc_tr(context->lang, N_("ID number:")),
		MC_STYLE_TEXT, or_dash(cabinet->shown_whole ? dossier->owner_id : id));
	mc_draw_pair(frame, row + 1, end + 3, columns - end - 1, mc_tr(context->lang, N_("Phone:")),
		MC_STYLE_TEXT, or_dash(cabinet->shown_whole ? dossier->owner_phone : phone));
	if (cabinet->shown_whole) {
		mc_draw_pair(frame, row + 2, 2, columns, mc_tr(context->lang, N_("Address:")),
			MC_STYLE_TEXT, or_dash(dossier->owner_address));
	}
}

static void view_fee(const struct mc_dossier *dossier, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int columns) {
	char words[MC_WORDS_SIZE];

	mc_words_fee(context->lang, dossier->fee_vnd, dossier->fee_open, dossier->fee_paid, words);
	mc_draw_pair(frame, row, column, columns, mc_tr(context->lang, N_("Fee:")),
		dossier->fee_open ? MC_STYLE_WARN : MC_STYLE_TEXT, words);
}

/* What is said beside a step: a short note in its row, a long one in the row below. */
static const char *note_of(
	const struct mc_dossier_event *event, const struct mc_screen_context *context) {
	const char *word = mc_word_note(event->transition, event->note);

	if (event->struck) {
		return mc_tr(context->lang, N_("taken back"));
	}
	return word == NULL ? event->note : mc_tr(context->lang, word);
}

static int event_rows(const struct mc_dossier_event *event, const struct mc_screen_context *context,
	int columns) {
	return mc_text_width(note_of(event, context)) > columns - NOTE_COLUMN ? 2 : 1;
}

static void view_event(const struct mc_dossier_event *event,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int columns) {
	enum mc_style style = event->struck ? MC_STYLE_MUTED : MC_STYLE_TEXT;
	const char *word = *event->transition == '\0' ? event->kind : event->transition;
	const char *note = note_of(event, context);
	char when[MC_TIME_TEXT_SIZE];

	mc_time_format_vi(event->at, when);
	mc_frame_text(frame, row, 2, 17, MC_STYLE_MUTED, when);
	mc_frame_fit(frame, row, 20, 28, style, mc_tr(context->lang, mc_word_transition(word)));
	mc_frame_fit(frame, row, 49, NOTE_COLUMN - 50, style,
		mc_tr(context->lang, mc_word_actor(event->actor)));
	if (event_rows(event, context, columns) == 1) {
		mc_frame_text(frame, row, NOTE_COLUMN, columns - NOTE_COLUMN, style, note);
	} else {
		mc_frame_fit(frame, row + 1, 20, columns - 20, style, note);
	}
}

/* Newest last; the oldest are left away where the room is short. */
static void view_life(const struct mc_dossier_view *view, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int rows, int columns) {
	size_t first = view->event_count;

	while (first > 0 && rows >= event_rows(&view->events[first - 1], context, columns)) {
		rows -= event_rows(&view->events[--first], context, columns);
	}
	for (size_t i = first; i < view->event_count; i++) {
		view_event(&view->events[i], context, frame, row, columns);
		row += event_rows(&view->events[i], context, columns);
	}
}

static void view_dossier(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	const struct mc_screen_context *context = room->context;
	const struct mc_dossier_view *view = cabinet->one == NULL ? NULL : cabinet->one->data;
	int columns = frame->columns - 4;
	int end = mc_page_end(frame);
	int row = MC_PAGE_TOP + 1;
	char due[2 * MC_WORDS_SIZE];
	enum mc_style style;
	const struct mc_dossier *dossier;

	mc_frame_box(frame, MC_PAGE_TOP, 0, end - MC_PAGE_TOP, frame->columns, cabinet->code,
		view == NULL || !view->found || !mc_code_same(view->dossier.code, cabinet->code)
			? NULL
			: mc_tr(context->lang, mc_word_dossier_state(view->dossier.state)));
	mc_frame_cursor(frame, MC_PAGE_TOP, 2);
	if (view == NULL || !mc_code_same(view->found ? view->dossier.code : "", cabinet->code)) {
		mc_frame_text(frame, MC_PAGE_TOP + 2, 3, columns, MC_STYLE_MUTED,
			mc_tr(context->lang, cabinet->one_token != 0
						     ? N_("reading…")
						     : N_("There is no such dossier.")));
		return;
	}
	dossier = &view->dossier;
	style = due_words(dossier, context, due);
	row += mc_frame_wrap(frame, row, 2, 2, columns, MC_STYLE_STRONG, dossier->procedure_name);
	view_person(cabinet, context, dossier, frame, row, columns);
	row += 3;
	mc_draw_pair(frame, row, 2, columns / 2, mc_tr(context->lang, N_("To be returned:")), style,
		due);
	view_fee(dossier, context, frame, row, 2 + columns / 2, columns / 2);
	mc_draw_pair(frame, row + 1, 2, columns / 2, mc_tr(context->lang, N_("Case officer:")),
		MC_STYLE_TEXT, or_dash(dossier->officer));
	mc_frame_fit(frame, row + 1, 2 + columns / 2, columns / 2, MC_STYLE_GOOD,
		*step_words(dossier->state) == '\0'
			? ""
			: mc_tr(context->lang, step_words(dossier->state)));
	mc_frame_divide(frame, row + 2, 0, frame->columns,
		mc_tr(context->lang, N_("What happened so far")), NULL);
	view_life(view, context, frame, row + 3, end - row - 4, frame->columns - 2);
}

static void view_assign(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	int height = mc_page_end(frame) - MC_PAGE_TOP;

	mc_frame_box(frame, MC_PAGE_TOP, 0, height, frame->columns,
		mc_tr(room->context->lang, mc_cabinet_assign_table.title), cabinet->code);
	mc_people_view(&cabinet->people, room->context->lang, frame, MC_PAGE_TOP + 1, 2, height - 3,
		frame->columns - 4);
}

static void view_fee_question(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	const struct mc_dossier_view *view = cabinet->one->data;
	int row = mc_page_end(frame) - 5;
	char money[MC_WORDS_SIZE];

	mc_words_money(room->context->lang, view->dossier.fee_vnd, money);
	mc_frame_fill(frame, row, 0, 5, frame->columns, MC_STYLE_TEXT);
	mc_frame_box(frame, row, 0, 5, frame->columns,
		mc_tr(room->context->lang, mc_cabinet_fee_table.title), NULL);
	mc_draw_pair(frame, row + 1, 2, frame->columns - 4,
		mc_tr(room->context->lang, N_("Take in cash:")), MC_STYLE_STRONG, money);
	mc_frame_fit(frame, row + 2, 2, frame->columns - 4, MC_STYLE_MUTED,
		mc_tr(room->context->lang, N_("F2: the money is here. Esc: not yet.")));
	mc_frame_cursor(frame, row + 1, 2);
}

void mc_cabinet_view(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	switch (cabinet->page) {
	case MC_CABINET_CLOSED: break;
	case MC_CABINET_FIND: view_find(cabinet, room, frame); break;
	case MC_CABINET_DOSSIER: view_dossier(cabinet, room, frame); break;
	case MC_CABINET_ASSIGN: view_assign(cabinet, room, frame); break;
	case MC_CABINET_FEE:
		view_dossier(cabinet, room, frame);
		view_fee_question(cabinet, room, frame);
		break;
	case MC_CABINET_ASK:
		view_dossier(cabinet, room, frame);
		mc_ask_view(&cabinet->ask, room->context, frame);
		break;
	}
}

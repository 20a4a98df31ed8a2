#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/desk.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define TICKET_ROWS 9 /* of the box of the open ticket */

struct place {
	int row, column, rows, columns; /* inside the border */
};

/* A name that says more than "Desk 3": "Quầy 3" beside the number would say it twice. */
static const char *telling_name(
	const struct mc_desk *desk, const struct mc_screen_context *context) {
	const char *name = mc_word_name(context->lang, desk->name_vi, desk->name_en);
	char plain[MC_WORDS_SIZE];
	char folded[MC_WORDS_SIZE * 2];
	char folded_name[MC_WORDS_SIZE * 4];

	snprintf(plain, sizeof plain, "%s %s", mc_tr(context->lang, N_("DESK")), desk->desk);
	mc_text_fold(plain, folded, sizeof folded);
	mc_text_fold(name, folded_name, sizeof folded_name);
	return strcmp(folded, folded_name) == 0 ? "" : name;
}

/* "Quầy 3 · Hộ tịch": number and name of the desk; the bar adds the person. */
static void bar(const struct mc_desk_view *view, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	char left[MC_WORDS_SIZE * 4];
	const char *name = view == NULL ? "" : telling_name(&view->desk, context);

	snprintf(left, sizeof left, "%s %s%s%s", mc_tr(context->lang, N_("DESK")), context->desk,
		*name == '\0' ? "" : " · ", name);
	mc_draw_bar(frame, context, left);
}

/* "gọi lúc 08:40", "đang phục vụ 04:10 · gọi lúc 08:40": minutes and seconds run while one is served. */
static void state_words(const struct mc_ticket *ticket, const struct mc_screen_context *context,
	char out[MC_WORDS_SIZE * 3]) {
	int64_t served_s = (context->now - ticket->served_at) / 1000;
	char called[MC_TIME_TEXT_SIZE];
	char arrived[MC_TIME_TEXT_SIZE];
	char state[MC_WORDS_SIZE];
	char call[MC_WORDS_SIZE];

	mc_time_format_clock(ticket->called_at, called);
	snprintf(call, sizeof call, mc_tr(context->lang, N_("called at %s")), called);
	if (ticket->state == MC_TICKET_SERVING && ticket->served_at != 0) {
		served_s = served_s < 0 ? 0 : served_s;
		snprintf(state, sizeof state, "%s %02d:%02d",
			mc_tr(context->lang, mc_word_ticket_state(ticket->state)),
			(int)(served_s / 60), (int)(served_s % 60));
	} else if (ticket->state == MC_TICKET_CALLED && ticket->arrived_at != 0) {
		mc_time_format_clock(ticket->arrived_at, arrived);
		snprintf(state, sizeof state, mc_tr(context->lang, N_("arrived at %s")), arrived);
	} else if (ticket->state == MC_TICKET_CALLED) {
		mc_copy(out, MC_WORDS_SIZE * 3, call);
		return;
	} else {
		mc_copy(state, sizeof state,
			mc_tr(context->lang, mc_word_ticket_state(ticket->state)));
	}
	snprintf(out, MC_WORDS_SIZE * 3, "%s · %s", state, call);
}

int mc_desk_card_wake_ms(
	const struct mc_desk_model *model, const struct mc_screen_context *context) {
	const struct mc_desk_view *view = mc_desk_view_of(model);
	int64_t past;

	if (view == NULL || !view->desk.has_ticket || model->page != MC_DESK_PAGE_MAIN ||
		model->cabinet.page != MC_CABINET_CLOSED ||
		view->desk.ticket.state != MC_TICKET_SERVING) {
		return -1;
	}
	past = (context->now - view->desk.ticket.served_at) % 1000;
	return (int)(1000 - (past < 0 ? past + 1000 : past));
}

static void view_ticket(const struct mc_ticket *ticket, const struct mc_screen_context *context,
	struct mc_frame *frame, const struct place *place) {
	char waited[MC_WORDS_SIZE];
	char reason[MC_WORDS_SIZE];
	char line[MC_WORDS_SIZE * 3];
	int width = mc_big_columns(MC_BIG_5, 1, ticket->label);
	int used;

	mc_frame_big(
		frame, place->row, place->column + 1, MC_BIG_5, 1, MC_STYLE_BIG, ticket->label);
	mc_frame_text(frame, place->row, place->column + width + 3, place->columns - width - 3,
		MC_STYLE_STRONG, ticket->label);
	state_words(ticket, context, line);
	mc_frame_fit(frame, place->row + 5, place->column, place->columns, MC_STYLE_STRONG, line);
	mc_words_span(context->lang, ticket->called_at - ticket->waiting_since, waited);
	mc_words_reason(context->lang, ticket, reason);
	mc_copy(line, sizeof line, mc_tr(context->lang, mc_ticket_kind_word(ticket->kind)));
	if (ticket->priority != MC_PRIORITY_NONE) {
		mc_words_add(line, sizeof line, "",
			mc_tr(context->lang, mc_word_priority(ticket->priority)));
	}
	mc_frame_fit(frame, place->row + 6, place->column, place->columns,
		ticket->priority == MC_PRIORITY_NONE ? MC_STYLE_TEXT : MC_STYLE_STRONG, line);
	used = mc_draw_pair(frame, place->row + 7, place->column, place->columns,
		mc_tr(context->lang, N_("Waited:")), MC_STYLE_TEXT, waited);
	if (ticket->calls > 1) {
		snprintf(line, sizeof line, mc_tr(context->lang, N_("%d calls")), ticket->calls);
		mc_frame_text(frame, place->row + 7, used, 3, MC_STYLE_MUTED, " · ");
		mc_frame_fit(frame, place->row + 7, used + 3,
			place->column + place->columns - used - 3, MC_STYLE_TEXT, line);
	}
	if (*reason != '\0') {
		mc_draw_pair(frame, place->row + 8, place->column, place->columns,
			mc_tr(context->lang, N_("Because:")), MC_STYLE_TEXT, reason);
	}
}

static void view_no_ticket(const struct mc_desk_view *view, const struct mc_screen_context *context,
	struct mc_frame *frame, const struct place *place) {
	const char *sentence = N_("No citizen is at this desk. F2 calls the next one.");
	enum mc_style style = MC_STYLE_TEXT;

	if (view->desk.state == MC_DESK_PAUSED) {
		sentence = N_("This desk is paused. F2 opens it again and calls the next one, t "
			      "only opens "
			      "it.");
		style = MC_STYLE_WARN;
	} else if (view->desk.state == MC_DESK_CLOSED) {
		sentence = N_("This desk is closed. F2 opens it and calls the next one.");
	}
	mc_frame_wrap(frame, place->row + 2, place->column, 3, place->columns, style,
		mc_tr(context->lang, sentence));
	if (view->desk.state == MC_DESK_PAUSED) {
		mc_frame_fit(frame, place->row + 5, place->column, place->columns, MC_STYLE_TEXT,
			view->desk.pause_reason);
	}
}

/* Two rows a dossier: code and procedure; date and state. */
static void view_dossiers(const struct mc_desk_view *view, const struct mc_screen_context *context,
	struct mc_frame *frame, const struct place *place) {
	for (size_t i = 0; i < view->dossier_count && (int)i * 2 + 1 < place->rows; i++) {
		const struct mc_dossier *dossier = &view->dossiers[i];
		int row = place->row + (int)i * 2;
		char due[MC_WORDS_SIZE];
		char line[MC_WORDS_SIZE * 3];
		int used;

		mc_words_due(context->lang, dossier->due_at, context->now, due);
		used = mc_frame_fit(
			frame, row, place->column, place->columns, MC_STYLE_STRONG, dossier->code);
		mc_frame_fit(frame, row, place->column + used + 1, place->columns - used - 1,
			MC_STYLE_TEXT,
			mc_word_name(context->lang, dossier->procedure_name,
				dossier->procedure_name_en));
		snprintf(line, sizeof line, "%s · %s",
			mc_tr(context->lang, mc_word_dossier_state(dossier->state)), due);
		mc_frame_fit(frame, row + 1, place->column + 2, place->columns - 2, MC_STYLE_MUTED,
			line);
	}
	if (view->dossier_count == 0) {
		mc_frame_fit(frame, place->row, place->column, place->columns, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("None yet. F5 finds a dossier.")));
	}
}

static void view_left(const struct mc_desk_view *view, const struct mc_screen_context *context,
	struct mc_frame *frame, int end, int columns) {
	struct place place = { MC_PAGE_TOP + 1, 2, TICKET_ROWS, columns - 4 };

	mc_frame_box(frame, MC_PAGE_TOP, 0, end - MC_PAGE_TOP, columns,
		mc_tr(context->lang, N_("Being served")),
		mc_tr(context->lang, mc_word_desk_state(view->desk.state)));
	if (view->desk.has_ticket) {
		view_ticket(&view->desk.ticket, context, frame, &place);
	} else {
		view_no_ticket(view, context, frame, &place);
	}
	mc_frame_divide(frame, place.row + TICKET_ROWS, 0, columns,
		mc_tr(context->lang, N_("Dossiers of this turn")), NULL);
	place.row += TICKET_ROWS + 1;
	place.rows = end - 1 - place.row;
	view_dossiers(view, context, frame, &place);
}

static void view_nothing(const struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	char line[MC_WORDS_SIZE * 2];

	if (model->watch == NULL) {
		mc_frame_text(frame, MC_PAGE_TOP + 1, 2, -1, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("reading…")));
	} else {
		snprintf(line, sizeof line,
			mc_tr(context->lang,
				N_("The office has no desk %s: see “motcua desk list”.")),
			context->desk);
		mc_frame_wrap(
			frame, MC_PAGE_TOP + 1, 2, 3, frame->columns - 4, MC_STYLE_ERROR, line);
	}
	mc_frame_cursor(frame, MC_PAGE_TOP + 1, 2);
}

void mc_desk_draw(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct mc_desk_model *model = data;
	const struct mc_desk_view *view = mc_desk_view_of(model);
	int end = mc_page_end(frame);
	int left = frame->columns * 9 / 16;
	struct mc_cabinet_room room = {
		.context = context,
		.own = view == NULL ? NULL : view->dossiers,
		.own_count = view == NULL ? 0 : view->dossier_count,
		.hall = view == NULL ? NULL : &view->hall,
	};

	bar(view, context, frame);
	if (view == NULL) {
		view_nothing(model, context, frame);
	} else if (model->cabinet.page != MC_CABINET_CLOSED) {
		mc_cabinet_view(&model->cabinet, &room, frame);
	} else if (model->page == MC_DESK_PAGE_MISSED) {
		mc_desk_view_missed(model, view, context, frame);
	} else {
		view_left(view, context, frame, end, left);
		mc_desk_view_lists(model, view, context, frame, end, left);
		if (model->page == MC_DESK_PAGE_ASK) {
			mc_ask_view(&model->ask, context, frame);
		}
	}
	mc_draw_status(frame, context, view == NULL ? NULL : &view->hall);
	mc_draw_notice(frame, context, &model->notice);
}

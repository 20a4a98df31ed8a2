/* How the cabinet looks: a search with its hits, and what it asks. One dossier: dossier_view.c. */
#include "core/person.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/cabinet/cabinet.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

/* Columns of the list, from the left; the procedure has what is left. */
enum {
	CODE_COLUMNS = 12,
	OWNER_COLUMNS = 19,
	BIRTH_COLUMNS = 4,
	ID_COLUMNS = 4,
	DUE_COLUMNS = 11, /* with the mark of a late one */
	STATE_COLUMNS = 18, /* only where the procedure keeps its room */
	PROCEDURE_MIN = 40,
};

struct find_data {
	const struct mc_dossier *rows;
	const struct mc_cabinet_room *room;
};

/* Year of birth and the last three digits of the ID: no two people by marks alone. Returns columns used. */
static int find_person(const struct mc_dossier *dossier, struct mc_frame *frame, int row,
	int column, enum mc_style style) {
	size_t len = strlen(mc_or_empty(dossier->owner_id));

	mc_frame_text(frame, row, column, BIRTH_COLUMNS, style, mc_or_empty(dossier->owner_birth));
	if (len > 3) {
		mc_frame_textf(frame, row, column + BIRTH_COLUMNS + 1, ID_COLUMNS, style, "*%s",
			dossier->owner_id + len - 3);
	}
	return BIRTH_COLUMNS + ID_COLUMNS + 2;
}

/* The day to return it, "!" before a late one. Returns columns used. */
static int find_due(const struct mc_dossier *dossier, mc_time now, struct mc_frame *frame, int row,
	int column, enum mc_style style) {
	bool late = mc_cabinet_late(dossier, now);
	char day[MC_DAY_TEXT_SIZE] = "-";

	if (dossier->due_at != 0) {
		mc_day_format_vi(mc_day_of(dossier->due_at), day);
	}
	mc_frame_textf(frame, row, column, DUE_COLUMNS, late ? MC_STYLE_ERROR : style, "%s%s",
		late ? "!" : " ", day);
	return DUE_COLUMNS + 1;
}

/* Code, owner, who that is, date and procedure: what two dossiers of one person differ by. */
static void find_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct find_data *find = data;
	const struct mc_screen_context *context = find->room->context;
	const struct mc_dossier *dossier = &find->rows[index];
	const struct mc_hall *hall = find->room->hall;
	int end = column + columns;
	int owner = columns >= 100 ? OWNER_COLUMNS + (columns - 100) / 3 + 4 : OWNER_COLUMNS;

	mc_frame_fit_end(frame, row, column, CODE_COLUMNS, style,
		mc_code_short(hall == NULL ? "" : hall->office.code, dossier->code));
	column += CODE_COLUMNS + 1;
	mc_frame_fit_end(frame, row, column, owner, style, dossier->owner);
	column += owner + 1;
	column += find_person(dossier, frame, row, column, style);
	column += find_due(dossier, context->now, frame, row, column, style);
	if (end - column > PROCEDURE_MIN + STATE_COLUMNS) {
		end -= STATE_COLUMNS;
		mc_frame_fit(frame, row, end, STATE_COLUMNS, style,
			mc_tr(context->lang, mc_word_dossier_state(dossier->state)));
	}
	mc_frame_fit(frame, row, column, end - column - 1, style,
		mc_word_name(context->lang, dossier->procedure_name, dossier->procedure_name_en));
}

/* What the marked row is about, below the list. */
static void view_marked(const struct mc_dossier *dossier, const struct mc_screen_context *context,
	struct mc_frame *frame, int row) {
	char due[2 * MC_WORDS_SIZE];
	enum mc_style style = mc_cabinet_due_words(dossier, context, due);
	int end;

	mc_frame_divide(frame, row, 0, frame->columns, NULL, NULL);
	mc_draw_pair(frame, row + 1, 2, frame->columns - 4, mc_tr(context->lang, N_("Owner:")),
		MC_STYLE_STRONG, dossier->owner);
	mc_frame_fit(frame, row + 2, 2, frame->columns - 4, MC_STYLE_TEXT,
		mc_word_name(context->lang, dossier->procedure_name, dossier->procedure_name_en));
	end = mc_draw_pair(frame, row + 3, 2, frame->columns - 4,
		mc_tr(context->lang, N_("To be returned:")), style, due);
	mc_frame_right(frame, row + 3, end + 1, frame->columns - end - 3, MC_STYLE_TEXT,
		mc_tr(context->lang, mc_word_dossier_state(dossier->state)));
}

static void view_find(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	const struct mc_screen_context *context = room->context;
	size_t count;
	const struct mc_dossier *rows = mc_cabinet_rows(cabinet, room, &count);
	struct find_data data = { rows, room };
	int height = mc_page_end(frame) - MC_PAGE_TOP;
	bool searched = !mc_edit_empty(&cabinet->search);
	const char *hint = searched ? cabinet->found_token != 0 ? N_("reading…")
				      : mc_cabinet_more(cabinet, room)
					      ? N_("Too many to look at: type more of the name, or "
						   "the code.")
					      : N_("Nothing found. A code, an ID or phone number, "
						   "or words of the name; marks are not needed.")
				    : N_("Type a code, an ID or phone number, or words of the "
					 "name; marks are not needed.");
	int label;

	mc_frame_box(frame, MC_PAGE_TOP, 0, height, frame->columns,
		mc_tr(context->lang, mc_cabinet_find_table.title),
		searched || count == 0
			? NULL
			: mc_tr(context->lang, room->own_count > 0
						       ? N_("of this ticket")
						       : N_("taken in today, newest first")));
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
	mc_edit_view(&cabinet->search, frame, MC_PAGE_TOP + 1, label + 1,
		frame->columns - label - 3, true);
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
	case MC_CABINET_DOSSIER: mc_cabinet_view_dossier(cabinet, room, frame); break;
	case MC_CABINET_ASSIGN: view_assign(cabinet, room, frame); break;
	case MC_CABINET_FEE:
		mc_cabinet_view_dossier(cabinet, room, frame);
		view_fee_question(cabinet, room, frame);
		break;
	case MC_CABINET_ASK:
		mc_cabinet_view_dossier(cabinet, room, frame);
		mc_ask_view(&cabinet->ask, room->context, frame);
		break;
	}
}

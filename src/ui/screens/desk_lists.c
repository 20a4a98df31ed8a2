/* The lists of a desk: who waits, who was absent, and the dossiers that are due. */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/desk.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define LONG_WAIT_MS (20 * MC_MINUTE_MS)
#define SPAN_COLUMNS 8 /* "1 giờ 05" */
#define REASON_ROOM 27 /* columns of a note that has the reason too */
#define CODE_COLUMNS 12
#define DUE_COLUMNS 19
#define OWNER_COLUMNS 22

struct waiting_data {
	const struct mc_ticket *rows;
	const struct mc_screen_context *context;
	const struct mc_desk_view *view; /* NULL: these are called by nobody now */
};

/* The line that is served as a help, not as the desk's own; NULL: it is its own. */
static const struct mc_line *help_line(const struct mc_desk_view *view, const char *line) {
	const char *list = view->desk.help_lines;
	bool help = false;
	size_t len;

	for (const char *item; (item = mc_list_next(&list, ";", &len)) != NULL;) {
		help = help || (strlen(line) == len && memcmp(item, line, len) == 0);
	}
	for (size_t i = 0; help && i < view->hall.line_count; i++) {
		if (strcmp(view->hall.lines[i].line, line) == 0) {
			return &view->hall.lines[i];
		}
	}
	return NULL;
}

/* "kế tiếp · hẹn 08:45 · giúp Đất đai": what makes this one another than the row above. */
static void note_words(
	const struct waiting_data *waiting, size_t index, int room, char *out, size_t size) {
	const struct mc_ticket *ticket = &waiting->rows[index];
	enum mc_lang lang = waiting->context->lang;
	const struct mc_line *help =
		waiting->view == NULL ? NULL : help_line(waiting->view, ticket->line);
	char clock[MC_TIME_TEXT_SIZE];
	char words[MC_WORDS_SIZE * 2];

	out[0] = '\0';
	if (waiting->view != NULL && index == 0) {
		mc_words_add(out, size, "", mc_tr(lang, N_("next")));
	}
	if (ticket->appointment_at != 0) {
		mc_time_format_clock(ticket->appointment_at, clock);
		snprintf(words, sizeof words, mc_tr(lang, N_("appointment %s")), clock);
		mc_words_add(out, size, "", words);
	} else if (ticket->priority != MC_PRIORITY_NONE) {
		mc_words_add(out, size, "", mc_tr(lang, mc_word_priority(ticket->priority)));
	} else if (room >= REASON_ROOM && waiting->view != NULL) {
		mc_words_reason(lang, ticket, words);
		mc_words_add(out, size, "", words);
	}
	if (help != NULL) {
		snprintf(words, sizeof words, mc_tr(lang, N_("helps %s")),
			mc_word_name(lang, help->name_vi, help->name_en));
		/* behind another note whole or not at all: the number names its line as well */
		if (*out == '\0' || mc_text_width(out) + 3 + mc_text_width(words) <= room) {
			mc_words_add(out, size, "", words);
		}
	}
}

/* "A013  08:22  19 phút  người cao tuổi"; the clock only where there is room. Who does not wait: why not. */
static void waiting_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct waiting_data *waiting = data;
	const struct mc_ticket *ticket = &waiting->rows[index];
	const struct mc_screen_context *context = waiting->context;
	int64_t waited_ms = context->now - ticket->waiting_since;
	int64_t target_ms =
		ticket->target_min > 0 ? ticket->target_min * MC_MINUTE_MS : LONG_WAIT_MS;
	char clock[MC_TIME_TEXT_SIZE];
	char waited[MC_WORDS_SIZE];
	char note[MC_WORDS_SIZE * 6];
	int at = 7;

	mc_time_format_clock(ticket->waiting_since, clock);
	mc_words_span(context->lang, waited_ms, waited);
	mc_frame_fit(frame, row, column, 6, style, ticket->label);
	if (columns >= 40) {
		mc_frame_fit(frame, row, column + 7, 6, style, clock);
		at += 7;
	}
	if (ticket->state == MC_TICKET_WAITING) {
		mc_frame_right(frame, row, column + at, SPAN_COLUMNS,
			style == MC_STYLE_TEXT && waited_ms > target_ms ? MC_STYLE_WARN : style,
			waited);
		at += SPAN_COLUMNS + 1;
	} else {
		at += mc_frame_fit(frame, row, column + at, 16, style,
			mc_tr(context->lang, mc_word_ticket_state(ticket->state)));
		at = at < 23 ? 25 : at + 2;
	}
	note_words(waiting, index, columns - at, note, sizeof note);
	mc_frame_fit(frame, row, column + at, columns - at, style, note);
}

struct due_data {
	const struct mc_desk_view *view;
	const struct mc_screen_context *context;
};

/* Code and date; in a wide row whose it is, and what about. */
static void due_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct due_data *due = data;
	const struct mc_screen_context *context = due->context;
	const struct mc_dossier *dossier = &due->view->due[index];
	bool late = mc_cabinet_late(dossier, context->now);
	int code = columns > CODE_COLUMNS + DUE_COLUMNS ? CODE_COLUMNS : CODE_COLUMNS - 1;
	int at = code + 1 + DUE_COLUMNS + 1;
	int owner;
	char day[MC_DAY_TEXT_SIZE];
	char line[MC_WORDS_SIZE * 2];

	if (late) {
		mc_day_format_vi(mc_day_of(dossier->due_at), day);
		snprintf(line, sizeof line, mc_tr(context->lang, N_("late: %s")), day);
	} else {
		mc_words_due(context->lang, dossier->due_at, context->now, line);
	}
	if (mc_text_width(line) > columns - code - 1) {
		mc_time_format_vi(dossier->due_at, line); /* without the weekday */
	}
	mc_frame_fit_end(frame, row, column, code, style,
		mc_code_short(due->view->hall.office.code, dossier->code));
	mc_frame_fit(frame, row, column + code + 1, columns - code - 1,
		late ? MC_STYLE_ERROR : style, /* under the mark too */
		line);
	owner = columns - at < OWNER_COLUMNS ? columns - at : OWNER_COLUMNS;
	if (owner < OWNER_COLUMNS / 2) {
		return;
	}
	mc_frame_fit_end(frame, row, column + at, owner, style, dossier->owner);
	mc_frame_fit(frame, row, column + at + owner + 1, columns - at - owner - 1, style,
		mc_word_name(context->lang, dossier->procedure_name, dossier->procedure_name_en));
}

static void view_due(const struct mc_desk_model *model, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end,
	int column) {
	struct due_data data = { view, context };
	int columns = frame->columns - column;

	mc_frame_divide(frame, row, column, columns, mc_tr(context->lang, N_("Due and late")),
		model->in_due ? mc_tr(context->lang, N_("Enter opens")) : "Tab");
	if (view->due_count == 0) {
		mc_frame_fit(frame, row + 1, column + 2, columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("Nothing is due.")));
	}
	mc_list_view(&model->due, frame, row + 1, column + 1, end - row - 2, columns - 2,
		model->in_due, false, due_row, &data);
}

void mc_desk_view_lists(const struct mc_desk_model *model, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int end, int column) {
	int columns = frame->columns - column;
	int split = MC_PAGE_TOP + (end - MC_PAGE_TOP) * 3 / 5;
	struct waiting_data data = { view->waiting, context, view };
	char count[MC_WORDS_SIZE];

	mc_words_people(context->lang, (int)view->waiting_total, count);
	mc_frame_box(frame, MC_PAGE_TOP, column, end - MC_PAGE_TOP, columns,
		mc_tr(context->lang, N_("Waiting")), count);
	mc_frame_cursor(frame, MC_PAGE_TOP + 1, column + 1);
	if (view->waiting_count == 0) {
		mc_frame_fit(frame, MC_PAGE_TOP + 1, column + 2, columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("Nobody waits.")));
	}
	mc_list_view(&model->waiting, frame, MC_PAGE_TOP + 1, column + 1, split - MC_PAGE_TOP - 2,
		columns - 2, !model->in_due, false, waiting_row, &data);
	view_due(model, view, context, frame, split, end, column);
}

void mc_desk_view_missed(const struct mc_desk_model *model, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	int height = mc_page_end(frame) - MC_PAGE_TOP;
	struct waiting_data data = { view->missed, context, NULL };

	mc_frame_fill(frame, MC_PAGE_TOP, 0, height, frame->columns, MC_STYLE_TEXT);
	mc_frame_box(frame, MC_PAGE_TOP, 0, height, frame->columns,
		mc_tr(context->lang, N_("Absent or put aside today")), NULL);
	mc_frame_cursor(frame, MC_PAGE_TOP + 1, 2);
	if (view->missed_count == 0) {
		mc_frame_text(frame, MC_PAGE_TOP + 2, 3, frame->columns - 6, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("Nobody is on this list.")));
	}
	mc_list_view(&model->missed, frame, MC_PAGE_TOP + 1, 1, height - 3, frame->columns - 2,
		true, true, waiting_row, &data);
}

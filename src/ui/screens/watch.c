/*
 * The watch: lines and desks at a glance, what is late or soon due, and print
 * jobs in trouble. Reads only. It watches the desk view of no desk: the hall,
 * and the dossiers due soonest; print jobs are read when the hall says so.
 */
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/parts/list.h"
#include "ui/parts/printing.h"
#include "ui/screens/cabinet/cabinet.h"
#include <motcua/code.h>
#include <stdio.h>
#include <string.h>

struct watch {
	struct mc_answer *watch; /* struct mc_desk_view, of no desk */
	struct mc_answer *jobs; /* struct mc_jobs */
	uint32_t jobs_token;
	struct mc_notice notice;
	struct mc_list due;
	struct mc_pending pending; /* nothing is ever sent here */
	struct mc_deeds deeds;
	struct mc_cabinet cabinet; /* to look into a dossier */
};

enum { REFRESH = 1, OPEN };

static const struct mc_command commands[] = {
	{ OPEN, "open", "Enter", N_("Open"), N_("Open the dossier that is marked, to be read."),
		.opens = true },
	{ REFRESH, "refresh", "F2 Alt-2", N_("Read again"),
		N_("Read everything again at once; it is also read after every change.") },
	{ 0 },
};
static const struct mc_command_table table = { "watch", N_("Watch"), commands, mc_common_commands };
static const struct mc_command_table *const tables[] = { &table, &mc_cabinet_look_table, NULL };

static const struct mc_desk_view *view_of(const struct watch *watch) {
	return watch->watch == NULL ? NULL : watch->watch->data;
}

static const struct mc_command_table *page(const void *data) {
	const struct watch *watch = data;

	return watch->cabinet.page != MC_CABINET_CLOSED ? mc_cabinet_table(&watch->cabinet)
							: &table;
}

static bool waits(const void *data, int32_t key) {
	const struct watch *watch = data;

	return watch->cabinet.page != MC_CABINET_CLOSED &&
	       mc_cabinet_waits(&watch->cabinet, &watch->pending, key);
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	(void)data;
	(void)context;
	mc_effects_watch(fx, MC_QUERY_DESK, "");
}

static struct mc_cabinet_room room_of(
	struct watch *watch, const struct mc_screen_context *context, struct mc_effects *fx) {
	const struct mc_desk_view *view = view_of(watch);

	return (struct mc_cabinet_room){ .context = context,
		.fx = fx,
		.pending = &watch->pending,
		.notice = &watch->notice,
		.deeds = &watch->deeds,
		.hall = view == NULL ? NULL : &view->hall };
}

static void open_marked(struct watch *watch, const struct mc_cabinet_room *room) {
	const struct mc_desk_view *view = view_of(watch);

	if (view != NULL && watch->due.chosen < view->due_count) {
		watch->cabinet.look_only = true;
		mc_cabinet_open_code(&watch->cabinet, room, view->due[watch->due.chosen].code);
	}
}

static void take_answer(struct watch *watch, const struct mc_cabinet_room *room, struct mc_msg *msg,
	struct mc_effects *fx) {
	if (mc_cabinet_update(&watch->cabinet, room, msg)) {
		return;
	}
	if (msg->answer->status != MC_OK) {
		mc_notice_error(&watch->notice, &msg->answer->error);
	} else if (msg->answer->token == 0) {
		const struct mc_desk_view *view = mc_answer_take(&watch->watch, msg);

		mc_list_count(&watch->due, view->due_count, view->due_more);
		mc_cabinet_refresh(&watch->cabinet, room);
		if (watch->jobs_token == 0) {
			watch->jobs_token = mc_effects_read(fx, MC_QUERY_JOBS, "", 0);
		}
		return;
	} else if (msg->answer->token == watch->jobs_token) {
		mc_answer_take(&watch->jobs, msg);
	}
	watch->jobs_token = 0;
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct watch *watch = data;
	struct mc_cabinet_room room = room_of(watch, context, fx);

	if (msg->kind == MC_MSG_KEY || msg->kind == MC_MSG_COMMAND || msg->kind == MC_MSG_SEEN) {
		mc_notice_clear(&watch->notice);
	}
	if (msg->kind == MC_MSG_REFUSED) {
		mc_notice_error(&watch->notice, msg->error);
	} else if (msg->kind == MC_MSG_ANSWER) {
		take_answer(watch, &room, msg, fx);
	} else if (mc_cabinet_update(&watch->cabinet, &room, msg)) {
		return;
	} else if (msg->kind == MC_MSG_COMMAND && msg->command == REFRESH) {
		mc_effects_watch(fx, MC_QUERY_DESK, "");
	} else if (msg->kind == MC_MSG_COMMAND && msg->command == OPEN) {
		open_marked(watch, &room);
	} else if (msg->kind == MC_MSG_COMMAND && msg->command == MC_COMMAND_UNDO) {
		mc_notice_say(&watch->notice, MC_STYLE_WARN,
			N_("There is nothing on this page to take back."), NULL, NULL, NULL);
	} else if (msg->kind == MC_MSG_KEY) {
		mc_list_key(&watch->due, msg->key, 5, false);
	}
}

#define JOBS_ROWS 4 /* of the box with the print jobs */
#define DUE_ROWS_MIN 4 /* of the box with the dossiers */

/* Row behind the upper boxes: all lines and desks, as long as some dossiers are seen too. */
static int upper_end(const struct mc_hall *hall, int jobs_row) {
	int lines = (int)hall->line_count + 3;
	int desks = (int)hall->desk_count + 2;
	int wanted = MC_PAGE_TOP + (lines > desks ? lines : desks);
	int last = jobs_row - DUE_ROWS_MIN;

	return wanted < last ? wanted : last;
}

static void view_lines(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int end, int columns) {
	char total[MC_WORDS_SIZE];

	mc_words_waiting(context->lang, (int)hall->waiting_total, total);
	mc_frame_box(frame, row, 0, end - row, columns, mc_tr(context->lang, N_("Lines")), total);
	mc_frame_right(frame, ++row, columns - 25, 23, MC_STYLE_MUTED,
		mc_tr(context->lang, N_("wait  longest desks")));
	for (size_t i = 0; i < hall->line_count && row + 1 < end - 1; i++) {
		const struct mc_line *line = &hall->lines[i];
		int64_t waited = line->oldest_since == 0 ? 0 : context->now - line->oldest_since;
		bool long_wait =
			line->target_wait_min > 0 && waited > line->target_wait_min * MC_MINUTE_MS;
		char longest[MC_WORDS_SIZE] = "-";

		row++;
		if (line->oldest_since != 0) {
			mc_words_span(context->lang, waited, longest);
		}
		mc_frame_fit(frame, row, 2, 2, MC_STYLE_STRONG, line->line);
		mc_frame_fit(frame, row, 4, columns - 24, MC_STYLE_TEXT,
			mc_word_name(context->lang, line->name_vi, line->name_en));
		mc_frame_textf(frame, row, columns - 19, 4, MC_STYLE_STRONG, "%3d%s", line->waiting,
			long_wait ? "!" : "");
		mc_frame_right(frame, row, columns - 15, 9,
			long_wait ? MC_STYLE_WARN : MC_STYLE_TEXT, longest);
		mc_frame_textf(frame, row, columns - 5, 3,
			line->open_desks == 0 && line->waiting > 0 ? MC_STYLE_ERROR : MC_STYLE_TEXT,
			"%3d", line->open_desks);
	}
	mc_draw_more(frame, context, end - 1, 2, columns - 4,
		MC_PAGE_TOP + (int)hall->line_count + 3 - end);
}

static void view_desks(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int end, int column) {
	int columns = frame->columns - column;
	int open = 0;
	char count[MC_WORDS_SIZE];

	for (size_t i = 0; i < hall->desk_count; i++) {
		open += hall->desks[i].state == MC_DESK_OPEN;
	}
	snprintf(count, sizeof count, mc_tr(context->lang, N_("%d of %d open")), open,
		(int)hall->desk_count);
	mc_frame_box(
		frame, row, column, end - row, columns, mc_tr(context->lang, N_("Desks")), count);
	for (size_t i = 0; i < hall->desk_count && row + 1 < end - 1; i++) {
		const struct mc_desk *desk = &hall->desks[i];
		char span[MC_WORDS_SIZE] = "";

		row++;
		mc_frame_fit(frame, row, column + 2, 3, MC_STYLE_STRONG, desk->desk);
		if (desk->has_ticket) {
			mc_words_span(context->lang, context->now - desk->ticket.called_at, span);
			mc_frame_fit(
				frame, row, column + 5, 6, MC_STYLE_STRONG, desk->ticket.label);
			mc_frame_fit(frame, row, column + 11, 9, MC_STYLE_TEXT, span);
		} else {
			mc_frame_fit(frame, row, column + 5, 16,
				desk->state == MC_DESK_PAUSED ? MC_STYLE_WARN : MC_STYLE_MUTED,
				mc_tr(context->lang, desk->state == MC_DESK_OPEN
							     ? N_("free")
							     : mc_word_desk_state(desk->state)));
		}
		mc_frame_fit_end(frame, row, column + 21, columns - 23, MC_STYLE_TEXT,
			desk->staff_name == NULL || *desk->staff_name == '\0'
				? mc_tr(context->lang, mc_word_actor(desk->staff))
				: desk->staff_name);
	}
	mc_draw_more(frame, context, end - 1, column + 2, columns - 4,
		MC_PAGE_TOP + (int)hall->desk_count + 2 - end);
}

struct due_data {
	const struct mc_desk_view *view;
	const struct mc_screen_context *context;
};

static void due_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct due_data *due = data;
	const struct mc_dossier *dossier = &due->view->due[index];
	int owner = columns >= 100 ? 24 : 0;
	char words[2 * MC_WORDS_SIZE];
	enum mc_style due_style = mc_cabinet_due_words(dossier, due->context, words);

	mc_frame_fit_end(frame, row, column, 12, style,
		mc_code_short(due->view->hall.office.code, dossier->code));
	mc_frame_fit(frame, row, column + 14, 28, due_style == MC_STYLE_ERROR ? due_style : style,
		words);
	mc_frame_fit_end(frame, row, column + 43, owner, style, dossier->owner);
	column += 43 + (owner > 0 ? owner + 1 : 0);
	columns -= 43 + (owner > 0 ? owner + 1 : 0);
	mc_frame_fit(frame, row, column, columns, style,
		mc_word_name(
			due->context->lang, dossier->procedure_name, dossier->procedure_name_en));
}

static void view_due(const struct watch *watch, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end) {
	struct due_data data = { view, context };
	int late = 0;
	char count[MC_WORDS_SIZE];

	for (size_t i = 0; i < view->due_count; i++) {
		late += mc_cabinet_late(&view->due[i], context->now);
	}
	/* the latest stand first: as many as are seen there are at least */
	snprintf(count, sizeof count,
		mc_tr(context->lang, late == 0 ? N_("none late")
				     : late == (int)view->due_count && view->due_more
					     ? N_("%d late at least")
					     : N_("%d late")),
		late);
	mc_frame_box(frame, row, 0, end - row, frame->columns,
		mc_tr(context->lang, N_("Due and late")), count);
	mc_frame_cursor(frame, row + 1, 1);
	if (view->due_count == 0) {
		mc_frame_text(frame, row + 1, 2, -1, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("Nothing is due.")));
	}
	mc_list_view(&watch->due, frame, row + 1, 1, end - row - 2, frame->columns - 2, true, false,
		due_row, &data);
}

/* Each printer in trouble, and why; how many rows they took. */
static size_t view_printers(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int end) {
	const struct mc_paper_way *way;
	size_t place = 0, shown = 0;
	int waiting;

	while (row + (int)shown < end &&
		(way = mc_printing_next(hall, context->now, &place, &waiting)) != NULL) {
		enum mc_printer_state state = mc_paper_way_state(way, context->now);
		char words[MC_WORDS_SIZE * 8];

		snprintf(words, sizeof words,
			mc_tr_count(context->lang, N_("%s · %d paper waits"),
				N_("%s · %d papers wait"), waiting),
			mc_tr(context->lang, mc_printer_state_row(state)->word), waiting);
		if (*way->message != '\0' && state == way->state) {
			size_t used = strlen(words);

			snprintf(words + used, sizeof words - used, " · %s", way->message);
		}
		mc_frame_fit(frame, row + (int)shown, 2, 22, MC_STYLE_STRONG,
			*way->printer != '\0' ? way->printer
					      : mc_tr(context->lang, mc_word_form(way->form)));
		shown += (size_t)mc_frame_wrap(frame, row + (int)shown, 25, end - row - (int)shown,
			frame->columns - 27, MC_STYLE_ERROR, words);
	}
	return shown;
}

/* Room for what is wrong: one row more where a printer's own sentence is to be read to its end. */
static int jobs_rows(const struct mc_hall *hall, const struct mc_screen_context *context) {
	size_t place = 0;
	int waiting;
	bool trouble = mc_printing_next(hall, context->now, &place, &waiting) != NULL;
	return JOBS_ROWS + trouble;
}

static void view_jobs(const struct watch *watch, const struct mc_hall *hall,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end) {
	const struct mc_jobs *jobs = watch->jobs == NULL ? NULL : watch->jobs->data;
	size_t shown;

	mc_frame_box(frame, row, 0, end - row, frame->columns,
		mc_tr(context->lang, N_("Printing in trouble")), NULL);
	shown = view_printers(hall, context, frame, row + 1, end - 1);
	row += (int)shown;
	for (size_t i = 0; jobs != NULL && i < jobs->count && row + 1 < end - 1; i++) {
		const struct mc_job *job = &jobs->rows[i];

		if (!mc_print_is_lost(job->state)) {
			continue;
		}
		row++;
		shown++;
		mc_frame_fit(frame, row, 2, 22, MC_STYLE_STRONG, job->subject);
		mc_frame_fit(frame, row, 25, 14, MC_STYLE_TEXT,
			mc_tr(context->lang, mc_word_form(job->form)));
		mc_frame_fit(frame, row, 40, frame->columns - 42, MC_STYLE_ERROR,
			*job->message != '\0'
				? job->message
				: mc_tr(context->lang, mc_print_state_word(job->state)));
	}
	if (shown == 0) {
		mc_frame_fit(frame, row + 1, 2, frame->columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, jobs == NULL ? N_("reading…") : N_("None.")));
	}
}

static void draw(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct watch *watch = data;
	const struct mc_desk_view *view = view_of(watch);
	int end = mc_page_end(frame);
	int half = frame->columns * 9 / 16;
	struct mc_cabinet_room room = { .context = context,
		.hall = view == NULL ? NULL : &view->hall };
	char office[2 * MC_WORDS_SIZE];
	char left[MC_WORDS_SIZE * 4];

	mc_words_office(context->office, office);
	snprintf(left, sizeof left, "%s%s%s", mc_tr(context->lang, N_("WATCH")),
		*context->office == '\0' ? "" : " · ", office);
	mc_draw_bar(frame, context, left);
	mc_frame_cursor(frame, MC_PAGE_TOP + 1, 2);
	if (view == NULL) {
		mc_frame_text(frame, MC_PAGE_TOP + 1, 2, -1, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("reading…")));
	} else if (watch->cabinet.page != MC_CABINET_CLOSED) {
		mc_cabinet_view(&watch->cabinet, &room, frame);
	} else {
		int jobs = end - jobs_rows(&view->hall, context);
		int due = upper_end(&view->hall, jobs);

		view_lines(&view->hall, context, frame, MC_PAGE_TOP, due, half);
		view_desks(&view->hall, context, frame, MC_PAGE_TOP, due, half);
		view_due(watch, view, context, frame, due, jobs);
		view_jobs(watch, &view->hall, context, frame, jobs, end);
	}
	mc_draw_status(frame, context, view == NULL ? NULL : &view->hall);
	mc_draw_notice(frame, context, &watch->notice);
}

static int wake_ms(const void *data, const struct mc_screen_context *context) {
	const struct mc_desk_view *view = view_of(data);

	return mc_printing_wake_ms(view == NULL ? NULL : &view->hall, context->now);
}

static void finish(void *data) {
	struct watch *watch = data;

	mc_answer_destroy(watch->watch);
	mc_answer_destroy(watch->jobs);
	mc_cabinet_finish(&watch->cabinet);
}

const struct mc_screen mc_screen_watch = {
	.name = "watch",
	.title = N_("Watch"),
	.door = MC_DOOR_WATCH,
	.tables = tables,
	.model_size = sizeof(struct watch),
	.init = init,
	.update = update,
	.view = draw,
	.page = page,
	.waits = waits,
	.wake_ms = wake_ms,
	.finish = finish,
};

/*
 * The hall board: the last call in letters to be read across the hall, the calls
 * before it, and how many wait in each line. Nothing personal. A new call
 * blinks three times (once in 0.6 s, well below 2 Hz) and then stands still;
 * calls that come close together each keep the large place for four seconds.
 */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/parts/notice.h"
#include "ui/screen.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define BLINK_MS 300 /* half a blink */
#define BLINKS 3
#define HOLD_MS 4000

#define LINES_COLUMNS 32 /* of the panel with the lines */
#define CELL_COLUMNS 48 /* of an earlier call: "A012", an arrow, a desk of two digits */

struct board {
	struct mc_answer *watch; /* struct mc_hall */
	struct mc_notice notice;
	mc_time shown_at; /* instant of the call in the large place; 0: none */
	char shown[MC_LABEL_SIZE];
	int64_t since_ms; /* when it got there */
	bool blinks;
};

static const struct mc_command commands[] = { { 0 } };
static const struct mc_command_table table = { "board", N_("Hall board"), commands,
	mc_public_commands };
static const struct mc_command_table *const tables[] = { &table, NULL };

static const struct mc_hall *hall_of(const struct board *board) {
	return board->watch == NULL ? NULL : board->watch->data;
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	(void)data;
	(void)context;
	mc_effects_watch(fx, MC_QUERY_HALL, "");
}

static bool newer(const struct mc_call *call, const struct board *board) {
	return call->at > board->shown_at;
}

static void show(struct board *board, const struct mc_call *call, int64_t tick_ms, bool blinks) {
	board->shown_at = call->at;
	mc_copy(board->shown, sizeof board->shown, call->label);
	board->since_ms = tick_ms;
	board->blinks = blinks;
}

/* Moves to the next newer call when the one shown had its time. */
static void advance(struct board *board, int64_t tick_ms) {
	const struct mc_hall *hall = hall_of(board);

	if (hall == NULL || hall->call_count == 0) {
		return;
	}
	if (board->shown_at != 0 && tick_ms - board->since_ms < HOLD_MS) {
		return;
	}
	for (size_t i = hall->call_count;
		i-- > 0;) { /* newest first: from the end, the oldest newer one */
		if (newer(&hall->calls[i], board)) {
			show(board, &hall->calls[i], tick_ms, true);
			return;
		}
	}
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct board *board = data;

	(void)fx;
	if (msg->kind == MC_MSG_ANSWER && msg->answer->token == 0 && msg->answer->status == MC_OK) {
		bool first = board->watch == NULL;
		const struct mc_hall *hall = mc_answer_take(&board->watch, msg);

		mc_notice_clear(&board->notice);
		if (first && hall->call_count > 0) { /* called before this board was switched on */
			show(board, &hall->calls[0], context->tick_ms, false);
		}
	} else if (msg->kind == MC_MSG_ANSWER && msg->answer->status != MC_OK) {
		mc_notice_error(&board->notice, &msg->answer->error);
	}
	advance(board, context->tick_ms);
}

static bool lit(const struct board *board, int64_t tick_ms) {
	int64_t phase = (tick_ms - board->since_ms) / BLINK_MS;

	return board->blinks && phase >= 0 && phase < 2 * BLINKS && phase % 2 == 0;
}

static int wake_ms(const void *data, const struct mc_screen_context *context) {
	const struct board *board = data;
	const struct mc_hall *hall = hall_of(board);
	int64_t since = context->tick_ms - board->since_ms;

	if (board->blinks && since >= 0 && since < BLINK_MS * BLINKS * 2) {
		return (int)(BLINK_MS - since % BLINK_MS);
	}
	if (hall != NULL && hall->call_count > 0 && newer(&hall->calls[0], board) &&
		since < HOLD_MS) {
		return (int)(HOLD_MS - since);
	}
	return -1;
}

/* ---- drawing ---- */

/* The call in the large place; when it is no longer told (called again just now), the newest. */
static const struct mc_call *shown_call(const struct board *board, const struct mc_hall *hall) {
	for (size_t i = 0; i < hall->call_count; i++) {
		if (hall->calls[i].at == board->shown_at &&
			strcmp(hall->calls[i].label, board->shown) == 0) {
			return &hall->calls[i];
		}
	}
	return hall->call_count > 0 ? &hall->calls[0] : NULL;
}

/* The largest scale at which "A012" and the desk fit side by side in the upper half. */
static int large_scale(const struct mc_frame *frame, const struct mc_call *call) {
	int scale = (frame->rows / 2 - 5) / 7;

	while (scale > 1 && mc_big_columns(MC_BIG_7, scale, call->label) +
					    mc_big_columns(MC_BIG_7, scale, call->desk) +
					    8 * scale >
				    frame->columns) {
		scale--;
	}
	return scale < 1 ? 1 : scale;
}

/*
 * The number, and the desk as a block with its digits cut out, so that nobody
 * reads "A012 3" as one number. While lit, both are drawn the other way round.
 * Returns the row behind.
 */
static int view_large(const struct board *board, const struct mc_screen_context *context,
	struct mc_frame *frame, const struct mc_call *call) {
	int scale = large_scale(frame, call);
	int rows = mc_big_rows(MC_BIG_7, scale);
	int number = mc_big_columns(MC_BIG_7, scale, call->label);
	int block = mc_big_columns(MC_BIG_7, scale, call->desk) + 4 * scale;
	bool on = lit(board, context->tick_ms);
	int gap = number + block < frame->columns ? (frame->columns - number - block) / 3 : 0;
	int desk = 2 * gap + number;
	char line[MC_WORDS_SIZE * 2];

	if (on) {
		mc_frame_fill(frame, 1, 0, rows + 2, frame->columns, MC_STYLE_CALL);
	}
	mc_frame_big(
		frame, 2, gap, MC_BIG_7, scale, on ? MC_STYLE_TEXT : MC_STYLE_BIG, call->label);
	mc_frame_fill(frame, 1, desk, rows + 2, block, on ? MC_STYLE_TEXT : MC_STYLE_BIG);
	mc_frame_big(frame, 2, desk + 2 * scale, MC_BIG_7, scale,
		on ? MC_STYLE_CALL : MC_STYLE_TEXT, call->desk);
	snprintf(line, sizeof line, mc_tr(context->lang, N_("Number %s, please come to desk %s")),
		call->label, call->desk);
	mc_frame_centre(frame, 3 + rows, 0, frame->columns, MC_STYLE_STRONG, line);
	return rows + 4;
}

/* One call before: number → desk, and the same in words below. */
static void view_one_earlier(const struct mc_call *call, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column, int columns, int scale) {
	int arrow = column + mc_big_columns(MC_BIG_5, scale, call->label) + scale;
	int desk = arrow + 2 * scale;
	char words[MC_WORDS_SIZE];

	snprintf(words, sizeof words, mc_tr(context->lang, N_("%s · desk %s")), call->label,
		call->desk);
	mc_frame_big(frame, row, column, MC_BIG_5, scale, MC_STYLE_BIG, call->label);
	if (desk + mc_big_columns(MC_BIG_5, scale, call->desk) <= column + columns) {
		mc_frame_text(frame, row + mc_big_rows(MC_BIG_5, scale) / 2, arrow, 1,
			MC_STYLE_STRONG, "→");
		mc_frame_big(frame, row, desk, MC_BIG_5, scale, MC_STYLE_CALL, call->desk);
	}
	mc_frame_fit(
		frame, row + mc_big_rows(MC_BIG_5, scale), column, columns, MC_STYLE_STRONG, words);
}

/* The calls before, one size smaller than the last one, in `columns` columns from the left. */
static void view_earlier(const struct mc_hall *hall, const struct mc_call *large,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int columns) {
	int smaller = large_scale(frame, large) - 1;
	int scale = smaller < 1 ? 1 : smaller;
	int column = 1;
	int rows;
	int beside;
	int each;

	while (scale > 1 && scale * CELL_COLUMNS > columns) {
		scale--;
	}
	rows = mc_big_rows(MC_BIG_5, scale) + 1;
	beside = columns / (scale * CELL_COLUMNS);
	each = columns / (beside > 0 ? beside : 1);
	mc_frame_text(frame, row, 1, -1, MC_STYLE_HEAD, mc_tr(context->lang, N_("Called before")));
	row++;
	for (size_t i = 0; i < hall->call_count && row + rows <= frame->rows; i++) {
		const struct mc_call *call = &hall->calls[i];

		if (call == large || call->at > large->at) {
			continue;
		}
		view_one_earlier(call, context, frame, row, column, each - 1, scale);
		column += each;
		if (column + each > columns + 1) {
			column = 1;
			row += rows;
		}
	}
}

/* How many wait in each line, right of the calls before. */
static void view_lines(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int column) {
	int columns = frame->columns - column - 1;
	int spare = frame->rows - row - 1 - (int)hall->line_count; /* rows beyond one each */

	mc_frame_fill(frame, row, column - 1, frame->rows - row, columns + 2, MC_STYLE_BAR);
	mc_frame_fit(
		frame, row, column, columns, MC_STYLE_BAR, mc_tr(context->lang, N_("Waiting:")));
	row++;
	for (size_t i = 0; i < hall->line_count && row < frame->rows; i++) {
		const struct mc_line *line = &hall->lines[i];
		const char *name = mc_word_name(context->lang, line->name_vi, line->name_en);
		int rows = spare > 0 && mc_text_width(name) > columns - 7 ? 2 : 1;

		mc_frame_textf(frame, row, column, 2, MC_STYLE_BAR, "%s", line->line);
		mc_frame_wrap(frame, row, column + 2, rows, columns - 7, MC_STYLE_BAR, name);
		mc_frame_textf(
			frame, row, column + columns - 4, 4, MC_STYLE_BAR, "%4d", line->waiting);
		row += rows;
		spare -= rows - 1;
	}
	if (spare < 0) { /* the last row says so, and is one line more that is not seen */
		mc_frame_fill(frame, frame->rows - 1, column, 1, columns, MC_STYLE_BAR);
		mc_draw_more(frame, context, frame->rows - 1, column, columns, 1 - spare);
	}
}

static void view(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct board *board = data;
	const struct mc_hall *hall = hall_of(board);
	const struct mc_call *call = hall == NULL ? NULL : shown_call(board, hall);
	int calls = frame->columns - LINES_COLUMNS;
	struct mc_screen_context nobody = *context;
	int row = 11;

	nobody.staff_name = ""; /* a hall needs no names, and nobody to work here */
	nobody.who.roles = MC_ROLES_ALL;
	mc_draw_bar(frame, &nobody, context->office);
	if (hall == NULL) {
		mc_frame_centre(frame, frame->rows / 2, 0, frame->columns, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("One moment please…")));
	} else if (call == NULL) {
		mc_frame_centre(frame, row / 2, 0, frame->columns, MC_STYLE_STRONG,
			mc_tr(context->lang, N_("Please take a number and wait to be called.")));
	} else {
		row = view_large(board, context, frame, call);
		view_earlier(hall, call, context, frame, row, calls);
	}
	if (hall != NULL && hall->line_count > 0) {
		view_lines(hall, context, frame, row, calls + 1);
	}
	if (context->store == MC_STORE_DOWN || board->notice.text.format != NULL) {
		mc_frame_fill(frame, frame->rows - 1, 0, 1, frame->columns, MC_STYLE_WARN);
		mc_frame_centre(frame, frame->rows - 1, 0, frame->columns, MC_STYLE_WARN,
			mc_tr(context->lang,
				N_("The board is out of touch: please listen to the calls.")));
	}
}

static void finish(void *data) {
	struct board *board = data;

	mc_answer_destroy(board->watch);
}

const struct mc_screen mc_screen_board = {
	.name = "board",
	.title = N_("Hall board"),
	.door = MC_DOOR_KIOSK,
	.open_to_public = true,
	.tables = tables,
	.model_size = sizeof(struct board),
	.init = init,
	.update = update,
	.view = view,
	.wake_ms = wake_ms,
	.finish = finish,
};

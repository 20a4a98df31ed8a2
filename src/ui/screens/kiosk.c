/*
 * The kiosk: a citizen takes a number with one digit. The number is shown large
 * whether or not a printer works; after 30 seconds without a key the page goes
 * back to the start, in Vietnamese. No letters are needed and nothing personal
 * is shown. A second press of the digit while the number is being saved, or
 * right after, takes no second number: the page with the number knows no digit.
 */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/parts/notice.h"
#include "ui/parts/printing.h"
#include "ui/pending.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define IDLE_MS 30000
#define LINES_MAX 8
#define BOX_ROWS_MAX 11 /* higher ones only look empty */
#define SETTLE_MS 1500 /* a key this soon after the number is a finger that bounced */

enum kiosk_page { START, NUMBER };
enum { CHOOSE = 1, MORE, AGAIN };

struct kiosk {
	enum kiosk_page page;
	struct mc_answer *watch; /* struct mc_hall */
	struct mc_pending pending;
	struct mc_notice notice;
	size_t first; /* line shown as number 1 */
	struct mc_ticket ticket;
	bool paper; /* one was made with it */
	bool comes; /* which comes out, as far as is known */
	int64_t touched_ms; /* last key, or when the number came */
};

static const struct mc_command start_commands[] = {
	{ CHOOSE, "choose", "1-8", NULL, N_("Take a number for the line with this digit."),
		MC_STEP_ONCE },
	{ MORE, "more", "0", NULL, N_("Show more lines.") },
	{ 0 },
};
static const struct mc_command number_commands[] = {
	{ AGAIN, "back-to-start", "0 1-9 Enter Space", NULL,
		N_("Back to the first page, for the next citizen."), MC_STEP_ONCE },
	{ 0 },
};
static const struct mc_command_table start_table = { "kiosk", N_("Kiosk"), start_commands,
	mc_public_commands };
static const struct mc_command_table number_table = { "kiosk-number", N_("Your number"),
	number_commands, mc_public_commands };
static const struct mc_command_table *const tables[] = { &start_table, &number_table, NULL };

static const struct mc_hall *hall_of(const struct kiosk *kiosk) {
	return kiosk->watch == NULL ? NULL : kiosk->watch->data;
}

static const struct mc_command_table *page(const void *data) {
	return ((const struct kiosk *)data)->page == NUMBER ? &number_table : &start_table;
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	((struct kiosk *)data)->touched_ms = context->tick_ms;
	mc_effects_watch(fx, MC_QUERY_HALL, "");
}

/* ---- keys ---- */

/* Opened for nobody: a real office gives no numbers then. Known once the office was read. */
static bool opened_for_nobody(const struct mc_screen_context *context) {
	return *context->who.staff == '\0' && context->who.roles == 0 && *context->office != '\0';
}

static bool is_closed(const struct mc_hall *hall, mc_time now) {
	return !mc_hours_hold(&hall->hours, mc_minute_of(now));
}

/* Whether a line gives numbers now; if not, says why in words for citizens. */
static bool is_offered(
	struct kiosk *kiosk, const struct mc_hall *hall, const struct mc_line *line, mc_time now) {
	struct mc_span session = mc_line_session(&hall->hours, line);
	char from[MC_DAY_TEXT_SIZE];
	char to[MC_DAY_TEXT_SIZE];

	switch (mc_opening_of(&hall->hours, line, now)) {
	case MC_OPENING_YES: return true;
	case MC_OPENING_OFFICE: return false; /* the whole page says so */
	case MC_OPENING_LINE:
		mc_minute_format(session.from, from);
		mc_minute_format(session.to, to);
		mc_notice_say(&kiosk->notice, MC_STYLE_WARN,
			N_("This line is closed at this hour (open %s to %s)."), from, to, NULL);
		return false;
	case MC_OPENING_QUOTA:
	case MC_OPENING_RANGE:
		mc_notice_say(&kiosk->notice, MC_STYLE_WARN,
			N_("This line has no numbers left for today: please ask the staff."), NULL,
			NULL, NULL);
		return false;
	}
	return false;
}

static void choose(struct kiosk *kiosk, const struct mc_screen_context *context, int32_t key,
	struct mc_effects *fx) {
	const struct mc_hall *hall = hall_of(kiosk);
	size_t index = kiosk->first + (size_t)(key - '1');
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE };

	if (hall == NULL || is_closed(hall, context->now) || opened_for_nobody(context)) {
		return;
	}
	if (index >= hall->line_count || key - '1' >= LINES_MAX) {
		mc_notice_say(&kiosk->notice, MC_STYLE_TEXT,
			N_("Please press one of the digits shown."), NULL, NULL, NULL);
		return;
	}
	if (!is_offered(kiosk, hall, &hall->lines[index], context->now)) {
		return;
	}
	act.as.issue = (struct mc_act_issue){
		.line = hall->lines[index].line, .any_kind = true, .appointment_min = -1
	};
	/* the choice is part of what is tried again: another line is another act */
	(void)!mc_pending_send(&kiosk->pending, 1 + (int)index, context, &act, fx);
}

static void to_start(struct kiosk *kiosk) {
	kiosk->page = START;
	kiosk->first = 0;
	kiosk->ticket = (struct mc_ticket){ 0 };
	mc_notice_clear(&kiosk->notice);
}

static void run(struct kiosk *kiosk, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	const struct mc_hall *hall = hall_of(kiosk);
	int64_t quiet = context->tick_ms - kiosk->touched_ms;

	mc_notice_clear(&kiosk->notice);
	if (kiosk->page == NUMBER && quiet < SETTLE_MS) {
		return;
	}
	kiosk->touched_ms = context->tick_ms;
	if (kiosk->page == NUMBER) {
		if (msg->command == AGAIN || msg->command == MC_COMMAND_BACK) {
			to_start(kiosk);
		}
	} else if (msg->command == CHOOSE && msg->key >= '1') {
		choose(kiosk, context, msg->key, fx);
	} else if (msg->command == MORE && hall != NULL) {
		kiosk->first += LINES_MAX;
		kiosk->first = kiosk->first < hall->line_count ? kiosk->first : 0;
	} else if (msg->command == MC_COMMAND_BACK) {
		kiosk->first = 0;
	}
}

#define ASK_STAFF N_("No numbers can be given now: please ask the staff.")

/*
 * What a citizen can do about it. The store's own sentences are for staff; what
 * it refuses shows on the page as soon as that is read again.
 */
static void say_failure(struct kiosk *kiosk, const struct mc_error *error) {
	mc_notice_say(&kiosk->notice, MC_STYLE_WARN,
		mc_status_is_transient(error->status)
			? N_("No number was given yet: please press the digit once more.")
			: ASK_STAFF,
		NULL, NULL, NULL);
}

static void take_outcome(
	struct kiosk *kiosk, const struct mc_screen_context *context, const struct mc_msg *msg) {
	const struct mc_outcome *outcome = msg->answer->data;

	if (!mc_pending_answered(&kiosk->pending, msg)) {
		return;
	}
	kiosk->touched_ms = context->tick_ms;
	if (msg->answer->status != MC_OK) {
		say_failure(kiosk, &msg->answer->error);
		return;
	}
	kiosk->ticket = outcome->ticket;
	kiosk->paper = outcome->job != 0;
	kiosk->comes = !mc_printing_of(hall_of(kiosk), MC_FORM_TICKET, context->now).trouble;
	kiosk->page = NUMBER;
}

static void look_at_printer(struct kiosk *kiosk, const struct mc_screen_context *context) {
	kiosk->comes =
		mc_printing_comes(hall_of(kiosk), MC_FORM_TICKET, context->now, kiosk->comes);
}

/* Nobody there any more: start page, Vietnamese. */
static void forget(
	struct kiosk *kiosk, const struct mc_screen_context *context, struct mc_effects *fx) {
	bool away = kiosk->page != START || kiosk->first != 0 || context->lang != MC_LANG_VI ||
		    kiosk->notice.text.format != NULL;

	if (away && kiosk->pending.token == 0 && context->tick_ms - kiosk->touched_ms >= IDLE_MS) {
		to_start(kiosk);
		kiosk->pending.unsure = false; /* the next citizen's number is another one */
		kiosk->touched_ms = context->tick_ms;
		if (context->lang != MC_LANG_VI) {
			mc_effects_language(fx, MC_LANG_VI);
		}
	}
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct kiosk *kiosk = data;

	switch (msg->kind) {
	case MC_MSG_COMMAND: run(kiosk, context, msg, fx); break;
	case MC_MSG_KEY:
		if (kiosk->page == START) {
			kiosk->touched_ms = context->tick_ms;
			mc_notice_say(&kiosk->notice, MC_STYLE_TEXT,
				N_("Please press one of the digits shown."), NULL, NULL, NULL);
		}
		break;
	case MC_MSG_ANSWER:
		if (msg->answer->token == 0 && msg->answer->status == MC_OK) {
			const struct mc_hall *hall = mc_answer_take(&kiosk->watch, msg);

			kiosk->first = kiosk->first < hall->line_count ? kiosk->first : 0;
			look_at_printer(kiosk, context);
		}
		break;
	case MC_MSG_OUTCOME: take_outcome(kiosk, context, msg); break;
	case MC_MSG_CONTEXT: kiosk->touched_ms = context->tick_ms; break;
	case MC_MSG_TICK:
		look_at_printer(kiosk, context);
		forget(kiosk, context, fx);
		break;
	case MC_MSG_PASTE:
	case MC_MSG_REFUSED:
	case MC_MSG_HELD:
	case MC_MSG_STRAY:
	case MC_MSG_SEEN:
	case MC_MSG_RESIZE:
	case MC_MSG_STORE:
	case MC_MSG_DRAFT:
	case MC_MSG_UNSAVED: break;
	}
}

static int wake_ms(const void *data, const struct mc_screen_context *context) {
	const struct kiosk *kiosk = data;
	int64_t since = context->tick_ms - kiosk->touched_ms;

	if (kiosk->page == START && kiosk->first == 0 && context->lang == MC_LANG_VI &&
		kiosk->notice.text.format == NULL) {
		return -1;
	}
	return since >= IDLE_MS ? 0 : (int)(1000 - since % 1000); /* the countdown */
}

/* ---- drawing ---- */

static void view_title(const struct mc_screen_context *context, struct mc_frame *frame) {
	char clock[MC_WORDS_SIZE];
	int width;

	mc_words_clock(context->lang, context->now, clock);
	width = mc_text_width(clock);
	mc_frame_fill(frame, 0, 0, 2, frame->columns, MC_STYLE_BAR);
	mc_frame_fit(frame, 0, 1, frame->columns - width - 4, MC_STYLE_BAR, context->office);
	mc_frame_text(frame, 0, frame->columns - width - 1, width, MC_STYLE_BAR, clock);
	mc_frame_fit(frame, 1, 1, frame->columns - 2,
		context->practice ? MC_STYLE_WARN : MC_STYLE_BAR,
		context->practice ? mc_tr(context->lang, N_("PRACTICE: these numbers are not real"))
				  : "");
	mc_frame_right(frame, 1, frame->columns / 2, frame->columns / 2 - 1, MC_STYLE_BAR,
		mc_tr(context->lang, N_("* Tiếng Việt")));
}

struct box {
	int row, column, rows, columns;
};

/* Whether a box has room for a digit to be seen from afar. */
static bool is_large(const struct box *box) {
	return box->rows >= mc_big_rows(MC_BIG_5, 1) + 2;
}

static void view_digit(const struct box *box, int row, int digit, struct mc_frame *frame) {
	char text[2] = { (char)('0' + digit), '\0' };

	if (!is_large(box)) {
		mc_frame_textf(frame, row, box->column + 2, 3, MC_STYLE_KEY, " %s ", text);
		return;
	}
	mc_frame_big(frame, box->row + (box->rows - mc_big_rows(MC_BIG_5, 1)) / 2, box->column + 2,
		MC_BIG_5, 1, MC_STYLE_BIG, text);
	mc_frame_text(frame, row, box->column + 9, 1, MC_STYLE_STRONG, text);
}

static void choice_words(const struct mc_line *line, enum mc_opening opening, enum mc_lang lang,
	char out[MC_WORDS_SIZE]) {
	switch (opening) {
	case MC_OPENING_YES: mc_words_waiting(lang, line->waiting, out); break;
	case MC_OPENING_OFFICE:
	case MC_OPENING_LINE: mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("closed now"))); break;
	case MC_OPENING_QUOTA:
	case MC_OPENING_RANGE:
		mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("no numbers left today")));
		break;
	}
}

/*
 * A box per line: its digit, its name, how many wait (in the border where the name
 * is long). A line that gives no numbers has no digit and says why.
 */
static void view_choice(const struct mc_line *line, enum mc_opening opening, int digit,
	const struct mc_screen_context *context, struct mc_frame *frame, const struct box *box) {
	const char *name = mc_word_name(context->lang, line->name_vi, line->name_en);
	enum mc_style style = opening == MC_OPENING_YES ? MC_STYLE_STRONG : MC_STYLE_MUTED;
	char words[MC_WORDS_SIZE];
	int indent = is_large(box) ? 11 : 6;
	int columns = box->columns - indent - 2;
	bool crowded = box->rows <= 4 && mc_text_width(name) > columns;
	int row = box->row + 1 + (box->rows - 4) / 2;

	choice_words(line, opening, context->lang, words);
	mc_frame_box(frame, box->row, box->column, box->rows, box->columns, NULL,
		crowded ? words : NULL);
	if (opening == MC_OPENING_YES) {
		view_digit(box, row, digit, frame);
	}
	row += mc_frame_wrap(frame, row, box->column + indent, 2, columns, style, name);
	if (!crowded) {
		mc_frame_fit(frame, row, box->column + indent, columns, MC_STYLE_MUTED, words);
	}
}

static void view_start(const struct kiosk *kiosk, const struct mc_hall *hall,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	size_t left = hall->line_count - kiosk->first;
	int shown = left < LINES_MAX ? (int)left : LINES_MAX;
	int rows = (frame->rows - 6) / (shown > 2 ? (shown + 1) / 2 : 1);
	int columns = frame->columns / 2;

	mc_frame_centre(frame, 2, 0, frame->columns, MC_STYLE_STRONG,
		mc_tr(context->lang, N_("Press a digit to take your number")));
	rows = rows < BOX_ROWS_MAX ? rows : BOX_ROWS_MAX;
	for (int i = 0; i < shown; i++) {
		const struct mc_line *line = &hall->lines[kiosk->first + (size_t)i];

		view_choice(line, mc_opening_of(&hall->hours, line, context->now), i + 1, context,
			frame, &(struct box){ 3 + i / 2 * rows, i % 2 * columns, rows, columns });
	}
	if (hall->line_count > LINES_MAX) {
		mc_frame_centre(frame, frame->rows - 3, 0, frame->columns, MC_STYLE_TEXT,
			mc_tr(context->lang, N_("0 shows more")));
	}
	if (context->busy != MC_BUSY_NO) {
		mc_frame_centre(frame, frame->rows - 2, 0, frame->columns, MC_STYLE_STRONG,
			mc_tr(context->lang, N_("One moment please…")));
	}
}

/* "07:30-11:30, 13:30-17:00": with a blank behind each comma, as people write. */
static void airy_hours(const char *hours, char *out, size_t size) {
	size_t len = 0;

	for (const char *c = hours; *c != '\0' && len + 3 < size; c++) {
		out[len++] = *c;
		if (*c == ',' && c[1] != ' ') {
			out[len++] = ' ';
		}
	}
	out[len] = '\0';
}

static void view_nobody(const struct mc_screen_context *context, struct mc_frame *frame) {
	mc_frame_centre(frame, frame->rows / 2, 0, frame->columns, MC_STYLE_STRONG,
		mc_tr(context->lang, ASK_STAFF));
	mc_frame_centre(frame, frame->rows / 2 + 2, 0, frame->columns, MC_STYLE_MUTED,
		mc_tr(context->lang,
			N_("For the staff: this kiosk was opened for nobody (MOTCUA_STAFF).")));
}

/* When the doors open again: later today, or on the next working day. */
static mc_time opens_at(const struct mc_hall *hall, mc_time now) {
	int minute = mc_hours_next(&hall->hours, mc_minute_of(now));

	return minute < 0 ? hall->reopens_at : mc_time_at(hall->day, minute);
}

static void view_closed(const struct mc_hall *hall, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	bool day_off = hall->hours.count == 0 && *hall->day_title != '\0';
	int row = frame->rows / 2 - 3;
	char when[MC_WORDS_SIZE];
	char line[MC_WORDS_SIZE * 4];

	mc_frame_centre(frame, row, 0, frame->columns, MC_STYLE_STRONG,
		mc_tr(context->lang, N_("The office is closed at this hour.")));
	if (day_off) {
		mc_frame_centre(frame, row + 1, 0, frame->columns, MC_STYLE_TEXT, hall->day_title);
	}
	mc_words_clock(context->lang, opens_at(hall, context->now), when);
	if (*when != '\0') {
		snprintf(line, sizeof line, mc_tr(context->lang, N_("Opens again: %s")), when);
		mc_frame_centre(frame, row + 3, 0, frame->columns, MC_STYLE_STRONG, line);
	}
	mc_frame_centre(frame, row + 5, 0, frame->columns, MC_STYLE_TEXT,
		mc_tr(context->lang, N_("Opening hours:")));
	airy_hours(hall->office.hours, line, sizeof line);
	mc_frame_centre(frame, row + 6, 0, frame->columns, MC_STYLE_TEXT, line);
}

static void view_number(const struct kiosk *kiosk, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	const struct mc_ticket *ticket = &kiosk->ticket;
	int64_t left = (IDLE_MS - (context->tick_ms - kiosk->touched_ms) + 999) / 1000;
	int scale = frame->rows / 24;
	bool comes = kiosk->paper && kiosk->comes;
	char line[MC_WORDS_SIZE * 2];
	int row = 5;

	while (scale > 1 && mc_big_columns(MC_BIG_7, scale, ticket->label) + 4 > frame->columns) {
		scale--;
	}
	mc_frame_centre(frame, 3, 0, frame->columns, MC_STYLE_STRONG,
		mc_tr(context->lang, N_("Your number")));
	mc_frame_big(frame, row,
		(frame->columns - mc_big_columns(MC_BIG_7, scale, ticket->label)) / 2, MC_BIG_7,
		scale, MC_STYLE_BIG, ticket->label);
	row += 7 * scale + 1;
	snprintf(line, sizeof line, mc_tr(context->lang, N_("%s · %d ahead")), ticket->label,
		ticket->ahead);
	mc_frame_centre(frame, row, 0, frame->columns, MC_STYLE_STRONG, line);
	mc_frame_centre(frame, row + 2, 0, frame->columns, comes ? MC_STYLE_TEXT : MC_STYLE_WARN,
		mc_tr(context->lang, comes ? N_("Please take the slip and wait to be called.")
					   : N_("No slip is printed: please remember your number "
						"and wait to be called.")));
	snprintf(line, sizeof line, mc_tr(context->lang, N_("Any digit: next citizen (%d s)")),
		(int)(left < 0 ? 0 : left));
	mc_frame_centre(frame, frame->rows - 2, 0, frame->columns, MC_STYLE_MUTED, line);
}

/* Whether the page can say nothing true of numbers yet: one may still come. */
static bool is_tried(const struct kiosk *kiosk, const struct mc_screen_context *context) {
	return kiosk->pending.token != 0 &&
	       (context->store == MC_STORE_DOWN || is_closed(hall_of(kiosk), context->now));
}

static void view(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct kiosk *kiosk = data;
	const struct mc_hall *hall = hall_of(kiosk);

	view_title(context, frame);
	if (kiosk->page == NUMBER) {
		view_number(kiosk, context, frame);
	} else if (hall == NULL || is_tried(kiosk, context)) {
		mc_frame_centre(frame, frame->rows / 2, 0, frame->columns, MC_STYLE_STRONG,
			mc_tr(context->lang, N_("One moment please…")));
	} else if (context->store == MC_STORE_DOWN) {
		mc_frame_centre(frame, frame->rows / 2, 0, frame->columns, MC_STYLE_STRONG,
			mc_tr(context->lang, ASK_STAFF));
	} else if (opened_for_nobody(context)) {
		view_nobody(context, frame);
	} else if (is_closed(hall, context->now)) {
		view_closed(hall, context, frame);
	} else {
		view_start(kiosk, hall, context, frame);
	}
	mc_notice_view(&kiosk->notice, context->lang, frame, frame->rows - 2, 0, 2, frame->columns);
}

static void finish(void *data) {
	mc_answer_destroy(((struct kiosk *)data)->watch);
}

const struct mc_screen mc_screen_kiosk = {
	.name = "kiosk",
	.title = N_("Kiosk"),
	.door = MC_DOOR_KIOSK,
	.open_to_public = true,
	.tables = tables,
	.model_size = sizeof(struct kiosk),
	.init = init,
	.update = update,
	.view = view,
	.page = page,
	.wake_ms = wake_ms,
	.finish = finish,
};

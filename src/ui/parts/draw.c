#include "ui/parts/draw.h"
#include "core/words/words.h"
#include "ui/parts/printing.h"
#include <motcua/text.h>
#include <stdio.h>

int mc_page_end(const struct mc_frame *frame) {
	return frame->rows - 3;
}

#define NOBODY N_("F6: who works here?")

/* Without a person a real office does nothing: that is said before the first key, once it was read. */
static bool nobody(const struct mc_screen_context *context) {
	return *context->who.staff == '\0' && context->who.roles == 0 && *context->office != '\0';
}

/* What the person's name needs of the bar, its " · " with it; never more than half. */
static int staff_columns(const struct mc_screen_context *context, int columns) {
	const char *words = nobody(context) ? mc_tr(context->lang, NOBODY) : context->staff_name;
	int width = *words == '\0' ? 0 : mc_text_width(words) + 3;

	return width < columns / 2 ? width : columns / 2;
}

static void draw_staff(
	struct mc_frame *frame, const struct mc_screen_context *context, int column, int columns) {
	if (nobody(context)) {
		mc_frame_text(frame, 0, column, 3, MC_STYLE_BAR, " · ");
		mc_frame_fit(frame, 0, column + 3, columns - 3, MC_STYLE_WARN,
			mc_tr(context->lang, NOBODY));
	} else if (*context->staff_name != '\0') {
		mc_frame_text(frame, 0, column, 3, MC_STYLE_BAR, " · ");
		mc_frame_fit(frame, 0, column + 3, columns - 3, MC_STYLE_BAR, context->staff_name);
	}
}

void mc_draw_bar(
	struct mc_frame *frame, const struct mc_screen_context *context, const char *left) {
	char clock[MC_WORDS_SIZE];
	const char *practice = context->practice ? mc_tr(context->lang, N_("PRACTICE")) : "";
	int width;
	int end;

	mc_words_clock(context->lang, context->now, clock);
	mc_frame_fill(frame, 0, 0, 1, frame->columns, MC_STYLE_BAR);
	end = frame->columns - mc_text_width(clock) - 1;
	mc_frame_text(frame, 0, end, -1, MC_STYLE_BAR, clock);
	if (*practice != '\0') {
		width = mc_text_width(practice) + 2;
		end -= width + 1;
		mc_frame_textf(frame, 0, end, width, MC_STYLE_WARN, " %s ", practice);
	}
	width = staff_columns(context, end - 2);
	width = mc_frame_fit(frame, 0, 1, end - 2 - width, MC_STYLE_BAR, left) + 1;
	draw_staff(frame, context, width, end - 1 - width);
}

void mc_draw_notice(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_notice *notice) {
	struct mc_notice wait = { 0 };
	char pid[24];

	if (context->busy == MC_BUSY_LONG && context->busy_pid > 0) {
		snprintf(pid, sizeof pid, "%ld", context->busy_pid);
		mc_notice_say(&wait, MC_STYLE_WARN,
			N_("Not saved yet: process %s holds the book. Go on working, nothing is "
			   "lost or done twice."),
			pid, NULL, NULL);
		notice = &wait;
	} else if (context->busy == MC_BUSY_LONG) {
		mc_notice_say(&wait, MC_STYLE_WARN,
			N_("Not saved yet. Go on working, nothing is lost or done twice."), NULL,
			NULL, NULL);
		notice = &wait;
	}
	mc_notice_view(notice, context->lang, frame, frame->rows - 3, 0, 2, frame->columns);
}

void mc_draw_more(struct mc_frame *frame, const struct mc_screen_context *context, int row,
	int column, int columns, int more) {
	char words[MC_WORDS_SIZE];

	if (more > 0) {
		snprintf(words, sizeof words,
			mc_tr_count(context->lang, N_("… %d more row"), N_("… %d more rows"), more),
			more);
		mc_frame_right(frame, row, column, columns, MC_STYLE_WARN, words);
	}
}

int mc_draw_pair(struct mc_frame *frame, int row, int column, int columns, const char *label,
	enum mc_style style, const char *value) {
	int used = mc_frame_fit(frame, row, column, columns, MC_STYLE_MUTED, label);

	if (used + 1 < columns) {
		used += 1 + mc_frame_fit(frame, row, column + used + 1, columns - used - 1, style,
				    value);
	}
	return column + used;
}

/* What waits is never cut: the words before it are. Returns the column behind. */
static int draw_printer(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_hall *hall, int row, int columns) {
	struct mc_printing printing = mc_printing_all(hall, context->now);
	bool doubt = !printing.trouble && hall->jobs_failed > 0;
	enum mc_style style = printing.trouble ? MC_STYLE_ERROR
			      : doubt          ? MC_STYLE_WARN
					       : MC_STYLE_TEXT;
	const char *brief = printing.trouble       ? printing.brief
			    : doubt                ? N_("something was not printed")
			    : printing.waiting > 0 ? N_("printing")
						   : N_("ready");
	char count[MC_WORDS_SIZE] = "";
	int end;

	if (printing.trouble && printing.waiting > 0) {
		snprintf(count, sizeof count,
			mc_tr_count(context->lang, N_(" · %d paper waits"), N_(" · %d papers wait"),
				printing.waiting),
			printing.waiting);
	} else if (doubt) {
		snprintf(count, sizeof count, mc_tr(context->lang, N_(" (%d in trouble)")),
			hall->jobs_failed);
	}
	end = mc_draw_pair(frame, row, 1, columns - mc_text_width(count),
		mc_tr(context->lang, N_("Printer:")), style, mc_tr(context->lang, brief));
	return end + mc_frame_text(frame, row, end, -1, style, count);
}

static const char *store_words(const struct mc_screen_context *context, const struct mc_hall *hall,
	enum mc_style *ret_style) {
	*ret_style = MC_STYLE_ERROR;
	if (context->store == MC_STORE_DOWN) {
		return N_("connection lost");
	}
	if (hall != NULL && hall->read_only) {
		return N_("can only be read");
	}
	*ret_style = MC_STYLE_WARN;
	if (context->busy == MC_BUSY_SAVING || context->busy == MC_BUSY_LONG) {
		return N_("saving…");
	}
	if (context->store == MC_STORE_BUSY) {
		return N_("busy");
	}
	*ret_style = MC_STYLE_TEXT;
	return hall == NULL ? N_("reading…") : N_("normal");
}

void mc_draw_status(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_hall *hall) {
	int row = frame->rows - 2;
	enum mc_style style;
	const char *text = mc_tr(context->lang, store_words(context, hall, &style));
	const char *label = mc_tr(context->lang, N_("Data:"));
	int rest = frame->columns - mc_text_width(label) - mc_text_width(text) - 5;
	int column = frame->columns / 2; /* further on where the printer's words need it */
	int end;

	if (hall == NULL) {
		end = mc_draw_pair(frame, row, 1, rest, mc_tr(context->lang, N_("Printer:")),
			MC_STYLE_TEXT, "…");
	} else {
		end = draw_printer(frame, context, hall, row, rest);
	}
	column = column < end + 2 ? end + 2 : column;
	mc_draw_pair(frame, row, column, frame->columns - column - 1, label, style, text);
}

/* One command; returns the column behind, or `column` when it does not fit. */
static int footer_command(struct mc_frame *frame, const struct mc_screen_context *context,
	int column, int gap, const struct mc_command *command) {
	const char *label = command->label == NULL ? NULL : mc_tr(context->lang, command->label);
	char key[MC_KEY_NAME_SIZE];
	int width;

	if (label == NULL) {
		return column;
	}
	mc_command_key_name(command, key);
	width = mc_text_width(key) + 1 + mc_text_width(label);
	if (column + width + 1 > frame->columns) {
		return column;
	}
	mc_frame_text(frame, frame->rows - 1, column, -1, MC_STYLE_KEY, key);
	mc_frame_textf(frame, frame->rows - 1, column + mc_text_width(key), -1, MC_STYLE_FOOTER,
		" %s ", label);
	return column + width + gap;
}

/* In the order of the footer: help, what takes back while there is something, the page's own, the rest. */
static const struct mc_command *footer_next(
	const struct mc_command_table *table, bool undo, int *place, size_t *state) {
	const struct mc_command *command;

	if (*place == 0) {
		(*place)++;
		command = mc_command_of_name(table, "help");
		if (command != NULL) {
			return command;
		}
	}
	if (*place == 1) {
		(*place)++;
		command = mc_command_of_name(table, "undo");
		if (undo && command != NULL) {
			return command;
		}
	}
	do {
		command = mc_command_next(table, state);
	} while (command != NULL &&
		 (command->id == MC_COMMAND_HELP || command->id == MC_COMMAND_UNDO));
	return command;
}

static int footer_commands(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_command_table *table, int gap) {
	const struct mc_command *command;
	size_t state = 0;
	int place = 0;
	int count = 0;
	int column = 1;

	mc_frame_fill(frame, frame->rows - 1, 0, 1, frame->columns, MC_STYLE_FOOTER);
	while ((command = footer_next(table, context->undo, &place, &state)) != NULL) {
		int after = footer_command(frame, context, column, gap, command);

		count += after > column;
		column = after;
	}
	return count;
}

int mc_draw_footer(struct mc_frame *frame, const struct mc_screen_context *context,
	const struct mc_command_table *table) {
	int narrow = footer_commands(frame, context, table, 1);
	int wide = footer_commands(frame, context, table, 2);

	/* airy where nothing is lost by it */
	return wide == narrow ? wide : footer_commands(frame, context, table, 1);
}

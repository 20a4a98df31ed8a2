/* How the overlays look: a box in the middle, the screen's edges still to be seen around it. */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/overlay.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define WIDTH 76
#define KEY_COLUMNS 20
#define MENU_HELP_ROWS 3 /* the sentence of the marked command, below the list */

struct box {
	int row, column, rows, columns; /* inside */
};

static struct box open_box(struct mc_frame *frame, int rows, const char *title, const char *note) {
	int columns = frame->columns < WIDTH + 4 ? frame->columns - 4 : WIDTH;
	struct box box;

	if (rows + 4 > frame->rows) {
		rows = frame->rows - 4;
	}
	box = (struct box){ (frame->rows - rows) / 2, (frame->columns - columns) / 2, rows,
		columns };
	mc_frame_fill(frame, box.row - 1, box.column - 2, rows + 2, columns + 4, MC_STYLE_TEXT);
	mc_frame_box(frame, box.row - 1, box.column - 2, rows + 2, columns + 4, title, note);
	return box;
}

/* "F2  Alt-2  g" */
static void key_words(const struct mc_command *command, char *out, size_t size) {
	size_t len = 0;

	for (const char *c = command->keys; *c != '\0' && len + 3 < size; c++) {
		out[len++] = *c;
		if (*c == ' ') {
			out[len++] = ' ';
		}
	}
	out[len] = '\0';
}

static int help_rows(const struct mc_screen_context *context, const struct mc_command *command,
	struct mc_frame *frame, int row, int rows, const struct box *box) {
	char keys[64];

	key_words(command, keys, sizeof keys);
	mc_frame_fit(frame, row, box->column, KEY_COLUMNS, MC_STYLE_STRONG, keys);
	return mc_frame_wrap(frame, row, box->column + KEY_COLUMNS + 1, rows,
		box->columns - KEY_COLUMNS - 1, MC_STYLE_TEXT, mc_tr(context->lang, command->help));
}

static void view_help(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	char title[MC_WORDS_SIZE * 2];
	const struct mc_command *command;
	struct box box;
	size_t state = 0;
	int row;
	int last;

	snprintf(title, sizeof title, "%s: %s", mc_tr(context->lang, N_("Help")),
		mc_tr(context->lang, overlay->table->title));
	box = open_box(frame, frame->rows - 4, title, mc_level_name(context->level));
	row = box.row;
	last = box.row + box.rows - 3;
	for (size_t skip = 0; (command = mc_command_next(overlay->table, &state)) != NULL;) {
		if (skip++ < overlay->list.chosen) {
			continue;
		}
		/* measured below the frame, where nothing is drawn: half a sentence helps nobody */
		if (row + help_rows(context, command, frame, frame->rows, last, &box) > last) {
			break;
		}
		row += help_rows(context, command, frame, row, last, &box);
	}
	mc_frame_wrap(frame, last + 1, box.column, 2, box.columns, MC_STYLE_MUTED,
		mc_tr(context->lang, N_("In forms: Enter goes on, Shift-Tab goes back. In lists: "
					"arrows or the row's number, then Enter. Esc closes this "
					"page, PageDown shows more.")));
	mc_frame_cursor(frame, box.row, box.column);
}

static void menu_row(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct mc_overlay *overlay = ((const void *const *)data)[0];
	const struct mc_screen_context *context = ((const void *const *)data)[1];
	const struct mc_command *command = mc_overlay_menu_row(overlay->table, index);
	char key[MC_KEY_NAME_SIZE];

	mc_command_key_name(command, key);
	mc_frame_text(frame, row, column, 6, style, key);
	mc_frame_fit(frame, row, column + 7, columns - 7, style,
		mc_tr(context->lang, command->label != NULL ? command->label : command->help));
}

static void view_menu(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	const void *data[] = { overlay, context };
	struct box box = open_box(frame, (int)overlay->list.count + 1 + MENU_HELP_ROWS,
		mc_tr(context->lang, overlay->table->title),
		mc_tr(context->lang, N_("number, then Enter")));
	const struct mc_command *marked = mc_overlay_menu_row(overlay->table, overlay->list.chosen);

	mc_list_view(&overlay->list, frame, box.row, box.column, box.rows - 1 - MENU_HELP_ROWS,
		box.columns, true, true, menu_row, data);
	if (marked != NULL) {
		mc_frame_wrap(frame, box.row + box.rows - MENU_HELP_ROWS, box.column,
			MENU_HELP_ROWS, box.columns, MC_STYLE_MUTED,
			mc_tr(context->lang, marked->help));
	}
}

static void view_staff(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	size_t count = overlay->people.list.count;
	int rows = count > 12 ? 12 : (int)count;
	struct box box = open_box(frame, rows + 4, mc_tr(context->lang, N_("Who works here?")),
		mc_tr(context->lang, N_("number or name, then Enter")));

	mc_people_view(
		&overlay->people, context->lang, frame, box.row, box.column, rows + 2, box.columns);
	mc_notice_view(&overlay->notice, context->lang, frame, box.row + box.rows - 1, box.column,
		1, box.columns);
}

/* Asks for the office's PIN; without one it says who sets it, and how. */
static void view_leave(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	struct box box = open_box(frame, 5, mc_tr(context->lang, N_("For the staff")), NULL);
	int label;

	if (overlay->leave_known && !overlay->leave_set) {
		mc_frame_wrap(frame, box.row + 1, box.column, 4, box.columns, MC_STYLE_TEXT,
			mc_tr(context->lang,
				N_("The office has no leave-PIN yet, and without one this screen "
				   "is "
				   "not left by its keys. An administrator sets it: motcua office "
				   "set leave-pin. Esc goes back.")));
		mc_frame_cursor(frame, box.row + 1, box.column);
		return;
	}
	label = mc_frame_text(frame, box.row + 1, box.column, 40, MC_STYLE_MUTED,
		mc_tr(context->lang, N_("Leave-PIN of the office:")));
	mc_edit_view(&overlay->field, frame, box.row + 1, box.column + label + 1, 30, true);
	mc_notice_view(
		&overlay->notice, context->lang, frame, box.row + 3, box.column, 1, box.columns);
}

void mc_overlay_view(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	switch (overlay->kind) {
	case MC_OVERLAY_NONE: break;
	case MC_OVERLAY_HELP: view_help(overlay, context, frame); break;
	case MC_OVERLAY_MENU: view_menu(overlay, context, frame); break;
	case MC_OVERLAY_STAFF: view_staff(overlay, context, frame); break;
	case MC_OVERLAY_LEAVE: view_leave(overlay, context, frame); break;
	}
}

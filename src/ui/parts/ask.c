#include "ui/parts/ask.h"
#include "ui/parts/draw.h"

const struct mc_command mc_ask_commands[] = {
	{ MC_ASK_GIVE, "give", "F2 Alt-2", N_("Do it"),
		N_("Do what was asked about, with the text that stands there."), MC_STEP_OFFICIAL },
	{ MC_ASK_ENTER, "answer", "Enter", NULL,
		N_("Do it with the text typed; where none was typed, F2 does it."),
		MC_STEP_OFFICIAL },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

void mc_ask_open(struct mc_ask *ask, int what, const char *title, const char *hint, int max_chars) {
	*ask = (struct mc_ask){ .what = what, .title = title, .hint = hint };
	mc_edit_init(&ask->field, MC_EDIT_TEXT, max_chars);
}

bool mc_ask_gives(const struct mc_ask *ask, int command, struct mc_notice *notice,
	char ret_text[MC_EDIT_BYTES]) {
	mc_edit_value(&ask->field, ret_text);
	if (*ret_text == '\0' && !ask->may_be_empty) {
		mc_notice_say(notice, MC_STYLE_ERROR,
			N_("Something must stand here: it goes into the ledger."), NULL, NULL,
			NULL);
		return false;
	}
	if (command == MC_ASK_ENTER && (*ret_text == '\0' || ask->field.proposed)) {
		mc_notice_say(notice, MC_STYLE_WARN,
			*ret_text == '\0' ? N_("Nothing was typed: F2 does it without.")
					  : N_("Nothing was typed: F2 does it with what stands "
					       "there."),
			NULL, NULL, NULL);
		return false;
	}
	return command == MC_ASK_GIVE || command == MC_ASK_ENTER;
}

void mc_ask_view(
	const struct mc_ask *ask, const struct mc_screen_context *context, struct mc_frame *frame) {
	int row = mc_page_end(frame) - 5;

	mc_frame_fill(frame, row, 0, 5, frame->columns, MC_STYLE_TEXT);
	mc_frame_box(
		frame, row, 0, 5, frame->columns, mc_tr(context->lang, ask->title), ask->about);
	mc_frame_wrap(frame, row + 2, 2, 2, frame->columns - 4, MC_STYLE_MUTED,
		mc_tr(context->lang, ask->hint));
	mc_edit_view(&ask->field, frame, row + 1, 2, frame->columns - 4, true);
}

#include "ui/parts/ask.h"
#include "ui/parts/draw.h"

const struct mc_command mc_ask_commands[] = {
	{ MC_ASK_GIVE, "give", "F2 Alt-2 Enter", N_("Do it"),
		N_("Do what was asked about with the text typed.") },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

void mc_ask_open(struct mc_ask *ask, int what, const char *title, const char *hint, int max_chars) {
	*ask = (struct mc_ask){ .what = what, .title = title, .hint = hint };
	mc_field_init(&ask->field, MC_FIELD_TEXT, max_chars);
}

void mc_ask_view(
	const struct mc_ask *ask, const struct mc_screen_context *context, struct mc_frame *frame) {
	int row = mc_page_end(frame) - 5;

	mc_frame_fill(frame, row, 0, 5, frame->columns, MC_STYLE_TEXT);
	mc_frame_box(frame, row, 0, 5, frame->columns, mc_tr(context->lang, ask->title), NULL);
	mc_frame_wrap(frame, row + 2, 2, 2, frame->columns - 4, MC_STYLE_MUTED,
		mc_tr(context->lang, ask->hint));
	mc_field_view(&ask->field, frame, row + 1, 2, frame->columns - 4, true);
}

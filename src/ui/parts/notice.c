#include "ui/parts/notice.h"
#include "base/str.h"
#include <motcua/text.h>

#define NOTICE_BYTES 768

void mc_notice_say(struct mc_notice *notice, enum mc_style style, const char *format, const char *a,
	const char *b, const char *c) {
	notice->style = style;
	(void)!mc_fail(
		&notice->text, MC_OK, format, mc_or_empty(a), mc_or_empty(b), mc_or_empty(c));
}

void mc_notice_error(struct mc_notice *notice, const struct mc_error *error) {
	notice->style = MC_STYLE_ERROR;
	notice->text = *error;
	if (error->format == NULL) {
		mc_notice_say(notice, MC_STYLE_ERROR,
			N_("That did not work, and no reason was given: try once more."), NULL,
			NULL, NULL);
	}
}

void mc_notice_stray(struct mc_notice *notice, int32_t key) {
	char name[MC_KEY_NAME_SIZE];

	mc_key_name(key, name);
	mc_notice_say(notice, MC_STYLE_WARN,
		N_("%s was pressed before this page was shown: press it again."), name, NULL, NULL);
}

void mc_notice_wait(struct mc_notice *notice) {
	mc_notice_say(notice, MC_STYLE_WARN, N_("One moment: the step before is not saved yet."),
		NULL, NULL, NULL);
}

void mc_notice_undecided(struct mc_notice *notice) {
	mc_notice_say(notice, MC_STYLE_WARN,
		N_("Nothing is done here yet: Esc goes back, then F9 takes the last step back."),
		NULL, NULL, NULL);
}

void mc_notice_clear(struct mc_notice *notice) {
	*notice = (struct mc_notice){ .style = MC_STYLE_TEXT };
}

void mc_notice_view(const struct mc_notice *notice, enum mc_lang lang, struct mc_frame *frame,
	int row, int column, int rows, int columns) {
	bool alarm = notice->style == MC_STYLE_ERROR || notice->style == MC_STYLE_WARN;
	char sentence[NOTICE_BYTES];

	if (notice->text.format == NULL) {
		return;
	}
	mc_error_text(lang, &notice->text, sentence, sizeof sentence);
	if (mc_text_width(sentence) <= columns - 4) {
		rows = 1;
	}
	mc_frame_fill(frame, row, column, rows, columns, notice->style);
	mc_frame_text(frame, row, column + 1, columns - 2, notice->style, alarm ? "!" : "·");
	mc_frame_wrap(frame, row, column + 3, rows, columns - 4, notice->style, sentence);
}

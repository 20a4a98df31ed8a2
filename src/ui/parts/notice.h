/*
 * The notice line: what the last act or key came to, in the language of the
 * moment. It stays until the next key. Its sentence is kept untranslated, as an
 * error is.
 */
#ifndef MC_UI_NOTICE_H
#define MC_UI_NOTICE_H

#include "base/tr.h"
#include "ui/command.h"
#include "ui/terminal/frame.h"

struct mc_notice {
	enum mc_style style;
	struct mc_error text; /* format NULL: nothing is said */
};

/* `format`: an English sentence marked N_(), with at most three %s. NULL arguments are "". */
void mc_notice_say(struct mc_notice *notice, enum mc_style style, const char *format, const char *a,
	const char *b, const char *c);
void mc_notice_error(struct mc_notice *notice, const struct mc_error *error);
/* A key that was typed for another page did nothing (MC_MSG_STRAY). */
void mc_notice_stray(struct mc_notice *notice, int32_t key);
/* An act did nothing: another one is under way. */
void mc_notice_wait(struct mc_notice *notice);
/* F9 before a question was answered. */
void mc_notice_undecided(struct mc_notice *notice);
void mc_notice_clear(struct mc_notice *notice);

/*
 * One row, or as many as are needed up to `rows`. A mark stands before warnings
 * and errors, so that colour is not the only sign.
 */
void mc_notice_view(const struct mc_notice *notice, enum mc_lang lang, struct mc_frame *frame,
	int row, int column, int rows, int columns);

#endif

/* One line asked for: a reason, a receiver, a number. Enter or F2 gives it, Esc goes back. */
#ifndef MC_UI_ASK_H
#define MC_UI_ASK_H

#include "ui/parts/field.h"
#include "ui/screen.h"

struct mc_ask {
	int what; /* the screen's word for it; 0: nothing is asked */
	const char *title; /* English */
	const char *hint; /* English; an example */
	bool may_be_empty;
	struct mc_field field;
};

void mc_ask_open(struct mc_ask *ask, int what, const char *title, const char *hint, int max_chars);

/* A box over the last rows of the page, the focus in its field. */
void mc_ask_view(
	const struct mc_ask *ask, const struct mc_screen_context *context, struct mc_frame *frame);

/* Commands of every page that asks. */
enum { MC_ASK_GIVE = 1 };
extern const struct mc_command mc_ask_commands[];

#endif

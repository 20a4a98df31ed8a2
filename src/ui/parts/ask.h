/*
 * One line asked for: a reason, a receiver, a number. F2 gives it; Enter gives what
 * was typed, and never a proposal or nothing; Esc goes back.
 */
#ifndef MC_UI_ASK_H
#define MC_UI_ASK_H

#include "ui/parts/edit.h"
#include "ui/parts/notice.h"
#include "ui/screen.h"
#include <motcua/code.h>

struct mc_ask {
	int what; /* the screen's word for it; 0: nothing is asked */
	const char *title; /* English */
	const char *hint; /* English; an example */
	bool may_be_empty;
	char about[MC_CODE_SIZE]; /* the number or dossier it is about, shown beside the title */
	struct mc_edit field;
};

void mc_ask_open(struct mc_ask *ask, int what, const char *title, const char *hint, int max_chars);

/* A box over the last rows of the page, the focus in its field. */
void mc_ask_view(
	const struct mc_ask *ask, const struct mc_screen_context *context, struct mc_frame *frame);

/* Commands of every page that asks. */
enum { MC_ASK_GIVE = 1, MC_ASK_ENTER };
extern const struct mc_command mc_ask_commands[];

/* Whether the command gives what stands there; *ret_text is then the clean text, else the notice says why not. */
bool mc_ask_gives(const struct mc_ask *ask, int command, struct mc_notice *notice,
	char ret_text[MC_EDIT_BYTES]);

#endif

/*
 * The desk: one officer and the citizens before him. F2 calls the next one,
 * F8 ends the turn; dossiers of the turn are opened by F5. What is drawn is the
 * book as last read: nothing here counts or decides.
 */
#ifndef MC_UI_DESK_H
#define MC_UI_DESK_H

#include "ui/screens/cabinet/cabinet.h"

enum mc_desk_page {
	MC_DESK_PAGE_MAIN,
	MC_DESK_PAGE_MISSED, /* today's absent ones, to let one back in */
	MC_DESK_PAGE_ASK, /* a reason */
};

struct mc_desk_model {
	enum mc_desk_page page;
	struct mc_answer *watch; /* struct mc_desk_view */
	struct mc_list waiting;
	struct mc_list missed;
	struct mc_ask ask;
	char asked_label[MC_LABEL_SIZE]; /* of the ticket the reason is for */
	struct mc_pending pending;
	struct mc_notice notice;
	struct mc_cabinet cabinet;
};

/* NULL until it was read, and when the office has no such desk. */
const struct mc_desk_view *mc_desk_view_of(const struct mc_desk_model *model);

void mc_desk_draw(
	const void *model, const struct mc_screen_context *context, struct mc_frame *frame);

#endif

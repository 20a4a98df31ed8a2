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

/* Commands; what is sent goes by the same numbers. */
enum mc_desk_command {
	MC_DO_NEXT = 1,
	MC_DO_RECALL,
	MC_DO_MISS,
	MC_DO_DOSSIERS,
	MC_DO_SERVE,
	MC_DO_DONE,
	MC_DO_ARRIVE,
	MC_DO_PARK,
	MC_DO_PICK,
	MC_DO_MISSED,
	MC_DO_PAUSE,
	MC_DO_RESTORE,
	MC_DO_TURN, /* to the other list */
	MC_DO_OPEN, /* the dossier marked in the list of what is due */
	MC_DO_REOPEN, /* MC_DO_PAUSE at a desk that is not open */
	MC_DO_TAKE_BACK, /* F9 */
};

struct mc_desk_model {
	enum mc_desk_page page;
	struct mc_answer *watch; /* struct mc_desk_view */
	struct mc_list waiting;
	struct mc_list missed;
	struct mc_list due;
	bool in_due; /* the mark is in the list of what is due, not in that of who waits */
	struct mc_ask ask;
	int64_t asked_ticket; /* that the reason is for; 0: the desk itself */
	int64_t moved_ms; /* the row marked in the list of the absent was gone; 0: never */
	int64_t sure; /* the ticket that was let back in very soon: once more lets it in */
	enum mc_desk_state before; /* of the desk, when the act under way was sent */
	bool known; /* the last outcome says what is before the desk, until the book is read again */
	struct mc_ticket now; /* that; id 0: nobody */
	struct mc_deeds deeds; /* at the desk, and in its dossiers */
	struct mc_pending pending;
	struct mc_notice notice;
	struct mc_cabinet cabinet;
};

/* NULL until it was read, and when the office has no such desk. */
const struct mc_desk_view *mc_desk_view_of(const struct mc_desk_model *model);

struct mc_cabinet_room mc_desk_room(struct mc_desk_model *model,
	const struct mc_screen_context *context, struct mc_effects *fx);

/* desk_acts.c: who is before the desk (NULL: nobody), what a command does there, a reason given, an outcome. */
const struct mc_ticket *mc_desk_ticket(const struct mc_desk_model *model);
void mc_desk_do(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx);
void mc_desk_give(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx);
void mc_desk_outcome(struct mc_desk_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx);

/* desk_view.c: until the running time of the card is another one; -1: nothing runs. desk_lists.c */
int mc_desk_card_wake_ms(
	const struct mc_desk_model *model, const struct mc_screen_context *context);
void mc_desk_view_lists(const struct mc_desk_model *model, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int end, int column);
void mc_desk_view_missed(const struct mc_desk_model *model, const struct mc_desk_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame);

void mc_desk_draw(
	const void *model, const struct mc_screen_context *context, struct mc_frame *frame);

#endif

/*
 * The cabinet: find a dossier, look at it, take its next step. Part of the
 * counter and of the desk; lies over their page while it is open.
 *
 * Personal numbers are masked until shown by a logged read. An act's outcome
 * comes back through mc_cabinet_outcome(), for what ≥ MC_CABINET_WHAT.
 */
#ifndef MC_UI_CABINET_H
#define MC_UI_CABINET_H

#include "core/dossier/steps.h"
#include "core/words/words.h"
#include "ui/deeds.h"
#include "ui/parts/ask.h"
#include "ui/parts/list.h"
#include "ui/parts/notice.h"
#include "ui/parts/people.h"
#include "ui/pending.h"
#include <motcua/code.h>

#define MC_CABINET_WHAT 100

/* Commands of its pages. */
enum mc_cabinet_command {
	MC_CABINET_DO_OPEN = 1,
	MC_CABINET_DO_STEP,
	MC_CABINET_DO_ASSIGN,
	MC_CABINET_DO_FEE,
	MC_CABINET_DO_SHOW,
	MC_CABINET_DO_PRINT,
	MC_CABINET_DO_YES,
	MC_CABINET_FINISH, /* closes it; the desk then ends the turn */
	MC_CABINET_DO_TURN, /* between its life and its details */
	MC_CABINET_STEPS = 200, /* + enum mc_transition: a step with a key of its own */
};

/* The page DOSSIER has its own commands, and those of steps. */
#define MC_CABINET_ROWS_MAX 32

enum mc_cabinet_page {
	MC_CABINET_CLOSED,
	MC_CABINET_FIND,
	MC_CABINET_DOSSIER,
	MC_CABINET_ASSIGN,
	MC_CABINET_FEE, /* is the money there? */
	MC_CABINET_ASK,
};

struct mc_cabinet {
	enum mc_cabinet_page page;
	struct mc_edit search;
	struct mc_list list; /* of what was found, the ticket's own, or today's */
	struct mc_answer *found; /* struct mc_dossiers */
	uint32_t found_token;
	struct mc_answer *today; /* struct mc_counter_view: shown while nothing is searched */
	uint32_t today_token;
	bool found_again; /* the same search once more: the mark stays on its dossier */
	struct mc_answer *one; /* struct mc_dossier_view */
	uint32_t one_token;
	struct mc_people people; /* ASSIGN: who has cases */
	char code[MC_CODE_SIZE]; /* of the dossier looked at */
	char sent_code[MC_CODE_SIZE]; /* of the one that an act was sent for */
	enum mc_cabinet_page sent_from; /* where an act was sent: its failure leads back there */
	bool stale; /* an act was done since it was read */
	bool shown_whole; /* its personal data, after a logged read */
	bool details; /* papers and details are in front, else its life */
	int details_first, life_back; /* entries scrolled past: from the first, from the newest */
	bool direct; /* opened from the screen's own list: the way back leads there */
	bool look_only; /* to be read: no step is taken */
	/* The step that is about to be taken, and what was answered to its asks. */
	const struct mc_dossier_step *step;
	int step_what; /* SENT_… of its act */
	bool step_self; /* taken for oneself, without a question */
	size_t asked; /* the one that is being asked */
	char answers[MC_STEP_ASKS][MC_EDIT_BYTES];
	struct mc_ask ask;
	/* Of the page DOSSIER, for the state that the dossier was read in. */
	struct mc_command rows[MC_CABINET_ROWS_MAX];
	struct mc_command_table commands;
};

/* What the screen lends for a call. */
struct mc_cabinet_room {
	const struct mc_screen_context *context;
	struct mc_effects *fx; /* NULL in views */
	struct mc_pending *pending;
	struct mc_notice *notice;
	struct mc_deeds *deeds; /* of the whole screen: steps are noted by the dossier's code */
	const struct mc_dossier *own; /* of the open ticket: shown while nothing is searched */
	size_t own_count;
	const struct mc_hall *hall; /* NULL before it was read */
};

extern const struct mc_command_table mc_cabinet_find_table, mc_cabinet_dossier_table,
	mc_cabinet_assign_table, mc_cabinet_fee_table, mc_cabinet_ask_table, mc_cabinet_look_table;

void mc_cabinet_finish(struct mc_cabinet *cabinet);
void mc_cabinet_open(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room);
void mc_cabinet_open_code(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *code);
const struct mc_command_table *mc_cabinet_table(const struct mc_cabinet *cabinet);
bool mc_cabinet_typing(const struct mc_cabinet *cabinet);

/* pages.c: the commands of an opened dossier, with the steps that lead on from its state. */
void mc_cabinet_list_commands(struct mc_cabinet *cabinet, enum mc_dossier_state state);

/*
 * steps.c: takes a step, by its row: what it asks is asked first, one after the other.
 * `self` is who works here where the step is taken for oneself, else "".
 */
void mc_cabinet_take(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	enum mc_transition transition, int what, const char *self);
/* The answer to what is asked, in the pages ASK and ASSIGN. */
void mc_cabinet_answer(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *text);

/* cabinet.c: the dossier that is opened, once it was read; and an act about it. */
const struct mc_dossier_view *mc_cabinet_view_of(const struct mc_cabinet *cabinet);
void mc_cabinet_send(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int what,
	struct mc_act *act);

/* Whether F9 in the opened dossier finds a step of one's own. */
bool mc_cabinet_can_undo(const struct mc_cabinet *cabinet, const struct mc_deeds *deeds,
	const struct mc_screen_context *context);

/* Takes a dossier's last step back, whatever is shown: one's own, of just now. */
void mc_cabinet_take_back(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *code);

/*
 * Whether the key is about a list or a dossier that is still being read, or comes
 * behind an act that is under way. The same step pressed once more does not wait:
 * that is impatience, and refused.
 */
bool mc_cabinet_waits(
	const struct mc_cabinet *cabinet, const struct mc_pending *pending, int32_t key);

/* KEY, PASTE and COMMAND while it is open; ANSWER always (true: it was the cabinet's). */
bool mc_cabinet_update(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg);
void mc_cabinet_outcome(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int what,
	const struct mc_answer *answer);

/* The book changed, and perhaps the ticket's own dossiers: what is looked at is read again. */
void mc_cabinet_refresh(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room);

void mc_cabinet_view(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame);

/* allowed.c: Whether the page DOSSIER may not have this command, and it was said who may. */
bool mc_cabinet_refused(
	const struct mc_dossier_view *view, const struct mc_cabinet_room *room, int command);

/* dossier_view.c: the page DOSSIER, and what every list says of a dossier's date. */
void mc_cabinet_view_dossier(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame);
void mc_cabinet_scroll(struct mc_cabinet *cabinet, const struct mc_dossier_view *view, int32_t key);
bool mc_cabinet_late(const struct mc_dossier *dossier, mc_time now);
/* "quá hạn 17:00 T6 20/11/2026", or the date alone; the style says how grave it is. */
enum mc_style mc_cabinet_due_words(const struct mc_dossier *dossier,
	const struct mc_screen_context *context, char out[2 * MC_WORDS_SIZE]);

/*
 * find.c: the page FIND. A search that is gone back to is a proposal:
 * typing replaces it. `refresh` asks for the same words again, because the book
 * changed; the mark then stays on its dossier.
 */
void mc_cabinet_find_key(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int32_t key);
void mc_cabinet_find_paste(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *text);
void mc_cabinet_find_back(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room);
void mc_cabinet_find_refresh(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room);
void mc_cabinet_found(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg);
void mc_cabinet_today(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg);

/* Rows of the list shown in FIND, and whether there are more of them. */
const struct mc_dossier *mc_cabinet_rows(
	const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, size_t *ret_count);
bool mc_cabinet_more(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room);

#endif

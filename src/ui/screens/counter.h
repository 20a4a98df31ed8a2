/*
 * The counter: reception. Numbers by one key (the line's letter, after a digit
 * for priority), dossiers in four pages: procedure, person, papers, review.
 * What is typed is kept as a draft at every change and outlives a crash.
 */
#ifndef MC_UI_COUNTER_H
#define MC_UI_COUNTER_H

#include "ui/screens/cabinet/cabinet.h"
#include "ui/screens/intake/drafts.h"

enum mc_counter_page {
	MC_COUNTER_HOME,
	MC_COUNTER_DISCARD, /* is the draft to be thrown away? */
	MC_COUNTER_FULL, /* no room for one more draft: what was typed for it is let go */
	MC_COUNTER_PROCEDURE,
	MC_COUNTER_FORM,
	MC_COUNTER_PAPERS,
	MC_COUNTER_REVIEW,
	MC_COUNTER_SAVED,
	MC_COUNTER_PAGES,
};

/* What is shown after saving. */
struct mc_saved_dossier {
	char code[MC_CODE_SIZE];
	char pin[MC_PIN_SIZE];
	char owner[MC_EDIT_BYTES];
	mc_time due_at;
	int64_t fee_vnd;
	bool fee_open;
	bool printing; /* a receipt was made */
	bool comes; /* and comes out, as far as is known */
	unsigned warnings;
	int64_t pin_until_ms; /* the PIN stands there in clear; 0: it does not */
};

#define MC_COUNTER_PIN_MS 5000

/* A number asked for: the line's letter and the priority chosen before it. */
struct mc_counter_wish {
	int32_t key;
	enum mc_priority priority;
};

#define MC_COUNTER_AHEAD 8

struct mc_counter_model {
	enum mc_counter_page page;
	struct mc_answer *watch; /* struct mc_counter_view */
	struct mc_pending pending;
	struct mc_notice notice;
	struct mc_cabinet cabinet;

	enum mc_priority priority; /* of the next number */
	struct mc_counter_wish sent; /* the number under way */
	struct mc_counter_wish ahead[MC_COUNTER_AHEAD]; /* letters pressed meanwhile, in order */
	int ahead_count;
	struct mc_ticket last; /* number issued here last; id 0: none */
	int64_t last_tick_ms;
	bool last_paper; /* with it a paper was made */
	bool last_comes; /* which comes out, as far as is known */
	bool last_closed; /* it was given outside the opening hours */
	struct mc_list numbers; /* given out today, newest first */
	int64_t marked; /* the one of them that is printed again; 0: none yet */
	bool in_numbers; /* the arrows are theirs, not the drafts' */
	char reprinted[MC_LABEL_SIZE]; /* under way */
	struct mc_deeds deeds; /* numbers and dossiers: what was done here */
	struct mc_intake thrown; /* the draft thrown away last, while F9 can bring it back */
	bool has_thrown;
	mc_time thrown_at;

	struct mc_intake intake; /* open on the pages; on the first page there is none */
	struct mc_drafts drafts; /* put by */
	bool draft_kept; /* something stands in the file */
	struct mc_edit search;
	struct mc_list procedures;
	struct mc_answer *found; /* struct mc_procedures */
	uint32_t found_token;
	bool find_back; /* that search is the way back: the mark returns to what was chosen */
	struct mc_answer *preview; /* struct mc_preview */
	uint32_t preview_token;
	int paper_row;
	enum mc_paper_column paper_column;
	bool count_typed; /* the count under the focus: one more digit goes behind it */
	struct mc_saved_dossier saved;
};

/* What was sent. */
enum {
	MC_COUNTER_SENT_ISSUE = 1,
	MC_COUNTER_SENT_REPRINT,
	MC_COUNTER_SENT_TAKE_BACK,
	MC_COUNTER_SENT_ACCEPT,
};

/* Numbers of commands, of all pages of the counter. */
enum {
	MC_COUNTER_TAKE = 1,
	MC_COUNTER_ISSUE,
	MC_COUNTER_PRIORITY,
	MC_COUNTER_REPRINT,
	MC_COUNTER_THROW,
	MC_COUNTER_DOSSIERS,
	MC_COUNTER_ON, /* to the next page; on the last: save */
	MC_COUNTER_ALL, /* tick all papers */
	MC_COUNTER_TICK,
	MC_COUNTER_AGAIN, /* another dossier of the same person */
	MC_COUNTER_RESUME, /* the draft that is marked */
	MC_COUNTER_PIN, /* of the dossier just saved, for a moment */
};

/* counter_numbers.c: what is asked for by letter and priority, and what came of it. */
void mc_counter_issue(struct mc_counter_model *model, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx);
void mc_counter_issue_next(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
/* Once a day is over, the number issued last is forgotten: its label is another citizen's then. */
void mc_counter_new_day(struct mc_counter_model *model, mc_day today);

void mc_counter_issued(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome);
/* The hall was read again, or time went by: what is said of papers just made may be another thing. */
void mc_counter_printing_changed(
	struct mc_counter_model *model, const struct mc_screen_context *context);
void mc_counter_issue_failed(struct mc_counter_model *model, enum mc_status status);
void mc_counter_priority(struct mc_counter_model *model, int32_t key);
void mc_counter_reprint(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
void mc_counter_reprinted(struct mc_counter_model *model, const struct mc_screen_context *context);
void mc_counter_held(struct mc_counter_model *model, int command);
void mc_counter_take_back(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
bool mc_counter_can_undo(
	const struct mc_counter_model *model, const struct mc_screen_context *context);
void mc_counter_taken_back(struct mc_counter_model *model, const struct mc_outcome *outcome);

/* Up and Down mark a number, or a draft where there are some; Tab changes between them. */
void mc_counter_home_key(struct mc_counter_model *model, int32_t key);
bool mc_counter_in_numbers(const struct mc_counter_model *model);

/* The numbers were read again: the mark stays on its number. */
void mc_counter_keep_mark(struct mc_counter_model *model);

/* intake/find.c: the page PROCEDURE. */
void mc_counter_find(struct mc_counter_model *model, struct mc_effects *fx); /* and back to it */
void mc_counter_find_key(struct mc_counter_model *model, int32_t key, struct mc_effects *fx);
void mc_counter_find_paste(struct mc_counter_model *model, const char *text, struct mc_effects *fx);
void mc_counter_choose(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
bool mc_counter_find_waits(const struct mc_counter_model *model, int32_t key);
void mc_counter_intake_answer(struct mc_counter_model *model, struct mc_msg *msg);

void mc_counter_read_preview(struct mc_counter_model *model, struct mc_effects *fx);

/* intake/parking.c: dossiers begun, put by and gone on with, from the first page. */
void mc_counter_save_draft(struct mc_counter_model *model, struct mc_effects *fx);
void mc_counter_take(struct mc_counter_model *model, struct mc_effects *fx); /* a new one */
void mc_counter_again(
	struct mc_counter_model *model, struct mc_effects *fx); /* of the same person */
void mc_counter_park(struct mc_counter_model *model, struct mc_effects *fx); /* to the first page */
void mc_counter_resume(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
void mc_counter_mark(struct mc_counter_model *model, int32_t key);
void mc_counter_throw_away(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx);
void mc_counter_bring_back(struct mc_counter_model *model, struct mc_effects *fx);
void mc_counter_take_draft(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg);

/* intake/keys.c: the pages behind it, to SAVED. */
void mc_counter_intake_command(struct mc_counter_model *model,
	const struct mc_screen_context *context, int command, struct mc_effects *fx);
void mc_counter_intake_key(struct mc_counter_model *model, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx);
void mc_counter_intake_paste(
	struct mc_counter_model *model, const char *text, struct mc_effects *fx);
void mc_counter_accepted(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome, struct mc_effects *fx);
void mc_counter_not_accepted(struct mc_counter_model *model,
	const struct mc_screen_context *context, const struct mc_error *error,
	struct mc_effects *fx);

/* intake/saved.c: the page SAVED. Until the PIN is covered again; -1: it is. */
void mc_counter_note_saved(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome);
int mc_counter_saved_wake_ms(
	const struct mc_counter_model *model, const struct mc_screen_context *context);
void mc_counter_draw_saved(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame);

/* counter_view.c, intake/view.c */
void mc_counter_draw(
	const void *model, const struct mc_screen_context *context, struct mc_frame *frame);
void mc_counter_draw_intake(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame);

/* counter.c: what an opened dossier is given of this screen; and what was read, NULL before. */
struct mc_cabinet_room mc_counter_room(struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_effects *fx);
const struct mc_counter_view *mc_counter_view_of(const struct mc_counter_model *model);
const struct mc_hall *mc_counter_hall(const struct mc_counter_model *model);
const struct mc_preview *mc_counter_preview(const struct mc_counter_model *model);

#endif

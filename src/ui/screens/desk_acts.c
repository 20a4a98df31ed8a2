/* What is done at a desk: acts sent, reasons asked for, outcomes said. */
#include "base/str.h"
#include "core/act/fields.h"
#include "core/words/words.h"
#include "ui/screens/desk.h"
#include <string.h>

#define SOON_MS (5 * MC_MINUTE_MS) /* after an absence: letting back in is asked once more */

/* As the book was read last, or as the outcome said that came since. */
const struct mc_ticket *mc_desk_ticket(const struct mc_desk_model *model) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (model->known) {
		return model->now.id != 0 ? &model->now : NULL;
	}
	return view != NULL && view->desk.has_ticket ? &view->desk.ticket : NULL;
}

/* ---- acts ---- */

static void say(
	struct mc_desk_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

/* A second press of the same key while the first is under way is one act; another key is told to wait. */
static void send(struct mc_desk_model *model, const struct mc_screen_context *context, int what,
	struct mc_act *act, struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (mc_pending_send(&model->pending, what, context, act, fx)) {
		model->before = view == NULL ? MC_DESK_OPEN : view->desk.state;
	} else if (model->pending.what != what) {
		mc_notice_wait(&model->notice);
	}
}

static void send_desk(struct mc_desk_model *model, const struct mc_screen_context *context,
	int what, enum mc_verb verb, const char *reason, struct mc_effects *fx) {
	struct mc_act act = { .verb = verb };

	act.as.desk = (struct mc_act_desk){ .desk = context->desk, .reason = reason };
	send(model, context, what, &act, fx);
}

static void send_move(struct mc_desk_model *model, const struct mc_screen_context *context,
	int what, const struct mc_act_ticket *how, struct mc_effects *fx) {
	struct mc_act act = { .verb = MC_VERB_TICKET_MOVE, .as.ticket = *how };

	act.as.ticket.desk = context->desk;
	if (how->move == MC_MOVE_CALL) {
		act.verb = MC_VERB_TICKET_CALL;
	}
	send(model, context, what, &act, fx);
}

/* A move of the ticket before this desk. */
static void move_open(struct mc_desk_model *model, const struct mc_screen_context *context,
	int what, enum mc_ticket_move move, struct mc_effects *fx) {
	const struct mc_ticket *ticket = mc_desk_ticket(model);

	if (ticket == NULL) {
		say(model, MC_STYLE_WARN,
			N_("No citizen was called to this desk. F2 calls the next one."), NULL);
		return;
	}
	send_move(model, context, what,
		&(struct mc_act_ticket){ .id = ticket->id, .label = ticket->label, .move = move },
		fx);
}

/*
 * The last act at this screen, a dossier's step among them; where none is known, or
 * it cannot be, the store says why.
 */
static void take_back(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_deed *last = mc_deeds_last(&model->deeds, context, NULL);
	struct mc_cabinet_room room = mc_desk_room(model, context, fx);
	struct mc_act act = { .verb = MC_VERB_TICKET_UNDO };

	if (last != NULL && last->stays != NULL) {
		say(model, MC_STYLE_WARN, last->stays, last->about);
		return;
	}
	if (last != NULL && *last->about != '\0') {
		mc_cabinet_take_back(&model->cabinet, &room, last->about);
		return;
	}
	act.as.undo.desk = context->desk;
	act.as.undo.event = last == NULL ? 0 : last->event;
	send(model, context, MC_DO_TAKE_BACK, &act, fx);
}

/* ---- questions ---- */

/* Asks for a reason; one that was left by Esc still has its text. */
static void ask(struct mc_desk_model *model, int what, const char *title, const char *hint,
	const struct mc_ticket *ticket) {
	enum mc_verb verb = ticket == NULL ? MC_VERB_DESK_PAUSE : MC_VERB_TICKET_MOVE;
	const struct mc_field *reason = mc_field_find(mc_verb_fields(verb), "reason");
	int64_t id = ticket == NULL ? 0 : ticket->id;

	if (model->ask.what != what || model->asked_ticket != id) {
		mc_ask_open(&model->ask, what, title, hint, mc_edit_chars(reason));
		model->asked_ticket = id;
		mc_copy(model->ask.about, sizeof model->ask.about, id == 0 ? "" : ticket->label);
	}
	model->page = MC_DESK_PAGE_ASK;
}

static void ask_park(struct mc_desk_model *model) {
	const struct mc_ticket *ticket = mc_desk_ticket(model);

	if (ticket == NULL) {
		say(model, MC_STYLE_WARN,
			N_("No citizen was called to this desk. F2 calls the next one."), NULL);
		return;
	}
	ask(model, MC_DO_PARK, N_("Why is this ticket put aside?"),
		N_("For example: fetches a copy."), ticket);
}

static void ask_pick(struct mc_desk_model *model) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (view == NULL || model->waiting.chosen >= view->waiting_count) {
		say(model, MC_STYLE_WARN, N_("Nobody waits for this desk."), NULL);
		return;
	}
	if (model->in_due) {
		say(model, MC_STYLE_WARN,
			N_("Nobody is marked: Tab goes to the list of who waits."), NULL);
		return;
	}
	ask(model, MC_DO_PICK, N_("Why is this number called out of order?"),
		N_("For example: lives far away, the last bus leaves at 16:30."),
		&view->waiting[model->waiting.chosen]);
}

static void pause_or_open(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (view == NULL) {
		return;
	}
	if (view->desk.state != MC_DESK_OPEN) {
		send_desk(model, context, MC_DO_REOPEN, MC_VERB_DESK_OPEN, NULL, fx);
		return;
	}
	ask(model, MC_DO_PAUSE, N_("Why is this desk paused?"),
		N_("For example: meeting until 09:30."), NULL);
}

void mc_desk_give(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx) {
	/* by its id: overnight the label becomes another citizen's */
	struct mc_act_ticket how = { .id = model->asked_ticket, .label = model->ask.about };
	char reason[MC_EDIT_BYTES];

	if (command == MC_COMMAND_UNDO) {
		mc_notice_undecided(&model->notice);
		return;
	}
	if (!mc_ask_gives(&model->ask, command, &model->notice, reason)) {
		return;
	}
	how.reason = reason;
	if (model->ask.what == MC_DO_PAUSE) {
		send_desk(model, context, MC_DO_PAUSE, MC_VERB_DESK_PAUSE, reason, fx);
		return;
	}
	how.move = model->ask.what == MC_DO_PARK ? MC_MOVE_PARK : MC_MOVE_CALL;
	send_move(model, context, model->ask.what, &how, fx);
}

/* Who was absent a moment ago is let back in by a second press: it may be a slip. */
static bool is_sure(struct mc_desk_model *model, const struct mc_screen_context *context,
	const struct mc_ticket *ticket) {
	char clock[MC_TIME_TEXT_SIZE];

	if (ticket->state != MC_TICKET_MISSED || context->now - ticket->done_at >= SOON_MS ||
		model->sure == ticket->id) {
		return true;
	}
	model->sure = ticket->id;
	mc_time_format_clock(ticket->done_at, clock);
	mc_notice_say(&model->notice, MC_STYLE_WARN,
		N_("%s was noted as absent just now, at %s: once more lets it back in."),
		ticket->label, clock, NULL);
	return false;
}

static void restore(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);
	const struct mc_ticket *ticket;

	if (view == NULL || model->missed.chosen >= view->missed_count) {
		say(model, MC_STYLE_WARN, N_("Nobody is on this list."), NULL);
		return;
	}
	if (model->moved_ms != 0 && context->tick_ms - model->moved_ms < MC_SETTLE_MS) {
		say(model, MC_STYLE_WARN,
			N_("The list has just changed: look who is marked, then press again."),
			NULL);
		return;
	}
	ticket = &view->missed[model->missed.chosen];
	if (is_sure(model, context, ticket)) {
		send_move(model, context, MC_DO_RESTORE,
			&(struct mc_act_ticket){
				.id = ticket->id, .label = ticket->label, .move = MC_MOVE_RESTORE },
			fx);
	}
}

/* A list that is opened stands on its first row: the newest. */
static void open_missed(struct mc_desk_model *model) {
	model->page = MC_DESK_PAGE_MISSED;
	model->missed.chosen = model->missed.number = 0;
	model->sure = 0;
}

void mc_desk_do(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx) {
	switch (command) {
	case MC_DO_NEXT: send_desk(model, context, command, MC_VERB_TICKET_NEXT, NULL, fx); break;
	case MC_DO_RECALL: move_open(model, context, command, MC_MOVE_RECALL, fx); break;
	case MC_DO_MISS: move_open(model, context, command, MC_MOVE_MISS, fx); break;
	case MC_DO_SERVE: move_open(model, context, command, MC_MOVE_SERVE, fx); break;
	case MC_DO_ARRIVE: move_open(model, context, command, MC_MOVE_ARRIVE, fx); break;
	case MC_DO_DONE: move_open(model, context, command, MC_MOVE_DONE, fx); break;
	case MC_DO_PARK: ask_park(model); break;
	case MC_DO_PICK: ask_pick(model); break;
	case MC_DO_PAUSE: pause_or_open(model, context, fx); break;
	case MC_DO_MISSED: open_missed(model); break;
	case MC_DO_RESTORE: restore(model, context, fx); break;
	case MC_COMMAND_UNDO: take_back(model, context, fx); break;
	default: break;
	}
}

/* ---- outcomes ---- */

static const char *sentence_of(
	const struct mc_desk_model *model, const struct mc_outcome *outcome) {
	static const char *const sentences[] = {
		[MC_DO_NEXT] = N_("%s is called."),
		[MC_DO_RECALL] = N_("%s is called again."),
		[MC_DO_MISS] = N_("%s is noted as absent."),
		[MC_DO_SERVE] = N_("%s is being served."),
		[MC_DO_DONE] = N_("%s is finished. F2 calls the next one."),
		[MC_DO_ARRIVE] = N_("%s came to the desk."),
		[MC_DO_PARK] = N_("%s is put aside."),
		[MC_DO_PICK] = N_("%s is called out of order."),
		[MC_DO_PAUSE] =
			N_("The desk is paused: nobody is called until it is opened again."),
		[MC_DO_RESTORE] = N_("%s waits again."),
		[MC_DO_REOPEN] = N_("The desk is open."),
	};
	int what = model->pending.what;

	if (what == MC_DO_TAKE_BACK) {
		return mc_word_taken_back(outcome->took_back);
	}
	if ((what == MC_DO_NEXT || what == MC_DO_PICK) && model->before != MC_DESK_OPEN) {
		return model->before == MC_DESK_PAUSED
			       ? N_("The desk is open again, and %s is called.")
			       : N_("The desk is open, and %s is called.");
	}
	return sentences[what];
}

/* What F9 can take back from now on, and who is before the desk until the book is read again. */
static void learn(struct mc_desk_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome) {
	const struct mc_ticket *ticket = &outcome->ticket;
	const struct mc_deed *last = mc_deeds_last(&model->deeds, context, "");

	if (!outcome->has_ticket) {
		mc_deeds_note(&model->deeds, context, outcome, "",
			model->pending.what == MC_DO_PAUSE
				? N_("The desk was paused: t opens it again.")
				: N_("The desk was opened: t pauses it again."));
		return;
	}
	if (model->pending.what != MC_DO_TAKE_BACK) {
		mc_deeds_note(&model->deeds, context, outcome, "", NULL);
	} else if (last != NULL) {
		mc_deeds_drop(&model->deeds, last->event);
	}
	if (model->pending.what != MC_DO_RESTORE) {
		bool open = ticket->state == MC_TICKET_CALLED || ticket->state == MC_TICKET_SERVING;

		model->known = true;
		model->now = open ? *ticket : (struct mc_ticket){ 0 };
	}
}

void mc_desk_outcome(struct mc_desk_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	const struct mc_outcome *outcome = msg->answer->data;

	if (msg->answer->status != MC_OK) {
		mc_notice_error(&model->notice, &msg->answer->error);
		mc_effects_simple(fx, MC_FX_BELL);
		if (model->pending.what == MC_DO_TAKE_BACK &&
			!mc_status_is_transient(msg->answer->status)) {
			mc_deeds_forget(&model->deeds, "");
		}
		return;
	}
	if (model->page == MC_DESK_PAGE_ASK && model->ask.what == model->pending.what) {
		model->page = MC_DESK_PAGE_MAIN;
		model->ask.what = 0;
	}
	learn(model, context, outcome);
	say(model, MC_STYLE_GOOD, sentence_of(model, outcome), outcome->ticket.label);
}

#include "ui/screens/desk.h"
#include "base/str.h"
#include <string.h>

#define REASON_CHARS 200
#define LIST_PAGE 10

enum { NEXT = 1, RECALL, MISS, DOSSIERS, SERVE, DONE, ARRIVE, PARK, PICK, MISSED, PAUSE, RESTORE };

static const struct mc_command main_commands[] = {
	{ NEXT, "call-next", "F2 Alt-2", N_("Call next"),
		N_("Call the next citizen to this desk; a closed desk opens with it.") },
	{ RECALL, "recall", "F3 Alt-3", N_("Call again"), N_("Call the same number once more.") },
	{ MISS, "miss", "F4 Alt-4", N_("Absent"),
		N_("The citizen did not come: the number is free for others' turn and can be let "
		   "back in.") },
	{ DOSSIERS, "dossiers", "F5 Alt-5", N_("Dossiers"),
		N_("Open the dossiers of this ticket, or find any dossier.") },
	{ SERVE, "serve", "F7 Alt-7 s", N_("Serve"), N_("The citizen sits here: serving begins.") },
	{ DONE, "done", "F8 Alt-8", N_("Finish"), N_("The citizen's turn is finished.") },
	{ ARRIVE, "arrive", "a", N_("Arrived"),
		N_("Note that the citizen came to the desk, serving not begun.") },
	{ PARK, "park", "p", N_("Put aside"),
		N_("Put this ticket aside with a reason, for example a paper is being fetched.") },
	{ PICK, "pick", "c", N_("Call marked"),
		N_("Call the marked citizen out of order; needs the right to do so, and a "
		   "reason.") },
	{ MISSED, "missed", "v", N_("Let back in"),
		N_("Show who was absent or put aside today, to let one back in.") },
	{ PAUSE, "pause", "t", N_("Pause desk"),
		N_("Pause this desk with a reason, or open it again.") },
	{ 0 },
};

static const struct mc_command missed_commands[] = {
	{ RESTORE, "restore", "F2 Alt-2 Enter", N_("Let back in"),
		N_("The marked citizen waits again, with the time waited so far.") },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command_table main_table = { "desk", N_("Desk"), main_commands,
	mc_common_commands };
static const struct mc_command_table missed_table = { "desk-absent",
	N_("Absent or put aside today"), missed_commands, mc_common_commands };
static const struct mc_command_table ask_table = { "desk-ask", N_("A reason"), mc_ask_commands,
	mc_common_commands };

static const struct mc_command_table *const tables[] = { &main_table, &missed_table, &ask_table,
	&mc_cabinet_find_table, &mc_cabinet_dossier_table, &mc_cabinet_assign_table,
	&mc_cabinet_fee_table, &mc_cabinet_ask_table, NULL };

const struct mc_desk_view *mc_desk_view_of(const struct mc_desk_model *model) {
	const struct mc_desk_view *view = model->watch == NULL ? NULL : model->watch->data;

	return view != NULL && view->found ? view : NULL;
}

static struct mc_cabinet_room room_of(struct mc_desk_model *model,
	const struct mc_screen_context *context, struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	return (struct mc_cabinet_room){
		.context = context,
		.fx = fx,
		.pending = &model->pending,
		.notice = &model->notice,
		.own = view == NULL ? NULL : view->dossiers,
		.own_count = view == NULL ? 0 : view->dossier_count,
		.agency = view == NULL ? "" : view->hall.office.code,
	};
}

static const struct mc_ticket *open_ticket(const struct mc_desk_model *model) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	return view != NULL && view->desk.has_ticket ? &view->desk.ticket : NULL;
}

static const struct mc_command_table *page(const void *data) {
	const struct mc_desk_model *model = data;

	if (model->cabinet.page != MC_CABINET_CLOSED) {
		return mc_cabinet_table(&model->cabinet);
	}
	switch (model->page) {
	case MC_DESK_PAGE_MISSED: return &missed_table;
	case MC_DESK_PAGE_ASK: return &ask_table;
	case MC_DESK_PAGE_MAIN: break;
	}
	return &main_table;
}

static bool typing(const void *data) {
	const struct mc_desk_model *model = data;

	if (model->cabinet.page != MC_CABINET_CLOSED) {
		return mc_cabinet_typing(&model->cabinet);
	}
	return model->page == MC_DESK_PAGE_ASK;
}

static bool waits(const void *data, int32_t key) {
	const struct mc_desk_model *model = data;

	return mc_cabinet_waits(&model->cabinet, &model->pending, key);
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	(void)data;
	mc_effects_watch(fx, MC_QUERY_DESK, context->desk);
}

/* ---- acts ---- */

static void say(
	struct mc_desk_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

/* A second press of the same key while the first is under way is one act; another key is told to wait. */
static void send(struct mc_desk_model *model, const struct mc_screen_context *context, int what,
	struct mc_act *act, struct mc_effects *fx) {
	if (!mc_pending_send(&model->pending, what, context, act, fx) &&
		model->pending.what != what) {
		say(model, MC_STYLE_WARN, N_("One moment: the step before is not saved yet."),
			NULL);
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
	const struct mc_ticket *ticket = open_ticket(model);

	if (ticket == NULL) {
		say(model, MC_STYLE_WARN,
			N_("No citizen was called to this desk. F2 calls the next one."), NULL);
		return;
	}
	send_move(model, context, what,
		&(struct mc_act_ticket){ .id = ticket->id, .label = ticket->label, .move = move },
		fx);
}

/* ---- questions ---- */

/* Asks for a reason; one that was left by Esc still has its text. */
static void ask(struct mc_desk_model *model, int what, const char *title, const char *hint,
	const char *label) {
	if (model->ask.what != what || strcmp(model->asked_label, label) != 0) {
		mc_ask_open(&model->ask, what, title, hint, REASON_CHARS);
		mc_copy(model->asked_label, sizeof model->asked_label, label);
	}
	model->page = MC_DESK_PAGE_ASK;
}

static void ask_park(struct mc_desk_model *model) {
	const struct mc_ticket *ticket = open_ticket(model);

	if (ticket == NULL) {
		say(model, MC_STYLE_WARN,
			N_("No citizen was called to this desk. F2 calls the next one."), NULL);
		return;
	}
	ask(model, PARK, N_("Why is this ticket put aside?"), N_("For example: fetches a copy."),
		ticket->label);
}

static void ask_pick(struct mc_desk_model *model) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (view == NULL || model->waiting.chosen >= view->waiting_count) {
		say(model, MC_STYLE_WARN, N_("Nobody waits for this desk."), NULL);
		return;
	}
	ask(model, PICK, N_("Why is this number called out of order?"),
		N_("For example: lives far away, the last bus leaves at 16:30."),
		view->waiting[model->waiting.chosen].label);
}

static void pause_or_open(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (view == NULL) {
		return;
	}
	if (view->desk.state != MC_DESK_OPEN) {
		send_desk(model, context, PAUSE, MC_VERB_DESK_OPEN, NULL, fx);
		return;
	}
	ask(model, PAUSE, N_("Why is this desk paused?"), N_("For example: meeting until 09:30."),
		"");
}

static void give(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	struct mc_act_ticket how = { .label = model->asked_label };
	char reason[MC_FIELD_BYTES];

	mc_field_value(&model->ask.field, reason);
	if (*reason == '\0') {
		say(model, MC_STYLE_ERROR, N_("A reason must stand here: it goes into the ledger."),
			NULL);
		return;
	}
	how.reason = reason;
	if (model->ask.what == PAUSE) {
		send_desk(model, context, PAUSE, MC_VERB_DESK_PAUSE, reason, fx);
		return;
	}
	how.move = model->ask.what == PARK ? MC_MOVE_PARK : MC_MOVE_CALL;
	send_move(model, context, model->ask.what, &how, fx);
}

static void restore(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (view == NULL || model->missed.chosen >= view->missed_count) {
		say(model, MC_STYLE_WARN, N_("Nobody is on this list."), NULL);
		return;
	}
	send_move(model, context, RESTORE,
		&(struct mc_act_ticket){ .id = view->missed[model->missed.chosen].id,
			.label = view->missed[model->missed.chosen].label,
			.move = MC_MOVE_RESTORE },
		fx);
}

/* ---- messages ---- */

static void main_command(struct mc_desk_model *model, const struct mc_screen_context *context,
	int command, struct mc_effects *fx) {
	struct mc_cabinet_room room = room_of(model, context, fx);

	switch (command) {
	case NEXT: send_desk(model, context, NEXT, MC_VERB_TICKET_NEXT, NULL, fx); break;
	case RECALL: move_open(model, context, RECALL, MC_MOVE_RECALL, fx); break;
	case MISS: move_open(model, context, MISS, MC_MOVE_MISS, fx); break;
	case SERVE: move_open(model, context, SERVE, MC_MOVE_SERVE, fx); break;
	case ARRIVE: move_open(model, context, ARRIVE, MC_MOVE_ARRIVE, fx); break;
	case DONE: move_open(model, context, DONE, MC_MOVE_DONE, fx); break;
	case DOSSIERS: mc_cabinet_open(&model->cabinet, &room); break;
	case PARK: ask_park(model); break;
	case PICK: ask_pick(model); break;
	case PAUSE: pause_or_open(model, context, fx); break;
	case MISSED: model->page = MC_DESK_PAGE_MISSED; break;
	case MC_COMMAND_UNDO:
		say(model, MC_STYLE_WARN,
			N_("A ticket's step cannot be taken back yet. Who was absent or put aside "
			   "is let back in with v."),
			NULL);
		break;
	default: break;
	}
}

static void run(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx) {
	if (model->page == MC_DESK_PAGE_MAIN) {
		main_command(model, context, command, fx);
	} else if (command == MC_COMMAND_BACK) {
		model->page = MC_DESK_PAGE_MAIN;
	} else if (command == MC_COMMAND_UNDO) {
		say(model, MC_STYLE_WARN, N_("There is nothing on this page to take back."), NULL);
	} else if (model->page == MC_DESK_PAGE_ASK) {
		give(model, context, fx);
	} else {
		restore(model, context, fx);
	}
}

static void press(struct mc_desk_model *model, int32_t key) {
	switch (model->page) {
	case MC_DESK_PAGE_MAIN: mc_list_key(&model->waiting, key, LIST_PAGE, false); break;
	case MC_DESK_PAGE_MISSED: mc_list_key(&model->missed, key, LIST_PAGE, true); break;
	case MC_DESK_PAGE_ASK: mc_field_key(&model->ask.field, key, NULL); break;
	}
}

/* The mark stays on the same ticket when others came or went. */
static void keep_mark(
	struct mc_list *list, const struct mc_ticket *rows, size_t count, bool more, int64_t id) {
	mc_list_count(list, count, more);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id == id) {
			list->chosen = i;
		}
	}
}

static void take_watch(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	static const struct mc_desk_view nothing;
	const struct mc_desk_view *view = mc_desk_view_of(model);
	struct mc_cabinet_room room;
	int64_t waiting = 0;
	int64_t missed = 0;

	if (msg->answer->status != MC_OK) {
		mc_notice_error(&model->notice, &msg->answer->error);
		return;
	}
	if (view != NULL && model->waiting.chosen < view->waiting_count &&
		model->waiting.chosen > 0) {
		waiting = view->waiting[model->waiting.chosen].id;
	}
	if (view != NULL && model->missed.chosen < view->missed_count) {
		missed = view->missed[model->missed.chosen].id;
	}
	mc_answer_take(&model->watch, msg);
	view = mc_desk_view_of(model);
	view = view == NULL ? &nothing : view;
	keep_mark(&model->waiting, view->waiting, view->waiting_count,
		view->waiting_total > view->waiting_count, waiting);
	keep_mark(&model->missed, view->missed, view->missed_count, view->missed_more, missed);
	room = room_of(model, context, fx);
	mc_cabinet_refresh(&model->cabinet, &room);
}

static void say_done(struct mc_desk_model *model, const struct mc_outcome *outcome) {
	static const char *const sentences[] = {
		[NEXT] = N_("%s is called."),
		[RECALL] = N_("%s is called again."),
		[MISS] = N_("%s is noted as absent."),
		[SERVE] = N_("%s is being served."),
		[DONE] = N_("%s is finished. F2 calls the next one."),
		[ARRIVE] = N_("%s came to the desk."),
		[PARK] = N_("%s is put aside."),
		[PICK] = N_("%s is called out of order."),
		[PAUSE] = N_("The desk's state is changed."),
		[RESTORE] = N_("%s waits again."),
	};

	say(model, MC_STYLE_GOOD, sentences[model->pending.what], outcome->ticket.label);
}

static void take_outcome(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = room_of(model, context, fx);

	if (!mc_pending_answered(&model->pending, msg)) {
		return;
	}
	if (model->pending.what >= MC_CABINET_WHAT) {
		mc_cabinet_outcome(&model->cabinet, &room, model->pending.what, msg->answer);
		return;
	}
	if (msg->answer->status != MC_OK) {
		mc_notice_error(&model->notice, &msg->answer->error);
		mc_effects_simple(fx, MC_FX_BELL);
		return;
	}
	if (model->page == MC_DESK_PAGE_ASK && model->ask.what == model->pending.what) {
		model->page = MC_DESK_PAGE_MAIN;
		model->ask.what = 0;
	}
	say_done(model, msg->answer->data);
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct mc_desk_model *model = data;
	struct mc_cabinet_room room = room_of(model, context, fx);

	if (msg->kind == MC_MSG_KEY || msg->kind == MC_MSG_COMMAND || msg->kind == MC_MSG_PASTE ||
		msg->kind == MC_MSG_SEEN) {
		mc_notice_clear(&model->notice);
	}
	if (msg->kind == MC_MSG_ANSWER && msg->answer->token == 0) {
		take_watch(model, context, msg, fx);
	} else if (msg->kind == MC_MSG_REFUSED) {
		mc_notice_error(&model->notice, msg->error);
	} else if (msg->kind == MC_MSG_OUTCOME) {
		take_outcome(model, context, msg, fx);
	} else if (mc_cabinet_update(&model->cabinet, &room, msg)) {
		if (msg->kind == MC_MSG_COMMAND && msg->command == MC_CABINET_FINISH &&
			open_ticket(model) != NULL) {
			main_command(model, context, DONE, fx);
		}
	} else if (msg->kind == MC_MSG_COMMAND) {
		run(model, context, msg->command, fx);
	} else if (msg->kind == MC_MSG_KEY) {
		press(model, msg->key);
	} else if (msg->kind == MC_MSG_PASTE) {
		mc_field_paste(&model->ask.field, msg->text);
	}
}

static void finish(void *data) {
	struct mc_desk_model *model = data;

	mc_answer_destroy(model->watch);
	mc_cabinet_finish(&model->cabinet);
}

const struct mc_screen mc_screen_desk = {
	.name = "desk",
	.title = N_("Desk"),
	.door = MC_DOOR_DESK,
	.tables = tables,
	.model_size = sizeof(struct mc_desk_model),
	.init = init,
	.update = update,
	.view = mc_desk_draw,
	.page = page,
	.typing = typing,
	.waits = waits,
	.finish = finish,
};

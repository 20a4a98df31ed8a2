#include "ui/screens/desk.h"
#include "base/str.h"
#include "ui/parts/printing.h"

#define LIST_PAGE 10

static const struct mc_command main_commands[] = {
	{ MC_DO_NEXT, "call-next", "F2 Alt-2", N_("Call next"),
		N_("Call the next citizen to this desk; a desk that is closed or paused opens with "
		   "it."),
		MC_STEP_OFFICIAL },
	{ MC_DO_RECALL, "recall", "F3 Alt-3", N_("Call again"),
		N_("Call the same number once more."), MC_STEP_OFFICIAL },
	{ MC_DO_MISS, "miss", "F4 Alt-4", N_("Absent"),
		N_("The citizen did not come: the number is free for others' turn and can be let "
		   "back in."),
		MC_STEP_OFFICIAL },
	{ MC_DO_DOSSIERS, "dossiers", "F5 Alt-5", N_("Dossiers"),
		N_("Open the dossiers of this ticket, or find any dossier."), .opens = true },
	{ MC_DO_SERVE, "serve", "F7 Alt-7 s", N_("Serve"),
		N_("The citizen sits here: serving begins."), MC_STEP_OFFICIAL },
	{ MC_DO_DONE, "done", "F8 Alt-8", N_("Finish"), N_("The citizen's turn is finished."),
		MC_STEP_OFFICIAL },
	{ MC_DO_ARRIVE, "arrive", "a", N_("Arrived"),
		N_("Note that the citizen came to the desk, serving not begun."),
		MC_STEP_OFFICIAL },
	{ MC_DO_PARK, "park", "p", N_("Put aside"),
		N_("Put this ticket aside with a reason, for example a paper is being fetched."),
		MC_STEP_OFFICIAL, .opens = true },
	{ MC_DO_PICK, "pick", "c", N_("Call marked"),
		N_("Call the marked citizen out of order; needs the right to do so, and a "
		   "reason."),
		MC_STEP_OFFICIAL, .opens = true },
	{ MC_DO_MISSED, "missed", "v", N_("Let back in"),
		N_("Show who was absent or put aside today, to let one back in."), .opens = true },
	{ MC_DO_PAUSE, "pause", "t", N_("Pause desk"),
		N_("Pause this desk with a reason, or open it again."), MC_STEP_OFFICIAL,
		.opens = true },
	{ MC_DO_TURN, "turn", "Tab", NULL,
		N_("Go to the list of dossiers that are due, or back to who waits.") },
	{ MC_DO_OPEN, "open", "Enter", NULL,
		N_("Open the dossier that is marked in the list of what is due."), .opens = true },
	{ 0 },
};

static const struct mc_command missed_commands[] = {
	{ MC_DO_RESTORE, "restore", "F2 Alt-2 Enter", N_("Let back in"),
		N_("The marked citizen waits again, with the time waited so far."),
		MC_STEP_OFFICIAL },
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

struct mc_cabinet_room mc_desk_room(struct mc_desk_model *model,
	const struct mc_screen_context *context, struct mc_effects *fx) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	return (struct mc_cabinet_room){
		.context = context,
		.fx = fx,
		.pending = &model->pending,
		.notice = &model->notice,
		.deeds = &model->deeds,
		.own = view == NULL ? NULL : view->dossiers,
		.own_count = view == NULL ? 0 : view->dossier_count,
		.hall = view == NULL ? NULL : &view->hall,
	};
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

/*
 * A step pressed while another is being saved comes behind it; the same once more
 * is impatience. What is typed behind a reason that was given is for the page that
 * comes.
 */
static bool waits(const void *data, int32_t key) {
	const struct mc_desk_model *model = data;
	bool opened = model->cabinet.page != MC_CABINET_CLOSED;
	int what = model->pending.what;
	const struct mc_command *row;

	if (opened && mc_cabinet_waits(&model->cabinet, &model->pending, key)) {
		return true;
	}
	if (model->pending.token == 0 || (opened && what >= MC_CABINET_WHAT)) {
		return false;
	}
	if (!opened && model->page == MC_DESK_PAGE_ASK && model->ask.what == what) {
		return true;
	}
	row = mc_command_of_key(page(model), key, typing(model));
	if (row == NULL || row->step != MC_STEP_OFFICIAL) {
		return false;
	}
	/* the commands of an opened dossier have numbers of their own; F9 has sent either act */
	return opened ||
	       (row->id == MC_COMMAND_UNDO ? what != MC_DO_TAKE_BACK && what < MC_CABINET_WHAT
					   : row->id != what);
}

static bool can_undo(const void *data, const struct mc_screen_context *context) {
	const struct mc_desk_model *model = data;

	if (model->cabinet.page != MC_CABINET_CLOSED) {
		return mc_cabinet_can_undo(&model->cabinet, &model->deeds, context);
	}
	return model->page != MC_DESK_PAGE_ASK && mc_deeds_any(&model->deeds, context, NULL);
}

static int wake_ms(const void *data, const struct mc_screen_context *context) {
	const struct mc_desk_model *model = data;
	const struct mc_desk_view *view = mc_desk_view_of(model);

	return mc_sooner_ms(mc_printing_wake_ms(view == NULL ? NULL : &view->hall, context->now),
		mc_sooner_ms(mc_deeds_wake_ms(&model->deeds, context),
			mc_desk_card_wake_ms(model, context)));
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	(void)data;
	mc_effects_watch(fx, MC_QUERY_DESK, context->desk);
}

/* ---- messages ---- */

static void open_due(struct mc_desk_model *model, const struct mc_cabinet_room *room) {
	const struct mc_desk_view *view = mc_desk_view_of(model);

	if (!model->in_due || view == NULL || model->due.chosen >= view->due_count) {
		mc_notice_say(&model->notice, MC_STYLE_TEXT,
			N_("Enter opens a dossier of the list of what is due: Tab goes there."),
			NULL, NULL, NULL);
		return;
	}
	mc_cabinet_open_code(&model->cabinet, room, view->due[model->due.chosen].code);
}

static void run(struct mc_desk_model *model, const struct mc_screen_context *context, int command,
	struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_desk_room(model, context, fx);

	if (command == MC_DO_DOSSIERS) {
		mc_cabinet_open(&model->cabinet, &room);
	} else if (command == MC_DO_TURN) {
		model->in_due = !model->in_due;
	} else if (command == MC_DO_OPEN) {
		open_due(model, &room);
	} else if (command == MC_COMMAND_BACK) {
		model->page = MC_DESK_PAGE_MAIN;
	} else if (model->page == MC_DESK_PAGE_ASK) {
		mc_desk_give(model, context, command, fx);
	} else {
		mc_desk_do(model, context, command, fx);
	}
}

static void press(struct mc_desk_model *model, int32_t key) {
	switch (model->page) {
	case MC_DESK_PAGE_MAIN:
		mc_list_key(model->in_due ? &model->due : &model->waiting, key, LIST_PAGE, false);
		break;
	case MC_DESK_PAGE_MISSED: mc_list_key(&model->missed, key, LIST_PAGE, true); break;
	case MC_DESK_PAGE_ASK: mc_edit_key(&model->ask.field, key, NULL); break;
	}
}

/* The mark stays on the same ticket when others came or went; false: that one is gone. */
static bool keep_mark(
	struct mc_list *list, const struct mc_ticket *rows, size_t count, bool more, int64_t id) {
	mc_list_count(list, count, more);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id == id) {
			list->chosen = i;
			return true;
		}
	}
	return id == 0;
}

static void keep_due(struct mc_list *list, const struct mc_desk_view *view, const char *code) {
	mc_list_count(list, view->due_count, view->due_more);
	for (size_t i = 0; i < view->due_count; i++) {
		if (mc_code_same(view->due[i].code, code)) {
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
	char due[MC_CODE_SIZE] = "";

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
	if (view != NULL && model->due.chosen < view->due_count) {
		mc_copy(due, sizeof due, view->due[model->due.chosen].code);
	}
	mc_answer_take(&model->watch, msg);
	model->known = false;
	view = mc_desk_view_of(model);
	view = view == NULL ? &nothing : view;
	(void)keep_mark(&model->waiting, view->waiting, view->waiting_count,
		view->waiting_total > view->waiting_count, waiting);
	if (!keep_mark(
		    &model->missed, view->missed, view->missed_count, view->missed_more, missed)) {
		model->moved_ms = context->tick_ms;
	}
	keep_due(&model->due, view, due);
	room = mc_desk_room(model, context, fx);
	mc_cabinet_refresh(&model->cabinet, &room);
}

static void take_outcome(struct mc_desk_model *model, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_desk_room(model, context, fx);

	if (!mc_pending_answered(&model->pending, msg)) {
		return;
	}
	if (model->pending.what >= MC_CABINET_WHAT) {
		mc_cabinet_outcome(&model->cabinet, &room, model->pending.what, msg->answer);
	} else {
		mc_desk_outcome(model, context, msg, fx);
	}
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct mc_desk_model *model = data;
	struct mc_cabinet_room room = mc_desk_room(model, context, fx);

	if (msg->kind == MC_MSG_KEY || msg->kind == MC_MSG_COMMAND || msg->kind == MC_MSG_PASTE ||
		msg->kind == MC_MSG_SEEN) {
		mc_notice_clear(&model->notice);
	}
	if (msg->kind == MC_MSG_ANSWER && msg->answer->token == 0) {
		take_watch(model, context, msg, fx);
	} else if (msg->kind == MC_MSG_REFUSED) {
		mc_notice_error(&model->notice, msg->error);
	} else if (msg->kind == MC_MSG_STRAY) {
		mc_notice_stray(&model->notice, msg->key);
		mc_effects_simple(fx, MC_FX_BELL);
	} else if (msg->kind == MC_MSG_HELD) {
		return; /* the step was taken by the first press: that is said already */
	} else if (msg->kind == MC_MSG_OUTCOME) {
		take_outcome(model, context, msg, fx);
	} else if (mc_cabinet_update(&model->cabinet, &room, msg)) {
		if (msg->kind == MC_MSG_COMMAND && msg->command == MC_CABINET_FINISH &&
			mc_desk_ticket(model) != NULL) {
			mc_desk_do(model, context, MC_DO_DONE, fx);
		}
	} else if (msg->kind == MC_MSG_COMMAND) {
		run(model, context, msg->command, fx);
	} else if (msg->kind == MC_MSG_KEY) {
		press(model, msg->key);
	} else if (msg->kind == MC_MSG_PASTE) {
		mc_edit_paste(&model->ask.field, msg->text);
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
	.can_undo = can_undo,
	.wake_ms = wake_ms,
	.finish = finish,
};

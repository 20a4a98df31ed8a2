#include "ui/screens/counter.h"
#include "ui/parts/printing.h"
#include <string.h>

static const struct mc_command home_commands[] = {
	{ MC_COUNTER_TAKE, "take", "F2 Alt-2", N_("Take dossier"),
		N_("Take a new dossier in; one begun before stays as it is."), MC_STEP_ONCE,
		.opens = true },
	{ MC_COUNTER_REPRINT, "reprint", "F3 Alt-3", N_("Print again"),
		N_("Print the marked number of today once more, marked as a reprint; Up and Down "
		   "mark another, Tab changes to the drafts."),
		MC_STEP_ONCE },
	{ MC_COUNTER_THROW, "throw-away", "F4 Alt-4", N_("Drop draft"),
		N_("Throw the draft that is marked away; asks first."), .opens = true },
	{ MC_COUNTER_DOSSIERS, "dossiers", "F5 Alt-5", N_("Dossiers"),
		N_("Find a dossier: to look at it, take its fee, hand its result over."),
		.opens = true },
	{ MC_COUNTER_ISSUE, "issue", "A-Z", N_("Number"),
		N_("Issue a number of the line with this letter."), MC_STEP_ONCE },
	{ MC_COUNTER_PRIORITY, "priority", "1-5", N_("Priority"),
		N_("The next number has priority: 1 elderly, 2 disabled, 3 pregnant, 4 with a "
		   "small child, 5 person of merit. Again: none.") },
	{ MC_COUNTER_RESUME, "resume", "Enter", N_("Go on with draft"),
		N_("Go on with the draft that is marked; Up and Down mark another."), MC_STEP_ONCE,
		.opens = true },
	{ 0 },
};

static const struct mc_command discard_commands[] = {
	{ MC_COUNTER_THROW, "throw-away", "F2 Alt-2", N_("Throw away"),
		N_("Throw what was typed away; F9 on the first page brings it back."),
		MC_STEP_ONCE },
	{ MC_COMMAND_BACK, "back", "Esc Enter", N_("Keep it"), N_("Keep the draft and go back.") },
	{ 0 },
};

static const struct mc_command full_commands[] = {
	{ MC_COMMAND_BACK, "back", "Esc", N_("To the drafts"),
		N_("Go back: there Enter goes on with the marked draft, F4 drops it.") },
	{ 0 },
};

static const struct mc_command procedure_commands[] = {
	{ MC_COUNTER_ON, "choose", "F2 Alt-2 Enter", N_("Choose"),
		N_("Take the procedure that is marked."), MC_STEP_ONCE, .opens = true },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command form_commands[] = {
	{ MC_COUNTER_ON, "go-on", "F2 Alt-2", N_("Go on"),
		N_("Check the fields and go on to the papers."), MC_STEP_ONCE, .opens = true },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command papers_commands[] = {
	{ MC_COUNTER_ON, "go-on", "F2 Alt-2", N_("Go on"), N_("Go on to the review."), MC_STEP_ONCE,
		.opens = true },
	{ MC_COUNTER_ALL, "all", "F4 Alt-4", N_("Tick all"),
		N_("One original of every paper was handed in.") },
	{ MC_COUNTER_TICK, "tick", "Space", N_("Tick"),
		N_("One of this paper, or none; a digit sets the quantity, Left and Right choose "
		   "the kind.") },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command review_commands[] = {
	{ MC_COUNTER_ON, "save", "F2 Alt-2", N_("Save and print"),
		N_("Accept the dossier, save it and print the receipt."), MC_STEP_ONCE },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command saved_commands[] = {
	{ MC_COUNTER_ON, "close", "F2 Alt-2 Enter", N_("Next"), N_("Back to the first page."),
		MC_STEP_ONCE },
	{ MC_COUNTER_AGAIN, "same-person", "F4 Alt-4", N_("Same person"),
		N_("Take one more dossier of the same person, without typing again."),
		.opens = true },
	{ MC_COUNTER_PIN, "show-pin", "F7 Alt-7", N_("Show PIN"),
		N_("Show the look-up PIN for five seconds; it stands on the receipt.") },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command_table page_table[MC_COUNTER_PAGES] = {
	[MC_COUNTER_HOME] = { "counter", N_("Counter"), home_commands, mc_common_commands },
	[MC_COUNTER_DISCARD] = { "counter-drop", N_("Throw the draft away?"), discard_commands,
		mc_common_commands },
	[MC_COUNTER_FULL] = { "counter-full", N_("No room for one more draft"), full_commands,
		mc_common_commands },
	[MC_COUNTER_PROCEDURE] = { "intake-procedure", N_("1. Procedure"), procedure_commands,
		mc_common_commands },
	[MC_COUNTER_FORM] = { "intake-person", N_("2. Person"), form_commands, mc_common_commands },
	[MC_COUNTER_PAPERS] = { "intake-papers", N_("3. Papers"), papers_commands,
		mc_common_commands },
	[MC_COUNTER_REVIEW] = { "intake-review", N_("4. Review"), review_commands,
		mc_common_commands },
	[MC_COUNTER_SAVED] = { "intake-saved", N_("Saved"), saved_commands, mc_common_commands },
};

static const struct mc_command_table *const tables[] = { &page_table[MC_COUNTER_HOME],
	&page_table[MC_COUNTER_DISCARD], &page_table[MC_COUNTER_FULL],
	&page_table[MC_COUNTER_PROCEDURE], &page_table[MC_COUNTER_FORM],
	&page_table[MC_COUNTER_PAPERS], &page_table[MC_COUNTER_REVIEW],
	&page_table[MC_COUNTER_SAVED], &mc_cabinet_find_table, &mc_cabinet_dossier_table,
	&mc_cabinet_assign_table, &mc_cabinet_fee_table, &mc_cabinet_ask_table, NULL };

const struct mc_counter_view *mc_counter_view_of(const struct mc_counter_model *model) {
	return model->watch == NULL ? NULL : model->watch->data;
}

const struct mc_hall *mc_counter_hall(const struct mc_counter_model *model) {
	const struct mc_counter_view *view = mc_counter_view_of(model);

	return view == NULL ? NULL : &view->hall;
}

static const struct mc_command_table *page(const void *data) {
	const struct mc_counter_model *model = data;

	return model->cabinet.page != MC_CABINET_CLOSED ? mc_cabinet_table(&model->cabinet)
							: &page_table[model->page];
}

static bool typing(const void *data) {
	const struct mc_counter_model *model = data;

	if (model->cabinet.page != MC_CABINET_CLOSED) {
		return mc_cabinet_typing(&model->cabinet);
	}
	return model->page == MC_COUNTER_PROCEDURE || model->page == MC_COUNTER_FORM;
}

/* On the first page: what is about the number under way. Letters have a row of their own. */
static bool about_the_number(const struct mc_counter_model *model, int32_t key) {
	const struct mc_command *command =
		mc_command_of_key(&page_table[MC_COUNTER_HOME], key, false);
	int what = model->pending.what;

	return command != NULL &&
	       ((command->id == MC_COUNTER_REPRINT && what != MC_COUNTER_SENT_REPRINT) ||
		       (command->id == MC_COMMAND_UNDO && what != MC_COUNTER_SENT_TAKE_BACK));
}

/*
 * While a number or a dossier is being saved, a key that sends the next act, or
 * is about what comes of this one, has to wait.
 */
static bool waits(const void *data, int32_t key) {
	const struct mc_counter_model *model = data;
	bool saving = model->pending.token != 0 && model->pending.what < MC_CABINET_WHAT;

	if (model->cabinet.page != MC_CABINET_CLOSED) {
		return mc_cabinet_waits(&model->cabinet, &model->pending, key) ||
		       (saving && !mc_edit_takes(key));
	}
	switch (model->page) {
	case MC_COUNTER_HOME: return saving && about_the_number(model, key);
	case MC_COUNTER_PROCEDURE: return mc_counter_find_waits(model, key);
	case MC_COUNTER_REVIEW: return saving;
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
	case MC_COUNTER_FORM:
	case MC_COUNTER_PAPERS:
	case MC_COUNTER_SAVED:
	case MC_COUNTER_PAGES: break;
	}
	return false;
}

static bool can_undo(const void *data, const struct mc_screen_context *context) {
	const struct mc_counter_model *model = data;

	return model->cabinet.page != MC_CABINET_CLOSED
		       ? mc_cabinet_can_undo(&model->cabinet, &model->deeds, context)
		       : mc_counter_can_undo(model, context);
}

static int wake_ms(const void *data, const struct mc_screen_context *context) {
	const struct mc_counter_model *model = data;

	return mc_sooner_ms(mc_printing_wake_ms(mc_counter_hall(model), context->now),
		mc_sooner_ms(mc_deeds_wake_ms(&model->deeds, context),
			mc_counter_saved_wake_ms(model, context)));
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	struct mc_counter_model *model = data;

	(void)context;
	mc_intake_init(&model->intake);
	mc_edit_init(&model->search, MC_EDIT_TEXT, 60);
	mc_effects_watch(fx, MC_QUERY_COUNTER, "");
}

struct mc_cabinet_room mc_counter_room(struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_effects *fx) {
	const struct mc_hall *hall = mc_counter_hall(model);

	return (struct mc_cabinet_room){ .context = context,
		.fx = fx,
		.pending = &model->pending,
		.notice = &model->notice,
		.deeds = &model->deeds,
		.hall = hall };
}

static void say(
	struct mc_counter_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

/* ---- home ---- */

static void home_command(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_counter_room(model, context, fx);

	switch (msg->command) {
	case MC_COUNTER_TAKE: mc_counter_take(model, fx); break;
	case MC_COUNTER_RESUME: mc_counter_resume(model, context, fx); break;
	case MC_COUNTER_REPRINT: mc_counter_reprint(model, context, fx); break;
	case MC_COUNTER_ISSUE: mc_counter_issue(model, context, msg->key, fx); break;
	case MC_COUNTER_PRIORITY: mc_counter_priority(model, msg->key); break;
	case MC_COUNTER_DOSSIERS: mc_cabinet_open(&model->cabinet, &room); break;
	case MC_COUNTER_THROW:
		if (model->drafts.count > 0) {
			model->page = MC_COUNTER_DISCARD;
		} else {
			say(model, MC_STYLE_WARN, N_("There is no draft: F2 takes a dossier in."),
				NULL);
		}
		break;
	case MC_COMMAND_UNDO: mc_counter_take_back(model, context, fx); break;
	default: break;
	}
}

static void run(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	switch (model->page) {
	case MC_COUNTER_HOME: home_command(model, context, msg, fx); break;
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
		if (msg->command == MC_COUNTER_THROW) {
			mc_counter_throw_away(model, context, fx);
		} else if (msg->command == MC_COMMAND_BACK) {
			model->page = MC_COUNTER_HOME;
		} else if (msg->command == MC_COMMAND_UNDO) {
			mc_notice_undecided(&model->notice);
		}
		break;
	case MC_COUNTER_PROCEDURE:
	case MC_COUNTER_FORM:
	case MC_COUNTER_PAPERS:
	case MC_COUNTER_REVIEW:
	case MC_COUNTER_SAVED:
	case MC_COUNTER_PAGES: mc_counter_intake_command(model, context, msg->command, fx); break;
	}
}

/* ---- messages ---- */

static void learn_outcome(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_counter_room(model, context, fx);

	if (model->pending.what >= MC_CABINET_WHAT) {
		mc_cabinet_outcome(&model->cabinet, &room, model->pending.what, msg->answer);
		return;
	}
	if (msg->answer->status != MC_OK) {
		mc_effects_simple(fx, MC_FX_BELL);
		mc_notice_error(&model->notice, &msg->answer->error);
		if (model->pending.what == MC_COUNTER_SENT_TAKE_BACK &&
			!mc_status_is_transient(msg->answer->status)) {
			mc_deeds_forget(&model->deeds, "");
		}
		if (model->pending.what == MC_COUNTER_SENT_ACCEPT) {
			mc_counter_not_accepted(model, context, &msg->answer->error, fx);
		} else if (model->pending.what == MC_COUNTER_SENT_ISSUE) {
			mc_counter_issue_failed(model, msg->answer->status);
		}
		return;
	}
	switch (model->pending.what) {
	case MC_COUNTER_SENT_ISSUE: mc_counter_issued(model, context, msg->answer->data); break;
	case MC_COUNTER_SENT_TAKE_BACK: mc_counter_taken_back(model, msg->answer->data); break;
	case MC_COUNTER_SENT_REPRINT: mc_counter_reprinted(model, context); break;
	default: mc_counter_accepted(model, context, msg->answer->data, fx); break;
	}
}

static void take_outcome(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg, struct mc_effects *fx) {
	if (mc_pending_answered(&model->pending, msg)) {
		learn_outcome(model, context, msg, fx);
		mc_counter_issue_next(model, context, fx);
	}
}

static void take_answer(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_counter_room(model, context, fx);

	if (msg->answer->token != 0) {
		if (!mc_cabinet_update(&model->cabinet, &room, msg)) {
			mc_counter_intake_answer(model, msg);
		}
	} else if (msg->answer->status != MC_OK) {
		mc_notice_error(&model->notice, &msg->answer->error);
	} else {
		const struct mc_counter_view *view = mc_answer_take(&model->watch, msg);

		mc_counter_new_day(model, view->hall.day);
		mc_counter_keep_mark(model);
		mc_counter_printing_changed(model, context);
		mc_cabinet_refresh(&model->cabinet, &room);
	}
}

/* A person at the keyboard: the notice has been read. */
static void take_input(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_cabinet_room room = mc_counter_room(model, context, fx);

	mc_notice_clear(&model->notice);
	if (model->pending.token != 0 && model->pending.what == MC_COUNTER_SENT_ACCEPT) {
		/* what is on its way must not change under it */
		say(model, MC_STYLE_WARN, N_("The dossier is being saved: one moment."), NULL);
		return;
	}
	if (mc_cabinet_update(&model->cabinet, &room, msg)) {
		return;
	}
	if (msg->kind == MC_MSG_COMMAND) {
		run(model, context, msg, fx);
	} else if (msg->kind == MC_MSG_KEY) {
		mc_counter_intake_key(model, context, msg->key, fx);
	} else {
		mc_counter_intake_paste(model, msg->text, fx);
	}
}

static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct mc_counter_model *model = data;

	switch (msg->kind) {
	case MC_MSG_KEY:
	case MC_MSG_PASTE:
	case MC_MSG_COMMAND: take_input(model, context, msg, fx); break;
	case MC_MSG_ANSWER: take_answer(model, context, msg, fx); break;
	case MC_MSG_OUTCOME: take_outcome(model, context, msg, fx); break;
	case MC_MSG_DRAFT: mc_counter_take_draft(model, context, msg); break;
	case MC_MSG_UNSAVED:
		say(model, MC_STYLE_ERROR,
			N_("The draft is not saved (disk full or not writable): what is typed is "
			   "lost if this screen ends. Save the dossier soon."),
			NULL);
		break;
	case MC_MSG_SEEN: mc_notice_clear(&model->notice); break;
	case MC_MSG_REFUSED: mc_notice_error(&model->notice, msg->error); break;
	case MC_MSG_HELD: mc_counter_held(model, msg->command); break;
	case MC_MSG_STRAY:
		mc_notice_stray(&model->notice, msg->key);
		mc_effects_simple(fx, MC_FX_BELL);
		break;
	case MC_MSG_TICK: mc_counter_printing_changed(model, context); break;
	case MC_MSG_RESIZE:
	case MC_MSG_STORE:
	case MC_MSG_CONTEXT: break;
	}
}

static void finish(void *data) {
	struct mc_counter_model *model = data;

	mc_answer_destroy(model->watch);
	mc_answer_destroy(model->found);
	mc_answer_destroy(model->preview);
	mc_cabinet_finish(&model->cabinet);
}

const struct mc_screen mc_screen_counter = {
	.name = "counter",
	.title = N_("Counter"),
	.door = MC_DOOR_COUNTER,
	.tables = tables,
	.model_size = sizeof(struct mc_counter_model),
	.init = init,
	.update = update,
	.view = mc_counter_draw,
	.page = page,
	.typing = typing,
	.waits = waits,
	.can_undo = can_undo,
	.wake_ms = wake_ms,
	.finish = finish,
};

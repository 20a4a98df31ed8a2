#include "ui/screens/cabinet/cabinet.h"
#include "base/str.h"
#include "core/act/rights.h"
#include "ui/parts/printing.h"
#include <motcua/text.h>
#include <string.h>

/* What was sent. */
enum { SENT_STEP = MC_CABINET_WHAT, SENT_ASSIGN, SENT_FEE, SENT_SHOW, SENT_PRINT, SENT_UNDO };

const struct mc_dossier_view *mc_cabinet_view_of(const struct mc_cabinet *cabinet) {
	const struct mc_dossier_view *view = cabinet->one == NULL ? NULL : cabinet->one->data;

	return view != NULL && view->found && mc_code_same(view->dossier.code, cabinet->code)
		       ? view
		       : NULL;
}

/* The act that a command of the page with the dossier sends; 0: none of its own. */
static int sent_by(int command) {
	switch (command) {
	case MC_CABINET_DO_STEP: return SENT_STEP;
	case MC_CABINET_DO_ASSIGN: return SENT_ASSIGN;
	case MC_CABINET_DO_FEE: return SENT_FEE;
	case MC_CABINET_DO_SHOW: return SENT_SHOW;
	case MC_CABINET_DO_PRINT: return SENT_PRINT;
	case MC_COMMAND_UNDO: return SENT_UNDO;
	default: return command >= MC_CABINET_STEPS && command < MC_COMMAND_COMMON ? SENT_STEP : 0;
	}
}

bool mc_cabinet_waits(
	const struct mc_cabinet *cabinet, const struct mc_pending *pending, int32_t key) {
	if (cabinet->page != MC_CABINET_CLOSED && pending->token != 0 &&
		pending->what >= MC_CABINET_WHAT) {
		const struct mc_command *row = mc_command_of_key(
			mc_cabinet_table(cabinet), key, mc_cabinet_typing(cabinet));

		return row == NULL ||
		       (!mc_command_is_shells(row) && sent_by(row->id) != pending->what);
	}
	switch (cabinet->page) {
	case MC_CABINET_FIND:
		return (cabinet->found_token != 0 || cabinet->today_token != 0) &&
		       !mc_edit_takes(key);
	case MC_CABINET_ASSIGN: return mc_people_waits(&cabinet->people, key);
	case MC_CABINET_DOSSIER:
		return cabinet->one_token != 0 &&
		       (cabinet->stale || mc_cabinet_view_of(cabinet) == NULL);
	case MC_CABINET_FEE:
	case MC_CABINET_ASK:
	case MC_CABINET_CLOSED: break;
	}
	return false;
}

void mc_cabinet_finish(struct mc_cabinet *cabinet) {
	mc_answer_destroy(cabinet->found);
	mc_answer_destroy(cabinet->today);
	mc_answer_destroy(cabinet->one);
	mc_people_finish(&cabinet->people);
	*cabinet = (struct mc_cabinet){ 0 };
}

static void read_one(struct mc_cabinet *cabinet, struct mc_effects *fx) {
	cabinet->one_token = mc_effects_read(fx, MC_QUERY_DOSSIER, cabinet->code, 0);
}

void mc_cabinet_open_code(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *code) {
	if (!mc_code_same(cabinet->code, code)) {
		cabinet->ask.what = 0;
	}
	mc_copy(cabinet->code, sizeof cabinet->code, code);
	cabinet->shown_whole = cabinet->details = false;
	cabinet->details_first = cabinet->life_back = 0;
	cabinet->direct = true;
	cabinet->page = MC_CABINET_DOSSIER;
	read_one(cabinet, room->fx);
}

static void open_chosen(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	size_t count;
	const struct mc_dossier *rows = mc_cabinet_rows(cabinet, room, &count);

	if (cabinet->list.chosen >= count) {
		mc_notice_say(room->notice, MC_STYLE_WARN,
			N_("No dossier is marked: type a code, an ID number or a name."), NULL,
			NULL, NULL);
		return;
	}
	mc_cabinet_open_code(cabinet, room, rows[cabinet->list.chosen].code);
	cabinet->direct = false;
}

/* ---- acts ---- */

void mc_cabinet_send(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int what,
	struct mc_act *act) {
	if (!mc_pending_send(room->pending, what, room->context, act, room->fx)) {
		mc_notice_wait(room->notice);
		return;
	}
	cabinet->sent_from = cabinet->page;
	mc_copy(cabinet->sent_code, sizeof cabinet->sent_code, cabinet->code);
	cabinet->page = MC_CABINET_DOSSIER;
}

/* The step that follows from the state; whoever works here takes a dossier over for oneself. */
static void next_step(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	const struct mc_dossier *dossier) {
	const struct mc_dossier_step *step = mc_step_next(dossier->state);

	if (step == NULL) {
		mc_notice_say(room->notice, MC_STYLE_WARN,
			N_("There is no next step on this page for a dossier in this state."), NULL,
			NULL, NULL);
	} else {
		mc_cabinet_take(cabinet, room, mc_step_transition(step), SENT_STEP,
			room->context->who.staff);
	}
}

static void assign_chosen(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	const struct mc_staff *staff = mc_people_pick(&cabinet->people, room->notice);

	if (staff != NULL) {
		cabinet->step_what = SENT_ASSIGN;
		mc_cabinet_answer(cabinet, room, staff->staff);
	}
}

static void take_fee(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	struct mc_act act = { .verb = MC_VERB_FEE_TAKE };

	act.as.fee = (struct mc_act_fee){ .code = cabinet->code, .method = "cash" };
	mc_cabinet_send(cabinet, room, SENT_FEE, &act);
}

static void show_whole(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_READ };

	act.as.dossier = (struct mc_act_dossier){ .code = cabinet->code };
	mc_cabinet_send(cabinet, room, SENT_SHOW, &act);
}

static void print_slip(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	struct mc_act act = { .verb = MC_VERB_PAPER_PRINT };

	act.as.paper = (struct mc_act_paper){ .form = MC_FORM_SLIP, .code = cabinet->code };
	mc_cabinet_send(cabinet, room, SENT_PRINT, &act);
}

/*
 * One's own step of just now needs no reason. Of any other, a head of unit is asked
 * for one; whoever is none hears from the store who may, before typing anything.
 */
static void take_back(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	bool own = mc_deeds_any(room->deeds, room->context, cabinet->code);
	bool head = (room->context->who.roles & MC_ROLE_BIT(MC_ROLE_HEAD)) != 0;

	if (own || !head) {
		struct mc_act act = { .verb = MC_VERB_DOSSIER_UNDO };

		act.as.dossier =
			(struct mc_act_dossier){ .code = cabinet->code, .transition = MC_T_UNDO };
		mc_cabinet_send(cabinet, room, SENT_UNDO, &act);
		return;
	}
	mc_cabinet_take(cabinet, room, MC_T_UNDO, SENT_UNDO, "");
}

bool mc_cabinet_can_undo(const struct mc_cabinet *cabinet, const struct mc_deeds *deeds,
	const struct mc_screen_context *context) {
	return cabinet->page == MC_CABINET_DOSSIER && mc_deeds_any(deeds, context, cabinet->code);
}

void mc_cabinet_take_back(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *code) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_UNDO };

	act.as.dossier = (struct mc_act_dossier){ .code = code, .transition = MC_T_UNDO };
	if (mc_pending_send(room->pending, SENT_UNDO, room->context, &act, room->fx)) {
		cabinet->sent_from = cabinet->page;
		mc_copy(cabinet->sent_code, sizeof cabinet->sent_code, code);
	} else {
		mc_notice_wait(room->notice);
	}
}

static void dossier_command(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int command) {
	const struct mc_dossier_view *view = mc_cabinet_view_of(cabinet);
	if (view == NULL || mc_cabinet_refused(view, room, command)) {
		return;
	}
	switch (command) {
	case MC_CABINET_DO_STEP: next_step(cabinet, room, &view->dossier); break;
	case MC_CABINET_DO_ASSIGN:
		mc_cabinet_take(cabinet, room, MC_T_PROCESS, SENT_ASSIGN, "");
		break;
	case MC_CABINET_DO_FEE:
		if (view->dossier.fee_open) {
			cabinet->page = MC_CABINET_FEE;
		} else {
			mc_notice_say(room->notice, MC_STYLE_WARN,
				N_("No fee is open for this dossier."), NULL, NULL, NULL);
		}
		break;
	case MC_CABINET_DO_SHOW: show_whole(cabinet, room); break;
	case MC_CABINET_DO_PRINT: print_slip(cabinet, room); break;
	case MC_CABINET_DO_TURN: cabinet->details = !cabinet->details; break;
	case MC_COMMAND_UNDO: take_back(cabinet, room); break;
	default:
		if (command >= MC_CABINET_STEPS) {
			mc_cabinet_take(cabinet, room,
				(enum mc_transition)(command - MC_CABINET_STEPS), SENT_STEP, "");
		}
		break;
	}
}

static void give(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int command) {
	char text[MC_EDIT_BYTES];

	if (mc_ask_gives(&cabinet->ask, command, room->notice, text)) {
		mc_cabinet_answer(cabinet, room, text);
	}
}

static void go_back(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	switch (cabinet->page) {
	case MC_CABINET_FIND: cabinet->page = MC_CABINET_CLOSED; break;
	case MC_CABINET_DOSSIER:
		if (cabinet->direct) {
			cabinet->page = MC_CABINET_CLOSED;
		} else {
			mc_cabinet_find_back(cabinet, room);
		}
		break;
	case MC_CABINET_ASSIGN:
	case MC_CABINET_FEE:
	case MC_CABINET_ASK: cabinet->page = MC_CABINET_DOSSIER; break;
	case MC_CABINET_CLOSED: break;
	}
}

/* ---- messages ---- */

static bool take_answer(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg) {
	uint32_t token = msg->answer->token;
	bool found = token != 0 && token == cabinet->found_token;
	bool one = token != 0 && token == cabinet->one_token;
	bool today = token != 0 && token == cabinet->today_token;

	if (mc_people_answer(&cabinet->people, msg, room->notice)) {
		return true;
	}
	if (!found && !one && !today) {
		return false;
	}
	if (msg->answer->status != MC_OK) {
		mc_notice_error(room->notice, &msg->answer->error);
	} else if (found) {
		mc_cabinet_found(cabinet, room, msg);
	} else if (today) {
		mc_cabinet_today(cabinet, room, msg);
	} else {
		mc_answer_take(&cabinet->one, msg);
		cabinet->stale = false;
		if (mc_cabinet_view_of(cabinet) != NULL) {
			mc_cabinet_list_commands(
				cabinet, mc_cabinet_view_of(cabinet)->dossier.state);
		}
	}
	cabinet->found_token = found ? 0 : cabinet->found_token;
	cabinet->one_token = one ? 0 : cabinet->one_token;
	cabinet->today_token = today ? 0 : cabinet->today_token;
	return true;
}

static void run(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int command) {
	if (command == MC_COMMAND_BACK) {
		go_back(cabinet, room);
		return;
	}
	if (cabinet->look_only && command != MC_CABINET_DO_TURN) {
		mc_notice_say(room->notice, MC_STYLE_WARN,
			N_("Here a dossier is only read: desk and counter take its steps."), NULL,
			NULL, NULL);
		return;
	}
	if (command == MC_CABINET_FINISH) {
		cabinet->page = MC_CABINET_CLOSED;
		return;
	}
	if (command == MC_COMMAND_UNDO && cabinet->page == MC_CABINET_FIND) {
		mc_notice_say(room->notice, MC_STYLE_WARN,
			N_("Open the dossier first: then F9 takes its last step back."), NULL, NULL,
			NULL);
		return;
	}
	if (command == MC_COMMAND_UNDO && cabinet->page != MC_CABINET_DOSSIER) {
		mc_notice_undecided(room->notice);
		return;
	}
	switch (cabinet->page) {
	case MC_CABINET_FIND: open_chosen(cabinet, room); break;
	case MC_CABINET_DOSSIER: dossier_command(cabinet, room, command); break;
	case MC_CABINET_ASSIGN: assign_chosen(cabinet, room); break;
	case MC_CABINET_FEE: take_fee(cabinet, room); break;
	case MC_CABINET_ASK: give(cabinet, room, command); break;
	case MC_CABINET_CLOSED: break;
	}
}

static void press(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int32_t key) {
	switch (cabinet->page) {
	case MC_CABINET_FIND: mc_cabinet_find_key(cabinet, room, key); break;
	case MC_CABINET_ASSIGN: mc_people_key(&cabinet->people, key); break;
	case MC_CABINET_ASK: mc_edit_key(&cabinet->ask.field, key, NULL); break;
	case MC_CABINET_DOSSIER:
	case MC_CABINET_FEE:
		if (key == MC_KEY_ENTER && !cabinet->look_only) {
			mc_notice_say(room->notice, MC_STYLE_TEXT,
				N_("Enter takes no step here: F2 does."), NULL, NULL, NULL);
		} else if (cabinet->page == MC_CABINET_DOSSIER &&
			   mc_cabinet_view_of(cabinet) != NULL) {
			mc_cabinet_scroll(cabinet, mc_cabinet_view_of(cabinet), key);
		}
		break;
	case MC_CABINET_CLOSED: break;
	}
}

bool mc_cabinet_update(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg) {
	if (msg->kind == MC_MSG_ANSWER) {
		return take_answer(cabinet, room, msg);
	}
	if (cabinet->page == MC_CABINET_CLOSED) {
		return false;
	}
	if (msg->kind == MC_MSG_COMMAND) {
		run(cabinet, room, msg->command);
	} else if (msg->kind == MC_MSG_KEY) {
		press(cabinet, room, msg->key);
	} else if (msg->kind == MC_MSG_PASTE && cabinet->page == MC_CABINET_ASK) {
		mc_edit_paste(&cabinet->ask.field, msg->text);
	} else if (msg->kind == MC_MSG_PASTE && cabinet->page == MC_CABINET_FIND) {
		mc_cabinet_find_paste(cabinet, room, msg->text);
	} else if (msg->kind == MC_MSG_PASTE && cabinet->page == MC_CABINET_ASSIGN) {
		mc_people_paste(&cabinet->people, msg->text);
	}
	return true;
}

void mc_cabinet_refresh(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	if (cabinet->page == MC_CABINET_FIND) {
		mc_cabinet_find_refresh(cabinet, room);
	} else if (cabinet->page != MC_CABINET_CLOSED && cabinet->one_token == 0) {
		read_one(cabinet, room->fx);
	}
}

/* Why what was done besides steps is not taken back; NULL: it is a step. */
static const char *stays(int what) {
	switch (what) {
	case SENT_FEE:
		return N_("Dossier %s: its fee is taken and the receipt made; that is not taken "
			  "back.");
	case SENT_PRINT: return N_("Dossier %s: its paper is made; that is not taken back.");
	default: return NULL;
	}
}

/* A step can be taken back, and then the one before it; what else is done makes that a head's. */
static void note_deed(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int what,
	const struct mc_outcome *outcome) {
	const struct mc_deed *last = mc_deeds_last(room->deeds, room->context, cabinet->sent_code);

	if (what == SENT_UNDO && last != NULL) {
		mc_deeds_drop(room->deeds, last->event);
	} else if (what != SENT_UNDO && what != SENT_SHOW) {
		mc_deeds_note(room->deeds, room->context, outcome, cabinet->sent_code, stays(what));
	}
}

/* What the notice says of an act that was done. */
static const char *done_of(const struct mc_cabinet *cabinet, int what) {
	switch (what) {
	case SENT_FEE: return N_("Dossier %s: the fee is taken, the receipt is made.");
	case SENT_SHOW: return N_("Dossier %s is shown whole; the ledger has noted it.");
	case SENT_PRINT: return N_("Dossier %s: sent to print.");
	case SENT_UNDO: return mc_dossier_step(MC_T_UNDO)->done;
	default:
		return cabinet->step->done != NULL && !cabinet->step_self
			       ? cabinet->step->done
			       : N_("Dossier %s: the step is saved.");
	}
}

void mc_cabinet_outcome(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int what,
	const struct mc_answer *answer) {
	if (answer->status != MC_OK) {
		mc_notice_error(room->notice, &answer->error);
		mc_effects_simple(room->fx, MC_FX_BELL);
		if (what == SENT_UNDO && !mc_status_is_transient(answer->status)) {
			mc_deeds_forget(room->deeds, cabinet->sent_code);
		}
		if (cabinet->page == MC_CABINET_DOSSIER) { /* what was typed is still there */
			cabinet->page = cabinet->sent_from;
		}
		return;
	}
	cabinet->ask.what = 0;
	cabinet->stale = true;
	note_deed(cabinet, room, what, answer->data);
	if (what == SENT_SHOW && mc_code_same(cabinet->code, cabinet->sent_code)) {
		cabinet->shown_whole = true;
	}
	mc_notice_say(room->notice, MC_STYLE_GOOD, done_of(cabinet, what), cabinet->sent_code, NULL,
		NULL);
	if (what == SENT_PRINT) {
		mc_printing_say(room->notice, room->context, room->hall, MC_FORM_SLIP,
			done_of(cabinet, what),
			N_("Dossier %s: its paper waits for the printer (%s)."),
			cabinet->sent_code);
	}
	mc_cabinet_refresh(cabinet, room);
}

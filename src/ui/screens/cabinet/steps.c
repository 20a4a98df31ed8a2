/* Taking a step of the opened dossier: what its row asks is asked, then the act is sent. */
#include "base/str.h"
#include "core/act/rights.h"
#include "ui/screens/cabinet/cabinet.h"

/* Opens a question; one that was left by Esc still has its text. */
static void ask(struct mc_cabinet *cabinet, const struct mc_step_ask *asked, const char *proposal) {
	const struct mc_field *member = mc_step_member(asked->member);
	int most = MC_EDIT_BYTES / 4 - 1;
	int what = 1 + (int)mc_step_transition(cabinet->step) * MC_STEP_ASKS + (int)cabinet->asked;

	if (cabinet->ask.what != what) {
		mc_ask_open(&cabinet->ask, what, asked->title, asked->hint,
			(int)member->max < most ? (int)member->max : most);
		mc_edit_set(&cabinet->ask.field, proposal);
		mc_edit_propose(&cabinet->ask.field);
	}
	cabinet->ask.may_be_empty = asked->missing == NULL && !asked->filled;
	mc_copy(cabinet->ask.about, sizeof cabinet->ask.about, cabinet->code);
	cabinet->page = MC_CABINET_ASK;
}

static void send(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	const struct mc_dossier_view *view = mc_cabinet_view_of(cabinet);
	struct mc_act act = { .verb = mc_step_verb(cabinet->step) };

	act.as.dossier = (struct mc_act_dossier){ .code = cabinet->code,
		.transition = mc_step_transition(cabinet->step) };
	for (size_t i = 0; cabinet->step->asks[i].member != NULL; i++) {
		const struct mc_field *member = mc_step_member(cabinet->step->asks[i].member);

		if (cabinet->step->asks[i].proposal != MC_PROPOSE_WISH) {
			mc_field_put_text(member, &act.as.dossier, cabinet->answers[i]);
		} else if (view != NULL) {
			mc_field_put_number(member, &act.as.dossier, view->dossier.return_way);
		}
	}
	mc_cabinet_send(cabinet, room, cabinet->step_what, &act);
}

/*
 * To the next of what is asked, or on to the act. A failure of the act leads back to the page
 * of the last question, which `asked` still is.
 */
static void go_on(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, size_t next) {
	const struct mc_dossier_view *view = mc_cabinet_view_of(cabinet);

	for (const struct mc_step_ask *asked; (asked = &cabinet->step->asks[next])->member != NULL;
		next++) {
		if (asked->proposal == MC_PROPOSE_SELF && *cabinet->answers[next] == '\0') {
			cabinet->asked = next;
			cabinet->page = MC_CABINET_ASSIGN;
			mc_people_open(&cabinet->people, MC_ROLES_WITH_CASES, "", room->fx);
			return;
		}
		if (asked->title != NULL) {
			bool owner = asked->proposal == MC_PROPOSE_OWNER && view != NULL;

			cabinet->asked = next;
			ask(cabinet, asked, owner ? view->dossier.owner : "");
			return;
		}
	}
	send(cabinet, room);
}

void mc_cabinet_take(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	enum mc_transition transition, int what, const char *self) {
	cabinet->step = mc_dossier_step(transition);
	cabinet->step_what = what;
	cabinet->asked = 0;
	cabinet->step_self = false;
	for (size_t i = 0; i < MC_STEP_ASKS; i++) {
		bool person = cabinet->step->asks[i].member != NULL &&
			      cabinet->step->asks[i].proposal == MC_PROPOSE_SELF;

		cabinet->step_self |= person && *self != '\0';
		mc_copy(cabinet->answers[i], sizeof cabinet->answers[i], person ? self : "");
	}
	go_on(cabinet, room, 0);
}

void mc_cabinet_answer(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *text) {
	mc_copy(cabinet->answers[cabinet->asked], sizeof cabinet->answers[cabinet->asked], text);
	go_on(cabinet, room, cabinet->asked + 1);
}

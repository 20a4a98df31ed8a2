/* Whether a command of an opened dossier is this person's right: told before anything is asked. */
#include "core/act/rights.h"
#include "ui/screens/cabinet/cabinet.h"

/* What a command comes to in the end, as far as rights go; false: it only looks. */
static bool act_of(int command, enum mc_dossier_state state, struct mc_act *ret_act) {
	const struct mc_dossier_step *step = mc_step_next(state);
	struct mc_act act = { .verb = MC_VERB_DOSSIER_MOVE };

	act.as.dossier.transition = MC_T_PROCESS;
	if (command >= MC_CABINET_STEPS && command < MC_COMMAND_COMMON) {
		step = mc_dossier_step((enum mc_transition)(command - MC_CABINET_STEPS));
		command = MC_CABINET_DO_STEP;
	}
	switch (command) {
	case MC_CABINET_DO_STEP:
		if (step == NULL) {
			return false;
		}
		act.verb = mc_step_verb(step);
		act.as.dossier.transition = mc_step_transition(step);
		break;
	case MC_CABINET_DO_ASSIGN: break;
	case MC_CABINET_DO_FEE: act.verb = MC_VERB_FEE_TAKE; break;
	case MC_CABINET_DO_SHOW: act.verb = MC_VERB_DOSSIER_READ; break;
	case MC_CABINET_DO_PRINT: act.verb = MC_VERB_PAPER_PRINT; break;
	case MC_COMMAND_UNDO: act.verb = MC_VERB_DOSSIER_UNDO; break;
	default: return false;
	}
	*ret_act = act;
	return true;
}

bool mc_cabinet_refused(
	const struct mc_dossier_view *view, const struct mc_cabinet_room *room, int command) {
	const struct mc_staff_list staff = { view->staff, view->staff_count };
	struct mc_act act;
	struct mc_error error;

	if (!act_of(command, view->dossier.state, &act) ||
		mc_rights_allow(room->context->who.roles, &act)) {
		return false;
	}
	(void)!mc_rights_refuse(&act, &staff, &error);
	mc_notice_error(room->notice, &error);
	mc_effects_simple(room->fx, MC_FX_BELL);
	return true;
}

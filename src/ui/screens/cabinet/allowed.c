/* Which step follows for an opened dossier, and who may take it: told before anything is asked. */
#include "core/act/rights.h"
#include "ui/screens/cabinet/cabinet.h"

const struct mc_cabinet_step *mc_cabinet_step(enum mc_dossier_state state) {
	static const struct mc_cabinet_step steps[] = {
		{ MC_DOSSIER_ACCEPTED, MC_T_PROCESS, N_("F2: take it over for processing") },
		{ MC_DOSSIER_PROCESSING, MC_T_RESOLVE, N_("F2: report that the result is ready") },
		{ MC_DOSSIER_RESOLVED, MC_T_RETURN, N_("F2: hand the result over") },
	};

	for (size_t i = 0; i < MC_COUNT(steps); i++) {
		if (steps[i].from == state) {
			return &steps[i];
		}
	}
	return NULL;
}

/* What a command comes to in the end, as far as rights go; false: it only looks. */
static bool act_of(int command, enum mc_dossier_state state, struct mc_act *ret_act) {
	const struct mc_cabinet_step *step = mc_cabinet_step(state);
	struct mc_act act = { .verb = MC_VERB_DOSSIER_MOVE };

	act.as.dossier.transition = MC_T_PROCESS;
	switch (command) {
	case MC_CABINET_DO_STEP:
		if (step == NULL) {
			return false;
		}
		act.as.dossier.transition = step->transition;
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

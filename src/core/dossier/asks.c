/* What a step asks of its request. */
#include "base/names.h"
#include "core/act/fields.h"
#include "core/dossier/steps.h"
#include <stdio.h>
#include <string.h>

#define SHOWN_SIZE 96 /* bytes of a text of N_(), with its mark */

/* What every request may hold: which dossier, which step, and why, which stays in the ledger beside the step. */
static bool of_every_step(const char *member) {
	static const char *const names[] = { "code", "transition", "reason" };
	static const struct mc_names members = MC_NAMES(names);

	return mc_names_find(&members, member) >= 0;
}

const struct mc_field *mc_step_member(const char *name) {
	return mc_field_find(mc_verb_fields(MC_VERB_DOSSIER_MOVE), name);
}

const struct mc_step_ask *mc_step_ask(const struct mc_dossier_step *step, const char *member) {
	for (const struct mc_step_ask *ask = step->asks; ask->member != NULL; ask++) {
		if (strcmp(ask->member, member) == 0) {
			return ask;
		}
	}
	return NULL;
}

enum mc_status mc_step_refuse_others(const struct mc_dossier_step *step,
	const struct mc_act_dossier *request, struct mc_error *err) {
	const struct mc_fields *members = mc_verb_fields(MC_VERB_DOSSIER_MOVE);

	for (size_t i = 0; i < members->count; i++) {
		const struct mc_field *member = &members->at[i];
		bool may = of_every_step(member->name) || mc_step_ask(step, member->name) != NULL;
		char happens[SHOWN_SIZE], shown[SHOWN_SIZE];

		if (!may && mc_field_given(member, request)) {
			(void)snprintf(happens, sizeof happens, MC_SAY "%s", step->history);
			(void)snprintf(shown, sizeof shown, MC_SAY "%s", member->shown);
			return mc_fail_at(err, mc_field_option(member),
				mc_fail(err, MC_INVALID,
					N_("The step “%s” takes no %s: leave it out."), happens,
					shown));
		}
	}
	return MC_OK;
}

enum mc_status mc_step_demand(const struct mc_dossier_step *step,
	const struct mc_act_dossier *request, struct mc_error *err) {
	for (const struct mc_step_ask *ask = step->asks; ask->member != NULL; ask++) {
		const struct mc_field *member = mc_step_member(ask->member);

		if (ask->missing != NULL && !mc_field_given(member, request)) {
			return mc_fail_at(err, mc_field_option(member),
				mc_fail(err, MC_INVALID, ask->missing, member->name));
		}
	}
	return MC_OK;
}

/* Whether a step may be taken: by the state, by the order of time, by the step's own rule. */
#include "base/str.h"
#include "core/dossier/checks.h"
#include "core/dossier/steps.h"
#include <assert.h>
#include <string.h>

/* What can be done in each state, with the dossier's code. */
static const char *const instead[] = {
	[MC_DOSSIER_VOID] =
		N_("Dossier %s was struck as a mistaken entry, which ends it: a head of "
		   "unit can undo that."),
	[MC_DOSSIER_SUBMITTED] = N_("Dossier %s is filed but not accepted: accept it, refuse it, "
				    "or ask for what is missing."),
	[MC_DOSSIER_ACCEPTED] =
		N_("Dossier %s is accepted and not handed over yet: hand it to a case officer, "
		   "resolve it on the spot, or record that it is withdrawn."),
	[MC_DOSSIER_REFUSED] = N_("Dossier %s was not accepted, which ends it: a new one can be "
				  "filed, or a head of unit can undo that."),
	[MC_DOSSIER_PROCESSING] =
		N_("Dossier %s is being processed: it can be resolved, transferred, extended, "
		   "stopped or withdrawn, or wait for a supplement or a payment."),
	[MC_DOSSIER_AWAITING_SUPPLEMENT] =
		N_("Dossier %s waits for papers from the citizen: record what was brought first, "
		   "or refuse, stop or withdraw it."),
	[MC_DOSSIER_AWAITING_PAYMENT] = N_("Dossier %s waits for the citizen's payment: record the "
					   "proof of payment first, or withdraw it."),
	[MC_DOSSIER_WITHDRAWN] =
		N_("Dossier %s was withdrawn, which ends it: a head of unit can undo that."),
	[MC_DOSSIER_STOPPED] =
		N_("Dossier %s was stopped, which ends it: a head of unit can undo that."),
	[MC_DOSSIER_RESOLVED] =
		N_("Dossier %s is resolved: hand its result out, or send it by post."),
	[MC_DOSSIER_RETURNED] = N_("The result of dossier %s was handed out, which ends it: a head "
				   "of unit can undo that."),
};

/* ---- rules of single steps ---- */

enum mc_status mc_check_not_late(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	char due[MC_TIME_TEXT_SIZE];

	if (facts->due_at == 0 || mc_day_of(at) <= mc_day_of(facts->due_at)) {
		return MC_OK;
	}
	mc_time_format_vi(facts->due_at, due);
	return mc_fail(err, MC_REFUSED,
		N_("Dossier %s was due at %s and is late: its date stays, send an apology "
		   "instead."),
		mc_or_empty(facts->code), due);
}

enum mc_status mc_check_late(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	char due[MC_TIME_TEXT_SIZE];

	if (facts->due_at == 0 || at > facts->due_at) {
		return MC_OK;
	}
	mc_time_format_vi(facts->due_at, due);
	return mc_fail(err, MC_REFUSED,
		N_("Dossier %s is due at %s and not late: extend its date instead."),
		mc_or_empty(facts->code), due);
}

enum mc_status mc_check_no_fee_open(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	(void)at;
	return facts->fee_open ? mc_fail(err, MC_REFUSED,
					 N_("A fee of dossier %s is still open: take it or record "
					    "the exemption first."),
					 mc_or_empty(facts->code))
			       : MC_OK;
}

enum mc_status mc_check_no_receipt(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	(void)at;
	return facts->receipt ? mc_fail(err, MC_REFUSED,
					N_("A receipt of dossier %s stands: as long as money was "
					   "taken for it, it is no mistaken entry."),
					mc_or_empty(facts->code))
			      : MC_OK;
}

enum mc_status mc_check_receiver(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	bool head = (facts->actor_roles & MC_ROLE_BIT(MC_ROLE_HEAD)) != 0;

	(void)at;
	if (facts->received) {
		return mc_fail(err, MC_REFUSED,
			N_("That dossier %s was received is on record already."),
			mc_or_empty(facts->code));
	}
	if (!head && strcmp(mc_or_empty(facts->officer), mc_or_empty(facts->actor)) != 0) {
		return mc_fail(err, MC_DENIED,
			N_("Dossier %s was handed to %s: only that person or a head of unit can "
			   "confirm it."),
			mc_or_empty(facts->code), mc_or_empty(facts->officer));
	}
	return MC_OK;
}

/* ---- any step ---- */

static enum mc_status check_time(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err) {
	mc_time last_at = facts->last_at > facts->accepted_at ? facts->last_at : facts->accepted_at;
	char last[MC_TIME_TEXT_SIZE];

	if (at >= last_at) {
		return MC_OK;
	}
	mc_time_format_vi(last_at, last);
	return mc_fail(err, MC_REFUSED,
		N_("Dossier %s was last changed at %s: what comes after cannot have "
		   "happened earlier."),
		mc_or_empty(facts->code), last);
}

enum mc_status mc_dossier_decide(const struct mc_dossier_facts *facts,
	enum mc_transition transition, mc_time at, enum mc_dossier_state *ret_state,
	struct mc_error *err) {
	const struct mc_dossier_step *step = mc_dossier_step(transition);

	assert((size_t)facts->state < MC_COUNT(instead));
	if (facts->draft && (step->from & MC_FROM_DRAFT) == 0) {
		return mc_fail(err, MC_REFUSED,
			N_("This dossier is not in the book yet: accept it first."));
	}
	if (!facts->draft && !mc_step_leads_from(step, facts->state)) {
		return mc_fail(err, MC_REFUSED, instead[facts->state], mc_or_empty(facts->code));
	}
	MC_TRY(check_time(facts, at, err));
	if (step->check != NULL) {
		MC_TRY(step->check(facts, at, err));
	}
	*ret_state = step->to == MC_STEP_STAYS ? facts->state : (enum mc_dossier_state)step->to;
	return MC_OK;
}

/* Enumerators as people say them. */
#include "core/dossier/steps.h"
#include "core/words/words.h"
#include <string.h>

const char *mc_word_ticket_state(enum mc_ticket_state state) {
	static const char *const words[] = {
		[MC_TICKET_WAITING] = N_("waiting"),
		[MC_TICKET_CALLED] = N_("called"),
		[MC_TICKET_SERVING] = N_("being served"),
		[MC_TICKET_DONE] = N_("finished"),
		[MC_TICKET_MISSED] = N_("absent"),
		[MC_TICKET_PARKED] = N_("put aside"),
		[MC_TICKET_CANCELLED] = N_("cancelled"),
		[MC_TICKET_EXPIRED] = N_("not served"),
	};

	return words[state];
}

const char *mc_word_priority(enum mc_priority priority) {
	static const char *const words[] = {
		[MC_PRIORITY_NONE] = "",
		[MC_PRIORITY_ELDERLY] = N_("elderly"),
		[MC_PRIORITY_DISABLED] = N_("disabled"),
		[MC_PRIORITY_PREGNANT] = N_("pregnant"),
		[MC_PRIORITY_INFANT] = N_("with a small child"),
		[MC_PRIORITY_MERIT] = N_("person of merit"),
	};

	return words[priority];
}

const char *mc_word_dossier_state(enum mc_dossier_state state) {
	static const char *const words[] = {
		[MC_DOSSIER_SUBMITTED] = N_("newly filed"),
		[MC_DOSSIER_ACCEPTED] = N_("accepted"),
		[MC_DOSSIER_REFUSED] = N_("not accepted"),
		[MC_DOSSIER_PROCESSING] = N_("in process"),
		[MC_DOSSIER_AWAITING_SUPPLEMENT] = N_("waits for papers"),
		[MC_DOSSIER_AWAITING_PAYMENT] = N_("waits for payment"),
		[MC_DOSSIER_WITHDRAWN] = N_("withdrawn"),
		[MC_DOSSIER_STOPPED] = N_("stopped"),
		[MC_DOSSIER_RESOLVED] = N_("result ready"),
		[MC_DOSSIER_RETURNED] = N_("result handed over"),
		[MC_DOSSIER_VOID] = N_("struck as a mistake"),
	};
	size_t index = (size_t)state;

	return index < MC_COUNT(words) ? words[index] : "?";
}

const char *mc_word_transition(const char *name) {
	const struct mc_dossier_step *step = mc_dossier_step_named(name);

	return step != NULL ? step->history : mc_word_event(name);
}

const char *mc_word_note(const char *transition, const char *note) {
	static const struct {
		enum mc_return_way way;
		const char *word;
	} words[] = {
		{ MC_RETURN_COUNTER, N_("at the counter") },
		{ MC_RETURN_POST, N_("by post") },
		{ MC_RETURN_ONLINE, N_("online") },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strcmp(transition, mc_transition_name(MC_T_RETURN)) == 0 &&
			strcmp(note, mc_return_way_name(words[i].way)) == 0) {
			return words[i].word;
		}
	}
	return NULL;
}

const char *mc_word_actor(const char *actor) {
	if (strcmp(actor, MC_ACTOR_PRACTICE) == 0) {
		return N_("practice");
	}
	return strcmp(actor, MC_ACTOR_SYSTEM) == 0 ? N_("the system") : actor;
}

const char *mc_word_desk_state(enum mc_desk_state state) {
	static const char *const words[] = {
		[MC_DESK_CLOSED] = N_("closed"),
		[MC_DESK_OPEN] = N_("open"),
		[MC_DESK_PAUSED] = N_("paused"),
	};

	return words[state];
}

const char *mc_word_role(enum mc_role role) {
	static const char *const words[MC_ROLE_COUNT] = {
		[MC_ROLE_KIOSK] = N_("kiosk"),
		[MC_ROLE_RECEPTION] = N_("reception"),
		[MC_ROLE_OFFICER] = N_("case officer"),
		[MC_ROLE_CASHIER] = N_("cashier"),
		[MC_ROLE_HEAD] = N_("head of unit"),
		[MC_ROLE_SUPERVISOR] = N_("supervisor"),
		[MC_ROLE_INSPECTOR] = N_("inspector"),
		[MC_ROLE_ADMINISTRATOR] = N_("administrator"),
	};

	return words[role];
}

/*
 * Who may do what: the table of design §8.
 *
 * Each verb names the roles that may; a ticket's move and a dossier's transition
 * narrow theirs further (after domain §3.2, column “Who”). Roles add up: an
 * office of four people gives one person several. The rows follow three ideas:
 *
 *  - Whoever sits at a desk calls and serves. Nobody chooses whom to call,
 *    except the head and the supervisor, with a reason.
 *  - What takes something from a citizen (a refusal, a later date, an end
 *    without result) or changes what stands (undo, erasure) is the head's.
 *  - The administrator sets things up and runs them, and does nothing in a
 *    citizen's affair; the inspector changes nothing at all.
 */
#include "core/act/rights.h"
#include <assert.h>

#define KIOSK MC_ROLE_BIT(MC_ROLE_KIOSK)
#define RECEPTION MC_ROLE_BIT(MC_ROLE_RECEPTION)
#define OFFICER MC_ROLE_BIT(MC_ROLE_OFFICER)
#define CASHIER MC_ROLE_BIT(MC_ROLE_CASHIER)
#define HEAD MC_ROLE_BIT(MC_ROLE_HEAD)
#define SUPERVISOR MC_ROLE_BIT(MC_ROLE_SUPERVISOR)
#define ADMINISTRATOR MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR)

#define AT_DESK (RECEPTION | OFFICER | CASHIER | HEAD) /* works at a desk and calls tickets */
#define ON_DOSSIER (RECEPTION | OFFICER | HEAD) /* holds citizens' papers in hand */

static const unsigned verbs[MC_VERB_COUNT] = {
	[MC_VERB_SETUP] = ADMINISTRATOR,
	[MC_VERB_DESK_OPEN] = AT_DESK,
	[MC_VERB_DESK_PAUSE] = AT_DESK | SUPERVISOR, /* a desk left without its officer */
	[MC_VERB_DESK_CLOSE] = AT_DESK | SUPERVISOR,
	[MC_VERB_TICKET_ISSUE] = KIOSK | RECEPTION | HEAD, /* all that a kiosk may do */
	[MC_VERB_TICKET_NEXT] = AT_DESK,
	/* Not the administrator: favours would come from where nobody watches the hall. */
	[MC_VERB_TICKET_CALL] = HEAD | SUPERVISOR,
	[MC_VERB_TICKET_MOVE] = AT_DESK | SUPERVISOR, /* narrowed by `moves` */
	/* Whoever may do what can be taken back; the store asks whether it was oneself. */
	[MC_VERB_TICKET_UNDO] = AT_DESK | SUPERVISOR,
	[MC_VERB_DOSSIER_ACCEPT] = ON_DOSSIER,
	[MC_VERB_DOSSIER_MOVE] = ON_DOSSIER | CASHIER, /* narrowed by `transitions` */
	/* One's own slip, just now; any other step as MC_T_UNDO below. */
	[MC_VERB_DOSSIER_UNDO] = ON_DOSSIER | CASHIER,
	[MC_VERB_DOSSIER_IMPORT] = ADMINISTRATOR,
	/* The inspector's view stays masked; the administrator reads, and it is logged. */
	[MC_VERB_DOSSIER_READ] = ON_DOSSIER | CASHIER | ADMINISTRATOR,
	/* The office may give reception the role of cashier too. */
	[MC_VERB_FEE_TAKE] = CASHIER,
	/*
	 * Not the administrator, often a technician from outside: it cannot be taken
	 * back, and the head answers for the data and signs the list of what goes.
	 */
	[MC_VERB_DATA_ERASE] = HEAD,
	[MC_VERB_PAPER_PRINT] = AT_DESK,
	/* Changes nothing and proves everything: with the backup, and at closing. */
	[MC_VERB_LEDGER_SEAL] = RECEPTION | HEAD | ADMINISTRATOR,
};

static const unsigned moves[] = {
	[MC_MOVE_CALL] = HEAD | SUPERVISOR, /* as TICKET_CALL */
	[MC_MOVE_RECALL] = AT_DESK,
	[MC_MOVE_ARRIVE] = AT_DESK,
	[MC_MOVE_SERVE] = AT_DESK,
	[MC_MOVE_DONE] = AT_DESK,
	[MC_MOVE_MISS] = AT_DESK,
	[MC_MOVE_PARK] = AT_DESK,
	[MC_MOVE_RESTORE] = AT_DESK | SUPERVISOR, /* the supervisor mends the hall: */
	[MC_MOVE_TRANSFER] = AT_DESK | SUPERVISOR,
	[MC_MOVE_CANCEL] = AT_DESK | SUPERVISOR,
	[MC_MOVE_EXPIRE] = RECEPTION | HEAD | SUPERVISOR, /* day close */
};

static const unsigned transitions[] = {
	[MC_T_SUBMIT] = RECEPTION | OFFICER | HEAD,
	[MC_T_ACCEPT] = ON_DOSSIER, /* T1, T4 */
	[MC_T_REFUSE] = HEAD, /* T2, T9: in writing, confirmed by the head */
	[MC_T_COMPLETE] = ON_DOSSIER, /* T3 */
	[MC_T_PROCESS] = ON_DOSSIER, /* T5: reception hands over */
	[MC_T_RECEIVED] = OFFICER | HEAD,
	[MC_T_TRANSFER] = ON_DOSSIER, /* T6 */
	[MC_T_SUPPLEMENT] = OFFICER | HEAD, /* T7 */
	[MC_T_SUPPLIED] = ON_DOSSIER, /* T8: recorded where the citizen brings it */
	[MC_T_AWAIT_PAYMENT] = OFFICER | HEAD, /* T10 */
	[MC_T_PAID] = ON_DOSSIER | CASHIER, /* T11 */
	[MC_T_EXTEND] = HEAD, /* T12: signs Mẫu 04 */
	[MC_T_APOLOGISE] = HEAD, /* likewise */
	[MC_T_WITHDRAW] = HEAD, /* T13: reception records, the head confirms */
	[MC_T_STOP] = HEAD, /* T14, T9 */
	[MC_T_RESOLVE] = OFFICER | HEAD, /* T15 */
	[MC_T_RETURN] = ON_DOSSIER, /* T16 */
	[MC_T_POST] = ON_DOSSIER, /* T17 */
	[MC_T_UNDO] = HEAD, /* T18: anybody's step, at any time, with a reason */
};

void mc_roles_text(unsigned roles, const char *separator, struct mc_str *out) {
	size_t start = out->len;

	for (unsigned role = 0; role < MC_ROLE_COUNT; role++) {
		if ((roles & MC_ROLE_BIT(role)) != 0) {
			mc_str_addf(out, "%s%s", out->len > start ? separator : "",
				mc_role_name((enum mc_role)role));
		}
	}
}

enum mc_status mc_rights_check(unsigned roles, const struct mc_act *act, struct mc_error *err) {
	unsigned allowed;
	const char *part = "";
	struct mc_str list;
	enum mc_status status;

	assert((size_t)act->verb < MC_COUNT(verbs));
	allowed = verbs[act->verb];
	if (act->verb == MC_VERB_TICKET_MOVE) {
		assert((size_t)act->as.ticket.move < MC_COUNT(moves));
		allowed &= moves[act->as.ticket.move];
		part = mc_ticket_move_name(act->as.ticket.move);
	} else if (act->verb == MC_VERB_DOSSIER_MOVE) {
		assert((size_t)act->as.dossier.transition < MC_COUNT(transitions));
		allowed &= transitions[act->as.dossier.transition];
		part = mc_transition_name(act->as.dossier.transition);
	}
	if ((roles & allowed) != 0) {
		return MC_OK;
	}
	mc_str_init(&list);
	mc_roles_text(allowed, ", ", &list);
	status = mc_fail(err, MC_DENIED,
		N_("“%s%s%s” is not among your rights: ask somebody with one of the roles %s."),
		mc_verb_name(act->verb), part[0] == '\0' ? "" : " ", part, mc_str_text(&list));
	mc_str_finish(&list);
	return status;
}

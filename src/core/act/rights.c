/*
 * Who may do what: the table of design §8. Roles add up: an office of four people
 * gives one person several. The rows follow a few ideas:
 *
 *  - Whoever sits at a desk calls and serves. Nobody chooses whom to call,
 *    except the head and the supervisor, with a reason.
 *  - What takes something from a citizen (a refusal, a later date, an end
 *    without result) or changes what stands (undo, erasure) is the head's.
 *  - The administrator sets things up and runs them, and does nothing in a
 *    citizen's affair; the inspector changes nothing at all.
 *  - Each reads what the work in hand needs.
 *  - Files are named by those who run the computer. Everybody else works over a
 *    key that opens one desk: for them there are no files, only stdin and stdout.
 *  - The service account, which is nobody in particular, sets up and keeps the
 *    machine running; it reads nobody's dossier. Screens it opens ask who is there.
 */
#include "core/act/rights.h"
#include <assert.h>

#define KIOSK MC_ROLE_BIT(MC_ROLE_KIOSK)
#define RECEPTION MC_ROLE_BIT(MC_ROLE_RECEPTION)
#define OFFICER MC_ROLE_BIT(MC_ROLE_OFFICER)
#define CASHIER MC_ROLE_BIT(MC_ROLE_CASHIER)
#define HEAD MC_ROLE_BIT(MC_ROLE_HEAD)
#define SUPERVISOR MC_ROLE_BIT(MC_ROLE_SUPERVISOR)
#define INSPECTOR MC_ROLE_BIT(MC_ROLE_INSPECTOR)
#define ADMINISTRATOR MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR)
#define SERVICE MC_ROLES_SERVICE
#define ANYBODY (MC_ROLES_ALL | SERVICE)

#define AT_DESK (RECEPTION | OFFICER | CASHIER | HEAD) /* works at a desk and calls tickets */
#define ON_DOSSIER (RECEPTION | OFFICER | HEAD) /* holds citizens' papers in hand */

static const unsigned rights[MC_RIGHT_COUNT] = {
	/* Nothing of an office is read; who is nobody here may still ask for help. */
	[MC_RIGHT_FREE] = ANYBODY,
	/* A terminal that stands in the hall, and anybody at it, sees these as they are. */
	[MC_RIGHT_HALL] = ANYBODY,
	/* Of use to whoever works here or inspects; a kiosk has no work with them. */
	[MC_RIGHT_VIEW] = ANYBODY & ~KIOSK,
	/*
	 * Those who hold dossiers in hand, as for reading one whole, and the inspector,
	 * who reads masked. The supervisor looks after the hall, which needs no names.
	 */
	[MC_RIGHT_DOSSIERS] = AT_DESK | ADMINISTRATOR | INSPECTOR,
	/* A slip carries the PIN: not for the inspector. */
	[MC_RIGHT_PAPER] = AT_DESK | ADMINISTRATOR,
	/* They call and serve, and names stand there: not for the supervisor. */
	[MC_RIGHT_SERVING] = AT_DESK | SERVICE,
	[MC_RIGHT_WATCHING] = HEAD | SUPERVISOR | INSPECTOR | ADMINISTRATOR | SERVICE,
	/* Whoever gives papers out sees to their printing; the others to the machines. */
	[MC_RIGHT_PRINT] = AT_DESK | ADMINISTRATOR | SERVICE,
	/* Whole and unmasked: those who run the machine, and the one who answers for it. */
	[MC_RIGHT_BACKUP] = ADMINISTRATOR | HEAD | SERVICE,
	[MC_RIGHT_READ_FILE] = ADMINISTRATOR | SERVICE,
	/* The head takes reports and backups away. */
	[MC_RIGHT_WRITE_FILE] = ADMINISTRATOR | HEAD | SERVICE,

	[MC_RIGHT_DO_SETUP] = ADMINISTRATOR | SERVICE,
	[MC_RIGHT_DO_DESK_OPEN] = AT_DESK,
	[MC_RIGHT_DO_DESK_PAUSE] = AT_DESK | SUPERVISOR, /* a desk left without its officer */
	[MC_RIGHT_DO_DESK_CLOSE] = AT_DESK | SUPERVISOR,
	[MC_RIGHT_DO_TICKET_ISSUE] = KIOSK | RECEPTION | HEAD, /* all that a kiosk may do */
	[MC_RIGHT_DO_TICKET_NEXT] = AT_DESK,
	/* Not the administrator: favours would come from where nobody watches the hall. */
	[MC_RIGHT_DO_TICKET_CALL] = HEAD | SUPERVISOR,
	[MC_RIGHT_DO_TICKET_MOVE] = AT_DESK | SUPERVISOR, /* narrowed below */
	/* Whoever may do what can be taken back; the store asks whether it was oneself. */
	[MC_RIGHT_DO_TICKET_UNDO] = AT_DESK | SUPERVISOR,
	[MC_RIGHT_DO_DOSSIER_ACCEPT] = ON_DOSSIER,
	[MC_RIGHT_DO_DOSSIER_MOVE] = ON_DOSSIER | CASHIER, /* narrowed below */
	/* One's own slip, just now; any other step as the step UNDO below. */
	[MC_RIGHT_DO_DOSSIER_UNDO] = ON_DOSSIER | CASHIER,
	[MC_RIGHT_DO_DOSSIER_IMPORT] = ADMINISTRATOR | SERVICE,
	/* The inspector's view stays masked; the administrator reads, and it is logged. */
	[MC_RIGHT_DO_DOSSIER_READ] = ON_DOSSIER | CASHIER | ADMINISTRATOR,
	/* The office may give reception the role of cashier too. */
	[MC_RIGHT_DO_FEE_TAKE] = CASHIER,
	/*
	 * Not the administrator, often a technician from outside: it cannot be taken
	 * back, and the head answers for the data and signs the list of what goes.
	 */
	[MC_RIGHT_DO_DATA_ERASE] = HEAD,
	[MC_RIGHT_DO_PAPER_PRINT] = AT_DESK,
	/* Changes nothing and proves everything: with the backup, and at closing. */
	[MC_RIGHT_DO_LEDGER_SEAL] = RECEPTION | HEAD | ADMINISTRATOR | SERVICE,
	/* The files are theirs to keep anyway, and the ledger tells for ever that they did it. */
	[MC_RIGHT_DO_OFFICE_KEY] = ADMINISTRATOR | SERVICE,

	/* A move narrows TICKET_MOVE. */
	[MC_RIGHT_MOVE_CALL] = HEAD | SUPERVISOR, /* as TICKET_CALL */
	[MC_RIGHT_MOVE_RECALL] = AT_DESK,
	[MC_RIGHT_MOVE_ARRIVE] = AT_DESK,
	[MC_RIGHT_MOVE_SERVE] = AT_DESK,
	[MC_RIGHT_MOVE_DONE] = AT_DESK,
	[MC_RIGHT_MOVE_MISS] = AT_DESK,
	[MC_RIGHT_MOVE_PARK] = AT_DESK,
	[MC_RIGHT_MOVE_RESTORE] = AT_DESK | SUPERVISOR, /* the supervisor mends the hall: */
	[MC_RIGHT_MOVE_TRANSFER] = AT_DESK | SUPERVISOR,
	[MC_RIGHT_MOVE_CANCEL] = AT_DESK | SUPERVISOR,
	[MC_RIGHT_MOVE_EXPIRE] = RECEPTION | HEAD | SUPERVISOR, /* day close */

	/* A step narrows DOSSIER_MOVE; after domain §3.2, column “Who”. */
	[MC_RIGHT_STEP_SUBMIT] = RECEPTION | OFFICER | HEAD,
	[MC_RIGHT_STEP_ACCEPT] = ON_DOSSIER, /* T1, T4 */
	[MC_RIGHT_STEP_REFUSE] = HEAD, /* T2, T9: in writing, confirmed by the head */
	[MC_RIGHT_STEP_COMPLETE] = ON_DOSSIER, /* T3 */
	[MC_RIGHT_STEP_PROCESS] = ON_DOSSIER, /* T5: reception hands over */
	[MC_RIGHT_STEP_RECEIVED] = OFFICER | HEAD,
	[MC_RIGHT_STEP_TRANSFER] = ON_DOSSIER, /* T6 */
	[MC_RIGHT_STEP_SUPPLEMENT] = OFFICER | HEAD, /* T7 */
	[MC_RIGHT_STEP_SUPPLIED] = ON_DOSSIER, /* T8: recorded where the citizen brings it */
	[MC_RIGHT_STEP_AWAIT_PAYMENT] = OFFICER | HEAD, /* T10 */
	[MC_RIGHT_STEP_PAID] = ON_DOSSIER | CASHIER, /* T11 */
	[MC_RIGHT_STEP_EXTEND] = HEAD, /* T12: signs Mẫu 04 */
	[MC_RIGHT_STEP_APOLOGISE] = HEAD, /* likewise */
	[MC_RIGHT_STEP_WITHDRAW] = HEAD, /* T13: reception records, the head confirms */
	[MC_RIGHT_STEP_STOP] = HEAD, /* T14, T9 */
	[MC_RIGHT_STEP_RESOLVE] = OFFICER | HEAD, /* T15 */
	[MC_RIGHT_STEP_RETURN] = ON_DOSSIER, /* T16 */
	[MC_RIGHT_STEP_POST] = ON_DOSSIER, /* T17 */
	[MC_RIGHT_STEP_UNDO] = HEAD, /* T18: anybody's step, at any time, with a reason */
	[MC_RIGHT_STEP_VOID] = HEAD, /* a mistaken entry leaves every report: with a reason */
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

unsigned mc_right_roles(enum mc_right right) {
	assert((size_t)right < MC_RIGHT_COUNT);
	if (right >= MC_RIGHT_STEP_SUBMIT) {
		return rights[right] & rights[MC_RIGHT_DO_DOSSIER_MOVE];
	}
	return right >= MC_RIGHT_MOVE_CALL ? rights[right] & rights[MC_RIGHT_DO_TICKET_MOVE]
					   : rights[right];
}

enum mc_right mc_right_of_act(const struct mc_act *act) {
	unsigned right = MC_RIGHT_DO_SETUP + (unsigned)act->verb;
	if (act->verb == MC_VERB_TICKET_MOVE) {
		right = MC_RIGHT_MOVE_CALL + (unsigned)act->as.ticket.move;
		assert(right < MC_RIGHT_STEP_SUBMIT);
	} else if (act->verb == MC_VERB_DOSSIER_MOVE) {
		right = MC_RIGHT_STEP_SUBMIT + (unsigned)act->as.dossier.transition;
	}
	assert(right < MC_RIGHT_COUNT);
	return (enum mc_right)right;
}

enum mc_right mc_right_of_door(enum mc_door door) {
	switch (door) {
	case MC_DOOR_KIOSK: return MC_RIGHT_HALL;
	case MC_DOOR_COUNTER:
	case MC_DOOR_DESK: return MC_RIGHT_SERVING;
	case MC_DOOR_WATCH: return MC_RIGHT_WATCHING;
	case MC_DOOR_COMMAND:
	case MC_DOOR_IMPORT:
	case MC_DOOR_SYSTEM: break;
	}
	return MC_RIGHT_FREE;
}

enum mc_status mc_rights_check(unsigned roles, const struct mc_act *act, struct mc_error *err) {
	unsigned allowed = mc_right_roles(mc_right_of_act(act));
	const char *part = "";
	struct mc_str list;
	enum mc_status status;

	if ((roles & allowed) != 0) {
		return MC_OK;
	}
	if (act->verb == MC_VERB_TICKET_MOVE) {
		part = mc_ticket_move_name(act->as.ticket.move);
	} else if (act->verb == MC_VERB_DOSSIER_MOVE) {
		part = mc_transition_name(act->as.dossier.transition);
	}
	mc_str_init(&list);
	mc_roles_text(allowed, ", ", &list);
	status = mc_fail(err, MC_DENIED,
		N_("“%s%s%s” is not among your rights: ask somebody with one of the roles %s."),
		mc_verb_name(act->verb), part[0] == '\0' ? "" : " ", part, mc_str_text(&list));
	mc_str_finish(&list);
	return status;
}

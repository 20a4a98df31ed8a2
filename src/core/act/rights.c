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
#include "core/dossier/steps.h"
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

#define WHO_NAMES 4 /* of those who may: more are counted */

#define AT_DESK (RECEPTION | OFFICER | CASHIER | HEAD) /* works at a desk and calls tickets */
#define ON_DOSSIER MC_ROLES_ON_DOSSIER

/* Who has the right, and the sentence for everybody else; %s: who has it, by name. */
static const struct {
	unsigned roles;
	const char *only; /* NULL: what is wanted says more than the right does */
} rights[MC_RIGHT_STEP_SUBMIT] = {
	/* Nothing of an office is read; who is nobody here may still ask for help. */
	[MC_RIGHT_FREE] = { ANYBODY, NULL },
	/* A terminal that stands in the hall, and anybody at it, sees these as they are. */
	[MC_RIGHT_HALL] = { ANYBODY, NULL },
	/* Of use to whoever works here or inspects; a kiosk has no work with them. */
	[MC_RIGHT_VIEW] = { ANYBODY & ~KIOSK, NULL },
	/*
	 * Those who hold dossiers in hand, as for reading one whole, and the inspector,
	 * who reads masked. The supervisor looks after the hall, which needs no names.
	 */
	[MC_RIGHT_DOSSIERS] = { AT_DESK | ADMINISTRATOR | INSPECTOR, NULL },
	/* A slip carries the PIN: not for the inspector. */
	[MC_RIGHT_PAPER] = { AT_DESK | ADMINISTRATOR, NULL },
	/* They call and serve, and names stand there: not for the supervisor. */
	[MC_RIGHT_SERVING] = { AT_DESK | SERVICE, NULL },
	[MC_RIGHT_WATCHING] = { HEAD | SUPERVISOR | INSPECTOR | ADMINISTRATOR | SERVICE, NULL },
	/* Whoever gives papers out sees to their printing; the others to the machines. */
	[MC_RIGHT_PRINT] = { AT_DESK | ADMINISTRATOR | SERVICE, NULL },
	/* Whole and unmasked: those who run the machine, and the one who answers for it. */
	[MC_RIGHT_BACKUP] = { ADMINISTRATOR | HEAD | SERVICE, NULL },
	[MC_RIGHT_READ_FILE] = { ADMINISTRATOR | SERVICE,
		N_("Only %s may name files of this computer: use stdin and stdout.") },
	/* The head takes reports and backups away. */
	[MC_RIGHT_WRITE_FILE] = { ADMINISTRATOR | HEAD | SERVICE,
		N_("Only %s may name files of this computer: use stdin and stdout.") },

	[MC_RIGHT_DO_SETUP] = { ADMINISTRATOR | SERVICE,
		N_("Only %s may change how the office is set up.") },
	[MC_RIGHT_DO_DESK_OPEN] = { AT_DESK, N_("Only %s may open a desk.") },
	/* a desk left without its officer */
	[MC_RIGHT_DO_DESK_PAUSE] = { AT_DESK | SUPERVISOR, N_("Only %s may pause a desk.") },
	[MC_RIGHT_DO_DESK_CLOSE] = { AT_DESK | SUPERVISOR, N_("Only %s may close a desk.") },
	/* all that a kiosk may do */
	[MC_RIGHT_DO_TICKET_ISSUE] = { KIOSK | RECEPTION | HEAD, N_("Only %s may issue numbers.") },
	[MC_RIGHT_DO_TICKET_NEXT] = { AT_DESK, N_("Only %s may call the next citizen.") },
	/* Not the administrator: favours would come from where nobody watches the hall. */
	[MC_RIGHT_DO_TICKET_CALL] = { HEAD | SUPERVISOR,
		N_("Only %s may call a citizen out of order.") },
	/* narrowed below */
	[MC_RIGHT_DO_TICKET_MOVE] = { AT_DESK | SUPERVISOR, NULL },
	/* Whoever may do what can be taken back; the store asks whether it was oneself. */
	[MC_RIGHT_DO_TICKET_UNDO] = { AT_DESK | SUPERVISOR,
		N_("Only %s may take back what was done to a number.") },
	[MC_RIGHT_DO_DOSSIER_ACCEPT] = { ON_DOSSIER, N_("Only %s may accept a dossier.") },
	/* narrowed by the step's row (core/dossier/steps.c) */
	[MC_RIGHT_DO_DOSSIER_MOVE] = { ON_DOSSIER | CASHIER, NULL },
	/* One's own slip, just now; any other step as the step UNDO. */
	[MC_RIGHT_DO_DOSSIER_UNDO] = { ON_DOSSIER | CASHIER,
		N_("Only %s may take back a step of a dossier.") },
	[MC_RIGHT_DO_DOSSIER_IMPORT] = { ADMINISTRATOR | SERVICE,
		N_("Only %s may take dossiers over from another system.") },
	/* The inspector's view stays masked; the administrator reads, and it is logged. */
	[MC_RIGHT_DO_DOSSIER_READ] = { ON_DOSSIER | CASHIER | ADMINISTRATOR,
		N_("Only %s may see the numbers of a dossier whole.") },
	/* The office may give reception the role of cashier too. */
	[MC_RIGHT_DO_FEE_TAKE] = { CASHIER, N_("Only %s may take a fee.") },
	/*
	 * Not the administrator, often a technician from outside: it cannot be taken
	 * back, and the head answers for the data and signs the list of what goes.
	 */
	[MC_RIGHT_DO_DATA_ERASE] = { HEAD, N_("Only %s may erase personal data.") },
	[MC_RIGHT_DO_PAPER_PRINT] = { AT_DESK, N_("Only %s may print a paper again.") },
	/* Changes nothing and proves everything: with the backup, and at closing. */
	[MC_RIGHT_DO_LEDGER_SEAL] = { RECEPTION | HEAD | ADMINISTRATOR | SERVICE,
		N_("Only %s may seal the ledger.") },
	/* The files are theirs to keep anyway, and the ledger tells for ever that they did it. */
	[MC_RIGHT_DO_OFFICE_KEY] = { ADMINISTRATOR | SERVICE,
		N_("Only %s may lay a new key for the ledger's seals.") },

	/* A move narrows TICKET_MOVE. */
	/* as TICKET_CALL */
	[MC_RIGHT_MOVE_CALL] = { HEAD | SUPERVISOR,
		N_("Only %s may call a citizen out of order.") },
	[MC_RIGHT_MOVE_RECALL] = { AT_DESK, N_("Only %s may call a citizen again.") },
	[MC_RIGHT_MOVE_ARRIVE] = { AT_DESK, N_("Only %s may note that a citizen came.") },
	[MC_RIGHT_MOVE_SERVE] = { AT_DESK, N_("Only %s may begin to serve a citizen.") },
	[MC_RIGHT_MOVE_DONE] = { AT_DESK, N_("Only %s may finish a citizen's turn.") },
	[MC_RIGHT_MOVE_MISS] = { AT_DESK, N_("Only %s may note a citizen as absent.") },
	[MC_RIGHT_MOVE_PARK] = { AT_DESK, N_("Only %s may put a number aside.") },
	/* the supervisor mends the hall: */
	[MC_RIGHT_MOVE_RESTORE] = { AT_DESK | SUPERVISOR,
		N_("Only %s may let a citizen wait again.") },
	[MC_RIGHT_MOVE_TRANSFER] = { AT_DESK | SUPERVISOR,
		N_("Only %s may send a citizen to another desk.") },
	[MC_RIGHT_MOVE_CANCEL] = { AT_DESK | SUPERVISOR, N_("Only %s may give a number up.") },
	/* day close */
	[MC_RIGHT_MOVE_EXPIRE] = { RECEPTION | HEAD | SUPERVISOR,
		N_("Only %s may close the day.") },
};

static const enum mc_right seats[MC_DOOR_COUNT] = {
#define X(name, text, seat) [MC_DOOR_##name] = MC_RIGHT_##seat,
	MC_DOOR_LIST(X)
#undef X
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

/* Of a step the row of the table of steps, of anything else NULL. */
static const struct mc_dossier_step *step_of(enum mc_right right) {
	assert((size_t)right < MC_RIGHT_COUNT);
	return right >= MC_RIGHT_STEP_SUBMIT
		       ? mc_dossier_step((enum mc_transition)(right - MC_RIGHT_STEP_SUBMIT))
		       : NULL;
}

unsigned mc_right_roles(enum mc_right right) {
	const struct mc_dossier_step *step = step_of(right);

	if (step != NULL) {
		return step->roles & rights[MC_RIGHT_DO_DOSSIER_MOVE].roles;
	}
	return right >= MC_RIGHT_MOVE_CALL
		       ? rights[right].roles & rights[MC_RIGHT_DO_TICKET_MOVE].roles
		       : rights[right].roles;
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
	assert((size_t)door < MC_DOOR_COUNT);
	return seats[door];
}

bool mc_door_is_screen(enum mc_door door) {
	return mc_right_of_door(door) != MC_RIGHT_FREE;
}

bool mc_rights_allow(unsigned roles, const struct mc_act *act) {
	return (roles & mc_right_roles(mc_right_of_act(act))) != 0;
}

/* A kiosk is nobody to turn to. */
static bool may_help(const struct mc_staff *person, unsigned roles) {
	return (person->roles & roles & ~KIOSK) != 0;
}

void mc_staff_who(const struct mc_staff_list *staff, unsigned roles, struct mc_str *out) {
	size_t named = 0;
	size_t count = 0;
	size_t most;

	for (size_t i = 0; i < staff->count; i++) {
		count += may_help(&staff->rows[i], roles);
	}
	most = count > WHO_NAMES ? WHO_NAMES - 1 : count;
	for (size_t i = 0; i < staff->count && named < most; i++) {
		if (may_help(&staff->rows[i], roles)) {
			mc_str_addf(out, "%s%s", named++ > 0 ? MC_ANY_OF : "", staff->rows[i].name);
		}
	}
	if (count > named) {
		mc_str_addf(out, MC_ANY_OF "%zu", count - named);
	}
}

enum mc_status mc_right_refuse(enum mc_right right, const struct mc_staff_list *staff,
	const char *words, struct mc_error *err) {
	const struct mc_dossier_step *step = step_of(right);
	const char *only = step != NULL ? step->only : rights[right].only;
	struct mc_str who;
	enum mc_status status;

	mc_str_init(&who);
	mc_staff_who(staff, mc_right_roles(right), &who);
	if (who.len == 0) {
		status = mc_fail(err, MC_DENIED,
			N_("Nobody in this office may do that yet: the administrator gives the "
			   "right (motcua staff add)."));
	} else if (only == NULL) {
		status = mc_fail(err, MC_DENIED, N_("Only %s may use “motcua %s”."),
			mc_str_text(&who), words);
	} else {
		status = mc_fail(err, MC_DENIED, only, mc_str_text(&who));
	}
	mc_str_finish(&who);
	return status;
}

enum mc_status mc_rights_refuse(
	const struct mc_act *act, const struct mc_staff_list *staff, struct mc_error *err) {
	return mc_right_refuse(mc_right_of_act(act), staff, "", err);
}

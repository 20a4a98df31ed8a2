/*
 * Who may give which command. Acts are judged in the store, inside their
 * transaction, by core/act/rights.c; this table is for what reads, and for what
 * touches the office from outside its ledger. It is the same idea carried on:
 * each sees what the work in hand needs.
 */
#include "core/act/rights.h"
#include "cmd/command.h"

#define KIOSK MC_ROLE_BIT(MC_ROLE_KIOSK)
#define RECEPTION MC_ROLE_BIT(MC_ROLE_RECEPTION)
#define OFFICER MC_ROLE_BIT(MC_ROLE_OFFICER)
#define CASHIER MC_ROLE_BIT(MC_ROLE_CASHIER)
#define HEAD MC_ROLE_BIT(MC_ROLE_HEAD)
#define SUPERVISOR MC_ROLE_BIT(MC_ROLE_SUPERVISOR)
#define INSPECTOR MC_ROLE_BIT(MC_ROLE_INSPECTOR)
#define ADMINISTRATOR MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR)

#define AT_DESK (RECEPTION | OFFICER | CASHIER | HEAD)

static const unsigned rights[MC_RIGHT_COUNT] = {
	/* Nothing of an office is read; who is nobody here may still ask for help. */
	[MC_RIGHT_FREE] = MC_ROLES_ALL,
	/* A terminal that stands in the hall, and anybody at it, sees these as they are. */
	[MC_RIGHT_HALL] = MC_ROLES_ALL,
	/* The store refuses with the name of the act and those who may do it. */
	[MC_RIGHT_ACT] = MC_ROLES_ALL,
	/* Of use to whoever works here or inspects; a kiosk has no work with them. */
	[MC_RIGHT_VIEW] = MC_ROLES_ALL & ~KIOSK,
	/*
	 * Those who hold dossiers in hand, as for reading one whole, and the inspector,
	 * who reads masked. The supervisor looks after the hall, which needs no names.
	 */
	[MC_RIGHT_DOSSIERS] = AT_DESK | ADMINISTRATOR | INSPECTOR,
	/* A slip carries the PIN: not for the inspector. */
	[MC_RIGHT_PAPER] = AT_DESK | ADMINISTRATOR,
	/* They call and serve, and names stand there: not for the supervisor. */
	[MC_RIGHT_DESK] = AT_DESK,
	/* Whoever gives papers out sees to their printing; the administrator to the machines. */
	[MC_RIGHT_PRINT] = AT_DESK | ADMINISTRATOR,
	/* Setting up, as in the store; asked here before a file is opened. */
	[MC_RIGHT_IMPORT] = ADMINISTRATOR,
	/* Whole and unmasked: the one who runs the machine, and the one who answers for it. */
	[MC_RIGHT_BACKUP] = ADMINISTRATOR | HEAD,
};

enum mc_status mc_right_check(
	enum mc_right right, unsigned roles, const char *words, struct mc_error *err) {
	if ((roles & rights[right]) != 0 || rights[right] == MC_ROLES_ALL) {
		return MC_OK;
	}
	struct mc_str list;
	mc_str_init(&list);
	mc_roles_text(rights[right], ", ", &list);
	enum mc_status status = mc_fail(err, MC_DENIED,
		N_("“%s” is not among your rights: ask somebody with one of the roles %s."), words,
		mc_str_text(&list));
	mc_str_finish(&list);
	return status;
}

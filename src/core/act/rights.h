/*
 * Who may do what: one table, verb × role, read inside the act's transaction
 * (design §8). Transitions and ticket moves narrow their verb further.
 */
#ifndef MC_CORE_RIGHTS_H
#define MC_CORE_RIGHTS_H

#include "base/str.h"
#include <motcua/act.h>

/* Who has cases: a dossier given to others could never be resolved. */
#define MC_ROLES_WITH_CASES (MC_ROLE_BIT(MC_ROLE_OFFICER) | MC_ROLE_BIT(MC_ROLE_HEAD))

/* Appends the names of the roles (MC_ROLE_BIT), with `separator` between. */
void mc_roles_text(unsigned roles, const char *separator, struct mc_str *out);

/*
 * Whether somebody with these roles (MC_ROLE_BIT) may do the act: its verb,
 * and for TICKET_MOVE and DOSSIER_MOVE the move or transition in it.
 * MC_DENIED names the act and the roles that may.
 */
MC_CHECKED enum mc_status mc_rights_check(
	unsigned roles, const struct mc_act *act, struct mc_error *err);

#endif

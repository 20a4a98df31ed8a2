/*
 * Who may do what: one table, right × role (design §8). A right is a way to change
 * something (a verb, with the ticket's move or the dossier's step in it), a kind of
 * thing that is read, a seat, or the use of files by name. The store asks it inside
 * the act's transaction, commands and screens before they begin.
 */
#ifndef MC_CORE_RIGHTS_H
#define MC_CORE_RIGHTS_H

#include "base/str.h"
#include <motcua/act.h>
#include <motcua/staff.h>
#include <stdbool.h>

/* X(constant): what is no act; the roles of each stand in rights.c, those of a step in its row. */
#define MC_RIGHT_LIST(X) \
	X(FREE) /* nothing of an office, or one that cannot be opened */ \
	X(HALL) /* what hangs in the hall anyway, and a citizen's own look-up */ \
	X(VIEW) /* the office's settings, lists and figures; nobody's data */ \
	X(DOSSIERS) /* citizens' dossiers, masked */ \
	X(PAPER) /* the papers of a dossier */ \
	X(SERVING) /* the screens of those who serve */ \
	X(WATCHING) /* the screen that looks on */ \
	X(PRINT) /* the print list and the machines */ \
	X(BACKUP) /* everything at once, to take away */ \
	X(READ_FILE) /* a file of this computer, named by whoever gives the command */ \
	X(WRITE_FILE) /* likewise */

enum mc_right {
#define X(name) MC_RIGHT_##name,
	MC_RIGHT_LIST(X)
#undef X
#define X(name, text) MC_RIGHT_DO_##name,
		MC_VERB_LIST(X)
#undef X
#define X(name, text) MC_RIGHT_MOVE_##name,
			MC_TICKET_MOVE_LIST(X)
#undef X
#define X(name, text) MC_RIGHT_STEP_##name,
				MC_TRANSITION_LIST(X)
#undef X
					MC_RIGHT_COUNT
};

/*
 * In the place of roles: nobody is named in a real office. It is the service account,
 * which sets up and looks after the machine. No person has it.
 */
#define MC_ROLES_SERVICE MC_ROLE_BIT(MC_ROLE_COUNT)

/* The roles (MC_ROLE_BIT, MC_ROLES_SERVICE) that have the right. */
unsigned mc_right_roles(enum mc_right right);

/* The right that an act needs: of its verb, and of the move or step in it. */
enum mc_right mc_right_of_act(const struct mc_act *act);

/* The right to sit at a door's screen; FREE where the door has none. */
enum mc_right mc_right_of_door(enum mc_door door);

/* Whether people stand or sit at it, who may have to be named first. */
bool mc_door_is_screen(enum mc_door door);

/* Who has cases: a dossier given to others could never be resolved. */
#define MC_ROLES_WITH_CASES (MC_ROLE_BIT(MC_ROLE_OFFICER) | MC_ROLE_BIT(MC_ROLE_HEAD))

/* Who holds citizens' papers in hand. */
#define MC_ROLES_ON_DOSSIER (MC_ROLES_WITH_CASES | MC_ROLE_BIT(MC_ROLE_RECEPTION))

/* Appends the names of the roles (MC_ROLE_BIT), with `separator` between. */
void mc_roles_text(unsigned roles, const char *separator, struct mc_str *out);

/* Whether somebody with these roles may do the act. */
bool mc_rights_allow(unsigned roles, const struct mc_act *act);

/* Appends who of the office has one of the roles, as an argument of MC_ANY_OF; nothing: nobody has. */
void mc_staff_who(const struct mc_staff_list *staff, unsigned roles, struct mc_str *out);

/*
 * MC_DENIED, in a sentence that says what only others may do, and who they are.
 * `words` are those of the command, for rights that are no act.
 */
MC_CHECKED enum mc_status mc_right_refuse(enum mc_right right, const struct mc_staff_list *staff,
	const char *words, struct mc_error *err);
MC_CHECKED enum mc_status mc_rights_refuse(
	const struct mc_act *act, const struct mc_staff_list *staff, struct mc_error *err);

#endif

/*
 * Who works here: at a screen, or with a command. This is where a person of the
 * office becomes an identity (motcua/identity.h), and the only place that makes one.
 *
 * In a practice office anybody may say a name, and nobody need: then it is somebody
 * who holds every role. In a real one the service account names a person when it
 * starts motcua; without a name it is itself, which sets up and keeps the machine
 * running. A kiosk of a real office is nobody, and any other screen without a person
 * does nothing.
 */
#ifndef MC_APP_SESSION_H
#define MC_APP_SESSION_H

#include "base/arena.h"
#include <motcua/identity.h>
#include <motcua/view.h>

struct mc_session {
	enum mc_door door;
	bool practice;
	bool fixed; /* bound to one person by whoever started motcua */
	struct mc_staff_list list; /* in `arena`; empty until learnt */
	struct mc_arena arena;
	char staff[MC_NAME_SIZE]; /* "" nobody */
	struct mc_identity who; /* its name is `staff` */
};

/* Starts with nobody in particular. */
void mc_session_init(struct mc_session *session, enum mc_door door, bool practice);
void mc_session_finish(struct mc_session *session);

/* Goes on as somebody whom another session of this program has let in. */
void mc_session_continue(struct mc_session *session, const struct mc_identity *who);

/* Copies the office's staff list; who is off it by now has no roles any more. */
void mc_session_learn(struct mc_session *session, const struct mc_staff_list *list);

/*
 * Takes the person meant by what was typed (core/people.h), who need not prove
 * anything. MC_NOT_FOUND: no such person; MC_CONFLICT: several fit alike; MC_DENIED:
 * none of that person's roles works here, or the session is bound to another.
 */
MC_CHECKED enum mc_status mc_session_choose(
	struct mc_session *session, const char *typed, struct mc_error *err);

/*
 * Binds the session to the person whom the service account names, by the whole short
 * name: it never becomes somebody else's because a name begins alike.
 */
MC_CHECKED enum mc_status mc_session_bind(
	struct mc_session *session, const char *staff, struct mc_error *err);

/* Whether who continues may be here, by the list learnt: as mc_session_choose() says. */
MC_CHECKED enum mc_status mc_session_check(const struct mc_session *session, struct mc_error *err);

/* Of the current person; "" while not known. */
const char *mc_session_name(const struct mc_session *session);

/* Roles that work at a door, as MC_ROLE_BIT. */
unsigned mc_session_door_roles(enum mc_door door);

/* Nobody in particular in a practice office: for what the demonstration does. */
struct mc_identity mc_identity_practice(void);

#endif

/*
 * Who works at a screen. Every act names a person; a screen has one current
 * staff member, changed in two keys. In a practice office nobody need be named:
 * the actor is then somebody who holds every role.
 */
#ifndef MC_APP_SESSION_H
#define MC_APP_SESSION_H

#include "base/arena.h"
#include <motcua/view.h>

struct mc_session {
	enum mc_door door;
	bool fixed; /* bound to one person by how the screen was opened (forced command) */
	bool practice;
	struct mc_staff_list list; /* in `arena`; empty until learnt */
	struct mc_arena arena;
	char staff[MC_NAME_SIZE]; /* "" nobody */
};

/* Starts with `staff` ("" or NULL: nobody), as yet unknown to the list. */
void mc_session_init(struct mc_session *session, enum mc_door door, const char *staff, bool fixed);
void mc_session_finish(struct mc_session *session);

/* Copies the office's staff list. */
void mc_session_learn(struct mc_session *session, const struct mc_staff_list *list);

/*
 * Puts somebody at this screen. MC_NOT_FOUND: no such person; MC_DENIED: none of
 * that person's roles works at such a screen, or the screen is bound to one.
 */
MC_CHECKED enum mc_status mc_session_choose(
	struct mc_session *session, const char *staff, struct mc_error *err);

/* Of the current person; "" and 0 while not known. */
const char *mc_session_name(const struct mc_session *session);
unsigned mc_session_roles(const struct mc_session *session);

/* Roles that work at a door, as MC_ROLE_BIT. */
unsigned mc_session_door_roles(enum mc_door door);

#endif

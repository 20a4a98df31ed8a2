/*
 * What each may do is the rights table's business (core/act/rights.c); this only
 * keeps people from screens that are not theirs.
 */
#include "app/session.h"
#include "base/str.h"
#include "core/act/rights.h"
#include "core/people.h"
#include <motcua/code.h>
#include <string.h>

unsigned mc_session_door_roles(enum mc_door door) {
	return mc_right_roles(mc_right_of_door(door)) & MC_ROLES_ALL;
}

/* ---- identities ---- */

struct mc_identity mc_identity_practice(void) {
	return (struct mc_identity){ .staff = "", .roles = MC_ROLES_ALL };
}

static struct mc_identity nobody(enum mc_door door, bool practice) {
	if (practice) {
		return mc_identity_practice();
	}
	if (door == MC_DOOR_KIOSK) {
		return (struct mc_identity){
			.staff = "", .roles = MC_ROLE_BIT(MC_ROLE_KIOSK), .how = MC_KNOWN_KIOSK
		};
	}
	if (mc_door_is_screen(door)) {
		return (struct mc_identity){ .staff = "" };
	}
	return (struct mc_identity){
		.staff = "", .roles = MC_ROLES_SERVICE, .how = MC_KNOWN_SERVICE
	};
}

/* ---- the session ---- */

void mc_session_init(struct mc_session *session, enum mc_door door, bool practice) {
	memset(session, 0, sizeof *session);
	session->door = door;
	session->practice = practice;
	session->who = nobody(door, practice);
	mc_arena_init(&session->arena);
}

void mc_session_finish(struct mc_session *session) {
	mc_arena_finish(&session->arena);
}

void mc_session_continue(struct mc_session *session, const struct mc_identity *who) {
	const char *staff = mc_or_empty(who->staff);
	if (*staff == '\0') {
		session->who = nobody(session->door, session->practice);
		return;
	}
	mc_copy(session->staff, sizeof session->staff, staff);
	session->who = *who;
	session->who.staff = session->staff;
	session->fixed = !session->practice && who->how == MC_KNOWN_SERVICE;
}

void mc_session_learn(struct mc_session *session, const struct mc_staff_list *list) {
	mc_arena_reset(&session->arena);
	struct mc_staff *rows = mc_arena_array(&session->arena, list->count, sizeof *rows);
	for (size_t i = 0; i < list->count; i++) {
		rows[i] = list->rows[i];
		rows[i].staff = mc_arena_text(&session->arena, list->rows[i].staff);
		rows[i].name = mc_arena_text(&session->arena, list->rows[i].name);
		rows[i].desk = mc_arena_text(&session->arena, list->rows[i].desk);
	}
	session->list.rows = rows;
	session->list.count = list->count;
	if (session->staff[0] != '\0') {
		const struct mc_staff *person = mc_person_of(&session->list, session->staff);
		session->who.roles = person != NULL ? person->roles : 0;
	}
}

static enum mc_status may_sit(
	const struct mc_session *session, const struct mc_staff *person, struct mc_error *err) {
	if (mc_door_is_screen(session->door) &&
		(person->roles & mc_session_door_roles(session->door)) == 0) {
		return mc_fail(err, MC_DENIED,
			N_("None of the roles of %s works at this screen: choose somebody else."),
			person->name);
	}
	return MC_OK;
}

/* Puts the person here, known in this way. */
static enum mc_status seat(struct mc_session *session, const struct mc_staff *person,
	enum mc_known_by how, struct mc_error *err) {
	if (session->fixed && !mc_code_same(person->staff, session->staff)) {
		return mc_fail(err, MC_DENIED, N_("This screen was opened for %s and stays so."),
			session->staff);
	}
	MC_TRY(may_sit(session, person, err));
	mc_copy(session->staff, sizeof session->staff, person->staff);
	session->who =
		(struct mc_identity){ .staff = session->staff, .roles = person->roles, .how = how };
	return MC_OK;
}

enum mc_status mc_session_choose(
	struct mc_session *session, const char *typed, struct mc_error *err) {
	const struct mc_staff *person;
	MC_TRY(mc_person_find(&session->list, 0, typed, &person, err));
	return seat(session, person, session->practice ? MC_KNOWN_PRACTICE : MC_KNOWN_SERVICE, err);
}

enum mc_status mc_session_bind(
	struct mc_session *session, const char *staff, struct mc_error *err) {
	const struct mc_staff *person = mc_person_of(&session->list, staff);
	if (person == NULL) {
		return mc_person_unknown(staff, err);
	}
	MC_TRY(seat(session, person, MC_KNOWN_SERVICE, err));
	session->fixed = true;
	return MC_OK;
}

enum mc_status mc_session_check(const struct mc_session *session, struct mc_error *err) {
	const struct mc_staff *person = mc_person_of(&session->list, session->staff);
	if (person == NULL && session->staff[0] != '\0') {
		return mc_person_unknown(session->staff, err);
	}
	return person != NULL ? may_sit(session, person, err) : MC_OK;
}

const char *mc_session_name(const struct mc_session *session) {
	const struct mc_staff *person = mc_person_of(&session->list, session->staff);
	return person != NULL ? person->name : "";
}

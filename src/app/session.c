/*
 * Who sits where. What each may then do is the rights table's business
 * (core/act/rights.c); this only keeps people from screens that are not theirs.
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

void mc_session_init(struct mc_session *session, enum mc_door door, const char *staff, bool fixed) {
	memset(session, 0, sizeof *session);
	session->door = door;
	session->fixed = fixed;
	mc_arena_init(&session->arena);
	mc_copy(session->staff, sizeof session->staff, mc_or_empty(staff));
}

void mc_session_finish(struct mc_session *session) {
	mc_arena_finish(&session->arena);
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
}

enum mc_status mc_session_choose(
	struct mc_session *session, const char *staff, struct mc_error *err) {
	if (session->fixed && !mc_code_same(staff, session->staff)) {
		return mc_fail(err, MC_DENIED, N_("This screen was opened for %s and stays so."),
			session->staff);
	}
	const struct mc_staff *person = mc_person_of(&session->list, staff);
	if (person == NULL) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is nobody called %s in this office: see “motcua staff list”."),
			staff);
	}
	if ((person->roles & mc_session_door_roles(session->door)) == 0) {
		return mc_fail(err, MC_DENIED,
			N_("None of the roles of %s works at this screen: choose somebody else."),
			person->name);
	}
	mc_copy(session->staff, sizeof session->staff, person->staff);
	return MC_OK;
}

const char *mc_session_name(const struct mc_session *session) {
	const struct mc_staff *person = mc_person_of(&session->list, session->staff);
	return person != NULL ? person->name : "";
}

unsigned mc_session_roles(const struct mc_session *session) {
	if (session->staff[0] == '\0') {
		return session->practice ? MC_ROLES_ALL : 0;
	}
	const struct mc_staff *person = mc_person_of(&session->list, session->staff);
	return person != NULL ? person->roles : 0;
}

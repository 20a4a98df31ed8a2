/* The stable names of verbs, roles, doors and warnings: what the ledger keeps of an act. */
#include "base/names.h"
#include "base/str.h"
#include "core/names.h"
#include <motcua/act.h>

static const char *const verb_names[] = {
#define X(name, text) [MC_VERB_##name] = text,
	MC_VERB_LIST(X)
#undef X
};
const struct mc_names mc_verbs = MC_NAMES(verb_names);
static const char *const role_names[] = {
#define X(name, text) [MC_ROLE_##name] = text,
	MC_ROLE_LIST(X)
#undef X
};
const struct mc_names mc_roles = MC_NAMES(role_names);
static const char *const door_names[] = {
#define X(name, text, seat) [MC_DOOR_##name] = text,
	MC_DOOR_LIST(X)
#undef X
};
static const char *const warning_texts[] = {
#define X(name, text) [MC_WARNING_INDEX_##name] = text,
	MC_WARNING_LIST(X)
#undef X
};

#define X(name, text) ", " text
static const char all_roles[] = MC_ROLE_LIST(X);
#undef X

const char *mc_verb_name(enum mc_verb verb) {
	return mc_names_at(verb_names, MC_COUNT(verb_names), verb);
}

const char *mc_role_name(enum mc_role role) {
	return mc_names_at(role_names, MC_COUNT(role_names), role);
}

enum mc_status mc_role_parse(const char *text, enum mc_role *ret_role, struct mc_error *err) {
	int found = mc_names_find(role_names, MC_COUNT(role_names), text);

	if (found < 0) {
		return mc_fail(err, MC_INVALID, N_("There is no role “%s”: it is one of %s."),
			mc_or_empty(text), MC_NAMES_LIST(all_roles));
	}
	*ret_role = (enum mc_role)found;
	return MC_OK;
}

const char *mc_door_name(enum mc_door door) {
	return mc_names_at(door_names, MC_COUNT(door_names), door);
}

const char *mc_warning_text(enum mc_warning_index index) {
	return mc_names_at(warning_texts, MC_COUNT(warning_texts), index);
}

bool mc_actor_is_reserved(const char *staff) {
	return mc_same(staff, MC_ACTOR_SYSTEM) || mc_same(staff, MC_ACTOR_PRACTICE);
}

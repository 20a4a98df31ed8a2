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
const struct mc_names mc_roles =
	MC_NAMES_OR(role_names, N_("There is no role “%s”: it is one of %s."));
static const char *const door_names[] = {
#define X(name, text, seat) [MC_DOOR_##name] = text,
	MC_DOOR_LIST(X)
#undef X
};
static const struct mc_names doors = MC_NAMES(door_names);
static const char *const warning_texts[] = {
#define X(name, text) [MC_WARNING_INDEX_##name] = text,
	MC_WARNING_LIST(X)
#undef X
};
static const struct mc_names warnings = MC_NAMES(warning_texts);

const char *mc_verb_name(enum mc_verb verb) {
	return mc_names_at(&mc_verbs, verb);
}

const char *mc_role_name(enum mc_role role) {
	return mc_names_at(&mc_roles, role);
}

const char *mc_door_name(enum mc_door door) {
	return mc_names_at(&doors, door);
}

const char *mc_warning_text(enum mc_warning_index index) {
	return mc_names_at(&warnings, index);
}

bool mc_actor_is_reserved(const char *staff) {
	return mc_same(staff, MC_ACTOR_SYSTEM) || mc_same(staff, MC_ACTOR_PRACTICE);
}

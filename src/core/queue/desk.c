/* The stable names of a desk's states. */
#include "base/names.h"
#include <motcua/desk.h>

static const char *const state_names[] = {
#define X(name, text) [MC_DESK_##name] = text,
	MC_DESK_STATE_LIST(X)
#undef X
};
static const struct mc_names states = MC_NAMES(state_names);

const char *mc_desk_state_name(enum mc_desk_state state) {
	return mc_names_at(&states, state);
}

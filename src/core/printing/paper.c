/* The kinds of paper, and the states of a print job: see paper.h. */
#include "base/str.h"
#include "core/names.h"
#include <motcua/paper.h>

static const struct mc_paper_kind kinds[] = {
	{ MC_FORM_TICKET, N_("number slip"), .roll = true, .of_ticket = true, .perishable = true },
	{ MC_FORM_SLIP, N_("receipt"), .roll = true, .personal = true },
};

static const struct mc_paper_kind page = { .form = MC_FORM_PAGES, .personal = true };

const struct mc_paper_kind *mc_paper_kind_at(size_t index) {
	return index < MC_COUNT(kinds) ? &kinds[index] : NULL;
}

const struct mc_paper_kind *mc_paper_kind_of(const char *form) {
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		if (mc_same(kinds[i].form, form)) {
			return &kinds[i];
		}
	}
	return &page;
}

static const char *const state_names[] = {
#define X(name, text, word) [MC_PRINT_##name] = text,
	MC_PRINT_STATE_LIST(X)
#undef X
};
const struct mc_names mc_print_states = MC_NAMES(state_names);
static const char *const state_words[] = {
#define X(name, text, word) [MC_PRINT_##name] = word,
	MC_PRINT_STATE_LIST(X)
#undef X
};
static const struct mc_names words = MC_NAMES(state_words);

const char *mc_print_state_name(enum mc_print_state state) {
	return mc_names_at(&mc_print_states, state);
}

const char *mc_print_state_word(enum mc_print_state state) {
	return mc_names_at(&words, state);
}

bool mc_print_is_lost(enum mc_print_state state) {
	return state == MC_PRINT_FAILED || state == MC_PRINT_UNKNOWN;
}

bool mc_print_state_of(const char *name, enum mc_print_state *ret_state) {
	int found = mc_names_find(&mc_print_states, name);

	if (found >= 0) {
		*ret_state = (enum mc_print_state)found;
	}
	return found >= 0;
}

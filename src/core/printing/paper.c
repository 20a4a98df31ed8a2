/* The kinds of paper: see paper.h. */
#include "base/str.h"
#include <motcua/paper.h>
#include <motcua/status.h>

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

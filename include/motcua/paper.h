/*
 * Kinds of paper that the office gives out: what each is about and how it is treated,
 * a row each. What stands on them is the paper room's business (paper/papers.c).
 */
#ifndef MOTCUA_PAPER_H
#define MOTCUA_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#define MC_FORM_TICKET "ticket"
#define MC_FORM_SLIP "slip"
#define MC_FORM_PAGES "form" /* among the forms of a printer: every paper that is a page */

struct mc_paper_kind {
	const char *form; /* stable name */
	const char *word; /* N_() English; NULL: its name has to do */
	bool roll; /* from a roll; else a page */
	bool of_ticket; /* about a ticket; else about a dossier */
	bool personal; /* carries personal data, which can be erased */
	bool perishable; /* of no use minutes after it was asked for: its number has gone by */
};

/* By position; NULL behind the last. */
const struct mc_paper_kind *mc_paper_kind_at(size_t index);

/* By name, in either case. Any other is a page about a dossier, never NULL. */
const struct mc_paper_kind *mc_paper_kind_of(const char *form);

#endif

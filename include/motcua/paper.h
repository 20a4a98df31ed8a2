/*
 * Papers that the office gives out: the kinds, what each is about and how it is treated,
 * a row each; and how far the printing of one has come. What stands on them is the
 * paper room's business (paper/papers.c).
 */
#ifndef MOTCUA_PAPER_H
#define MOTCUA_PAPER_H

#include <motcua/status.h>
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

/*
 * How far a print job has come: X(constant, stable name, N_() words for people). Those up
 * to SENT are open; UNKNOWN: it may have been printed or not.
 */
#define MC_PRINT_STATE_LIST(X) \
	X(WAITING, "waiting", N_("waits to be printed")) \
	X(SENDING, "sending", N_("being sent to the printer")) \
	X(SENT, "sent", N_("sent to the printer")) \
	X(DONE, "done", N_("printed")) \
	X(UNKNOWN, "unknown", N_("unknown whether printed: look")) \
	X(FAILED, "failed", N_("printing failed")) \
	X(DROPPED, "dropped", N_("taken off the print list"))

enum mc_print_state {
#define X(name, text, word) MC_PRINT_##name,
	MC_PRINT_STATE_LIST(X)
#undef X
};

const char *mc_print_state_name(enum mc_print_state state);
const char *mc_print_state_word(enum mc_print_state state); /* English, for mc_tr() */

/* Whether somebody has to look: it failed, or nobody knows. */
bool mc_print_is_lost(enum mc_print_state state);

/* False: there is no state of this name. */
bool mc_print_state_of(const char *name, enum mc_print_state *ret_state);

#endif

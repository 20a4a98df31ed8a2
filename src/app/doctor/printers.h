/*
 * How the printers of an office are. Each is asked, queue and device and folder; what
 * could not be asked is said to be unknown, never to be in order.
 */
#ifndef MC_APP_DOCTOR_PRINTERS_H
#define MC_APP_DOCTOR_PRINTERS_H

#include "base/arena.h"
#include "base/tr.h"
#include <motcua/store.h>
#include <stdbool.h>

enum mc_printer_state {
	MC_PRINTER_READY,
	MC_PRINTER_UNASKED, /* the queue is ready; its device is of a kind that cannot be asked */
	MC_PRINTER_STOPPED,
	MC_PRINTER_REFUSING,
	MC_PRINTER_MISSING, /* CUPS knows no such queue */
	MC_PRINTER_OFFLINE, /* the device does not answer */
	MC_PRINTER_NO_PAPER,
	MC_PRINTER_TROUBLE, /* something else that the printer reports */
	MC_PRINTER_BLOCKED, /* CUPS does not get rid of a paper of ours */
	MC_PRINTER_UNREACHABLE, /* CUPS could not be asked */
	MC_PRINTER_UNKNOWN, /* motcua-print could not: it is not installed, or failed */
	MC_PRINTER_FOLDER,
	MC_PRINTER_NEW_FOLDER, /* one of the office's own that the first paper makes */
	MC_PRINTER_NO_FOLDER,
	MC_PRINTER_CLOSED_FOLDER, /* nothing can be written there */
	MC_PRINTER_FULL, /* its disk is */
};

struct mc_printer_health {
	enum mc_printer_state state;
	const char *where; /* the queue, or the folder as a whole path */
	const char
		*detail; /* what CUPS or the system says of it, in the language asked for, or "" */
	const char *defaults; /* what the queue does to others' jobs: "copies=2 …", or "" */
};

/* What is known of a state, a row each. */
struct mc_printer_state_row {
	const char *name; /* stable, in JSON */
	const char *word; /* for people, N_() English */
	bool ready; /* papers come out, as far as can be known */
	const char *sentence; /* N_(): of printer, where, detail */
	const char *remedy; /* N_(): of where; NULL: there is nothing to do */
};
const struct mc_printer_state_row *mc_printer_state_row(enum mc_printer_state state);

/*
 * Asks for each of the printers, into `ret_health`. Takes a few seconds where something
 * does not answer. Cannot fail: what cannot be asked is a state.
 */
void mc_printers_ask(struct mc_store *store, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health);

#endif

/*
 * How the printers of an office are. Each is asked, queue and device and folder; what
 * could not be asked is said to be unknown, never to be in order.
 */
#ifndef MC_APP_PRINTERS_H
#define MC_APP_PRINTERS_H

#include "base/arena.h"
#include "base/tr.h"
#include <motcua/store.h>
#include <stdbool.h>

struct mc_printer_health {
	enum mc_printer_state state;
	const char *where; /* the queue, or the folder as a whole path */
	/* what CUPS or the system says of it, in the language asked for, or "" */
	const char *detail;
	const char *defaults; /* what the queue does to others' jobs: "copies=2 …", or "" */
};

/* A printer with a folder. */
void mc_printer_ask_folder(const struct mc_printer *printer, const char *office_dir,
	enum mc_lang lang, struct mc_arena *arena, struct mc_printer_health *ret_health);

/*
 * A printer with a queue, by what CUPS and the device say (`message` as CUPS says it) and
 * by the papers of `jobs` that are stuck there.
 */
void mc_printer_judge(const struct mc_printer *printer, const struct mc_queue_signs *signs,
	const char *message, const struct mc_jobs *jobs, struct mc_arena *arena,
	struct mc_printer_health *ret_health);

/*
 * Asks for each of the printers, into `ret_health`. Takes a few seconds where something
 * does not answer. Cannot fail: what cannot be asked is a state.
 */
void mc_printers_ask(struct mc_store *store, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health);

#endif

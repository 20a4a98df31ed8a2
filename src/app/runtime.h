/*
 * Runs one screen on the terminal: turns what the loop brings into messages,
 * performs the effects, paints once a turn. The only place where a screen meets
 * clock, terminal, store and draft.
 *
 * The first paint comes before the store has answered anything. SIGTERM, SIGHUP
 * and a terminal that is gone end the screen cleanly: acts given are finished,
 * the draft stays for the next time.
 */
#ifndef MC_APP_RUNTIME_H
#define MC_APP_RUNTIME_H

#include "ui/terminal/term.h"

struct mc_runtime_options {
	const char *office_dir; /* where the store lies: drafts and print.lock are beside it */
	const char *url; /* NULL: the office's own store */
	const struct mc_screen *screen;
	const char *desk; /* "" or NULL: none */
	bool practice;
	struct mc_identity who; /* who works here at the start */
	enum mc_lang lang;
	mc_time clock_at; /* practice: where this screen's own clock starts; 0: the office's */
	int64_t clock_ahead_ms; /* of the office's clock, as known before its first answer */
	bool keep_worker; /* see that a print worker runs */
	int patience_ms; /* of an act at the gate; 0: the store's own */
	struct mc_tty_options tty;
};

/*
 * Until the screen is left. MC_UNAVAILABLE: no terminal; MC_DENIED, MC_NOT_FOUND:
 * `who` does not work at such a screen; otherwise why the store can never be
 * opened (courier.h).
 */
MC_CHECKED enum mc_status mc_runtime_run(
	const struct mc_runtime_options *options, struct mc_error *err);

#endif

/*
 * motcua-print, as the rest of the program knows it: asked for something, or kept
 * running as the worker of an office. One worker empties the print list
 * of an office, whoever started it; it holds OFFICE/print.lock. A screen looks
 * now and then whether the lock is free and starts one that ends with it.
 */
#ifndef MC_APP_PRINTING_H
#define MC_APP_PRINTING_H

#include "base/json.h"
#include "base/tr.h"
#include <stdbool.h>
#include <sys/types.h>

#define MC_PRINTING_LOOK_MS 5000
#define MC_PRINTING_ARGUMENTS_MAX 80 /* of one run of motcua-print */

struct mc_printing {
	const char *office_dir; /* where the store lies; borrowed */
	const char *url; /* of the store, NULL: the folder's own; borrowed */
	enum mc_lang lang; /* of the messages that are kept with the jobs */
	pid_t pid; /* of the one we started, 0: none */
	bool missing; /* motcua-print is not installed: said once, not tried again */
};

void mc_printing_init(
	struct mc_printing *printing, const char *office_dir, const char *url, enum mc_lang lang);

/*
 * Makes this process the office's worker until *ret_fd is closed. MC_BUSY: another
 * one is; otherwise print.lock cannot be made.
 */
MC_CHECKED enum mc_status mc_printing_take(
	const char *office_dir, int *ret_fd, struct mc_error *err);

/* Whether there is a worker now. */
bool mc_printing_runs(const char *office_dir);

/*
 * Runs motcua-print with these arguments (ended by NULL) and `input` (or NULL) to
 * its end, what it writes appended to *out. Its exit status becomes the status,
 * what it says on stderr, in `lang`, the sentence; what it says of something that was
 * done all the same goes to *remarks (may be NULL), a line each. MC_NOT_FOUND: not installed;
 * MC_UNAVAILABLE: not done in time.
 */
MC_CHECKED enum mc_status mc_printing_run(enum mc_lang lang, const char *const *arguments,
	const struct mc_str *input, int timeout_ms, struct mc_str *out, struct mc_str *remarks,
	struct mc_error *err);

/*
 * The object about `queue` among the lines that “motcua-print queues” writes;
 * NULL: CUPS has no such queue. The caller destroys it.
 */
struct mc_json *mc_printing_queue(const char *lines, const char *queue);

/* Starts one when none runs. Call every MC_PRINTING_LOOK_MS; never waits. */
MC_CHECKED enum mc_status mc_printing_keep(struct mc_printing *printing, struct mc_error *err);

/* Asks ours to end and waits for it: it finishes the page it is at. */
void mc_printing_finish(struct mc_printing *printing);

#endif

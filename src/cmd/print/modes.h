/* The modes of motcua-print. Each returns a status; main.c says the error and ends with its exit status. */
#ifndef MC_CMD_PRINT_MODES_H
#define MC_CMD_PRINT_MODES_H

#include "base/tr.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>

#define MC_PRINT_QUEUES_MAX 64

struct mc_print_options {
	enum mc_lang lang;
	const char *office; /* run: the office folder */
	const char *store; /* run: its store, NULL: in the folder */
	const char *queue; /* test: a CUPS queue, */
	const char *queues[MC_PRINT_QUEUES_MAX]; /* queues: these; none: all of the server */
	size_t queue_count;
	const char *folder; /* or a folder */
	const char *driver; /* auto, escpos, pdf */
	const char *width; /* 80, 58, a5, a4 */
	bool once; /* run: empty the outbox and end */
	bool with_parent; /* run: end when the parent process ends */
};

/* Says something on stderr, for people. */
void mc_print_say(const struct mc_print_options *options, const struct mc_error *error);

/* A JSON request on stdin, the paper's bytes on stdout. */
MC_CHECKED enum mc_status mc_print_render(
	const struct mc_print_options *options, struct mc_error *err);

/* The queues of CUPS as JSON Lines; those that are named are asked for their device too. */
MC_CHECKED enum mc_status mc_print_queues(
	const struct mc_print_options *options, struct mc_error *err);

/* A test page to a queue or a folder; its outcome as a JSON line. */
MC_CHECKED enum mc_status mc_print_test(
	const struct mc_print_options *options, struct mc_error *err);

/* The worker of an office's outbox. */
MC_CHECKED enum mc_status mc_print_run(
	const struct mc_print_options *options, struct mc_error *err);

#endif

/*
 * What carries a job to a printer: CUPS (cups.h), or a fake in a test. The
 * worker knows nothing of CUPS but this table, so that each of its decisions
 * can be tested without a server.
 *
 * Every call ends within a few seconds. Three outcomes matter:
 *   MC_OK
 *   MC_REFUSED, MC_NOT_FOUND   the server said no: nothing was taken
 *   MC_UNAVAILABLE             no answer. For `create` and `send` nobody knows
 *                              whether it happened: look before doing it again
 */
#ifndef MC_PRINT_TRANSPORT_H
#define MC_PRINT_TRANSPORT_H

#include "base/str.h"
#include <motcua/status.h>
#include <stdbool.h>

struct mc_document; /* document.h */

#define MC_QUEUE_NAME 128 /* bytes, with the NUL (CUPS: 127) */
#define MC_QUEUE_TEXT 256

enum mc_seen_state {
	MC_SEEN_PENDING,
	MC_SEEN_HELD,
	MC_SEEN_PROCESSING,
	MC_SEEN_STOPPED,
	MC_SEEN_CANCELED,
	MC_SEEN_ABORTED,
	MC_SEEN_COMPLETED,
};

/* A job as the server shows it. */
struct mc_seen {
	enum mc_seen_state state;
	bool incoming; /* the server still waits for its document: nothing can have been printed */
	bool began; /* the server has begun to work on it: paper may have moved */
	char message[MC_QUEUE_TEXT]; /* what the back end said last, as it said it; often empty */
};

enum mc_queue_kind {
	MC_QUEUE_ESCPOS, /* takes application/vnd.epson-escpos */
	MC_QUEUE_RAW, /* passes bytes on as they are */
	MC_QUEUE_DRIVER, /* wants PDF */
};

struct mc_queue {
	char name[MC_QUEUE_NAME];
	char model[MC_QUEUE_TEXT];
	enum mc_queue_kind kind;
	bool accepting;
	bool stopped;
	bool busy; /* it works on a job */
	char device[MC_QUEUE_TEXT]; /* device-uri, "" when it is not told */
	char reasons[MC_QUEUE_TEXT]; /* printer-state-reasons, separated by commas; "none" */
	char message[MC_QUEUE_TEXT];
	char defaults
		[MC_QUEUE_TEXT]; /* what it does to jobs that do not say otherwise: "copies=2 …" */
};

struct mc_transport {
	void *data;
	enum mc_status (*queue)(
		void *data, const char *queue, struct mc_queue *ret_queue, struct mc_error *err);
	/* The newest job of this name, ended ones too. MC_NOT_FOUND when the server knows none. */
	enum mc_status (*find)(void *data, const char *queue, const char *name, int *ret_job,
		struct mc_error *err);
	/* A job that says how `document` is printed, whatever the queue does by itself. */
	enum mc_status (*create)(void *data, const char *queue, const char *name,
		const struct mc_document *document, int *ret_job, struct mc_error *err);
	enum mc_status (*send)(void *data, const char *queue, int job, const char *mime,
		const struct mc_str *document, struct mc_error *err);
	enum mc_status (*look)(void *data, const char *queue, int job, struct mc_seen *ret_seen,
		struct mc_error *err);
	/* MC_REFUSED: it had ended already. */
	enum mc_status (*cancel)(void *data, const char *queue, int job, struct mc_error *err);
};

#endif

/*
 * CUPS as the worker sees it, in memory: no server, no time. What goes wrong is
 * chosen call by call.
 */
#ifndef MC_TESTS_FAKE_CUPS_H
#define MC_TESTS_FAKE_CUPS_H

#include "print/transport.h"

#define FAKE_JOBS 256

enum fake_luck {
	FAKE_FINE,
	FAKE_NOT_REACHED, /* nothing happened, no answer */
	FAKE_NO_REPLY, /* it happened, no answer */
	FAKE_LATE, /* send: the document arrives at the next fake_cups_run(); else as NO_REPLY */
	FAKE_REFUSED,
};

enum fake_call {
	FAKE_QUEUE,
	FAKE_FIND,
	FAKE_CREATE,
	FAKE_SEND,
	FAKE_LOOK,
	FAKE_CANCEL,
	FAKE_CALLS
};

struct fake_job {
	char name[64];
	char mime[64];
	size_t bytes;
	struct mc_seen seen;
	bool late;
	int printed; /* documents that came out */
};

struct fake_cups {
	struct fake_job jobs[FAKE_JOBS]; /* the number of jobs[0] is 1 */
	int count;
	int calls[FAKE_CALLS];
	enum fake_luck (*luck)(void *data, enum fake_call call);
	void *data;
	struct mc_queue queue;
	bool no_queue;
	bool stuck; /* the printer takes nothing: jobs stay processing */
	const char *message; /* what the back end leaves behind at the end, "" none */
	bool forgets; /* ended jobs are forgotten at once */
};

void fake_cups_init(struct fake_cups *cups);
struct mc_transport fake_cups_transport(struct fake_cups *cups);

/* The server and its printer work: what is pending is printed, what is late arrives. */
void fake_cups_run(struct fake_cups *cups);

/* Documents that came out under this name. */
int fake_cups_printed(const struct fake_cups *cups, const char *name);
struct fake_job *fake_cups_newest(struct fake_cups *cups);

#endif

/*
 * Rounds: the worker asks every printer of the office now and then how it is, also while
 * nothing is to be printed, and keeps what it finds in the store, where the screens see
 * it. Only what has changed is written.
 */
#ifndef MC_CMD_PRINT_ROUNDS_H
#define MC_CMD_PRINT_ROUNDS_H

#include "base/tr.h"
#include "print/device.h"
#include "print/worker.h"
#include <motcua/store.h>

struct mc_rounds_device; /* what is remembered of a queue's device */

struct mc_rounds { /* the first five are given, all else zeroed */
	struct mc_store *store;
	const char *office_dir;
	enum mc_lang lang; /* of what is kept */
	const struct mc_transport *transport;
	struct mc_worker *worker; /* told what answers again */
	struct mc_rounds_device *devices;
	size_t device_count;
	int64_t last_ms; /* of the last round; 0: none yet */
	bool uneasy; /* something was wrong then */
};

void mc_rounds_finish(struct mc_rounds *rounds);

/*
 * Makes a round when one is due: soon when something is wrong or `noted`, jobs that could
 * not go on, are more than none. `tick_ms` is the monotonic clock's. What cannot be
 * written is tried again at the next round.
 */
void mc_rounds_step(struct mc_rounds *rounds, size_t noted, int64_t tick_ms);

#endif

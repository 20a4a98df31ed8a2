/*
 * How often a PIN may be guessed. Wrong ones in a row are counted by name, in the table of
 * work wrong_pin, so that every door, every program and every restart counts on; all is
 * done under the gate, so that guesses made side by side count as well. The first one too
 * many waits a minute, each after it twice as long, up to an hour. A limit that is
 * reached leaves an event.
 */
#ifndef MC_STORE_LIMIT_H
#define MC_STORE_LIMIT_H

#include "store/inside.h"

#define MC_FREE_TRIES 2 /* of one PIN: the third wrong one is the first that is waited for */

struct mc_limit {
	const char *scope, *name; /* what is guessed at, or where */
	int64_t free; /* wrong ones in a row without a wait */
	int64_t wrong; /* read: so many */
	mc_time until; /* read: nothing is heard before */
};

/*
 * Whether a try that was `right` or not is heard at all; what it came to is committed
 * before anybody is answered. Under the gate. MC_REFUSED: it is too early for another
 * one. MC_OK also for a wrong one that was heard. `subject` of the event, 0: none.
 */
MC_CHECKED enum mc_status mc_limit_judge(struct mc_store *store, struct mc_limit *limits,
	size_t count, bool right, int64_t subject, mc_time now, struct mc_error *err);

#endif

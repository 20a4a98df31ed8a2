/*
 * The gate: one lock that every write transaction, checkpoint, schema change and
 * first open holds.
 *
 * Debian 12's SQLite loses acknowledged commits when a checkpoint in one process
 * meets a commit in another (the "WAL-reset" race, fixed upstream in 3.51.3);
 * one flock on a file beside the store makes that unreachable, and waits fairly
 * where SQLite's own waiting starves. The kernel frees it when a holder dies.
 *
 * While it is held every signal is blocked in this thread, so that nothing stops
 * a commit half-way; only SQL belongs between take and release.
 */
#ifndef MC_STORE_GATE_H
#define MC_STORE_GATE_H

#include <motcua/status.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct mc_gate {
	int fd;
	bool held;
	sigset_t before; /* signal mask to give back */
	char path[512];
};

/* Opens (and makes, 0600) the gate file. MC_READ_ONLY, MC_UNAVAILABLE … */
MC_CHECKED enum mc_status mc_gate_open(
	struct mc_gate *gate, const char *path, struct mc_error *err);
void mc_gate_close(struct mc_gate *gate); /* releases it too */

/* Waits up to `patience_ms`. MC_BUSY names the process that holds it. */
MC_CHECKED enum mc_status mc_gate_take(struct mc_gate *gate, int patience_ms, struct mc_error *err);
void mc_gate_release(struct mc_gate *gate);

/*
 * The last event acknowledged in the store of this gate, kept outside of the store and
 * written behind each commit without a sync: a log that was removed, or a store replaced
 * by an older one, is told by it. `office` is the beginning of the founding event's
 * link. Under the gate; reading 0 when there is none of this office. Whoever puts another
 * store into the place forgets the mark of what lay there before.
 */
void mc_gate_mark(struct mc_gate *gate, const uint8_t office[8], int64_t event);
void mc_gate_forget(struct mc_gate *gate);
int64_t mc_gate_marked(const struct mc_gate *gate, const uint8_t office[8]);

#endif

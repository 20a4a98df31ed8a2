/*
 * The courier: one thread that owns a screen's store connection, so that typing
 * never waits for the gate or the disk.
 *
 * The screen's thread gives it a view to watch, queries to read and acts to do;
 * what comes of them arrives as messages (ui/screen.h), in order, announced by
 * a descriptor. Answers live in an arena of their own, which changes owner with
 * the message. Each READ gets one ANSWER, each ACT one OUTCOME, whatever
 * happens; of the watched view only the newest unread snapshot is kept.
 *
 * Acts are done one by one in the order given. The gate held by somebody else
 * for longer than the patience gives an OUTCOME of MC_BUSY (nothing happened;
 * the same key may be sent again) and a STORE message with the holder's pid. An
 * act whose outcome is unknown is asked for again by its key on a new
 * connection before anything else is done; only when that fails time and again
 * the OUTCOME says so, and the same key still finds its first try.
 */
#ifndef MC_APP_COURIER_H
#define MC_APP_COURIER_H

#include "ui/screen.h"
#include <motcua/store.h>

struct mc_courier;

struct mc_courier_options {
	const char *office_dir; /* copied */
	const char *url; /* copied; NULL: the office's own store */
	mc_time clock_at; /* practice: the clock starts here and runs; 0: the system's */
	int patience_ms; /* at the gate; 0: the store's own */
	int tick_ms; /* longest sleep between looks at the store; 0: 1,000 */
};

/* Starts the thread; the store is opened there. MC_UNAVAILABLE: no descriptor or thread. */
MC_CHECKED enum mc_status mc_courier_create(const struct mc_courier_options *options,
	struct mc_courier **ret_courier, struct mc_error *err);

/*
 * Finishes the acts given so far (each within its patience), drops everything
 * else, closes the store and ends the thread. NULL is fine.
 */
void mc_courier_destroy(struct mc_courier *courier);

/* Readable while messages wait. */
int mc_courier_fd(const struct mc_courier *courier);

/* The oldest message; false when there is none. ret_msg->answer goes to the caller. */
bool mc_courier_receive(struct mc_courier *courier, struct mc_msg *ret_msg);

/* Watches this view from now on: answered at once (token 0) and after every change. */
void mc_courier_watch(struct mc_courier *courier, const struct mc_query *query);
void mc_courier_read(struct mc_courier *courier, uint32_t token, const struct mc_query *query);
void mc_courier_act(
	struct mc_courier *courier, uint32_t token, const struct mc_act *act); /* copied */

/*
 * MC_OK while there is hope. Otherwise why the store can never be opened as it
 * is (no office there, damaged, newer …); acts and reads then end with that.
 */
enum mc_status mc_courier_failed(struct mc_courier *courier, struct mc_error *err);

#endif

/*
 * The event loop of a screen: descriptors, timers and signals turned into calls.
 *
 * One thread owns a loop. Signals given to it are blocked in the calling thread
 * (and in threads started later) and arrive through a signalfd, so nothing
 * interrupts anything; destroying the loop puts the mask back. Sources belong to
 * the loop. mc_source_remove() is allowed inside any callback, for any source,
 * also the one being called: it will not be called again.
 */
#ifndef MC_APP_LOOP_H
#define MC_APP_LOOP_H

#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

struct mc_loop;
struct mc_source;

typedef void mc_loop_fd_fn(int fd, short revents, void *data);
typedef void mc_loop_timer_fn(void *data);
typedef void mc_loop_signal_fn(int signal, void *data);

/* MC_UNAVAILABLE: the system gave no descriptor. */
MC_CHECKED enum mc_status mc_loop_create(struct mc_loop **ret_loop, struct mc_error *err);
void mc_loop_destroy(struct mc_loop *loop);

/*
 * Calls `fn` whenever poll() reports one of `events` (POLLIN …) or an error of
 * `fd`. The descriptor stays the caller's: remove the source, then close it.
 */
struct mc_source *mc_loop_add_fd(
	struct mc_loop *loop, int fd, short events, mc_loop_fd_fn *fn, void *data);

/*
 * Calls `fn` after `first_ms`, then every `period_ms`; a period of 0 is one
 * call, after which the source removes itself. Periods missed are not made up.
 */
struct mc_source *mc_loop_add_timer(
	struct mc_loop *loop, int first_ms, int period_ms, mc_loop_timer_fn *fn, void *data);

struct mc_source *mc_loop_add_signal(
	struct mc_loop *loop, int signal, mc_loop_signal_fn *fn, void *data);

void mc_source_remove(struct mc_source *source); /* NULL is fine */

/*
 * One turn: waits until something happens, at most `wait_ms` (-1: for ever), and
 * calls what is due. An interrupted wait goes on.
 */
void mc_loop_turn(struct mc_loop *loop, int wait_ms);

#endif

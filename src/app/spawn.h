/*
 * Running our other programs as children: motcua-print renders and prints, so
 * that a fault in a drawing library never takes a desk down.
 */
#ifndef MC_APP_SPAWN_H
#define MC_APP_SPAWN_H

#include "base/str.h"
#include <motcua/status.h>
#include <sys/types.h>

#define MC_SPAWN_OUTPUT_MAX (64 << 20)

/*
 * Finds a program of ours: beside our own executable, then in $PATH. MC_NOT_FOUND
 * says which package to install.
 */
MC_CHECKED enum mc_status mc_spawn_find(
	const char *program, struct mc_str *ret_path, struct mc_error *err);

struct mc_spawn {
	const char *const *argv; /* ended by NULL; argv[0] is a path, as from mc_spawn_find() */
	const void *input; /* for its stdin; may be NULL with input_len 0 */
	size_t input_len;
	int timeout_ms;
};

/*
 * Runs it to its end: input in, stdout appended to *out, stderr to *complaint.
 * *ret_exit is its exit status; one above 128 means a
 * signal. MC_UNAVAILABLE: it cannot be started, gave more than
 * MC_SPAWN_OUTPUT_MAX bytes, or was not done in time and was ended.
 */
MC_CHECKED enum mc_status mc_spawn_run(const struct mc_spawn *spawn, struct mc_str *out,
	struct mc_str *complaint, int *ret_exit, struct mc_error *err);

/* Starts it in the background, with nothing on its stdin and its output thrown away. */
MC_CHECKED enum mc_status mc_spawn_start(
	const char *const *argv, pid_t *ret_pid, struct mc_error *err);

/* In a child between fork() and exec(): no signal stays blocked or ignored, as in those above. */
void mc_spawn_fresh_signals(void);

#endif

/*
 * The bell: after each commit one byte is written into a file, and whoever waits
 * on it by inotify looks whether something changed. Only a hint: a lost ring
 * costs one tick of the waiter. (The -wal file is no bell: it is written before
 * the commit can be seen.)
 */
#ifndef MC_STORE_BELL_H
#define MC_STORE_BELL_H

#include <motcua/status.h>

struct mc_bell {
	int file; /* written to ring */
	int notify; /* inotify, -1 until asked for */
	char path[512];
};

/* `notify` is -1, or that of the bell which was open here before. */
MC_CHECKED enum mc_status mc_bell_open(
	struct mc_bell *bell, const char *path, struct mc_error *err);
void mc_bell_close(struct mc_bell *bell); /* keeps the descriptor that is polled */
void mc_bell_end(struct mc_bell *bell);
void mc_bell_ring(struct mc_bell *bell);

/* A descriptor that can be polled for reading; -1 when the system refuses (the tick remains). */
int mc_bell_fd(struct mc_bell *bell);
void mc_bell_drain(struct mc_bell *bell);

#endif

/*
 * A private cupsd, thrown away after the test: all its folders are in one of
 * ours, it listens on a socket there and nowhere else. Works as root and as an
 * ordinary user; needs the files of Debian's cups, not its service.
 */
#ifndef MC_TESTS_RIG_H
#define MC_TESTS_RIG_H

#include <sys/types.h>

struct rig {
	char folder[64]; /* short: a socket's path has 107 bytes */
	char socket[80];
	pid_t cupsd;
};

/* Ends the test with status 77 and a word on stderr when a part is missing. */
void rig_need_parts(void);

/* Makes the folder, starts cupsd and waits until it answers; sets CUPS_SERVER. Fails the test otherwise. */
void rig_start(struct rig *rig);

/* Stops and removes all. */
void rig_finish(struct rig *rig);

/* cupsd alone: ends (SIGTERM, waited for), is killed, and starts again over the same folder. */
void rig_stop_cupsd(struct rig *rig);
void rig_kill_cupsd(struct rig *rig);
void rig_start_cupsd(struct rig *rig);

/* A raw queue to 127.0.0.1:port. */
void rig_add_queue(struct rig *rig, const char *name, int port);

/* A queue with a driver, by the description in the file `ppd`. */
void rig_add_driver_queue(struct rig *rig, const char *name, int port, const char *ppd);

/* Runs a program (a NULL ends the arguments) with its output thrown away; its exit status. */
int rig_run(const char *program, ...);

#endif

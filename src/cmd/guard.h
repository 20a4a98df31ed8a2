/*
 * What both programs do before anything else. A standard stream that was closed is
 * held, so that no file of the office is ever written as one. Their memory and their
 * files hold citizens' data: new files are the owner's alone, nothing is dumped into
 * a core file, and no other process of the same account may look inside.
 */
#ifndef MC_CMD_GUARD_H
#define MC_CMD_GUARD_H

#include <sys/types.h>

/* The umask as the user had it, for the files that -o writes. */
mode_t mc_guard_process(void);

#endif

/*
 * Ends the process by SIGKILL before its n-th step on the disk. Steps are those
 * of SQLite (shim.h) and the calls of the C library that change files, which
 * the linker leads here (the link arguments are in meson.build).
 */
#ifndef MC_TESTS_CUT_H
#define MC_TESTS_CUT_H

/* Counts from now on; before step `at` (from 1) the process dies; 0: never. */
void cut_arm(long at);
long cut_steps(void);

/*
 * What a power cut could take although the process had come to its end: a file
 * that was renamed before it was synced, or a folder that was not synced after
 * it. NULL when nothing; a path.
 */
const char *cut_unsynced(void);

#endif

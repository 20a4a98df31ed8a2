/*
 * Puts the terminal back on any death that can be seen coming: a fatal signal, an
 * abort, exit() called by somebody else, a report of a sanitizer. The process then
 * dies of what it would have died of, so that its exit status tells the truth.
 *
 * A process has one terminal (term.h), hence one of these. SIGKILL cannot be seen.
 */
#ifndef MC_UI_RESTORE_H
#define MC_UI_RESTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#define MC_RESTORE_BYTES 256

/*
 * From now on a death writes `len` bytes (copied; at most MC_RESTORE_BYTES) to the
 * terminal `fd` and gives it the modes `before`. Again: with what is new.
 */
void mc_restore_arm(int fd, const struct termios *before, const char *bytes, size_t len);

/* The terminal is as it was: a death leaves it alone. Fine when nothing is armed. */
void mc_restore_disarm(void);

/* Whether the terminal is somebody else's just now, as that of a job in the background. */
bool mc_restore_is_background(int fd);

/*
 * A stack for the handler in the calling thread, whose own may be what overflowed;
 * the caller frees it with mc_restore_stack_free() before the thread ends. NULL: it
 * has one already.
 */
void *mc_restore_stack(void);
void mc_restore_stack_free(void *stack);

#endif

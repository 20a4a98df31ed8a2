/*
 * A practice office for the crash tests and the benchmarks: its folder, its
 * set-up, the acts of a morning, and what must hold at the end. Everything here
 * ends the process with a sentence on stderr when it fails, so that it may be
 * used in child processes too.
 */
#ifndef MC_TESTS_PRACTICE_H
#define MC_TESTS_PRACTICE_H

#include "base/arena.h"
#include <motcua/store.h>

#define PRACTICE_PATH_SIZE 128
#define PRACTICE_LINES 4 /* A to D, each with numbers 1 to 999999 */
#define PRACTICE_PROCEDURE "P.1"
#define PRACTICE_OFFICER "hoa"

/* A new empty folder below $TMPDIR (/tmp); removed with all that it holds. */
void practice_folder(char out[PRACTICE_PATH_SIZE]);
void practice_remove(const char *folder);

/* Makes an office in `folder`/office with `desks` desks ("1", "2" …) that serve every line. */
void practice_make(const char *folder, int desks);

/* Copies the files of an office that nobody has open. */
void practice_copy(const char *from, const char *to);

/*
 * Opens FOLDER/office with a paper maker, on a working morning: the clock runs
 * and is the same in every process, so that no test meets midnight.
 */
struct mc_store *practice_open(const char *folder);

/* Hands a small paper maker in: a ticket's record of the usual size. */
void practice_set_maker(struct mc_store *store);

/* Ends the process unless MC_OK. */
void practice_expect(enum mc_status status, const struct mc_error *err);

/* ---- acts, each with a random key ---- */

struct mc_act practice_issue(int line);
struct mc_act practice_next(const char *desk);
struct mc_act practice_done(int64_t ticket);
struct mc_act practice_accept(const char *owner);

/* Does an act that must succeed. */
struct mc_outcome practice_do(struct mc_store *store, const struct mc_act *act);

/* ---- what must hold ---- */

/* verify() finds no problem; returns the events checked. */
int64_t practice_verify(struct mc_store *store);

/* Every line's numbers are 1 to its maximum, each once; returns the tickets. */
int64_t practice_numbers(struct mc_store *store);

/* ---- time ---- */

int64_t practice_now_us(void); /* monotonic */

#endif

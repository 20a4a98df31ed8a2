/*
 * A dossier's history: its moves, and what they come to.
 *
 * A move is inserted once and struck out at most once. Of those that stand, the last
 * one by its instant (of two at one instant the later event, then the later row)
 * gives the state and the due dates; a dossier was accepted, resolved, returned or
 * ended when that first happened. The book's row is this fold over all moves, a
 * report's life the fold over those that were known on its day.
 */
#ifndef MC_CORE_HISTORY_H
#define MC_CORE_HISTORY_H

#include <motcua/dossier.h>

/* How a dossier ended. */
enum mc_end {
	MC_END_NONE,
	MC_END_RESOLVED, /* 9, 10 */
	MC_END_WITHDRAWN, /* 7 */
	MC_END_STOPPED, /* 8 */
	MC_END_REFUSED, /* 3: of an accepted dossier, sent back (T9) */
	MC_END_VOID, /* a mistaken entry: never there, in whatever period */
};

enum mc_end mc_dossier_end(enum mc_dossier_state state);

struct mc_move {
	mc_time at;
	const char *transition; /* its stable name */
	enum mc_dossier_state state; /* after it */
	mc_time original_due_at, lawful_due_at, due_at; /* after it */
};

/* Instants are 0 where they have not happened. Begins zeroed. */
struct mc_history {
	enum mc_dossier_state state; /* the others: of the last move */
	mc_time original_due_at, lawful_due_at, due_at;
	mc_time first_at, last_at;
	mc_time accepted_at;
	mc_time resolved_at, returned_at;
	mc_time withdrawn_at; /* or stopped, or refused */
	mc_time void_at;
	mc_time apology_at; /* the latest */
};

/*
 * Adds a move that stands: in any order of instants, but those of one instant in the
 * order of their events and rows.
 */
void mc_history_add(struct mc_history *history, const struct mc_move *move);

/*
 * When it ended in the way that its state says, 0 while it is open. A resolved one
 * ends with its result, by the return where nobody noted that, not when it was collected.
 */
mc_time mc_history_ended_at(const struct mc_history *history);

#endif

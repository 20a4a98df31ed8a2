/*
 * A scribe writes events into an office as acts do, ledger and book alike, but
 * many to a transaction and with any instants: a whole office's past in a moment.
 */
#ifndef MC_TESTS_SCRIBE_H
#define MC_TESTS_SCRIBE_H

#include "office.h"
#include "store/inside.h"

struct scribe {
	struct mc_store *store;
	struct mc_tail tail;
	mc_time recorded_at; /* of the next events; set by the caller */
	int codes; /* of dossiers, counted up */
};

/* One move of a life. Due dates 0: none. */
struct scribe_move {
	mc_time at;
	enum mc_transition transition;
	enum mc_dossier_state state;
	mc_time original_due_at, lawful_due_at, due_at;
};

struct scribe_facts {
	const char *field, *unit;
	enum mc_channel channel;
};

/* Fixtures of cmocka: *state is a struct office, founded and bare. */
int scribe_office_make(void **state);
int scribe_office_finish(void **state);

/* Opens the transaction; scribe_end() commits. Failures end the test. */
void scribe_begin(struct scribe *scribe, struct mc_store *store);
void scribe_end(struct scribe *scribe);

/* A dossier taken over with its life so far; returns its id. */
int64_t scribe_import(struct scribe *scribe, const struct scribe_facts *facts,
	const struct scribe_move *moves, size_t count);
int64_t scribe_accept(
	struct scribe *scribe, const struct scribe_facts *facts, const struct scribe_move *move);
void scribe_move(struct scribe *scribe, int64_t dossier, const struct scribe_move *move);
void scribe_undo(struct scribe *scribe, int64_t dossier, int64_t struck_event);
void scribe_erase(struct scribe *scribe, int64_t dossier);

/* The event of the last move that stands; *ret_moves is how many events stand. */
int64_t scribe_last_move(struct scribe *scribe, int64_t dossier, int *ret_moves);

#endif

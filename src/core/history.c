/* The fold of a dossier's moves: see history.h. */
#include "core/history.h"
#include <string.h>

enum mc_end mc_dossier_end(enum mc_dossier_state state) {
	switch (state) {
	case MC_DOSSIER_RESOLVED:
	case MC_DOSSIER_RETURNED: return MC_END_RESOLVED;
	case MC_DOSSIER_WITHDRAWN: return MC_END_WITHDRAWN;
	case MC_DOSSIER_STOPPED: return MC_END_STOPPED;
	case MC_DOSSIER_REFUSED: return MC_END_REFUSED;
	case MC_DOSSIER_VOID: return MC_END_VOID;
	case MC_DOSSIER_SUBMITTED:
	case MC_DOSSIER_ACCEPTED:
	case MC_DOSSIER_PROCESSING:
	case MC_DOSSIER_AWAITING_SUPPLEMENT:
	case MC_DOSSIER_AWAITING_PAYMENT: break;
	}
	return MC_END_NONE;
}

static void keep_first(mc_time *first, mc_time at) {
	*first = *first == 0 || at < *first ? at : *first;
}

/* The instant that a move into the state may be the first of; NULL: none is kept. */
static mc_time *instant_of(struct mc_history *history, enum mc_dossier_state state) {
	if (state == MC_DOSSIER_ACCEPTED) {
		return &history->accepted_at;
	}
	switch (mc_dossier_end(state)) {
	case MC_END_RESOLVED:
		return state == MC_DOSSIER_RESOLVED ? &history->resolved_at : &history->returned_at;
	case MC_END_WITHDRAWN:
	case MC_END_STOPPED:
	case MC_END_REFUSED: return &history->withdrawn_at;
	case MC_END_VOID: return &history->void_at;
	case MC_END_NONE: break;
	}
	return NULL;
}

/* An extension carries an apology of its own (Mẫu 04). */
static bool apologises(const char *transition) {
	return strcmp(transition, mc_transition_name(MC_T_APOLOGISE)) == 0 ||
	       strcmp(transition, mc_transition_name(MC_T_EXTEND)) == 0;
}

void mc_history_add(struct mc_history *history, const struct mc_move *move) {
	mc_time *first = instant_of(history, move->state);

	keep_first(&history->first_at, move->at);
	if (first != NULL) {
		keep_first(first, move->at);
	}
	if (move->at > history->apology_at && apologises(move->transition)) {
		history->apology_at = move->at;
	}
	if (move->at >= history->last_at) {
		history->last_at = move->at;
		history->state = move->state;
		history->original_due_at = move->original_due_at;
		history->lawful_due_at = move->lawful_due_at;
		history->due_at = move->due_at;
	}
}

mc_time mc_history_ended_at(const struct mc_history *history) {
	switch (mc_dossier_end(history->state)) {
	case MC_END_RESOLVED:
		return history->resolved_at != 0 ? history->resolved_at : history->returned_at;
	case MC_END_WITHDRAWN:
	case MC_END_STOPPED:
	case MC_END_REFUSED: return history->withdrawn_at;
	case MC_END_VOID: return history->void_at;
	case MC_END_NONE: break;
	}
	return 0;
}

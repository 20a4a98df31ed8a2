/*
 * What can happen to a ticket.
 *
 * One table, state × move → state, is the whole rule (design §5): a ticket
 * waits, is called, served and done; it may be missed, parked or sent to
 * another line straight from the call; missed and parked come back only by an
 * explicit act; whatever is still open on a later day expires. A move that the
 * table does not have is refused with what can be done in that state instead.
 */
#include "base/names.h"
#include "base/str.h"
#include "core/names.h"
#include <assert.h>
#include <motcua/ticket.h>
#include <stdio.h>

static const char *const state_names[] = {
#define X(name, text) [MC_TICKET_##name] = text,
	MC_TICKET_STATE_LIST(X)
#undef X
};
const struct mc_names mc_ticket_states =
	MC_NAMES_OR(state_names, N_("There is no ticket state “%s”: it is one of %s."));
static const char *const kind_names[] = {
#define X(name, text, word) [MC_KIND_##name] = text,
	MC_TICKET_KIND_LIST(X)
#undef X
};
const struct mc_names mc_ticket_kinds =
	MC_NAMES_OR(kind_names, N_("There is no kind of ticket “%s”: it is one of %s."));
static const char *const kind_words[] = {
#define X(name, text, word) [MC_KIND_##name] = word,
	MC_TICKET_KIND_LIST(X)
#undef X
};
static const struct mc_names words_of_kinds = MC_NAMES(kind_words);
static const char *const priority_names[] = {
#define X(name, text) [MC_PRIORITY_##name] = text,
	MC_PRIORITY_LIST(X)
#undef X
};
const struct mc_names mc_priorities =
	MC_NAMES_OR(priority_names, N_("There is no priority “%s”: it is one of %s."));
static const char *const move_names[] = {
#define X(name, text) [MC_MOVE_##name] = text,
	MC_TICKET_MOVE_LIST(X)
#undef X
};
const struct mc_names mc_ticket_moves = MC_NAMES(move_names);
static const char *const reason_names[] = {
#define X(name, text, sentence) [MC_REASON_##name] = text,
	MC_CALL_REASON_LIST(X)
#undef X
};
const struct mc_names mc_call_reasons = MC_NAMES(reason_names);
static const char *const reason_sentences[] = {
#define X(name, text, sentence) [MC_REASON_##name] = sentence,
	MC_CALL_REASON_LIST(X)
#undef X
};
static const struct mc_names sentences_of_reasons = MC_NAMES(reason_sentences);

const char *mc_ticket_state_name(enum mc_ticket_state state) {
	return mc_names_at(&mc_ticket_states, state);
}

const char *mc_ticket_kind_name(enum mc_ticket_kind kind) {
	return mc_names_at(&mc_ticket_kinds, kind);
}

const char *mc_ticket_kind_word(enum mc_ticket_kind kind) {
	return mc_names_at(&words_of_kinds, kind);
}

const char *mc_priority_name(enum mc_priority priority) {
	return mc_names_at(&mc_priorities, priority);
}

const char *mc_ticket_move_name(enum mc_ticket_move move) {
	return mc_names_at(&mc_ticket_moves, move);
}

bool mc_ticket_move_find(const char *name, enum mc_ticket_move *ret_move) {
	int found = mc_names_find(&mc_ticket_moves, name);

	if (found >= 0) {
		*ret_move = (enum mc_ticket_move)found;
	}
	return found >= 0;
}

const char *mc_call_reason_name(enum mc_call_reason reason) {
	return mc_names_at(&mc_call_reasons, reason);
}

const char *mc_call_reason_sentence(enum mc_call_reason reason) {
	return mc_names_at(&sentences_of_reasons, reason);
}

enum mc_call_reason mc_call_reason_of(const char *name) {
	int found = mc_names_find(&mc_call_reasons, name);

	return found < 0 ? MC_REASON_NONE : (enum mc_call_reason)found;
}

enum mc_status mc_ticket_state_parse(
	const char *text, enum mc_ticket_state *ret_state, struct mc_error *err) {
	return mc_names_parse(&mc_ticket_states, text, ret_state, err);
}

enum mc_status mc_ticket_kind_parse(
	const char *text, enum mc_ticket_kind *ret_kind, struct mc_error *err) {
	return mc_names_parse(&mc_ticket_kinds, text, ret_kind, err);
}

/* The kind named by `len` bytes; -1: none is. */
static int kind_at(const char *item, size_t len) {
	char name[MC_NAME_SIZE];

	snprintf(name, sizeof name, "%.*s", (int)len, item);
	return mc_names_find(&mc_ticket_kinds, name);
}

enum mc_ticket_kind mc_ticket_kinds_first(const char *kinds) {
	size_t len;
	const char *item = mc_list_next(&kinds, ";", &len);
	int first = item == NULL ? -1 : kind_at(item, len);

	return first < 0 ? MC_KIND_FILE : (enum mc_ticket_kind)first;
}

bool mc_ticket_kinds_hold(const char *kinds, enum mc_ticket_kind kind) {
	bool any = *kinds == '\0';
	size_t len;

	for (const char *item; !any && (item = mc_list_next(&kinds, ";", &len)) != NULL;) {
		any = kind_at(item, len) == (int)kind;
	}
	return any;
}

/* One more than the state after the move, so that a hole in the table is no move. */
#define TO(state) (MC_TICKET_##state + 1)

static const unsigned char moves[MC_COUNT(state_names)][MC_COUNT(move_names)] = {
	[MC_TICKET_WAITING] = {
		[MC_MOVE_CALL] = TO(CALLED),
		[MC_MOVE_TRANSFER] = TO(WAITING), /* sent to the right line before its call */
		[MC_MOVE_CANCEL] = TO(CANCELLED),
		[MC_MOVE_EXPIRE] = TO(EXPIRED),
	},
	[MC_TICKET_CALLED] = {
		[MC_MOVE_RECALL] = TO(CALLED),
		[MC_MOVE_ARRIVE] = TO(CALLED),
		[MC_MOVE_SERVE] = TO(SERVING),
		[MC_MOVE_DONE] = TO(DONE),
		[MC_MOVE_MISS] = TO(MISSED),
		[MC_MOVE_PARK] = TO(PARKED),
		[MC_MOVE_TRANSFER] = TO(WAITING),
		[MC_MOVE_CANCEL] = TO(CANCELLED),
		[MC_MOVE_EXPIRE] = TO(EXPIRED),
	},
	[MC_TICKET_SERVING] = {
		[MC_MOVE_DONE] = TO(DONE),
		[MC_MOVE_PARK] = TO(PARKED),
		[MC_MOVE_TRANSFER] = TO(WAITING),
		[MC_MOVE_EXPIRE] = TO(DONE), /* served, though nobody noted the end */
	},
	[MC_TICKET_MISSED] = {
		[MC_MOVE_RESTORE] = TO(WAITING),
		[MC_MOVE_CANCEL] = TO(CANCELLED),
		[MC_MOVE_EXPIRE] = TO(EXPIRED),
	},
	[MC_TICKET_PARKED] = {
		[MC_MOVE_RESTORE] = TO(WAITING),
		[MC_MOVE_CANCEL] = TO(CANCELLED),
		[MC_MOVE_EXPIRE] = TO(EXPIRED),
	},
	[MC_TICKET_EXPIRED] = {
		/* only while its day lasts, when a clock that ran ahead had closed it */
		[MC_MOVE_RESTORE] = TO(WAITING),
	},
	/* done and cancelled are ends: no moves */
};

/* What can be done in each state, with the ticket's label. */
static const char *const instead[] = {
	[MC_TICKET_WAITING] =
		N_("Ticket %s is waiting and not called: call it first, or transfer or cancel it."),
	[MC_TICKET_CALLED] = N_("Ticket %s is called: it can be called again, served, finished, "
				"marked as missed, parked, transferred or cancelled."),
	[MC_TICKET_SERVING] =
		N_("Ticket %s is being served: it can be finished, parked or transferred."),
	[MC_TICKET_MISSED] = N_("Ticket %s was called and nobody came: restore it to the line "
				"first, or cancel it."),
	[MC_TICKET_PARKED] = N_("Ticket %s is parked: restore it to the line first, or cancel it."),
	[MC_TICKET_DONE] = N_("Ticket %s is finished: issue a new ticket."),
	[MC_TICKET_CANCELLED] = N_("Ticket %s was cancelled: issue a new ticket."),
	[MC_TICKET_EXPIRED] =
		N_("Ticket %s is from an earlier day and closed: issue a new ticket."),
};

enum mc_status mc_ticket_decide(const struct mc_ticket *ticket, enum mc_ticket_move move,
	enum mc_ticket_state *ret_state, struct mc_error *err) {
	size_t from = ticket->state;

	assert(from < MC_COUNT(moves) && (size_t)move < MC_COUNT(move_names));
	if (moves[from][move] == 0) {
		return mc_fail(err, MC_REFUSED, instead[from], ticket->label);
	}
	*ret_state = (enum mc_ticket_state)(moves[from][move] - 1);
	if (*ret_state == MC_TICKET_EXPIRED && ticket->served_at != 0) {
		*ret_state = MC_TICKET_DONE; /* put aside after it was served */
	}
	return MC_OK;
}

bool mc_ticket_is_left_open(const struct mc_ticket *ticket, mc_day today) {
	return ticket->day < today &&
	       (ticket->state == MC_TICKET_WAITING || ticket->state == MC_TICKET_CALLED ||
		       ticket->state == MC_TICKET_SERVING || ticket->state == MC_TICKET_PARKED);
}

mc_time mc_ticket_day_end(const struct mc_ticket *ticket, const struct mc_hours *hours) {
	int closing = hours->count > 0 ? hours->session[hours->count - 1].to : MC_DAY_MINUTES;
	mc_time end = mc_time_at(ticket->day, closing);

	return ticket->served_at > end ? ticket->served_at : end;
}

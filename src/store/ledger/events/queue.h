/* Events of tickets, from issue to end. */
#ifndef MC_STORE_EVENTS_QUEUE_H
#define MC_STORE_EVENTS_QUEUE_H

#include "store/ledger/fields.h"

struct mc_event_ticket_issued {
	int day;
	const char *series;
	int number;
	const char *label, *line, *kind, *priority;
	mc_time appointment_at;
	int ahead; /* who stood before it */
};
static const struct mc_field mc_event_ticket_issued_fields[] = {
	MC_MEMBER(ticket_issued, day),
	MC_MEMBER(ticket_issued, series),
	MC_MEMBER(ticket_issued, number),
	MC_MEMBER(ticket_issued, label),
	MC_MEMBER(ticket_issued, line),
	MC_MEMBER(ticket_issued, kind),
	MC_MEMBER(ticket_issued, priority),
	MC_MEMBER(ticket_issued, appointment_at),
	MC_MEMBER(ticket_issued, ahead),
};
MC_TABLE(ticket_issued, ticket_issued);

/* A desk as an event found it. */
struct mc_event_desk {
	int state;
	const char *reason, *staff;
	mc_time since;
};
static const struct mc_field mc_event_desk_fields[] = {
	MC_MEMBER(desk, state),
	MC_MEMBER(desk, reason),
	MC_MEMBER(desk, staff),
	MC_MEMBER(desk, since),
};
MC_TABLE(desk, desk);

struct mc_event_ticket_called {
	const char *desk, *reason; /* by which rule */
	int day;
	const char *line;
	/*
	 * The line's run of priority calls before this one and after it; MC_EVENT_NONE: it does
	 * not count for the ratio. Version 1 has only that it counts.
	 */
	int run_was, run;
	bool counts;
	const struct mc_event_desk *desk_was; /* where the call changes it */
	const char *why; /* out of order, in the words of who called */
};
static const struct mc_field mc_event_ticket_called_1_fields[] = {
	MC_MEMBER(ticket_called, desk),
	MC_MEMBER(ticket_called, reason),
	MC_MEMBER(ticket_called, day),
	MC_MEMBER(ticket_called, line),
	MC_MEMBER(ticket_called, counts),
	MC_OBJECT(ticket_called, desk_was, desk),
	MC_PRIVATE_NAMED(ticket_called, why, "reason"),
};
MC_TABLE(ticket_called_1, ticket_called);
static const struct mc_field mc_event_ticket_called_fields[] = {
	MC_MEMBER(ticket_called, desk),
	MC_MEMBER(ticket_called, reason),
	MC_MEMBER(ticket_called, day),
	MC_MEMBER(ticket_called, line),
	MC_OR_NONE(ticket_called, run_was),
	MC_OR_NONE(ticket_called, run),
	MC_OBJECT(ticket_called, desk_was, desk),
	MC_PRIVATE_NAMED(ticket_called, why, "reason"),
};
MC_TABLE(ticket_called, ticket_called);

/* Every move of a ticket but the call. */
struct mc_event_ticket_moved {
	const char *move, *state, *desk;
	mc_time waiting_since; /* of who is let back in */
	const char *undoes; /* MC_UNDOES_ISSUE: the number is given up */
	int64_t strikes; /* the event that is taken back */
	bool inexact; /* nobody noted the end: it measures no service */
	mc_time ended_at; /* 0: when the event happened */
	const char *reason;
};
static const struct mc_field mc_event_ticket_moved_fields[] = {
	MC_MEMBER(ticket_moved, move),
	MC_MEMBER(ticket_moved, state),
	MC_MEMBER(ticket_moved, desk),
	MC_MEMBER(ticket_moved, waiting_since),
	MC_MEMBER(ticket_moved, undoes),
	MC_MEMBER(ticket_moved, strikes),
	MC_MEMBER(ticket_moved, inexact),
	MC_MEMBER(ticket_moved, ended_at),
	MC_PRIVATE(ticket_moved, reason),
};
MC_TABLE(ticket_moved, ticket_moved);

/* An act taken back: all that stands after it, as values. */
struct mc_event_ticket_undone {
	const char *undoes; /* a move's name */
	int64_t strikes;
	const char *desk; /* where it had been done */
	const char *state, *line, *at_desk, *reason;
	mc_time waiting_since, order_at, called_at, last_called_at;
	mc_time arrived_at, served_at, done_at;
	int calls, legs;
	bool leg_struck;
	const char *run_line; /* "": the run of no line changes */
	int run_day, run;
	const struct mc_event_desk *desk_back;
};
static const struct mc_field mc_event_ticket_undone_fields[] = {
	MC_MEMBER(ticket_undone, undoes),
	MC_MEMBER(ticket_undone, strikes),
	MC_MEMBER(ticket_undone, desk),
	MC_MEMBER(ticket_undone, state),
	MC_MEMBER(ticket_undone, line),
	MC_MEMBER(ticket_undone, at_desk),
	MC_MEMBER(ticket_undone, reason),
	MC_MEMBER(ticket_undone, waiting_since),
	MC_MEMBER(ticket_undone, order_at),
	MC_MEMBER(ticket_undone, called_at),
	MC_MEMBER(ticket_undone, last_called_at),
	MC_MEMBER(ticket_undone, arrived_at),
	MC_MEMBER(ticket_undone, served_at),
	MC_MEMBER(ticket_undone, done_at),
	MC_MEMBER(ticket_undone, calls),
	MC_MEMBER(ticket_undone, legs),
	MC_MEMBER(ticket_undone, leg_struck),
	MC_MEMBER(ticket_undone, run_line),
	MC_MEMBER(ticket_undone, run_day),
	MC_MEMBER(ticket_undone, run),
	MC_OBJECT(ticket_undone, desk_back, desk),
};
MC_TABLE(ticket_undone, ticket_undone);

#define MC_EVENTS_TICKET(X) \
	X(TICKET_ISSUED, "ticket.issued@1", ticket_issued, ticket_issued) \
	X(TICKET_CALLED_1, "ticket.called@1", ticket_called_1, ticket_called_1) \
	X(TICKET_CALLED, "ticket.called@2", ticket_called, ticket_called) \
	X(TICKET_RECALLED, "ticket.recalled@1", ticket_moved, ticket_recalled) \
	X(TICKET_ARRIVED, "ticket.arrived@1", ticket_moved, ticket_arrived) \
	X(TICKET_SERVED, "ticket.served@1", ticket_moved, ticket_served) \
	X(TICKET_ENDED, "ticket.ended@1", ticket_moved, ticket_ended) \
	X(TICKET_PARKED, "ticket.parked@1", ticket_moved, ticket_parked) \
	X(TICKET_RESTORED, "ticket.restored@1", ticket_moved, ticket_restored) \
	X(TICKET_UNDONE, "ticket.undone@1", ticket_undone, ticket_undone)

#endif

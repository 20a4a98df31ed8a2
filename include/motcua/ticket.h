/*
 * Tickets: what a citizen holds while waiting.
 *
 * A ticket is numbered within its series (the letter of the line it was issued
 * for) and local day; the printed label never changes, also when the ticket
 * moves to another line. Its moves are one table (core/ticket.c). Every
 * statistic is derived from the raw instants kept here.
 */
#ifndef MOTCUA_TICKET_H
#define MOTCUA_TICKET_H

#include <motcua/date.h>
#include <motcua/hours.h>
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

/* Longest name of a line, desk, staff member or printer, in bytes with the NUL. */
#define MC_NAME_SIZE 48
/* A ticket's label: "A001", wider once a day's numbers pass 999. */
#define MC_LABEL_SIZE 24

/* X(constant, stored and JSON name) */
#define MC_TICKET_STATE_LIST(X) \
	X(WAITING, "waiting") \
	X(CALLED, "called") \
	X(SERVING, "serving") \
	X(DONE, "done") \
	X(MISSED, "missed") /* called and did not come */ \
	X(PARKED, "parked") /* put aside by the officer, with a reason */ \
	X(CANCELLED, "cancelled") /* given up */ \
	X(EXPIRED, "expired") /* left waiting or called on an earlier day: chưa được phục vụ */

/* X(constant, stored and JSON name, word for people in English, for mc_tr()) */
#define MC_TICKET_KIND_LIST(X) \
	X(FILE, "file", N_("hands in a dossier")) \
	X(COLLECT, "collect", N_("collects a result")) \
	X(SUPPLEMENT, "supplement", N_("brings missing papers")) \
	X(ASK, "ask", N_("asks a question")) \
	X(PAY, "pay", N_("pays a fee")) \
	X(ASSIST, "assist", N_("needs help to file online"))

#define MC_PRIORITY_LIST(X) \
	X(NONE, "none") \
	X(ELDERLY, "elderly") \
	X(DISABLED, "disabled") \
	X(PREGNANT, "pregnant") \
	X(INFANT, "infant") /* with a small child */ \
	X(MERIT, "merit") /* người có công */

enum mc_ticket_state {
#define X(name, text) MC_TICKET_##name,
	MC_TICKET_STATE_LIST(X)
#undef X
};
enum mc_ticket_kind {
#define X(name, text, word) MC_KIND_##name,
	MC_TICKET_KIND_LIST(X)
#undef X
};
enum mc_priority {
#define X(name, text) MC_PRIORITY_##name,
	MC_PRIORITY_LIST(X)
#undef X
};

const char *mc_ticket_state_name(enum mc_ticket_state state);
const char *mc_ticket_kind_name(enum mc_ticket_kind kind);
const char *mc_ticket_kind_word(enum mc_ticket_kind kind);
const char *mc_priority_name(enum mc_priority priority);

/* The value of a stored or typed name (ASCII case ignored). MC_INVALID lists the names allowed. */
MC_CHECKED enum mc_status mc_ticket_state_parse(
	const char *text, enum mc_ticket_state *ret_state, struct mc_error *err);
MC_CHECKED enum mc_status mc_ticket_kind_parse(
	const char *text, enum mc_ticket_kind *ret_kind, struct mc_error *err);

/* The kinds a line takes, "file;collect"; an empty list takes all. First: what it is for, FILE when empty. */
enum mc_ticket_kind mc_ticket_kinds_first(const char *kinds);
bool mc_ticket_kinds_hold(const char *kinds, enum mc_ticket_kind kind);

/*
 * Why a ticket was chosen, in the order of the rule (design §5). The stored
 * name is stable; the sentence for people is mc_call_reason_sentence() in English,
 * to be translated, with one %d (minutes) in LATE and one %s (HH:MM) in the two
 * appointment reasons.
 */
#define MC_CALL_REASON_LIST(X) \
	X(NONE, "", "") \
	X(APPOINTMENT, "appointment", N_("appointment at %s")) \
	X(LATE, "past-target", N_("has waited more than %d minutes")) \
	X(PRIORITY, "priority", N_("priority's turn")) \
	X(ARRIVAL, "arrival", N_("first come")) \
	X(EARLY, "appointment-early", N_("appointment at %s, nobody else waits")) \
	X(PICKED, "picked", N_("called out of order"))

enum mc_call_reason {
#define X(name, text, sentence) MC_REASON_##name,
	MC_CALL_REASON_LIST(X)
#undef X
};

const char *mc_call_reason_name(enum mc_call_reason reason);
const char *mc_call_reason_sentence(enum mc_call_reason reason); /* English, for mc_tr() */
enum mc_call_reason mc_call_reason_of(const char *name); /* NONE when unknown */

/* One ticket as the book holds it. Instants are 0 where they have not happened. */
struct mc_ticket {
	int64_t id; /* of the event that issued it */
	mc_day day;
	char series[8];
	int number;
	char label[MC_LABEL_SIZE];
	char line[MC_NAME_SIZE];
	enum mc_ticket_kind kind;
	enum mc_priority priority;
	enum mc_ticket_state state;
	char desk[MC_NAME_SIZE]; /* the desk that called it last; "" before */
	mc_time issued_at;
	mc_time waiting_since; /* when it (again) began to wait; orders the queue */
	mc_time appointment_at;
	mc_time called_at; /* the first call of this wait: calling again leaves it */
	mc_time arrived_at;
	mc_time served_at;
	mc_time done_at; /* also of missed, cancelled and expired */
	int calls; /* how often it was called out */
	int ahead; /* how many will be called before it; 0 when it does not wait */
	enum mc_call_reason reason;
	int target_min; /* its line's target wait, minutes; 0 = none */
	bool end_inexact; /* done_at is only the end of its day: nobody noted when service ended */
};

/* What can happen to a ticket; the moves of the table. */
#define MC_TICKET_MOVE_LIST(X) \
	X(CALL, "call") \
	X(RECALL, "recall") \
	X(ARRIVE, "arrive") /* noted that the citizen came, service not begun */ \
	X(SERVE, "serve") \
	X(DONE, "done") \
	X(MISS, "miss") \
	X(PARK, "park") \
	X(RESTORE, "restore") /* missed or parked back to waiting */ \
	X(TRANSFER, "transfer") \
	X(CANCEL, "cancel") \
	X(EXPIRE, "expire")

enum mc_ticket_move {
#define X(name, text) MC_MOVE_##name,
	MC_TICKET_MOVE_LIST(X)
#undef X
};

const char *mc_ticket_move_name(enum mc_ticket_move move);
/* By its stored name; false when there is none. */
bool mc_ticket_move_find(const char *name, enum mc_ticket_move *ret_move);

/*
 * Decides one move of `ticket` by the table. MC_OK and *ret_state, the state
 * after it; MC_REFUSED with a sentence naming the ticket, its state and what
 * can be done instead. Pure: the caller writes the event.
 */
MC_CHECKED enum mc_status mc_ticket_decide(const struct mc_ticket *ticket, enum mc_ticket_move move,
	enum mc_ticket_state *ret_state, struct mc_error *err);

/*
 * A day ends without asking anybody: what is still open on a later one expires,
 * by MC_MOVE_EXPIRE. What was being served is done then (not expired), and as
 * nobody noted its end, that is inexact: the office's closing time of its day
 * (`hours`), or the start of service where that was later.
 */
bool mc_ticket_is_left_open(const struct mc_ticket *ticket, mc_day today);
mc_time mc_ticket_day_end(const struct mc_ticket *ticket, const struct mc_hours *hours);

#endif

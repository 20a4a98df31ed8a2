/*
 * Dossiers: states, transitions, the record.
 *
 * States 1–10 are the national portal's codes and are stored as numbers, 0 is a
 * mistaken entry that was struck (void); the
 * transitions T0–T18 are the table of core/dossier/steps.c, with actor, clock and
 * paper of each (source: domain notes §3, after Thông tư 03/2025/TT-VPCP and
 * Nghị định 118/2025/NĐ-CP; defaults where the texts were not at hand).
 *
 * A dossier has three due dates: `original_due_at`, first promised, for ever;
 * `lawful_due_at`, moved by lawful pauses and calendar changes only (the
 * official report judges by it); `due_at`, current, with extensions too.
 */
#ifndef MOTCUA_DOSSIER_H
#define MOTCUA_DOSSIER_H

#include <motcua/date.h>
#include <motcua/status.h>
#include <motcua/ticket.h>
#include <stdbool.h>
#include <stddef.h>

/* X(constant, number, JSON name): the states of the national portal, which an older system knows too */
#define MC_DOSSIER_PORTAL_STATE_LIST(X) \
	X(SUBMITTED, 1, "submitted") /* Mới đăng ký */ \
	X(ACCEPTED, 2, "accepted") /* Được tiếp nhận */ \
	X(REFUSED, 3, "refused") /* Không được tiếp nhận */ \
	X(PROCESSING, 4, "processing") /* Đang xử lý */ \
	X(AWAITING_SUPPLEMENT, 5, "awaiting_supplement") /* Yêu cầu bổ sung giấy tờ */ \
	X(AWAITING_PAYMENT, 6, "awaiting_payment") /* Yêu cầu thực hiện nghĩa vụ tài chính */ \
	X(WITHDRAWN, 7, "withdrawn") /* Công dân yêu cầu rút hồ sơ */ \
	X(STOPPED, 8, "stopped") /* Dừng xử lý */ \
	X(RESOLVED, 9, "resolved") /* Đã xử lý xong */ \
	X(RETURNED, 10, "returned") /* Đã trả kết quả */

#define MC_DOSSIER_STATE_LIST(X) \
	MC_DOSSIER_PORTAL_STATE_LIST(X) \
	X(VOID, 0, "void") /* Đã huỷ do nhập nhầm: ours, no code of the portal */

enum mc_dossier_state {
#define X(name, number, text) MC_DOSSIER_##name = number,
	MC_DOSSIER_STATE_LIST(X)
#undef X
};

#define MC_CHANNEL_LIST(X) \
	X(DIRECT, 1, "direct") \
	X(ONLINE, 2, "online") \
	X(POSTAL, 3, "postal") \
	X(UNKNOWN, 0, "unknown") /* of imported dossiers only */

enum mc_channel {
#define X(name, number, text) MC_CHANNEL_##name = number,
	MC_CHANNEL_LIST(X)
#undef X
};

/* How the result goes back. */
#define MC_RETURN_LIST(X) \
	X(COUNTER, "counter") \
	X(POST, "post") \
	X(ONLINE, "online")

enum mc_return_way {
#define X(name, text) MC_RETURN_##name,
	MC_RETURN_LIST(X)
#undef X
};

/* Names; parsing takes a name, a state's number, or (state) its Vietnamese name, ASCII case ignored. */
const char *mc_dossier_state_name(enum mc_dossier_state state);
MC_CHECKED enum mc_status mc_dossier_state_parse(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err);
/* The same of a dossier that is taken over: one struck as a mistake counts nowhere and is left there. */
MC_CHECKED enum mc_status mc_dossier_state_parse_taken_over(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err);
const char *mc_channel_name(enum mc_channel channel);
const char *mc_return_way_name(enum mc_return_way way);

bool mc_dossier_ended(enum mc_dossier_state state); /* 3, 7, 8, 9, 10, void */
bool mc_dossier_paused(enum mc_dossier_state state); /* 5, 6 */

/* The transitions of the table, by the number that the law's papers and our events use. */
#define MC_TRANSITION_LIST(X) \
	X(SUBMIT, "submit") /* online or postal filing → 1 */ \
	X(ACCEPT, "accept") /* T1, T4: → 2 */ \
	X(REFUSE, "refuse") /* T2, T9: → 3 */ \
	X(COMPLETE, "complete") /* T3: asked to complete before acceptance */ \
	X(PROCESS, "process") /* T5: 2 → 4, handed to a case officer */ \
	X(RECEIVED, "received") /* T5: the receiver confirms */ \
	X(TRANSFER, "transfer") /* T6: 4 → 4 */ \
	X(SUPPLEMENT, "supplement") /* T7: → 5 */ \
	X(SUPPLIED, "supplied") /* T8: 5 → 4 */ \
	X(AWAIT_PAYMENT, "await-payment") /* T10: 4 → 6 */ \
	X(PAID, "paid") /* T11: 6 → 4 */ \
	X(EXTEND, "extend") /* T12: due date moves */ \
	X(APOLOGISE, "apologise") /* already late: the due date stays */ \
	X(WITHDRAW, "withdraw") /* T13: → 7 */ \
	X(STOP, "stop") /* T14, T9: → 8 */ \
	X(RESOLVE, "resolve") /* T15: → 9 */ \
	X(RETURN, "return") /* T16: 9 → 10 */ \
	X(POST, "post") /* T17: 9 → 9, handed to the post */ \
	X(UNDO, "undo") /* T18: back to the state before */ \
	X(VOID, "void") /* a mistaken entry struck: → 0, counted apart in every report */

enum mc_transition {
#define X(name, text) MC_T_##name,
	MC_TRANSITION_LIST(X)
#undef X
};

/* What a transition does to the processing clock. */
enum mc_clock { MC_CLOCK_KEEP, MC_CLOCK_START, MC_CLOCK_PAUSE, MC_CLOCK_RESUME, MC_CLOCK_STOP };

const char *mc_transition_name(enum mc_transition transition);
enum mc_clock mc_transition_clock(enum mc_transition transition);
const char *mc_transition_paper(enum mc_transition transition); /* "mau-01" …, NULL when none */

/* What the table needs to know of a dossier. */
struct mc_dossier_facts {
	const char *code;
	bool draft; /* not in the book yet: it has no state */
	enum mc_dossier_state state;
	mc_time accepted_at;
	mc_time last_at; /* instant of the last transition that stands */
	bool fee_open; /* a fee is asked and neither taken nor exempted */
	bool receipt; /* a receipt was given out and stands */
	mc_time due_at; /* current due date, for EXTEND and APOLOGISE; 0: none, not judged */
	const char *officer; /* who has it, as a short name; "" before T5 */
	bool received; /* the last hand-over that stands was confirmed */
	const char *actor; /* who takes the step, as a short name */
	unsigned actor_roles; /* MC_ROLE_BIT */
};

/*
 * Decides a transition at instant `at`. MC_OK and *ret_state; MC_REFUSED with a
 * sentence that names code, state and what may be done instead (a fee is open:
 * take it first; at lies before the last transition; an extension of a dossier
 * that is late, an apology for one that is not; …). For UNDO the target is the
 * caller's: *ret_state is the present state.
 */
MC_CHECKED enum mc_status mc_dossier_decide(const struct mc_dossier_facts *facts,
	enum mc_transition transition, mc_time at, enum mc_dossier_state *ret_state,
	struct mc_error *err);

/*
 * A dossier as read from the book. Texts live in the arena of the read; "" where
 * nothing is known, and where personal data was erased.
 */
struct mc_dossier {
	int64_t id; /* of the event that accepted it */
	const char *code;
	const char *external_code;
	const char *procedure; /* code */
	const char *procedure_name;
	const char *procedure_name_en; /* as the catalogue has it, "" where it has none */
	const char *variant;
	const char *field;
	const char *unit;
	const char *level;
	const char *service_level;
	enum mc_channel channel;
	enum mc_return_way return_way;
	enum mc_dossier_state state;
	mc_time submitted_at;
	mc_time accepted_at;
	mc_time original_due_at; /* 0: no due date */
	mc_time lawful_due_at;
	mc_time due_at;
	mc_time resolved_at;
	mc_time returned_at;
	mc_time withdrawn_at; /* also the end of stopped and refused */
	mc_time ended_at;
	mc_time apology_at;
	const char *late_reason;
	bool due_provisional; /* rests on calendar data that is not official */
	const char *officer; /* short name of the case officer, "" before T5 */
	const char *officer_name;
	const char *receiver; /* short name of who accepted it */
	const char *receiver_name;
	int64_t ticket; /* 0: none */
	const char *ticket_label;
	const char *subject;
	int sets;
	int64_t fee_vnd;
	bool fee_open;
	bool fee_paid;
	bool erased;
	bool late_entry; /* entered later than it happened (--occurred) */
	int64_t last_event;
	const char *result_no; /* of the paper that resolved it */
	/* personal data, from party */
	const char *owner;
	const char *owner_id;
	const char *owner_phone;
	const char *owner_address;
	const char *owner_birth;
	const char *owner_sex;
	const char *submitter;
	const char *representative; /* who acts for an organisation */
	const char *pin;
	bool organisation; /* the owner is one, owner_id its tax code; else a person */
};

/* One paper of a dossier. Quantities 0–99. */
struct mc_component {
	const char *name;
	int originals;
	int certified;
	int copies;
};

/* One line of a dossier's life, for `dossier show` and the control sheet. */
struct mc_dossier_event {
	int64_t id;
	mc_time at;
	mc_time recorded_at;
	const char *kind; /* event kind, as stored */
	const char *transition; /* "" where it is none */
	enum mc_dossier_state state; /* after it */
	const char *actor; /* full name where it is known */
	const char *note; /* receiver's way, result number … never personal data */
	const char *
		reason; /* given by who acted; "" none. Personal from here on, erased with the rest */
	const char *receiver; /* of the result */
	bool struck; /* undone later */
	bool late_entry;
};

#endif

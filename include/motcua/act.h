/*
 * Acts: every change of the office, as data.
 *
 * Command, screen and web all send a struct mc_act to mc_store_act(); nothing
 * else writes. An act carries a request key: the same key sent again finds the
 * first outcome and changes nothing, so an unanswered act may always be sent
 * again. Texts are borrowed for the length of the call, clean (text.h) or
 * cleaned by the store's decision, NULL or "" where not given.
 */
#ifndef MOTCUA_ACT_H
#define MOTCUA_ACT_H

#include <motcua/dossier.h>
#include <motcua/due.h>
#include <motcua/identity.h>
#include <motcua/ticket.h>

#define MC_KEY_SIZE 16

/* X(constant, stable name); who may do each is core/act/rights.c. */
#define MC_VERB_LIST(X) \
	X(SETUP, "setup") /* lines, desks, staff, catalogue, calendar, settings, printers */ \
	X(DESK_OPEN, "desk.open") \
	X(DESK_PAUSE, "desk.pause") \
	X(DESK_CLOSE, "desk.close") \
	X(TICKET_ISSUE, "ticket.issue") \
	X(TICKET_NEXT, "ticket.next") \
	X(TICKET_CALL, "ticket.call") /* out of order, with a reason */ \
	X(TICKET_MOVE, "ticket.move") /* recall arrive serve done miss … by the table */ \
	X(TICKET_UNDO, "ticket.undo") /* one's own last act, within MC_TAKE_BACK_MS */ \
	X(DOSSIER_ACCEPT, "dossier.accept") \
	X(DOSSIER_MOVE, "dossier.move") /* any transition of the table but accept and undo */ \
	X(DOSSIER_UNDO, "dossier.undo") /* T18, and one's own slip within MC_TAKE_BACK_MS */ \
	X(DOSSIER_IMPORT, \
		"dossier.import") /* one dossier of an older system with its life so far */ \
	X(DOSSIER_READ, "dossier.read") /* personal data shown whole: a logged read */ \
	X(FEE_TAKE, "fee.take") \
	X(DATA_ERASE, "data.erase") \
	X(PAPER_PRINT, "paper.print") /* print, or print again with a mark */ \
	X(LEDGER_SEAL, "ledger.seal") \
	X(OFFICE_KEY, "office.key") /* a new key to seal by */

enum mc_verb {
#define X(name, text) MC_VERB_##name,
	MC_VERB_LIST(X)
#undef X
		MC_VERB_COUNT
};

const char *mc_verb_name(enum mc_verb verb);

/* Roles; a staff member holds any number of them. */
#define MC_ROLE_LIST(X) \
	X(KIOSK, "kiosk") \
	X(RECEPTION, "reception") \
	X(OFFICER, "officer") \
	X(CASHIER, "cashier") \
	X(HEAD, "head") \
	X(SUPERVISOR, "supervisor") \
	X(INSPECTOR, "inspector") \
	X(ADMINISTRATOR, "administrator")

enum mc_role {
#define X(name, text) MC_ROLE_##name,
	MC_ROLE_LIST(X)
#undef X
		MC_ROLE_COUNT
};

#define MC_ROLE_BIT(role) (1u << (role))
#define MC_ROLES_ALL ((1u << MC_ROLE_COUNT) - 1)

const char *mc_role_name(enum mc_role role);

/*
 * Who acts where nobody is named, for the ledger: the service account of a real office,
 * anybody in a practice one. No person may be called so.
 */
#define MC_ACTOR_SYSTEM "system"
#define MC_ACTOR_PRACTICE "practice"
bool mc_actor_is_reserved(const char *staff); /* in either case */

/*
 * Through which door an act came, for the ledger.
 * X(constant, stable name, right to sit at its screen (core/act/rights.h); FREE: it has none)
 */
#define MC_DOOR_LIST(X) \
	X(COMMAND, "command", FREE) \
	X(KIOSK, "kiosk", HALL) \
	X(COUNTER, "counter", SERVING) \
	X(DESK, "desk", SERVING) \
	X(WATCH, "watch", WATCHING) \
	X(IMPORT, "import", FREE) \
	X(SYSTEM, "system", FREE)

enum mc_door {
#define X(name, text, seat) MC_DOOR_##name,
	MC_DOOR_LIST(X)
#undef X
		MC_DOOR_COUNT
};

const char *mc_door_name(enum mc_door door);

/* Set-up rows; which of the union is alive says `kind`. Each becomes one event. */
enum mc_setup_kind {
	MC_SETUP_OFFICE,
	MC_SETUP_LINE,
	MC_SETUP_DESK,
	MC_SETUP_STAFF,
	MC_SETUP_PROCEDURE,
	MC_SETUP_DAY,
	MC_SETUP_PRINTER,
	MC_SETUP_PRINTER_REMOVED,
};

struct mc_office_row {
	const char *key, *value;
};

struct mc_line_row {
	const char *line; /* letter */
	const char *name_vi, *name_en;
	const char *fields; /* separated by ; as in lines.csv; "" = every field */
	const char *kinds;
	int first, last;
	int target_wait_min; /* 0 = none */
	int priority_ratio; /* priority calls to one normal; ≥ 1 */
	int daily_quota; /* 0 = none */
	const char *open, *close; /* "HH:MM" or "" = the office's hours */
};

struct mc_desk_row {
	const char *desk;
	const char *name_vi, *name_en;
	const char *lines; /* separated by ; */
	const char *help_lines; /* served when the own lines are empty, in this order */
};

struct mc_staff_row {
	const char *staff;
	const char *name;
	unsigned roles; /* MC_ROLE_BIT */
	const char *desk; /* usual desk or "" */
};

struct mc_procedure_row {
	const char *code, *variant;
	mc_day from_day; /* INT32_MIN: from always */
	const char *name_vi, *name_en, *field_vi, *field_en, *level;
	struct mc_term term;
	int64_t fee_vnd;
	const char *components; /* separated by ; */
	const char *source;
	bool unverified; /* the source says so: kept, shown */
};

struct mc_day_row {
	mc_day day;
	const char *kind; /* holiday make_up_off swap_off swap_work */
	const char *title, *authority, *status;
};

struct mc_printer_row {
	const char *name;
	const char *queue; /* CUPS queue, or "" */
	const char *folder; /* folder, or "" */
	const char *driver; /* auto escpos pdf */
	const char *width; /* 80 58 a5 a4 */
	const char *forms; /* separated by ; — "ticket;slip", "form" = all page forms */
};

struct mc_setup_row {
	enum mc_setup_kind kind;
	union {
		struct mc_office_row office;
		struct mc_line_row line;
		struct mc_desk_row desk;
		struct mc_staff_row staff;
		struct mc_procedure_row procedure;
		struct mc_day_row day;
		struct mc_printer_row printer; /* REMOVED: only the name */
	} as;
};

struct mc_act_issue {
	const char *line;
	enum mc_ticket_kind kind;
	bool any_kind; /* `kind` was not said: the first kind that the line takes */
	enum mc_priority priority;
	int appointment_min; /* minute of today, -1 none */
	bool no_print;
};

struct mc_act_ticket {
	const char *label; /* today's; or */
	int64_t id; /* when not 0 */
	/* CALL; else, where given, the desk that asks: nobody else's ticket is moved */
	const char *desk;
	enum mc_ticket_move move;
	const char *reason;
};

/*
 * Taking back one's own last act at a desk or on a ticket: the call, or what was
 * done to it, as if it had not been; a number just issued is given up. One of
 * `desk`, `label` and `event` must be there; with `event`, it must be that act.
 */
struct mc_act_undo {
	const char *desk; /* the last act there; or */
	const char *label; /* the last act on this ticket of today */
	int64_t event; /* the act meant, by its first event */
};

/* How long one's own last act can be taken back, counted to the millisecond. */
#define MC_TAKE_BACK_MS (60 * 1000)

struct mc_act_desk {
	const char *desk;
	const char *reason; /* pause */
};

struct mc_act_accept {
	const char *procedure, *variant;
	const char *owner, *id_number, *phone, *address, *birth, *sex, *submitter;
	const char *representative; /* who acts for an organisation */
	const char *subject;
	const char *external_code;
	enum mc_channel channel;
	enum mc_return_way return_way;
	const struct mc_component *components;
	size_t component_count;
	int sets;
	int pages, copies; /* of certified copies: their fee goes by these; 0: not counted */
	const char *ticket_label; /* today's */
	bool no_print;
};

struct mc_act_dossier {
	const char *code;
	enum mc_transition transition;
	/* Which step asks which stands in its row (core/dossier/steps.c); others are refused. */
	const char *to; /* staff */
	const char *result_no;
	const char *receiver; /* name of the person */
	enum mc_return_way way;
	const char *reason; /* any step may have one */
};

/* A line of dossiers.csv; instants 0 where empty. */
struct mc_act_import {
	const char *code, *external_code, *procedure, *field;
	const char *owner, *id_number, *phone;
	enum mc_channel channel;
	enum mc_dossier_state state;
	mc_time accepted_at, original_due_at, lawful_due_at, due_at, resolved_at, returned_at,
		withdrawn_at, apology_at;
	const char *unit, *level, *service_level, *officer, *late_reason;
};

struct mc_act_fee {
	const char *code;
	const char *method; /* cash transfer online */
	const char *exempt, *proof; /* ground of an exemption and its proof */
	const char *receipt; /* number of the office's own receipt, "" = ours */
	/* of certified copies, counted now: the fee goes by these; 0: as it stands */
	int pages, copies;
};

struct mc_act_paper {
	const char *form; /* "ticket" or "slip" … */
	const char *label; /* of a ticket, or */
	const char *code; /* of a dossier */
	int64_t job; /* or: the job to print again */
	const char *reason;
};

struct mc_act {
	enum mc_verb verb;
	uint8_t key[MC_KEY_SIZE];
	struct mc_identity who;
	enum mc_door door;
	mc_time now; /* 0: the clock. Practice offices only: the act's instant */
	mc_time occurred_at; /* 0: now. Entered later than it happened */
	const char *late_reason;
	union {
		struct {
			const struct mc_setup_row *rows;
			size_t count;
		} setup;
		struct mc_act_desk desk;
		struct mc_act_desk next; /* only the desk */
		struct mc_act_issue issue;
		struct mc_act_ticket ticket;
		struct mc_act_undo undo;
		struct mc_act_accept accept;
		struct mc_act_dossier dossier; /* MOVE, UNDO, READ, ERASE */
		struct mc_act_import import;
		struct mc_act_fee fee;
		struct mc_act_paper paper;
	} as;
};

/* Warnings of an act that was done all the same, as bits. */
#define MC_WARNING_LIST(X) \
	X(CLOSED_HOURS, N_("It is outside the office's opening hours.")) \
	X(PROVISIONAL_DUE, N_("The due date rests on a calendar that is not official yet.")) \
	X(COMPONENT_MISSING, N_("Not every paper of the procedure was handed in.")) \
	X(COMPONENT_UNKNOWN, N_("A paper was recorded that the procedure does not name.")) \
	X(ID_ODD, N_("The ID number does not fit the sex or year of birth: check it.")) \
	X(UNVERIFIED, N_("Term and fee of this procedure are placeholders, not verified.")) \
	X(REPEATED, N_("The same key was sent before: this is its first outcome.")) \
	X(NO_PRINTER, N_("No printer is set up for this paper: it stays in the print list.")) \
	X(ID_CARD_OLD, N_("A 9-digit ID card is no longer valid; ask for the 12-digit number.")) \
	X(ID_SHAPE, N_("The ID number is not built like a Vietnamese one: check it.")) \
	X(TAX_CODE, N_("The digits of the tax code do not fit together: check it.")) \
	X(NAME_DESTROYED, \
		N_("Another program destroyed letters of the name (“?”, “á»…”): check it."))

enum mc_warning_index {
#define X(name, text) MC_WARNING_INDEX_##name,
	MC_WARNING_LIST(X)
#undef X
		MC_WARNING_COUNT
};
enum mc_warning {
#define X(name, text) MC_WARN_##name = 1 << MC_WARNING_INDEX_##name,
	MC_WARNING_LIST(X)
#undef X
};

const char *mc_warning_text(enum mc_warning_index index); /* English, for mc_tr() */

/* What an act did. Texts live in the arena given to mc_store_act(). */
struct mc_outcome {
	int64_t event; /* first event of the act */
	int64_t subject; /* id of the ticket, dossier or paper */
	mc_time at;
	unsigned warnings;
	bool has_ticket, has_dossier;
	struct mc_ticket ticket; /* as it stands after the act */
	struct mc_dossier dossier; /* likewise */
	int64_t paper; /* event id of the paper queued, 0 none */
	int64_t job; /* of its print job, 0 none */
	int64_t amount; /* fee taken, đồng */
	const char *receipt;
	const char
		*took_back; /* TICKET_UNDO: "issue" or the name of the move taken back, else "" */
};

#endif

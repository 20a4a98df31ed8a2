/*
 * Views: what is read from the store. Everything here lives in the arena given
 * to the read and stays true as of one read transaction.
 */
#ifndef MOTCUA_VIEW_H
#define MOTCUA_VIEW_H

#include <motcua/act.h>
#include <motcua/desk.h>
#include <motcua/line.h>
#include <motcua/printer.h>
#include <motcua/staff.h>

#define MC_OFFICE_CODE_NONE "H00" /* stands for the agency code while none is set */

/* The office's settings, as last set (`office show`). */
struct mc_office {
	int number; /* in event ids: id = number << 40 | n */
	const char *name, *code, *address, *phone, *superior;
	bool practice;
	int64_t clock_ahead_ms; /* of the system's clock: a practice office may have its own */
	const char *hours; /* text form, core/time/calendar.h */
	int cutoff_min; /* same-day cut-off, minute of the day (default 15:00) */
	const char *supplement_policy; /* resume or restart */
	const char *code_pattern; /* {agency}-{yymmdd}-{seq:4} */
	bool leave_pin; /* one is set: what opens the way out of board and kiosk */
	int late_entry_days; /* how many working days back --occurred may go */
};

struct mc_procedure {
	const char *code, *variant, *name_vi, *name_en, *field_vi, *field_en, *level, *components,
		*source;
	mc_day from_day;
	struct mc_term term;
	int64_t fee_vnd;
	bool unverified;
	const char *name_fold; /* the Vietnamese name without marks, to be searched */
};

/*
 * A call, as the hall board shows it: newest first. It ends when the citizen is served,
 * absent, put aside or gone, or when the call is taken back.
 */
struct mc_call {
	const char *label, *desk, *desk_name, *line;
	mc_time at;
	int calls;
	enum mc_ticket_state state;
};

/* A print job as the office sees it (design §7). */
struct mc_job {
	int64_t id;
	int64_t paper;
	const char *form;
	const char *subject; /* label or dossier code */
	int copy; /* 1 first, 2… reprints */
	enum mc_print_state state;
	const char *printer, *queue, *message;
	const char *uuid; /* the CUPS job's name */
	int cups_id; /* 0 none yet */
	int attempts;
	mc_time created_at, changed_at;
};

/* The whole hall at a glance: what counter, desk, board, kiosk and watch draw. */
struct mc_hall {
	mc_time at;
	mc_day day;
	struct mc_office office;
	struct mc_hours hours; /* of this day by the calendar; none: a day off */
	const char *
		day_title; /* why it is a day off or worked instead ("Quốc khánh"), "" an ordinary day */
	mc_time reopens_at; /* when the office opens on the next working day; 0 unknown */
	const struct mc_line *lines;
	size_t line_count;
	const struct mc_desk *desks;
	size_t desk_count;
	size_t waiting_total;
	const struct mc_call *calls; /* at most 12 */
	size_t call_count;
	const struct mc_paper_way *ways; /* of the roll's papers, and of what else waits */
	size_t way_count;
	int jobs_failed; /* failed or unknown, today */
	bool read_only; /* the disk takes nothing: no act can be done */
};

/* What one desk's screen needs besides the hall. */
struct mc_desk_view {
	struct mc_hall hall;
	struct mc_desk desk;
	bool found;
	const struct mc_dossier *dossiers; /* of the open ticket */
	size_t dossier_count;
	/*
	 * Who waits on the lines this desk serves, in the order in which it would call
	 * them if nobody else came (core/queue/sequence.h), each with the reason it would
	 * have; at most 100.
	 */
	const struct mc_ticket *waiting;
	size_t waiting_count;
	size_t waiting_total; /* on all its lines */
	const struct mc_ticket *missed; /* today's missed and parked of those lines, newest first */
	size_t missed_count;
	bool missed_more; /* there are more than these */
	const struct mc_dossier *due; /* open dossiers late or due soonest, at most 20 */
	size_t due_count;
	bool due_more;
};

/* What the counter needs besides the hall: what was given out and taken in today, newest first. */
struct mc_counter_view {
	struct mc_hall hall;
	const struct mc_ticket *tickets; /* at most 40 */
	size_t ticket_count;
	size_t ticket_total;
	const struct mc_dossier *dossiers; /* accepted today, at most 40 */
	size_t dossier_count;
	size_t dossier_total;
};

/* What may be watched or read by a screen; the courier answers with the struct beside it. */
enum mc_query_kind {
	MC_QUERY_HALL, /* struct mc_hall */
	MC_QUERY_DESK, /* struct mc_desk_view; `text` = desk */
	MC_QUERY_COUNTER, /* struct mc_counter_view */
	MC_QUERY_PROCEDURES, /* struct mc_procedures; `text` = words without marks, may be "" */
	MC_QUERY_DOSSIERS, /* struct mc_dossiers; `text` = code, ID, phone or name words */
	MC_QUERY_DOSSIER, /* struct mc_dossier_view; `text` = code */
	MC_QUERY_PREVIEW, /* struct mc_preview; `text` = procedure code, and behind a blank its variant: due date and fee if accepted now */
	MC_QUERY_STAFF, /* struct mc_staff_list */
	MC_QUERY_LEAVE, /* struct mc_leave; `text` = the PIN typed, "" only asks whether one is set */
	MC_QUERY_JOBS, /* struct mc_jobs: today's troubled and open ones */
};

struct mc_query {
	enum mc_query_kind kind;
	char text[256];
	int limit; /* 0: the default of the kind */
};

/* `more`: what was asked for has more rows than these, or not all could be looked at. */
struct mc_procedures {
	const struct mc_procedure *rows;
	size_t count, total;
	bool more;
};
struct mc_dossiers {
	const struct mc_dossier *rows;
	size_t count, total; /* of a search, `total` is what was found at least */
	bool more;
	bool by_serial; /* the text was a number of the day: the first rows are those of… */
	mc_day serial_day; /* this day: today, else the last one within two months that has it */
};
/* What is asked for at the way out of a public screen of a real office. */
struct mc_leave {
	bool set; /* the office has a leave-PIN */
	bool fits; /* and this is it */
};

struct mc_jobs {
	const struct mc_job *rows;
	size_t count;
};

struct mc_fee {
	int n;
	const char *kind; /* phi, le_phi */
	int64_t amount;
	const char *state; /* open taken exempt */
	const char *method, *receipt, *exempt;
	mc_time taken_at;
};

struct mc_dossier_view {
	bool found;
	struct mc_dossier dossier;
	const struct mc_component *components;
	size_t component_count;
	const struct mc_dossier_event *events;
	size_t event_count;
	const struct mc_staff *staff; /* everybody: who may take its next step is told by name */
	size_t staff_count;
	const struct mc_fee *fees;
	size_t fee_count;
};

struct mc_preview {
	bool found;
	struct mc_procedure procedure;
	mc_time received_at; /* the instant it was computed for */
	mc_time due_at; /* 0: none */
	bool provisional;
	int64_t fee_vnd;
};

#endif

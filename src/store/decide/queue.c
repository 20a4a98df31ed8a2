/*
 * Decisions of the queue: issue, next, call, and the moves of the table. Rules are
 * core's (ticket.c, queue/); here rows are read for them and their answers become
 * events.
 */
#include "core/queue/order.h"
#include "sql.h"
#include "store/care/gap.h"
#include "store/inside.h"
#include "store/lanes.h"
#include "store/rows.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

/* ---- issue ---- */

/* The hours of office and line bind the kiosk; staff are only warned. */
static enum mc_status check_hours(
	struct mc_tx *tx, const struct mc_line *line, struct mc_error *err) {
	const struct mc_calendar *calendar;
	MC_TRY(mc_office_calendar(tx->store, &calendar, err));
	enum mc_opening opening =
		mc_opening_by_hours(mc_calendar_hours(calendar, tx->day), line, tx->at);
	if (opening == MC_OPENING_YES) {
		return MC_OK;
	}
	if (tx->act->door != MC_DOOR_KIOSK && tx->roles != MC_ROLE_BIT(MC_ROLE_KIOSK)) {
		tx->outcome->warnings |= MC_WARN_CLOSED_HOURS;
		return MC_OK;
	}
	return opening == MC_OPENING_LINE
		       ? mc_fail(err, MC_REFUSED, N_("Line %s is closed now: no number is given."),
				 line->line)
		       : mc_fail(err, MC_REFUSED,
				 N_("The office is closed now: no number is given."));
}

/* The kind asked for, or the first that the line takes. */
static enum mc_ticket_kind kind_of(const struct mc_tx *tx, const struct mc_line *line) {
	return tx->act->as.issue.any_kind ? mc_ticket_kinds_first(line->kinds)
					  : tx->act->as.issue.kind;
}

static enum mc_status check_kind(
	struct mc_tx *tx, const struct mc_line *line, struct mc_error *err) {
	enum mc_ticket_kind kind = kind_of(tx, line);
	if (mc_ticket_kinds_hold(line->kinds, kind)) {
		return MC_OK;
	}
	struct mc_str words;
	size_t len;
	mc_str_init(&words);
	for (const char *list = line->kinds, *item;
		(item = mc_list_next(&list, ";", &len)) != NULL;) {
		enum mc_ticket_kind taken;
		if (mc_ticket_kind_parse(mc_arena_bytes(tx->arena, item, len), &taken, NULL) ==
			MC_OK) {
			mc_str_addf(&words, "%s" MC_SAY "%s", words.len > 0 ? MC_ANY_OF : "",
				mc_ticket_kind_word(taken));
		}
	}
	enum mc_status status = mc_fail_at(err, "kind",
		mc_fail(err, MC_REFUSED,
			N_("Line %s is not for somebody who %s; it is for who %s."), line->line,
			mc_arena_printf(tx->arena, MC_SAY "%s", mc_ticket_kind_word(kind)),
			mc_str_text(&words)));
	mc_str_finish(&words);
	return status;
}

/*
 * Behind a restore the series goes on some numbers further, for nobody knows which were
 * given since the backup; never past half of what its range still has.
 */
static enum mc_status leave_gap(struct mc_tx *tx, struct mc_line *line, struct mc_error *err) {
	int64_t gap = 0;
	enum mc_status status = mc_gap_before(tx->db, tx->day,
		sql_ticket_id_of_number(tx->db, tx->day, line->line, line->last_number), &gap, err);
	if (gap > 0) {
		int last = line->last > 0 ? line->last : MC_TICKET_NUMBER_MAX;
		int before = mc_line_next_number(line) - 1;
		int64_t room = (last - before) / 2;
		line->last_number = before + (int)(gap < room ? gap : room);
	}
	return status;
}

/* What the line gave today; how many is only asked where there is a quota. */
static enum mc_status read_given(struct mc_tx *tx, struct mc_line *line, struct mc_error *err) {
	int64_t last, given = 0;
	MC_TRY(sql_ticket_last_number(tx->db, tx->day, line->line, &last, err));
	if (line->daily_quota > 0) {
		MC_TRY(sql_ticket_count_series(tx->db, tx->day, line->line, &given, err));
	}
	line->last_number = (int)last;
	line->given = (int)given;
	return leave_gap(tx, line, err);
}

static enum mc_status next_number(
	struct mc_tx *tx, struct mc_line *line, int *ret_number, struct mc_error *err) {
	MC_TRY(read_given(tx, line, err));
	enum mc_opening opening = mc_opening_by_numbers(line);
	if (opening == MC_OPENING_QUOTA) {
		return mc_fail(err, MC_REFUSED,
			N_("Line %s has given today's %d numbers: ask the citizen to come another "
			   "day."),
			line->line, line->daily_quota);
	}
	if (opening != MC_OPENING_YES) {
		return mc_fail(err, MC_REFUSED,
			N_("Line %s has used up its numbers %d to %d for today: send the citizen "
			   "to another line."),
			line->line, line->first, line->last);
	}
	*ret_number = mc_line_next_number(line);
	return MC_OK;
}

static enum mc_status appointment(struct mc_tx *tx, mc_time *ret_at, struct mc_error *err) {
	int minute = tx->act->as.issue.appointment_min;
	*ret_at = 0;
	if (minute < 0) {
		return MC_OK;
	}
	if (minute >= MC_DAY_MINUTES) {
		return mc_fail_at(err, "appointment",
			mc_fail(err, MC_INVALID, N_("An appointment is a time of today, HH:MM.")));
	}
	*ret_at = mc_time_at(tx->day, minute);
	return MC_OK;
}

static enum mc_status write_issued(
	struct mc_tx *tx, const struct mc_ticket *ticket, struct mc_error *err) {
	const struct mc_event_ticket_issued issued = { .day = ticket->day,
		.series = ticket->series,
		.number = ticket->number,
		.label = ticket->label,
		.line = ticket->line,
		.kind = mc_ticket_kind_name(ticket->kind),
		.priority = mc_priority_name(ticket->priority),
		.appointment_at = ticket->appointment_at,
		.ahead = ticket->ahead };
	return mc_tx_write(tx, MC_EVENT_TICKET_ISSUED, 0, &issued, &tx->outcome->subject, err);
}

/* The ticket as it will be issued. */
static struct mc_ticket make_ticket(
	const struct mc_tx *tx, const struct mc_line *line, int number, mc_time appointment_at) {
	struct mc_ticket ticket = { .day = tx->day,
		.number = number,
		.kind = kind_of(tx, line),
		.priority = tx->act->as.issue.priority,
		.waiting_since = tx->at,
		.appointment_at = appointment_at };
	mc_copy(ticket.series, sizeof ticket.series, line->line);
	mc_copy(ticket.line, sizeof ticket.line, line->line);
	mc_ticket_label_format(
		(struct mc_ticket_label){ .line = line->line[0], .number = number }, ticket.label);
	return ticket;
}

enum mc_status mc_decide_issue(struct mc_tx *tx, struct mc_error *err) {
	struct mc_line line;
	mc_time appointment_at = 0;
	int number = 0;
	MC_TRY(mc_read_line(tx->db, tx->arena, tx->act->as.issue.line, &line, err));
	MC_TRY(check_hours(tx, &line, err));
	MC_TRY(check_kind(tx, &line, err));
	MC_TRY(appointment(tx, &appointment_at, err));
	MC_TRY(next_number(tx, &line, &number, err));
	struct mc_ticket ticket = make_ticket(tx, &line, number, appointment_at);
	MC_TRY(mc_count_ahead(tx->db, tx->arena, tx->day, tx->at, &ticket, &ticket.ahead, err));
	MC_TRY(write_issued(tx, &ticket, err));
	return tx->act->as.issue.no_print
		       ? MC_OK
		       : mc_queue_paper(tx, MC_FORM_TICKET, tx->outcome->subject, err);
}

/* ---- calling ---- */

static enum mc_status open_desk(
	struct mc_tx *tx, const char *name, struct mc_desk *ret_desk, struct mc_error *err) {
	MC_TRY(mc_read_desk(tx->db, tx->arena, name, ret_desk, err));
	if (ret_desk->has_ticket) {
		return mc_fail(err, MC_CONFLICT,
			N_("Desk %s still has ticket %s: finish it (done or miss) before the next "
			   "one is called."),
			ret_desk->desk, ret_desk->ticket.label);
	}
	return MC_OK;
}

/* Calling opens a closed or paused desk, after the call so that the call carries the key. */
static enum mc_status open_if_closed(
	struct mc_tx *tx, const struct mc_desk *desk, struct mc_error *err) {
	if (desk->state == MC_DESK_OPEN) {
		return MC_OK;
	}
	const struct mc_event_desk_state opened = {
		.desk = desk->desk, .state = MC_DESK_OPEN, .staff = tx->actor
	};
	return mc_tx_write(tx, MC_EVENT_DESK_STATE, 0, &opened, NULL, err);
}

/* `run_was`: the line's run of priority calls until now; MC_EVENT_NONE: this call does not count. */
static enum mc_status write_called(struct mc_tx *tx, const struct mc_desk *desk,
	const struct mc_ticket *ticket, enum mc_call_reason reason, int run_was, const char *why,
	struct mc_error *err) {
	const struct mc_event_desk was = { .state = (int)desk->state,
		.reason = desk->pause_reason,
		.staff = desk->staff,
		.since = desk->since };
	bool changes = desk->state != MC_DESK_OPEN || strcmp(desk->staff, tx->actor) != 0;
	const struct mc_event_ticket_called called = { .desk = desk->desk,
		.reason = mc_call_reason_name(reason),
		.day = ticket->day,
		.line = ticket->line,
		.run_was = run_was,
		.run = run_was == MC_EVENT_NONE       ? MC_EVENT_NONE
		       : reason == MC_REASON_PRIORITY ? run_was + 1
						      : 0,
		.desk_was = changes ? &was : NULL, /* for taking the call back */
		.why = why };
	MC_TRY(mc_tx_write(tx, MC_EVENT_TICKET_CALLED, ticket->id, &called, NULL, err));
	tx->outcome->subject = ticket->id;
	return open_if_closed(tx, desk, err);
}

/* Of the line whose ticket is called. */
static int run_before(
	const struct mc_line_lanes *lines, size_t count, const struct mc_choice *choice) {
	for (size_t i = 0; i < count && choice->counts; i++) {
		if (strcmp(lines[i].head.line, choice->ticket->line) == 0) {
			return lines[i].head.priority_run;
		}
	}
	return MC_EVENT_NONE;
}

enum mc_status mc_decide_next(struct mc_tx *tx, struct mc_error *err) {
	struct mc_line_lanes lines[MC_LINES_MAX];
	struct mc_desk desk;
	size_t count = 0;
	MC_TRY(open_desk(tx, tx->act->as.next.desk, &desk, err));
	MC_TRY(mc_read_desk_lanes(tx->db, tx->arena, tx->day, desk.desk, 1, lines, &count, err));
	struct mc_choice choice;
	if (mc_sequence(lines, count, tx->at, &choice, 1) == 0) {
		return mc_fail(err, MC_EMPTY, N_("Nobody waits for desk %s."), desk.desk);
	}
	return write_called(tx, &desk, choice.ticket, choice.reason,
		run_before(lines, count, &choice), "", err);
}

/* Who is at a desk is named by it: what another one does or wants there comes too late. */
static enum mc_status refuse_taken(const struct mc_ticket *ticket, struct mc_error *err) {
	char time[MC_TIME_TEXT_SIZE];
	mc_time_format_clock(ticket->called_at, time);
	return mc_fail(err, MC_REFUSED,
		N_("Number %s was called to desk %s at %s: it is that desk's to go on with."),
		ticket->label, ticket->desk, time);
}

static bool is_at_desk(const struct mc_ticket *ticket) {
	return ticket->state == MC_TICKET_CALLED || ticket->state == MC_TICKET_SERVING;
}

static enum mc_status find_ticket(
	struct mc_tx *tx, struct mc_ticket *ret_ticket, struct mc_error *err) {
	const struct mc_act_ticket *request = &tx->act->as.ticket;
	return request->id ? mc_read_ticket(tx->db, request->id, ret_ticket, err)
			   : mc_read_label(tx->db, request->label, tx->day, ret_ticket, err);
}

enum mc_status mc_decide_call(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act_ticket *request = &tx->act->as.ticket;
	struct mc_ticket ticket;
	struct mc_desk desk;
	enum mc_ticket_state state;
	if (!*request->reason) {
		return mc_fail_at(err, "reason",
			mc_fail(err, MC_INVALID,
				N_("Say why the ticket is called out of order (--reason).")));
	}
	MC_TRY(find_ticket(tx, &ticket, err));
	if (is_at_desk(&ticket)) {
		return refuse_taken(&ticket, err);
	}
	MC_TRY(mc_ticket_decide(&ticket, MC_MOVE_CALL, &state, err));
	MC_TRY(open_desk(tx, request->desk, &desk, err));
	return write_called(
		tx, &desk, &ticket, MC_REASON_PICKED, MC_EVENT_NONE, request->reason, err);
}

/* ---- the other moves ---- */

/* The event of each move that this program writes; the others belong to another verb. */
static const struct {
	bool known;
	enum mc_event_id id;
} move_kinds[] = {
	[MC_MOVE_RECALL] = { true, MC_EVENT_TICKET_RECALLED },
	[MC_MOVE_ARRIVE] = { true, MC_EVENT_TICKET_ARRIVED },
	[MC_MOVE_SERVE] = { true, MC_EVENT_TICKET_SERVED },
	[MC_MOVE_DONE] = { true, MC_EVENT_TICKET_ENDED },
	[MC_MOVE_MISS] = { true, MC_EVENT_TICKET_ENDED },
	[MC_MOVE_PARK] = { true, MC_EVENT_TICKET_PARKED },
	[MC_MOVE_RESTORE] = { true, MC_EVENT_TICKET_RESTORED },
	[MC_MOVE_CANCEL] = { true, MC_EVENT_TICKET_ENDED },
};

/* Where a move is made: at the screen that asks for it, else where the ticket is. */
static const char *desk_of(const struct mc_tx *tx, const struct mc_ticket *ticket) {
	const char *asking = tx->act->as.ticket.desk;
	return *asking ? asking : ticket->desk;
}

static enum mc_status write_move(struct mc_tx *tx, const struct mc_ticket *ticket,
	enum mc_ticket_move move, struct mc_error *err) {
	enum mc_ticket_state state;
	MC_TRY(mc_ticket_decide(ticket, move, &state, err));
	if (move >= MC_COUNT(move_kinds) || !move_kinds[move].known) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not done to a ticket this way."),
			mc_ticket_move_name(move));
	}
	const struct mc_event_ticket_moved moved = { .move = mc_ticket_move_name(move),
		.state = mc_ticket_state_name(state),
		.desk = desk_of(tx, ticket),
		.waiting_since = move == MC_MOVE_RESTORE ? ticket->waiting_since : 0,
		.reason = tx->act->as.ticket.reason };
	return mc_tx_write(tx, move_kinds[move].id, ticket->id, &moved, NULL, err);
}

enum mc_status mc_decide_ticket_move(struct mc_tx *tx, struct mc_error *err) {
	struct mc_ticket ticket;
	MC_TRY(find_ticket(tx, &ticket, err));
	if (tx->act->as.ticket.move == MC_MOVE_EXPIRE) {
		return mc_fail(err, MC_REFUSED, N_("A ticket expires by itself, on the next day."));
	}
	if (ticket.state == MC_TICKET_EXPIRED && ticket.day != tx->day) {
		return mc_fail(err, MC_REFUSED,
			N_("Ticket %s is from an earlier day and closed: issue a new ticket."),
			ticket.label);
	}
	const char *asking = tx->act->as.ticket.desk;
	if (*asking && is_at_desk(&ticket) && !mc_same(ticket.desk, asking)) {
		return refuse_taken(&ticket, err);
	}
	tx->outcome->subject = ticket.id;
	return write_move(tx, &ticket, tx->act->as.ticket.move, err);
}

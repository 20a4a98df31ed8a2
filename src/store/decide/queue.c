/*
 * Decisions of the queue: issue, next, call, the moves of the table, and the
 * closing of what an earlier day left open. Rules are core's (ticket.c,
 * queue/order.c); here rows are read for them and their answers become events.
 */
#include "core/queue/order.h"
#include "sql.h"
#include "store/decide/clean.h"
#include "store/inside.h"
#include "store/rows.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

/* A line is a letter. */
#define MAX_DESK_LINES 26

/* ---- issue ---- */

/* The hours of office and line bind the kiosk; staff are only warned. */
static enum mc_status check_hours(
	struct mc_tx *tx, const struct mc_line *line, struct mc_error *err) {
	const struct mc_calendar *calendar;
	enum mc_status status = mc_office_calendar(tx->store, &calendar, err);
	if (status != MC_OK) {
		return status;
	}
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
	return mc_fail_at(err, "kind",
		mc_fail(err, MC_REFUSED,
			N_("Line %s does not take tickets of the kind “%s”, only %s."), line->line,
			mc_ticket_kind_name(kind), line->kinds));
}

/* What the line gave today; how many is only asked where there is a quota. */
static enum mc_status read_given(struct mc_tx *tx, struct mc_line *line, struct mc_error *err) {
	int64_t last = 0, given = 0;
	enum mc_status status =
		mc_single(sql_ticket_last_number(tx->db, tx->day, line->line), 0, &last, err);
	if (status == MC_OK && line->daily_quota > 0) {
		status = mc_single(
			sql_ticket_count_series(tx->db, tx->day, line->line), 0, &given, err);
	}
	line->last_number = (int)last;
	line->given = (int)given;
	return status;
}

static enum mc_status next_number(
	struct mc_tx *tx, struct mc_line *line, int *ret_number, struct mc_error *err) {
	enum mc_status status = read_given(tx, line, err);
	enum mc_opening opening = status == MC_OK ? mc_opening_by_numbers(line) : MC_OPENING_YES;
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
	return status;
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

static enum mc_status write_issued(struct mc_tx *tx, const struct mc_line *line, int number,
	mc_time at, struct mc_error *err) {
	const struct mc_act_issue *request = &tx->act->as.issue;
	int64_t ahead = 0;
	enum mc_status status =
		mc_single(sql_ticket_count_waiting(tx->db, tx->day, line->line), 0, &ahead, err);
	if (status != MC_OK) {
		return status;
	}
	char label[MC_TICKET_LABEL_SIZE];
	mc_ticket_label_format(
		(struct mc_ticket_label){ .line = line->line[0], .number = number }, label);
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_int(&body, "day", tx->day);
	mc_body_text(&body, "series", line->line);
	mc_body_int(&body, "number", number);
	mc_body_text(&body, "label", label);
	mc_body_text(&body, "line", line->line);
	mc_body_text(&body, "kind", mc_ticket_kind_name(kind_of(tx, line)));
	mc_body_text(&body, "priority", mc_priority_name(request->priority));
	mc_body_int(&body, "appointment_at", at);
	mc_body_int(&body, "ahead", ahead);
	return mc_tx_event(tx, "ticket.issued@1", 0, &body, NULL, &tx->outcome->subject, err);
}

enum mc_status mc_decide_issue(struct mc_tx *tx, struct mc_error *err) {
	struct mc_line line;
	mc_time appointment_at = 0;
	int number = 0;
	enum mc_status status = mc_read_line(tx->db, tx->arena, tx->act->as.issue.line, &line, err);
	if (status == MC_OK) {
		status = check_hours(tx, &line, err);
	}
	if (status == MC_OK) {
		status = check_kind(tx, &line, err);
	}
	if (status == MC_OK) {
		status = appointment(tx, &appointment_at, err);
	}
	if (status == MC_OK) {
		status = next_number(tx, &line, &number, err);
	}
	if (status == MC_OK) {
		status = write_issued(tx, &line, number, appointment_at, err);
	}
	if (status == MC_OK && !tx->act->as.issue.no_print) {
		status = mc_queue_paper(tx, "ticket", tx->outcome->subject, err);
	}
	return status;
}

/* ---- calling ---- */

static enum mc_status open_desk(
	struct mc_tx *tx, const char *name, struct mc_desk *ret_desk, struct mc_error *err) {
	enum mc_status status = mc_read_desk(tx->db, tx->arena, name, ret_desk, err);
	if (status != MC_OK) {
		return status;
	}
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
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_text(&body, "desk", desk->desk);
	mc_body_int(&body, "state", MC_DESK_OPEN);
	mc_body_text(&body, "staff", tx->actor);
	return mc_tx_event(tx, "desk.state@1", 0, &body, NULL, NULL, err);
}

static enum mc_status write_called(struct mc_tx *tx, const struct mc_desk *desk,
	const struct mc_ticket *ticket, enum mc_call_reason reason, bool counts, const char *why,
	struct mc_error *err) {
	struct mc_body body, secret;
	mc_body_begin(&body);
	mc_body_begin(&secret);
	mc_body_text(&body, "desk", desk->desk);
	mc_body_text(&body, "reason", mc_call_reason_name(reason));
	mc_body_int(&body, "day", ticket->day);
	mc_body_text(&body, "line", ticket->line);
	mc_body_bool(&body, "counts", counts);
	if (desk->state != MC_DESK_OPEN || strcmp(desk->staff, tx->actor) != 0) {
		mc_body_desk(&body, "desk_was", desk); /* for taking the call back */
	}
	mc_body_text(&secret, "reason", why);
	enum mc_status status =
		mc_tx_event(tx, "ticket.called@1", ticket->id, &body, &secret, NULL, err);
	tx->outcome->subject = ticket->id;
	return status == MC_OK ? open_if_closed(tx, desk, err) : status;
}

/* The lines of a desk with the heads of their lanes. */
struct heads {
	struct mc_line_head line[MAX_DESK_LINES];
	struct mc_ticket ticket[MAX_DESK_LINES][3];
	char name[MAX_DESK_LINES][MC_NAME_SIZE];
	size_t count;
};

static enum mc_status read_lines(
	struct mc_tx *tx, const char *desk, struct heads *heads, struct mc_error *err) {
	struct mc_stmt *row = sql_desk_lines(tx->db, desk);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		assert(heads->count < MAX_DESK_LINES);
		size_t i = heads->count++;
		mc_copy(heads->name[i], sizeof heads->name[i], mc_col_text(row, 0));
		heads->line[i] = (struct mc_line_head){
			.line = heads->name[i],
			.help = mc_col_int(row, 1) != 0,
			.rank = (int)mc_col_int(row, 2),
			.target_min = (int)mc_col_int(row, 3),
			.priority_ratio = (int)mc_col_int(row, 4),
		};
	}
	return status == MC_EMPTY ? MC_OK : status;
}

static enum mc_status read_heads(
	struct mc_tx *tx, struct heads *heads, size_t i, struct mc_error *err) {
	struct mc_line_head *head = &heads->line[i];
	const struct mc_ticket **const lanes[] = { &head->normal, &head->priority,
		&head->appointment };
	for (int lane = 0; lane < 3; lane++) {
		struct mc_stmt *row = sql_ticket_head(tx->db, tx->day, head->line, lane);
		enum mc_status status = mc_step(row, err);
		if (status == MC_OK) {
			mc_row_ticket(row, &heads->ticket[i][lane]);
			heads->ticket[i][lane].target_min = head->target_min;
			*lanes[lane] = &heads->ticket[i][lane];
			mc_reset(row);
		} else if (status != MC_EMPTY) {
			return status;
		}
	}
	int64_t run = 0;
	enum mc_status status = MC_OK;
	if (head->normal && head->priority) {
		status = mc_single(sql_lane_runs(tx->db, tx->day, head->line), 0, &run, err);
	}
	head->priority_run = (int)run;
	return status;
}

enum mc_status mc_decide_next(struct mc_tx *tx, struct mc_error *err) {
	struct mc_desk desk;
	enum mc_status status = open_desk(tx, tx->act->as.next.desk, &desk, err);
	if (status != MC_OK) {
		return status;
	}
	struct heads *heads = mc_arena_alloc(tx->arena, sizeof *heads);
	status = read_lines(tx, desk.desk, heads, err);
	for (size_t i = 0; i < heads->count && status == MC_OK; i++) {
		status = read_heads(tx, heads, i, err);
	}
	if (status != MC_OK) {
		return status;
	}
	struct mc_choice choice;
	if (!mc_order_choose(heads->line, heads->count, tx->at, &choice)) {
		return mc_fail(err, MC_EMPTY, N_("Nobody waits for desk %s."), desk.desk);
	}
	return write_called(tx, &desk, choice.ticket, choice.reason, choice.counts, "", err);
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
	const char *reason;
	enum mc_status status = mc_clean(tx, "reason", request->reason, 500, &reason, err);
	if (status == MC_OK && !*reason) {
		status = mc_fail_at(err, "reason",
			mc_fail(err, MC_INVALID,
				N_("Say why the ticket is called out of order (--reason).")));
	}
	if (status == MC_OK) {
		status = find_ticket(tx, &ticket, err);
	}
	if (status == MC_OK) {
		status = mc_ticket_decide(&ticket, MC_MOVE_CALL, &state, err);
	}
	if (status == MC_OK) {
		status = open_desk(tx, request->desk, &desk, err);
	}
	return status == MC_OK
		       ? write_called(tx, &desk, &ticket, MC_REASON_PICKED, false, reason, err)
		       : status;
}

/* ---- the other moves ---- */

/* The event of each move that this program writes; NULL: it belongs to another verb. */
static const char *const move_kinds[] = {
	[MC_MOVE_RECALL] = "ticket.recalled@1",
	[MC_MOVE_ARRIVE] = "ticket.arrived@1",
	[MC_MOVE_SERVE] = "ticket.served@1",
	[MC_MOVE_DONE] = "ticket.ended@1",
	[MC_MOVE_MISS] = "ticket.ended@1",
	[MC_MOVE_PARK] = "ticket.parked@1",
	[MC_MOVE_RESTORE] = "ticket.restored@1",
	[MC_MOVE_CANCEL] = "ticket.ended@1",
	[MC_MOVE_EXPIRE] = "ticket.ended@1",
};

/* Where a move is made: at the screen that asks for it, else where the ticket is. */
static const char *desk_of(const struct mc_tx *tx, const struct mc_ticket *ticket) {
	const char *asking = tx->act->as.ticket.desk;
	return asking && *asking ? asking : ticket->desk;
}

static enum mc_status write_move(struct mc_tx *tx, const struct mc_ticket *ticket,
	enum mc_ticket_move move, struct mc_error *err) {
	enum mc_ticket_state state;
	enum mc_status status = mc_ticket_decide(ticket, move, &state, err);
	if (status != MC_OK) {
		return status;
	}
	const char *kind = move < MC_COUNT(move_kinds) ? move_kinds[move] : NULL;
	if (!kind) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not done to a ticket this way."),
			mc_ticket_move_name(move));
	}
	const char *reason = "";
	if (move != MC_MOVE_EXPIRE) {
		status = mc_clean(tx, "reason", tx->act->as.ticket.reason, 500, &reason, err);
	}
	if (status != MC_OK) {
		return status;
	}
	struct mc_body body, secret;
	mc_body_begin(&body);
	mc_body_text(&body, "move", mc_ticket_move_name(move));
	mc_body_text(&body, "state", mc_ticket_state_name(state));
	if (move == MC_MOVE_EXPIRE) {
		return mc_tx_side_event(tx, kind, ticket->id, &body, err);
	}
	mc_body_text(&body, "desk", desk_of(tx, ticket));
	if (move == MC_MOVE_RESTORE) {
		mc_body_int(&body, "waiting_since", ticket->waiting_since);
	}
	mc_body_begin(&secret);
	mc_body_text(&secret, "reason", reason);
	return mc_tx_event(tx, kind, ticket->id, &body, &secret, NULL, err);
}

enum mc_status mc_decide_ticket_move(struct mc_tx *tx, struct mc_error *err) {
	struct mc_ticket ticket;
	enum mc_status status = find_ticket(tx, &ticket, err);
	if (status != MC_OK) {
		return status;
	}
	if (tx->act->as.ticket.move == MC_MOVE_EXPIRE) {
		return mc_fail(err, MC_REFUSED, N_("A ticket expires by itself, on the next day."));
	}
	if (ticket.state == MC_TICKET_EXPIRED && ticket.day != tx->day) {
		return mc_fail(err, MC_REFUSED,
			N_("Ticket %s is from an earlier day and closed: issue a new ticket."),
			ticket.label);
	}
	tx->outcome->subject = ticket.id;
	return write_move(tx, &ticket, tx->act->as.ticket.move, err);
}

/* ---- what an earlier day left open ---- */

static enum mc_status expire_rows(struct mc_tx *tx, struct mc_stmt *row, struct mc_error *err) {
	int64_t ids[256];
	size_t count = 0;
	enum mc_status status = MC_EMPTY;
	while (count < MC_COUNT(ids) && (status = mc_step(row, err)) == MC_OK) {
		ids[count++] = mc_col_int(row, 0);
	}
	mc_reset(row);
	status = status == MC_EMPTY ? MC_OK : status;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		struct mc_ticket ticket;
		status = mc_read_ticket(tx->db, ids[i], &ticket, err);
		if (status == MC_OK) {
			status = write_move(tx, &ticket, MC_MOVE_EXPIRE, err);
		}
	}
	return status;
}

/* At most 256 of each kind an act, so that no act waits long; the next act goes on. */
enum mc_status mc_expire_stale(struct mc_tx *tx, struct mc_error *err) {
	mc_day today = mc_day_of(tx->recorded_at);
	enum mc_status status = expire_rows(tx, sql_tickets_stale_open(tx->db, today), err);
	if (status == MC_OK) {
		status = expire_rows(tx, sql_tickets_stale_parked(tx->db, today), err);
	}
	return status == MC_OK ? expire_rows(tx, sql_tickets_stale_waiting(tx->db, today), err)
			       : status;
}

/*
 * The book of tickets, from the events of the queue. Every write is guarded by
 * the state it starts from: an event that does not fit the book is damage, never
 * a silent second call.
 */
#include "sql.h"
#include "store/apply/apply.h"
#include "store/inside.h"
#include <string.h>

/* Ends the leg that runs: how long the citizen waited and was served. */
static enum mc_status end_leg(const struct mc_applied *a, const char *outcome, mc_time at,
	bool inexact, struct mc_error *err) {
	return mc_apply_one(a,
		sql_leg_insert(a->db, a->event->subject, a->event->actor, outcome, at, inexact),
		err);
}

enum mc_status mc_apply_ticket_issued(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_issued *e = a->is;
	int lane = e->appointment_at ? 2 : strcmp(e->priority, "none") != 0 ? 1 : 0;
	return mc_apply_one(a,
		sql_ticket_insert(a->db, a->event->id, e->day, e->series, e->number, e->label,
			e->line, e->kind, e->priority, lane, a->event->at,
			e->appointment_at ? e->appointment_at : a->event->at, e->appointment_at,
			e->ahead),
		err);
}

static enum mc_status call(
	const struct mc_applied *a, const struct mc_event_ticket_called *e, struct mc_error *err) {
	MC_TRY(mc_apply_one(a,
		sql_ticket_put_called(
			a->db, a->event->subject, e->desk, a->event->at, e->reason, a->event->id),
		err));
	return mc_apply_one(a, sql_desk_staff_put(a->db, e->desk, a->event->actor), err);
}

/* The ratio counts priority calls since the last normal one, only while both waited. */
enum mc_status mc_apply_ticket_called_1(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_called *e = a->is;
	MC_TRY(call(a, e, err));
	if (!e->counts) {
		return MC_OK;
	}
	return mc_run(strcmp(e->reason, "priority") == 0
			      ? sql_lane_run_add(a->db, e->day, e->line)
			      : sql_lane_run_clear(a->db, e->day, e->line),
		NULL, err);
}

static enum mc_status put_run(
	const struct mc_applied *a, const char *line, int day, int run, struct mc_error *err) {
	return mc_run(run ? sql_lane_run_put(a->db, day, line, run)
			  : sql_lane_run_clear(a->db, day, line),
		NULL, err);
}

enum mc_status mc_apply_ticket_called(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_called *e = a->is;
	MC_TRY(call(a, e, err));
	return e->run == MC_EVENT_NONE ? MC_OK : put_run(a, e->line, e->day, e->run, err);
}

enum mc_status mc_apply_ticket_recalled(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_recalled(a->db, a->event->subject, a->event->at, a->event->id), err);
}

enum mc_status mc_apply_ticket_arrived(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_arrived(a->db, a->event->subject, a->event->at, a->event->id), err);
}

enum mc_status mc_apply_ticket_served(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_serving(a->db, a->event->subject, a->event->at, a->event->id), err);
}

/* done, missed, cancelled, expired: `state` says which. */
enum mc_status mc_apply_ticket_ended(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_moved *e = a->is;
	const mc_time at = e->ended_at ? e->ended_at : a->event->at;
	struct mc_ticket ticket;
	MC_TRY(mc_read_ticket(a->db, a->event->subject, &ticket, err));
	bool leg_runs = ticket.state == MC_TICKET_WAITING || ticket.state == MC_TICKET_CALLED ||
			ticket.state == MC_TICKET_SERVING;
	if (leg_runs) {
		MC_TRY(end_leg(a, e->state, at, e->inexact, err));
	}
	return mc_apply_one(a,
		sql_ticket_put_ended(
			a->db, a->event->subject, e->state, at, e->inexact, a->event->id),
		err);
}

enum mc_status mc_apply_ticket_parked(const struct mc_applied *a, struct mc_error *err) {
	MC_TRY(end_leg(a, "parked", a->event->at, false, err));
	return mc_apply_one(a, sql_ticket_put_parked(a->db, a->event->subject, a->event->id), err);
}

enum mc_status mc_apply_ticket_restored(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_moved *e = a->is;
	return mc_apply_one(a,
		sql_ticket_put_waiting(a->db, a->event->subject, e->waiting_since, a->event->id),
		err);
}

/* ---- an act taken back: every value stands in the event ---- */

static enum mc_status put_page(
	const struct mc_applied *a, const struct mc_event_ticket_undone *e, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_page(a->db, a->event->subject, e->line, e->state, e->at_desk,
			e->waiting_since, e->order_at, e->called_at, e->last_called_at,
			e->arrived_at, e->served_at, e->done_at, e->calls, e->reason, e->legs,
			a->event->id),
		err);
}

static enum mc_status put_desk_back(const struct mc_applied *a, const char *desk,
	const struct mc_event_desk *back, struct mc_error *err) {
	return back ? mc_apply_one(a,
			      sql_desk_state_put(a->db, desk, back->state, back->reason,
				      back->staff, back->since),
			      err)
		    : MC_OK;
}

enum mc_status mc_apply_ticket_undone(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ticket_undone *e = a->is;
	MC_TRY(put_page(a, e, err));
	if (e->leg_struck) {
		MC_TRY(mc_apply_one(a, sql_leg_strike(a->db, a->event->subject, e->legs), err));
	}
	if (*e->run_line) {
		MC_TRY(put_run(a, e->run_line, e->run_day, e->run, err));
	}
	return put_desk_back(a, e->desk, e->desk_back, err);
}

enum mc_status mc_count_waiting(const struct mc_applied *a, int change, struct mc_error *err) {
	return mc_run(sql_line_day_add(a->db, a->event->subject, change), NULL, err);
}

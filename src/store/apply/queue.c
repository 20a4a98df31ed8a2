/*
 * The book of tickets, from the events of the queue. Every write is guarded by
 * the state it starts from: an event that does not fit the book is damage, never
 * a silent second call.
 */
#include "sql.h"
#include "store/apply/apply.h"
#include "store/rows.h"
#include <string.h>

#define TEXT(key) mc_applied_text(a->body, key)
#define INT(key) mc_json_get_int(a->body, key, 0)

/*
 * When an ending ended: now, or, where nobody noted it, the instant that the event
 * carries. Such an end measures no service.
 */
static mc_time ended_at(const struct mc_applied *a) {
	return mc_json_get_int(a->body, "ended_at", a->event->at);
}

static bool is_inexact(const struct mc_applied *a) {
	return mc_json_get_bool(a->body, "inexact", false);
}

/* Ends the leg that runs: how long the citizen waited and was served. */
static enum mc_status end_leg(
	const struct mc_applied *a, const char *outcome, struct mc_error *err) {
	return mc_apply_one(a,
		sql_leg_insert(a->db, a->event->subject, a->event->actor, outcome, ended_at(a),
			is_inexact(a)),
		err);
}

static enum mc_status issued(const struct mc_applied *a, struct mc_error *err) {
	const char *priority = TEXT("priority");
	int64_t appointment_at = INT("appointment_at");
	int lane = appointment_at ? 2 : strcmp(priority, "none") != 0 ? 1 : 0;
	return mc_apply_one(a,
		sql_ticket_insert(a->db, a->event->id, INT("day"), TEXT("series"), INT("number"),
			TEXT("label"), TEXT("line"), TEXT("kind"), priority, lane, a->event->at,
			appointment_at ? appointment_at : a->event->at, appointment_at,
			INT("ahead")),
		err);
}

/* The ratio counts priority calls since the last normal one, only while both waited. */
static enum mc_status count_run(const struct mc_applied *a, struct mc_error *err) {
	if (!mc_json_get_bool(a->body, "counts", false)) {
		return MC_OK;
	}
	struct mc_stmt *write = strcmp(TEXT("reason"), "priority") == 0
					? sql_lane_run_add(a->db, INT("day"), TEXT("line"))
					: sql_lane_run_clear(a->db, INT("day"), TEXT("line"));
	return mc_run(write, NULL, err);
}

static enum mc_status called(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = mc_apply_one(a,
		sql_ticket_put_called(a->db, a->event->subject, TEXT("desk"), a->event->at,
			TEXT("reason"), a->event->id),
		err);
	if (status == MC_OK) {
		status = count_run(a, err);
	}
	if (status == MC_OK) {
		status = mc_apply_one(
			a, sql_desk_staff_put(a->db, TEXT("desk"), a->event->actor), err);
	}
	return status;
}

static enum mc_status recalled(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_recalled(a->db, a->event->subject, a->event->at, a->event->id), err);
}

static enum mc_status arrived(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_arrived(a->db, a->event->subject, a->event->at, a->event->id), err);
}

static enum mc_status served(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_serving(a->db, a->event->subject, a->event->at, a->event->id), err);
}

/* done, missed, cancelled, expired: `state` says which. */
static enum mc_status ended(const struct mc_applied *a, struct mc_error *err) {
	struct mc_ticket ticket;
	enum mc_status status = mc_read_ticket(a->db, a->event->subject, &ticket, err);
	if (status != MC_OK) {
		return status;
	}
	bool leg_runs = ticket.state == MC_TICKET_WAITING || ticket.state == MC_TICKET_CALLED ||
			ticket.state == MC_TICKET_SERVING;
	if (leg_runs) {
		status = end_leg(a, TEXT("state"), err);
	}
	if (status == MC_OK) {
		status = mc_apply_one(a,
			sql_ticket_put_ended(a->db, a->event->subject, TEXT("state"), ended_at(a),
				is_inexact(a), a->event->id),
			err);
	}
	return status;
}

static enum mc_status parked(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = end_leg(a, "parked", err);
	if (status == MC_OK) {
		status = mc_apply_one(
			a, sql_ticket_put_parked(a->db, a->event->subject, a->event->id), err);
	}
	return status;
}

static enum mc_status restored(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_waiting(
			a->db, a->event->subject, INT("waiting_since"), a->event->id),
		err);
}

/* ---- an act taken back: every value stands in the event ---- */

static enum mc_status put_page(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_ticket_put_page(a->db, a->event->subject, TEXT("line"), TEXT("state"),
			TEXT("at_desk"), INT("waiting_since"), INT("order_at"), INT("called_at"),
			INT("last_called_at"), INT("arrived_at"), INT("served_at"), INT("done_at"),
			INT("calls"), TEXT("reason"), INT("legs"), a->event->id),
		err);
}

static enum mc_status put_run(const struct mc_applied *a, struct mc_error *err) {
	const char *line = TEXT("run_line");
	int64_t day = INT("run_day"), run = INT("run");
	if (!*line) {
		return MC_OK;
	}
	return mc_run(run ? sql_lane_run_put(a->db, day, line, run)
			  : sql_lane_run_clear(a->db, day, line),
		NULL, err);
}

static enum mc_status put_desk_back(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_json *desk = mc_json_get(a->body, "desk_back");
	return desk ? mc_apply_one(a,
			      sql_desk_state_put(a->db, TEXT("desk"),
				      mc_json_get_int(desk, "state", 0),
				      mc_applied_text(desk, "reason"),
				      mc_applied_text(desk, "staff"),
				      mc_json_get_int(desk, "since", 0)),
			      err)
		    : MC_OK;
}

static enum mc_status undone(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = put_page(a, err);
	if (status == MC_OK && mc_json_get_bool(a->body, "leg_struck", false)) {
		status =
			mc_apply_one(a, sql_leg_strike(a->db, a->event->subject, INT("legs")), err);
	}
	if (status == MC_OK) {
		status = put_run(a, err);
	}
	return status == MC_OK ? put_desk_back(a, err) : status;
}

enum mc_status mc_count_waiting(const struct mc_applied *a, int change, struct mc_error *err) {
	return mc_run(sql_line_day_add(a->db, a->event->subject, change), NULL, err);
}

const struct mc_event_kind mc_queue_kinds[] = {
	{ "ticket.issued@1", issued },
	{ "ticket.called@1", called },
	{ "ticket.recalled@1", recalled },
	{ "ticket.arrived@1", arrived },
	{ "ticket.served@1", served },
	{ "ticket.ended@1", ended },
	{ "ticket.parked@1", parked },
	{ "ticket.restored@1", restored },
	{ "ticket.undone@1", undone },
	{ NULL, NULL },
};

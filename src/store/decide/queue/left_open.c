/*
 * What an earlier day left open is closed by the first queue act of a later one:
 * who waited or was called was not served, who was being served is done.
 */
#include "core/time/calendar.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"

/* At most so many of each kind an act, so that no act waits long; the next act goes on. */
#define MOST 256

static enum mc_status close_one(
	struct mc_tx *tx, const struct mc_ticket *ticket, struct mc_error *err) {
	enum mc_ticket_state state;
	const struct mc_calendar *calendar;
	MC_TRY(mc_ticket_decide(ticket, MC_MOVE_EXPIRE, &state, err));
	MC_TRY(mc_office_calendar(tx->store, &calendar, err));
	struct mc_event_ticket_moved ended = { .move = mc_ticket_move_name(MC_MOVE_EXPIRE),
		.state = mc_ticket_state_name(state) };
	if (state == MC_TICKET_DONE) {
		ended.inexact = true;
		ended.ended_at =
			mc_ticket_day_end(ticket, mc_calendar_hours(calendar, ticket->day));
	}
	return mc_tx_write_beside(tx, MC_EVENT_TICKET_ENDED, ticket->id, &ended, err);
}

static enum mc_status close_rows(struct mc_tx *tx, struct sql_id_rows rows, struct mc_error *err) {
	int64_t *ids;
	size_t count;
	struct mc_ticket ticket;
	MC_TRY(sql_id_all(rows, tx->arena, &ids, &count, err));
	for (size_t i = 0; i < count && i < MOST; i++) {
		MC_TRY(mc_read_ticket(tx->db, ids[i], &ticket, err));
		MC_TRY(close_one(tx, &ticket, err));
	}
	return MC_OK;
}

enum mc_status mc_close_left_open(struct mc_tx *tx, struct mc_error *err) {
	mc_day today = mc_day_of(tx->recorded_at);
	MC_TRY(close_rows(tx, sql_tickets_stale_open(tx->db, today), err));
	MC_TRY(close_rows(tx, sql_tickets_stale_parked(tx->db, today), err));
	return close_rows(tx, sql_tickets_stale_waiting(tx->db, today), err);
}

/*
 * A desk opens, pauses and closes. One with a ticket goes on until that is
 * finished; a ticket left from an earlier day has expired by then.
 */
#include "store/inside.h"

enum mc_status mc_decide_desk(struct mc_tx *tx, struct mc_error *err) {
	static const int states[] = { [MC_VERB_DESK_OPEN] = MC_DESK_OPEN,
		[MC_VERB_DESK_PAUSE] = MC_DESK_PAUSED,
		[MC_VERB_DESK_CLOSE] = MC_DESK_CLOSED };
	const struct mc_act_desk *request = &tx->act->as.desk;
	int state = states[tx->act->verb];
	struct mc_desk desk;
	MC_TRY(mc_read_desk(tx->db, tx->arena, request->desk, &desk, err));
	if (desk.has_ticket && state != MC_DESK_OPEN) {
		return mc_fail(err, MC_REFUSED,
			N_("Desk %s still has ticket %s: finish it (done or miss) before the desk "
			   "stops."),
			desk.desk, desk.ticket.label);
	}
	if (state == MC_DESK_PAUSED && !*request->reason) {
		return mc_fail_at(err, "reason",
			mc_fail(err, MC_INVALID, N_("Say why desk %s pauses (--reason)."),
				desk.desk));
	}
	const struct mc_event_desk_state changed = { .desk = desk.desk,
		.state = state,
		.reason = state == MC_DESK_PAUSED ? request->reason : "",
		.staff = state == MC_DESK_CLOSED ? "" : tx->actor };
	return mc_tx_write(tx, MC_EVENT_DESK_STATE, 0, &changed, NULL, err);
}

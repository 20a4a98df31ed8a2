/*
 * Taking a dossier's last step back: by a head of unit with a reason, whosever
 * step it was; and one's own slip by oneself, for MC_TAKE_BACK_MS, while nothing
 * followed it and no paper was made of it. The step stays readable, struck out.
 */
#include "core/act/rights.h"
#include "core/dossier/steps.h"
#include "sql.h"
#include "store/decide/take_back.h"
#include "store/inside.h"
#include <string.h>

/* The event of the last move that stands, and how many stand. */
static enum mc_status last_move(
	struct mc_tx *tx, int64_t id, int64_t *ret_event, int *ret_count, struct mc_error *err) {
	struct sql_move_rows rows = sql_moves_of_dossier(tx->db, id);
	struct mc_move_row row;
	enum mc_status status;
	int64_t seen = 0;
	*ret_count = 0;
	while ((status = sql_move_next(rows, &row, err)) == MC_OK) {
		if (!row.struck_by) {
			*ret_count += row.event != seen;
			seen = *ret_event = row.event;
		}
	}
	return mc_ended(status);
}

/* Why a step is no slip of one's own, as the sentence for those who may take back only that. */
struct objection {
	const char *sentence; /* NULL: it is one. %s: code, then `about`, then who may */
	const char *about;
};

static enum mc_status read_step(
	struct mc_tx *tx, int64_t event, struct mc_event *ret_written, struct mc_error *err) {
	enum mc_status status =
		sql_written_one(sql_event_at(tx->db, event), tx->arena, ret_written, err);
	return status == MC_NO_ROW ? mc_fail(err, MC_DAMAGED,
					     N_("Event %lld has a move and is not in the ledger."),
					     (long long)event)
				   : status;
}

static enum mc_status look_behind(struct mc_tx *tx, int64_t id, int64_t event,
	struct objection *objection, struct mc_error *err) {
	struct mc_event later;
	enum mc_status status =
		sql_later_one(sql_dossier_events_since(tx->db, id, event), tx->arena, &later, err);
	if (status == MC_OK) {
		char time[MC_TIME_TEXT_SIZE];
		mc_time_format_clock(later.recorded_at, time);
		objection->about = mc_arena_text(tx->arena, time);
		objection->sentence =
			strncmp(later.kind, "paper.", 6) == 0
				? N_("A paper of dossier %s was made at %s, after its last step: "
				     "only a head of unit takes that step back, with a reason "
				     "(%s).")
				: N_("More was done to dossier %s at %s, after its last step: "
				     "only a head of unit takes that step back, with a reason "
				     "(%s).");
	}
	return mc_ended(status);
}

static enum mc_status look_at_step(struct mc_tx *tx, int64_t id, int64_t event,
	struct objection *objection, struct mc_error *err) {
	struct mc_event written;
	MC_TRY(read_step(tx, event, &written, err));
	if (strcmp(written.actor, tx->actor) != 0) {
		objection->sentence = N_("The last step of dossier %s was somebody else's (%s): "
					 "that person within a minute, or a head of unit with a "
					 "reason, takes it back (%s).");
		return mc_name_of(tx, written.actor, &objection->about, err);
	}
	if (!mc_slip_in_time(tx, written.recorded_at)) {
		char time[MC_TIME_TEXT_SIZE];
		mc_time_format_clock(written.recorded_at, time);
		objection->about = mc_arena_text(tx->arena, time);
		objection->sentence = N_("The last step of dossier %s was taken at %s, more than a "
					 "minute ago: only a head of unit takes it back, with a "
					 "reason (%s).");
		return MC_OK;
	}
	return look_behind(tx, id, event, objection, err);
}

static enum mc_status check_right(struct mc_tx *tx, const char *code,
	const struct objection *objection, const char *reason, struct mc_error *err) {
	const char *heads;
	if (objection->sentence == NULL) {
		return MC_OK;
	}
	/* whose right it is to take back any step (T18) */
	const unsigned any = mc_right_roles(MC_RIGHT_STEP_UNDO);
	if ((tx->roles & any) == 0) {
		MC_TRY(mc_names_of(tx, any, &heads, err));
		return mc_fail(err, MC_DENIED, objection->sentence, code, objection->about, heads);
	}
	return *reason ? MC_OK
		       : mc_fail_at(err, "reason",
				 mc_fail(err, MC_INVALID,
					 N_("Say why the last step is undone (--reason).")));
}

enum mc_status mc_decide_undo(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act_dossier *request = &tx->act->as.dossier;
	struct objection objection = { NULL, "" };
	struct mc_dossier_facts facts;
	int64_t id, event = 0;
	int count = 0;
	MC_TRY(mc_step_refuse_others(mc_dossier_step(MC_T_UNDO), request, err));
	MC_TRY(mc_read_code(tx->db, request->code, &id, err));
	MC_TRY(mc_read_facts(tx, id, &facts, err));
	MC_TRY(last_move(tx, id, &event, &count, err));
	if (count < 2) {
		return mc_fail(err, MC_REFUSED,
			N_("Dossier %s has no step to undo. Where its entry was a mistake, a head "
			   "of unit strikes it as a mistaken entry, with the reason (motcua "
			   "dossier void)."),
			facts.code);
	}
	MC_TRY(look_at_step(tx, id, event, &objection, err));
	MC_TRY(check_right(tx, facts.code, &objection, request->reason, err));
	tx->outcome->subject = id;
	const struct mc_event_dossier_undone undone = {
		.strikes = event, .slip = objection.sentence == NULL, .reason = request->reason
	};
	return mc_tx_write(tx, MC_EVENT_DOSSIER_UNDONE, id, &undone, NULL, err);
}

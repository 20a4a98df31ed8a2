/*
 * Taking a dossier's last step back: by a head of unit with a reason, whosever
 * step it was; and one's own slip by oneself, for MC_TAKE_BACK_MS, while nothing
 * followed it and no paper was made of it. The step stays readable, struck out.
 */
#include "core/act/rights.h"
#include "sql.h"
#include "store/decide/clean.h"
#include "store/decide/take_back.h"
#include "store/inside.h"
#include <string.h>

/* The event of the last move that stands, and how many stand. */
static enum mc_status last_move(
	struct mc_tx *tx, int64_t id, int64_t *ret_event, int *ret_count, struct mc_error *err) {
	struct mc_stmt *row = sql_moves_of_dossier(tx->db, id);
	enum mc_status status;
	int64_t seen = 0;
	*ret_count = 0;
	while ((status = mc_step(row, err)) == MC_OK) {
		if (mc_col_null(row, 12)) {
			int64_t event = mc_col_int(row, 0);
			*ret_count += event != seen;
			seen = *ret_event = event;
		}
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

/* Why a step is no slip of one's own, as the sentence for those who may take back only that. */
struct objection {
	const char *sentence; /* NULL: it is one. %s: code, then `about`, then who may */
	const char *about;
};

static enum mc_status read_step(struct mc_tx *tx, int64_t event, mc_time *ret_at,
	const char **ret_actor, struct mc_error *err) {
	struct mc_stmt *row = sql_event_at(tx->db, event);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		*ret_at = mc_col_int(row, 1);
		*ret_actor = mc_col_copy(row, 3, tx->arena);
		mc_reset(row);
	}
	return status == MC_NO_ROW ? mc_fail(err, MC_DAMAGED,
					     N_("Event %lld has a move and is not in the ledger."),
					     (long long)event)
				   : status;
}

static enum mc_status look_behind(struct mc_tx *tx, int64_t id, int64_t event,
	struct objection *objection, struct mc_error *err) {
	struct mc_stmt *row = sql_dossier_events_since(tx->db, id, event);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		char time[MC_TIME_TEXT_SIZE];
		mc_time_format_clock(mc_col_int(row, 1), time);
		objection->about = mc_arena_text(tx->arena, time);
		objection->sentence =
			strncmp(mc_col_text(row, 0), "paper.", 6) == 0
				? N_("A paper of dossier %s was made at %s, after its last step: "
				     "only a head of unit takes that step back, with a reason "
				     "(%s).")
				: N_("More was done to dossier %s at %s, after its last step: "
				     "only a head of unit takes that step back, with a reason "
				     "(%s).");
		mc_reset(row);
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

static enum mc_status look_at_step(struct mc_tx *tx, int64_t id, int64_t event,
	struct objection *objection, struct mc_error *err) {
	const char *actor = "";
	mc_time at = 0;
	enum mc_status status = read_step(tx, event, &at, &actor, err);
	if (status != MC_OK) {
		return status;
	}
	if (strcmp(actor, tx->actor) != 0) {
		objection->sentence = N_("The last step of dossier %s was somebody else's (%s): "
					 "that person within a minute, or a head of unit with a "
					 "reason, takes it back (%s).");
		return mc_name_of(tx, actor, &objection->about, err);
	}
	if (!mc_slip_in_time(tx, at)) {
		char time[MC_TIME_TEXT_SIZE];
		mc_time_format_clock(at, time);
		objection->about = mc_arena_text(tx->arena, time);
		objection->sentence = N_("The last step of dossier %s was taken at %s, more than a "
					 "minute ago: only a head of unit takes it back, with a "
					 "reason (%s).");
		return MC_OK;
	}
	return look_behind(tx, id, event, objection, err);
}

/* The table says whose right it is to take back any step (T18). */
static bool may_any(const struct mc_tx *tx) {
	const struct mc_act any = { .verb = MC_VERB_DOSSIER_MOVE,
		.as.dossier.transition = MC_T_UNDO };
	return mc_rights_allow(tx->roles, &any);
}

static enum mc_status check_right(struct mc_tx *tx, const char *code,
	const struct objection *objection, const char *reason, struct mc_error *err) {
	const char *heads;
	if (objection->sentence == NULL) {
		return MC_OK;
	}
	if (!may_any(tx)) {
		enum mc_status status = mc_names_of(tx, MC_ROLE_BIT(MC_ROLE_HEAD), &heads, err);
		return status == MC_OK ? mc_fail(err, MC_DENIED, objection->sentence, code,
						 objection->about, heads)
				       : status;
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
	const char *reason;
	int64_t id, event = 0;
	int count = 0;
	enum mc_status status = mc_clean(tx, "reason", request->reason, 500, &reason, err);
	if (status == MC_OK) {
		status = mc_read_code(tx->db, request->code, &id, err);
	}
	if (status == MC_OK) {
		status = mc_read_facts(tx, id, &facts, err);
	}
	if (status == MC_OK) {
		status = last_move(tx, id, &event, &count, err);
	}
	if (status == MC_OK && count < 2) {
		status = mc_fail(err, MC_REFUSED,
			N_("Dossier %s has no step to undo. Where its entry was a mistake, a head "
			   "of unit strikes it as a mistaken entry, with the reason (motcua "
			   "dossier void)."),
			facts.code);
	}
	if (status == MC_OK) {
		status = look_at_step(tx, id, event, &objection, err);
	}
	if (status == MC_OK) {
		status = check_right(tx, facts.code, &objection, reason, err);
	}
	if (status != MC_OK) {
		return status;
	}
	tx->outcome->subject = id;
	const struct mc_event_dossier_undone undone = {
		.strikes = event, .slip = objection.sentence == NULL, .reason = reason
	};
	return mc_tx_write(tx, MC_EVENT_DOSSIER_UNDONE, id, &undone, NULL, err);
}

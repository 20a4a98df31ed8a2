/*
 * Decisions about a dossier's life after its acceptance: the transitions of the
 * table, import, reading it whole, erasing its personal data.
 */
#include "core/act/rights.h"
#include "sql.h"
#include "store/decide/clean.h"
#include "store/inside.h"
#include <assert.h>
#include <motcua/code.h>
#include <string.h>

/* ---- a transition ---- */

enum mc_status mc_read_facts(
	struct mc_tx *tx, int64_t id, struct mc_dossier_facts *ret_facts, struct mc_error *err) {
	struct mc_facts_row row;
	enum mc_status status = sql_facts_one(sql_dossier_facts(tx->db, id), tx->arena, &row, err);
	if (status == MC_NO_ROW) {
		return mc_fail(err, MC_NOT_FOUND, N_("There is no such dossier."));
	}
	MC_TRY(status);
	*ret_facts = row.facts;
	/* Nothing is written anew about somebody whose data was erased. */
	return row.erased
		       ? mc_fail(err, MC_REFUSED,
				 N_("The personal data of dossier %s was erased: nothing more is "
				    "done to it."),
				 ret_facts->code)
		       : MC_OK;
}

static enum mc_status check_staff(
	struct mc_tx *tx, const char *staff, const char **ret_staff, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(staff, key);
	struct mc_staff known;
	enum mc_status status = sql_staff_one(sql_staff_get(tx->db, key), tx->arena, &known, err);
	if (status == MC_NO_ROW) {
		return mc_fail_at(err, "to",
			mc_fail(err, MC_NOT_FOUND,
				N_("There is nobody called %s in this office: see “motcua staff "
				   "list”."),
				staff));
	}
	MC_TRY(status);
	bool able = known.roles & MC_ROLES_WITH_CASES;
	*ret_staff = known.staff;
	return able ? MC_OK
		    : mc_fail_at(err, "to",
			      mc_fail(err, MC_REFUSED,
				      N_("%s is neither a case officer nor a head of unit, so "
					 "could never resolve the dossier."),
				      staff));
}

/* What a transition asks of its request beyond the table. */
struct move {
	const char *officer, *detail, *receiver, *reason;
	mc_time original_due_at, lawful_due_at, due_at;
};

static enum mc_status read_request(struct mc_tx *tx, struct move *move, struct mc_error *err) {
	const struct mc_act_dossier *request = &tx->act->as.dossier;
	const char *result_no;
	enum mc_status status = mc_clean(tx, "reason", request->reason, 500, &move->reason, err);
	if (status == MC_OK) {
		status = mc_clean(tx, "receiver", request->receiver, 100, &move->receiver, err);
	}
	if (status == MC_OK) {
		status = mc_clean(tx, "result_no", request->result_no, 60, &result_no, err);
	}
	if (status != MC_OK) {
		return status;
	}
	move->officer = move->detail = "";
	if (request->transition == MC_T_PROCESS) {
		if (!request->to || !*request->to) {
			return mc_fail_at(err, "to",
				mc_fail(err, MC_INVALID,
					N_("Name the case officer who gets the dossier (--to).")));
		}
		return check_staff(tx, request->to, &move->officer, err);
	}
	if (request->transition == MC_T_VOID && !*move->reason) {
		return mc_fail_at(err, "reason",
			mc_fail(err, MC_INVALID,
				N_("Say why the entry is struck as a mistake (--reason).")));
	}
	if (request->transition == MC_T_RESOLVE) {
		move->detail = result_no;
	} else if (request->transition == MC_T_RETURN) {
		if (!*move->receiver) {
			return mc_fail_at(err, "receiver",
				mc_fail(err, MC_INVALID,
					N_("Say who receives the result (--receiver).")));
		}
		move->detail = mc_return_way_name(request->way);
	}
	return MC_OK;
}

/* The transitions that this program can do by this verb; the others have acts of their own. */
static bool supported(enum mc_transition transition) {
	return transition == MC_T_PROCESS || transition == MC_T_RECEIVED ||
	       transition == MC_T_RESOLVE || transition == MC_T_RETURN || transition == MC_T_VOID;
}

/* Whether the last hand-over that stands was acknowledged. */
static enum mc_status was_received(
	struct mc_tx *tx, int64_t id, bool *ret_received, struct mc_error *err) {
	struct sql_move_rows rows = sql_moves_of_dossier(tx->db, id);
	struct mc_move_row row;
	enum mc_status status;
	*ret_received = false;
	while ((status = sql_move_next(rows, &row, err)) == MC_OK) {
		const char *transition = row.move.transition;
		bool handed = strcmp(transition, mc_transition_name(MC_T_PROCESS)) == 0;
		bool received = strcmp(transition, mc_transition_name(MC_T_RECEIVED)) == 0;
		if (!row.struck_by && (handed || received)) {
			*ret_received = received;
		}
	}
	return mc_ended(status);
}

/* T5: the receiver confirms, once; a head may in his place. */
static enum mc_status check_receiver(
	struct mc_tx *tx, const struct mc_dossier *dossier, struct mc_error *err) {
	bool received;
	enum mc_status status = was_received(tx, dossier->id, &received, err);
	if (status == MC_OK && received) {
		return mc_fail(err, MC_REFUSED,
			N_("That dossier %s was received is on record already."), dossier->code);
	}
	if (status == MC_OK && !(tx->roles & MC_ROLE_BIT(MC_ROLE_HEAD)) &&
		strcmp(dossier->officer, tx->actor) != 0) {
		return mc_fail(err, MC_DENIED,
			N_("Dossier %s was handed to %s: only that person or a head of unit can "
			   "confirm it."),
			dossier->code, dossier->officer);
	}
	return status;
}

/*
 * A clock set back never blocks an act: what is stamped by the clock happens no
 * sooner than the last step of the life (design §4). What is entered later with an
 * instant of its own is held to the table.
 */
static void never_before(struct mc_tx *tx, mc_time last_at) {
	if (!tx->act->occurred_at && tx->at < last_at) {
		tx->at = last_at;
		tx->day = mc_day_of(last_at);
	}
}

enum mc_status mc_decide_dossier_move(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act_dossier *request = &tx->act->as.dossier;
	struct mc_dossier dossier;
	struct mc_dossier_facts facts;
	struct move move;
	enum mc_dossier_state state;
	int64_t id;
	if (!supported(request->transition)) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not done to a dossier this way."),
			mc_transition_name(request->transition));
	}
	enum mc_status status = mc_read_code(tx->db, request->code, &id, err);
	if (status == MC_OK) {
		status = mc_read_facts(tx, id, &facts, err);
	}
	if (status == MC_OK) {
		never_before(tx, facts.last_at);
		status = mc_dossier_decide(&facts, request->transition, tx->at, &state, err);
	}
	if (status == MC_OK) {
		status = read_request(tx, &move, err);
	}
	if (status == MC_OK) {
		status = mc_read_dossier(tx->db, tx->arena, id, &dossier, err);
	}
	if (status == MC_OK && request->transition == MC_T_RECEIVED) {
		status = check_receiver(tx, &dossier, err);
	}
	if (status != MC_OK) {
		return status;
	}
	tx->outcome->subject = id;
	const struct mc_event_dossier_moved moved = {
		.step = { .transition = mc_transition_name(request->transition),
			.state = (int)state,
			.original_due_at = dossier.original_due_at,
			.lawful_due_at = dossier.lawful_due_at,
			.due_at = dossier.due_at,
			.officer = move.officer },
		.detail = move.detail,
		.reason = move.reason,
		.receiver = move.receiver,
		.late_note = tx->late_reason
	};
	return mc_tx_write(tx, MC_EVENT_DOSSIER_MOVED, id, &moved, NULL, err);
}

/* ---- personal data read whole, and erased ---- */

enum mc_status mc_decide_read(struct mc_tx *tx, struct mc_error *err) {
	int64_t id;
	enum mc_status status = mc_read_code(tx->db, tx->act->as.dossier.code, &id, err);
	if (status != MC_OK) {
		return status;
	}
	tx->outcome->subject = id;
	return mc_tx_write(tx, MC_EVENT_DOSSIER_READ, id, NULL, NULL, err);
}

/* The events about the dossier that have a private body. */
static enum mc_status find_private(
	struct mc_tx *tx, int64_t id, struct mc_event_data_erased *erased, struct mc_error *err) {
	struct mc_event_bared *events;
	MC_TRY(sql_bared_all(sql_events_private_of_dossier(tx->db, id), tx->arena, &events,
		&erased->event_count, err));
	erased->events = events ? events : mc_arena_array(tx->arena, 1, sizeof *events);
	return MC_OK;
}

enum mc_status mc_decide_erase(struct mc_tx *tx, struct mc_error *err) {
	struct mc_dossier dossier;
	int64_t id;
	enum mc_status status = mc_read_code(tx->db, tx->act->as.dossier.code, &id, err);
	if (status == MC_OK) {
		status = mc_read_dossier(tx->db, tx->arena, id, &dossier, err);
	}
	if (status == MC_OK && !mc_dossier_ended(dossier.state)) {
		status = mc_fail(err, MC_REFUSED,
			N_("Dossier %s is still worked on: personal data can be erased only when "
			   "it has ended."),
			dossier.code);
	}
	if (status != MC_OK) {
		return status;
	}
	tx->outcome->subject = id;
	struct mc_event_data_erased erased;
	MC_TRY(find_private(tx, id, &erased, err));
	return mc_tx_write(tx, MC_EVENT_DATA_ERASED, id, &erased, NULL, err);
}

/*
 * Decisions about a dossier's life after its acceptance: the steps of the table,
 * reading it whole, erasing its personal data.
 */
#include "core/act/rights.h"
#include "core/dossier/steps.h"
#include "sql.h"
#include "store/inside.h"
#include <motcua/code.h>

/* ---- a step ---- */

/* Whether the last hand-over that stands was confirmed. */
static enum mc_status was_received(
	struct mc_tx *tx, int64_t id, bool *ret_received, struct mc_error *err) {
	struct sql_move_rows rows = sql_moves_of_dossier(tx->db, id);
	struct mc_move_row row;
	enum mc_status status;
	*ret_received = false;
	while ((status = sql_move_next(rows, &row, err)) == MC_OK) {
		const struct mc_dossier_step *step = mc_dossier_step_named(row.move.transition);
		if (row.struck_by == 0 && step != NULL && step->hands_over) {
			*ret_received = false;
		} else if (row.struck_by == 0 && step == mc_dossier_step(MC_T_RECEIVED)) {
			*ret_received = true;
		}
	}
	return mc_ended(status);
}

enum mc_status mc_read_facts(
	struct mc_tx *tx, int64_t id, struct mc_dossier_facts *ret_facts, struct mc_error *err) {
	struct mc_facts_row row;
	enum mc_status status = sql_facts_one(sql_dossier_facts(tx->db, id), tx->arena, &row, err);
	if (status == MC_NO_ROW) {
		return mc_fail(err, MC_NOT_FOUND, N_("There is no such dossier."));
	}
	MC_TRY(status);
	*ret_facts = row.facts;
	ret_facts->actor = tx->actor;
	ret_facts->actor_roles = tx->roles;
	MC_TRY(was_received(tx, id, &ret_facts->received, err));
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
	struct mc_staff person;
	enum mc_status status = mc_find_person(tx->db, tx->arena, staff, &person, err);
	if (status == MC_OK && (person.roles & MC_ROLES_WITH_CASES) == 0) {
		status = mc_fail(err, MC_REFUSED,
			N_("%s is neither a case officer nor a head of unit, so could never "
			   "resolve the dossier."),
			staff);
	}
	MC_TRY(mc_fail_at(err, "to", status));
	*ret_staff = person.staff;
	return MC_OK;
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
	const struct mc_dossier_step *step = mc_dossier_step(request->transition);
	struct mc_dossier dossier;
	struct mc_dossier_facts facts;
	enum mc_dossier_state state;
	const char *officer = "";
	int64_t id;
	if (step->later || mc_step_verb(step) != MC_VERB_DOSSIER_MOVE) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not done to a dossier this way."),
			mc_transition_name(request->transition));
	}
	MC_TRY(mc_read_code(tx->db, request->code, &id, err));
	MC_TRY(mc_step_refuse_others(step, request, err));
	MC_TRY(mc_read_facts(tx, id, &facts, err));
	never_before(tx, facts.last_at);
	MC_TRY(mc_dossier_decide(&facts, request->transition, tx->at, &state, err));
	MC_TRY(mc_step_demand(step, request, err));
	if (step->hands_over) {
		MC_TRY(check_staff(tx, request->to, &officer, err));
	}
	MC_TRY(mc_read_dossier(tx->db, tx->arena, id, &dossier, err));
	tx->outcome->subject = id;
	const struct mc_event_dossier_moved moved = {
		.step = { .transition = mc_transition_name(request->transition),
			.state = (int)state,
			.original_due_at = dossier.original_due_at,
			.lawful_due_at = dossier.lawful_due_at,
			.due_at = dossier.due_at,
			.officer = officer },
		.result_no = request->result_no,
		.way = mc_step_ask(step, "way") != NULL ? mc_return_way_name(request->way) : "",
		.reason = request->reason,
		.receiver = request->receiver,
		.late_note = tx->late_reason
	};
	return mc_tx_write(tx, MC_EVENT_DOSSIER_MOVED, id, &moved, NULL, err);
}

/* ---- personal data read whole, and erased ---- */

enum mc_status mc_decide_read(struct mc_tx *tx, struct mc_error *err) {
	int64_t id;
	MC_TRY(mc_read_code(tx->db, tx->act->as.dossier.code, &id, err));
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
	struct mc_event_data_erased erased;
	MC_TRY(mc_read_code(tx->db, tx->act->as.dossier.code, &id, err));
	MC_TRY(mc_read_dossier(tx->db, tx->arena, id, &dossier, err));
	if (!mc_dossier_ended(dossier.state)) {
		return mc_fail(err, MC_REFUSED,
			N_("Dossier %s is still worked on: personal data can be erased only when "
			   "it has ended."),
			dossier.code);
	}
	tx->outcome->subject = id;
	MC_TRY(find_private(tx, id, &erased, err));
	return mc_tx_write(tx, MC_EVENT_DATA_ERASED, id, &erased, NULL, err);
}

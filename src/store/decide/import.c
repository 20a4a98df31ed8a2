/*
 * Taking over a dossier of an older system: its life so far as moves with their
 * own instants, recorded now. What such a file does not say is reasoned here:
 *
 * - original_due_at: the due date, when no other was given.
 * - lawful_due_at: the original one, when no other was given: what moved the date
 *   was lawful only where the file says so.
 * - channel: unknown where the file does not say, and so counted.
 * - A dossier that waits for papers or payment has waited since its acceptance.
 * - A field known but for capitals takes the spelling that is known, so that a
 *   report has one row for it.
 */
#include "core/person.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <string.h>

struct life {
	const struct mc_act_import *row;
	struct mc_procedure procedure; /* empty where the catalogue does not know it */
	const char *field; /* in the spelling that is known */
	mc_time begun; /* the first instant of the life */
	mc_time original_due_at, lawful_due_at, due_at;
};

/* ---- what a life can't be without, and what can't come before what ---- */

enum wanted { MAY_STAND, MUST_STAND, MUST_NOT_STAND };

static enum mc_status check_instant(const char *name, mc_time at, enum wanted wanted, mc_time after,
	mc_time now, struct mc_error *err) {
	const char *why =
		!at ? (wanted == MUST_STAND ? N_("A dossier in this state needs this instant: %s.")
					    : NULL)
		: wanted == MUST_NOT_STAND ? N_("A dossier in this state has no such instant: %s.")
		: at < after               ? N_("This instant lies before the one it follows: %s.")
		: at > now                 ? N_("This instant lies in the future: %s.")
					   : NULL;
	return why ? mc_fail_at(err, name, mc_fail(err, MC_INVALID, why, name)) : MC_OK;
}

static enum mc_status check_life(const struct life *l, mc_time now, struct mc_error *err) {
	const struct mc_act_import *r = l->row;
	if (!*r->owner) {
		return mc_fail_at(err, "owner",
			mc_fail(err, MC_INVALID, N_("Say whose dossier it is (--owner).")));
	}
	if (r->state < MC_DOSSIER_SUBMITTED || r->state > MC_DOSSIER_RETURNED) {
		return mc_fail_at(
			err, "state", mc_fail(err, MC_INVALID, N_("There is no such state.")));
	}
	if (r->channel > MC_CHANNEL_POSTAL) {
		return mc_fail_at(
			err, "channel", mc_fail(err, MC_INVALID, N_("There is no such channel.")));
	}
	bool accepted = r->state != MC_DOSSIER_SUBMITTED && r->state != MC_DOSSIER_REFUSED;
	bool withdrawn = r->state == MC_DOSSIER_WITHDRAWN || r->state == MC_DOSSIER_STOPPED;
	bool returned = r->state == MC_DOSSIER_RETURNED;
	bool resolved = returned || r->state == MC_DOSSIER_RESOLVED;
	enum wanted end = r->state == MC_DOSSIER_REFUSED ? MAY_STAND
			  : withdrawn                    ? MUST_STAND
							 : MUST_NOT_STAND;
	mc_time begun = r->accepted_at;
	MC_TRY(check_instant("accepted_at", begun, accepted ? MUST_STAND : MAY_STAND, 0, now, err));
	MC_TRY(check_instant("withdrawn_at", r->withdrawn_at, end, begun, now, err));
	MC_TRY(check_instant("resolved_at", r->resolved_at, resolved ? MUST_STAND : MUST_NOT_STAND,
		begun, now, err));
	MC_TRY(check_instant("returned_at", r->returned_at, returned ? MUST_STAND : MUST_NOT_STAND,
		r->resolved_at ? r->resolved_at : begun, now, err));
	return check_instant("apology_at", r->apology_at, MAY_STAND, begun, now, err);
}

static enum mc_status find_procedure(struct mc_tx *tx, struct life *l, struct mc_error *err) {
	struct mc_error none;
	mc_time at = l->row->accepted_at ? l->row->accepted_at : tx->at;
	enum mc_status status = mc_read_procedure(
		tx->db, tx->arena, l->row->procedure, "", mc_day_of(at), &l->procedure, &none);
	if (status == MC_NOT_FOUND) {
		l->procedure = (struct mc_procedure){ .name_vi = "", .field_vi = "", .level = "" };
		status = MC_OK;
	} else if (status != MC_OK && err) {
		*err = none;
	}
	return status;
}

/* A file that has something else in this column may bring a new field with each row. */
#define MOST_FIELDS 1000

/* Gives the field the spelling it has among `rows`: exactly that if it is there, else the first. */
static enum mc_status spell_as(struct mc_tx *tx, struct sql_text_rows rows, struct life *l,
	bool *ret_known, struct mc_error *err) {
	MC_AUTOEND struct sql_text_rows fields = rows;
	const char *known, *spelling = NULL;
	enum mc_status status = MC_OK;
	for (int i = 0; i < MOST_FIELDS && status == MC_OK && spelling != l->field; i++) {
		status = sql_text_next(fields, &known, err);
		if (status == MC_OK && strcmp(known, l->field) == 0) {
			spelling = l->field;
		} else if (status == MC_OK && spelling == NULL && mc_text_same(known, l->field)) {
			spelling = mc_arena_text(tx->arena, known);
		}
	}
	*ret_known = spelling != NULL;
	l->field = spelling != NULL ? spelling : l->field;
	return mc_ended(status);
}

static enum mc_status settle_field(struct mc_tx *tx, struct life *l, struct mc_error *err) {
	if (!*l->field || mc_text_same(l->field, l->procedure.field_vi)) {
		l->field = l->procedure.field_vi;
	}
	if (!*l->field) {
		return mc_fail_at(err, "field",
			mc_fail(err, MC_INVALID,
				N_("The catalogue does not know procedure %s, so its field must be "
				   "given."),
				l->row->procedure));
	}
	bool known = l->field == l->procedure.field_vi;
	enum mc_status status = MC_OK;
	if (!known) {
		status = spell_as(tx, sql_fields_listed(tx->db), l, &known, err);
	}
	if (status == MC_OK && !known) {
		status = spell_as(tx, sql_fields_taken(tx->db), l, &known, err);
	}
	return status;
}

static enum mc_status check_free(
	struct mc_tx *tx, const char *code, const char *field, struct mc_error *err) {
	int64_t other;
	struct mc_error none;
	if (!*code) {
		return MC_OK;
	}
	enum mc_status status = mc_read_code(tx->db, code, &other, &none);
	if (status == MC_OK) {
		return mc_fail_at(err, field,
			mc_fail(err, MC_CONFLICT,
				N_("There is a dossier %s already, with other content."), code));
	}
	return status == MC_NOT_FOUND ? MC_OK : status;
}

/* Lawful pauses only ever move a date back. */
static enum mc_status decide_dates(struct life *l, mc_time now, struct mc_error *err) {
	const struct mc_act_import *r = l->row;
	l->begun = r->accepted_at ? r->accepted_at : r->withdrawn_at ? r->withdrawn_at : now;
	l->due_at = r->due_at ? r->due_at : r->original_due_at;
	l->original_due_at = r->original_due_at ? r->original_due_at : r->due_at;
	l->lawful_due_at = r->lawful_due_at ? r->lawful_due_at : l->original_due_at;
	if (mc_day_of(l->lawful_due_at) < mc_day_of(l->original_due_at)) {
		return mc_fail_at(err, "lawful_due_at",
			mc_fail(err, MC_INVALID,
				N_("The lawful due date of %s lies before the first one: it is the "
				   "first due date and the lawful pauses since."),
				l->row->code));
	}
	return MC_OK;
}

/* The event, and the moves of the life in it. */
struct writing {
	const struct life *life;
	struct mc_event_step moves[4];
	size_t count;
};

static void add_move(struct writing *w, enum mc_transition transition, enum mc_dossier_state state,
	mc_time at, bool extended) {
	const struct life *l = w->life;
	assert(w->count < MC_COUNT(w->moves));
	w->moves[w->count++] = (struct mc_event_step){ .at = at,
		.transition = mc_transition_name(transition),
		.state = (int)state,
		.original_due_at = l->original_due_at,
		.lawful_due_at = l->lawful_due_at,
		.due_at = extended || !l->row->apology_at ? l->due_at : l->lawful_due_at,
		.officer = l->row->officer };
}

/* One state of the present, the move that led there. */
static void add_end(struct writing *w, bool extended) {
	const struct mc_act_import *r = w->life->row;
	mc_time begun = w->life->begun;
	switch (r->state) {
	case MC_DOSSIER_SUBMITTED:
	case MC_DOSSIER_ACCEPTED:
	case MC_DOSSIER_VOID: break;
	case MC_DOSSIER_REFUSED:
		add_move(w, MC_T_REFUSE, r->state, r->withdrawn_at ? r->withdrawn_at : begun,
			extended);
		break;
	case MC_DOSSIER_PROCESSING: add_move(w, MC_T_PROCESS, r->state, begun, extended); break;
	case MC_DOSSIER_AWAITING_SUPPLEMENT:
		add_move(w, MC_T_SUPPLEMENT, r->state, begun, extended);
		break;
	case MC_DOSSIER_AWAITING_PAYMENT:
		add_move(w, MC_T_AWAIT_PAYMENT, r->state, begun, extended);
		break;
	case MC_DOSSIER_WITHDRAWN:
		add_move(w, MC_T_WITHDRAW, r->state, r->withdrawn_at, extended);
		break;
	case MC_DOSSIER_STOPPED: add_move(w, MC_T_STOP, r->state, r->withdrawn_at, extended); break;
	case MC_DOSSIER_RESOLVED:
	case MC_DOSSIER_RETURNED:
		add_move(w, MC_T_RESOLVE, MC_DOSSIER_RESOLVED, r->resolved_at, extended);
		if (r->state == MC_DOSSIER_RETURNED) {
			add_move(w, MC_T_RETURN, r->state, r->returned_at, extended);
		}
		break;
	}
}

/* The apology stands before the end of the life or after it, by its own instant: the fold sorts. */
static void add_moves(struct writing *w) {
	const struct life *l = w->life;
	const struct mc_act_import *r = l->row;
	bool extended = r->apology_at != 0;
	if (r->state == MC_DOSSIER_SUBMITTED || !r->accepted_at) {
		add_move(w, MC_T_SUBMIT, MC_DOSSIER_SUBMITTED, l->begun, false);
	} else {
		add_move(w, MC_T_ACCEPT, MC_DOSSIER_ACCEPTED, r->accepted_at, false);
	}
	mc_time end = r->resolved_at ? r->resolved_at : r->withdrawn_at;
	bool before_end = extended && (!end || r->apology_at < end);
	if (before_end) {
		enum mc_dossier_state state =
			mc_dossier_ended(r->state) ? MC_DOSSIER_PROCESSING : r->state;
		bool moves_date = l->due_at != l->lawful_due_at;
		add_move(w, moves_date ? MC_T_EXTEND : MC_T_APOLOGISE, state, r->apology_at, true);
	}
	add_end(w, extended);
	if (extended && !before_end) {
		add_move(w, MC_T_APOLOGISE, r->state, r->apology_at, true);
	}
}

static enum mc_status write_imported(struct mc_tx *tx, const struct life *l, struct mc_error *err) {
	const struct mc_act_import *r = l->row;
	struct writing w = { .life = l };
	add_moves(&w);
	const struct mc_event_dossier imported = { .code = r->code,
		.external_code = r->external_code,
		.procedure = r->procedure,
		.from_day = l->procedure.from_day,
		.procedure_name = l->procedure.name_vi,
		.field = l->field,
		.unit = r->unit,
		.level = *r->level ? r->level : l->procedure.level,
		.service_level = r->service_level,
		.applicant_type = mc_id_is_tax_code(r->id_number) ? MC_APPLICANT_ORGANISATION : "",
		.channel = (int)r->channel,
		.return_way = mc_return_way_name(MC_RETURN_COUNTER),
		.step = { .state = (int)r->state },
		.sets = 1,
		.moves = w.moves,
		.move_count = w.count,
		.owner = r->owner,
		.id_number = r->id_number,
		.phone = r->phone,
		.late_reason = r->late_reason };
	return mc_tx_write(tx, MC_EVENT_DOSSIER_IMPORTED, 0, &imported, &tx->outcome->subject, err);
}

enum mc_status mc_decide_import(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act_import *row = &tx->act->as.import;
	struct life life = { .row = row, .field = row->field };
	MC_TRY(check_life(&life, tx->recorded_at, err));
	MC_TRY(decide_dates(&life, tx->at, err));
	MC_TRY(find_procedure(tx, &life, err));
	MC_TRY(settle_field(tx, &life, err));
	MC_TRY(check_free(tx, row->code, "code", err));
	MC_TRY(check_free(tx, row->external_code, "external_code", err));
	return write_imported(tx, &life, err);
}

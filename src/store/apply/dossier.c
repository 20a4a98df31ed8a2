/*
 * The book of dossiers. A life is written as moves, each inserted once and struck
 * out at most once; the dossier's row is folded out of those that stand, after
 * every event (core/history.h). So an undo needs no rule of its own.
 */
#include "core/history.h"
#include "sql.h"
#include "store/apply/anew.h"
#include "store/apply/apply.h"
#include "store/apply/words.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the fold ---- */

/* What the last move that says it says; a history has the rest. */
struct noted {
	char officer[MC_NAME_SIZE];
	char result_no[256];
	int64_t last_event;
};

static void copy_text(char *out, size_t size, const char *text) {
	if (*text) {
		mc_copy(out, size, text);
	}
}

/* Moves come in the order of their instants. */
static void add_move(
	struct mc_history *history, struct noted *noted, const struct mc_move_row *row) {
	mc_history_add(history, &row->move);
	noted->last_event = row->event > noted->last_event ? row->event : noted->last_event;
	copy_text(noted->officer, sizeof noted->officer, row->officer);
	if (strcmp(row->move.transition, mc_transition_name(MC_T_RESOLVE)) == 0) {
		copy_text(noted->result_no, sizeof noted->result_no, row->detail);
	}
}

static enum mc_status fold(const struct mc_applied *a, int64_t dossier, struct mc_error *err) {
	struct mc_history history = { 0 };
	struct noted noted = { .last_event = a->event->id };
	struct sql_move_rows rows = sql_moves_of_dossier(a->db, dossier);
	struct mc_move_row row;
	enum mc_status status;
	while ((status = sql_move_next(rows, &row, err)) == MC_OK) {
		if (!row.struck_by) {
			add_move(&history, &noted, &row);
		}
	}
	MC_TRY(mc_ended(status));
	return mc_apply_one(a,
		sql_dossier_fold(a->db, dossier, history.state, history.accepted_at,
			history.original_due_at, history.lawful_due_at, history.due_at,
			history.resolved_at, history.returned_at, history.withdrawn_at,
			mc_history_ended_at(&history), history.apology_at, noted.officer,
			noted.result_no, noted.last_event, history.first_at, history.last_at),
		err);
}

/* ---- personal data ---- */

/* Of those who act for the owner only the name is known. */
static enum mc_status put_party(const struct mc_applied *a, const char *role, const char *name,
	const struct mc_event_dossier *whole, struct mc_error *err) {
	if (!*name) {
		return MC_OK;
	}
	MC_TRY(mc_run(sql_party_insert(a->db, a->event->id, role, name,
			      whole ? whole->id_number : "", whole ? whole->phone : "",
			      whole ? whole->address : "", whole ? whole->birth : "",
			      whole ? whole->sex : "", whole ? whole->pin : ""),
		NULL, err));
	return mc_put_words(a->db, a->event->id, name, true, err);
}

static enum mc_status put_note(
	const struct mc_applied *a, const char *kind, const char *text, struct mc_error *err) {
	return *text ? mc_run(sql_note_insert(a->db, a->event->id, kind, a->event->subject, text),
			       NULL, err)
		     : MC_OK;
}

static enum mc_status put_person(
	const struct mc_applied *a, const struct mc_event_dossier *e, struct mc_error *err) {
	MC_TRY(put_party(a, "owner", e->owner, e, err));
	MC_TRY(put_party(a, "submitter", e->submitter, NULL, err));
	MC_TRY(put_party(a, "representative", e->representative, NULL, err));
	MC_TRY(put_note(a, "subject", e->subject, err));
	for (size_t i = 0; i < e->component_count; i++) {
		const struct mc_event_component *c = &e->components[i];
		MC_TRY(mc_run(sql_component_insert(a->db, a->event->id, (int64_t)i + 1, c->name,
				      c->originals, c->certified, c->copies),
			NULL, err));
	}
	return MC_OK;
}

/* ---- events ---- */

static enum mc_status insert_row(const struct mc_applied *a, const struct mc_event_dossier *e,
	int state, struct mc_error *err) {
	char code_key[MC_FREE_KEY_SIZE], external_key[MC_FREE_KEY_SIZE];
	char field[MC_TEXT_MAX_BYTES + 1];
	MC_TRY(mc_free_key(a->db, e->code, a->event->id, code_key, err));
	MC_TRY(mc_free_key(a->db, e->external_code, a->event->id, external_key, err));
	return mc_apply_one(a,
		sql_dossier_insert(a->db, a->event->id, e->code, code_key, e->external_code,
			*e->external_code ? external_key : NULL, e->day, e->serial, e->procedure,
			e->variant, e->from_day, e->procedure_name, mc_mended(e->field, field),
			e->unit, e->level, e->service_level, e->applicant_type, e->channel,
			e->return_way, state, e->submitted_at, e->due_provisional, a->event->actor,
			e->ticket, e->sets, e->late_reason, a->late, a->event->at),
		err);
}

static enum mc_status put_move(const struct mc_applied *a, int n, const struct mc_event_step *step,
	mc_time at, const char *detail, struct mc_error *err) {
	return mc_run(
		sql_move_insert(a->db, a->event->subject, a->event->id, n, at, step->transition,
			step->state, step->original_due_at, step->lawful_due_at, step->due_at,
			mc_or_empty(step->officer), a->event->actor, detail, a->late),
		NULL, err);
}

enum mc_status mc_apply_dossier_accepted(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_dossier *e = a->is;
	MC_TRY(insert_row(a, e, MC_DOSSIER_ACCEPTED, err));
	MC_TRY(put_move(a, 0, &e->step, a->event->at, "", err));
	MC_TRY(put_person(a, e, err));
	MC_TRY(put_note(a, "late_note", e->late_note, err));
	for (size_t i = 0; i < e->fee_count; i++) {
		MC_TRY(mc_run(sql_fee_insert(a->db, a->event->id, (int64_t)i + 1, e->fees[i].kind,
				      e->fees[i].amount, "open"),
			NULL, err));
	}
	return fold(a, a->event->id, err);
}

/* A dossier of an older system: its life so far as a list of moves with their own instants. */
enum mc_status mc_apply_dossier_imported(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_dossier *e = a->is;
	MC_TRY(insert_row(a, e, e->step.state, err));
	for (size_t i = 0; i < e->move_count; i++) {
		MC_TRY(put_move(a, (int)i, &e->moves[i], e->moves[i].at, "", err));
	}
	MC_TRY(put_person(a, e, err));
	return fold(a, a->event->id, err);
}

static enum mc_status move(const struct mc_applied *a, const char *detail, struct mc_error *err) {
	const struct mc_event_dossier_moved *e = a->is;
	MC_TRY(put_move(a, 0, &e->step, a->event->at, detail, err));
	MC_TRY(put_note(a, "reason", e->reason, err));
	MC_TRY(put_note(a, "receiver", e->receiver, err));
	MC_TRY(put_note(a, "late_note", e->late_note, err));
	return fold(a, a->event->subject, err);
}

enum mc_status mc_apply_dossier_moved_1(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_dossier_moved *e = a->is;
	return move(a, e->detail, err);
}

enum mc_status mc_apply_dossier_moved(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_dossier_moved *e = a->is;
	return move(a, *e->result_no ? e->result_no : e->way, err);
}

enum mc_status mc_apply_dossier_undone(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_dossier_undone *e = a->is;
	const int64_t dossier = a->event->subject;
	int64_t changed = 0;
	MC_TRY(mc_run(sql_move_strike(a->db, dossier, e->strikes, a->event->id), &changed, err));
	if (changed == 0) {
		return mc_fail(err, MC_DAMAGED,
			N_("Event %lld undoes a move that the book does not have."),
			(long long)a->event->id);
	}
	MC_TRY(put_note(a, "reason", e->reason, err));
	return fold(a, dossier, err);
}

static enum mc_status take_part(const struct mc_applied *a, const struct mc_event_fee_taken *e,
	const struct mc_event_fee_part *part, struct mc_error *err) {
	const int64_t dossier = a->event->subject;
	if (part->amount != MC_EVENT_NONE) { /* counted when it was taken */
		MC_TRY(mc_apply_one(
			a, sql_fee_put_amount(a->db, dossier, part->n, part->amount), err));
	}
	return mc_apply_one(a,
		sql_fee_put_taken(a->db, dossier, part->n, e->exempt ? "exempt" : "taken",
			e->method, e->series, e->number, e->ground, a->event->at, a->event->actor),
		err);
}

enum mc_status mc_apply_fee_taken(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_fee_taken *e = a->is;
	for (size_t i = 0; i < e->fee_count; i++) {
		MC_TRY(take_part(a, e, &e->fees[i], err));
	}
	if (e->exempt) {
		return MC_OK;
	}
	char whole[MC_CODE_SIZE], key[MC_CODE_SIZE];
	snprintf(whole, sizeof whole, "%s%s", e->series, e->number);
	mc_code_key(whole, key);
	return mc_run(
		sql_receipt_insert(a->db, e->series, e->number, key, e->serial, a->event->subject,
			a->event->id, e->amount, e->method, a->event->actor, a->event->at),
		NULL, err);
}

/* Names out of the word table first: they are found through the names that still stand. */
static enum mc_status forget_words(
	const struct mc_applied *a, int64_t dossier, struct mc_error *err) {
	MC_AUTOARENA struct mc_arena arena = { 0 };
	const char **names;
	size_t count;
	MC_TRY(sql_text_all(sql_words_of_dossier(a->db, dossier), &arena, &names, &count, err));
	for (size_t i = 0; i < count; i++) {
		MC_TRY(mc_put_words(a->db, dossier, names[i], false, err));
	}
	return MC_OK;
}

enum mc_status mc_apply_data_erased(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_data_erased *e = a->is;
	const int64_t dossier = a->event->subject;
	struct mc_stmt *(*const wipes[])(struct mc_db *, int64_t) = { sql_party_delete,
		sql_note_delete, sql_component_delete, sql_paper_erase, sql_fee_erase };
	MC_TRY(forget_words(a, dossier, err));
	for (size_t i = 0; i < e->event_count; i++) {
		MC_TRY(mc_run(sql_private_delete(a->db, e->events[i].id), NULL, err));
	}
	for (size_t i = 0; i < MC_COUNT(wipes); i++) {
		MC_TRY(mc_run(wipes[i](a->db, dossier), NULL, err));
	}
	return mc_apply_one(a, sql_dossier_erase(a->db, dossier, a->event->id), err);
}

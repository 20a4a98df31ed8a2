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

#define TEXT(key) mc_applied_text(a->body, key)
#define INT(key) mc_json_get_int(a->body, key, 0)
#define LATE mc_json_get_bool(a->body, "late", false) /* set by act.c, a JSON boolean */
#define SECRET(key) mc_applied_text(a->secret, key)

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

/* Columns as in moves_of_dossier, which come in the order of their instants. */
static void add_move(struct mc_history *history, struct noted *noted, struct mc_stmt *row) {
	const struct mc_move move = { mc_col_int(row, 2), mc_col_text(row, 3),
		(enum mc_dossier_state)mc_col_int(row, 4), mc_col_int(row, 5), mc_col_int(row, 6),
		mc_col_int(row, 7) };
	int64_t event = mc_col_int(row, 0);
	mc_history_add(history, &move);
	noted->last_event = event > noted->last_event ? event : noted->last_event;
	copy_text(noted->officer, sizeof noted->officer, mc_col_text(row, 8));
	if (strcmp(move.transition, mc_transition_name(MC_T_RESOLVE)) == 0) {
		copy_text(noted->result_no, sizeof noted->result_no, mc_col_text(row, 10));
	}
}

static enum mc_status fold(const struct mc_applied *a, int64_t dossier, struct mc_error *err) {
	struct mc_history history = { 0 };
	struct noted noted = { .last_event = a->event->id };
	struct mc_stmt *row = sql_moves_of_dossier(a->db, dossier);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		if (mc_col_null(row, 12)) {
			add_move(&history, &noted, row);
		}
	}
	if (status != MC_NO_ROW) {
		return status;
	}
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
	bool whole, struct mc_error *err) {
	if (!*name) {
		return MC_OK;
	}
	enum mc_status status =
		mc_run(sql_party_insert(a->db, a->event->id, role, name,
			       whole ? SECRET("id_number") : "", whole ? SECRET("phone") : "",
			       whole ? SECRET("address") : "", whole ? SECRET("birth") : "",
			       whole ? SECRET("sex") : "", whole ? SECRET("pin") : ""),
			NULL, err);
	return status == MC_OK ? mc_put_words(a->db, a->event->id, name, true, err) : status;
}

static enum mc_status put_note(
	const struct mc_applied *a, const char *kind, int64_t dossier, struct mc_error *err) {
	const char *text = SECRET(kind);
	return *text ? mc_run(sql_note_insert(a->db, a->event->id, kind, dossier, text), NULL, err)
		     : MC_OK;
}

static enum mc_status put_components(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_json *list = a->secret ? mc_json_get(a->secret, "components") : NULL;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < mc_json_length(list) && status == MC_OK; i++) {
		const struct mc_json *row = mc_json_at(list, i);
		status = mc_run(
			sql_component_insert(a->db, a->event->id, (int64_t)i + 1,
				mc_applied_text(row, "name"), mc_json_get_int(row, "originals", 0),
				mc_json_get_int(row, "certified", 0),
				mc_json_get_int(row, "copies", 0)),
			NULL, err);
	}
	return status;
}

static enum mc_status put_person(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = put_party(a, "owner", SECRET("owner"), true, err);
	if (status == MC_OK) {
		status = put_party(a, "submitter", SECRET("submitter"), false, err);
	}
	if (status == MC_OK) {
		status = put_party(a, "representative", SECRET("representative"), false, err);
	}
	if (status == MC_OK) {
		status = put_note(a, "subject", a->event->id, err);
	}
	return status == MC_OK ? put_components(a, err) : status;
}

static enum mc_status put_fees(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_json *list = mc_json_get(a->body, "fees");
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < mc_json_length(list) && status == MC_OK; i++) {
		const struct mc_json *row = mc_json_at(list, i);
		status = mc_run(sql_fee_insert(a->db, a->event->id, (int64_t)i + 1,
					mc_applied_text(row, "kind"),
					mc_json_get_int(row, "amount", 0), "open"),
			NULL, err);
	}
	return status;
}

/* ---- events ---- */

static enum mc_status insert_row(const struct mc_applied *a, int64_t state, struct mc_error *err) {
	char code_key[MC_FREE_KEY_SIZE], external_key[MC_FREE_KEY_SIZE];
	char field[MC_TEXT_MAX_BYTES + 1];
	const char *external = TEXT("external_code");
	const char *late_reason =
		*SECRET("late_reason") ? SECRET("late_reason") : TEXT("late_reason");
	enum mc_status status = mc_free_key(a->db, TEXT("code"), a->event->id, code_key, err);
	if (status == MC_OK) {
		status = mc_free_key(a->db, external, a->event->id, external_key, err);
	}
	if (status != MC_OK) {
		return status;
	}
	return mc_apply_one(a,
		sql_dossier_insert(a->db, a->event->id, TEXT("code"), code_key, external,
			*external ? external_key : NULL, INT("day"), INT("serial"),
			TEXT("procedure"), TEXT("variant"), INT("from_day"), TEXT("procedure_name"),
			mc_mended(TEXT("field"), field), TEXT("unit"), TEXT("level"),
			TEXT("service_level"), TEXT("applicant_type"), INT("channel"),
			TEXT("return_way"), state, INT("submitted_at"), INT("due_provisional"),
			a->event->actor, INT("ticket"), INT("sets"), late_reason, LATE,
			a->event->at),
		err);
}

static enum mc_status put_move(const struct mc_applied *a, int64_t dossier, int n,
	const struct mc_json *move, int64_t at, struct mc_error *err) {
	return mc_run(
		sql_move_insert(a->db, dossier, a->event->id, n, at,
			mc_applied_text(move, "transition"), mc_json_get_int(move, "state", 0),
			mc_json_get_int(move, "original_due_at", 0),
			mc_json_get_int(move, "lawful_due_at", 0),
			mc_json_get_int(move, "due_at", 0), mc_applied_text(move, "officer"),
			a->event->actor, mc_applied_text(move, "detail"), LATE),
		NULL, err);
}

static enum mc_status accepted(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = insert_row(a, MC_DOSSIER_ACCEPTED, err);
	if (status == MC_OK) {
		status = put_move(a, a->event->id, 0, a->body, a->event->at, err);
	}
	if (status == MC_OK) {
		status = put_person(a, err);
	}
	if (status == MC_OK) {
		status = put_note(a, "late_note", a->event->id, err);
	}
	if (status == MC_OK) {
		status = put_fees(a, err);
	}
	return status == MC_OK ? fold(a, a->event->id, err) : status;
}

/* A dossier of an older system: its life so far as a list of moves with their own instants. */
static enum mc_status imported(const struct mc_applied *a, struct mc_error *err) {
	enum mc_status status = insert_row(a, INT("state"), err);
	const struct mc_json *moves = mc_json_get(a->body, "moves");
	for (size_t i = 0; i < mc_json_length(moves) && status == MC_OK; i++) {
		const struct mc_json *move = mc_json_at(moves, i);
		status = put_move(
			a, a->event->id, (int)i, move, mc_json_get_int(move, "at", 0), err);
	}
	if (status == MC_OK) {
		status = put_person(a, err);
	}
	return status == MC_OK ? fold(a, a->event->id, err) : status;
}

static enum mc_status moved(const struct mc_applied *a, struct mc_error *err) {
	static const char *const notes[] = { "reason", "receiver", "late_note" };
	int64_t dossier = a->event->subject;
	enum mc_status status = put_move(a, dossier, 0, a->body, a->event->at, err);
	for (size_t i = 0; i < MC_COUNT(notes) && status == MC_OK; i++) {
		status = put_note(a, notes[i], dossier, err);
	}
	return status == MC_OK ? fold(a, dossier, err) : status;
}

static enum mc_status undone(const struct mc_applied *a, struct mc_error *err) {
	int64_t dossier = a->event->subject, changed = 0;
	enum mc_status status = mc_run(
		sql_move_strike(a->db, dossier, INT("strikes"), a->event->id), &changed, err);
	if (status == MC_OK && changed == 0) {
		return mc_fail(err, MC_DAMAGED,
			N_("Event %lld undoes a move that the book does not have."),
			(long long)a->event->id);
	}
	if (status == MC_OK) {
		status = put_note(a, "reason", dossier, err);
	}
	return status == MC_OK ? fold(a, dossier, err) : status;
}

static enum mc_status fee_taken(const struct mc_applied *a, struct mc_error *err) {
	int64_t dossier = a->event->subject;
	const struct mc_json *list = mc_json_get(a->body, "fees");
	const char *series = TEXT("series"), *number = TEXT("number"), *method = TEXT("method");
	bool exempt = mc_json_get_bool(a->body, "exempt", false);
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < mc_json_length(list) && status == MC_OK; i++) {
		int64_t n = mc_json_get_int(mc_json_at(list, i), "n", 0);
		int64_t amount = mc_json_get_int(mc_json_at(list, i), "amount", -1);
		if (amount >= 0) { /* counted when it was taken; an older event has none */
			status =
				mc_apply_one(a, sql_fee_put_amount(a->db, dossier, n, amount), err);
		}
		if (status != MC_OK) {
			return status;
		}
		status = mc_apply_one(a,
			sql_fee_put_taken(a->db, dossier, n, exempt ? "exempt" : "taken", method,
				series, number, SECRET("ground"), a->event->at, a->event->actor),
			err);
	}
	if (status == MC_OK && !exempt) {
		char whole[MC_CODE_SIZE], key[MC_CODE_SIZE];
		snprintf(whole, sizeof whole, "%s%s", series, number);
		mc_code_key(whole, key);
		status = mc_run(
			sql_receipt_insert(a->db, series, number, key, INT("serial"), dossier,
				a->event->id, INT("amount"), method, a->event->actor, a->event->at),
			NULL, err);
	}
	return status;
}

/* Names out of the word table first: they are found through the names that still stand. */
static enum mc_status forget_words(
	const struct mc_applied *a, int64_t dossier, struct mc_error *err) {
	char names[3][1024] = { "" };
	size_t count = 0;
	struct mc_stmt *row = sql_words_of_dossier(a->db, dossier);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		if (count < MC_COUNT(names)) {
			mc_copy(names[count++], sizeof names[0], mc_col_text(row, 0));
		}
	}
	status = status == MC_NO_ROW ? MC_OK : status;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = mc_put_words(a->db, dossier, names[i], false, err);
	}
	return status;
}

static enum mc_status erased(const struct mc_applied *a, struct mc_error *err) {
	int64_t dossier = a->event->subject;
	enum mc_status status = forget_words(a, dossier, err);
	const struct mc_json *events = mc_json_get(a->body, "events");
	for (size_t i = 0; i < mc_json_length(events) && status == MC_OK; i++) {
		status = mc_run(
			sql_private_delete(a->db, mc_json_get_int(mc_json_at(events, i), "id", 0)),
			NULL, err);
	}
	struct mc_stmt *(*const wipes[])(struct mc_db *, int64_t) = { sql_party_delete,
		sql_note_delete, sql_component_delete, sql_paper_erase, sql_fee_erase };
	for (size_t i = 0; i < MC_COUNT(wipes) && status == MC_OK; i++) {
		status = mc_run(wipes[i](a->db, dossier), NULL, err);
	}
	return status == MC_OK
		       ? mc_apply_one(a, sql_dossier_erase(a->db, dossier, a->event->id), err)
		       : status;
}

/* What the book has nothing of, as that somebody saw personal data whole: it is in the ledger alone. */
static enum mc_status seen(const struct mc_applied *a, struct mc_error *err) {
	(void)a;
	(void)err;
	return MC_OK;
}

const struct mc_event_kind mc_dossier_kinds[] = {
	{ "dossier.accepted@1", accepted },
	{ "dossier.imported@1", imported },
	{ "dossier.moved@1", moved },
	{ "dossier.undone@1", undone },
	{ "dossier.read@1", seen },
	{ "lookup.limited@1", seen },
	{ "fee.taken@1", fee_taken },
	{ "data.erased@1", erased },
	{ NULL, NULL },
};

/*
 * Request keys: an act that was sent before finds its first outcome, whatever
 * came of the answer. Also how any act's outcome is read back from the book.
 */
#include "core/act/canonical.h"
#include "sql.h"
#include "store/apply/apply.h"
#include "store/inside.h"
#include "store/rows.h"
#include <string.h>

/* Fills in ticket or dossier as they stand, from the subject of the act. */
static enum mc_status read_subject(struct mc_tx *tx, const char *kind, struct mc_error *err) {
	struct mc_outcome *outcome = tx->outcome;
	if (strncmp(kind, "ticket.", 7) == 0) {
		outcome->has_ticket = true;
		return mc_read_ticket(tx->db, outcome->subject, &outcome->ticket, err);
	}
	if (strncmp(kind, "dossier.", 8) == 0 || strncmp(kind, "fee.", 4) == 0 ||
		strncmp(kind, "data.", 5) == 0) {
		outcome->has_dossier = true;
		return mc_read_dossier(tx->db, tx->arena, outcome->subject, &outcome->dossier, err);
	}
	return MC_OK;
}

enum mc_status mc_finish_outcome(struct mc_tx *tx, struct mc_error *err) {
	MC_AUTOEND struct sql_written_rows rows = sql_event_at(tx->db, tx->outcome->event);
	struct mc_event event;
	enum mc_status status = sql_written_next(rows, &event, err);
	if (status != MC_OK) {
		return mc_ended(status); /* an act may have nothing to say: import of the same */
	}
	tx->outcome->at = event.at;
	tx->outcome->subject = event.subject;
	return read_subject(tx, event.kind, err);
}

/* What a fee act took, for a retry of it. */
static enum mc_status reread_fee(struct mc_tx *tx, struct mc_error *err) {
	struct mc_receipt_row row = { .receipt = tx->outcome->receipt };
	MC_TRY(mc_ended(sql_receipt_one(
		sql_receipt_of_act(tx->db, tx->outcome->event, tx->outcome->subject), tx->arena,
		&row, err)));
	tx->outcome->amount = row.amount;
	tx->outcome->receipt = row.receipt;
	return MC_OK;
}

/* The paper that the act handed out, for a retry of it: its own event or the one behind. */
static enum mc_status reread_paper(struct mc_tx *tx, struct mc_error *err) {
	struct mc_outcome *outcome = tx->outcome;
	MC_TRY(sql_paper_of_act(tx->db, outcome->event, outcome->subject, &outcome->paper, err));
	outcome->job = outcome->paper;
	return MC_OK;
}

/* The form of the marks: how a request is written down for them may change with a new prefix only. */
#define MARK_PREFIX "2:"
#define MARK_BYTES 4

/*
 * A mark of the request, kept in the body of the event that takes the key. Short
 * on purpose: it tells two requests apart and says nothing of what stood in them.
 */
void mc_request_mark(const struct mc_act *act, char out[MC_REQUEST_MARK_SIZE]) {
	uint8_t hash[MC_ACT_HASH_SIZE];
	mc_act_hash(act, act->key, MC_KEY_SIZE, hash);
	mc_copy(out, MC_REQUEST_MARK_SIZE, MARK_PREFIX);
	mc_hex(hash, MARK_BYTES, out + strlen(MARK_PREFIX));
}

/* The act that an event took back, "" for none. */
static const char *undoes_of(const struct mc_event_read *read) {
	return read->id == MC_EVENT_TICKET_UNDONE
		       ? ((const struct mc_event_ticket_undone *)read->is)->undoes
	       : read->id == MC_EVENT_TICKET_ENDED
		       ? ((const struct mc_event_ticket_moved *)read->is)->undoes
		       : "";
}

/*
 * Whether the event that took a key says what this act asks: verbs share kinds of
 * events. What it took back is then part of the outcome.
 */
static bool fits(struct mc_tx *tx, mc_event_set first_kinds, const struct mc_event *event) {
	struct mc_event_read read;
	char mark[MC_REQUEST_MARK_SIZE];
	if (mc_event_read(event, &read, NULL) != MC_OK) {
		return false;
	}
	mc_request_mark(tx->act, mark);
	const char *kept = read.marks.request;
	/* One of another form says nothing about this request: it fits by its kind. */
	bool comparable = strncmp(kept, MARK_PREFIX, strlen(MARK_PREFIX)) == 0;
	bool same = first_kinds & MC_EVENT_BIT(read.id) && (!comparable || strcmp(kept, mark) == 0);
	if (same) {
		tx->outcome->took_back = mc_arena_text(tx->arena, undoes_of(&read));
	}
	mc_event_forget(&read);
	return same;
}

/* MC_OK and *ret_seen when the key has an outcome already. */
enum mc_status mc_look_up_key(
	struct mc_tx *tx, mc_event_set first_kinds, bool *ret_seen, struct mc_error *err) {
	MC_AUTOEND struct sql_first_event_rows rows =
		sql_event_by_key(tx->db, tx->act->key, MC_KEY_SIZE);
	struct mc_event event;
	enum mc_status status = sql_first_event_next(rows, &event, err);
	if (status == MC_NO_ROW) {
		*ret_seen = false;
		return MC_OK;
	}
	MC_TRY(status);
	tx->outcome->event = event.id;
	if (!fits(tx, first_kinds, &event)) {
		return mc_fail(err, MC_CONFLICT,
			N_("This key was used before for another act (%s): send each act with a "
			   "key of its own."),
			event.kind);
	}
	tx->outcome->warnings |= MC_WARN_REPEATED;
	*ret_seen = true;
	MC_TRY(mc_finish_outcome(tx, err));
	MC_TRY(reread_fee(tx, err));
	return reread_paper(tx, err);
}

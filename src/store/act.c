/*
 * The one write transaction: gate → BEGIN → key seen? → stamp → role from the
 * rights table → decide → append and apply events → COMMIT → bell. Command,
 * screen and web all come through here; nothing is acknowledged, printed or
 * announced before the commit is on the disk.
 */
#include "core/rights.h"
#include "sql.h"
#include "store/apply.h"
#include "store/clean.h"
#include "store/inside.h"
#include "store/rows.h"
#include <assert.h>
#include <string.h>

struct verb {
	mc_decide_fn *decide;
	const char *
		first_kinds; /* kinds an act of this verb may begin with: a key used again must fit */
	bool queue; /* closes what earlier days left open */
};

static const struct verb verbs[MC_VERB_COUNT] = {
	[MC_VERB_SETUP] = { mc_decide_setup,
		"office.set@1 line.set@1 desk.set@1 staff.set@1 printer.set@1 printer.removed@1 "
		"procedure.set@1 day.set@1",
		false },
	[MC_VERB_DESK_OPEN] = { mc_decide_desk, "desk.state@1", true },
	[MC_VERB_DESK_PAUSE] = { mc_decide_desk, "desk.state@1", true },
	[MC_VERB_DESK_CLOSE] = { mc_decide_desk, "desk.state@1", true },
	[MC_VERB_TICKET_ISSUE] = { mc_decide_issue, "ticket.issued@1", true },
	[MC_VERB_TICKET_NEXT] = { mc_decide_next, "ticket.called@1", true },
	[MC_VERB_TICKET_CALL] = { mc_decide_call, "ticket.called@1", true },
	[MC_VERB_TICKET_MOVE] = { mc_decide_ticket_move,
		"ticket.recalled@1 ticket.arrived@1 ticket.served@1 ticket.ended@1 "
		"ticket.parked@1 ticket.restored@1",
		true },
	[MC_VERB_DOSSIER_ACCEPT] = { mc_decide_accept, "dossier.accepted@1", false },
	[MC_VERB_DOSSIER_MOVE] = { mc_decide_dossier_move, "dossier.moved@1", false },
	[MC_VERB_DOSSIER_UNDO] = { mc_decide_undo, "dossier.undone@1", false },
	[MC_VERB_DOSSIER_IMPORT] = { mc_decide_import, "dossier.imported@1", false },
	[MC_VERB_DOSSIER_READ] = { mc_decide_read, "dossier.read@1", false },
	[MC_VERB_FEE_TAKE] = { mc_decide_fee, "fee.taken@1", false },
	[MC_VERB_DATA_ERASE] = { mc_decide_erase, "data.erased@1", false },
	[MC_VERB_PAPER_PRINT] = { mc_decide_paper, "paper.made@1", false },
	[MC_VERB_LEDGER_SEAL] = { mc_decide_seal, "ledger.sealed@1", false },
};

/* ---- bodies and events ---- */

void mc_body_begin(struct mc_body *body) {
	mc_str_init(&body->text);
	mc_json_begin(&body->json, &body->text);
	mc_json_open(&body->json, NULL);
}

void mc_body_text(struct mc_body *body, const char *key, const char *value) {
	if (value && *value) {
		mc_json_text(&body->json, key, value);
	}
}

void mc_body_int(struct mc_body *body, const char *key, int64_t value) {
	if (value) {
		mc_json_int(&body->json, key, value);
	}
}

void mc_body_bool(struct mc_body *body, const char *key, bool value) {
	if (value) {
		mc_json_bool(&body->json, key, true);
	}
}

int64_t mc_tx_next_id(const struct mc_tx *tx) {
	return tx->tail.id ? tx->tail.id + 1
			   : ((int64_t)tx->store->number << MC_EVENT_OFFICE_SHIFT) + 1;
}

static enum mc_status note_day(struct mc_tx *tx, int64_t id, struct mc_error *err) {
	mc_day day = mc_day_of(tx->recorded_at);
	if (day == tx->store->last_recorded_day) {
		return MC_OK;
	}
	return mc_run(sql_recorded_day_insert(tx->db, day, id), NULL, err);
}

/* Chains, writes and applies one event whose bodies are whole. */
static enum mc_status append(struct mc_tx *tx, struct mc_event *event, struct mc_error *err) {
	uint8_t salt[MC_SALT_SIZE], veil[MC_HASH_SIZE], link[MC_HASH_SIZE];
	if (event->private_body) {
		mc_random(salt, sizeof salt);
		mc_ledger_veil(salt, event->private_body, veil);
		event->salt = salt;
		event->veil = veil;
	}
	event->key = tx->keyed ? NULL : tx->act->key;
	mc_ledger_link(event, tx->tail.link, link);
	event->link = link;
	enum mc_status status = mc_ledger_write(tx->db, event, err);
	if (status == MC_OK) {
		status = note_day(tx, event->id, err);
	}
	if (status == MC_OK) {
		status = mc_apply(tx->db, event, err);
	}
	if (status == MC_OK) {
		tx->keyed = true;
		tx->tail.id = event->id;
		memcpy(tx->tail.link, link, sizeof link);
	}
	return status;
}

enum mc_status mc_tx_event(struct mc_tx *tx, const char *kind, int64_t subject,
	struct mc_body *body, struct mc_body *secret, int64_t *ret_id, struct mc_error *err) {
	mc_body_bool(body, "late", tx->late);
	mc_json_close(&body->json);
	bool veiled = false;
	if (secret) {
		veiled = secret->json.comma;
		mc_json_close(&secret->json);
	}
	int64_t id = mc_tx_next_id(tx);
	struct mc_event event = {
		.id = id,
		.at = tx->at,
		.recorded_at = tx->recorded_at,
		.kind = kind,
		.subject = subject ? subject : id,
		.actor = tx->actor,
		.door = mc_door_name(tx->act->door),
		.body = mc_str_text(&body->text),
		.private_body = veiled ? mc_str_text(&secret->text) : NULL,
	};
	enum mc_status status = append(tx, &event, err);
	mc_str_finish(&body->text);
	if (secret) {
		mc_wipe(secret->text.data, secret->text.len);
		mc_str_finish(&secret->text);
	}
	if (status == MC_OK) {
		tx->outcome->event = tx->outcome->event ? tx->outcome->event : id;
		if (ret_id) {
			*ret_id = id;
		}
	}
	return status;
}

enum mc_status mc_tx_side_event(struct mc_tx *tx, const char *kind, int64_t subject,
	struct mc_body *body, struct mc_error *err) {
	const mc_time at = tx->at;
	const bool late = tx->late, keyed = tx->keyed;
	const int64_t first = tx->outcome->event;
	tx->at = tx->recorded_at;
	tx->late = false;
	tx->keyed = true;
	enum mc_status status = mc_tx_event(tx, kind, subject, body, NULL, NULL, err);
	tx->at = at;
	tx->late = late;
	tx->keyed = keyed;
	tx->outcome->event = first;
	return status;
}

/* ---- the way through ---- */

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

static enum mc_status finish_outcome(struct mc_tx *tx, struct mc_error *err) {
	struct mc_stmt *q = sql_event_at(tx->db, tx->outcome->event);
	enum mc_status status = mc_step(q, err);
	if (status != MC_OK) {
		return status == MC_EMPTY
			       ? MC_OK
			       : status; /* an act may have nothing to say: import of the same */
	}
	char kind[64];
	mc_copy(kind, sizeof kind, mc_col_text(q, 2));
	tx->outcome->at = mc_col_int(q, 0);
	tx->outcome->subject = mc_col_int(q, 4);
	mc_reset(q);
	return read_subject(tx, kind, err);
}

/* What a fee act took, for a retry of it. */
static enum mc_status reread_fee(struct mc_tx *tx, struct mc_error *err) {
	struct mc_stmt *q = sql_receipt_of_act(tx->db, tx->outcome->event, tx->outcome->subject);
	enum mc_status status = mc_step(q, err);
	if (status != MC_OK) {
		return status == MC_EMPTY ? MC_OK : status;
	}
	tx->outcome->amount = mc_col_int(q, 0);
	tx->outcome->receipt = mc_col_copy(q, 1, tx->arena);
	mc_reset(q);
	return MC_OK;
}

/* The paper that the act handed out, for a retry of it: its own event or the one behind. */
static enum mc_status reread_paper(struct mc_tx *tx, struct mc_error *err) {
	struct mc_outcome *outcome = tx->outcome;
	enum mc_status status =
		mc_single(sql_paper_of_act(tx->db, outcome->event, outcome->subject), 0,
			&outcome->paper, err);
	outcome->job = outcome->paper;
	return status;
}

/* Whether the event that took a key says what this act asks: verbs share kinds of events. */
static bool says_the_same(const struct mc_act *act, const struct mc_json *body) {
	static const int states[] = { [MC_VERB_DESK_OPEN] = MC_DESK_OPEN,
		[MC_VERB_DESK_PAUSE] = MC_DESK_PAUSED,
		[MC_VERB_DESK_CLOSE] = MC_DESK_CLOSED };
	bool picked =
		strcmp(mc_applied_text(body, "reason"), mc_call_reason_name(MC_REASON_PICKED)) == 0;
	if (act->verb >= MC_VERB_DESK_OPEN && act->verb <= MC_VERB_DESK_CLOSE) {
		return mc_json_get_int(body, "state", 0) == states[act->verb];
	}
	if (act->verb == MC_VERB_TICKET_NEXT || act->verb == MC_VERB_TICKET_CALL) {
		return picked == (act->verb == MC_VERB_TICKET_CALL);
	}
	if (act->verb == MC_VERB_TICKET_MOVE) {
		return strcmp(mc_applied_text(body, "move"),
			       mc_ticket_move_name(act->as.ticket.move)) == 0;
	}
	if (act->verb == MC_VERB_DOSSIER_MOVE) {
		return strcmp(mc_applied_text(body, "transition"),
			       mc_transition_name(act->as.dossier.transition)) == 0;
	}
	return true;
}

static bool fits(const struct mc_act *act, const char *kind, const char *text) {
	struct mc_json *body = NULL;
	if (!strstr(verbs[act->verb].first_kinds, kind) ||
		mc_json_parse(text, strlen(text), &body, NULL) != MC_OK) {
		return false;
	}
	bool same = says_the_same(act, body);
	mc_json_destroy(body);
	return same;
}

/* MC_OK and *ret_seen when the key has an outcome already. */
static enum mc_status look_up_key(struct mc_tx *tx, bool *ret_seen, struct mc_error *err) {
	struct mc_stmt *q = sql_event_by_key(tx->db, tx->act->key, MC_KEY_SIZE);
	enum mc_status status = mc_step(q, err);
	if (status == MC_EMPTY) {
		*ret_seen = false;
		return MC_OK;
	}
	if (status != MC_OK) {
		return status;
	}
	char kind[64];
	mc_copy(kind, sizeof kind, mc_col_text(q, 1));
	tx->outcome->event = mc_col_int(q, 0);
	bool fitting = fits(tx->act, kind, mc_col_text(q, 2));
	mc_reset(q);
	if (!fitting) {
		return mc_fail(err, MC_CONFLICT,
			N_("This key was used before for another act (%s): send each act with a "
			   "key of its own."),
			kind);
	}
	tx->outcome->warnings |= MC_WARN_REPEATED;
	*ret_seen = true;
	status = finish_outcome(tx, err);
	if (status == MC_OK) {
		status = reread_fee(tx, err);
	}
	return status == MC_OK ? reread_paper(tx, err) : status;
}

static enum mc_status find_roles(struct mc_tx *tx, struct mc_error *err) {
	const char *actor = tx->act->actor ? tx->act->actor : "";
	if (!*actor) {
		/* Nobody named: in a practice office somebody who holds every role; in a real one
		 * the service account at the command line, which can only set the office up. */
		tx->actor = tx->store->practice ? "practice" : "system";
		tx->roles = tx->store->practice || tx->act->door == MC_DOOR_SYSTEM
				    ? MC_ROLES_ALL
				    : MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR);
		return MC_OK;
	}
	struct mc_stmt *q = sql_staff_get(tx->db, actor);
	enum mc_status status = mc_step(q, err);
	if (status == MC_EMPTY) {
		return mc_fail(err, MC_DENIED,
			N_("There is nobody called %s in this office: see “motcua staff list”."),
			actor);
	}
	if (status == MC_OK) {
		tx->actor = mc_col_copy(q, 0, tx->arena);
		tx->roles = (unsigned)mc_col_int(q, 3);
		mc_reset(q);
	}
	return status;
}

/* How far back something may be entered: so many working days, a head any time. */
static enum mc_status check_late(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act *act = tx->act;
	if (act->occurred_at > tx->recorded_at) {
		return mc_fail_at(err, "occurred",
			mc_fail(err, MC_INVALID,
				N_("What is entered later can't have happened in the future.")));
	}
	enum mc_status status =
		mc_clean(tx, "late_reason", act->late_reason, 500, &tx->late_reason, err);
	if (status == MC_OK && !*tx->late_reason) {
		status = mc_fail_at(err, "late_reason",
			mc_fail(err, MC_INVALID,
				N_("Say why it is entered later than it happened "
				   "(--late-reason).")));
	}
	struct mc_office office;
	const struct mc_calendar *calendar;
	if (status == MC_OK) {
		status = mc_read_office(tx->db, tx->arena, &office, err);
	}
	if (status == MC_OK) {
		status = mc_office_calendar(tx->store, &calendar, err);
	}
	if (status != MC_OK) {
		return status;
	}
	int days = mc_calendar_days_between(
		calendar, mc_day_of(act->occurred_at), mc_day_of(tx->recorded_at));
	if (days > office.late_entry_days && !(tx->roles & MC_ROLE_BIT(MC_ROLE_HEAD))) {
		return mc_fail_at(err, "occurred",
			mc_fail(err, MC_DENIED,
				N_("This happened %d working days ago; beyond %d only a head of "
				   "unit may enter it."),
				days, office.late_entry_days));
	}
	tx->at = act->occurred_at;
	tx->late = true;
	return MC_OK;
}

static enum mc_status stamp(struct mc_tx *tx, struct mc_error *err) {
	tx->recorded_at = tx->act->now ? tx->act->now : mc_store_now(tx->store);
	tx->at = tx->recorded_at;
	if (!mc_time_valid(tx->at)) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The computer's clock is not set: set date and time first."));
	}
	enum mc_status status = find_roles(tx, err);
	if (status == MC_OK && tx->act->occurred_at) {
		status = check_late(tx, err);
	}
	tx->day = mc_day_of(tx->at);
	return status == MC_OK ? mc_rights_check(tx->roles, tx->act, err) : status;
}

static enum mc_status decide(struct mc_tx *tx, struct mc_error *err) {
	const struct verb *verb = &verbs[tx->act->verb];
	enum mc_status status = stamp(tx, err);
	if (status == MC_OK && verb->queue) {
		status = mc_expire_stale(tx, err);
	}
	if (status == MC_OK) {
		status = verb->decide(tx, err);
	}
	if (status == MC_OK && tx->act->verb != MC_VERB_LEDGER_SEAL) {
		status = mc_seal_if_due(tx, false, err);
	}
	return status == MC_OK ? finish_outcome(tx, err) : status;
}

/* Inside the gate: the transaction. *ret_wrote says whether anything was committed. */
static enum mc_status transact(struct mc_tx *tx, bool *ret_wrote, struct mc_error *err) {
	enum mc_status status = mc_db_begin(tx->db, err);
	if (status != MC_OK) {
		return status;
	}
	bool seen = false;
	status = mc_ledger_tail(tx->db, &tx->tail, err);
	if (status == MC_OK) {
		status = look_up_key(tx, &seen, err);
	}
	if (status == MC_OK && !seen) {
		status = decide(tx, err);
		if (status == MC_OK) {
			status = mc_db_commit(tx->db, err);
			*ret_wrote = status == MC_OK;
		}
	}
	if (!*ret_wrote) {
		mc_db_rollback(tx->db);
	}
	return status;
}

enum mc_status mc_store_act(struct mc_store *store, const struct mc_act *act,
	struct mc_arena *arena, struct mc_outcome *ret_outcome, struct mc_error *err) {
	assert(act->verb < MC_VERB_COUNT);
	if (act->now && !store->practice) {
		return mc_fail(err, MC_INVALID,
			N_("The time of an act can be set in a practice office only."));
	}
	struct mc_outcome outcome = { .receipt = "" };
	struct mc_tx tx = {
		.store = store, .db = store->db, .arena = arena, .act = act, .outcome = &outcome
	};
	enum mc_status status = mc_gate_take(&store->gate, store->patience_ms, err);
	if (status != MC_OK) {
		return status;
	}
	bool wrote = false;
	status = transact(&tx, &wrote, err);
	if (wrote && act->verb == MC_VERB_DATA_ERASE) {
		/* Erased names must leave the log too; secure_delete alone does not. */
		struct mc_error ignored;
		enum mc_status checkpoint = mc_db_checkpoint(store->db, &ignored);
		(void)checkpoint; /* a reader may hold the log; the next one finishes it */
	}
	mc_gate_release(&store->gate);
	if (wrote) {
		if (outcome.event) { /* an act may change nothing, and then notes no day */
			store->last_recorded_day = mc_day_of(tx.recorded_at);
		}
		store->seen_version = -1; /* our own commits count as news too */
		mc_bell_ring(&store->bell);
	}
	if (status == MC_OK) {
		*ret_outcome = outcome;
	}
	return status;
}

/*
 * The one write transaction: gate → BEGIN → stamp → role from the rights table →
 * clean → key seen? → decide → append and apply events → COMMIT → bell. Command,
 * screen and web all come through here; nothing is acknowledged, printed or
 * announced before the commit is on the disk.
 */
#include "core/act/rights.h"
#include "sql.h"
#include "store/apply/apply.h"
#include "store/decide/clean.h"
#include "store/inside.h"
#include "store/ledger/office_key.h"
#include <assert.h>
#include <string.h>

struct verb {
	mc_decide_fn *decide;
	mc_event_set first_kinds; /* that an act may begin with: a key used again must fit */
	bool queue; /* closes what earlier days left open */
};

#define KIND(id) MC_EVENT_BIT(MC_EVENT_##id)

static const struct verb verbs[MC_VERB_COUNT] = {
	[MC_VERB_SETUP] = { mc_decide_setup,
		KIND(OFFICE_SET) | KIND(LINE_SET) | KIND(DESK_SET) | KIND(STAFF_SET) |
			KIND(PRINTER_SET) | KIND(PRINTER_REMOVED) | KIND(PROCEDURE_SET) |
			KIND(DAY_SET),
		false },
	[MC_VERB_DESK_OPEN] = { mc_decide_desk, KIND(DESK_STATE), true },
	[MC_VERB_DESK_PAUSE] = { mc_decide_desk, KIND(DESK_STATE), true },
	[MC_VERB_DESK_CLOSE] = { mc_decide_desk, KIND(DESK_STATE), true },
	[MC_VERB_TICKET_ISSUE] = { mc_decide_issue, KIND(TICKET_ISSUED), true },
	[MC_VERB_TICKET_NEXT] = { mc_decide_next, KIND(TICKET_CALLED_1) | KIND(TICKET_CALLED),
		true },
	[MC_VERB_TICKET_CALL] = { mc_decide_call, KIND(TICKET_CALLED_1) | KIND(TICKET_CALLED),
		true },
	[MC_VERB_TICKET_MOVE] = { mc_decide_ticket_move,
		KIND(TICKET_RECALLED) | KIND(TICKET_ARRIVED) | KIND(TICKET_SERVED) |
			KIND(TICKET_ENDED) | KIND(TICKET_PARKED) | KIND(TICKET_RESTORED),
		true },
	[MC_VERB_TICKET_UNDO] = { mc_decide_take_back, KIND(TICKET_UNDONE) | KIND(TICKET_ENDED),
		true },
	[MC_VERB_DOSSIER_ACCEPT] = { mc_decide_accept, KIND(DOSSIER_ACCEPTED), false },
	[MC_VERB_DOSSIER_MOVE] = { mc_decide_dossier_move,
		KIND(DOSSIER_MOVED_1) | KIND(DOSSIER_MOVED), false },
	[MC_VERB_DOSSIER_UNDO] = { mc_decide_undo, KIND(DOSSIER_UNDONE), false },
	[MC_VERB_DOSSIER_IMPORT] = { mc_decide_import, KIND(DOSSIER_IMPORTED), false },
	[MC_VERB_DOSSIER_READ] = { mc_decide_read, KIND(DOSSIER_READ), false },
	[MC_VERB_FEE_TAKE] = { mc_decide_fee, KIND(FEE_TAKEN), false },
	[MC_VERB_DATA_ERASE] = { mc_decide_erase, KIND(DATA_ERASED), false },
	[MC_VERB_PAPER_PRINT] = { mc_decide_paper, KIND(PAPER_MADE), false },
	[MC_VERB_LEDGER_SEAL] = { mc_decide_seal, KIND(LEDGER_SEALED), false },
	[MC_VERB_OFFICE_KEY] = { mc_decide_new_key, KIND(OFFICE_KEY), false },
};

/* ---- the way through ---- */

/* How far back something may be entered: so many working days, a head any time. */
static enum mc_status check_late(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_act *act = tx->act;
	if (act->occurred_at > tx->recorded_at) {
		return mc_fail_at(err, "occurred",
			mc_fail(err, MC_INVALID,
				N_("What is entered later can't have happened in the future.")));
	}
	if (!*act->late_reason) {
		return mc_fail_at(err, "late_reason",
			mc_fail(err, MC_INVALID,
				N_("Say why it is entered later than it happened "
				   "(--late-reason).")));
	}
	struct mc_office office;
	const struct mc_calendar *calendar;
	MC_TRY(mc_read_office(tx->db, tx->arena, &office, err));
	MC_TRY(mc_office_calendar(tx->store, &calendar, err));
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
	tx->late_reason = act->late_reason;
	return MC_OK;
}

/* Who acts, when it is written, and whether he may. */
static enum mc_status admit(struct mc_tx *tx, struct mc_error *err) {
	enum mc_status status = mc_read_clock(tx->store, tx->arena, err);
	if (status != MC_OK) {
		return status;
	}
	tx->recorded_at = tx->act->now ? tx->act->now : mc_store_now(tx->store);
	tx->at = tx->recorded_at;
	tx->day = mc_day_of(tx->at);
	if (!mc_time_valid(tx->at)) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The computer's clock is not set: set date and time first."));
	}
	status = mc_tx_identify(tx, err);
	if (status != MC_OK || mc_rights_allow(tx->roles, tx->act)) {
		return status;
	}
	struct mc_staff_list staff;
	status = mc_store_staff(tx->store, tx->arena, &staff, err);
	return status == MC_OK ? mc_rights_refuse(tx->act, &staff, err) : status;
}

static enum mc_status decide(struct mc_tx *tx, struct mc_error *err) {
	const struct verb *verb = &verbs[tx->act->verb];
	enum mc_status status = tx->act->occurred_at ? check_late(tx, err) : MC_OK;
	tx->day = mc_day_of(tx->at);
	if (status == MC_OK && verb->queue) {
		status = mc_close_left_open(tx, err);
	}
	if (status == MC_OK) {
		status = verb->decide(tx, err);
	}
	/* What wrote nothing leaves nothing behind, no seal either. */
	if (status == MC_OK && tx->outcome->event && tx->act->verb != MC_VERB_LEDGER_SEAL) {
		status = mc_seal_if_due(tx, false, err);
	}
	return status == MC_OK ? mc_finish_outcome(tx, err) : status;
}

/* One act inside an open transaction: its first outcome, or what is decided now. */
static enum mc_status perform(struct mc_tx *tx, struct mc_error *err) {
	bool seen = false;
	MC_TRY(admit(tx, err));
	MC_TRY(mc_clean_act(tx, err));
	MC_TRY(mc_look_up_key(tx, verbs[tx->act->verb].first_kinds, &seen, err));
	return seen ? MC_OK : decide(tx, err);
}

/* What a refusal leaves of a transaction: nothing of the act, all of the acts before it. */
static enum mc_status perform_apart(
	struct mc_tx *tx, struct mc_tried *tried, struct mc_error *err) {
	const struct mc_tail before = tx->tail;
	enum mc_status status = mc_run(sql_savepoint_act(tx->db), NULL, err);
	if (status != MC_OK) {
		return status;
	}
	tried->status = perform(tx, &tried->error);
	if (tried->status != MC_OK && mc_status_exit(tried->status) > 2) {
		if (err) {
			*err = tried->error; /* the store failed, not the act: nothing more is tried */
		}
		return tried->status;
	}
	if (tried->status != MC_OK) {
		tx->tail = before;
		status = mc_run(sql_rollback_act(tx->db), NULL, err);
	}
	return status == MC_OK ? mc_run(sql_release_act(tx->db), NULL, err) : status;
}

/* ---- the door ---- */

static enum mc_status check_clock(
	const struct mc_store *store, const struct mc_act *act, struct mc_error *err) {
	assert(act->verb < MC_VERB_COUNT);
	if (act->now && !store->practice) {
		return mc_fail(err, MC_INVALID,
			N_("The time of an act can be set in a practice office only."));
	}
	return MC_OK;
}

/* Ends what mc_gate_take() began; `wrote` when something was committed. */
static void leave(struct mc_store *store, bool wrote) {
	if (wrote) {
		mc_wipe_pay(store, mc_store_now(store));
	}
	mc_gate_release(&store->gate);
	if (wrote) {
		store->seen_version = -1; /* our own commits count as news too */
		mc_bell_ring(&store->bell);
	}
}

/* BEGIN and the end of the chain; then `transact` has its way, and the commit. */
static enum mc_status begin(struct mc_tx *tx, struct mc_error *err) {
	enum mc_status status = mc_db_begin(tx->db, err);
	return status == MC_OK ? mc_ledger_tail(tx->db, &tx->tail, err) : status;
}

/* What was committed into files that lie there no more is not acknowledged: nobody would find it. */
static enum mc_status commit(struct mc_tx *tx, struct mc_error *err) {
	enum mc_status status = mc_db_commit(tx->db, err);
	if (status == MC_OK) {
		mc_gate_mark(&tx->store->gate, tx->store->founding, tx->tail.id);
	}
	return status == MC_OK && !mc_stand_kept(tx->store)
		       ? mc_fail(err, MC_UNAVAILABLE,
				 N_("The files of the store %s are being moved: nothing was done. "
				    "Try again."),
				 tx->store->path)
		       : status;
}

enum mc_status mc_store_act(struct mc_store *store, const struct mc_act *act,
	struct mc_arena *arena, struct mc_outcome *ret_outcome, struct mc_error *err) {
	struct mc_outcome outcome = { .receipt = "", .took_back = "" };
	struct mc_tx tx = {
		.store = store, .db = store->db, .arena = arena, .act = act, .outcome = &outcome
	};
	enum mc_status status = check_clock(store, act, err);
	if (status == MC_OK) {
		status = mc_store_enter(store, err);
	}
	if (status != MC_OK) {
		return status;
	}
	tx.db = store->db; /* which may have been opened anew */
	status = begin(&tx, err);
	if (status == MC_OK) {
		status = perform(&tx, err);
	}
	bool news = status == MC_OK && !(outcome.warnings & MC_WARN_REPEATED);
	if (news && act->verb == MC_VERB_DATA_ERASE) {
		mc_wipe_owe(store);
	}
	if (news) {
		status = commit(&tx, err);
	}
	bool wrote = news && status == MC_OK;
	if (!wrote) {
		mc_db_rollback(tx.db);
	} else if (act->verb == MC_VERB_SETUP) { /* the clock may have been set */
		enum mc_status read = mc_read_clock(store, arena, NULL);
		(void)read; /* the next act or read says what is wrong */
	} else if (act->verb == MC_VERB_OFFICE_KEY) {
		/* Into its place; the next seal would do it too. */
		(void)mc_office_key_load(store);
	}
	leave(store, wrote);
	if (status == MC_OK) {
		*ret_outcome = outcome;
	}
	return status;
}

enum mc_status mc_store_act_many(struct mc_store *store, const struct mc_act *acts, size_t count,
	struct mc_arena *arena, struct mc_tried *ret_tried, struct mc_error *err) {
	struct mc_outcome none = { .receipt = "", .took_back = "" };
	struct mc_tx tx = {
		.store = store, .db = store->db, .arena = arena, .act = acts, .outcome = &none
	};
	enum mc_status status = count > 0 ? check_clock(store, acts, err) : MC_OK;
	if (status == MC_OK && count > 0) {
		status = mc_store_enter(store, err);
	}
	if (status != MC_OK || count == 0) {
		return status;
	}
	tx.db = store->db;
	status = begin(&tx, err);
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		assert(acts[i].verb == acts[0].verb);
		ret_tried[i] = (struct mc_tried){ .outcome = { .receipt = "", .took_back = "" } };
		tx = (struct mc_tx){ .store = store,
			.db = store->db,
			.arena = arena,
			.act = &acts[i],
			.outcome = &ret_tried[i].outcome,
			.tail = tx.tail };
		status = perform_apart(&tx, &ret_tried[i], err);
	}
	if (status == MC_OK) {
		status = commit(&tx, err);
	}
	bool wrote = status == MC_OK;
	if (!wrote) {
		mc_db_rollback(tx.db);
	}
	leave(store, wrote);
	return status;
}

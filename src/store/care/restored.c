#include "store/care/restored.h"
#include "sql.h"
#include "store/ledger/office_key.h"
#include <string.h>

/* `last` is the end of the backup's ledger: from its day on numbers may have been given. */
static enum mc_status write_down(
	struct mc_tx *tx, int gap, const struct mc_tail *last, struct mc_error *err) {
	mc_day from = last->day < tx->day ? last->day : tx->day;
	mc_day to = last->day < tx->day ? tx->day : last->day;
	const struct mc_event_office_restored restored = {
		.last = last->id, .gap = gap, .from_day = from, .to_day = to
	};
	return mc_tx_write(tx, MC_EVENT_OFFICE_RESTORED, 0, &restored, NULL, err);
}

/*
 * What was still to be printed may have been printed since: nothing is sent again
 * by itself, and whoever prints it anew prints a marked copy.
 */
static enum mc_status transact(struct mc_tx *tx, const char *dir, int gap, struct mc_error *err) {
	struct mc_tail last;
	enum mc_status status = mc_run(sql_jobs_doubt(tx->db), NULL, err);
	if (status == MC_OK) {
		status = mc_ledger_tail(tx->db, &tx->tail, err);
	}
	last = tx->tail;
	if (status == MC_OK) {
		status = write_down(tx, gap, &last, err);
	}
	if (status != MC_OK) {
		return status;
	}
	return mc_office_key_load(tx->store) == MC_KEY_FITS ? mc_seal_if_due(tx, true, err)
							    : mc_tx_new_key(tx, dir, err);
}

static enum mc_status in_transaction(
	struct mc_tx *tx, const char *dir, int gap, struct mc_error *err) {
	enum mc_status status = mc_db_begin(tx->db, err);
	if (status == MC_OK) {
		status = transact(tx, dir, gap, err);
	}
	if (status == MC_OK) {
		status = mc_db_commit(tx->db, err);
	}
	if (status != MC_OK) {
		mc_db_rollback(tx->db);
	}
	return status;
}

/* When it is now for the office: a practice office has a clock of its own, or is told. */
static enum mc_status read_clock(struct mc_store *store, const struct mc_restore_how *how,
	struct mc_arena *arena, mc_time *ret_now, struct mc_error *err) {
	struct mc_office office;
	enum mc_status status = mc_read_office(store->db, arena, &office, err);
	if (status == MC_OK) {
		store->number = office.number;
		store->practice = office.practice;
		status = mc_read_clock(store, arena, err);
	}
	*ret_now = how->now && store->practice ? how->now : mc_store_now(store);
	return status;
}

enum mc_status mc_go_on_restored(struct mc_db *db, const char *dir,
	const struct mc_restore_how *how, struct mc_arena *arena, struct mc_error *err) {
	struct mc_store store = { .db = db };
	struct mc_own_tx own;
	mc_time now = 0;
	mc_copy(store.dir, sizeof store.dir, dir);
	enum mc_status status = read_clock(&store, how, arena, &now, err);
	if (status == MC_OK) {
		mc_own_tx(&own, &store, db, arena, now);
		status = in_transaction(&own.tx, dir, how->gap, err);
	}
	mc_wipe(store.secret_key, sizeof store.secret_key);
	return status;
}

#include "store/access/limit.h"
#include "sql.h"
#include "store/ledger/ledger.h"

#define FIRST_WAIT_MS INT64_C(60000)
#define LONGEST_WAIT_MS INT64_C(3600000)

/* What stands against a name; what is an hour old, or of a clock set back since, counts no more. */
static enum mc_status read_limit(
	struct mc_db *db, struct mc_limit *limit, mc_time now, struct mc_error *err) {
	struct mc_wrong_pin pin;
	enum mc_status status = sql_wrong_pin_one(
		sql_wrong_pin_get(db, limit->scope, limit->name), NULL, &pin, err);
	if (status == MC_OK) {
		mc_time newest = pin.until > pin.last_at ? pin.until : pin.last_at;
		bool fresh = pin.last_at <= now && now - newest < LONGEST_WAIT_MS;
		limit->wrong = fresh ? pin.wrong : 0;
		limit->until = fresh ? pin.until : 0;
	}
	return mc_ended(status);
}

static mc_time wait_after(int64_t wrong, int64_t free) {
	int64_t wait = wrong > free ? FIRST_WAIT_MS : 0;
	for (int64_t i = free + 1; i < wrong && wait < LONGEST_WAIT_MS; i++) {
		wait *= 2;
	}
	return wait < LONGEST_WAIT_MS ? wait : LONGEST_WAIT_MS;
}

static enum mc_status check_wait(
	const struct mc_limit *limits, size_t count, mc_time now, struct mc_error *err) {
	mc_time until = 0;
	for (size_t i = 0; i < count; i++) {
		until = limits[i].until > until ? limits[i].until : until;
	}
	return until <= now ? MC_OK
			    : mc_fail(err, MC_REFUSED,
				      N_("There were too many wrong PINs: try again in %lld s."),
				      (long long)((until - now + 999) / 1000));
}

/* Once for each limit that a wrong one reaches: a trace of whoever guesses. */
static enum mc_status write_reached(struct mc_store *store, const struct mc_limit *limits,
	size_t count, int64_t subject, mc_time now, int64_t *ret_last, struct mc_error *err) {
	struct mc_own_tx own;
	mc_own_tx(&own, store, store->db, NULL, now);
	enum mc_status status = mc_ledger_tail(store->db, &own.tx.tail, err);
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		if (limits[i].wrong != limits[i].free) {
			continue;
		}
		const struct mc_event_lookup_limited limited = { .scope = limits[i].scope,
			.wrong = limits[i].wrong + 1 };
		status = mc_tx_write(
			&own.tx, MC_EVENT_LOOKUP_LIMITED, subject, &limited, ret_last, err);
	}
	return status;
}

/* Notes the try; what it was right or wrong about is committed before anybody is answered. */
static enum mc_status note(struct mc_db *db, const struct mc_limit *limits, size_t count,
	bool right, mc_time now, struct mc_error *err) {
	enum mc_status status = MC_OK;
	bool wrote = false;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		const struct mc_limit *l = &limits[i];
		if (!right) {
			status = mc_run(sql_wrong_pin_put(db, l->scope, l->name, l->wrong + 1, now,
						now + wait_after(l->wrong + 1, l->free)),
				NULL, err);
		} else if (l->wrong > 0) {
			status = mc_run(sql_wrong_pin_clear(db, l->scope, l->name), NULL, err);
		}
		wrote = wrote || !right || l->wrong > 0;
	}
	return status == MC_OK && wrote ? mc_db_commit(db, err) : status;
}

enum mc_status mc_limit_judge(struct mc_store *store, struct mc_limit *limits, size_t count,
	bool right, int64_t subject, mc_time now, struct mc_error *err) {
	int64_t last = 0;
	enum mc_status status = mc_db_begin(store->db, err);
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = read_limit(store->db, &limits[i], now, err);
	}
	if (status == MC_OK) {
		status = check_wait(limits, count, now, err);
	}
	if (status == MC_OK && !right) {
		status = write_reached(store, limits, count, subject, now, &last, err);
	}
	if (status == MC_OK) {
		status = note(store->db, limits, count, right, now, err);
	}
	if (status == MC_OK && last != 0) {
		mc_gate_mark(&store->gate, store->founding, last);
	}
	mc_db_rollback(store->db); /* what was not committed */
	return status;
}

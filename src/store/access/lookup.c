/*
 * Looking a dossier up by its PIN. A PIN has six digits, so how often one may guess is
 * what guards it: wrong ones are counted for the code and for the door, in the table of
 * work wrong_pin. A door is shared by many, so one person's slips do not close it. All is
 * done under the gate; guesses made side by side count as well. A limit that is reached
 * leaves an event, of the dossier where there is one.
 */
#include "sql.h"
#include "store/inside.h"
#include "store/ledger/ledger.h"
#include <motcua/code.h>

#define FREE_TRIES 2 /* for a code: the third wrong one is the first that is waited for */
#define DOOR_FREE_TRIES 9
#define FIRST_WAIT_MS INT64_C(60000)
#define LONGEST_WAIT_MS INT64_C(3600000)

struct limit {
	const char *scope, *name;
	int64_t free, wrong;
	mc_time until;
};

/* What stands against a name; what is an hour old, or of a clock set back since, counts no more. */
static enum mc_status read_limit(
	struct mc_db *db, struct limit *limit, mc_time now, struct mc_error *err) {
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
	const struct limit *limits, size_t count, mc_time now, struct mc_error *err) {
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
static enum mc_status write_reached(struct mc_store *store, const struct limit *limits,
	size_t count, int64_t dossier, mc_time now, int64_t *ret_last, struct mc_error *err) {
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
			&own.tx, MC_EVENT_LOOKUP_LIMITED, dossier, &limited, ret_last, err);
	}
	return status;
}

/* Notes the try; what it was right or wrong about is committed before anybody is answered. */
static enum mc_status note(struct mc_db *db, const struct limit *limits, size_t count, bool right,
	mc_time now, struct mc_error *err) {
	enum mc_status status = MC_OK;
	bool wrote = false;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		const struct limit *l = &limits[i];
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

/* The PIN is compared whether or not there is a dossier, so that both take the same time. */
static bool is_right(const struct mc_dossier_view *view, const char *pin) {
	bool usable = view->found && mc_pin_valid(view->dossier.pin);

	return mc_pin_same(usable ? view->dossier.pin : "000000", pin) && usable;
}

static enum mc_status say_wrong(struct mc_error *err) {
	return mc_fail(err, MC_NOT_FOUND,
		N_("No dossier has this code and this PIN: look at both on the slip."));
}

/* Whether this try is heard, and what it came to, written down before anybody is answered. */
static enum mc_status judge(struct mc_store *store, const struct mc_lookup *lookup,
	const struct mc_dossier_view *view, mc_time now, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	bool right = is_right(view, lookup->pin);
	struct limit limits[] = { { .scope = "dossier", .name = key, .free = FREE_TRIES },
		{ .scope = "door", .name = mc_door_name(lookup->door), .free = DOOR_FREE_TRIES } };
	int64_t last = 0;
	mc_code_key(view->found ? view->dossier.code : lookup->code, key);
	enum mc_status status = mc_db_begin(store->db, err);
	for (size_t i = 0; i < MC_COUNT(limits) && status == MC_OK; i++) {
		status = read_limit(store->db, &limits[i], now, err);
	}
	if (status == MC_OK) {
		status = check_wait(limits, MC_COUNT(limits), now, err);
	}
	if (status == MC_OK && !right) {
		status = write_reached(store, limits, MC_COUNT(limits),
			view->found ? view->dossier.id : 0, now, &last, err);
	}
	if (status == MC_OK) {
		status = note(store->db, limits, MC_COUNT(limits), right, now, err);
	}
	if (status == MC_OK && last != 0) {
		mc_gate_mark(&store->gate, store->founding, last);
	}
	mc_db_rollback(store->db); /* what was not committed */
	return status != MC_OK || right ? status : say_wrong(err);
}

static enum mc_status find(struct mc_store *store, struct mc_arena *arena, const char *code,
	struct mc_dossier_view *ret_view, struct mc_error *err) {
	enum mc_status status = mc_store_dossier(store, arena, code, ret_view, err);
	if (status == MC_NOT_FOUND) {
		ret_view->found = false;
		status = MC_OK;
	}
	return status;
}

enum mc_status mc_store_lookup(struct mc_store *store, struct mc_arena *arena,
	const struct mc_lookup *lookup, struct mc_dossier_view *ret_view, struct mc_error *err) {
	mc_time now = lookup->now != 0 && store->practice ? lookup->now : mc_store_now(store);
	struct mc_dossier_view view = { .found = false };
	enum mc_status status = mc_store_refresh(store, err);
	if (status == MC_OK && store->read_only) { /* nothing can be counted there */
		status = find(store, arena, lookup->code, &view, err);
		status = status != MC_OK || is_right(&view, lookup->pin) ? status : say_wrong(err);
	} else if (status == MC_OK) {
		status = mc_store_enter(store, err);
		if (status == MC_OK) {
			status = find(store, arena, lookup->code, &view, err);
			if (status == MC_OK) {
				status = judge(store, lookup, &view, now, err);
			}
			mc_gate_release(&store->gate);
		}
	}
	if (status == MC_OK) {
		*ret_view = view;
	}
	return status;
}

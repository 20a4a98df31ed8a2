/*
 * Events of an act: the chain, and their way into the book. What
 * is appended here is applied at once, inside the same transaction.
 */
#include "sql.h"
#include "store/apply/apply.h"
#include "store/inside.h"
#include <string.h>

void mc_own_tx(struct mc_own_tx *own, struct mc_store *store, struct mc_db *db,
	struct mc_arena *arena, mc_time now) {
	*own = (struct mc_own_tx){ .act = { .verb = MC_VERB_SETUP, .door = MC_DOOR_SYSTEM },
		.outcome = { .receipt = "", .took_back = "" } };
	mc_key_random(own->act.key);
	own->tx = (struct mc_tx){ .store = store,
		.db = db,
		.arena = arena,
		.act = &own->act,
		.outcome = &own->outcome,
		.actor = MC_ACTOR_SYSTEM,
		.at = now,
		.recorded_at = now,
		.day = mc_day_of(now) };
}

/* The id that the next event will have. */
static int64_t next_id(const struct mc_tx *tx) {
	return tx->tail.id ? tx->tail.id + 1
			   : ((int64_t)tx->store->number << MC_EVENT_OFFICE_SHIFT) + 1;
}

/* Chains, writes and applies one event whose bodies are whole. */
static enum mc_status append(struct mc_tx *tx, const struct mc_event *given, struct mc_error *err) {
	struct mc_event event = *given;
	uint8_t salt[MC_SALT_SIZE], veil[MC_HASH_SIZE];
	if (event.private_body) {
		mc_random(salt, sizeof salt);
		mc_ledger_veil(salt, event.private_body, veil);
		event.salt = salt;
		event.veil = veil;
	}
	event.key = tx->keyed ? NULL : tx->act->key;
	enum mc_status status = mc_ledger_write(tx->db, &event, &tx->tail, err);
	if (status == MC_OK) {
		status = mc_apply(tx->db, &event, err);
	}
	tx->keyed = tx->keyed || status == MC_OK;
	return status;
}

/* What an event carries behind the members of its kind. */
static struct mc_event_marks marks_of(const struct mc_tx *tx, char mark[MC_REQUEST_MARK_SIZE]) {
	if (!tx->keyed) {
		mc_request_mark(tx->act, mark);
	}
	return (struct mc_event_marks){ .request = tx->keyed ? NULL : mark, .late = tx->late };
}

enum mc_status mc_tx_write(struct mc_tx *tx, enum mc_event_id id, int64_t subject, const void *is,
	int64_t *ret_id, struct mc_error *err) {
	char mark[MC_REQUEST_MARK_SIZE];
	const struct mc_event_marks marks = marks_of(tx, mark);
	const int64_t number = next_id(tx);
	struct mc_str body, secret;
	mc_str_init(&body);
	mc_str_init(&secret);
	mc_event_write(id, is, &marks, &body, &secret);
	const struct mc_event event = {
		.id = number,
		.at = tx->at,
		.recorded_at = tx->recorded_at,
		.kind = mc_event_kinds[id].name,
		.subject = subject ? subject : number,
		.actor = tx->actor,
		.door = mc_door_name(tx->act->door),
		.body = mc_str_text(&body),
		.private_body = secret.len > 0 ? mc_str_text(&secret) : NULL,
	};
	enum mc_status status = append(tx, &event, err);
	mc_str_finish(&body);
	mc_wipe(secret.data, secret.len);
	mc_str_finish(&secret);
	if (status == MC_OK) {
		tx->outcome->event = tx->outcome->event ? tx->outcome->event : number;
		if (ret_id) {
			*ret_id = number;
		}
	}
	return status;
}

enum mc_status mc_tx_write_beside(struct mc_tx *tx, enum mc_event_id id, int64_t subject,
	const void *is, struct mc_error *err) {
	const mc_time at = tx->at;
	const bool late = tx->late, keyed = tx->keyed;
	const int64_t first = tx->outcome->event;
	tx->at = tx->recorded_at;
	tx->late = false;
	tx->keyed = true;
	enum mc_status status = mc_tx_write(tx, id, subject, is, NULL, err);
	tx->at = at;
	tx->late = late;
	tx->keyed = keyed;
	tx->outcome->event = first;
	return status;
}

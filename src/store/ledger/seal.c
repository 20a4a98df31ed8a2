/*
 * Seals: Ed25519 over the last link, by the office's own key, so that the centre
 * and an inspector verify the ledger without a secret. At the founding, hourly with
 * the first act after the hour, before a backup, and at closing. An office without
 * its key goes on unsealed, and verify says so (sealed.h) until the key is back or
 * somebody gives the office a new one.
 */
#include "sql.h"
#include "store/ledger/office_key.h"
#include <string.h>

#define SIGNATURE_HEX (2 * MC_SIGNATURE_SIZE + 1)

static const char *sign(
	const uint8_t *secret, const void *text, size_t size, char out[SIGNATURE_HEX]) {
	uint8_t signature[MC_SIGNATURE_SIZE];
	mc_sign(text, size, secret, signature);
	mc_hex(signature, sizeof signature, out);
	return out;
}

enum mc_status mc_seal_if_due(struct mc_tx *tx, bool always, struct mc_error *err) {
	struct mc_seal_row sealed = { 0 };
	if (!tx->tail.id) {
		return MC_OK;
	}
	MC_TRY(mc_ended(sql_seal_one(sql_seal_last(tx->db), NULL, &sealed, err)));
	/* A clock set back must not postpone seals: any distance of an hour counts. */
	mc_time age = tx->recorded_at > sealed.at ? tx->recorded_at - sealed.at
						  : sealed.at - tx->recorded_at;
	if (sealed.event == tx->tail.id || (!always && age < MC_SEAL_EVERY_MS)) {
		return MC_OK;
	}
	if (!mc_office_key_ready(tx->store)) {
		return MC_OK;
	}
	uint8_t text[MC_SEAL_TEXT_SIZE];
	char signature[SIGNATURE_HEX];
	mc_seal_text(&tx->tail, text);
	const struct mc_event_ledger_sealed seal = { .through = tx->tail.id,
		.signature = sign(tx->store->secret_key, text, sizeof text, signature) };
	return always ? mc_tx_write(tx, MC_EVENT_LEDGER_SEALED, 0, &seal, NULL, err)
		      : mc_tx_write_beside(tx, MC_EVENT_LEDGER_SEALED, 0, &seal, err);
}

enum mc_status mc_decide_seal(struct mc_tx *tx, struct mc_error *err) {
	tx->at = tx->recorded_at; /* a seal happens when it is made */
	tx->late = false;
	return mc_seal_if_due(tx, true, err);
}

/* ---- a new key ---- */

enum mc_status mc_tx_new_key(struct mc_tx *tx, const char *dir, struct mc_error *err) {
	struct mc_store *store = tx->store;
	uint8_t old[MC_SECRET_KEY_SIZE], text[MC_SEAL_TEXT_SIZE + MC_PUBLIC_KEY_SIZE];
	char hex[2 * MC_PUBLIC_KEY_SIZE + 1], signature[SIGNATURE_HEX];
	bool had_key = mc_office_key_ready(store);
	memcpy(old, store->secret_key, sizeof old);
	enum mc_status status = mc_office_key_make(store, dir, err);
	if (status == MC_OK) {
		const uint8_t *public_key = mc_public_half(store->secret_key);
		struct mc_event_office_key key = { .public_key = hex };
		mc_hex(public_key, MC_PUBLIC_KEY_SIZE, hex);
		if (had_key) {
			mc_seal_text(&tx->tail, text);
			memcpy(text + MC_SEAL_TEXT_SIZE, public_key, MC_PUBLIC_KEY_SIZE);
			key.signature = sign(old, text, sizeof text, signature);
		}
		status = mc_tx_write(tx, MC_EVENT_OFFICE_KEY, 0, &key, NULL, err);
	}
	mc_wipe(old, sizeof old);
	return status == MC_OK ? mc_seal_if_due(tx, true, err) : status;
}

enum mc_status mc_decide_new_key(struct mc_tx *tx, struct mc_error *err) {
	tx->at = tx->recorded_at;
	tx->late = false;
	return mc_tx_new_key(tx, tx->store->dir, err);
}

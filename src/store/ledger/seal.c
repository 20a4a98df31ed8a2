/*
 * Seals: Ed25519 over the last link, by the office's own key, so that the centre
 * and an inspector verify the ledger without a secret. Hourly with the first act
 * after the hour, before a backup, and at closing. An office without its key
 * (lost, or restored elsewhere) goes on unsealed, and verify says so.
 */
#include "sql.h"
#include "store/inside.h"

static enum mc_status last_seal(
	struct mc_tx *tx, mc_time *ret_at, int64_t *ret_event, struct mc_error *err) {
	struct mc_stmt *row = sql_seal_last(tx->db);
	enum mc_status status = mc_step(row, err);
	*ret_at = 0;
	*ret_event = 0;
	if (status == MC_OK) {
		*ret_at = mc_col_int(row, 0);
		*ret_event = mc_col_int(row, 2);
		mc_reset(row);
	}
	return status == MC_EMPTY ? MC_OK : status;
}

enum mc_status mc_seal_if_due(struct mc_tx *tx, bool always, struct mc_error *err) {
	mc_time sealed_at;
	int64_t sealed;
	if (!tx->store->has_key || !tx->tail.id) {
		return MC_OK;
	}
	enum mc_status status = last_seal(tx, &sealed_at, &sealed, err);
	if (status != MC_OK) {
		return status;
	}
	/* A clock set back must not postpone seals: any distance of an hour counts. */
	mc_time age = tx->recorded_at > sealed_at ? tx->recorded_at - sealed_at
						  : sealed_at - tx->recorded_at;
	if (sealed == tx->tail.id || (!always && age < MC_SEAL_EVERY_MS)) {
		return MC_OK;
	}
	uint8_t text[MC_SEAL_TEXT_SIZE], signature[MC_SIGNATURE_SIZE];
	char hex[2 * MC_SIGNATURE_SIZE + 1];
	mc_seal_text(&tx->tail, text);
	mc_sign(text, sizeof text, tx->store->secret_key, signature);
	mc_hex(signature, sizeof signature, hex);
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_int(&body, "through", tx->tail.id);
	mc_body_text(&body, "signature", hex);
	return always ? mc_tx_event(tx, "ledger.sealed@1", 0, &body, NULL, NULL, err)
		      : mc_tx_side_event(tx, "ledger.sealed@1", 0, &body, err);
}

enum mc_status mc_decide_seal(struct mc_tx *tx, struct mc_error *err) {
	tx->at = tx->recorded_at; /* a seal happens when it is made */
	tx->late = false;
	return mc_seal_if_due(tx, true, err);
}

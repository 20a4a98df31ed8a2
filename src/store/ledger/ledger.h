/*
 * The ledger: what happened, in order, chained.
 *
 * link = BLAKE2b-256 over the event's fields, each with its length in front, its
 * veil, and the link before. Bodies are hashed as the bytes that are stored and
 * never written anew. What is personal stands in private(event) only; the veil,
 * BLAKE2b-256 of salt and private body, lets it be deleted without breaking the
 * chain.
 */
#ifndef MC_STORE_LEDGER_H
#define MC_STORE_LEDGER_H

#include "base/crypto.h"
#include "store/engine/engine.h"
#include <motcua/act.h>

#define MC_EVENT_OFFICE_SHIFT 40

struct mc_event {
	int64_t id;
	mc_time at;
	mc_time recorded_at;
	const char *kind; /* name@version */
	int64_t subject;
	const char *actor;
	const char *door;
	const uint8_t *key; /* MC_KEY_SIZE bytes or NULL */
	const char *body;
	const char *private_body; /* NULL: none, or erased */
	const uint8_t *salt; /* MC_SALT_SIZE bytes; NULL with private_body */
	const uint8_t *veil; /* MC_HASH_SIZE bytes or NULL: the event never had private data */
	const uint8_t *link; /* MC_HASH_SIZE bytes */
};

/* The end of the chain; id 0 and a link of zeros while the ledger is empty. */
struct mc_tail {
	int64_t id;
	uint8_t link[MC_HASH_SIZE];
	mc_day day; /* on which the last event was recorded; INT32_MIN while there is none */
};

MC_CHECKED enum mc_status mc_ledger_tail(
	struct mc_db *db, struct mc_tail *ret_tail, struct mc_error *err);

/* The veil and the link of an event after `before`. */
void mc_ledger_veil(const uint8_t *salt, const char *private_body, uint8_t veil[MC_HASH_SIZE]);
void mc_ledger_link(const struct mc_event *event, const uint8_t before[MC_HASH_SIZE],
	uint8_t link[MC_HASH_SIZE]);

/*
 * Chains an event behind *tail and writes it with its private row; `link` need
 * not be filled in. *tail is then this event.
 */
MC_CHECKED enum mc_status mc_ledger_write(
	struct mc_db *db, const struct mc_event *event, struct mc_tail *tail, struct mc_error *err);

/* Writes down where the day of recording changes: *last is that of the event before, and then of this one. */
MC_CHECKED enum mc_status mc_ledger_note_day(
	struct mc_db *db, const struct mc_event *event, mc_day *last, struct mc_error *err);

/* The text that a seal signs: event id and link at the tail. Returns its length. */
#define MC_SEAL_TEXT_SIZE (8 + MC_HASH_SIZE)
void mc_seal_text(const struct mc_tail *tail, uint8_t out[MC_SEAL_TEXT_SIZE]);

#endif

/*
 * Whether a ledger is sealed as it should be.
 *
 * The rule: an office is sealed when it is founded, and from then on with the first
 * act that comes MC_SEAL_EVERY_MS or more after the last seal (in either direction,
 * for a clock may be set back). A seal covers everything before it, so who changes
 * the past must take out every later one; what is then missing is found here: no
 * seal at all, an end that should have been sealed, a stretch that was sealed late.
 * Only a new key, whose event names who took it, accounts for what came before it.
 */
#ifndef MC_STORE_SEALED_H
#define MC_STORE_SEALED_H

#include "store/ledger/events.h"
#include "store/ledger/findings.h"

struct mc_sealing {
	struct mc_notes *notes;
	uint8_t public_key[MC_PUBLIC_KEY_SIZE];
	bool has_key;
	int64_t seals; /* that fit */
	mc_time sealed_at; /* of the last seal, or of the founding */
	int64_t overdue; /* the first event that should have been sealed and is not; 0: none */
	mc_time overdue_at;
	int64_t late_from, late_to; /* the first stretch sealed late that nobody accounts for */
};

/* Follows the ledger; `before` is the end of the chain in front of the event. */
void mc_sealing_event(struct mc_sealing *sealing, const struct mc_event *event,
	const struct mc_event_read *read, const struct mc_tail *before);

/* After the last event. */
void mc_sealing_end(struct mc_sealing *sealing);

#endif

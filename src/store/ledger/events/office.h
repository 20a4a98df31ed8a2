/* Events of the office itself: founded, sealed, restored; its keys; PINs guessed at. */
#ifndef MC_STORE_EVENTS_OFFICE_H
#define MC_STORE_EVENTS_OFFICE_H

#include "store/ledger/fields.h"

struct mc_event_office_founded {
	const char *number;
	const char *practice; /* "1" or "0" */
	const char *public_key;
};
static const struct mc_field mc_event_office_founded_fields[] = {
	MC_MEMBER(office_founded, number),
	MC_MEMBER(office_founded, practice),
	MC_MEMBER(office_founded, public_key),
};
MC_TABLE(office_founded, office_founded);

/* A new key; signed by the old one where that was at hand. */
struct mc_event_office_key {
	const char *public_key;
	const char *signature;
};
static const struct mc_field mc_event_office_key_fields[] = {
	MC_MEMBER(office_key, public_key),
	MC_MEMBER(office_key, signature),
};
MC_TABLE(office_key, office_key);

/* The office goes on from a backup. */
struct mc_event_office_restored {
	int64_t last; /* event of the backup */
	int gap; /* so many numbers are left out */
	int from_day,
		to_day; /* on which numbers may have been given that the backup does not have */
};
static const struct mc_field mc_event_office_restored_fields[] = {
	MC_MEMBER(office_restored, last),
	MC_MEMBER(office_restored, gap),
	MC_MEMBER(office_restored, from_day),
	MC_MEMBER(office_restored, to_day),
};
MC_TABLE(office_restored, office_restored);

struct mc_event_ledger_sealed {
	int64_t through; /* the last event that the seal covers */
	const char *signature;
};
static const struct mc_field mc_event_ledger_sealed_fields[] = {
	MC_MEMBER(ledger_sealed, through),
	MC_MEMBER(ledger_sealed, signature),
};
MC_TABLE(ledger_sealed, ledger_sealed);

/* So many wrong PINs that the next try has to wait. */
struct mc_event_lookup_limited {
	const char *scope; /* dossier, door */
	int wrong;
};
static const struct mc_field mc_event_lookup_limited_fields[] = {
	MC_MEMBER(lookup_limited, scope),
	MC_MEMBER(lookup_limited, wrong),
};
MC_TABLE(lookup_limited, lookup_limited);

#define MC_EVENTS_OFFICE(X) \
	X(OFFICE_FOUNDED, "office.founded@1", office_founded, office_founded) \
	X(OFFICE_KEY, "office.key@1", office_key, office_key) \
	X(OFFICE_RESTORED, "office.restored@1", office_restored, office_restored) \
	X(LEDGER_SEALED, "ledger.sealed@1", ledger_sealed, ledger_sealed) \
	X(LOOKUP_LIMITED, "lookup.limited@1", lookup_limited, ledger_alone)

#endif

/*
 * The kinds of events, and their bodies as structs.
 *
 * Each kind has a shape, a hand-written struct with the table of its members beside it
 * (ledger/events/), and one row in the list of its subject: name@version, table, apply
 * function (apply/). A decision fills a struct; what is written are the canonical bytes of
 * both bodies; and whoever reads an event, apply first, reads those bytes back, never the
 * struct in hand, so that replay sees what the act saw.
 *
 * A kind that was ever released is read for ever: its members stay, new ones are left out
 * of old events and are then 0 or "". What needs another meaning gets another version.
 */
#ifndef MC_STORE_LEDGER_EVENTS_H
#define MC_STORE_LEDGER_EVENTS_H

#include "base/arena.h"
#include "base/json.h"
#include "store/ledger/events/dossier.h"
#include "store/ledger/events/office.h"
#include "store/ledger/events/queue.h"
#include "store/ledger/events/setup.h"
#include "store/ledger/ledger.h"

#define MC_EVENTS(X) MC_EVENTS_TICKET(X) MC_EVENTS_DOSSIER(X) MC_EVENTS_SETUP(X) MC_EVENTS_OFFICE(X)

#define MC_EVENT_ID(id, name, table, apply) MC_EVENT_##id,
enum mc_event_id { MC_EVENTS(MC_EVENT_ID) MC_EVENT_KINDS };
#undef MC_EVENT_ID

/* Kinds as a set. */
typedef uint64_t mc_event_set;
#define MC_EVENT_BIT(id) (UINT64_C(1) << (id))

/* An event on its way into the book. */
struct mc_applied {
	struct mc_db *db;
	const struct mc_event *event;
	const void *is; /* its bodies as the struct of its kind */
	bool late; /* entered later than it happened */
};
typedef enum mc_status mc_apply_fn(const struct mc_applied *applied, struct mc_error *err);

struct mc_event_kind {
	const char *name; /* name@version */
	const struct mc_fields *fields;
	mc_apply_fn *apply;
};
extern const struct mc_event_kind mc_event_kinds[MC_EVENT_KINDS];

/* False: there is no such kind. */
bool mc_event_kind_find(const char *name, enum mc_event_id *ret_id);

/* What any event may have behind the members of its kind. */
struct mc_event_marks {
	const char *request; /* mark of the act whose key the event took */
	bool late; /* entered later than it happened */
};

/*
 * Adds the canonical bytes of both bodies; `secret` stays empty when nothing private
 * is in it. `is` is the struct of the kind.
 */
void mc_event_write(enum mc_event_id id, const void *is, const struct mc_event_marks *marks,
	struct mc_str *body, struct mc_str *secret);

/* Whether two structs of a kind are written alike. */
bool mc_event_same(enum mc_event_id id, const void *a, const void *b);

/* An event that was read: `is` and its texts live until mc_event_forget(). */
struct mc_event_read {
	enum mc_event_id id;
	const void *is;
	struct mc_event_marks marks;
	struct mc_json *body, *secret;
	struct mc_arena arena;
};

/*
 * Reads the bodies of an event (its id, kind, body and private_body are looked at; without
 * the private body, erased or never there, its members are 0 or ""). MC_DAMAGED: an unknown
 * kind or member, or a body that this program did not write.
 */
MC_CHECKED enum mc_status mc_event_read(
	const struct mc_event *event, struct mc_event_read *ret_read, struct mc_error *err);
void mc_event_forget(struct mc_event_read *read); /* fine on a zeroed one */

#endif

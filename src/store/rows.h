/*
 * What the statements of the folder sql give: the structs of the public headers, and here those
 * that nobody else needs. Which columns fill them is said in the row lines of the folder sql.
 */
#ifndef MC_STORE_ROWS_H
#define MC_STORE_ROWS_H

#include "core/history.h"
#include "core/queue/order.h"
#include "core/tally.h"
#include "store/engine/rows.h"
#include "store/ledger/events.h"
#include <motcua/store.h>

#define MC_APPLICANT_ORGANISATION "organisation" /* in applicant_type, where "" is a person */

struct mc_setting {
	const char *key, *value;
};

/* A line with what waits in each of its lanes on a day. */
struct mc_line_day {
	const char *line;
	int priority_ratio, priority_run, target_wait_min;
	int normal, priority, appointment;
};

/* A move of a dossier as it stands in the book. */
struct mc_move_row {
	int64_t event;
	struct mc_move move;
	const char *officer, *detail;
	int64_t struck_by; /* 0: it stands */
};

struct mc_party_name {
	int64_t dossier;
	const char *name;
};

/* The codes of a dossier. */
struct mc_coded {
	int64_t id;
	const char *code, *external;
};

/* A text of the book, and what was made of it: a key, a name without marks. */
struct mc_made {
	const char *text, *was;
};

/* What a dossier's row says of its life. */
struct mc_life_row {
	int64_t touched; /* its id, where the row can't speak for it: it has to be folded; else 0 */
	enum mc_dossier_state state;
	mc_time first_at; /* of its first move */
	struct mc_life life; /* as far as columns give it */
};

/* Events recorded on one day, one after another: up to where the next run begins. */
struct mc_known_run {
	int64_t first;
	mc_day day;
};

struct mc_seal_row {
	mc_time at;
	int64_t event;
};

struct mc_facts_row {
	struct mc_dossier_facts facts;
	bool erased;
};

/* A paper that was made: of which ticket or dossier, and its frozen record. */
struct mc_paper_row {
	const char *form;
	int64_t subject;
	const char *record;
};

struct mc_receipt_row {
	int64_t amount;
	const char *receipt; /* its number, with its series */
};

/* Wrong PINs in a row, and until when none is looked at. */
struct mc_wrong_pin {
	int wrong;
	mc_time last_at, until;
};

/* The last restore: how many numbers it left out in the series of which days. */
struct mc_restored {
	int64_t event, width;
	mc_day from_day, to_day;
};

#endif

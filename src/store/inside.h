/*
 * What the files of the store share: the connection, and an act on its way
 * through the one write transaction.
 */
#ifndef MC_STORE_INSIDE_H
#define MC_STORE_INSIDE_H

#include "base/json.h"
#include "core/time/calendar.h"
#include "store/engine/bell.h"
#include "store/engine/gate.h"
#include "store/ledger/events.h"
#include "store/maker.h"
#include <motcua/store.h>
#include <pthread.h>
#include <sys/types.h>

#define MC_PATIENCE_MS 3000
#define MC_SEAL_EVERY_MS MC_HOUR_MS

/* The files of a store as they were when it was opened (stand.c). */
#define MC_STAND_PARTS 5
struct mc_stand {
	struct {
		dev_t dev;
		ino_t ino;
	} parts[MC_STAND_PARTS];
};

struct mc_store {
	char dir[512]; /* the office's folder */
	char named[512]; /* the store as it was named */
	char path[512]; /* the store itself, without links: gate and bell lie beside it */
	struct mc_stand stand;
	uint8_t founding[MC_HASH_SIZE]; /* link of the first event: tells offices apart */
	pthread_mutex_t swap; /* while `db` changes, for who interrupts a read */
	struct mc_db *db;
	struct mc_gate gate;
	struct mc_bell bell;
	bool read_only; /* there is no gate, and nothing is written (care/read_only.h) */
	int patience_ms;
	int64_t clock_offset_ms; /* of a practice office's running clock */
	bool clock_given; /* to this connection: the office's own is not looked at */
	int number; /* of the office, in event ids */
	bool practice;
	int64_t seen_version;
	struct mc_paper_maker maker;
	struct mc_calendar calendar; /* kept while calendar_version stays */
	int64_t calendar_version;
	bool calendar_ready;
	bool wipe_owed; /* erased names may still stand in the log (wipe.c) */
	mc_time wipe_tried_at;
	bool has_key;
	uint8_t secret_key[MC_SECRET_KEY_SIZE];
};

/* An act inside its transaction. */
struct mc_tx {
	struct mc_store *store;
	struct mc_db *db;
	struct mc_arena *arena;
	const struct mc_act *act;
	struct mc_outcome *outcome;
	const char *actor;
	unsigned roles;
	mc_time at; /* when it happened */
	mc_time recorded_at; /* when it is written */
	mc_day day; /* local day of `at` */
	struct mc_tail tail;
	bool keyed; /* the first event has taken the key */
	bool late; /* entered later than it happened */
	const char *late_reason; /* clean; NULL unless late */
};

/* A transaction of the program itself, which nobody asked for. */
struct mc_own_tx {
	struct mc_act act;
	struct mc_outcome outcome;
	struct mc_tx tx;
};
void mc_own_tx(struct mc_own_tx *own, struct mc_store *store, struct mc_db *db,
	struct mc_arena *arena, mc_time now);

/* ---- events (event.c) ---- */

/* `undoes` of an event that takes an act back: a move's name, or this. */
#define MC_UNDOES_ISSUE "issue"

/*
 * Writes an event, its struct given in `is`, about `subject` (0: the thing the event itself
 * makes), and applies it to the book from the bytes that were written. *ret_id (may be NULL).
 */
MC_CHECKED enum mc_status mc_tx_write(struct mc_tx *tx, enum mc_event_id id, int64_t subject,
	const void *is, int64_t *ret_id, struct mc_error *err);

/*
 * An event beside the act's own (a seal, what an earlier day left open): it
 * happens now, also when the act is entered late, and takes neither the act's key
 * nor its outcome.
 */
MC_CHECKED enum mc_status mc_tx_write_beside(struct mc_tx *tx, enum mc_event_id id, int64_t subject,
	const void *is, struct mc_error *err);

/* ---- keys and outcomes (key.c) ---- */

#define MC_REQUEST_MARK_SIZE 11
void mc_request_mark(const struct mc_act *act, char out[MC_REQUEST_MARK_SIZE]);

/*
 * *ret_seen: the act's key has an outcome already, which is then filled in; it
 * must have begun with one of `first_kinds` and say the same, else MC_CONFLICT.
 */
MC_CHECKED enum mc_status mc_look_up_key(
	struct mc_tx *tx, mc_event_set first_kinds, bool *ret_seen, struct mc_error *err);

/* Reads ticket or dossier as they stand after the act. */
MC_CHECKED enum mc_status mc_finish_outcome(struct mc_tx *tx, struct mc_error *err);

/* ---- decisions, one per verb (decide/) ---- */

typedef enum mc_status mc_decide_fn(struct mc_tx *tx, struct mc_error *err);
mc_decide_fn mc_decide_setup, mc_decide_desk;
mc_decide_fn mc_decide_issue, mc_decide_next, mc_decide_call, mc_decide_ticket_move,
	mc_decide_take_back;
mc_decide_fn mc_decide_accept, mc_decide_dossier_move, mc_decide_undo, mc_decide_import,
	mc_decide_read;
mc_decide_fn mc_decide_fee, mc_decide_erase, mc_decide_paper, mc_decide_seal, mc_decide_new_key;

/* What the table of transitions asks of a dossier; MC_REFUSED once its personal data was erased. */
MC_CHECKED enum mc_status mc_read_facts(
	struct mc_tx *tx, int64_t id, struct mc_dossier_facts *ret_facts, struct mc_error *err);

/* Closes what earlier days left open (decide/queue/left_open.c); the first queue act of a day does it. */
MC_CHECKED enum mc_status mc_close_left_open(struct mc_tx *tx, struct mc_error *err);

/* Queues a paper and its print job, frozen as of now; does nothing without a maker. */
MC_CHECKED enum mc_status mc_queue_paper(
	struct mc_tx *tx, const char *form, int64_t subject, struct mc_error *err);

/* Seals the chain up to here when the last seal is older than an hour, or always. */
MC_CHECKED enum mc_status mc_seal_if_due(struct mc_tx *tx, bool always, struct mc_error *err);

/*
 * Gives the office a new key and seals by it: its event is signed by the old one where
 * that is at hand. The secret lies in `dir`/keys beside the old one until the commit.
 */
MC_CHECKED enum mc_status mc_tx_new_key(struct mc_tx *tx, const char *dir, struct mc_error *err);

/* ---- what an erasure leaves in the log (wipe.c) ---- */

void mc_wipe_look(struct mc_store *store); /* at opening: whether a debt is noted */
void mc_wipe_owe(struct mc_store *store); /* before an erasure is committed */
void mc_wipe_pay(struct mc_store *store, mc_time now); /* under the gate, at most once a minute */

/* ---- what is open is what is there (stand.c) ---- */

/* Notes which files lie at the store's paths. */
void mc_stand_note(struct mc_store *store);

/* Whether those that were noted lie there still. */
bool mc_stand_holds(const struct mc_store *store);

/* Likewise of the store's file alone. */
bool mc_stand_file_holds(const struct mc_store *store);

/* Likewise of store and log alone, which hold what was committed. */
bool mc_stand_kept(const struct mc_store *store);

/*
 * Of a log that was taken away alone: what is in it and not in the store's file yet is
 * written there, for nobody else can read it any more. Under the gate. MC_BUSY.
 */
MC_CHECKED enum mc_status mc_stand_rescue(struct mc_store *store, struct mc_error *err);

/*
 * The gate, over the files that are there: where they are others than those that are
 * open, these are opened anew. MC_UNAVAILABLE: they are no store of this office.
 */
MC_CHECKED enum mc_status mc_store_enter(struct mc_store *store, struct mc_error *err);

/* ---- files (place.c) ---- */

#define MC_PLACE_SIZE 720 /* of a path inside an office's folder */

/*
 * Whether a store, or a log left of one, lies at `path`: a new file put there
 * would be mixed with the old log.
 */
bool mc_store_remains(const char *path);

/* Whether the copy of a store opens and its pages are whole: MC_FOREIGN, MC_DAMAGED (backup.c). */
MC_CHECKED enum mc_status mc_check_copy(
	const char *path, struct mc_arena *arena, struct mc_error *err);

/* Takes a store away, or only the log beside it (which must be empty). */
void mc_remove_store(const char *path);
void mc_remove_log(const char *path);

/* As rename(2), but never over something that is there (EEXIST). */
int mc_move_new(const char *from, const char *to);

/*
 * A file of the store that is mounted by itself has a second name, in a folder with another
 * gate; a whole folder that is mounted has its own gate in it. MC_REFUSED names the file.
 */
MC_CHECKED enum mc_status mc_check_mounts(const char *path, struct mc_error *err);

/* All of an open file behind what is in another, on the disk. */
MC_CHECKED enum mc_status mc_copy_bytes(
	int in, const char *from, int out, const char *to, struct mc_error *err);

/* A folder of one's own for what is thrown away at once. */
MC_CHECKED enum mc_status mc_scratch_make(char ret_folder[MC_PLACE_SIZE], struct mc_error *err);

/* Ends a founding that was cut after the store moved into place: the key follows it. */
void mc_key_into_place(const char *dir);

/* ---- the clock (store.c) ---- */

/* Learns how a practice office's own clock runs now; nothing else has one. */
MC_CHECKED enum mc_status mc_read_clock(
	struct mc_store *store, struct mc_arena *arena, struct mc_error *err);

/* ---- people (access/identity.c) ---- */

/* Who acts, and with which roles, into `tx`. MC_DENIED: nobody who may act here. */
MC_CHECKED enum mc_status mc_tx_identify(struct mc_tx *tx, struct mc_error *err);

/* A person by the short name, in either case; MC_NO_ROW: there is none. */
MC_CHECKED enum mc_status mc_read_person(struct mc_db *db, struct mc_arena *arena,
	const char *staff, struct mc_staff *ret_person, struct mc_error *err);

/* Likewise, for whoever named the person: MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_find_person(struct mc_db *db, struct mc_arena *arena,
	const char *staff, struct mc_staff *ret_person, struct mc_error *err);

/* ---- shared reads ---- */

/* What the connection keeps of its office; MC_DAMAGED: it was never founded. */
MC_CHECKED enum mc_status mc_load_office(struct mc_store *store, struct mc_error *err);

/* Calendar of the office, kept in the store until a day or setting changes. Borrowed. */
MC_CHECKED enum mc_status mc_office_calendar(
	struct mc_store *store, const struct mc_calendar **ret_calendar, struct mc_error *err);

/*
 * What is to be written for a setting (its name without “office.”) that was given
 * as `value`; in the arena. MC_INVALID: there is no such setting, or not with such a value.
 */
MC_CHECKED enum mc_status mc_keep_setting(struct mc_tx *tx, const char *key, const char *value,
	const char **ret_kept, struct mc_error *err);

/* A setting, or `otherwise`; in the arena. */
MC_CHECKED enum mc_status mc_setting(struct mc_db *db, struct mc_arena *arena, const char *key,
	const char *otherwise, const char **ret_value, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_office(struct mc_db *db, struct mc_arena *arena,
	struct mc_office *ret_office, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_line(struct mc_db *db, struct mc_arena *arena, const char *line,
	struct mc_line *ret_line, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_desk(struct mc_db *db, struct mc_arena *arena, const char *desk,
	struct mc_desk *ret_desk, struct mc_error *err);
/*
 * Lines and desks as of a day: what an earlier one left open at a desk is not
 * shown, though no act has closed it yet (mc_desk_forget_earlier).
 */
MC_CHECKED enum mc_status mc_read_lines(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const struct mc_line **ret_rows, size_t *ret_count, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_desks(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const struct mc_desk **ret_rows, size_t *ret_count, struct mc_error *err);
void mc_desk_forget_earlier(struct mc_desk *desk, mc_day day);
MC_CHECKED enum mc_status mc_read_procedure(struct mc_db *db, struct mc_arena *arena,
	const char *code, const char *variant, mc_day day, struct mc_procedure *ret_procedure,
	struct mc_error *err);
/* The same, for whoever typed the code: where there is none, the nearest is named. */
MC_CHECKED enum mc_status mc_find_procedure(struct mc_db *db, struct mc_arena *arena,
	const char *code, const char *variant, mc_day day, struct mc_procedure *ret_procedure,
	struct mc_error *err);
/* One ticket by id; MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_read_ticket(
	struct mc_db *db, int64_t id, struct mc_ticket *ret_ticket, struct mc_error *err);
/* Today's ticket by its label in either case; MC_INVALID, MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_read_label(struct mc_db *db, const char *label, mc_day day,
	struct mc_ticket *ret_ticket, struct mc_error *err);
/* A dossier by code (ours or the other system's, either case); MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_read_code(
	struct mc_db *db, const char *code, int64_t *ret_id, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_dossier(struct mc_db *db, struct mc_arena *arena, int64_t id,
	struct mc_dossier *ret_dossier, struct mc_error *err);
MC_CHECKED enum mc_status mc_read_components(struct mc_db *db, struct mc_arena *arena,
	int64_t dossier, const struct mc_component **ret_rows, size_t *ret_count,
	struct mc_error *err);

#endif

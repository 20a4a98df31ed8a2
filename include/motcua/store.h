/*
 * The store: the only door to the office's data.
 *
 * One struct mc_store is one connection, used by one thread. mc_store_act() is
 * the only call that writes; it returns only after the change is on the disk.
 * Reads see one committed state each. Everything returned lives in the arena
 * given by the caller.
 */
#ifndef MOTCUA_STORE_H
#define MOTCUA_STORE_H

#include <motcua/view.h>
#include <stdio.h>

struct mc_arena;
struct mc_str;
struct mc_store;

/*
 * Makes a new office folder (0700) with an empty store; the set-up rows follow
 * as acts. `number` is the office's number in event ids (1 when it stands
 * alone). MC_CONFLICT: an office is already there. MC_REFUSED: the folder lies
 * on a network filesystem.
 */
MC_CHECKED enum mc_status mc_store_init(
	const char *office_dir, int number, bool practice, struct mc_error *err);

/* Whether an office lies in the folder `dir`, or what is left of one: a store or its key. */
bool mc_store_is_there(const char *dir);

/*
 * Whether this account may work in the office folder `dir`: only its owner may,
 * root included, for what somebody else makes in it locks the owner out. A folder
 * that is not there yet is nobody's. MC_REFUSED names the owner.
 */
MC_CHECKED enum mc_status mc_store_check_owner(const char *dir, struct mc_error *err);

/*
 * Whether a new office may stand in `dir`. MC_CONFLICT: one is there, or what is
 * left of one; MC_REFUSED: it does not lie on a disk of this computer, or belongs
 * to another account.
 */
MC_CHECKED enum mc_status mc_store_check_place(const char *dir, struct mc_error *err);

/*
 * Moves an office that was built in `from`, and that nobody has open, into the
 * folder `to`: all of it or nothing, after a cut too. MC_CONFLICT: an office is there.
 */
MC_CHECKED enum mc_status mc_store_move(const char *from, const char *to, struct mc_error *err);

/*
 * Opens OFFICE/store.db (or `url`: sqlite:PATH). MC_UNAVAILABLE: no office there;
 * MC_FOREIGN, MC_NEWER, MC_DAMAGED (also when it ends before what was acknowledged
 * there), MC_REFUSED (network, owner), MC_BUSY (with the pid that holds the gate). Older
 * schemas are upgraded under the gate.
 */
MC_CHECKED enum mc_status mc_store_open(
	const char *office_dir, const char *url, struct mc_store **ret_store, struct mc_error *err);
void mc_store_close(struct mc_store *store);

/*
 * Whether the disk takes nothing, so that the store was opened to be read: reads, verify
 * and backup (elsewhere) work, acts are MC_READ_ONLY.
 */
bool mc_store_read_only(const struct mc_store *store);

/*
 * Before a read after a while: whether the open files are still those at their names.
 * Where they are not, what is there is opened when it is a store of the same office
 * (an act does so by itself). MC_UNAVAILABLE and the like: nothing can be read now;
 * the next call tries again.
 */
MC_CHECKED enum mc_status mc_store_refresh(struct mc_store *store, struct mc_error *err);

/* What tells an office from every other, also after it was restored. */
#define MC_OFFICE_MARK_SIZE 32
void mc_store_founding(const struct mc_store *store, uint8_t ret_mark[MC_OFFICE_MARK_SIZE]);

const char *mc_store_office_dir(const struct mc_store *store);

/*
 * The clock of this connection: the system's; in a practice office the office's own
 * (its setting “clock”), or one that `set_clock` starts at `at` for this connection
 * alone. An act's own `now` goes before.
 */
mc_time mc_store_now(const struct mc_store *store);
MC_CHECKED enum mc_status mc_store_set_clock(
	struct mc_store *store, mc_time at, struct mc_error *err);

/* When the newest event was written, by the clock of then. */
MC_CHECKED enum mc_status mc_store_last_written(
	struct mc_store *store, mc_time *ret_at, struct mc_error *err);

/* How long an act may wait for the gate before MC_BUSY; default 3,000 ms. */
void mc_store_set_patience(struct mc_store *store, int ms);

/*
 * Does an act: gate, transaction, key, rights, decision, events, book, print
 * jobs, commit, bell. MC_OK and *ret_outcome once it is durable. A failure has
 * changed nothing, except what mc_status_is_unsure() out of the commit itself,
 * where the outcome is unknown: send the same act (same key) again.
 */
MC_CHECKED enum mc_status mc_store_act(struct mc_store *store, const struct mc_act *act,
	struct mc_arena *arena, struct mc_outcome *ret_outcome, struct mc_error *err);

/* One act among many: what it did, or why it was refused. */
struct mc_tried {
	enum mc_status status;
	struct mc_outcome outcome; /* when status is MC_OK */
	struct mc_error error; /* otherwise */
};

/*
 * Does several acts of one verb in one commit, each for itself: a refused one
 * leaves nothing behind and the others stand. For imports; keys work as above.
 * A failure of the store itself has changed nothing (or, out of the commit, is
 * unknown: send them again).
 */
MC_CHECKED enum mc_status mc_store_act_many(struct mc_store *store, const struct mc_act *acts,
	size_t count, struct mc_arena *arena, struct mc_tried *ret_tried, struct mc_error *err);

/* Fills a key: random, or from a text (BLAKE2b; the same text, the same key). `nth` tells parts apart. */
void mc_key_random(uint8_t key[MC_KEY_SIZE]);
void mc_key_from_text(const char *text, int nth, uint8_t key[MC_KEY_SIZE]);

/*
 * The bell: rung after each commit by any process. `fd` can be polled for
 * reading (drain with mc_store_bell_answer); it is a hint. The truth is
 * mc_store_changed(): whether anything was committed since the last call.
 */
int mc_store_bell_fd(struct mc_store *store);
void mc_store_bell_answer(struct mc_store *store);
bool mc_store_changed(struct mc_store *store);

/* Stops a long read of another thread, which then fails with MC_CONFLICT. */
void mc_store_interrupt(struct mc_store *store);

/* ---- reads ---- */

MC_CHECKED enum mc_status mc_store_office(struct mc_store *store, struct mc_arena *arena,
	struct mc_office *ret_office, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_lines(struct mc_store *store, struct mc_arena *arena,
	const struct mc_line **ret_rows, size_t *ret_count, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_desks(struct mc_store *store, struct mc_arena *arena,
	const struct mc_desk **ret_rows, size_t *ret_count, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_staff(struct mc_store *store, struct mc_arena *arena,
	struct mc_staff_list *ret_list, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_printers(struct mc_store *store, struct mc_arena *arena,
	const struct mc_printer **ret_rows, size_t *ret_count, struct mc_error *err);
/* Versions valid on `day`, matching every word of `words` (folded prefix match); day INT32_MIN: all versions. */
MC_CHECKED enum mc_status mc_store_procedures(struct mc_store *store, struct mc_arena *arena,
	const char *words, mc_day day, int limit, struct mc_procedures *ret_list,
	struct mc_error *err);
MC_CHECKED enum mc_status mc_store_procedure(struct mc_store *store, struct mc_arena *arena,
	const char *code, const char *variant, mc_day day, struct mc_procedure *ret_procedure,
	struct mc_error *err);
MC_CHECKED enum mc_status mc_store_calendar_rows(struct mc_store *store, struct mc_arena *arena,
	mc_day from, mc_day to, const struct mc_day_row **ret_rows, size_t *ret_count,
	struct mc_error *err);
/* Fills an initialised calendar (core/time/calendar.h) with the office's hours and all days known. */
MC_CHECKED enum mc_status mc_store_calendar(
	struct mc_store *store, struct mc_calendar *calendar, struct mc_error *err);

struct mc_ticket_filter {
	mc_day day;
	int state; /* -1 any */
	const char *line; /* NULL any */
};
MC_CHECKED enum mc_status mc_store_tickets(struct mc_store *store, struct mc_arena *arena,
	const struct mc_ticket_filter *filter, const struct mc_ticket **ret_rows, size_t *ret_count,
	struct mc_error *err);
MC_CHECKED enum mc_status mc_store_ticket(struct mc_store *store, const char *label, mc_day day,
	struct mc_ticket *ret_ticket, struct mc_error *err);

struct mc_dossier_filter {
	bool by_state; /* only those in `state` */
	enum mc_dossier_state state;
	mc_time due_before; /* 0 any */
	bool late; /* current due day before today and not ended, or ended late */
	int limit; /* 0: no limit */
};
MC_CHECKED enum mc_status mc_store_dossiers(struct mc_store *store, struct mc_arena *arena,
	const struct mc_dossier_filter *filter, struct mc_dossiers *ret_list, struct mc_error *err);
/* Code (ours or external, either case), ID number, phone, or words of the name without marks. */
MC_CHECKED enum mc_status mc_store_find(struct mc_store *store, struct mc_arena *arena,
	const char *text, int limit, struct mc_dossiers *ret_list, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_dossier(struct mc_store *store, struct mc_arena *arena,
	const char *code, struct mc_dossier_view *ret_view, struct mc_error *err);

/*
 * A citizen's look-up by code and PIN, from whichever door. MC_NOT_FOUND: no dossier has
 * both; an unknown code and a wrong PIN are the same. From the third wrong one on for one
 * code, and from the tenth at one door, MC_REFUSED for a minute, doubling to an hour, be
 * the PIN right or wrong. A right one clears the counts, so does an hour without any; on
 * a disk that can't be written nothing is counted.
 */
struct mc_lookup {
	const char *code, *pin; /* as typed */
	enum mc_door door;
	mc_time now; /* 0: the clock. Practice offices only */
};
MC_CHECKED enum mc_status mc_store_lookup(struct mc_store *store, struct mc_arena *arena,
	const struct mc_lookup *lookup, struct mc_dossier_view *ret_view, struct mc_error *err);

MC_CHECKED enum mc_status mc_store_hall(struct mc_store *store, struct mc_arena *arena,
	struct mc_hall *ret_hall, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_counter(struct mc_store *store, struct mc_arena *arena,
	struct mc_counter_view *ret_view, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_desk(struct mc_store *store, struct mc_arena *arena,
	const char *desk, struct mc_desk_view *ret_view, struct mc_error *err);
MC_CHECKED enum mc_status mc_store_preview(struct mc_store *store, struct mc_arena *arena,
	const char *procedure, const char *variant, struct mc_preview *ret_preview,
	struct mc_error *err);

/*
 * The leave-PIN of public screens: as it is kept by the setting “leave-pin” (MC_INVALID:
 * not so many digits), and whether one typed is it (MC_REFUSED: there were too many
 * wrong ones, counted as those of mc_store_lookup()).
 */
#define MC_LEAVE_PIN_MIN 4
#define MC_LEAVE_PIN_MAX 12
#define MC_LEAVE_PIN_SIZE 128
MC_CHECKED enum mc_status mc_store_leave_pin(
	const char *pin, char out[MC_LEAVE_PIN_SIZE], struct mc_error *err);
MC_CHECKED enum mc_status mc_store_leave(struct mc_store *store, struct mc_arena *arena,
	const char *pin, struct mc_leave *ret_leave, struct mc_error *err);

/* Any query of view.h; *ret_answer is the struct named beside its kind. */
MC_CHECKED enum mc_status mc_store_query(struct mc_store *store, const struct mc_query *query,
	struct mc_arena *arena, const void **ret_answer, struct mc_error *err);

/* ---- papers ---- */

/*
 * The frozen record of a paper (JSON, paper/records.h): the newest of `form` for
 * a ticket label of `day` or for a dossier code. MC_NOT_FOUND when never made.
 */
MC_CHECKED enum mc_status mc_store_paper_record(struct mc_store *store, struct mc_arena *arena,
	const char *form, const char *label, mc_day day, const char *code, const char **ret_json,
	struct mc_error *err);
MC_CHECKED enum mc_status mc_store_jobs(struct mc_store *store, struct mc_arena *arena,
	mc_time since, struct mc_jobs *ret_jobs, struct mc_error *err);

/* ---- care ---- */

enum mc_finding_kind {
	MC_FINDING_REMARK, /* worth knowing */
	MC_FINDING_UNSEALED, /* a seal or the key is not right: no change shows, and none is ruled out */
	MC_FINDING_DAMAGE, /* something was changed, or is broken */
};
struct mc_finding {
	enum mc_finding_kind kind;
	struct mc_error what; /* a sentence for mc_error_text() */
};
struct mc_findings {
	const struct mc_finding *rows;
	size_t count;
	bool ok; /* nothing but remarks */
	bool whole; /* no damage */
	int64_t events; /* checked */
	int64_t last_event; /* the last of them, and when it was recorded; 0: there is none */
	mc_time last_at;
};

/*
 * The public key that seals are verified by from now on, in hexadecimal, and whether
 * the office holds its secret; *ret_what says why not.
 */
MC_CHECKED enum mc_status mc_store_key(struct mc_store *store, struct mc_arena *arena,
	const char **ret_public_key, bool *ret_fits, struct mc_error *ret_what,
	struct mc_error *err);

/* Chain, veils, seals, gaplessness, and a rebuild of the book compared with the book. */
MC_CHECKED enum mc_status mc_store_verify(struct mc_store *store, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err);

/*
 * A whole copy in `folder` (made when missing); *ret_path in the arena. The findings
 * are of its ledger and of the office's key; a copy is kept whatever they are, for it
 * may be the last.
 */
MC_CHECKED enum mc_status mc_store_backup(struct mc_store *store, const char *folder,
	struct mc_arena *arena, const char **ret_path, struct mc_findings *ret_findings,
	struct mc_error *err);

/* The last good backup that the store knows of; at 0: none. */
struct mc_backup {
	mc_time at; /* by the computer's clock, in a practice office too: files age by it */
	const char *file; /* its whole name */
	int64_t size; /* bytes */
	int64_t last_event; /* that it holds */
};
MC_CHECKED enum mc_status mc_store_last_backup(struct mc_store *store, struct mc_arena *arena,
	struct mc_backup *ret_backup, struct mc_error *err);

/* Numbers that a restored office leaves out of each series, for what was given since the backup. */
#define MC_RESTORE_GAP 100

struct mc_restore_how {
	int gap; /* 0: it is known that nothing was given */
	mc_time now; /* of a practice office; 0: by its clock */
};

/*
 * Makes an office folder out of a backup file: copies it, replays the copy's ledger
 * into an empty book and compares. What was open on the print list becomes unknown;
 * numbers are left out as `how` says; without the office's key in `office_dir`/keys
 * it gets a new one. The findings are of the backup.
 * MC_CONFLICT when `office_dir` holds an office already, MC_BUSY when another
 * restore is at work there, MC_REFUSED when a log lies beside the file, MC_FOREIGN
 * when it is no office's, MC_DAMAGED when the copy is not whole.
 */
MC_CHECKED enum mc_status mc_store_restore(const char *file, const char *office_dir,
	const struct mc_restore_how *how, struct mc_arena *arena, struct mc_findings *ret_findings,
	struct mc_error *err);

#endif

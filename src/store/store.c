/*
 * The store's door: opening, opening anew, closing, the clock, the bell.
 */
#include "base/clock.h"
#include "base/file.h"
#include "sql.h"
#include "store/care/read_only.h"
#include "store/engine/schema.h"
#include "store/inside.h"
#include "store/ledger/office_key.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- where things are ---- */

/* Splits --store / --office into the folder and the file. */
static enum mc_status locate(
	struct mc_store *store, const char *office_dir, const char *url, struct mc_error *err) {
	mc_copy(store->dir, sizeof store->dir, office_dir);
	if (!url || !*url) {
		snprintf(store->named, sizeof store->named, "%.490s/store.db", office_dir);
		return MC_OK;
	}
	if (strncmp(url, "sqlite:", 7) != 0) {
		return mc_fail(err, MC_INVALID,
			N_("--store takes sqlite:PATH, not “%s” (PostgreSQL comes with a later "
			   "version)."),
			url);
	}
	mc_copy(store->named, sizeof store->named, url + 7);
	mc_copy(store->dir, sizeof store->dir, url + 7);
	char *slash = strrchr(store->dir, '/');
	if (slash && slash != store->dir) {
		*slash = '\0';
	} else {
		mc_copy(store->dir, sizeof store->dir, slash ? "/" : ".");
	}
	return MC_OK;
}

/*
 * A store is one file with one name: its log, its gate and its bell lie beside it, so
 * links are followed to it, and a second name in another folder would have others.
 */
static enum mc_status follow_links(
	struct mc_store *store, const struct stat *found, struct mc_error *err) {
	char *real = realpath(store->named, NULL);
	if (!real) {
		return mc_file_fail(err, errno, store->named);
	}
	mc_copy(store->path, sizeof store->path, real);
	bool fits = strlen(real) < sizeof store->path - 16;
	free(real);
	if (!fits) {
		return mc_file_fail(err, ENAMETOOLONG, store->named);
	}
	if (found->st_nlink > 1) {
		return mc_fail(err, MC_REFUSED,
			N_("The store %s has %lu names (hard links), and two of them would be "
			   "written past each other: remove the others."),
			store->path, (unsigned long)found->st_nlink);
	}
	return mc_check_mounts(store->path, err);
}

static enum mc_status check_place(struct mc_store *store, struct mc_error *err) {
	const char *kind;
	struct stat found;
	MC_TRY(mc_store_check_owner(store->dir, err));
	if (stat(store->named, &found) < 0) {
		return errno == ENOENT || errno == ENOTDIR
			       ? mc_fail(err, MC_UNAVAILABLE,
					 N_("There is no office in %s: make one with “motcua "
					    "init”, or name its folder with --office."),
					 store->dir)
			       : mc_file_fail(err, errno, store->named);
	}
	if (!S_ISREG(found.st_mode)) {
		return mc_fail(err, MC_FOREIGN,
			N_("%s is not a store of Motcua. Name the office's folder with --office, "
			   "or its store with --store."),
			store->named);
	}
	MC_TRY(follow_links(store, &found, err));
	if (mc_file_is_remote(store->dir, &kind)) {
		return mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			store->dir, kind);
	}
	return MC_OK;
}

/* ---- opening ---- */

enum mc_status mc_load_office(struct mc_store *store, struct mc_error *err) {
	MC_AUTOARENA struct mc_arena arena = { 0 };
	struct mc_office office;
	MC_TRY(mc_read_office(store->db, &arena, &office, err));
	store->number = office.number;
	store->practice = office.practice;
	if (!store->clock_given) { /* a store opened anew keeps the clock it was given */
		store->clock_offset_ms = office.clock_ahead_ms;
	}
	return store->number != 0
		       ? MC_OK
		       : mc_fail(err, MC_DAMAGED,
				 N_("The store %s has no founding event: restore the newest "
				    "backup."),
				 store->path);
}

/* Beside the holder of the gate nothing can be walked up: MC_BUSY as `busy` says it. */
static enum mc_status check_schema(
	struct mc_db *db, const struct mc_error *busy, struct mc_error *err) {
	int number = 0;
	MC_TRY(mc_db_schema(db, &number, err));
	if (number == mc_schema_newest()) {
		return MC_OK;
	}
	if (err) {
		*err = *busy;
	}
	return MC_BUSY;
}

/* How long an open waits for the gate before it goes in beside its holder. */
#define OPEN_PATIENCE_MS 100

/*
 * Under the gate, for a first open may recover the log and an old schema is
 * walked up. When the gate is held, its holder has the store open already, so
 * this is no first open: it may go in to read, if there is nothing to walk up.
 */
static enum mc_status open_db(struct mc_store *store, struct mc_error *err) {
	struct mc_error busy;
	enum mc_status held = mc_gate_take(&store->gate, OPEN_PATIENCE_MS, &busy);
	if (held != MC_OK && held != MC_BUSY) {
		if (err) {
			*err = busy;
		}
		return held;
	}
	struct mc_db *db = NULL;
	enum mc_status status = mc_db_open(store->path, MC_DB_WRITE, &db, err);
	pthread_mutex_lock(&store->swap);
	store->db = db;
	pthread_mutex_unlock(&store->swap);
	if (status == MC_OK && held == MC_OK) {
		status = mc_schema_upgrade(store->db, err);
	} else if (status == MC_OK) {
		status = check_schema(store->db, &busy, err);
	}
	if (status == MC_OK) {
		status = mc_load_office(store, err);
	}
	mc_stand_note(store);
	mc_gate_release(&store->gate);
	return status;
}

static enum mc_status open_files(struct mc_store *store, struct mc_error *err) {
	char path[600];
	int folder = (int)(strrchr(store->path, '/') - store->path);
	snprintf(path, sizeof path, "%.*s/store.gate", folder, store->path);
	MC_TRY(mc_gate_open(&store->gate, path, err));
	snprintf(path, sizeof path, "%.*s/store.bell", folder, store->path);
	return mc_bell_open(&store->bell, path, err);
}

static void close_db(struct mc_store *store) {
	struct mc_db *db = store->db;
	pthread_mutex_lock(&store->swap);
	store->db = NULL;
	pthread_mutex_unlock(&store->swap);
	mc_db_close(db);
}

/* Everything at the store's names, as they are now. */
static enum mc_status open_all(struct mc_store *store, struct mc_error *err) {
	MC_TRY(check_place(store, err));
	enum mc_status status = open_files(store, err);
	if (status == MC_OK) {
		status = open_db(store, err);
	}
	store->read_only = false;
	if ((status == MC_READ_ONLY || status == MC_DENIED) && mc_read_only_place(store)) {
		close_db(store);
		status = mc_read_only_open(store, err);
	}
	return status;
}

static void close_all(struct mc_store *store) {
	close_db(store);
	mc_gate_close(&store->gate);
	mc_bell_close(&store->bell);
	if (store->calendar_ready) {
		mc_calendar_finish(&store->calendar);
		store->calendar_ready = false;
	}
	store->seen_version = -1;
}

/* The link of the first event: no two offices share it. */
static enum mc_status read_founding(
	struct mc_store *store, uint8_t founding[MC_HASH_SIZE], struct mc_error *err) {
	MC_AUTOEND struct sql_event_rows rows = sql_events_all(store->db, 0);
	struct mc_event first = { 0 };
	MC_TRY(mc_ended(sql_event_next(rows, &first, err)));
	if (first.id) {
		memset(founding, 0, MC_HASH_SIZE);
	}
	if (first.link) {
		memcpy(founding, first.link, MC_HASH_SIZE);
	}
	return MC_OK;
}

/*
 * MC_DAMAGED when fewer events are there than were acknowledged. The mark is read
 * first, for another process may commit in between.
 */
static enum mc_status check_mark(struct mc_store *store, struct mc_error *err) {
	struct mc_tail tail;
	int64_t marked = store->read_only ? 0 : mc_gate_marked(&store->gate, store->founding);
	enum mc_status status = mc_ledger_tail(store->db, &tail, err);
	if (status != MC_OK || tail.id >= marked) {
		return status;
	}
	return mc_fail(err, MC_DAMAGED,
		N_("The end of %s is missing (records: %lld): its log (store.db-wal) was removed, "
		   "or the file was replaced by an older one. Nothing was done. Put the missing "
		   "file back, or restore a backup elsewhere; to go on without them, remove "
		   "store.gate while no program of this office runs."),
		store->path, (long long)(marked - tail.id));
}

static enum mc_status open_same(struct mc_store *store, struct mc_error *err) {
	uint8_t founding[MC_HASH_SIZE] = { 0 };
	MC_TRY(open_all(store, err));
	MC_TRY(read_founding(store, founding, err));
	if (memcmp(founding, store->founding, sizeof founding) != 0) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("Another office lies in %s now: nothing was done. Start this program "
			   "again to work there."),
			store->dir);
	}
	return check_mark(store, err);
}

/* What lies at the names now, when it is a store of the same office. */
static enum mc_status reopen(struct mc_store *store, struct mc_error *err) {
	close_all(store);
	enum mc_status status = open_same(store, err);
	if (status != MC_OK) {
		close_all(store);
	}
	return status;
}

#define REOPEN_MAX 3 /* files that change under us time and again */

enum mc_status mc_store_enter(struct mc_store *store, struct mc_error *err) {
	for (int again = 0; again < REOPEN_MAX; again++) {
		if (!store->db || store->read_only) {
			MC_TRY(reopen(store, err));
		}
		if (store->read_only) {
			return mc_read_only_fail(store, err);
		}
		MC_TRY(mc_gate_take(&store->gate, store->patience_ms, err));
		if (mc_stand_holds(store)) {
			return MC_OK;
		}
		enum mc_status status = mc_stand_rescue(store, err);
		mc_gate_release(&store->gate);
		MC_TRY(status);
		MC_TRY(reopen(store, err));
	}
	return mc_fail(err, MC_UNAVAILABLE,
		N_("The files of the store %s are being moved: nothing was done. Try again."),
		store->path);
}

enum mc_status mc_store_refresh(struct mc_store *store, struct mc_error *err) {
	if (store->db && store->read_only && mc_read_only_place(store)) {
		return mc_stand_file_holds(store) ? MC_OK : reopen(store, err);
	}
	if (store->db && !store->read_only && mc_stand_holds(store)) {
		return MC_OK;
	}
	MC_TRY(mc_store_enter(store, err));
	mc_gate_release(&store->gate);
	return MC_OK;
}

void mc_store_founding(const struct mc_store *store, uint8_t ret_mark[MC_OFFICE_MARK_SIZE]) {
	memcpy(ret_mark, store->founding, MC_OFFICE_MARK_SIZE);
}

static enum mc_status open_first(
	struct mc_store *store, const char *office_dir, const char *url, struct mc_error *err) {
	MC_TRY(locate(store, office_dir, url, err));
	MC_TRY(open_all(store, err));
	MC_TRY(read_founding(store, store->founding, err));
	return check_mark(store, err);
}

enum mc_status mc_store_open(const char *office_dir, const char *url, struct mc_store **ret_store,
	struct mc_error *err) {
	struct mc_store *store = calloc(1, sizeof *store);
	if (!store) {
		abort();
	}
	store->gate.fd = store->bell.file = store->bell.notify = -1;
	store->patience_ms = MC_PATIENCE_MS;
	store->seen_version = -1;
	pthread_mutex_init(&store->swap, NULL);
	enum mc_status status = open_first(store, office_dir, url, err);
	if (status != MC_OK) {
		mc_store_close(store);
		return status;
	}
	mc_key_into_place(store->dir);
	(void)mc_office_key_load(store);
	mc_wipe_look(store);
	*ret_store = store;
	return MC_OK;
}

void mc_store_close(struct mc_store *store) {
	if (!store) {
		return;
	}
	close_all(store);
	mc_bell_end(&store->bell);
	pthread_mutex_destroy(&store->swap);
	mc_wipe(store->secret_key, sizeof store->secret_key);
	free(store);
}

const char *mc_store_office_dir(const struct mc_store *store) {
	return store->dir;
}

void mc_store_set_maker(struct mc_store *store, struct mc_paper_maker maker) {
	store->maker = maker;
}

void mc_store_set_patience(struct mc_store *store, int ms) {
	store->patience_ms = ms;
}

/* ---- clock, keys, bell ---- */

mc_time mc_store_now(const struct mc_store *store) {
	return mc_wall_ms() + store->clock_offset_ms;
}

enum mc_status mc_store_set_clock(struct mc_store *store, mc_time at, struct mc_error *err) {
	if (!store->practice) {
		return mc_fail(err, MC_INVALID,
			N_("The clock can be set in a practice office only (--at)."));
	}
	store->clock_offset_ms = at - mc_wall_ms();
	store->clock_given = true;
	return MC_OK;
}

enum mc_status mc_read_clock(struct mc_store *store, struct mc_arena *arena, struct mc_error *err) {
	const char *ahead = "";
	if (!store->practice || store->clock_given) {
		return MC_OK;
	}
	MC_TRY(mc_setting(store->db, arena, "office.clock", "", &ahead, err));
	store->clock_offset_ms = strtoll(ahead, NULL, 10);
	return MC_OK;
}

enum mc_status mc_store_last_written(
	struct mc_store *store, mc_time *ret_at, struct mc_error *err) {
	MC_AUTOEND struct sql_event_end_rows rows = sql_event_tail(store->db);
	struct mc_event last;
	MC_TRY(sql_event_end_next(rows, &last, err));
	*ret_at = last.recorded_at;
	return MC_OK;
}

void mc_key_random(uint8_t key[MC_KEY_SIZE]) {
	mc_random(key, MC_KEY_SIZE);
}

void mc_key_from_text(const char *text, int nth, uint8_t key[MC_KEY_SIZE]) {
	struct mc_str whole;
	mc_str_init(&whole);
	mc_str_addf(&whole, "%d:%s", nth, text);
	mc_hash(whole.data, whole.len, key, MC_KEY_SIZE);
	mc_str_finish(&whole);
}

int mc_store_bell_fd(struct mc_store *store) {
	return mc_bell_fd(&store->bell);
}

void mc_store_bell_answer(struct mc_store *store) {
	mc_bell_drain(&store->bell);
}

bool mc_store_changed(struct mc_store *store) {
	if (!store->db) {
		return true;
	}
	int64_t version = mc_db_version(store->db);
	bool changed = version != store->seen_version;
	store->seen_version = version;
	if (changed) {
		MC_AUTOARENA struct mc_arena arena = { 0 };
		enum mc_status status = mc_read_clock(store, &arena, NULL);
		(void)status; /* the read that follows meets the same trouble, and says so */
	}
	return changed;
}

void mc_store_interrupt(struct mc_store *store) {
	pthread_mutex_lock(&store->swap);
	if (store->db) {
		mc_db_interrupt(store->db);
	}
	pthread_mutex_unlock(&store->swap);
}

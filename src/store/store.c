/*
 * The store's door: opening, closing, the clock, the bell, and the questions
 * that a screen asks.
 */
#include "base/file.h"
#include "sql.h"
#include "store/engine/schema.h"
#include "store/inside.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- where things are ---- */

/* Splits --store / --office into the folder and the file. */
static enum mc_status locate(
	struct mc_store *store, const char *office_dir, const char *url, struct mc_error *err) {
	mc_copy(store->dir, sizeof store->dir, office_dir);
	if (!url || !*url) {
		snprintf(store->path, sizeof store->path, "%.490s/store.db", office_dir);
		return MC_OK;
	}
	if (strncmp(url, "sqlite:", 7) != 0) {
		return mc_fail(err, MC_INVALID,
			N_("--store takes sqlite:PATH, not “%s” (PostgreSQL comes with a later "
			   "version)."),
			url);
	}
	mc_copy(store->path, sizeof store->path, url + 7);
	mc_copy(store->dir, sizeof store->dir, url + 7);
	char *slash = strrchr(store->dir, '/');
	if (slash && slash != store->dir) {
		*slash = '\0';
	} else {
		mc_copy(store->dir, sizeof store->dir, slash ? "/" : ".");
	}
	return MC_OK;
}

static enum mc_status check_place(const struct mc_store *store, struct mc_error *err) {
	const char *kind;
	struct stat found;
	enum mc_status status = mc_store_check_owner(store->dir, err);
	if (status != MC_OK) {
		return status;
	}
	if (stat(store->path, &found) < 0) {
		return errno == ENOENT || errno == ENOTDIR
			       ? mc_fail(err, MC_UNAVAILABLE,
					 N_("There is no office in %s: make one with “motcua "
					    "init”, or name its folder with --office."),
					 store->dir)
			       : mc_file_fail(err, errno, store->path);
	}
	if (mc_file_is_remote(store->dir, &kind)) {
		return mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			store->dir, kind);
	}
	return MC_OK;
}

/* ---- opening ---- */

/* Whether the key sealed this ledger: an Ed25519 secret ends in its public half. */
static bool is_ours(struct mc_store *store) {
	struct mc_arena arena;
	const char *known = "";
	char hex[2 * MC_PUBLIC_KEY_SIZE + 1];
	mc_arena_init(&arena);
	mc_hex(store->secret_key + MC_SECRET_KEY_SIZE - MC_PUBLIC_KEY_SIZE, MC_PUBLIC_KEY_SIZE,
		hex);
	bool ours = mc_setting(store->db, &arena, "office.public_key", "", &known, NULL) == MC_OK &&
		    strcmp(known, hex) == 0;
	mc_arena_finish(&arena);
	return ours;
}

/* The office's own key for seals; without it, or with another's, an office goes on unsealed. */
static void load_key(struct mc_store *store) {
	char path[600];
	struct mc_str text;
	mc_str_init(&text);
	snprintf(path, sizeof path, "%s/keys/office.key", store->dir);
	if (mc_file_read(path, 4096, &text, NULL) == MC_OK) {
		size_t len = strcspn(mc_str_text(&text), "\n");
		if (text.len >= len && len == 2 * MC_SECRET_KEY_SIZE) {
			text.data[len] = '\0';
			store->has_key =
				mc_unhex(text.data, store->secret_key, MC_SECRET_KEY_SIZE) &&
				is_ours(store);
		}
		mc_wipe(text.data, text.len);
	}
	mc_str_finish(&text);
}

static enum mc_status load_office(struct mc_store *store, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_read_office(store->db, &arena, &office, err);
	if (status == MC_OK) {
		store->number = office.number;
		store->practice = office.practice;
		store->clock_offset_ms = office.clock_ahead_ms;
	}
	mc_arena_finish(&arena);
	if (status == MC_OK && store->number == 0) {
		return mc_fail(err, MC_DAMAGED,
			N_("The store %s has no founding event: restore the newest backup."),
			store->path);
	}
	return status;
}

/* Beside the holder of the gate nothing can be walked up: MC_BUSY as `busy` says it. */
static enum mc_status check_schema(
	struct mc_db *db, const struct mc_error *busy, struct mc_error *err) {
	int number = 0;
	enum mc_status status = mc_db_schema(db, &number, err);
	if (status == MC_OK && number != mc_schema_newest()) {
		if (err) {
			*err = *busy;
		}
		status = MC_BUSY;
	}
	return status;
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
	enum mc_status status = mc_db_open(store->path, MC_DB_WRITE, &store->db, err);
	if (status == MC_OK && held == MC_OK) {
		status = mc_schema_upgrade(store->db, err);
	} else if (status == MC_OK) {
		status = check_schema(store->db, &busy, err);
	}
	if (status == MC_OK) {
		status = load_office(store, err);
	}
	mc_gate_release(&store->gate);
	return status;
}

static enum mc_status open_files(struct mc_store *store, struct mc_error *err) {
	char path[600];
	snprintf(path, sizeof path, "%s/store.gate", store->dir);
	enum mc_status status = mc_gate_open(&store->gate, path, err);
	if (status == MC_OK) {
		snprintf(path, sizeof path, "%s/store.bell", store->dir);
		status = mc_bell_open(&store->bell, path, err);
	}
	return status;
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
	enum mc_status status = locate(store, office_dir, url, err);
	if (status == MC_OK) {
		status = check_place(store, err);
	}
	if (status == MC_OK) {
		status = open_files(store, err);
	}
	if (status == MC_OK) {
		status = open_db(store, err);
	}
	if (status != MC_OK) {
		mc_store_close(store);
		return status;
	}
	mc_key_into_place(store->dir);
	load_key(store);
	mc_wipe_look(store);
	*ret_store = store;
	return MC_OK;
}

void mc_store_close(struct mc_store *store) {
	if (!store) {
		return;
	}
	mc_db_close(store->db);
	mc_gate_close(&store->gate);
	mc_bell_close(&store->bell);
	if (store->calendar_ready) {
		mc_calendar_finish(&store->calendar);
	}
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

mc_time mc_system_now(void) {
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (mc_time)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

mc_time mc_store_now(const struct mc_store *store) {
	return mc_system_now() + store->clock_offset_ms;
}

enum mc_status mc_store_set_clock(struct mc_store *store, mc_time at, struct mc_error *err) {
	if (!store->practice) {
		return mc_fail(err, MC_INVALID,
			N_("The clock can be set in a practice office only (--at)."));
	}
	store->clock_offset_ms = at - mc_system_now();
	store->clock_given = true;
	return MC_OK;
}

enum mc_status mc_read_clock(struct mc_store *store, struct mc_arena *arena, struct mc_error *err) {
	const char *ahead = "";
	if (!store->practice || store->clock_given) {
		return MC_OK;
	}
	enum mc_status status = mc_setting(store->db, arena, "office.clock", "", &ahead, err);
	if (status == MC_OK) {
		store->clock_offset_ms = strtoll(ahead, NULL, 10);
	}
	return status;
}

enum mc_status mc_store_last_written(
	struct mc_store *store, mc_time *ret_at, struct mc_error *err) {
	struct mc_stmt *row = sql_event_tail(store->db);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		*ret_at = mc_col_int(row, 2);
		mc_reset(row);
	}
	return status;
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
	int64_t version = mc_db_version(store->db);
	bool changed = version != store->seen_version;
	store->seen_version = version;
	if (changed) {
		struct mc_arena arena;
		mc_arena_init(&arena);
		enum mc_status status = mc_read_clock(store, &arena, NULL);
		(void)status; /* the read that follows meets the same trouble, and says so */
		mc_arena_finish(&arena);
	}
	return changed;
}

void mc_store_interrupt(struct mc_store *store) {
	mc_db_interrupt(store->db);
}

const char *mc_desk_state_name(enum mc_desk_state state) {
	static const char *const names[] = { "closed", "open", "paused" };
	return state <= MC_DESK_PAUSED ? names[state] : "";
}

/* ---- papers ---- */

enum mc_status mc_store_paper_record(struct mc_store *store, struct mc_arena *arena,
	const char *form, const char *label, mc_day day, const char *code, const char **ret_json,
	struct mc_error *err) {
	int64_t subject = 0;
	enum mc_status status;
	if (label && *label) {
		struct mc_ticket ticket;
		status = mc_read_label(store->db, label, day, &ticket, err);
		subject = ticket.id;
	} else {
		status = mc_read_code(store->db, code, &subject, err);
	}
	if (status != MC_OK) {
		return status;
	}
	struct mc_stmt *row = sql_paper_newest(store->db, subject, form);
	status = mc_step(row, err);
	if (status == MC_OK) {
		*ret_json = mc_col_copy(row, 1, arena);
		mc_reset(row);
	}
	return status == MC_EMPTY
		       ? mc_fail(err, MC_NOT_FOUND,
				 N_("No paper “%s” was made for %s: it was issued without "
				    "printing, or the form has another name (motcua paper list)."),
				 form, label && *label ? label : code)
		       : status;
}

/* ---- questions of a screen ---- */

static mc_day today(struct mc_store *store) {
	return mc_day_of(mc_store_now(store));
}

/* "CODE VARIANT", the latter may be missing. */
static enum mc_status query_preview(struct mc_store *store, const char *text,
	struct mc_arena *arena, struct mc_preview *ret_preview, struct mc_error *err) {
	size_t len = strcspn(text, " ");
	const char *code = mc_arena_bytes(arena, text, len);
	return mc_store_preview(
		store, arena, code, text + len + (text[len] == ' '), ret_preview, err);
}

enum mc_status mc_store_query(struct mc_store *store, const struct mc_query *query,
	struct mc_arena *arena, const void **ret_answer, struct mc_error *err) {
	union {
		struct mc_hall hall;
		struct mc_desk_view desk;
		struct mc_counter_view counter;
		struct mc_procedures procedures;
		struct mc_dossiers dossiers;
		struct mc_dossier_view dossier;
		struct mc_preview preview;
		struct mc_staff_list staff;
		struct mc_jobs jobs;
	} *answer = mc_arena_alloc(arena, sizeof *answer);
	enum mc_status status = MC_INVALID;
	switch (query->kind) {
	case MC_QUERY_HALL: status = mc_store_hall(store, arena, &answer->hall, err); break;
	case MC_QUERY_DESK:
		status = mc_store_desk(store, arena, query->text, &answer->desk, err);
		break;
	case MC_QUERY_COUNTER:
		status = mc_store_counter(store, arena, &answer->counter, err);
		break;
	case MC_QUERY_PROCEDURES:
		status = mc_store_procedures(store, arena, query->text, today(store), query->limit,
			&answer->procedures, err);
		break;
	case MC_QUERY_DOSSIERS:
		status = mc_store_find(
			store, arena, query->text, query->limit, &answer->dossiers, err);
		break;
	case MC_QUERY_DOSSIER:
		status = mc_store_dossier(store, arena, query->text, &answer->dossier, err);
		break;
	case MC_QUERY_PREVIEW:
		status = query_preview(store, query->text, arena, &answer->preview, err);
		break;
	case MC_QUERY_STAFF: status = mc_store_staff(store, arena, &answer->staff, err); break;
	case MC_QUERY_JOBS:
		status = mc_store_jobs(
			store, arena, mc_time_at(today(store), 0), &answer->jobs, err);
		break;
	}
	if (status == MC_OK) {
		*ret_answer = answer;
	}
	return status;
}

/* Walking the ledger, rebuilding the book beside, comparing. */
#include "store/ledger/replay.h"
#include "sql.h"
#include "store/apply/apply.h"
#include "store/engine/schema.h"
#include "store/inside.h"
#include "store/ledger/office_key.h"
#include "store/ledger/sealed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct walk {
	struct mc_db *db; /* the store */
	struct mc_db *beside; /* the rebuilt book; NULL: the ledger alone is looked at */
	struct mc_arena *arena;
	struct mc_notes notes;
	struct mc_sealing sealing;
	struct mc_tail tail;
	int64_t events;
	int64_t *bare; /* events with a veil and no private row: must be named by an erasure */
	size_t bare_count, bare_cap;
	mc_day last_day;
	mc_time last_at; /* when the last event was recorded */
};

#define NOTE(walk, ...) MC_NOTE(&(walk)->notes, MC_FINDING_DAMAGE, __VA_ARGS__)

/* ---- one event ---- */

static void check_chain(struct walk *walk, const struct mc_event *event) {
	uint8_t link[MC_HASH_SIZE];
	if (walk->tail.id && event->id != walk->tail.id + 1) {
		NOTE(walk, N_("Events are missing between %lld and %lld."),
			(long long)walk->tail.id, (long long)event->id);
	}
	mc_ledger_link(event, walk->tail.link, link);
	if (!event->link || memcmp(link, event->link, sizeof link) != 0) {
		NOTE(walk, N_("Event %lld was changed: the chain breaks there."),
			(long long)event->id);
	}
	walk->tail.id = event->id;
	if (event->link) {
		memcpy(walk->tail.link, event->link, MC_HASH_SIZE);
	}
}

static void check_veil(struct walk *walk, const struct mc_event *event) {
	uint8_t veil[MC_HASH_SIZE];
	if (!event->veil && !event->private_body) {
		return;
	}
	if (!event->private_body) {
		*MC_ARENA_NEXT(walk->arena, walk->bare, walk->bare_count, walk->bare_cap) =
			event->id;
		return;
	}
	if (event->veil && event->salt) {
		mc_ledger_veil(event->salt, event->private_body, veil);
		if (memcmp(veil, event->veil, sizeof veil) == 0) {
			return;
		}
	}
	NOTE(walk, N_("The personal data of event %lld was changed."), (long long)event->id);
}

static void forgive_erased(struct walk *walk, const struct mc_event_data_erased *e) {
	for (size_t i = 0; i < e->event_count; i++) {
		const int64_t id = e->events[i].id;
		for (size_t j = 0; j < walk->bare_count; j++) {
			if (walk->bare[j] == id) {
				walk->bare[j] = walk->bare[--walk->bare_count];
				break;
			}
		}
	}
}

/* Whether a text is whole up to its end, or a value is null or exactly so long. */
static bool has_shape(struct mc_stmt *row, int column, size_t wanted) {
	size_t len;
	if (mc_col_null(row, column)) {
		return true;
	}
	/* A blob is not asked for its text: that would move it from under the event. */
	size_t shown = wanted ? wanted : strlen(mc_col_text(row, column));
	(void)mc_col_blob(row, column, &len);
	return len == shown;
}

/* The chain sees a text up to its first NUL, and no value of another length than its own. */
static void check_shapes(struct walk *walk, struct sql_event_rows rows, int64_t event) {
	for (int column = 0; column < sql_row_event.count; column++) {
		if (!has_shape(rows.stmt, column, sql_row_event.columns[column].bytes)) {
			NOTE(walk, N_("Event %lld was changed: the chain breaks there."),
				(long long)event);
			return;
		}
	}
}

static void look_inside(
	struct walk *walk, const struct mc_event *event, const struct mc_tail *before) {
	struct mc_event_read read;
	if (mc_event_read(event, &read, NULL) != MC_OK) {
		return; /* applying it says so */
	}
	if (read.id == MC_EVENT_DATA_ERASED) {
		forgive_erased(walk, read.is);
	}
	mc_sealing_event(&walk->sealing, event, &read, before);
	mc_event_forget(&read);
}

/* An event that does not fit is a finding; a disk without room or answer says nothing of it. */
static enum mc_status rebuild(
	struct walk *walk, const struct mc_event *event, bool *ret_follows, struct mc_error *err) {
	struct mc_error why;
	enum mc_status status = mc_ledger_note_day(walk->beside, event, &walk->last_day, &why);
	if (status == MC_OK) {
		status = mc_apply(walk->beside, event, &why);
	}
	*ret_follows = status == MC_OK;
	if (status == MC_OK) {
		return MC_OK;
	}
	bool trouble = mc_status_exit(status) == mc_status_exit(MC_UNAVAILABLE);
	struct mc_error *room = trouble ? err : mc_note(&walk->notes, MC_FINDING_DAMAGE);
	if (room) {
		*room = why;
	}
	return trouble ? status : MC_OK;
}

/* ---- the walk ---- */

static enum mc_status walk_events(struct walk *walk, struct mc_error *err) {
	MC_AUTOEND struct sql_event_rows rows = sql_events_all(walk->db, 0);
	struct mc_event event;
	enum mc_status status;
	bool follows = walk->beside != NULL;
	while ((status = sql_event_next(rows, &event, err)) == MC_OK) {
		struct mc_tail before = walk->tail;
		check_shapes(walk, rows, event.id);
		check_chain(walk, &event);
		check_veil(walk, &event);
		look_inside(walk, &event, &before);
		walk->events++;
		walk->last_at = event.recorded_at;
		if (follows) {
			MC_TRY(rebuild(walk, &event, &follows, err));
		}
	}
	for (size_t i = 0; i < walk->bare_count; i++) {
		NOTE(walk, N_("The personal data of event %lld is gone without an erasure."),
			(long long)walk->bare[i]);
	}
	return mc_ended(status);
}

static bool same_cell(struct mc_stmt *a, struct mc_stmt *b, int column) {
	size_t a_len, b_len;
	if (mc_col_null(a, column) || mc_col_null(b, column)) {
		return mc_col_null(a, column) == mc_col_null(b, column);
	}
	(void)mc_col_text(a, column); /* numbers as text; what stands behind a NUL counts too */
	(void)mc_col_text(b, column);
	const void *left = mc_col_blob(a, column, &a_len), *right = mc_col_blob(b, column, &b_len);
	return a_len == b_len && (a_len == 0 || memcmp(left, right, a_len) == 0);
}

static bool same_row(struct mc_stmt *a, struct mc_stmt *b) {
	for (int c = 0; c < mc_columns(a); c++) {
		if (!same_cell(a, b, c)) {
			return false;
		}
	}
	return true;
}

/* Steps both tables together; the first difference is enough. */
static enum mc_status compare_rows(struct walk *walk, const char *table, struct mc_stmt *stands,
	struct mc_stmt *rebuilt, struct mc_error *err) {
	for (;;) {
		enum mc_status a = mc_step(stands, err), b = mc_step(rebuilt, err);
		if (a == MC_NO_ROW && b == MC_NO_ROW) {
			return MC_OK;
		}
		MC_TRY(mc_ended(a));
		MC_TRY(mc_ended(b));
		if (a != b || !same_row(stands, rebuilt)) {
			struct mc_stmt *named = a == MC_OK ? stands : rebuilt;
			NOTE(walk, N_("The table %s is not what the events say, first at %s."),
				table, mc_col_text(named, 0));
			return MC_OK;
		}
	}
}

static enum mc_status compare_query(
	struct walk *walk, const char *name, const char *sql, struct mc_error *err) {
	MC_AUTOFINALIZE struct mc_stmt *stands = NULL, *rebuilt = NULL;
	MC_TRY(mc_db_prepare(walk->db, sql, &stands, err));
	MC_TRY(mc_db_prepare(walk->beside, sql, &rebuilt, err));
	return compare_rows(walk, name, stands, rebuilt, err);
}

/*
 * What the walk and the rebuilt book cannot see: a private row without its event, and
 * a print job that is not its paper's (its transport is nobody's affair here).
 */
static enum mc_status check_loose(struct walk *walk, struct mc_error *err) {
	static const struct {
		const char *table, *sql;
	} loose[] = {
		{ "private", "SELECT p.event FROM private p LEFT JOIN event e ON e.id = p.event "
			     "WHERE e.id IS NULL" },
		{ "print_job",
			"SELECT j.paper FROM print_job j LEFT JOIN paper p ON p.id = j.paper "
			"WHERE p.id IS NULL OR p.form <> j.form OR p.label <> j.label OR p.copy <> "
			"j.copy" },
	};
	for (size_t i = 0; i < MC_COUNT(loose); i++) {
		MC_AUTOFINALIZE struct mc_stmt *row = NULL;
		MC_TRY(mc_db_prepare(walk->db, loose[i].sql, &row, err));
		enum mc_status status = mc_step(row, err);
		if (status == MC_OK) {
			NOTE(walk, N_("The table %s is not what the events say, first at %s."),
				loose[i].table, mc_col_text(row, 0));
		}
		MC_TRY(mc_ended(status));
	}
	return MC_OK;
}

/* Tables, indexes and triggers as this program makes them, then every table of the book. */
static enum mc_status compare_books(struct walk *walk, struct mc_error *err) {
	MC_TRY(compare_query(walk, "schema", mc_db_catalogue_query(), err));
	for (const struct mc_book_table *t = mc_book; t->name; t++) {
		char sql[256];
		snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", t->name, t->order);
		MC_TRY(compare_query(walk, t->name, sql, err));
	}
	return MC_OK;
}

/* The book beside is thrown away: it needs no syncs, and one transaction holds it all. */
static enum mc_status make_beside(struct walk *walk, const char *scratch, struct mc_error *err) {
	mc_remove_store(scratch);
	enum mc_status status = mc_db_open(scratch, MC_DB_CREATE, &walk->beside, err);
	if (status == MC_OK) {
		status = mc_schema_upgrade(walk->beside, err);
	}
	if (status == MC_OK) {
		status = mc_db_script(walk->beside,
			"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;", err);
	}
	mc_remove_store(
		scratch); /* it lives on without a name, so that no crash leaves it behind */
	return status == MC_OK ? mc_db_begin(walk->beside, err) : status;
}

static enum mc_status check_file(struct walk *walk, struct mc_error *err) {
	const char *text = "";
	MC_TRY(mc_db_check(walk->db, true, walk->arena, &text, err));
	if (strcmp(text, "ok") != 0) {
		NOTE(walk, N_("The store's file is damaged: %s."), text);
	}
	return MC_OK;
}

/* With or without a book beside, as of one state of the store. */
static enum mc_status look(struct walk *walk, struct mc_error *err) {
	if (walk->beside) {
		MC_TRY(check_file(walk, err));
	}
	MC_TRY(walk_events(walk, err));
	if (walk->beside) {
		MC_TRY(compare_books(walk, err));
		MC_TRY(check_loose(walk, err));
	}
	return MC_OK;
}

/* What came of it is in ret_findings. */
static enum mc_status check(
	struct walk *walk, struct mc_findings *ret_findings, struct mc_error *err) {
	MC_TRY(mc_db_begin_read(walk->db, err));
	enum mc_status status = look(walk, err);
	mc_db_end_read(walk->db);
	MC_TRY(status);
	mc_sealing_end(&walk->sealing);
	mc_notes_judge(&walk->notes, ret_findings);
	ret_findings->events = walk->events;
	ret_findings->last_event = walk->tail.id;
	ret_findings->last_at = walk->last_at;
	return MC_OK;
}

static void begin(struct walk *walk, struct mc_db *db, struct mc_arena *arena) {
	*walk = (struct walk){
		.db = db, .arena = arena, .notes = { .arena = arena }, .last_day = INT32_MIN
	};
	walk->sealing.notes = &walk->notes;
}

enum mc_status mc_replay_check(struct mc_db *db, const char *scratch, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	struct walk walk;
	begin(&walk, db, arena);
	enum mc_status status = make_beside(&walk, scratch, err);
	if (status == MC_OK) {
		status = check(&walk, ret_findings, err);
	}
	if (walk.beside) {
		mc_db_rollback(walk.beside);
		mc_db_close(walk.beside);
	}
	mc_remove_store(scratch);
	return status;
}

enum mc_status mc_ledger_check(struct mc_db *db, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	struct walk walk;
	begin(&walk, db, arena);
	return check(&walk, ret_findings, err);
}

void mc_find_key(struct mc_store *store, struct mc_arena *arena, struct mc_findings *findings) {
	struct mc_error what;
	struct mc_notes notes = { .arena = arena };
	if (!mc_office_key_complain(store, mc_office_key_load(store), &what)) {
		return;
	}
	*mc_note(&notes, MC_FINDING_UNSEALED) = what;
	for (size_t i = 0; i < findings->count; i++) {
		struct mc_error *more = mc_note(&notes, findings->rows[i].kind);
		if (more) {
			*more = findings->rows[i].what;
		}
	}
	mc_notes_judge(&notes, findings);
}

enum mc_status mc_store_verify(struct mc_store *store, struct mc_arena *arena,
	struct mc_findings *ret_findings, struct mc_error *err) {
	char folder[MC_PLACE_SIZE], scratch[MC_PLACE_SIZE + 32];
	snprintf(folder, sizeof folder, "%s", store->dir);
	if (store->read_only) {
		MC_TRY(mc_scratch_make(folder, err));
	}
	snprintf(scratch, sizeof scratch, "%s/verify-%ld.db", folder, (long)getpid());
	enum mc_status status = mc_replay_check(store->db, scratch, arena, ret_findings, err);
	if (store->read_only) {
		rmdir(folder);
	}
	MC_TRY(status);
	mc_find_key(store, arena, ret_findings);
	return MC_OK;
}

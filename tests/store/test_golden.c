/*
 * Ledgers of releases, replayed for ever: golden/ledger-N.sql holds the events and
 * private rows of a small office as release N wrote them, ledger-N.book the book
 * that they make. A ledger is never changed once it was released: what a newer
 * program makes of an old event must be what the old program made of it (a book
 * may gain columns, when a schema does).
 *
 * A new kind of event needs a new file: MC_GOLDEN_WRITE=ledger-N writes one.
 *
 * What is written today is held by golden/writer.events: the bodies of the same life,
 * with the random numbers seeded. A change there changes what stands in ledgers for
 * ever; MC_BLESS=1 takes it.
 */
#include "base/file.h"
#include "office.h"
#include "raw.h"
#include "sql.h"
#include "store/apply/apply.h"
#include "store/care/restored.h"
#include "store/engine/schema.h"
#include "store/ledger/events.h"
#include "store/ledger/replay.h"
#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *golden(const char *name) {
	static char path[1024];
	const char *source = getenv("MC_SOURCE");
	snprintf(path, sizeof path, "%s/tests/store/golden/%s", source ? source : ".", name);
	return path;
}

static void dump_book(struct sqlite3 *db, struct mc_str *out) {
	mc_str_init(out);
	for (const struct mc_book_table *table = mc_book; table->name; table++) {
		char sql[128];
		snprintf(
			sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", table->name, table->order);
		raw_dump(db, table->name, sql, out);
	}
}

/* ---- replaying ---- */

static void must(enum mc_status status, const char *what) {
	if (status != MC_OK) {
		fprintf(stderr, "# %s: %s\n", what, mc_status_name(status));
	}
	assert_int_equal(status, MC_OK);
}

/* Whether a kind has a newer version: it is read for ever, and written no more. */
static bool is_old(const char *kind) {
	const size_t len = strcspn(kind, "@") + 1;
	for (size_t i = 0; i < MC_EVENT_KINDS; i++) {
		const char *other = mc_event_kinds[i].name;
		if (strncmp(other, kind, len) == 0 && atoi(other + len) > atoi(kind + len)) {
			return true;
		}
	}
	return false;
}

/* What a release wrote is what its struct is written as today. */
static void rewrite(const struct mc_event *event) {
	struct mc_event_read read;
	struct mc_str body, secret;
	struct mc_error err;
	mc_str_init(&body);
	mc_str_init(&secret);
	must(mc_event_read(event, &read, &err), event->kind);
	mc_event_write(read.id, read.is, &read.marks, &body, &secret);
	assert_string_equal(event->body, mc_str_text(&body));
	if (event->private_body) {
		assert_string_equal(event->private_body, mc_str_text(&secret));
	}
	mc_event_forget(&read);
	mc_str_finish(&body);
	mc_str_finish(&secret);
}

/* Applies every event of the ledger to an empty book, as migration and restore do. */
static void apply_all(struct mc_db *db, struct mc_str *kinds_seen) {
	struct mc_error err;
	struct mc_event event;
	struct sql_event_rows rows = sql_events_all(db, 0);
	mc_day last_day = INT32_MIN;
	enum mc_status status;
	while ((status = sql_event_next(rows, &event, &err)) == MC_OK) {
		mc_str_addf(kinds_seen, "%s ", event.kind);
		must(mc_ledger_note_day(db, &event, &last_day, &err), "recorded_day");
		must(mc_apply(db, &event, &err), event.kind);
		rewrite(&event);
	}
	assert_int_equal(status, MC_NO_ROW);
}

static void replay(const char *ledger, struct mc_str *kinds_seen) {
	char dir[] = "/tmp/motcua-golden-XXXXXX", path[64], scratch[64], book[1024];
	struct mc_str sql, wanted, made;
	struct mc_arena arena;
	struct mc_findings findings;
	struct mc_error err;
	struct mc_db *db;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/store.db", dir);
	snprintf(scratch, sizeof scratch, "%s/scratch.db", dir);
	snprintf(book, sizeof book, "%.*s.book", (int)(strlen(ledger) - 4), ledger);
	mc_arena_init(&arena);
	mc_str_init(&sql);
	mc_str_init(&wanted);
	must(mc_file_read(ledger, 1 << 24, &sql, &err), ledger);
	must(mc_file_read(book, 1 << 24, &wanted, &err), book);
	must(mc_db_open(path, MC_DB_CREATE, &db, &err), path);
	must(mc_schema_upgrade(db, &err), "schema");
	must(mc_db_begin(db, &err), "begin");
	must(mc_db_script(db, mc_str_text(&sql), &err), ledger);
	apply_all(db, kinds_seen);
	must(mc_db_commit(db, &err), "commit");
	must(mc_replay_check(db, scratch, &arena, &findings, &err), "check");
	assert_true(findings.ok); /* chain, veils and seals too */
	mc_db_close(db);
	struct sqlite3 *raw = raw_open(path);
	dump_book(raw, &made);
	raw_close(raw);
	if (getenv("MC_BLESS")) { /* after a migration: the ledger stays as it is, the book follows */
		must(mc_file_write(book, made.data, made.len, 0644, &err), book);
	} else {
		assert_string_equal(mc_str_text(&wanted), mc_str_text(&made));
	}
	mc_str_finish(&sql);
	mc_str_finish(&wanted);
	mc_str_finish(&made);
	mc_arena_finish(&arena);
	static const char *const parts[] = { "", "-wal", "-shm" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(scratch, sizeof scratch, "%s%s", path, parts[i]);
		unlink(scratch);
	}
	assert_int_equal(rmdir(dir), 0);
}

static void test_released_ledgers_replay(void **state) {
	(void)state;
	glob_t found;
	struct mc_str seen;
	mc_str_init(&seen);
	assert_int_equal(glob(golden("ledger-*.sql"), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		printf("# %s\n", found.gl_pathv[i]);
		replay(found.gl_pathv[i], &seen);
	}
	globfree(&found);
	size_t missing = 0;
	for (size_t i = 0; i < MC_EVENT_KINDS; i++) {
		if (!strstr(mc_str_text(&seen), mc_event_kinds[i].name)) {
			fprintf(stderr, "# no ledger has the kind %s\n", mc_event_kinds[i].name);
			missing++;
		}
	}
	mc_str_finish(&seen);
	assert_int_equal(missing, 0);
}

/* ---- writing a new one ---- */

/* A call that opened a paused desk and used up a line's priority, and a finish: both taken back. */
static void live_slips(struct office *o) {
	static const struct mc_setup_row desk = { MC_SETUP_DESK,
		.as.desk = { "4", "Quầy 4", "Desk 4", "A", "" } };
	office_do(o, act_setup(o, &desk, 1));
	for (int i = 0; i < 2; i++) {
		struct mc_act act = act_issue(o, "A");
		act.as.issue.priority = i == 1 ? MC_PRIORITY_MERIT : MC_PRIORITY_NONE;
		office_do(o, act);
	}
	office_do(o, act_desk(o, MC_VERB_DESK_PAUSE, "4", "họp"));
	office_do(o, act_next(o, "4"));
	office_do(o, act_take_back(o, "4", NULL));
	const char *label = office_do(o, act_next(o, "4")).ticket.label;
	office_do(o, act_move(o, label, MC_MOVE_DONE));
	office_do(o, act_take_back(o, "4", NULL));
	struct mc_act issue = act_issue(o, "B");
	issue.who.staff = "lan";
	office_do(o, act_take_back(o, NULL, office_do(o, issue).ticket.label));
}

/* As often as it takes to be held up. */
static void guess_pins(struct office *o, const char *code) {
	const struct mc_lookup guess = {
		.code = code, .pin = "wrong", .door = MC_DOOR_KIOSK, .now = o->now
	};
	for (int i = 0; i < 3; i++) {
		struct mc_dossier_view view;
		assert_int_equal(
			mc_store_lookup(o->store, &o->arena, &guess, &view, &o->err), MC_NOT_FOUND);
	}
}

static void live(struct office *o) {
	static const struct mc_component papers[] = { { "Tờ khai", 1, 0, 2 },
		{ "Giấy lạ", 0, 3, 0 } };
	static const struct mc_setup_row printer = { MC_SETUP_PRINTER,
		.as.printer = { "may1", "hp", "", "escpos", "80", "ticket;slip" } };
	static const struct mc_setup_row removed = { MC_SETUP_PRINTER_REMOVED,
		.as.printer = { .name = "may1" } };
	office_make(o);
	office_make_papers(o->store);
	office_do(o, act_setup(o, &printer, 1));
	office_do(o, act_setup(o, &removed, 1));
	for (int i = 0; i < 4; i++) {
		struct mc_act act = act_issue(o, i % 2 ? "B" : "A");
		act.as.issue.priority = i == 2 ? MC_PRIORITY_ELDERLY : MC_PRIORITY_NONE;
		act.as.issue.appointment_min = i == 3 ? 9 * 60 : -1;
		office_do(o, act);
		o->now += MC_MINUTE_MS;
	}
	office_do(o, act_desk(o, MC_VERB_DESK_OPEN, "1", NULL));
	const char *first = office_do(o, act_next(o, "1")).ticket.label;
	office_do(o, act_move(o, first, MC_MOVE_RECALL));
	office_do(o, act_move(o, first, MC_MOVE_ARRIVE));
	office_do(o, act_move(o, first, MC_MOVE_SERVE));
	struct mc_act accept = act_accept(o, PROCEDURE_FEE, "Nguyễn Thị Hoà");
	accept.as.accept.ticket_label = first;
	accept.as.accept.submitter = "Lê Văn Nộp";
	accept.as.accept.subject = "Khai sinh cho con \"Bống\"";
	accept.as.accept.id_number = "001198012345";
	accept.as.accept.phone = "0912345678";
	accept.as.accept.components = papers;
	accept.as.accept.component_count = 2;
	accept.as.accept.external_code = "G22.99-260101-0001";
	const char *code = office_do(o, accept).dossier.code;
	office_do(o, act_move(o, first, MC_MOVE_DONE));
	office_do(o, act_call(o, "B002", "2", "đau yếu"));
	office_do(o, act_move(o, "B002", MC_MOVE_MISS));
	o->now += 6 * MC_MINUTE_MS;
	office_do(o, act_move(o, "B002", MC_MOVE_RESTORE));
	const char *second = office_do(o, act_next(o, "2")).ticket.label;
	struct mc_act park = act_move(o, second, MC_MOVE_PARK);
	park.as.ticket.reason = "thiếu giấy tờ";
	office_do(o, park);
	o->now += 6 * MC_MINUTE_MS;
	office_do(o, act_move(o, second, MC_MOVE_RESTORE));
	office_do(o, act_desk(o, MC_VERB_DESK_PAUSE, "1", "nghỉ trưa"));
	live_slips(o);
	o->now += MC_DAY_MS;
	office_do(o, act_desk(o, MC_VERB_DESK_CLOSE, "1", NULL)); /* and what is left expires */
	office_do(o, act_dossier(o, code, MC_T_PROCESS));
	struct mc_act resolve = act_dossier(o, code, MC_T_RESOLVE);
	resolve.as.dossier.result_no = "15/KS";
	resolve.as.dossier.reason = "đủ giấy tờ";
	office_do(o, resolve);
	office_do(o, act_fee(o, code, "transfer"));
	office_do(o, act_dossier(o, code, MC_T_RETURN));
	office_do(o, act_about(o, MC_VERB_DOSSIER_UNDO, code, "nhầm người"));
	struct mc_act slip = act_about(o, MC_VERB_DOSSIER_UNDO, code, NULL);
	slip.who.staff = "binh"; /* one's own, without a head */
	office_do(o, act_dossier(o, code, MC_T_RETURN));
	office_do(o, slip);
	office_do(o, act_about(o, MC_VERB_DOSSIER_READ, code, NULL));
	struct mc_act late = act_accept(o, PROCEDURE_FREE, "Trần Muộn");
	late.occurred_at = o->now - 3 * MC_HOUR_MS;
	late.late_reason = "Mất điện";
	office_do(o, late);
	struct mc_act import = act_import(o, "CU-0001", MC_DOSSIER_RETURNED);
	import.as.import.resolved_at = o->now - 19 * MC_DAY_MS;
	import.as.import.returned_at = o->now - 18 * MC_DAY_MS;
	import.as.import.apology_at = o->now - 20 * MC_DAY_MS;
	import.as.import.original_due_at = o->now - 22 * MC_DAY_MS;
	office_do(o, import);
	const char *gone = office_dossier(o, PROCEDURE_FEE, MC_DOSSIER_RETURNED);
	office_do(o, act_about(o, MC_VERB_DATA_ERASE, gone, NULL));
	struct mc_act exempt =
		act_fee(o, office_dossier(o, PROCEDURE_FEE, MC_DOSSIER_PROCESSING), NULL);
	exempt.as.fee.exempt = "Hộ nghèo";
	exempt.as.fee.proof = "Sổ 12";
	office_do(o, exempt);
	guess_pins(o, office_dossier(o, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED));
	office_do(o, act_new(o, MC_VERB_LEDGER_SEAL));
	office_do(o, act_new(o, MC_VERB_OFFICE_KEY));
	const struct mc_restore_how how = { .gap = MC_RESTORE_GAP, .now = o->now };
	must(mc_go_on_restored(o->store->db, o->dir, &how, &o->arena, &o->err), "restored");
	office_do(o, act_issue(o, "A")); /* behind the gap */
	office_expect_sound(o);
}

#define QUOTED(list) "SELECT 'INSERT INTO " list "|| ');' FROM "

static int write_new(const char *name) {
	struct office office;
	struct mc_str ledger, book;
	struct mc_error err;
	char file[128], path[160];
	live(&office);
	snprintf(path, sizeof path, "%s/store.db", office.dir);
	struct sqlite3 *db = raw_open(path);
	mc_str_init(&ledger);
	raw_dump(db, "events of a release: never change this file",
		QUOTED("event VALUES (' || id || ',' || at || ',' || recorded_at || ',' || "
		       "quote(kind) || ',' || subject || ',' || quote(actor) || ',' || "
		       "quote(door) || ',' || quote(key) || ',' || quote(body) || ',' || "
		       "quote(veil) || ',' || quote(link) ") "event ORDER BY id",
		&ledger);
	raw_dump(db, "and what is private of them",
		QUOTED("private VALUES (' || event || ',' || quote(salt) || ',' || quote(body) ") "private ORDER BY event",
		&ledger);
	dump_book(db, &book);
	raw_close(db);
	snprintf(file, sizeof file, "%s.sql", name);
	enum mc_status status = mc_file_write(golden(file), ledger.data, ledger.len, 0644, &err);
	snprintf(file, sizeof file, "%s.book", name);
	if (status == MC_OK) {
		status = mc_file_write(golden(file), book.data, book.len, 0644, &err);
	}
	mc_str_finish(&ledger);
	mc_str_finish(&book);
	office_finish(&office);
	return status == MC_OK ? 0 : 1;
}

/* ---- what is written today ---- */

static uint64_t seeded;

static uint32_t next_number(void) {
	seeded = seeded * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seeded >> 32);
}

static void next_bytes(void *const out, const size_t size) {
	for (size_t i = 0; i < size; i++) {
		((unsigned char *)out)[i] = (unsigned char)next_number();
	}
}

static const char *name_of_source(void) {
	return "seeded";
}

static void test_the_writer_writes_as_before(void **state) {
	(void)state;
	/* libsodium keeps the pointer. */
	static struct randombytes_implementation source = {
		.implementation_name = name_of_source, .random = next_number, .buf = next_bytes
	};
	struct office office;
	struct mc_str wanted, made;
	struct mc_error err;
	char path[160];
	seeded = 1;
	assert_int_equal(randombytes_set_implementation(&source), 0);
	live(&office);
	snprintf(path, sizeof path, "%s/store.db", office.dir);
	struct sqlite3 *db = raw_open(path);
	mc_str_init(&made);
	mc_str_init(&wanted);
	/* A founding and its seal take their instant from the wall clock; seals and keys sign it. */
	raw_dump(db, "id, instant, kind, subject, actor, door, body, private body",
		"SELECT id, iif(id < (SELECT min(id) FROM event) + 2, 0, at), kind, subject, "
		"actor, "
		"door, iif(kind LIKE 'ledger.sealed@%' OR kind LIKE 'office.key@%', "
		"json_remove(event.body, '$.signature'), event.body), private.body FROM event LEFT "
		"JOIN private ON private.event = "
		"event.id ORDER BY id",
		&made);
	raw_close(db);
	const char *file = golden("writer.events");
	if (getenv("MC_BLESS")) {
		must(mc_file_write(file, made.data, made.len, 0644, &err), file);
	}
	must(mc_file_read(file, 1 << 24, &wanted, &err), file);
	assert_string_equal(mc_str_text(&made), mc_str_text(&wanted));
	for (size_t i = 0; i < MC_EVENT_KINDS; i++) {
		const char *kind = mc_event_kinds[i].name;
		if (!is_old(kind) && !strstr(mc_str_text(&made), kind)) {
			fail_msg("the life writes no %s", mc_event_kinds[i].name);
		}
	}
	mc_str_finish(&made);
	mc_str_finish(&wanted);
	office_finish(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_released_ledgers_replay),
		cmocka_unit_test(test_the_writer_writes_as_before) };
	const char *name = getenv("MC_GOLDEN_WRITE");
	return name ? write_new(name) : cmocka_run_group_tests(tests, NULL, NULL);
}

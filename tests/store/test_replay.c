/*
 * Random acts of every kind, with clocks that run, jump and go back: whatever the
 * office has been through, its ledger verifies and the book rebuilt from it is
 * the book that stands. MC_SEED repeats a run, MC_ACTS makes it longer.
 */
#include "base/tr.h"
#include "office.h"
#include "random.h"
#include "store/apply/apply.h"
#include "store/inside.h"
#include "store/read/page.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTS_DEFAULT 400
#define ROUNDS_MOST 20

static struct office office;
static struct mc_random rng;

static size_t below(size_t n) {
	return mc_random_below(&rng, n);
}
static bool one_in(size_t n) {
	return below(n) == 0;
}
#define PICK(list) ((list)[below(sizeof(list) / sizeof *(list))])

static const char *const names[] = { "Nguyễn Văn An", "Trần Thị Bưởi", "Lê Đình Cường",
	"Phạm Ngọc Dung", "H'Hen Niê", "Đặng Ê Ban", "An", "Nguyễn An An" };
static const char *const lines[] = { "A", "A", "B", "b", "C", "D", "Q" };
static const char *const desks[] = { "1", "2", "3", "4" };
static const char *const procedures[] = { PROCEDURE_FEE, PROCEDURE_FREE, PROCEDURE_ODD };

/* A code of a dossier that stands, or of none. */
static const char *some_code(void) {
	struct mc_dossiers list;
	struct mc_dossier_filter filter = { .limit = 40 };
	struct mc_error err;
	assert_int_equal(
		mc_store_dossiers(office.store, &office.arena, &filter, &list, &err), MC_OK);
	return list.count && !one_in(30) ? list.rows[below(list.count)].code : "H01-000000-0000";
}

/* Mostly of a ticket that something can be done with: one that waits, or one that was called. */
static const char *some_label(bool waiting) {
	const struct mc_ticket *rows;
	size_t count;
	struct mc_error err;
	struct mc_ticket_filter filter = { .day = mc_day_of(office.now), .state = -1 };
	assert_int_equal(
		mc_store_tickets(office.store, &office.arena, &filter, &rows, &count, &err), MC_OK);
	size_t at = count ? below(count) : 0;
	for (size_t i = 0; i < count; i++, at = (at + 1) % count) {
		bool stands = waiting ? rows[at].state == MC_TICKET_WAITING
				      : rows[at].state == MC_TICKET_CALLED ||
						rows[at].state == MC_TICKET_SERVING ||
						rows[at].state == MC_TICKET_PARKED;
		if (stands || one_in(8)) {
			return rows[at].label;
		}
	}
	return "A999";
}

/* ---- one act of each kind ---- */

static struct mc_act random_setup(void) {
	size_t count;
	const struct mc_setup_row *rows = office_rows(&count);
	struct mc_setup_row *row = mc_arena_alloc(&office.arena, sizeof *row);
	*row = rows[below(count)];
	if (row->kind == MC_SETUP_LINE) {
		row->as.line.target_wait_min = (int)below(40);
		row->as.line.last = (int)below(900) + 90;
	} else if (row->kind == MC_SETUP_PROCEDURE) {
		row->as.procedure.fee_vnd = (int64_t)below(4) * 10000;
		row->as.procedure.term.milli = (int32_t)below(9) * 1000;
	} else if (row->kind == MC_SETUP_DAY) {
		row->as.day.day = mc_day_of(office.now) + (mc_day)below(30);
	} else if (row->kind == MC_SETUP_DESK && one_in(2)) {
		row->as.desk.lines = one_in(2) ? "A;B;C;D" : "B;A";
	} else if (row->kind == MC_SETUP_STAFF && one_in(3)) {
		*row = (struct mc_setup_row){ one_in(2) ? MC_SETUP_PRINTER
							: MC_SETUP_PRINTER_REMOVED,
			.as.printer = { "may1", "hp", "", "auto", "80", "ticket" } };
	}
	return act_setup(&office, row, 1);
}

static struct mc_act random_issue(void) {
	struct mc_act act = act_issue(&office, PICK(lines));
	act.as.issue.kind = (enum mc_ticket_kind)below(6);
	act.as.issue.priority = one_in(3) ? (enum mc_priority)below(6) : MC_PRIORITY_NONE;
	act.as.issue.appointment_min = one_in(5) ? (int)below(1440) : -1;
	act.as.issue.no_print = one_in(2);
	return act;
}

static struct mc_act random_accept(void) {
	static const struct mc_component papers[] = { { "Tờ khai", 1, 0, 2 },
		{ "Giấy lạ", 0, 3, 0 } };
	struct mc_act act = act_accept(&office, PICK(procedures), PICK(names));
	act.as.accept.submitter = one_in(2) ? PICK(names) : NULL;
	act.as.accept.phone = one_in(2) ? "0912345678" : NULL;
	act.as.accept.subject = one_in(3) ? "Xin cấp bản sao \"trích lục\"" : NULL;
	act.as.accept.external_code =
		one_in(4) ? mc_arena_printf(&office.arena, "NG-%zu", below(60)) : NULL;
	act.as.accept.ticket_label = one_in(3) ? some_label(false) : NULL;
	act.as.accept.components = papers;
	act.as.accept.component_count = below(3);
	act.as.accept.no_print = one_in(2);
	return act;
}

static struct mc_act random_step(void) {
	static const enum mc_transition steps[] = { MC_T_PROCESS, MC_T_PROCESS, MC_T_RECEIVED,
		MC_T_RESOLVE, MC_T_RESOLVE, MC_T_RETURN };
	struct mc_act act = act_dossier(&office, some_code(), PICK(steps));
	act.as.dossier.result_no = one_in(2) ? "12/QĐ-UBND" : NULL;
	act.as.dossier.reason = one_in(3) ? "giao lại" : NULL;
	if (one_in(3)) {
		act.now = 0; /* stamped by the clock, which is years behind or ahead */
	}
	return act;
}

static struct mc_act random_import(void) {
	struct mc_act act =
		act_import(&office, mc_arena_printf(&office.arena, "CU-%zu", below(500)),
			(enum mc_dossier_state)(1 + below(10)));
	struct mc_act_import *row = &act.as.import;
	row->resolved_at = row->accepted_at + (mc_time)below(20) * MC_DAY_MS;
	row->returned_at = row->resolved_at + (mc_time)below(3) * MC_DAY_MS;
	row->withdrawn_at = one_in(2) ? row->resolved_at : 0;
	row->apology_at = one_in(3) ? row->accepted_at + (mc_time)below(25) * MC_DAY_MS : 0;
	row->original_due_at = one_in(2) ? row->due_at - MC_DAY_MS : 0;
	row->external_code = one_in(3) ? mc_arena_printf(&office.arena, "NG-%zu", below(60)) : NULL;
	row->officer = one_in(2) ? "Cán bộ cũ" : NULL;
	return act;
}

static struct mc_act random_paper(void) {
	struct mc_act act = act_new(&office, MC_VERB_PAPER_PRINT);
	if (one_in(2)) {
		act.as.paper = (struct mc_act_paper){ .form = "slip", .code = some_code() };
	} else {
		act.as.paper =
			(struct mc_act_paper){ .form = "ticket", .label = some_label(false) };
	}
	return act;
}

static struct mc_act random_fee(void) {
	struct mc_act act = act_fee(&office, some_code(), "transfer");
	if (one_in(4)) {
		act.as.fee.exempt = "Hộ nghèo";
		act.as.fee.proof = "Sổ 12";
	} else if (one_in(3)) {
		act.as.fee.receipt = mc_arena_printf(&office.arena, "BL%zu", below(50));
	}
	return act;
}

static struct mc_act random_move(void) {
	static const enum mc_ticket_move moves[] = { MC_MOVE_RECALL, MC_MOVE_ARRIVE, MC_MOVE_SERVE,
		MC_MOVE_SERVE, MC_MOVE_DONE, MC_MOVE_DONE, MC_MOVE_MISS, MC_MOVE_PARK,
		MC_MOVE_RESTORE, MC_MOVE_RESTORE, MC_MOVE_TRANSFER, MC_MOVE_CANCEL };
	struct mc_act act = act_move(&office, some_label(false), PICK(moves));
	act.as.ticket.reason = one_in(4) ? NULL : "thiếu giấy";
	return act;
}

static struct mc_act random_act(void) {
	switch (below(22)) {
	case 0: return random_setup();
	case 1: return act_desk(&office, MC_VERB_DESK_OPEN, PICK(desks), NULL);
	case 2: return act_desk(&office, MC_VERB_DESK_PAUSE, PICK(desks), "nghỉ trưa");
	case 3: return act_desk(&office, MC_VERB_DESK_CLOSE, PICK(desks), NULL);
	case 4:
	case 5: return random_issue();
	case 6:
	case 7: return act_next(&office, PICK(desks));
	case 8: return act_call(&office, some_label(true), PICK(desks), "người già");
	case 9:
	case 10: return random_move();
	case 11:
	case 12: return random_accept();
	case 13:
	case 14:
	case 15: return random_step();
	case 16: return random_fee();
	case 17: return random_import();
	case 18: return act_about(&office, MC_VERB_DOSSIER_UNDO, some_code(), "bấm nhầm");
	case 19: return act_about(&office, MC_VERB_DATA_ERASE, some_code(), NULL);
	case 20:
		return one_in(2) ? act_new(&office,
					   one_in(4) ? MC_VERB_OFFICE_KEY : MC_VERB_LEDGER_SEAL)
				 : act_about(&office, MC_VERB_DOSSIER_READ, some_code(), NULL);
	default: return random_paper();
	}
}

/* ---- the property ---- */

/* The page that a ticket's events make is its row of the book: taking back relies on it. */
static void expect_pages(void) {
	int64_t ticket = 0;
	while ((ticket = office_int(
			&office, mc_arena_printf(&office.arena,
					 "SELECT coalesce(min(id), 0) FROM ticket WHERE id > %lld",
					 (long long)ticket))) != 0) {
		struct mc_ticket_page page;
		struct mc_error err;
		assert_int_equal(mc_page_before(office.store->db, ticket, 0, &page, &err), MC_OK);
		assert_int_equal(
			office_int(&office,
				mc_arena_printf(&office.arena,
					"SELECT count(*) FROM ticket WHERE id = %lld "
					"AND line = '%s' AND state = '%s' AND desk = '%s' "
					"AND reason = '%s' AND waiting_since = %lld AND "
					"order_at = %lld AND coalesce(called_at, 0) = "
					"%lld AND coalesce(last_called_at, 0) = %lld AND "
					"coalesce(arrived_at, 0) = %lld AND "
					"coalesce(served_at, 0) = %lld AND "
					"coalesce(done_at, 0) = %lld AND calls = %d AND "
					"legs = %d",
					(long long)ticket, page.line,
					mc_ticket_state_name(page.state), page.desk, page.reason,
					(long long)page.waiting_since, (long long)page.order_at,
					(long long)page.called_at, (long long)page.last_called_at,
					(long long)page.arrived_at, (long long)page.served_at,
					(long long)page.done_at, page.calls, page.legs)),
			1);
	}
}

static void move_clock(void) {
	if (one_in(40)) {
		office.now += MC_DAY_MS;
	} else if (one_in(25)) {
		office.now -= 3 * MC_HOUR_MS;
	} else {
		office.now += (mc_time)below(10 * MC_MINUTE_MS);
	}
}

/* What a random act may end with; anything else is a hole in a decision. */
static bool may_end(enum mc_status status) {
	return status == MC_OK || status == MC_NOT_FOUND || status == MC_CONFLICT ||
	       status == MC_REFUSED || status == MC_DENIED || status == MC_EMPTY ||
	       status == MC_INVALID;
}

/* What was just done at a desk or to a number, taken back in time, or what was before it. */
static void take_back(const struct mc_act *act, size_t done[MC_VERB_COUNT]) {
	struct mc_outcome outcome;
	struct mc_act undo;
	if (act->verb == MC_VERB_TICKET_NEXT) {
		undo = act_take_back(&office, act->as.next.desk, NULL);
	} else if (act->verb == MC_VERB_TICKET_MOVE || act->verb == MC_VERB_TICKET_CALL) {
		undo = act_take_back(&office, NULL, act->as.ticket.label);
	} else {
		return;
	}
	undo.who = act->who;
	do {
		undo.now = office.now + (mc_time)below(40000);
		mc_key_random(undo.key);
	} while (office_try(&office, &undo, &outcome) == MC_OK && ++done[undo.verb] && one_in(2));
}

static void live(size_t acts, size_t done[MC_VERB_COUNT]) {
	struct mc_act last = act_issue(&office, "A");
	for (size_t i = 0; i < acts; i++) {
		struct mc_outcome outcome;
		move_clock();
		struct mc_act act = one_in(20) ? last : random_act();
		if (one_in(12)) {
			act.occurred_at = office.now - (mc_time)below(30 * MC_HOUR_MS);
			act.late_reason = "Mất điện";
		}
		enum mc_status status = office_try(&office, &act, &outcome);
		if (!may_end(status)) {
			char text[512];
			mc_error_text(MC_LANG_EN, &office.err, text, sizeof text);
			fprintf(stderr, "# act %zu, %s: %s: %s\n", i, mc_verb_name(act.verb),
				mc_status_name(status), text);
			fail();
		}
		done[act.verb] += status == MC_OK;
		if (status == MC_OK && one_in(3)) {
			take_back(&act, done);
		}
		last = act;
		if (one_in(150)) {
			office_expect_sound(&office);
		}
		if (one_in(60)) {
			office_reopen(&office);
			office_make_papers(office.store);
		}
	}
}

static void test_the_book_is_what_the_events_say(void **state) {
	(void)state;
	size_t done[MC_VERB_COUNT] = { 0 }, missing = MC_VERB_COUNT;
	const char *wish = getenv("MC_ACTS");
	size_t acts = wish ? strtoul(wish, NULL, 10) : ACTS_DEFAULT;
	mc_random_init(&rng, "replay");
	office_make(&office);
	office_make_papers(office.store);
	/* Until every act was done at least once: else the test tests less than it says. */
	for (size_t round = 0; round < ROUNDS_MOST && missing > 0; round++) {
		live(acts, done);
		missing = 0;
		for (int verb = 0; verb < MC_VERB_COUNT; verb++) {
			missing += done[verb] == 0;
		}
	}
	office_expect_sound(&office);
	expect_pages();
	office_expect_counts(&office);
	assert_int_equal(missing, 0);
	office_finish(&office);
}

/* A kind of event about tickets that is added later must find its way onto the page. */
static void test_every_event_of_the_queue_turns_the_page(void **state) {
	(void)state;
	for (int id = 0; id < MC_EVENT_KINDS; id++) {
		const struct mc_event event = {
			.id = 1, .kind = mc_event_kinds[id].name, .body = "{}"
		};
		struct mc_ticket_page page = { 0 };
		struct mc_event_read read;
		assert_int_equal(mc_event_read(&event, &read, NULL), MC_OK);
		assert_true(mc_page_turn(&page, read.id, OFFICE_MORNING, read.is) ==
			    (strncmp(event.kind, "ticket.", 7) == 0));
		mc_event_forget(&read);
	}
}

/* What a restore writes behind the backup, and the key that it gives. */
static void forget_restoring(const struct office *restored, int64_t last) {
	char sql[400];
	snprintf(sql, sizeof sql,
		"DELETE FROM event WHERE id > %lld; DELETE FROM setting WHERE event > %lld OR key "
		"= 'office.public_key'; DELETE FROM seal WHERE event > %lld; DELETE FROM "
		"recorded_day WHERE first_event > %lld",
		(long long)last, (long long)last, (long long)last, (long long)last);
	office_tamper(restored, sql);
}

/* A backup restored elsewhere is the same office. */
static void test_a_restored_office_is_the_same(void **state) {
	(void)state;
	size_t done[MC_VERB_COUNT] = { 0 };
	struct office other = { 0 };
	struct mc_findings findings;
	struct mc_error err;
	const char *path;
	char folder[128];
	mc_random_init(&rng, "restore");
	office_make(&office);
	office_make_papers(office.store);
	live(100, done);
	snprintf(folder, sizeof folder, "%s/backups", office.dir);
	assert_int_equal(
		mc_store_backup(office.store, folder, &office.arena, &path, &findings, &err),
		MC_OK);
	snprintf(other.dir, sizeof other.dir, "%.80s/other", office.dir);
	mc_arena_init(&other.arena);
	assert_int_equal(mc_store_restore(path, other.dir, &(struct mc_restore_how){ 0 },
				 &other.arena, &findings, &err),
		MC_OK);
	assert_true(findings.ok);
	assert_int_equal(mc_store_restore(path, other.dir, &(struct mc_restore_how){ 0 },
				 &other.arena, &findings, &err),
		MC_CONFLICT);
	/* But for what was still to be printed, which nobody knows of any more. */
	office_tamper(
		&office, "UPDATE print_job SET state = 'unknown', settled = 1 WHERE settled = 0");
	forget_restoring(&office, findings.last_event);
	forget_restoring(&other, findings.last_event);
	assert_string_equal(office_dump(&office, true), office_dump(&other, true));
	static const char *const parts[] = { "", "-wal", "-shm" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		unlink(mc_arena_printf(&other.arena, "%s/store.db%s", other.dir, parts[i]));
	}
	assert_int_equal(mc_store_restore(path, other.dir, &(struct mc_restore_how){ 0 },
				 &other.arena, &findings, &err),
		MC_OK);
	other.store = office_connect(&other);
	other.now = office.now;
	office_do(&other, act_accept(&other, PROCEDURE_FREE, "Sau khi khôi phục"));
	office_expect_sound(&other);
	office_finish(&other);
	office_finish(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_book_is_what_the_events_say),
		cmocka_unit_test(test_every_event_of_the_queue_turns_the_page),
		cmocka_unit_test(test_a_restored_office_is_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Keys, days and clocks: an act sent twice is done once, a key belongs to one
 * act, a new day closes what the last one left open, and no clock stops the hall.
 */
#include "office.h"
#include <stdio.h>
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	office_make_papers(office.store);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_expect_sound(&office);
	office_finish(&office);
	return 0;
}

/* ---- keys ---- */

/* Sends an act again, from another connection too: the first outcome, and nothing written. */
static void expect_repeatable(const struct mc_act *act, const struct mc_outcome *first) {
	const char *before = office_dump(&office, true);
	struct mc_store *own = office.store, *other = office_connect(&office);
	for (int i = 0; i < 2; i++) {
		struct mc_outcome again;
		office.store = i ? other : own;
		assert_int_equal(office_try(&office, act, &again), MC_OK);
		assert_true(again.warnings & MC_WARN_REPEATED);
		assert_int_equal(again.event, first->event);
		assert_int_equal(again.subject, first->subject);
		assert_int_equal(again.at, first->at);
		assert_int_equal(again.paper, first->paper);
		assert_int_equal(again.job, first->job);
		assert_int_equal(again.amount, first->amount);
		assert_string_equal(again.receipt, first->receipt);
		assert_string_equal(again.took_back, first->took_back);
		assert_int_equal(again.has_ticket, first->has_ticket);
		assert_int_equal(again.has_dossier, first->has_dossier);
		if (first->has_ticket) {
			assert_string_equal(again.ticket.label, first->ticket.label);
			assert_int_equal(again.ticket.state, first->ticket.state);
		}
		if (first->has_dossier) {
			assert_string_equal(again.dossier.code, first->dossier.code);
			assert_string_equal(again.dossier.pin, first->dossier.pin);
			assert_int_equal(again.dossier.state, first->dossier.state);
		}
	}
	office.store = own;
	mc_store_close(other);
	assert_string_equal(before, office_dump(&office, true));
}

/* Every verb, in an order in which each can be done. */
static size_t make_all(struct mc_act acts[24]) {
	static const struct mc_setup_row row = { MC_SETUP_OFFICE,
		.as.office = { "phone", "02438250101" } };
	static const char code[] = "H01-261123-0001";
	size_t n = 0;
	acts[n++] = act_setup(&office, &row, 1);
	acts[n++] = act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL);
	acts[n++] = act_desk(&office, MC_VERB_DESK_PAUSE, "1", "nghỉ");
	acts[n++] = act_desk(&office, MC_VERB_DESK_CLOSE, "1", NULL);
	acts[n++] = act_issue(&office, "A");
	acts[n++] = act_issue(&office, "A");
	acts[n++] = act_next(&office, "1");
	acts[n++] = act_move(&office, "A001", MC_MOVE_ARRIVE);
	acts[n++] = act_move(&office, "A001", MC_MOVE_SERVE);
	acts[n++] = act_move(&office, "A001", MC_MOVE_DONE);
	acts[n++] = act_take_back(&office, "1", NULL);
	acts[n++] = act_call(&office, "A002", "2", "đau yếu");
	acts[n++] = act_accept(&office, PROCEDURE_FEE, "Lê An");
	acts[n++] = act_dossier(&office, code, MC_T_PROCESS);
	acts[n++] = act_dossier(&office, code, MC_T_RESOLVE);
	acts[n++] = act_fee(&office, code, "cash");
	acts[n++] = act_dossier(&office, code, MC_T_RETURN);
	acts[n++] = act_about(&office, MC_VERB_DOSSIER_UNDO, code, "nhầm");
	acts[n++] = act_about(&office, MC_VERB_DOSSIER_READ, code, NULL);
	acts[n++] = act_new(&office, MC_VERB_PAPER_PRINT);
	acts[n - 1].as.paper = (struct mc_act_paper){ .form = "slip", .code = code };
	acts[n++] = act_import(&office, "CU-1", MC_DOSSIER_ACCEPTED);
	acts[n++] = act_about(&office, MC_VERB_DATA_ERASE, code, NULL);
	acts[n++] = act_new(&office, MC_VERB_LEDGER_SEAL);
	acts[n++] = act_new(&office, MC_VERB_OFFICE_KEY);
	return n;
}

static void test_every_act_may_be_sent_again(void **state) {
	(void)state;
	struct mc_act acts[24];
	size_t n = make_all(acts);
	bool verbs[MC_VERB_COUNT] = { false };
	for (size_t i = 0; i < n; i++) {
		struct mc_outcome first = office_do(&office, acts[i]);
		assert_true(first.event != 0);
		assert_int_equal(first.warnings & MC_WARN_REPEATED, 0);
		expect_repeatable(&acts[i], &first);
		verbs[acts[i].verb] = true;
	}
	for (size_t verb = 0; verb < MC_VERB_COUNT; verb++) {
		assert_true(verbs[verb]);
	}
}

static void test_a_key_belongs_to_one_act(void **state) {
	(void)state;
	struct mc_act acts[24], used[24];
	size_t n = make_all(acts);
	for (size_t i = 0; i < n; i++) {
		used[i] = acts[i];
		office_do(&office, acts[i]);
	}
	const char *before = office_dump(&office, true);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n; j++) {
			struct mc_outcome outcome;
			struct mc_act act = acts[j];
			bool move = act.verb == MC_VERB_TICKET_MOVE;
			bool step = act.verb == MC_VERB_DOSSIER_MOVE;
			bool same = act.verb == used[i].verb &&
				    (!move || act.as.ticket.move == used[i].as.ticket.move) &&
				    (!step || act.as.dossier.transition ==
						      used[i].as.dossier.transition);
			memcpy(act.key, used[i].key, sizeof act.key);
			assert_int_equal(
				office_try(&office, &act, &outcome), same ? MC_OK : MC_CONFLICT);
		}
	}
	assert_string_equal(before, office_dump(&office, true));
}

/* The same verb with other content under a used key must not get the first one's outcome. */
static void test_a_key_belongs_to_one_request(void **state) {
	(void)state;
	struct mc_outcome outcome;
	struct mc_act first = act_accept(&office, PROCEDURE_FREE, "Lê An");
	office_do(&office, first);
	struct mc_act other = act_accept(&office, PROCEDURE_FREE, "Lê Bình");
	memcpy(other.key, first.key, sizeof other.key);
	assert_int_equal(office_try(&office, &other, &outcome), MC_CONFLICT);
	first = act_issue(&office, "A");
	office_do(&office, first);
	other = act_issue(&office, "B");
	memcpy(other.key, first.key, sizeof other.key);
	assert_int_equal(office_try(&office, &other, &outcome), MC_CONFLICT);
	first = act_next(&office, "1");
	office_do(&office, first);
	other = act_next(&office, "2");
	memcpy(other.key, first.key, sizeof other.key);
	assert_int_equal(office_try(&office, &other, &outcome), MC_CONFLICT);
	other = first;
	other.who.staff = "khongai";
	assert_int_equal(office_try(&office, &other, &outcome), MC_DENIED);
}

/* Sends `act` again, as it is now, under the key of `first`. */
static enum mc_status send_under(const struct mc_act *first, struct mc_act act) {
	struct mc_outcome outcome;
	memcpy(act.key, first->key, sizeof act.key);
	return office_try(&office, &act, &outcome);
}

/* Set-up and import too: a file that was mended is another request. */
static void test_what_rows_say_is_part_of_their_request(void **state) {
	(void)state;
	struct mc_setup_row row = { MC_SETUP_OFFICE, .as.office = { "phone", "02438250101" } };
	struct mc_act setup = act_setup(&office, &row, 1);
	office_do(&office, setup);
	assert_int_equal(send_under(&setup, setup), MC_OK);
	row.as.office.value = "02438250102";
	assert_int_equal(send_under(&setup, setup), MC_CONFLICT);
	struct mc_act import = act_import(&office, "CU-1", MC_DOSSIER_ACCEPTED), other = import;
	office_do(&office, import);
	assert_int_equal(send_under(&import, import), MC_OK);
	other.as.import.phone = "0912345678";
	assert_int_equal(send_under(&import, other), MC_CONFLICT);
}

static void test_the_spelling_of_a_method_is_no_other_request(void **state) {
	(void)state;
	const char *code =
		office_do(&office, act_accept(&office, PROCEDURE_FEE, "Lê An")).dossier.code;
	struct mc_act fee = act_fee(&office, code, "cash");
	office_do(&office, fee);
	assert_int_equal(send_under(&fee, act_fee(&office, code, "CASH")), MC_OK);
	assert_int_equal(send_under(&fee, act_fee(&office, code, "transfer")), MC_CONFLICT);
}

/* What an older program wrote beside a key says nothing of today's requests: the kind must do. */
static void test_the_key_of_an_older_ledger_fits_by_its_kind(void **state) {
	(void)state;
	struct mc_act first = act_issue(&office, "A");
	office_do(&office, first);
	const char *before = office_dump(&office, true);
	office_tamper(&office,
		"CREATE TABLE kept AS SELECT id, body FROM event WHERE body LIKE '%\"2:%';"
		"UPDATE event SET body = replace(body, '\"2:', '\"') WHERE id IN (SELECT id FROM "
		"kept)");
	assert_int_equal(send_under(&first, act_issue(&office, "A")), MC_OK);
	assert_int_equal(send_under(&first, act_issue(&office, "B")), MC_OK);
	assert_int_equal(send_under(&first, act_next(&office, "1")), MC_CONFLICT);
	office_tamper(&office,
		"UPDATE event SET body = (SELECT body FROM kept WHERE kept.id = event.id)"
		" WHERE id IN (SELECT id FROM kept); DROP TABLE kept");
	assert_string_equal(before, office_dump(&office, true));
}

/* A set-up that changes nothing writes nothing, not even when a seal falls due with it. */
static void test_the_same_setup_again_is_silent(void **state) {
	(void)state;
	size_t count;
	const struct mc_setup_row *rows = office_rows(&count);
	const char *before = office_dump(&office, true);
	office_do(&office, act_setup(&office, rows, count));
	assert_string_equal(before, office_dump(&office, true));
	office_do(&office, act_desk(&office, MC_VERB_DESK_OPEN, "1", NULL));
	before = office_dump(&office, true);
	office.now += 2 * MC_DAY_MS;
	struct mc_act act = act_setup(&office, rows, count);
	struct mc_outcome outcome = office_do(&office, act);
	assert_int_equal(outcome.event, 0);
	assert_string_equal(before, office_dump(&office, true));
	office_do(&office, act); /* its key was not taken */
	office_do(&office, act_issue(&office, "A"));
	office_expect_sound(&office);
}

static void test_a_changed_procedure_begins_today(void **state) {
	(void)state;
	size_t count;
	const struct mc_setup_row *rows = office_rows(&count);
	struct mc_setup_row changed = { 0 };
	for (size_t i = 0; i < count && !changed.as.procedure.code; i++) {
		if (rows[i].kind == MC_SETUP_PROCEDURE) {
			changed = rows[i];
		}
	}
	changed.as.procedure.code = "1.004873.h01"; /* in either case */
	changed.as.procedure.fee_vnd = 50000;
	office_do(&office, act_setup(&office, &changed, 1));
	struct mc_procedure p;
	for (int before = 0; before < 2; before++) {
		assert_int_equal(mc_store_procedure(office.store, &office.arena, PROCEDURE_FEE, "",
					 OFFICE_DAY - before, &p, &office.err),
			MC_OK);
		assert_int_equal(p.fee_vnd, before ? OFFICE_FEE : 50000);
	}
}

/* ---- days ---- */

static void test_a_new_day_closes_the_last_one(void **state) {
	(void)state;
	for (int i = 0; i < 3; i++) {
		office_do(&office, act_issue(&office, "A"));
	}
	office_do(&office, act_next(&office, "1"));
	office.now += MC_DAY_MS;
	/* Refused, so nothing of it stands, the closing neither. */
	struct mc_outcome outcome;
	struct mc_act act = act_next(&office, "1");
	assert_int_equal(office_try(&office, &act, &outcome), MC_EMPTY);
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM ticket WHERE state = 'expired'"), 0);
	/* The desk that yesterday left with a ticket can be closed. */
	office_do(&office, act_desk(&office, MC_VERB_DESK_CLOSE, "1", NULL));
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM ticket WHERE state = 'expired'"), 3);
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM leg WHERE outcome = 'expired'"), 3);
	struct mc_outcome today = office_do(&office, act_issue(&office, "A"));
	assert_string_equal(today.ticket.label, "A001");
	assert_int_equal(today.ticket.day, OFFICE_DAY + 1);
	assert_int_equal(office_do(&office, act_next(&office, "1")).subject, today.subject);
}

/* A clock that ran a day ahead closes the hall: once it is right, the numbers come back. */
static void test_a_wrong_clock_can_be_mended(void **state) {
	(void)state;
	struct mc_outcome first = office_do(&office, act_issue(&office, "A"));
	office_do(&office, act_issue(&office, "A"));
	office.now += MC_DAY_MS;
	office_do(&office, act_issue(&office, "A"));
	struct mc_act act = act_move(&office, "", MC_MOVE_RESTORE);
	act.as.ticket.id = first.subject;
	struct mc_outcome outcome;
	assert_int_equal(office_try(&office, &act, &outcome), MC_REFUSED); /* its day is over */
	office.now -= MC_DAY_MS - MC_MINUTE_MS;
	struct mc_outcome restored = office_do(&office, act_move(&office, "A001", MC_MOVE_RESTORE));
	assert_int_equal(restored.ticket.state, MC_TICKET_WAITING);
	assert_int_equal(restored.ticket.waiting_since, first.ticket.issued_at);
	assert_int_equal(office_do(&office, act_next(&office, "1")).subject, first.subject);
	office_expect_sound(&office);
}

static void test_a_late_entry_closes_nothing_late(void **state) {
	(void)state;
	office_do(&office, act_issue(&office, "A"));
	office.now += MC_DAY_MS;
	struct mc_act act = act_issue(&office, "B");
	act.who.staff = "lan";
	act.occurred_at = office.now - MC_DAY_MS;
	act.late_reason = "Mất điện";
	struct mc_outcome late = office_do(&office, act);
	assert_int_equal(late.at, act.occurred_at);
	assert_int_equal(late.ticket.day, OFFICE_DAY);
	/* What yesterday left open was closed now, and not as a late entry. */
	assert_int_equal(
		office_int(&office, "SELECT done_at FROM ticket WHERE label = 'A001'"), office.now);
	assert_int_equal(office_int(&office, "SELECT count(*) FROM event WHERE kind = "
					     "'ticket.ended@1' AND body LIKE '%late%'"),
		0);
}

/* ---- clocks ---- */

static void test_a_clock_set_back_stops_nobody(void **state) {
	(void)state;
	office_do(&office, act_issue(&office, "A"));
	office.now -= 2 * MC_HOUR_MS;
	office_do(&office, act_next(&office, "1"));
	office.now -= MC_HOUR_MS;
	office_do(&office, act_move(&office, "A001", MC_MOVE_SERVE));
	office.now -= 2 * MC_DAY_MS;
	struct mc_act act = act_issue(&office, "A");
	act.who.staff = "lan"; /* the kiosk is bound to the hours */
	office_do(&office, act);
	office.now += 2 * MC_DAY_MS;
	act = act_issue(&office, "A");
	act.who.staff = "lan";
	office_do(&office, act);
}

/* By the clock a step is taken no sooner than the step before; entered late it is refused. */
static void test_a_step_by_a_clock_set_back(void **state) {
	(void)state;
	struct mc_error err;
	mc_time ahead = office.now + 5 * MC_DAY_MS;
	assert_int_equal(mc_store_set_clock(office.store, ahead, &err), MC_OK);
	struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Lê An");
	act.now = 0;
	struct mc_outcome accepted = office_do(&office, act);
	assert_true(accepted.at >= ahead);
	assert_int_equal(mc_store_set_clock(office.store, office.now, &err), MC_OK);
	struct mc_outcome outcome;
	act = act_dossier(&office, accepted.dossier.code, MC_T_PROCESS);
	act.now = 0;
	outcome = office_do(&office, act);
	assert_int_equal(outcome.at, accepted.at);
	assert_int_equal(outcome.dossier.state, MC_DOSSIER_PROCESSING);
	assert_true(office_int(&office, "SELECT recorded_at FROM event ORDER BY id DESC LIMIT 1") <
		    ahead);
	act = act_dossier(&office, accepted.dossier.code, MC_T_RESOLVE);
	act.now = 0;
	act.who.staff = "dung";
	act.occurred_at = office.now - MC_HOUR_MS;
	act.late_reason = "Mất điện";
	assert_int_equal(office_try(&office, &act, &outcome), MC_REFUSED);
	act = act_about(&office, MC_VERB_DOSSIER_UNDO, accepted.dossier.code, "nhầm");
	assert_int_equal(office_do(&office, act).dossier.state, MC_DOSSIER_ACCEPTED);
}

/* A line may keep shorter hours than the office: they bind the kiosk, staff are warned. */
static void test_a_line_keeps_its_hours(void **state) {
	(void)state;
	static const struct mc_setup_row row = { MC_SETUP_LINE, .as.line = { .line = "E",
									.name_vi = "Chiều",
									.first = 1,
									.priority_ratio = 1,
									.open = "08:30",
									.close = "10:00" } };
	static const struct {
		int minute;
		enum mc_status kiosk;
		unsigned staff_warned;
	} instants[] = { { 8 * 60 + 29, MC_REFUSED, MC_WARN_CLOSED_HOURS },
		{ 8 * 60 + 30, MC_OK, 0 }, { 9 * 60 + 59, MC_OK, 0 },
		{ 10 * 60, MC_REFUSED, MC_WARN_CLOSED_HOURS } };
	office_do(&office, act_setup(&office, &row, 1));
	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		struct mc_outcome outcome;
		office.now = mc_time_at(OFFICE_DAY, instants[i].minute);
		struct mc_act act = act_issue(&office, "E");
		assert_int_equal(office_try(&office, &act, &outcome), instants[i].kiosk);
		act = act_issue(&office, "E");
		act.who.staff = "lan";
		assert_int_equal(office_do(&office, act).warnings, instants[i].staff_warned);
	}
}

/* ---- codes and receipts ---- */

static void test_codes_leave_out_what_others_have(void **state) {
	(void)state;
	office_do(&office, act_import(&office, "H01-261123-0001", MC_DOSSIER_ACCEPTED));
	struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Lê An");
	act.as.accept.external_code = "H01-261123-0002";
	struct mc_outcome first = office_do(&office, act);
	assert_string_equal(first.dossier.code, "H01-261123-0003");
	assert_string_equal(
		office_do(&office, act_accept(&office, PROCEDURE_FREE, "Lê Ba")).dossier.code,
		"H01-261123-0004");
	struct mc_dossier_view view;
	assert_int_equal(mc_store_dossier(office.store, &office.arena, "h01-261123-0002", &view,
				 &office.err),
		MC_OK);
	assert_int_equal(view.dossier.id, first.subject);
}

static void test_receipts_have_no_gap(void **state) {
	(void)state;
	for (int i = 1; i <= 3; i++) {
		const char *code = office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED);
		char wanted[16];
		snprintf(wanted, sizeof wanted, "PT%06d", i);
		assert_string_equal(
			office_do(&office, act_fee(&office, code, "cash")).receipt, wanted);
	}
	struct mc_act act =
		act_fee(&office, office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED), NULL);
	act.as.fee.exempt = "Hộ nghèo";
	act.as.fee.proof = "Sổ 5";
	struct mc_outcome outcome = office_do(&office, act);
	assert_int_equal(outcome.amount, 0);
	assert_string_equal(outcome.receipt, "");
	assert_false(outcome.dossier.fee_open);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_every_act_may_be_sent_again),
		TEST(test_a_key_belongs_to_one_act),
		TEST(test_a_key_belongs_to_one_request),
		TEST(test_what_rows_say_is_part_of_their_request),
		TEST(test_the_spelling_of_a_method_is_no_other_request),
		TEST(test_the_key_of_an_older_ledger_fits_by_its_kind),
		TEST(test_the_same_setup_again_is_silent),
		TEST(test_a_changed_procedure_begins_today),
		TEST(test_a_new_day_closes_the_last_one),
		TEST(test_a_wrong_clock_can_be_mended),
		TEST(test_a_late_entry_closes_nothing_late),
		TEST(test_a_clock_set_back_stops_nobody),
		TEST(test_a_step_by_a_clock_set_back),
		TEST(test_a_line_keeps_its_hours),
		TEST(test_codes_leave_out_what_others_have),
		TEST(test_receipts_have_no_gap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * What becomes of a dossier beside its steps: a mistaken entry is struck and in no class
 * of any report, an owner is a person or an organisation, a number given out once is
 * not given out again in other letters.
 */
#include "base/str.h"
#include "cmocka_all.h"
#include "core/tally.h"
#include "office.h"
#include "store/apply/anew.h"
#include "store/inside.h"
#include <motcua/report.h>
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

static struct mc_tally report(mc_day from, mc_day to, mc_day as_of) {
	struct mc_report_order order = { .from = from, .to = to, .as_of = as_of };
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_tally tally;
	assert_int_equal(
		mc_store_report(office.store, &office.arena, &order, &rules, &tally, &office.err),
		MC_OK);
	return tally;
}

static struct mc_act act_void(const char *code, const char *reason) {
	struct mc_act act = act_dossier(&office, code, MC_T_VOID);
	act.who.staff = "dung"; /* a head */
	act.as.dossier.reason = reason;
	return act;
}

static void refuse(struct mc_act act, enum mc_status expected, const char *field) {
	struct mc_outcome outcome;
	assert_int_equal(office_try(&office, &act, &outcome), expected);
	assert_string_equal(mc_or_empty(office.err.field), field);
}

/* ---- mistaken entries ---- */

static void test_a_mistaken_entry_is_in_no_class_of_any_report(void **state) {
	(void)state;
	const char *kept = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_RESOLVED);
	const char *mistake = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	office.now += 10 * MC_DAY_MS;
	mc_day found = mc_day_of(office.now);
	office_do(&office, act_void(mistake, "Nhập hai lần"));

	struct mc_tally now = report(OFFICE_DAY, OFFICE_DAY, found);
	assert_int_equal(now.total.c[3], 1);
	assert_int_equal(now.total.c[7], 1);
	assert_int_equal(now.total.c[11], 0);
	assert_int_equal(now.total.notes[MC_NOTE_VOID], 1);
	assert_int_equal(now.total.notes[MC_NOTE_WITHDRAWN], 0);
	/* It belongs to the period in which it was entered, not to that in which it was found. */
	assert_int_equal(report(found, found, found).total.notes[MC_NOTE_VOID], 0);
	assert_int_equal(report(found, found, found).total.c[3], 0);
	/* As known before it was found, it was there. */
	struct mc_tally before = report(OFFICE_DAY, OFFICE_DAY, found - 1);
	assert_int_equal(before.total.c[3], 2);
	assert_int_equal(before.total.notes[MC_NOTE_VOID], 0);

	struct mc_dossier_view view;
	assert_int_equal(
		mc_store_dossier(office.store, &office.arena, mistake, &view, &office.err), MC_OK);
	assert_int_equal(view.dossier.state, MC_DOSSIER_VOID);
	assert_int_equal(view.dossier.withdrawn_at, 0);
	assert_string_equal(view.events[view.event_count - 1].transition, "void");
	struct mc_dossier_filter filter = { .by_state = true, .state = MC_DOSSIER_VOID };
	struct mc_dossiers list;
	assert_int_equal(
		mc_store_dossiers(office.store, &office.arena, &filter, &list, &office.err), MC_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].code, mistake);
	(void)kept;
	office_expect_sound(&office);
}

static void test_a_head_strikes_with_a_reason_and_its_codes_stay_taken(void **state) {
	(void)state;
	struct mc_act accept = act_accept(&office, PROCEDURE_FREE, "Lê Thị Hoa");
	accept.as.accept.external_code = "G22.99-Đ1";
	const char *code = office_do(&office, accept).dossier.code;
	refuse(act_void(code, ""), MC_INVALID, "reason");
	struct mc_act by_officer = act_void(code, "nhầm");
	by_officer.who.staff = "lan";
	refuse(by_officer, MC_DENIED, "");
	office_do(&office, act_void(code, "Nhập nhầm người"));
	refuse(act_void(code, "lần nữa"), MC_REFUSED, "");
	refuse(act_dossier(&office, code, MC_T_PROCESS), MC_REFUSED, "");
	accept.as.accept.external_code = "g22.99-đ1";
	mc_key_random(accept.key);
	refuse(accept, MC_CONFLICT, "external");
	accept.as.accept.external_code = "";
	mc_key_random(accept.key);
	struct mc_outcome next = office_do(&office, accept);
	assert_string_not_equal(next.dossier.code, code);
	/* Struck by mistake itself, it comes back. */
	struct mc_outcome back =
		office_do(&office, act_about(&office, MC_VERB_DOSSIER_UNDO, code, "đúng rồi"));
	assert_int_equal(back.dossier.state, MC_DOSSIER_ACCEPTED);
	office_expect_sound(&office);
}

static void test_no_entry_is_a_mistake_while_its_receipt_stands(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED);
	office_do(&office, act_fee(&office, code, "cash"));
	refuse(act_void(code, "nhầm"), MC_REFUSED, "");
	office_expect_sound(&office);
}

/* ---- owners ---- */

static void test_an_owner_is_a_person_or_an_organisation(void **state) {
	static const struct {
		const char *id_number, *representative, *birth;
		enum mc_status status;
		const char *field; /* refused; else the number kept */
		bool organisation;
		unsigned warnings;
	} rows[] = {
		{ "0100109106", "Lê Văn Bình", "", MC_OK, "0100109106", true, 0 },
		{ "0100109106-001", "", "", MC_OK, "0100109106-001", true, 0 },
		{ "0101234567", "", "", MC_OK, "0101234567", true, MC_WARN_TAX_CODE },
		{ "", "Lê Văn Bình", "", MC_OK, "", true, 0 },
		{ "087189001234", "", "1989", MC_OK, "087189001234", false, 0 },
		{ "", "", "", MC_OK, "", false, 0 },
		{ "0100109106", "", "1989", MC_INVALID, "birth", false, 0 },
		{ "087189001234", "Lê Văn Bình", "", MC_INVALID, "representative", false, 0 },
		{ "0100109106-01", "", "", MC_INVALID, "id_number", false, 0 },
		{ "01001091060001", "", "", MC_INVALID, "id_number", false, 0 },
	};
	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Hộ kinh doanh Phương Nam");
		act.as.accept.id_number = rows[i].id_number;
		act.as.accept.representative = rows[i].representative;
		act.as.accept.birth = rows[i].birth;
		if (rows[i].status != MC_OK) {
			refuse(act, rows[i].status, rows[i].field);
			continue;
		}
		struct mc_outcome outcome = office_do(&office, act);
		assert_string_equal(outcome.dossier.owner_id, rows[i].field);
		assert_int_equal(outcome.dossier.organisation, rows[i].organisation);
		assert_string_equal(outcome.dossier.representative, rows[i].representative);
		assert_int_equal(outcome.warnings & MC_WARN_TAX_CODE, rows[i].warnings);
	}
	struct mc_dossiers found;
	assert_int_equal(mc_store_find(office.store, &office.arena, "0100109106-001", 9, &found,
				 &office.err),
		MC_OK);
	assert_int_equal(found.count, 1);
	assert_int_equal(
		mc_store_find(office.store, &office.arena, "le binh", 9, &found, &office.err),
		MC_OK);
	assert_int_equal(found.count, 2); /* by who acts for it */
	office_do(&office, act_dossier(&office, found.rows[0].code, MC_T_PROCESS));
	office_do(&office, act_dossier(&office, found.rows[0].code, MC_T_RESOLVE));
	office_do(&office, act_about(&office, MC_VERB_DATA_ERASE, found.rows[0].code, ""));
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM party p JOIN dossier d ON d.id = "
				    "p.dossier WHERE d.erased = 1"),
		0);
	assert_int_equal(
		mc_store_find(office.store, &office.arena, "le binh", 9, &found, &office.err),
		MC_OK);
	assert_int_equal(found.count, 1);
	office_expect_sound(&office);
}

/* ---- one key for every code ---- */

static void test_a_number_is_not_given_out_again_in_other_letters(void **state) {
	(void)state;
	const char *first = office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED);
	const char *second = office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED);
	struct mc_act take = act_fee(&office, first, "cash");
	take.as.fee.receipt = "AĐ/26E-1";
	assert_string_equal(office_do(&office, take).receipt, "AĐ/26E-1");
	take = act_fee(&office, second, "cash");
	take.as.fee.receipt = "ađ/26e-1";
	refuse(take, MC_CONFLICT, "receipt");
	assert_non_null(strstr(office.err.args, "AĐ/26E-1"));
	take.as.fee.receipt = "pt000001"; /* would be read as one of ours */
	refuse(take, MC_INVALID, "receipt");
	office_expect_sound(&office);
}

static void test_short_names_are_one_in_either_case(void **state) {
	const struct mc_setup_row rows[] = {
		{ .kind = MC_SETUP_STAFF,
			.as.staff = { "đức", "Hoàng Minh Đức", MC_ROLE_BIT(MC_ROLE_HEAD), "" } },
		{ .kind = MC_SETUP_STAFF,
			.as.staff = { "ĐỨC", "Hoàng Đức", MC_ROLE_BIT(MC_ROLE_HEAD), "" } },
		{ .kind = MC_SETUP_DESK, .as.desk = { "Ô1", "Ô một", "", "A", "" } },
		{ .kind = MC_SETUP_DESK, .as.desk = { "ô1", "Ô số một", "", "A", "" } },
		{ .kind = MC_SETUP_PRINTER,
			.as.printer = { "Máy-Ấ", "", "/tmp/a", "pdf", "80", "ticket" } },
		{ .kind = MC_SETUP_PRINTER,
			.as.printer = { "máy-ấ", "", "/tmp/b", "pdf", "80", "ticket" } },
	};
	(void)state;
	office_do(&office, act_setup(&office, rows, MC_COUNT(rows)));
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM staff WHERE staff IN ('đức', 'ĐỨC')"), 1);
	assert_int_equal(office_int(&office, "SELECT count(*) FROM desk WHERE key = 'Ô1'"), 1);
	assert_int_equal(office_int(&office, "SELECT count(*) FROM printer"), 1);
	struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Lê Thị Hoa");
	act.who.staff = "Đức";
	office_do(&office, act);
	office_expect_sound(&office);
}

/* An older program knew capitals of A–Z alone, and took two spellings for two codes. */
static void test_keys_of_an_older_program_are_made_anew(void **state) {
	(void)state;
	struct mc_act act = act_import(&office, "qđ-1", MC_DOSSIER_ACCEPTED);
	office_do(&office, act);
	office_do(&office, act_import(&office, "qđ-2", MC_DOSSIER_ACCEPTED));
	const char *right = office_dump(&office, false);
	office_tamper(&office,
		"UPDATE dossier SET code_key = CASE code WHEN 'qđ-1' THEN 'Qđ-1' ELSE 'QĐ-1' END;"
		"UPDATE staff SET key = ''; UPDATE desk SET key = ''; UPDATE printer SET key = '';"
		"UPDATE receipt SET key = ''");
	assert_int_equal(mc_db_begin(office.store->db, &office.err), MC_OK);
	assert_int_equal(mc_rekey(office.store->db, &office.err), MC_OK);
	assert_int_equal(mc_db_commit(office.store->db, &office.err), MC_OK);
	assert_string_equal(office_dump(&office, false), right);
}

/* ---- what a step is decided by ---- */

static struct mc_dossier_facts facts_of(const char *code, const char *actor) {
	struct mc_own_tx own;
	struct mc_dossier_facts facts;
	int64_t id;
	mc_own_tx(&own, office.store, office.store->db, &office.arena, office.now);
	own.tx.actor = actor;
	own.tx.roles = MC_ROLE_BIT(MC_ROLE_OFFICER);
	assert_int_equal(mc_read_code(office.store->db, code, &id, &office.err), MC_OK);
	assert_int_equal(mc_read_facts(&own.tx, id, &facts, &office.err), MC_OK);
	return facts;
}

static struct mc_dossier dossier_of(const char *code) {
	struct mc_dossier_view view;
	assert_int_equal(
		mc_store_dossier(office.store, &office.arena, code, &view, &office.err), MC_OK);
	return view.dossier;
}

static void test_a_step_is_decided_by_the_dossier_as_it_was_read(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	struct mc_dossier dossier = dossier_of(code);
	struct mc_dossier_facts facts = facts_of(code, "binh");
	assert_true(dossier.due_at != 0);
	assert_string_equal(facts.code, dossier.code);
	assert_int_equal(facts.state, dossier.state);
	assert_int_equal(facts.accepted_at, dossier.accepted_at);
	assert_int_equal(facts.due_at, dossier.due_at);
	assert_int_equal(facts.fee_open, dossier.fee_open);
	assert_string_equal(facts.officer, "binh");
	assert_string_equal(facts.actor, "binh");
	assert_int_equal(facts.actor_roles, MC_ROLE_BIT(MC_ROLE_OFFICER));
	assert_false(facts.received);
	office_do(&office, act_dossier(&office, code, MC_T_RECEIVED));
	assert_true(facts_of(code, "binh").received);
	assert_true(facts_of(code, "binh").last_at >= facts.last_at);
}

static void test_an_extension_is_refused_of_a_late_dossier_that_was_read(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	struct mc_dossier_facts facts = facts_of(code, "dung");
	mc_time late = dossier_of(code).due_at + MC_DAY_MS;
	mc_time early = dossier_of(code).due_at - 1;
	enum mc_dossier_state to;
	early = early > facts.last_at ? early : facts.last_at;
	assert_int_equal(mc_dossier_decide(&facts, MC_T_EXTEND, late, &to, NULL), MC_REFUSED);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_EXTEND, early, &to, NULL), MC_OK);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_APOLOGISE, late, &to, NULL), MC_OK);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_APOLOGISE, early, &to, NULL), MC_REFUSED);
}

/* A step of a later version is a row already: it is refused, whoever asks. */
static void test_a_step_that_is_not_offered_yet_is_refused(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	struct mc_act act = act_dossier(&office, code, MC_T_APOLOGISE);
	act.who.staff = "dung";
	refuse(act, MC_INVALID, "");
	assert_string_equal(office.err.args, "apologise");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_mistaken_entry_is_in_no_class_of_any_report, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_head_strikes_with_a_reason_and_its_codes_stay_taken, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			test_no_entry_is_a_mistake_while_its_receipt_stands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_an_owner_is_a_person_or_an_organisation, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_number_is_not_given_out_again_in_other_letters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_short_names_are_one_in_either_case, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_keys_of_an_older_program_are_made_anew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_step_is_decided_by_the_dossier_as_it_was_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_an_extension_is_refused_of_a_late_dossier_that_was_read, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_step_that_is_not_offered_yet_is_refused, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

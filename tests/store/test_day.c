/* A day at the office, told once from end to end; then the ledger is verified. */
#include "office.h"
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

static void test_a_ticket(void **state) {
	(void)state;
	struct mc_outcome issued = office_do(&office, act_issue(&office, "a"));
	assert_true(issued.has_ticket);
	assert_string_equal(issued.ticket.label, "A001");
	assert_int_equal(issued.ticket.state, MC_TICKET_WAITING);
	office.now += 5 * MC_MINUTE_MS;
	struct mc_outcome called = office_do(&office, act_next(&office, "1"));
	assert_int_equal(called.subject, issued.subject);
	assert_string_equal(called.ticket.desk, "1");
	assert_int_equal(called.ticket.reason, MC_REASON_ARRIVAL);
	office.now += MC_MINUTE_MS;
	/* Called again, the board shows it as the last; the wait ended with the first call. */
	struct mc_outcome recalled = office_do(&office, act_move(&office, "A001", MC_MOVE_RECALL));
	assert_int_equal(recalled.ticket.called_at, called.ticket.called_at);
	assert_int_equal(recalled.ticket.calls, 2);
	struct mc_hall hall;
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	assert_int_equal(hall.calls[0].at, office.now);
	office_do(&office, act_move(&office, "A001", MC_MOVE_SERVE));
	struct mc_outcome done = office_do(&office, act_move(&office, "a1", MC_MOVE_DONE));
	assert_int_equal(done.ticket.state, MC_TICKET_DONE);
	assert_int_equal(done.ticket.done_at, office.now);
	office_expect_sound(&office);
}

static void test_a_dossier(void **state) {
	(void)state;
	struct mc_act accept = act_accept(&office, PROCEDURE_FEE, "  Nguyễn  Văn An ");
	const struct mc_component papers[] = { { "Tờ khai", 1, 0, 0 },
		{ "Giấy chứng sinh", 0, 1, 0 } };
	accept.as.accept.components = papers;
	accept.as.accept.component_count = 2;
	struct mc_outcome accepted = office_do(&office, accept);
	const char *code = accepted.dossier.code;
	assert_string_equal(code, "H01-261123-0001");
	assert_string_equal(accepted.dossier.owner, "Nguyễn Văn An");
	assert_int_equal(accepted.warnings, 0);
	assert_int_equal(accepted.dossier.fee_vnd, OFFICE_FEE);
	/* Five working days from Monday 08:00: the next Monday. */
	assert_int_equal(mc_day_of(accepted.dossier.due_at), OFFICE_DAY + 7);
	office.now += MC_HOUR_MS;
	assert_int_equal(office_do(&office, act_dossier(&office, code, MC_T_PROCESS)).dossier.state,
		MC_DOSSIER_PROCESSING);
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	struct mc_outcome fee = office_do(&office, act_fee(&office, code, "cash"));
	assert_int_equal(fee.amount, OFFICE_FEE);
	assert_string_equal(fee.receipt, "PT000001");
	assert_int_equal(office_do(&office, act_dossier(&office, code, MC_T_RETURN)).dossier.state,
		MC_DOSSIER_RETURNED);
	struct mc_outcome undone =
		office_do(&office, act_about(&office, MC_VERB_DOSSIER_UNDO, code, "nhầm"));
	assert_int_equal(undone.dossier.state, MC_DOSSIER_RESOLVED);
	assert_int_equal(undone.dossier.returned_at, 0);
	office_expect_sound(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_ticket, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_dossier, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A dossier's last step taken back: one's own slip for a minute and without a head,
 * while nothing followed it; anything else by a head, with a reason.
 */
#include "office.h"

static struct office office;

static int make(void **state) {
	(void)state;
	office_make(&office);
	office_make_papers(office.store);
	return 0;
}

static int finish(void **state) {
	(void)state;
	office_expect_sound(&office);
	office_finish(&office);
	return 0;
}

static struct mc_act undo_by(const char *actor, const char *code, const char *reason) {
	struct mc_act act = act_about(&office, MC_VERB_DOSSIER_UNDO, code, reason);
	act.who.staff = actor;
	return act;
}

static const struct {
	enum mc_dossier_state from;
	enum mc_transition step;
} steps[] = {
	{ MC_DOSSIER_ACCEPTED, MC_T_PROCESS },
	{ MC_DOSSIER_PROCESSING, MC_T_RECEIVED },
	{ MC_DOSSIER_PROCESSING, MC_T_RESOLVE },
	{ MC_DOSSIER_ACCEPTED, MC_T_RESOLVE },
	{ MC_DOSSIER_RESOLVED, MC_T_RETURN },
};

static void test_every_step_of_ones_own_is_taken_back(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const char *code = office_dossier(&office, PROCEDURE_FREE, steps[i].from);
		office.now += MC_MINUTE_MS;
		office_do(&office, act_dossier(&office, code, steps[i].step));
		office.now += 60000;
		struct mc_outcome outcome = office_do(&office, undo_by("binh", code, NULL));
		assert_int_equal(outcome.dossier.state, steps[i].from);
		assert_int_equal(
			outcome.dossier.resolved_at != 0, steps[i].from == MC_DOSSIER_RESOLVED);
	}
}

static void test_sixty_seconds_and_not_one_more(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office.now += 61000;
	office_refused(&office, undo_by("binh", code, NULL), MC_DENIED,
		"taken at 08:00, more than a minute ago: only a head of unit takes it back, with "
		"a reason (Vũ Dũng)");
	office_refused(&office, undo_by("binh", code, "bấm nhầm"), MC_DENIED, "Vũ Dũng");
	office.now -= 1000;
	office_do(&office, undo_by("binh", code, "bấm nhầm"));
}

static void test_somebody_elses_step_is_a_heads(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office_refused(&office, undo_by("lan", code, "bấm nhầm"), MC_DENIED,
		"somebody else's (Lê Văn Bình)");
	office_refused(&office, undo_by("dung", code, NULL), MC_INVALID, "Say why");
	office_do(&office, undo_by("dung", code, "nhầm hồ sơ"));
	office_refused(&office, undo_by("tra", code, NULL), MC_DENIED, "Only ");
}

static void test_what_followed_makes_it_a_heads(void **state) {
	(void)state;
	struct mc_outcome outcome;
	const char *code = office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_PROCESSING);
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	struct mc_act slip = act_new(&office, MC_VERB_PAPER_PRINT);
	slip.as.paper = (struct mc_act_paper){ .form = "slip", .code = code };
	office_do(&office, slip);
	office_refused(&office, undo_by("binh", code, NULL), MC_DENIED, "A paper of dossier");
	office_do(&office, undo_by("dung", code, "nhầm hồ sơ"));
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office_do(&office, act_about(&office, MC_VERB_DOSSIER_READ, code, NULL));
	office_do(&office, undo_by("binh", code, NULL)); /* to look is to do nothing */
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office_do(&office, act_fee(&office, code, "cash"));
	office_refused(&office, undo_by("binh", code, NULL), MC_DENIED, "More was done to dossier");
	struct mc_act head = undo_by("dung", code, NULL);
	assert_int_equal(office_try(&office, &head, &outcome), MC_INVALID);
}

/* A step back, and then the one before it, each within its own minute. */
static void test_a_second_takes_the_step_before(void **state) {
	(void)state;
	const char *code = office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED);
	office_do(&office, act_dossier(&office, code, MC_T_PROCESS));
	office.now += 40000;
	office_do(&office, act_dossier(&office, code, MC_T_RESOLVE));
	office.now += 20000;
	struct mc_act undo = undo_by("binh", code, NULL);
	assert_int_equal(office_do(&office, undo).dossier.state, MC_DOSSIER_PROCESSING);
	assert_int_equal(
		office_do(&office, undo).dossier.state, MC_DOSSIER_PROCESSING); /* one key */
	assert_int_equal(
		office_do(&office, undo_by("binh", code, NULL)).dossier.state, MC_DOSSIER_ACCEPTED);
	office_refused(&office, undo_by("binh", code, NULL), MC_REFUSED,
		"no step to undo. Where its entry was a mistake, a head of unit strikes it");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, make, finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		IN_OFFICE(test_every_step_of_ones_own_is_taken_back),
		IN_OFFICE(test_sixty_seconds_and_not_one_more),
		IN_OFFICE(test_somebody_elses_step_is_a_heads),
		IN_OFFICE(test_what_followed_makes_it_a_heads),
		IN_OFFICE(test_a_second_takes_the_step_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

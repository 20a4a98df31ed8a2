/* The table of a dossier's transitions, written out a second time, and the names. */
#include "base/str.h"
#include "cmocka_all.h"
#include "core/dossier/steps.h"
#include <motcua/dossier.h>
#include <string.h>

/* Columns of the table: the draft, the states 1 … 10, and a mistaken entry. */
enum { DRAFT = 0, STRUCK = MC_DOSSIER_RETURNED + 1, STATES, TRANSITIONS = MC_T_VOID + 1 };

#define MORNING INT64_C(1763860000000) /* 23/11/2025, office hours */
#define CODE "H20.14.07-251123-0012"

/* domain §3.2. `to` holds the state after it for the draft, the states 1 … 10 and a mistaken entry; -1 is refused. */
static const struct {
	enum mc_transition transition;
	enum mc_clock clock;
	const char *paper;
	int to[STATES];
} table[TRANSITIONS] = {
	/*                                                     0   1   2   3   4   5   6   7   8   9  10  void */
	{ MC_T_SUBMIT, MC_CLOCK_KEEP, NULL, { 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_ACCEPT, MC_CLOCK_START, "mau-01", { 2, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_REFUSE, MC_CLOCK_STOP, "mau-03", { 3, 3, -1, -1, -1, 3, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_COMPLETE, MC_CLOCK_KEEP, "mau-02",
		{ 0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_PROCESS, MC_CLOCK_KEEP, NULL, { -1, -1, 4, -1, -1, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_RECEIVED, MC_CLOCK_KEEP, NULL, { -1, -1, -1, -1, 4, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_TRANSFER, MC_CLOCK_KEEP, NULL, { -1, -1, -1, -1, 4, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_SUPPLEMENT, MC_CLOCK_PAUSE, "mau-02",
		{ -1, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_SUPPLIED, MC_CLOCK_RESUME, "mau-01",
		{ -1, -1, -1, -1, -1, 4, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_AWAIT_PAYMENT, MC_CLOCK_PAUSE, NULL,
		{ -1, -1, -1, -1, 6, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_PAID, MC_CLOCK_RESUME, NULL, { -1, -1, -1, -1, -1, -1, 4, -1, -1, -1, -1, -1 } },
	{ MC_T_EXTEND, MC_CLOCK_KEEP, "mau-04", { -1, -1, -1, -1, 4, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_APOLOGISE, MC_CLOCK_KEEP, "mau-04", { -1, -1, 2, -1, 4, 5, 6, -1, -1, 9, -1, -1 } },
	{ MC_T_WITHDRAW, MC_CLOCK_STOP, "mau-05", { -1, -1, 7, -1, 7, 7, 7, -1, -1, -1, -1, -1 } },
	{ MC_T_STOP, MC_CLOCK_STOP, "mau-05", { -1, -1, -1, -1, 8, 8, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_RESOLVE, MC_CLOCK_STOP, "ban-giao-ket-qua",
		{ -1, -1, 9, -1, 9, -1, -1, -1, -1, -1, -1, -1 } },
	{ MC_T_RETURN, MC_CLOCK_KEEP, "bien-nhan-ket-qua",
		{ -1, -1, -1, -1, -1, -1, -1, -1, -1, 10, -1, -1 } },
	{ MC_T_POST, MC_CLOCK_KEEP, NULL, { -1, -1, -1, -1, -1, -1, -1, -1, -1, 9, -1, -1 } },
	{ MC_T_UNDO, MC_CLOCK_KEEP, NULL, { -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0 } },
	{ MC_T_VOID, MC_CLOCK_STOP, NULL, { -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1 } },
};

static struct mc_dossier_facts facts_in(int column) {
	return (struct mc_dossier_facts){
		.code = CODE,
		.draft = column == DRAFT,
		.state = column == STRUCK ? MC_DOSSIER_VOID : (enum mc_dossier_state)column,
		.accepted_at = column >= 2 ? MORNING : 0,
		.last_at = column >= 1 ? MORNING : 0,
		.actor_roles = MC_ROLES_ALL,
	};
}

static void every_transition_of_every_state(void **state) {
	(void)state;
	for (size_t i = 0; i < TRANSITIONS; i++) {
		assert_int_equal(table[i].transition, i);
		assert_int_equal(mc_transition_clock(table[i].transition), table[i].clock);
		if (table[i].paper == NULL) {
			assert_null(mc_transition_paper(table[i].transition));
		} else {
			assert_string_equal(
				mc_transition_paper(table[i].transition), table[i].paper);
		}
		for (int from = 0; from < STATES; from++) {
			struct mc_dossier_facts facts = facts_in(from);
			enum mc_dossier_state to = (enum mc_dossier_state)99;
			struct mc_error err = { 0 };
			enum mc_status status = mc_dossier_decide(
				&facts, table[i].transition, MORNING + 1000, &to, &err);

			if (table[i].to[from] < 0) {
				assert_int_equal(status, MC_REFUSED);
				assert_int_equal(to, 99);
				assert_true(from == 0 || strcmp(err.args, CODE) == 0);
			} else {
				assert_int_equal(status, MC_OK);
				assert_int_equal(to, table[i].to[from]);
			}
		}
	}
}

static void a_refusal_says_what_can_be_done(void **state) {
	static const struct {
		int from;
		enum mc_transition transition;
		const char *hint;
	} cases[] = {
		{ 0, MC_T_RESOLVE, "accept it first" },
		{ 1, MC_T_RESOLVE, "accept it" },
		{ 3, MC_T_ACCEPT, "a new one can be filed" },
		{ 4, MC_T_RETURN, "can be resolved" },
		{ 5, MC_T_RESOLVE, "record what was brought first" },
		{ 6, MC_T_RESOLVE, "payment first" },
		{ 7, MC_T_PROCESS, "head of unit can undo" },
		{ 8, MC_T_PROCESS, "head of unit can undo" },
		{ 9, MC_T_WITHDRAW, "hand its result out" },
		{ 10, MC_T_RETURN, "head of unit can undo" },
		{ STRUCK, MC_T_PROCESS, "struck as a mistaken entry" },
		{ STRUCK, MC_T_VOID, "head of unit can undo" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_dossier_facts facts = facts_in(cases[i].from);
		enum mc_dossier_state to;
		struct mc_error err = { 0 };

		assert_int_equal(mc_dossier_decide(&facts, cases[i].transition, MORNING, &to, &err),
			MC_REFUSED);
		assert_non_null(strstr(err.format, cases[i].hint));
	}
}

static void nothing_happens_before_what_happened_last(void **state) {
	struct mc_dossier_facts facts = facts_in(MC_DOSSIER_PROCESSING);
	enum mc_dossier_state to = MC_DOSSIER_ACCEPTED;
	struct mc_error err = { 0 };

	(void)state;
	facts.last_at = MORNING + MC_HOUR_MS;
	assert_int_equal(
		mc_dossier_decide(&facts, MC_T_RESOLVE, facts.last_at - 1, &to, &err), MC_REFUSED);
	assert_int_equal(err.count, 2);
	assert_non_null(strstr(err.format, "earlier"));
	assert_int_equal(to, MC_DOSSIER_ACCEPTED);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_UNDO, MORNING, &to, NULL), MC_REFUSED);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_RESOLVE, facts.last_at, &to, &err), MC_OK);
	assert_int_equal(to, MC_DOSSIER_RESOLVED);

	facts.last_at = 0; /* not known: acceptance is the limit */
	assert_int_equal(
		mc_dossier_decide(&facts, MC_T_RESOLVE, MORNING - 1, &to, &err), MC_REFUSED);
}

static void an_open_fee_keeps_the_result_here(void **state) {
	struct mc_dossier_facts facts = facts_in(MC_DOSSIER_RESOLVED);
	enum mc_dossier_state to = MC_DOSSIER_RESOLVED;
	struct mc_error err = { 0 };

	(void)state;
	facts.fee_open = true;
	assert_int_equal(mc_dossier_decide(&facts, MC_T_RETURN, MORNING, &to, &err), MC_REFUSED);
	assert_non_null(strstr(err.format, "fee"));
	assert_string_equal(err.args, CODE);
	assert_int_equal(mc_dossier_decide(&facts, MC_T_POST, MORNING, &to, &err), MC_OK);
	facts.fee_open = false;
	assert_int_equal(mc_dossier_decide(&facts, MC_T_RETURN, MORNING, &to, &err), MC_OK);
	assert_int_equal(to, MC_DOSSIER_RETURNED);
	facts.receipt = true;
	assert_int_equal(mc_dossier_decide(&facts, MC_T_VOID, MORNING, &to, &err), MC_REFUSED);
	assert_non_null(strstr(err.format, "receipt"));
	facts = facts_in(MC_DOSSIER_PROCESSING);
	facts.fee_open = true;
	assert_int_equal(mc_dossier_decide(&facts, MC_T_RESOLVE, MORNING, &to, &err), MC_OK);
}

/* Before the due date it is extended, after it an apology is sent; on the day itself, by the minute. */
static void lateness_parts_extension_and_apology(void **state) {
	mc_day today = mc_day_of(MORNING) + 2;
	static const struct {
		int day, minute; /* of the act; due on day 0 at 10:00 */
		bool extend, apologise;
	} cases[] = {
		{ -1, 23 * 60, true, false },
		{ 0, 9 * 60 + 59, true, false },
		{ 0, 10 * 60, true, false },
		{ 0, 10 * 60 + 1, true, true },
		{ 0, 23 * 60 + 59, true, true },
		{ 1, 0, false, true },
		{ 30, 0, false, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_dossier_facts facts = facts_in(MC_DOSSIER_PROCESSING);
		mc_time at = mc_time_at(today + cases[i].day, cases[i].minute);
		enum mc_dossier_state to;

		facts.due_at = mc_time_at(today, 10 * 60);
		assert_int_equal(mc_dossier_decide(&facts, MC_T_EXTEND, at, &to, NULL),
			cases[i].extend ? MC_OK : MC_REFUSED);
		assert_int_equal(mc_dossier_decide(&facts, MC_T_APOLOGISE, at, &to, NULL),
			cases[i].apologise ? MC_OK : MC_REFUSED);
		assert_int_equal(mc_dossier_decide(&facts, MC_T_RESOLVE, at, &to, NULL), MC_OK);
	}
}

/* ---- the row of a step ---- */

static void check_ask(const struct mc_dossier_step *step, const struct mc_step_ask *ask) {
	const struct mc_field *member = mc_step_member(ask->member);

	assert_non_null(member);
	assert_true(member->kind != MC_FIELD_TEXT || member->max > 0);
	assert_ptr_equal(mc_step_ask(step, ask->member), ask); /* not twice */
	assert_non_null(member->help);
	if (ask->title != NULL) {
		assert_int_equal(member->kind, MC_FIELD_TEXT);
		assert_non_null(ask->hint);
	}
	/* What is neither typed nor known by itself is never asked at the panel. */
	if (ask->missing != NULL && (step->next != NULL || step->panel.keys != NULL)) {
		assert_true(ask->title != NULL || ask->proposal == MC_PROPOSE_SELF);
	}
}

static void a_row_says_all_of_a_step_that_is_offered(void **state) {
	(void)state;
	for (int t = 0; t < TRANSITIONS; t++) {
		const struct mc_dossier_step *step = mc_dossier_step((enum mc_transition)t);

		assert_int_equal(mc_step_transition(step), t);
		assert_ptr_equal(
			mc_dossier_step_named(mc_transition_name((enum mc_transition)t)), step);
		assert_non_null(step->only);
		assert_non_null(step->history);
		assert_true(step->roles != 0);
		assert_int_equal(step->due == MC_DUE_RESUME, step->clock == MC_CLOCK_RESUME);
		assert_int_equal(step->due == MC_DUE_FIX, step->clock == MC_CLOCK_START);
		for (const struct mc_step_ask *ask = step->asks; ask->member != NULL; ask++) {
			check_ask(step, ask);
		}
		if (step->later) {
			assert_null(step->command);
			assert_null(step->next);
			assert_null(step->panel.keys);
			continue;
		}
		/* Acceptance has a command of its own; every other step is one of STEP. */
		assert_int_equal(step->command == NULL, t == MC_T_ACCEPT);
		assert_int_equal(step->panel.keys == NULL, step->panel.help == NULL);
		assert_true(!step->hands_over || mc_step_ask(step, "to") != NULL);
		/* The verb of all steps moves no due date: a step that does needs its rule first. */
		if (mc_step_verb(step) == MC_VERB_DOSSIER_MOVE) {
			assert_int_equal(step->due, MC_DUE_KEEP);
		}
	}
	assert_null(mc_dossier_step_named("promote"));
}

static void f2_leads_on_from_a_state(void **state) {
	static const int next[] = {
		[MC_DOSSIER_ACCEPTED] = MC_T_PROCESS,
		[MC_DOSSIER_PROCESSING] = MC_T_RESOLVE,
		[MC_DOSSIER_RESOLVED] = MC_T_RETURN,
	};

	(void)state;
	for (int from = 0; from <= MC_DOSSIER_RETURNED; from++) {
		const struct mc_dossier_step *step = mc_step_next((enum mc_dossier_state)from);
		int expected = (size_t)from < MC_COUNT(next) ? next[from] : 0;

		assert_int_equal(step == NULL, expected == 0);
		assert_true(step == NULL || (int)mc_step_transition(step) == expected);
	}
}

/* Every member against every step: one that is not asked is refused by its name. */
static void a_member_that_a_step_does_not_ask_is_refused(void **state) {
	static const struct {
		const char *member;
		struct mc_act_dossier request;
	} given[] = {
		{ "to", { .to = "binh" } },
		{ "result_no", { .result_no = "125/TLKS" } },
		{ "receiver", { .receiver = "Lê An" } },
		{ "way", { .way = MC_RETURN_POST } },
	};

	(void)state;
	for (int t = 0; t < TRANSITIONS; t++) {
		const struct mc_dossier_step *step = mc_dossier_step((enum mc_transition)t);
		struct mc_act_dossier none = { .code = CODE, .reason = "nhầm" };

		assert_int_equal(mc_step_refuse_others(step, &none, NULL), MC_OK);
		for (size_t i = 0; i < MC_COUNT(given); i++) {
			struct mc_error err = { 0 };
			bool asked = mc_step_ask(step, given[i].member) != NULL;

			assert_int_equal(mc_step_refuse_others(step, &given[i].request, &err),
				asked ? MC_OK : MC_INVALID);
			assert_string_equal(mc_or_empty(err.field), asked ? "" : given[i].member);
		}
	}
}

static void a_member_that_a_step_needs_is_demanded(void **state) {
	static const struct {
		enum mc_transition transition;
		const char *member; /* NULL: nothing is needed */
	} cases[] = {
		{ MC_T_PROCESS, "to" },
		{ MC_T_RECEIVED, NULL },
		{ MC_T_RESOLVE, NULL },
		{ MC_T_RETURN, "receiver" },
		{ MC_T_UNDO, NULL }, /* one's own slip needs no reason */
		{ MC_T_VOID, "reason" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		const struct mc_dossier_step *step = mc_dossier_step(cases[i].transition);
		struct mc_act_dossier none = { .code = CODE };
		struct mc_error err = { 0 };

		assert_int_equal(mc_step_demand(step, &none, &err),
			cases[i].member == NULL ? MC_OK : MC_INVALID);
		assert_string_equal(mc_or_empty(err.field), mc_or_empty(cases[i].member));
	}
}

/* T5: only the person to whom it was handed, or a head; once. */
static void the_receiver_confirms_a_hand_over_once(void **state) {
	static const struct {
		const char *actor;
		unsigned roles;
		bool received;
		enum mc_status expected;
	} cases[] = {
		{ "binh", MC_ROLE_BIT(MC_ROLE_OFFICER), false, MC_OK },
		{ "mai", MC_ROLE_BIT(MC_ROLE_OFFICER), false, MC_DENIED },
		{ "dung", MC_ROLE_BIT(MC_ROLE_HEAD), false, MC_OK },
		{ "binh", MC_ROLE_BIT(MC_ROLE_OFFICER), true, MC_REFUSED },
		{ "dung", MC_ROLE_BIT(MC_ROLE_HEAD), true, MC_REFUSED },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		struct mc_dossier_facts facts = facts_in(MC_DOSSIER_PROCESSING);
		enum mc_dossier_state to;

		facts.officer = "binh";
		facts.actor = cases[i].actor;
		facts.actor_roles = cases[i].roles;
		facts.received = cases[i].received;
		assert_int_equal(mc_dossier_decide(&facts, MC_T_RECEIVED, MORNING, &to, NULL),
			cases[i].expected);
	}
}

static void states_by_name_number_and_vietnamese(void **state) {
	enum { NONE = -1 };
	static const struct {
		const char *text;
		int expected; /* NONE: none */
	} cases[] = {
		{ "submitted", 1 },
		{ "Awaiting_Supplement", 5 },
		{ "4", 4 },
		{ "10", 10 },
		{ "Mới đăng ký", 1 },
		{ "Được tiếp nhận", 2 },
		{ "Không được tiếp nhận", 3 },
		{ "Đang xử lý", 4 },
		{ "đang xử lý", 4 },
		{ "ĐANG XỬ LÝ", 4 },
		{ "dang xu ly", 4 },
		{ "Yêu cầu bổ sung giấy tờ", 5 },
		{ "Yêu cầu thực hiện nghĩa vụ tài chính", 6 },
		{ "Công dân yêu cầu rút hồ sơ", 7 },
		{ "Dừng xử lý", 8 },
		{ "Đã xử lý xong", 9 },
		{ "Đã trả kết quả", 10 },
		{ "", NONE },
		{ "0", MC_DOSSIER_VOID },
		{ "void", MC_DOSSIER_VOID },
		{ "đã huỷ do nhập nhầm", MC_DOSSIER_VOID },
		{ "11", NONE },
		{ "04", NONE },
		{ "4x", NONE },
		{ "-1", NONE },
		{ "draft", NONE },
		{ "Đã trả", NONE },
		{ "một đoạn văn dài hơn mọi tên trạng thái, dài đến mức không thể nào là một tên",
			NONE },
		{ NULL, NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum mc_dossier_state found = MC_DOSSIER_STOPPED;
		enum mc_status status = mc_dossier_state_parse(cases[i].text, &found, NULL);

		assert_int_equal(status, cases[i].expected == NONE ? MC_INVALID : MC_OK);
		assert_int_equal(found,
			cases[i].expected == NONE ? (int)MC_DOSSIER_STOPPED : cases[i].expected);
	}
	for (int i = MC_DOSSIER_VOID; i <= MC_DOSSIER_RETURNED; i++) {
		enum mc_dossier_state found;

		assert_int_equal(
			mc_dossier_state_parse(
				mc_dossier_state_name((enum mc_dossier_state)i), &found, NULL),
			MC_OK);
		assert_int_equal(found, i);
	}
}

static void ends_and_pauses(void **state) {
	static const char ended[] = "X_.X___XXXX", paused[] = "_____XX____";

	(void)state;
	for (int i = MC_DOSSIER_VOID; i <= MC_DOSSIER_RETURNED; i++) {
		assert_int_equal(mc_dossier_ended((enum mc_dossier_state)i), ended[i] == 'X');
		assert_int_equal(mc_dossier_paused((enum mc_dossier_state)i), paused[i] == 'X');
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_transition_of_every_state),
		cmocka_unit_test(a_refusal_says_what_can_be_done),
		cmocka_unit_test(nothing_happens_before_what_happened_last),
		cmocka_unit_test(an_open_fee_keeps_the_result_here),
		cmocka_unit_test(lateness_parts_extension_and_apology),
		cmocka_unit_test(a_row_says_all_of_a_step_that_is_offered),
		cmocka_unit_test(f2_leads_on_from_a_state),
		cmocka_unit_test(a_member_that_a_step_does_not_ask_is_refused),
		cmocka_unit_test(a_member_that_a_step_needs_is_demanded),
		cmocka_unit_test(the_receiver_confirms_a_hand_over_once),
		cmocka_unit_test(states_by_name_number_and_vietnamese),
		cmocka_unit_test(ends_and_pauses),
	};

	return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}

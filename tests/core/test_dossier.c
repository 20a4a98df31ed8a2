/* The table of a dossier's transitions, written out a second time, and the names. */
#include "cmocka_all.h"
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
		cmocka_unit_test(states_by_name_number_and_vietnamese),
		cmocka_unit_test(ends_and_pauses),
	};

	return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}

/* What stands beside the official figures: the other two due dates, and the slip's own sum. */
#include "cmocka_all.h"
#include "core/tally.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BASE 20000
#define FROM (BASE + 100)
#define TO (BASE + 129)
#define RES MC_END_RESOLVED

static mc_time at_day(int day, int minute) {
	return mc_time_at(BASE + day, minute);
}

/* Late by the first promised date, on time by the current one: each view says its own. */
static void other_dates_are_views_beside_it(void **state) {
	struct mc_life lives[] = {
		{ .accepted_at = at_day(101, 480),
			.original_due_at = at_day(105, 480),
			.lawful_due_at = at_day(107, 480),
			.due_at = at_day(112, 480),
			.end = RES,
			.ended_at = at_day(109, 480) },
		{ .accepted_at = at_day(101, 480),
			.original_due_at = at_day(105, 480),
			.lawful_due_at = at_day(105, 480),
			.due_at = at_day(150, 480) },
		{ .accepted_at = at_day(101, 480),
			.original_due_at = at_day(105, 480),
			.lawful_due_at = at_day(105, 480),
			.due_at = at_day(105, 480),
			.end = RES,
			.ended_at = at_day(104, 480) },
	};
	static const int64_t late[MC_JUDGE_COUNT] = { 1, 1, 0 },
			     overdue[MC_JUDGE_COUNT] = { 1, 1, 0 };

	(void)state;
	for (int judge = 0; judge < MC_JUDGE_COUNT; judge++) {
		struct mc_tally_rules rules = mc_tally_default();
		struct mc_arena arena;
		struct mc_tally tally;

		mc_arena_init(&arena);
		rules.judge = (enum mc_judge)judge;
		mc_tally_begin(&tally, &arena, (struct mc_period){ FROM, TO }, &rules);
		for (size_t i = 0; i < COUNT(lives); i++) {
			mc_tally_add(&tally, &lives[i]);
		}
		mc_tally_finish(&tally);
		assert_memory_equal(tally.total.c, tally.judged[judge].c, sizeof tally.total.c);
		for (int view = 0; view < MC_JUDGE_COUNT; view++) {
			assert_int_equal(tally.judged[view].c[3], 3);
			assert_int_equal(tally.judged[view].c[10], late[view]);
			assert_int_equal(tally.judged[view].c[13], overdue[view]);
			assert_int_equal(mc_tally_check_row(&tally.judged[view], NULL), MC_OK);
		}
		mc_arena_finish(&arena);
	}
}

static void a_slip_that_does_not_add_up_is_damage(void **state) {
	struct mc_tally_day slip = { .carried = 3,
		.received = 4,
		.on_time = 1,
		.late = 1,
		.sent_back = 1,
		.in_time = 1,
		.due_today = 1,
		.overdue = 1,
		.waiting = 1 };

	(void)state;
	assert_int_equal(mc_tally_check_day(&slip, NULL), MC_OK);
	slip.waiting++;
	assert_int_equal(mc_tally_check_day(&slip, NULL), MC_DAMAGED);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_dates_are_views_beside_it),
		cmocka_unit_test(a_slip_that_does_not_add_up_is_damage),
	};

	return cmocka_run_group_tests_name("tally views", tests, NULL, NULL);
}

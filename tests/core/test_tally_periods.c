/*
 * Random lives against the identities of Biểu II.06a (domain §5.2): for any
 * lives, any settings, any period and any division of it into touching ones.
 * Pauses and extensions are told as they happened and folded into the life at
 * the end of each period, as the store does.
 */
#include "cmocka_all.h"
#include "core/tally.h"
#include "random.h"
#include <motcua/text.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BASE 20000 /* a day to count from */

#define LIVES 400
#define SPAN 300 /* days */

/* A dossier's story; a life is how it looks at the end of one period. */
struct story {
	struct mc_life life; /* with its last due dates */
	int paused_from, paused_to; /* days; due dates move at the end of the pause */
	int extended_on; /* the current date moves then */
	int moved_by, extended_by;
};

static mc_time random_minute(struct mc_random *random, int day) {
	return mc_time_at(BASE + day, (int)mc_random_below(random, MC_DAY_MINUTES));
}

static struct story random_story(struct mc_random *random) {
	static const char *const fields[] = { "Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng", "" };
	int first = 1 + (int)mc_random_below(random, SPAN);
	struct story story = {
		.life = {
			.field = fields[mc_random_below(random, COUNT(fields))],
			.channel = (enum mc_channel)mc_random_below(random, 4),
			.submitted_at = random_minute(random, first),
		},
	};
	struct mc_life *life = &story.life;

	if (mc_random_below(random, 15) != 0) {
		life->accepted_at = life->submitted_at;
	}
	if (mc_random_below(random, 10) != 0) {
		life->original_due_at =
			random_minute(random, first + (int)mc_random_below(random, 40));
	}
	if (mc_random_below(random, 3) == 0) {
		story.paused_from = first + (int)mc_random_below(random, 20);
		story.paused_to = story.paused_from + (int)mc_random_below(random, 40);
		story.moved_by = story.paused_to - story.paused_from;
	}
	if (mc_random_below(random, 4) == 0) {
		story.extended_on = first + (int)mc_random_below(random, 30);
		story.extended_by = 1 + (int)mc_random_below(random, 20);
	}
	if (mc_random_below(random, 5) != 0) {
		life->end = (enum mc_end)(1 + mc_random_below(random, 5));
		life->ended_at = random_minute(random, first + (int)mc_random_below(random, 80));
	}
	if (mc_random_below(random, 3) == 0) {
		life->apology_at = random_minute(random, first + (int)mc_random_below(random, 80));
	}
	return story;
}

/* The life at the end of day `to`: only what had happened by then, or by its own end, moves a date. */
static struct mc_life life_at(const struct story *story, mc_day to) {
	struct mc_life life = story->life;
	mc_day seen = to;

	if (life.end != MC_END_NONE && mc_day_of(life.ended_at) < seen) {
		seen = mc_day_of(life.ended_at);
	}
	life.lawful_due_at = life.due_at = life.original_due_at;
	if (story->paused_from != 0 && life.original_due_at != 0 &&
		BASE + story->paused_to <= seen) {
		life.lawful_due_at += story->moved_by * MC_DAY_MS;
		life.due_at = life.lawful_due_at;
	}
	if (story->extended_on != 0 && life.original_due_at != 0 &&
		BASE + story->extended_on <= seen) {
		life.due_at += story->extended_by * MC_DAY_MS;
	}
	life.paused = story->paused_from != 0 && BASE + story->paused_from <= to &&
		      BASE + story->paused_to > to;
	return life;
}

static void report(struct mc_tally *tally, struct mc_arena *arena, const struct story *stories,
	struct mc_period period, const struct mc_tally_rules *rules) {
	struct mc_error err = { .format = "" };

	mc_tally_begin(tally, arena, period, rules);
	for (size_t i = 0; i < LIVES; i++) {
		struct mc_life life = life_at(&stories[i], period.to);

		mc_tally_add(tally, &life);
	}
	mc_tally_finish(tally);
	for (size_t i = 0; i < tally->count; i++) {
		if (mc_tally_check_row(&tally->rows[i], &err) != MC_OK) {
			fail_msg("%s", err.format);
		}
		assert_true(i == 0 ||
			    mc_text_order(tally->rows[i - 1].field, tally->rows[i].field) < 0);
	}
	assert_int_equal(mc_tally_check_row(&tally->total, NULL), MC_OK);
	assert_int_equal(
		mc_tally_check_total(tally->rows, tally->count, &tally->total, NULL), MC_OK);
}

/* Counted once more, straight from the words of §5.1. */
static void check_against_definition(
	const struct mc_tally *tally, const struct story *stories, struct mc_period period) {
	int64_t received = 0, carried = 0, ended = 0, pending = 0, mistaken = 0, unknown = 0;

	for (size_t i = 0; i < LIVES; i++) {
		const struct mc_life *life = &stories[i].life;
		mc_day first = mc_day_of(life->accepted_at);
		mc_day last = life->end == MC_END_NONE ? INT32_MAX : mc_day_of(life->ended_at);

		if (life->end == MC_END_VOID) { /* never there, in whatever period */
			mc_day entered = life->accepted_at ? first : mc_day_of(life->submitted_at);
			mistaken += entered >= period.from && entered <= period.to;
			continue;
		}
		if (life->accepted_at == 0) {
			continue;
		}
		if (last < first) { /* the same day, at an earlier minute, is the same day */
			last = first;
		}
		received += first >= period.from && first <= period.to;
		unknown += first >= period.from && first <= period.to &&
			   life->channel == MC_CHANNEL_UNKNOWN;
		carried += first < period.from && last >= period.from;
		ended += last >= period.from && last <= period.to;
		pending += first <= period.to && last > period.to;
	}
	assert_int_equal(tally->total.c[4] + tally->total.c[5] + unknown, received);
	assert_int_equal(tally->total.notes[MC_NOTE_RESIDUAL], unknown);
	assert_int_equal(tally->total.notes[MC_NOTE_VOID], mistaken);
	assert_int_equal(tally->total.c[6], carried);
	assert_int_equal(tally->total.c[7], ended);
	assert_int_equal(tally->total.c[11], pending);
}

/* Cuts a random period into touching ones: they chain, and add up to the whole. */
static void check_partition(
	struct mc_random *random, const struct story *stories, const struct mc_tally_rules *rules) {
	mc_day from = BASE + (mc_day)mc_random_below(random, SPAN);
	mc_day to = from + (mc_day)mc_random_below(random, 120);
	struct mc_tally_row sum = { .field = NULL }, before = { .field = NULL };
	struct mc_arena arena;
	struct mc_tally whole, part;

	mc_arena_init(&arena);
	report(&whole, &arena, stories, (struct mc_period){ from, to }, rules);
	check_against_definition(&whole, stories, (struct mc_period){ from, to });
	for (mc_day start = from; start <= to;) {
		mc_day end = start + (mc_day)mc_random_below(random, 40);

		end = end > to ? to : end;
		report(&part, &arena, stories, (struct mc_period){ start, end }, rules);
		if (start == from) {
			assert_int_equal(part.total.c[6], whole.total.c[6]);
		} else {
			assert_int_equal(part.total.c[6], before.c[11]);
		}
		mc_tally_row_sum(&sum, &part.total);
		before = part.total;
		start = end + 1;
	}
	for (int column = 3; column < MC_TALLY_COLUMNS; column++) {
		bool at_end = column >=
			      11; /* pending: the last part's; the rest but (3) and (6): the sum */

		if (column != 3 && column != 6) {
			assert_int_equal(
				at_end ? before.c[column] : sum.c[column], whole.total.c[column]);
		}
	}
	mc_arena_finish(&arena);
}

static void check_slip(struct mc_random *random, const struct story *stories) {
	mc_day day = BASE + (mc_day)mc_random_below(random, SPAN);
	struct mc_tally_day slip = { 0 };

	for (size_t i = 0; i < LIVES; i++) {
		struct mc_life life = life_at(&stories[i], day);

		mc_tally_day_add(&slip, &life, day, MC_JUDGE_CURRENT);
	}
	assert_int_equal(slip.carried + slip.received, slip.on_time + slip.late + slip.sent_back +
							       slip.in_time + slip.due_today +
							       slip.overdue + slip.waiting);
}

static void identities_hold_for_any_lives_and_periods(void **state) {
	static struct story stories[LIVES];
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "tally");
	for (int round = 0; round < 40; round++) {
		struct mc_tally_rules rules = {
			.judge = (enum mc_judge)mc_random_below(&random, 3),
			.withdrawn = (enum mc_no_result)mc_random_below(&random, 2),
			.stopped = (enum mc_no_result)mc_random_below(&random, 2),
			.paused_by_date = mc_random_below(&random, 2) == 0,
		};

		for (size_t i = 0; i < LIVES; i++) {
			stories[i] = random_story(&random);
		}
		check_partition(&random, stories, &rules);
		check_slip(&random, stories);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(identities_hold_for_any_lives_and_periods),
	};

	return cmocka_run_group_tests_name("tally periods", tests, NULL, NULL);
}

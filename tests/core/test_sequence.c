/*
 * The calls to come: against calling one by one, and the count for a newcomer
 * against his place in them.
 */
#include "cmocka_all.h"
#include "core/queue/sequence.h"
#include "random.h"

#define NOW INT64_C(1795397400000)
#define MOST 60 /* of a lane */

/* A hall at random: lines with full lanes, each in its order. */
struct hall {
	struct mc_line_lanes lines[4];
	struct mc_ticket tickets[4][MC_LANE_COUNT][MOST + 1];
	size_t count;
};

static const char *const names[] = { "A", "B", "C", "D" };

static int below(struct mc_random *random, int limit) {
	return (int)mc_random_below(random, (size_t)limit);
}

/* Lane after lane, arrivals one to four minutes apart, so that all lines interleave. */
static void fill_lane(struct mc_random *random, struct hall *hall, size_t line, enum mc_lane lane) {
	struct mc_line_lanes *lanes = &hall->lines[line];
	mc_time at = NOW - below(random, 60) * MC_MINUTE_MS;

	lanes->lane[lane] = hall->tickets[line][lane];
	lanes->count[lane] = (size_t)below(random, lane == MC_LANE_NORMAL     ? 20
						   : lane == MC_LANE_PRIORITY ? 8
									      : 3);
	for (size_t i = 0; i < lanes->count[lane]; i++) {
		at += (1 + below(random, 240)) * MC_MINUTE_MS / 60;
		hall->tickets[line][lane][i] = (struct mc_ticket){
			.id = (int64_t)(1 + line + 4 * (size_t)lane + 100 * i),
			.priority = lane == MC_LANE_PRIORITY ? MC_PRIORITY_MERIT : MC_PRIORITY_NONE,
			.waiting_since = lane == MC_LANE_APPOINTMENT ? NOW - MC_HOUR_MS
					 : at < NOW                  ? at
								     : NOW,
			.appointment_at = lane == MC_LANE_APPOINTMENT ? at : 0,
		};
	}
}

static void make_hall(struct mc_random *random, struct hall *hall, size_t lines) {
	*hall = (struct hall){ .count = lines };
	for (size_t i = 0; i < lines; i++) {
		hall->lines[i].head = (struct mc_line_head){ .line = names[i],
			.rank = (int)i,
			.target_min = below(random, 3) == 0 ? 0 : 5 + below(random, 30),
			.priority_ratio = 1 + below(random, 3),
			.priority_run = below(random, 4) };
		for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
			fill_lane(random, hall, i, (enum mc_lane)lane);
		}
	}
}

static size_t all_of(const struct hall *hall) {
	size_t all = 0;

	for (size_t i = 0; i < hall->count; i++) {
		for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
			all += hall->lines[i].count[lane];
		}
	}
	return all;
}

/* Takes the called one out of its lane, as the book does between two calls. */
static void call(struct hall *hall, const struct mc_choice *choice) {
	for (size_t i = 0; i < hall->count; i++) {
		struct mc_line_lanes *line = &hall->lines[i];

		for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
			if (line->count[lane] > 0 && line->lane[lane] == choice->ticket) {
				line->lane[lane]++;
				line->count[lane]--;
				if (choice->counts) {
					line->head.priority_run =
						lane == MC_LANE_PRIORITY
							? line->head.priority_run + 1
							: 0;
				}
				return;
			}
		}
	}
	fail_msg("the one called heads no lane");
}

static void the_sequence_is_what_calling_one_by_one_gives(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "sequence");
	for (int i = 0; i < 300; i++) {
		struct hall hall;
		struct mc_choice choices[4 * 3 * MOST];
		size_t calls;

		make_hall(&random, &hall, 1 + mc_random_below(&random, 4));
		calls = mc_sequence(hall.lines, hall.count, NOW, choices, MC_COUNT(choices));
		assert_int_equal(calls, all_of(&hall));
		for (size_t n = 0; n < calls; n++) {
			struct mc_choice next;

			assert_int_equal(mc_sequence(hall.lines, hall.count, NOW, &next, 1), 1);
			assert_ptr_equal(next.ticket, choices[n].ticket);
			assert_int_equal(next.reason, choices[n].reason);
			call(&hall, &next);
		}
		assert_int_equal(mc_sequence(hall.lines, hall.count, NOW, choices, 1), 0);
	}
}

/* Puts a newcomer at the end of his lane (appointments: where their time is) and finds him in the calls. */
static size_t place_of_newcomer(
	struct hall *hall, size_t own, enum mc_lane lane, mc_time appointment_at) {
	struct mc_choice choices[4 * 3 * MOST];
	struct mc_ticket *rows = hall->tickets[own][lane];
	size_t at = hall->lines[own].count[lane]++;

	for (; lane == MC_LANE_APPOINTMENT && at > 0 &&
		rows[at - 1].appointment_at > appointment_at;
		at--) {
		rows[at] = rows[at - 1];
	}
	rows[at] = (struct mc_ticket){
		.id = INT64_MAX,
		.priority = lane == MC_LANE_PRIORITY ? MC_PRIORITY_MERIT : MC_PRIORITY_NONE,
		.waiting_since = NOW,
		.appointment_at = lane == MC_LANE_APPOINTMENT ? appointment_at : 0,
	};
	size_t calls = mc_sequence(hall->lines, hall->count, NOW, choices, MC_COUNT(choices));

	for (size_t i = 0; i < calls; i++) {
		if (choices[i].ticket->id == INT64_MAX) {
			return i;
		}
	}
	fail_msg("the newcomer is never called");
	return 0;
}

/* The counts of a hall, as the store keeps them. */
static int count_hall(const struct hall *hall, mc_time appointment_at, struct mc_line_load *loads) {
	int earlier = 0;

	for (size_t i = 0; i < hall->count; i++) {
		const struct mc_line_lanes *line = &hall->lines[i];

		loads[i] = (struct mc_line_load){ .priority_ratio = line->head.priority_ratio,
			.priority_run = line->head.priority_run };
		for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
			loads[i].waiting[lane] = (int)line->count[lane];
		}
		for (size_t n = 0; n < line->count[MC_LANE_APPOINTMENT]; n++) {
			mc_time time = line->lane[MC_LANE_APPOINTMENT][n].appointment_at;

			loads[i].sooner += time <= NOW + MC_APPOINTMENT_LEAD_MS;
			earlier += time <= appointment_at;
		}
	}
	return earlier;
}

static void the_count_ahead_is_the_place_in_the_sequence(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "ahead");
	for (int i = 0; i < 2000; i++) {
		struct hall hall;
		struct mc_line_load loads[4];
		enum mc_lane lane = (enum mc_lane)below(&random, MC_LANE_COUNT);
		/* the counts alone cannot place a priority ticket among several lines */
		size_t lines = lane == MC_LANE_PRIORITY ? 1 : 1 + mc_random_below(&random, 4);
		size_t own = mc_random_below(&random, lines);
		mc_time time = NOW + below(&random, 90) * MC_MINUTE_MS;
		bool due = time <= NOW + MC_APPOINTMENT_LEAD_MS;
		int earlier, ahead;

		make_hall(&random, &hall, lines);
		earlier = count_hall(&hall, time, loads);
		ahead = mc_sequence_ahead(loads, lines, own, lane, due, earlier);
		assert_int_equal(ahead, place_of_newcomer(&hall, own, lane, time));
	}
}

/* By hand, so that the rule can be read: k = 2, nobody called yet. */
static void who_is_ahead_by_example(void **state) {
	static const struct {
		const char *name;
		int normal, priority, run;
		enum mc_lane lane;
		int ahead;
	} rows[] = {
		{ "an empty line", 0, 0, 0, MC_LANE_NORMAL, 0 },
		{ "an elderly person behind one normal", 1, 0, 0, MC_LANE_PRIORITY, 0 },
		{ "who comes behind that person", 1, 1, 0, MC_LANE_NORMAL, 2 },
		{ "two priority, then a normal, then this one", 5, 2, 0, MC_LANE_PRIORITY, 3 },
		{ "the ratio is used up: a normal first", 5, 0, 2, MC_LANE_PRIORITY, 1 },
		{ "a normal one behind many priority ones", 1, 9, 0, MC_LANE_NORMAL, 1 + 4 },
		{ "priority alone", 0, 3, 2, MC_LANE_PRIORITY, 3 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct mc_line_load load = { 2, rows[i].run,
			{ rows[i].normal, rows[i].priority, 0 }, 0 };
		int ahead = mc_sequence_ahead(&load, 1, 0, rows[i].lane, false, 0);

		if (ahead != rows[i].ahead) {
			fail_msg("%s: %d, expected %d", rows[i].name, ahead, rows[i].ahead);
		}
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sequence_is_what_calling_one_by_one_gives),
		cmocka_unit_test(the_count_ahead_is_the_place_in_the_sequence),
		cmocka_unit_test(who_is_ahead_by_example),
	};

	return cmocka_run_group_tests_name("sequence", tests, NULL, NULL);
}

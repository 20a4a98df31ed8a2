/* The demonstration's morning, and the crowd that keeps its hall. */
#include "app/demo/demo.h"
#include "base/file.h"
#include "office.h"
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>

#include <cmocka.h>

#define NINE_TEN (9 * 60 + 10)

static mc_time at(int year, int month, int day, int hour, int minute) {
	return mc_time_at(mc_day_of_civil(year, month, day), hour * 60 + minute);
}

/* ---- when it is ---- */

static void test_it_starts_on_the_next_working_morning(void **state) {
	(void)state;
	const struct {
		const char *what;
		mc_time system, office, last, expected;
	} rows[] = {
		{ "before the morning of a working day", at(2026, 11, 24, 6, 0), 0, 0,
			at(2026, 11, 24, 9, 10) },
		{ "in its hours: the next one", at(2026, 11, 24, 10, 0), 0, 0,
			at(2026, 11, 25, 9, 10) },
		{ "at night", at(2026, 11, 24, 23, 59), 0, 0, at(2026, 11, 25, 9, 10) },
		{ "on Friday evening", at(2026, 11, 27, 20, 0), 0, 0, at(2026, 11, 30, 9, 10) },
		{ "on Sunday", at(2026, 11, 29, 9, 10), 0, 0, at(2026, 11, 30, 9, 10) },
		{ "on a day off", at(2026, 9, 2, 9, 0), 0, 0, at(2026, 9, 3, 9, 10) },
		{ "on a Saturday that is worked", at(2026, 8, 22, 9, 0), 0, 0,
			at(2026, 8, 22, 9, 10) },
		{ "again while it runs", at(2026, 11, 28, 21, 0), at(2026, 11, 30, 10, 0),
			at(2026, 11, 30, 9, 40), at(2026, 11, 30, 10, 0) },
		{ "again when its session is nearly over", at(2026, 11, 28, 21, 0),
			at(2026, 11, 30, 11, 20), at(2026, 11, 30, 11, 19),
			at(2026, 12, 1, 9, 10) },
		{ "again at its noon", at(2026, 11, 28, 21, 0), at(2026, 11, 30, 12, 0),
			at(2026, 11, 30, 9, 40), at(2026, 12, 1, 9, 10) },
		{ "days later", at(2026, 12, 3, 21, 0), at(2026, 12, 5, 10, 0),
			at(2026, 11, 30, 9, 40), at(2026, 12, 4, 9, 10) },
		{ "with a clock set back: never before what is written", at(2026, 11, 20, 8, 0),
			at(2026, 11, 22, 10, 0), at(2026, 11, 30, 9, 40), at(2026, 12, 1, 9, 10) },
	};
	struct mc_calendar calendar;
	mc_calendar_init(&calendar);
	assert_int_equal(mc_calendar_add(&calendar,
				 &(struct mc_calendar_row){ .day = mc_day_of_civil(2026, 9, 2),
					 .kind = MC_DAY_HOLIDAY,
					 .title = "",
					 .authority = "" },
				 NULL),
		MC_OK);
	assert_int_equal(mc_calendar_add(&calendar,
				 &(struct mc_calendar_row){ .day = mc_day_of_civil(2026, 8, 22),
					 .kind = MC_DAY_SWAP_WORK,
					 .title = "",
					 .authority = "" },
				 NULL),
		MC_OK);
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		const struct mc_demo_times times = { .system = rows[i].system,
			.office = rows[i].office != 0 ? rows[i].office : rows[i].system,
			.last = rows[i].last };
		mc_time start = 0;
		struct mc_error err;
		office_expect(mc_demo_start(&calendar, &times, &start, &err), &err);
		if (start != rows[i].expected) {
			char got[MC_TIME_TEXT_SIZE], wanted[MC_TIME_TEXT_SIZE];
			mc_time_format(start, got);
			mc_time_format(rows[i].expected, wanted);
			fail_msg("%s: %s, not %s", rows[i].what, got, wanted);
		}
	}
	mc_calendar_finish(&calendar);
}

/* ---- the hall ---- */

static struct mc_hall read_hall(struct mc_store *store, struct mc_arena *arena) {
	struct mc_hall hall;
	struct mc_error err;
	office_expect(mc_store_hall(store, arena, &hall, &err), &err);
	return hall;
}

/* Today's, by the office's clock; how many. */
static size_t read_waiting(
	struct mc_store *store, struct mc_arena *arena, const struct mc_ticket **ret_waiting) {
	const struct mc_ticket_filter filter = { .day = mc_day_of(mc_store_now(store)),
		.state = MC_TICKET_WAITING };
	struct mc_error err;
	size_t count = 0;
	office_expect(mc_store_tickets(store, arena, &filter, ret_waiting, &count, &err), &err);
	return count;
}

static int waiting_for(const struct mc_hall *hall, const char *line) {
	for (size_t i = 0; i < hall->line_count; i++) {
		if (strcmp(hall->lines[i].line, line) == 0) {
			return hall->lines[i].waiting;
		}
	}
	fail_msg("there is no line %s", line);
	return 0;
}

/* The visitor's desk serves A and B in the sample office. */
static void check_hall(const struct mc_hall *hall, const char *when) {
	if (hall->waiting_total < 7 || hall->waiting_total > 15 || waiting_for(hall, "A") < 2 ||
		waiting_for(hall, "B") < 2) {
		fail_msg("%s: %zu wait, %d for A, %d for B", when, hall->waiting_total,
			waiting_for(hall, "A"), waiting_for(hall, "B"));
	}
	for (size_t i = 0; i < hall->desk_count; i++) {
		if (strcmp(hall->desks[i].desk, MC_DEMO_DESK) == 0) {
			assert_int_equal(hall->desks[i].state, MC_DESK_CLOSED);
			assert_false(hall->desks[i].has_ticket);
		}
	}
}

static void run_crowd(struct mc_store *store, uint64_t seed, long steps) {
	struct mc_error err;
	const struct mc_crowd_options options = {
		.speed = 1, .seed = seed, .steps = steps, .clock_given = true
	};
	office_expect(mc_demo_crowd(store, &options, &err), &err);
}

static void test_the_crowd_keeps_about_ten_waiting(void **state) {
	struct mc_store *store = office_open(*state);
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (uint64_t seed = 1; seed <= 5; seed++) { /* each goes on where the last one ended */
		char when[32];
		snprintf(when, sizeof when, "crowd %d", (int)seed);
		run_crowd(store, 20261123 + seed, 200);
		struct mc_hall hall = read_hall(store, &arena);
		check_hall(&hall, when);
	}
	struct mc_hall hall = read_hall(store, &arena);
	int served = 0;
	for (size_t i = 0; i < hall.line_count; i++) {
		served += hall.lines[i].served;
	}
	assert_true(served > 50);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* A crowd at work in another process; the numbers are taken once it has begun. */
static void test_the_crowd_calls_nobody_but_its_own(void **state) {
	static const char *const lines[] = { "A", "B", "C", "G" };
	const char *folder = *state;
	int64_t ids[MC_COUNT(lines)];
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	pid_t pid = fork();
	if (pid == 0) {
		run_crowd(office_open(folder), 20261123, 500);
		_exit(0);
	}
	struct mc_store *store = office_open(folder);
	while (read_hall(store, &arena).waiting_total < 12) { /* as many as it begins with */
		sched_yield();
	}
	for (size_t i = 0; i < MC_COUNT(lines); i++) {
		struct mc_act act = office_issue(lines[i]);
		struct mc_outcome outcome;
		act.as.issue.any_kind = true;
		office_expect(mc_store_act(store, &act, &arena, &outcome, &err), &err);
		ids[i] = outcome.ticket.id;
	}
	int status;
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	const struct mc_ticket_filter filter = { .day = read_hall(store, &arena).day,
		.state = MC_TICKET_WAITING };
	const struct mc_ticket *waiting;
	size_t count;
	office_expect(mc_store_tickets(store, &arena, &filter, &waiting, &count, &err), &err);
	for (size_t i = 0; i < MC_COUNT(ids); i++) {
		bool waits = false;
		for (size_t k = 0; k < count; k++) {
			waits = waits || waiting[k].id == ids[i];
		}
		if (!waits) {
			fail_msg("the number taken for line %s was called away", lines[i]);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* ---- what a visitor finds ---- */

static struct mc_store *open_plain(const char *folder) {
	struct mc_store *store;
	struct mc_error err;
	office_expect(mc_app_open(folder, NULL, &store, &err), &err);
	return store;
}

static void begin_at(const char *folder, mc_time when) {
	struct mc_store *store = open_plain(folder);
	struct mc_error err;
	office_expect(mc_demo_prepare(store, when, true, &err), &err);
	mc_store_close(store);
}

struct found {
	size_t late, due_today, states, dossiers, appointments;
};

static struct found look_around(struct mc_store *store, struct mc_arena *arena) {
	struct found found = { 0 };
	struct mc_dossiers list;
	struct mc_error err;
	unsigned states = 0;
	mc_time now = mc_store_now(store);
	const struct mc_dossier_filter all = { 0 };
	office_expect(mc_store_dossiers(store, arena, &all, &list, &err), &err);
	found.dossiers = list.count;
	for (size_t i = 0; i < list.count; i++) {
		const struct mc_dossier *d = &list.rows[i];
		states |= 1u << d->state;
		if (!mc_dossier_ended(d->state) && d->due_at != 0) {
			found.late += d->due_at < now;
			found.due_today +=
				d->due_at >= now && mc_day_of(d->due_at) == mc_day_of(now);
		}
	}
	found.states = (size_t)__builtin_popcount(states);
	const struct mc_ticket *waiting;
	size_t count = read_waiting(store, arena, &waiting);
	for (size_t i = 0; i < count; i++) {
		found.appointments += waiting[i].appointment_at > now;
	}
	return found;
}

static void expect_alive(const char *folder, mc_time when, mc_day day) {
	struct mc_store *store = open_plain(folder);
	struct mc_arena arena;
	mc_arena_init(&arena);
	struct found found = look_around(store, &arena);
	struct mc_hall hall = read_hall(store, &arena);
	check_hall(&hall, "at the beginning");
	assert_int_equal(mc_day_of(mc_store_now(store)), day);
	assert_true(mc_store_now(store) >= when);
	assert_true(mc_store_now(store) < when + 10 * MC_MINUTE_MS); /* its clock runs from there */
	assert_int_equal(found.late, 1);
	assert_true(found.due_today >= 1);
	assert_true(found.states >= 3);
	assert_int_equal(found.appointments, 1);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

static size_t count_dossiers(const char *folder) {
	struct mc_store *store = open_plain(folder);
	struct mc_arena arena;
	mc_arena_init(&arena);
	size_t count = look_around(store, &arena).dossiers;
	mc_arena_finish(&arena);
	mc_store_close(store);
	return count;
}

static void test_a_visitor_finds_a_hall_at_work_on_every_morning(void **state) {
	const char *folder = *state;
	static const int days[][3] = { { 2030, 3, 4 }, { 2030, 3, 5 }, { 2030, 3, 20 } };
	for (size_t i = 0; i < MC_COUNT(days); i++) {
		mc_day day = mc_day_of_civil(days[i][0], days[i][1], days[i][2]);
		mc_time when = mc_time_at(day, NINE_TEN);
		begin_at(folder, when);
		expect_alive(folder, when, day);
		size_t before = count_dossiers(folder);
		begin_at(folder, when); /* and once more on the same morning */
		expect_alive(folder, when, day);
		assert_int_equal(count_dossiers(folder), before);
	}
	struct mc_store *store = open_plain(folder);
	struct mc_arena arena;
	struct mc_findings findings;
	struct mc_error err;
	mc_arena_init(&arena);
	office_expect(mc_store_verify(store, &arena, &findings, &err), &err);
	assert_true(findings.ok);
	mc_arena_finish(&arena);
	mc_store_close(store);
}

/* The office two seconds before its morning is over, and a crowd at work in another process. */
static void test_after_closing_it_is_the_next_morning(void **state) {
	const char *folder = *state;
	mc_day friday = mc_day_of_civil(2030, 3, 8);
	begin_at(folder, mc_time_at(friday, 11 * 60 + 30) - 2000);
	struct mc_store *store = open_plain(folder);
	pid_t pid = fork();
	if (pid == 0) {
		const struct mc_crowd_options options = { .speed = 1000, .seed = 1 };
		struct mc_error err;
		office_expect(mc_demo_crowd(open_plain(folder), &options, &err), &err);
		_exit(0);
	}
	struct mc_arena arena;
	mc_arena_init(&arena);
	size_t waiting = 0;
	while (mc_day_of(mc_store_now(store)) == friday || waiting < 11) {
		sched_yield();
		if (mc_store_changed(store)) { /* the clock too */
			waiting = read_hall(store, &arena).waiting_total;
		}
		mc_arena_reset(&arena);
	}
	mc_arena_finish(&arena);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	mc_store_close(store);
	expect_alive(folder, mc_time_at(friday + 3, NINE_TEN), friday + 3);
}

static void test_there_is_one_crowd_in_an_office(void **state) {
	const char *folder = *state;
	struct mc_store *store = office_open(folder);
	struct mc_error err;
	int lock = -1;
	const struct mc_crowd_options options = {
		.speed = 1, .seed = 1, .steps = 1, .clock_given = true
	};
	office_expect(mc_file_lock(folder, "crowd.lock", false, &lock, &err), &err);
	assert_int_equal(mc_demo_crowd(store, &options, &err), MC_BUSY);
	assert_int_equal(office_tickets(store), 0);
	close(lock);
	assert_int_equal(mc_demo_crowd(store, &options, &err), MC_OK);
	mc_store_close(store);
}

static void test_a_real_office_is_left_alone(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	struct mc_error err;
	office_expect(mc_store_init(folder, 1, false, &err), &err);
	struct mc_store *store;
	office_expect(mc_store_open(folder, NULL, &store, &err), &err);
	const struct mc_crowd_options options = { .speed = 1, .seed = 1, .steps = 1 };
	assert_int_equal(mc_demo_crowd(store, &options, &err), MC_REFUSED);
	mc_store_close(store);
	temp_remove(folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_starts_on_the_next_working_morning),
		OFFICE_TEST(test_the_crowd_keeps_about_ten_waiting),
		OFFICE_TEST(test_the_crowd_calls_nobody_but_its_own),
		OFFICE_TEST(test_a_visitor_finds_a_hall_at_work_on_every_morning),
		OFFICE_TEST(test_after_closing_it_is_the_next_morning),
		OFFICE_TEST(test_there_is_one_crowd_in_an_office),
		cmocka_unit_test(test_a_real_office_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

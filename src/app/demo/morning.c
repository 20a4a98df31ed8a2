/*
 * When a demonstration takes place. The wall clock says only which days are gone:
 * a visitor at night, on a Sunday or at Tết meets a working morning, and one who
 * comes back finds the office some days on, never thrown back before what it has
 * written down.
 */
#include "app/demo/inside.h"
#include <stdlib.h>
#include <time.h>

#define MORNING_MIN (9 * 60 + 10)
#define ENOUGH_MS (30 * MC_MINUTE_MS) /* of a session that is left: worth going on with */

/* How long the session of `at` goes on; 0: none is held. */
static int64_t session_left_ms(const struct mc_calendar *calendar, mc_time at) {
	const struct mc_hours *hours = mc_calendar_hours(calendar, mc_day_of(at));
	int minute = mc_minute_of(at);
	for (int i = 0; i < hours->count; i++) {
		const struct mc_span *session = &hours->session[i];
		if (minute >= session->from && minute < session->to) {
			return mc_time_at(mc_day_of(at), session->to) - at;
		}
	}
	return 0;
}

/* The first working morning that is not before `from`. */
static enum mc_status next_morning(
	const struct mc_calendar *calendar, mc_time from, mc_time *ret_at, struct mc_error *err) {
	mc_day day = mc_day_of(from);
	enum mc_status status = MC_OK;
	if (mc_time_at(day, MORNING_MIN) < from || !mc_calendar_works(calendar, day)) {
		status = mc_calendar_next_day(calendar, day, &day, err);
	}
	/* an office that is closed at that hour is met when it opens */
	return status == MC_OK ? mc_calendar_next_moment(
					 calendar, mc_time_at(day, MORNING_MIN), ret_at, err)
			       : status;
}

enum mc_status mc_demo_start(const struct mc_calendar *calendar, const struct mc_demo_times *times,
	mc_time *ret_start, struct mc_error *err) {
	bool runs = times->office != times->system && times->office >= times->last;
	if (runs && session_left_ms(calendar, times->office) >= ENOUGH_MS) {
		*ret_start = times->office;
		return MC_OK;
	}
	return next_morning(calendar, times->system > times->last ? times->system : times->last,
		ret_start, err);
}

/* ---- bringing the office there ---- */

static enum mc_status read_times(
	struct mc_store *store, struct mc_demo_times *ret_times, struct mc_error *err) {
	struct mc_demo_times times = { .office = mc_store_now(store) };
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_store_office(store, &arena, &office, err);
	if (status == MC_OK) {
		times.system = times.office - office.clock_ahead_ms;
		status = mc_store_last_written(store, &times.last, err);
	}
	mc_arena_finish(&arena);
	*ret_times = times;
	return status;
}

static enum mc_status set_clock(
	struct mc_store *store, struct mc_arena *arena, mc_time at, struct mc_error *err) {
	char text[MC_TIME_TEXT_SIZE];
	struct mc_setup_row row = { .kind = MC_SETUP_OFFICE };
	struct mc_act act = { .verb = MC_VERB_SETUP, .door = MC_DOOR_COMMAND };
	struct mc_outcome outcome;
	mc_time_format(at, text);
	row.as.office.key = "clock";
	row.as.office.value = text;
	act.as.setup.rows = &row;
	act.as.setup.count = 1;
	mc_key_random(act.key);
	return mc_store_act(store, &act, arena, &outcome, err);
}

static enum mc_status plant(struct mc_store *store, const struct mc_calendar *calendar,
	struct mc_arena *arena, mc_time at, struct mc_demo_people *people, struct mc_error *err) {
	struct mc_demo_times times;
	enum mc_status status = read_times(store, &times, err);
	if (status == MC_OK && at == 0) {
		status = mc_demo_start(calendar, &times, &at, err);
	}
	if (status == MC_OK && at != times.office) {
		status = set_clock(store, arena, at, err);
	}
	if (status == MC_OK) {
		status = mc_demo_plant_dossiers(store, calendar, arena, err);
	}
	return status == MC_OK && people != NULL ? mc_demo_plant_people(store, arena, people, err)
						 : status;
}

enum mc_status mc_demo_begin(
	struct mc_store *store, mc_time at, struct mc_demo_people *people, struct mc_error *err) {
	struct mc_calendar calendar;
	struct mc_arena arena;
	mc_calendar_init(&calendar);
	mc_arena_init(&arena);
	enum mc_status status = mc_store_calendar(store, &calendar, err);
	if (status == MC_OK) {
		status = plant(store, &calendar, &arena, at, people, err);
	}
	mc_arena_finish(&arena);
	mc_calendar_finish(&calendar);
	return status;
}

enum mc_status mc_demo_prepare(
	struct mc_store *store, mc_time at, bool people, struct mc_error *err) {
	struct mc_demo_people waiting = { .count = 0 };
	enum mc_status status = mc_demo_check_practice(store, err);
	return status == MC_OK ? mc_demo_begin(store, at, people ? &waiting : NULL, err) : status;
}

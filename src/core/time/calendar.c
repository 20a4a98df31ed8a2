/*
 * The working calendar. A day's hours come from one place, mc_calendar_hours():
 * the row of the day if it has one, else its weekday. All that moves through
 * time walks day by day over those hours, and gives up with a sentence when a
 * whole year holds none, so that a wrong calendar can never hang a counter.
 */
#include "core/time/calendar.h"
#include "base/names.h"
#include "core/names.h"
#include <string.h>

#define IDLE_DAYS_MAX 366

static const struct mc_hours day_off = { 0 };

static const struct mc_hours office_day = { 2,
	{ { 7 * 60 + 30, 11 * 60 + 30 }, { 13 * 60 + 30, 17 * 60 } } };

static const char *const kind_names[] = {
#define X(constant, text, yes) [MC_DAY_##constant] = text,
	MC_DAY_KIND_LIST(X)
#undef X
};
const struct mc_names mc_day_kinds =
	MC_NAMES_OR(kind_names, N_("“%s” is no kind of day: it is one of %s."));
static const bool kind_works[] = {
#define X(constant, text, yes) [MC_DAY_##constant] = yes,
	MC_DAY_KIND_LIST(X)
#undef X
};

static const char *const status_names[] = { "official", "provisional" };
const struct mc_names mc_day_statuses =
	MC_NAMES_OR(status_names, N_("“%s” is no status of a day: it is one of %s."));

const char *mc_day_kind_name(enum mc_day_kind kind) {
	return mc_names_at(&mc_day_kinds, kind);
}

const char *mc_day_status_name(bool provisional) {
	return status_names[provisional];
}

enum mc_status mc_day_kind_parse(
	const char *text, enum mc_day_kind *ret_kind, struct mc_error *err) {
	return mc_names_parse(&mc_day_kinds, text, ret_kind, err);
}

enum mc_status mc_day_status_parse(const char *text, bool *ret_provisional, struct mc_error *err) {
	unsigned found = 0;

	MC_TRY(mc_names_parse(&mc_day_statuses, text, &found, err));
	*ret_provisional = found == 1;
	return MC_OK;
}

void mc_calendar_init(struct mc_calendar *calendar) {
	*calendar = (struct mc_calendar){ .cut_off = MC_CUT_OFF_DEFAULT };
	for (int day = MC_MONDAY; day <= MC_FRIDAY; day++) {
		calendar->week[day] = office_day;
	}
	mc_arena_init(&calendar->arena);
}

void mc_calendar_finish(struct mc_calendar *calendar) {
	mc_arena_finish(&calendar->arena);
	*calendar = (struct mc_calendar){ 0 };
}

/* Index of the first row at or after `day`. */
static size_t row_index(const struct mc_calendar *calendar, mc_day day) {
	size_t low = 0;
	size_t high = calendar->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (calendar->rows[middle].day < day) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

const struct mc_calendar_row *mc_calendar_row(const struct mc_calendar *calendar, mc_day day) {
	size_t i = row_index(calendar, day);

	return i < calendar->count && calendar->rows[i].day == day ? &calendar->rows[i] : NULL;
}

enum mc_status mc_calendar_add(
	struct mc_calendar *calendar, const struct mc_calendar_row *row, struct mc_error *err) {
	size_t at = row_index(calendar, row->day);
	struct mc_civil civil = mc_day_civil(row->day);
	struct mc_calendar_row *place;

	if (!mc_civil_valid(civil.year, civil.month, civil.day)) {
		return mc_fail(err, MC_INVALID,
			N_("The year %d of a day off is not between 1990 and 2199."), civil.year);
	}
	if (mc_calendar_row(calendar, row->day) != NULL) {
		char day[MC_DAY_TEXT_SIZE];

		mc_day_format(row->day, day);
		return mc_fail(err, MC_CONFLICT, N_("The day %s is in the calendar already."), day);
	}
	calendar->rows = mc_arena_grow(&calendar->arena, calendar->rows, calendar->count,
		&calendar->cap, sizeof *calendar->rows);
	place = &calendar->rows[at];
	memmove(place + 1, place, (calendar->count - at) * sizeof *place);
	*place = *row;
	place->title = mc_arena_text(&calendar->arena, row->title);
	place->authority = mc_arena_text(&calendar->arena, row->authority);
	calendar->count++;
	return MC_OK;
}

/* A Saturday worked under a swap gives back a whole weekday: Monday's hours, unless set apart. */
static const struct mc_hours *swap_hours(const struct mc_calendar *calendar) {
	if (calendar->swap.count > 0) {
		return &calendar->swap;
	}
	for (int day = MC_MONDAY; day <= MC_SUNDAY; day++) {
		if (calendar->week[day].count > 0) {
			return &calendar->week[day];
		}
	}
	return &day_off;
}

const struct mc_hours *mc_calendar_hours(const struct mc_calendar *calendar, mc_day day) {
	const struct mc_calendar_row *row = mc_calendar_row(calendar, day);

	if (row == NULL) {
		return &calendar->week[mc_day_weekday(day)];
	}
	return kind_works[row->kind] ? swap_hours(calendar) : &day_off;
}

bool mc_calendar_works(const struct mc_calendar *calendar, mc_day day) {
	return mc_calendar_hours(calendar, day)->count > 0;
}

bool mc_calendar_open_at(const struct mc_calendar *calendar, mc_time at) {
	return mc_hours_hold(mc_calendar_hours(calendar, mc_day_of(at)), mc_minute_of(at));
}

static enum mc_status fail_idle(mc_day since, struct mc_error *err) {
	char day[MC_DAY_TEXT_SIZE];

	mc_day_format(since, day);
	return mc_fail(err, MC_REFUSED,
		N_("The calendar has no working day in the year after %s: check office hours and "
		   "days off."),
		day);
}

static enum mc_status fail_beyond(struct mc_error *err) {
	return mc_fail(err, MC_REFUSED, N_("The date would lie beyond the year 2199."));
}

static bool beyond(mc_day day) {
	return day >= mc_day_of_civil(MC_YEAR_MAX + 1, 1, 1);
}

enum mc_status mc_calendar_next_day(
	const struct mc_calendar *calendar, mc_day day, mc_day *ret_day, struct mc_error *err) {
	for (mc_day next = day + 1; next <= day + IDLE_DAYS_MAX; next++) {
		if (beyond(next)) {
			return fail_beyond(err);
		}
		if (mc_calendar_works(calendar, next)) {
			*ret_day = next;
			return MC_OK;
		}
	}
	return fail_idle(day, err);
}

enum mc_status mc_calendar_next_moment(
	const struct mc_calendar *calendar, mc_time at, mc_time *ret_at, struct mc_error *err) {
	mc_day day = mc_day_of(at);
	const struct mc_hours *hours = mc_calendar_hours(calendar, day);
	enum mc_status status;

	for (int i = 0; i < hours->count; i++) {
		if (at < mc_time_at(day, hours->session[i].to)) {
			mc_time opening = mc_time_at(day, hours->session[i].from);

			*ret_at = at > opening ? at : opening;
			return MC_OK;
		}
	}
	status = mc_calendar_next_day(calendar, day, &day, err);
	if (status == MC_OK) {
		*ret_at = mc_time_at(day, mc_calendar_hours(calendar, day)->session[0].from);
	}
	return status;
}

/* Consumes the day's working time from *at on; true when *left ran out, *at is then that moment. */
static bool consume_day(const struct mc_hours *hours, mc_day day, mc_time *at, int64_t *left) {
	for (int i = 0; i < hours->count; i++) {
		mc_time from = mc_time_at(day, hours->session[i].from);
		mc_time to = mc_time_at(day, hours->session[i].to);

		from = *at > from ? *at : from;
		if (from >= to) {
			continue;
		}
		if (*left <= to - from) {
			*at = from + *left;
			return true;
		}
		*left -= to - from;
	}
	return false;
}

enum mc_status mc_calendar_advance(const struct mc_calendar *calendar, mc_time from,
	int64_t work_ms, mc_time *ret_at, struct mc_error *err) {
	mc_day day = mc_day_of(from);
	mc_time at = from;
	enum mc_status status = MC_OK;

	while (work_ms > 0 && status == MC_OK &&
		!consume_day(mc_calendar_hours(calendar, day), day, &at, &work_ms)) {
		status = mc_calendar_next_day(calendar, day, &day, err);
	}
	if (status == MC_OK) {
		*ret_at = at;
	}
	return status;
}

int64_t mc_calendar_elapsed_ms(const struct mc_calendar *calendar, mc_time from, mc_time to) {
	int64_t sum = 0;

	if (to <= from) {
		return 0;
	}
	for (mc_day day = mc_day_of(from); day <= mc_day_of(to); day++) {
		const struct mc_hours *hours = mc_calendar_hours(calendar, day);

		for (int i = 0; i < hours->count; i++) {
			mc_time opening = mc_time_at(day, hours->session[i].from);
			mc_time closing = mc_time_at(day, hours->session[i].to);
			mc_time first = from > opening ? from : opening;
			mc_time last = to < closing ? to : closing;

			sum += last > first ? last - first : 0;
		}
	}
	return sum;
}

int mc_calendar_days_between(const struct mc_calendar *calendar, mc_day from, mc_day to) {
	int days = 0;

	for (mc_day day = from + 1; day <= to; day++) {
		days += mc_calendar_works(calendar, day);
	}
	return days;
}

enum mc_year_state mc_calendar_year(const struct mc_calendar *calendar, int year) {
	size_t first = row_index(calendar, mc_day_of_civil(year, 1, 1));
	size_t end = row_index(calendar, mc_day_of_civil(year + 1, 1, 1));

	for (size_t i = first; i < end; i++) {
		if (calendar->rows[i].provisional) {
			return MC_YEAR_PROVISIONAL;
		}
	}
	return first < end ? MC_YEAR_OFFICIAL : MC_YEAR_MISSING;
}

int mc_calendar_missing_days(const struct mc_calendar *calendar, int year) {
	mc_day culture_day = mc_day_of_civil(year, 11, 24);
	int missing = 11;

	if (year >= 2026 && mc_day_weekday(culture_day) < MC_SATURDAY) {
		missing++;
	}
	for (size_t i = row_index(calendar, mc_day_of_civil(year, 1, 1)); i < calendar->count;
		i++) {
		const struct mc_calendar_row *row = &calendar->rows[i];

		if (mc_day_civil(row->day).year != year) {
			break;
		}
		missing -= (row->kind == MC_DAY_HOLIDAY || row->kind == MC_DAY_MAKE_UP_OFF) &&
			   mc_day_weekday(row->day) < MC_SATURDAY;
	}
	return missing > 0 ? missing : 0;
}

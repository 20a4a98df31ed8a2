/*
 * Due dates. Each unit of a term is one function from the moment of receipt to
 * the due date; mc_due_compute() checks the input, chooses, and says on which
 * years' days off the answer rests.
 */
#include "base/names.h"
#include "core/names.h"
#include "core/time/calendar.h"
#include <motcua/due.h>
#include <stdio.h>
#include <string.h>

static const char *const unit_names[] = {
#define X(constant, text) [MC_TERM_##constant] = text,
	MC_TERM_UNIT_LIST(X)
#undef X
};
const struct mc_names mc_term_units =
	MC_NAMES_OR(unit_names, N_("“%s” is no unit of a term: it is one of %s."));

const char *mc_term_unit_name(enum mc_term_unit unit) {
	return mc_names_at(&mc_term_units, unit);
}

enum mc_status mc_term_unit_parse(
	const char *text, enum mc_term_unit *ret_unit, struct mc_error *err) {
	return mc_names_parse(&mc_term_units, text, ret_unit, err);
}

enum mc_status mc_term_value_parse(const char *text, int32_t *ret_milli, struct mc_error *err) {
	size_t whole = strspn(text, "0123456789");
	size_t decimals = 0;
	int64_t milli = 0;

	if (whole > 0 && (text[whole] == '.' || text[whole] == ',')) {
		decimals = strspn(text + whole + 1, "0123456789");
	}
	if (whole == 0 || decimals > 3 || (text[whole] != '\0' && decimals == 0) ||
		(decimals > 0 && text[whole + 1 + decimals] != '\0')) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not the value of a term: write a number such as 10 or 0.5."),
			text);
	}
	for (size_t i = 0; i < whole && milli <= MC_TERM_MAX_HOURS; i++) {
		milli = milli * 10 + (text[i] - '0');
	}
	for (size_t i = 0; i < 3; i++) {
		milli = milli * 10 + (i < decimals ? text[whole + 1 + i] - '0' : 0);
	}
	if (milli > MC_TERM_MAX_HOURS * INT64_C(1000)) {
		return mc_fail(err, MC_INVALID, N_("A term of %s is longer than ten years."), text);
	}
	*ret_milli = (int32_t)milli;
	return MC_OK;
}

void mc_term_value_format(int32_t milli, char out[MC_TERM_VALUE_SIZE]) {
	int decimals = 3;
	int part = milli % 1000;

	if (part == 0) {
		snprintf(out, MC_TERM_VALUE_SIZE, "%d", milli / 1000);
		return;
	}
	while (part % 10 == 0) {
		part /= 10;
		decimals--;
	}
	snprintf(out, MC_TERM_VALUE_SIZE, "%d.%0*d", milli / 1000, decimals, part);
}

static mc_time closing_of(const struct mc_calendar *calendar, mc_day day) {
	const struct mc_hours *hours = mc_calendar_hours(calendar, day);

	return mc_time_at(day, hours->session[hours->count - 1].to);
}

/*
 * The clock time `ms` on a working day, where the office can keep it: in the
 * noon break the next opening, after the last session its closing.
 */
static mc_time keep_clock(const struct mc_calendar *calendar, mc_day day, int64_t ms) {
	const struct mc_hours *hours = mc_calendar_hours(calendar, day);
	mc_time at = mc_time_at(day, 0) + ms;

	for (int i = 0; i < hours->count; i++) {
		if (at <= mc_time_at(day, hours->session[i].to)) {
			mc_time opening = mc_time_at(day, hours->session[i].from);

			return at > opening ? at : opening;
		}
	}
	return closing_of(calendar, day);
}

static enum mc_status due_working_days(const struct mc_calendar *calendar, mc_time received,
	int32_t milli, mc_time *ret_due, struct mc_error *err) {
	mc_time at;
	mc_day day;
	enum mc_status status = mc_calendar_next_moment(calendar, received, &at, err);

	if (status != MC_OK) {
		return status;
	}
	day = mc_day_of(at);
	for (int n = milli / 1000; n > 0 && status == MC_OK; n--) {
		status = mc_calendar_next_day(calendar, day, &day, err);
	}
	if (status != MC_OK) {
		return status;
	}
	return mc_calendar_advance(calendar, keep_clock(calendar, day, mc_ms_of_day(at)),
		milli % 1000 * (MC_WORKING_DAY_HOURS * MC_HOUR_MS / 1000), ret_due, err);
}

static enum mc_status due_calendar_days(const struct mc_calendar *calendar, mc_time received,
	int32_t milli, mc_time *ret_due, struct mc_error *err) {
	mc_day end = mc_day_of(received) + milli / 1000;
	mc_day day;
	enum mc_status status = mc_calendar_next_day(calendar, end - 1, &day, err);

	if (status == MC_OK) {
		*ret_due = keep_clock(calendar, day, mc_ms_of_day(received));
	}
	return status;
}

static enum mc_status due_same_day(const struct mc_calendar *calendar, mc_time received,
	mc_time *ret_due, struct mc_error *err) {
	mc_time at;
	mc_day day;
	enum mc_status status = mc_calendar_next_moment(calendar, received, &at, err);

	if (status != MC_OK) {
		return status;
	}
	day = mc_day_of(at);
	if (received > mc_time_at(day, calendar->cut_off)) { /* on the very day, then */
		status = mc_calendar_next_day(calendar, day, &day, err);
	}
	if (status == MC_OK) {
		*ret_due = closing_of(calendar, day);
	}
	return status;
}

static enum mc_status due_by_unit(const struct mc_calendar *calendar, mc_time received,
	struct mc_term term, mc_time *ret_due, struct mc_error *err) {
	switch (term.unit) {
	case MC_TERM_NONE: *ret_due = 0; return MC_OK;
	case MC_TERM_WORKING_DAY:
		return due_working_days(calendar, received, term.milli, ret_due, err);
	case MC_TERM_CALENDAR_DAY:
		return due_calendar_days(calendar, received, term.milli, ret_due, err);
	case MC_TERM_WORKING_HOUR:
		return mc_calendar_advance(
			calendar, received, term.milli * (MC_HOUR_MS / 1000), ret_due, err);
	case MC_TERM_SAME_DAY: return due_same_day(calendar, received, ret_due, err);
	}
	return mc_fail(err, MC_INVALID, N_("The term has an unknown unit."));
}

static enum mc_status check_time(mc_time at, struct mc_error *err) {
	if (!mc_time_valid(at)) {
		return mc_fail(err, MC_INVALID,
			N_("The time of receipt is not between the years 1990 and 2199."));
	}
	return MC_OK;
}

enum mc_status mc_term_check(struct mc_term term, struct mc_error *err) {
	bool hours = term.unit == MC_TERM_WORKING_HOUR;
	int longest = hours ? MC_TERM_MAX_HOURS : MC_TERM_MAX_DAYS;

	if (term.unit == MC_TERM_SAME_DAY && term.milli != 0 && term.milli != 1000) {
		return mc_fail(err, MC_INVALID,
			N_("The unit same_day is within one day: leave its value empty or 1, or "
			   "name the unit that the term is counted in."));
	}
	if (term.unit == MC_TERM_NONE && term.milli != 0) {
		return mc_fail(err, MC_INVALID,
			N_("The unit none is without a term: leave its value empty, or name the "
			   "unit that the term is counted in."));
	}
	if (term.unit == MC_TERM_NONE || term.unit == MC_TERM_SAME_DAY) {
		return MC_OK;
	}
	if (term.milli <= 0) {
		return mc_fail(err, MC_INVALID,
			N_("A term must be longer than zero: use same_day or none for such a "
			   "procedure."));
	}
	if (term.milli > longest * INT64_C(1000)) {
		return mc_fail(err, MC_INVALID,
			N_("A term can be at most %d days or %d working hours."), MC_TERM_MAX_DAYS,
			MC_TERM_MAX_HOURS);
	}
	if (term.unit == MC_TERM_CALENDAR_DAY && term.milli % 1000 != 0) {
		return mc_fail(err, MC_INVALID,
			N_("A term in calendar days must be a whole number of days."));
	}
	return MC_OK;
}

/* What a due date rests on whose days off were looked up from `first` to `last`. */
static struct mc_due due_resting_on(
	const struct mc_calendar *calendar, mc_time due_at, mc_day first, mc_day last) {
	struct mc_due due = { .due_at = due_at };
	int last_year = mc_day_civil(last).year;

	for (int year = mc_day_civil(first).year; year <= last_year; year++) {
		enum mc_year_state state = mc_calendar_year(calendar, year);

		due.provisional = due.provisional || state != MC_YEAR_OFFICIAL;
		if (state == MC_YEAR_MISSING && due.missing_year == 0) {
			due.missing_year = year;
		}
	}
	return due;
}

enum mc_status mc_due_compute(const struct mc_calendar *calendar, mc_time received,
	struct mc_term term, struct mc_due *ret_due, struct mc_error *err) {
	mc_time due_at = 0;
	mc_day first;
	enum mc_status status = check_time(received, err);

	/* A catalogue of an older program may hold a value that counts for nothing. */
	if (term.unit == MC_TERM_NONE || term.unit == MC_TERM_SAME_DAY) {
		term.milli = 0;
	}
	if (status == MC_OK) {
		status = mc_term_check(term, err);
	}
	if (status == MC_OK) {
		status = due_by_unit(calendar, received, term, &due_at, err);
	}
	if (status != MC_OK) {
		return status;
	}
	if (due_at == 0) {
		*ret_due = (struct mc_due){ 0 };
		return MC_OK;
	}
	first = mc_day_of(received);
	if (term.unit == MC_TERM_CALENDAR_DAY) { /* only its end looks at days off */
		first += term.milli / 1000;
	}
	*ret_due = due_resting_on(calendar, due_at, first, mc_day_of(due_at));
	return MC_OK;
}

static bool at_opening(const struct mc_calendar *calendar, mc_time at) {
	mc_day day = mc_day_of(at);
	const struct mc_hours *hours = mc_calendar_hours(calendar, day);

	for (int i = 0; i < hours->count; i++) {
		if (at == mc_time_at(day, hours->session[i].from)) {
			return true;
		}
	}
	return false;
}

/*
 * "Tuesday 07:30" was promised for a dossier that came in after closing. Eight
 * hours later is Tuesday's closing on the clock, but then a pause of a whole day
 * would leave the day of the promise, by which lateness is judged, where it was.
 * So what stood at an opening moves to an opening.
 */
static enum mc_status move_by_work(const struct mc_calendar *calendar, mc_time due_at,
	int64_t work_ms, mc_time *ret_at, struct mc_error *err) {
	mc_time at;
	enum mc_status status = mc_calendar_advance(calendar, due_at, work_ms, &at, err);

	if (status == MC_OK && work_ms > 0 && at_opening(calendar, due_at)) {
		status = mc_calendar_next_moment(calendar, at, &at, err);
	}
	if (status == MC_OK) {
		*ret_at = at;
	}
	return status;
}

enum mc_status mc_due_after_pause(const struct mc_calendar *calendar, enum mc_pause_policy policy,
	struct mc_term term, mc_time due_at, mc_time paused_at, mc_time resumed_at,
	struct mc_due *ret_due, struct mc_error *err) {
	mc_time moved;
	mc_time first;
	enum mc_status status;

	if (due_at == 0) {
		*ret_due = (struct mc_due){ 0 };
		return MC_OK;
	}
	if (!mc_time_valid(due_at) || !mc_time_valid(paused_at) || !mc_time_valid(resumed_at)) {
		return mc_fail(err, MC_INVALID,
			N_("A due date or a pause is not between the years 1990 and 2199."));
	}
	if (resumed_at < paused_at) {
		return mc_fail(err, MC_INVALID, N_("A pause cannot end before it begins."));
	}
	if (policy == MC_PAUSE_RESTART) {
		return mc_due_compute(calendar, resumed_at, term, ret_due, err);
	}
	status = move_by_work(calendar, due_at,
		mc_calendar_elapsed_ms(calendar, paused_at, resumed_at), &moved, err);
	if (status == MC_OK) {
		first = paused_at < due_at ? paused_at : due_at;
		*ret_due = due_resting_on(calendar, moved, mc_day_of(first), mc_day_of(moved));
	}
	return status;
}

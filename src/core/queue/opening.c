/* Whether a line gives a number now: line.h has the rule. */
#include <motcua/code.h>
#include <motcua/line.h>

bool mc_hours_hold(const struct mc_hours *hours, int minute) {
	for (int i = 0; i < hours->count; i++) {
		if (minute >= hours->session[i].from && minute < hours->session[i].to) {
			return true;
		}
	}
	return false;
}

int mc_hours_next(const struct mc_hours *hours, int minute) {
	for (int i = 0; i < hours->count; i++) {
		if (hours->session[i].from > minute) {
			return hours->session[i].from;
		}
	}
	return -1;
}

struct mc_span mc_line_session(const struct mc_hours *today, const struct mc_line *line) {
	struct mc_span own = { 0, MC_DAY_MINUTES };

	if (today->count > 0) {
		own = (struct mc_span){ today->session[0].from,
			today->session[today->count - 1].to };
	}
	/* what cannot be read closes nothing: each leaves its bound as it is */
	(void)!mc_minute_parse(line->open, &own.from, NULL);
	(void)!mc_minute_parse(line->close, &own.to, NULL);
	return own;
}

enum mc_opening mc_opening_by_hours(
	const struct mc_hours *today, const struct mc_line *line, mc_time at) {
	struct mc_hours own = { 1, { mc_line_session(today, line) } };

	if (!mc_hours_hold(today, mc_minute_of(at))) {
		return MC_OPENING_OFFICE;
	}
	return mc_hours_hold(&own, mc_minute_of(at)) ? MC_OPENING_YES : MC_OPENING_LINE;
}

int mc_line_next_number(const struct mc_line *line) {
	return line->last_number >= line->first ? line->last_number + 1 : line->first;
}

enum mc_opening mc_opening_by_numbers(const struct mc_line *line) {
	int next = mc_line_next_number(line);

	if (line->daily_quota > 0 && line->given >= line->daily_quota) {
		return MC_OPENING_QUOTA;
	}
	if ((line->last > 0 && next > line->last) || next > MC_TICKET_NUMBER_MAX) {
		return MC_OPENING_RANGE;
	}
	return MC_OPENING_YES;
}

enum mc_opening mc_opening_of(
	const struct mc_hours *today, const struct mc_line *line, mc_time at) {
	enum mc_opening opening = mc_opening_by_hours(today, line, at);

	return opening == MC_OPENING_YES ? mc_opening_by_numbers(line) : opening;
}

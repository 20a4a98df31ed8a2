/*
 * Office hours as text: the sessions of a day, and the days of a week. What is
 * written here is what settings hold and what an administrator types.
 */
#include "core/time/calendar.h"
#include <string.h>

#define DAYS 7
#define TEXT_MAX 200

struct day_name {
	const char *vietnamese;
	const char *english;
};

static const struct day_name day_names[DAYS] = {
	[MC_MONDAY] = { "T2", "mon" },
	[MC_TUESDAY] = { "T3", "tue" },
	[MC_WEDNESDAY] = { "T4", "wed" },
	[MC_THURSDAY] = { "T5", "thu" },
	[MC_FRIDAY] = { "T6", "fri" },
	[MC_SATURDAY] = { "T7", "sat" },
	[MC_SUNDAY] = { "CN", "sun" },
};

/*
 * Cuts the next piece off *rest at `separator`, without blanks around it.
 * Returns false when nothing is left.
 */
static bool next_piece(char **rest, char separator, char **ret_piece) {
	char *piece = *rest;
	char *end;
	size_t len;

	if (piece == NULL) {
		return false;
	}
	end = strchr(piece, separator);
	*rest = end != NULL ? end + 1 : NULL;
	if (end != NULL) {
		*end = '\0';
	}
	piece += strspn(piece, " ");
	len = strlen(piece);
	while (len > 0 && piece[len - 1] == ' ') {
		piece[--len] = '\0';
	}
	*ret_piece = piece;
	return true;
}

static enum mc_status parse_session(char *text, struct mc_span *ret_session, struct mc_error *err) {
	char whole[TEXT_MAX];
	char *rest = text;
	char *from;
	char *to;
	struct mc_span session;

	mc_copy(whole, sizeof whole, text);
	if (!next_piece(&rest, '-', &from) || !next_piece(&rest, '-', &to) || rest != NULL ||
		mc_minute_parse(from, &session.from, NULL) != MC_OK ||
		(strcmp(to, "24:00") != 0 && mc_minute_parse(to, &session.to, NULL) != MC_OK)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a session: write opening and closing as 07:30-11:30."),
			whole);
	}
	if (strcmp(to, "24:00") == 0) {
		session.to = MC_DAY_MINUTES;
	}
	if (session.from >= session.to) {
		return mc_fail(
			err, MC_INVALID, N_("The session %s closes before it opens."), whole);
	}
	*ret_session = session;
	return MC_OK;
}

/* `text` is taken apart in place. */
static enum mc_status parse_hours(char *text, struct mc_hours *ret_hours, struct mc_error *err) {
	struct mc_hours hours = { 0 };
	char *rest = text[strspn(text, " ")] != '\0' ? text : NULL;
	char *piece;

	while (next_piece(&rest, ',', &piece)) {
		struct mc_span session;
		enum mc_status status = parse_session(piece, &session, err);

		if (status != MC_OK) {
			return status;
		}
		if (hours.count == MC_SESSIONS_MAX) {
			return mc_fail(err, MC_INVALID,
				N_("A day has at most %d sessions: join some of them."),
				MC_SESSIONS_MAX);
		}
		if (hours.count > 0 && session.from < hours.session[hours.count - 1].to) {
			char opening[MC_DAY_TEXT_SIZE];

			mc_minute_format(session.from, opening);
			return mc_fail(err, MC_INVALID,
				N_("The session from %s begins before the one in front of it "
				   "ends."),
				opening);
		}
		hours.session[hours.count++] = session;
	}
	*ret_hours = hours;
	return MC_OK;
}

static enum mc_status copy_text(const char *text, char out[TEXT_MAX], struct mc_error *err) {
	if (!mc_copy(out, TEXT_MAX, text)) {
		return mc_fail(err, MC_INVALID, N_("Office hours are longer than %d bytes."),
			TEXT_MAX - 1);
	}
	return MC_OK;
}

enum mc_status mc_hours_parse(const char *text, struct mc_hours *ret_hours, struct mc_error *err) {
	char copy[TEXT_MAX];
	enum mc_status status = copy_text(text, copy, err);

	return status == MC_OK ? parse_hours(copy, ret_hours, err) : status;
}

void mc_hours_format(const struct mc_hours *hours, struct mc_str *out) {
	for (int i = 0; i < hours->count; i++) {
		char from[MC_DAY_TEXT_SIZE];
		char to[MC_DAY_TEXT_SIZE];

		mc_minute_format(hours->session[i].from, from);
		mc_minute_format(hours->session[i].to, to);
		mc_str_addf(out, "%s%s-%s", i > 0 ? "," : "", from, to);
	}
}

static bool find_day(const char *name, int *ret_day) {
	for (int day = 0; day < DAYS; day++) {
		if (mc_same(name, day_names[day].vietnamese) ||
			mc_same(name, day_names[day].english)) {
			*ret_day = day;
			return true;
		}
	}
	return false;
}

/* "T2-T6" or "T7" as a range of days, both included. */
static enum mc_status parse_days(char *text, int *ret_first, int *ret_last, struct mc_error *err) {
	char whole[TEXT_MAX];
	char *rest = text;
	char *first;
	char *last;

	mc_copy(whole, sizeof whole, text);
	next_piece(&rest, '-', &first);
	if (!next_piece(&rest, '-', &last)) {
		last = first;
	}
	if (rest != NULL || !find_day(first, ret_first) || !find_day(last, ret_last) ||
		*ret_first > *ret_last) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” names no days: write T2-T6, T7, CN, or mon-fri, sat, sun."),
			whole);
	}
	return MC_OK;
}

/* One group, "T2-T6 07:30-11:30,13:30-17:00"; *named is the set of days seen so far. */
static enum mc_status parse_group(
	char *group, struct mc_hours week[DAYS], unsigned *named, struct mc_error *err) {
	char *blank = strchr(group, ' ');
	char *rest = blank != NULL ? blank + 1 : NULL;
	struct mc_hours hours = { 0 };
	int first = 0;
	int last = 0;
	enum mc_status status;

	if (blank != NULL) {
		*blank = '\0';
	}
	status = parse_days(group, &first, &last, err);
	if (status == MC_OK && rest != NULL) {
		status = parse_hours(rest, &hours, err);
	}
	for (int day = first; status == MC_OK && day <= last; day++) {
		if (*named & 1u << day) {
			return mc_fail(err, MC_INVALID, N_("The day %s is named twice."),
				day_names[day].vietnamese);
		}
		*named |= 1u << day;
		week[day] = hours;
	}
	return status;
}

static bool begins_with_digit(const char *text) {
	text += strspn(text, " ");
	return *text >= '0' && *text <= '9';
}

enum mc_status mc_week_parse(const char *text, struct mc_hours ret_week[7], struct mc_error *err) {
	struct mc_hours week[DAYS] = { 0 };
	char copy[TEXT_MAX];
	char *rest = copy;
	char *group;
	unsigned named = 0;
	enum mc_status status = copy_text(text, copy, err);

	if (status == MC_OK && begins_with_digit(copy)) {
		status = parse_hours(copy, &week[MC_MONDAY], err);
		for (int day = MC_TUESDAY; day <= MC_FRIDAY; day++) {
			week[day] = week[MC_MONDAY];
		}
		rest = NULL;
	}
	while (status == MC_OK && next_piece(&rest, ';', &group)) {
		status = parse_group(group, week, &named, err);
	}
	if (status == MC_OK) {
		memcpy(ret_week, week, sizeof week);
	}
	return status;
}

static bool same_hours(const struct mc_hours *a, const struct mc_hours *b) {
	bool same = a->count == b->count;

	for (int i = 0; same && i < a->count; i++) {
		same = a->session[i].from == b->session[i].from &&
		       a->session[i].to == b->session[i].to;
	}
	return same;
}

void mc_week_format(const struct mc_hours week[7], struct mc_str *out) {
	const char *between = "";

	for (int first = 0, last; first < DAYS; first = last + 1) {
		last = first;
		while (last + 1 < DAYS && same_hours(&week[first], &week[last + 1])) {
			last++;
		}
		if (week[first].count == 0) {
			continue;
		}
		mc_str_addf(out, "%s%s", between, day_names[first].vietnamese);
		if (last > first) {
			mc_str_addf(out, "-%s", day_names[last].vietnamese);
		}
		mc_str_add_char(out, ' ');
		mc_hours_format(&week[first], out);
		between = "; ";
	}
}

/*
 * Counting dossiers: see tally.h.
 *
 * Everything rests on mc_tally_classify(). It gives each life exactly one class
 * in a period and asks only for the days of acceptance and end to tell received,
 * carried over, ended and pending apart; so the identities between the columns
 * hold for any lives, however odd, and a period ends as the next one begins.
 */
#include "core/tally.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

struct mc_tally_rules mc_tally_default(void) {
	return (struct mc_tally_rules){
		.judge = MC_JUDGE_LAWFUL,
		.withdrawn = MC_NO_RESULT_ON_TIME,
		.stopped = MC_NO_RESULT_BY_DATE,
		.paused_by_date = false,
	};
}

static mc_time due_by(const struct mc_life *life, enum mc_judge judge) {
	switch (judge) {
	case MC_JUDGE_ORIGINAL: return life->original_due_at;
	case MC_JUDGE_CURRENT: return life->due_at;
	case MC_JUDGE_LAWFUL:
	case MC_JUDGE_COUNT: break;
	}
	return life->lawful_due_at;
}

/* <0, 0, >0: `day` is before, on or after the due day. Without a due date nothing is late. */
static int compare_due(const struct mc_life *life, enum mc_judge judge, mc_day day) {
	mc_time due = due_by(life, judge);
	mc_day due_day = mc_day_of(due);

	return due == 0 ? 0 : (day > due_day) - (day < due_day);
}

/* Whether the life has ended by `day`; *ret_day is its last day, never before its first. */
static bool has_ended(const struct mc_life *life, mc_day day, mc_day *ret_day) {
	mc_day first = mc_day_of(life->accepted_at);

	if (life->end == MC_END_NONE || life->ended_at == 0) {
		return false;
	}
	*ret_day = mc_day_of(life->ended_at);
	if (life->accepted_at != 0 && *ret_day < first) {
		*ret_day = first;
	}
	return *ret_day <= day;
}

/* A mistaken entry stands with the period in which it was entered. */
static enum mc_tally_class classify_void(const struct mc_life *life, struct mc_period period) {
	mc_day day = mc_day_of(life->accepted_at != 0 ? life->accepted_at : life->submitted_at);

	return day >= period.from && day <= period.to ? MC_CLASS_VOID : MC_CLASS_OUTSIDE;
}

/* States 1 and 3: filings that were never accepted. */
static enum mc_tally_class classify_apart(const struct mc_life *life, struct mc_period period) {
	mc_day ended;

	if (has_ended(life, period.to, &ended)) {
		return ended >= period.from ? MC_CLASS_REFUSED : MC_CLASS_OUTSIDE;
	}
	return mc_day_of(life->submitted_at) <= period.to ? MC_CLASS_AWAITING : MC_CLASS_OUTSIDE;
}

static enum mc_tally_class classify_ended(
	const struct mc_life *life, mc_day ended, const struct mc_tally_rules *rules) {
	enum mc_no_result placed = MC_NO_RESULT_BY_DATE;
	int order = compare_due(life, rules->judge, ended);

	if (life->end == MC_END_WITHDRAWN || life->end == MC_END_REFUSED) {
		placed = rules->withdrawn;
	} else if (life->end == MC_END_STOPPED) {
		placed = rules->stopped;
	}
	if (placed == MC_NO_RESULT_ON_TIME || order == 0) {
		return MC_CLASS_ON_TIME;
	}
	return order < 0 ? MC_CLASS_EARLY : MC_CLASS_LATE;
}

struct mc_tally_mark mc_tally_classify(
	const struct mc_life *life, struct mc_period period, const struct mc_tally_rules *rules) {
	struct mc_tally_mark mark = {
		.online = life->channel == MC_CHANNEL_ONLINE,
		.postal = life->channel == MC_CHANNEL_POSTAL,
		.unknown = life->channel == MC_CHANNEL_UNKNOWN,
	};
	mc_day accepted = mc_day_of(life->accepted_at), ended;

	if (life->end == MC_END_VOID) {
		mark.class = classify_void(life, period);
		return mark;
	}
	if (life->accepted_at == 0) {
		mark.class = classify_apart(life, period);
		return mark;
	}
	mark.carried = accepted < period.from;
	if (accepted > period.to) {
		mark.class = MC_CLASS_OUTSIDE;
	} else if (has_ended(life, period.to, &ended)) {
		mark.end = life->end;
		mark.class =
			ended < period.from ? MC_CLASS_OUTSIDE : classify_ended(life, ended, rules);
	} else {
		bool running = rules->today != 0 && rules->today < period.to;
		bool late = compare_due(life, rules->judge, running ? rules->today : period.to) > 0;

		mark.paused = life->paused;
		mark.class = late && (!life->paused || rules->paused_by_date) ? MC_CLASS_OVERDUE
									      : MC_CLASS_PENDING;
	}
	mark.apology = (mark.class == MC_CLASS_LATE || mark.class == MC_CLASS_OVERDUE) &&
		       life->apology_at != 0 && mc_day_of(life->apology_at) <= period.to;
	return mark;
}

/* The columns (8) … (10), (12) and (13) by class; 0 where a class is in no column. */
static const int column_of[] = {
	[MC_CLASS_OUTSIDE] = 0,
	[MC_CLASS_AWAITING] = 0,
	[MC_CLASS_REFUSED] = 0,
	[MC_CLASS_VOID] = 0,
	[MC_CLASS_EARLY] = 8,
	[MC_CLASS_ON_TIME] = 9,
	[MC_CLASS_LATE] = 10,
	[MC_CLASS_PENDING] = 12,
	[MC_CLASS_OVERDUE] = 13,
};

static void add_notes(struct mc_tally_row *row, const struct mc_tally_mark *mark) {
	bool late = mark->class == MC_CLASS_LATE, overdue = mark->class == MC_CLASS_OVERDUE;

	row->notes[MC_NOTE_POSTAL] += mark->postal && !mark->carried;
	row->notes[MC_NOTE_RESIDUAL] += mark->unknown && !mark->carried;
	row->notes[MC_NOTE_WITHDRAWN] += mark->end == MC_END_WITHDRAWN;
	row->notes[MC_NOTE_STOPPED] += mark->end == MC_END_STOPPED;
	row->notes[MC_NOTE_SENT_BACK] += mark->end == MC_END_REFUSED;
	row->notes[MC_NOTE_PAUSED] += mark->paused;
	row->notes[MC_NOTE_LATE_APOLOGY] += late && mark->apology;
	row->notes[MC_NOTE_LATE_NO_APOLOGY] += late && !mark->apology;
	row->notes[MC_NOTE_OVERDUE_APOLOGY] += overdue && mark->apology;
	row->notes[MC_NOTE_OVERDUE_NO_APOLOGY] += overdue && !mark->apology;
}

void mc_tally_row_add(struct mc_tally_row *row, const struct mc_tally_mark *mark) {
	int column = column_of[mark->class];

	row->notes[MC_NOTE_AWAITING] += mark->class == MC_CLASS_AWAITING;
	row->notes[MC_NOTE_REFUSED] += mark->class == MC_CLASS_REFUSED;
	row->notes[MC_NOTE_VOID] += mark->class == MC_CLASS_VOID;
	if (column == 0) {
		return;
	}
	row->c[3]++;
	if (mark->carried || !mark->unknown) {
		row->c[mark->carried ? 6 : mark->online ? 4 : 5]++;
	}
	row->c[column <= 10 ? 7 : 11]++;
	row->c[column]++;
	add_notes(row, mark);
}

void mc_tally_row_sum(struct mc_tally_row *total, const struct mc_tally_row *row) {
	for (size_t i = 0; i < MC_TALLY_COLUMNS; i++) {
		total->c[i] += row->c[i];
	}
	for (size_t i = 0; i < MC_NOTE_COUNT; i++) {
		total->notes[i] += row->notes[i];
	}
}

void mc_tally_begin(struct mc_tally *tally, struct mc_arena *arena, struct mc_period period,
	const struct mc_tally_rules *rules) {
	*tally = (struct mc_tally){ .arena = arena, .period = period, .rules = *rules };
}

static struct mc_tally_row *row_for(struct mc_tally *tally, const char *field) {
	struct mc_tally_row *row;

	if (tally->count > 0 && strcmp(tally->rows[tally->last].field, field) == 0) {
		return &tally->rows[tally->last];
	}
	for (size_t i = 0; i < tally->count; i++) {
		if (strcmp(tally->rows[i].field, field) == 0) {
			tally->last = i;
			return &tally->rows[i];
		}
	}
	tally->last = tally->count;
	row = MC_ARENA_NEXT(tally->arena, tally->rows, tally->count, tally->cap);
	*row = (struct mc_tally_row){ .field = mc_arena_text(tally->arena, field) };
	return row;
}

/* The same life judged by each of the three dates; mostly they are one date. */
static void add_judged(
	struct mc_tally *tally, const struct mc_life *life, const struct mc_tally_mark *official) {
	struct mc_tally_rules rules = tally->rules;

	if (life->original_due_at == life->lawful_due_at && life->due_at == life->lawful_due_at) {
		mc_tally_row_add(&tally->total, official);
		return;
	}
	for (int judge = 0; judge < MC_JUDGE_COUNT; judge++) {
		struct mc_tally_mark mark;

		rules.judge = (enum mc_judge)judge;
		mark = mc_tally_classify(life, tally->period, &rules);
		mc_tally_row_add(&tally->judged[judge], &mark);
	}
}

void mc_tally_add(struct mc_tally *tally, const struct mc_life *life) {
	struct mc_tally_mark mark = mc_tally_classify(life, tally->period, &tally->rules);

	if (mark.class == MC_CLASS_VOID) {
		mc_tally_row_add(&tally->total, &mark); /* no field has a row for what never was */
	} else if (mark.class != MC_CLASS_OUTSIDE) {
		mc_tally_row_add(row_for(tally, life->field == NULL ? "" : life->field), &mark);
		add_judged(tally, life, &mark);
	}
}

static int compare_fields(const void *a, const void *b) {
	const struct mc_tally_row *left = a, *right = b;

	return mc_text_order(left->field, right->field);
}

void mc_tally_finish(struct mc_tally *tally) {
	if (tally->count > 1) {
		qsort(tally->rows, tally->count, sizeof *tally->rows, compare_fields);
	}
	tally->last = 0;
	/* Until now the total held only the lives whose three dates are one. */
	for (int judge = 0; judge < MC_JUDGE_COUNT; judge++) {
		mc_tally_row_sum(&tally->judged[judge], &tally->total);
	}
	tally->total = tally->judged[tally->rules.judge];
}

static const char *name_of(const struct mc_tally_row *row) {
	return row->field == NULL ? "*" : row->field;
}

const struct mc_tally_identity mc_tally_identities[] = {
	{ 3, { 4, 5, 6 }, true },
	{ 7, { 8, 9, 10 }, false },
	{ 11, { 12, 13 }, false },
	{ 3, { 7, 11 }, false },
};

enum mc_status mc_tally_check_row(const struct mc_tally_row *row, struct mc_error *err) {
	for (size_t i = 0; i < MC_TALLY_IDENTITIES; i++) {
		const struct mc_tally_identity *identity = &mc_tally_identities[i];
		const int *part = identity->parts;
		int64_t sum = identity->residual ? row->notes[MC_NOTE_RESIDUAL] : 0;

		for (; *part != 0; part++) {
			sum += row->c[*part];
		}
		if (sum != row->c[identity->whole]) {
			return mc_fail(err, MC_DAMAGED,
				N_("The report is not consistent: in field “%s” column (%d) is "
				   "%lld, but its parts from column (%d) on add up to %lld."),
				name_of(row), identity->whole, (long long)row->c[identity->whole],
				identity->parts[0], (long long)sum);
		}
	}
	return MC_OK;
}

enum mc_status mc_tally_check_total(const struct mc_tally_row *rows, size_t count,
	const struct mc_tally_row *total, struct mc_error *err) {
	struct mc_tally_row sum = { .field = NULL };

	for (size_t i = 0; i < count; i++) {
		mc_tally_row_sum(&sum, &rows[i]);
	}
	for (int i = 3; i < MC_TALLY_COLUMNS; i++) {
		if (sum.c[i] != total->c[i]) {
			return mc_fail(err, MC_DAMAGED,
				N_("The report is not consistent: the total of column (%d) is "
				   "%lld, but its rows add up to %lld."),
				i, (long long)total->c[i], (long long)sum.c[i]);
		}
	}
	return MC_OK;
}

int mc_tally_rate(int64_t part, int64_t whole) {
	return whole <= 0 ? 0 : (int)((part * 20000 + whole) / (2 * whole));
}

void mc_tally_day_add(
	struct mc_tally_day *slip, const struct mc_life *life, mc_day day, enum mc_judge judge) {
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_tally_mark mark;

	rules.judge = judge;
	mark = mc_tally_classify(life, (struct mc_period){ day, day }, &rules);
	if (column_of[mark.class] == 0) {
		return;
	}
	slip->carried += mark.carried;
	slip->received += !mark.carried;
	if (mark.end == MC_END_RESOLVED) {
		slip->on_time += mark.class != MC_CLASS_LATE;
		slip->late += mark.class == MC_CLASS_LATE;
	} else if (mark.end != MC_END_NONE) {
		slip->sent_back++;
	} else if (mark.paused) {
		slip->waiting++;
	} else if (mark.class == MC_CLASS_OVERDUE) {
		slip->overdue++;
	} else if (due_by(life, judge) != 0 && mc_day_of(due_by(life, judge)) == day) {
		slip->due_today++;
	} else {
		slip->in_time++;
	}
}

enum mc_status mc_tally_check_day(const struct mc_tally_day *slip, struct mc_error *err) {
	int64_t there = slip->carried + slip->received;
	int64_t told = slip->on_time + slip->late + slip->sent_back + slip->in_time +
		       slip->due_today + slip->overdue + slip->waiting;

	if (there != told) {
		return mc_fail(err, MC_DAMAGED,
			N_("The slip of the day is not consistent: %lld dossiers were there, but "
			   "%lld are told apart."),
			(long long)there, (long long)told);
	}
	return MC_OK;
}

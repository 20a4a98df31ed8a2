/*
 * Counting dossiers: the periodic report and the daily slip, as pure functions.
 *
 * Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP; domain notes §5) divides the
 * dossiers of a period into received and carried over, resolved early, on time
 * and late, and pending. What is counted is a *life*: one dossier as known on
 * the date of the report and as it stood at the end of the period. Undone steps
 * are gone from it, pauses and extensions are folded into its due dates.
 *
 * Lateness is a matter of calendar days, never of minutes, and is judged on the
 * day the result was ready, not on the day somebody collected it (§0.7).
 */
#ifndef MC_CORE_TALLY_H
#define MC_CORE_TALLY_H

#include "base/arena.h"
#include "core/history.h"

/* Both days belong to the period. `from` ≤ `to`. */
struct mc_period {
	mc_day from, to;
};

/*
 * One dossier. Instants are 0 where they have not happened. An end after the
 * period is as good as none; but a mistaken entry was none from its first day on,
 * whenever that was found. A dossier that was never accepted (states 1 and 3)
 * has accepted_at 0 and is counted apart, in no column.
 */
struct mc_life {
	const char *field; /* lĩnh vực; NULL and "" are one row of their own */
	enum mc_channel channel;
	mc_time submitted_at; /* of a filing; for those counted apart */
	mc_time accepted_at;
	enum mc_end end;
	mc_time ended_at; /* resolved, withdrawn, stopped or refused; not when it was collected */
	mc_time original_due_at, lawful_due_at, due_at; /* at its end or the period's; 0: none */
	mc_time apology_at;
	bool paused; /* awaiting supplement or payment at the end of the period */
};

/* By which of the three due dates lateness is judged (§11.4). */
enum mc_judge {
	MC_JUDGE_LAWFUL, /* the official report: no extensions */
	MC_JUDGE_ORIGINAL,
	MC_JUDGE_CURRENT,
	MC_JUDGE_COUNT
};

/* Where a dossier that ended without a result stands among (8), (9) and (10). */
enum mc_no_result {
	MC_NO_RESULT_ON_TIME, /* (9), as Thanh Hóa's own form does */
	MC_NO_RESULT_BY_DATE, /* by the day it ended, as a resolved one */
};

/* The settings of a report; all zero but `stopped` is the default, mc_tally_default(). */
struct mc_tally_rules {
	enum mc_judge judge;
	enum mc_no_result withdrawn; /* and sent back. Default ON_TIME (§11.2) */
	enum mc_no_result stopped; /* default BY_DATE: a decision, as 9 and 10 (§5.1) */
	bool paused_by_date; /* paused ones may be overdue; default: in time, (12) (§11.2) */
	/*
	 * Not 0: what is pending is judged on this day where the period ends later. A report of
	 * a month that still runs must not call a dossier overdue before its day has come.
	 */
	mc_day today;
};

struct mc_tally_rules mc_tally_default(void);

/* Where one dossier stands in a period. */
enum mc_tally_class {
	MC_CLASS_OUTSIDE, /* not yet there, or ended before the period */
	MC_CLASS_AWAITING, /* apart: filed, not accepted at the end of the period */
	MC_CLASS_REFUSED, /* apart: refused in the period, never accepted */
	MC_CLASS_VOID, /* apart: entered in the period by mistake */
	MC_CLASS_EARLY,
	MC_CLASS_ON_TIME,
	MC_CLASS_LATE,
	MC_CLASS_PENDING,
	MC_CLASS_OVERDUE,
};

struct mc_tally_mark {
	enum mc_tally_class class;
	bool carried; /* accepted before the period */
	bool online;
	bool postal;
	bool unknown; /* nobody knows how it came */
	enum mc_end end; /* NONE while pending */
	bool paused; /* pending and paused */
	bool apology; /* late or overdue, and an apology was sent by the end of the period */
};

struct mc_tally_mark mc_tally_classify(
	const struct mc_life *life, struct mc_period period, const struct mc_tally_rules *rules);

/* What the notes under a report name beside the columns. */
enum mc_tally_note {
	MC_NOTE_POSTAL, /* part of (5) that came by post */
	MC_NOTE_WITHDRAWN, /* parts of (7) without a result */
	MC_NOTE_STOPPED,
	MC_NOTE_SENT_BACK,
	MC_NOTE_PAUSED, /* part of (11) */
	MC_NOTE_LATE_APOLOGY, /* the two parts of (10) */
	MC_NOTE_LATE_NO_APOLOGY,
	MC_NOTE_OVERDUE_APOLOGY, /* the two parts of (13) */
	MC_NOTE_OVERDUE_NO_APOLOGY,
	MC_NOTE_AWAITING, /* in no column */
	MC_NOTE_REFUSED, /* in no column */
	MC_NOTE_VOID, /* in no column and no field's row */
	MC_NOTE_RESIDUAL, /* part of (3) in none of (4) to (6): by no known channel */
	MC_NOTE_COUNT
};

/* One row. c[3] … c[13] are the columns by their printed numbers; c[0] … c[2] stay 0. */
#define MC_TALLY_COLUMNS 14
struct mc_tally_row {
	const char *field;
	int64_t c[MC_TALLY_COLUMNS];
	int64_t notes[MC_NOTE_COUNT];
};

void mc_tally_row_add(struct mc_tally_row *row, const struct mc_tally_mark *mark);
void mc_tally_row_sum(struct mc_tally_row *total, const struct mc_tally_row *row);

/*
 * A whole report: a row per field in Vietnamese order, and the total.
 * Lives are added one by one in any order; names of fields are copied into the
 * arena. mc_tally_finish() sorts the rows and adds up the totals; only then rows,
 * count, total and judged are read.
 */
struct mc_tally {
	struct mc_arena *arena;
	struct mc_period period;
	struct mc_tally_rules rules;
	struct mc_tally_row *rows;
	size_t count, cap;
	size_t last; /* row of the life before: lives mostly come sorted */
	struct mc_tally_row total; /* field NULL */
	struct mc_tally_row judged[MC_JUDGE_COUNT]; /* the total, had it been judged by each date */
};

void mc_tally_begin(struct mc_tally *tally, struct mc_arena *arena, struct mc_period period,
	const struct mc_tally_rules *rules);
void mc_tally_add(struct mc_tally *tally, const struct mc_life *life);
void mc_tally_finish(struct mc_tally *tally);

/* The identities between the columns of every row (§5.2). */
#define MC_TALLY_IDENTITIES 4
struct mc_tally_identity {
	int whole;
	int parts[4]; /* ended by 0 */
	bool residual; /* the note of that name is a part too */
};
extern const struct mc_tally_identity mc_tally_identities[MC_TALLY_IDENTITIES];

/*
 * What every report must fulfil: the identities in each row, and each total the sum
 * of its rows. MC_DAMAGED names the field, the columns and both sums.
 */
MC_CHECKED enum mc_status mc_tally_check_row(const struct mc_tally_row *row, struct mc_error *err);
MC_CHECKED enum mc_status mc_tally_check_total(const struct mc_tally_row *rows, size_t count,
	const struct mc_tally_row *total, struct mc_error *err);

/* Hundredths of a percent, rounded half up: 132410 of 133555 is 9914 (“99,14 %”). 0 of 0 is 0. */
int mc_tally_rate(int64_t part, int64_t whole);

/*
 * The counter's slip of one day (§5.3): carried + received = on time + late +
 * sent back + in time + due today + overdue + waiting. Sent back are all that
 * ended without a result; waiting are the paused ones.
 */
struct mc_tally_day {
	int64_t carried, received;
	int64_t on_time, late, sent_back;
	int64_t in_time, due_today, overdue, waiting;
};

void mc_tally_day_add(
	struct mc_tally_day *slip, const struct mc_life *life, mc_day day, enum mc_judge judge);

/* The slip's identity; MC_DAMAGED names both sums. */
MC_CHECKED enum mc_status mc_tally_check_day(const struct mc_tally_day *slip, struct mc_error *err);

#endif

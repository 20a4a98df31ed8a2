/*
 * The reports as sheets, and their notes as names and numbers. Words and order of
 * columns of Biểu II.06a are those of Thông tư 01/2020/TT-VPCP (domain notes §5.2).
 */
#ifndef MC_PAPER_REPORTS_H
#define MC_PAPER_REPORTS_H

#include "core/tally.h"
#include "paper/sheet.h"

/* Who reports, to whom, and what the figures rest on. Texts may be NULL or "". */
struct mc_report_head {
	const char *office, *superior;
	const char *field, *unit; /* of a report that is not of everything */
	mc_day as_of;
	bool practice;
};

/* Within 132 columns up to 9,999,999 dossiers; beyond that the frame is as wide as its numbers. */
#define MC_REPORT_WIDTH 132
void mc_report_06a(const struct mc_tally *tally, const struct mc_report_head *head,
	struct mc_arena *arena, struct mc_sheet *ret_sheet);

/* The slip of one day as a list, and of several as a row a day. Within 80 columns. */
#define MC_REPORT_SLIP_WIDTH 80
void mc_report_day(const struct mc_tally_day *slip, mc_day day, const struct mc_report_head *head,
	struct mc_arena *arena, struct mc_sheet *ret_sheet);
void mc_report_days(const struct mc_tally_day *slips, size_t count, mc_day from,
	const struct mc_report_head *head, struct mc_arena *arena, struct mc_sheet *ret_sheet);

/* The numbers of a slip by name, in the order of mc_report_days(). */
#define MC_SLIP_COUNT 9
struct mc_slip_number {
	const char *key; /* "carried" … */
	int64_t number;
};
void mc_report_slip_numbers(
	const struct mc_tally_day *slip, struct mc_slip_number ret_numbers[MC_SLIP_COUNT]);

/* "postal", "withdrawn" …: a note's name in CSV and JSON. */
const char *mc_report_note_key(enum mc_tally_note note);
/* "original", "lawful", "current". */
const char *mc_report_judge_key(enum mc_judge judge);

/* The nth of mc_tally_identities with its figures: "(3) = (4) + (5) + (6): 11 = 4 + 5 + 2"; "+ khác" with what came by no known channel. */
const char *mc_report_identity(const struct mc_tally_row *row, size_t nth, struct mc_arena *arena);

#endif

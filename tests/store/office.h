/*
 * A small practice office in a temporary folder, for the tests of the store: two
 * lines with numbers to spare, one with few, one with a quota; three desks; a
 * person for every role; three procedures; two days off.
 *
 * Acts are made by act_…(), whose `now` is the office's own clock: it stands still
 * until a test moves it, so that every run writes the same instants.
 */
#ifndef MC_TESTS_STORE_OFFICE_H
#define MC_TESTS_STORE_OFFICE_H

#include "base/arena.h"
#include "cmocka_all.h"
#include <motcua/store.h>

struct office {
	char dir[96];
	struct mc_store *store;
	struct mc_arena arena; /* of everything read and done through the helpers */
	mc_time now;
	struct mc_error err; /* of the last act */
};

/* Monday 23 November 2026, 08:00: a working morning. */
#define OFFICE_DAY mc_day_of_civil(2026, 11, 23)
#define OFFICE_MORNING mc_time_at(OFFICE_DAY, 8 * 60)

/* The procedures: five working days and 20,000 đ; within the day, free; unverified, no term. */
#define PROCEDURE_FEE "1.004873.H01"
#define PROCEDURE_FREE "2.000815.H01"
#define PROCEDURE_ODD "1.009999.H01"
#define OFFICE_FEE 20000

void office_make(struct office *office); /* set up */
void office_make_bare(struct office *office); /* founded, nothing more */
void office_finish(struct office *office); /* closes and removes it */
void office_reopen(struct office *office);
/* A second connection to the same office; the caller closes it. */
struct mc_store *office_connect(const struct office *office);

/* Lets the office hand out papers: records of a few fields, those of dossiers personal. */
void office_make_papers(struct mc_store *store);

/* The set-up rows of office_make(), static. */
const struct mc_setup_row *office_rows(size_t *ret_count);

/* ---- acts ---- */

/* Every act gets a fresh key, the office's clock and an actor who may do it. */
struct mc_act act_new(const struct office *office, enum mc_verb verb);
struct mc_act act_setup(const struct office *office, const struct mc_setup_row *rows, size_t count);
struct mc_act act_desk(
	const struct office *office, enum mc_verb verb, const char *desk, const char *reason);
struct mc_act act_issue(const struct office *office, const char *line);
struct mc_act act_next(const struct office *office, const char *desk);
struct mc_act act_call(
	const struct office *office, const char *label, const char *desk, const char *reason);
struct mc_act act_move(const struct office *office, const char *label, enum mc_ticket_move move);
/* The last act at a desk or on a ticket; the other is NULL. */
struct mc_act act_take_back(const struct office *office, const char *desk, const char *label);
struct mc_act act_accept(const struct office *office, const char *procedure, const char *owner);
struct mc_act act_dossier(
	const struct office *office, const char *code, enum mc_transition transition);
struct mc_act act_about(const struct office *office, enum mc_verb verb, const char *code,
	const char *reason); /* UNDO, READ, ERASE */
struct mc_act act_fee(const struct office *office, const char *code, const char *method);
struct mc_act act_import(
	const struct office *office, const char *code, enum mc_dossier_state state);

/* Does an act; the reason of a failure stands in office->err. */
enum mc_status office_try(
	struct office *office, const struct mc_act *act, struct mc_outcome *ret_outcome);
/* Does an act that must succeed; the test fails with its sentence. */
#define office_do(office, act) office_do_at((office), (act), __FILE__, __LINE__)
struct mc_outcome office_do_at(
	struct office *office, struct mc_act act, const char *file, int line);

/* Does an act that must fail so, with a sentence (English) that has these words. */
void office_refused(
	struct office *office, struct mc_act act, enum mc_status status, const char *words);

/* An accepted dossier brought to a state: ACCEPTED, PROCESSING, RESOLVED or RETURNED; its code. */
const char *office_dossier(
	struct office *office, const char *procedure, enum mc_dossier_state state);

/* ---- what stands ---- */

/* verify() must be without a problem; prints the findings otherwise. */
void office_expect_sound(struct office *office);
/* What line_day counts must be what the tickets are. */
void office_expect_counts(struct office *office);
/* verify() must name a problem that contains `words`. */
void office_expect_problem(struct office *office, const char *words);

/*
 * Ledger and book as text, one line a row, `ledger` with events and private rows,
 * in the arena: equal texts are equal offices.
 */
const char *office_dump(struct office *office, bool ledger);
/* The book of the queue (tickets, legs, runs, desks) but for each row's last event; in the arena. */
const char *office_queue(struct office *office);
/* One integer of a query over the store's file, past every guard. */
int64_t office_int(const struct office *office, const char *sql);
/* Whether the store's file itself refuses a statement. */
bool office_refuses(const struct office *office, const char *sql);
/* Runs statements over the store's file with the guarding triggers off: for tampering. */
void office_tamper(const struct office *office, const char *sql);

#endif

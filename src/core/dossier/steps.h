/*
 * The steps of a dossier's life. One row says everything of a step; what else has to
 * know it walks the row: the rights, the store's decision, the command
 * `motcua dossier STEP`, the dossier panel (what F2 does, the keys of further steps, the
 * questions), and the history.
 *
 * A step without a rule of its own is a row in steps.c, its sentences in po/vi.po and its
 * vector in tests/core/test_dossier.c.
 */
#ifndef MC_CORE_STEPS_H
#define MC_CORE_STEPS_H

#include "base/field.h"
#include <motcua/act.h>
#include <stdbool.h>

/* What a step makes of the three due dates. */
enum mc_due_effect {
	MC_DUE_KEEP,
	MC_DUE_FIX, /* all three are promised here, for the first time */
	MC_DUE_EXTEND, /* the current one moves to a day that is asked for */
	MC_DUE_RESUME, /* the pause ends: by the procedure's policy (enum mc_pause_policy) */
};

/* How the panel comes by a member that a step asks. */
enum mc_proposal {
	MC_PROPOSE_NOTHING, /* it is typed */
	MC_PROPOSE_OWNER, /* it is typed over the owner's name */
	MC_PROPOSE_SELF, /* somebody with cases: picked from a list; at F2 whoever works here */
	MC_PROPOSE_WISH, /* not asked: as the citizen wished when the dossier was accepted */
};

/*
 * A member of struct mc_act_dossier that a step takes. Every other member is refused, but for
 * a reason, which may be given with any step.
 */
struct mc_step_ask {
	const char *member; /* NULL ends the list */
	const char *missing; /* N_(): why nothing is done without it; NULL: it may be left out */
	enum mc_proposal proposal;
	const char *title, *hint; /* N_(): the panel's question, where it is typed */
	bool filled; /* the question is only asked where it must be answered */
};

/* A rule of the step's own, after state and time have been judged. MC_REFUSED, MC_DENIED. */
typedef enum mc_status mc_step_check(
	const struct mc_dossier_facts *facts, mc_time at, struct mc_error *err);

#define MC_STEP_ASKS 4 /* members at most, and the end */

struct mc_dossier_step {
	unsigned from; /* bits of states, and MC_FROM_DRAFT */
	int to; /* a state, or MC_STEP_STAYS */
	enum mc_clock clock;
	enum mc_due_effect due;
	const char *form; /* the paper that goes with it: "mau-01"; NULL: none */
	bool later; /* not offered yet: refused however it is asked for */
	bool hands_over; /* to a case officer, who confirms it */
	enum mc_verb own; /* a verb of its own does it; SETUP, which is 0: DOSSIER_MOVE does */
	struct mc_step_ask asks[MC_STEP_ASKS];
	mc_step_check *check;

	unsigned roles; /* MC_ROLE_BIT: who may */
	const char *only; /* N_(): to everybody else; %s: who may, by name */

	const char
		*command; /* N_(): help of `motcua dossier STEP`; NULL: another command does it */
	const char *history; /* N_(): what happened */
	const char *next; /* N_(): what F2 does, where it is the next step; NULL: it is not */
	struct {
		const char *keys; /* "t"; NULL: F2 or a command takes it, no key of its own */
		const char *help; /* N_() */
	} panel;
	const char *done; /* N_(), %s: code; NULL: “the step is saved” says it */
};

#define MC_STEP_STAYS (-1)
#define MC_FROM_DRAFT (1u << 11) /* not in the book yet */

const struct mc_dossier_step *mc_dossier_step(enum mc_transition transition);

/* By the name that stands in events; NULL: no transition. */
const struct mc_dossier_step *mc_dossier_step_named(const char *name);

/* Whether the step leads on from the state. */
bool mc_step_leads_from(const struct mc_dossier_step *step, enum mc_dossier_state state);

/* The step that F2 takes in a state; NULL: none. */
const struct mc_dossier_step *mc_step_next(enum mc_dossier_state state);

enum mc_transition mc_step_transition(const struct mc_dossier_step *step);

/* The verb that takes the step. */
enum mc_verb mc_step_verb(const struct mc_dossier_step *step);

/* The field (core/act/fields.h) of a member; NULL: the request has no such member. */
const struct mc_field *mc_step_member(const char *name);

/* What the step asks of a member; NULL: nothing. */
const struct mc_step_ask *mc_step_ask(const struct mc_dossier_step *step, const char *member);

/* MC_INVALID, naming it: a member is given that the step does not ask. */
MC_CHECKED enum mc_status mc_step_refuse_others(const struct mc_dossier_step *step,
	const struct mc_act_dossier *request, struct mc_error *err);

/* MC_INVALID, naming it: a member is not given that the step cannot do without. */
MC_CHECKED enum mc_status mc_step_demand(const struct mc_dossier_step *step,
	const struct mc_act_dossier *request, struct mc_error *err);

#endif

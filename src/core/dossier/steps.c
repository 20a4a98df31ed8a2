/*
 * The table of steps: from which states, to which, what each does to clock and due
 * dates, what it asks, who may, the paper that goes with it, and its words. The numbers
 * T1–T18 are those of the domain notes §3.2 (after Nghị định 118/2025/NĐ-CP and Thông tư
 * 03/2025/TT-VPCP, whose Phụ lục I numbers the papers; column “Who” gives the roles); T0,
 * a ticket whose dossier is being typed, leaves no trace in the book and is a draft here.
 */
#include "core/dossier/steps.h"
#include "core/act/rights.h"
#include "core/dossier/checks.h"
#include <assert.h>
#include <string.h>

#define IN(state) (1u << MC_DOSSIER_##state)
#define DRAFT MC_FROM_DRAFT
#define PAUSED (IN(AWAITING_SUPPLEMENT) | IN(AWAITING_PAYMENT))
#define UNDER_WAY (IN(ACCEPTED) | IN(PROCESSING) | PAUSED)
#define ENDED (IN(REFUSED) | IN(WITHDRAWN) | IN(STOPPED) | IN(RESOLVED) | IN(RETURNED) | IN(VOID))
#define STAYS MC_STEP_STAYS

#define HEAD MC_ROLE_BIT(MC_ROLE_HEAD)
#define CASHIER MC_ROLE_BIT(MC_ROLE_CASHIER)
#define WITH_CASES MC_ROLES_WITH_CASES
#define ON_DOSSIER MC_ROLES_ON_DOSSIER

static const struct mc_dossier_step steps[] = {
	/* An online or postal filing; to be accepted or refused within 8 working hours. */
	[MC_T_SUBMIT] = {
		.from = DRAFT,
		.to = MC_DOSSIER_SUBMITTED,
		.later = true,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may enter a filing by post or online."),
		.history = N_("filed"),
	},
	/* T1, T4: Mẫu 01 for the citizen; the control sheet Mẫu 06 then goes with the papers. */
	[MC_T_ACCEPT] = {
		.from = DRAFT | IN(SUBMITTED),
		.to = MC_DOSSIER_ACCEPTED,
		.clock = MC_CLOCK_START,
		.due = MC_DUE_FIX,
		.form = "mau-01",
		.own = MC_VERB_DOSSIER_ACCEPT,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may accept a dossier."),
		.history = N_("accepted"),
	},
	/* T2, and T9 when the supplement never came. In writing, confirmed by the head. */
	[MC_T_REFUSE] = {
		.from = DRAFT | IN(SUBMITTED) | IN(AWAITING_SUPPLEMENT),
		.to = MC_DOSSIER_REFUSED,
		.clock = MC_CLOCK_STOP,
		.form = "mau-03",
		.later = true,
		.roles = HEAD,
		.only = N_("Only %s may refuse a dossier."),
		.history = N_("not accepted"),
	},
	/* T3: papers are missing before acceptance; no clock has started. */
	[MC_T_COMPLETE] = {
		.from = DRAFT | IN(SUBMITTED),
		.to = STAYS,
		.form = "mau-02",
		.later = true,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may ask to complete a dossier."),
		.history = N_("asked to complete"),
	},
	/* T5: giver and receiver sign on the control sheet that was printed with T1. */
	[MC_T_PROCESS] = {
		.from = IN(ACCEPTED),
		.to = MC_DOSSIER_PROCESSING,
		.hands_over = true,
		.asks = { {
			.member = "to",
			.missing = N_("Name the case officer who gets the dossier (--to)."),
			.proposal = MC_PROPOSE_SELF,
		} },
		.roles = ON_DOSSIER,
		.only = N_("Only %s may hand a dossier to a case officer."),
		.command = N_("Hand a dossier to a case officer."),
		.history = N_("handed to the case officer"),
		.next = N_("F2: take it over for processing"),
		.done = N_("Dossier %s was handed over."),
	},
	[MC_T_RECEIVED] = {
		.from = IN(PROCESSING),
		.to = STAYS,
		.check = mc_check_receiver,
		.roles = WITH_CASES,
		.only = N_("Only %s may take a dossier over."),
		.command = N_("The case officer confirms having received the dossier."),
		.history = N_("taken over by the case officer"),
	},
	/* T6: another division, a co-ordinating agency, up for signature, and back. */
	[MC_T_TRANSFER] = {
		.from = IN(PROCESSING),
		.to = STAYS,
		.later = true,
		.hands_over = true,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may pass a dossier on."),
		.history = N_("passed on"),
	},
	/* T7: once, in writing, listing everything. */
	[MC_T_SUPPLEMENT] = {
		.from = IN(PROCESSING),
		.to = MC_DOSSIER_AWAITING_SUPPLEMENT,
		.clock = MC_CLOCK_PAUSE,
		.form = "mau-02",
		.later = true,
		.roles = WITH_CASES,
		.only = N_("Only %s may ask for missing papers."),
		.history = N_("missing papers asked for"),
	},
	/* T8: recorded where the citizen brings it; Mẫu 01 again, with the new date. */
	[MC_T_SUPPLIED] = {
		.from = IN(AWAITING_SUPPLEMENT),
		.to = MC_DOSSIER_PROCESSING,
		.clock = MC_CLOCK_RESUME,
		.due = MC_DUE_RESUME,
		.form = "mau-01",
		.later = true,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may note that missing papers were brought."),
		.history = N_("missing papers brought"),
	},
	/* T10, T11: taxes and land money; the notice is the tax office's own paper. */
	[MC_T_AWAIT_PAYMENT] = {
		.from = IN(PROCESSING),
		.to = MC_DOSSIER_AWAITING_PAYMENT,
		.clock = MC_CLOCK_PAUSE,
		.later = true,
		.roles = WITH_CASES,
		.only = N_("Only %s may ask for a payment."),
		.history = N_("payment asked for"),
	},
	[MC_T_PAID] = {
		.from = IN(AWAITING_PAYMENT),
		.to = MC_DOSSIER_PROCESSING,
		.clock = MC_CLOCK_RESUME,
		.due = MC_DUE_RESUME,
		.later = true,
		.roles = ON_DOSSIER | CASHIER,
		.only = N_("Only %s may note a payment."),
		.history = N_("payment proved"),
	},
	/* T12: before the date passes; the first promised date stays on record. Signs Mẫu 04. */
	[MC_T_EXTEND] = {
		.from = IN(PROCESSING),
		.to = STAYS,
		.due = MC_DUE_EXTEND,
		.form = "mau-04",
		.later = true,
		.check = mc_check_not_late,
		.roles = HEAD,
		.only = N_("Only %s may grant an extension, with an apology."),
		.history = N_("extended, with an apology"),
	},
	/* Late already: the letter alone, the due date stays (design §6). */
	[MC_T_APOLOGISE] = {
		.from = UNDER_WAY | IN(RESOLVED),
		.to = STAYS,
		.form = "mau-04",
		.later = true,
		.check = mc_check_late,
		.roles = HEAD,
		.only = N_("Only %s may make an apology for a late dossier."),
		.history = N_("apology for being late"),
	},
	/* T13: the office stops at the citizen's request; reception records, the head confirms. */
	[MC_T_WITHDRAW] = {
		.from = UNDER_WAY,
		.to = MC_DOSSIER_WITHDRAWN,
		.clock = MC_CLOCK_STOP,
		.form = "mau-05",
		.later = true,
		.roles = HEAD,
		.only = N_("Only %s may note that a dossier is withdrawn."),
		.history = N_("withdrawn"),
	},
	/* T14, and T9 when the supplement never came. */
	[MC_T_STOP] = {
		.from = IN(PROCESSING) | IN(AWAITING_SUPPLEMENT),
		.to = MC_DOSSIER_STOPPED,
		.clock = MC_CLOCK_STOP,
		.form = "mau-05",
		.later = true,
		.roles = HEAD,
		.only = N_("Only %s may stop a dossier."),
		.history = N_("stopped"),
	},
	/* T15: the result is ready at the counter; early, on time or late is fixed here. From 2
	 * too: what is resolved on the spot is never handed to a case officer (domain §3.2). */
	[MC_T_RESOLVE] = {
		.from = IN(ACCEPTED) | IN(PROCESSING),
		.to = MC_DOSSIER_RESOLVED,
		.clock = MC_CLOCK_STOP,
		.form = "ban-giao-ket-qua",
		.asks = { {
			.member = "result_no",
			.title = N_("Number of the result paper"),
			.hint = N_("For example 125/TLKS-BS; leave it empty when the result has no "
				   "number."),
		} },
		.roles = WITH_CASES,
		.only = N_("Only %s may report a result."),
		.command = N_("The result of a dossier is ready at the counter."),
		.history = N_("result ready"),
		.next = N_("F2: report that the result is ready"),
	},
	/* T16: never while a fee is open. */
	[MC_T_RETURN] = {
		.from = IN(RESOLVED),
		.to = MC_DOSSIER_RETURNED,
		.form = "bien-nhan-ket-qua",
		.asks = { {
			.member = "receiver",
			.missing = N_("Say who receives the result (--receiver)."),
			.proposal = MC_PROPOSE_OWNER,
			.title = N_("Who receives the result?"),
			.hint = N_("Full name as on the ID card shown; change it when somebody else "
				   "was sent."),
		}, {
			.member = "way",
			.proposal = MC_PROPOSE_WISH,
		} },
		.check = mc_check_no_fee_open,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may hand a result over."),
		.command = N_("Give the result of a dossier back."),
		.history = N_("result handed over"),
		.next = N_("F2: hand the result over"),
	},
	/* T17: the slip is the post's own. */
	[MC_T_POST] = {
		.from = IN(RESOLVED),
		.to = STAYS,
		.later = true,
		.roles = ON_DOSSIER,
		.only = N_("Only %s may give a result to the post."),
		.history = N_("given to the post"),
	},
	/* T18: anybody's step, at any time, with a reason; the state before is the caller's to
	 * know, and with it the clock. One's own slip of just now needs neither right nor reason. */
	[MC_T_UNDO] = {
		.from = IN(SUBMITTED) | UNDER_WAY | ENDED,
		.to = STAYS,
		.own = MC_VERB_DOSSIER_UNDO,
		.asks = { {
			.member = "reason",
			.title = N_("Why is the last step taken back?"),
			.hint = N_("A sentence for the ledger, for example: wrong dossier chosen."),
			.filled = true,
		} },
		.roles = HEAD,
		.only = N_("Only %s may take back a step of a dossier."),
		.command = N_("Undo the last step of a dossier; it stays readable, struck out."),
		.history = N_("last step undone"),
		.done = N_("Dossier %s: the last step was taken back."),
	},
	/* Ours: what should never have been entered, whatever became of it, leaves every
	 * report. Never while a receipt stands. */
	[MC_T_VOID] = {
		.from = IN(SUBMITTED) | UNDER_WAY | (ENDED & ~IN(VOID)),
		.to = MC_DOSSIER_VOID,
		.clock = MC_CLOCK_STOP,
		.asks = { {
			.member = "reason",
			.missing = N_("Say why the entry is struck as a mistake (--reason)."),
		} },
		.check = mc_check_no_receipt,
		.roles = HEAD,
		.only = N_("Only %s may strike a dossier as a mistake."),
		.command = N_("Strike a dossier that should never have been entered."),
		.history = N_("struck as a mistaken entry"),
	},
};

const struct mc_dossier_step *mc_dossier_step(enum mc_transition transition) {
	assert((size_t)transition < MC_COUNT(steps));
	return &steps[transition];
}

const struct mc_dossier_step *mc_dossier_step_named(const char *name) {
	for (size_t i = 0; i < MC_COUNT(steps); i++) {
		if (strcmp(mc_transition_name((enum mc_transition)i), name) == 0) {
			return &steps[i];
		}
	}
	return NULL;
}

enum mc_transition mc_step_transition(const struct mc_dossier_step *step) {
	return (enum mc_transition)(step - steps);
}

enum mc_verb mc_step_verb(const struct mc_dossier_step *step) {
	return step->own != MC_VERB_SETUP ? step->own : MC_VERB_DOSSIER_MOVE;
}

bool mc_step_leads_from(const struct mc_dossier_step *step, enum mc_dossier_state state) {
	return (step->from >> state & 1u) != 0;
}

/* Where two lead on, the one that comes first in the life: a dossier is handed to an officer before it is resolved. */
const struct mc_dossier_step *mc_step_next(enum mc_dossier_state state) {
	for (size_t i = 0; i < MC_COUNT(steps); i++) {
		if (steps[i].next != NULL && mc_step_leads_from(&steps[i], state)) {
			return &steps[i];
		}
	}
	return NULL;
}

enum mc_clock mc_transition_clock(enum mc_transition transition) {
	return mc_dossier_step(transition)->clock;
}

const char *mc_transition_paper(enum mc_transition transition) {
	return mc_dossier_step(transition)->form;
}

bool mc_dossier_ended(enum mc_dossier_state state) {
	return (ENDED >> state & 1u) != 0;
}

bool mc_dossier_paused(enum mc_dossier_state state) {
	return (PAUSED >> state & 1u) != 0;
}

/*
 * The life of a dossier.
 *
 * One table holds every transition: from which states, to which, what it does
 * to the processing clock, and the paper that goes with it. The numbers T1–T18
 * are those of the domain notes §3.2 (after Nghị định 118/2025/NĐ-CP and Thông tư
 * 03/2025/TT-VPCP, whose Phụ lục I numbers the papers); T0, a ticket whose
 * dossier is being typed, leaves no trace in the book and is a draft here.
 *
 * Who may do each stands in rights.c. How far the due date moves at the end of a
 * pause is the calendar's affair (due.h), not this table's.
 */
#include "base/names.h"
#include "base/str.h"
#include "core/names.h"
#include <assert.h>
#include <motcua/dossier.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

static const char *const state_names[] = {
#define X(name, number, text) [number] = text,
	MC_DOSSIER_STATE_LIST(X)
#undef X
};
const struct mc_names mc_dossier_states = MC_NAMES_OR(state_names,
	N_("There is no dossier state “%s”: it is a number from 0 to 10 or one of %s."));
static const char *const portal_names[] = {
#define X(name, number, text) [number] = text,
	MC_DOSSIER_PORTAL_STATE_LIST(X)
#undef X
};
static const struct mc_names portal_states = MC_NAMES_OR(portal_names,
	N_("There is no dossier state “%s”: it is a number from 1 to 10 or one of %s."));

/* The national portal's words (domain §3.1). */
static const char *const state_names_vi[] = {
	[MC_DOSSIER_SUBMITTED] = "Mới đăng ký",
	[MC_DOSSIER_ACCEPTED] = "Được tiếp nhận",
	[MC_DOSSIER_REFUSED] = "Không được tiếp nhận",
	[MC_DOSSIER_PROCESSING] = "Đang xử lý",
	[MC_DOSSIER_AWAITING_SUPPLEMENT] = "Yêu cầu bổ sung giấy tờ",
	[MC_DOSSIER_AWAITING_PAYMENT] = "Yêu cầu thực hiện nghĩa vụ tài chính",
	[MC_DOSSIER_WITHDRAWN] = "Công dân yêu cầu rút hồ sơ",
	[MC_DOSSIER_STOPPED] = "Dừng xử lý",
	[MC_DOSSIER_RESOLVED] = "Đã xử lý xong",
	[MC_DOSSIER_RETURNED] = "Đã trả kết quả",
	[MC_DOSSIER_VOID] = "Đã huỷ do nhập nhầm",
};
static const char *const channel_names[] = {
#define X(name, number, text) [number] = text,
	MC_CHANNEL_LIST(X)
#undef X
};
const struct mc_names mc_channels =
	MC_NAMES_OR(channel_names, N_("There is no channel “%s”: it is one of %s."));
static const char *const return_names[] = {
#define X(name, text) [MC_RETURN_##name] = text,
	MC_RETURN_LIST(X)
#undef X
};
const struct mc_names mc_return_ways = MC_NAMES_OR(
	return_names, N_("There is no way of returning a result “%s”: it is one of %s."));
static const char *const transition_names[] = {
#define X(name, text) [MC_T_##name] = text,
	MC_TRANSITION_LIST(X)
#undef X
};
const struct mc_names mc_transitions = MC_NAMES(transition_names);

/* As mc_names_find(), and by number where the enumerator is a code of the law ("4"). */
static int find_coded(const struct mc_names *names, const char *text) {
	int found = mc_names_find(names, text);

	for (size_t i = 0; found < 0 && text != NULL && i < names->count; i++) {
		char number[24];

		(void)snprintf(number, sizeof number, "%zu", i);
		if (names->names[i] != NULL && strcmp(number, text) == 0) {
			found = (int)i;
		}
	}
	return found;
}

/* By the Vietnamese name, as people type it: case, marks and runs of blanks do not matter. */
static int find_vi(const char *text) {
	char typed[192], known[192];

	if (text == NULL || strlen(text) > 64) {
		return -1;
	}
	mc_text_fold(text, typed, sizeof typed);
	for (size_t i = 0; i < MC_COUNT(state_names_vi); i++) {
		if (state_names_vi[i] == NULL) {
			continue;
		}
		mc_text_fold(state_names_vi[i], known, sizeof known);
		if (strcmp(known, typed) == 0) {
			return (int)i;
		}
	}
	return -1;
}

const char *mc_dossier_state_name(enum mc_dossier_state state) {
	return mc_names_at(&mc_dossier_states, state);
}

static int find_state(const char *text) {
	int found = find_coded(&mc_dossier_states, text);

	return found < 0 ? find_vi(text) : found;
}

enum mc_status mc_dossier_state_parse(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err) {
	int found = find_state(text);

	if (found < 0) {
		return mc_names_refuse(&mc_dossier_states, text, err);
	}
	*ret_state = (enum mc_dossier_state)found;
	return MC_OK;
}

enum mc_status mc_dossier_state_parse_taken_over(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err) {
	int found = find_state(text);

	if (found < 0) {
		return mc_names_refuse(&portal_states, text, err);
	}
	if (found == MC_DOSSIER_VOID) {
		return mc_fail(err, MC_INVALID,
			N_("A dossier that was struck as a mistaken entry is not taken over, as "
			   "it counts in no report: leave its row out."));
	}
	*ret_state = (enum mc_dossier_state)found;
	return MC_OK;
}

const char *mc_channel_name(enum mc_channel channel) {
	return mc_names_at(&mc_channels, channel);
}

const char *mc_return_way_name(enum mc_return_way way) {
	return mc_names_at(&mc_return_ways, way);
}

const char *mc_transition_name(enum mc_transition transition) {
	return mc_names_at(&mc_transitions, transition);
}

/* Sets of states as bits, and one of the draft, a dossier that is not in the book yet. */
#define IN(state) (1u << MC_DOSSIER_##state)
#define DRAFT (1u << 11)
#define UNDER_WAY (IN(ACCEPTED) | IN(PROCESSING) | IN(AWAITING_SUPPLEMENT) | IN(AWAITING_PAYMENT))
#define PAUSED (IN(AWAITING_SUPPLEMENT) | IN(AWAITING_PAYMENT))
#define ENDED (IN(REFUSED) | IN(WITHDRAWN) | IN(STOPPED) | IN(RESOLVED) | IN(RETURNED) | IN(VOID))
#define STAY (-1) /* the state does not change */

struct transition {
	unsigned from;
	int to; /* a state, or STAY */
	enum mc_clock clock;
	const char *paper;
};

/* clang-format off */
static const struct transition transitions[] = {
	/* An online or postal filing; to be accepted or refused within 8 working hours. */
	[MC_T_SUBMIT] = { DRAFT, MC_DOSSIER_SUBMITTED, MC_CLOCK_KEEP, NULL },
	/* T1, T4: Mẫu 01 for the citizen; the control sheet Mẫu 06 then goes with the papers. */
	[MC_T_ACCEPT] = { DRAFT | IN(SUBMITTED), MC_DOSSIER_ACCEPTED, MC_CLOCK_START, "mau-01" },
	/* T2, and T9 when the supplement never came. Always in writing, never oral. */
	[MC_T_REFUSE] = { DRAFT | IN(SUBMITTED) | IN(AWAITING_SUPPLEMENT), MC_DOSSIER_REFUSED,
		MC_CLOCK_STOP, "mau-03" },
	/* T3: papers are missing before acceptance; no clock has started. */
	[MC_T_COMPLETE] = { DRAFT | IN(SUBMITTED), STAY, MC_CLOCK_KEEP, "mau-02" },
	/* T5: giver and receiver sign on the control sheet that was printed with T1. */
	[MC_T_PROCESS] = { IN(ACCEPTED), MC_DOSSIER_PROCESSING, MC_CLOCK_KEEP, NULL },
	[MC_T_RECEIVED] = { IN(PROCESSING), STAY, MC_CLOCK_KEEP, NULL },
	/* T6: another division, a co-ordinating agency, up for signature, and back. */
	[MC_T_TRANSFER] = { IN(PROCESSING), STAY, MC_CLOCK_KEEP, NULL },
	/* T7: once, in writing, listing everything. */
	[MC_T_SUPPLEMENT] = { IN(PROCESSING), MC_DOSSIER_AWAITING_SUPPLEMENT, MC_CLOCK_PAUSE, "mau-02" },
	/* T8: Mẫu 01 again, with the new date. */
	[MC_T_SUPPLIED] = { IN(AWAITING_SUPPLEMENT), MC_DOSSIER_PROCESSING, MC_CLOCK_RESUME, "mau-01" },
	/* T10, T11: taxes and land money; the notice is the tax office's own paper. */
	[MC_T_AWAIT_PAYMENT] = { IN(PROCESSING), MC_DOSSIER_AWAITING_PAYMENT, MC_CLOCK_PAUSE, NULL },
	[MC_T_PAID] = { IN(AWAITING_PAYMENT), MC_DOSSIER_PROCESSING, MC_CLOCK_RESUME, NULL },
	/* T12: before the date passes; the first promised date stays on record. */
	[MC_T_EXTEND] = { IN(PROCESSING), STAY, MC_CLOCK_KEEP, "mau-04" },
	/* Late already: the letter alone, the due date stays (design §6). */
	[MC_T_APOLOGISE] = { UNDER_WAY | IN(RESOLVED), STAY, MC_CLOCK_KEEP, "mau-04" },
	/* T13: the office stops at the citizen's request. */
	[MC_T_WITHDRAW] = { UNDER_WAY, MC_DOSSIER_WITHDRAWN, MC_CLOCK_STOP, "mau-05" },
	/* T14, and T9 when the supplement never came. */
	[MC_T_STOP] = { IN(PROCESSING) | IN(AWAITING_SUPPLEMENT), MC_DOSSIER_STOPPED, MC_CLOCK_STOP,
		"mau-05" },
	/* T15: the result is ready at the counter; early, on time or late is fixed here. From 2
	 * too: what is resolved on the spot is never handed to a case officer (domain §3.2). */
	[MC_T_RESOLVE] = { IN(ACCEPTED) | IN(PROCESSING), MC_DOSSIER_RESOLVED, MC_CLOCK_STOP, "ban-giao-ket-qua" },
	/* T16: never while a fee is open. */
	[MC_T_RETURN] = { IN(RESOLVED), MC_DOSSIER_RETURNED, MC_CLOCK_KEEP, "bien-nhan-ket-qua" },
	/* T17: the slip is the post's own. */
	[MC_T_POST] = { IN(RESOLVED), STAY, MC_CLOCK_KEEP, NULL },
	/* T18: the caller knows the state before, and with it the clock. */
	[MC_T_UNDO] = { IN(SUBMITTED) | UNDER_WAY | ENDED, STAY, MC_CLOCK_KEEP, NULL },
	/* Ours: what should never have been entered, whatever became of it. Never while a receipt stands. */
	[MC_T_VOID] = { IN(SUBMITTED) | UNDER_WAY | (ENDED & ~IN(VOID)), MC_DOSSIER_VOID,
		MC_CLOCK_STOP, NULL },
};
/* clang-format on */

/* What can be done in each state, with the dossier's code. */
static const char *const instead[] = {
	[MC_DOSSIER_VOID] =
		N_("Dossier %s was struck as a mistaken entry, which ends it: a head of "
		   "unit can undo that."),
	[MC_DOSSIER_SUBMITTED] = N_("Dossier %s is filed but not accepted: accept it, refuse it, "
				    "or ask for what is missing."),
	[MC_DOSSIER_ACCEPTED] =
		N_("Dossier %s is accepted and not handed over yet: hand it to a case officer, "
		   "resolve it on the spot, or record that it is withdrawn."),
	[MC_DOSSIER_REFUSED] = N_("Dossier %s was not accepted, which ends it: a new one can be "
				  "filed, or a head of unit can undo that."),
	[MC_DOSSIER_PROCESSING] =
		N_("Dossier %s is being processed: it can be resolved, transferred, extended, "
		   "stopped or withdrawn, or wait for a supplement or a payment."),
	[MC_DOSSIER_AWAITING_SUPPLEMENT] =
		N_("Dossier %s waits for papers from the citizen: record what was brought first, "
		   "or refuse, stop or withdraw it."),
	[MC_DOSSIER_AWAITING_PAYMENT] = N_("Dossier %s waits for the citizen's payment: record the "
					   "proof of payment first, or withdraw it."),
	[MC_DOSSIER_WITHDRAWN] =
		N_("Dossier %s was withdrawn, which ends it: a head of unit can undo that."),
	[MC_DOSSIER_STOPPED] =
		N_("Dossier %s was stopped, which ends it: a head of unit can undo that."),
	[MC_DOSSIER_RESOLVED] =
		N_("Dossier %s is resolved: hand its result out, or send it by post."),
	[MC_DOSSIER_RETURNED] = N_("The result of dossier %s was handed out, which ends it: a head "
				   "of unit can undo that."),
};

static const struct transition *row_of(enum mc_transition transition) {
	assert((size_t)transition < MC_COUNT(transitions));
	return &transitions[transition];
}

bool mc_dossier_ended(enum mc_dossier_state state) {
	return (ENDED >> state & 1u) != 0;
}

bool mc_dossier_paused(enum mc_dossier_state state) {
	return (PAUSED >> state & 1u) != 0;
}

enum mc_clock mc_transition_clock(enum mc_transition transition) {
	return row_of(transition)->clock;
}

const char *mc_transition_paper(enum mc_transition transition) {
	return row_of(transition)->paper;
}

/* A due date moves before it passes, an apology follows after; the due day itself takes either. */
static enum mc_status check_lateness(const struct mc_dossier_facts *facts,
	enum mc_transition transition, mc_time at, struct mc_error *err) {
	char due[MC_TIME_TEXT_SIZE];

	if (facts->due_at == 0) {
		return MC_OK;
	}
	mc_time_format_vi(facts->due_at, due);
	if (transition == MC_T_EXTEND && mc_day_of(at) > mc_day_of(facts->due_at)) {
		return mc_fail(err, MC_REFUSED,
			N_("Dossier %s was due at %s and is late: its date stays, send an apology "
			   "instead."),
			mc_or_empty(facts->code), due);
	}
	if (transition == MC_T_APOLOGISE && at <= facts->due_at) {
		return mc_fail(err, MC_REFUSED,
			N_("Dossier %s is due at %s and not late: extend its date instead."),
			facts->code, due);
	}
	return MC_OK;
}

enum mc_status mc_dossier_decide(const struct mc_dossier_facts *facts,
	enum mc_transition transition, mc_time at, enum mc_dossier_state *ret_state,
	struct mc_error *err) {
	const struct transition *row = row_of(transition);
	enum mc_status status;

	assert((size_t)facts->state < MC_COUNT(instead));
	if (facts->draft && (row->from & DRAFT) == 0) {
		return mc_fail(err, MC_REFUSED,
			N_("This dossier is not in the book yet: accept it first."));
	}
	if (!facts->draft && (row->from >> facts->state & 1u) == 0) {
		return mc_fail(err, MC_REFUSED, instead[facts->state], mc_or_empty(facts->code));
	}
	if (at < facts->last_at || at < facts->accepted_at) {
		char last[MC_TIME_TEXT_SIZE];

		mc_time_format_vi(
			facts->last_at > facts->accepted_at ? facts->last_at : facts->accepted_at,
			last);
		return mc_fail(err, MC_REFUSED,
			N_("Dossier %s was last changed at %s: what comes after cannot have "
			   "happened earlier."),
			mc_or_empty(facts->code), last);
	}
	if (transition == MC_T_RETURN && facts->fee_open) {
		return mc_fail(err, MC_REFUSED,
			N_("A fee of dossier %s is still open: take it or record the exemption "
			   "first."),
			mc_or_empty(facts->code));
	}
	if (transition == MC_T_VOID && facts->receipt) {
		return mc_fail(err, MC_REFUSED,
			N_("A receipt of dossier %s stands: as long as money was taken for it, it "
			   "is no mistaken entry."),
			mc_or_empty(facts->code));
	}
	status = check_lateness(facts, transition, at, err);
	if (status != MC_OK) {
		return status;
	}
	*ret_state = row->to == STAY ? facts->state : (enum mc_dossier_state)row->to;
	return MC_OK;
}

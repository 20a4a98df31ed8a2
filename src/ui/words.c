#include "ui/words.h"
#include "base/str.h"
#include "core/money.h"
#include <stdio.h>
#include <string.h>

const char *mc_word_ticket_state(enum mc_ticket_state state) {
	static const char *const words[] = {
		[MC_TICKET_WAITING] = N_("waiting"),
		[MC_TICKET_CALLED] = N_("called"),
		[MC_TICKET_SERVING] = N_("being served"),
		[MC_TICKET_DONE] = N_("finished"),
		[MC_TICKET_MISSED] = N_("absent"),
		[MC_TICKET_PARKED] = N_("put aside"),
		[MC_TICKET_CANCELLED] = N_("cancelled"),
		[MC_TICKET_EXPIRED] = N_("not served"),
	};

	return words[state];
}

const char *mc_word_priority(enum mc_priority priority) {
	static const char *const words[] = {
		[MC_PRIORITY_NONE] = "",
		[MC_PRIORITY_ELDERLY] = N_("elderly"),
		[MC_PRIORITY_DISABLED] = N_("disabled"),
		[MC_PRIORITY_PREGNANT] = N_("pregnant"),
		[MC_PRIORITY_INFANT] = N_("with a small child"),
		[MC_PRIORITY_MERIT] = N_("person of merit"),
	};

	return words[priority];
}

const char *mc_word_dossier_state(enum mc_dossier_state state) {
	static const char *const words[] = {
		[MC_DOSSIER_SUBMITTED] = N_("newly filed"),
		[MC_DOSSIER_ACCEPTED] = N_("accepted"),
		[MC_DOSSIER_REFUSED] = N_("not accepted"),
		[MC_DOSSIER_PROCESSING] = N_("in process"),
		[MC_DOSSIER_AWAITING_SUPPLEMENT] = N_("waits for papers"),
		[MC_DOSSIER_AWAITING_PAYMENT] = N_("waits for payment"),
		[MC_DOSSIER_WITHDRAWN] = N_("withdrawn"),
		[MC_DOSSIER_STOPPED] = N_("stopped"),
		[MC_DOSSIER_RESOLVED] = N_("result ready"),
		[MC_DOSSIER_RETURNED] = N_("result handed over"),
		[MC_DOSSIER_VOID] = N_("struck as a mistake"),
	};
	size_t index = (size_t)state;

	return index < MC_COUNT(words) ? words[index] : "?";
}

/* What happens to a dossier beside its moves, by kind without its version; else the kind itself. */
static const char *word_event(const char *kind) {
	static const struct {
		const char *kind, *word;
	} words[] = {
		{ "dossier.imported", N_("taken over from another system") },
		{ "dossier.undone", N_("last step undone") },
		{ "dossier.read", N_("numbers shown whole") },
		{ "lookup.limited", N_("look-up held up after wrong PINs") },
		{ "fee.taken", N_("fee taken") },
		{ "paper.made", N_("paper made out") },
		{ "data.erased", N_("personal data erased") },
	};
	size_t len = strcspn(kind, "@");

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strlen(words[i].kind) == len && memcmp(words[i].kind, kind, len) == 0) {
			return words[i].word;
		}
	}
	return kind;
}

const char *mc_word_transition(const char *name) {
	static const struct {
		enum mc_transition transition;
		const char *word;
	} words[] = {
		{ MC_T_SUBMIT, N_("filed") },
		{ MC_T_ACCEPT, N_("accepted") },
		{ MC_T_REFUSE, N_("not accepted") },
		{ MC_T_COMPLETE, N_("asked to complete") },
		{ MC_T_PROCESS, N_("handed to the case officer") },
		{ MC_T_RECEIVED, N_("taken over by the case officer") },
		{ MC_T_TRANSFER, N_("passed on") },
		{ MC_T_SUPPLEMENT, N_("missing papers asked for") },
		{ MC_T_SUPPLIED, N_("missing papers brought") },
		{ MC_T_AWAIT_PAYMENT, N_("payment asked for") },
		{ MC_T_PAID, N_("payment proved") },
		{ MC_T_EXTEND, N_("extended, with an apology") },
		{ MC_T_APOLOGISE, N_("apology for being late") },
		{ MC_T_WITHDRAW, N_("withdrawn") },
		{ MC_T_STOP, N_("stopped") },
		{ MC_T_RESOLVE, N_("result ready") },
		{ MC_T_RETURN, N_("result handed over") },
		{ MC_T_POST, N_("given to the post") },
		{ MC_T_UNDO, N_("last step undone") },
		{ MC_T_VOID, N_("struck as a mistaken entry") },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strcmp(mc_transition_name(words[i].transition), name) == 0) {
			return words[i].word;
		}
	}
	return word_event(name);
}

const char *mc_word_note(const char *transition, const char *note) {
	static const struct {
		enum mc_return_way way;
		const char *word;
	} words[] = {
		{ MC_RETURN_COUNTER, N_("at the counter") },
		{ MC_RETURN_POST, N_("by post") },
		{ MC_RETURN_ONLINE, N_("online") },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strcmp(transition, mc_transition_name(MC_T_RETURN)) == 0 &&
			strcmp(note, mc_return_way_name(words[i].way)) == 0) {
			return words[i].word;
		}
	}
	return NULL;
}

const char *mc_word_actor(const char *actor) {
	if (strcmp(actor, MC_ACTOR_PRACTICE) == 0) {
		return N_("practice");
	}
	return strcmp(actor, MC_ACTOR_SYSTEM) == 0 ? N_("the system") : actor;
}

const char *mc_word_taken_back(const char *move) {
	static const struct {
		const char *move, *sentence;
	} words[] = {
		{ "issue",
			N_("Number %s is taken back: ask for its slip, and issue the right one.") },
		{ "call", N_("The call of %s is taken back: it waits again in its old place.") },
		{ "recall", N_("The second call of %s is taken back.") },
		{ "arrive", N_("That %s came is taken back.") },
		{ "serve", N_("That %s is being served is taken back.") },
		{ "done", N_("The finish of %s is taken back: the turn goes on.") },
		{ "miss", N_("The absence of %s is taken back: the turn goes on.") },
		{ "park", N_("The putting aside of %s is taken back: the turn goes on.") },
		{ "restore", N_("The letting back in of %s is taken back.") },
		{ "cancel", N_("The giving up of %s is taken back.") },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strcmp(words[i].move, move) == 0) {
			return words[i].sentence;
		}
	}
	return N_("The last step of %s is taken back.");
}

const char *mc_word_desk_state(enum mc_desk_state state) {
	static const char *const words[] = {
		[MC_DESK_CLOSED] = N_("closed"),
		[MC_DESK_OPEN] = N_("open"),
		[MC_DESK_PAUSED] = N_("paused"),
	};

	return words[state];
}

const char *mc_word_job_state(const char *state) {
	static const struct {
		const char *state, *word;
	} words[] = {
		{ "waiting", N_("waits to be printed") },
		{ "sending", N_("being sent to the printer") },
		{ "sent", N_("sent to the printer") },
		{ "done", N_("printed") },
		{ "unknown", N_("unknown whether printed: look") },
		{ "failed", N_("printing failed") },
		{ "dropped", N_("taken off the print list") },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strcmp(words[i].state, state) == 0) {
			return words[i].word;
		}
	}
	return state;
}

const char *mc_word_role(enum mc_role role) {
	static const char *const words[MC_ROLE_COUNT] = {
		[MC_ROLE_KIOSK] = N_("kiosk"),
		[MC_ROLE_RECEPTION] = N_("reception"),
		[MC_ROLE_OFFICER] = N_("case officer"),
		[MC_ROLE_CASHIER] = N_("cashier"),
		[MC_ROLE_HEAD] = N_("head of unit"),
		[MC_ROLE_SUPERVISOR] = N_("supervisor"),
		[MC_ROLE_INSPECTOR] = N_("inspector"),
		[MC_ROLE_ADMINISTRATOR] = N_("administrator"),
	};

	return words[role];
}

void mc_words_add(char *out, size_t size, const char *label, const char *words) {
	size_t len = strlen(out);

	if (*mc_or_empty(words) != '\0' && len < size) {
		snprintf(out + len, size - len, "%s%s%s%s", len > 0 ? " · " : "", label,
			*label == '\0' ? "" : " ", words);
	}
}

const char *mc_word_name(enum mc_lang lang, const char *vi, const char *en) {
	const char *first = lang == MC_LANG_VI ? vi : en;
	const char *other = lang == MC_LANG_VI ? en : vi;

	if (first != NULL && *first != '\0') {
		return first;
	}
	return mc_or_empty(other);
}

void mc_words_office(const char *name, char out[2 * MC_WORDS_SIZE]) {
	/* as it is written by hand: both spellings of the tone mark, any capitals */
	static const char *const committees[] = { "Ủy ban nhân dân ", "Uỷ ban nhân dân ",
		"Ủy ban Nhân dân ", "Uỷ ban Nhân dân ", "ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN " };

	for (size_t i = 0; i < MC_COUNT(committees); i++) {
		size_t len = strlen(committees[i]);

		if (strncmp(name, committees[i], len) == 0) {
			snprintf(out, 2 * MC_WORDS_SIZE, "UBND %s", name + len);
			return;
		}
	}
	mc_copy(out, 2 * MC_WORDS_SIZE, name);
}

static const char *word_weekday(mc_time at) {
	static const char *const weekdays[] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };

	return weekdays[mc_day_weekday(mc_day_of(at))];
}

static const char *short_weekday(mc_time at) {
	static const char *const weekdays[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
		N_("Fri"), N_("Sat"), N_("Sun") };

	return weekdays[mc_day_weekday(mc_day_of(at))];
}

void mc_words_clock(enum mc_lang lang, mc_time now, char out[MC_WORDS_SIZE]) {
	char clock[MC_TIME_TEXT_SIZE];
	char day[MC_DAY_TEXT_SIZE];

	out[0] = '\0';
	if (!mc_time_valid(now)) {
		return;
	}
	mc_time_format_clock(now, clock);
	mc_day_format_vi(mc_day_of(now), day);
	snprintf(out, MC_WORDS_SIZE, "%s %s %s", mc_tr(lang, word_weekday(now)), day, clock);
}

void mc_words_due(enum mc_lang lang, mc_time due_at, mc_time now, char out[MC_WORDS_SIZE]) {
	char clock[MC_TIME_TEXT_SIZE];
	char day[MC_DAY_TEXT_SIZE];

	if (due_at == 0) {
		mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("no date promised")));
		return;
	}
	mc_time_format_clock(due_at, clock);
	mc_day_format_vi(mc_day_of(due_at), day);
	if (mc_day_of(due_at) == mc_day_of(now)) {
		snprintf(out, MC_WORDS_SIZE, mc_tr(lang, N_("today %s")), clock);
	} else {
		snprintf(out, MC_WORDS_SIZE, "%s %s %s", clock, mc_tr(lang, short_weekday(due_at)),
			day);
	}
}

void mc_words_promise(enum mc_lang lang, mc_time due_at, mc_time now, char out[MC_WORDS_SIZE]) {
	bool today = mc_day_of(due_at) == mc_day_of(now);
	char clock[MC_TIME_TEXT_SIZE];
	char day[MC_DAY_TEXT_SIZE];

	if (due_at == 0) {
		mc_words_due(lang, due_at, now, out);
		return;
	}
	mc_time_format_clock(due_at, clock);
	mc_day_format_vi(mc_day_of(due_at), day);
	snprintf(out, MC_WORDS_SIZE, today ? mc_tr(lang, N_("%s %s %s (today)")) : "%s %s %s",
		clock, mc_tr(lang, word_weekday(due_at)), day);
}

void mc_words_span(enum mc_lang lang, int64_t ms, char out[MC_WORDS_SIZE]) {
	int minutes = ms < 0 ? 0 : (int)(ms / MC_MINUTE_MS);

	if (minutes >= 24 * 60) {
		int days = minutes / (24 * 60);

		snprintf(out, MC_WORDS_SIZE, mc_tr_count(lang, N_("%d day"), N_("%d days"), days),
			days);
	} else if (minutes >= 60) {
		snprintf(out, MC_WORDS_SIZE, mc_tr(lang, N_("%d h %02d")), minutes / 60,
			minutes % 60);
	} else {
		snprintf(out, MC_WORDS_SIZE, mc_tr(lang, N_("%d min")), minutes);
	}
}

void mc_words_people(enum mc_lang lang, int count, char out[MC_WORDS_SIZE]) {
	snprintf(out, MC_WORDS_SIZE, mc_tr_count(lang, N_("%d person"), N_("%d people"), count),
		count);
}

void mc_words_waiting(enum mc_lang lang, int count, char out[MC_WORDS_SIZE]) {
	snprintf(out, MC_WORDS_SIZE,
		mc_tr_count(lang, N_("%d person waits"), N_("%d people wait"), count), count);
}

void mc_words_reason(enum mc_lang lang, const struct mc_ticket *ticket, char out[MC_WORDS_SIZE]) {
	const char *sentence = mc_tr(lang, mc_call_reason_sentence(ticket->reason));
	char clock[MC_TIME_TEXT_SIZE];

	switch (ticket->reason) {
	case MC_REASON_LATE: snprintf(out, MC_WORDS_SIZE, sentence, ticket->target_min); break;
	case MC_REASON_APPOINTMENT:
	case MC_REASON_EARLY:
		mc_time_format_clock(ticket->appointment_at, clock);
		snprintf(out, MC_WORDS_SIZE, sentence, clock);
		break;
	case MC_REASON_NONE:
	case MC_REASON_PRIORITY:
	case MC_REASON_ARRIVAL:
	case MC_REASON_PICKED: mc_copy(out, MC_WORDS_SIZE, sentence); break;
	}
}

void mc_words_money(enum mc_lang lang, int64_t dong, char out[MC_WORDS_SIZE]) {
	char digits[MC_MONEY_DIGITS_SIZE];

	if (dong == 0) {
		mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("no fee")));
		return;
	}
	mc_money_digits(dong, digits);
	snprintf(out, MC_WORDS_SIZE, "%s đ", digits);
}

void mc_words_fee(enum mc_lang lang, int64_t dong, bool open, bool paid, char out[MC_WORDS_SIZE]) {
	char money[MC_WORDS_SIZE];

	mc_words_money(lang, dong, money);
	snprintf(out, MC_WORDS_SIZE, "%.40s%s%s", money, open || paid ? " · " : "",
		open   ? mc_tr(lang, N_("not paid yet"))
		: paid ? mc_tr(lang, N_("paid"))
		       : "");
}

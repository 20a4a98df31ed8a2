/* Dates, spans, counts, reasons and money, as one reads them. */
#include "core/money.h"
#include "core/words/words.h"
#include <stdio.h>
#include <string.h>

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

void mc_words_term(enum mc_lang lang, struct mc_term term, char out[MC_WORDS_SIZE]) {
	char value[MC_TERM_VALUE_SIZE];
	int count = term.milli == 1000 ? 1 : 2; /* for the plural alone */
	mc_term_value_format(term.milli, value);
	switch (term.unit) {
	case MC_TERM_WORKING_DAY:
		snprintf(out, MC_WORDS_SIZE,
			mc_tr_count(lang, N_("%s working day"), N_("%s working days"), count),
			value);
		break;
	case MC_TERM_CALENDAR_DAY:
		snprintf(out, MC_WORDS_SIZE, mc_tr_count(lang, N_("%s day"), N_("%s days"), count),
			value);
		break;
	case MC_TERM_WORKING_HOUR:
		snprintf(out, MC_WORDS_SIZE,
			mc_tr_count(lang, N_("%s working hour"), N_("%s working hours"), count),
			value);
		break;
	case MC_TERM_SAME_DAY: mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("the same day"))); break;
	case MC_TERM_NONE: mc_copy(out, MC_WORDS_SIZE, mc_tr(lang, N_("no date promised"))); break;
	}
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

/*
 * Stored names that set-up files bring, as people say them. Screens and lists
 * alike show these; the names themselves are for files, options and JSON.
 */
#include "base/str.h"
#include "ui/words.h"
#include <stdio.h>
#include <string.h>

struct code {
	const char *code, *word;
};

static const char *find(const struct code *codes, size_t count, const char *code) {
	for (size_t i = 0; i < count; i++) {
		if (strcmp(codes[i].code, code) == 0) {
			return codes[i].word;
		}
	}
	return code; /* somebody's own word */
}

const char *mc_word_level(const char *level) {
	static const struct code codes[] = {
		{ "commune", N_("commune") },
		{ "commune_police", N_("commune police") },
		{ "province", N_("province") },
		{ "ministry", N_("ministry") },
	};
	return find(codes, MC_COUNT(codes), level);
}

const char *mc_word_day_kind(const char *kind) {
	static const struct code codes[] = {
		{ "holiday", N_("public holiday") },
		{ "make_up_off", N_("off, made up for a holiday") },
		{ "swap_off", N_("off, worked on another day") },
		{ "swap_work", N_("worked instead") },
	};
	return find(codes, MC_COUNT(codes), kind);
}

const char *mc_word_day_status(const char *status) {
	static const struct code codes[] = {
		{ "official", N_("official") },
		{ "provisional", N_("provisional") },
		{ "proposed", N_("proposed") },
	};
	return find(codes, MC_COUNT(codes), status);
}

const char *mc_word_policy(const char *policy) {
	static const struct code codes[] = {
		{ "resume", N_("go on where it was") },
		{ "restart", N_("begin anew") },
	};
	return find(codes, MC_COUNT(codes), policy);
}

const char *mc_word_driver(const char *driver) {
	static const struct code codes[] = {
		{ "auto", N_("what the printer understands") },
		{ "escpos", N_("receipt printer") },
		{ "pdf", N_("PDF") },
	};
	return find(codes, MC_COUNT(codes), driver);
}

const char *mc_word_width(const char *width) {
	static const struct code codes[] = {
		{ "58", N_("roll of 58 mm") },
		{ "80", N_("roll of 80 mm") },
		{ "a5", "A5" },
		{ "a4", "A4" },
	};
	return find(codes, MC_COUNT(codes), width);
}

const char *mc_word_form(const char *form) {
	static const struct code codes[] = {
		{ "ticket", N_("number slip") },
		{ "slip", N_("receipt") },
		{ "form", N_("official forms") },
	};
	return find(codes, MC_COUNT(codes), form);
}

const char *mc_word_sex(const char *sex) {
	static const struct code codes[] = {
		{ "male", N_("male") },
		{ "female", N_("female") },
		{ "unknown", N_("not known") },
	};
	return find(codes, MC_COUNT(codes), sex);
}

const char *mc_word_kind(const char *kind) {
	enum mc_ticket_kind known;
	return mc_ticket_kind_parse(kind, &known, NULL) == MC_OK ? mc_ticket_kind_word(known)
								 : kind;
}

void mc_words_list(enum mc_lang lang, mc_word_fn *word, const char *codes, struct mc_str *out) {
	size_t len, start = out->len;
	for (const char *item; (item = mc_list_next(&codes, ";", &len)) != NULL;) {
		char code[MC_WORDS_SIZE];
		snprintf(code, sizeof code, "%.*s", (int)len, item);
		mc_str_addf(out, "%s%s", out->len > start ? "; " : "", mc_tr(lang, word(code)));
	}
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

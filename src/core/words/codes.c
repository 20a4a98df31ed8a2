/*
 * Stored names, of set-up files and of the ledger, as people say them. Screens and
 * lists alike show these; the names themselves are for files, options and JSON.
 */
#include "base/str.h"
#include "core/words/words.h"
#include <motcua/printer.h>
#include <stdio.h>
#include <string.h>

struct code {
	const char *code, *word;
};

/* The word of the first `len` bytes, or what else there is. */
static const char *find_or(const struct code *codes, size_t count, const char *code, size_t len,
	const char *otherwise) {
	for (size_t i = 0; i < count; i++) {
		if (strncmp(codes[i].code, code, len) == 0 && codes[i].code[len] == '\0') {
			return codes[i].word;
		}
	}
	return otherwise;
}

/* What is not known is somebody's own word. */
static const char *find(const struct code *codes, size_t count, const char *code) {
	return find_or(codes, count, code, strlen(code), code);
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
#define X(name, text, word) { text, word },
		MC_DRIVER_LIST(X)
#undef X
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
	const char *word = mc_paper_kind_of(form)->word;
	if (word == NULL && strcmp(form, MC_FORM_PAGES) == 0) {
		return N_("official forms");
	}
	return word != NULL ? word : form;
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

const char *mc_word_job_state(const char *state) {
	enum mc_print_state known;
	return mc_print_state_of(state, &known) ? mc_print_state_word(known) : state;
}

const char *mc_word_event(const char *kind) {
	static const struct code codes[] = {
		{ "dossier.imported", N_("taken over from another system") },
		{ "dossier.undone", N_("last step undone") },
		{ "dossier.read", N_("numbers shown whole") },
		{ "lookup.limited", N_("look-up held up after wrong PINs") },
		{ "fee.taken", N_("fee taken") },
		{ "paper.made", N_("paper made out") },
		{ "data.erased", N_("personal data erased") },
	};
	return find_or(codes, MC_COUNT(codes), kind, strcspn(kind, "@"), kind);
}

const char *mc_word_taken_back(const char *move) {
	static const struct code codes[] = {
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
	return find_or(codes, MC_COUNT(codes), move, strlen(move),
		N_("The last step of %s is taken back."));
}

void mc_words_list(enum mc_lang lang, mc_word_fn *word, const char *codes, struct mc_str *out) {
	size_t len, start = out->len;
	for (const char *item; (item = mc_list_next(&codes, ";", &len)) != NULL;) {
		char code[MC_WORDS_SIZE];
		snprintf(code, sizeof code, "%.*s", (int)len, item);
		mc_str_addf(out, "%s%s", out->len > start ? "; " : "", mc_tr(lang, word(code)));
	}
}

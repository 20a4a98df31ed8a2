#include "core/people.h"
#include "base/str.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <string.h>

#define NAME_BYTES 512 /* of a name without marks; longer ones are cut between words */

/* Behind the last blank of a name, or of its last `words` words. */
static const char *last_words(const char *name, size_t words) {
	const char *at = name + strlen(name);

	while (at > name && (at[-1] != ' ' || --words > 0)) {
		at--;
	}
	return at;
}

static size_t count_words(const char *text) {
	size_t count = *text != '\0';

	for (; *text != '\0'; text++) {
		count += *text == ' ';
	}
	return count;
}

static bool begins(const char *text, const char *typed) {
	return strncmp(text, typed, strlen(typed)) == 0;
}

/* Whether words of the name, one after another, begin with what was typed. */
static bool begins_a_word(const char *name, const char *typed) {
	for (const char *at = name; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (begins(at, typed)) {
			return true;
		}
	}
	return false;
}

static enum mc_fit fit_name(const char *name, const char *typed) {
	char folded_name[NAME_BYTES], folded[NAME_BYTES];
	size_t words;

	mc_text_fold(name, folded_name, sizeof folded_name);
	mc_text_fold(typed, folded, sizeof folded);
	words = count_words(folded);
	if (*folded == '\0') {
		return MC_FIT_NONE;
	}
	if (strcmp(folded_name, folded) == 0) {
		return MC_FIT_NAME;
	}
	if (mc_text_same(last_words(name, words), typed)) {
		return MC_FIT_GIVEN_MARKED;
	}
	if (strcmp(last_words(folded_name, words), folded) == 0) {
		return MC_FIT_GIVEN;
	}
	if (begins_a_word(folded_name, folded)) {
		return MC_FIT_BEGIN;
	}
	return strstr(folded_name, folded) != NULL ? MC_FIT_PART : MC_FIT_NONE;
}

enum mc_fit mc_person_fit(const struct mc_staff *person, const char *typed) {
	char wanted[NAME_BYTES];
	enum mc_fit fit;
	size_t len;

	typed += strspn(typed, " ");
	mc_copy(wanted, sizeof wanted, typed);
	for (len = strlen(wanted); len > 0 && wanted[len - 1] == ' ';) {
		wanted[--len] = '\0';
	}
	if (len == 0) {
		return MC_FIT_PART;
	}
	if (mc_code_same(person->staff, wanted)) {
		return MC_FIT_SHORT;
	}
	fit = fit_name(person->name, wanted);
	return fit < MC_FIT_SHORT_BEGIN && strncasecmp(person->staff, wanted, len) == 0
		       ? MC_FIT_SHORT_BEGIN
		       : fit;
}

const struct mc_staff *mc_person_of(const struct mc_staff_list *list, const char *staff) {
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		if (mc_code_same(list->rows[i].staff, staff)) {
			return &list->rows[i];
		}
	}
	return NULL;
}

static bool has_role(const struct mc_staff *person, unsigned roles) {
	return roles == 0 || (person->roles & roles) != 0;
}

size_t mc_people_fitting(const struct mc_staff_list *list, unsigned roles, const char *typed,
	struct mc_fitting *ret_rows) {
	size_t count = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		struct mc_fitting row = { &list->rows[i], mc_person_fit(&list->rows[i], typed) };
		size_t at = count;

		if (row.fit == MC_FIT_NONE || !has_role(row.person, roles)) {
			continue;
		}
		for (; at > 0 && ret_rows[at - 1].fit < row.fit; at--) {
			ret_rows[at] = ret_rows[at - 1];
		}
		ret_rows[at] = row;
		count++;
	}
	return count;
}

/* All who fit that well, as one text. */
static void name_alike(const struct mc_staff_list *list, unsigned roles, const char *typed,
	enum mc_fit fit, struct mc_str *names) {
	for (size_t i = 0; i < list->count; i++) {
		const struct mc_staff *person = &list->rows[i];

		if (has_role(person, roles) && mc_person_fit(person, typed) == fit) {
			mc_str_addf(names, "%s%s (%s)", names->len > 0 ? ", " : "", person->name,
				person->staff);
		}
	}
}

enum mc_status mc_person_unknown(const char *typed, struct mc_error *err) {
	return mc_fail(err, MC_NOT_FOUND,
		N_("There is nobody called %s in this office: see “motcua staff list”."), typed);
}

enum mc_status mc_person_find(const struct mc_staff_list *list, unsigned roles, const char *typed,
	const struct mc_staff **ret_person, struct mc_error *err) {
	const struct mc_staff *best = mc_person_of(list, typed);
	enum mc_fit best_fit = best != NULL ? MC_FIT_SHORT : MC_FIT_PART;
	enum mc_status status;
	static const struct mc_staff_list nobody = { NULL, 0 };
	struct mc_str names;
	bool alike = false;

	list = list != NULL ? list : &nobody; /* not read yet: nobody fits */
	for (size_t i = 0; i < list->count; i++) {
		const struct mc_staff *person = &list->rows[i];
		enum mc_fit fit =
			has_role(person, roles) ? mc_person_fit(person, typed) : MC_FIT_NONE;

		alike = fit > best_fit ? false : alike || (fit == best_fit && person != best);
		best = fit > best_fit ? person : best;
		best_fit = fit > best_fit ? fit : best_fit;
	}
	if (best == NULL) {
		return mc_person_unknown(typed, err);
	}
	if (!alike) {
		*ret_person = best;
		return MC_OK;
	}
	mc_str_init(&names);
	name_alike(list, roles, typed, best_fit, &names);
	status = mc_fail(err, MC_CONFLICT,
		N_("“%s” may be more than one person: %s. Give the short name."), typed,
		mc_str_text(&names));
	mc_str_finish(&names);
	return status;
}

/*
 * Finding a person of the office by what somebody typed: on screens, where every
 * person that fits is shown, and at the command line, where one must be meant.
 * One rule for all of them: the short name itself wins, then the given name, which
 * in Vietnamese stands last, then what a name begins with.
 */
#ifndef MC_CORE_PEOPLE_H
#define MC_CORE_PEOPLE_H

#include <motcua/staff.h>
#include <motcua/status.h>
#include <stdbool.h>

/* How well a person fits, the worst first; only MC_FIT_PART is too little to be meant. */
enum mc_fit {
	MC_FIT_NONE,
	MC_FIT_PART, /* somewhere in the name: worth showing */
	MC_FIT_BEGIN, /* a word of the name begins so */
	MC_FIT_SHORT_BEGIN, /* the short name begins so */
	MC_FIT_GIVEN, /* the given name, or the last words of the name, marks left aside */
	MC_FIT_GIVEN_MARKED, /* the same with its marks */
	MC_FIT_NAME, /* the whole name, marks left aside */
	MC_FIT_SHORT, /* the short name, ASCII letters in either case */
};

/* Blanks around what was typed do not count; nothing typed fits everybody alike (PART). */
enum mc_fit mc_person_fit(const struct mc_staff *person, const char *typed);

/* By the short name alone, as identities are kept; NULL: nobody. */
const struct mc_staff *mc_person_of(const struct mc_staff_list *list, const char *staff);

/* MC_NOT_FOUND, in the one sentence for it. */
MC_CHECKED enum mc_status mc_person_unknown(const char *typed, struct mc_error *err);

/*
 * The one person meant, of those with a role in `roles` (0: any), but for a short
 * name, which is nobody else's. MC_NOT_FOUND; MC_CONFLICT names those who fit alike.
 */
MC_CHECKED enum mc_status mc_person_find(const struct mc_staff_list *list, unsigned roles,
	const char *typed, const struct mc_staff **ret_person, struct mc_error *err);

/* Somebody who fits. */
struct mc_fitting {
	const struct mc_staff *person;
	enum mc_fit fit;
};

/* All who fit and have a role in `roles` (0: any), the best fit first, else in the list's order. */
size_t mc_people_fitting(const struct mc_staff_list *list, unsigned roles, const char *typed,
	struct mc_fitting *ret_rows); /* room for list->count; returns how many */

#endif

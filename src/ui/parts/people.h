/*
 * A list of people to pick from: digits and arrows move the mark, letters narrow
 * the list and bring the best fit to its top (core/people.h), Enter picks what is
 * marked. Where two fit what was typed alike, none of them is picked until the mark
 * was moved by hand.
 */
#ifndef MC_UI_PEOPLE_H
#define MC_UI_PEOPLE_H

#include "core/people.h"
#include "ui/parts/edit.h"
#include "ui/parts/list.h"
#include "ui/parts/notice.h"
#include "ui/screen.h"

struct mc_people {
	struct mc_edit field; /* what is typed to find somebody */
	struct mc_list list;
	struct mc_fitting *fitting; /* those shown, in order; on the heap */
	struct mc_answer *answer; /* struct mc_staff_list */
	uint32_t token; /* of the READ under way, 0 none */
	unsigned roles; /* who has one of these is shown; 0: everybody */
	char desk[MC_NAME_SIZE]; /* whose person is marked first, "" none */
	bool by_hand; /* the mark was put where it stands */
};

/* Asks for the staff; what was there before is let go. */
void mc_people_open(
	struct mc_people *people, unsigned roles, const char *desk, struct mc_effects *fx);
void mc_people_finish(struct mc_people *people); /* fine on a zeroed one */

/* Takes the answer when it is the list's; a failure goes to the notice. */
bool mc_people_answer(struct mc_people *people, struct mc_msg *msg, struct mc_notice *notice);

void mc_people_key(struct mc_people *people, int32_t key);
void mc_people_paste(struct mc_people *people, const char *text);

/* Whether the key (0: a paste) is about a list that is still being read. */
bool mc_people_waits(const struct mc_people *people, int32_t key);

/* Who is picked by Enter; NULL: the notice says why nobody is. */
const struct mc_staff *mc_people_pick(const struct mc_people *people, struct mc_notice *notice);

/* The field in the first row, the list from the third. */
void mc_people_view(const struct mc_people *people, enum mc_lang lang, struct mc_frame *frame,
	int row, int column, int rows, int columns);

#endif

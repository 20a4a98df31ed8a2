/*
 * What was done at a screen just now, the newest last: what F9 takes back, and
 * whether there is anything. Whether it may be taken back is the store's to say.
 */
#ifndef MC_UI_DEEDS_H
#define MC_UI_DEEDS_H

#include "ui/screen.h"
#include <motcua/code.h>

#define MC_DEEDS_MAX 16

struct mc_deed {
	int64_t event; /* the act's first event */
	mc_time at;
	char staff[MC_NAME_SIZE]; /* who did it */
	char about[MC_CODE_SIZE]; /* a dossier's code, "" of a number or the desk */
	const char
		*stays; /* English, one %s for `about`: why it is not taken back; NULL: it may be */
};

struct mc_deeds {
	struct mc_deed deed[MC_DEEDS_MAX];
	int count;
};

/* Notes what an act of the person at the screen did; the oldest is forgotten. */
void mc_deeds_note(struct mc_deeds *deeds, const struct mc_screen_context *context,
	const struct mc_outcome *outcome, const char *about, const char *stays);

/*
 * The newest of all (`about` NULL), or about something, that is in time and this
 * person's own; NULL: none. What F9 takes back, unless it stays.
 */
const struct mc_deed *mc_deeds_last(
	const struct mc_deeds *deeds, const struct mc_screen_context *context, const char *about);
bool mc_deeds_any(const struct mc_deeds *deeds, const struct mc_screen_context *context,
	const char *about); /* and does not stay */

/* It was taken back, or cannot be any more. */
void mc_deeds_drop(struct mc_deeds *deeds, int64_t event);

/* Nothing about this can be taken back any more. */
void mc_deeds_forget(struct mc_deeds *deeds, const char *about);

/* Until the newest that is in time is not any more; -1: there is none. */
int mc_deeds_wake_ms(const struct mc_deeds *deeds, const struct mc_screen_context *context);

#endif

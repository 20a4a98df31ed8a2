/*
 * What the screens say of printing: whether papers come out, and how many do not. By the
 * hall as last read, and by the time that has passed since.
 */
#ifndef MC_UI_PRINTING_H
#define MC_UI_PRINTING_H

#include "ui/parts/notice.h"
#include "ui/screen.h"
#include <motcua/view.h>

struct mc_printing {
	bool trouble; /* papers do not come out */
	const char *brief; /* N_(): how the printer is */
	int waiting; /* papers that wait for it */
};

/* Of one kind of paper. Nothing is known, and no trouble told, before the hall was read. */
struct mc_printing mc_printing_of(const struct mc_hall *hall, const char *form, mc_time now);

/*
 * Whether a paper that was made a moment ago comes out, `before`: as far as was known then.
 * What has come out is not called back by what becomes of the printer since.
 */
bool mc_printing_comes(const struct mc_hall *hall, const char *form, mc_time now, bool before);

/* Says of a paper just made `sent`, with one %s, or that it waits for its printer: `waits`, with why as the second. */
void mc_printing_say(struct mc_notice *notice, const struct mc_screen_context *context,
	const struct mc_hall *hall, const char *form, const char *sent, const char *waits,
	const char *about);

/* Of all kinds: the trouble that most papers wait for, and how many wait for any. */
struct mc_printing mc_printing_all(const struct mc_hall *hall, mc_time now);

/*
 * The ways in trouble, one after the other: NULL behind the last; *place is 0 at first. A
 * printer is told once, with the papers of all its kinds in *ret_waiting.
 */
const struct mc_paper_way *mc_printing_next(
	const struct mc_hall *hall, mc_time now, size_t *place, int *ret_waiting);

/* Until any of this changes by time alone; -1: it does not. */
int mc_printing_wake_ms(const struct mc_hall *hall, mc_time now);

#endif

/*
 * Tickets, dossiers and the hall as rows (rows.h): JSON for scripts and pages, titles and
 * words for people. The keys are a promise (design §9), titles are not.
 */
#ifndef MC_SHOW_SHOW_H
#define MC_SHOW_SHOW_H

#include "core/words/words.h"
#include "show/rows.h"
#include <motcua/view.h>

/* What of a ticket or dossier is for people; JSON always has all of it. */
enum mc_show { MC_SHOW_BRIEF /* a row of a list */, MC_SHOW_WHOLE };

/* ---- cells of the row being written ---- */

void mc_show_ticket(struct mc_out *out, const struct mc_ticket *ticket, enum mc_show show);

/* What an act took back; nothing where it took nothing back. */
void mc_show_took_back(struct mc_out *out, const struct mc_outcome *outcome);

/* The names of an outcome's warnings as "warnings":[…]; nothing for people. */
void mc_show_warnings(struct mc_out *out, unsigned warnings);

/* Personal data of a dossier: how much of it is shown. */
enum mc_personal {
	MC_PERSONAL_MASKED, /* names whole, ID and phone masked */
	MC_PERSONAL_WHOLE, /* after a logged read only */
};

/* `english`: the procedure, for who reads English; NULL: its names are not known, or not shown. */
void mc_show_dossier(struct mc_out *out, const struct mc_dossier *dossier,
	const struct mc_procedure *english, enum mc_show show, enum mc_personal personal);

/* A name in both languages: JSON has both, people get the one in theirs. */
void mc_show_name(struct mc_out *out, const char *title, const char *vi, const char *en);

/* Stored names, separated by ; — as they are in JSON, for people in words. */
void mc_show_codes(struct mc_out *out, const char *key, const char *title, const char *codes,
	mc_word_fn *word);

/* ---- whole rows ---- */

/* A dossier with its papers, fees and history. */
void mc_show_dossier_whole(struct mc_out *out, const struct mc_dossier_view *view,
	const struct mc_procedure *english, enum mc_personal personal);

/* What a citizen may see of it: nothing personal. */
void mc_show_dossier_public(
	struct mc_out *out, const struct mc_dossier *dossier, const struct mc_procedure *english);

/* A line and a desk as they are set up and stand now; a line by what waits in it. */
void mc_show_line(struct mc_out *out, const struct mc_line *line);
void mc_show_desk(struct mc_out *out, const struct mc_desk *desk);
void mc_show_queue(struct mc_out *out, const struct mc_line *line, mc_time now);

#endif

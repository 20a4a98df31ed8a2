/* Tickets, dossiers and the calendar as the commands print them: the keys of design §9. */
#ifndef MC_CMD_SHOW_H
#define MC_CMD_SHOW_H

#include "cmd/cli.h"
#include "core/words/words.h"

/* What of a ticket is for people; JSON always has all of it. */
enum mc_show { MC_SHOW_BRIEF /* a row of a list */, MC_SHOW_WHOLE };

/* Cells of the row being written. */
void mc_show_ticket(struct mc_cli *cli, const struct mc_ticket *ticket, enum mc_show show);

/* Personal data of a dossier: how much of it is shown. */
enum mc_personal {
	MC_PERSONAL_MASKED, /* names whole, ID and phone masked */
	MC_PERSONAL_WHOLE, /* after a logged read only */
};
void mc_show_dossier(struct mc_cli *cli, const struct mc_dossier *dossier, enum mc_show show,
	enum mc_personal personal);

/* A name in both languages: JSON has both, people get the one in theirs. */
void mc_show_name(struct mc_cli *cli, const char *title, const char *vi, const char *en);

/* The name of a dossier's procedure, likewise. */
void mc_show_procedure_name(
	struct mc_cli *cli, const char *title, const struct mc_dossier *dossier);

/* Stored names, separated by ; — as they are in JSON, for people in words. */
void mc_show_codes(struct mc_cli *cli, const char *key, const char *title, const char *codes,
	mc_word_fn *word);

/* One act's ticket or dossier with its warnings, written and flushed. */
MC_CHECKED enum mc_status mc_show_ticket_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, struct mc_error *err);
MC_CHECKED enum mc_status mc_show_dossier_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, bool with_pin, struct mc_error *err);

#endif

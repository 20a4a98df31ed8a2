/* What an act came to, as the commands print it: rows of show/show.h. */
#ifndef MC_CMD_SHOW_H
#define MC_CMD_SHOW_H

#include "cmd/cli.h"
#include "show/show.h"

/*
 * The procedure in English as it was when the dossier was accepted; the record has the
 * Vietnamese names alone. NULL where nobody reads English, or the catalogue has none.
 */
const struct mc_procedure *mc_cli_english(struct mc_cli *cli, const struct mc_dossier *dossier);

/* One act's ticket or dossier with its warnings, written and flushed. */
MC_CHECKED enum mc_status mc_show_ticket_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, struct mc_error *err);
MC_CHECKED enum mc_status mc_show_dossier_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, bool with_pin, struct mc_error *err);

#endif

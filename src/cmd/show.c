#include "cmd/show.h"

const struct mc_procedure *mc_cli_english(struct mc_cli *cli, const struct mc_dossier *dossier) {
	struct mc_procedure *row = mc_arena_alloc(&cli->arena, sizeof *row);
	bool found = !cli->json && cli->lang == MC_LANG_EN && cli->store != NULL &&
		     mc_store_procedure(cli->store, &cli->arena, dossier->procedure,
			     dossier->variant, mc_day_of(dossier->accepted_at), row, NULL) == MC_OK;
	return found ? row : NULL;
}

enum mc_status mc_show_ticket_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, struct mc_error *err) {
	mc_row_begin(&cli->out);
	mc_show_ticket(&cli->out, &outcome->ticket, MC_SHOW_WHOLE);
	mc_show_took_back(&cli->out, outcome);
	mc_show_warnings(&cli->out, outcome->warnings);
	mc_row_end(&cli->out);
	return mc_cli_write_out(cli, err);
}

enum mc_status mc_show_dossier_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, bool with_pin, struct mc_error *err) {
	const struct mc_dossier *dossier = &outcome->dossier;
	mc_row_begin(&cli->out);
	mc_show_dossier(&cli->out, dossier, mc_cli_english(cli, dossier), MC_SHOW_WHOLE,
		MC_PERSONAL_MASKED);
	if (with_pin) {
		mc_row_text(&cli->out, "pin", N_("Look-up PIN"), dossier->pin);
	}
	mc_show_warnings(&cli->out, outcome->warnings);
	mc_row_end(&cli->out);
	return mc_cli_write_out(cli, err);
}

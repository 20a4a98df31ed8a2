/* fee …: taking a dossier's fees, and the tariff of certified copies. */
#include "cmd/show.h"
#include "core/money.h"

static enum mc_status show_amount(struct mc_cli *cli, int64_t amount, struct mc_error *err) {
	char words[MC_MONEY_WORDS_SIZE];
	enum mc_status status = mc_money_words(amount, words, err);
	if (status == MC_OK) {
		mc_row_money(&cli->out, "amount", N_("Amount"), amount);
		mc_row_text(&cli->out, "amount_words", N_("In words"), words);
	}
	return status;
}

enum mc_status mc_cmd_fee_take(struct mc_cli *cli, struct mc_error *err) {
	struct mc_outcome outcome;
	mc_cli_key(cli, 0, cli->args.act.key);
	MC_TRY(mc_cli_act(cli, &cli->args.act, &outcome, err));
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "code", N_("Dossier code"), outcome.dossier.code);
	enum mc_status status = show_amount(cli, outcome.amount, err);
	bool receipt = outcome.receipt != NULL && outcome.receipt[0] != '\0';
	mc_row_text(&cli->out, "receipt", N_("Receipt"), receipt ? outcome.receipt : NULL);
	mc_show_warnings(&cli->out, outcome.warnings);
	mc_row_end(&cli->out);
	return status;
}

enum mc_status mc_cmd_fee_tariff_copy(struct mc_cli *cli, struct mc_error *err) {
	int64_t amount = 0;
	enum mc_status status = mc_tariff_copies((int)mc_cli_number(cli, "pages", 0),
		(int)mc_cli_number(cli, "copies", 0), &amount, err);
	if (status == MC_OK) {
		mc_row_begin(&cli->out);
		status = show_amount(cli, amount, err);
		mc_row_end(&cli->out);
	}
	return status;
}

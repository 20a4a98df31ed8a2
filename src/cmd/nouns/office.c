/* office …: the office's settings. */
#include "cmd/show.h"
#include <string.h>

static void show_office(struct mc_cli *cli, const struct mc_office *office) {
	struct mc_out *out = &cli->out;
	char cut_off[MC_DAY_TEXT_SIZE];
	mc_minute_format(office->cutoff_min, cut_off);
	mc_row_begin(out);
	mc_row_text(out, "name", N_("Name"), office->name);
	mc_row_text(out, "superior", N_("Superior agency"), office->superior);
	mc_row_text(out, "code", N_("Agency code"), office->code);
	mc_row_text(out, "address", N_("Address"), office->address);
	mc_row_text(out, "phone", N_("Phone"), office->phone);
	mc_row_text(out, "hours", N_("Opening hours"), office->hours);
	mc_row_text(out, "cut-off", N_("Cut-off of same-day terms"), cut_off);
	mc_row_text(out, "code-pattern", N_("Pattern of dossier codes"), office->code_pattern);
	mc_row_text(out, "supplement-policy", N_("After a supplement the term will"),
		office->supplement_policy);
	mc_row_int(
		out, "late-entry-days", N_("Late entries, working days"), office->late_entry_days);
	mc_row_bool(out, "practice", N_("For practice"), office->practice);
	mc_row_time(out, "clock", office->practice ? N_("Its clock") : NULL,
		office->practice ? mc_cli_now(cli) : 0);
	mc_row_int(out, "number", N_("Office number"), office->number);
	mc_row_text(out, "office", N_("Folder"), mc_cli_office_dir(cli));
	mc_row_end(out);
}

enum mc_status mc_cmd_office_show(struct mc_cli *cli, struct mc_error *err) {
	struct mc_office office;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_office(cli->store, &cli->arena, &office, err);
	}
	if (status == MC_OK) {
		show_office(cli, &office);
	}
	return status;
}

enum mc_status mc_cmd_office_set(struct mc_cli *cli, struct mc_error *err) {
	struct mc_setup_row row = { .kind = MC_SETUP_OFFICE };
	row.as.office.key = mc_cli_operand(cli, 0);
	row.as.office.value = mc_cli_operand(cli, 1);
	enum mc_status status = mc_cli_set_up(cli, &row, 1, err);
	return status == MC_OK ? mc_cmd_office_show(cli, err) : status;
}

/* The key as it stands; what is wrong with it is the reason of status 1. */
static enum mc_status show_key(struct mc_cli *cli, struct mc_error *err) {
	const char *public_key = "";
	struct mc_error what;
	bool fits = false;
	enum mc_status status =
		mc_store_key(cli->store, &cli->arena, &public_key, &fits, &what, err);
	if (status != MC_OK) {
		return status;
	}
	mc_row_begin(&cli->out);
	mc_row_bool(&cli->out, "ok", N_("In order"), fits);
	mc_row_text(&cli->out, "public_key", N_("Public key"), public_key);
	mc_row_end(&cli->out);
	if (!fits && err != NULL) {
		*err = what;
	}
	return fits ? MC_OK : MC_REFUSED;
}

enum mc_status mc_cmd_office_key(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_OFFICE_KEY };
	struct mc_outcome outcome;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && mc_cli_given(cli, "renew")) {
		mc_cli_key(cli, 0, act.key);
		status = mc_cli_act(cli, &act, &outcome, err);
	}
	return status == MC_OK ? show_key(cli, err) : status;
}

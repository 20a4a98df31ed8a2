/* office …: the office's settings. */
#include "cmd/show.h"
#include "ui/terminal/restore.h"
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

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
	mc_row_word(out, "supplement-policy", N_("After a supplement the term will"),
		office->supplement_policy, mc_word_policy(office->supplement_policy));
	mc_row_int(
		out, "late-entry-days", N_("Late entries, working days"), office->late_entry_days);
	mc_row_bool(out, "leave_pin", N_("Leave-PIN of board and kiosk is set"), office->leave_pin);
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

/*
 * One line of stdin, without an echo where somebody types it; false: there is none. The
 * echo comes back also when the program is ended meanwhile.
 */
static bool read_secret(struct mc_cli *cli, char out[MC_LEAVE_PIN_SIZE]) {
	struct termios before, quiet;
	bool typed = tcgetattr(STDIN_FILENO, &before) == 0;
	if (typed) {
		fputs(mc_tr(cli->lang, N_("Leave-PIN, 4 to 12 digits: ")), stderr);
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		mc_restore_arm(STDIN_FILENO, &before, "\n", 1);
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	bool read = fgets(out, MC_LEAVE_PIN_SIZE, stdin) != NULL;
	if (typed) {
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		mc_restore_disarm();
		fputc('\n', stderr);
	}
	if (read) {
		out[strcspn(out, "\r\n")] = '\0';
	}
	return read;
}

/* The value of a setting that is a secret comes from stdin; an empty line takes it away. */
static enum mc_status read_leave_pin(
	struct mc_cli *cli, char hash[MC_LEAVE_PIN_SIZE], struct mc_error *err) {
	char pin[MC_LEAVE_PIN_SIZE];
	hash[0] = '\0';
	if (!read_secret(cli, pin)) {
		return mc_fail(err, MC_INVALID,
			N_("There is no leave-PIN on stdin: type its digits, or an empty line to "
			   "take it away."));
	}
	enum mc_status status = *pin == '\0' ? MC_OK : mc_store_leave_pin(pin, hash, err);
	explicit_bzero(pin, sizeof pin);
	return status;
}

enum mc_status mc_cmd_office_set(struct mc_cli *cli, struct mc_error *err) {
	struct mc_office_row *row = &cli->args.row.as.office;
	char hash[MC_LEAVE_PIN_SIZE];
	bool given = mc_request_gave(
		&cli->args.request, mc_field_find(mc_setup_fields(MC_SETUP_OFFICE), "value"));
	if (!given && strcmp(row->key, "leave-pin") == 0) {
		MC_TRY(read_leave_pin(cli, hash, err));
		row->value = hash;
	} else if (!given) {
		return mc_fail(err, MC_INVALID,
			N_("Setting %s needs a value: “motcua office set %s VALUE”."), row->key,
			row->key);
	}
	MC_TRY(mc_cli_set_up(cli, &cli->args.row, 1, err));
	return mc_cmd_office_show(cli, err);
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
	struct mc_outcome outcome;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && mc_cli_given(cli, "renew")) {
		mc_cli_key(cli, 0, cli->args.act.key);
		status = mc_cli_act(cli, &cli->args.act, &outcome, err);
	}
	return status == MC_OK ? show_key(cli, err) : status;
}

/*
 * motcua: every screen and command of the office. What was typed is read by the
 * table, the command runs, what it has written goes out, and the outcome becomes
 * the exit status: 0 done, 1 refused by a rule, 2 wrong usage or bad input, 3 try
 * again, 4 the store is damaged.
 */
#include "base/log.h"
#include "cmd/files.h"
#include "cmd/guard.h"
#include "cmd/request.h"
#include <locale.h>
#include <signal.h>
#include <stdio.h>

/* The command as it is, or help in its place. */
static enum mc_status run(struct mc_cli *cli, struct mc_error *err) {
	if (cli->args.version) {
		mc_out_line(&cli->out, "motcua " MOTCUA_VERSION);
		return MC_OK;
	}
	if (cli->args.command == NULL || cli->args.help) {
		const char *words = cli->args.command != NULL ? cli->args.command->words : NULL;
		bool asked = cli->args.help;
		const char **operands = mc_arena_array(&cli->arena, 1, sizeof *operands);
		operands[0] = words;
		cli->args.operands = operands;
		cli->args.operand_count = words != NULL;
		cli->args.option_count = 0;
		cli->args.command = mc_cmd_find(cli->args.commands, "help");
		cli->args.table = mc_cmd_options(cli->args.command, &cli->arena);
		return asked ? mc_cmd_help(cli, err)
			     : mc_fail(err, MC_INVALID,
				       N_("Say what to do: “motcua help” lists the commands."));
	}
	enum mc_status status = mc_cli_admit(cli, err);
	if (status == MC_OK) {
		status = mc_files_admit(cli, err);
	}
	if (status == MC_OK) {
		status = mc_cli_read_request(cli, err);
	}
	return status == MC_OK ? cli->args.command->run(cli, err) : status;
}

/* A reader who has seen enough (“… | head”) is no fault, unless it missed what an act came to. */
static bool has_seen_enough(const struct mc_cli *cli, enum mc_status status) {
	return status == MC_UNAVAILABLE && cli->out.reader_gone && cli->done == NULL;
}

int main(int argc, char **argv) {
	struct mc_cli cli;
	struct mc_error err = { .status = MC_OK };
	mode_t usual = mc_guard_process();
	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of the write */
	mc_log_open("motcua", false);
	mc_cli_init(&cli);
	cli.umask = usual;
	enum mc_status status = mc_args_read(argc - 1, argv + 1, &cli.arena, &cli.args, &err);
	mc_cli_settle(&cli);
	if (status == MC_OK) {
		status = mc_cli_check(&cli, &err);
	}
	if (status == MC_OK) {
		status = run(&cli, &err);
		status = has_seen_enough(&cli, status) ? MC_OK : status;
	}
	if (status != MC_OK) {
		err.status = status;
		mc_cli_complain(&cli, &err);
	}
	enum mc_status written = mc_cli_write_out(&cli, &err);
	if (written != MC_OK && !has_seen_enough(&cli, written)) { /* less was seen than was done */
		mc_cli_complain(&cli, &err);
		status = status == MC_OK ? written : status;
	}
	mc_cli_finish(&cli);
	return mc_status_exit(status);
}

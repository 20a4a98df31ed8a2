/* kiosk, counter, desk N, board, watch, demo: screens on the terminal. */
#include "app/demo/demo.h"
#include "app/runtime.h"
#include "cmd/cli.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEMO_SPEED 4 /* times faster than a real hall, so that something happens */

/* The desk must be there before a screen is opened on it. */
static enum mc_status check_desk(struct mc_cli *cli, const char *desk, struct mc_error *err) {
	struct mc_desk_view view;
	enum mc_status status = mc_store_desk(cli->store, &cli->arena, desk, &view, err);
	if (status == MC_OK && !view.found) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no desk %s: see “motcua desk list”."), desk);
	}
	return status;
}

static int escape_delay_ms(void) {
	return getenv("SSH_CONNECTION") != NULL ? 120 : 25;
}

/*
 * The store is opened here once to say at once, on stderr, what is wrong with
 * it; the screen's courier opens its own.
 */
enum mc_status mc_cmd_screen(struct mc_cli *cli, struct mc_error *err) {
	const char *desk = mc_cli_operand(cli, 0);
	const char *no_colour = getenv("NO_COLOR");
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && *desk != '\0') {
		status = check_desk(cli, desk, err);
	}
	if (status != MC_OK) {
		return status;
	}
	const char *dir = mc_arena_text(&cli->arena, mc_store_office_dir(cli->store));
	mc_cli_close(cli);
	const struct mc_runtime_options options = {
		.office_dir = dir,
		.url = mc_cli_global(cli, "store"),
		.screen = mc_screen_find(cli->args.command->words),
		.desk = desk,
		.practice = cli->office.practice,
		.who = cli->session.who,
		.lang = cli->lang,
		.clock_at = cli->at,
		.clock_ahead_ms = cli->office.clock_ahead_ms,
		.keep_worker = true,
		.tty = { .fd_in = STDIN_FILENO,
			.fd_out = STDOUT_FILENO,
			.type = getenv("TERM"),
			.no_colour = no_colour != NULL && *no_colour != '\0',
			.level = -1,
			.escape_delay_ms = escape_delay_ms() },
	};
	return mc_runtime_run(&options, err);
}

/* With --crowd it is the crowd of the demonstration itself, in a window of its own. */
enum mc_status mc_cmd_demo(struct mc_cli *cli, struct mc_error *err) {
	int speed = (int)mc_cli_number(cli, "speed", DEMO_SPEED);
	enum mc_status status = mc_cli_open(cli, err);
	if (status != MC_OK) {
		return status;
	}
	if (mc_cli_given(cli, "crowd")) {
		const struct mc_crowd_options crowd = {
			.speed = speed > 0 ? speed : 1,
			.seed = (uint64_t)mc_cli_number(cli, "seed", (int64_t)getpid()),
			.steps = (long)mc_cli_number(cli, "steps", 0),
			.wait = !mc_cli_given(cli, "steps"),
			.clock_given = cli->at != 0,
		};
		return mc_demo_crowd(cli->store, &crowd, err);
	}
	const struct mc_demo_options options = {
		.office_dir = mc_cli_office_dir(cli),
		.lang = cli->lang,
		.speed = speed,
		.clock_at = cli->at,
	};
	mc_cli_close(cli);
	return mc_demo_run(&options, err);
}

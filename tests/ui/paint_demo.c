/*
 * Draws any screen with sample data in a real terminal, to be looked at; not
 * installed. Usage: paint_demo SCREEN [vi|en] [L0…L3] [KEYS…]; then keys work as
 * in the program, acts succeed after a moment, Ctrl-C or F10 ends it.
 */
#include "stage.h"
#include "ui/terminal/term.h"
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static volatile sig_atomic_t resized;

static void on_resize(int signal_number) {
	(void)signal_number;
	resized = 1;
}

static int64_t now_ms(void) {
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void turn(struct stage *stage, struct mc_tty *tty, int64_t start) {
	struct pollfd input = { .fd = mc_tty_fd(tty), .events = POLLIN };
	int64_t passed;
	struct mc_msg msg;

	mc_shell_view(stage->shell, &stage->context, &stage->frame);
	mc_tty_paint(tty, &stage->frame);
	/* SIGWINCH comes only while we wait, so that none falls between the look and the wait. */
	int wait_ms = stage->act_token != 0 ? 200 : mc_shell_wake_ms(stage->shell, &stage->context);
	wait_ms = mc_sooner_ms(wait_ms, mc_tty_wait_ms(tty, now_ms()));
	struct timespec wait = { wait_ms / 1000, wait_ms % 1000 * 1000000L };
	sigset_t none;
	sigemptyset(&none);
	ppoll(&input, 1, wait_ms < 0 ? NULL : &wait, &none);
	passed = now_ms() - start;
	stage->context.tick_ms = 2000000 + passed;
	stage->context.now = STAGE_NOW + passed;
	if (resized) {
		resized = 0;
		mc_tty_resized(tty);
		mc_tty_size(tty, &stage->context.rows, &stage->context.columns);
		stage_resize(stage, stage->context.rows, stage->context.columns);
	}
	while (mc_tty_read(tty, now_ms(), &msg)) {
		stage_send(stage, &msg);
	}
	stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	if (stage->act_token != 0) {
		stage_done(stage);
	}
}

int main(int argc, char **argv) {
	const struct mc_screen *screen = mc_screen_find(argc > 1 ? argv[1] : "desk");
	struct mc_tty_options options = {
		.fd_in = 0, .fd_out = 1, .type = getenv("TERM"), .level = -1
	};
	struct sigaction action = { .sa_handler = on_resize };
	struct mc_tty *tty;
	struct stage stage;
	struct mc_error err;
	enum mc_level level;
	int rows;
	int columns;

	setlocale(LC_CTYPE, "");
	if (screen == NULL) {
		fprintf(stderr, "paint_demo: counter, desk, board, kiosk or watch\n");
		return 2;
	}
	if (argc > 3 && mc_level_parse(argv[3], &level)) {
		options.level = (int)level;
	}
	if (mc_tty_open(&options, &tty, &err) != MC_OK) {
		char sentence[500];

		mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
		fprintf(stderr, "%s\n", sentence);
		return 3;
	}
	sigset_t winch;
	sigemptyset(&winch);
	sigaddset(&winch, SIGWINCH);
	sigprocmask(SIG_BLOCK, &winch, NULL);
	sigaction(SIGWINCH, &action, NULL);
	mc_tty_size(tty, &rows, &columns);
	stage_init(&stage, screen, rows, columns, mc_lang_of(argc > 2 ? argv[2] : "vi"));
	stage.context.level = mc_tty_level(tty);
	stage.context.practice = getenv("MC_DEMO_PRACTICE") != NULL;
	stage_send(&stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	for (int64_t start = now_ms(); !stage.quit && !mc_tty_hung_up(tty);) {
		turn(&stage, tty, start);
	}
	stage_finish(&stage);
	mc_tty_close(tty);
	return 0;
}

/*
 * The screens are real ones, each a program of its own in tmux, so that what is
 * shown is what an office gets; nothing of the program knows that it is shown.
 */
#include "app/demo.h"
#include "app/spawn.h"
#include "base/arena.h"
#include "base/str.h"
#include "ui/terminal/term.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- screens in tmux ---- */

#define ARGV_MAX 96

struct argv {
	const char *items[ARGV_MAX];
	int count;
};

static void push(struct argv *argv, const char *item) {
	if (argv->count < ARGV_MAX - 1) {
		argv->items[argv->count++] = item;
	}
}

/* A word as the shell that tmux starts reads it back. */
static void add_quoted(struct mc_str *out, const char *word) {
	mc_str_add_char(out, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'') {
			mc_str_add(out, "'\\''");
		} else {
			mc_str_add_char(out, *word);
		}
	}
	mc_str_add(out, "' ");
}

/* "motcua --office DIR --lang vi SCREEN …", for one pane. */
static const char *pane(struct mc_arena *arena, const char *program,
	const struct mc_demo_options *options, const char *what) {
	struct mc_str line;
	mc_str_init(&line);
	mc_str_add(&line, "exec ");
	add_quoted(&line, program);
	mc_str_add(&line, "--office ");
	add_quoted(&line, options->office_dir);
	mc_str_addf(&line, "--lang %s ", mc_lang_name(options->lang));
	if (options->clock_at != 0) {
		char at[MC_TIME_TEXT_SIZE];
		mc_time_format(options->clock_at, at);
		mc_str_addf(&line, "--at %s ", at);
	}
	mc_str_add(&line, what);
	const char *text = mc_arena_text(arena, mc_str_text(&line));
	mc_str_finish(&line);
	return text;
}

/* A screen needs 80 × 24; a line between panes takes one more. */
#define SCREEN_COLUMNS 80
#define SCREEN_ROWS 24

/* How the three screens are laid out, by the size of the terminal. */
enum arrangement {
	BESIDE, /* three panes side by side */
	BOARD_BELOW, /* counter and desk side by side, the board below them */
	WINDOWS, /* one behind the other, chosen at the bottom line */
};

static enum arrangement arrangement_of(struct winsize size) {
	if (size.ws_col >= 3 * SCREEN_COLUMNS + 2 && size.ws_row >= SCREEN_ROWS) {
		return BESIDE;
	}
	return size.ws_col >= 2 * SCREEN_COLUMNS + 1 && size.ws_row >= 2 * SCREEN_ROWS + 1
		       ? BOARD_BELOW
		       : WINDOWS;
}

static void push_all(struct argv *argv, const char *const *items, size_t count) {
	for (size_t i = 0; i < count; i++) {
		push(argv, items[i]);
	}
}

#define PUSH(argv, ...) \
	do { \
		const char *const items_[] = { __VA_ARGS__ }; \
		push_all(argv, items_, MC_COUNT(items_)); \
	} while (0)

#define TURN " Alt-\u2190 Alt-\u2192 "

/* Desk and board beside, below or behind the counter. */
static void push_screens(struct argv *argv, enum arrangement arrangement, int rows,
	const char *desk, const char *board) {
	static const char desk_name[] = "desk " MC_DEMO_DESK;
	switch (arrangement) {
	case BESIDE:
		PUSH(argv, ";", "split-window", "-h", desk, ";", "split-window", "-h", board, ";",
			"select-layout", "even-horizontal");
		break;
	case BOARD_BELOW:
		PUSH(argv, ";", "split-window", "-v", board, ";", "select-pane", "-t", "0", ";",
			"split-window", "-h", desk, ";", "select-pane", "-t", "0");
		break;
	case WINDOWS:
		/* Without a row to spare the bottom line is the screen's; a word says how to turn. */
		PUSH(argv, ";", "new-window", "-d", "-n", desk_name, desk, ";", "new-window", "-d",
			"-n", "board", board, ";", "set", "-g", "status",
			rows > SCREEN_ROWS ? "on" : "off", ";", "set", "-g", "status-left", "", ";",
			"set", "-g", "status-right", TURN, ";", "bind", "-n", "M-Right",
			"next-window", ";", "bind", "-n", "M-Left", "previous-window", ";",
			"display-message", "-d", "5000", TURN);
		break;
	}
}

/*
 * One tmux command line: a session of our own on a socket of our own, three
 * screens, the crowd in a window behind. It ends when a window closes: the one of
 * the panes with the last of its screens.
 */
static void build_session(struct mc_arena *arena, const char *tmux, const char *program,
	const struct mc_demo_options *options, struct argv *argv) {
	struct winsize size = { .ws_row = SCREEN_ROWS, .ws_col = SCREEN_COLUMNS };
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	enum arrangement arrangement = arrangement_of(size);
	PUSH(argv, tmux, "-u", "-L", mc_arena_printf(arena, "motcua-demo-%ld", (long)getpid()),
		"-f", "/dev/null", "new-session", "-s", "motcua", "-n",
		arrangement == WINDOWS ? "counter" : "motcua",
		pane(arena, program, options, "counter"), ";", "set", "-g", "mouse", "on", ";",
		"set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0", ";", "set-hook",
		"-g", "window-unlinked", "kill-server", ";", "set", "-g", "pane-border-style",
		"default");
	push_screens(argv, arrangement, size.ws_row,
		pane(arena, program, options, "desk " MC_DEMO_DESK),
		pane(arena, program, options, "board"));
	if (options->speed > 0) {
		PUSH(argv, ";", "new-window", "-d", "-n", "crowd",
			pane(arena, program, options,
				mc_arena_printf(arena, "demo --crowd --speed %d", options->speed)));
	}
	PUSH(argv, ";", "select-pane", "-t", "0");
}

static enum mc_status check_practice(struct mc_store *store, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_store_office(store, &arena, &office, err);
	if (status == MC_OK && !office.practice) {
		status = mc_fail(err, MC_REFUSED,
			N_("%s is a real office: the demonstration needs a practice office (motcua "
			   "init --practice)."),
			office.name);
	}
	mc_arena_finish(&arena);
	return status;
}

static enum mc_status check_office(const char *office_dir, struct mc_error *err) {
	struct mc_store *store;
	enum mc_status status = mc_store_open(office_dir, NULL, &store, err);
	if (status == MC_OK) {
		status = check_practice(store, err);
		mc_store_close(store);
	}
	return status;
}

/* Runs tmux on our terminal until it ends. */
static enum mc_status attend(const struct argv *argv, struct mc_error *err) {
	pid_t pid = fork();
	if (pid == 0) {
		mc_spawn_fresh_signals();
		unsetenv("TMUX"); /* also from within another tmux */
		execv(argv->items[0], (char *const *)(uintptr_t)argv->items);
		_exit(127);
	}
	int status = 0;
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) ||
		WEXITSTATUS(status) != 0) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("tmux could not show the screens here: it needs a terminal."));
	}
	return MC_OK;
}

enum mc_status mc_demo_run(const struct mc_demo_options *options, struct mc_error *err) {
	char own[4096];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);
	own[len > 0 ? len : 0] = '\0';
	struct mc_str tmux;
	mc_str_init(&tmux);
	enum mc_status status = check_office(options->office_dir, err);
	if (status == MC_OK && mc_spawn_find("tmux", &tmux, NULL) != MC_OK) {
		status = mc_fail(err, MC_NOT_FOUND,
			N_("The demonstration needs tmux: install it, or open “motcua counter”, "
			   "“motcua desk 1” and “motcua board” in three terminals."));
	}
	if (status == MC_OK) {
		status = mc_tty_check_type(getenv("TERM"), err);
	}
	if (status == MC_OK) {
		struct mc_arena arena;
		struct argv argv = { .count = 0 };
		mc_arena_init(&arena);
		build_session(&arena, tmux.data, own, options, &argv);
		status = attend(&argv, err);
		mc_arena_finish(&arena);
	}
	mc_str_finish(&tmux);
	return status;
}

/* ---- the crowd ---- */

/* In a real hall somebody comes every 40 s, and a desk does something every 45 s. */
#define STEP_MS 5000
#define ARRIVAL_STEPS 8
#define SERVICE_STEPS 9

static uint64_t draw(uint64_t *seed) {
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static bool chance(uint64_t *seed, int one_in) {
	return draw(seed) % (uint64_t)one_in == 0;
}

static enum mc_status send(
	struct mc_store *store, struct mc_act *act, struct mc_arena *arena, struct mc_error *err) {
	struct mc_outcome outcome;
	act->actor = "";
	mc_key_random(act->key);
	enum mc_status status = mc_store_act(store, act, arena, &outcome, err);
	switch (status) {
	case MC_UNAVAILABLE:
	case MC_NO_SPACE:
	case MC_READ_ONLY:
	case MC_DAMAGED:
	case MC_NEWER:
	case MC_FOREIGN: return status;
	case MC_OK:
	case MC_NOT_FOUND:
	case MC_CONFLICT:
	case MC_REFUSED:
	case MC_DENIED:
	case MC_EMPTY:
	case MC_PARTIAL:
	case MC_INVALID:
	case MC_BUSY: break;
	}
	return MC_OK;
}

static enum mc_status arrive(struct mc_store *store, const struct mc_hall *hall, uint64_t *seed,
	struct mc_arena *arena, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE, .door = MC_DOOR_KIOSK };
	act.as.issue.line = hall->lines[draw(seed) % hall->line_count].line;
	act.as.issue.kind = MC_KIND_FILE;
	act.as.issue.priority = chance(seed, 6) ? MC_PRIORITY_ELDERLY : MC_PRIORITY_NONE;
	act.as.issue.appointment_min = -1;
	return send(store, &act, arena, err);
}

/* The next thing a desk does: call, begin, or finish (one in ten did not come). */
static enum mc_status work(struct mc_store *store, const struct mc_desk *desk, uint64_t *seed,
	struct mc_arena *arena, struct mc_error *err) {
	struct mc_act act = { .door = MC_DOOR_DESK };
	if (!desk->has_ticket) {
		act.verb = MC_VERB_TICKET_NEXT;
		act.as.next.desk = desk->desk;
	} else {
		bool called = desk->ticket.state == MC_TICKET_CALLED;
		act.verb = MC_VERB_TICKET_MOVE;
		act.as.ticket.id = desk->ticket.id;
		act.as.ticket.label = desk->ticket.label;
		act.as.ticket.move = !called            ? MC_MOVE_DONE
				     : chance(seed, 10) ? MC_MOVE_MISS
							: MC_MOVE_SERVE;
	}
	return send(store, &act, arena, err);
}

static enum mc_status crowd_step(
	struct mc_store *store, uint64_t *seed, struct mc_arena *arena, struct mc_error *err) {
	struct mc_hall hall;
	enum mc_status status = mc_store_hall(store, arena, &hall, err);
	if (status == MC_OK && hall.line_count > 0 && chance(seed, ARRIVAL_STEPS)) {
		status = arrive(store, &hall, seed, arena, err);
	}
	for (size_t i = 0; i < hall.desk_count && status == MC_OK; i++) {
		if (strcmp(hall.desks[i].desk, MC_DEMO_DESK) != 0 && chance(seed, SERVICE_STEPS)) {
			status = work(store, &hall.desks[i], seed, arena, err);
		}
	}
	return status;
}

enum mc_status mc_demo_crowd(
	struct mc_store *store, const struct mc_crowd_options *options, struct mc_error *err) {
	enum mc_status status = check_practice(store, err);
	uint64_t seed = options->seed != 0 ? options->seed : 1;
	long pause_us = 1000L * STEP_MS / (options->speed > 0 ? options->speed : 1);
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (long step = 0; status == MC_OK && (options->steps == 0 || step < options->steps);
		step++) {
		if (options->stop != NULL && *options->stop) {
			break;
		}
		mc_arena_reset(&arena);
		status = crowd_step(store, &seed, &arena, err);
		if (options->steps == 0) {
			struct timespec pause = { pause_us / 1000000, pause_us % 1000000 * 1000 };
			nanosleep(&pause, NULL);
		}
	}
	mc_arena_finish(&arena);
	return status;
}

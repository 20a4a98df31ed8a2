/*
 * One tmux command line that shows the screens: a session of our own, on a socket
 * of our own, without tmux's own keys. It ends with the first screen that is left,
 * and with the terminal that it is shown on.
 */
#include "app/demo/inside.h"
#include "base/str.h"
#include "ui/screen.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void push_all(struct mc_demo_argv *argv, const char *const *items, size_t count) {
	for (size_t i = 0; i < count; i++) {
		mc_demo_push(argv, items[i]);
	}
}

#define PUSH(argv, ...) \
	do { \
		const char *const items_[] = { __VA_ARGS__ }; \
		push_all(argv, items_, MC_COUNT(items_)); \
	} while (0)

void mc_demo_push(struct mc_demo_argv *argv, const char *item) {
	assert(argv->count < MC_DEMO_ARGV_MAX - 1);
	argv->items[argv->count++] = item;
}

/* ---- the screens ---- */

/* What a screen needs at least; a line between panes takes one more column or row. */
#define SCREEN_COLUMNS 80
#define SCREEN_ROWS 23
#define STATUS_ROWS 1 /* tmux's own line, which says how to move and to leave */
/* How long tmux waits for the rest of a key after its Esc: a slow line may split Alt and an arrow. */
#define ESCAPE_MS "50"

static const struct shown {
	const char *screen;
	const char *desk; /* "": it belongs to none */
} screens[] = { { "counter", "" }, { "desk", MC_DEMO_DESK }, { "board", "" } };

enum { COUNTER, DESK, BOARD };

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

/* "exec motcua --office DIR --lang vi SCREEN …" */
static const char *command_of(const struct mc_demo_show *show, size_t screen) {
	struct mc_str line;
	mc_str_init(&line);
	mc_str_add(&line, "exec ");
	add_quoted(&line, show->program);
	mc_str_add(&line, "--office ");
	add_quoted(&line, show->options->office_dir);
	mc_str_addf(
		&line, "--lang %s %s", mc_lang_name(show->options->lang), screens[screen].screen);
	if (screens[screen].desk[0] != '\0') {
		mc_str_addf(&line, " %s", screens[screen].desk);
	}
	const char *text = mc_arena_text(show->arena, mc_str_text(&line));
	mc_str_finish(&line);
	return text;
}

/* "Desk 1" */
static const char *title_of(const struct mc_demo_show *show, size_t screen) {
	const char *title =
		mc_tr(show->options->lang, mc_screen_find(screens[screen].screen)->title);
	return screens[screen].desk[0] != '\0'
		       ? mc_arena_printf(show->arena, "%s %s", title, screens[screen].desk)
		       : title;
}

/* ---- how they are laid out ---- */

enum arrangement {
	BESIDE, /* three panes side by side */
	BOARD_BELOW, /* counter and desk side by side, the board below them */
	WINDOWS, /* one behind the other */
};

static enum arrangement arrangement_of(const struct mc_demo_show *show) {
	int rows = show->rows - STATUS_ROWS;
	if (show->columns >= 3 * SCREEN_COLUMNS + 2 && rows >= SCREEN_ROWS) {
		return BESIDE;
	}
	return show->columns >= 2 * SCREEN_COLUMNS + 1 && rows >= 2 * SCREEN_ROWS + 1 ? BOARD_BELOW
										      : WINDOWS;
}

/* Desk and board beside, below or behind the counter, which has the keyboard. */
static void push_screens(
	struct mc_demo_argv *argv, const struct mc_demo_show *show, enum arrangement arrangement) {
	const char *desk = command_of(show, DESK);
	const char *board = command_of(show, BOARD);
	switch (arrangement) {
	case BESIDE:
		PUSH(argv, "split-window", "-h", desk, ";", "select-pane", "-T",
			title_of(show, DESK), ";", "split-window", "-h", board, ";", "select-pane",
			"-T", title_of(show, BOARD), ";", "select-layout", "even-horizontal", ";",
			"select-pane", "-t", "0", ";");
		break;
	case BOARD_BELOW:
		PUSH(argv, "split-window", "-v", board, ";", "select-pane", "-T",
			title_of(show, BOARD), ";", "select-pane", "-t", "0", ";", "split-window",
			"-h", desk, ";", "select-pane", "-T", title_of(show, DESK), ";",
			"select-pane", "-t", "0", ";");
		break;
	case WINDOWS:
		PUSH(argv, "new-window", "-d", "-n", title_of(show, DESK), desk, ";", "new-window",
			"-d", "-n", title_of(show, BOARD), board, ";");
		break;
	}
}

/* ---- keys, the bottom line, the end ---- */

/*
 * Of tmux's own keys only Ctrl-b d is left, for those who know it, and what the mouse
 * needs to choose a screen: a visitor must not get lost in a shell or an empty window.
 */
static void push_keys(struct mc_demo_argv *argv, enum arrangement arrangement) {
	PUSH(argv, "unbind-key", "-a", "-T", "prefix", ";", "unbind-key", "-a", "-T", "root", ";",
		"bind-key", "-T", "prefix", "d", "detach-client", ";", "bind-key", "-n",
		"MouseDown1Pane", "select-pane", "-t", "=", ";", "bind-key", "-n",
		"MouseDown1Status", "select-window", "-t", "=", ";");
	if (arrangement == WINDOWS) {
		PUSH(argv, "bind-key", "-n", "M-Left", "previous-window", ";", "bind-key", "-n",
			"M-Right", "next-window", ";");
	} else {
		PUSH(argv, "bind-key", "-n", "M-Left", "select-pane", "-t", ":.-", ";", "bind-key",
			"-n", "M-Right", "select-pane", "-t", ":.+", ";");
	}
}

/* " Tiếp nhận  Quầy 1  Bảng gọi số  Alt-← Alt-→ màn hình khác · F10 thoát" */
static void push_bottom_line(
	struct mc_demo_argv *argv, const struct mc_demo_show *show, enum arrangement arrangement) {
	bool windows = arrangement == WINDOWS;
	const char *name = windows ? "window_name" : "pane_title";
	const char *line = mc_arena_printf(show->arena,
		"#{%s:#[range=%s|#{%s}] #{%s} #[norange],#[reverse] #{%s} #[noreverse]}"
		" %s",
		windows ? "W" : "P", windows ? "window" : "pane",
		windows ? "window_index" : "pane_id", name, name,
		mc_tr(show->options->lang, N_("Alt-← Alt-→ other screen · F10 leave")));
	PUSH(argv, "set", "-g", "status", "on", ";", "set", "-g", "status-style",
		"bg=default,fg=default", ";", "set", "-g", "status-format[0]", line, ";");
}

static void push_end(struct mc_demo_argv *argv) {
	PUSH(argv, "set-hook", "-g", "pane-exited", "kill-session", ";", "set", "-g",
		"destroy-unattached", "on");
}

/* A terminal of 256 colours or more, by its name or its own word. */
static bool has_many_colours(void) {
	const char *term = getenv("TERM"), *word = getenv("COLORTERM");
	return (term != NULL && strstr(term, "256color") != NULL) ||
	       (word != NULL && *word != '\0');
}

void mc_demo_push_session(struct mc_demo_argv *argv, const struct mc_demo_show *show) {
	enum arrangement arrangement = arrangement_of(show);
	PUSH(argv, "-f", "/dev/null", "new-session", "-s", "motcua", "-n", title_of(show, COUNTER),
		command_of(show, COUNTER), ";", "select-pane", "-T", title_of(show, COUNTER), ";",
		"set", "-g", "mouse", "on", ";", "set", "-g", "escape-time", ESCAPE_MS, ";", "set",
		"-g", "pane-border-style", "default", ";", "set", "-g", "default-terminal",
		has_many_colours() ? "tmux-256color" : "screen", ";");
	push_screens(argv, show, arrangement);
	push_keys(argv, arrangement);
	push_bottom_line(argv, show, arrangement);
	push_end(argv);
}

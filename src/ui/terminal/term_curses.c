/*
 * The terminal by ncursesw, which only paints: it never reads. Bytes are read here
 * and understood by input.c, the same on every TERM. Cells that differ are handed
 * to curses, which sends what differs from the terminal.
 *
 * The keypad is never put into its application mode, so that its digits come as
 * digits. Curses gets no hold of a signal: what a death must undo is in restore.c,
 * size and job control are the caller's.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include "base/memory.h"
#include "base/str.h"
#include "ui/terminal/input.h"
#include "ui/terminal/restore.h"
#include "ui/terminal/term.h"
#include "ui/terminal/term_type.h"
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <motcua/text.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define DEFAULT_ESCAPE_MS 25
#define READ_BYTES 512
#define CANNOT_OPEN N_("The terminal cannot be opened: %s.")

/* A paste comes between marks, and so is never taken for keys. */
#define PASTE_MARKS_ON "\033[?2004h"
#define PASTE_MARKS_OFF "\033[?2004l"

struct mc_tty {
	FILE *in, *out;
	SCREEN *screen;
	enum mc_level level;
	struct termios before; /* the modes that the terminal was given to us with */
	bool redraw;
	bool cursor_shown;
	struct mc_frame shown; /* what the terminal has */
	struct mc_input input;
	char bytes[READ_BYTES]; /* read; from `at` on not yet understood */
	size_t len, at;
};

/* Curses allows one terminal a process. */
static struct mc_tty terminal;

/* ---- opening and closing ---- */

static bool is_utf8(void) {
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Colours are begun only where they are used: from then on curses paints every cell with some. */
static enum mc_level choose_level(const struct mc_tty_options *options) {
	bool colour = !options->no_colour && has_colors() &&
		      (options->level < 0 || options->level >= MC_LEVEL_COLOUR);
	enum mc_level best = is_utf8() ? MC_LEVEL_MONO : MC_LEVEL_ASCII;

	if (colour && is_utf8()) {
		start_color(); /* before it, COLORS says nothing */
		if (COLORS >= 8 && COLOR_PAIRS > MC_STYLE_COUNT) {
			best = COLORS >= 256 ? MC_LEVEL_FULL : MC_LEVEL_COLOUR;
		}
	}
	return options->level >= 0 && options->level < (int)best ? (enum mc_level)options->level
								 : best;
}

static void set_looks(enum mc_level level) {
	struct mc_look text = mc_theme_look(level, MC_STYLE_TEXT);

	if (text.foreground < 0) {
		return;
	}
	for (int i = 0; i < MC_STYLE_COUNT; i++) {
		struct mc_look look = mc_theme_look(level, (enum mc_style)i);

		init_pair((short)(i + 1), (short)look.foreground, (short)look.background);
	}
	bkgd((chtype)' ' | (chtype)COLOR_PAIR(MC_STYLE_TEXT + 1));
}

static void set_modes(void) {
	raw();
	noecho();
	nonl();
	typeahead(-1); /* painting never looks at what was typed */
	leaveok(stdscr, FALSE);
}

/* What a death has to write is known once the type is loaded, that is, by newterm(). */
static void arm_restore(const struct mc_tty *term, bool loaded) {
	struct mc_str bytes;

	mc_str_init(&bytes);
	if (loaded) {
		mc_str_add(&bytes, PASTE_MARKS_OFF);
		mc_type_add_leaving(&bytes);
	}
	if (bytes.len > MC_RESTORE_BYTES) {
		mc_str_clear(&bytes); /* no terminal has such; its modes are put back anyway */
	}
	mc_restore_arm(fileno(term->out), &term->before, mc_str_text(&bytes), bytes.len);
	mc_str_finish(&bytes);
}

static void send_bytes(struct mc_tty *term, const char *bytes) {
	fputs(bytes, term->out);
	fflush(term->out);
}

/* A stream on a copy of the descriptor, so that closing it leaves the caller's open. */
static FILE *stream_of(int fd, const char *mode) {
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);

	if (stream == NULL && copy >= 0) {
		close(copy);
	}
	return stream;
}

static void close_streams(struct mc_tty *term) {
	if (term->in != NULL) {
		fclose(term->in);
	}
	if (term->out != NULL) {
		fclose(term->out);
	}
	*term = (struct mc_tty){ 0 };
}

/*
 * Curses installs its own handlers of signals that nobody has claimed. Those that
 * end a process are claimed by restore.c; these two are ignored meanwhile, and that
 * is enough for good.
 */
static SCREEN *new_screen(const char *type, FILE *out, FILE *in) {
	static const int signals[] = { SIGTSTP, SIGWINCH };
	struct sigaction before[MC_COUNT(signals)];
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	SCREEN *screen;

	for (size_t i = 0; i < MC_COUNT(signals); i++) {
		sigaction(signals[i], &ignore, &before[i]);
	}
	use_tioctl(TRUE); /* the kernel's word on the size goes before LINES and COLUMNS */
	screen = newterm(type, out, in);
	for (size_t i = 0; i < MC_COUNT(signals); i++) {
		sigaction(signals[i], &before[i], NULL);
	}
	return screen;
}

static enum mc_status open_screen(struct mc_tty *term, const char *type, struct mc_error *err) {
	enum mc_status status = mc_tty_check_type(type, err);

	if (status != MC_OK) {
		return status;
	}
	if (tcgetattr(fileno(term->in), &term->before) != 0) {
		return mc_fail(err, MC_UNAVAILABLE, CANNOT_OPEN, strerror(errno));
	}
	arm_restore(term, false);
	term->screen = new_screen(type, term->out, term->in);
	if (term->screen == NULL) {
		mc_restore_disarm();
		return mc_fail(err, MC_UNAVAILABLE, CANNOT_OPEN, strerror(errno));
	}
	set_term(term->screen);
	arm_restore(term, true);
	return MC_OK;
}

enum mc_status mc_tty_open(
	const struct mc_tty_options *options, struct mc_tty **ret_term, struct mc_error *err) {
	struct mc_tty *term = &terminal;
	enum mc_status status;

	if (term->screen != NULL) {
		return mc_fail(err, MC_CONFLICT, N_("A terminal is open already."));
	}
	if (!isatty(options->fd_in) || !isatty(options->fd_out)) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("A screen needs a terminal: start it in one, without redirecting input "
			   "or output."));
	}
	if (!is_utf8()) {
		setlocale(LC_CTYPE, "C.UTF-8");
	}
	term->in = stream_of(options->fd_in, "r");
	term->out = stream_of(options->fd_out, "w");
	status = term->in != NULL && term->out != NULL
			 ? open_screen(term, options->type, err)
			 : mc_fail(err, MC_UNAVAILABLE, CANNOT_OPEN, strerror(errno));
	if (status != MC_OK) {
		close_streams(term);
		return status;
	}
	term->level = choose_level(options);
	set_looks(term->level);
	set_modes();
	send_bytes(term, PASTE_MARKS_ON);
	term->cursor_shown = true;
	term->redraw = true;
	mc_frame_init(&term->shown, LINES, COLS);
	mc_input_init(&term->input,
		options->escape_delay_ms > 0 ? options->escape_delay_ms : DEFAULT_ESCAPE_MS);
	*ret_term = term;
	return MC_OK;
}

bool mc_tty_is_background(const struct mc_tty *term) {
	return mc_restore_is_background(fileno(term->in));
}

void mc_tty_suspend(struct mc_tty *term) {
	bool background = mc_tty_is_background(term);
	struct termios modes; /* somebody else's */
	sigset_t stop, before;

	if (isendwin()) {
		return;
	}
	/* ending must not be stopped by setting modes from the background */
	sigemptyset(&stop);
	sigaddset(&stop, SIGTTOU);
	pthread_sigmask(SIG_BLOCK, &stop, &before);
	curs_set(1);
	term->cursor_shown = true;
	send_bytes(term, PASTE_MARKS_OFF);
	background = background && tcgetattr(fileno(term->in), &modes) == 0;
	endwin();
	if (background) {
		tcsetattr(fileno(term->in), TCSANOW, &modes);
	}
	mc_restore_disarm();
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void mc_tty_resume(struct mc_tty *term) {
	mc_tty_suspend(term); /* curses begins anew only behind an end */
	arm_restore(term, true);
	reset_prog_mode();
	tcflush(fileno(term->in), TCIFLUSH); /* before anybody sees a picture to answer to */
	send_bytes(term, PASTE_MARKS_ON);
	term->len = term->at = 0;
	mc_input_reset(&term->input);
	mc_tty_resized(term);
	term->redraw = true;
}

void mc_tty_close(struct mc_tty *term) {
	if (term == NULL || term->screen == NULL) {
		return;
	}
	mc_tty_suspend(term);
	delscreen(term->screen);
	mc_frame_finish(&term->shown);
	mc_input_finish(&term->input);
	close_streams(term);
}

/* ---- size ---- */

int mc_tty_fd(const struct mc_tty *term) {
	return fileno(term->in);
}

enum mc_level mc_tty_level(const struct mc_tty *term) {
	return term->level;
}

void mc_tty_size(const struct mc_tty *term, int *ret_rows, int *ret_columns) {
	(void)term;
	*ret_rows = LINES;
	*ret_columns = COLS;
}

bool mc_tty_resized(struct mc_tty *term) {
	struct winsize size;

	if (ioctl(fileno(term->out), TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
		size.ws_col == 0 || (size.ws_row == LINES && size.ws_col == COLS)) {
		return false;
	}
	resizeterm(size.ws_row, size.ws_col);
	term->redraw = true;
	return true;
}

/* ---- keys ---- */

bool mc_tty_hung_up(const struct mc_tty *term) {
	struct pollfd poll_fd = { .fd = fileno(term->in), .events = POLLIN };
	int waiting = 0;

	if (poll(&poll_fd, 1, 0) < 1) {
		return false;
	}
	if ((poll_fd.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
		return true;
	}
	/* readable without a byte is the end of input */
	return ioctl(fileno(term->in), FIONREAD, &waiting) == 0 && waiting == 0;
}

/* Whether the process was stopped, and the caller, who has the signal blocked, not told so yet. */
static bool was_stopped(void) {
	sigset_t waiting;

	return sigpending(&waiting) == 0 && sigismember(&waiting, SIGCONT) == 1;
}

/* Takes in what waits at the terminal; false when nothing does. Blind keys behind a stop go. */
static bool read_bytes(struct mc_tty *term) {
	struct pollfd poll_fd = { .fd = fileno(term->in), .events = POLLIN };
	ssize_t len = 0;

	if (poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & POLLIN) != 0) {
		len = read(poll_fd.fd, term->bytes, sizeof term->bytes);
	}
	term->len = len > 0 && !was_stopped() ? (size_t)len : 0;
	term->at = 0;
	return term->len > 0;
}

bool mc_tty_read(struct mc_tty *term, int64_t now_ms, struct mc_msg *ret_msg) {
	struct mc_input_event event;

	while (!mc_input_next(&term->input, &event)) {
		if (term->at < term->len || read_bytes(term)) {
			mc_input_byte(&term->input, (unsigned char)term->bytes[term->at++], now_ms);
		} else if (mc_tty_wait_ms(term, now_ms) == 0) {
			mc_input_idle(&term->input, now_ms);
		} else {
			return false;
		}
	}
	*ret_msg = event.key != MC_KEY_NONE
			   ? (struct mc_msg){ .kind = MC_MSG_KEY, .key = event.key }
			   : (struct mc_msg){ .kind = MC_MSG_PASTE, .text = event.paste };
	return true;
}

int mc_tty_wait_ms(const struct mc_tty *term, int64_t now_ms) {
	return mc_input_wait_ms(&term->input, now_ms);
}

/* ---- painting ---- */

static attr_t attributes_of(const struct mc_look *look) {
	return (look->bold ? A_BOLD : A_NORMAL) | (look->underline ? A_UNDERLINE : A_NORMAL) |
	       (look->reverse ? A_REVERSE : A_NORMAL);
}

/* The cell's letter as wide characters, in what the level can show. */
static void wide_letter(
	enum mc_level level, const struct mc_cell *cell, wchar_t out[CCHARW_MAX + 1]) {
	size_t len = strlen(cell->text);
	size_t pos = 0;
	int count = 0;

	while (pos < len && count < CCHARW_MAX) {
		int32_t character = mc_utf8_next(cell->text, len, &pos);

		if (level == MC_LEVEL_ASCII) {
			out[count++] = (wchar_t)mc_glyph_ascii(character);
			break;
		}
		out[count++] =
			(wchar_t)(level == MC_LEVEL_FULL ? character : mc_glyph_plain(character));
	}
	out[count] = L'\0';
}

static void paint_cell(const struct mc_tty *term, int row, int column, const struct mc_cell *cell) {
	struct mc_look look = mc_theme_look(term->level, (enum mc_style)cell->style);
	short pair = look.foreground < 0 ? 0 : (short)(cell->style + 1);
	wchar_t letter[CCHARW_MAX + 1];
	cchar_t wide;

	if (cell->width == 0) {
		return; /* drawn with its left half */
	}
	wide_letter(term->level, cell, letter);
	if (setcchar(&wide, letter, attributes_of(&look), pair, NULL) == OK) {
		mvadd_wch(row, column, &wide);
	}
	if (cell->width == 2 && term->level == MC_LEVEL_ASCII) {
		mvaddch(row, column + 1, ' ');
	}
}

static bool same_cell(const struct mc_cell *a, const struct mc_cell *b) {
	return a->style == b->style && a->width == b->width && strcmp(a->text, b->text) == 0;
}

void mc_tty_redraw(struct mc_tty *term) {
	term->redraw = true;
}

void mc_tty_paint(struct mc_tty *term, const struct mc_frame *frame) {
	bool all = term->redraw || frame->rows != term->shown.rows ||
		   frame->columns != term->shown.columns;

	if (all) {
		mc_frame_resize(&term->shown, frame->rows, frame->columns);
		erase();
		clearok(stdscr, TRUE);
		term->redraw = false;
	}
	for (int row = 0; row < frame->rows && row < LINES; row++) {
		for (int column = 0; column < frame->columns && column < COLS; column++) {
			const struct mc_cell *cell = mc_frame_cell(frame, row, column);

			if (all || !same_cell(cell, mc_frame_cell(&term->shown, row, column))) {
				paint_cell(term, row, column, cell);
			}
		}
	}
	memcpy(term->shown.cells, frame->cells,
		(size_t)frame->rows * (size_t)frame->columns * sizeof *frame->cells);
	if (term->cursor_shown != frame->cursor_placed) {
		curs_set(frame->cursor_placed ? 1 : 0);
		term->cursor_shown = frame->cursor_placed;
	}
	move(frame->cursor_row, frame->cursor_column);
	refresh();
}

void mc_tty_bell(struct mc_tty *term) {
	(void)term;
	beep();
}

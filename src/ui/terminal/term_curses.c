/*
 * The terminal by ncursesw. Keys: plain terminfo does not know the dialects of
 * PuTTY, xterm, the Linux console and keypads in application mode, so that F1
 * would read as Esc and digits be lost; the table below teaches them all,
 * whatever TERM says. Frames: cells that differ are handed to curses, which
 * sends what differs from the terminal.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include "base/memory.h"
#include "base/str.h"
#include "ui/terminal/letter.h"
#include "ui/terminal/term.h"
#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <motcua/text.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

/* Codes beyond those of curses. */
enum {
	CODE_PASTE_ON = 0x7000,
	CODE_PASTE_OFF,
	CODE_PAD, /* + the character on the key */
};

#define ESCAPE 27
#define DEFAULT_ESCAPE_MS 25

struct mc_tty {
	FILE *in, *out;
	SCREEN *screen;
	enum mc_level level;
	bool redraw;
	bool cursor_shown;
	struct mc_frame shown; /* what the terminal has */
	struct mc_str paste;
	struct mc_str collected; /* of a paste under way */
	bool pasting;
	struct mc_letter letter; /* that has not wholly come */
};

/* Curses allows one terminal a process. */
static struct mc_tty terminal;

/* A key and every way it may come, without the Esc in front, separated by blanks. */
static const struct {
	int code;
	const char *dialects;
} dialects[] = {
	{ KEY_F(1), "OP [11~ [[A" },
	{ KEY_F(2), "OQ [12~ [[B" },
	{ KEY_F(3), "OR [13~ [[C" },
	{ KEY_F(4), "OS [14~ [[D" },
	{ KEY_F(5), "[15~ [[E" },
	{ KEY_F(6), "[17~" },
	{ KEY_F(7), "[18~" },
	{ KEY_F(8), "[19~" },
	{ KEY_F(9), "[20~" },
	{ KEY_F(10), "[21~" },
	{ KEY_F(11), "[23~" },
	{ KEY_F(12), "[24~" },
	{ KEY_UP, "[A OA" },
	{ KEY_DOWN, "[B OB" },
	{ KEY_RIGHT, "[C OC" },
	{ KEY_LEFT, "[D OD" },
	{ KEY_HOME, "[H OH [1~ [7~" },
	{ KEY_END, "[F OF [4~ [8~" },
	{ KEY_DC, "[3~" },
	{ KEY_PPAGE, "[5~" },
	{ KEY_NPAGE, "[6~" },
	{ KEY_BTAB, "[Z" },
	{ KEY_ENTER, "OM" },
	{ CODE_PASTE_ON, "[200~" },
	{ CODE_PASTE_OFF, "[201~" },
};

/* A keypad in application mode sends "Esc O" and one of these letters. */
static const char keypad_sent[] = "pqrstuvwxyjklmno";
static const char keypad_meant[] = "0123456789*+,-./";

/* Key codes of curses and ours. */
static const struct {
	int code;
	int32_t key;
} keys[] = {
	{ KEY_ENTER, MC_KEY_ENTER },
	{ KEY_BTAB, MC_KEY_BACKTAB },
	{ KEY_BACKSPACE, MC_KEY_BACKSPACE },
	{ KEY_DC, MC_KEY_DELETE },
	{ KEY_UP, MC_KEY_UP },
	{ KEY_DOWN, MC_KEY_DOWN },
	{ KEY_LEFT, MC_KEY_LEFT },
	{ KEY_RIGHT, MC_KEY_RIGHT },
	{ KEY_HOME, MC_KEY_HOME },
	{ KEY_END, MC_KEY_END },
	{ KEY_PPAGE, MC_KEY_PAGE_UP },
	{ KEY_NPAGE, MC_KEY_PAGE_DOWN },
};

/* ---- opening and closing ---- */

static bool is_utf8(void) {
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static enum mc_level best_level(bool no_colour) {
	if (!is_utf8()) {
		return MC_LEVEL_ASCII;
	}
	if (has_colors()) {
		start_color(); /* before it, COLORS says nothing */
	}
	if (no_colour || !has_colors() || COLORS < 8 || COLOR_PAIRS <= MC_STYLE_COUNT) {
		return MC_LEVEL_MONO;
	}
	return COLORS >= 256 ? MC_LEVEL_FULL : MC_LEVEL_COLOUR;
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

static void teach_key(const char *ways, int code) {
	while (*ways != '\0') {
		size_t len = strcspn(ways, " ");
		char bytes[8] = { ESCAPE };

		memcpy(bytes + 1, ways, len);
		define_key(bytes, code);
		ways += len + (ways[len] == ' ');
	}
}

static void set_keyboard(int escape_delay_ms) {
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	set_escdelay(escape_delay_ms > 0 ? escape_delay_ms : DEFAULT_ESCAPE_MS);
	for (size_t i = 0; i < MC_COUNT(dialects); i++) {
		teach_key(dialects[i].dialects, dialects[i].code);
	}
	for (size_t i = 0; keypad_sent[i] != '\0'; i++) {
		char bytes[] = { 'O', keypad_sent[i], '\0' };

		teach_key(bytes, CODE_PAD + keypad_meant[i]);
	}
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

enum mc_status mc_tty_open(
	const struct mc_tty_options *options, struct mc_tty **ret_term, struct mc_error *err) {
	struct mc_tty *term = &terminal;

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
	if (term->in != NULL && term->out != NULL) {
		term->screen = newterm(options->type, term->out, term->in);
	}
	if (term->screen == NULL) {
		close_streams(term);
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The terminal's type is not known here: set TERM=xterm-256color, or "
			   "install ncurses-term."));
	}
	set_term(term->screen);
	term->level = best_level(options->no_colour);
	if (options->level >= 0 && options->level < (int)term->level) {
		term->level = (enum mc_level)options->level;
	}
	set_looks(term->level);
	set_keyboard(options->escape_delay_ms);
	send_bytes(term, "\033[?2004h");
	term->cursor_shown = true;
	term->redraw = true;
	mc_frame_init(&term->shown, LINES, COLS);
	mc_str_init(&term->paste);
	mc_str_init(&term->collected);
	*ret_term = term;
	return MC_OK;
}

void mc_tty_close(struct mc_tty *term) {
	if (term == NULL || term->screen == NULL) {
		return;
	}
	curs_set(1);
	endwin();
	send_bytes(term, "\033[?2004l");
	delscreen(term->screen);
	mc_frame_finish(&term->shown);
	mc_str_finish(&term->paste);
	mc_str_finish(&term->collected);
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

/* A character of the keyboard that is not a letter; MC_KEY_NONE: swallowed. */
static int32_t control_key(int32_t character) {
	switch (character) {
	case '\r':
	case '\n': return MC_KEY_ENTER;
	case '\t': return MC_KEY_TAB;
	case 8:
	case 127: return MC_KEY_BACKSPACE;
	case 12: return MC_KEY_REDRAW;
	default: return MC_KEY_NONE;
	}
}

static int32_t key_of_code(int code) {
	if (code > KEY_F0 && code <= KEY_F(12)) {
		return MC_KEY_F(code - KEY_F0);
	}
	if (code >= CODE_PAD + '*' && code <= CODE_PAD + '9') {
		return code - CODE_PAD;
	}
	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		if (keys[i].code == code) {
			return keys[i].key;
		}
	}
	return MC_KEY_NONE;
}

/* What follows an Esc at once belongs to it: Alt. */
static int32_t key_after_escape(void) {
	int next = getch();

	if (next >= 32 && next < 127) {
		return MC_KEY_ALT + next;
	}
	if (next != ERR) {
		ungetch(next);
	}
	return MC_KEY_ESC;
}

static int32_t key_of_character(int32_t character) {
	if (character == ESCAPE) {
		return key_after_escape();
	}
	return character < 32 || character == 127 ? control_key(character) : character;
}

/* A character of a paste; line ends and tabs are blanks, other controls go. */
static void collect(struct mc_tty *term, int32_t character) {
	bool blank = character == '\r' || character == '\n' || character == '\t';
	char bytes[4];
	size_t len;

	if (character < 32 && !blank) {
		return;
	}
	len = mc_utf8_encode(blank ? ' ' : character, bytes);
	if (term->collected.len + len <= MC_TEXT_MAX_BYTES) {
		mc_str_add_bytes(&term->collected, bytes, len);
	}
}

static void end_paste(struct mc_tty *term, struct mc_msg *ret_msg) {
	struct mc_str swap = term->paste;

	term->paste = term->collected;
	term->collected = swap;
	mc_str_clear(&term->collected);
	term->pasting = false;
	*ret_msg = (struct mc_msg){ .kind = MC_MSG_PASTE, .text = mc_str_text(&term->paste) };
}

/* A key code of curses; false when it is nothing for anybody. */
static bool take_code(struct mc_tty *term, int code, struct mc_msg *ret_msg) {
	int32_t key = key_of_code(code);

	if (code == CODE_PASTE_OFF && term->pasting) {
		end_paste(term, ret_msg);
		return true;
	}
	term->pasting |= code == CODE_PASTE_ON;
	if (code == KEY_RESIZE) {
		mc_tty_resized(term);
		term->redraw = true;
		*ret_msg = (struct mc_msg){ .kind = MC_MSG_RESIZE };
		return true;
	}
	*ret_msg = (struct mc_msg){ .kind = MC_MSG_KEY, .key = key };
	return key != MC_KEY_NONE && !term->pasting;
}

static bool take_byte(struct mc_tty *term, int byte, struct mc_msg *ret_msg) {
	int32_t character = mc_letter_byte(&term->letter, byte);
	int32_t key;

	if (character < 0) {
		return false;
	}
	if (term->pasting) {
		collect(term, character);
		return false;
	}
	key = key_of_character(character);
	*ret_msg = (struct mc_msg){ .kind = MC_MSG_KEY, .key = key };
	return key != MC_KEY_NONE;
}

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

bool mc_tty_read(struct mc_tty *term, struct mc_msg *ret_msg) {
	int code;

	while ((code = getch()) != ERR) {
		if (code < KEY_MIN ? take_byte(term, code, ret_msg)
				   : take_code(term, code, ret_msg)) {
			return true;
		}
	}
	return false;
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

/*
 * The terminal: frames out, messages in. Only ui/terminal/term_*.c know curses;
 * curses keeps its state in globals, so a process has one terminal. Nothing here blocks: the caller polls mc_tty_fd(), no longer than
 * mc_tty_wait_ms(), and then reads until there is no more.
 *
 * While a terminal is open, any death of the process puts it back (restore.h).
 * Stopping and going on are the caller's: it hears of the signals.
 *
 * Needs setlocale(LC_CTYPE, "") before; where that is not UTF-8, C.UTF-8 is
 * tried, else the level is L0.
 */
#ifndef MC_UI_TERM_H
#define MC_UI_TERM_H

#include "ui/screen.h"

struct mc_tty;

struct mc_tty_options {
	int fd_in, fd_out; /* the tty, usually 0 and 1; not closed here */
	const char *type; /* $TERM, of terminfo; NULL: not known */
	bool no_colour; /* NO_COLOR is set and not empty: L1 at most */
	int level; /* enum mc_level, or -1: the best the terminal can do */
	int escape_delay_ms; /* 25 here, 100–150 over ssh; 0: 25 */
};

/*
 * Whether a screen can be shown on a terminal of this type (NULL: it has none).
 * MC_UNAVAILABLE: nobody knows it, or its cursor cannot be moved; the sentence says
 * what to set.
 */
MC_CHECKED enum mc_status mc_tty_check_type(const char *type, struct mc_error *err);

/* MC_UNAVAILABLE: not a terminal, or of no suitable type. */
MC_CHECKED enum mc_status mc_tty_open(
	const struct mc_tty_options *options, struct mc_tty **ret_term, struct mc_error *err);

/* Gives the terminal back as it was. Fine on NULL. */
void mc_tty_close(struct mc_tty *term);

/* The same for a while: before the process stops. */
void mc_tty_suspend(struct mc_tty *term);

/* Whether a job of the shell in the foreground has the terminal: it must not be taken then. */
bool mc_tty_is_background(const struct mc_tty *term);

/*
 * After a stop, announced or not: takes the terminal again, whatever another program
 * has made of it. What was typed meanwhile is dropped, as it was typed blindly. The
 * size may be another one; the next paint draws all.
 */
void mc_tty_resume(struct mc_tty *term);

int mc_tty_fd(const struct mc_tty *term);
enum mc_level mc_tty_level(const struct mc_tty *term);
void mc_tty_size(const struct mc_tty *term, int *ret_rows, int *ret_columns);

/* After SIGWINCH: asks the kernel for the size; true when it changed. The next paint draws all. */
bool mc_tty_resized(struct mc_tty *term);

/*
 * The next KEY or PASTE, or false when everything was read; `now_ms` is monotonic.
 * The text of a paste lives until the next call. A paste that is longer than a field
 * may be is given as far as it fits.
 */
bool mc_tty_read(struct mc_tty *term, int64_t now_ms, struct mc_msg *ret_msg);

/* How long until mc_tty_read() has more to say without anything typed; -1: for ever. */
int mc_tty_wait_ms(const struct mc_tty *term, int64_t now_ms);

/* The other end is gone (after a poll that woke without anything to read). */
bool mc_tty_hung_up(const struct mc_tty *term);

/*
 * Draws what differs from the frame before, then puts the cursor on the frame's
 * focus, also when nothing changed: readers for blind people follow it.
 */
void mc_tty_paint(struct mc_tty *term, const struct mc_frame *frame);
void mc_tty_redraw(struct mc_tty *term); /* the next paint draws every cell */
void mc_tty_bell(struct mc_tty *term);

#endif

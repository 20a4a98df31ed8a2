/*
 * A program behind a pseudo terminal: libvterm reads what it draws, bytes go in as
 * terminals send them. For cmocka; a time-out is reached by a broken program only.
 */
#ifndef MC_TESTS_UI_GLASS_H
#define MC_TESTS_UI_GLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#define GLASS_PATIENCE_MS 10000

struct glass {
	pid_t pid; /* 0: it has ended */
	int fd;
	VTerm *vterm;
	VTermScreen *screen;
	int rows, columns;
	struct termios before; /* the modes that the program was started with */
	char text[200 * 1000];
	char raw[1 << 20]; /* all bytes the program sent */
	size_t raw_len;
};

/* Starts argv (ended by NULL) in a terminal of 80 × 24 of the type, in Vietnamese and UTF-8. */
void glass_open(struct glass *glass, const char *type, const char *const *argv);
void glass_close(struct glass *glass);

void glass_resize(struct glass *glass, int rows, int columns);
void glass_type(struct glass *glass, const char *bytes);

/* Takes in what the program has drawn; false when it ended. */
bool glass_take_in(struct glass *glass, int wait_ms);
void glass_wait_for(struct glass *glass, const char *text);

/* Takes in all to the end; its wait status. */
int glass_wait_end(struct glass *glass);

/* Whether the terminal has the modes of before the program. */
bool glass_modes_are_back(const struct glass *glass);

bool glass_was_sent(const struct glass *glass, const char *bytes);

#endif

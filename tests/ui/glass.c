#include "glass.h"
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

void glass_open(struct glass *glass, const char *type, const char *const *argv) {
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int slave;

	*glass = (struct glass){ .rows = 24, .columns = 80 };
	assert_int_equal(openpty(&glass->fd, &slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(slave, &glass->before), 0);
	glass->pid = fork();
	if (glass->pid == 0) {
		login_tty(slave);
		close(glass->fd);
		setenv("TERM", type, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	assert_true(glass->pid > 0);
	close(slave);
	glass->vterm = vterm_new(24, 80);
	vterm_set_utf8(glass->vterm, 1);
	glass->screen = vterm_obtain_screen(glass->vterm);
	vterm_screen_enable_altscreen(glass->screen, 1);
	vterm_screen_reset(glass->screen, 1);
}

void glass_close(struct glass *glass) {
	if (glass->pid > 0) {
		kill(glass->pid, SIGKILL);
		waitpid(glass->pid, NULL, 0);
	}
	close(glass->fd);
	vterm_free(glass->vterm);
}

static size_t put_utf8(uint32_t character, char *out) {
	if (character < 0x80) {
		out[0] = (char)(character == 0 ? ' ' : character);
		return 1;
	}
	if (character < 0x800) {
		out[0] = (char)(0xC0 | character >> 6);
		out[1] = (char)(0x80 | (character & 63));
		return 2;
	}
	out[0] = (char)(0xE0 | character >> 12);
	out[1] = (char)(0x80 | (character >> 6 & 63));
	out[2] = (char)(0x80 | (character & 63));
	return 3;
}

static void read_text(struct glass *glass) {
	size_t len = 0;

	for (int row = 0; row < glass->rows; row++) {
		for (int column = 0; column < glass->columns; column++) {
			VTermScreenCell cell;

			vterm_screen_get_cell(glass->screen, (VTermPos){ row, column }, &cell);
			len += put_utf8(cell.chars[0], glass->text + len);
		}
		glass->text[len++] = '\n';
	}
	glass->text[len] = '\0';
}

static int64_t now_ms(void) {
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool glass_take_in(struct glass *glass, int wait_ms) {
	struct pollfd input = { .fd = glass->fd, .events = POLLIN };
	char bytes[4096];
	ssize_t len;

	if (poll(&input, 1, wait_ms) < 1) {
		return true;
	}
	len = read(glass->fd, bytes, sizeof bytes);
	if (len <= 0) {
		return false;
	}
	vterm_input_write(glass->vterm, bytes, (size_t)len);
	if (glass->raw_len + (size_t)len < sizeof glass->raw) {
		memcpy(glass->raw + glass->raw_len, bytes, (size_t)len);
		glass->raw_len += (size_t)len;
	}
	return true;
}

void glass_wait_for(struct glass *glass, const char *text) {
	int64_t until = now_ms() + GLASS_PATIENCE_MS;

	do {
		read_text(glass);
		if (strstr(glass->text, text) != NULL) {
			return;
		}
	} while (glass_take_in(glass, 100) && now_ms() < until);
	print_error("%s", glass->text);
	fail_msg("“%s” did not come", text);
}

void glass_type(struct glass *glass, const char *bytes) {
	assert_int_equal(write(glass->fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

void glass_resize(struct glass *glass, int rows, int columns) {
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	glass->rows = rows;
	glass->columns = columns;
	vterm_set_size(glass->vterm, rows, columns);
	assert_int_equal(ioctl(glass->fd, TIOCSWINSZ, &size), 0);
}

int glass_wait_end(struct glass *glass) {
	int status = 0;

	while (glass_take_in(glass, GLASS_PATIENCE_MS)) {
	}
	assert_int_equal(waitpid(glass->pid, &status, 0), glass->pid);
	glass->pid = 0;
	return status;
}

bool glass_modes_are_back(const struct glass *glass) {
	struct termios now;

	return tcgetattr(glass->fd, &now) == 0 && now.c_iflag == glass->before.c_iflag &&
	       now.c_oflag == glass->before.c_oflag && now.c_lflag == glass->before.c_lflag;
}

bool glass_was_sent(const struct glass *glass, const char *bytes) {
	return memmem(glass->raw, glass->raw_len, bytes, strlen(bytes)) != NULL;
}

/*
 * The real terminal code behind a pseudo terminal: libvterm reads what it
 * draws, keys go in as the bytes that terminals really send. Usage:
 * test_ui_terminal PAINT_DEMO.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

#define PATIENCE_MS 10000

struct glass {
	pid_t pid;
	int fd;
	VTerm *vterm;
	VTermScreen *screen;
	int rows, columns;
	char text[200 * 1000];
	char raw[1 << 20]; /* all bytes the program sent */
	size_t raw_len;
};

static const char *demo;

static void open_glass(
	struct glass *glass, const char *term, const char *screen, const char *level) {
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	*glass = (struct glass){ .rows = 24, .columns = 80 };
	glass->pid = forkpty(&glass->fd, NULL, NULL, &size);
	if (glass->pid == 0) {
		setenv("TERM", term, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execl(demo, demo, screen, "vi", level, (char *)NULL);
		_exit(127);
	}
	assert_true(glass->pid > 0);
	glass->vterm = vterm_new(24, 80);
	vterm_set_utf8(glass->vterm, 1);
	glass->screen = vterm_obtain_screen(glass->vterm);
	vterm_screen_enable_altscreen(glass->screen, 1);
	vterm_screen_reset(glass->screen, 1);
}

static void close_glass(struct glass *glass) {
	int status;

	kill(glass->pid, SIGKILL);
	waitpid(glass->pid, &status, 0);
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

/* Takes in what the program has drawn; false when it ended. */
static bool take_in(struct glass *glass, int wait_ms) {
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

static void wait_for(struct glass *glass, const char *text) {
	int64_t until = now_ms() + PATIENCE_MS;

	do {
		read_text(glass);
		if (strstr(glass->text, text) != NULL) {
			return;
		}
	} while (take_in(glass, 100) && now_ms() < until);
	print_error("%s", glass->text);
	fail_msg("“%s” did not come", text);
}

static void send_bytes(struct glass *glass, const char *bytes) {
	assert_int_equal(write(glass->fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* Keys as PuTTY, xterm, the Linux console and keypads send them, whatever TERM says. */
static void every_dialect_is_understood(void **state) {
	static const struct {
		const char *screen, *bytes, *expected;
	} rows[] = {
		{ "desk", "\033OP", "Trợ giúp:" },
		{ "desk", "\033[11~", "Trợ giúp:" },
		{ "desk", "\033[[A", "Trợ giúp:" },
		{ "desk", "\0331", "Trợ giúp:" },
		{ "desk", "\033[15~", "Tìm hồ sơ" },
		{ "desk", "\033[[E", "Tìm hồ sơ" },
		{ "desk", "\033[17~", "Cán bộ nào" },
		{ "desk", "\033[23~", "gõ số, rồi Enter" },
		{ "desk", "v", "Vắng mặt, hoãn lượt" },
		{ "kiosk", "\033Oj", "Press a digit" },
		{ "kiosk", "\033Oq", "Số của công dân" },
		{ "desk",
			"\033[15~\xff\xfe"
			"Đức",
			"Tìm: Đức" },
		{ "desk", "\033[15~\033[200~\033[11~a\rb\033[201~c", "Tìm: a bc" },
		{ "counter", "\033[12~\033OMNguyễn Văn Ẩn", "Nguyễn Văn Ẩn" },
	};
	static const char *const terms[] = { "xterm-256color", "linux", "vt220" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static struct glass glass;

		open_glass(&glass, terms[i % 3], rows[i].screen, "");
		wait_for(&glass, "23/11/2026");
		wait_for(&glass, rows[i].screen[0] == 'k' ? "Mời bấm" : "bình thường");
		send_bytes(&glass, rows[i].bytes);
		wait_for(&glass, rows[i].expected);
		close_glass(&glass);
	}
}

static void the_cursor_stands_on_the_focus(void **state) {
	static struct glass glass;
	VTermPos cursor;

	(void)state;
	open_glass(&glass, "xterm-256color", "desk", "");
	wait_for(&glass, "bình thường");
	send_bytes(&glass, "\033[15~\xC4\x90uc");
	wait_for(&glass, "Tìm: Đuc");
	while (take_in(&glass, 50) &&
		(vterm_state_get_cursorpos(vterm_obtain_state(glass.vterm), &cursor),
			cursor.col != 10)) {
	}
	assert_int_equal(cursor.row, 2);
	assert_int_equal(cursor.col, 10);
	close_glass(&glass);
}

static void a_resize_is_followed(void **state) {
	static struct glass glass;
	struct winsize small = { .ws_row = 15, .ws_col = 60 };
	struct winsize wide = { .ws_row = 30, .ws_col = 100 };

	(void)state;
	open_glass(&glass, "xterm-256color", "desk", "");
	wait_for(&glass, "bình thường");
	glass.rows = 15;
	glass.columns = 60;
	vterm_set_size(glass.vterm, 15, 60);
	assert_int_equal(ioctl(glass.fd, TIOCSWINSZ, &small), 0);
	wait_for(&glass, "Cửa sổ quá nhỏ: cần 80x24 (đang 60x15)");
	glass.rows = 30;
	glass.columns = 100;
	vterm_set_size(glass.vterm, 30, 100);
	assert_int_equal(ioctl(glass.fd, TIOCSWINSZ, &wide), 0);
	wait_for(&glass, "bình thường");
	close_glass(&glass);
}

static void level_0_is_plain_ascii(void **state) {
	static struct glass glass;

	(void)state;
	open_glass(&glass, "vt220", "desk", "L0");
	wait_for(&glass, "binh thuong");
	for (size_t i = 0; i < glass.raw_len; i++) {
		assert_true((unsigned char)glass.raw[i] < 0x80);
	}
	close_glass(&glass);
}

static void the_terminal_is_given_back(void **state) {
	static struct glass glass;
	struct termios before;
	struct termios after;
	int status;

	(void)state;
	open_glass(&glass, "xterm-256color", "desk", "");
	assert_int_equal(tcgetattr(glass.fd, &before), 0);
	wait_for(&glass, "bình thường");
	send_bytes(&glass, "\033[21~");
	while (take_in(&glass, PATIENCE_MS)) {
	}
	assert_int_equal(waitpid(glass.pid, &status, 0), glass.pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(tcgetattr(glass.fd, &after), 0);
	assert_int_equal(
		after.c_lflag & (ECHO | ICANON | ISIG), before.c_lflag & (ECHO | ICANON | ISIG));
	assert_non_null(memmem(glass.raw, glass.raw_len, "\033[?2004h", 8));
	assert_non_null(memmem(glass.raw, glass.raw_len, "\033[?2004l", 8));
	glass.pid = fork(); /* something to kill for close_glass */
	if (glass.pid == 0) {
		_exit(0);
	}
	close_glass(&glass);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dialect_is_understood),
		cmocka_unit_test(the_cursor_stands_on_the_focus),
		cmocka_unit_test(a_resize_is_followed),
		cmocka_unit_test(level_0_is_plain_ascii),
		cmocka_unit_test(the_terminal_is_given_back),
	};

	if (argc < 2) {
		fputs("usage: test_ui_terminal PAINT_DEMO\n", stderr);
		return 77;
	}
	demo = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The real terminal code behind a pseudo terminal, keys as the bytes that terminals
 * really send. Usage: test_ui_terminal PAINT_DEMO.
 */
#include "glass.h"
#include <motcua/status.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *demo;

static void open_screen(
	struct glass *glass, const char *type, const char *screen, const char *level) {
	const char *const argv[] = { demo, screen, "vi", level, NULL };

	glass_open(glass, type, argv);
}

/* Keys as PuTTY, xterm, the Linux console and keypads send them, whatever TERM says. */
static void every_dialect_is_understood(void **state) {
	static const struct row {
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
		{ "desk", "\033[15~xa b\025Minh", "Tìm: Minh" },
		{ "counter", "\033[12~\033OMNguyễn Văn Ẩn", "Nguyễn Văn Ẩn" },
	};
	static const char *const types[] = { "xterm-256color", "linux", "vt220", "putty",
		"screen-256color" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		static struct glass glass;
		const struct row *row = &rows[i];

		open_screen(&glass, types[i % MC_COUNT(types)], row->screen, "");
		glass_wait_for(&glass, "23/11/2026");
		glass_wait_for(&glass, row->screen[0] == 'k' ? "Mời bấm" : "bình thường");
		glass_type(&glass, row->bytes);
		glass_wait_for(&glass, row->expected);
		glass_close(&glass);
	}
}

static void the_cursor_stands_on_the_focus(void **state) {
	static struct glass glass;
	VTermPos cursor;

	(void)state;
	open_screen(&glass, "xterm-256color", "desk", "");
	glass_wait_for(&glass, "bình thường");
	glass_type(&glass, "\033[15~\xC4\x90uc");
	glass_wait_for(&glass, "Tìm: Đuc");
	while (glass_take_in(&glass, 50) &&
		(vterm_state_get_cursorpos(vterm_obtain_state(glass.vterm), &cursor),
			cursor.col != 10)) {
	}
	assert_int_equal(cursor.row, 2);
	assert_int_equal(cursor.col, 10);
	glass_close(&glass);
}

static void a_resize_is_followed(void **state) {
	static struct glass glass;

	(void)state;
	open_screen(&glass, "xterm-256color", "desk", "");
	glass_wait_for(&glass, "bình thường");
	glass_resize(&glass, 15, 60);
	glass_wait_for(&glass, "Cửa sổ quá nhỏ: cần 80x23 (đang 60x15)");
	glass_resize(&glass, 30, 100);
	glass_wait_for(&glass, "bình thường");
	glass_close(&glass);
}

/* The kernel knows the window; LINES and COLUMNS are often those of another one. */
static void the_size_is_that_of_the_window(void **state) {
	static struct glass glass;

	(void)state;
	setenv("LINES", "15", 1);
	setenv("COLUMNS", "60", 1);
	open_screen(&glass, "xterm-256color", "desk", "");
	glass_wait_for(&glass, "bình thường");
	glass_resize(&glass, 20, 70);
	glass_wait_for(&glass, "(đang 70x20)");
	glass_close(&glass);
	unsetenv("LINES");
	unsetenv("COLUMNS");
}

/* A sentence that says what to set, and not one byte of a screen. */
static void a_terminal_that_cannot_be_painted_is_refused(void **state) {
	static const struct {
		const char *type, *sentence;
	} rows[] = {
		{ "dumb", "“dumb” cannot show a screen" },
		{ "lpr", "“lpr” " },
		{ "unknown", "“unknown” is not known here" },
		{ "no-such-type", "“no-such-type” is not known here" },
		{ "", "does not say what it is" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		static struct glass glass;
		int status;

		open_screen(&glass, rows[i].type, "desk", "");
		status = glass_wait_end(&glass);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
		assert_true(glass_was_sent(&glass, rows[i].sentence));
		assert_true(glass_was_sent(&glass, "TERM=xterm-256color"));
		assert_false(glass_was_sent(&glass, "\033"));
		assert_true(glass_modes_are_back(&glass));
		glass_close(&glass);
	}
}

static void level_0_is_plain_ascii(void **state) {
	static struct glass glass;

	(void)state;
	open_screen(&glass, "vt220", "desk", "L0");
	glass_wait_for(&glass, "binh thuong");
	for (size_t i = 0; i < glass.raw_len; i++) {
		assert_true((unsigned char)glass.raw[i] < 0x80);
	}
	glass_close(&glass);
}

static void the_terminal_is_given_back(void **state) {
	static struct glass glass;
	int status;

	(void)state;
	open_screen(&glass, "xterm-256color", "desk", "");
	glass_wait_for(&glass, "bình thường");
	glass_type(&glass, "\033[21~");
	status = glass_wait_end(&glass);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(glass_modes_are_back(&glass));
	assert_true(glass_was_sent(&glass, "\033[?2004h"));
	assert_true(glass_was_sent(&glass, "\033[?2004l"));
	glass_close(&glass);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dialect_is_understood),
		cmocka_unit_test(the_cursor_stands_on_the_focus),
		cmocka_unit_test(a_resize_is_followed),
		cmocka_unit_test(the_size_is_that_of_the_window),
		cmocka_unit_test(a_terminal_that_cannot_be_painted_is_refused),
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

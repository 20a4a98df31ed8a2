/* The parts screens are made of: frame, letters, field, list, form. */
#include "base/str.h"
#include "ui/parts/edit.h"
#include "ui/parts/form.h"
#include "ui/parts/list.h"
#include "ui/terminal/letter.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- frame ---- */

static void assert_dump(const struct mc_frame *frame, const char *expected) {
	struct mc_str text;

	mc_str_init(&text);
	mc_frame_dump(frame, &text);
	assert_string_equal(mc_str_text(&text), expected);
	mc_str_finish(&text);
}

static void text_is_clipped_between_letters(void **state) {
	static const struct {
		int column, columns;
		const char *text, *expected;
		int used;
	} rows[] = {
		{ 0, -1, "Đặng", "Đặng\n", 4 },
		{ 0, 2, "Đặng", "Đặ\n", 2 },
		{ 6, -1, "Đặng", "      Đặ\n", 2 },
		{ -2, -1, "Đặng", "ng\n", 4 },
		{ 0, 3, "漢字", "漢\n", 2 },
		{ 7, -1, "漢", "\n", 0 },
		{ 0, -1, "e\xCC\xA3\xCC\x82x", "e\xCC\xA3\xCC\x82x\n", 2 },
		{ 0, -1, "a\tb\x01", "a b\n", 4 },
		{ 0, -1,
			"\xff"
			"a",
			"?a\n", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_frame frame;

		mc_frame_init(&frame, 1, 8);
		assert_int_equal(mc_frame_text(&frame, 0, rows[i].column, rows[i].columns,
					 MC_STYLE_TEXT, rows[i].text),
			rows[i].used);
		assert_dump(&frame, rows[i].expected);
		mc_frame_finish(&frame);
	}
}

static void half_a_wide_letter_never_stays(void **state) {
	struct mc_frame frame;

	(void)state;
	mc_frame_init(&frame, 1, 6);
	mc_frame_text(&frame, 0, 0, -1, MC_STYLE_TEXT, "漢字");
	mc_frame_text(&frame, 0, 1, -1, MC_STYLE_TEXT, "x");
	assert_dump(&frame, " x字\n");
	mc_frame_text(&frame, 0, 2, -1, MC_STYLE_TEXT, "y");
	assert_dump(&frame, " xy\n");
	mc_frame_finish(&frame);
}

static void long_text_ends_in_dots_or_wraps(void **state) {
	struct mc_frame frame;

	(void)state;
	mc_frame_init(&frame, 3, 8);
	mc_frame_fit(&frame, 0, 0, 6, MC_STYLE_TEXT, "Đăng ký");
	mc_frame_right(&frame, 1, 0, 8, MC_STYLE_TEXT, "phải");
	mc_frame_centre(&frame, 2, 0, 8, MC_STYLE_TEXT, "giữa");
	assert_dump(&frame, "Đăng …\n    phải\n  giữa\n");
	mc_frame_clear(&frame);
	assert_int_equal(
		mc_frame_wrap(&frame, 0, 0, 3, 8, MC_STYLE_TEXT, "một hai ba bốn năm sáu bảy"), 3);
	assert_dump(&frame, "một hai\nba bốn\nnăm sáu…\n");
	mc_frame_clear(&frame);
	mc_frame_fit_end(&frame, 0, 0, 8, MC_STYLE_TEXT, "Vũ Thị Lan"); /* whole words of a name */
	mc_frame_fit_end(&frame, 1, 0, 8, MC_STYLE_TEXT, "ngoai-000123");
	mc_frame_fit_end(&frame, 2, 0, 8, MC_STYLE_TEXT, "vừa khít");
	assert_dump(&frame, "…Thị Lan\n…-000123\nvừa khít\n");
	mc_frame_finish(&frame);
}

static void boxes_join(void **state) {
	struct mc_frame frame;

	(void)state;
	mc_frame_init(&frame, 5, 16);
	mc_frame_box(&frame, 0, 0, 5, 16, "Chờ", "2");
	mc_frame_divide(&frame, 2, 0, 16, NULL, NULL);
	assert_dump(&frame, "┌ Chờ ────── 2 ┐\n│              │\n├──────────────┤\n│              "
			    "│\n└──────────────┘\n");
	mc_frame_finish(&frame);
}

static void big_letters_are_all_different(void **state) {
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	char *dumps[MC_BIG_7 + 1][sizeof all - 1];

	(void)state;
	for (int size = 0; size <= MC_BIG_7; size++) {
		for (size_t i = 0; all[i] != '\0'; i++) {
			char letter[2] = { all[i], '\0' };
			struct mc_frame frame;
			struct mc_str text;

			mc_frame_init(&frame, 7, 12);
			mc_frame_big(&frame, 0, 0, (enum mc_big)size, 1, MC_STYLE_BIG, letter);
			mc_str_init(&text);
			mc_frame_dump(&frame, &text);
			dumps[size][i] = text.data;
			for (size_t j = 0; j < i; j++) {
				assert_string_not_equal(dumps[size][i], dumps[size][j]);
			}
			mc_frame_finish(&frame);
		}
		for (size_t i = 0; all[i] != '\0'; i++) {
			free(dumps[size][i]);
		}
	}
	assert_int_equal(mc_big_columns(MC_BIG_7, 1, "A012"), 46);
	assert_int_equal(mc_big_rows(MC_BIG_7, 2), 14);
	assert_in_range(mc_big_columns(MC_BIG_5_CLOSE, 1, "261123-0012"), 60, 76);
	assert_true(mc_big_has_all("261123-0012"));
	assert_false(mc_big_has_all("H20.14"));
}

/* ---- field ---- */

static void keys(struct mc_edit *field, const char *names) {
	while (*names != '\0') {
		size_t len = strcspn(names, " ");

		mc_edit_key(field, mc_key_parse(names, len), NULL);
		names += len;
		names += strspn(names, " ");
	}
}

static void fields_edit_whole_letters(void **state) {
	static const struct {
		enum mc_edit_mask mask;
		int max;
		const char *keys, *expected;
	} rows[] = {
		{ MC_EDIT_TEXT, 10, "N g u y ễ n", "Nguyễn" },
		{ MC_EDIT_TEXT, 10, "n ễ Backspace", "n" },
		{ MC_EDIT_TEXT, 10, "a b c Left Left x", "axbc" },
		{ MC_EDIT_TEXT, 10, "a b c Home Delete End d", "bcd" },
		{ MC_EDIT_TEXT, 3, "a b c d", "abc" },
		{ MC_EDIT_TEXT, 10, "a Space b Space", "a b " },
		{ MC_EDIT_DIGITS, 10, "1 a 2 - 3", "123" },
		{ MC_EDIT_CODE, 10, "A Space đ 1", "A1" },
		{ MC_EDIT_TEXT, 10, "Backspace Delete Left Right a", "a" },
		{ MC_EDIT_TEXT, 20, "a b Space c d Ctrl-U", "" },
		{ MC_EDIT_TEXT, 20, "a ễ Left Ctrl-U", "ễ" },
		{ MC_EDIT_TEXT, 20, "a Space đ Ctrl-W", "a " },
		{ MC_EDIT_TEXT, 20, "a Space b Space Space Ctrl-W Ctrl-W", "" },
		{ MC_EDIT_TEXT, 20, "a b c Left Left Ctrl-K", "a" },
		{ MC_EDIT_TEXT, 20, "a Ctrl-K b", "ab" },
		{ MC_EDIT_DIGITS, 9, "1 2 Ctrl-U 3", "3" },
		{ MC_EDIT_TEXT, 20, "Ctrl-U Ctrl-W Ctrl-K Ctrl-Y", "" },
		/* what keys remove one after the other comes back as one, where the cursor is */
		{ MC_EDIT_TEXT, 20, "a b Ctrl-U c Ctrl-Y", "cab" },
		{ MC_EDIT_TEXT, 20, "a Space b Space c Ctrl-W Ctrl-W Ctrl-Y", "a b c" },
		{ MC_EDIT_TEXT, 20, "a b c d Left Left Ctrl-U Ctrl-K Ctrl-Y", "abcd" },
		{ MC_EDIT_TEXT, 20, "a b c d Left Left Ctrl-K Ctrl-U Ctrl-Y", "abcd" },
		{ MC_EDIT_TEXT, 20, "a b Ctrl-U Ctrl-U Ctrl-Y Ctrl-Y", "abab" },
		{ MC_EDIT_TEXT, 20, "a b Ctrl-U c d Ctrl-U Ctrl-Y", "cd" },
		{ MC_EDIT_TEXT, 3, "a b Ctrl-U Ctrl-Y Ctrl-Y", "ab" },
		{ MC_EDIT_SECRET, 20, "a b Ctrl-U Ctrl-Y", "" }, /* of a secret nothing is kept */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_edit field;

		mc_edit_init(&field, rows[i].mask, rows[i].max);
		keys(&field, rows[i].keys);
		assert_string_equal(field.text, rows[i].expected);
	}
}

/* What was removed in a field is not put back into the text of the next person. */
static void a_new_text_forgets_what_was_removed(void **state) {
	struct mc_edit field;

	(void)state;
	mc_edit_init(&field, MC_EDIT_TEXT, 20);
	keys(&field, "a n Ctrl-U");
	mc_edit_set(&field, "");
	keys(&field, "Ctrl-Y");
	assert_string_equal(field.text, "");
}

static void marks_join_their_letter(void **state) {
	struct mc_edit field;

	(void)state;
	mc_edit_init(&field, MC_EDIT_TEXT, 2);
	mc_edit_key(&field, 'e', NULL);
	mc_edit_key(&field, 0x323, NULL); /* dot below */
	mc_edit_key(&field, 0x302, NULL); /* circumflex */
	assert_string_equal(field.text, "ệ");
	mc_edit_key(&field, 'x', NULL);
	mc_edit_key(&field, 'y', NULL);
	assert_string_equal(field.text, "ệx");
	keys(&field, "Backspace Backspace");
	assert_string_equal(field.text, "");
}

static void pastes_are_cleaned(void **state) {
	struct mc_edit field;
	char value[MC_EDIT_BYTES];

	(void)state;
	mc_edit_init(&field, MC_EDIT_TEXT, 20);
	mc_edit_paste(&field, " Tra\xCC\x82\xCC\x80n\r\nHoa\x1b ");
	mc_edit_value(&field, value);
	assert_string_equal(value, "Trần Hoa");
	mc_edit_init(&field, MC_EDIT_DIGITS, 4);
	assert_true(mc_edit_paste(&field, "09-12 345"));
	assert_string_equal(field.text, "0912");
}

static void fields_scroll_to_their_cursor(void **state) {
	struct mc_edit field;
	struct mc_frame frame;

	(void)state;
	mc_edit_init(&field, MC_EDIT_TEXT, 50);
	mc_edit_set(&field, "Nguyễn Thị Ngọc Ánh");
	mc_frame_init(&frame, 1, 8);
	mc_edit_view(&field, &frame, 0, 0, 8, true);
	assert_true(frame.cursor_placed);
	assert_int_equal(frame.cursor_column, 7);
	assert_dump(&frame, "gọc Ánh\n");
	mc_edit_view(&field, &frame, 0, 0, 8, false);
	assert_dump(&frame, "Nguyễn …\n");
	mc_frame_finish(&frame);
}

static void a_wrong_byte_costs_only_itself(void **state) {
	static const struct {
		const char *bytes, *expected;
	} rows[] = { { "a\xff\xfe"
		       "b",
			     "ab" },
		{ "\xC4\x90uc", "Đuc" },
		{ "\xE1\xBB"
		  "x",
			"x" },
		{ "\x80\x80y", "y" }, { "\xE1\xE1\xBB\x87", "ệ" }, { "\xF0\x9F\x98\x80!", "😀!" },
		{ "\xC0\x80z", "z" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_letter letter = { 0 };
		char out[32] = "";
		size_t len = 0;

		for (const char *c = rows[i].bytes; *c != '\0'; c++) {
			int32_t character = mc_letter_byte(&letter, (unsigned char)*c);

			len += character < 0 ? 0 : mc_utf8_encode(character, out + len);
		}
		assert_string_equal(out, rows[i].expected);
	}
}

/* ---- list and form ---- */

static void lists_take_arrows_and_numbers(void **state) {
	static const struct {
		const char *keys;
		size_t chosen;
	} rows[] = { { "Down Down", 2 }, { "Up", 0 }, { "End", 11 }, { "PageDown", 5 },
		{ "PageDown PageUp", 0 }, { "7", 6 }, { "1 2", 11 }, { "1 9", 8 }, { "9 Down", 9 },
		{ "0", 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_list list = { 0 };
		const char *at = rows[i].keys;

		mc_list_count(&list, 12, false);
		while (*at != '\0') {
			size_t len = strcspn(at, " ");

			assert_true(mc_list_key(&list, mc_key_parse(at, len), 5, true));
			at += len;
			at += strspn(at, " ");
		}
		assert_int_equal(list.chosen, rows[i].chosen);
		mc_list_count(&list, 0, false);
		assert_int_equal(list.chosen, 0);
	}
}

static void draw_number(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	(void)data;
	mc_frame_textf(frame, row, column, columns, style, "%zu", index);
}

static void test_a_list_that_is_cut_shows_it(void **state) {
	static const struct {
		size_t count;
		bool more;
		const char *expected;
	} rows[] = {
		{ 2, false, "> 0\n  1\n\n" },
		{ 3, false, "> 0\n  1\n    1-2/3\n" },
		{ 3, true, "> 0\n  1\n   1-2/3+\n" },
		{ 2, true, "> 0\n  1\n   1-2/2+\n" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct mc_list list = { 0 };
		struct mc_frame frame;

		mc_list_count(&list, rows[i].count, rows[i].more);
		mc_frame_init(&frame, 3, 10);
		mc_list_view(&list, &frame, 0, 0, 2, 10, true, false, draw_number, NULL);
		assert_dump(&frame, rows[i].expected);
		mc_frame_finish(&frame);
	}
}

#define TODAY 20780 /* 23/11/2026 */

static enum mc_status check_year(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	(void)today;
	(void)usual;
	return strlen(text) == 4
		       ? MC_OK
		       : mc_fail(err, MC_INVALID, "%s is no year, for example 1989.", text);
}

static bool full_year(const char *text) {
	return strlen(text) == 4;
}

struct person {
	const char *name, *year, *note;
};
static const struct mc_field person_rows[] = {
	{ MC_FIELD(struct person, name), .max = 20, .shown = "Name" },
	{ MC_FIELD(struct person, year), .max = 10, .shown = "Year" },
	{ MC_FIELD(struct person, note), .max = 20, .shown = "Note" },
};
static const struct mc_fields person = MC_FIELDS(person_rows, struct person);

static const struct mc_form_row form_rows[] = {
	{ "name", MC_EDIT_TEXT, .required = true },
	{ "year", MC_EDIT_DIGITS, .check = check_year, .full = full_year },
	{ "note", MC_EDIT_TEXT },
};

static enum mc_form_step press(struct mc_form *form, struct mc_notice *notice, const char *names) {
	enum mc_form_step step = MC_FORM_NONE;

	while (*names != '\0') {
		size_t len = strcspn(names, " ");

		step = mc_form_key(form, mc_key_parse(names, len), TODAY, notice);
		names += len;
		names += strspn(names, " ");
	}
	return step;
}

static void forms_keep_a_wrong_field(void **state) {
	struct mc_form form;
	struct mc_notice notice = { 0 };
	char value[MC_EDIT_BYTES];

	(void)state;
	mc_form_init(&form, &person, form_rows, 3);
	assert_int_equal(press(&form, &notice, "Enter"), MC_FORM_STAYS);
	assert_int_equal(form.focus, 0);
	assert_non_null(notice.text.format);
	press(&form, &notice, "A Enter 1 9 8 Enter");
	assert_int_equal(form.focus, 1);
	assert_int_equal(form.bad, 2);
	mc_form_value(&form, "year", value);
	assert_string_equal(value, "198");
	press(&form, &notice, "Tab");
	assert_int_equal(form.focus, 2);
	assert_int_equal(form.bad, 2);
	assert_false(mc_form_check(&form, TODAY, &notice));
	assert_int_equal(form.focus, 1);
	press(&form, &notice, "9"); /* full and right: goes on by itself */
	assert_int_equal(form.focus, 2);
	assert_int_equal(form.bad, 0);
	/* the Enter of a hand that is used to it does not move the focus a second time */
	assert_int_equal(press(&form, &notice, "Enter"), MC_FORM_STAYS);
	assert_int_equal(form.focus, 2);
	assert_int_equal(press(&form, &notice, "Enter"), MC_FORM_BEYOND);
	assert_int_equal(press(&form, &notice, "Shift-Tab Shift-Tab Shift-Tab"), MC_FORM_BEFORE);
	assert_true(mc_form_check(&form, TODAY, &notice));
}

/* A whole field that goes by one key is told, with the key that brings it back. */
static void forms_tell_how_to_put_back(void **state) {
	struct mc_form form;
	struct mc_notice notice = { 0 };
	char value[MC_EDIT_BYTES];

	(void)state;
	mc_form_init(&form, &person, form_rows, 3);
	assert_int_equal(press(&form, &notice, "A n Ctrl-U"), MC_FORM_CHANGED);
	assert_string_equal(notice.text.format, "Removed; Ctrl-Y puts it back.");
	mc_notice_clear(&notice);
	assert_int_equal(press(&form, &notice, "Ctrl-U"), MC_FORM_STAYS);
	assert_null(notice.text.format);
	assert_int_equal(press(&form, &notice, "Ctrl-Y"), MC_FORM_CHANGED);
	mc_form_value(&form, "name", value);
	assert_string_equal(value, "An");
}

static void a_proposal_gives_way_to_typing(void **state) {
	static const struct {
		const char *keys, *text;
	} rows[] = {
		{ "x", "x" },
		{ "x y", "xy" },
		{ "Backspace", "" },
		{ "Delete z", "z" },
		{ "End x", "anhx" },
		{ "Left x", "anxh" },
		{ "Home Delete", "nh" },
		{ "Ctrl-U", "" },
		{ "Ctrl-W x Ctrl-Y", "xanh" },
		{ "Ctrl-Y", "anh" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_edit field;

		mc_edit_init(&field, MC_EDIT_TEXT, 20);
		mc_edit_set(&field, "anh");
		mc_edit_propose(&field);
		for (const char *keys = rows[i].keys; *keys != '\0';) {
			size_t len = strcspn(keys, " ");

			mc_edit_key(&field, mc_key_parse(keys, len), NULL);
			keys += len;
			keys += strspn(keys, " ");
		}
		assert_string_equal(field.text, rows[i].text);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_between_letters),
		cmocka_unit_test(half_a_wide_letter_never_stays),
		cmocka_unit_test(long_text_ends_in_dots_or_wraps),
		cmocka_unit_test(boxes_join),
		cmocka_unit_test(big_letters_are_all_different),
		cmocka_unit_test(fields_edit_whole_letters),
		cmocka_unit_test(a_new_text_forgets_what_was_removed),
		cmocka_unit_test(marks_join_their_letter),
		cmocka_unit_test(pastes_are_cleaned),
		cmocka_unit_test(forms_tell_how_to_put_back),
		cmocka_unit_test(a_proposal_gives_way_to_typing),
		cmocka_unit_test(fields_scroll_to_their_cursor),
		cmocka_unit_test(a_wrong_byte_costs_only_itself),
		cmocka_unit_test(lists_take_arrows_and_numbers),
		cmocka_unit_test(test_a_list_that_is_cut_shows_it),
		cmocka_unit_test(forms_keep_a_wrong_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The language of layouts: each row of a table is a layout and the page that it gives. */
#include "base/str.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "lay_out.h"
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 20

/* The record that all tables are laid out with. */
static void make_record(struct mc_arena *arena, struct mc_record *record) {
	mc_record_init(record, arena, "test");
	mc_record_set(record, "so", "A012");
	mc_record_set(record, "trong", "");
	mc_record_set(record, "gach", "-");
	mc_record_set(record, "bang", "==");
	mc_record_set(record, "la", "a|b{c}\"_^`~\\$(so)");
	mc_record_set(record, "hai_dong", "một\nhai\tba\x01");
	mc_record_set(record, "dai", "Đăng ký khai sinh lưu động");
	struct mc_record_item *item = mc_record_add(record, "giay_to");
	mc_record_item_set(record, item, "ten", "Tờ khai");
	mc_record_item_set(record, item, "ban_chinh", "1");
	item = mc_record_add(record, "giay_to");
	mc_record_item_set(record, item, "ten", "Đơn");
	mc_record_item_set(record, item, "ban_chinh", "");
	mc_record_item_set(record, mc_record_add(record, "nguoi"), "ten", "Hoa");
}

struct page_case {
	const char *name;
	const char *source;
	const char *page;
};

static void check_pages(const struct page_case *cases, size_t count) {
	struct mc_arena arena;
	struct mc_record record;
	mc_arena_init(&arena);
	make_record(&arena, &record);
	for (size_t i = 0; i < count; i++) {
		const char *page = lay_out(&arena, cases[i].source, &record, COLUMNS);
		if (strcmp(page, cases[i].page) != 0) {
			fail_msg("%s:\n%s---- wanted:\n%s", cases[i].name, page, cases[i].page);
		}
	}
	mc_arena_finish(&arena);
}

#define CHECK_PAGES(cases) check_pages(cases, sizeof cases / sizeof *cases)

static void texts_are_drawn_to_the_bar_they_touch(void **state) {
	static const struct page_case cases[] = {
		{ "no bar: centre", "abcd", "        abcd\n" },
		{ "blanks outside count for nothing", "  abcd  ", "        abcd\n" },
		{ "bar on the left", "|abcd", "abcd\n" },
		{ "bar on the right", "abcd|", "                abcd\n" },
		{ "blank on the right of two bars", "|abcd |", "abcd\n" },
		{ "blank on the left of two bars", "| abcd|", "                abcd\n" },
		{ "no blank between two bars", "|abcd|", "        abcd\n" },
		{ "blanks on both sides", "| abcd |", "        abcd\n" },
		{ "a bar away on the left", "| abcd", "                abcd\n" },
		{ "a bar away on the right", "abcd |", "abcd\n" },
		{ "two, both to the bar between", "ab|cd", "        ab cd\n" },
		{ "two, both away from it", "ab | cd", "ab                cd\n" },
		{ "two, to the outer bars", "|ab | cd|", "ab                cd\n" },
		{ "three", "|a |b| c|", "a        b         c\n" },
		{ "an empty column keeps its place", "||cd|", "              cd\n" },
		{ "only a bar is an empty line", "|", "\n" },
		{ "an escaped bar is a letter", "|a\\|b |", "a|b\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void lines_that_are_no_text(void **state) {
	static const struct page_case cases[] = {
		{ "an empty line", "a\n\n|b", "         a\n\nb\n" },
		{ "a rule of any length", "-\n---",
			"────────────────────\n────────────────────\n" },
		{ "a cut", "=", "- - - - - - - - - -\n" },
		{ "an escaped rule", "|\\- |", "-\n" },
		{ "rules are alone", "|- |b", "-          b\n" },
		{ "CR LF, mark of UTF-8", "\xef\xbb\xbf|a |\r\n|b |\r\n", "a\nb\n" },
		{ "a comment", "{comment:a, b; c}\n{_:d}\n|a", "a\n" },
		{ "text is NFC", "|Vie\xcc\xa3\xcc\x82t", "Việt\n" },
		{ "nothing", "", "" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void escapes_give_letters(void **state) {
	static const struct page_case cases[] = {
		{ "all", "|\\\\\\{\\|\\}\\-\\=\\_\\\"\\`\\^\\~\\;\\$(so) |",
			"\\{|}-=_\"`^~;$(so)\n" },
		{ "tilde is a blank", "|a~~b |", "a  b\n" },
		{ "line end", "|a\\nb |", "a\nb\n" },
		{ "hexadecimal", "|\\x41\\x7a |", "Az\n" },
		{ "hexadecimal of a control", "|\\x07 |", "x07\n" },
		{ "marks are not shown", "|a\"b\"_c_`d`e |", "abcde\n" },
		{ "a lone dollar", "|$ 5$ |", "$ 5$\n" },
		{ "a backslash at the end", "|a\\", "a\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void variables_become_values(void **state) {
	static const struct page_case cases[] = {
		{ "value", "|Số $(so) |", "Số A012\n" },
		{ "a value is never syntax", "|$(la) |", "a|b{c}\"_^`~\\$(so)\n" },
		{ "a value of dashes is no rule", "|$(gach) |\n$(bang)", "-\n         ==\n" },
		{ "a value's line end and controls", "|$(hai_dong) |", "một\nhai ba\n" },
		{ "empty alone: line left out", "|a\n|$(trong)\n|b", "a\nb\n" },
		{ "unknown alone: line left out", "|x $(khong_co) |", "" },
		{ "all empty: left out", "|$(trong) |$(khong_co)|", "" },
		{ "one of two empty: stays", "|$(trong)x |$(so) |", "x          A012\n" },
		{ "no variable: stays", "|x |", "x\n" },
		{ "a code without content is left out", "{code:$(trong)}", "" },
		{ "a code with half of it stays", "{code:$(trong)\\|$(so)}", "    [|||| |A012]\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void groups_repeat(void **state) {
	static const struct page_case cases[] = {
		{ "a line for each item", "|$(giay_to.ten) |", "Tờ khai\nĐơn\n" },
		{ "numbered by itself", "|$(giay_to.stt). $(giay_to.ten) |",
			"1. Tờ khai\n2. Đơn\n" },
		{ "the first field", "|$(giay_to.*) |", "Tờ khai\nĐơn\n" },
		{ "an empty item is left out", "|$(giay_to.ban_chinh) bản |", "1 bản\n" },
		{ "a number alone keeps no line", "|$(giay_to.stt) $(giay_to.ban_chinh) |",
			"1 1\n" },
		{ "with other variables", "|$(so) $(giay_to.ten) |", "A012 Tờ khai\nA012 Đơn\n" },
		{ "neighbours repeat together", "|$(giay_to.ten)\n|-$(giay_to.stt) $(giay_to.ten)",
			"Tờ khai\n-1 Tờ khai\nĐơn\n-2 Đơn\n" },
		{ "two groups one behind the other", "|$(giay_to.ten)\n|$(nguoi.ten)",
			"Tờ khai\nĐơn\nHoa\n" },
		{ "no such group", "|a\n|$(khac.ten) $(so)\n|b", "a\nb\n" },
		{ "codes repeat too", "{code:$(giay_to.ten);option:qrcode}",
			"    [QR Tờ khai]\n      [QR Đơn]\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void properties_place_columns(void **state) {
	static const struct page_case cases[] = {
		{ "widths", "{width:5,*}\n|a| b|", "  a                b\n" },
		{ "two shares", "{width:* 4 *}\n|a |b |c |", "a       b    c\n" },
		{ "narrower than the page: centred", "{width:3,3}\n|a |b |", "      a   b\n" },
		{ "to the left", "{width:3,3;align:left}\n|a |b |", "a   b\n" },
		{ "to the right", "{width:3,3;align:right}\n|a | b|", "             a     b\n" },
		{ "back to shares", "{width:3,3}\n{width:auto}\n|a | b|",
			"a                  b\n" },
		{ "too wide: clipped", "{width:30,30}\n|a | b|", "a                  b\n" },
		{ "no gap", "{border:none;width:1,1,1;align:left}\n|a |b |c |", "abc\n" },
		{ "gap of two", "{border:2;width:1,1;align:left}\n|a |b |", "a  b\n" },
		{ "short keys, any case", "{w:3,3;A:LEFT;b:0}\n|a |b |", "a  b\n" },
		{ "a table", "{border:line;width:4,*}\n|a |b |\n-\n|c |d |\n{border:space}",
			"┌────┬─────────────┐\n│a   │b            │\n├────┼─────────────┤\n"
			"│c   │d            │\n└────┴─────────────┘\n" },
		{ "a table at the end is closed", "{border:line;width:2,2;align:left}\n|a |b |",
			"┌──┬──┐\n│a │b │\n└──┴──┘\n" },
		{ "cells wrap side by side", "{width:6,*;text:words}\n|một hai |b\\nc |",
			"một    b\nhai    c\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void long_texts_wrap(void **state) {
	static const struct page_case cases[] = {
		{ "at letters", "|$(dai) |", "Đăng ký khai sinh lư\nu động\n" },
		{ "at words", "{text:words}\n|$(dai) |", "Đăng ký khai sinh\nlưu động\n" },
		{ "not at all", "{text:nowrap}\n|$(dai) |", "Đăng ký khai sinh lư\n" },
		{ "not at all, but at line ends", "{text:nowrap}\n|$(dai)\\n$(dai) |",
			"Đăng ký khai sinh lư\nĐăng ký khai sinh lư\n" },
		{ "a word wider than the page", "{text:words}\n|a bcdefghijklmnopqrstuvwxyz |",
			"a\nbcdefghijklmnopqrstu\nvwxyz\n" },
		{ "centred line by line", "{text:words}\n$(dai)",
			" Đăng ký khai sinh\n      lưu động\n" },
		{ "exactly as wide", "{text:words}\n|12345678901234567890 |",
			"12345678901234567890\n" },
		{ "a blank over the edge", "{text:words}\n|12345678901234567890 x |",
			"12345678901234567890\nx\n" },
		{ "over marks", "{text:words}\n|một\"hai ba\" bốn năm sáu bảy |",
			"mộthai ba bốn năm\nsáu bảy\n" },
		{ "double width counts", "{text:words}\n|a |^một hai^ ba |",
			"a          một\n           hai ba\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

static void big_texts_shrink_before_they_wrap(void **state) {
	static const struct page_case cases[] = {
		{ "three times", "^^^^A12", "     ┌───────┐\n     │  A12  │\n     └───────┘\n" },
		{ "four would not fit: shrunk to three", "^^^^^A12345",
			" ┌────────────────┐\n │     A12345     │\n └────────────────┘\n" },
		{ "twice as high", "|^^a |", "a\n\n" },
		{ "shrunk to normal", "^^^$(dai)$(so)", "Đăng ký khai sinh lư\n     u độngA012\n" },
		{ "the same mark ends it", "|^^a^^b^^^ |", "ab\n\n" },
		{ "another mark changes it", "^^^^a^^^b", "\n         ab\n\n" },
		{ "beside others it does not shrink", "|^^^^ab |$(dai) x |",
			"           Đăng ký k\nab         hai sinh\n           lưu động\n          "
			" x\n" },
	};
	(void)state;
	CHECK_PAGES(cases);
}

/* --- faults and warnings --- */

struct fault_case {
	const char *source;
	const char *message; /* "" = none */
};

static void faults_name_file_and_line(void **state) {
	static const struct fault_case cases[] = {
		{ "a\n\n{command:\\x1b}", "test.receipt, line 3: the property command is refused" },
		{ "{x:a}", "test.receipt, line 1: the property command is refused" },
		{ "a\nb {c}", "test.receipt, line 2: a brace stands in a text" },
		{ "{code:a", "test.receipt, line 1: a brace stands in a text" },
		{ "|a|{align:left}|", "test.receipt, line 1: a brace stands in a text" },
		{ "a\r\n$(so", "test.receipt, line 2: $( is not closed" },
		{ "$()", "test.receipt, line 1: a variable's name" },
		{ "$(So)", "test.receipt, line 1: a variable's name" },
		{ "$(a.b.c)", "test.receipt, line 1: a variable's name" },
		{ "$(*)", "test.receipt, line 1: a variable's name" },
		{ "$(1a)", "test.receipt, line 1: a variable's name" },
		{ "{code:$(a }", "test.receipt, line 1: $( is not closed" },
		{ "$(a.x) $(a.y)\n$(a.x) $(b.y)", "test.receipt, line 2: one line repeats for one "
						  "group only, not for both a and b" },
		{ "|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|",
			"test.receipt, line 1: more than 16 columns" },
		{ "|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|", "" },
		{ "a\nb\xff", "test.receipt, line 2: the text is not UTF-8" },
		{ "a\nb\nc\x1b[1m", "test.receipt, line 3: the text is not UTF-8" },
		{ "a\tb", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_arena arena;
		struct mc_layout layout = { .line_count = 77 };
		struct mc_error err = { 0 };
		char text[512] = "";
		mc_arena_init(&arena);
		enum mc_status status = mc_layout_parse(cases[i].source, strlen(cases[i].source),
			"test.receipt", &arena, &layout, &err);
		if (status != MC_OK) {
			mc_error_text(MC_LANG_EN, &err, text, sizeof text);
			assert_int_equal(status, MC_INVALID);
			assert_int_equal(layout.line_count, 77);
		}
		if (strncmp(text, cases[i].message, strlen(cases[i].message)) != 0 ||
			(status == MC_OK) != (cases[i].message[0] == '\0')) {
			fail_msg("“%s” gives “%s”", cases[i].source, text);
		}
		mc_arena_finish(&arena);
	}
}

static void what_has_no_effect_is_warned_of(void **state) {
	static const struct fault_case cases[] = {
		{ "a\n{image:xyz}", "test.receipt, line 2: there is no property “image”" },
		{ "{colour:red}", "test.receipt, line 1: there is no property “colour”" },
		{ "{align:middle}",
			"test.receipt, line 1: the property align does not take “middle”" },
		{ "{border:3}", "test.receipt, line 1: the property border does not take “3”" },
		{ "{text:fold}", "test.receipt, line 1: the property text does not take “fold”" },
		{ "{width:5,x}", "test.receipt, line 1: the property width does not take “x”" },
		{ "{width:0}", "test.receipt, line 1: the property width does not take “0”" },
		{ "{code:a;option:ean}",
			"test.receipt, line 1: the property option does not take “ean”" },
		{ "{code:a;option:qrcode,9}",
			"test.receipt, line 1: the property option does not take “9”" },
		{ "{align}", "test.receipt, line 1: a property is written key:value" },
		{ "a\\b", "test.receipt, line 1: a backslash stands before a letter" },
		{ "^^^^^^^^a", "test.receipt, line 1: more than seven ^" },
		{ "a\n$(sai)", "test.receipt, line 2: the paper ticket has no field “sai”" },
		{ "$(giay_to.ten)",
			"test.receipt, line 1: the paper ticket has no field “giay_to.ten”" },
		{ "{code:$(sai)}", "test.receipt, line 1: the paper ticket has no field “sai”" },
		{ "{code:a;option:qrcode,8,h}\n{;;}\n{comment:$}\n$(so)\n{width:auto}", "" },
		{ "{code:a;option:code128,4,240,hri}", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_arena arena;
		struct mc_layout layout;
		char text[512] = "";
		mc_arena_init(&arena);
		assert_int_equal(mc_layout_parse(cases[i].source, strlen(cases[i].source),
					 "test.receipt", &arena, &layout, NULL),
			MC_OK);
		mc_layout_check_variables(&layout, mc_paper_find("ticket"));
		if (layout.warning_count > 0) {
			mc_error_text(MC_LANG_EN, &layout.warnings[0].text, text, sizeof text);
		}
		if (layout.warnings_found != (cases[i].message[0] != '\0') ||
			strncmp(text, cases[i].message, strlen(cases[i].message)) != 0) {
			fail_msg("“%s” warns “%s”", cases[i].source, text);
		}
		mc_arena_finish(&arena);
	}
}

static void a_layout_over_64_kib_is_refused(void **state) {
	struct mc_arena arena;
	struct mc_layout layout;
	struct mc_error err = { 0 };
	char *bytes = malloc(MC_LAYOUT_MAX_BYTES + 1);
	(void)state;
	assert_non_null(bytes);
	memset(bytes, '\n', MC_LAYOUT_MAX_BYTES + 1);
	mc_arena_init(&arena);
	assert_int_equal(
		mc_layout_parse(bytes, MC_LAYOUT_MAX_BYTES, "a", &arena, &layout, &err), MC_OK);
	assert_int_equal(layout.line_count, MC_LAYOUT_MAX_BYTES);
	assert_int_equal(
		mc_layout_parse(bytes, MC_LAYOUT_MAX_BYTES + 1, "a", &arena, &layout, &err),
		MC_INVALID);
	mc_arena_finish(&arena);
	free(bytes);
}

static void warnings_are_counted_beyond_those_kept(void **state) {
	struct mc_arena arena;
	struct mc_layout layout;
	struct mc_str source;
	(void)state;
	mc_arena_init(&arena);
	mc_str_init(&source);
	for (int i = 0; i < MC_LAYOUT_MAX_WARNINGS + 8; i++) {
		mc_str_add(&source, "{nonsense:1}\n");
	}
	assert_int_equal(
		mc_layout_parse(source.data, source.len, "a", &arena, &layout, NULL), MC_OK);
	assert_int_equal(layout.warning_count, MC_LAYOUT_MAX_WARNINGS);
	assert_int_equal(layout.warnings_found, MC_LAYOUT_MAX_WARNINGS + 8);
	assert_int_equal(layout.warnings[MC_LAYOUT_MAX_WARNINGS - 1].line, MC_LAYOUT_MAX_WARNINGS);
	mc_str_finish(&source);
	mc_arena_finish(&arena);
}

static void no_layout_can_drop_the_marks(void **state) {
	struct mc_arena arena;
	struct mc_record record;
	(void)state;
	mc_arena_init(&arena);
	make_record(&arena, &record);
	mc_record_set(&record, MC_RECORD_PRACTICE, "THỰC HÀNH");
	mc_record_set(&record, MC_RECORD_REPRINT, "IN LẠI");
	assert_string_equal(lay_out(&arena, "|$(so)", &record, COLUMNS),
		"     THỰC HÀNH\n       IN LẠI\nA012\n");
	assert_string_equal(lay_out(&arena, "|$(so)\n|$(thuc_hanh)\n", &record, COLUMNS),
		"       IN LẠI\nA012\nTHỰC HÀNH\n");
	assert_string_equal(lay_out(&arena, "|$(in_lai) $(thuc_hanh)\n", &record, COLUMNS),
		"IN LẠI THỰC HÀNH\n");
	assert_string_equal(
		lay_out(&arena, "|$(khong_co.ten) $(thuc_hanh) $(in_lai)\n", &record, COLUMNS),
		"     THỰC HÀNH\n       IN LẠI\n");
	mc_arena_finish(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_drawn_to_the_bar_they_touch),
		cmocka_unit_test(lines_that_are_no_text),
		cmocka_unit_test(escapes_give_letters),
		cmocka_unit_test(variables_become_values),
		cmocka_unit_test(groups_repeat),
		cmocka_unit_test(properties_place_columns),
		cmocka_unit_test(long_texts_wrap),
		cmocka_unit_test(big_texts_shrink_before_they_wrap),
		cmocka_unit_test(faults_name_file_and_line),
		cmocka_unit_test(what_has_no_effect_is_warned_of),
		cmocka_unit_test(a_layout_over_64_kib_is_refused),
		cmocka_unit_test(warnings_are_counted_beyond_those_kept),
		cmocka_unit_test(no_layout_can_drop_the_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

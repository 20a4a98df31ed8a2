/*
 * Whatever the values and the office's layout: a paper comes out. What cannot be put
 * on it costs itself alone, leaves a mark and is told.
 */
#include "arena.h"
#include "base/file.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "paper/codes.h"
#include "paper/layout/layout.h"
#include "print/compose.h"
#include "print/draw/qr.h"
#include "print/render.h"
#include "random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROUNDS 20

static const char *letters(struct mc_arena *arena, size_t count) {
	char *text = mc_arena_alloc(arena, count + 1);
	memset(text, 'x', count);
	return text;
}

/* --- what is judged beforehand is what the symbols hold --- */

static void the_judge_of_a_qr_knows_its_capacity(void **state) {
	static const char levels[] = "lmqh";
	for (size_t i = 0; i < 4; i++) {
		struct mc_page_code code = {
			.symbol = MC_PAGE_QR, .level = levels[i], .width = 48
		};
		struct mc_qr qr;
		size_t most = 0;
		for (size_t step = 4096; step > 0; step /= 2) {
			code.text = letters(*state, most + step);
			most += mc_code_check(&code) == MC_CODE_FINE ? step : 0;
		}
		assert_int_equal(
			mc_qr_make(letters(*state, most), levels[i], *state, &qr, NULL), MC_OK);
		assert_int_equal(
			mc_qr_make(letters(*state, most + 1), levels[i], *state, &qr, NULL),
			MC_INVALID);
	}
}

static void the_judge_of_a_bar_code_knows_letters_length_and_room(void **state) {
	static const struct {
		const char *text;
		size_t len; /* so many letters instead */
		int columns;
		enum mc_code_fault fault;
	} rows[] = {
		{ "A012", 0, 48, MC_CODE_FINE },
		{ " ~", 0, 48, MC_CODE_FINE },
		{ "Đ012", 0, 48, MC_CODE_LETTERS },
		{ "A\n012", 0, 48, MC_CODE_LETTERS },
		{ NULL, 80, 96, MC_CODE_FINE }, /* 1,123 modules with its quiet zones; 1,152 dots */
		{ NULL, 81, 96, MC_CODE_LONG },
		{ NULL, 47, 48, MC_CODE_FINE }, /* 572 of 576 */
		{ NULL, 48, 48, MC_CODE_WIDE },
		{ "001122334455667788990011223344556677889900112233445566778899", 0, 32,
			MC_CODE_WIDE }, /* 385 modules of 384: digits go in pairs */
		{ "0011223344556677889900112233445566778899001122334455667788", 0, 32,
			MC_CODE_FINE },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct mc_page_code code = { .symbol = MC_PAGE_CODE128,
			.text = rows[i].text != NULL ? rows[i].text : letters(*state, rows[i].len),
			.width = rows[i].columns };
		if (mc_code_check(&code) != rows[i].fault) {
			fail_msg("%s at %d columns: %d", code.text, code.width,
				(int)mc_code_check(&code));
		}
	}
}

/* --- a paper by any layout --- */

/* The page of a layout and a value `v`. */
static struct mc_page page_of(
	struct mc_arena *arena, const char *layout, const char *value, int columns) {
	struct mc_layout parsed;
	struct mc_record record;
	struct mc_page page;
	assert_int_equal(
		mc_layout_parse(layout, strlen(layout), "thu.receipt", arena, &parsed, NULL),
		MC_OK);
	mc_record_init(&record, arena, "ticket");
	mc_record_set(&record, "v", value);
	mc_layout_fill(&parsed, &record, columns, arena, &page);
	assert_null(mc_page_fault(&page));
	return page;
}

/* Renders the page in every form and width that it fits; its text in the arena. */
static const char *render_all(struct mc_arena *arena, struct mc_page *page) {
	static const enum mc_media media[] = { MC_MEDIA_80, MC_MEDIA_A4, MC_MEDIA_A5 };
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	const char *text = "";
	for (int format = MC_RENDER_TEXT; format <= MC_RENDER_ESCPOS; format++) {
		for (size_t i = 0; i < (format == MC_RENDER_PDF ? 3 : 1); i++) {
			struct mc_str out;
			struct mc_error err = { 0 };
			char sentence[512];
			mc_str_init(&out);
			if (mc_render_page(page, (enum mc_render_format)format, media[i], &options,
				    &out, &err) != MC_OK) {
				mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
				fail_msg("form %d: %s", format, sentence);
			}
			assert_true(out.len > 0);
			text = format == MC_RENDER_TEXT ? mc_arena_text(arena, out.data) : text;
			mc_str_finish(&out);
		}
	}
	return text;
}

static void a_code_that_cannot_be_drawn_costs_itself_alone(void **state) {
	static const struct {
		const char *option, *value, *mark;
		size_t len;
	} rows[] = {
		{ "code128,2,60,hri", "Hộ tịch – Chứng thực", "[không in được mã vạch]", 0 },
		{ "code128,4", NULL, "[không in được mã vạch]", 60 },
		{ "code128,2", NULL, "[không in được mã vạch]", 81 },
		{ "qrcode,8,h", NULL, "[không in được mã QR]", 1274 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_arena *arena = *state;
		const char *layout = mc_arena_printf(
			arena, "trước\n{code:$(v); option:%s; align:left}\nsau\n", rows[i].option);
		const char *value =
			rows[i].value != NULL ? rows[i].value : letters(arena, rows[i].len);
		struct mc_page page = page_of(arena, layout, value, 48);
		const char *text = render_all(arena, &page);
		char sentence[512];
		assert_non_null(strstr(text, "trước"));
		assert_non_null(strstr(text, rows[i].mark));
		assert_non_null(strstr(text, "sau"));
		assert_int_equal(page.trouble_count, 1);
		mc_error_text(MC_LANG_EN, &page.troubles[0], sentence, sizeof sentence);
		assert_non_null(strstr(sentence, "thu.receipt, line 2"));
		assert_null(strstr(sentence, "Hộ tịch")); /* it may be somebody's name */
	}
}

/* Pieces of layouts, with every kind of line and property, and of values. */
static const char *const lines[] = { "$(v)", "^^^^^^^$(v)", "\"$(v)\" | `_$(v)_`",
	"|$(v)|$(v)|$(v)|", "-", "=", "", "{width:1,*}", "{width:2,*,5,7,3}", "{width:192,192}",
	"{width:auto}", "{border:line}", "{border:2}", "{border:none}", "{align:right}",
	"{align:center}", "{text:nowrap}", "{text:words}", "{text:wrap}", "{code:$(v)}",
	"{code:$(v); option:code128,4,240,hri}", "{code:$(v); option:qrcode,8,h}",
	"{code:x$(v)$(v); option:qrcode,3,l}", "{image:$(v)}", "$(none)$(v)", "~~~", "chữ" };
static const char *const values[] = { "A012", "Nguyễn Thị Quỳnh Hương", "x", " ", "|{}\\^~`\"_$(v)",
	"日本", "\x1b[2J", "\xff", "a\nb\nc", "ệ\xcc\x81", "0123456789", "", "–" };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void no_value_and_no_layout_stops_a_paper(void **state) {
	struct mc_random random;
	struct mc_arena *arena = *state;
	mc_random_init(&random, "no value and no layout stops a paper");
	for (int round = 0; round < ROUNDS; round++) {
		struct mc_str layout, value;
		mc_arena_reset(arena);
		mc_str_init(&layout);
		mc_str_init(&value);
		for (size_t i = mc_random_below(&random, 12); i > 0; i--) {
			mc_str_addf(&layout, "%s\n", lines[mc_random_below(&random, COUNT(lines))]);
		}
		mc_str_add(&layout, "{width:auto; text:words}\ncuối\n");
		for (size_t i = mc_random_below(&random, 10) == 0 ? 200 : 12; i > 0; i--) {
			mc_str_add(&value, values[mc_random_below(&random, COUNT(values))]);
		}
		int columns = 16 + (int)mc_random_below(&random, 155);
		struct mc_page page = page_of(arena, layout.data, mc_str_text(&value), columns);
		assert_non_null(strstr(render_all(arena, &page), "cuối"));
		mc_str_finish(&layout);
		mc_str_finish(&value);
	}
}

static void a_roll_of_more_than_four_metres_ends_with_what_has_room(void **state) {
	struct mc_arena *arena = *state;
	struct mc_page page = page_of(arena,
		"trước\n{width:1,*}\n^^^^^^^$(v)|x\n{width:auto}\nsau\n", letters(arena, 3000), 48);
	size_t found = 0;
	render_all(arena, &page);
	for (size_t i = 0; i < page.trouble_count; i++) {
		found += strstr(page.troubles[i].format, "four metres") != NULL;
	}
	assert_int_equal(found, 3); /* picture, roll of a PDF, printer's bytes */
}

static void a_receipt_printer_that_is_too_narrow_is_said(void **state) {
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	struct mc_page page = page_of(*state, "chữ\n", "", 192);
	struct mc_error err = { 0 };
	struct mc_str out;
	mc_str_init(&out);
	assert_int_equal(mc_render_page(&page, MC_RENDER_ESCPOS, MC_MEDIA_80, &options, &out, &err),
		MC_INVALID);
	assert_non_null(strstr(err.format, "columns"));
	assert_int_equal(
		mc_render_page(&page, MC_RENDER_PNG, MC_MEDIA_80, &options, &out, NULL), MC_OK);
	mc_str_finish(&out);
}

/* --- the office's own layouts --- */

/* What an office may leave in the place of its layout; a pipe would be waited for for ever. */
static void make_layout(const char *path, int kind) {
	static const char *const texts[] = { "", "{comment:nothing}\n$(none)\n", "{code:$(so\n",
		"\xff\xfe", "{command:x}\n" };
	if (kind < (int)COUNT(texts)) {
		assert_int_equal(
			mc_file_write(path, texts[kind], strlen(texts[kind]), 0600, NULL), MC_OK);
	} else {
		assert_int_equal(kind == 5 ? mkfifo(path, 0600) : mkdir(path, 0700), 0);
	}
}

static void a_ticket_comes_out_whatever_the_office_has_for_a_layout(void **state) {
	for (int kind = 0; kind < 7; kind++) {
		char folder[] = "/tmp/mclayoutXXXXXX", path[64];
		struct mc_record record;
		struct mc_str json;
		struct mc_page page;
		assert_non_null(mkdtemp(folder));
		snprintf(path, sizeof path, "%s/ticket-80.receipt", folder);
		make_layout(path, kind);
		mc_str_init(&json);
		mc_paper_example(mc_paper_find("ticket"), *state, &record);
		mc_record_to_json(&record, &json);
		assert_int_equal(
			mc_compose_record(json.data, 48, folder, *state, &page, NULL), MC_OK);
		assert_int_equal(page.trouble_count, 1);
		assert_int_equal(page.troubles[0].status, MC_PARTIAL);
		assert_non_null(strstr(render_all(*state, &page), "SỐ THỨ TỰ"));
		mc_str_finish(&json);
		assert_int_equal(remove(path), 0);
		assert_int_equal(rmdir(folder), 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(the_judge_of_a_qr_knows_its_capacity),
		TEST(the_judge_of_a_bar_code_knows_letters_length_and_room),
		TEST(a_code_that_cannot_be_drawn_costs_itself_alone),
		TEST(no_value_and_no_layout_stops_a_paper),
		TEST(a_roll_of_more_than_four_metres_ends_with_what_has_room),
		TEST(a_receipt_printer_that_is_too_narrow_is_said),
		TEST(a_ticket_comes_out_whatever_the_office_has_for_a_layout),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

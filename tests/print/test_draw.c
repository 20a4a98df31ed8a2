/* Pictures, codes, PDF and the folder of papers. The font must be there; without it the test is skipped. */
#include "arena.h"
#include "base/file.h"
#include "cmocka_all.h"
#include "paper/codes.h"
#include "paper/records.h"
#include "print/compose.h"
#include "print/document.h"
#include "print/draw/png.h"
#include "print/draw/qr.h"
#include "print/draw/raster.h"
#include "print/folder.h"
#include "print/render.h"
#include "rig.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A page with one cell over its whole width. */
static struct mc_page page_of(
	struct mc_arena *arena, int columns, const struct mc_page_run *run, bool shrink) {
	struct mc_page page;
	struct mc_page_cell *cell = mc_arena_alloc(arena, sizeof *cell);
	*cell = (struct mc_page_cell){
		.width = columns, .align = MC_PAGE_CENTER, .runs = run, .run_count = 1
	};
	mc_page_init(&page, arena, columns);
	mc_page_add(&page, MC_PAGE_ROW)->row =
		(struct mc_page_row){ .cells = cell, .cell_count = 1, .shrink = shrink };
	return page;
}

static struct mc_raster raster_of(struct mc_arena *arena, const struct mc_page *page) {
	struct mc_raster raster;
	struct mc_error err;
	if (mc_raster_page(page, arena, &raster, &err) != MC_OK) {
		fail_msg("%s", err.format);
	}
	return raster;
}

/* Rows and columns between the outermost ink. */
static void ink_box(const struct mc_bitmap *bitmap, int *ret_width, int *ret_height) {
	int left = bitmap->width, right = -1, top = bitmap->height, bottom = -1;
	for (int y = 0; y < bitmap->height; y++) {
		for (int x = 0; x < bitmap->width; x++) {
			if (mc_bitmap_dot(bitmap, x, y)) {
				left = x < left ? x : left;
				right = x > right ? x : right;
				top = y < top ? y : top;
				bottom = y;
			}
		}
	}
	*ret_width = right - left + 1;
	*ret_height = bottom - top + 1;
}

static void every_vietnamese_letter_is_in_the_font(void **state) {
	static const struct mc_page_run all = { .wide = 1,
		.high = 1,
		.text = "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị đ oòóỏõọ ôồốổỗộ ơờớởỡợ "
			"uùúủũụ ưừứửữự yỳýỷỹỵ AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ Đ "
			"OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ – … “” ₫ 0123456789" };
	static const struct mc_page_run foreign = { .text = "字", .wide = 1, .high = 1 };
	struct mc_page page = page_of(*state, 48, &all, false);
	assert_int_equal(raster_of(*state, &page).missing, 0);
	page = page_of(*state, 48, &foreign, false);
	assert_int_equal(raster_of(*state, &page).missing, 1); /* counted, not borrowed elsewhere */
}

static void a_number_shrinks_and_never_breaks(void **state) {
	static const struct mc_page_run run = {
		.text = "A0127", .wide = 6, .high = 6, .bold = true
	};
	static const struct mc_page_run longer = {
		.text = "H20.14.07-261123-0012", .wide = 2, .high = 2, .bold = true
	};
	static const int columns[] = { 16, 32, 48 };
	int before = 0, width, height;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct mc_page page = page_of(*state, columns[i], &run, true);
		struct mc_raster raster = raster_of(*state, &page);
		ink_box(&raster.bitmap, &width, &height);
		assert_int_equal(raster.bitmap.width, columns[i] * 12);
		assert_true(width > height * 2); /* one line */
		assert_true(height > before); /* as large as there is room */
		before = height;
	}
	assert_true(before >= 100); /* 12.5 mm */
	struct mc_page page = page_of(*state, 32, &longer, true);
	struct mc_raster raster = raster_of(*state, &page);
	ink_box(&raster.bitmap, &width, &height);
	assert_true(height < 40 && width > 300);
}

static void a_word_that_does_not_fit_gets_smaller_first(void **state) {
	static const struct mc_page_run run = { .text = "1.250.000", .wide = 1, .high = 1 };
	int width, height;
	struct mc_page page = page_of(*state, 16, &run, false);
	struct mc_page_cell *cell = mc_arena_alloc(*state, sizeof *cell);
	*cell = (struct mc_page_cell){ .width = 9, .runs = &run, .run_count = 1 };
	page.blocks[0].row = (struct mc_page_row){ .cells = cell, .cell_count = 1 };
	struct mc_raster raster = raster_of(*state, &page);
	ink_box(&raster.bitmap, &width, &height);
	assert_true(width <= 108 && height < 24); /* 108 dots, one line */
}

static void inverse_letters_are_white_on_black(void **state) {
	struct mc_page_run run = { .text = "IN LẠI", .wide = 1, .high = 1 };
	size_t ink[2] = { 0, 0 };
	for (int i = 0; i < 2; i++) {
		run.inverse = i;
		struct mc_page page = page_of(*state, 16, &run, false);
		struct mc_raster raster = raster_of(*state, &page);
		for (int y = 0; y < raster.bitmap.height; y++) {
			for (int x = 0; x < raster.bitmap.width; x++) {
				ink[i] += mc_bitmap_dot(&raster.bitmap, x, y);
			}
		}
	}
	assert_true(ink[1] > 2 * ink[0]);
}

static void cuts_are_told_but_not_the_last(void **state) {
	static const struct mc_page_run run = { .text = "một", .wide = 1, .high = 1 };
	struct mc_page page = page_of(*state, 32, &run, false);
	const struct mc_page_row row = page.blocks[0].row;
	mc_page_add(&page, MC_PAGE_CUT);
	mc_page_add(&page, MC_PAGE_ROW)->row = row;
	mc_page_add(&page, MC_PAGE_CUT);
	struct mc_raster raster = raster_of(*state, &page);
	assert_int_equal(raster.cut_count, 1);
	assert_int_equal(raster.cut[0] * 2, raster.bitmap.height);
}

/* --- codes --- */

static void write_picture(const struct mc_bitmap *bitmap, char *path) {
	struct mc_str png;
	strcpy(path, "/tmp/mcdrawXXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	mc_str_init(&png);
	mc_png_encode(bitmap, MC_PNG_MARGIN, &png);
	assert_int_equal(write(fd, png.data, png.len), png.len);
	close(fd);
	mc_str_finish(&png);
}

static void assert_reads(const struct mc_bitmap *bitmap, const char *text) {
	char path[64], command[128], read[512] = "";
	write_picture(bitmap, path);
	snprintf(command, sizeof command, "zbarimg -q --raw %s 2>/dev/null", path);
	FILE *pipe = popen(command, "re");
	assert_non_null(pipe);
	size_t len = fread(read, 1, sizeof read - 1, pipe);
	read[len] = '\0';
	read[strcspn(read, "\n")] = '\0';
	assert_int_equal(pclose(pipe), 0);
	unlink(path);
	assert_string_equal(read, text);
}

static void codes_are_read_back(void **state) {
	static const struct {
		enum mc_page_symbol symbol;
		int module;
		const char *text;
	} rows[] = {
		{ MC_PAGE_QR, 6, "https://motcua.example.vn/s?k=7F3QX2" },
		{ MC_PAGE_QR, 3, "TTHC1|H20.14.07-261123-0012" },
		{ MC_PAGE_QR, 8, "Phường Yên Hòa – quận Cầu Giấy" },
		{ MC_PAGE_CODE128, 2, "H20.14.07-261123-0012" },
		{ MC_PAGE_CODE128, 3, "A0127" },
		{ MC_PAGE_CODE128, 2, "0123456789" },
		{ MC_PAGE_CODE128, 2, "12345" },
		{ MC_PAGE_CODE128, 2, "AB123456789Z" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_page page;
		mc_page_init(&page, *state, 48);
		mc_page_add(&page, MC_PAGE_CODE)->code =
			(struct mc_page_code){ .symbol = rows[i].symbol,
				.text = rows[i].text,
				.align = MC_PAGE_CENTER,
				.width = 48,
				.module = rows[i].module,
				.level = 'm',
				.height = 80,
				.caption = true };
		struct mc_raster raster = raster_of(*state, &page);
		assert_reads(&raster.bitmap, rows[i].text);
	}
}

static void what_a_code_cannot_hold_is_refused(void **state) {
	struct mc_code128 bars;
	struct mc_qr qr;
	char *many = mc_arena_alloc(*state, 5001);
	memset(many, 'x', 5000);
	assert_int_equal(mc_code128_make("Hồ sơ", *state, &bars, NULL), MC_INVALID);
	assert_int_equal(mc_code128_make("", *state, &bars, NULL), MC_INVALID);
	assert_int_equal(mc_code128_make(many, *state, &bars, NULL), MC_INVALID);
	assert_int_equal(mc_qr_make("", 'm', *state, &qr, NULL), MC_INVALID);
	assert_int_equal(mc_qr_make(many, 'm', *state, &qr, NULL), MC_INVALID);
}

/* 51 bytes need a larger code at each level: versions 3 to 6 of ISO/IEC 18004. */
static void the_level_of_correction_is_the_one_asked_for(void **state) {
	static const struct {
		char level;
		int size;
	} rows[] = { { 'l', 29 }, { 'm', 33 }, { 'q', 37 }, { 'h', 41 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_qr qr;
		assert_int_equal(mc_qr_make("https://motcua.example.vn/s?k=H20.14.07-261123-0012",
					 rows[i].level, *state, &qr, NULL),
			MC_OK);
		assert_int_equal(qr.size, rows[i].size);
	}
}

/* --- whole papers --- */

static void every_paper_is_drawn_in_every_form(void **state) {
	static const struct {
		enum mc_media media;
		int most_mm;
	} rolls[] = { { MC_MEDIA_80, 96 }, { MC_MEDIA_58, 96 } };
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	for (size_t i = 0; i < mc_paper_count(); i++) {
		const struct mc_paper *paper = mc_paper_at(i);
		for (int media = MC_MEDIA_58; media <= MC_MEDIA_A4; media++) {
			struct mc_record record;
			struct mc_str json;
			struct mc_page page;
			int columns = mc_media_columns((enum mc_media)media);
			if (mc_paper_layout(paper, columns) == NULL) {
				continue;
			}
			mc_str_init(&json);
			mc_paper_example(paper, *state, &record);
			mc_record_to_json(&record, &json);
			assert_int_equal(
				mc_compose_record(json.data, columns, NULL, *state, &page, NULL),
				MC_OK);
			for (int format = MC_RENDER_TEXT; format <= MC_RENDER_ESCPOS; format++) {
				static const char *const heads[] = { "", "\x89PNG", "%PDF-",
					"\x1b@" };
				struct mc_str out;
				mc_str_init(&out);
				assert_int_equal(
					mc_render_page(&page, (enum mc_render_format)format,
						(enum mc_media)media, &options, &out, NULL),
					MC_OK);
				assert_int_equal(page.trouble_count, 0);
				assert_true(out.len > 100);
				assert_memory_equal(out.data, heads[format], strlen(heads[format]));
				mc_str_finish(&out);
			}
			for (size_t r = 0; r < 2 && strcmp(paper->form, "ticket") == 0; r++) {
				if (rolls[r].media == (enum mc_media)media) {
					struct mc_raster raster = raster_of(*state, &page);
					assert_true(raster.bitmap.height * 25.4 / 203 <
						    rolls[r].most_mm);
				}
			}
			mc_str_finish(&json);
		}
	}
}

static void an_office_layout_goes_before_and_a_broken_one_is_spoken_of(void **state) {
	static const struct {
		const char *layout, *wanted;
		bool trouble;
	} rows[] = {
		{ "Của phường: $(so)\n", "Của phường: A012", false },
		{ "{code:$(so\n", "SỐ THỨ TỰ", true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char folder[] = "/tmp/mclayoutXXXXXX", path[64];
		struct mc_record record;
		struct mc_str json, text;
		struct mc_page page;
		assert_non_null(mkdtemp(folder));
		snprintf(path, sizeof path, "%s/ticket-80.receipt", folder);
		assert_int_equal(
			mc_file_write(path, rows[i].layout, strlen(rows[i].layout), 0600, NULL),
			MC_OK);
		mc_str_init(&json);
		mc_str_init(&text);
		mc_paper_example(mc_paper_find("ticket"), *state, &record);
		mc_record_set(&record, "so", "A012");
		mc_record_to_json(&record, &json);
		assert_int_equal(
			mc_compose_record(json.data, 48, folder, *state, &page, NULL), MC_OK);
		assert_int_equal(page.trouble_count > 0, rows[i].trouble);
		const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
		assert_int_equal(
			mc_render_page(&page, MC_RENDER_TEXT, MC_MEDIA_80, &options, &text, NULL),
			MC_OK);
		assert_non_null(strstr(text.data, rows[i].wanted));
		unlink(path);
		rmdir(folder);
		mc_str_finish(&text);
		mc_str_finish(&json);
	}
}

/* --- the folder of papers --- */

static void assert_file_begins(const char *folder, const char *name, const char *head) {
	struct mc_str bytes;
	char path[256];
	mc_str_init(&bytes);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(mc_file_read(path, 1 << 20, &bytes, NULL), MC_OK);
	assert_memory_equal(bytes.data, head, strlen(head));
	mc_str_finish(&bytes);
}

static void papers_lie_in_the_folder_under_their_names(void **state) {
	static const struct mc_page_run run = { .text = "A012", .wide = 1, .high = 1 };
	struct mc_page page = page_of(*state, 48, &run, false);
	char folder[] = "/tmp/mcpapersXXXXXX", papers[64], path[128];
	struct mc_document document;
	assert_int_equal(mc_document_for_folder("auto", "80", &document, NULL), MC_OK);
	assert_non_null(mkdtemp(folder));
	snprintf(papers, sizeof papers, "%s/papers", folder);
	struct mc_folder_name name = {
		.day = "2026-11-23", .form = "ticket", .subject = "A012", .copy = 1, .make = true
	};
	assert_int_equal(mc_folder_write(papers, &name, &page, &document, NULL), MC_OK);
	assert_int_equal(mc_folder_write(papers, &name, &page, &document, NULL), MC_OK);
	name.subject = "../x/1";
	name.copy = 2;
	assert_int_equal(mc_folder_write(papers, &name, &page, &document, NULL), MC_OK);
	assert_file_begins(papers, "2026-11-23/ticket-A012-1.png", "\x89PNG");
	assert_file_begins(papers, "2026-11-23/ticket-A012-1.txt", " ");
	assert_file_begins(papers, "2026-11-23/ticket-..%2Fx%2F1-2.txt", " ");
	snprintf(path, sizeof path, "%s/2026-11-23", papers);
	assert_int_equal(rig_run("rm", "-r", path, NULL), 0);
	assert_int_equal(mc_file_write(path, "x", 1, 0600, NULL), MC_OK); /* a file in the way */
	assert_int_not_equal(mc_folder_write(papers, &name, &page, &document, NULL), MC_OK);
	assert_int_equal(rig_run("rm", "-r", folder, NULL), 0);
}

static void the_driver_says_what_lies_in_the_folder(void **state) {
	static const struct {
		const char *driver, *width;
		const char *file, *head; /* NULL: refused */
	} rows[] = {
		{ "auto", "80", "d/ticket-A012-1.png", "\x89PNG" },
		{ "auto", "a4", "d/ticket-A012-1.png", "\x89PNG" },
		{ "pdf", "a5", "d/ticket-A012-1.pdf", "%PDF" },
		{ "escpos", "58", "d/ticket-A012-1.escpos", "\x1b@" },
		{ "escpos:gs8l:64", "80", "d/ticket-A012-1.escpos", "\x1b@" },
		{ "escpos", "a4", NULL, NULL },
		{ "fax", "80", NULL, NULL },
		{ "pdf", "a0", NULL, NULL },
	};
	static const struct mc_page_run run = { .text = "A012", .wide = 1, .high = 1 };
	const struct mc_folder_name name = {
		.day = "d", .form = "ticket", .subject = "A012", .copy = 1, .make = true
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char folder[] = "/tmp/mcpapersXXXXXX", papers[64];
		struct mc_document document;
		enum mc_status status =
			mc_document_for_folder(rows[i].driver, rows[i].width, &document, NULL);
		assert_int_equal(status == MC_OK, rows[i].file != NULL);
		if (status != MC_OK) {
			continue;
		}
		struct mc_page page =
			page_of(*state, mc_media_columns(document.media), &run, false);
		assert_non_null(mkdtemp(folder));
		snprintf(papers, sizeof papers, "%s/papers", folder);
		assert_int_equal(mc_folder_write(papers, &name, &page, &document, NULL), MC_OK);
		assert_file_begins(papers, rows[i].file, rows[i].head);
		assert_file_begins(papers, "d/ticket-A012-1.txt", " ");
		assert_int_equal(rig_run("rm", "-r", folder, NULL), 0);
	}
}

/* --- words of the set-up --- */

static void drivers_are_read(void **state) {
	static const struct {
		const char *text;
		bool good;
		enum mc_driver_kind kind;
		enum mc_escpos_method method;
		int rows;
	} rows[] = {
		{ "", true, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 128 },
		{ "auto", true, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 128 },
		{ "PDF", true, MC_DRIVER_PDF, MC_ESCPOS_GSV0, 128 },
		{ "escpos", true, MC_DRIVER_ESCPOS, MC_ESCPOS_GSV0, 128 },
		{ "escpos:gs8l", true, MC_DRIVER_ESCPOS, MC_ESCPOS_GS8L, 128 },
		{ "escpos:escstar:24", true, MC_DRIVER_ESCPOS, MC_ESCPOS_ESCSTAR, 24 },
		{ "escpos:gsv0:0", false, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 0 },
		{ "escpos:gsv0:2048", false, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 0 },
		{ "escpos:gsv0:64:x", false, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 0 },
		{ "escpos:morse", false, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 0 },
		{ "postscript", false, MC_DRIVER_AUTO, MC_ESCPOS_GSV0, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_driver driver;
		enum mc_status status = mc_driver_parse(rows[i].text, &driver, NULL);
		assert_int_equal(status, rows[i].good ? MC_OK : MC_INVALID);
		if (rows[i].good) {
			assert_int_equal(driver.kind, rows[i].kind);
			assert_int_equal(driver.escpos.method, rows[i].method);
			assert_int_equal(driver.escpos.band_rows, rows[i].rows);
		}
	}
}

/* Without the font or zbarimg nothing here can be shown. */
static void need_parts(void) {
	static const struct mc_page_run run = { .text = "A", .wide = 1, .high = 1 };
	struct mc_arena arena;
	struct mc_raster raster;
	mc_arena_init(&arena);
	struct mc_page page = page_of(&arena, 48, &run, false);
	if (mc_raster_page(&page, &arena, &raster, NULL) == MC_UNAVAILABLE) {
		fputs("skipped: there is no DejaVu Sans (package fonts-dejavu-core)\n", stderr);
		exit(77);
	}
	mc_arena_finish(&arena);
	if (rig_run("zbarimg", "--version", NULL) != 0) {
		fputs("skipped: there is no zbarimg (package zbar-tools)\n", stderr);
		exit(77);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(every_vietnamese_letter_is_in_the_font),
		TEST(a_number_shrinks_and_never_breaks),
		TEST(a_word_that_does_not_fit_gets_smaller_first),
		TEST(inverse_letters_are_white_on_black),
		TEST(cuts_are_told_but_not_the_last),
		TEST(codes_are_read_back),
		TEST(what_a_code_cannot_hold_is_refused),
		TEST(the_level_of_correction_is_the_one_asked_for),
		TEST(every_paper_is_drawn_in_every_form),
		TEST(an_office_layout_goes_before_and_a_broken_one_is_spoken_of),
		TEST(papers_lie_in_the_folder_under_their_names),
		TEST(the_driver_says_what_lies_in_the_folder),
		TEST(drivers_are_read),
	};
	need_parts();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

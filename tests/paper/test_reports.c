/*
 * Reports as sheets: goldens (MC_BLESS=1 writes them anew), and for any figures
 * and names that the frame is whole and within its width.
 */
#include "base/file.h"
#include "cmocka_all.h"
#include "paper/reports.h"
#include "random.h"
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY 20508 /* 24/02/2026 */

/* ---- a small office ---- */

static const struct mc_report_head head = {
	.office = "Ủy ban nhân dân phường Hạc Thành",
	.superior = "Ủy ban nhân dân tỉnh Thanh Hóa",
	.as_of = DAY + 5,
};

static mc_time at(int day) {
	return mc_time_at(DAY + day, 8 * 60);
}

/* Every class once, twice in the fields that have two, in a period of DAY … DAY + 9. */
static void add_lives(struct mc_tally *tally) {
	static const struct {
		const char *field;
		int accepted, due, current, ended, apology;
		enum mc_end end;
		enum mc_channel channel;
		bool paused;
	} lives[] = {
		{ "Hộ tịch", 1, 5, 5, 3, 0, MC_END_RESOLVED, MC_CHANNEL_ONLINE, false },
		{ "Hộ tịch", 1, 5, 5, 5, 0, MC_END_RESOLVED, MC_CHANNEL_DIRECT, false },
		{ "Hộ tịch", -3, 4, 8, 6, 4, MC_END_RESOLVED, MC_CHANNEL_DIRECT, false },
		{ "Hộ tịch", 2, 4, 4, 7, 0, MC_END_RESOLVED, MC_CHANNEL_POSTAL, false },
		{ "Đất đai", -9, 2, 12, 0, 2, MC_END_NONE, MC_CHANNEL_DIRECT, false },
		{ "Đất đai", 3, 20, 20, 0, 0, MC_END_NONE, MC_CHANNEL_ONLINE, false },
		{ "Đất đai", 1, 4, 4, 0, 0, MC_END_NONE, MC_CHANNEL_DIRECT, true },
		{ "Đất đai", 1, 4, 4, 2, 0, MC_END_WITHDRAWN, MC_CHANNEL_DIRECT, false },
		{ "Đất đai", 1, 4, 4, 6, 0, MC_END_STOPPED, MC_CHANNEL_DIRECT, false },
		{ "Thành lập và hoạt động của hợp tác xã, liên hiệp hợp tác xã", 1, 4, 4, 3, 0,
			MC_END_REFUSED, MC_CHANNEL_DIRECT, false },
	};
	for (size_t i = 0; i < sizeof lives / sizeof *lives; i++) {
		struct mc_life life = {
			.field = lives[i].field,
			.channel = lives[i].channel,
			.accepted_at = at(lives[i].accepted),
			.original_due_at = at(lives[i].due),
			.lawful_due_at = at(lives[i].due),
			.due_at = at(lives[i].current),
			.end = lives[i].end,
			.ended_at = lives[i].end ? at(lives[i].ended) : 0,
			.apology_at = lives[i].apology ? at(lives[i].apology) : 0,
			.paused = lives[i].paused,
		};
		mc_tally_add(tally, &life);
	}
}

static void make_tally(struct mc_arena *arena, struct mc_tally *tally) {
	struct mc_tally_rules rules = mc_tally_default();
	mc_tally_begin(tally, arena, (struct mc_period){ DAY, DAY + 9 }, &rules);
	add_lives(tally);
	mc_tally_finish(tally);
}

/* ---- goldens ---- */

static void check_golden(const char *file, const struct mc_str *text) {
	char path[4096];
	struct mc_str golden;
	const char *source = getenv("MC_SOURCE");
	assert_non_null(source);
	snprintf(path, sizeof path, "%s/tests/paper/golden/%s", source, file);
	if (getenv("MC_BLESS") != NULL) {
		assert_int_equal(mc_file_write(path, text->data, text->len, 0644, NULL), MC_OK);
	}
	mc_str_init(&golden);
	assert_int_equal(mc_file_read(path, 1 << 20, &golden, NULL), MC_OK);
	if (strcmp(mc_str_text(text), mc_str_text(&golden)) != 0) {
		fail_msg("%s is not as it was; now:\n%s", path, mc_str_text(text));
	}
	mc_str_finish(&golden);
}

static void check_sheet(
	const struct mc_sheet *sheet, int width, const char *text_file, const char *csv_file) {
	struct mc_str out;
	mc_str_init(&out);
	mc_sheet_as_text(sheet, width, &out);
	check_golden(text_file, &out);
	if (csv_file != NULL) {
		mc_str_clear(&out);
		mc_sheet_as_csv(sheet, &out);
		check_golden(csv_file, &out);
	}
	mc_str_finish(&out);
}

static void the_periodic_report(void **state) {
	struct mc_arena arena;
	struct mc_tally tally;
	struct mc_sheet sheet;
	(void)state;
	mc_arena_init(&arena);
	make_tally(&arena, &tally);
	mc_report_06a(&tally, &head, &arena, &sheet);
	check_sheet(&sheet, MC_REPORT_WIDTH, "report-06a.txt", "report-06a.csv");
	mc_arena_finish(&arena);
}

static const struct mc_tally_day slips[] = {
	{ .carried = 41,
		.received = 12,
		.on_time = 9,
		.late = 1,
		.sent_back = 2,
		.in_time = 35,
		.due_today = 3,
		.overdue = 1,
		.waiting = 2 },
	{ .carried = 41, .received = 1240, .on_time = 1204, .in_time = 77 },
};

static void the_slip_of_a_day(void **state) {
	struct mc_report_head practice = head;
	struct mc_arena arena;
	struct mc_sheet sheet;
	(void)state;
	mc_arena_init(&arena);
	mc_report_day(&slips[0], DAY, &head, &arena, &sheet);
	check_sheet(&sheet, MC_REPORT_SLIP_WIDTH, "report-day.txt", NULL);
	practice.practice = true;
	practice.field = "Hộ tịch";
	mc_report_days(slips, 2, DAY, &practice, &arena, &sheet);
	check_sheet(&sheet, MC_REPORT_SLIP_WIDTH, "report-days.txt", "report-days.csv");
	mc_arena_finish(&arena);
}

/* ---- any figures ---- */

/* Framed lines are all as wide as the first, and nothing is wider than `width`. */
static void check_frame(const char *text, int width) {
	int frame = 0;
	for (const char *line = text; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		char copy[2048];
		snprintf(copy, sizeof copy, "%.*s", (int)len, line);
		int wide = mc_text_width(copy);
		bool framed = strncmp(copy, "│", strlen("│")) == 0 ||
			      strncmp(copy, "├", strlen("├")) == 0 ||
			      strncmp(copy, "┌", strlen("┌")) == 0 ||
			      strncmp(copy, "└", strlen("└")) == 0;
		if (wide > width || (framed && frame != 0 && wide != frame)) {
			fail_msg("%d columns: %s", wide, copy);
		}
		frame = framed && frame == 0 ? wide : frame;
		assert_true(len == 0 || line[len - 1] != ' ');
		line += len + 1;
	}
	assert_true(frame > 0);
}

static void any_figures_keep_the_frame(void **state) {
	static const char *const words[] = { "Hộ", "tịch", "Đất", "đai", "nghiêng", "Nghĩa",
		"Liênhiệphợptácxãkhôngcódấucách", "và", "công", "日本", "–" };
	static const int64_t sizes[] = { 10, 1000, 400000, 9999999 };
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "report frames");
	for (int round = 0; round < 60; round++) {
		struct mc_tally tally = { .rules = mc_tally_default(),
			.period = { DAY, DAY + 30 } };
		struct mc_tally_row rows[6] = { { .field = NULL } };
		struct mc_arena arena;
		struct mc_sheet sheet;
		struct mc_str out;
		mc_arena_init(&arena);
		tally.rows = rows;
		tally.count = mc_random_below(&random, 6);
		size_t size = (size_t)sizes[mc_random_below(&random, 4)];
		for (size_t i = 0; i < tally.count; i++) {
			const char *field = "";
			for (size_t k = mc_random_below(&random, 20); k > 0; k--) {
				field = mc_arena_printf(&arena, "%s%s%s", field, *field ? " " : "",
					words[mc_random_below(
						&random, sizeof words / sizeof *words)]);
			}
			rows[i].field = field;
		}
		for (size_t i = 3; i < MC_TALLY_COLUMNS; i++) {
			tally.total.c[i] = (int64_t)mc_random_below(&random, size);
		}
		mc_str_init(&out);
		mc_report_06a(&tally, &head, &arena, &sheet);
		mc_sheet_as_text(&sheet, MC_REPORT_WIDTH, &out);
		check_frame(mc_str_text(&out), MC_REPORT_WIDTH);
		mc_str_finish(&out);
		mc_arena_finish(&arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_periodic_report),
		cmocka_unit_test(the_slip_of_a_day),
		cmocka_unit_test(any_figures_keep_the_frame),
	};
	return cmocka_run_group_tests_name("paper reports", tests, NULL, NULL);
}

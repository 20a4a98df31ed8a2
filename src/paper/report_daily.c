/*
 * The slip of a day at the counter: what was there in the morning and came in,
 * and where all of it stands in the evening (domain notes §5.3).
 */
#include "core/money.h"
#include "paper/reports.h"
#include <stddef.h>

#define THERE "Hồ sơ trong ngày"
#define DONE "Đã kết thúc"
#define OPEN "Đang giải quyết"

/* The numbers of a slip in order: the first two are what the others add up to. */
static const struct {
	const char *key;
	size_t offset;
	const char *group, *head; /* over columns */
	const char *line; /* in a list */
} numbers[MC_SLIP_COUNT] = {
	{ "carried", offsetof(struct mc_tally_day, carried), THERE, "Từ trước",
		"Từ những ngày trước chuyển sang" },
	{ "received", offsetof(struct mc_tally_day, received), THERE, "Mới nhận",
		"Tiếp nhận trong ngày" },
	{ "on_time", offsetof(struct mc_tally_day, on_time), DONE, "Đúng hạn",
		"Đã xử lý xong, trước hạn hoặc đúng hạn" },
	{ "late", offsetof(struct mc_tally_day, late), DONE, "Quá hạn", "Đã xử lý xong, quá hạn" },
	{ "sent_back", offsetof(struct mc_tally_day, sent_back), DONE, "Không kết quả",
		"Rút, dừng xử lý, trả lại" },
	{ "in_time", offsetof(struct mc_tally_day, in_time), OPEN, "Trong hạn",
		"Đang giải quyết, trong hạn" },
	{ "due_today", offsetof(struct mc_tally_day, due_today), OPEN, "Đến hạn",
		"Đang giải quyết, đến hạn trong ngày" },
	{ "overdue", offsetof(struct mc_tally_day, overdue), OPEN, "Quá hạn",
		"Đang giải quyết, quá hạn" },
	{ "waiting", offsetof(struct mc_tally_day, waiting), OPEN, "Tạm dừng",
		"Đang tạm dừng, chờ công dân bổ sung hoặc nộp tiền" },
};

static int64_t number_at(const struct mc_tally_day *slip, size_t i) {
	return *(const int64_t *)((const char *)slip + numbers[i].offset);
}

void mc_report_slip_numbers(
	const struct mc_tally_day *slip, struct mc_slip_number ret_numbers[MC_SLIP_COUNT]) {
	for (size_t i = 0; i < MC_SLIP_COUNT; i++) {
		ret_numbers[i] = (struct mc_slip_number){ numbers[i].key, number_at(slip, i) };
	}
}

static const char *day_text(struct mc_arena *arena, mc_day day) {
	char text[MC_DAY_TEXT_SIZE];
	mc_day_format_vi(day, text);
	return mc_arena_text(arena, text);
}

/* Office and what the figures rest on; `when` first. */
static void set_facts(const struct mc_report_head *head, const char *when, struct mc_arena *arena,
	struct mc_sheet *sheet) {
	const char **facts = mc_arena_array(arena, 6, sizeof *facts);
	size_t count = 0;
	if (head->practice) {
		facts[count++] = "VĂN PHÒNG THỰC HÀNH – SỐ LIỆU KHÔNG CÓ GIÁ TRỊ";
	}
	if (mc_or_empty(head->office)[0] != '\0') {
		facts[count++] = head->office;
	}
	facts[count++] = when;
	facts[count++] = mc_arena_printf(
		arena, "số liệu đã ghi đến hết ngày %s", day_text(arena, head->as_of));
	if (mc_or_empty(head->field)[0] != '\0') {
		facts[count++] = mc_arena_printf(arena, "Chỉ lĩnh vực: %s", head->field);
	}
	if (mc_or_empty(head->unit)[0] != '\0') {
		facts[count++] = mc_arena_printf(arena, "Chỉ đơn vị: %s", head->unit);
	}
	sheet->facts = facts;
	sheet->fact_count = count;
}

static const char *sum_line(const struct mc_tally_day *slip, struct mc_arena *arena) {
	struct mc_str line;
	const char *text;
	mc_str_init(&line);
	mc_str_add(&line, "Kiểm tra: ");
	for (size_t i = 0; i < MC_SLIP_COUNT; i++) {
		char number[MC_MONEY_DIGITS_SIZE];
		mc_money_digits(number_at(slip, i), number);
		mc_str_add(&line, i == 0 ? "" : i == 2 ? " = " : " + ");
		mc_str_add(&line, number);
	}
	mc_str_add(&line, ".");
	text = mc_arena_text(arena, mc_str_text(&line));
	mc_str_finish(&line);
	return text;
}

void mc_report_day(const struct mc_tally_day *slip, mc_day day, const struct mc_report_head *head,
	struct mc_arena *arena, struct mc_sheet *ret_sheet) {
	static const struct mc_sheet_column columns[] = {
		{ "item", { "Nội dung" }, false },
		{ "dossiers", { "Số hồ sơ" }, true, .least = 8 },
	};
	struct mc_sheet_row *rows = mc_arena_array(arena, MC_SLIP_COUNT, sizeof *rows);
	const char **notes = mc_arena_array(arena, 1, sizeof *notes);
	for (size_t i = 0; i < MC_SLIP_COUNT; i++) {
		struct mc_sheet_cell *cells =
			mc_arena_array(arena, MC_COUNT(columns), sizeof *cells);
		cells[0].text = numbers[i].line;
		cells[1].number = number_at(slip, i);
		rows[i] = (struct mc_sheet_row){ .cells = cells, .total = i == 2 };
	}
	notes[0] = sum_line(slip, arena);
	*ret_sheet = (struct mc_sheet){
		.title = "PHIẾU THEO DÕI HỒ SƠ TRONG NGÀY",
		.columns = columns,
		.column_count = MC_COUNT(columns),
		.rows = rows,
		.row_count = MC_SLIP_COUNT,
		.notes = notes,
		.note_count = 1,
	};
	set_facts(head, mc_arena_printf(arena, "Ngày %s", day_text(arena, day)), arena, ret_sheet);
}

/* Printed day, day for machines, numbers. */
#define DAY_COLUMNS 2

void mc_report_days(const struct mc_tally_day *slips, size_t count, mc_day from,
	const struct mc_report_head *head, struct mc_arena *arena, struct mc_sheet *ret_sheet) {
	size_t width = DAY_COLUMNS + MC_SLIP_COUNT;
	struct mc_sheet_column *columns = mc_arena_array(arena, width, sizeof *columns);
	struct mc_sheet_row *rows = mc_arena_array(arena, count, sizeof *rows);
	columns[0] = (struct mc_sheet_column){ NULL, { "Ngày" }, false };
	columns[1] = (struct mc_sheet_column){ "day", { NULL }, false };
	for (size_t i = 0; i < MC_SLIP_COUNT; i++) {
		columns[DAY_COLUMNS + i] = (struct mc_sheet_column){ numbers[i].key,
			{ numbers[i].group, numbers[i].head }, true };
	}
	for (size_t r = 0; r < count; r++) {
		struct mc_sheet_cell *cells = mc_arena_array(arena, width, sizeof *cells);
		char iso[MC_DAY_TEXT_SIZE];
		mc_day_format(from + (mc_day)r, iso);
		cells[0].text = day_text(arena, from + (mc_day)r);
		cells[1].text = mc_arena_text(arena, iso);
		for (size_t i = 0; i < MC_SLIP_COUNT; i++) {
			cells[DAY_COLUMNS + i].number = number_at(&slips[r], i);
		}
		rows[r].cells = cells;
	}
	*ret_sheet = (struct mc_sheet){
		.title = "THEO DÕI HỒ SƠ TỪNG NGÀY",
		.columns = columns,
		.column_count = width,
		.rows = rows,
		.row_count = count,
	};
	set_facts(head,
		mc_arena_printf(arena, "Từ ngày %s đến ngày %s", day_text(arena, from),
			day_text(arena, from + (mc_day)count - 1)),
		arena, ret_sheet);
}

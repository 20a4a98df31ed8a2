/*
 * Biểu số II.06a/VPCP/KSTT: the periodic report (Thông tư 01/2020/TT-VPCP). Under
 * the table stands what the columns do not show: where dossiers without a result
 * and paused ones were put, apologies, what the other due dates would have said,
 * and the sums a reader would do by hand.
 */
#include "core/money.h"
#include "paper/reports.h"
#include <stdio.h>

#define RECEIVED "Số lượng hồ sơ tiếp nhận"
#define SOLVED "Số lượng hồ sơ đã giải quyết"
#define PENDING "Số lượng hồ sơ đang giải quyết"

/* As printed: (1) … (13). What follows is for CSV only. */
static const struct mc_sheet_column columns[] = {
	{ NULL, { "TT" }, false },
	{ "field", { "Lĩnh vực, công việc giải quyết theo cấp" }, false },
	{ "c3", { RECEIVED, "Tổng số" }, true },
	{ "c4", { RECEIVED, "Trong kỳ", "Trực tuyến" }, true },
	{ "c5", { RECEIVED, "Trong kỳ", "Trực tiếp, dịch vụ bưu chính" }, true },
	{ "c6", { RECEIVED, "Từ kỳ trước" }, true },
	{ "c7", { SOLVED, "Tổng số" }, true },
	{ "c8", { SOLVED, "Trước hạn" }, true },
	{ "c9", { SOLVED, "Đúng hạn" }, true },
	{ "c10", { SOLVED, "Quá hạn" }, true },
	{ "c11", { PENDING, "Tổng số" }, true },
	{ "c12", { PENDING, "Trong hạn" }, true },
	{ "c13", { PENDING, "Quá hạn" }, true },
	{ "total", { NULL }, true },
	{ "postal", { NULL }, true },
	{ "withdrawn", { NULL }, true },
	{ "stopped", { NULL }, true },
	{ "sent_back", { NULL }, true },
	{ "paused", { NULL }, true },
	{ "late_apology", { NULL }, true },
	{ "late_no_apology", { NULL }, true },
	{ "overdue_apology", { NULL }, true },
	{ "overdue_no_apology", { NULL }, true },
	{ "awaiting", { NULL }, true },
	{ "refused", { NULL }, true },
	{ "void", { NULL }, true },
	{ "residual", { NULL }, true },
};

#define FIRST_NUMBER 2 /* column (3) */
#define TOTAL_MARK 13 /* 1 in the row of the total */
#define FIRST_NOTE 14 /* in the order of enum mc_tally_note */

_Static_assert(MC_COUNT(columns) == FIRST_NOTE + MC_NOTE_COUNT, "a CSV column for each note");

const char *mc_report_note_key(enum mc_tally_note note) {
	return columns[FIRST_NOTE + note].key;
}

const char *mc_report_judge_key(enum mc_judge judge) {
	static const char *const keys[MC_JUDGE_COUNT] = {
		[MC_JUDGE_LAWFUL] = "lawful",
		[MC_JUDGE_ORIGINAL] = "original",
		[MC_JUDGE_CURRENT] = "current",
	};
	return keys[judge];
}

/* ---- rows ---- */

static void put_row(const struct mc_tally_row *row, size_t number, struct mc_arena *arena,
	struct mc_sheet_row *ret_row) {
	struct mc_sheet_cell *cells = mc_arena_array(arena, MC_COUNT(columns), sizeof *cells);
	bool total = row->field == NULL;
	cells[0].text = total ? NULL : mc_arena_printf(arena, "%zu", number);
	cells[1].text = total ? "Tổng số" : row->field[0] ? row->field : "(không ghi lĩnh vực)";
	for (size_t i = 3; i < MC_TALLY_COLUMNS; i++) {
		cells[FIRST_NUMBER + i - 3].number = row->c[i];
	}
	cells[TOTAL_MARK].number = total;
	for (size_t i = 0; i < MC_NOTE_COUNT; i++) {
		cells[FIRST_NOTE + i].number = row->notes[i];
	}
	*ret_row = (struct mc_sheet_row){ .cells = cells, .total = total };
}

/* ---- lines above and below ---- */

struct text_list {
	struct mc_arena *arena;
	const char **lines;
	size_t count, cap;
};

static void add_line(struct text_list *list, const char *line) {
	*MC_ARENA_NEXT(list->arena, list->lines, list->count, list->cap) = line;
}

static const char *number(struct mc_arena *arena, int64_t value) {
	char text[MC_MONEY_DIGITS_SIZE];
	mc_money_digits(value, text);
	return mc_arena_text(arena, text);
}

static const char *office_of(const struct mc_report_head *head) {
	return mc_or_empty(head->office)[0] != '\0' ? head->office : "…";
}

static void add_facts(struct text_list *facts, const struct mc_report_head *head,
	const struct mc_period *period) {
	struct mc_arena *arena = facts->arena;
	char from[MC_DAY_TEXT_SIZE], to[MC_DAY_TEXT_SIZE], as_of[MC_DAY_TEXT_SIZE];
	mc_day_format_vi(period->from, from);
	mc_day_format_vi(period->to, to);
	mc_day_format_vi(head->as_of, as_of);
	if (head->practice) {
		add_line(facts, "VĂN PHÒNG THỰC HÀNH – SỐ LIỆU KHÔNG CÓ GIÁ TRỊ");
	}
	add_line(
		facts, mc_arena_printf(arena,
			       "Kỳ báo cáo: từ ngày %s đến ngày %s; số liệu đã ghi đến hết ngày %s",
			       from, to, as_of));
	add_line(facts, mc_arena_printf(arena, "Đơn vị báo cáo: %s", office_of(head)));
	if (mc_or_empty(head->superior)[0] != '\0') {
		add_line(facts, mc_arena_printf(arena, "Đơn vị nhận báo cáo: %s", head->superior));
	}
	if (mc_or_empty(head->field)[0] != '\0') {
		add_line(facts, mc_arena_printf(arena, "Chỉ lĩnh vực: %s", head->field));
	}
	if (mc_or_empty(head->unit)[0] != '\0') {
		add_line(facts, mc_arena_printf(arena, "Chỉ đơn vị: %s", head->unit));
	}
	add_line(facts, "Đơn vị tính: Số hồ sơ TTHC");
}

static const char *place_of(enum mc_no_result rule) {
	return rule == MC_NO_RESULT_ON_TIME ? "tính vào cột (9)" : "xếp theo ngày kết thúc";
}

static const char *rate(struct mc_arena *arena, int64_t part, int64_t whole) {
	int hundredths = mc_tally_rate(part, whole);
	return mc_arena_printf(arena, "%d,%02d%%", hundredths / 100, hundredths % 100);
}

static void add_judged(struct text_list *notes, const struct mc_tally *tally) {
	static const char *const names[MC_JUDGE_COUNT] = {
		[MC_JUDGE_LAWFUL] = "hạn theo luật (cộng thời gian tạm dừng, không kể gia hạn)",
		[MC_JUDGE_ORIGINAL] = "hạn trả lần đầu",
		[MC_JUDGE_CURRENT] = "hẹn trả hiện nay (kể cả gia hạn)",
	};
	struct mc_arena *arena = notes->arena;
	add_line(notes,
		mc_arena_printf(arena,
			"  Cột (8), (9), (10), (12), (13) xét theo %s. Nếu xét theo hạn khác thì:",
			names[tally->rules.judge]));
	for (int judge = 0; judge < MC_JUDGE_COUNT; judge++) {
		const struct mc_tally_row *row = &tally->judged[judge];
		if ((enum mc_judge)judge != tally->rules.judge) {
			add_line(notes, mc_arena_printf(arena,
						"    theo %s: đã giải quyết quá hạn %s, đang giải "
						"quyết quá hạn %s.",
						names[judge], number(arena, row->c[10]),
						number(arena, row->c[13])));
		}
	}
}

static void add_notes(struct text_list *notes, const struct mc_tally *tally) {
	struct mc_arena *arena = notes->arena;
	const struct mc_tally_row *row = &tally->total;
	const int64_t *n = row->notes;
	add_line(notes, "Ghi chú:");
	add_line(notes, mc_arena_printf(arena, "  Cột (5): qua dịch vụ bưu chính %s.",
				number(arena, n[MC_NOTE_POSTAL])));
	add_line(notes,
		mc_arena_printf(arena,
			"  Cột (7) gồm hồ sơ kết thúc mà không có kết quả: rút %s, trả lại sau khi "
			"tiếp nhận %s (%s); dừng xử lý %s (%s).",
			number(arena, n[MC_NOTE_WITHDRAWN]), number(arena, n[MC_NOTE_SENT_BACK]),
			place_of(tally->rules.withdrawn), number(arena, n[MC_NOTE_STOPPED]),
			place_of(tally->rules.stopped)));
	add_line(
		notes, mc_arena_printf(arena,
			       "  Cột (11): đang tạm dừng chờ bổ sung hoặc chờ nghĩa vụ tài chính "
			       "%s (%s).",
			       number(arena, n[MC_NOTE_PAUSED]),
			       tally->rules.paused_by_date ? "xếp theo hạn" : "tính vào cột (12)"));
	add_line(notes, mc_arena_printf(arena,
				"  Cột (10): có thư xin lỗi %s, chưa có %s. Cột (13): có thư xin "
				"lỗi %s, chưa có %s.",
				number(arena, n[MC_NOTE_LATE_APOLOGY]),
				number(arena, n[MC_NOTE_LATE_NO_APOLOGY]),
				number(arena, n[MC_NOTE_OVERDUE_APOLOGY]),
				number(arena, n[MC_NOTE_OVERDUE_NO_APOLOGY])));
	add_judged(notes, tally);
	add_line(notes, mc_arena_printf(arena,
				"  Ngoài biểu: chờ tiếp nhận %s, không được tiếp nhận %s, đã huỷ "
				"do nhập nhầm %s.",
				number(arena, n[MC_NOTE_AWAITING]),
				number(arena, n[MC_NOTE_REFUSED]), number(arena, n[MC_NOTE_VOID])));
	add_line(notes, mc_arena_printf(arena,
				"  Tỷ lệ đã giải quyết (7)/(3): %s; trước hạn và đúng hạn ((8) + "
				"(9))/(7): %s.",
				rate(arena, row->c[7], row->c[3]),
				rate(arena, row->c[8] + row->c[9], row->c[7])));
}

/* ---- sums ---- */

const char *mc_report_identity(const struct mc_tally_row *row, size_t nth, struct mc_arena *arena) {
	const struct mc_tally_identity *identity = &mc_tally_identities[nth];
	const char *names = mc_arena_printf(arena, "(%d) =", identity->whole);
	const char *figures =
		mc_arena_printf(arena, "%s =", number(arena, row->c[identity->whole]));
	for (const int *part = identity->parts; *part != 0; part++) {
		const char *plus = part == identity->parts ? "" : " +";
		names = mc_arena_printf(arena, "%s%s (%d)", names, plus, *part);
		figures = mc_arena_printf(
			arena, "%s%s %s", figures, plus, number(arena, row->c[*part]));
	}
	if (identity->residual && row->notes[MC_NOTE_RESIDUAL] != 0) {
		names = mc_arena_printf(arena, "%s + khác", names);
		figures = mc_arena_printf(
			arena, "%s + %s", figures, number(arena, row->notes[MC_NOTE_RESIDUAL]));
	}
	return mc_arena_printf(arena, "%s: %s", names, figures);
}

static void add_sums(struct text_list *notes, const struct mc_tally *tally) {
	struct mc_arena *arena = notes->arena;
	const struct mc_tally_row *row = &tally->total;
	add_line(notes, mc_arena_printf(arena, "Khác (đã tiếp nhận mà không thuộc cột nào): %s.",
				number(arena, row->notes[MC_NOTE_RESIDUAL])));
	add_line(notes, "Kiểm tra:");
	for (size_t i = 0; i < MC_TALLY_IDENTITIES; i++) {
		add_line(notes, mc_arena_printf(arena, "  %s.", mc_report_identity(row, i, arena)));
	}
}

void mc_report_06a(const struct mc_tally *tally, const struct mc_report_head *head,
	struct mc_arena *arena, struct mc_sheet *ret_sheet) {
	struct text_list facts = { .arena = arena }, notes = { .arena = arena };
	struct mc_sheet_row *rows = mc_arena_array(arena, tally->count + 1, sizeof *rows);
	for (size_t i = 0; i < tally->count; i++) {
		put_row(&tally->rows[i], i + 1, arena, &rows[i]);
	}
	put_row(&tally->total, 0, arena, &rows[tally->count]);
	add_facts(&facts, head, &tally->period);
	add_notes(&notes, tally);
	add_sums(&notes, tally);
	*ret_sheet = (struct mc_sheet){
		.form = "Biểu số II.06a/VPCP/KSTT",
		.title = mc_arena_printf(arena,
			"TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI %s", office_of(head)),
		.facts = facts.lines,
		.fact_count = facts.count,
		.columns = columns,
		.column_count = MC_COUNT(columns),
		.numbered = true,
		.rows = rows,
		.row_count = tally->count + 1,
		.notes = notes.lines,
		.note_count = notes.count,
	};
}

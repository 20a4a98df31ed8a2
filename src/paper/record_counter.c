/*
 * Builders of the papers handed over at kiosk and counter: ticket and slip.
 * Values are finished Vietnamese text; variables are documented in papers.c.
 */
#include "paper/records.h"

#include "core/money.h"
#include "core/person.h"
#include <motcua/code.h>
#include <motcua/paper.h>
#include <string.h>

/* A practice office must never hand out something that looks valid. */
#define PRACTICE_MARK "VĂN PHÒNG THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ"

static void set_number(struct mc_record *record, const char *name, int64_t number) {
	mc_record_set(record, name, mc_arena_printf(record->arena, "%lld", (long long)number));
}

static void set_office(struct mc_record *record, const struct mc_paper_office *office) {
	mc_record_set(record, "co_quan", office->name);
	mc_record_set(record, "bo_phan", office->unit);
	mc_record_set(record, "dia_chi", office->address);
	mc_record_set(record, "dien_thoai", office->phone);
	mc_record_set(record, MC_RECORD_PRACTICE, office->practice ? PRACTICE_MARK : "");
	mc_record_set(record, MC_RECORD_REPRINT, "");
}

/* --- ticket --- */

static const char *const kind_texts[] = {
	[MC_KIND_FILE] = "Nộp hồ sơ",
	[MC_KIND_COLLECT] = "Nhận kết quả",
	[MC_KIND_SUPPLEMENT] = "Bổ sung hồ sơ",
	[MC_KIND_ASK] = "Hỏi đáp, hướng dẫn",
	[MC_KIND_PAY] = "Nộp phí, lệ phí",
	[MC_KIND_ASSIST] = "Hỗ trợ nộp hồ sơ trực tuyến",
};

void mc_ticket_record(
	const struct mc_ticket_paper *paper, struct mc_arena *arena, struct mc_record *ret_record) {
	char clock[MC_TIME_TEXT_SIZE];
	char day[MC_DAY_TEXT_SIZE];
	char appointment[MC_TIME_TEXT_SIZE];
	struct mc_record *record = ret_record;
	mc_record_init(record, arena, MC_FORM_TICKET);
	set_office(record, &paper->office);
	mc_record_set(record, "so", paper->label);
	mc_record_set(record, "hang_cho", paper->line);
	mc_record_set(record, "nhom_thu_tuc", paper->line_vi);
	mc_record_set(record, "nhom_thu_tuc_en", paper->line_en);
	mc_record_set(record, "loai", kind_texts[paper->kind]);
	/* The ground (age, health, merit) is personal data and stays off the paper. */
	mc_record_set(record, "uu_tien", paper->priority != MC_PRIORITY_NONE ? "Ưu tiên" : "");
	set_number(record, "so_nguoi_cho", paper->ahead);
	mc_record_set(record, "du_kien", paper->wait_text);
	mc_record_set(record, "noi_cho", paper->place);
	mc_time_format_clock(paper->appointment_at, appointment);
	mc_record_set(record, "hen", appointment);
	mc_time_format_clock(paper->issued_at, clock);
	mc_record_set(record, "gio", clock);
	mc_day_format_vi(mc_day_of(paper->issued_at), day);
	mc_record_set(record, "ngay", day);
	set_number(record, "ma_phieu", paper->id);
	mc_record_set(record, "qr",
		mc_arena_printf(
			arena, "STT1|%s|%lld", mc_or_empty(paper->label), (long long)paper->id));
}

/* --- slip --- */

static const char *const return_texts[] = {
	[MC_RETURN_COUNTER] = "Tại Bộ phận Một cửa",
	[MC_RETURN_POST] = "Qua dịch vụ bưu chính công ích",
	[MC_RETURN_ONLINE] = "Trực tuyến",
};

/* Adds "2 bản chính" behind what stands already. */
static void add_sort(struct mc_str *out, int count, const char *sort) {
	if (count > 0) {
		mc_str_addf(out, "%s%d %s", out->len > 0 ? ", " : "", count, sort);
	}
}

static void set_count(
	struct mc_record *record, struct mc_record_item *item, const char *name, int count) {
	mc_record_item_set(
		record, item, name, count > 0 ? mc_arena_printf(record->arena, "%d", count) : "");
}

static void add_components(struct mc_record *record, const struct mc_slip_paper *paper) {
	struct mc_str sorts;
	mc_str_init(&sorts);
	for (size_t i = 0; i < paper->component_count; i++) {
		const struct mc_component *component = &paper->components[i];
		struct mc_record_item *item = mc_record_add(record, "giay_to");
		mc_str_clear(&sorts);
		add_sort(&sorts, component->originals, "bản chính");
		add_sort(&sorts, component->certified, "bản chứng thực");
		add_sort(&sorts, component->copies, "bản sao");
		mc_record_item_set(record, item, "ten", component->name);
		set_count(record, item, "ban_chinh", component->originals);
		set_count(record, item, "ban_chung_thuc", component->certified);
		set_count(record, item, "ban_sao", component->copies);
		mc_record_item_set(record, item, "so_luong", mc_str_text(&sorts));
	}
	mc_str_finish(&sorts);
	if (paper->component_count > 0) {
		set_number(record, "so_giay_to", (int64_t)paper->component_count);
	}
}

/* "Bảy mươi lăm nghìn đồng"; amounts above what has words stay without. */
static const char *fee_words(struct mc_arena *arena, int64_t fee) {
	char words[MC_MONEY_WORDS_SIZE];
	if (mc_money_words(fee, words, NULL) != MC_OK) {
		return "";
	}
	if (words[0] >= 'a' && words[0] <= 'z') {
		words[0] = (char)(words[0] - 'a' + 'A');
	}
	return mc_arena_text(arena, words);
}

static void set_fee(struct mc_record *record, int64_t fee, bool paid) {
	char digits[MC_MONEY_DIGITS_SIZE];
	if (fee < 0) {
		mc_record_set(record, "le_phi", "thông báo sau");
	} else if (fee == 0) {
		mc_record_set(record, "le_phi", "không thu");
	} else {
		mc_money_digits(fee, digits);
		mc_record_set(record, "le_phi", mc_arena_printf(record->arena, "%s đồng", digits));
		mc_record_set(record, "le_phi_bang_chu", fee_words(record->arena, fee));
		mc_record_set(record, "tinh_trang_phi", paid ? "đã nộp" : "chưa nộp");
	}
}

static void set_times(struct mc_record *record, const struct mc_dossier *dossier) {
	static const char no_term[] = "thủ tục không quy định thời hạn";
	char brief[MC_TIME_TEXT_SIZE];
	char full[MC_TIME_LONG_SIZE];
	mc_time_format_vi(dossier->accepted_at, brief);
	mc_time_format_paper(dossier->accepted_at, full);
	mc_record_set(record, "tiep_nhan", brief);
	mc_record_set(record, "tiep_nhan_day_du", full);
	mc_time_format_vi(dossier->due_at, brief);
	mc_time_format_paper(dossier->due_at, full);
	mc_record_set(record, "hen_tra", dossier->due_at != 0 ? brief : no_term);
	mc_record_set(record, "hen_tra_day_du", dossier->due_at != 0 ? full : no_term);
	mc_record_set(record, "luu_y_hen_tra",
		dossier->due_provisional ? "Ngày hẹn là tạm tính: lịch làm việc chưa được công bố."
					 : "");
}

static const char *masked(struct mc_arena *arena, const char *id) {
	size_t size = strlen(mc_or_empty(id)) + 1;
	char *out = mc_arena_alloc(arena, size);
	mc_mask_id(mc_or_empty(id), out, size);
	return out;
}

void mc_slip_record(
	const struct mc_slip_paper *paper, struct mc_arena *arena, struct mc_record *ret_record) {
	const struct mc_dossier *dossier = &paper->dossier;
	struct mc_record *record = ret_record;
	char code[MC_SLIP_QR_SIZE];
	mc_record_init(record, arena, MC_FORM_SLIP);
	set_office(record, &paper->office);
	mc_record_set(record, "ma_ho_so", dossier->code);
	mc_record_set(record, "ma_pin", dossier->pin);
	mc_record_set(record, "ma_ngoai", dossier->external_code);
	mc_record_set(record, "ma_thu_tuc", dossier->procedure);
	mc_record_set(record, "thu_tuc", dossier->procedure_name);
	mc_record_set(record, "chu_ho_so", dossier->owner);
	mc_record_set(record, dossier->organisation ? "ma_so_thue" : "so_dinh_danh",
		masked(arena, dossier->owner_id));
	mc_record_set(record, "nguoi_dai_dien", dossier->representative);
	mc_record_set(record, "noi_dung", dossier->subject);
	add_components(record, paper);
	if (dossier->sets > 0) {
		set_number(record, "so_bo", dossier->sets);
	}
	set_times(record, dossier);
	set_fee(record, dossier->fee_vnd, dossier->fee_paid);
	mc_record_set(record, "can_bo", paper->officer);
	mc_record_set(record, "nhan_ket_qua", return_texts[dossier->return_way]);
	/* Without a PIN, as an imported dossier is, nobody could look it up by its QR. */
	bool qr = mc_slip_qr_format(mc_or_empty(dossier->code), mc_or_empty(dossier->pin), code,
			  NULL) == MC_OK;
	mc_record_set(record, "qr", qr ? code : "");
}

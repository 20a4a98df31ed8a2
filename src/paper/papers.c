/*
 * The table of papers: which there are, what each may say, which layouts are
 * built in. A new paper is a row here, its variables, a layout and a builder.
 */
#include "paper/records.h"

#include "base/str.h"
#include "paper/page.h"
#include <motcua/paper.h>
#include <string.h>

#define LAYOUT(name) \
	extern const unsigned char mc_layout_##name[]; \
	extern const unsigned long mc_layout_##name##_size

LAYOUT(ticket_80);
LAYOUT(ticket_58);
LAYOUT(slip_80);
LAYOUT(slip_58);

#define BUILT_IN(columns, name, file) \
	{ columns, file, mc_layout_##name, &mc_layout_##name##_size }

/* What every paper knows. */
#define OFFICE_VARIABLES \
	{ "co_quan", N_("name of the office"), "ỦY BAN NHÂN DÂN PHƯỜNG YÊN HÒA" }, \
		{ "bo_phan", N_("unit that receives and returns"), \
			"Bộ phận Tiếp nhận và Trả kết quả" }, \
		{ "dia_chi", N_("address of the office"), "Số 1 phố Mẫu" }, \
		{ "dien_thoai", N_("telephone of the office"), "024 0000 0000" }, \
		{ MC_RECORD_PRACTICE, N_("mark of a practice office, else empty"), "" }, { \
		MC_RECORD_REPRINT, N_("mark of a reprint with its number and time, else empty"), \
			"" \
	}

static const struct mc_paper_variable ticket_variables[] = {
	OFFICE_VARIABLES,
	{ "so", N_("ticket number"), "A012", true },
	{ "hang_cho", N_("letter of the line"), "A", true },
	{ "nhom_thu_tuc", N_("name of the line"), "Hộ tịch – Chứng thực" },
	{ "nhom_thu_tuc_en", N_("name of the line in English"), "Civil status – Certification" },
	{ "loai", N_("what the citizen comes for"), "Nộp hồ sơ" },
	{ "uu_tien", N_("“Ưu tiên” for a priority ticket, else empty; never the ground"),
		"Ưu tiên" },
	{ "so_nguoi_cho", N_("how many wait before this ticket"), "7", true },
	{ "du_kien", N_("when the turn is expected, empty without an honest estimate"),
		"khoảng 08:40–08:55" },
	{ "noi_cho", N_("where to wait, or the desks"), "Quầy 1, 2, 3" },
	{ "hen", N_("time of the appointment, else empty"), "08:45", true },
	{ "gio", N_("time of issue"), "08:21", true },
	{ "ngay", N_("day of issue"), "23/11/2026", true },
	{ "ma_phieu", N_("identification of the ticket, for the rating"), "1099511627781", true },
	{ "qr", N_("content of the QR: STT1|number|identification"), "STT1|A012|1099511627781",
		true },
};

static const struct mc_paper_variable slip_variables[] = {
	OFFICE_VARIABLES,
	{ "ma_ho_so", N_("dossier code"), "H20.14.07-261123-0012", true },
	{ "ma_pin", N_("PIN for looking the dossier up"), "204817", true },
	{ "ma_ngoai", N_("code in the provincial system, else empty"),
		"000.12.34.H20-261123-0007" },
	{ "ma_thu_tuc", N_("procedure code"), "1.001193" },
	{ "thu_tuc", N_("procedure"), "Đăng ký khai sinh" },
	{ "chu_ho_so", N_("owner of the dossier"), "Nguyễn Thị Quỳnh Hương" },
	{ "so_dinh_danh", N_("the owner's ID number, always masked, or empty"), "087******123",
		true },
	{ "ma_so_thue", N_("tax code of an organisation, always masked, or empty"), "", true },
	{ "nguoi_dai_dien", N_("who acts for an organisation, or empty"), "" },
	{ "noi_dung", N_("what is asked for, in the citizen's case"), "Khai sinh cho con" },
	{ "giay_to.stt", N_("number of the paper in the list"), "1", true },
	{ "giay_to.ten", N_("name of a paper handed in"), "Tờ khai đăng ký khai sinh" },
	{ "giay_to.ban_chinh", N_("how many originals, else empty"), "1", true },
	{ "giay_to.ban_chung_thuc", N_("how many certified copies, else empty"), "1", true },
	{ "giay_to.ban_sao", N_("how many plain copies, else empty"), "2", true },
	{ "giay_to.so_luong", N_("the three in words"), "1 bản chính, 2 bản sao" },
	{ "so_giay_to", N_("how many kinds of papers; empty when none"), "2", true },
	{ "so_bo", N_("number of sets"), "1", true },
	{ "tiep_nhan", N_("instant of acceptance, short"), "08:21 23/11/2026", true },
	{ "tiep_nhan_day_du", N_("instant of acceptance in words"),
		"08 giờ 21 phút, ngày 23 tháng 11 năm 2026" },
	{ "hen_tra", N_("when the result is due, short"), "17:00 24/11/2026" },
	{ "hen_tra_day_du", N_("when the result is due, in words"),
		"17 giờ 00 phút, ngày 24 tháng 11 năm 2026" },
	{ "luu_y_hen_tra", N_("warning that the due date is provisional, else empty"),
		"Tạm tính: lịch làm việc chưa được công bố." },
	{ "le_phi", N_("fee"), "75.000 đồng" },
	{ "le_phi_bang_chu", N_("fee in words"), "Bảy mươi lăm nghìn đồng" },
	{ "tinh_trang_phi", N_("whether the fee is paid"), "đã nộp" },
	{ "can_bo", N_("officer who accepted"), "Trần Thị Hoa" },
	{ "nhan_ket_qua", N_("how the result goes back"), "Tại Bộ phận Một cửa" },
	{ "qr", N_("content of the QR: TTHC1|dossier code|PIN"),
		"TTHC1|H20.14.07-261123-0012|204817", true },
};

#define VARIABLES(list) .variables = list, .variable_count = MC_COUNT(list)

static const struct mc_paper papers[] = {
	{ MC_FORM_TICKET, "Phiếu số thứ tự",
		{ BUILT_IN(MC_PAGE_80MM, ticket_80, "ticket-80.receipt"),
			BUILT_IN(MC_PAGE_58MM, ticket_58, "ticket-58.receipt") },
		VARIABLES(ticket_variables) },
	{ MC_FORM_SLIP, "Phiếu hẹn",
		{ BUILT_IN(MC_PAGE_80MM, slip_80, "slip-80.receipt"),
			BUILT_IN(MC_PAGE_58MM, slip_58, "slip-58.receipt") },
		VARIABLES(slip_variables) },
};

size_t mc_paper_count(void) {
	return MC_COUNT(papers);
}

const struct mc_paper *mc_paper_at(size_t index) {
	return index < mc_paper_count() ? &papers[index] : NULL;
}

const struct mc_paper *mc_paper_find(const char *form) {
	for (size_t i = 0; i < mc_paper_count(); i++) {
		if (mc_same(papers[i].form, form)) {
			return &papers[i];
		}
	}
	return NULL;
}

const struct mc_paper_layout *mc_paper_layout(const struct mc_paper *paper, int columns) {
	for (size_t i = 0; i < MC_PAPER_MAX_LAYOUTS && paper->layouts[i].columns != 0; i++) {
		if (paper->layouts[i].columns <= columns) {
			return &paper->layouts[i];
		}
	}
	return NULL;
}

static const struct mc_paper_variable *find_variable(
	const struct mc_paper *paper, const char *variable) {
	for (size_t i = 0; i < paper->variable_count; i++) {
		if (strcmp(paper->variables[i].name, variable) == 0) {
			return &paper->variables[i];
		}
	}
	return NULL;
}

bool mc_paper_is_plain(const struct mc_paper *paper, const char *variable) {
	const struct mc_paper_variable *known = find_variable(paper, variable);
	return known != NULL && known->plain;
}

bool mc_paper_knows(const struct mc_paper *paper, const char *variable) {
	size_t len = strlen(variable);
	if (len < 3 || strcmp(variable + len - 2, ".*") != 0) {
		return find_variable(paper, variable) != NULL;
	}
	for (size_t i = 0; i < paper->variable_count; i++) { /* the group, dot included */
		if (strncmp(paper->variables[i].name, variable, len - 1) == 0) {
			return true;
		}
	}
	return false;
}

void mc_paper_example(
	const struct mc_paper *paper, struct mc_arena *arena, struct mc_record *ret_record) {
	mc_record_init(ret_record, arena, paper->form);
	for (size_t i = 0; i < paper->variable_count; i++) {
		const struct mc_paper_variable *variable = &paper->variables[i];
		const char *dot = strchr(variable->name, '.');
		if (dot == NULL) {
			mc_record_set(ret_record, variable->name, variable->example);
			continue;
		}
		const char *group =
			mc_arena_bytes(arena, variable->name, (size_t)(dot - variable->name));
		const struct mc_record_group *known = mc_record_group(ret_record, group);
		for (size_t have = known != NULL ? known->count : 0; have < 2; have++) {
			mc_record_add(ret_record, group);
		}
		known = mc_record_group(ret_record, group);
		for (size_t k = 0; strcmp(dot + 1, MC_RECORD_ORDINAL) != 0 && k < 2; k++) {
			mc_record_item_set(
				ret_record, &known->items[k], dot + 1, variable->example);
		}
	}
}

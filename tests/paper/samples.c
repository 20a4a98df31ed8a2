#include "samples.h"

#define OFFICE \
	{ \
		.name = "ỦY BAN NHÂN DÂN PHƯỜNG YÊN HÒA", \
		.unit = "Bộ phận Tiếp nhận và Trả kết quả", \
		.address = "Số 1 phố Mẫu, phường Yên Hòa, thành phố Hà Nội", \
		.phone = "024 0000 0000" \
	}

struct mc_ticket_paper sample_ticket(void) {
	return (struct mc_ticket_paper){
		.office = OFFICE,
		.id = INT64_C(1099511627781),
		.label = "A012",
		.line = "A",
		.line_vi = "Hộ tịch – Chứng thực",
		.line_en = "Civil status – Certification",
		.place = "Quầy 1, 2, 3",
		.wait_text = "khoảng 08:40–08:55",
		.ahead = 7,
		.kind = MC_KIND_FILE,
		.priority = MC_PRIORITY_DISABLED,
		.issued_at = SAMPLE_MORNING,
	};
}

static const struct mc_component birth_papers[] = {
	{ "Tờ khai đăng ký khai sinh", 1, 0, 0 },
	{ "Giấy chứng sinh (bản chính) hoặc văn bản thay thế", 1, 0, 0 },
	{ "Giấy tờ tùy thân của người yêu cầu (xuất trình)", 0, 0, 1 },
	{ "Giấy chứng nhận kết hôn của cha mẹ (xuất trình, nếu có)", 0, 1, 2 },
};

struct mc_slip_paper sample_slip(void) {
	return (struct mc_slip_paper){
		.office = OFFICE,
		.dossier = {
			.code = "H20.14.07-261123-0012",
			.pin = "204817",
			.procedure = "1.001193",
			.procedure_name = "Đăng ký khai sinh",
			.owner = "Nguyễn Thị Quỳnh Hương",
			.owner_id = "087089000123",
			.subject = "Khai sinh cho con",
			.sets = 1,
			.accepted_at = SAMPLE_MORNING,
			.due_at = mc_time_at(mc_day_of_civil(2026, 11, 24), 17 * 60),
			.fee_vnd = 75000,
			.fee_paid = true,
			.return_way = MC_RETURN_COUNTER,
		},
		.components = birth_papers,
		.component_count = sizeof birth_papers / sizeof *birth_papers,
		.officer = "Trần Thị Hoa",
	};
}

#define PAPER \
	{ \
		"Văn bản thỏa thuận về việc đặt tên, chọn quốc tịch cho con có xác nhận của cơ " \
		"quan nhà nước " \
		"có thẩm quyền của nước ngoài", \
			12, 345, 6789 \
	}
#define TEN_PAPERS PAPER, PAPER, PAPER, PAPER, PAPER, PAPER, PAPER, PAPER, PAPER, PAPER
static const struct mc_component forty_papers[] = { TEN_PAPERS, TEN_PAPERS, TEN_PAPERS,
	TEN_PAPERS };

struct mc_slip_paper sample_long_slip(void) {
	struct mc_slip_paper slip = sample_slip();
	slip.office.name = "ỦY BAN NHÂN DÂN PHƯỜNG HOÀN KIẾM – CỬA NAM – TRẦN HƯNG ĐẠO – VĂN MIẾU";
	slip.dossier.code =
		"G22.99.01.000.00.00.H20-20261123-0000012"; /* 40 letters, the longest kept */
	slip.dossier.external_code = "000.00.99.H20-261123-000000000000000007x";
	slip.dossier.procedure_name =
		"Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài "
		"cho người đã có hồ sơ, giấy tờ cá nhân";
	slip.dossier.owner = "Công-tằng-tôn-nữ Nguyễn Phước Hoàng Thị Quỳnh Hương Giang Thùy Dương";
	slip.components = forty_papers;
	slip.component_count = sizeof forty_papers / sizeof *forty_papers;
	slip.dossier.due_at = 0;
	slip.dossier.fee_vnd = INT64_C(999999999999);
	slip.dossier.fee_paid = false;
	slip.dossier.return_way = MC_RETURN_POST;
	return slip;
}

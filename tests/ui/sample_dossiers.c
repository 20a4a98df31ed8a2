/* Dossiers of the invented office. No person in them is real. */
#include "sample.h"
#include <motcua/text.h>
#include <string.h>

struct mc_dossier sample_dossier(
	const char *code, const char *owner, enum mc_dossier_state state, mc_time due_at) {
	return (struct mc_dossier){ .id = 2000,
		.code = code,
		.external_code = "",
		.procedure = "1.001193",
		.procedure_name = "Đăng ký khai sinh",
		.procedure_name_en = "Birth registration",
		.variant = "",
		.field = "Hộ tịch",
		.unit = "",
		.level = "commune",
		.service_level = "",
		.channel = MC_CHANNEL_DIRECT,
		.return_way = MC_RETURN_COUNTER,
		.state = state,
		.accepted_at = STAGE_NOW - 30 * MIN,
		.original_due_at = due_at,
		.lawful_due_at = due_at,
		.due_at = due_at,
		.late_reason = "",
		.officer = state == MC_DOSSIER_ACCEPTED ? "" : "hoa",
		.officer_name = state == MC_DOSSIER_ACCEPTED ? "" : "Trần Thị Hoa",
		.receiver = "lan",
		.receiver_name = "Nguyễn Thị Ngọc Lan",
		.ticket_label = "A012",
		.subject = "",
		.sets = 1,
		.fee_vnd = 75000,
		.fee_open = true,
		.owner = owner,
		.owner_id = "087189001234",
		.owner_phone = "0912345678",
		.owner_address = "Ấp 2, xã Tân Mỹ",
		.owner_birth = "1989-03-05",
		.owner_sex = "female",
		.submitter = "",
		.pin = "204816" };
}

struct mc_dossier *sample_due_list(struct mc_arena *arena, size_t *ret_count) {
	struct mc_dossier *list = mc_arena_array(arena, 4, sizeof *list);

	list[0] = sample_dossier("H20.14.07-261112-0031", "Phạm Văn Đức", MC_DOSSIER_PROCESSING,
		STAGE_NOW - MC_DAY_MS);
	list[1] = sample_dossier("H20.14.07-261118-0004", "Đặng Thị Ngọc Ánh",
		MC_DOSSIER_PROCESSING, STAGE_NOW + 8 * MC_HOUR_MS);
	list[2] = sample_dossier("H20.14.07-261120-0002", "Huỳnh Thị Bé Bảy", MC_DOSSIER_ACCEPTED,
		STAGE_NOW + 2 * MC_DAY_MS);
	list[3] = sample_dossier(
		"ngoai-000123", "Lò Thị Xuân", MC_DOSSIER_PROCESSING, STAGE_NOW + 3 * MC_DAY_MS);
	*ret_count = 4;
	return list;
}

const void *sample_found(const struct mc_query *query, struct mc_arena *arena) {
	struct mc_dossiers *list = mc_arena_alloc(arena, sizeof *list);
	size_t count;
	const struct mc_dossier *all = sample_due_list(arena, &count);
	struct mc_dossier *rows = mc_arena_array(arena, count + 1, sizeof *rows);
	char wanted[800];

	mc_text_fold(query->text, wanted, sizeof wanted);
	for (size_t i = 0; i < count; i++) {
		char name[800];

		mc_text_fold(all[i].owner, name, sizeof name);
		if (strstr(name, wanted) != NULL) {
			rows[list->count++] = all[i];
		}
	}
	if (list->count > 0 && strcmp(rows[list->count - 1].owner, all[1].owner) == 0) {
		rows[list->count] = all[1]; /* another one of the same person */
		rows[list->count].code = "H20.14.07-261119-0007";
		rows[list->count].procedure_name = "Chứng thực bản sao từ bản chính";
		rows[list->count].procedure_name_en = "Certified copies";
		rows[list->count++].due_at = STAGE_NOW + MC_DAY_MS;
	}
	list->rows = rows;
	list->total = list->count;
	return list;
}

const void *sample_one(const struct mc_query *query, struct mc_arena *arena) {
	static const struct mc_dossier_event events[] = {
		{ 2000, STAGE_NOW - 30 * MIN, STAGE_NOW - 30 * MIN, "dossier.accepted", "accept",
			MC_DOSSIER_ACCEPTED, "Nguyễn Thị Ngọc Lan", "", "", "", false, false },
		{ 2001, STAGE_NOW - 20 * MIN, STAGE_NOW - 20 * MIN, "dossier.moved@1", "process",
			MC_DOSSIER_PROCESSING, "Nguyễn Thị Ngọc Lan", "", "", "", true, false },
		{ 2002, STAGE_NOW - 19 * MIN, STAGE_NOW - 19 * MIN, "dossier.undone@1", "",
			MC_DOSSIER_ACCEPTED, "Đặng Minh", "", "chọn nhầm hồ sơ của người khác", "",
			false, false },
		{ 2003, STAGE_NOW - 19 * MIN, STAGE_NOW - 19 * MIN, "paper.made@1", "",
			MC_DOSSIER_ACCEPTED, "practice", "", "", "", false, false },
		{ 2004, STAGE_NOW - 18 * MIN, STAGE_NOW - 18 * MIN, "dossier.read@1", "",
			MC_DOSSIER_ACCEPTED, "Nguyễn Thị Ngọc Lan", "", "", "", false, false },
		{ 2005, STAGE_NOW - 17 * MIN, STAGE_NOW - 17 * MIN, "dossier.moved@1", "return",
			MC_DOSSIER_RETURNED, "Trần Thị Hoa", "post", "", "Lê Văn Ba", false,
			false },
	};
	static const struct {
		const char *code, *owner;
		enum mc_dossier_state state;
	} known[] = {
		{ "H20.14.07-261112-0031", "Phạm Văn Đức", MC_DOSSIER_PROCESSING },
		{ "H20.14.07-261123-0012", "Nguyễn Văn Ẩn", MC_DOSSIER_ACCEPTED },
		{ "H20.14.07-261118-0004", "Đặng Thị Ngọc Ánh", MC_DOSSIER_RESOLVED },
	};
	static const struct mc_component components[] = {
		{ "Tờ khai đăng ký khai sinh", 1, 0, 0 },
		{ "Giấy chứng sinh (bản chính) hoặc văn bản thay thế", 0, 1, 2 },
	};
	const struct mc_staff_list *people = sample_staff(arena);
	struct mc_dossier_view *view = mc_arena_alloc(arena, sizeof *view);

	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcmp(known[i].code, query->text) == 0) {
			view->found = true;
			view->dossier =
				sample_dossier(known[i].code, known[i].owner, known[i].state,
					i == 0 ? STAGE_NOW - MC_DAY_MS
					       : STAGE_NOW + 8 * MC_HOUR_MS + 19 * MIN);
		}
	}
	view->dossier.subject = "bản sao cho con trai";
	view->dossier.submitter = "Lê Văn Ba";
	view->components = components;
	view->component_count = COUNT(components);
	view->staff = people->rows;
	view->staff_count = people->count;
	view->events = events;
	view->event_count = COUNT(events);
	return view;
}

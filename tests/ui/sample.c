/* An office on a Monday morning, invented. No person in it is real. */
#include "sample.h"
#include "base/str.h"
#include "core/time/calendar.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

struct mc_ticket sample_ticket(
	const char *label, enum mc_ticket_state state, mc_time waiting_since) {
	struct mc_ticket ticket = {
		.id = 1000 + label[0] * 1000, .state = state, .waiting_since = waiting_since
	};

	mc_copy(ticket.label, sizeof ticket.label, label);
	ticket.line[0] = ticket.series[0] = label[0];
	for (const char *c = label + 1; *c != '\0'; c++) {
		ticket.number = ticket.number * 10 + (*c - '0');
	}
	ticket.id += ticket.number;
	ticket.day = mc_day_of(waiting_since);
	ticket.issued_at = waiting_since;
	ticket.target_min = 20;
	return ticket;
}

static const struct mc_line lines[] = {
	{ "A", "Hộ tịch - Chứng thực", "Civil status and certification", "", "file;collect", "", "",
		1, 999, 20, 2, 0, 14, 2, STAGE_NOW - 21 * MIN, 2, 26, 12, 26, 34 },
	{ "B", "Đất đai - Xây dựng", "Land and building", "", "file", "", "", 1, 999, 30, 2, 0, 3,
		0, STAGE_NOW - 12 * MIN, 1, 8, 5, 8, 8 },
	{ "C", "Trả kết quả", "Results", "", "collect", "", "", 1, 999, 10, 2, 0, 0, 0, 0, 1, 5, 5,
		5, 5 },
	{ "D", "Lao động - Thương binh và Xã hội, bảo trợ xã hội", "Labour and social affairs", "",
		"file", "13:30", "16:30", 1, 999, 30, 2, 0, 1, 0, STAGE_NOW - 2 * MIN, 0, 1, 0, 1,
		1 },
	{ "K", "Hỏi đáp, hướng dẫn", "Questions", "", "ask", "", "", 1, 999, 0, 1, 0, 0, 0, 0, 0, 0,
		0, 0, 0 },
};

static struct mc_office office(const struct stage *stage) {
	return (struct mc_office){ .number = 1,
		.name = "UBND phường Trà Ôn",
		.code = "H20.14.07",
		.address = "1 Trưng Nữ Vương",
		.phone = "02703770001",
		.superior = "UBND tỉnh",
		.practice = stage->context.practice,
		.hours = stage->hours,
		.cutoff_min = 900,
		.supplement_policy = "resume",
		.code_pattern = MC_CODE_PATTERN_DEFAULT };
}

static struct mc_ticket called_ticket(void) {
	struct mc_ticket ticket = sample_ticket("A012", MC_TICKET_SERVING, STAGE_NOW - 22 * MIN);

	ticket.priority = MC_PRIORITY_ELDERLY;
	ticket.called_at = STAGE_NOW - 1 * MIN;
	ticket.served_at = STAGE_NOW;
	ticket.reason = MC_REASON_LATE;
	ticket.calls = 2;
	return ticket;
}

static const struct mc_desk *desks(
	const struct stage *stage, struct mc_arena *arena, size_t *ret_count) {
	struct mc_desk *list = mc_arena_array(arena, 4, sizeof *list);

	list[0] = (struct mc_desk){ "1", "Hộ tịch", "Civil status", "A", "C", MC_DESK_OPEN, "",
		"lan", "Nguyễn Thị Ngọc Lan", STAGE_NOW - 70 * MIN, false, { 0 } };
	list[1] = (struct mc_desk){ "2", "Đất đai", "Land", "B", "", MC_DESK_PAUSED,
		"Họp đến 09:30", "binh", "Lê Văn Bình", STAGE_NOW - 10 * MIN, false, { 0 } };
	list[2] = (struct mc_desk){ "3", "Hộ tịch - Chứng thực", "Civil status", "A;C", "B",
		MC_DESK_OPEN, "", "hoa", "Trần Thị Hoa", STAGE_NOW - 60 * MIN, true,
		called_ticket() };
	list[3] = (struct mc_desk){ "12", "Thu phí", "Fees", "K", "", MC_DESK_CLOSED, "", "", "", 0,
		false, { 0 } };
	if (stage->called || stage->arrived) {
		list[2].ticket.state = MC_TICKET_CALLED;
		list[2].ticket.arrived_at = stage->arrived ? stage->context.now : 0;
	}
	if (stage->closed_desk || stage->paused_desk) {
		list[2].state = stage->closed_desk ? MC_DESK_CLOSED : MC_DESK_PAUSED;
		list[2].pause_reason = stage->closed_desk ? "" : "Họp đến 09:30";
		list[2].has_ticket = false;
	}
	*ret_count = 4;
	return list;
}

static const struct mc_ticket *waiting(struct mc_arena *arena, size_t *ret_count) {
	struct mc_ticket *list = mc_arena_array(arena, 9, sizeof *list);
	static const char *const labels[] = { "A013", "A014", "C003", "A015", "A016", "A017",
		"A018", "A1000", "B008" }; /* of the last the line is a help */

	for (size_t i = 0; i < 9; i++) {
		list[i] = sample_ticket(
			labels[i], MC_TICKET_WAITING, STAGE_NOW - (21 - 2 * (int)i) * MIN);
	}
	list[1].priority = MC_PRIORITY_INFANT;
	list[2].appointment_at = STAGE_NOW + 4 * MIN;
	*ret_count = 9;
	return list;
}

static const struct mc_call *calls(const struct stage *stage, struct mc_arena *arena) {
	static const char *const labels[] = { "A012", "C002", "B007", "A011", "A010", "B006" };
	static const char *const at_desk[] = { "3", "1", "12", "1", "3", "2" };
	struct mc_call *list = mc_arena_array(arena, 6, sizeof *list);

	/* `call_count` of them have happened: the newest is the one with that number from the end */
	for (size_t i = 0; i < stage->call_count; i++) {
		size_t which = 6 - stage->call_count + i;

		list[i] = (struct mc_call){ labels[which], at_desk[which], "", "A",
			STAGE_NOW - (int64_t)which * MIN, 1, MC_TICKET_CALLED };
	}
	return list;
}

/* A line a letter, each waited for since morning. */
static const struct mc_line *many_lines(struct mc_arena *arena, size_t *ret_count) {
	struct mc_line *list = mc_arena_array(arena, 26, sizeof *list);

	for (size_t i = 0; i < 26; i++) {
		list[i] = lines[i % COUNT(lines)];
		list[i].line = mc_arena_printf(arena, "%c", (int)('A' + i));
		list[i].waiting = 14;
		list[i].oldest_since = STAGE_NOW - 113 * MIN;
	}
	*ret_count = 26;
	return list;
}

static void fill_hours(const struct stage *stage, struct mc_hall *hall) {
	struct mc_hours week[7];

	if (mc_week_parse(stage->hours, week, NULL) != MC_OK) {
		abort();
	}
	hall->hours = week[mc_day_weekday(hall->day)];
	hall->day_title = "";
	hall->reopens_at = mc_time_at(hall->day + 1, 450);
}

/* As the sample, but B's last number is given, and all of C's for today. */
static const struct mc_line *used_up_lines(struct mc_arena *arena) {
	struct mc_line *list = mc_arena_array(arena, COUNT(lines), sizeof *list);

	memcpy(list, lines, sizeof lines);
	list[1].last = list[1].last_number;
	list[2].daily_quota = list[2].given;
	return list;
}

static const struct mc_paper_way good_ways[] = {
	{ .form = "ticket", .printer = "quay", .message = "" },
	{ .form = "slip", .printer = "quay", .message = "" },
};

static void fill_hall(const struct stage *stage, struct mc_arena *arena, struct mc_hall *hall) {
	hall->at = stage->context.now;
	hall->day = mc_day_of(stage->context.now);
	hall->read_only = stage->read_only;
	hall->office = office(stage);
	fill_hours(stage, hall);
	hall->desks = desks(stage, arena, &hall->desk_count);
	hall->ways = stage->ways != NULL ? stage->ways : good_ways;
	hall->way_count = stage->ways != NULL ? stage->way_count : COUNT(good_ways);
	if (stage->empty_office) {
		return;
	}
	hall->lines = lines;
	hall->line_count = COUNT(lines);
	if (stage->used_up) {
		hall->lines = used_up_lines(arena);
	}
	if (stage->large_office) {
		hall->lines = many_lines(arena, &hall->line_count);
	}
	hall->waiting_total = 18;
	hall->calls = calls(stage, arena);
	hall->call_count = stage->call_count;
	hall->jobs_failed = 1;
}

static const void *desk_view(
	const struct stage *stage, const struct mc_query *query, struct mc_arena *arena) {
	struct mc_desk_view *view = mc_arena_alloc(arena, sizeof *view);
	struct mc_dossier *due;

	fill_hall(stage, arena, &view->hall);
	for (size_t i = 0; i < view->hall.desk_count; i++) {
		if (strcmp(view->hall.desks[i].desk, query->text) == 0) {
			view->desk = view->hall.desks[i];
			view->found = true;
		}
	}
	due = sample_due_list(arena, &view->due_count);
	if (stage->awaited) {
		due[0].state = MC_DOSSIER_AWAITING_SUPPLEMENT;
	}
	view->due = due;
	if (view->desk.has_ticket) {
		struct mc_dossier *own = mc_arena_array(arena, 1, sizeof *own);

		own[0] = sample_dossier("H20.14.07-261123-0012", "Nguyễn Văn Ẩn",
			MC_DOSSIER_ACCEPTED, STAGE_NOW + 8 * MC_HOUR_MS + 19 * MIN);
		view->dossiers = own;
		view->dossier_count = 1;
	}
	if (!stage->empty_office) {
		struct mc_ticket *missed = mc_arena_array(arena, 3, sizeof *missed);
		size_t count = 0;

		view->waiting = waiting(arena, &view->waiting_count);
		view->waiting_total = view->waiting_count;
		if (stage->just_missed) {
			missed[0] = sample_ticket("B004", MC_TICKET_MISSED, STAGE_NOW - 30 * MIN);
			missed[count++].done_at = STAGE_NOW - 1 * MIN;
		}
		missed[count++] = sample_ticket("A009", MC_TICKET_MISSED, STAGE_NOW - 40 * MIN);
		missed[count] = sample_ticket("A007", MC_TICKET_PARKED, STAGE_NOW - 75 * MIN);
		missed[count++].priority = MC_PRIORITY_PREGNANT;
		view->missed = missed;
		view->missed_count = count;
	}
	return view;
}

/* Given out and taken in this morning. */
static const void *counter_view(const struct stage *stage, struct mc_arena *arena) {
	static const char *const labels[] = { "A012", "B003", "A011", "C001" };
	struct mc_counter_view *view = mc_arena_alloc(arena, sizeof *view);
	struct mc_ticket *tickets = mc_arena_array(arena, COUNT(labels), sizeof *tickets);
	struct mc_dossier *dossiers = mc_arena_array(arena, 2, sizeof *dossiers);

	fill_hall(stage, arena, &view->hall);
	if (stage->empty_office || view->hall.day != mc_day_of(STAGE_NOW)) {
		return view;
	}
	for (size_t i = 0; i < COUNT(labels); i++) {
		tickets[i] =
			sample_ticket(labels[i], i == 0 ? MC_TICKET_SERVING : MC_TICKET_WAITING,
				STAGE_NOW - (22 + 7 * (int64_t)i) * MIN);
	}
	dossiers[0] = sample_dossier("H20.14.07-261123-0012", "Nguyễn Văn Ẩn", MC_DOSSIER_ACCEPTED,
		STAGE_NOW + 8 * MC_HOUR_MS + 19 * MIN);
	dossiers[0].accepted_at = STAGE_NOW - 25 * MIN;
	dossiers[1] = sample_dossier("H20.14.07-261123-0011", "Trần Thị Bê", MC_DOSSIER_ACCEPTED,
		STAGE_NOW + 3 * MC_DAY_MS);
	dossiers[1].accepted_at = STAGE_NOW - 40 * MIN;
	view->tickets = tickets;
	view->ticket_count = COUNT(labels);
	view->ticket_total = 39;
	view->dossiers = dossiers;
	view->dossier_count = 2;
	view->dossier_total = 2;
	return view;
}

static const struct mc_procedure procedures[] = {
	{ "1.001193", "", "Đăng ký khai sinh", "Birth registration", "Hộ tịch", "Civil status",
		"commune",
		"Tờ khai đăng ký khai sinh;Giấy chứng sinh (bản chính) hoặc văn bản thay thế;Giấy "
		"tờ tùy thân của người yêu cầu (xuất trình);Giấy chứng nhận kết hôn của cha mẹ "
		"(xuất trình, nếu có)",
		"", INT32_MIN, { 1000, MC_TERM_SAME_DAY }, 0, false },
	{ "1.000689", "", "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
		"Birth registration with recognition of parent or child", "Hộ tịch", "Civil status",
		"commune", "Tờ khai đăng ký khai sinh;Giấy chứng sinh", "", INT32_MIN,
		{ 3000, MC_TERM_WORKING_DAY }, 0, true },
	{ "1.001193", "luu-dong", "Đăng ký khai sinh lưu động", "Mobile birth registration",
		"Hộ tịch", "Civil status", "commune", "Tờ khai đăng ký khai sinh;Giấy ủy quyền", "",
		INT32_MIN, { 5000, MC_TERM_WORKING_DAY }, 0, false },
	{ "1.013978", "",
		"Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận lần đầu đối với cá "
		"nhân, hộ gia đình, cộng đồng dân cư",
		"First registration of land and first certificate", "Đất đai", "Land", "commune",
		"Đơn đăng ký đất đai (Mẫu số 15)", "", INT32_MIN, { 20000, MC_TERM_WORKING_DAY },
		25000, false },
	{ "2.000815", "", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Certified copies",
		"Chứng thực", "Certification", "commune", "", "", INT32_MIN,
		{ 0, MC_TERM_SAME_DAY }, 2000, false },
};

static const void *procedures_like(const struct mc_query *query, struct mc_arena *arena) {
	struct mc_procedures *list = mc_arena_alloc(arena, sizeof *list);
	struct mc_procedure *rows = mc_arena_array(arena, COUNT(procedures), sizeof *rows);
	char wanted[800];

	mc_text_fold(query->text, wanted, sizeof wanted);
	for (size_t i = 0; i < COUNT(procedures); i++) {
		char name[800];

		mc_text_fold(procedures[i].name_vi, name, sizeof name);
		if (strstr(name, wanted) != NULL) {
			rows[list->count++] = procedures[i];
		}
	}
	list->rows = rows;
	list->total = list->count;
	return list;
}

static const void *preview(const struct mc_query *query, struct mc_arena *arena) {
	struct mc_preview *preview = mc_arena_alloc(arena, sizeof *preview);

	for (size_t i = 0; i < COUNT(procedures); i++) {
		const struct mc_procedure *procedure = &procedures[i];
		const char *wanted = *procedure->variant == '\0'
					     ? procedure->code
					     : mc_arena_printf(arena, "%s %s", procedure->code,
						       procedure->variant);

		if (strcmp(wanted, query->text) == 0) {
			*preview = (struct mc_preview){ true, *procedure, STAGE_NOW,
				procedure->term.unit == MC_TERM_SAME_DAY
					? STAGE_NOW + 8 * MC_HOUR_MS + 19 * MIN
					: STAGE_NOW + procedure->term.milli * MC_DAY_MS / 1000,
				i == 1, procedure->fee_vnd };
		}
	}
	return preview;
}

const void *sample_staff(struct mc_arena *arena) {
	static const struct mc_staff rows[] = {
		{ "binh", "Lê Văn Bình", "2", MC_ROLE_BIT(MC_ROLE_OFFICER) },
		{ "hoa", "Trần Thị Hoa", "3", MC_ROLE_BIT(MC_ROLE_OFFICER) },
		{ "lan", "Nguyễn Thị Ngọc Lan", "1", MC_ROLE_BIT(MC_ROLE_RECEPTION) },
		{ "minh", "Đặng Minh", "", MC_ROLE_BIT(MC_ROLE_HEAD) },
		{ "nam", "Nguyễn Hoàng Nam", "", MC_ROLE_BIT(MC_ROLE_OFFICER) },
		{ "quay", "Máy lấy số ở sảnh", "", MC_ROLE_BIT(MC_ROLE_KIOSK) },
		{ "son", "Phạm Sơn", "", MC_ROLE_BIT(MC_ROLE_OFFICER) },
		{ "thu", "Đỗ Anh Thư", "", MC_ROLE_BIT(MC_ROLE_INSPECTOR) },
		{ "tuan", "Ngô Quốc Tuấn", "", MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR) },
		{ "vinh", "Võ Văn Vinh", "", MC_ROLE_BIT(MC_ROLE_OFFICER) },
		{ "yen", "Lâm Thị Yến", "4", MC_ROLE_BIT(MC_ROLE_RECEPTION) },
	};
	struct mc_staff_list *list = mc_arena_alloc(arena, sizeof *list);

	*list = (struct mc_staff_list){ rows, COUNT(rows) };
	return list;
}

static const void *jobs(struct mc_arena *arena) {
	static const struct mc_job rows[] = {
		{ .id = 7,
			.form = "ticket",
			.subject = "A012",
			.state = MC_PRINT_SENT,
			.printer = "quay",
			.queue = "quay",
			.message = "",
			.uuid = "" },
		{ .id = 6,
			.form = "slip",
			.subject = "H20.14.07-261123-0011",
			.state = MC_PRINT_FAILED,
			.printer = "quay",
			.queue = "quay",
			.message = "hết giấy",
			.uuid = "" },
	};
	struct mc_jobs *list = mc_arena_alloc(arena, sizeof *list);

	*list = (struct mc_jobs){ rows, COUNT(rows) };
	return list;
}

static const void *leave(
	const struct stage *stage, const struct mc_query *query, struct mc_arena *arena) {
	struct mc_leave *leave = mc_arena_alloc(arena, sizeof *leave);

	leave->set = stage->leave_pin != NULL;
	leave->fits = leave->set && strcmp(stage->leave_pin, query->text) == 0;
	return leave;
}

const void *sample_answer(
	const struct stage *stage, const struct mc_query *query, struct mc_arena *arena) {
	struct mc_hall *hall;

	switch (query->kind) {
	case MC_QUERY_HALL:
		hall = mc_arena_alloc(arena, sizeof *hall);
		fill_hall(stage, arena, hall);
		return hall;
	case MC_QUERY_DESK: return desk_view(stage, query, arena);
	case MC_QUERY_COUNTER: return counter_view(stage, arena);
	case MC_QUERY_PROCEDURES: return procedures_like(query, arena);
	case MC_QUERY_DOSSIERS: return sample_found(query, arena);
	case MC_QUERY_DOSSIER: return sample_one(query, arena);
	case MC_QUERY_PREVIEW: return preview(query, arena);
	case MC_QUERY_STAFF: return sample_staff(arena);
	case MC_QUERY_LEAVE: return leave(stage, query, arena);
	case MC_QUERY_JOBS: return jobs(arena);
	}
	return NULL;
}

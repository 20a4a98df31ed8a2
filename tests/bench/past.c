/* See past.h. */
#include "past.h"
#include "practice.h"
#include "sql.h"
#include "store/apply/apply.h"
#include "store/inside.h"
#include <stdio.h>
#include <string.h>

#define A_DAY 400 /* dossiers */
#define A_TRANSACTION 20000

static const char *const families[] = { "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê",
	"Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
	"Lý" };
static const char *const middles[] = { "Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Quang", "Thanh",
	"Xuân", "Kim", "Thùy", "Bảo", "Gia", "Hoài", "Như" };
static const char *const givens[] = { "An", "Anh", "Bình", "Châu", "Chi", "Cường", "Dũng", "Duyên",
	"Đào", "Đạt", "Điệp", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh",
	"Khoa", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phúc", "Phương", "Quân",
	"Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thủy", "Trang", "Tú", "Uyên", "Vân", "Vinh",
	"Yến" };

#define PICK(list, random) (list)[mc_random_below(random, sizeof(list) / sizeof *(list))]

static mc_day day_of(int64_t n) {
	return mc_day_of_civil(2020, 1, 2) + (mc_day)(n / A_DAY);
}

void past_person(int64_t n, struct person *p) {
	struct mc_random random = { .state = 0x9e3779b97f4a7c15u * (uint64_t)(n + 1) };
	struct mc_civil civil = mc_day_civil(day_of(n));
	snprintf(p->name, sizeof p->name, "%s %s %s", PICK(families, &random),
		PICK(middles, &random), PICK(givens, &random));
	snprintf(p->id_number, sizeof p->id_number, "0%011lld",
		(long long)mc_random_below(&random, 99999999999));
	snprintf(p->phone, sizeof p->phone, "09%08lld",
		(long long)mc_random_below(&random, 99999999));
	snprintf(p->code, sizeof p->code, "H20.14.07-%02d%02d%02d-%04d", civil.year % 100,
		civil.month, civil.day, (int)(n % A_DAY) + 1);
}

/* ---- the event ---- */

static void write_accepted(int64_t n, const struct person *p, mc_time due_at, struct mc_str *body,
	struct mc_str *secret) {
	const struct mc_event_dossier accepted = { .code = p->code,
		.day = day_of(n),
		.serial = (int)(n % A_DAY) + 1,
		.procedure = PRACTICE_PROCEDURE,
		.procedure_name = "Đăng ký khai sinh",
		.field = n % 3 ? "Hộ tịch" : "Chứng thực",
		.level = "commune",
		.channel = (int)(1 + n % 3),
		.return_way = "counter",
		.step = { .transition = mc_transition_name(MC_T_ACCEPT),
			.state = MC_DOSSIER_ACCEPTED,
			.original_due_at = due_at,
			.lawful_due_at = due_at,
			.due_at = due_at },
		.sets = 1,
		.owner = p->name,
		.id_number = p->id_number,
		.phone = p->phone,
		.address = "Tổ 5, phường Bình Hòa, Đồng Nai",
		.pin = "123456" };
	const struct mc_event_marks none = { .late = false };
	mc_event_write(MC_EVENT_DOSSIER_ACCEPTED, &accepted, &none, body, secret);
}

static void append(struct mc_store *store, struct mc_tail *tail, mc_time at, const char *body,
	const char *secret) {
	uint8_t salt[MC_SALT_SIZE], veil[MC_HASH_SIZE];
	struct mc_error err;
	struct mc_event event = { .id = tail->id + 1,
		.at = at,
		.recorded_at = at,
		.kind = mc_event_kinds[MC_EVENT_DOSSIER_ACCEPTED].name,
		.subject = tail->id + 1,
		.actor = PRACTICE_OFFICER,
		.door = mc_door_name(MC_DOOR_COUNTER),
		.body = body,
		.private_body = secret,
		.salt = salt,
		.veil = veil };
	mc_random(salt, sizeof salt);
	mc_ledger_veil(salt, secret, veil);
	practice_expect(mc_ledger_write(store->db, &event, tail, &err), &err);
	practice_expect(mc_apply(store->db, &event, &err), &err);
}

void past_write(struct mc_store *store, int64_t from, int64_t to) {
	struct mc_tail tail;
	struct mc_error err;
	for (int64_t n = from; n < to; n++) {
		bool first = n == from || n % A_TRANSACTION == 0;
		if (first) {
			practice_expect(mc_gate_take(&store->gate, 3000, &err), &err);
			practice_expect(mc_db_begin(store->db, &err), &err);
			practice_expect(mc_ledger_tail(store->db, &tail, &err), &err);
		}
		struct person person;
		struct mc_str body, secret;
		mc_time at = mc_time_at(day_of(n), 8 * 60) + n % A_DAY * MC_MINUTE_MS;
		past_person(n, &person);
		mc_str_init(&body);
		mc_str_init(&secret);
		write_accepted(n, &person, at + 5 * MC_DAY_MS, &body, &secret);
		append(store, &tail, at, mc_str_text(&body), mc_str_text(&secret));
		mc_str_finish(&body);
		mc_str_finish(&secret);
		if (n + 1 == to || (n + 1) % A_TRANSACTION == 0) {
			practice_expect(mc_db_commit(store->db, &err), &err);
			mc_gate_release(&store->gate);
		}
	}
}

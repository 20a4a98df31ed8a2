/* Records: fields, groups, JSON there and back, and what the builders may never put on paper. */
#include "base/str.h"
#include "cmocka_all.h"
#include "paper/records.h"
#include "samples.h"
#include <string.h>

static void fields_keep_their_order_and_last_value(void **state) {
	struct mc_arena arena;
	struct mc_record record;
	struct mc_str json;
	(void)state;
	mc_arena_init(&arena);
	mc_str_init(&json);
	mc_record_init(&record, &arena, "test");
	mc_record_set(&record, "b", "1");
	mc_record_set(&record, "a", NULL);
	mc_record_set(&record, "b", "hai \"2\"");
	struct mc_record_item *item = mc_record_add(&record, "nhom");
	mc_record_item_set(&record, item, "ten", "Đơn");
	mc_record_add(&record, "nhom");
	mc_record_to_json(&record, &json);
	assert_string_equal(mc_str_text(&json),
		"{\"form\":\"test\",\"fields\":{\"b\":\"hai \\\"2\\\"\",\"a\":\"\"},"
		"\"groups\":{\"nhom\":[{\"ten\":\"Đơn\"},{}]}}");
	assert_string_equal(mc_record_get(&record, "b"), "hai \"2\"");
	assert_string_equal(mc_record_get(&record, "c"), "");
	assert_null(mc_record_group(&record, "khac"));
	mc_str_finish(&json);
	mc_arena_finish(&arena);
}

static void json_comes_back_byte_for_byte(void **state) {
	struct mc_arena arena;
	struct mc_record record;
	struct mc_record again;
	struct mc_str first;
	struct mc_str second;
	struct mc_slip_paper slip = sample_long_slip();
	(void)state;
	mc_arena_init(&arena);
	mc_str_init(&first);
	mc_str_init(&second);
	mc_slip_record(&slip, &arena, &record);
	mc_record_to_json(&record, &first);
	assert_int_equal(mc_record_from_json(first.data, first.len, &arena, &again, NULL), MC_OK);
	mc_record_to_json(&again, &second);
	assert_string_equal(mc_str_text(&first), mc_str_text(&second));
	assert_int_equal(mc_record_group(&again, "giay_to")->count, 40);
	mc_str_finish(&first);
	mc_str_finish(&second);
	mc_arena_finish(&arena);
}

static void other_json_is_refused(void **state) {
	static const char *const texts[] = {
		"",
		"{",
		"[]",
		"{}",
		"{\"form\":\"t\",\"fields\":{}}",
		"{\"form\":1,\"fields\":{},\"groups\":{}}",
		"{\"form\":\"t\",\"fields\":[],\"groups\":{}}",
		"{\"form\":\"t\",\"fields\":{\"a\":1},\"groups\":{}}",
		"{\"form\":\"t\",\"fields\":{\"a\":null},\"groups\":{}}",
		"{\"form\":\"t\",\"fields\":{},\"groups\":{\"g\":{}}}",
		"{\"form\":\"t\",\"fields\":{},\"groups\":{\"g\":[\"a\"]}}",
		"{\"form\":\"t\",\"fields\":{},\"groups\":{\"g\":[{\"a\":{}}]}}",
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct mc_arena arena;
		struct mc_record record = { .form = "untouched" };
		struct mc_error err = { 0 };
		mc_arena_init(&arena);
		assert_int_equal(
			mc_record_from_json(texts[i], strlen(texts[i]), &arena, &record, &err),
			MC_INVALID);
		assert_non_null(err.format);
		assert_string_equal(record.form, "untouched");
		mc_arena_finish(&arena);
	}
}

static void a_ticket_says_priority_but_not_why(void **state) {
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	(void)state;
	mc_arena_init(&arena);
	for (int priority = MC_PRIORITY_NONE; priority <= MC_PRIORITY_MERIT; priority++) {
		struct mc_record record;
		ticket.priority = (enum mc_priority)priority;
		mc_ticket_record(&ticket, &arena, &record);
		assert_string_equal(mc_record_get(&record, "uu_tien"),
			priority == MC_PRIORITY_NONE ? "" : "Ưu tiên");
	}
	mc_arena_finish(&arena);
}

static void a_whole_id_number_never_reaches_the_slip(void **state) {
	struct mc_slip_paper slip = sample_slip();
	struct mc_arena arena;
	struct mc_record record;
	struct mc_str json;
	(void)state;
	mc_arena_init(&arena);
	mc_str_init(&json);
	slip.dossier.owner_id = "087089000123";
	mc_slip_record(&slip, &arena, &record);
	mc_record_to_json(&record, &json);
	assert_null(strstr(mc_str_text(&json), "087089000123"));
	assert_string_equal(mc_record_get(&record, "so_dinh_danh"), "087******123");
	mc_str_finish(&json);
	mc_arena_finish(&arena);
}

static void the_qr_holds_code_and_pin_only(void **state) {
	struct mc_slip_paper slip = sample_slip();
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	struct mc_record record;
	(void)state;
	mc_arena_init(&arena);
	mc_slip_record(&slip, &arena, &record);
	assert_string_equal(mc_record_get(&record, "qr"), "TTHC1|H20.14.07-261123-0012|204817");
	mc_ticket_record(&ticket, &arena, &record);
	assert_string_equal(mc_record_get(&record, "qr"), "STT1|A012|1099511627781");
	mc_arena_finish(&arena);
}

struct fee_case {
	int64_t fee;
	bool paid;
	const char *amount;
	const char *words;
	const char *state;
};

static void fees_are_said_in_digits_and_words(void **state) {
	static const struct fee_case cases[] = {
		{ -1, false, "thông báo sau", "", "" },
		{ 0, false, "không thu", "", "" },
		{ 0, true, "không thu", "", "" },
		{ 8000, false, "8.000 đồng", "Tám nghìn đồng", "chưa nộp" },
		{ 75000, true, "75.000 đồng", "Bảy mươi lăm nghìn đồng", "đã nộp" },
	};
	struct mc_slip_paper slip = sample_slip();
	struct mc_arena arena;
	(void)state;
	mc_arena_init(&arena);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_record record;
		slip.dossier.fee_vnd = cases[i].fee;
		slip.dossier.fee_paid = cases[i].paid;
		mc_slip_record(&slip, &arena, &record);
		assert_string_equal(mc_record_get(&record, "le_phi"), cases[i].amount);
		assert_string_equal(mc_record_get(&record, "le_phi_bang_chu"), cases[i].words);
		assert_string_equal(mc_record_get(&record, "tinh_trang_phi"), cases[i].state);
	}
	mc_arena_finish(&arena);
}

static void a_reprint_says_so(void **state) {
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	struct mc_record record;
	(void)state;
	mc_arena_init(&arena);
	mc_ticket_record(&ticket, &arena, &record);
	assert_string_equal(mc_record_get(&record, MC_RECORD_REPRINT), "");
	mc_record_mark_reprint(&record, 1, SAMPLE_MORNING);
	assert_string_equal(
		mc_record_get(&record, MC_RECORD_REPRINT), "BẢN IN LẠI (lần 1) – 08:21 23/11/2026");
	mc_arena_finish(&arena);
}

/* The builders and the table of papers name the same fields. */
static void builders_set_only_documented_fields(void **state) {
	struct mc_slip_paper slip = sample_slip();
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	struct mc_record records[2];
	(void)state;
	mc_arena_init(&arena);
	mc_slip_record(&slip, &arena, &records[0]);
	mc_ticket_record(&ticket, &arena, &records[1]);
	for (size_t r = 0; r < 2; r++) {
		const struct mc_paper *paper = mc_paper_find(records[r].form);
		const struct mc_record_group *group = mc_record_group(&records[r], "giay_to");
		for (size_t i = 0; i < records[r].fields.count; i++) {
			assert_true(mc_paper_knows(paper, records[r].fields.fields[i].name));
		}
		for (size_t i = 0; group != NULL && i < group->items[0].count; i++) {
			assert_true(mc_paper_knows(paper, mc_arena_printf(&arena, "giay_to.%s",
								  group->items[0].fields[i].name)));
		}
	}
	mc_arena_finish(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_keep_their_order_and_last_value),
		cmocka_unit_test(json_comes_back_byte_for_byte),
		cmocka_unit_test(other_json_is_refused),
		cmocka_unit_test(a_ticket_says_priority_but_not_why),
		cmocka_unit_test(a_whole_id_number_never_reaches_the_slip),
		cmocka_unit_test(the_qr_holds_code_and_pin_only),
		cmocka_unit_test(fees_are_said_in_digits_and_words),
		cmocka_unit_test(a_reprint_says_so),
		cmocka_unit_test(builders_set_only_documented_fields),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

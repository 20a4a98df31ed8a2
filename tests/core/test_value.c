/* Values as people, files and programs write them, by the rows of fields.h. */
#include "base/str.h"
#include "base/tr.h"
#include "core/act/request.h"
#include "core/act/value.h"
#include <string.h>

#include "cmocka_all.h"

/* 23 November 2026 in Hà Nội, and 1 July; held by the first lines of the test */
#define THE_DAY 20780
#define JULY 20635
#define AT(hour, minute) (((THE_DAY * 24 + (hour)-7) * INT64_C(60) + (minute)) * 60000)
#define ROLES (MC_ROLE_BIT(MC_ROLE_OFFICER) | MC_ROLE_BIT(MC_ROLE_HEAD))

enum { ACCEPT, ISSUE, IMPORT, LINE, DESK, STAFF, PROCEDURE, HOLIDAY };

static const struct mc_fields *table_of(int table) {
	switch (table) {
	case ACCEPT: return mc_verb_fields(MC_VERB_DOSSIER_ACCEPT);
	case ISSUE: return mc_verb_fields(MC_VERB_TICKET_ISSUE);
	case IMPORT: return mc_verb_fields(MC_VERB_DOSSIER_IMPORT);
	case LINE: return mc_setup_fields(MC_SETUP_LINE);
	case DESK: return mc_setup_fields(MC_SETUP_DESK);
	case STAFF: return mc_setup_fields(MC_SETUP_STAFF);
	case PROCEDURE: return mc_setup_fields(MC_SETUP_PROCEDURE);
	default: return mc_setup_fields(MC_SETUP_DAY);
	}
}

static const struct {
	int table;
	const char *field, *typed;
	const char *text; /* NULL: a number, or refused */
	int64_t number;
	const char *complaint; /* part of its English; NULL: taken */
} vectors[] = {
	{ ACCEPT, "owner", "  Đặng   Thị\tÁnh ", "Đặng Thị Ánh", 0, NULL },
	{ ACCEPT, "owner", "A\u200bB", NULL, 0, "U+200B" },
	{ ACCEPT, "owner", "\xff", NULL, 0, "UTF-8" },
	{ ACCEPT, "ticket_label", "what is there already: any text",
		"what is there already: any text", 0, NULL },
	{ ACCEPT, "phone", "0912 345 678", "0912345678", 0, NULL },
	{ ACCEPT, "phone", "12", NULL, 0, "not a phone number" },
	{ ACCEPT, "phone", "", "", 0, NULL },
	{ ACCEPT, "external_code", " G1-a ", "G1-a", 0, NULL },
	{ ACCEPT, "sets", "99", NULL, 99, NULL },
	{ ACCEPT, "sets", "0", NULL, 0, "from 1 to 99" },
	{ ACCEPT, "sets", "", NULL, 0, "from 1 to 99" },
	{ ACCEPT, "sets", "1.5", NULL, 0, "from 1 to 99" },
	{ ACCEPT, "pages", "10001", NULL, 0, "from 1 to 10000" },
	{ ACCEPT, "channel", "ONLINE", NULL, MC_CHANNEL_ONLINE, NULL },
	{ ACCEPT, "channel", "2", NULL, MC_CHANNEL_ONLINE, NULL },
	{ ACCEPT, "channel", "4", NULL, 0, "direct" },
	{ ACCEPT, "return_way", "post", NULL, MC_RETURN_POST, NULL },
	{ ACCEPT, "return_way", "1", NULL, 0, "counter" },
	{ ISSUE, "priority", "ElderLY", NULL, MC_PRIORITY_ELDERLY, NULL },
	{ ISSUE, "kind", "fun", NULL, 0, "fun" },
	{ ISSUE, "appointment_min", "8:30", NULL, 8 * 60 + 30, NULL },
	{ ISSUE, "appointment_min", "25:00", NULL, 0, "25:00" },
	{ IMPORT, "state", "4", NULL, MC_DOSSIER_PROCESSING, NULL },
	{ IMPORT, "state", "void", NULL, 0, "mistaken" },
	{ IMPORT, "accepted_at", "2026-11-23T08:10", NULL, AT(8, 10), NULL },
	{ IMPORT, "accepted_at", "2026-11-23", NULL, AT(0, 0), NULL },
	{ IMPORT, "due_at", "2026-11-23", NULL, AT(23, 59), NULL },
	{ IMPORT, "due_at", "2026-11-23T17:00", NULL, AT(17, 0), NULL },
	{ LINE, "line", "a", "A", 0, NULL },
	{ LINE, "line", "Đ", NULL, 0, "one letter" },
	{ LINE, "fields", "Hộ tịch ; Đất đai, nhà", "Hộ tịch;Đất đai, nhà", 0, NULL },
	{ LINE, "fields", "a;;b", NULL, 0, "empty item" },
	{ LINE, "kinds", "file;FILE", "file;FILE", 0, NULL },
	{ LINE, "kinds", "file;sing", NULL, 0, "sing" },
	{ LINE, "open", "7:30", "07:30", 0, NULL },
	{ LINE, "priority_ratio", "100", NULL, 100, NULL },
	{ LINE, "priority_ratio", "-1", NULL, 0, "from 1 to 100" },
	{ DESK, "desk", "Q 1", NULL, 0, "cannot be a name" },
	{ DESK, "lines", "b; a", "B;A", 0, NULL },
	{ DESK, "lines", "A;a", NULL, 0, "there twice" },
	{ STAFF, "roles", "officer;head", NULL, ROLES, NULL },
	{ STAFF, "roles", "HEAD,officer", NULL, ROLES, NULL },
	{ STAFF, "roles", "king", NULL, 0, "king" },
	{ PROCEDURE, "fee_vnd", "75000", NULL, 75000, NULL },
	{ PROCEDURE, "fee_vnd", "75.000", NULL, 0, "not an amount" },
	{ PROCEDURE, "processing_value", "0.5", NULL, 500, NULL },
	{ PROCEDURE, "from_day", "2026-07-01", NULL, JULY, NULL },
	{ HOLIDAY, "kind", "SWAP_WORK", "swap_work", 0, NULL },
	{ HOLIDAY, "status", "rumour", NULL, 0, "official" },
};

static void values_are_read_by_their_rows(void **state) {
	struct mc_arena arena;

	(void)state;
	assert_int_equal(mc_day_of_civil(2026, 11, 23), THE_DAY);
	assert_int_equal(mc_day_of_civil(2026, 7, 1), JULY);
	mc_arena_init(&arena);
	for (size_t i = 0; i < MC_COUNT(vectors); i++) {
		const struct mc_fields *fields = table_of(vectors[i].table);
		const struct mc_field *field = mc_field_find(fields, vectors[i].field);
		void *row = mc_arena_alloc(&arena, fields->size);
		struct mc_error err = { 0 };
		char sentence[512] = "";
		bool taken = mc_value_read(field, vectors[i].typed, &arena, row, &err) == MC_OK;

		if (!taken) {
			mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
			assert_string_equal(err.field, mc_field_option(field));
		}
		if (taken != (vectors[i].complaint == NULL) ||
			(!taken && strstr(sentence, vectors[i].complaint) == NULL)) {
			fail_msg("%s “%s”: %s", field->name, vectors[i].typed, sentence);
		} else if (taken && vectors[i].text != NULL) {
			assert_string_equal(mc_field_text(field, row), vectors[i].text);
		} else if (taken) {
			assert_true(mc_field_number(field, row) == vectors[i].number);
		}
	}
	mc_arena_finish(&arena);
}

/* The longest text of a column of ours, and one letter more. */
static void a_limit_counts_letters(void **state) {
	const struct mc_field *field = mc_field_find(table_of(STAFF), "name");
	struct mc_staff_row row = { 0 };
	struct mc_arena arena;
	struct mc_str text;

	(void)state;
	mc_arena_init(&arena);
	mc_str_init(&text);
	for (unsigned i = 0; i < field->max; i++) {
		mc_str_add(&text, "ạ");
	}
	assert_int_equal(mc_value_read(field, mc_str_text(&text), &arena, &row, NULL), MC_OK);
	mc_str_add(&text, "a");
	assert_int_equal(mc_value_read(field, mc_str_text(&text), &arena, &row, NULL), MC_INVALID);
	mc_str_finish(&text);
	mc_arena_finish(&arena);
}

/* What is not given stands as the tables say; what follows from the rest is filled in. */
static void a_request_is_filled_in(void **state) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE };
	struct mc_request request;
	struct mc_arena arena;

	(void)state;
	mc_arena_init(&arena);
	mc_request_of_act(&request, &arena, "line! * key", &act);
	assert_int_equal(mc_request_end(&request, NULL), MC_INVALID); /* no line */
	assert_int_equal(mc_request_json(&request, "{\"line\":\"A\"}", 12, NULL), MC_OK);
	assert_int_equal(mc_request_end(&request, NULL), MC_OK);
	assert_int_equal(act.as.issue.appointment_min, -1);
	assert_true(act.as.issue.any_kind);
	assert_string_equal(request.key, "");
	assert_int_equal(mc_request_json(&request, "{\"line\":\"B\"}", 12, NULL), MC_INVALID);

	act.verb = MC_VERB_DOSSIER_ACCEPT;
	mc_request_of_act(&request, &arena, "procedure! owner! *", &act);
	assert_int_equal(
		mc_request_json(&request, "{\"procedure\":\"1\",\"owner\":\"A\"}", 29, NULL),
		MC_OK);
	assert_int_equal(mc_request_end(&request, NULL), MC_OK);
	assert_int_equal(act.as.accept.channel, MC_CHANNEL_DIRECT);
	assert_int_equal(act.as.accept.sets, 1);
	mc_arena_finish(&arena);
}

/* The star stands for what the list does not name, and for nothing that follows from it. */
static void the_rest_of_a_table_is_offered_once(void **state) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE };
	const char *const expected[] = { "line", "kind", "priority", "appointment_min", "no_print",
		"key" };
	struct mc_request request;
	struct mc_arena arena;
	bool needed;

	(void)state;
	mc_arena_init(&arena);
	mc_request_of_act(&request, &arena, "line! * key", &act);
	for (size_t i = 0; i < MC_COUNT(expected); i++) {
		assert_string_equal(mc_request_field(&request, i, &needed)->name, expected[i]);
		assert_int_equal(needed, i == 0);
	}
	assert_null(mc_request_field(&request, MC_COUNT(expected), &needed));
	mc_arena_finish(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_read_by_their_rows),
		cmocka_unit_test(a_limit_counts_letters),
		cmocka_unit_test(a_request_is_filled_in),
		cmocka_unit_test(the_rest_of_a_table_is_offered_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/field.h"
#include "cmocka_all.h"
#include <string.h>

struct part {
	const char *name;
	int originals;
};

enum way { BY_POST, BY_HAND };

struct sample {
	const char *code;
	enum way way;
	int pages;
	int64_t at;
	bool printed;
	const struct part *parts;
	size_t part_count;
	const struct part *first;
};

static const char *const way_names[] = { "post", "hand" };
static const struct mc_names ways = MC_NAMES(way_names);
static const struct mc_field part_rows[] = {
	{ MC_FIELD(struct part, name) },
	{ MC_FIELD(struct part, originals), .most = 999 },
};
static const struct mc_fields parts = MC_FIELDS(part_rows, struct part);
static const struct mc_field rows[] = {
	{ MC_FIELD(struct sample, code), .max = 40 },
	{ MC_FIELD(struct sample, way), .names = &ways },
	{ MC_FIELD(struct sample, pages), .least = 1, .most = 999 },
	{ MC_FIELD(struct sample, at) },
	{ MC_FIELD(struct sample, printed) },
	{ MC_FIELD_ROWS(struct sample, parts, part_count, parts) },
	{ MC_FIELD_ONE(struct sample, first, parts) },
};
static const struct mc_fields fields = MC_FIELDS(rows, struct sample);
enum { CODE, WAY, PAGES, AT, PRINTED, PARTS, FIRST };

static void the_kind_of_a_member_follows_from_its_type(void **state) {
	static const enum mc_field_kind kinds[] = { MC_FIELD_TEXT, MC_FIELD_UNSIGNED, MC_FIELD_INT,
		MC_FIELD_LONG, MC_FIELD_BOOL, MC_FIELD_LIST, MC_FIELD_OBJECT };

	(void)state;
	assert_int_equal(fields.count, MC_COUNT(kinds));
	for (size_t i = 0; i < fields.count; i++) {
		assert_int_equal(fields.at[i].kind, kinds[i]);
	}
	assert_int_equal(fields.size, sizeof(struct sample));
}

static void what_is_put_is_read(void **state) {
	const struct part two[] = { { "Tờ khai", 1 }, { "Giấy chứng sinh", 2 } };
	struct sample sample = { 0 };

	(void)state;
	for (size_t i = 0; i < fields.count; i++) {
		assert_false(mc_field_given(&rows[i], &sample));
	}
	assert_string_equal(mc_field_text(&rows[CODE], &sample), "");
	mc_field_put_text(&rows[CODE], &sample, "H29.1");
	mc_field_put_number(&rows[WAY], &sample, BY_HAND);
	mc_field_put_number(&rows[PAGES], &sample, 12);
	mc_field_put_number(&rows[AT], &sample, INT64_MIN);
	mc_field_put_number(&rows[PRINTED], &sample, true);
	mc_field_put_list(&rows[PARTS], &sample, two, 2);
	mc_field_put_object(&rows[FIRST], &sample, &two[0]);
	assert_string_equal(sample.code, "H29.1");
	assert_int_equal(sample.way, BY_HAND);
	assert_int_equal(sample.pages, 12);
	assert_true(sample.at == INT64_MIN && sample.printed && sample.parts == two);
	for (size_t i = 0; i < fields.count; i++) {
		assert_true(mc_field_given(&rows[i], &sample));
	}
	assert_int_equal(mc_field_number(&rows[PAGES], &sample), 12);
	assert_true(mc_field_number(&rows[AT], &sample) == INT64_MIN);
	assert_int_equal(mc_field_count(&rows[PARTS], &sample), 2);
	assert_string_equal(
		mc_field_text(&part_rows[0], mc_field_element(&rows[PARTS], &sample, 1)),
		"Giấy chứng sinh");
	assert_ptr_equal(mc_field_object(&rows[FIRST], &sample), &two[0]);
}

static void a_number_has_the_limits_of_its_type_and_of_its_row(void **state) {
	(void)state;
	assert_true(mc_field_fits(&rows[PAGES], 999) && mc_field_fits(&rows[PAGES], 1));
	assert_false(mc_field_fits(&rows[PAGES], 1000) || mc_field_fits(&rows[PAGES], 0));
	assert_false(mc_field_fits(&rows[WAY], -1) || mc_field_fits(&rows[WAY], INT64_MAX));
	assert_false(mc_field_fits(&rows[PRINTED], 2));
	assert_true(mc_field_fits(&rows[AT], INT64_MAX));
}

static void a_field_is_found_by_its_name(void **state) {
	(void)state;
	assert_ptr_equal(mc_field_find(&fields, "pages"), &rows[PAGES]);
	assert_ptr_equal(mc_field_find(&fields, "PAGES"), &rows[PAGES]);
	assert_null(mc_field_find(&fields, "page"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kind_of_a_member_follows_from_its_type),
		cmocka_unit_test(what_is_put_is_read),
		cmocka_unit_test(a_number_has_the_limits_of_its_type_and_of_its_row),
		cmocka_unit_test(a_field_is_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Bodies of events: what a struct holds is written, and read back from the bytes; jansson
 * reads the same out of them; and anything that the writer does not write is refused.
 */
#include "base/file.h"
#include "cmocka_all.h"
#include "core/act/fields.h"
#include "random.h"
#include "store/ledger/events.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 200

/* ---- any struct ---- */

static void fill(struct mc_random *random, struct mc_arena *arena, const struct mc_fields *fields,
	void *row);

static int64_t any_number(struct mc_random *random, const struct mc_field *field) {
	static const int64_t edges[] = { 0, 1, -1, INT32_MIN, INT32_MAX, UINT32_MAX, INT64_MIN,
		INT64_MAX };
	for (;;) {
		int64_t number =
			mc_random_below(random, 2)
				? edges[mc_random_below(random, MC_COUNT(edges))]
				: (int64_t)(mc_random_next(random) >> mc_random_below(random, 64));
		if (mc_field_fits(field, number)) {
			return number;
		}
	}
}

static void fill_rows(
	struct mc_random *random, struct mc_arena *arena, const struct mc_field *field, void *row) {
	size_t count = mc_random_below(random, 4);
	char *rows = mc_arena_array(arena, count, field->rows->size);
	for (size_t i = 0; i < count; i++) {
		fill(random, arena, field->rows, rows + i * field->rows->size);
	}
	if (field->kind == MC_FIELD_LIST) {
		mc_field_put_list(field, row, rows, count);
	} else if (count > 0) {
		mc_field_put_object(field, row, rows);
	}
}

static void fill(struct mc_random *random, struct mc_arena *arena, const struct mc_fields *fields,
	void *row) {
	static const char *const texts[] = { "", "a", "Đặng Thị", "\"\\", "dòng\nmới",
		"{\"a\":1}" };
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		switch (field->kind) {
		case MC_FIELD_TEXT:
			mc_field_put_text(
				field, row, texts[mc_random_below(random, MC_COUNT(texts))]);
			break;
		case MC_FIELD_INT:
		case MC_FIELD_UNSIGNED:
		case MC_FIELD_LONG:
		case MC_FIELD_BOOL:
			mc_field_put_number(field, row, any_number(random, field));
			break;
		case MC_FIELD_LIST:
		case MC_FIELD_OBJECT: fill_rows(random, arena, field, row); break;
		}
	}
}

static void expect_same(const struct mc_fields *fields, const void *a, const void *b) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind == MC_FIELD_TEXT) {
			assert_string_equal(mc_field_text(field, a), mc_field_text(field, b));
		} else if (field->kind == MC_FIELD_LIST) {
			assert_int_equal(mc_field_count(field, a), mc_field_count(field, b));
			for (size_t e = 0; e < mc_field_count(field, a); e++) {
				expect_same(field->rows, mc_field_element(field, a, e),
					mc_field_element(field, b, e));
			}
		} else if (field->kind == MC_FIELD_OBJECT) {
			assert_true(!mc_field_object(field, a) == !mc_field_object(field, b));
			if (mc_field_object(field, a)) {
				expect_same(field->rows, mc_field_object(field, a),
					mc_field_object(field, b));
			}
		} else {
			assert_true(mc_field_number(field, a) == mc_field_number(field, b));
		}
	}
}

/* What jansson reads out of a body is what stands in the struct. */
static void expect_told(const struct mc_fields *fields, const void *row, unsigned body,
	const struct mc_json *json) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		const char *name = field->name;
		if ((field->flags & MC_EVENT_PRIVATE) != body) {
			continue;
		}
		if (field->kind == MC_FIELD_TEXT) {
			assert_string_equal(mc_field_text(field, row),
				mc_or_empty(mc_json_get_text(json, name)));
		} else if (field->kind == MC_FIELD_LIST) {
			const struct mc_json *list = mc_json_get(json, name);
			assert_int_equal(mc_json_length(list), mc_field_count(field, row));
			for (size_t e = 0; e < mc_json_length(list); e++) {
				expect_told(field->rows, mc_field_element(field, row, e), 0,
					mc_json_at(list, e));
			}
		} else if (field->kind == MC_FIELD_OBJECT) {
			const struct mc_json *object = mc_json_get(json, name);
			assert_true(!object == !mc_field_object(field, row));
			if (object) {
				expect_told(field->rows, mc_field_object(field, row), 0, object);
			}
		} else if (field->kind == MC_FIELD_BOOL) {
			assert_true(mc_json_get_bool(json, name, false) ==
				    (mc_field_number(field, row) != 0));
		} else {
			assert_true(mc_json_get_int(json, name, field->otherwise) ==
				    mc_field_number(field, row));
		}
	}
}

static void check_told(const struct mc_fields *fields, const void *row, const struct mc_str *body,
	unsigned private) {
	struct mc_json *json = NULL;
	if (body->len > 0) {
		assert_int_equal(mc_json_parse(body->data, body->len, &json, NULL), MC_OK);
	}
	expect_told(fields, row, private, json);
	mc_json_destroy(json);
}

/* A body with one bit turned, or cut off: damage, or what jansson reads out of it too. */
static void check_bent(
	struct mc_random *random, const struct mc_event_kind *kind, const struct mc_str *body) {
	struct mc_event event = { .id = 7, .kind = kind->name };
	struct mc_event_read read;
	struct mc_str bent;
	mc_str_init(&bent);
	mc_str_add(&bent, mc_str_text(body));
	size_t at = mc_random_below(random, bent.len);
	if (mc_random_below(random, 8) == 0) {
		bent.data[at] = '\0';
	} else {
		bent.data[at] ^= (char)(1 << mc_random_below(random, 8));
	}
	bent.len = strlen(bent.data);
	event.body = bent.data;
	if (mc_event_read(&event, &read, NULL) == MC_OK) {
		check_told(kind->fields, read.is, &bent, 0);
		mc_event_forget(&read);
	}
	mc_str_finish(&bent);
}

static void check_kind(struct mc_random *random, enum mc_event_id id) {
	const struct mc_event_kind *kind = &mc_event_kinds[id];
	struct mc_event_marks marks = { .request = mc_random_below(random, 2) ? "0a1b2c3d" : NULL,
		.late = mc_random_below(random, 2) };
	struct mc_str body, secret, again, secret_again;
	struct mc_event_read read;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	mc_str_init(&body);
	mc_str_init(&secret);
	mc_str_init(&again);
	mc_str_init(&secret_again);
	void *row = mc_arena_alloc(&arena, kind->fields->size);
	fill(random, &arena, kind->fields, row);
	mc_event_write(id, row, &marks, &body, &secret);
	const struct mc_event event = { .id = 7,
		.kind = kind->name,
		.body = mc_str_text(&body),
		.private_body = secret.len > 0 ? mc_str_text(&secret) : NULL };
	if (mc_event_read(&event, &read, &err) != MC_OK) {
		fail_msg("%s %s", event.body, mc_or_empty(event.private_body));
	}
	assert_int_equal(read.id, id);
	expect_same(kind->fields, row, read.is);
	assert_string_equal(mc_or_empty(marks.request), mc_or_empty(read.marks.request));
	assert_true(marks.late == read.marks.late);
	check_told(kind->fields, row, &body, 0);
	check_told(kind->fields, row, &secret, MC_EVENT_PRIVATE);
	check_bent(random, kind, &body);
	mc_event_write(id, read.is, &read.marks, &again, &secret_again);
	assert_string_equal(mc_str_text(&body), mc_str_text(&again));
	assert_string_equal(mc_str_text(&secret), mc_str_text(&secret_again));
	mc_event_forget(&read);
	mc_str_finish(&body);
	mc_str_finish(&secret);
	mc_str_finish(&again);
	mc_str_finish(&secret_again);
	mc_arena_finish(&arena);
}

static void any_struct_is_read_back_from_its_bytes(void **state) {
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "events");
	for (int round = 0; round < ROUNDS; round++) {
		for (int id = 0; id < MC_EVENT_KINDS; id++) {
			check_kind(&random, (enum mc_event_id)id);
		}
	}
}

/* ---- set-up ---- */

/* Of a field of a set-up row: it is in the event, at the same place of the row in front. */
static bool is_kept(const struct mc_fields *event, const struct mc_field *field) {
	for (size_t i = 0; i < event->count; i++) {
		if (event->at[i].at == field->at) {
			return true;
		}
	}
	return false;
}

static void every_field_of_set_up_is_in_its_event(void **state) {
	static const enum mc_event_id events[] = { [MC_SETUP_LINE] = MC_EVENT_LINE_SET,
		[MC_SETUP_DESK] = MC_EVENT_DESK_SET,
		[MC_SETUP_STAFF] = MC_EVENT_STAFF_SET,
		[MC_SETUP_PROCEDURE] = MC_EVENT_PROCEDURE_SET,
		[MC_SETUP_DAY] = MC_EVENT_DAY_SET,
		[MC_SETUP_PRINTER] = MC_EVENT_PRINTER_SET };
	(void)state;
	for (size_t kind = MC_SETUP_LINE; kind < MC_COUNT(events); kind++) {
		const struct mc_fields *fields = mc_setup_fields((enum mc_setup_kind)kind);
		for (size_t i = 0; i < fields->count; i++) {
			const char *name = fields->at[i].name;
			/* Written by name, and as 1: in members of the event's own. */
			bool own = strcmp(name, "processing_unit") == 0 ||
				   strcmp(name, "unverified") == 0;
			if (!own && !is_kept(mc_event_kinds[events[kind]].fields, &fields->at[i])) {
				fail_msg("%s has no %s", mc_event_kinds[events[kind]].name, name);
			}
		}
	}
}

/* ---- what is no event of ours ---- */

static void what_no_writer_writes_is_damage(void **state) {
	static const struct {
		const char *kind, *body, *secret;
		enum mc_status status;
	} cases[] = {
		{ "paper.made@1", "{\"form\":\"slip\"}", NULL, MC_OK },
		{ "paper.made@1", "{}", "{\"record\":\"x\"}", MC_OK },
		{ "paper.made@1", "{\"copy\":1,\"form\":\"slip\"}", NULL, MC_OK },
		{ "paper.made@2", "{}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"colour\":\"red\"}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"form\":\"slip\",\"form\":\"slip\"}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"form\":1}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"form\":null}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"copy\":\"1\"}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"copy\":4294967296}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"late\":1}", NULL, MC_DAMAGED },
		{ "paper.made@1", "{}", "{\"form\":\"slip\"}", MC_DAMAGED },
		{ "paper.made@1", "{}", "{\"late\":true}", MC_DAMAGED },
		{ "paper.made@1", "[]", NULL, MC_DAMAGED },
		{ "paper.made@1", "{} ", NULL, MC_DAMAGED },
		{ "paper.made@1", "{\"form\" :\"slip\"}", NULL, MC_DAMAGED },
		{ "ticket.undone@1", "{\"desk_back\":{}}", NULL, MC_OK },
		{ "ticket.undone@1", "{\"desk_back\":{\"colour\":1}}", NULL, MC_DAMAGED },
		{ "ticket.undone@1", "{\"desk_back\":[]}", NULL, MC_DAMAGED },
		{ "data.erased@1", "{\"events\":[{\"id\":1},{}]}", NULL, MC_OK },
		{ "data.erased@1", "{\"events\":{}}", NULL, MC_DAMAGED },
		{ "data.erased@1", "{\"events\":[1]}", NULL, MC_DAMAGED },
	};
	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		const struct mc_event event = { .id = 7,
			.kind = cases[i].kind,
			.body = cases[i].body,
			.private_body = cases[i].secret };
		struct mc_event_read read = { .body = NULL };
		struct mc_error err = { .status = MC_OK };
		enum mc_status status = mc_event_read(&event, &read, &err);
		if (status != cases[i].status || err.status != status) {
			fail_msg("%s %s: %s", event.kind, event.body, mc_status_name(status));
		}
		mc_event_forget(&read);
	}
}

static void what_is_missing_is_nothing(void **state) {
	const struct mc_event event = { .id = 7,
		.kind = "fee.taken@1",
		.body = "{\"fees\":[{\"n\":1},{\"n\":2,\"amount\":0}]}" };
	struct mc_event_read read;
	(void)state;
	assert_int_equal(mc_event_read(&event, &read, NULL), MC_OK);
	const struct mc_event_fee_taken *taken = read.is;
	assert_string_equal(taken->method, "");
	assert_int_equal(taken->fee_count, 2);
	assert_true(taken->fees[0].amount == MC_EVENT_NONE && taken->fees[1].amount == 0);
	assert_false(read.marks.late);
	mc_event_forget(&read);
}

/* ---- the page of the ledger ---- */

static const char page_head[] =
	"# Events of the ledger\n\n"
	"Made from the tables beside the shapes of events (`src/store/ledger/events/`); the test\n"
	"`store events` compares, and `MC_BLESS=1` writes it anew.\n\n"
	"The body of an event is one line of JSON without blanks, its members in the order below. "
	"A member\n"
	"that is 0, \"\", false or an empty list is left out unless it is marked *always*. What is "
	"marked\n"
	"*private* is in the private body, which an erasure deletes; the other members are in the "
	"body.\n"
	"Any body ends with `request` (a mark of the act whose key the event took) and `late` "
	"(true:\n"
	"entered later than it happened), where there is something in them. Instants are "
	"milliseconds since\n"
	"1970 in UTC, days are days since 1970.\n";

static const char *word_of(enum mc_field_kind kind) {
	switch (kind) {
	case MC_FIELD_TEXT: return "text";
	case MC_FIELD_INT:
	case MC_FIELD_UNSIGNED:
	case MC_FIELD_LONG: return "number";
	case MC_FIELD_BOOL: return "true or false";
	case MC_FIELD_LIST: return "list";
	case MC_FIELD_OBJECT: return "object";
	}
	return "";
}

static void add_members(struct mc_str *page, const struct mc_fields *fields, const char *inside) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		char name[64];
		snprintf(name, sizeof name, "%s%s", inside, field->name);
		mc_str_addf(page, "| `%s` | %s | %s%s |\n", name, word_of(field->kind),
			field->flags & MC_EVENT_PRIVATE ? "private " : "",
			field->flags & MC_EVENT_ALWAYS      ? "always"
			: field->otherwise == MC_EVENT_NONE ? "0 is written"
							    : "");
		if (field->rows) {
			strcat(name, field->kind == MC_FIELD_LIST ? "[]." : ".");
			add_members(page, field->rows, name);
		}
	}
}

static void the_page_of_the_ledger_is_made_from_the_tables(void **state) {
	char path[1024];
	const char *source = getenv("MC_SOURCE");
	struct mc_str page, stands;
	struct mc_error err;
	(void)state;
	snprintf(path, sizeof path, "%s/docs/ledger.md", source ? source : ".");
	mc_str_init(&page);
	mc_str_init(&stands);
	mc_str_add(&page, page_head);
	for (size_t i = 0; i < MC_EVENT_KINDS; i++) {
		mc_str_addf(&page, "\n## %s\n\n", mc_event_kinds[i].name);
		if (mc_event_kinds[i].fields->count == 0) {
			mc_str_add(&page, "No members of its own.\n");
			continue;
		}
		mc_str_add(&page, "| member | type | |\n|---|---|---|\n");
		add_members(&page, mc_event_kinds[i].fields, "");
	}
	if (getenv("MC_BLESS")) {
		assert_int_equal(mc_file_write(path, page.data, page.len, 0644, &err), MC_OK);
	}
	assert_int_equal(mc_file_read(path, 1 << 20, &stands, &err), MC_OK);
	assert_string_equal(mc_str_text(&stands), mc_str_text(&page));
	mc_str_finish(&page);
	mc_str_finish(&stands);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_struct_is_read_back_from_its_bytes),
		cmocka_unit_test(every_field_of_set_up_is_in_its_event),
		cmocka_unit_test(what_no_writer_writes_is_damage),
		cmocka_unit_test(what_is_missing_is_nothing),
		cmocka_unit_test(the_page_of_the_ledger_is_made_from_the_tables),
	};
	return cmocka_run_group_tests_name("events", tests, NULL, NULL);
}

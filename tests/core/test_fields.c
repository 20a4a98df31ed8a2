/* The tables of fields.h hold every member of the structs of act.h once. */
#include "core/act/fields.h"
#include <motcua/code.h>
#include <string.h>

#include "cmocka_all.h"

/* How many bytes of the struct the member takes that the row speaks of. */
static size_t size_of(const struct mc_field *field) {
	switch (field->kind) {
	case MC_FIELD_TEXT:
	case MC_FIELD_LIST:
	case MC_FIELD_OBJECT: return sizeof(void *);
	case MC_FIELD_INT: return sizeof(int);
	case MC_FIELD_UNSIGNED: return sizeof(unsigned);
	case MC_FIELD_LONG: return sizeof(int64_t);
	case MC_FIELD_BOOL: return sizeof(bool);
	}
	return 0;
}

#define MOST_BYTES 512

static void mark(unsigned char *taken, size_t at, size_t size, const char *name) {
	for (size_t i = at; i < at + size; i++) {
		if (taken[i] != 0) {
			fail_msg("%s lies where another field does", name);
		}
		taken[i] = (unsigned char)size;
	}
}

/*
 * Bytes that no row speaks of are padding only if the member behind them could not begin
 * earlier: its place is the next one that its size allows. (A small member forgotten just
 * where padding would be cannot be told from it.)
 */
static void check_gaps(const unsigned char *taken, size_t size) {
	for (size_t at = 0, end = 0; at <= size; at++) {
		size_t step = at == size ? sizeof(void *) : taken[at];

		if (step == 0) {
			continue;
		}
		if (at > (end + step - 1) / step * step) {
			fail_msg("bytes %zu to %zu are of no field", end, at);
		}
		end = at < size ? at + step : at;
		at = end - 1 + (at == size);
	}
}

static void check_table(const struct mc_fields *fields, const char *owner) {
	unsigned char taken[MOST_BYTES] = { 0 };

	assert_true(fields->size < MOST_BYTES);
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];

		if (mc_field_find(fields, field->name) != field) {
			fail_msg("%s: two fields are called %s", owner, field->name);
		}
		mark(taken, field->at, size_of(field), field->name);
		if (field->kind == MC_FIELD_LIST) {
			mark(taken, field->count_at, sizeof(size_t), field->name);
			check_table(field->rows, field->name);
		}
	}
	check_gaps(taken, fields->size);
}

static void every_member_of_a_request_has_one_row(void **state) {
	(void)state;
	for (enum mc_verb verb = 0; verb < MC_VERB_COUNT; verb++) {
		if (mc_verb_fields(verb)->count > 0) {
			check_table(mc_verb_fields(verb), mc_verb_name(verb));
		}
	}
}

static void every_member_of_a_set_up_row_has_one_row(void **state) {
	(void)state;
	for (enum mc_setup_kind kind = 0; kind < MC_SETUP_PRINTER_REMOVED; kind++) {
		check_table(mc_setup_fields(kind), "set-up");
	}
	assert_int_equal(mc_setup_fields(MC_SETUP_PRINTER_REMOVED)->count, 1);
	assert_string_equal(mc_setup_fields(MC_SETUP_PRINTER_REMOVED)->at[0].name, "name");
}

/* The table of a verb is that of the member that its decision reads. */
static void a_table_is_of_the_member_that_its_verb_reads(void **state) {
	static const struct {
		enum mc_verb verb;
		size_t size;
	} verbs[] = {
		{ MC_VERB_DESK_OPEN, sizeof(struct mc_act_desk) },
		{ MC_VERB_DESK_PAUSE, sizeof(struct mc_act_desk) },
		{ MC_VERB_DESK_CLOSE, sizeof(struct mc_act_desk) },
		{ MC_VERB_TICKET_ISSUE, sizeof(struct mc_act_issue) },
		{ MC_VERB_TICKET_NEXT, sizeof(struct mc_act_desk) },
		{ MC_VERB_TICKET_CALL, sizeof(struct mc_act_ticket) },
		{ MC_VERB_TICKET_MOVE, sizeof(struct mc_act_ticket) },
		{ MC_VERB_TICKET_UNDO, sizeof(struct mc_act_undo) },
		{ MC_VERB_DOSSIER_ACCEPT, sizeof(struct mc_act_accept) },
		{ MC_VERB_DOSSIER_MOVE, sizeof(struct mc_act_dossier) },
		{ MC_VERB_DOSSIER_UNDO, sizeof(struct mc_act_dossier) },
		{ MC_VERB_DOSSIER_IMPORT, sizeof(struct mc_act_import) },
		{ MC_VERB_DOSSIER_READ, sizeof(struct mc_act_dossier) },
		{ MC_VERB_FEE_TAKE, sizeof(struct mc_act_fee) },
		{ MC_VERB_DATA_ERASE, sizeof(struct mc_act_dossier) },
		{ MC_VERB_PAPER_PRINT, sizeof(struct mc_act_paper) },
		{ MC_VERB_SETUP, 0 },
		{ MC_VERB_LEDGER_SEAL, 0 },
		{ MC_VERB_OFFICE_KEY, 0 },
	};

	(void)state;
	assert_int_equal(MC_COUNT(verbs), MC_VERB_COUNT);
	for (size_t i = 0; i < MC_COUNT(verbs); i++) {
		assert_int_equal(mc_verb_fields(verbs[i].verb)->size, verbs[i].size);
	}
}

/* A code and a name fit the arrays that the book keeps them in, however wide their letters. */
static void every_text_has_a_limit(const struct mc_fields *fields) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];

		assert_true(field->kind != MC_FIELD_TEXT || field->max > 0);
		if (field->shape == MC_SHAPE_CODE) {
			assert_true(field->max <= MC_CODE_MAX_CHARS);
		}
		if (field->kind == MC_FIELD_LIST) {
			every_text_has_a_limit(field->rows);
		}
	}
}

static void no_text_is_without_a_limit(void **state) {
	(void)state;
	every_text_has_a_limit(&mc_act_head_fields);
	for (enum mc_verb verb = 0; verb < MC_VERB_COUNT; verb++) {
		every_text_has_a_limit(mc_verb_fields(verb));
	}
	for (enum mc_setup_kind kind = 0; kind <= MC_SETUP_PRINTER_REMOVED; kind++) {
		every_text_has_a_limit(mc_setup_fields(kind));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_member_of_a_request_has_one_row),
		cmocka_unit_test(every_member_of_a_set_up_row_has_one_row),
		cmocka_unit_test(a_table_is_of_the_member_that_its_verb_reads),
		cmocka_unit_test(no_text_is_without_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

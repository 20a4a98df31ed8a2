/* Two requests have one text exactly when they ask for the same. */
#include "core/act/canonical.h"
#include "core/act/fields.h"
#include <string.h>

#include "cmocka_all.h"

static void expect_text(const struct mc_act *act, const char *wanted) {
	struct mc_str text;

	mc_str_init(&text);
	mc_act_canonical(act, &text);
	assert_string_equal(mc_str_text(&text), wanted);
	mc_str_finish(&text);
}

/* Marks in ledgers rest on these for ever. */
static void a_text_names_what_is_given_and_nothing_else(void **state) {
	static const struct mc_component papers[] = { { "Tờ khai", 1, 0, 2 }, { "Ảnh", 3, 0, 0 } };
	static const struct mc_setup_row rows[] = {
		{ MC_SETUP_STAFF, .as.staff = { "lan", "Trần Lan", 6, "" } },
		{ MC_SETUP_PRINTER_REMOVED, .as.printer = { .name = "may1" } },
	};
	struct mc_act issue = { .verb = MC_VERB_TICKET_ISSUE, .who.staff = "lan" };
	struct mc_act accept = {
		.verb = MC_VERB_DOSSIER_ACCEPT, .occurred_at = 7, .who.staff = ""
	};
	struct mc_act setup = { .verb = MC_VERB_SETUP };

	(void)state;
	issue.as.issue = (struct mc_act_issue){
		.line = "A", .priority = MC_PRIORITY_MERIT, .appointment_min = -1
	};
	expect_text(&issue, "12:ticket.issue,actor=3:lan,line=1:A,priority=5:merit,");
	issue.as.issue.appointment_min = 0;
	expect_text(
		&issue, "12:ticket.issue,actor=3:lan,line=1:A,priority=5:merit,appointment_min=0,");
	accept.as.accept.owner = "Lê An";
	accept.as.accept.components = papers;
	accept.as.accept.component_count = 2;
	expect_text(&accept,
		"14:dossier.accept,occurred_at=7,owner=6:Lê An,components={name=9:Tờ khai,"
		"originals=1,copies=2,}{name=5:Ảnh,originals=3,}");
	setup.as.setup.rows = rows;
	setup.as.setup.count = 2;
	expect_text(&setup, "5:setup,{3,staff=3:lan,name=10:Trần Lan,roles=6,}{7,name=4:may1,}");
	expect_text(&(struct mc_act){ .verb = MC_VERB_LEDGER_SEAL }, "11:ledger.seal,");
}

static void one_name_in_two_spellings_is_one_request(void **state) {
	struct mc_act fee = { .verb = MC_VERB_FEE_TAKE };

	(void)state;
	fee.as.fee = (struct mc_act_fee){ .code = "H01-1", .method = "CASH" };
	expect_text(&fee, "8:fee.take,code=5:H01-1,method=4:cash,");
	fee.as.fee.method = "cash";
	expect_text(&fee, "8:fee.take,code=5:H01-1,method=4:cash,");
}

/* A request that is sent again with the same PIN holds another hash of it. */
static void a_salted_hash_is_the_same_request_however_it_was_salted(void **state) {
	static const struct mc_setup_row row = { MC_SETUP_OFFICE,
		.as.office = { "leave-pin", "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA" } };
	struct mc_act act = { .verb = MC_VERB_SETUP };

	(void)state;
	act.as.setup.rows = &row;
	act.as.setup.count = 1;
	expect_text(&act, "5:setup,{0,key=9:leave-pin,value=7:$argon2,}");
}

/* Gives the member another value than the one that means nothing was given. */
static void give(const struct mc_field *field, void *row) {
	static const struct mc_component paper = { .name = "Tờ khai", .originals = 1 };

	if (field->kind == MC_FIELD_TEXT) {
		mc_field_put_text(field, row, "x");
	} else if (field->kind == MC_FIELD_LIST) {
		mc_field_put_list(field, row, &paper, 1);
	} else {
		mc_field_put_number(field, row, field->otherwise + 1);
	}
}

/* No member of any request can differ without another text, and none is taken for its neighbour. */
static void what_differs_in_one_member_has_another_text(void **state) {
	(void)state;
	for (enum mc_verb verb = 0; verb < MC_VERB_COUNT; verb++) {
		const struct mc_fields *fields = mc_verb_fields(verb);
		struct mc_str seen;

		mc_str_init(&seen);
		for (size_t i = 0; i <= fields->count; i++) {
			struct mc_act act = { .verb = verb };
			struct mc_str text;

			for (size_t f = 0; f < fields->count; f++) {
				const struct mc_field *field = &fields->at[f];
				if (field->otherwise != 0) {
					mc_field_put_number(field, &act.as, field->otherwise);
				}
			}
			if (i < fields->count) {
				give(&fields->at[i], &act.as);
			}
			mc_str_init(&text);
			mc_str_add_char(&text, '\n');
			mc_act_canonical(&act, &text);
			mc_str_add_char(&text, '\n');
			assert_null(strstr(mc_str_text(&seen), text.data));
			mc_str_add(&seen, text.data);
			mc_str_finish(&text);
		}
		mc_str_finish(&seen);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_names_what_is_given_and_nothing_else),
		cmocka_unit_test(one_name_in_two_spellings_is_one_request),
		cmocka_unit_test(a_salted_hash_is_the_same_request_however_it_was_salted),
		cmocka_unit_test(what_differs_in_one_member_has_another_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

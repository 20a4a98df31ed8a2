/* Printers: which one a paper goes to, how it is, and when a paper that lies is a trouble. */
#include <motcua/paper.h>
#include <motcua/printer.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define STATES (MC_PRINTER_NO_WORKER + 1)

static void each_state_is_kept_by_a_key_of_its_own(void **state) {
	(void)state;
	for (int i = 0; i < STATES; i++) {
		const struct mc_printer_state_row *row =
			mc_printer_state_row((enum mc_printer_state)i);
		assert_int_equal(mc_printer_state_of(row->key), i);
		assert_non_null(row->word);
		assert_non_null(row->brief);
	}
	assert_int_equal(mc_printer_state_of(""), MC_PRINTER_READY);
	assert_int_equal(mc_printer_state_of("of a later version"), MC_PRINTER_TROUBLE);
}

static void what_is_in_no_row_is_a_page_about_a_dossier(void **state) {
	static const struct {
		const char *form;
		bool roll, of_ticket, personal, perishable;
	} rows[] = {
		{ "ticket", true, true, false, true },
		{ "Slip", true, false, true, false },
		{ "mau-01", false, false, true, false },
		{ "", false, false, true, false },
	};
	const struct mc_paper_kind *kind;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		kind = mc_paper_kind_of(rows[i].form);
		assert_int_equal(kind->roll, rows[i].roll);
		assert_int_equal(kind->of_ticket, rows[i].of_ticket);
		assert_int_equal(kind->personal, rows[i].personal);
		assert_int_equal(kind->perishable, rows[i].perishable);
	}
	for (size_t i = 0; (kind = mc_paper_kind_at(i)) != NULL; i++) {
		assert_ptr_equal(mc_paper_kind_of(kind->form), kind);
	}
}

static void a_queue_goes_before_a_folder_and_pages_are_no_rolls(void **state) {
	static const struct mc_printer printers[] = {
		{ .name = "folder", .queue = "", .folder = "papers", .forms = "" },
		{ .name = "roll", .queue = "ve", .folder = "", .forms = "Ticket;slip" },
		{ .name = "roll 2", .queue = "ve2", .folder = "", .forms = "ticket" },
		{ .name = "pages", .queue = "a4", .folder = "", .forms = "form" },
	};
	static const struct {
		const char *form, *printer;
		size_t first, count;
	} rows[] = {
		{ "ticket", "roll", 0, 4 },
		{ "slip", "roll", 0, 4 },
		{ "mau-01", "pages", 0, 4 },
		{ "slip", "folder", 0, 1 },
		{ "slip", NULL, 2, 2 },
		{ "ticket", NULL, 3, 1 },
		{ "mau-01", NULL, 1, 2 },
		{ "ticket", NULL, 0, 0 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mc_printer *found =
			mc_printer_for(printers + rows[i].first, rows[i].count, rows[i].form);
		const char *name = found ? found->name : "none";
		const char *wanted = rows[i].printer ? rows[i].printer : "none";
		if (strcmp(name, wanted) != 0) {
			fail_msg("row %zu: %s, not %s", i, name, wanted);
		}
	}
}

/* What was found goes first; then what nobody takes up, then what does not come out. */
static void a_paper_that_lies_is_a_trouble_whatever_was_found(void **state) {
	static const struct {
		enum mc_printer_state found;
		mc_time waiting, untouched; /* ms ago; 0: nothing is */
		enum mc_printer_state now;
		int wake_ms;
	} rows[] = {
		{ MC_PRINTER_READY, 0, 0, MC_PRINTER_READY, -1 },
		{ MC_PRINTER_READY, 1, 1, MC_PRINTER_READY, 9999 },
		{ MC_PRINTER_READY, 9999, 9999, MC_PRINTER_READY, 1 },
		{ MC_PRINTER_READY, 10000, 10000, MC_PRINTER_NO_WORKER, 20000 },
		{ MC_PRINTER_READY, 10000, 0, MC_PRINTER_READY, 20000 },
		{ MC_PRINTER_READY, 30000, 0, MC_PRINTER_BLOCKED, -1 },
		{ MC_PRINTER_READY, 30000, 40000, MC_PRINTER_NO_WORKER, -1 },
		{ MC_PRINTER_READY, 30000, 1000, MC_PRINTER_BLOCKED, 9000 },
		{ MC_PRINTER_READY, -60000, -60000, MC_PRINTER_READY, -1 }, /* a clock set back */
		{ MC_PRINTER_OFFLINE, 60000, 60000, MC_PRINTER_OFFLINE, -1 },
		{ MC_PRINTER_NONE, 60000, 60000, MC_PRINTER_NONE, -1 },
	};
	const mc_time now = INT64_C(1795398060000);
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mc_paper_way way = { .form = "ticket",
			.state = rows[i].found,
			.waiting_since = rows[i].waiting ? now - rows[i].waiting : 0,
			.untouched_since = rows[i].untouched ? now - rows[i].untouched : 0 };
		enum mc_printer_state is = mc_paper_way_state(&way, now);
		int wake_ms = mc_paper_way_wake_ms(&way, now);
		if (is != rows[i].now || wake_ms != rows[i].wake_ms) {
			fail_msg("row %zu: %s, %d ms", i, mc_printer_state_row(is)->key, wake_ms);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_is_kept_by_a_key_of_its_own),
		cmocka_unit_test(what_is_in_no_row_is_a_page_about_a_dossier),
		cmocka_unit_test(a_queue_goes_before_a_folder_and_pages_are_no_rolls),
		cmocka_unit_test(a_paper_that_lies_is_a_trouble_whatever_was_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The built-in papers as a citizen gets them, against golden/NAME-COLUMNS.txt.
 * MC_BLESS=1 writes these files anew: read the difference before you commit it.
 */
#include "base/file.h"
#include "base/str.h"
#include "cmocka_all.h"
#include "lay_out.h"
#include "samples.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_golden(const char *name, const char *page, int columns) {
	char path[4096];
	struct mc_str golden;
	const char *source = getenv("MC_SOURCE");
	assert_non_null(source);
	snprintf(path, sizeof path, "%s/tests/paper/golden/%s-%d.txt", source, name, columns);
	if (getenv("MC_BLESS") != NULL) {
		assert_int_equal(mc_file_write(path, page, strlen(page), 0644, NULL), MC_OK);
	}
	mc_str_init(&golden);
	assert_int_equal(mc_file_read(path, 1 << 20, &golden, NULL), MC_OK);
	if (strcmp(page, mc_str_text(&golden)) != 0) {
		fail_msg("%s is not as it was; now:\n%s", path, page);
	}
	mc_str_finish(&golden);
}

static void check_both_widths(const char *name, const struct mc_record *record) {
	static const int widths[] = { MC_PAGE_80MM, MC_PAGE_58MM };
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct mc_arena arena;
		mc_arena_init(&arena);
		check_golden(name, lay_out_paper(&arena, record, widths[i]), widths[i]);
		mc_arena_finish(&arena);
	}
}

static void check_ticket(const char *name, const struct mc_ticket_paper *paper) {
	struct mc_arena arena;
	struct mc_record record;
	mc_arena_init(&arena);
	mc_ticket_record(paper, &arena, &record);
	check_both_widths(name, &record);
	mc_arena_finish(&arena);
}

static void check_slip(const char *name, const struct mc_slip_paper *paper) {
	struct mc_arena arena;
	struct mc_record record;
	mc_arena_init(&arena);
	mc_slip_record(paper, &arena, &record);
	check_both_widths(name, &record);
	mc_arena_finish(&arena);
}

static void the_ticket(void **state) {
	struct mc_ticket_paper ticket = sample_ticket();
	(void)state;
	check_ticket("ticket", &ticket);
}

static void a_ticket_that_knows_little(void **state) {
	struct mc_ticket_paper ticket = {
		.label = "C001", .line_vi = "Đất đai", .issued_at = SAMPLE_MORNING
	};
	(void)state;
	check_ticket("ticket-bare", &ticket);
}

static void a_ticket_of_a_practice_office_printed_again(void **state) {
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	struct mc_record record;
	(void)state;
	ticket.office.practice = true;
	ticket.label = "A1234567"; /* the longest that still shrinks to one line of large letters */
	ticket.appointment_at = SAMPLE_MORNING + MC_HOUR_MS;
	mc_arena_init(&arena);
	mc_ticket_record(&ticket, &arena, &record);
	mc_record_mark_reprint(&record, 2, SAMPLE_MORNING + 4 * MC_MINUTE_MS);
	check_both_widths("ticket-practice", &record);
	mc_arena_finish(&arena);
}

static void the_slip(void **state) {
	struct mc_slip_paper slip = sample_slip();
	(void)state;
	check_slip("slip", &slip);
}

static void a_slip_with_long_names_and_forty_papers(void **state) {
	struct mc_slip_paper slip = sample_long_slip();
	(void)state;
	check_slip("slip-long", &slip);
}

static void a_provisional_slip_of_a_practice_office(void **state) {
	struct mc_slip_paper slip = sample_slip();
	(void)state;
	slip.office.practice = true;
	slip.dossier.due_provisional = true;
	slip.dossier.fee_vnd = 0;
	slip.component_count = 0;
	slip.dossier.external_code = "000.12.34.H20-261123-0007";
	check_slip("slip-practice", &slip);
}

/* --- the table --- */

static void every_layout_shows_every_example(void **state) {
	(void)state;
	for (size_t i = 0; i < mc_paper_count(); i++) {
		const struct mc_paper *paper = mc_paper_at(i);
		for (size_t k = 0; k < MC_PAPER_MAX_LAYOUTS && paper->layouts[k].columns != 0;
			k++) {
			struct mc_arena arena;
			struct mc_record record;
			mc_arena_init(&arena);
			mc_paper_example(paper, &arena, &record);
			const char *page =
				lay_out_paper(&arena, &record, paper->layouts[k].columns);
			assert_null(strstr(page, "$("));
			assert_non_null(strstr(page, "YÊN HÒA"));
			mc_arena_finish(&arena);
		}
	}
}

static void papers_are_found_by_form_and_width(void **state) {
	const struct mc_paper *ticket = mc_paper_find("TICKET");
	(void)state;
	assert_non_null(ticket);
	assert_string_equal(ticket->form, "ticket");
	assert_null(mc_paper_find("mau-99"));
	assert_null(mc_paper_at(mc_paper_count()));
	assert_string_equal(mc_paper_layout(ticket, 48)->file, "ticket-80.receipt");
	assert_string_equal(mc_paper_layout(ticket, 96)->file, "ticket-80.receipt");
	assert_string_equal(mc_paper_layout(ticket, 47)->file, "ticket-58.receipt");
	assert_string_equal(mc_paper_layout(ticket, 32)->file, "ticket-58.receipt");
	assert_null(mc_paper_layout(ticket, 31));
}

static void papers_know_their_variables(void **state) {
	const struct mc_paper *slip = mc_paper_find("slip");
	(void)state;
	assert_true(mc_paper_knows(slip, "ma_ho_so"));
	assert_true(mc_paper_knows(slip, "giay_to.ten"));
	assert_true(mc_paper_knows(slip, "giay_to.*"));
	assert_false(mc_paper_knows(slip, "giay_to"));
	assert_false(mc_paper_knows(slip, "giay.*"));
	assert_false(mc_paper_knows(slip, ".*"));
	assert_false(mc_paper_knows(slip, "so"));
}

static void the_manual_names_every_variable(void **state) {
	char path[4096];
	struct mc_str manual;
	(void)state;
	snprintf(path, sizeof path, "%s/docs/layouts.md", getenv("MC_SOURCE"));
	mc_str_init(&manual);
	assert_int_equal(mc_file_read(path, 1 << 20, &manual, NULL), MC_OK);
	for (size_t i = 0; i < mc_paper_count(); i++) {
		const struct mc_paper *paper = mc_paper_at(i);
		for (size_t k = 0; k < paper->variable_count; k++) {
			char quoted[80];
			snprintf(quoted, sizeof quoted, "`%s`", paper->variables[k].name);
			if (strstr(mc_str_text(&manual), quoted) == NULL) {
				fail_msg("docs/layouts.md does not name %s", quoted);
			}
		}
	}
	mc_str_finish(&manual);
}

/*
 * Length on the roll at 203 dpi: 28 dots a line of text, the QR's 29 modules with
 * its quiet zone. The cut takes nothing.
 */
static int length_mm(const char *page, int qr_module) {
	int dots = 0;
	for (const char *line = page; *line != '\0'; line = strchr(line, '\n') + 1) {
		bool cut = strncmp(line, "- -", 3) == 0;
		bool qr = strncmp(line + strspn(line, " "), "[QR", 3) == 0;
		dots += cut ? 0 : qr ? qr_module * (29 + 8) : 28;
	}
	return dots * 254 / 2030;
}

static void a_usual_ticket_is_at_most_90_mm_long(void **state) {
	struct mc_ticket_paper ticket = sample_ticket();
	struct mc_arena arena;
	struct mc_record record;
	(void)state;
	mc_arena_init(&arena);
	mc_ticket_record(&ticket, &arena, &record);
	assert_in_range(length_mm(lay_out_paper(&arena, &record, MC_PAGE_80MM), 4), 50, 90);
	assert_in_range(length_mm(lay_out_paper(&arena, &record, MC_PAGE_58MM), 4), 50, 90);
	mc_arena_finish(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ticket),
		cmocka_unit_test(a_ticket_that_knows_little),
		cmocka_unit_test(a_ticket_of_a_practice_office_printed_again),
		cmocka_unit_test(the_slip),
		cmocka_unit_test(a_slip_with_long_names_and_forty_papers),
		cmocka_unit_test(a_provisional_slip_of_a_practice_office),
		cmocka_unit_test(every_layout_shows_every_example),
		cmocka_unit_test(papers_are_found_by_form_and_width),
		cmocka_unit_test(papers_know_their_variables),
		cmocka_unit_test(the_manual_names_every_variable),
		cmocka_unit_test(a_usual_ticket_is_at_most_90_mm_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

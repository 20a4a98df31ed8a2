/*
 * Print jobs: made with the act, moved on by the worker, decided about by staff,
 * and only from the states that allow it.
 */
#include "office.h"
#include "raw.h"
#include "store/jobs.h"
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	struct mc_error err;
	office_make(&office);
	office_make_papers(office.store);
	return mc_store_set_clock(office.store, office.now, &err) == MC_OK ? 0 : -1;
}

static int tear_down(void **state) {
	(void)state;
	office_expect_sound(&office);
	office_finish(&office);
	return 0;
}

static enum mc_print_state state_of(int64_t job) {
	struct mc_job row;
	assert_int_equal(mc_job_get(office.store, &office.arena, job, &row, &office.err), MC_OK);
	return row.state;
}

/* How many jobs the worker still looks at. */
static size_t open_jobs(void) {
	struct mc_jobs jobs;
	assert_int_equal(
		mc_store_jobs(office.store, &office.arena, INT64_MAX, &jobs, &office.err), MC_OK);
	return jobs.count;
}

static void test_an_act_makes_its_job(void **state) {
	(void)state;
	struct mc_act quiet = act_issue(&office, "A");
	quiet.as.issue.no_print = true;
	assert_int_equal(office_do(&office, quiet).job, 0);
	assert_int_equal(open_jobs(), 0);
	struct mc_outcome issued = office_do(&office, act_issue(&office, "A"));
	assert_true(issued.job != 0);
	assert_int_equal(issued.job, issued.paper);
	assert_int_equal(state_of(issued.job), MC_PRINT_WAITING);
	assert_int_equal(open_jobs(), 1);
	const char *record;
	assert_int_equal(
		mc_job_record(office.store, &office.arena, issued.job, &record, &office.err),
		MC_OK);
	assert_string_equal(record, "{\"form\":\"ticket\",\"copy\":1,\"of\":\"A002\"}");
}

static void test_a_number_taken_back_is_not_printed(void **state) {
	(void)state;
	struct mc_act act = act_issue(&office, "A");
	act.who.staff = "lan";
	struct mc_outcome issued = office_do(&office, act);
	office_do(&office, act_take_back(&office, NULL, issued.ticket.label));
	assert_int_equal(state_of(issued.job), MC_PRINT_DROPPED);
	act = act_issue(&office, "A");
	act.who.staff = "lan";
	issued = office_do(&office, act);
	const enum mc_print_state was = MC_PRINT_WAITING;
	struct mc_job_state sent = {
		.state = MC_PRINT_SENT, .was = &was, .printer = "", .queue = "", .message = ""
	};
	assert_int_equal(mc_job_set(office.store, issued.job, &sent, &office.err), MC_OK);
	office_do(&office, act_take_back(&office, NULL, issued.ticket.label));
	assert_int_equal(state_of(issued.job), MC_PRINT_SENT); /* the printer has it */
}

/* Prints the paper of a job again; the new job. */
static int64_t print_again(int64_t job) {
	struct mc_act again = act_new(&office, MC_VERB_PAPER_PRINT);
	again.as.paper = (struct mc_act_paper){ .job = job };
	return office_do(&office, again).job;
}

static void assert_record(int64_t job, const char *expected) {
	const char *record;
	assert_int_equal(
		mc_job_record(office.store, &office.arena, job, &record, &office.err), MC_OK);
	assert_string_equal(record, expected);
}

/* Also the third copy, and one printed again out of the second, repeat the first. */
static void test_a_reprint_repeats_the_first_record(void **state) {
	(void)state;
	struct mc_outcome issued = office_do(&office, act_issue(&office, "A"));
	static const char first[] = "{\"form\":\"ticket\",\"copy\":1,\"of\":\"A001\"}";
	assert_record(issued.job, first);
	int64_t second = print_again(issued.job);
	assert_record(second, mc_arena_printf(&office.arena, "again 2: %s", first));
	assert_record(print_again(second), mc_arena_printf(&office.arena, "again 3: %s", first));
}

/* What was never printed, because nobody wanted a paper then, is no reprint. */
static void test_a_first_print_later_is_no_reprint(void **state) {
	(void)state;
	struct mc_act quiet = act_issue(&office, "A");
	quiet.as.issue.no_print = true;
	office_do(&office, quiet);
	struct mc_act print = act_new(&office, MC_VERB_PAPER_PRINT);
	print.as.paper = (struct mc_act_paper){ .label = "A001", .form = "ticket" };
	assert_record(
		office_do(&office, print).job, "{\"form\":\"ticket\",\"copy\":1,\"of\":\"A001\"}");
}

/* Which decision staff may take in which state. */
static const struct {
	enum mc_print_state state;
	bool settled;
	enum mc_status retry, drop;
} decisions[] = {
	{ MC_PRINT_WAITING, false, MC_REFUSED, MC_OK },
	{ MC_PRINT_SENDING, false, MC_REFUSED, MC_REFUSED },
	{ MC_PRINT_SENT, true, MC_REFUSED, MC_REFUSED },
	{ MC_PRINT_DONE, true, MC_REFUSED, MC_REFUSED },
	{ MC_PRINT_FAILED, true, MC_OK, MC_OK },
	{ MC_PRINT_UNKNOWN, true, MC_REFUSED, MC_OK },
	{ MC_PRINT_DROPPED, true, MC_REFUSED, MC_REFUSED },
};

static void test_what_staff_decide(void **state) {
	(void)state;
	int64_t job = office_do(&office, act_issue(&office, "A")).job;
	for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++) {
		struct mc_job_state now = { .state = decisions[i].state,
			.printer = "may1",
			.queue = "hp",
			.cups_id = 7,
			.settled = decisions[i].settled,
			.message = "" };
		for (int drop = 0; drop < 2; drop++) {
			enum mc_status wanted = drop ? decisions[i].drop : decisions[i].retry;
			assert_int_equal(mc_job_set(office.store, job, &now, &office.err), MC_OK);
			assert_int_equal(drop ? mc_job_drop(office.store, job, &office.err)
					      : mc_job_retry(office.store, job, &office.err),
				wanted);
			assert_int_equal(state_of(job), wanted != MC_OK ? decisions[i].state
							: drop          ? MC_PRINT_DROPPED
									: MC_PRINT_WAITING);
			assert_int_equal(
				open_jobs(), wanted == MC_OK ? !drop : !decisions[i].settled);
		}
	}
	struct mc_job_state none = {
		.state = MC_PRINT_DONE, .printer = "", .queue = "", .message = ""
	};
	assert_int_equal(mc_job_set(office.store, 1, &none, &office.err), MC_NOT_FOUND);
	assert_int_equal(mc_job_retry(office.store, 1, &office.err), MC_NOT_FOUND);
	assert_int_equal(mc_job_drop(office.store, 1, &office.err), MC_NOT_FOUND);
}

/* The list of jobs is losable: without it the ledger still verifies. */
static void test_jobs_are_losable(void **state) {
	(void)state;
	office_do(&office, act_issue(&office, "A"));
	office_tamper(&office, "DELETE FROM print_job");
	assert_int_equal(open_jobs(), 0);
	office_do(&office, act_issue(&office, "A"));
	assert_int_equal(open_jobs(), 1);
}

static struct mc_paper_way way_of(const char *form) {
	struct mc_hall hall;
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	for (size_t i = 0; i < hall.way_count; i++) {
		if (strcmp(hall.ways[i].form, form) == 0) {
			return hall.ways[i];
		}
	}
	fail_msg("the hall says nothing of %s", form);
	return (struct mc_paper_way){ .form = form };
}

static void set_printer(enum mc_setup_kind kind, const char *forms) {
	const struct mc_setup_row row = { kind, .as.printer = { .name = "quay",
							.queue = "ve",
							.folder = "",
							.driver = "auto",
							.width = "80",
							.forms = forms } };
	office_do(&office, act_setup(&office, &row, 1));
}

/* The worker's finding of the only printer; how often the file was written for it. */
static int find(enum mc_printer_state state, const char *message) {
	const struct mc_printer *printers;
	size_t count;
	char path[128];
	snprintf(path, sizeof path, "%s/store.db", office.dir);
	assert_int_equal(
		mc_store_printers(office.store, &office.arena, &printers, &count, &office.err),
		MC_OK);
	assert_int_equal(count, 1);
	struct sqlite3 *file = raw_open(path);
	int64_t before = raw_int(file, "PRAGMA data_version");
	assert_int_equal(
		mc_printer_found(office.store, &printers[0], state, message, &office.err), MC_OK);
	int64_t after = raw_int(file, "PRAGMA data_version");
	raw_close(file);
	return (int)(after - before);
}

static void test_the_hall_says_for_each_kind_what_waits_and_how_its_printer_is(void **state) {
	(void)state;
	assert_int_equal(way_of("ticket").state, MC_PRINTER_NONE);
	set_printer(MC_SETUP_PRINTER, "ticket");
	assert_int_equal(way_of("ticket").state, MC_PRINTER_READY);
	assert_string_equal(way_of("ticket").printer, "quay");
	assert_int_equal(way_of("slip").state, MC_PRINTER_NONE);
	assert_int_equal(way_of("ticket").waiting, 0);
	assert_int_equal(way_of("ticket").untouched_since, 0);
	int64_t first = office_do(&office, act_issue(&office, "A")).job;
	office_do(&office, act_issue(&office, "A"));
	assert_int_equal(way_of("ticket").waiting, 2);
	assert_int_equal(way_of("ticket").waiting_since, office.now);
	assert_int_equal(way_of("ticket").untouched_since, office.now);
	assert_int_equal(way_of("slip").waiting, 0);
	const struct mc_job_state done = { .state = MC_PRINT_DONE,
		.printer = "quay",
		.queue = "ve",
		.settled = true,
		.message = "" };
	assert_int_equal(mc_job_set(office.store, first, &done, &office.err), MC_OK);
	assert_int_equal(way_of("ticket").waiting, 1);
}

static void test_what_is_found_of_a_printer_is_written_when_it_changes(void **state) {
	(void)state;
	set_printer(MC_SETUP_PRINTER, "");
	assert_int_equal(find(MC_PRINTER_READY, ""), 0); /* as if never asked */
	assert_int_equal(find(MC_PRINTER_OFFLINE, "away"), 1);
	assert_int_equal(find(MC_PRINTER_OFFLINE, "away"), 0);
	assert_int_equal(way_of("ticket").state, MC_PRINTER_OFFLINE);
	assert_int_equal(way_of("slip").state, MC_PRINTER_OFFLINE);
	assert_string_equal(way_of("ticket").message, "away");
	assert_int_equal(find(MC_PRINTER_NO_PAPER, ""), 1);
	assert_int_equal(way_of("ticket").state, MC_PRINTER_NO_PAPER);
	assert_int_equal(find(MC_PRINTER_READY, ""), 1);
	assert_int_equal(way_of("ticket").state, MC_PRINTER_READY);
	assert_int_equal(find(MC_PRINTER_READY, ""), 0);
}

static void test_a_printer_set_anew_was_never_asked(void **state) {
	(void)state;
	set_printer(MC_SETUP_PRINTER, "");
	assert_int_equal(find(MC_PRINTER_STOPPED, "paused"), 1);
	set_printer(MC_SETUP_PRINTER_REMOVED, "");
	assert_int_equal(way_of("ticket").state, MC_PRINTER_NONE);
	set_printer(MC_SETUP_PRINTER, "");
	assert_int_equal(way_of("ticket").state, MC_PRINTER_READY);
	assert_int_equal(find(MC_PRINTER_STOPPED, "paused"), 1);
	set_printer(MC_SETUP_PRINTER, "ticket");
	assert_int_equal(way_of("ticket").state, MC_PRINTER_READY);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_an_act_makes_its_job),
		TEST(test_a_number_taken_back_is_not_printed),
		TEST(test_a_reprint_repeats_the_first_record),
		TEST(test_a_first_print_later_is_no_reprint),
		TEST(test_what_staff_decide),
		TEST(test_jobs_are_losable),
		TEST(test_the_hall_says_for_each_kind_what_waits_and_how_its_printer_is),
		TEST(test_what_is_found_of_a_printer_is_written_when_it_changes),
		TEST(test_a_printer_set_anew_was_never_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

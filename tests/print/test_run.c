/*
 * The program motcua-print with a real office: its print list is emptied into a
 * folder, kept when CUPS is out of reach, and one worker at a time does it.
 */
#include "app/papers.h"
#include "app/printing/printing.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "cmocka_all.h"
#include "office.h"
#include "paper/records.h"
#include "store/jobs.h"
#include "store/maker.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 20000

static int setup(void **state) {
	static struct office office;
	office_make(&office);
	mc_store_set_maker(office.store, mc_papers_maker());
	setenv("CUPS_SERVER", "/nonexistent/cups.sock", 1);
	*state = &office;
	return 0;
}

static int teardown(void **state) {
	office_finish(*state);
	return 0;
}

static const char *program(void) {
	static char path[512];
	snprintf(path, sizeof path, "%s/src/cmd/motcua-print", getenv("MC_BUILD"));
	return path;
}

static bool has(const char *const *argv, const char *word) {
	while (*argv != NULL && strcmp(*argv, word) != 0) {
		argv++;
	}
	return *argv != NULL;
}

/* Starts motcua-print with its input and output in files (or nowhere). */
static pid_t start(const char *in, const char *out, const char *const *argv) {
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (!has(argv, "--with-parent")) {
			prctl(PR_SET_PDEATHSIG, SIGKILL); /* a failed test leaves none behind */
		}
		dup2(open(in ? in : "/dev/null", O_RDONLY), 0);
		dup2(open(out ? out : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
		if (getenv("MC_VERBOSE") == NULL) {
			dup2(open("/dev/null", O_WRONLY), 2);
		}
		execv(program(), (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return child;
}

static int ended(pid_t child) {
	int status;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
		continue;
	}
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int run_once(const struct office *office) {
	const char *const argv[] = { "motcua-print", "run", "--office", office->dir, "--once",
		"--lang", "vi", NULL };
	return ended(start(NULL, NULL, argv));
}

static void add_printer(struct office *office, const char *queue, const char *folder) {
	const struct mc_setup_row row = { MC_SETUP_PRINTER,
		.as.printer = { .name = *queue ? "may" : "thu-muc",
			.queue = queue,
			.folder = folder,
			.driver = "auto",
			.width = "80",
			.forms = "ticket;slip" } };
	office_do(office, act_setup(office, &row, 1));
}

/* A ticket with its paper; the number of its print job. */
static int64_t issue(struct office *office) {
	int64_t job = office_do(office, act_issue(office, "A")).job;
	assert_int_not_equal(job, 0);
	return job;
}

static struct mc_job job_of(struct office *office, int64_t id) {
	struct mc_job job;
	struct mc_error err;
	assert_int_equal(mc_job_get(office->store, &office->arena, id, &job, &err), MC_OK);
	return job;
}

static bool exists(const struct office *office, const char *name) {
	char path[256];
	snprintf(path, sizeof path, "%s/%s", office->dir, name);
	return access(path, F_OK) == 0;
}

/* Waits for what must come; fails the test when it does not. */
static void wait_for(bool (*holds)(const struct office *, const char *),
	const struct office *office, const char *name) {
	for (int waited = 0; !holds(office, name); waited += 10) {
		assert_true(waited < PATIENCE_MS);
		poll(NULL, 0, 10);
	}
}

static bool worker_runs(const struct office *office, const char *name) {
	(void)name;
	return mc_printing_runs(office->dir);
}

static bool worker_is_gone(const struct office *office, const char *name) {
	return !worker_runs(office, name);
}

static void papers_go_into_the_folder(void **state) {
	struct office *office = *state;
	add_printer(office, "", "papers");
	int64_t job = issue(office);
	assert_int_equal(job_of(office, job).state, MC_PRINT_WAITING);
	assert_int_equal(run_once(office), 0);
	assert_int_equal(job_of(office, job).state, MC_PRINT_DONE);
	assert_string_equal(job_of(office, job).printer, "thu-muc");
	assert_true(exists(office, "papers/2026-11-23/ticket-A001-1.png"));
	assert_true(exists(office, "papers/2026-11-23/ticket-A001-1.txt"));
	assert_int_equal(run_once(office), 0); /* nothing left to do */
}

static void a_printer_goes_before_the_folder_and_is_waited_for(void **state) {
	struct office *office = *state;
	add_printer(office, "", "papers");
	add_printer(office, "ve", "");
	int64_t job = issue(office);
	assert_int_equal(run_once(office), 3);
	assert_int_equal(job_of(office, job).state, MC_PRINT_WAITING);
	assert_non_null(strstr(job_of(office, job).message, "CUPS"));
	assert_false(exists(office, "papers"));
}

static void without_a_printer_papers_stay(void **state) {
	struct office *office = *state;
	int64_t job = issue(office);
	assert_int_equal(run_once(office), 3);
	assert_int_equal(job_of(office, job).state, MC_PRINT_WAITING);
}

static void one_worker_at_a_time_and_it_ends_when_asked(void **state) {
	struct office *office = *state;
	const char *const argv[] = { "motcua-print", "run", "--office", office->dir, NULL };
	add_printer(office, "", "papers");
	pid_t worker = start(NULL, NULL, argv);
	wait_for(worker_runs, office, NULL);
	assert_int_equal(run_once(office), 3);
	issue(office);
	wait_for(exists, office, "papers/2026-11-23/ticket-A001-1.txt");
	kill(worker, SIGTERM);
	assert_int_equal(ended(worker), 0);
	assert_false(mc_printing_runs(office->dir));
}

/* By --store: its papers, its folder, its lock, whatever --office names. */
static void another_store_is_worked_for_where_it_lies(void **state) {
	struct office *office = *state;
	char url[128];
	const char *const once[] = { "motcua-print", "run", "--office", "/nonexistent", "--store",
		url, "--once", NULL };
	const char *const on[] = { "motcua-print", "run", "--office", "/nonexistent", "--store",
		url, NULL };
	snprintf(url, sizeof url, "sqlite:%s/store.db", office->dir);
	add_printer(office, "", "papers");
	issue(office);
	assert_int_equal(ended(start(NULL, NULL, once)), 0);
	assert_true(exists(office, "papers/2026-11-23/ticket-A001-1.txt"));
	pid_t worker = start(NULL, NULL, on);
	wait_for(worker_runs, office, NULL);
	issue(office);
	wait_for(exists, office, "papers/2026-11-23/ticket-A002-1.txt");
	kill(worker, SIGTERM);
	assert_int_equal(ended(worker), 0);
}

static enum mc_printer_state ticket_state(const struct office *office) {
	struct mc_arena arena;
	struct mc_hall hall;
	enum mc_printer_state state = MC_PRINTER_NONE;
	mc_arena_init(&arena);
	assert_int_equal(mc_store_hall(office->store, &arena, &hall, NULL), MC_OK);
	for (size_t i = 0; i < hall.way_count; i++) {
		if (strcmp(hall.ways[i].form, "ticket") == 0) {
			state = mc_paper_way_state(&hall.ways[i], hall.at);
		}
	}
	mc_arena_finish(&arena);
	return state;
}

static bool is_in_state(const struct office *office, const char *key) {
	return strcmp(mc_printer_state_row(ticket_state(office))->key, key) == 0;
}

/* The worker is told nothing of it: it looks, also while nothing is to be printed. */
static void the_hall_learns_how_a_printer_is_and_that_it_is_well_again(void **state) {
	struct office *office = *state;
	char folder[128];
	const char *const argv[] = { "motcua-print", "run", "--office", office->dir, NULL };
	snprintf(folder, sizeof folder, "%s/elsewhere", office->dir);
	assert_int_equal(mkdir(folder, 0700), 0);
	add_printer(office, "", folder);
	pid_t worker = start(NULL, NULL, argv);
	wait_for(worker_runs, office, NULL);
	assert_int_equal(rmdir(folder), 0);
	wait_for(is_in_state, office, "no-folder");
	close(open(folder, O_WRONLY | O_CREAT, 0600));
	wait_for(is_in_state, office, "closed-folder");
	issue(office);
	assert_int_equal(unlink(folder), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	wait_for(is_in_state, office, "");
	wait_for(exists, office, "elsewhere/2026-11-23/ticket-A001-1.txt");
	add_printer(office, "ve", "");
	wait_for(is_in_state, office, "unreachable");
	kill(worker, SIGTERM);
	assert_int_equal(ended(worker), 0);
}

static void papers_that_no_worker_takes_up_are_a_trouble_of_their_own(void **state) {
	struct office *office = *state;
	add_printer(office, "", "papers");
	issue(office);
	assert_int_equal(ticket_state(office), MC_PRINTER_READY);
	office->now += MC_PAPER_UNTOUCHED_MS;
	assert_int_equal(mc_store_set_clock(office->store, office->now, NULL), MC_OK);
	assert_int_equal(ticket_state(office), MC_PRINTER_NO_WORKER);
	assert_int_equal(run_once(office), 0);
	assert_int_equal(ticket_state(office), MC_PRINTER_READY);
}

static void a_worker_ends_with_its_parent(void **state) {
	struct office *office = *state;
	const char *const argv[] = { "motcua-print", "run", "--office", office->dir,
		"--with-parent", NULL };
	int hold[2];
	char byte;
	assert_int_equal(pipe(hold), 0);
	pid_t parent = fork();
	assert_true(parent >= 0);
	if (parent == 0) {
		close(hold[1]);
		start(NULL, NULL, argv);
		(void)!read(hold[0], &byte, 1);
		_exit(0);
	}
	close(hold[0]);
	wait_for(worker_runs, office, NULL);
	close(hold[1]);
	assert_int_equal(ended(parent), 0);
	wait_for(worker_is_gone, office, NULL);
}

/* --- render --- */

static void write_request(
	const char *path, const char *record, const char *as, const char *layout) {
	struct mc_str text;
	struct mc_json_out json;
	mc_str_init(&text);
	mc_json_begin(&json, &text);
	mc_json_open(&json, NULL);
	if (record != NULL) {
		mc_json_text(&json, "record", record);
	}
	mc_json_text(&json, "as", as);
	if (layout != NULL) {
		mc_json_text(&json, "layout", layout);
	}
	mc_json_close(&json);
	assert_int_equal(mc_file_write(path, text.data, text.len, 0600, NULL), MC_OK);
	mc_str_finish(&text);
}

static void a_request_is_rendered_or_refused(void **state) {
	static const char ticket[] =
		"{\"form\":\"ticket\",\"fields\":{\"so\":\"A012\"},\"groups\":{}}";
	static const char nothing[] = "{\"form\":\"tikcet\",\"fields\":{},\"groups\":{}}";
	static const struct {
		const char *record, *as, *layout;
		int status;
		const char *head; /* what the answer begins with, after blanks */
	} rows[] = {
		{ ticket, "png", NULL, 0, "\x89PNG" },
		{ ticket, "pdf", NULL, 0, "%PDF-" },
		{ ticket, "escpos", NULL, 0, "\x1b@" },
		{ ticket, "text", "Số $(so)|\n", 0, "Số A012" },
		{ nothing, "text", "Số|\n", 0, "Số" },
		{ nothing, "png", NULL, 1, "" },
		{ ticket, "gif", NULL, 2, "" },
		{ ticket, "text", "$(so\n", 2, "" },
		{ "[1", "png", NULL, 2, "" },
		{ NULL, "png", NULL, 2, "" },
	};
	struct office *office = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char in[128], out[128];
		const char *const argv[] = { "motcua-print", "render", NULL };
		struct mc_str bytes;
		snprintf(in, sizeof in, "%s/request", office->dir);
		snprintf(out, sizeof out, "%s/answer", office->dir);
		write_request(in, rows[i].record, rows[i].as, rows[i].layout);
		assert_int_equal(ended(start(in, out, argv)), rows[i].status);
		mc_str_init(&bytes);
		assert_int_equal(mc_file_read(out, 1 << 20, &bytes, NULL), MC_OK);
		if (rows[i].status == 0) {
			const char *text = mc_str_text(&bytes);
			text += strspn(text, " ");
			assert_int_equal(strncmp(text, rows[i].head, strlen(rows[i].head)), 0);
		} else {
			assert_int_equal(bytes.len, 0);
		}
		mc_str_finish(&bytes);
	}
}

static void wrong_usage_is_told(void **state) {
	static const char *const rows[][4] = {
		{ "motcua-print", NULL },
		{ "motcua-print", "dance", NULL },
		{ "motcua-print", "run", NULL },
		{ "motcua-print", "test", NULL },
		{ "motcua-print", "queues", "more", NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(ended(start(NULL, NULL, rows[i])), 2);
	}
	const char *const queues[] = { "motcua-print", "queues", NULL };
	assert_int_equal(ended(start(NULL, NULL, queues)), 3); /* no server there */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(papers_go_into_the_folder),
		TEST(a_printer_goes_before_the_folder_and_is_waited_for),
		TEST(without_a_printer_papers_stay),
		TEST(one_worker_at_a_time_and_it_ends_when_asked),
		TEST(another_store_is_worked_for_where_it_lies),
		TEST(the_hall_learns_how_a_printer_is_and_that_it_is_well_again),
		TEST(papers_that_no_worker_takes_up_are_a_trouble_of_their_own),
		TEST(a_worker_ends_with_its_parent),
		TEST(a_request_is_rendered_or_refused),
		TEST(wrong_usage_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

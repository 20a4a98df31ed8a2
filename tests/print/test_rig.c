/*
 * The worker and the real thing: a private cupsd, its socket back end, and a
 * printer that misbehaves. What CUPS says, when it hangs, dies or lies, is what
 * the rules of the worker rest on, so each of them is seen here once more.
 *
 * `test_print_rig user` runs it as an ordinary user, without what only waits for
 * the time-outs of the worker and of CUPS, which are the same for everybody.
 */
#include "bench.h"
#include "cmocka_all.h"
#include "escpos_decode.h"
#include "paper/records.h"
#include "print/draw/png.h"
#include "print/render.h"
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- CUPS as it is --- */

static void the_queue_says_what_it_is(void **state) {
	struct bench *bench = *state;
	struct mc_arena arena;
	struct mc_queue *queues;
	size_t count;
	mc_arena_init(&arena);
	assert_int_equal(mc_cups_list(bench->cups, &arena, &queues, &count, NULL), MC_OK);
	assert_int_equal(count, 1);
	assert_string_equal(queues[0].name, "ve");
	assert_int_equal(queues[0].kind, MC_QUEUE_RAW);
	assert_true(queues[0].accepting);
	const struct mc_transport cups = mc_cups_transport(bench->cups);
	assert_int_equal(cups.queue(cups.data, "none", &queues[0], NULL), MC_NOT_FOUND);
	mc_arena_finish(&arena);
}

/* Runs zbarimg over the picture that the printer burnt. */
static void read_qr(struct bench *bench, const struct mc_bitmap *picture, char *out, size_t size) {
	char path[128], command[256];
	struct mc_str png;
	mc_str_init(&png);
	mc_png_encode(picture, MC_PNG_MARGIN, &png);
	snprintf(path, sizeof path, "%s/paper.png", bench->rig.folder);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(png.data, 1, png.len, file), png.len);
	assert_int_equal(fclose(file), 0);
	mc_str_finish(&png);
	snprintf(command, sizeof command, "zbarimg -q --raw %s 2>/dev/null", path);
	FILE *pipe = popen(command, "re");
	assert_non_null(pipe);
	assert_non_null(fgets(out, (int)size, pipe));
	out[strcspn(out, "\n")] = '\0';
	assert_int_equal(pclose(pipe), 0);
}

static void a_ticket_comes_out_as_it_was_drawn(void **state) {
	struct bench *bench = *state;
	struct mc_arena arena;
	struct mc_record record;
	struct mc_str json, got;
	struct escpos_paper paper;
	char qr[256];
	mc_arena_init(&arena);
	mc_str_init(&json);
	mc_str_init(&got);
	mc_paper_example(mc_paper_find("ticket"), &arena, &record);
	mc_record_to_json(&record, &json);
	struct outbox_row *row = bench_add(bench, "ticket");
	row->record = mc_str_text(&json);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	bench_assert_printed(bench, row, 0);
	fake_printer_bytes(bench->printer, 0, &got);
	assert_null(escpos_decode(got.data, got.len, 576, &arena, &paper));
	assert_int_equal(paper.cut_count, 1);
	assert_true(paper.highest_band <= MC_ESCPOS_BAND_ROWS);
	read_qr(bench, &paper.picture, qr, sizeof qr);
	assert_string_equal(qr, mc_record_get(&record, "qr"));
	mc_str_finish(&got);
	mc_str_finish(&json);
	mc_arena_finish(&arena);
}

static void a_stopped_server_is_waited_for(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	rig_stop_cupsd(&bench->rig);
	double from = bench_now_ms();
	struct mc_worker_rest rest = bench_step(bench);
	assert_true(bench_now_ms() - from < 1500);
	bench_assert_state(row, MC_PRINT_WAITING);
	assert_int_equal(rest.held, 1);
	assert_int_equal(row->notes, 1);
	rig_start_cupsd(&bench->rig);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	bench_assert_printed(bench, row, 0);
}

static void a_frozen_server_is_left_in_time(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	kill(bench->rig.cupsd, SIGSTOP);
	double from = bench_now_ms();
	bench_step(bench);
	assert_true(bench_now_ms() - from < 4000);
	bench_assert_state(row, MC_PRINT_WAITING);
	kill(bench->rig.cupsd, SIGCONT);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	assert_int_equal(fake_printer_connections(bench->printer), 1);
}

static void freeze(void *data, int cups_job) {
	(void)cups_job;
	struct bench *bench = data;
	kill(bench->rig.cupsd, SIGSTOP);
}

static void a_server_frozen_before_the_document_prints_once(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip"), *later = NULL;
	bench->outbox->committed = freeze;
	bench->outbox->data = bench;
	double from = bench_now_ms();
	bench_step(bench);
	assert_true(bench_now_ms() - from < 6000);
	bench_assert_state(row, MC_PRINT_SENT);
	assert_false(row->settled);
	bench->outbox->committed = NULL;
	kill(bench->rig.cupsd, SIGCONT);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	later = bench_add(bench, "slip"); /* what might have come twice has come before this */
	bench_settle(bench, later);
	bench_assert_printed(bench, later, 1);
	assert_int_equal(fake_printer_connections(bench->printer), 2);
}

static void die(void *data, int cups_job) {
	(void)data, (void)cups_job;
	raise(SIGKILL);
}

static bool die_now(void *data) {
	int *calls = data;
	if (--*calls == 0) {
		raise(SIGKILL);
	}
	return true;
}

/* The worker as a process of its own that is killed; what it committed stays. */
static void run_killed_worker(struct bench *bench) {
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct mc_worker_rest rest;
		struct mc_error err;
		bench_start_worker(bench);
		(void)!mc_worker_step(bench->worker, bench_now(bench), &rest, &err);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Killed when the number is committed and not a byte of the document is sent. */
static void a_worker_killed_before_the_document_prints_once(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	bench->outbox->committed = die;
	run_killed_worker(bench);
	bench_assert_state(row, MC_PRINT_SENT);
	assert_false(row->settled);
	bench->outbox->committed = NULL;
	bench_start_worker(bench);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	assert_int_equal(row->backs, 1); /* CUPS showed that it had no document */
	bench_assert_printed(bench, row, 0);
	assert_int_equal(fake_printer_connections(bench->printer), 1);
}

/* Killed after Create-Job, before its number is committed: the job is found by its name. */
static void a_worker_killed_before_the_number_adopts_its_job(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	int *calls = mmap(
		NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(calls != MAP_FAILED);
	*calls = 3; /* page, claim, sent */
	bool (*alive)(void *) = bench->outbox->alive;
	bench->outbox->alive = die_now;
	bench->outbox->data = calls;
	run_killed_worker(bench);
	bench_assert_state(row, MC_PRINT_SENDING);
	bench->outbox->alive = alive;
	bench_start_worker(bench);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	assert_int_equal(row->job.cups_job, 1); /* the very job of the dead worker */
	assert_int_equal(fake_printer_connections(bench->printer), 1);
	munmap(calls, sizeof *calls);
}

/* CUPS calls it completed though most of it never reached the printer: we do not call it printed. */
static void half_a_paper_is_never_called_printed(void **state) {
	static const enum printer_mode modes[] = { PRINTER_RESET, PRINTER_FIN };
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		struct outbox_row *row = bench_add(bench, "slip");
		struct mc_str got;
		fake_printer_set(bench->printer, modes[i], 100);
		bench_settle(bench, row);
		bench_assert_state(row, MC_PRINT_SENT); /* never done */
		assert_non_null(strstr(row->message, "only the printer could say"));
		assert_true(fake_printer_wait_ended(bench->printer, (int)i + 1, PATIENCE_MS));
		mc_str_init(&got);
		fake_printer_bytes(bench->printer, (int)i, &got);
		assert_int_equal(got.len, 100);
		mc_str_finish(&got);
	}
}

static void a_slow_printer_gets_all_of_it(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	fake_printer_set(bench->printer, PRINTER_SLOW, 4000);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_SENT);
	bench_assert_printed(bench, row, 0);
}

/* Of two tickets for a dead printer one may have been begun; the other surely was not. */
static void stale_tickets_do_not_come_out_later(void **state) {
	struct bench *bench = *state;
	fake_printer_set(bench->printer, PRINTER_REFUSE, 0);
	struct outbox_row *first = bench_add(bench, "ticket");
	bench_step(bench);
	bench->offset += MC_ALARM_MS;
	struct outbox_row *second = bench_add(bench, "ticket");
	struct outbox_row *slip = bench_add(bench, "slip");
	bench_step(bench);
	bench_assert_state(second, MC_PRINT_WAITING);
	assert_true(first->message[0] != '\0');
	bench->offset += MC_TICKET_STALE_MS;
	bench_settle(bench, first);
	bench_settle(bench, second);
	bench_assert_state(first, MC_PRINT_UNKNOWN);
	bench_assert_state(second, MC_PRINT_DROPPED);
	fake_printer_set(bench->printer, PRINTER_OK, 0);
	bench->offset += 15000;
	bench_settle(bench, slip);
	assert_true(slip->job.state == MC_PRINT_SENT || slip->job.state == MC_PRINT_UNKNOWN);
	/* The first and only paper of that printer. */
	bench_assert_printed(bench, slip, 0);
	assert_int_equal(fake_printer_connections(bench->printer), 1);
}

/*
 * Away for a moment, then all of it printed: CUPS keeps the words of the time
 * before, just as it does for a paper that never came out. So nobody may call it
 * failed, and send it again.
 */
static void words_left_behind_are_no_failure(void **state) {
	struct bench *bench = *state;
	fake_printer_set(bench->printer, PRINTER_REFUSE, 0);
	struct outbox_row *row = bench_add(bench, "slip");
	bench_step(bench);
	bench->offset += MC_ALARM_MS;
	double end = bench_now_ms() + PATIENCE_MS;
	while (strstr(row->message, "unavailable") == NULL) {
		assert_true(bench_now_ms() < end);
		bench_step(bench);
		poll(NULL, 0, 20);
	}
	fake_printer_set(bench->printer, PRINTER_OK, 0);
	bench_settle(bench, row);
	bench_assert_state(row, MC_PRINT_UNKNOWN);
	bench_assert_printed(bench, row, 0);
	assert_int_equal(fake_printer_connections(bench->printer), 1);
}

static void a_server_killed_with_a_paper_is_told_apart(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = bench_add(bench, "slip");
	fake_printer_set(bench->printer, PRINTER_REFUSE, 0);
	bench_step(bench);
	bench_assert_state(row, MC_PRINT_SENT);
	rig_kill_cupsd(&bench->rig);
	bench_step(bench);
	assert_false(row->settled);
	fake_printer_set(bench->printer, PRINTER_OK, 0);
	rig_start_cupsd(&bench->rig);
	bench->offset += 15000;
	bench_settle(bench, row);
	assert_true(row->job.state == MC_PRINT_SENT || row->job.state == MC_PRINT_UNKNOWN);
	/* The configuration keeps jobs through a crash. */
	assert_int_equal(row->job.cups_job, 1);
	assert_int_equal(row->backs, 0);
}

/* --- the program --- */

static void need_zbar(void) {
	if (rig_run("zbarimg", "--version", NULL) != 0) {
		fputs("skipped: there is no zbarimg (package zbar-tools)\n", stderr);
		exit(77);
	}
}

/* Root becomes nobody; an ordinary user stays one. */
static void become_user(void) {
	const struct passwd *user = getpwnam("nobody");
	if (geteuid() == 0 && (user == NULL || setgroups(0, NULL) != 0 ||
				      setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
		fputs("skipped: cannot become nobody\n", stderr);
		exit(77);
	}
	setenv("HOME", "/tmp", 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		TEST(the_queue_says_what_it_is),
		TEST(a_ticket_comes_out_as_it_was_drawn),
		TEST(a_stopped_server_is_waited_for),
		TEST(a_frozen_server_is_left_in_time),
		TEST(a_server_frozen_before_the_document_prints_once),
		TEST(a_worker_killed_before_the_document_prints_once),
		TEST(a_worker_killed_before_the_number_adopts_its_job),
		TEST(half_a_paper_is_never_called_printed),
		TEST(a_slow_printer_gets_all_of_it),
		TEST(stale_tickets_do_not_come_out_later),
		TEST(words_left_behind_are_no_failure),
		TEST(a_server_killed_with_a_paper_is_told_apart),
	};
	const struct CMUnitTest as_user[] = {
		TEST(the_queue_says_what_it_is),
		TEST(a_ticket_comes_out_as_it_was_drawn),
		TEST(a_worker_killed_before_the_document_prints_once),
		TEST(half_a_paper_is_never_called_printed),
		TEST(a_slow_printer_gets_all_of_it),
		TEST(a_server_killed_with_a_paper_is_told_apart),
	};
	bool user = argc > 1 && strcmp(argv[1], "user") == 0;
	if (user) {
		become_user();
	}
	rig_need_parts();
	need_zbar();
	return user ? cmocka_run_group_tests(as_user, NULL, NULL)
		    : cmocka_run_group_tests(tests, NULL, NULL);
}

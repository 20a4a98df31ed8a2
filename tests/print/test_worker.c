/*
 * The worker against a fake CUPS and an outbox in memory: first each rule by
 * itself, then many days of random trouble, where nothing may be printed twice,
 * called printed when it was not, or left lying.
 */
#include "cmocka_all.h"
#include "fake_cups.h"
#include "outbox.h"
#include "print/worker.h"
#include "random.h"
#include <stdio.h>
#include <string.h>

#define T0 INT64_C(1795400000000)

struct bench {
	struct outbox outbox;
	struct fake_cups cups;
	struct mc_worker *worker;
	struct mc_worker_rest rest;
	mc_time now;
};

static void start_worker(struct bench *bench) {
	const struct mc_print_source source = outbox_source(&bench->outbox);
	const struct mc_transport transport = fake_cups_transport(&bench->cups);
	mc_worker_destroy(bench->worker);
	bench->worker = mc_worker_create(&source, &transport);
}

static int setup(void **state) {
	static struct bench bench;
	bench = (struct bench){ .now = T0 };
	outbox_init(&bench.outbox);
	fake_cups_init(&bench.cups);
	start_worker(&bench);
	*state = &bench;
	return 0;
}

static int teardown(void **state) {
	struct bench *bench = *state;
	mc_worker_destroy(bench->worker);
	bench->worker = NULL;
	return 0;
}

/* One step, then the server and the printer work, then `ms` pass. */
static void step(struct bench *bench, mc_time ms) {
	struct mc_error err;
	assert_int_equal(mc_worker_step(bench->worker, bench->now, &bench->rest, &err), MC_OK);
	fake_cups_run(&bench->cups);
	bench->now += ms;
}

static struct outbox_row *add(struct bench *bench, const char *form) {
	return outbox_add(&bench->outbox, form, "ve", bench->now);
}

static void assert_settled(const struct outbox_row *row, enum mc_print_state state) {
	if (!row->settled || row->job.state != state) {
		fail_msg("job %d is %s%s (%s), not %s", (int)row->job.id,
			mc_print_state_name(row->job.state), row->settled ? "" : " and open",
			row->message, mc_print_state_name(state));
	}
}

/* --- each rule --- */

static void a_paper_is_sent_and_only_called_sent(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = add(bench, "ticket");
	step(bench, 500);
	assert_int_equal(row->job.state, MC_PRINT_SENT);
	assert_false(row->settled);
	assert_int_equal(row->job.cups_job, 1);
	assert_string_equal(bench->cups.jobs[0].mime, "application/vnd.cups-raw");
	assert_int_equal(bench->rest.open, 1);
	step(bench, 500);
	assert_settled(row, MC_PRINT_SENT);
	assert_int_equal(fake_cups_printed(&bench->cups, row->uuid), 1);
	assert_int_equal(bench->rest.open, 0);
	step(bench, 500);
	assert_int_equal(bench->cups.calls[FAKE_LOOK], 1); /* no longer polled */
}

static void the_queue_decides_what_is_sent(void **state) {
	static const struct {
		enum mc_queue_kind kind;
		const char *driver, *mime;
	} rows[] = {
		{ MC_QUEUE_RAW, "auto", "application/vnd.cups-raw" },
		{ MC_QUEUE_ESCPOS, "auto", "application/vnd.epson-escpos" },
		{ MC_QUEUE_DRIVER, "auto", "application/pdf" },
		{ MC_QUEUE_DRIVER, "escpos:gs8l:64", "application/vnd.cups-raw" },
		{ MC_QUEUE_RAW, "pdf", "application/pdf" },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct outbox_row *row = add(bench, "ticket");
		row->job.driver = rows[i].driver;
		bench->cups.queue.kind = rows[i].kind;
		step(bench, 500);
		step(bench, 500);
		assert_settled(row, MC_PRINT_SENT);
		assert_string_equal(fake_cups_newest(&bench->cups)->mime, rows[i].mime);
	}
}

static void what_cannot_be_drawn_has_failed(void **state) {
	static const struct {
		const char *form, *driver, *width;
	} rows[] = {
		{ "broken", "auto", "80" },
		{ "slip", "escpos:morse", "80" },
		{ "slip", "auto", "90" },
		{ "slip", "escpos", "a4" },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct outbox_row *row = add(bench, rows[i].form);
		row->job.driver = rows[i].driver;
		row->job.width = rows[i].width;
		step(bench, 500);
		assert_settled(row, MC_PRINT_FAILED);
		assert_true(row->message[0] != '\0');
	}
	assert_int_equal(bench->cups.count, 0);
}

static void completed_with_a_message_is_unknown(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = add(bench, "slip");
	bench->cups.message = "Unable to add document to print job.";
	step(bench, 500);
	step(bench, 500);
	assert_settled(row, MC_PRINT_UNKNOWN);
	assert_non_null(strstr(row->message, bench->cups.message));
}

static enum fake_luck unreachable(void *data, enum fake_call call) {
	(void)data, (void)call;
	return FAKE_NOT_REACHED;
}

static enum fake_luck fine(void *data, enum fake_call call) {
	(void)data, (void)call;
	return FAKE_FINE;
}

static void a_server_out_of_reach_is_asked_less_and_less(void **state) {
	struct bench *bench = *state;
	struct outbox_row *slip = add(bench, "slip"), *other = add(bench, "slip");
	bench->cups.luck = unreachable;
	for (mc_time passed = 0; passed < 60000; passed += 500) {
		step(bench, 500);
	}
	/* After 1, 2, 4, 8, 15 … seconds, once for all jobs: 0, 1, 3, 7, 15, 30, 45 s. */
	assert_int_equal(bench->cups.calls[FAKE_QUEUE], 7);
	assert_int_equal(slip->job.state, MC_PRINT_WAITING);
	assert_int_equal(slip->job.attempts, 0);
	assert_int_equal(bench->rest.held, 2);
	bench->cups.luck = fine;
	bench->now += 15000;
	step(bench, 500);
	step(bench, 500);
	assert_settled(slip, MC_PRINT_SENT);
	assert_settled(other, MC_PRINT_SENT);
}

static void a_stopped_queue_keeps_slips_and_loses_tickets(void **state) {
	struct bench *bench = *state;
	struct outbox_row *slip = add(bench, "slip"), *ticket = add(bench, "ticket");
	bench->cups.queue.stopped = true;
	strcpy(bench->cups.queue.reasons, "paused");
	for (mc_time passed = 0; passed <= MC_TICKET_STALE_MS; passed += 5000) {
		step(bench, 5000);
	}
	assert_settled(ticket, MC_PRINT_DROPPED);
	assert_false(slip->settled);
	assert_non_null(strstr(slip->message, "paused"));
	bench->cups.queue.stopped = false;
	bench->now += 15000;
	step(bench, 500);
	step(bench, 500);
	assert_settled(slip, MC_PRINT_SENT);
	assert_int_equal(fake_cups_printed(&bench->cups, ticket->uuid), 0);
}

static void a_stale_ticket_is_taken_back_from_cups(void **state) {
	struct bench *bench = *state;
	struct outbox_row *slip = add(bench, "slip"), *ticket = add(bench, "ticket");
	step(bench, 500);
	bench->cups.jobs[0].seen = bench->cups.jobs[1].seen =
		(struct mc_seen){ .state = MC_SEEN_HELD };
	step(bench, MC_TICKET_STALE_MS);
	step(bench, 500);
	assert_settled(ticket, MC_PRINT_DROPPED);
	assert_int_equal(bench->cups.jobs[1].seen.state, MC_SEEN_CANCELED);
	assert_false(slip->settled);
	assert_int_equal(bench->cups.jobs[0].seen.state, MC_SEEN_HELD);
}

static void a_ticket_half_printed_is_unknown(void **state) {
	struct bench *bench = *state;
	struct outbox_row *ticket = add(bench, "ticket");
	bench->cups.stuck = true;
	bench->cups.message = "Waiting for the printer.";
	step(bench, 500);
	step(bench, MC_ALARM_MS);
	step(bench, MC_TICKET_STALE_MS);
	assert_non_null(strstr(ticket->message, bench->cups.message)); /* spoken of in time */
	step(bench, 500);
	assert_settled(ticket, MC_PRINT_UNKNOWN);
	assert_int_equal(bench->cups.jobs[0].seen.state, MC_SEEN_CANCELED);
}

static void later_papers_wait_behind_a_stuck_one(void **state) {
	struct bench *bench = *state;
	struct outbox_row *first = add(bench, "ticket");
	bench->cups.stuck = true;
	step(bench, MC_ALARM_MS);
	struct outbox_row *second = add(bench, "ticket"), *slip = add(bench, "slip");
	struct outbox_row *other = outbox_add(&bench->outbox, "ticket", "other", bench->now);
	step(bench, MC_TICKET_STALE_MS - MC_ALARM_MS);
	assert_int_equal(other->job.state, MC_PRINT_SENT);
	assert_int_equal(second->job.state, MC_PRINT_WAITING);
	step(bench, 500);
	assert_settled(first, MC_PRINT_UNKNOWN); /* it may have been begun */
	bench->cups.stuck = false;
	step(bench, 500);
	step(bench, 500);
	assert_settled(second, MC_PRINT_SENT);
	assert_settled(slip, MC_PRINT_SENT);
}

static void what_cups_forgot_is_unknown(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = add(bench, "slip");
	bench->cups.forgets = true;
	step(bench, 500);
	step(bench, 500);
	assert_settled(row, MC_PRINT_UNKNOWN);
}

static void a_dropped_paper_is_taken_back(void **state) {
	struct bench *bench = *state;
	struct outbox_row *waiting = add(bench, "slip");
	waiting->job.unwanted = true;
	struct outbox_row *sent = add(bench, "slip");
	bench->cups.stuck = true;
	step(bench, 500);
	assert_settled(waiting, MC_PRINT_DROPPED);
	sent->job.unwanted = true;
	step(bench, 500);
	assert_settled(sent, MC_PRINT_DROPPED);
	assert_int_equal(bench->cups.jobs[0].seen.state, MC_SEEN_CANCELED);
}

static void a_paper_without_a_printer_waits(void **state) {
	struct bench *bench = *state;
	struct outbox_row *row = outbox_add(&bench->outbox, "slip", "", bench->now);
	step(bench, 500);
	assert_false(row->settled);
	assert_int_equal(bench->rest.held, 1);
	assert_int_equal(bench->cups.calls[FAKE_QUEUE], 0);
}

static void ended_jobs_are_judged(void **state) {
	static const struct {
		enum mc_seen_state seen;
		bool began;
		enum mc_print_state state;
		bool settled;
	} rows[] = {
		{ MC_SEEN_COMPLETED, true, MC_PRINT_SENT, true },
		{ MC_SEEN_ABORTED, true, MC_PRINT_UNKNOWN, true },
		{ MC_SEEN_ABORTED, false, MC_PRINT_WAITING, false },
		{ MC_SEEN_CANCELED, false, MC_PRINT_FAILED, true },
		{ MC_SEEN_CANCELED, true, MC_PRINT_UNKNOWN, true },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct outbox_row *row = add(bench, "slip");
		step(bench, 500);
		fake_cups_newest(&bench->cups)->seen =
			(struct mc_seen){ .state = rows[i].seen, .began = rows[i].began };
		step(bench, 500);
		assert_int_equal(row->job.state, rows[i].state);
		assert_int_equal(row->settled, rows[i].settled);
		row->settled = true;
	}
}

/* --- crashes and silences: the call at which it happens, and what must come of it --- */

struct fault {
	enum fake_call call;
	enum fake_luck luck;
	int left; /* calls of this kind until it strikes; then once */
};

static enum fake_luck strike(void *data, enum fake_call call) {
	struct fault *fault = data;
	return call == fault->call && fault->left-- == 0 ? fault->luck : FAKE_FINE;
}

static void one_silence_never_doubles_and_never_loses(void **state) {
	static const enum fake_luck lucks[] = { FAKE_NOT_REACHED, FAKE_NO_REPLY, FAKE_LATE };
	struct bench *bench = *state;
	for (int call = 0; call < FAKE_CALLS; call++) {
		for (size_t i = 0; i < sizeof lucks / sizeof *lucks; i++) {
			struct fault fault = { .call = (enum fake_call)call, .luck = lucks[i] };
			struct outbox_row *row = add(bench, "slip");
			bench->cups.luck = strike;
			bench->cups.data = &fault;
			for (int n = 0; n < 6; n++) {
				step(bench, 15000);
			}
			assert_settled(row, MC_PRINT_SENT);
			assert_int_equal(fake_cups_printed(&bench->cups, row->uuid), 1);
			bench->outbox.count = 0; /* room for the next */
		}
	}
}

static void a_job_whose_number_got_lost_is_adopted(void **state) {
	struct bench *bench = *state;
	struct fault fault = { .call = FAKE_CREATE, .luck = FAKE_NO_REPLY };
	struct outbox_row *row = add(bench, "slip");
	bench->cups.luck = strike;
	bench->cups.data = &fault;
	step(bench, 15000);
	assert_int_equal(row->job.state, MC_PRINT_SENDING);
	step(bench, 500);
	step(bench, 500);
	assert_settled(row, MC_PRINT_SENT);
	assert_int_equal(bench->cups.count, 1); /* found by its name, not made anew */
}

/* Dies at the n-th call of either kind; from then on nothing happens any more. */
struct fuse {
	int left;
	bool after; /* the last call still had its effect in CUPS */
};

static bool fuse_alive(void *data) {
	struct fuse *fuse = data;
	return fuse->left > 0 && fuse->left-- > 0;
}

static enum fake_luck fuse_luck(void *data, enum fake_call call) {
	struct fuse *fuse = data;
	(void)call;
	if (fuse->left > 0) {
		fuse->left--;
		return fuse->left == 0 && fuse->after ? FAKE_NO_REPLY : FAKE_FINE;
	}
	return FAKE_NOT_REACHED;
}

static void a_crash_at_any_call_never_doubles_and_never_loses(void **state) {
	struct bench *bench = *state;
	for (int calls = 0; calls < 14; calls++) {
		for (int after = 0; after < 2; after++) {
			struct fuse fuse = { .left = calls, .after = after };
			teardown(state);
			setup(state);
			struct outbox_row *row = add(bench, "slip");
			bench->outbox.alive = fuse_alive;
			bench->cups.luck = fuse_luck;
			bench->outbox.data = bench->cups.data = &fuse;
			step(bench, 500);
			step(bench, 500);
			fuse.left = 1000000;
			fuse.after = false;
			start_worker(bench); /* a new process: no memory of the holds */
			for (int n = 0; n < 5; n++) {
				step(bench, 500);
			}
			assert_settled(row, MC_PRINT_SENT);
			assert_int_equal(fake_cups_printed(&bench->cups, row->uuid), 1);
		}
	}
}

/* --- many days of random trouble --- */

struct trouble {
	struct mc_random random;
	int percent;
};

static enum fake_luck random_luck(void *data, enum fake_call call) {
	struct trouble *trouble = data;
	(void)call;
	if ((int)mc_random_below(&trouble->random, 100) >= trouble->percent) {
		return FAKE_FINE;
	}
	static const enum fake_luck lucks[] = { FAKE_NOT_REACHED, FAKE_NO_REPLY, FAKE_LATE };
	return lucks[mc_random_below(&trouble->random, 3)];
}

static bool random_alive(void *data) {
	struct trouble *trouble = data;
	return (int)mc_random_below(&trouble->random, 100) >= trouble->percent / 2;
}

static void assert_honest(const struct bench *bench, const struct outbox_row *row) {
	int printed = fake_cups_printed(&bench->cups, row->uuid);
	assert_true(row->settled);
	assert_in_range(printed, 0, 1);
	switch (row->job.state) {
	case MC_PRINT_SENT: assert_int_equal(printed, 1); break;
	case MC_PRINT_DROPPED: assert_int_equal(printed, 0); break;
	case MC_PRINT_FAILED: assert_int_equal(printed, 0); break;
	case MC_PRINT_UNKNOWN: break;
	case MC_PRINT_WAITING:
	case MC_PRINT_SENDING:
	case MC_PRINT_DONE: fail_msg("a CUPS job is %s", mc_print_state_name(row->job.state));
	}
}

static void random_day(struct bench *bench, struct trouble *trouble) {
	bench->outbox.alive = random_alive;
	bench->cups.luck = random_luck;
	bench->outbox.data = bench->cups.data = trouble;
	for (int round = 0; round < 60; round++) {
		if (bench->outbox.count < OUTBOX_MAX && mc_random_below(&trouble->random, 3) == 0) {
			add(bench, mc_random_below(&trouble->random, 2) ? "slip" : "ticket");
		}
		if (mc_random_below(&trouble->random, 8) == 0) {
			start_worker(bench);
		}
		bench->cups.stuck = mc_random_below(&trouble->random, 4) == 0;
		step(bench, (mc_time)mc_random_below(&trouble->random, 20000));
	}
	trouble->percent = 0;
	bench->cups.stuck = false;
	for (int round = 0; round < 20; round++) {
		step(bench, 15000);
	}
	for (int i = 0; i < bench->outbox.count; i++) {
		assert_honest(bench, &bench->outbox.rows[i]);
	}
}

static void random_trouble_stays_honest(void **state) {
	struct trouble trouble;
	mc_random_init(&trouble.random, "worker");
	for (int day = 0; day < 60; day++) {
		teardown(state);
		setup(state);
		trouble.percent = 5 + (int)mc_random_below(&trouble.random, 50);
		random_day(*state, &trouble);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_paper_is_sent_and_only_called_sent),
		TEST(the_queue_decides_what_is_sent),
		TEST(what_cannot_be_drawn_has_failed),
		TEST(completed_with_a_message_is_unknown),
		TEST(a_server_out_of_reach_is_asked_less_and_less),
		TEST(a_stopped_queue_keeps_slips_and_loses_tickets),
		TEST(a_stale_ticket_is_taken_back_from_cups),
		TEST(a_ticket_half_printed_is_unknown),
		TEST(later_papers_wait_behind_a_stuck_one),
		TEST(what_cups_forgot_is_unknown),
		TEST(a_dropped_paper_is_taken_back),
		TEST(a_paper_without_a_printer_waits),
		TEST(ended_jobs_are_judged),
		TEST(one_silence_never_doubles_and_never_loses),
		TEST(a_job_whose_number_got_lost_is_adopted),
		TEST(a_crash_at_any_call_never_doubles_and_never_loses),
		TEST(random_trouble_stays_honest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

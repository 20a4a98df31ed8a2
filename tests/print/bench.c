/* A worker before a real CUPS; see bench.h. */
#include "bench.h"
#include "cmocka_all.h"
#include "print/document.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

double bench_now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

mc_time bench_now(const struct bench *bench) {
	return (mc_time)bench_now_ms() + bench->offset;
}

void bench_start_worker(struct bench *bench) {
	const struct mc_print_source source = outbox_source(bench->outbox);
	const struct mc_transport transport = mc_cups_transport(bench->cups);
	mc_worker_destroy(bench->worker);
	bench->worker = mc_worker_create(&source, &transport);
}

int bench_setup(void **state) {
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	bench->printer = fake_printer_create();
	bench->outbox = mmap(NULL, sizeof *bench->outbox, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(bench->outbox != MAP_FAILED);
	outbox_init(bench->outbox);
	rig_start(&bench->rig);
	rig_add_queue(&bench->rig, "ve", fake_printer_port(bench->printer));
	bench->cups = mc_cups_create();
	bench_start_worker(bench);
	*state = bench;
	return 0;
}

int bench_teardown(void **state) {
	struct bench *bench = *state;
	mc_worker_destroy(bench->worker);
	mc_cups_destroy(bench->cups);
	rig_finish(&bench->rig);
	fake_printer_destroy(bench->printer);
	munmap(bench->outbox, sizeof *bench->outbox);
	free(bench);
	return 0;
}

struct outbox_row *bench_add(struct bench *bench, const char *form) {
	return outbox_add(bench->outbox, form, "ve", bench_now(bench));
}

/* One step; it never takes longer than its time-outs. */
struct mc_worker_rest bench_step(struct bench *bench) {
	struct mc_worker_rest rest;
	struct mc_error err;
	double from = bench_now_ms();
	assert_int_equal(mc_worker_step(bench->worker, bench_now(bench), &rest, &err), MC_OK);
	assert_true(bench_now_ms() - from < 10000);
	return rest;
}

/* Steps until the row is settled. */
void bench_settle(struct bench *bench, const struct outbox_row *row) {
	double end = bench_now_ms() + PATIENCE_MS;
	while (!row->settled) {
		struct mc_worker_rest rest = bench_step(bench);
		if (bench_now_ms() > end) {
			fail_msg("job %d is still %s: %s", (int)row->job.id,
				mc_print_state_name(row->job.state), row->message);
		}
		if (!row->settled) {
			poll(NULL, 0, rest.next_ms < 50 ? rest.next_ms : 50);
		}
	}
}

void bench_assert_state(const struct outbox_row *row, enum mc_print_state state) {
	if (row->job.state != state) {
		fail_msg("job %d is %s (%s), not %s", (int)row->job.id,
			mc_print_state_name(row->job.state), row->message,
			mc_print_state_name(state));
	}
}

/* What the worker must have sent for the row. */
static void expected_bytes(struct bench *bench, const struct outbox_row *row,
	struct mc_arena *arena, struct mc_str *out) {
	const struct mc_print_source source = outbox_source(bench->outbox);
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	struct mc_page page;
	assert_int_equal(
		source.page(source.data, &row->job, MC_PAGE_80MM, arena, &page, NULL), MC_OK);
	assert_int_equal(
		mc_render_page(&page, MC_RENDER_ESCPOS, MC_MEDIA_80, &options, out, NULL), MC_OK);
	assert_int_equal(page.trouble_count, 0);
}

void bench_assert_printed(struct bench *bench, const struct outbox_row *row, int connection) {
	struct mc_arena arena;
	struct mc_str want, got;
	mc_arena_init(&arena);
	mc_str_init(&want);
	mc_str_init(&got);
	expected_bytes(bench, row, &arena, &want);
	assert_true(fake_printer_wait_ended(bench->printer, connection + 1, PATIENCE_MS));
	fake_printer_bytes(bench->printer, connection, &got);
	assert_int_equal(got.len, want.len);
	assert_memory_equal(got.data, want.data, want.len);
	mc_str_finish(&got);
	mc_str_finish(&want);
	mc_arena_finish(&arena);
}

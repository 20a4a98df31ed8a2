/*
 * A worker before a real CUPS: a private cupsd with a raw queue “ve”, whose printer
 * is ours and misbehaves as told. Failures end the test.
 */
#ifndef MC_TESTS_BENCH_H
#define MC_TESTS_BENCH_H

#include "fake_printer.h"
#include "outbox.h"
#include "print/cups.h"
#include "print/worker.h"
#include "rig.h"

#define PATIENCE_MS 20000

struct bench {
	struct rig rig;
	struct fake_printer *printer;
	struct outbox *outbox; /* shared with children */
	struct mc_cups *cups;
	struct mc_worker *worker;
	mc_time offset; /* how far the worker's clock is ahead */
};

/* Fixtures of cmocka: *state is a struct bench. */
int bench_setup(void **state);
int bench_teardown(void **state);

double bench_now_ms(void);
mc_time bench_now(const struct bench *bench); /* the worker's */

/* A worker that knows nothing of the one before. */
void bench_start_worker(struct bench *bench);

struct outbox_row *bench_add(struct bench *bench, const char *form); /* for “ve” */

/* One step; it never takes longer than its time-outs. */
struct mc_worker_rest bench_step(struct bench *bench);

/* Steps until the row is settled. */
void bench_settle(struct bench *bench, const struct outbox_row *row);

void bench_assert_state(const struct outbox_row *row, enum mc_print_state state);

/* The nth connection of the printer brought the whole paper of the row. */
void bench_assert_printed(struct bench *bench, const struct outbox_row *row, int connection);

#endif

/*
 * A disk that fails. The first, second, third … write or sync of a few acts
 * fails, once or from then on, as a broken disk (EIO) or a full one does. Then
 * the disk is well again.
 *
 * What was acknowledged stays. What failed says so with a status that means "try
 * again" and a sentence; sent again with the same key it ends as if sent once,
 * whether the first try had reached the disk or not. Nothing is there twice.
 */
#include "base/tr.h"
#include "cmocka_all.h"
#include "practice.h"
#include "shim.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTS 6
#define MOST_STEPS 1000
#define CHECKPOINT_PAGES 30 /* small, so that checkpoints fail too */

enum fault { BROKEN, FULL, FAULT_COUNT };

struct disk {
	long steps; /* done since it was plugged in */
	long fails_at; /* this step, counted from 1; 0: none */
	bool for_good; /* and every one after it */
	enum fault fault;
	bool *syncs; /* when not NULL: which steps were syncs */
	bool reopens; /* the office is opened again before the second try */
};

/* Over all attempts. */
struct sweep {
	long steps, attempts;
	long refused, done_all_the_same;
};

static int step(void *data, const struct shim_call *call) {
	struct disk *disk = data;
	if (call->step == SHIM_HEADER_READ) {
		return SHIM_PASS;
	}
	disk->steps++;
	if (disk->syncs && disk->steps < MOST_STEPS) {
		disk->syncs[disk->steps] = call->step == SHIM_SYNC;
	}
	bool fails = disk->fails_at && (disk->steps == disk->fails_at ||
					       (disk->for_good && disk->steps > disk->fails_at));
	if (!fails) {
		return SHIM_PASS;
	}
	if (disk->fault == FULL && call->step == SHIM_WRITE) {
		return SQLITE_FULL;
	}
	return call->step == SHIM_SYNC ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
}

/* ---- one attempt ---- */

struct morning {
	char folder[PRACTICE_PATH_SIZE];
	struct mc_store *store;
	struct mc_act acts[ACTS];
	size_t acknowledged;
	struct disk disk;
	struct sweep *sweep;
};

static void check_refusal(
	const struct morning *m, enum mc_status status, const struct mc_error *err) {
	char sentence[512];
	mc_error_text(MC_LANG_EN, err, sentence, sizeof sentence);
	if ((status != MC_UNAVAILABLE && status != MC_NO_SPACE) || !strstr(sentence, "again") ||
		!strstr(sentence, "store.db")) {
		fail_msg("step %ld: %s: %s", m->disk.fails_at, mc_status_name(status), sentence);
	}
	assert_int_equal(status == MC_NO_SPACE, strstr(sentence, "full") != NULL);
}

/* Sends the acts from `from` on, as far as they go. */
static void send(struct morning *m, struct mc_arena *arena) {
	while (m->acknowledged < ACTS) {
		struct mc_outcome outcome;
		struct mc_error err;
		enum mc_status status =
			mc_store_act(m->store, &m->acts[m->acknowledged], arena, &outcome, &err);
		if (status != MC_OK) {
			check_refusal(m, status, &err);
			m->sweep->refused++;
			return;
		}
		m->sweep->done_all_the_same += (outcome.warnings & MC_WARN_REPEATED) != 0;
		m->acknowledged++;
	}
}

/* A store may stay broken after a failure; a screen then opens it again. */
static void open_again(struct morning *m) {
	mc_store_close(m->store);
	m->store = practice_open(m->folder);
	shim_checkpoint_after(CHECKPOINT_PAGES);
}

static void choose_acts(struct morning *m) {
	for (size_t i = 0; i < ACTS; i++) {
		m->acts[i] =
			i % 3 == 2 ? practice_accept("Lê Văn Cường") : practice_issue((int)i % 4);
	}
	m->acts[4] = practice_next("1");
}

/* The same key again and again changes nothing and finds its event. */
static void check_once(struct morning *m, struct mc_arena *arena) {
	struct mc_dossiers dossiers;
	struct mc_error err;
	assert_int_equal(practice_numbers(m->store), 3);
	practice_expect(mc_store_find(m->store, arena, "Lê Văn Cường", 0, &dossiers, &err), &err);
	assert_int_equal(dossiers.count, 2);
	for (size_t i = 0; i < ACTS; i++) {
		struct mc_outcome outcome = practice_do(m->store, &m->acts[i]);
		assert_true(outcome.warnings & MC_WARN_REPEATED);
	}
}

/* The acts of one morning on a disk that fails so, then is well again. */
static void attempt(const char *office, struct disk disk, struct sweep *sweep) {
	struct morning m = { .disk = disk, .sweep = sweep };
	m.disk.fails_at = 0;
	struct mc_arena arena;
	mc_arena_init(&arena);
	practice_folder(m.folder);
	practice_copy(office, m.folder);
	choose_acts(&m);
	shim_install(step, &m.disk);
	open_again(&m);
	m.disk.fails_at = disk.fails_at; /* opening is another test */
	m.disk.steps = 0;
	send(&m, &arena);
	sweep->steps = m.disk.steps;
	m.disk.fails_at = 0;
	if (disk.reopens) {
		open_again(&m);
	}
	send(&m, &arena);
	assert_int_equal(m.acknowledged, ACTS);
	open_again(&m); /* what really lies on the disk */
	check_once(&m, &arena);
	if (sweep->attempts++ % 10 == 0) {
		practice_verify(m.store);
	}
	mc_store_close(m.store);
	shim_remove();
	mc_arena_finish(&arena);
	practice_remove(m.folder);
}

/* ---- every step in turn ---- */

/* Every sync; of the writes every one in the long form, else few. */
static void sweep_steps(enum fault fault, bool for_good) {
	bool thorough = getenv("MC_ROUNDS") != NULL, syncs[MOST_STEPS] = { false };
	struct sweep sweep = { 0 };
	char office[PRACTICE_PATH_SIZE];
	practice_folder(office);
	practice_make(office, 1);
	attempt(office, (struct disk){ .syncs = syncs }, &sweep);
	long steps = sweep.steps;
	assert_true(sweep.refused == 0 && steps > 50 && steps < MOST_STEPS);
	for (long n = 1; n <= steps; n++) {
		struct disk disk = { .fails_at = n, .fault = fault, .for_good = for_good };
		bool both = thorough || syncs[n];
		if (both || n % 16 == 0) {
			attempt(office, disk, &sweep);
		}
		disk.reopens = true;
		if (both || n % 16 == 8) {
			attempt(office, disk, &sweep);
		}
	}
	printf("# %d acts take %ld steps; %ld attempts, %ld acts refused, %ld of them were done "
	       "all the same\n",
		ACTS, steps, sweep.attempts, sweep.refused, sweep.done_all_the_same);
	assert_true(sweep.refused > 10); /* the disk did fail */
	practice_remove(office);
}

static void test_a_step_that_breaks(void **state) {
	(void)state;
	sweep_steps(BROKEN, false);
}

static void test_a_disk_that_breaks_for_a_while(void **state) {
	(void)state;
	sweep_steps(BROKEN, true);
}

static void test_a_full_step(void **state) {
	(void)state;
	sweep_steps(FULL, false);
}

static void test_a_disk_full_for_a_while(void **state) {
	(void)state;
	sweep_steps(FULL, true);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_step_that_breaks),
		cmocka_unit_test(test_a_disk_that_breaks_for_a_while),
		cmocka_unit_test(test_a_full_step),
		cmocka_unit_test(test_a_disk_full_for_a_while),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

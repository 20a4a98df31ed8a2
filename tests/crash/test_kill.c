/*
 * kill -9 anywhere. Issuers and callers work on one office; every few
 * milliseconds one of them is killed and started again. Each writes the key of
 * its next act into shared memory before it sends the act, and takes it out when
 * the act is acknowledged; whoever is started in its place sends an unanswered
 * key again first, as a screen does.
 *
 * At the end every acknowledged ticket is there, as many tickets as keys, numbers
 * without a gap, no citizen called by two desks, and verify() finds nothing.
 */
#include "cmocka_all.h"
#include "practice.h"
#include "random.h"
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define ISSUERS 3
#define CALLERS 5
#define WORKERS (ISSUERS + CALLERS)
#define MOST_TICKETS 200000
#define KILLS 60

/* What a worker was about to do when it may have been killed. */
struct intent {
	_Atomic bool open; /* sent, or about to be, and not acknowledged */
	uint8_t key[MC_KEY_SIZE];
	unsigned long serial; /* of the key, unlike any other's */
	int line; /* an issuer's */
};

struct board {
	atomic_bool stop;
	atomic_ulong keys;
	atomic_long acts; /* acknowledged */
	atomic_long number_twice, called_twice;
	atomic_long slowest_start_us; /* from the start of a process to its first act */
	struct intent intents[WORKERS];
	atomic_ulong labels[PRACTICE_LINES][MOST_TICKETS / PRACTICE_LINES]; /* ticket by number */
	atomic_ulong calls[MOST_TICKETS]; /* serial of the call by number of the ticket's event */
};

struct office {
	char folder[PRACTICE_PATH_SIZE];
	struct board *board;
	pid_t workers[WORKERS];
};

/* ---- a worker ---- */

static struct mc_outcome send(struct mc_store *store, struct intent *intent, struct mc_act *act,
	enum mc_status *ret_status) {
	struct mc_outcome outcome = { .event = 0 };
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	memcpy(act->key, intent->key, sizeof act->key);
	do {
		*ret_status = mc_store_act(store, act, &arena, &outcome, &err);
	} while (*ret_status == MC_BUSY);
	if (*ret_status != MC_EMPTY) {
		practice_expect(*ret_status, &err);
	}
	mc_arena_finish(&arena);
	return outcome;
}

/* The key is whole before `open` says so. */
static void intend(struct board *board, struct intent *intent, int line) {
	mc_key_random(intent->key);
	intent->serial = ++board->keys;
	intent->line = line;
	intent->open = true;
}

static void note_start(struct board *board, int64_t *started_us) {
	if (*started_us) {
		long took = (long)(practice_now_us() - *started_us);
		long slowest = board->slowest_start_us;
		while (took > slowest &&
			!atomic_compare_exchange_weak(&board->slowest_start_us, &slowest, took)) {
		}
		*started_us = 0;
	}
}

/* What is noted again after a kill must be the same. */
static void note(atomic_ulong *place, unsigned long value, atomic_long *ret_differs) {
	unsigned long before = atomic_exchange(place, value);
	*ret_differs += before != 0 && before != value;
}

static void note_issued(struct board *board, const struct mc_outcome *outcome) {
	const struct mc_ticket *ticket = &outcome->ticket;
	note(&board->labels[ticket->series[0] - 'A'][ticket->number], (unsigned long)ticket->id,
		&board->number_twice);
	board->acts++;
}

static void note_called(
	struct board *board, const struct intent *intent, const struct mc_outcome *outcome) {
	size_t n = (size_t)(outcome->ticket.id & 0xffffffff);
	if (n >= MOST_TICKETS) {
		abort(); /* the board is too small */
	}
	note(&board->calls[n], intent->serial, &board->called_twice);
	board->acts++;
}

static void issue(struct mc_store *store, struct board *board, int me, int64_t started_us) {
	struct intent *intent = &board->intents[me];
	enum mc_status status;
	unsigned turn = (unsigned)getpid();
	while (!board->stop || intent->open) {
		if (!intent->open) {
			intend(board, intent, (int)(turn++ % PRACTICE_LINES));
		}
		struct mc_act act = practice_issue(intent->line);
		struct mc_outcome outcome = send(store, intent, &act, &status);
		note_start(board, &started_us);
		note_issued(board, &outcome);
		intent->open = false;
	}
}

/* A desk that was killed may have its ticket still. */
static void finish_ticket(struct mc_store *store, const char *desk) {
	struct mc_desk_view view;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	practice_expect(mc_store_desk(store, &arena, desk, &view, &err), &err);
	if (view.desk.has_ticket) {
		struct mc_act done = practice_done(view.desk.ticket.id);
		practice_do(store, &done);
	}
	mc_arena_finish(&arena);
}

static void call(struct mc_store *store, struct board *board, int me, int64_t started_us) {
	struct intent *intent = &board->intents[me];
	enum mc_status status;
	char desk[12];
	snprintf(desk, sizeof desk, "%d", me - ISSUERS + 1);
	while (!board->stop || intent->open) {
		if (!intent->open) {
			finish_ticket(store, desk);
			intend(board, intent, 0);
		}
		struct mc_act act = practice_next(desk);
		struct mc_outcome outcome = send(store, intent, &act, &status);
		note_start(board, &started_us);
		if (status == MC_OK) {
			note_called(board, intent, &outcome);
		}
		intent->open = false;
	}
}

static pid_t start_worker(struct office *office, int me) {
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int64_t started_us = practice_now_us();
		struct mc_store *store = practice_open(office->folder);
		(me < ISSUERS ? issue : call)(store, office->board, me, started_us);
		mc_store_close(store);
		_exit(0);
	}
	return child;
}

/* ---- the storm ---- */

/* Kills at any moment, but never before some act was done since the last one. */
static void kill_one(struct office *office, struct mc_random *random) {
	struct board *board = office->board;
	long before = board->acts;
	do {
		usleep((useconds_t)mc_random_below(random, 20000));
	} while (board->acts == before);
	int me = (int)mc_random_below(random, WORKERS);
	kill(office->workers[me], SIGKILL);
	int how;
	assert_int_equal(waitpid(office->workers[me], &how, 0), office->workers[me]);
	assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL); /* it did not fail by itself */
	office->workers[me] = start_worker(office, me);
}

static void end_workers(struct office *office) {
	office->board->stop = true;
	for (int i = 0; i < WORKERS; i++) {
		int how;
		assert_int_equal(waitpid(office->workers[i], &how, 0), office->workers[i]);
		assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
	}
}

/* Each number acknowledged is a ticket of that number still; returns how many. */
static int64_t check_issued(struct mc_store *store, const struct board *board) {
	const size_t most = MOST_TICKETS / PRACTICE_LINES;
	mc_day today = mc_day_of(mc_store_now(store));
	struct mc_error err;
	int64_t count = 0;
	for (size_t i = 0; i < PRACTICE_LINES * most; i++) {
		unsigned long id = board->labels[i / most][i % most];
		if (id) {
			char label[MC_LABEL_SIZE];
			struct mc_ticket ticket;
			snprintf(label, sizeof label, "%c%03zu", (char)('A' + i / most), i % most);
			practice_expect(mc_store_ticket(store, label, today, &ticket, &err), &err);
			assert_int_equal(ticket.id, id);
			count++;
		}
	}
	return count;
}

static void test_kill_9_loses_and_doubles_nothing(void **state) {
	(void)state;
	struct office office;
	struct mc_random random;
	const char *rounds = getenv("MC_ROUNDS");
	int kills = KILLS * (rounds ? atoi(rounds) : 1);
	mc_random_init(&random, "kill");
	practice_folder(office.folder);
	practice_make(office.folder, CALLERS);
	office.board = mmap(NULL, sizeof *office.board, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(office.board != MAP_FAILED);
	for (int i = 0; i < WORKERS; i++) {
		office.workers[i] = start_worker(&office, i);
	}
	for (int i = 0; i < kills; i++) {
		kill_one(&office, &random);
	}
	end_workers(&office);

	struct mc_store *store = practice_open(office.folder);
	int64_t issued = check_issued(store, office.board), called = 0;
	for (size_t i = 0; i < MOST_TICKETS; i++) {
		called += office.board->calls[i] != 0;
	}
	assert_int_equal(practice_numbers(store), issued); /* as many tickets as keys */
	assert_int_equal(office.board->number_twice, 0);
	assert_int_equal(office.board->called_twice, 0);
	assert_true(issued > 0 && called > 0 && called <= issued);
	int64_t events = practice_verify(store);
	printf("# %d kills, %lld tickets, %lld calls, %lld events; slowest start to first act %ld "
	       "ms\n",
		kills, (long long)issued, (long long)called, (long long)events,
		office.board->slowest_start_us / 1000);
	mc_store_close(store);
	munmap(office.board, sizeof *office.board);
	practice_remove(office.folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kill_9_loses_and_doubles_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

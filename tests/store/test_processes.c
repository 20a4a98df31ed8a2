/*
 * Several processes at one store: nothing given twice, nothing skipped, nobody
 * called by two desks; who waits too long learns who holds the gate; a signal
 * does not cut a commit; a bell rings in the other process. MC_PER_PROCESS makes
 * it longer.
 */
#include "base/tr.h"
#include "office.h"
#include "store/engine/gate.h"
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ISSUERS 8
#define CALLERS 8
#define PER_PROCESS_DEFAULT 12

static struct office office;

static int per_process(void) {
	const char *wish = getenv("MC_PER_PROCESS");
	return wish ? atoi(wish) : PER_PROCESS_DEFAULT;
}

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_expect_sound(&office);
	office_finish(&office);
	return 0;
}

/* Sends an act until it is answered by something but BUSY, as a screen does. */
static enum mc_status persist(
	struct mc_store *store, const struct mc_act *act, struct mc_outcome *outcome) {
	struct mc_error err;
	enum mc_status status;
	do {
		status = mc_store_act(store, act, &office.arena, outcome, &err);
	} while (status == MC_BUSY);
	return status;
}

/* ---- children: no assertions of cmocka inside, only exit statuses ---- */

static int issuer(int count) {
	struct mc_store *store = office_connect(&office);
	bool good = true;
	for (int i = 0; i < count && good; i++) {
		struct mc_outcome outcome;
		struct mc_act act = act_issue(&office, i % 3 ? "A" : "B");
		good = persist(store, &act, &outcome) == MC_OK;
		/* Sometimes the answer is lost on the way and the act is sent again. */
		good = good && (i % 4 || persist(store, &act, &outcome) == MC_OK);
	}
	mc_store_close(store);
	return good ? 0 : 1;
}

static int caller(int number, int total) {
	struct mc_store *store = office_connect(&office);
	char desk[8];
	bool good = true;
	snprintf(desk, sizeof desk, "K%d", number);
	for (int idle = 0; good && idle < 20000;) {
		struct mc_outcome outcome;
		struct mc_act act = act_next(&office, desk);
		enum mc_status status = persist(store, &act, &outcome);
		if (status == MC_EMPTY) {
			if (office_int(&office, "SELECT count(*) FROM ticket WHERE state = "
						"'done'") == total) {
				break;
			}
			idle++;
			continue;
		}
		act = act_move(&office, outcome.ticket.label, MC_MOVE_DONE);
		good = status == MC_OK && persist(store, &act, &outcome) == MC_OK;
	}
	mc_store_close(store);
	return good ? 0 : 1;
}

static int wait_for(pid_t child) {
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void add_desks(void) {
	char names[CALLERS][8];
	struct mc_setup_row rows[CALLERS];
	memset(rows, 0, sizeof rows);
	for (int i = 0; i < CALLERS; i++) {
		snprintf(names[i], sizeof names[i], "K%d", i);
		rows[i].kind = MC_SETUP_DESK;
		rows[i].as.desk = (struct mc_desk_row){ .desk = names[i], .lines = "A;B" };
	}
	office_do(&office, act_setup(&office, rows, CALLERS));
}

static void test_nothing_doubled_nothing_skipped(void **state) {
	(void)state;
	pid_t children[ISSUERS + CALLERS];
	int each = per_process(), total = ISSUERS * each;
	add_desks();
	for (int i = 0; i < ISSUERS + CALLERS; i++) {
		fflush(NULL);
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0) {
			_exit(i < ISSUERS ? issuer(each) : caller(i - ISSUERS, total));
		}
	}
	for (int i = 0; i < ISSUERS + CALLERS; i++) {
		assert_int_equal(wait_for(children[i]), 0);
	}
	assert_int_equal(office_int(&office, "SELECT count(*) FROM ticket"), total);
	/* Numbers without gaps, per line. */
	assert_int_equal(office_int(&office, "SELECT count(*) FROM (SELECT 1 FROM ticket GROUP BY "
					     "series HAVING max(number) <> count(*) OR min(number) "
					     "<> 1)"),
		0);
	/* Each called once, by one desk, and served to its end. */
	assert_int_equal(office_int(&office, "SELECT count(*) FROM event WHERE kind = "
					     "'ticket.called@2'"),
		total);
	assert_int_equal(office_int(&office, "SELECT count(DISTINCT subject) FROM event WHERE kind "
					     "= 'ticket.called@2'"),
		total);
	assert_int_equal(
		office_int(&office, "SELECT count(*) FROM ticket WHERE state = 'done'"), total);
	/* Called in the order of their numbers within a line: nobody overtook anybody. */
	assert_int_equal(
		office_int(&office,
			"SELECT count(*) FROM ticket a JOIN ticket b ON a.series = b.series AND "
			"a.number < b.number JOIN event ea ON ea.subject = a.id AND ea.kind = "
			"'ticket.called@2' JOIN event eb ON eb.subject = b.id AND eb.kind = "
			"'ticket.called@2' WHERE ea.id > eb.id"),
		0);
}

/* ---- the gate ---- */

/* A child that holds the gate until the pipe says so; the parent knows when it has it. */
static pid_t hold_gate(int *ret_release) {
	int ready[2], release[2];
	char byte = 0;
	assert_int_equal(pipe(ready) | pipe(release), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct mc_gate gate;
		struct mc_error err;
		char path[128];
		snprintf(path, sizeof path, "%s/store.gate", office.dir);
		close(release[1]);
		bool good = mc_gate_open(&gate, path, &err) == MC_OK &&
			    mc_gate_take(&gate, 3000, &err) == MC_OK &&
			    write(ready[1], "!", 1) == 1 && read(release[0], &byte, 1) >= 0;
		mc_gate_close(&gate);
		_exit(good ? 0 : 1);
	}
	close(ready[1]);
	close(release[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*ret_release = release[1];
	return child;
}

static void test_busy_names_the_holder(void **state) {
	(void)state;
	int release;
	pid_t child = hold_gate(&release);
	struct mc_act act = act_issue(&office, "A");
	struct mc_outcome outcome;
	char sentence[256], number[16];
	const char *before = office_dump(&office, true);
	mc_store_set_patience(office.store, 120);
	assert_int_equal(office_try(&office, &act, &outcome), MC_BUSY);
	mc_error_text(MC_LANG_EN, &office.err, sentence, sizeof sentence);
	snprintf(number, sizeof number, "%ld", (long)child);
	assert_non_null(strstr(sentence, number));
	assert_string_equal(before, office_dump(&office, true));
	/* Reading goes on meanwhile. */
	struct mc_hall hall;
	assert_int_equal(mc_store_hall(office.store, &office.arena, &hall, &office.err), MC_OK);
	close(release);
	assert_int_equal(wait_for(child), 0);
	office_do(&office, act); /* the same act with the same key */
}

static void test_a_holder_that_died_holds_nothing(void **state) {
	(void)state;
	int release;
	pid_t child = hold_gate(&release);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(wait_for(child), 128 + SIGKILL);
	close(release);
	mc_store_set_patience(office.store, 100);
	office_do(&office, act_issue(&office, "A"));
}

static volatile sig_atomic_t alarms;

static void count_alarm(int number) {
	(void)number;
	alarms++;
}

/* Signals that come while an act waits or writes are seen after it, and stop nothing. */
static void test_signals_during_the_wait(void **state) {
	(void)state;
	int release;
	pid_t child = hold_gate(&release), teaser;
	struct sigaction action = { .sa_handler = count_alarm }, old;
	sigset_t before, after;
	sigaction(SIGUSR1, &action, &old);
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	teaser = fork();
	assert_true(teaser >= 0);
	if (teaser == 0) {
		for (int i = 0; i < 20; i++) {
			kill(getppid(), SIGUSR1);
			poll(NULL, 0, 5);
		}
		_exit(close(release));
	}
	close(release);
	struct mc_outcome outcome = office_do(&office, act_issue(&office, "A"));
	assert_true(outcome.has_ticket);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	for (int number = 1; number < 32; number++) {
		assert_int_equal(sigismember(&before, number), sigismember(&after, number));
	}
	assert_int_equal(wait_for(teaser), 0);
	assert_int_equal(wait_for(child), 0);
	assert_true(alarms > 0);
	sigaction(SIGUSR1, &old, NULL);
}

/* ---- the bell ---- */

static bool rings(struct mc_store *store, int ms) {
	struct pollfd wait = { .fd = mc_store_bell_fd(store), .events = POLLIN };
	return poll(&wait, 1, ms) == 1;
}

static void test_a_commit_rings_elsewhere(void **state) {
	(void)state;
	struct mc_store *watcher = office_connect(&office);
	assert_true(mc_store_bell_fd(watcher) >= 0);
	assert_true(mc_store_changed(watcher)); /* the first look always finds news */
	assert_false(mc_store_changed(watcher));
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		_exit(issuer(1));
	}
	assert_true(rings(watcher, 10000));
	assert_int_equal(wait_for(child), 0);
	assert_true(mc_store_changed(watcher));
	assert_false(mc_store_changed(watcher));
	mc_store_bell_answer(watcher);
	assert_false(rings(watcher, 0));
	/* A refused act is no news; an own one is. */
	struct mc_act act = act_issue(&office, "Z");
	struct mc_outcome outcome;
	assert_int_equal(office_try(&office, &act, &outcome), MC_NOT_FOUND);
	assert_false(rings(watcher, 0));
	assert_false(mc_store_changed(watcher));
	office_do(&office, act_issue(&office, "A"));
	assert_true(rings(watcher, 0));
	assert_true(mc_store_changed(watcher));
	assert_true(mc_store_changed(office.store));
	mc_store_close(watcher);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_doubled_nothing_skipped),
		TEST(test_busy_names_the_holder),
		TEST(test_a_holder_that_died_holds_nothing),
		TEST(test_signals_during_the_wait),
		TEST(test_a_commit_rings_elsewhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

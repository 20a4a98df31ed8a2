/*
 * The courier against a store of a few lines that fails on demand: the cases
 * that a real store cannot be brought into at will. test_courier_store.c has the
 * real one.
 */
#include "app/courier.h"
#include "app/papers.h"
#include "base/arena.h"
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cmocka.h>

#include "receive.h"

/* ---- the store of this test ---- */

enum { SCRIPT_MAX = 16, DONE_MAX = 16 };

struct mc_store {
	int unused;
};

static struct {
	pthread_mutex_t lock;
	enum mc_status acts[SCRIPT_MAX]; /* what each try at an act comes to; then MC_OK */
	int act_next, act_count;
	enum mc_status opens[SCRIPT_MAX];
	int open_next, open_count;
	uint8_t keys[DONE_MAX][MC_KEY_SIZE]; /* of every try */
	char owners[DONE_MAX][64];
	int tries;
	int opened, closed, reads;
	bool changed, interrupted;
	bool slow_read; /* a read lasts until it is interrupted */
	int bell;
	mc_time now;
} fake = { .lock = PTHREAD_MUTEX_INITIALIZER };

static struct mc_store the_store;

enum mc_status mc_app_open(const char *office_dir, const char *url, struct mc_store **ret_store,
	struct mc_error *err) {
	(void)url;
	assert_string_equal(office_dir, "/office");
	pthread_mutex_lock(&fake.lock);
	enum mc_status status =
		fake.open_next < fake.open_count ? fake.opens[fake.open_next++] : MC_OK;
	fake.opened += status == MC_OK;
	pthread_mutex_unlock(&fake.lock);
	if (status != MC_OK) {
		return mc_fail(err, status, "The store does not open: %s.", mc_status_name(status));
	}
	*ret_store = &the_store;
	return MC_OK;
}

void mc_store_close(struct mc_store *store) {
	pthread_mutex_lock(&fake.lock);
	fake.closed += store != NULL;
	pthread_mutex_unlock(&fake.lock);
}

enum mc_status mc_store_set_clock(struct mc_store *store, mc_time at, struct mc_error *err) {
	(void)store;
	(void)at;
	(void)err;
	return MC_OK;
}

mc_time mc_store_now(const struct mc_store *store) {
	(void)store;
	pthread_mutex_lock(&fake.lock);
	mc_time now = fake.now;
	pthread_mutex_unlock(&fake.lock);
	return now;
}

enum mc_status mc_store_refresh(struct mc_store *store, struct mc_error *err) {
	(void)store;
	(void)err;
	return MC_OK;
}

void mc_store_founding(const struct mc_store *store, uint8_t ret_mark[MC_OFFICE_MARK_SIZE]) {
	(void)store;
	memset(ret_mark, 1, MC_OFFICE_MARK_SIZE);
}

void mc_store_set_patience(struct mc_store *store, int ms) {
	(void)store;
	(void)ms;
}

enum mc_status mc_store_act(struct mc_store *store, const struct mc_act *act,
	struct mc_arena *arena, struct mc_outcome *ret_outcome, struct mc_error *err) {
	(void)store;
	pthread_mutex_lock(&fake.lock);
	memcpy(fake.keys[fake.tries], act->key, MC_KEY_SIZE);
	strncpy(fake.owners[fake.tries], act->as.accept.owner, 63);
	fake.tries++;
	enum mc_status status = fake.act_next < fake.act_count ? fake.acts[fake.act_next++] : MC_OK;
	pthread_mutex_unlock(&fake.lock);
	if (status == MC_BUSY) {
		return mc_fail(err, MC_BUSY, "The store is held by process %ld; try again.", 4711L);
	}
	if (status != MC_OK) {
		return mc_fail(err, status, "It failed: %s.", mc_status_name(status));
	}
	memset(ret_outcome, 0, sizeof *ret_outcome);
	ret_outcome->event = 42;
	ret_outcome->receipt = mc_arena_text(arena, act->as.accept.owner);
	return MC_OK;
}

int mc_store_bell_fd(struct mc_store *store) {
	(void)store;
	return fake.bell;
}

void mc_store_bell_answer(struct mc_store *store) {
	(void)store;
	uint64_t rings;
	assert_int_equal(read(fake.bell, &rings, sizeof rings), sizeof rings);
}

bool mc_store_changed(struct mc_store *store) {
	(void)store;
	pthread_mutex_lock(&fake.lock);
	bool changed = fake.changed;
	fake.changed = false;
	pthread_mutex_unlock(&fake.lock);
	return changed;
}

void mc_store_interrupt(struct mc_store *store) {
	(void)store;
	pthread_mutex_lock(&fake.lock);
	fake.interrupted = true;
	pthread_mutex_unlock(&fake.lock);
}

static bool interrupted(void) {
	pthread_mutex_lock(&fake.lock);
	bool yes = fake.interrupted;
	pthread_mutex_unlock(&fake.lock);
	return yes;
}

enum mc_status mc_store_query(struct mc_store *store, const struct mc_query *query,
	struct mc_arena *arena, const void **ret_answer, struct mc_error *err) {
	(void)store;
	pthread_mutex_lock(&fake.lock);
	int number = ++fake.reads;
	bool slow = fake.slow_read;
	pthread_mutex_unlock(&fake.lock);
	while (slow && !interrupted()) {
		usleep(1000);
	}
	if (slow) {
		return mc_fail(err, MC_CONFLICT, "The read was stopped.");
	}
	*ret_answer = mc_arena_printf(arena, "%s %d", query->text, number);
	return MC_OK;
}

/* ---- around a test ---- */

static int set_up(void **state) {
	pthread_mutex_lock(&fake.lock);
	int bell = fake.bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	fake.act_next = fake.act_count = fake.open_next = fake.open_count = 0;
	fake.tries = fake.opened = fake.closed = fake.reads = 0;
	fake.now = mc_time_at(mc_day_of_civil(2026, 11, 23), 23 * 60 + 59);
	fake.changed = fake.interrupted = fake.slow_read = false;
	memset(fake.owners, 0, sizeof fake.owners);
	pthread_mutex_unlock(&fake.lock);
	*state = NULL;
	return bell < 0;
}

static int tear_down(void **state) {
	(void)state;
	assert_int_equal(fake.opened, fake.closed);
	close(fake.bell);
	return 0;
}

static struct mc_courier *start(void) {
	struct mc_courier *courier;
	const struct mc_courier_options options = { .office_dir = "/office", .tick_ms = 5 };
	struct mc_error err;
	assert_int_equal(mc_courier_create(&options, &courier, &err), MC_OK);
	return courier;
}

static void give_act(struct mc_courier *courier, uint32_t token, const char *owner) {
	char own[64];
	strcpy(own, owner);
	struct mc_act act = { .verb = MC_VERB_DOSSIER_ACCEPT };
	mc_key_from_text(owner, 0, act.key);
	act.as.accept.owner = own;
	mc_courier_act(courier, token, &act);
	memset(own, '!', sizeof own - 1); /* what was given was copied */
}

void mc_key_from_text(const char *text, int nth, uint8_t key[MC_KEY_SIZE]) {
	size_t len = strlen(text) < MC_KEY_SIZE ? strlen(text) : MC_KEY_SIZE;
	memset(key, nth, MC_KEY_SIZE);
	memcpy(key, text, len);
}

/* ---- tests ---- */

static void test_acts_are_done_in_order(void **state) {
	(void)state;
	struct mc_courier *courier = start();
	for (uint32_t i = 1; i <= 10; i++) {
		char owner[16];
		snprintf(owner, sizeof owner, "owner %u", i);
		give_act(courier, i, owner);
	}
	for (uint32_t i = 1; i <= 10; i++) {
		struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
		assert_int_equal(answer->token, i);
		assert_int_equal(answer->status, MC_OK);
		char owner[16];
		snprintf(owner, sizeof owner, "owner %u", i);
		assert_string_equal(((const struct mc_outcome *)answer->data)->receipt, owner);
		assert_string_equal(fake.owners[i - 1], owner);
		mc_answer_destroy(answer);
	}
	mc_courier_destroy(courier);
}

static void test_busy_names_the_holder(void **state) {
	(void)state;
	fake.acts[0] = MC_BUSY;
	fake.act_count = 1;
	struct mc_courier *courier = start();
	give_act(courier, 1, "Đặng");
	struct mc_msg msg = receive(courier);
	assert_int_equal(msg.kind, MC_MSG_STORE);
	assert_int_equal(msg.store, MC_STORE_BUSY);
	assert_int_equal(msg.pid, 4711);
	struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->status, MC_BUSY);
	mc_answer_destroy(answer);
	assert_int_equal(fake.tries, 1); /* nothing is sent again unasked */

	give_act(courier, 2, "Đặng");
	msg = receive(courier);
	assert_int_equal(msg.kind, MC_MSG_STORE);
	assert_int_equal(msg.store, MC_STORE_UP);
	answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->status, MC_OK);
	mc_answer_destroy(answer);
	assert_memory_equal(fake.keys[0], fake.keys[1], MC_KEY_SIZE);
	mc_courier_destroy(courier);
}

static void test_unknown_outcome_is_asked_again_by_its_key(void **state) {
	(void)state;
	fake.acts[0] = MC_NO_SPACE;
	fake.acts[1] = MC_UNAVAILABLE;
	fake.act_count = 2;
	struct mc_courier *courier = start();
	give_act(courier, 7, "Ánh");
	struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->token, 7);
	assert_int_equal(answer->status, MC_OK);
	assert_int_equal(fake.tries, 3);
	assert_int_equal(fake.opened, 3); /* each time on a new connection */
	assert_memory_equal(fake.keys[0], fake.keys[1], MC_KEY_SIZE);
	assert_memory_equal(fake.keys[0], fake.keys[2], MC_KEY_SIZE);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

static void test_an_outcome_that_stays_unknown_is_told(void **state) {
	(void)state;
	for (int i = 0; i < 8; i++) {
		fake.acts[i] = MC_NO_SPACE;
	}
	fake.act_count = 8;
	struct mc_courier *courier = start();
	give_act(courier, 7, "Ánh");
	struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->status, MC_NO_SPACE);
	assert_int_equal(fake.tries, 4);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

static void test_acts_given_before_the_end_are_done(void **state) {
	(void)state;
	struct mc_courier *courier = start();
	for (uint32_t i = 1; i <= 5; i++) {
		give_act(courier, i, "x");
		mc_courier_read(courier, i, &(struct mc_query){ .kind = MC_QUERY_HALL });
	}
	mc_courier_destroy(courier);
	assert_int_equal(fake.tries, 5);
}

static void test_only_the_newest_snapshot_is_kept(void **state) {
	(void)state;
	struct mc_courier *courier = start();
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_DESK, .text = "3" });
	for (int i = 0; i < 5; i++) {
		pthread_mutex_lock(&fake.lock);
		int reads = fake.reads;
		fake.changed = true;
		pthread_mutex_unlock(&fake.lock);
		uint64_t one = 1;
		assert_int_equal(write(fake.bell, &one, sizeof one), sizeof one);
		for (int now = reads; now == reads;) { /* until it was read again */
			usleep(500);
			pthread_mutex_lock(&fake.lock);
			now = fake.reads;
			pthread_mutex_unlock(&fake.lock);
		}
	}
	/* an act is done after the reads, so its outcome stands behind the last snapshot */
	give_act(courier, 1, "x");
	int snapshots = 0;
	bool outcome_seen = false;
	while (!outcome_seen) {
		struct mc_msg msg = receive(courier);
		snapshots += msg.kind == MC_MSG_ANSWER && msg.answer->token == 0;
		outcome_seen = msg.kind == MC_MSG_OUTCOME;
		if (msg.answer != NULL && msg.kind == MC_MSG_ANSWER) {
			assert_int_equal(msg.answer->kind, MC_QUERY_DESK);
		}
		mc_answer_destroy(msg.answer);
	}
	assert_in_range(snapshots, 0, 1);
	struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER); /* of the own act */
	assert_int_equal(strncmp(answer->data, "3 ", 2), 0);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

static void test_a_new_watch_forgets_the_old(void **state) {
	(void)state;
	struct mc_courier *courier = start();
	for (int i = 0; i < 50; i++) {
		struct mc_query query = { .kind = MC_QUERY_DOSSIER };
		snprintf(query.text, sizeof query.text, "code-%d", i);
		mc_courier_watch(courier, &query);
		if (i % 7 == 0) {
			usleep(300);
		}
	}
	struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_int_equal(strncmp(answer->data, "code-49 ", 8), 0);
	mc_answer_destroy(answer);
	mc_courier_destroy(courier);
}

/* Nothing is committed at midnight, no bell rings: the day itself makes the view stale, once. */
static void test_a_new_day_is_read_without_a_change(void **state) {
	(void)state;
	struct mc_courier *courier = start();
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL, .text = "hall" });
	struct mc_answer *answer = receive_kind(courier, MC_MSG_ANSWER);
	assert_string_equal(answer->data, "hall 1");
	mc_answer_destroy(answer);
	static const int64_t gone_ms[] = { MC_MINUTE_MS,
		3 * MC_DAY_MS }; /* the next day; after a sleep */
	for (int i = 0; i < 2; i++) {
		char wanted[16];
		pthread_mutex_lock(&fake.lock);
		fake.now += gone_ms[i];
		pthread_mutex_unlock(&fake.lock);
		snprintf(wanted, sizeof wanted, "hall %d", i + 2);
		answer = receive_kind(courier, MC_MSG_ANSWER);
		assert_string_equal(answer->data, wanted);
		mc_answer_destroy(answer);
	}
	mc_courier_destroy(courier);
}

static void test_a_store_that_comes_back_is_found_again(void **state) {
	(void)state;
	fake.opens[0] = fake.opens[1] = MC_UNAVAILABLE;
	fake.open_count = 2;
	struct mc_courier *courier = start();
	mc_courier_watch(courier, &(struct mc_query){ .kind = MC_QUERY_HALL, .text = "hall" });
	struct mc_msg msg = receive(courier);
	assert_int_equal(msg.kind, MC_MSG_STORE);
	assert_int_equal(msg.store, MC_STORE_DOWN);
	msg = receive(courier);
	assert_int_equal(msg.kind, MC_MSG_STORE);
	assert_int_equal(msg.store, MC_STORE_UP);
	mc_answer_destroy(receive_kind(courier, MC_MSG_ANSWER));
	assert_int_equal(mc_courier_failed(courier, NULL), MC_OK);
	mc_courier_destroy(courier);
}

static void test_a_store_that_never_opens_is_told(void **state) {
	(void)state;
	fake.opens[0] = MC_DAMAGED;
	fake.open_count = 1;
	struct mc_courier *courier = start();
	give_act(courier, 1, "x");
	struct mc_answer *answer = receive_kind(courier, MC_MSG_OUTCOME);
	assert_int_equal(answer->status, MC_DAMAGED);
	mc_answer_destroy(answer);
	struct mc_error err;
	assert_int_equal(mc_courier_failed(courier, &err), MC_DAMAGED);
	assert_int_equal(err.status, MC_DAMAGED);
	assert_int_equal(fake.tries, 0);
	mc_courier_destroy(courier);
}

static void test_leaving_interrupts_a_long_read(void **state) {
	(void)state;
	fake.slow_read = true;
	struct mc_courier *courier = start();
	mc_courier_read(courier, 1, &(struct mc_query){ .kind = MC_QUERY_HALL });
	for (int reads = 0; reads == 0;) {
		usleep(500);
		pthread_mutex_lock(&fake.lock);
		reads = fake.reads;
		pthread_mutex_unlock(&fake.lock);
	}
	mc_courier_destroy(courier);
	assert_true(fake.interrupted);
}

#define COURIER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		COURIER_TEST(test_acts_are_done_in_order),
		COURIER_TEST(test_busy_names_the_holder),
		COURIER_TEST(test_unknown_outcome_is_asked_again_by_its_key),
		COURIER_TEST(test_an_outcome_that_stays_unknown_is_told),
		COURIER_TEST(test_acts_given_before_the_end_are_done),
		COURIER_TEST(test_only_the_newest_snapshot_is_kept),
		COURIER_TEST(test_a_new_watch_forgets_the_old),
		COURIER_TEST(test_a_new_day_is_read_without_a_change),
		COURIER_TEST(test_a_store_that_comes_back_is_found_again),
		COURIER_TEST(test_a_store_that_never_opens_is_told),
		COURIER_TEST(test_leaving_interrupts_a_long_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The loop, with pipes, timers and signals. */
#include "app/loop.h"
#include "base/clock.h"
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

struct log {
	struct mc_loop *loop;
	struct mc_source *a, *b;
	int pipe_a[2], pipe_b[2];
	int calls_a, calls_b, ticks, signals;
};

static void drain(int fd) {
	char byte;
	assert_int_equal(read(fd, &byte, 1), 1);
}

static void on_a(int fd, short revents, void *data) {
	struct log *log = data;
	assert_true(revents & POLLIN);
	drain(fd);
	log->calls_a++;
}

static void on_b(int fd, short revents, void *data) {
	struct log *log = data;
	assert_true(revents & POLLIN);
	drain(fd);
	log->calls_b++;
}

static int set_up(void **state) {
	static struct log log;
	log = (struct log){ 0 };
	struct mc_error err;
	assert_int_equal(mc_loop_create(&log.loop, &err), MC_OK);
	assert_int_equal(pipe(log.pipe_a), 0);
	assert_int_equal(pipe(log.pipe_b), 0);
	*state = &log;
	return 0;
}

static int tear_down(void **state) {
	struct log *log = *state;
	mc_loop_destroy(log->loop);
	for (int i = 0; i < 2; i++) {
		close(log->pipe_a[i]);
		close(log->pipe_b[i]);
	}
	return 0;
}

static void ring(int fds[2]) {
	assert_int_equal(write(fds[1], "x", 1), 1);
}

static void test_descriptor_is_called_once_for_each_byte_left(void **state) {
	struct log *log = *state;
	mc_loop_add_fd(log->loop, log->pipe_a[0], POLLIN, on_a, log);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_a, 0);
	ring(log->pipe_a);
	ring(log->pipe_a);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_a, 1);
	mc_loop_turn(log->loop, 0);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_a, 2);
}

static void remove_both(int fd, short revents, void *data) {
	struct log *log = data;
	on_a(fd, revents, data);
	mc_source_remove(log->a);
	mc_source_remove(log->b);
}

/* Both are ready in one turn; the first removes itself and the second. */
static void test_removal_inside_a_callback_holds_at_once(void **state) {
	struct log *log = *state;
	log->a = mc_loop_add_fd(log->loop, log->pipe_a[0], POLLIN, remove_both, log);
	log->b = mc_loop_add_fd(log->loop, log->pipe_b[0], POLLIN, on_b, log);
	ring(log->pipe_a);
	ring(log->pipe_a);
	ring(log->pipe_b);
	mc_loop_turn(log->loop, 0);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_a, 1);
	assert_int_equal(log->calls_b, 0);
}

static void add_b(int fd, short revents, void *data) {
	struct log *log = data;
	on_a(fd, revents, data);
	log->b = mc_loop_add_fd(log->loop, log->pipe_b[0], POLLIN, on_b, log);
}

static void test_source_added_inside_a_callback_waits_for_the_next_turn(void **state) {
	struct log *log = *state;
	mc_loop_add_fd(log->loop, log->pipe_a[0], POLLIN, add_b, log);
	ring(log->pipe_a);
	ring(log->pipe_b);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_b, 0);
	mc_loop_turn(log->loop, 0);
	assert_int_equal(log->calls_b, 1);
}

static void on_tick(void *data) {
	struct log *log = data;
	if (++log->ticks == 3) {
		mc_source_remove(log->a);
	}
}

static void test_periodic_timer_runs_until_removed(void **state) {
	struct log *log = *state;
	int64_t start = mc_monotonic_ms();
	log->a = mc_loop_add_timer(log->loop, 2, 2, on_tick, log);
	while (log->ticks < 3) {
		mc_loop_turn(log->loop, -1);
	}
	assert_true(mc_monotonic_ms() - start >= 6);
	mc_loop_turn(log->loop, 5);
	assert_int_equal(log->ticks, 3);
}

static void test_single_timer_runs_once(void **state) {
	struct log *log = *state;
	mc_loop_add_timer(log->loop, 1, 0, on_tick, log);
	while (log->ticks == 0) {
		mc_loop_turn(log->loop, -1);
	}
	mc_loop_turn(log->loop, 5);
	assert_int_equal(log->ticks, 1);
}

static void on_signal(int signal, void *data) {
	struct log *log = data;
	assert_int_equal(signal, SIGUSR1);
	log->signals++;
}

static void test_signal_arrives_as_a_call(void **state) {
	struct log *log = *state;
	mc_loop_add_signal(log->loop, SIGUSR1, on_signal, log);
	assert_int_equal(raise(SIGUSR1), 0);
	assert_int_equal(log->signals, 0);
	mc_loop_turn(log->loop, -1);
	assert_int_equal(log->signals, 1);
}

static void test_signal_mask_is_put_back(void **state) {
	(void)state;
	sigset_t before, during, after;
	struct mc_loop *loop;
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	assert_int_equal(mc_loop_create(&loop, NULL), MC_OK);
	mc_loop_add_signal(loop, SIGUSR2, on_signal, NULL);
	pthread_sigmask(SIG_SETMASK, NULL, &during);
	mc_loop_destroy(loop);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	assert_int_equal(sigismember(&during, SIGUSR2), 1);
	assert_int_equal(sigismember(&after, SIGUSR2), sigismember(&before, SIGUSR2));
}

static void ignore(int signal) {
	(void)signal;
}

struct pinger {
	pthread_t target;
	int fd;
};

/* Interrupts the waiting loop three times, and only then gives it something. */
static void *ping(void *data) {
	struct pinger *pinger = data;
	for (int i = 0; i < 3; i++) {
		struct timespec moment = { .tv_nsec = 2000000 };
		nanosleep(&moment, NULL);
		pthread_kill(pinger->target, SIGUSR2);
	}
	assert_int_equal(write(pinger->fd, "x", 1), 1);
	return NULL;
}

static void test_interrupted_wait_goes_on(void **state) {
	struct log *log = *state;
	struct sigaction action = { .sa_handler = ignore };
	sigaction(SIGUSR2, &action, NULL);
	mc_loop_add_fd(log->loop, log->pipe_a[0], POLLIN, on_a, log);
	struct pinger pinger = { pthread_self(), log->pipe_a[1] };
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, ping, &pinger), 0);
	mc_loop_turn(log->loop, -1);
	assert_int_equal(log->calls_a, 1);
	pthread_join(thread, NULL);
}

#define LOOP_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		LOOP_TEST(test_descriptor_is_called_once_for_each_byte_left),
		LOOP_TEST(test_removal_inside_a_callback_holds_at_once),
		LOOP_TEST(test_source_added_inside_a_callback_waits_for_the_next_turn),
		LOOP_TEST(test_periodic_timer_runs_until_removed),
		LOOP_TEST(test_single_timer_runs_once),
		LOOP_TEST(test_signal_arrives_as_a_call),
		LOOP_TEST(test_interrupted_wait_goes_on),
		cmocka_unit_test(test_signal_mask_is_put_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

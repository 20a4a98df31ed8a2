/* The crowd of the demonstration keeps the hall's rules. */
#include "app/demo.h"
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_a_hundred_steps(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	office_make(folder);
	struct mc_store *store = office_open(folder);
	struct mc_error err;
	struct mc_crowd_options options = { .speed = 1, .seed = 20261123, .steps = 100 };
	office_expect(mc_demo_crowd(store, &options, &err), &err);

	struct mc_arena arena;
	struct mc_hall hall;
	mc_arena_init(&arena);
	office_expect(mc_store_hall(store, &arena, &hall, &err), &err);
	assert_true(office_tickets(store) > 3);
	int issued = 0, served = 0;
	for (size_t i = 0; i < hall.line_count; i++) {
		issued += hall.lines[i].issued;
		served += hall.lines[i].served;
	}
	assert_int_equal(issued, office_tickets(store));
	assert_true(served > 0 && served < issued);
	for (size_t i = 0; i < hall.desk_count; i++) { /* the watcher's desk is left alone */
		if (strcmp(hall.desks[i].desk, MC_DEMO_DESK) == 0) {
			assert_int_equal(hall.desks[i].state, MC_DESK_CLOSED);
		}
	}
	mc_arena_finish(&arena);
	mc_store_close(store);
	temp_remove(folder);
}

static void test_a_real_office_is_left_alone(void **state) {
	(void)state;
	char folder[64];
	temp_make(folder);
	struct mc_error err;
	office_expect(mc_store_init(folder, 1, false, &err), &err);
	struct mc_store *store;
	office_expect(mc_store_open(folder, NULL, &store, &err), &err);
	struct mc_crowd_options options = { .speed = 1, .seed = 1, .steps = 1 };
	assert_int_equal(mc_demo_crowd(store, &options, &err), MC_REFUSED);
	mc_store_close(store);
	temp_remove(folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_hundred_steps),
		cmocka_unit_test(test_a_real_office_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

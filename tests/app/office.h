/* A practice office in a temporary folder, set up with the sample. */
#ifndef MC_TESTS_APP_OFFICE_H
#define MC_TESTS_APP_OFFICE_H

#include "app/exchange/exchange.h"
#include "app/papers.h"
#include "temp.h"
#include <string.h>

/* Monday 23 November 2026, 08:00: a working morning. */
#define OFFICE_MORNING mc_time_at(mc_day_of_civil(2026, 11, 23), 8 * 60)

static inline void office_expect(enum mc_status status, const struct mc_error *err) {
	if (status != MC_OK) {
		char sentence[512];
		mc_error_text(MC_LANG_EN, err, sentence, sizeof sentence);
		fprintf(stderr, "# %s: %s\n", mc_status_name(status), sentence);
		abort();
	}
}

static inline struct mc_store *office_open(const char *folder) {
	struct mc_store *store;
	struct mc_error err;
	office_expect(mc_app_open(folder, NULL, &store, &err), &err);
	office_expect(mc_store_set_clock(store, OFFICE_MORNING, &err), &err);
	return store;
}

/* Makes the office in `folder`, an existing empty folder. */
static inline void office_make(const char *folder) {
	struct mc_error err;
	struct mc_arena arena;
	struct mc_setup_rows rows;
	struct mc_faults faults = { 0 };
	const char *paths[MC_FILE_COUNT] = { NULL };
	mc_arena_init(&arena);
	office_expect(mc_store_init(folder, 1, true, &err), &err);
	office_expect(mc_exchange_new_office(paths, true, &arena, &rows, &faults, &err), &err);
	struct mc_store *store = office_open(folder);
	struct mc_act act = { .verb = MC_VERB_SETUP, .who.staff = "", .door = MC_DOOR_COMMAND };
	act.as.setup.rows = rows.rows;
	act.as.setup.count = rows.count;
	mc_key_random(act.key);
	struct mc_outcome outcome;
	office_expect(mc_store_act(store, &act, &arena, &outcome, &err), &err);
	mc_store_close(store);
	mc_arena_finish(&arena);
}

/* For a test whose state is the folder of such an office. */
static inline int office_set_up(void **state) {
	static char folder[64];
	temp_make(folder);
	office_make(folder);
	*state = folder;
	return 0;
}

static inline int office_tear_down(void **state) {
	temp_remove(*state);
	return 0;
}

#define OFFICE_TEST(name) cmocka_unit_test_setup_teardown(name, office_set_up, office_tear_down)

static inline struct mc_act office_issue(const char *line) {
	struct mc_act act = {
		.verb = MC_VERB_TICKET_ISSUE, .who.staff = "", .door = MC_DOOR_KIOSK
	};
	act.as.issue.line = line;
	act.as.issue.appointment_min = -1;
	mc_key_random(act.key);
	return act;
}

static inline size_t office_tickets(struct mc_store *store) {
	struct mc_arena arena;
	struct mc_error err;
	const struct mc_ticket *rows;
	size_t count;
	struct mc_ticket_filter filter = { .day = mc_day_of(mc_store_now(store)), .state = -1 };
	mc_arena_init(&arena);
	office_expect(mc_store_tickets(store, &arena, &filter, &rows, &count, &err), &err);
	mc_arena_finish(&arena);
	return count;
}

#endif

/* Who acts and how that is known, and how often a PIN may be guessed. */
#include "office.h"
#include <stdlib.h>
#include <string.h>

/* ---- PINs ---- */

static void set_leave_pin(struct office *office, const char *pin) {
	char hash[MC_LEAVE_PIN_SIZE];
	struct mc_setup_row row = { .kind = MC_SETUP_OFFICE };
	assert_int_equal(mc_store_leave_pin(pin, hash, &office->err), MC_OK);
	row.as.office.key = "leave-pin";
	row.as.office.value = hash;

	(void)office_do(office, act_setup(office, &row, 1));
}

static enum mc_status try_leave(struct office *office, const char *pin, bool *ret_fits) {
	struct mc_leave leave = { .fits = false };
	enum mc_status status =
		mc_store_leave(office->store, &office->arena, pin, &leave, &office->err);
	*ret_fits = leave.fits;
	return status;
}

/* A new connection, at the office's clock: a screen that was started again. */
static void start_again(struct office *office, int64_t later_ms) {
	office->now += later_ms;
	office_reopen(office);
	assert_int_equal(mc_store_set_clock(office->store, office->now, &office->err), MC_OK);
}

static void wrong_leave_pins_are_counted_over_restarts(void **state) {
	(void)state;
	struct office office;
	bool fits;
	office_make(&office);
	set_leave_pin(&office, "73190246");
	start_again(&office, 1000);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(try_leave(&office, "1111", &fits), MC_OK);
		assert_false(fits);
		start_again(&office, 1000);
	}
	assert_int_equal(try_leave(&office, "73190246", &fits), MC_REFUSED);
	assert_false(fits);
	start_again(&office, 61 * 1000);
	assert_int_equal(try_leave(&office, "73190246", &fits), MC_OK);
	assert_true(fits);
	/* a right one has cleared the count */
	assert_int_equal(try_leave(&office, "1111", &fits), MC_OK);
	assert_int_equal(try_leave(&office, "73190246", &fits), MC_OK);
	assert_true(fits);
	office_finish(&office);
}

/* ---- identities ---- */

static const struct {
	const char *what;
	struct mc_identity who;
	enum mc_door door;
	bool sets_up, gives_numbers;
} identities[] = {
	{ "a zeroed one", { .staff = NULL }, MC_DOOR_COMMAND, false, false },
	{ "roles that only the caller has seen", { .roles = MC_ROLES_ALL }, MC_DOOR_COMMAND, false,
		false },
	{ "the service account", { .how = MC_KNOWN_SERVICE }, MC_DOOR_COMMAND, true, false },
	{ "a kiosk", { .how = MC_KNOWN_KIOSK }, MC_DOOR_KIOSK, false, true },
	{ "a kiosk at another door", { .how = MC_KNOWN_KIOSK }, MC_DOOR_COMMAND, false, false },
	{ "nobody of the office", { .staff = "ai", .how = MC_KNOWN_SERVICE }, MC_DOOR_COMMAND,
		false, false },
};

static enum mc_status act_as(struct mc_store *store, struct mc_act act, size_t i) {
	struct mc_arena arena;
	struct mc_outcome outcome;
	act.who = identities[i].who;
	act.door = identities[i].door;
	mc_key_random(act.key);
	mc_arena_init(&arena);
	enum mc_status status = mc_store_act(store, &act, &arena, &outcome, NULL);
	mc_arena_finish(&arena);
	return status;
}

/* Whether the day or the hour allows it is another matter: only MC_DENIED is looked at. */
static void an_identity_counts_for_what_is_known_of_it(void **state) {
	(void)state;
	struct office office; /* for its folder */
	char dir[128];
	struct mc_store *store;
	office_make_bare(&office);
	snprintf(dir, sizeof dir, "%s/real", office.dir);
	assert_int_equal(mc_store_init(dir, 1, false, &office.err), MC_OK);
	assert_int_equal(mc_store_open(dir, NULL, &store, &office.err), MC_OK);
	const struct mc_setup_row row = { .kind = MC_SETUP_OFFICE,
		.as.office = { "name", "UBND phường Thật" } };
	const struct mc_act setup = { .verb = MC_VERB_SETUP, .as.setup = { &row, 1 } };
	const struct mc_act issue = { .verb = MC_VERB_TICKET_ISSUE,
		.as.issue = { .line = "A", .appointment_min = -1 } };
	for (size_t i = 0; i < MC_COUNT(identities); i++) {
		bool sets_up = act_as(store, setup, i) != MC_DENIED;
		bool gives_numbers = act_as(store, issue, i) != MC_DENIED;
		if (sets_up != identities[i].sets_up ||
			gives_numbers != identities[i].gives_numbers) {
			fail_msg("%s: sets up %d, gives numbers %d", identities[i].what, sets_up,
				gives_numbers);
		}
	}
	mc_store_close(store);
	office_finish(&office);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_leave_pins_are_counted_over_restarts),
		cmocka_unit_test(an_identity_counts_for_what_is_known_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Who may sit at which screen. */
#include "app/session.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define R(name) MC_ROLE_BIT(MC_ROLE_##name)

static const struct mc_staff people[] = {
	{ .staff = "hoa", .name = "Trần Thị Hoa", .desk = "1", .roles = R(RECEPTION) | R(OFFICER) },
	{ .staff = "thu", .name = "Đỗ Anh Thư", .desk = "", .roles = R(INSPECTOR) },
	{ .staff = "duc", .name = "Hoàng Minh Đức", .desk = "", .roles = R(HEAD) },
	{ .staff = "kiosk", .name = "Máy lấy số ở sảnh", .desk = "", .roles = R(KIOSK) },
	{ .staff = "cu", .name = "Người đã nghỉ việc", .desk = "", .roles = 0 },
	{ .staff = "tuan", .name = "Ngô Quốc Tuấn", .desk = "", .roles = R(ADMINISTRATOR) },
};

#define PEOPLE (sizeof people / sizeof *people)

static const struct {
	enum mc_door door;
	const char *staff;
	enum mc_status status;
} rows[] = {
	{ MC_DOOR_DESK, "hoa", MC_OK },
	{ MC_DOOR_DESK, "HOA", MC_OK },
	{ MC_DOOR_COUNTER, "hoa", MC_OK },
	{ MC_DOOR_WATCH, "hoa", MC_DENIED },
	{ MC_DOOR_WATCH, "thu", MC_OK },
	{ MC_DOOR_DESK, "thu", MC_DENIED },
	{ MC_DOOR_DESK, "duc", MC_OK },
	{ MC_DOOR_WATCH, "duc", MC_OK },
	{ MC_DOOR_COUNTER, "tuan", MC_DENIED },
	{ MC_DOOR_WATCH, "tuan", MC_OK },
	{ MC_DOOR_KIOSK, "tuan", MC_OK },
	{ MC_DOOR_COUNTER, "kiosk", MC_DENIED },
	{ MC_DOOR_DESK, "kiosk", MC_DENIED },
	{ MC_DOOR_WATCH, "kiosk", MC_DENIED },
	{ MC_DOOR_KIOSK, "kiosk", MC_OK },
	{ MC_DOOR_COUNTER, "cu", MC_DENIED },
	{ MC_DOOR_DESK, "cu", MC_DENIED },
	{ MC_DOOR_WATCH, "cu", MC_DENIED },
	{ MC_DOOR_KIOSK, "cu", MC_DENIED },
	{ MC_DOOR_DESK, "nobody", MC_NOT_FOUND },
	{ MC_DOOR_DESK, "", MC_NOT_FOUND },
};

static void test_choosing(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_session session;
		struct mc_error err;
		mc_session_init(&session, rows[i].door, true);
		mc_session_learn(&session, &(struct mc_staff_list){ people, PEOPLE });
		assert_int_equal(mc_session_choose(&session, rows[i].staff, &err), rows[i].status);
		if (rows[i].status == MC_OK) {
			assert_true(session.who.roles != 0);
			assert_true(mc_session_name(&session)[0] != '\0');
		} else {
			assert_string_equal(session.who.staff, "");
		}
		mc_session_finish(&session);
	}
}

static void test_nobody_holds_every_role_in_practice_only(void **state) {
	(void)state;
	struct mc_session session;
	for (int practice = 0; practice < 2; practice++) {
		mc_session_init(&session, MC_DOOR_DESK, practice);
		mc_session_learn(&session, &(struct mc_staff_list){ people, PEOPLE });
		assert_int_equal(session.who.roles, practice ? MC_ROLES_ALL : 0);
		assert_string_equal(mc_session_name(&session), "");
		mc_session_finish(&session);
	}
}

static void test_a_bound_screen_stays_with_its_person(void **state) {
	(void)state;
	struct mc_session session;
	struct mc_error err;
	mc_session_init(&session, MC_DOOR_DESK, false);
	mc_session_continue(
		&session, &(struct mc_identity){ .staff = "hoa", .how = MC_KNOWN_SERVICE });
	assert_int_equal(session.who.roles, 0); /* not known before the list */
	mc_session_learn(&session, &(struct mc_staff_list){ people, PEOPLE });
	assert_int_equal(session.who.roles, people[0].roles);
	assert_int_equal(mc_session_check(&session, &err), MC_OK);
	assert_int_equal(mc_session_choose(&session, "duc", &err), MC_DENIED);
	assert_string_equal(mc_session_name(&session), "Trần Thị Hoa");
	assert_int_equal(mc_session_choose(&session, "hoa", &err), MC_OK);
	/* taken off the list meanwhile: no rights any more */
	mc_session_learn(&session, &(struct mc_staff_list){ people + 1, PEOPLE - 1 });
	assert_int_equal(session.who.roles, 0);
	assert_int_equal(mc_session_check(&session, &err), MC_NOT_FOUND);
	mc_session_finish(&session);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choosing),
		cmocka_unit_test(test_nobody_holds_every_role_in_practice_only),
		cmocka_unit_test(test_a_bound_screen_stays_with_its_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

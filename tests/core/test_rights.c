/* The table of rights as design §8 and the domain notes say it, role by role. */
#include "base/tr.h"
#include "cmocka_all.h"
#include "core/act/rights.h"
#include "core/names.h"
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct doing {
	enum mc_verb verb;
	int part; /* move or transition */
	const char *roles; /* those who may, as letters: see role_letters */
};

/* kiosk reception officer cashier head supervisor inspector administrator */
static const char role_letters[] = "krochsia";

static const struct doing doings[] = {
	{ MC_VERB_SETUP, 0, "a" },
	{ MC_VERB_DESK_OPEN, 0, "roch" },
	{ MC_VERB_DESK_PAUSE, 0, "rochs" },
	{ MC_VERB_DESK_CLOSE, 0, "rochs" },
	{ MC_VERB_TICKET_ISSUE, 0, "krh" },
	{ MC_VERB_TICKET_NEXT, 0, "roch" },
	{ MC_VERB_TICKET_CALL, 0, "hs" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_CALL, "hs" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_RECALL, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_ARRIVE, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_SERVE, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_DONE, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_MISS, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_PARK, "roch" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_RESTORE, "rochs" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_TRANSFER, "rochs" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_CANCEL, "rochs" },
	{ MC_VERB_TICKET_MOVE, MC_MOVE_EXPIRE, "rhs" },
	{ MC_VERB_TICKET_UNDO, 0, "rochs" },
	{ MC_VERB_DOSSIER_ACCEPT, 0, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_SUBMIT, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_ACCEPT, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_REFUSE, "h" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_COMPLETE, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_PROCESS, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_RECEIVED, "oh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_TRANSFER, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_SUPPLEMENT, "oh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_SUPPLIED, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_AWAIT_PAYMENT, "oh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_PAID, "roch" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_EXTEND, "h" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_APOLOGISE, "h" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_WITHDRAW, "h" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_STOP, "h" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_RESOLVE, "oh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_RETURN, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_POST, "roh" },
	{ MC_VERB_DOSSIER_MOVE, MC_T_UNDO, "h" },
	{ MC_VERB_DOSSIER_UNDO, 0, "roch" },
	{ MC_VERB_DOSSIER_IMPORT, 0, "a" },
	{ MC_VERB_DOSSIER_READ, 0, "rocha" },
	{ MC_VERB_FEE_TAKE, 0, "c" },
	{ MC_VERB_DATA_ERASE, 0, "h" },
	{ MC_VERB_PAPER_PRINT, 0, "roch" },
	{ MC_VERB_LEDGER_SEAL, 0, "rha" },
	{ MC_VERB_OFFICE_KEY, 0, "a" },
};

static struct mc_act act_of(const struct doing *doing) {
	struct mc_act act = { .verb = doing->verb };

	if (doing->verb == MC_VERB_TICKET_MOVE) {
		act.as.ticket.move = (enum mc_ticket_move)doing->part;
	} else if (doing->verb == MC_VERB_DOSSIER_MOVE) {
		act.as.dossier.transition = (enum mc_transition)doing->part;
	}
	return act;
}

static void every_role_at_every_act(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(doings); i++) {
		struct mc_act act = act_of(&doings[i]);

		for (unsigned role = 0; role < MC_ROLE_COUNT; role++) {
			bool may = strchr(doings[i].roles, role_letters[role]) != NULL;

			assert_int_equal(mc_rights_allow(MC_ROLE_BIT(role), &act), may);
		}
		assert_true(mc_rights_allow(MC_ROLES_ALL, &act));
		assert_false(mc_rights_allow(0, &act));
	}
}

/* What is no act; a “-” is the service account, nobody in particular. */
static const struct {
	enum mc_right right;
	const char *roles;
} readings[] = {
	{ MC_RIGHT_FREE, "krochsia-" },
	{ MC_RIGHT_HALL, "krochsia-" },
	{ MC_RIGHT_VIEW, "rochsia-" },
	{ MC_RIGHT_DOSSIERS, "rochia" },
	{ MC_RIGHT_PAPER, "rocha" },
	{ MC_RIGHT_SERVING, "roch-" },
	{ MC_RIGHT_WATCHING, "hsia-" },
	{ MC_RIGHT_PRINT, "rocha-" },
	{ MC_RIGHT_BACKUP, "ha-" },
	{ MC_RIGHT_READ_FILE, "a-" },
	{ MC_RIGHT_WRITE_FILE, "ha-" },
};

static void every_role_at_everything_else(void **state) {
	(void)state;
	assert_int_equal(COUNT(readings), MC_RIGHT_DO_SETUP);
	for (size_t i = 0; i < COUNT(readings); i++) {
		unsigned roles = mc_right_roles(readings[i].right);

		for (unsigned role = 0; role < MC_ROLE_COUNT; role++) {
			assert_int_equal((roles & MC_ROLE_BIT(role)) != 0,
				strchr(readings[i].roles, role_letters[role]) != NULL);
		}
		assert_int_equal(
			(roles & MC_ROLES_SERVICE) != 0, strchr(readings[i].roles, '-') != NULL);
	}
}

/* Without a name one sets up, takes over, seals, and does nothing else. */
static void the_service_account_only_sets_up(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(doings); i++) {
		struct mc_act act = act_of(&doings[i]);
		bool may = act.verb == MC_VERB_SETUP || act.verb == MC_VERB_DOSSIER_IMPORT ||
			   act.verb == MC_VERB_LEDGER_SEAL || act.verb == MC_VERB_OFFICE_KEY;

		assert_int_equal(mc_rights_allow(MC_ROLES_SERVICE, &act), may);
	}
}

static void a_seat_is_a_right(void **state) {
	(void)state;
	assert_int_equal(mc_right_of_door(MC_DOOR_COUNTER), MC_RIGHT_SERVING);
	assert_int_equal(mc_right_of_door(MC_DOOR_DESK), MC_RIGHT_SERVING);
	assert_int_equal(mc_right_of_door(MC_DOOR_WATCH), MC_RIGHT_WATCHING);
	assert_int_equal(mc_right_of_door(MC_DOOR_KIOSK), MC_RIGHT_HALL);
}

/* What is no screen needs nobody at it: the service account acts there. */
static void a_door_is_a_screen_or_none(void **state) {
	static const bool screens[MC_DOOR_COUNT] = {
		[MC_DOOR_KIOSK] = true,
		[MC_DOOR_COUNTER] = true,
		[MC_DOOR_DESK] = true,
		[MC_DOOR_WATCH] = true,
	};

	(void)state;
	for (unsigned i = 0; i < MC_DOOR_COUNT; i++) {
		assert_int_equal(mc_door_is_screen((enum mc_door)i), screens[i]);
	}
}

/* A verb, move or transition added later must find its place in the table above. */
static void the_table_here_is_complete(void **state) {
	unsigned verbs = 0, moves = 0, transitions = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(doings); i++) {
		verbs |= 1u << doings[i].verb;
		if (doings[i].verb == MC_VERB_TICKET_MOVE) {
			moves |= 1u << doings[i].part;
		} else if (doings[i].verb == MC_VERB_DOSSIER_MOVE) {
			transitions |= 1u << doings[i].part;
		}
	}
	assert_int_equal(verbs, (1u << MC_VERB_COUNT) - 1);
	assert_int_equal(moves, (2u << MC_MOVE_EXPIRE) - 1);
	assert_int_equal(transitions, (2u << MC_T_UNDO) - 1);
}

static void roles_add_up(void **state) {
	struct mc_act take = { .verb = MC_VERB_FEE_TAKE },
		      accept = { .verb = MC_VERB_DOSSIER_ACCEPT };
	unsigned roles = MC_ROLE_BIT(MC_ROLE_RECEPTION) | MC_ROLE_BIT(MC_ROLE_CASHIER);

	(void)state;
	assert_true(mc_rights_allow(roles, &take));
	assert_true(mc_rights_allow(roles, &accept));
}

static const struct mc_staff people[] = {
	{ "binh", "Lê Văn Bình", "", MC_ROLE_BIT(MC_ROLE_OFFICER) },
	{ "hung", "Lê Văn Hùng", "", MC_ROLE_BIT(MC_ROLE_HEAD) },
	{ "kiosk", "Máy lấy số", "", MC_ROLE_BIT(MC_ROLE_KIOSK) },
	{ "mai", "Nguyễn Thị Mai", "", MC_ROLE_BIT(MC_ROLE_HEAD) },
	{ "hoa", "Trần Thị Hoa", "", MC_ROLE_BIT(MC_ROLE_RECEPTION) },
	{ "lan", "Vũ Thị Lan", "", MC_ROLE_BIT(MC_ROLE_RECEPTION) },
};

/* What only others may do is said in words, and who they are by name. */
static void a_denial_names_the_act_and_the_people(void **state) {
	static const struct {
		enum mc_verb verb;
		int part;
		size_t staff; /* so many of them are there */
		const char *says;
	} rows[] = {
		{ MC_VERB_DOSSIER_MOVE, MC_T_UNDO, COUNT(people),
			"Only Lê Văn Hùng or Nguyễn Thị Mai may take back a step of a dossier." },
		{ MC_VERB_DATA_ERASE, 0, 2, "Only Lê Văn Hùng may erase personal data." },
		{ MC_VERB_DOSSIER_MOVE, MC_T_RESOLVE, COUNT(people),
			"Only Lê Văn Bình, Lê Văn Hùng or Nguyễn Thị Mai may report a result." },
		{ MC_VERB_TICKET_MOVE, MC_MOVE_DONE, COUNT(people),
			"Only Lê Văn Bình, Lê Văn Hùng, Nguyễn Thị Mai or 2 others may finish a "
			"citizen's turn." },
		{ MC_VERB_TICKET_ISSUE, 0, 3, "Only Lê Văn Hùng may issue numbers." },
		{ MC_VERB_FEE_TAKE, 0, COUNT(people), "Nobody in this office may do that yet" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct doing doing = { rows[i].verb, rows[i].part, "" };
		const struct mc_staff_list staff = { people, rows[i].staff };
		struct mc_act act = act_of(&doing);
		struct mc_error err = { 0 };
		char text[512];

		assert_int_equal(mc_rights_refuse(&act, &staff, &err), MC_DENIED);
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		assert_int_equal(strncmp(text, rows[i].says, strlen(rows[i].says)), 0);
	}
}

/* Every act has its words, in which no code word and no role stands. */
static void no_denial_speaks_in_code_words(void **state) {
	const struct mc_staff_list staff = { people, 2 };

	(void)state;
	for (size_t i = 0; i < COUNT(doings); i++) {
		struct mc_act act = act_of(&doings[i]);
		struct mc_error err = { 0 };

		assert_int_equal(mc_rights_refuse(&act, &staff, &err), MC_DENIED);
		if (strstr(err.format, "may ") == NULL ||
			strchr(err.format, '.') != err.format + strlen(err.format) - 1) {
			assert_non_null(strstr(err.format, "motcua staff add"));
		}
	}
}

static void names_go_there_and_back(void **state) {
	(void)state;
	for (unsigned i = 0; i < MC_ROLE_COUNT; i++) {
		assert_int_equal(mc_names_find(&mc_roles, mc_role_name((enum mc_role)i)), i);
		assert_int_equal(mc_role_name((enum mc_role)i)[0], role_letters[i]);
	}
	assert_int_equal(mc_names_find(&mc_roles, "HEAD"), MC_ROLE_HEAD);
	assert_int_equal(mc_names_find(&mc_roles, "boss"), -1);
	assert_string_equal(mc_verb_name(MC_VERB_TICKET_ISSUE), "ticket.issue");
	assert_string_equal(mc_door_name(MC_DOOR_SYSTEM), "system");
	for (unsigned i = 0; i < MC_WARNING_COUNT; i++) {
		const char *text = mc_warning_text((enum mc_warning_index)i);

		assert_int_equal(text[strlen(text) - 1], '.');
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_at_every_act),
		cmocka_unit_test(every_role_at_everything_else),
		cmocka_unit_test(the_service_account_only_sets_up),
		cmocka_unit_test(a_seat_is_a_right),
		cmocka_unit_test(a_door_is_a_screen_or_none),
		cmocka_unit_test(the_table_here_is_complete),
		cmocka_unit_test(roles_add_up),
		cmocka_unit_test(a_denial_names_the_act_and_the_people),
		cmocka_unit_test(no_denial_speaks_in_code_words),
		cmocka_unit_test(names_go_there_and_back),
	};

	return cmocka_run_group_tests_name("rights", tests, NULL, NULL);
}

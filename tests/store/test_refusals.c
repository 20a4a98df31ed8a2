/*
 * Every refusal of the store, as a table: an act that must fail, its status, and
 * the field that it is about. A refused act changes nothing at all.
 */
#include "office.h"
#include <stdio.h>
#include <string.h>

static struct office office;

/*
 * The office of the table: desk 1 has A001 called, A002 and A003 wait, B001 is
 * done; lines C and D have given all they may; dossiers 1 accepted (fee open),
 * 2 processing, 3 resolved (fee open), 4 returned, 5 accepted with another
 * system's code EXT-1, 6 accepted and free.
 */
#define CODE(n) "H01-261123-000" #n

static void prepare(void) {
	office_make(&office);
	for (int i = 0; i < 3; i++) {
		office_do(&office, act_issue(&office, "A"));
	}
	for (int i = 0; i < 3; i++) {
		struct mc_act act = act_issue(&office, "C");
		act.as.issue.kind = MC_KIND_ASK;
		office_do(&office, act);
	}
	office_do(&office, act_issue(&office, "D"));
	office_do(&office, act_issue(&office, "D"));
	office_do(&office, act_issue(&office, "B"));
	office_do(&office, act_next(&office, "2"));
	office_do(&office, act_move(&office, "B001", MC_MOVE_DONE));
	office_do(&office, act_next(&office, "1"));
	office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_ACCEPTED);
	office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_PROCESSING);
	office_dossier(&office, PROCEDURE_FEE, MC_DOSSIER_RESOLVED);
	office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_RETURNED);
	struct mc_act act = act_accept(&office, PROCEDURE_FEE, "Trần Văn Ba");
	act.as.accept.external_code = "EXT-1";
	const char *code = office_do(&office, act).dossier.code;
	act = act_fee(&office, code, "cash");
	act.as.fee.receipt = "BL 0001";
	office_do(&office, act);
	office_dossier(&office, PROCEDURE_FREE, MC_DOSSIER_ACCEPTED);
}

struct refusal {
	const char *name;
	struct mc_act act; /* key, clock, door and actor are filled in where empty */
	enum mc_status status;
	const char *field; /* NULL: none */
};

static void check(const struct refusal *rows, size_t count) {
	size_t bad = 0;
	prepare();
	const char *before = office_dump(&office, true);
	for (size_t i = 0; i < count; i++) {
		struct mc_outcome outcome = { .subject = -7 };
		struct mc_act act = rows[i].act, full = act_new(&office, act.verb);
		memcpy(act.key, full.key, sizeof act.key);
		act.now = act.now ? act.now : full.now;
		act.who.staff = act.who.staff ? act.who.staff : full.who.staff;
		enum mc_status status = office_try(&office, &act, &outcome);
		const char *field = status == MC_OK ? NULL : office.err.field;
		if (status != rows[i].status ||
			strcmp(field ? field : "", rows[i].field ? rows[i].field : "") != 0) {
			fprintf(stderr, "# %s: %s at %s, not %s at %s\n", rows[i].name,
				mc_status_name(status), field ? field : "(none)",
				mc_status_name(rows[i].status),
				rows[i].field ? rows[i].field : "(none)");
			bad++;
		}
		assert_true(status == MC_OK || office.err.format);
		assert_int_equal(outcome.subject, status == MC_OK ? outcome.subject : -7);
		const char *after = office_dump(&office, true);
		if (strcmp(before, after) != 0) {
			fprintf(stderr, "# %s: the office changed\n", rows[i].name);
			before = after;
			bad++;
		}
	}
	office_expect_sound(&office);
	office_finish(&office);
	assert_int_equal(bad, 0);
}

#define ISSUE(...) \
	{ \
		.verb = MC_VERB_TICKET_ISSUE, .as.issue = { __VA_ARGS__ } \
	}
#define TICKET(v, ...) \
	{ \
		.verb = MC_VERB_TICKET_##v, .as.ticket = { __VA_ARGS__ } \
	}
#define DESK(v, ...) \
	{ \
		.verb = MC_VERB_DESK_##v, .as.desk = { __VA_ARGS__ } \
	}
#define NEXT(d) \
	{ \
		.verb = MC_VERB_TICKET_NEXT, .as.next = { d, NULL } \
	}

static void test_queue(void **state) {
	(void)state;
	static const struct refusal rows[] = {
		{ "unknown line", ISSUE("Z", .appointment_min = -1), MC_NOT_FOUND, "line" },
		{ "no line", ISSUE(NULL, .appointment_min = -1), MC_NOT_FOUND, "line" },
		{ "numbers used up", ISSUE("C", MC_KIND_ASK, .appointment_min = -1), MC_REFUSED,
			NULL },
		{ "wrong kind", ISSUE("C", MC_KIND_PAY, .appointment_min = -1), MC_REFUSED,
			"kind" },
		{ "quota", ISSUE("D", .appointment_min = -1), MC_REFUSED, NULL },
		{ "appointment beyond the day", ISSUE("A", .appointment_min = 1440), MC_INVALID,
			"appointment" },
		{ "desk with a ticket", NEXT("1"), MC_CONFLICT, NULL },
		{ "nobody waits", NEXT("3x"), MC_NOT_FOUND, "desk" },
		{ "no desk", NEXT(NULL), MC_NOT_FOUND, "desk" },
		{ "call without reason", TICKET(CALL, "A002", .desk = "2"), MC_INVALID, "reason" },
		{ "call for bad reason", TICKET(CALL, "A002", .desk = "2", .reason = "\xff\xfe"),
			MC_INVALID, "reason" },
		{ "call at a busy desk", TICKET(CALL, "A002", .desk = "1", .reason = "già yếu"),
			MC_CONFLICT, NULL },
		{ "call of a called one", TICKET(CALL, "A001", .desk = "2", .reason = "x"),
			MC_REFUSED, NULL },
		{ "call at no desk", TICKET(CALL, "A002", .desk = "9", .reason = "x"), MC_NOT_FOUND,
			"desk" },
		{ "another desk's citizen", TICKET(MOVE, "A001", .desk = "2", .move = MC_MOVE_DONE),
			MC_REFUSED, NULL },
		{ "unknown label", TICKET(MOVE, "A099", .move = MC_MOVE_DONE), MC_NOT_FOUND,
			"label" },
		{ "bad label", TICKET(MOVE, "xyz", .move = MC_MOVE_DONE), MC_INVALID, "label" },
		{ "no label", TICKET(MOVE, NULL, .move = MC_MOVE_DONE), MC_INVALID, "label" },
		{ "unknown id", TICKET(MOVE, NULL, .id = 1, .move = MC_MOVE_DONE), MC_NOT_FOUND,
			NULL },
		{ "done while waiting", TICKET(MOVE, "A002", .move = MC_MOVE_DONE), MC_REFUSED,
			NULL },
		{ "recall of one done", TICKET(MOVE, "B001", .move = MC_MOVE_RECALL), MC_REFUSED,
			NULL },
		{ "expire by hand",
			{ .verb = MC_VERB_TICKET_MOVE,
				.who.staff = "dung",
				.as.ticket = { "A002", .move = MC_MOVE_EXPIRE } },
			MC_REFUSED, NULL },
		{ "pause with a ticket", DESK(PAUSE, "1", "trưa"), MC_REFUSED, NULL },
		{ "close with a ticket", DESK(CLOSE, "1", NULL), MC_REFUSED, NULL },
		{ "pause without reason", DESK(PAUSE, "3", NULL), MC_INVALID, "reason" },
		{ "open no desk", DESK(OPEN, "77", NULL), MC_NOT_FOUND, "desk" },
		{ "kiosk out of hours",
			{ .verb = MC_VERB_TICKET_ISSUE,
				.door = MC_DOOR_KIOSK,
				.now = INT64_C(1795384800000), /* 05:00 on 23 November 2026 */
				.as.issue = { "A", .appointment_min = -1 } },
			MC_REFUSED, NULL },
		{ "nobody of that name",
			{ .verb = MC_VERB_TICKET_ISSUE,
				.who.staff = "ai",
				.as.issue = { "A", .appointment_min = -1 } },
			MC_DENIED, NULL },
		{ "a kiosk calls",
			{ .verb = MC_VERB_TICKET_NEXT,
				.who.staff = "ki",
				.as.next = { "2", NULL } },
			MC_DENIED, NULL },
	};
	check(rows, sizeof rows / sizeof *rows);
}

#define ACCEPT(...) \
	{ \
		.verb = MC_VERB_DOSSIER_ACCEPT, .as.accept = { \
			.procedure = PROCEDURE_FREE, \
			.owner = "Lê An", \
			__VA_ARGS__ \
		} \
	}
#define PAPERS(...) \
	.components = (const struct mc_component[]){ __VA_ARGS__ }, \
	.component_count = \
		sizeof((const struct mc_component[]){ __VA_ARGS__ }) / sizeof(struct mc_component)

static void test_acceptance(void **state) {
	(void)state;
	const struct refusal rows[] = {
		{ "unknown procedure",
			{ .verb = MC_VERB_DOSSIER_ACCEPT,
				.as.accept = { .procedure = "nix", .owner = "An" } },
			MC_NOT_FOUND, "procedure" },
		{ "no procedure",
			{ .verb = MC_VERB_DOSSIER_ACCEPT, .as.accept = { .owner = "An" } },
			MC_NOT_FOUND, "procedure" },
		{ "unknown variant", ACCEPT(.variant = "lạ"), MC_NOT_FOUND, "procedure" },
		{ "no owner",
			{ .verb = MC_VERB_DOSSIER_ACCEPT,
				.as.accept = { .procedure = PROCEDURE_FREE, .owner = "  " } },
			MC_INVALID, "owner" },
		{ "owner no UTF-8",
			{ .verb = MC_VERB_DOSSIER_ACCEPT,
				.as.accept = { .procedure = PROCEDURE_FREE, .owner = "\xc3(" } },
			MC_INVALID, "owner" },
		{ "address no UTF-8", ACCEPT(.address = "\xf5x"), MC_INVALID, "address" },
		{ "ID too short", ACCEPT(.id_number = "12345"), MC_INVALID, "id_number" },
		{ "phone of letters", ACCEPT(.phone = "gọi sau"), MC_INVALID, "phone" },
		{ "birth no date", ACCEPT(.birth = "2026-13-45"), MC_INVALID, "birth" },
		{ "sex unknown", ACCEPT(.sex = "x"), MC_INVALID, "sex" },
		{ "bad code of another system", ACCEPT(.external_code = "a\xff"), MC_INVALID,
			"external" },
		{ "code of another dossier", ACCEPT(.external_code = "ext-1"), MC_CONFLICT,
			"external" },
		{ "own code of another dossier", ACCEPT(.external_code = CODE(2)), MC_CONFLICT,
			"external" },
		{ "unknown ticket", ACCEPT(.ticket_label = "A098"), MC_NOT_FOUND, "ticket" },
		{ "paper without count", ACCEPT(PAPERS({ "Tờ khai", 0, 0, 0 })), MC_INVALID,
			"component" },
		{ "paper without name", ACCEPT(PAPERS({ "", 1, 0, 0 })), MC_INVALID, "component" },
		{ "a hundred copies", ACCEPT(PAPERS({ "Tờ khai", 0, 0, 100 })), MC_INVALID,
			"component" },
		{ "minus one", ACCEPT(PAPERS({ "Tờ khai", 2, -1, 0 })), MC_INVALID, "component" },
		{ "named twice", ACCEPT(PAPERS({ "Tờ khai", 1, 0, 0 }, { "Tờ khai", 0, 1, 0 })),
			MC_INVALID, "component" },
		{ "minus one set", ACCEPT(.sets = -1), MC_INVALID, "sets" },
		{ "a hundred sets", ACCEPT(.sets = 100), MC_INVALID, "sets" },
		{ "a channel that is none", ACCEPT(.channel = 9), MC_INVALID, "channel" },
		{ "the cashier accepts",
			{ .verb = MC_VERB_DOSSIER_ACCEPT,
				.who.staff = "cuc",
				.as.accept = { .procedure = PROCEDURE_FREE, .owner = "An" } },
			MC_DENIED, NULL },
	};
	check(rows, sizeof rows / sizeof *rows);
}

#define MOVE(...) \
	{ \
		.verb = MC_VERB_DOSSIER_MOVE, .as.dossier = { __VA_ARGS__ } \
	}
#define ABOUT(v, c, r) \
	{ \
		.verb = MC_VERB_##v, .as.dossier = {.code = c, .reason = r } \
	}
#define FEE(...) \
	{ \
		.verb = MC_VERB_FEE_TAKE, .as.fee = { __VA_ARGS__ } \
	}

static void test_lives(void **state) {
	(void)state;
	static const struct refusal rows[] = {
		{ "unknown code", MOVE("H01-999", MC_T_PROCESS, .to = "binh"), MC_NOT_FOUND,
			"code" },
		{ "no code", MOVE(NULL, MC_T_PROCESS, .to = "binh"), MC_NOT_FOUND, "code" },
		{ "to nobody", MOVE(CODE(1), MC_T_PROCESS), MC_INVALID, "to" },
		{ "to a stranger", MOVE(CODE(1), MC_T_PROCESS, .to = "ai"), MC_NOT_FOUND, "to" },
		{ "resolved after its return", MOVE(CODE(4), MC_T_RESOLVE), MC_REFUSED, NULL },
		{ "returned with a fee open", MOVE(CODE(3), MC_T_RETURN, .receiver = "An"),
			MC_REFUSED, NULL },
		{ "returned to nobody", MOVE(CODE(4), MC_T_RETURN), MC_REFUSED, NULL },
		{ "processed twice", MOVE(CODE(2), MC_T_PROCESS, .to = "binh"), MC_REFUSED, NULL },
		{ "result number no UTF-8", MOVE(CODE(2), MC_T_RESOLVE, .result_no = "\x80"),
			MC_INVALID, "result_no" },
		{ "resolved for a receiver", MOVE(CODE(2), MC_T_RESOLVE, .receiver = "An"),
			MC_INVALID, "receiver" },
		{ "resolved by post", MOVE(CODE(2), MC_T_RESOLVE, .way = MC_RETURN_POST),
			MC_INVALID, "way" },
		{ "returned with a number of the result",
			MOVE(CODE(3), MC_T_RETURN, .receiver = "An", .result_no = "7"), MC_INVALID,
			"result_no" },
		{ "received by somebody else", MOVE(CODE(2), MC_T_RECEIVED, .to = "binh"),
			MC_INVALID, "to" },
		{ "undone for a receiver",
			{ .verb = MC_VERB_DOSSIER_UNDO,
				.who.staff = "dung",
				.as.dossier = { .code = CODE(2),
					.receiver = "An",
					.reason = "nhầm" } },
			MC_INVALID, "receiver" },
		{ "returned to blanks", MOVE(CODE(3), MC_T_RETURN, .receiver = "  "), MC_REFUSED,
			NULL },
		{ "accepted by the wrong verb", MOVE(CODE(2), MC_T_ACCEPT), MC_INVALID, NULL },
		{ "undone by the wrong verb",
			{ .verb = MC_VERB_DOSSIER_MOVE,
				.who.staff = "dung",
				.as.dossier = { .code = CODE(2), .transition = MC_T_UNDO } },
			MC_INVALID, NULL },
		{ "before the step before",
			{ .verb = MC_VERB_DOSSIER_MOVE,
				.occurred_at = INT64_C(1795384800000),
				.late_reason = "Mất điện",
				.as.dossier = { .code = CODE(2), .transition = MC_T_RESOLVE } },
			MC_REFUSED, NULL },
		{ "undo of an acceptance", ABOUT(DOSSIER_UNDO, CODE(1), "nhầm"), MC_REFUSED, NULL },
		{ "undo without reason", ABOUT(DOSSIER_UNDO, CODE(2), NULL), MC_INVALID, "reason" },
		{ "undo of nothing", ABOUT(DOSSIER_UNDO, "x", "nhầm"), MC_NOT_FOUND, "code" },
		{ "read of nothing", ABOUT(DOSSIER_READ, "x", NULL), MC_NOT_FOUND, "code" },
		{ "erase of nothing", ABOUT(DATA_ERASE, "x", NULL), MC_NOT_FOUND, "code" },
		{ "erase of an open one", ABOUT(DATA_ERASE, CODE(2), NULL), MC_REFUSED, NULL },
		{ "fee of nothing", FEE("x", .method = "cash"), MC_NOT_FOUND, "code" },
		{ "fee where none is", FEE(CODE(2), .method = "cash"), MC_REFUSED, NULL },
		{ "fee taken twice", FEE(CODE(5), .method = "cash"), MC_REFUSED, NULL },
		{ "fee by shells", FEE(CODE(1), .method = "vỏ ốc"), MC_INVALID, "method" },
		{ "fee by nothing", FEE(CODE(1)), MC_INVALID, "method" },
		{ "exempt without proof", FEE(CODE(1), .exempt = "hộ nghèo"), MC_INVALID, "proof" },
		{ "receipt used before", FEE(CODE(1), .method = "cash", .receipt = "BL 0001"),
			MC_CONFLICT, "receipt" },
		{ "receipt like ours", FEE(CODE(1), .method = "cash", .receipt = "PT000001"),
			MC_INVALID, "receipt" },
		{ "paper of no form",
			{ .verb = MC_VERB_PAPER_PRINT, .as.paper = { .code = CODE(1) } },
			MC_INVALID, "form" },
		{ "paper of nothing",
			{ .verb = MC_VERB_PAPER_PRINT, .as.paper = { .form = "slip" } },
			MC_NOT_FOUND, "code" },
		{ "paper of no job", { .verb = MC_VERB_PAPER_PRINT, .as.paper = { .job = 5 } },
			MC_NOT_FOUND, NULL },
	};
	check(rows, sizeof rows / sizeof *rows);
}

/* 23 November 2026 is a Monday: hours and days before it. */
#define HOURS_AGO(n) (INT64_C(1795395600000) - (n)*MC_HOUR_MS)
#define LATE(a, t, r) \
	{ \
		.verb = MC_VERB_DOSSIER_ACCEPT, .who.staff = a, .occurred_at = t, \
		.late_reason = r, .as.accept = { \
			.procedure = PROCEDURE_FREE, \
			.owner = "Lê An" \
		} \
	}
/* A row says what is different about it. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define IMPORT(...) \
	{ \
		.verb = MC_VERB_DOSSIER_IMPORT, .as.import = { \
			.code = "CU-1", \
			.procedure = "9", \
			.field = "Đất", \
			.owner = "An", \
			.channel = MC_CHANNEL_DIRECT, \
			.state = MC_DOSSIER_ACCEPTED, \
			.accepted_at = HOURS_AGO(100), \
			__VA_ARGS__ \
		} \
	}

static void test_late_entries_and_imports(void **state) {
	(void)state;
	static const struct refusal rows[] = {
		{ "in the future", LATE("lan", HOURS_AGO(-1), "mất điện"), MC_INVALID, "occurred" },
		{ "without reason", LATE("lan", HOURS_AGO(1), NULL), MC_INVALID, "late_reason" },
		{ "reason no UTF-8", LATE("lan", HOURS_AGO(1), "\xff"), MC_INVALID, "late_reason" },
		{ "seven days ago by reception", LATE("lan", HOURS_AGO(7 * 24), "mất điện"),
			MC_DENIED, "occurred" },
		{ "import without code", IMPORT(.code = NULL), MC_INVALID, "code" },
		{ "import of a code in use", IMPORT(.code = CODE(1)), MC_CONFLICT, "code" },
		{ "import of an external code in use", IMPORT(.external_code = "EXT-1"),
			MC_CONFLICT, "external_code" },
		{ "import without owner", IMPORT(.owner = ""), MC_INVALID, "owner" },
		{ "import without field", IMPORT(.field = ""), MC_INVALID, "field" },
		{ "import of bad bytes", IMPORT(.phone = "\xff\xff"), MC_INVALID, "phone" },
		{ "import of a bad unit", IMPORT(.unit = "\xff"), MC_INVALID, "unit" },
		{ "import without state", IMPORT(.state = 0), MC_INVALID, "state" },
		{ "import of no channel", IMPORT(.channel = 4), MC_INVALID, "channel" },
		{ "import of a mistaken entry", IMPORT(.state = MC_DOSSIER_VOID), MC_INVALID,
			"state" },
		{ "resolved never", IMPORT(.state = MC_DOSSIER_RESOLVED), MC_INVALID,
			"resolved_at" },
		{ "returned never",
			IMPORT(.state = MC_DOSSIER_RETURNED, .resolved_at = HOURS_AGO(50)),
			MC_INVALID, "returned_at" },
		{ "withdrawn never", IMPORT(.state = MC_DOSSIER_WITHDRAWN), MC_INVALID,
			"withdrawn_at" },
		{ "resolved before accepted",
			IMPORT(.state = MC_DOSSIER_RESOLVED, .resolved_at = HOURS_AGO(101)),
			MC_INVALID, "resolved_at" },
		{ "returned before resolved",
			IMPORT(.state = MC_DOSSIER_RETURNED, .resolved_at = HOURS_AGO(50),
				.returned_at = HOURS_AGO(51)),
			MC_INVALID, "returned_at" },
		{ "accepted in the future", IMPORT(.accepted_at = HOURS_AGO(-1)), MC_INVALID,
			"accepted_at" },
	};
	check(rows, sizeof rows / sizeof *rows);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_queue),
		cmocka_unit_test(test_acceptance),
		cmocka_unit_test(test_lives),
		cmocka_unit_test(test_late_entries_and_imports),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

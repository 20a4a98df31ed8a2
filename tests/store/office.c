/* The tests' office. */
#include "office.h"
#include "base/tr.h"
#include "raw.h"
#include "store/engine/schema.h"
#include "store/maker.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- set-up ---- */

static const struct mc_setup_row rows[] = {
	{ MC_SETUP_OFFICE, .as.office = { "name", "Bộ phận Một cửa phường Thử Nghiệm" } },
	{ MC_SETUP_OFFICE, .as.office = { "code", "H01" } },
	{ MC_SETUP_LINE, .as.line = { .line = "A",
				 .name_vi = "Hộ tịch",
				 .name_en = "Civil status",
				 .first = 1,
				 .last = 999,
				 .target_wait_min = 20,
				 .priority_ratio = 2 } },
	{ MC_SETUP_LINE, .as.line = { .line = "B",
				 .name_vi = "Đất đai",
				 .name_en = "Land",
				 .first = 1,
				 .last = 999,
				 .priority_ratio = 1 } },
	{ MC_SETUP_LINE, .as.line = { .line = "C",
				 .name_vi = "Ba số",
				 .name_en = "Three numbers",
				 .kinds = "collect;ask",
				 .first = 7,
				 .last = 9,
				 .priority_ratio = 1 } },
	{ MC_SETUP_LINE, .as.line = { .line = "D",
				 .name_vi = "Hai lượt",
				 .name_en = "Two a day",
				 .first = 1,
				 .last = 999,
				 .priority_ratio = 1,
				 .daily_quota = 2 } },
	{ MC_SETUP_DESK, .as.desk = { "1", "Quầy 1", "Desk 1", "A;B", "" } },
	{ MC_SETUP_DESK, .as.desk = { "2", "Quầy 2", "Desk 2", "B", "A" } },
	{ MC_SETUP_DESK, .as.desk = { "3", "Quầy 3", "Desk 3", "C;D", "" } },
	{ MC_SETUP_STAFF, .as.staff = { "ki", "Máy lấy số", MC_ROLE_BIT(MC_ROLE_KIOSK), "" } },
	{ MC_SETUP_STAFF,
		.as.staff = { "lan", "Trần Thị Lan", MC_ROLE_BIT(MC_ROLE_RECEPTION), "1" } },
	{ MC_SETUP_STAFF,
		.as.staff = { "binh", "Lê Văn Bình", MC_ROLE_BIT(MC_ROLE_OFFICER), "2" } },
	{ MC_SETUP_STAFF,
		.as.staff = { "cuc", "Phạm Thị Cúc", MC_ROLE_BIT(MC_ROLE_CASHIER), "3" } },
	{ MC_SETUP_STAFF, .as.staff = { "dung", "Vũ Dũng", MC_ROLE_BIT(MC_ROLE_HEAD), "" } },
	{ MC_SETUP_STAFF,
		.as.staff = { "giang", "Đỗ Giang", MC_ROLE_BIT(MC_ROLE_SUPERVISOR), "" } },
	{ MC_SETUP_STAFF, .as.staff = { "tra", "Ngô Trà", MC_ROLE_BIT(MC_ROLE_INSPECTOR), "" } },
	{ MC_SETUP_STAFF,
		.as.staff = { "quan", "Bùi Quân", MC_ROLE_BIT(MC_ROLE_ADMINISTRATOR), "" } },
	{ MC_SETUP_PROCEDURE, .as.procedure = { .code = PROCEDURE_FEE,
				      .from_day = INT32_MIN,
				      .name_vi = "Đăng ký khai sinh",
				      .name_en = "Birth registration",
				      .field_vi = "Hộ tịch",
				      .field_en = "Civil status",
				      .level = "commune",
				      .term = { 5000, MC_TERM_WORKING_DAY },
				      .fee_vnd = OFFICE_FEE,
				      .components = "Tờ khai;Giấy chứng sinh",
				      .source = "thử" } },
	{ MC_SETUP_PROCEDURE, .as.procedure = { .code = PROCEDURE_FREE,
				      .from_day = INT32_MIN,
				      .name_vi = "Chứng thực bản sao",
				      .field_vi = "Chứng thực",
				      .level = "commune",
				      .term = { 0, MC_TERM_SAME_DAY } } },
	{ MC_SETUP_PROCEDURE, .as.procedure = { .code = PROCEDURE_ODD,
				      .from_day = INT32_MIN,
				      .name_vi = "Thủ tục chưa kiểm chứng",
				      .field_vi = "Khác",
				      .level = "commune",
				      .unverified = true } },
	{ MC_SETUP_DAY, .as.day = { 20454, "holiday", "Tết dương lịch 2026", "thử", "official" } },
	{ MC_SETUP_DAY,
		.as.day = { 20819, "holiday", "Tết dương lịch 2027", "thử", "provisional" } },
};

const struct mc_setup_row *office_rows(size_t *ret_count) {
	*ret_count = sizeof rows / sizeof *rows;
	return rows;
}

static void expect(enum mc_status status, const struct mc_error *err, const char *file, int line) {
	if (status != MC_OK) {
		char sentence[600];
		mc_error_text(MC_LANG_EN, err, sentence, sizeof sentence);
		fprintf(stderr, "# %s:%d: %s: %s\n", file, line, mc_status_name(status), sentence);
		_fail(file, line);
	}
}

static enum mc_status make_paper(void *data, const struct mc_paper_facts *facts,
	struct mc_arena *arena, const char **ret_json, bool *ret_personal, struct mc_error *err) {
	(void)data;
	(void)err;
	*ret_personal = facts->dossier != NULL;
	*ret_json =
		facts->first != NULL
			? mc_arena_printf(arena, "again %d: %s", facts->copy, facts->first)
			: mc_arena_printf(arena, "{\"form\":\"%s\",\"copy\":%d,\"of\":\"%s\"}",
				  facts->form, facts->copy,
				  facts->dossier ? facts->dossier->owner : facts->ticket->label);
	return MC_OK;
}

void office_make_papers(struct mc_store *store) {
	mc_store_set_maker(store, (struct mc_paper_maker){ make_paper, NULL });
}

void office_make_bare(struct office *office) {
	memset(office, 0, sizeof *office);
	snprintf(office->dir, sizeof office->dir, "/tmp/motcua-store-XXXXXX");
	if (!mkdtemp(office->dir)) {
		perror(office->dir);
		abort();
	}
	mc_arena_init(&office->arena);
	office->now = OFFICE_MORNING;
	struct mc_error err;
	expect(mc_store_init(office->dir, 1, true, &err), &err, __FILE__, __LINE__);
	office->store = office_connect(office);
}

void office_make(struct office *office) {
	size_t count;
	office_make_bare(office);
	const struct mc_setup_row *all = office_rows(&count);
	office_do(office, act_setup(office, all, count));
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

void office_finish(struct office *office) {
	mc_store_close(office->store);
	office->store = NULL;
	mc_arena_finish(&office->arena);
	nftw(office->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct mc_store *office_connect(const struct office *office) {
	struct mc_store *store = NULL;
	struct mc_error err;
	expect(mc_store_open(office->dir, NULL, &store, &err), &err, __FILE__, __LINE__);
	expect(mc_store_set_clock(store, office->now, &err), &err, __FILE__, __LINE__);
	return store;
}

void office_reopen(struct office *office) {
	mc_store_close(office->store);
	office->store = office_connect(office);
}

/* ---- acts ---- */

/* Somebody who may do the verb. */
static const char *const actors[MC_VERB_COUNT] = {
	[MC_VERB_SETUP] = "",
	[MC_VERB_DESK_OPEN] = "lan",
	[MC_VERB_DESK_PAUSE] = "lan",
	[MC_VERB_DESK_CLOSE] = "lan",
	[MC_VERB_TICKET_ISSUE] = "ki",
	[MC_VERB_TICKET_NEXT] = "lan",
	[MC_VERB_TICKET_CALL] = "dung",
	[MC_VERB_TICKET_MOVE] = "lan",
	[MC_VERB_TICKET_UNDO] = "lan",
	[MC_VERB_DOSSIER_ACCEPT] = "lan",
	[MC_VERB_DOSSIER_MOVE] = "binh",
	[MC_VERB_DOSSIER_UNDO] = "dung",
	[MC_VERB_DOSSIER_IMPORT] = "quan",
	[MC_VERB_DOSSIER_READ] = "lan",
	[MC_VERB_FEE_TAKE] = "cuc",
	[MC_VERB_DATA_ERASE] = "dung",
	[MC_VERB_PAPER_PRINT] = "lan",
	[MC_VERB_LEDGER_SEAL] = "quan",
	[MC_VERB_OFFICE_KEY] = "quan",
};

struct mc_act act_new(const struct office *office, enum mc_verb verb) {
	struct mc_act act = {
		.verb = verb, .who.staff = actors[verb], .door = MC_DOOR_COMMAND, .now = office->now
	};
	mc_key_random(act.key);
	return act;
}

struct mc_act act_setup(const struct office *office, const struct mc_setup_row *all, size_t count) {
	struct mc_act act = act_new(office, MC_VERB_SETUP);
	act.as.setup.rows = all;
	act.as.setup.count = count;
	return act;
}

struct mc_act act_desk(
	const struct office *office, enum mc_verb verb, const char *desk, const char *reason) {
	struct mc_act act = act_new(office, verb);
	act.as.desk = (struct mc_act_desk){ desk, reason };
	return act;
}

struct mc_act act_issue(const struct office *office, const char *line) {
	struct mc_act act = act_new(office, MC_VERB_TICKET_ISSUE);
	act.as.issue.line = line;
	act.as.issue.appointment_min = -1;
	return act;
}

struct mc_act act_next(const struct office *office, const char *desk) {
	struct mc_act act = act_new(office, MC_VERB_TICKET_NEXT);
	act.as.next.desk = desk;
	return act;
}

struct mc_act act_call(
	const struct office *office, const char *label, const char *desk, const char *reason) {
	struct mc_act act = act_new(office, MC_VERB_TICKET_CALL);
	act.as.ticket = (struct mc_act_ticket){ .label = label, .desk = desk, .reason = reason };
	return act;
}

struct mc_act act_move(const struct office *office, const char *label, enum mc_ticket_move move) {
	struct mc_act act = act_new(office, MC_VERB_TICKET_MOVE);
	act.as.ticket = (struct mc_act_ticket){ .label = label, .move = move };
	return act;
}

struct mc_act act_take_back(const struct office *office, const char *desk, const char *label) {
	struct mc_act act = act_new(office, MC_VERB_TICKET_UNDO);
	act.as.undo = (struct mc_act_undo){ .desk = desk, .label = label };
	return act;
}

struct mc_act act_accept(const struct office *office, const char *procedure, const char *owner) {
	struct mc_act act = act_new(office, MC_VERB_DOSSIER_ACCEPT);
	act.as.accept.procedure = procedure;
	act.as.accept.owner = owner;
	return act;
}

struct mc_act act_dossier(
	const struct office *office, const char *code, enum mc_transition transition) {
	struct mc_act act = act_new(office, MC_VERB_DOSSIER_MOVE);
	act.as.dossier = (struct mc_act_dossier){ .code = code, .transition = transition };
	if (transition == MC_T_PROCESS) {
		act.as.dossier.to = "binh";
	} else if (transition == MC_T_RETURN) {
		act.as.dossier.receiver = "Nguyễn Văn An";
	}
	return act;
}

struct mc_act act_about(
	const struct office *office, enum mc_verb verb, const char *code, const char *reason) {
	struct mc_act act = act_new(office, verb);
	act.as.dossier = (struct mc_act_dossier){ .code = code, .reason = reason };
	return act;
}

struct mc_act act_fee(const struct office *office, const char *code, const char *method) {
	struct mc_act act = act_new(office, MC_VERB_FEE_TAKE);
	act.as.fee = (struct mc_act_fee){ .code = code, .method = method };
	return act;
}

struct mc_act act_import(
	const struct office *office, const char *code, enum mc_dossier_state state) {
	struct mc_act act = act_new(office, MC_VERB_DOSSIER_IMPORT);
	act.door = MC_DOOR_IMPORT;
	act.as.import = (struct mc_act_import){ .code = code,
		.procedure = "9.000001",
		.field = "Đất đai",
		.owner = "Hoàng Văn Thụ",
		.channel = MC_CHANNEL_DIRECT,
		.state = state,
		.accepted_at = office->now - 30 * MC_DAY_MS,
		.due_at = office->now - 20 * MC_DAY_MS };
	return act;
}

enum mc_status office_try(
	struct office *office, const struct mc_act *act, struct mc_outcome *ret_outcome) {
	memset(&office->err, 0, sizeof office->err);
	return mc_store_act(office->store, act, &office->arena, ret_outcome, &office->err);
}

struct mc_outcome office_do_at(
	struct office *office, struct mc_act act, const char *file, int line) {
	struct mc_outcome outcome = { 0 };
	expect(office_try(office, &act, &outcome), &office->err, file, line);
	return outcome;
}

void office_refused(
	struct office *office, struct mc_act act, enum mc_status status, const char *words) {
	struct mc_outcome outcome;
	char sentence[600];
	assert_int_equal(office_try(office, &act, &outcome), status);
	mc_error_text(MC_LANG_EN, &office->err, sentence, sizeof sentence);
	if (strstr(sentence, words) == NULL) {
		fail_msg("“%s” does not say “%s”", sentence, words);
	}
}

const char *office_dossier(
	struct office *office, const char *procedure, enum mc_dossier_state state) {
	struct mc_outcome outcome =
		office_do(office, act_accept(office, procedure, "Nguyễn Văn An"));
	const char *code = outcome.dossier.code;
	if (state >= MC_DOSSIER_PROCESSING) {
		office_do(office, act_dossier(office, code, MC_T_PROCESS));
	}
	if (state >= MC_DOSSIER_RESOLVED) {
		office_do(office, act_dossier(office, code, MC_T_RESOLVE));
	}
	if (state == MC_DOSSIER_RETURNED) {
		if (outcome.dossier.fee_open) {
			office_do(office, act_fee(office, code, "cash"));
		}
		office_do(office, act_dossier(office, code, MC_T_RETURN));
	}
	return code;
}

/* ---- what stands ---- */

static struct mc_findings verify(struct office *office) {
	struct mc_findings findings = { 0 };
	struct mc_error err;
	expect(mc_store_verify(office->store, &office->arena, &findings, &err), &err, __FILE__,
		__LINE__);
	return findings;
}

static const char *sentence(struct office *office, const struct mc_finding *finding) {
	char text[600];
	mc_error_text(MC_LANG_EN, &finding->what, text, sizeof text);
	return mc_arena_text(&office->arena, text);
}

static void print_findings(struct office *office, const struct mc_findings *findings) {
	for (size_t i = 0; i < findings->count; i++) {
		fprintf(stderr, "# %s\n", sentence(office, &findings->rows[i]));
	}
}

void office_expect_sound(struct office *office) {
	struct mc_findings findings = verify(office);
	if (!findings.ok) {
		print_findings(office, &findings);
	}
	assert_true(findings.ok);
}

void office_expect_counts(struct office *office) {
	static const char counted[] =
		"SELECT count(*) FROM (SELECT day, line, sum(state = 'waiting' AND lane = 0) AS n, "
		"sum(state = 'waiting' AND lane = 1) AS p, sum(state = 'waiting' AND lane = 2) AS "
		"a "
		"FROM ticket GROUP BY day, line) AS t LEFT JOIN line_day AS d "
		"ON d.day = t.day AND d.line = t.line "
		"WHERE d.day IS NULL OR d.normal <> t.n OR d.priority <> t.p OR d.appointment <> "
		"t.a";
	assert_int_equal(office_int(office, counted), 0);
	assert_int_equal(office_int(office, "SELECT COALESCE(sum(normal + priority + appointment), "
					    "0) FROM line_day"),
		office_int(office, "SELECT count(*) FROM ticket WHERE state = 'waiting'"));
}

void office_expect_problem(struct office *office, const char *words) {
	struct mc_findings findings = verify(office);
	bool named = false;
	for (size_t i = 0; i < findings.count; i++) {
		named = named || (findings.rows[i].kind != MC_FINDING_REMARK &&
					 strstr(sentence(office, &findings.rows[i]), words));
	}
	if (!named) {
		fprintf(stderr, "# verify did not say “%s”; it said:\n", words);
		print_findings(office, &findings);
	}
	assert_true(named);
	assert_false(findings.ok);
}

static struct sqlite3 *raw(const struct office *office) {
	char path[128];
	snprintf(path, sizeof path, "%s/store.db", office->dir);
	return raw_open(path);
}

const char *office_dump(struct office *office, bool ledger) {
	struct mc_str text;
	char sql[128];
	struct sqlite3 *db = raw(office);
	mc_str_init(&text);
	if (ledger) {
		raw_dump(db, "event", "SELECT * FROM event ORDER BY id", &text);
		raw_dump(db, "private", "SELECT * FROM private ORDER BY event", &text);
		raw_dump(db, "print_job", "SELECT * FROM print_job ORDER BY paper", &text);
	}
	for (const struct mc_book_table *table = mc_book; table->name; table++) {
		snprintf(
			sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", table->name, table->order);
		raw_dump(db, table->name, sql, &text);
	}
	const char *copy = mc_arena_text(&office->arena, mc_str_text(&text));
	mc_str_finish(&text);
	raw_close(db);
	return copy;
}

const char *office_queue(struct office *office) {
	static const char *const parts[] = {
		"SELECT id, day, line, state, desk, waiting_since, order_at, called_at, "
		"last_called_at, arrived_at, served_at, done_at, calls, reason, legs FROM ticket "
		"ORDER BY id",
		"SELECT * FROM leg ORDER BY ticket, n",
		"SELECT * FROM lane_run ORDER BY day, line",
		"SELECT desk, state, reason, staff, since FROM desk ORDER BY desk",
	};
	struct mc_str out;
	char path[128];
	snprintf(path, sizeof path, "%s/store.db", office->dir);
	struct sqlite3 *db = raw_open(path);
	mc_str_init(&out);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		raw_dump(db, "part", parts[i], &out);
	}
	raw_close(db);
	const char *text = mc_arena_text(&office->arena, mc_str_text(&out));
	mc_str_finish(&out);
	return text;
}

int64_t office_int(const struct office *office, const char *sql) {
	struct sqlite3 *db = raw(office);
	int64_t value = raw_int(db, sql);
	raw_close(db);
	return value;
}

bool office_refuses(const struct office *office, const char *sql) {
	struct sqlite3 *db = raw(office);
	bool refused = raw_refuses(db, sql);
	raw_close(db);
	return refused;
}

void office_tamper(const struct office *office, const char *sql) {
	struct sqlite3 *db = raw(office);
	struct mc_str triggers; /* put back behind him, by a tamperer who knows the place */
	mc_str_init(&triggers);
	raw_dump(db, "",
		"SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND sql NOT NULL",
		&triggers);
	raw_run(db,
		"DROP TRIGGER IF EXISTS event_no_update; DROP TRIGGER IF EXISTS event_no_delete;"
		"DROP TRIGGER IF EXISTS move_once; DROP TRIGGER IF EXISTS move_no_delete");
	raw_run(db, sql);
	raw_run(db, mc_str_text(&triggers) + strcspn(mc_str_text(&triggers), "\n"));
	mc_str_finish(&triggers);
	raw_close(db);
}

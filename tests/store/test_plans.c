/*
 * The statements that run at every act or while somebody waits for a look-up find
 * their rows by an index, however big the tables grow. Each row names the index
 * that SQLite must say it uses; a scan of a big table fails.
 */
#include "cmocka_all.h"
#include "office.h"
#include "raw.h"
#include "sql.h"
#include <stdio.h>
#include <string.h>

static const struct {
	enum mc_sql sql;
	const char *plan; /* words of the plan */
} hot[] = {
	{ MC_SQL_EVENT_TAIL, "SCAN event" }, /* backwards from the end: one row */
	{ MC_SQL_EVENT_BY_KEY, "event USING INDEX event_key (key=?)" },
	{ MC_SQL_CALENDAR_VERSION, "SEARCH calendar_day USING COVERING INDEX calendar_day_event" },
	{ MC_SQL_EVENT_AT, "event USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_SEAL_LAST, "SCAN seal" }, /* likewise */
	{ MC_SQL_PAPER_OF_ACT, "p USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_RECEIPT_OF_ACT,
		"r USING INDEX sqlite_autoindex_receipt_1 (series=? AND number=?)" },
	{ MC_SQL_TICKETS_STALE_WAITING,
		"ticket USING COVERING INDEX ticket_waiting (state=? AND day<?)" },
	{ MC_SQL_TICKETS_STALE_OPEN, "SCAN ticket USING INDEX ticket_desk" }, /* only open ones */
	{ MC_SQL_TICKETS_STALE_PARKED, "INDEX ticket_parked (day<?)" },
	{ MC_SQL_TICKETS_OF_LANE,
		"t USING INDEX ticket_waiting (state=? AND day=? AND line=? AND lane=?)" },
	{ MC_SQL_TICKET_LAST_NUMBER, "(day=? AND series=?)" },
	{ MC_SQL_LINES_OF_DAY, "d USING INDEX sqlite_autoindex_line_day_1 (day=? AND line=?)" },
	{ MC_SQL_LINE_DAY_ADD, "SEARCH ticket USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_APPOINTMENTS_UNTIL, "(state=? AND day=? AND line=? AND lane=? AND order_at<?)" },
	{ MC_SQL_TICKET_COUNT_SERIES, "(day=? AND series=?)" },
	{ MC_SQL_TICKET_BY_LABEL,
		"t USING INDEX sqlite_autoindex_ticket_1 (day=? AND series=? AND number=?)" },
	{ MC_SQL_TICKET_BY_ID, "t USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_TICKET_OPEN_AT_DESK, "t USING INDEX ticket_desk (desk=?)" },
	{ MC_SQL_TICKET_BEFORE, "(day>? AND day<?)" },
	{ MC_SQL_TICKETS_OF_DAY, "t USING INDEX sqlite_autoindex_ticket_1 (day=?)" },
	{ MC_SQL_TICKETS_MISSED_FOR_DESK, "(day=?" },
	{ MC_SQL_CALLS_LAST, "t USING INDEX ticket_called (day=?" },
	{ MC_SQL_LINES_LIVE, "ticket USING INDEX ticket_waiting (state=? AND day=?)" },
	{ MC_SQL_LINES_LIVE, "ticket USING INDEX sqlite_autoindex_ticket_1 (day=?)" },
	{ MC_SQL_DOSSIER_ID_BY_CODE, "INDEX sqlite_autoindex_dossier_1 (code_key=?)" },
	{ MC_SQL_DOSSIER_ID_BY_CODE, "INDEX sqlite_autoindex_dossier_2 (external_key=?)" },
	{ MC_SQL_DOSSIER_BY_ID, "d USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_DOSSIER_FACTS, "d USING INTEGER PRIMARY KEY (rowid=?)" },
	{ MC_SQL_DOSSIER_LAST_SERIAL, "(day=?)" },
	{ MC_SQL_DOSSIER_IDS_SERIAL, "(day=? AND serial=?)" },
	{ MC_SQL_DOSSIER_SERIAL_DAY, "(day>? AND day<?)" },
	{ MC_SQL_DOSSIER_IDS_ACCEPTED, "INDEX dossier_accepted (accepted_at>?)" },
	{ MC_SQL_DOSSIER_COUNT_ACCEPTED, "INDEX dossier_accepted (accepted_at>?)" },
	{ MC_SQL_TICKETS_NEWEST, "t USING INDEX sqlite_autoindex_ticket_1 (day=?)" },
	{ MC_SQL_DOSSIER_IDS_OPEN_DUE, "INDEX dossier_open (due_at>?)" },
	{ MC_SQL_DOSSIER_IDS_TICKET, "INDEX dossier_ticket (ticket=?)" },
	{ MC_SQL_DOSSIER_CODE_SINCE, "INDEX dossier_ticket (ticket=?" },
	{ MC_SQL_DOSSIER_EVENTS_SINCE, "e USING INDEX event_subject (subject=?" },
	{ MC_SQL_TICKET_ACTS_BACK, "event USING INDEX event_subject (subject=?)" },
	{ MC_SQL_QUEUE_ACTS_BACK, "event USING INTEGER PRIMARY KEY (rowid>?)" },
	{ MC_SQL_CALLS_BACK, "t USING COVERING INDEX sqlite_autoindex_ticket_1 (day=?)" },
	{ MC_SQL_DOSSIER_IDS_ID_NUMBER, "party USING INDEX party_id_number (id_number=?)" },
	{ MC_SQL_DOSSIER_IDS_PHONE, "party USING INDEX party_phone (phone=?)" },
	{ MC_SQL_DOSSIER_IDS_CODE, "(code_key>? AND code_key<?)" },
	{ MC_SQL_DOSSIER_IDS_EXTERNAL, "(external_key>? AND external_key<?)" },
	{ MC_SQL_WORD_NEXT, "COVERING INDEX sqlite_autoindex_word_1 (word>? AND word<?)" },
	{ MC_SQL_DOSSIERS_WITH_WORD,
		"COVERING INDEX sqlite_autoindex_word_1 (word=? AND dossier<?)" },
	{ MC_SQL_MOVES_OF_DOSSIER, "(dossier=?)" },
	{ MC_SQL_MOVES_SHOWN, "(dossier=?)" },
	{ MC_SQL_MOVE_STRIKE, "(dossier=? AND event=?)" },
	{ MC_SQL_EVENTS_BESIDE_MOVES, "e USING INDEX event_subject (subject=?" },
	{ MC_SQL_EVENTS_PRIVATE_OF_DOSSIER, "event_subject (subject=?)" },
	{ MC_SQL_FIELDS_LISTED, "SEARCH p USING COVERING INDEX procedure_field (field_vi>?)" },
	{ MC_SQL_FIELDS_TAKEN, "SEARCH d USING COVERING INDEX dossier_report (field>?)" },
	{ MC_SQL_PARTY_DELETE, "(dossier=?)" },
	{ MC_SQL_NOTE_DELETE, "INDEX note_dossier (dossier=?)" },
	{ MC_SQL_PAPER_ERASE, "(subject=?)" },
	{ MC_SQL_PAPER_NEWEST, "(subject=? AND form=?)" },
	{ MC_SQL_PAPER_LAST_COPY, "(subject=? AND form=?)" },
	{ MC_SQL_RECEIPT_LAST_SERIAL, "INDEX receipt_serial (series=?)" },
	{ MC_SQL_RECEIPT_BY_KEY, "INDEX receipt_key (key=?)" },
	{ MC_SQL_JOBS_SINCE, /* the unsettled ones are few */
		"SCAN print_job USING INDEX print_job_open\nUNION ALL\n"
		"SEARCH print_job USING INDEX print_job_changed (changed_at>?)" },
	{ MC_SQL_JOBS_WAYS, "SCAN print_job USING INDEX print_job_open" },
	{ MC_SQL_JOBS_FAILED, "INDEX print_job_trouble (changed_at>?)" },
	{ MC_SQL_TICKET_ID_OF_NUMBER, "(day=? AND series=? AND number=?)" },
	{ MC_SQL_RECEIPT_EVENT_OF_SERIAL, "INDEX receipt_serial (series=? AND serial=?)" },
};

/* The tables that grow for ever: none of these statements may read one whole. */
static const char *const big[] = { "event", "private", "ticket", "leg", "dossier", "move", "party",
	"word", "note", "component", "fee", "receipt", "paper", "print_job", "t", "d", "e", "p",
	"m", "f" };

static bool is_plain_scan(const char *step) {
	if (strncmp(step, "SCAN ", 5) != 0) {
		return false;
	}
	for (size_t i = 0; i < sizeof big / sizeof *big; i++) {
		size_t len = strlen(big[i]);
		if (strncmp(step + 5, big[i], len) == 0 && strspn(step + 5 + len, " ") < 2 &&
			(step[5 + len] == '\0' || step[5 + len] == ' ')) {
			return true;
		}
	}
	return false;
}

/*
 * Whether the plan has the words once it no longer says that an index covers a statement.
 * Newer planners see that more often, and it is never worse than the index alone.
 */
static bool has_but_for_covering(const char *plan, const char *words) {
	static const char covering[] = "COVERING ";
	struct mc_str plain;
	const char *next;
	mc_str_init(&plain);
	while ((next = strstr(plan, covering)) != NULL) {
		mc_str_add_bytes(&plain, plan, (size_t)(next - plan));
		plan = next + strlen(covering);
	}
	mc_str_add(&plain, plan);
	bool has = strstr(mc_str_text(&plain), words) != NULL;
	mc_str_finish(&plain);
	return has;
}

static void test_hot_statements_use_their_index(void **state) {
	(void)state;
	struct office office;
	size_t bad = 0;
	char path[128];
	office_make_bare(&office);
	snprintf(path, sizeof path, "%s/store.db", office.dir);
	struct sqlite3 *db = raw_open(path);
	for (size_t i = 0; i < sizeof hot / sizeof *hot; i++) {
		struct mc_str plan;
		const struct mc_sql_row *row = &mc_sql_rows[hot[i].sql];
		mc_str_init(&plan);
		raw_plan(db, row->text, &plan);
		bool scans = false;
		for (const char *step = mc_str_text(&plan); *step;
			step += strcspn(step, "\n"), step += *step == '\n') {
			scans = scans || is_plain_scan(step);
		}
		bool meant = strncmp(hot[i].plan, "SCAN ", 5) == 0;
		bool as_wanted = strstr(mc_str_text(&plan), hot[i].plan) != NULL ||
				 has_but_for_covering(mc_str_text(&plan), hot[i].plan);
		if (!as_wanted || (scans && !meant)) {
			fprintf(stderr, "# %s wants “%s”:\n%s", row->name, hot[i].plan,
				mc_str_text(&plan));
			bad++;
		}
		mc_str_finish(&plan);
	}
	raw_close(db);
	office_finish(&office);
	assert_int_equal(bad, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hot_statements_use_their_index),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

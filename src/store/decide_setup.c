/*
 * Decisions of set-up: settings, lines, desks, staff, printers, catalogue,
 * calendar, and the state of a desk. A batch of rows is one act: all or none.
 * Rows that change nothing make no event, so that an import may be repeated.
 */
#include "core/calendar.h"
#include "sql.h"
#include "store/inside.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* ---- settings ---- */

static enum mc_status check_text(const char *value, struct mc_error *err) {
	(void)value;
	(void)err;
	return MC_OK;
}

static enum mc_status check_week(const char *value, struct mc_error *err) {
	struct mc_hours week[7];
	return mc_week_parse(value, week, err);
}

static enum mc_status check_minute(const char *value, struct mc_error *err) {
	int minute;
	return mc_minute_parse(value, &minute, err);
}

static enum mc_status check_days(const char *value, struct mc_error *err) {
	char *end;
	long days = strtol(value, &end, 10);
	if (end == value || *end || days < 0 || days > 30) {
		return mc_fail(
			err, MC_INVALID, N_("“%s” is not a number of days from 0 to 30."), value);
	}
	return MC_OK;
}

static enum mc_status check_policy(const char *value, struct mc_error *err) {
	if (!mc_same(value, "resume") && !mc_same(value, "restart")) {
		return mc_fail(err, MC_INVALID, N_("“%s” is neither resume nor restart."), value);
	}
	return MC_OK;
}

static enum mc_status check_agency(const char *value, struct mc_error *err) {
	char code[MC_CODE_SIZE];
	return mc_code_format(
		MC_CODE_PATTERN_DEFAULT, value, mc_day_of_civil(2026, 1, 1), 1, code, err);
}

/* The settings that `office set` takes, and how a value is checked. */
static const struct {
	const char *key;
	enum mc_status (*check)(const char *value, struct mc_error *err);
} settings[] = {
	{ "name", check_text },
	{ "superior", check_text },
	{ "code", check_agency },
	{ "address", check_text },
	{ "phone", check_text },
	{ "hours", check_week },
	{ "cut-off", check_minute },
	{ "code-pattern", mc_code_pattern_check },
	{ "supplement-policy", check_policy },
	{ "late-entry-days", check_days },
};

static enum mc_status check_setting(const char *key, const char *value, struct mc_error *err) {
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		if (strcmp(settings[i].key, key) == 0) {
			return settings[i].check(value, err);
		}
	}
	return mc_fail(err, MC_INVALID,
		N_("There is no setting %s: it is one of name, superior, code, address, phone, "
		   "hours, cut-off, code-pattern, supplement-policy, late-entry-days."),
		key);
}

/* ---- bodies of rows ---- */

static void line_body(struct mc_body *b, const struct mc_line_row *r) {
	mc_body_text(b, "line", r->line);
	mc_body_text(b, "name_vi", r->name_vi);
	mc_body_text(b, "name_en", r->name_en);
	mc_body_text(b, "fields", r->fields);
	mc_body_text(b, "kinds", r->kinds);
	mc_body_int(b, "first", r->first);
	mc_body_int(b, "last", r->last);
	mc_body_int(b, "target_wait_min", r->target_wait_min);
	mc_body_int(b, "priority_ratio", r->priority_ratio);
	mc_body_int(b, "daily_quota", r->daily_quota);
	mc_body_text(b, "open", r->open);
	mc_body_text(b, "close", r->close);
}

static void desk_body(struct mc_body *b, const struct mc_desk_row *r, int64_t rank) {
	mc_body_text(b, "desk", r->desk);
	mc_body_text(b, "name_vi", r->name_vi);
	mc_body_text(b, "name_en", r->name_en);
	mc_body_text(b, "lines", r->lines);
	mc_body_text(b, "help_lines", r->help_lines);
	mc_body_int(b, "rank", rank);
}

static void staff_body(struct mc_body *b, const struct mc_staff_row *r) {
	mc_body_text(b, "staff", r->staff);
	mc_body_text(b, "name", r->name);
	mc_body_int(b, "roles", r->roles);
	mc_body_text(b, "desk", r->desk);
}

static void procedure_body(struct mc_body *b, const struct mc_procedure_row *r, mc_day from_day) {
	mc_body_text(b, "code", r->code);
	mc_body_text(b, "variant", r->variant);
	mc_body_int(b, "from_day", from_day);
	mc_body_text(b, "name_vi", r->name_vi);
	mc_body_text(b, "name_en", r->name_en);
	mc_body_text(b, "field_vi", r->field_vi);
	mc_body_text(b, "field_en", r->field_en);
	mc_body_text(b, "level", r->level);
	mc_body_int(b, "term_milli", r->term.milli);
	mc_body_text(b, "term_unit", mc_term_unit_name(r->term.unit));
	mc_body_int(b, "fee_vnd", r->fee_vnd);
	mc_body_text(b, "components", r->components);
	mc_body_text(b, "source", r->source);
	mc_body_int(b, "unverified", r->unverified);
}

static void day_body(struct mc_body *b, const struct mc_day_row *r) {
	mc_body_int(b, "day", r->day);
	mc_body_text(b, "kind", r->kind);
	mc_body_text(b, "title", r->title);
	mc_body_text(b, "authority", r->authority);
	mc_body_text(b, "status", r->status);
}

static void printer_body(struct mc_body *b, const struct mc_printer_row *r) {
	mc_body_text(b, "name", r->name);
	mc_body_text(b, "queue", r->queue);
	mc_body_text(b, "folder", r->folder);
	mc_body_text(b, "driver", r->driver);
	mc_body_text(b, "width", r->width);
	mc_body_text(b, "forms", r->forms);
}

/* ---- what needs a look into the book ---- */

/*
 * A version without a day: the first import of a procedure is valid from always;
 * a later one that differs begins today, and the dossiers of before keep theirs.
 * *ret_same: nothing changed.
 */
static enum mc_status version_day(struct mc_tx *tx, const struct mc_procedure_row *r,
	mc_day *ret_day, bool *ret_same, struct mc_error *err) {
	mc_day day = r->from_day == INT32_MIN ? tx->day : r->from_day;
	const char *variant = r->variant ? r->variant : "";
	struct mc_procedure old;
	struct mc_error none;
	enum mc_status status =
		mc_read_procedure(tx->db, tx->arena, r->code, variant, day, &old, &none);
	*ret_same = false;
	*ret_day = r->from_day;
	if (status == MC_NOT_FOUND) {
		return MC_OK;
	}
	if (status != MC_OK) {
		if (err) {
			*err = none;
		}
		return status;
	}
	*ret_same =
		strcmp(old.name_vi, r->name_vi) == 0 && strcmp(old.field_vi, r->field_vi) == 0 &&
		strcmp(old.name_en, r->name_en) == 0 && strcmp(old.field_en, r->field_en) == 0 &&
		strcmp(old.level, r->level) == 0 && strcmp(old.components, r->components) == 0 &&
		strcmp(old.source, r->source) == 0 && old.fee_vnd == r->fee_vnd &&
		old.term.milli == r->term.milli && old.term.unit == r->term.unit &&
		(r->from_day == INT32_MIN || r->from_day == old.from_day);
	*ret_day = day;
	return MC_OK;
}

static enum mc_status check_printer(const struct mc_printer_row *r, struct mc_error *err) {
	bool queue = r->queue && *r->queue, folder = r->folder && *r->folder;
	if (queue == folder) {
		return mc_fail(err, MC_INVALID,
			N_("Printer %s needs either a CUPS queue (--queue) or a folder "
			   "(--folder)."),
			r->name);
	}
	return MC_OK;
}

static enum mc_status find_printer(
	struct mc_tx *tx, const char *name, bool *ret_found, struct mc_error *err) {
	struct mc_stmt *row = sql_printers_all(tx->db);
	enum mc_status status;
	*ret_found = false;
	while ((status = mc_step(row, err)) == MC_OK) {
		*ret_found = *ret_found || strcmp(mc_col_text(row, 0), name) == 0;
	}
	return status == MC_EMPTY ? MC_OK : status;
}

/* ---- one row, one event ---- */

static enum mc_status put_office(
	struct mc_tx *tx, const struct mc_setup_row *row, struct mc_error *err) {
	enum mc_status status = check_setting(row->as.office.key, row->as.office.value, err);
	if (status != MC_OK) {
		return status;
	}
	char key[64] = "office.";
	strncat(key, row->as.office.key, sizeof key - 8);
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_text(&body, "key", key);
	mc_body_text(&body, "value", row->as.office.value);
	return mc_tx_event(tx, "office.set@1", 0, &body, NULL, NULL, err);
}

static enum mc_status put_procedure(
	struct mc_tx *tx, const struct mc_procedure_row *row, struct mc_error *err) {
	mc_day day;
	bool same;
	enum mc_status status = version_day(tx, row, &day, &same, err);
	if (status != MC_OK || same) {
		return status;
	}
	struct mc_body body;
	mc_body_begin(&body);
	procedure_body(&body, row, day);
	return mc_tx_event(tx, "procedure.set@1", 0, &body, NULL, NULL, err);
}

static enum mc_status put_printer(
	struct mc_tx *tx, const struct mc_setup_row *row, struct mc_error *err) {
	const struct mc_printer_row *printer = &row->as.printer;
	bool removed = row->kind == MC_SETUP_PRINTER_REMOVED, found = false;
	enum mc_status status = removed ? find_printer(tx, printer->name, &found, err)
					: check_printer(printer, err);
	if (status != MC_OK) {
		return status;
	}
	if (removed && !found) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no printer %s: see “motcua printer list”."), printer->name);
	}
	struct mc_body body;
	mc_body_begin(&body);
	printer_body(&body, printer);
	return mc_tx_event(
		tx, removed ? "printer.removed@1" : "printer.set@1", 0, &body, NULL, NULL, err);
}

/* A line is the letter of its tickets' labels. */
static enum mc_status put_line(
	struct mc_tx *tx, const struct mc_line_row *row, struct mc_error *err) {
	const char *name = row->line ? row->line : "";
	if (strlen(name) != 1 || *name < 'A' || *name > 'Z') {
		return mc_fail_at(err, "line",
			mc_fail(err, MC_INVALID,
				N_("A line is named by one letter from A to Z, not “%s”."), name));
	}
	struct mc_body body;
	mc_body_begin(&body);
	line_body(&body, row);
	return mc_tx_event(tx, "line.set@1", 0, &body, NULL, NULL, err);
}

static enum mc_status put_row(
	struct mc_tx *tx, const struct mc_setup_row *row, struct mc_error *err) {
	struct mc_body body;
	int64_t rank = 0;
	enum mc_status status = MC_OK;
	switch (row->kind) {
	case MC_SETUP_OFFICE: return put_office(tx, row, err);
	case MC_SETUP_PROCEDURE: return put_procedure(tx, &row->as.procedure, err);
	case MC_SETUP_PRINTER:
	case MC_SETUP_PRINTER_REMOVED: return put_printer(tx, row, err);
	case MC_SETUP_LINE: return put_line(tx, &row->as.line, err);
	case MC_SETUP_DESK:
		status = mc_single(sql_desk_count(tx->db), 0, &rank, err);
		if (status != MC_OK) {
			return status;
		}
		mc_body_begin(&body);
		desk_body(&body, &row->as.desk, rank);
		return mc_tx_event(tx, "desk.set@1", 0, &body, NULL, NULL, err);
	case MC_SETUP_STAFF:
		mc_body_begin(&body);
		staff_body(&body, &row->as.staff);
		return mc_tx_event(tx, "staff.set@1", 0, &body, NULL, NULL, err);
	case MC_SETUP_DAY:
		mc_body_begin(&body);
		day_body(&body, &row->as.day);
		return mc_tx_event(tx, "day.set@1", 0, &body, NULL, NULL, err);
	}
	assert(!"a kind of set-up row");
	return MC_INVALID;
}

enum mc_status mc_decide_setup(struct mc_tx *tx, struct mc_error *err) {
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < tx->act->as.setup.count && status == MC_OK; i++) {
		status = put_row(tx, &tx->act->as.setup.rows[i], err);
	}
	return status;
}

/* ---- desks open, pause, close ---- */

enum mc_status mc_decide_desk(struct mc_tx *tx, struct mc_error *err) {
	static const int states[] = { [MC_VERB_DESK_OPEN] = MC_DESK_OPEN,
		[MC_VERB_DESK_PAUSE] = MC_DESK_PAUSED,
		[MC_VERB_DESK_CLOSE] = MC_DESK_CLOSED };
	const struct mc_act_desk *request = &tx->act->as.desk;
	int state = states[tx->act->verb];
	struct mc_desk desk;
	const char *reason;
	enum mc_status status = mc_read_desk(tx->db, tx->arena, request->desk, &desk, err);
	if (status == MC_OK) {
		status = mc_clean(tx, "reason", request->reason, 200, &reason, err);
	}
	if (status != MC_OK) {
		return status;
	}
	if (desk.has_ticket && state != MC_DESK_OPEN) {
		return mc_fail(err, MC_REFUSED,
			N_("Desk %s still has ticket %s: finish it (done or miss) before the desk "
			   "stops."),
			desk.desk, desk.ticket.label);
	}
	if (state == MC_DESK_PAUSED && !*reason) {
		return mc_fail_at(err, "reason",
			mc_fail(err, MC_INVALID, N_("Say why desk %s pauses (--reason)."),
				desk.desk));
	}
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_text(&body, "desk", desk.desk);
	mc_body_int(&body, "state", state);
	mc_body_text(&body, "reason", state == MC_DESK_PAUSED ? reason : "");
	mc_body_text(&body, "staff", state == MC_DESK_CLOSED ? "" : tx->actor);
	return mc_tx_event(tx, "desk.state@1", 0, &body, NULL, NULL, err);
}

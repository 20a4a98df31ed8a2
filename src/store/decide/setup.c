/*
 * Decisions of set-up: settings, lines, desks, staff, printers, catalogue,
 * calendar. A batch of rows is one act: all or none. Rows that change nothing make
 * no event, so that an import may be repeated.
 */
#include "core/time/calendar.h"
#include "sql.h"
#include "store/inside.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* ---- names and lists ---- */

/* Names of desks and staff stand in arrays of MC_NAME_SIZE and in lists. */
static enum mc_status check_key(const char *cell, const char *name, struct mc_error *err) {
	return strlen(name) < MC_NAME_SIZE && !strchr(name, ';')
		       ? MC_OK
		       : mc_fail_at(err, cell,
				 mc_fail(err, MC_INVALID,
					 N_("“%s” is too long for a name, or has a semicolon."),
					 name));
}

/* Calls `check` for every item of a list separated by ; */
static enum mc_status each_item(struct mc_tx *tx, const char *list,
	enum mc_status (*check)(struct mc_tx *tx, const char *item, struct mc_error *err),
	struct mc_error *err) {
	size_t len;
	for (const char *item; (item = mc_list_next(&list, ";", &len)) != NULL;) {
		MC_TRY(check(tx, mc_arena_bytes(tx->arena, item, len), err));
	}
	return MC_OK;
}

static const char *upper(struct mc_tx *tx, const char *text) {
	char *copy = mc_arena_text(tx->arena, text);
	mc_text_upper_ascii(copy);
	return copy;
}

/* ---- one row, one event ---- */

/* Whether the event that set a row last (`last` gives its body) says the same already. */
static enum mc_status is_said(struct sql_text_rows last, enum mc_event_id id, const void *is,
	bool *ret_said, struct mc_error *err) {
	MC_AUTOEND struct sql_text_rows rows = last;
	struct mc_event event = { .kind = mc_event_kinds[id].name };
	struct mc_event_read read;
	*ret_said = false;
	enum mc_status status = sql_text_next(rows, &event.body, err);
	if (status != MC_OK) {
		return mc_ended(status);
	}
	MC_TRY(mc_event_read(&event, &read, err));
	*ret_said = mc_event_same(id, read.is, is);
	mc_event_forget(&read);
	return MC_OK;
}

/* Writes the row's event, unless it would change nothing. */
static enum mc_status put(struct mc_tx *tx, enum mc_event_id id, struct sql_text_rows last,
	const void *is, struct mc_error *err) {
	bool said;
	MC_TRY(is_said(last, id, is, &said, err));
	return said ? MC_OK : mc_tx_write(tx, id, 0, is, NULL, err);
}

static enum mc_status put_office(
	struct mc_tx *tx, const struct mc_office_row *row, struct mc_error *err) {
	const char *value;
	MC_TRY(mc_keep_setting(tx, row->key, row->value, &value, err));
	const char *key = mc_arena_printf(tx->arena, "office.%s", row->key);
	const struct mc_event_office_set set = { .key = key, .value = value };
	return put(tx, MC_EVENT_OFFICE_SET, sql_setting_said(tx->db, key), &set, err);
}

static enum mc_status check_kind(struct mc_tx *tx, const char *item, struct mc_error *err) {
	enum mc_ticket_kind kind;
	(void)tx;
	return mc_fail_at(err, "kinds", mc_ticket_kind_parse(item, &kind, err));
}

static enum mc_status check_hour(const char *name, const char *text, struct mc_error *err) {
	int minute;
	return *text ? mc_fail_at(err, name, mc_minute_parse(text, &minute, err)) : MC_OK;
}

/* A line is the letter of its tickets' labels. */
static enum mc_status check_line(
	struct mc_tx *tx, const struct mc_line_row *r, struct mc_error *err) {
	if (strlen(r->line) != 1 || *r->line < 'A' || *r->line > 'Z') {
		return mc_fail_at(err, "line",
			mc_fail(err, MC_INVALID,
				N_("A line is named by one letter from A to Z, not “%s”."),
				r->line));
	}
	if (r->last && r->last < r->first) {
		return mc_fail_at(err, "last",
			mc_fail(err, MC_INVALID,
				N_("The last number, %d, comes before the first, %d."), r->last,
				r->first));
	}
	MC_TRY(check_hour("open", r->open, err));
	MC_TRY(check_hour("close", r->close, err));
	return each_item(tx, r->kinds, check_kind, err);
}

static enum mc_status put_line(
	struct mc_tx *tx, const struct mc_line_row *row, struct mc_error *err) {
	const struct mc_event_line_set set = { .row = *row };
	MC_TRY(check_line(tx, row, err));
	return put(tx, MC_EVENT_LINE_SET, sql_line_said(tx->db, row->line), &set, err);
}

static enum mc_status check_known_line(struct mc_tx *tx, const char *item, struct mc_error *err) {
	struct mc_line line;
	return mc_fail_at(err, "lines", mc_read_line(tx->db, tx->arena, item, &line, err));
}

/* The spelling that is known already, for names are the same in either case. */
static enum mc_status known_spelling(struct mc_tx *tx,
	struct sql_text_rows get(struct mc_db *db, const char *key), const char **name,
	struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(*name, key);
	return mc_ended(sql_text_one(get(tx->db, key), tx->arena, name, err));
}

static enum mc_status put_desk(
	struct mc_tx *tx, const struct mc_desk_row *row, struct mc_error *err) {
	struct mc_event_desk_set set = { .row = *row };
	struct mc_desk_row *r = &set.row;
	MC_TRY(check_key("desk", r->desk, err));
	r->lines = upper(tx, r->lines);
	r->help_lines = upper(tx, r->help_lines);
	MC_TRY(each_item(tx, r->lines, check_known_line, err));
	MC_TRY(each_item(tx, r->help_lines, check_known_line, err));
	MC_TRY(known_spelling(tx, sql_desk_spelling, &r->desk, err));
	MC_TRY(sql_desk_rank(tx->db, r->desk, &set.rank, err));
	return put(tx, MC_EVENT_DESK_SET, sql_desk_said(tx->db, r->desk), &set, err);
}

static enum mc_status put_staff(
	struct mc_tx *tx, const struct mc_staff_row *row, struct mc_error *err) {
	struct mc_event_staff_set set = { .row = *row };
	struct mc_staff_row *r = &set.row;
	MC_TRY(check_key("staff", row->staff, err));
	if (mc_actor_is_reserved(row->staff)) {
		return mc_fail_at(err, "staff",
			mc_fail(err, MC_INVALID,
				N_("“%s” is a name of the program itself: choose another short "
				   "name."),
				row->staff));
	}
	MC_TRY(known_spelling(tx, sql_staff_spelling, &r->staff, err));
	return put(tx, MC_EVENT_STAFF_SET, sql_staff_said(tx->db, r->staff), &set, err);
}

/*
 * A version without a day: the first import of a procedure is valid from always;
 * a later one that differs from what is valid today begins today, and the
 * dossiers of before keep theirs.
 */
static enum mc_status put_version(
	struct mc_tx *tx, const struct mc_procedure_row *r, struct mc_error *err) {
	struct mc_event_procedure_set set = {
		.row = *r, .term_unit = mc_term_unit_name(r->term.unit), .unverified = r->unverified
	};
	struct mc_procedure old;
	if (r->from_day == INT32_MIN && mc_read_procedure(tx->db, tx->arena, r->code, r->variant,
						tx->day, &old, NULL) == MC_OK) {
		bool said;
		set.row.from_day = old.from_day;
		MC_TRY(is_said(sql_procedure_said(tx->db, r->code, r->variant, old.from_day),
			MC_EVENT_PROCEDURE_SET, &set, &said, err));
		if (said) {
			return MC_OK;
		}
		set.row.from_day = tx->day;
	}
	return put(tx, MC_EVENT_PROCEDURE_SET,
		sql_procedure_said(tx->db, r->code, r->variant, set.row.from_day), &set, err);
}

static enum mc_status put_procedure(
	struct mc_tx *tx, const struct mc_procedure_row *row, struct mc_error *err) {
	struct mc_procedure_row r = *row;
	MC_TRY(mc_fail_at(err, "processing_value", mc_term_check(r.term, err)));
	char code[MC_CODE_SIZE];
	mc_code_key(r.code, code);
	r.code = mc_arena_text(tx->arena, code);
	return put_version(tx, &r, err);
}

static enum mc_status put_day(
	struct mc_tx *tx, const struct mc_day_row *row, struct mc_error *err) {
	struct mc_event_day_set set = { .row = *row };
	enum mc_day_kind kind;
	bool provisional;
	MC_TRY(mc_fail_at(err, "kind", mc_day_kind_parse(row->kind, &kind, err)));
	MC_TRY(mc_fail_at(err, "status", mc_day_status_parse(row->status, &provisional, err)));
	set.row.kind = mc_day_kind_name(kind);
	set.row.status = mc_day_status_name(provisional);
	return put(tx, MC_EVENT_DAY_SET, sql_day_said(tx->db, row->day), &set, err);
}

static enum mc_status put_printer(
	struct mc_tx *tx, const struct mc_printer_row *row, struct mc_error *err) {
	struct mc_event_printer_set set = { .row = *row };
	if (!*row->queue == !*row->folder) {
		return mc_fail(err, MC_INVALID,
			N_("Printer %s needs either a CUPS queue (--queue) or a folder "
			   "(--folder)."),
			row->name);
	}
	MC_TRY(known_spelling(tx, sql_printer_spelling, &set.row.name, err));
	return put(tx, MC_EVENT_PRINTER_SET, sql_printer_said(tx->db, set.row.name), &set, err);
}

static enum mc_status remove_printer(struct mc_tx *tx, const char *name, struct mc_error *err) {
	const char *known = name;
	const char *said;
	MC_TRY(known_spelling(tx, sql_printer_spelling, &known, err));
	enum mc_status status =
		sql_text_one(sql_printer_said(tx->db, known), tx->arena, &said, err);
	if (status == MC_NO_ROW) {
		return mc_fail_at(err, "name",
			mc_fail(err, MC_NOT_FOUND,
				N_("There is no printer %s: see “motcua printer list”."), name));
	}
	MC_TRY(status);
	const struct mc_event_printer_set removed = { .row = { .name = known } };
	return mc_tx_write(tx, MC_EVENT_PRINTER_REMOVED, 0, &removed, NULL, err);
}

static enum mc_status put_row(
	struct mc_tx *tx, const struct mc_setup_row *row, struct mc_error *err) {
	switch (row->kind) {
	case MC_SETUP_OFFICE: return put_office(tx, &row->as.office, err);
	case MC_SETUP_LINE: return put_line(tx, &row->as.line, err);
	case MC_SETUP_DESK: return put_desk(tx, &row->as.desk, err);
	case MC_SETUP_STAFF: return put_staff(tx, &row->as.staff, err);
	case MC_SETUP_PROCEDURE: return put_procedure(tx, &row->as.procedure, err);
	case MC_SETUP_DAY: return put_day(tx, &row->as.day, err);
	case MC_SETUP_PRINTER: return put_printer(tx, &row->as.printer, err);
	case MC_SETUP_PRINTER_REMOVED: return remove_printer(tx, row->as.printer.name, err);
	}
	assert(!"a kind of set-up row");
	abort();
}

enum mc_status mc_decide_setup(struct mc_tx *tx, struct mc_error *err) {
	for (size_t i = 0; i < tx->act->as.setup.count; i++) {
		MC_TRY(put_row(tx, &tx->act->as.setup.rows[i], err));
	}
	return MC_OK;
}

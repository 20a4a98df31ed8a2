/* Rows as structs. */
#include "store/rows.h"
#include "base/str.h"
#include "sql.h"
#include <string.h>

void mc_row_ticket(struct mc_stmt *row, struct mc_ticket *ret_ticket) {
	struct mc_ticket t = {
		.id = mc_col_int(row, 0),
		.day = (mc_day)mc_col_int(row, 1),
		.number = (int)mc_col_int(row, 3),
		.issued_at = mc_col_int(row, 10),
		.waiting_since = mc_col_int(row, 11),
		.appointment_at = mc_col_int(row, 12),
		.called_at = mc_col_int(row, 13),
		.arrived_at = mc_col_int(row, 14),
		.served_at = mc_col_int(row, 15),
		.done_at = mc_col_int(row, 16),
		.calls = (int)mc_col_int(row, 17),
		.ahead = (int)mc_col_int(row, 18),
		.reason = mc_call_reason_of(mc_col_text(row, 19)),
		.target_min = (int)mc_col_int(row, 20),
		.end_inexact = mc_col_int(row, 21) != 0,
	};
	mc_copy(t.series, sizeof t.series, mc_col_text(row, 2));
	mc_copy(t.label, sizeof t.label, mc_col_text(row, 4));
	mc_copy(t.line, sizeof t.line, mc_col_text(row, 5));
	mc_copy(t.desk, sizeof t.desk, mc_col_text(row, 9));
	/* The schema's CHECK keeps these three to known names. */
	enum mc_status known = mc_ticket_kind_parse(mc_col_text(row, 6), &t.kind, NULL);
	known = known == MC_OK ? mc_priority_parse(mc_col_text(row, 7), &t.priority, NULL) : known;
	known = known == MC_OK ? mc_ticket_state_parse(mc_col_text(row, 8), &t.state, NULL) : known;
	(void)known;
	t.ahead = t.state == MC_TICKET_WAITING ? t.ahead : 0; /* nobody is called before it now */
	*ret_ticket = t;
}

enum mc_status mc_rows_tickets(struct mc_stmt *row, struct mc_arena *arena,
	struct mc_ticket **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_ticket *rows = NULL;
	size_t count = 0, cap = 0;
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		mc_row_ticket(row, MC_ARENA_NEXT(arena, rows, count, cap));
	}
	*ret_rows = rows;
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_read_ticket(
	struct mc_db *db, int64_t id, struct mc_ticket *ret_ticket, struct mc_error *err) {
	struct mc_stmt *row = sql_ticket_by_id(db, id);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		mc_row_ticket(row, ret_ticket);
		mc_reset(row);
	}
	return status == MC_NO_ROW ? mc_fail(err, MC_NOT_FOUND, N_("There is no such ticket."))
				   : status;
}

void mc_row_line(struct mc_stmt *row, struct mc_arena *arena, struct mc_line *ret_line) {
	*ret_line = (struct mc_line){
		.line = mc_col_copy(row, 0, arena),
		.name_vi = mc_col_copy(row, 1, arena),
		.name_en = mc_col_copy(row, 2, arena),
		.fields = mc_col_copy(row, 3, arena),
		.kinds = mc_col_copy(row, 4, arena),
		.open = mc_col_copy(row, 5, arena),
		.close = mc_col_copy(row, 6, arena),
		.first = (int)mc_col_int(row, 7),
		.last = (int)mc_col_int(row, 8),
		.target_wait_min = (int)mc_col_int(row, 9),
		.priority_ratio = (int)mc_col_int(row, 10),
		.daily_quota = (int)mc_col_int(row, 11),
	};
}

void mc_row_desk(struct mc_stmt *row, struct mc_arena *arena, struct mc_desk *ret_desk) {
	*ret_desk = (struct mc_desk){
		.desk = mc_col_copy(row, 0, arena),
		.name_vi = mc_col_copy(row, 1, arena),
		.name_en = mc_col_copy(row, 2, arena),
		.lines = mc_col_copy(row, 3, arena),
		.help_lines = mc_col_copy(row, 4, arena),
		.state = (enum mc_desk_state)mc_col_int(row, 5),
		.pause_reason = mc_col_copy(row, 6, arena),
		.staff = mc_col_copy(row, 7, arena),
		.staff_name = mc_col_copy(row, 8, arena),
		.since = mc_col_int(row, 9),
	};
}

void mc_row_procedure(
	struct mc_stmt *row, struct mc_arena *arena, struct mc_procedure *ret_procedure) {
	struct mc_procedure p = {
		.code = mc_col_copy(row, 0, arena),
		.variant = mc_col_copy(row, 1, arena),
		.from_day = (mc_day)mc_col_int(row, 2),
		.name_vi = mc_col_copy(row, 3, arena),
		.name_en = mc_col_copy(row, 4, arena),
		.field_vi = mc_col_copy(row, 5, arena),
		.field_en = mc_col_copy(row, 6, arena),
		.level = mc_col_copy(row, 7, arena),
		.term = { .milli = (int32_t)mc_col_int(row, 8) },
		.fee_vnd = mc_col_int(row, 10),
		.components = mc_col_copy(row, 11, arena),
		.source = mc_col_copy(row, 12, arena),
		.unverified = mc_col_int(row, 13) != 0,
	};
	enum mc_status known = mc_term_unit_parse(mc_col_text(row, 9), &p.term.unit, NULL);
	(void)known; /* written by us from the same list */
	*ret_procedure = p;
}

/* The instants and facts of the row itself. */
static void dossier_life(struct mc_stmt *row, struct mc_arena *arena, struct mc_dossier *d) {
	d->channel = (enum mc_channel)mc_col_int(row, 10);
	enum mc_status known = mc_return_way_parse(mc_col_text(row, 11), &d->return_way, NULL);
	(void)known;
	d->state = (enum mc_dossier_state)mc_col_int(row, 12);
	d->submitted_at = mc_col_int(row, 13);
	d->accepted_at = mc_col_int(row, 14);
	d->original_due_at = mc_col_int(row, 15);
	d->lawful_due_at = mc_col_int(row, 16);
	d->due_at = mc_col_int(row, 17);
	d->resolved_at = mc_col_int(row, 18);
	d->returned_at = mc_col_int(row, 19);
	d->withdrawn_at = mc_col_int(row, 20);
	d->ended_at = mc_col_int(row, 21);
	d->apology_at = mc_col_int(row, 22);
	d->late_reason = mc_col_copy(row, 23, arena);
	d->due_provisional = mc_col_int(row, 24) != 0;
	d->officer = mc_col_copy(row, 25, arena);
	d->receiver = mc_col_copy(row, 26, arena);
	d->ticket = mc_col_int(row, 27);
	d->ticket_label = mc_col_copy(row, 28, arena);
	d->sets = (int)mc_col_int(row, 29);
	d->erased = mc_col_int(row, 30) != 0;
	d->late_entry = mc_col_int(row, 31) != 0;
	d->last_event = mc_col_int(row, 32);
}

void mc_row_dossier(struct mc_stmt *row, struct mc_arena *arena, struct mc_dossier *ret_dossier) {
	struct mc_dossier d = {
		.id = mc_col_int(row, 0),
		.code = mc_col_copy(row, 1, arena),
		.external_code = mc_col_copy(row, 2, arena),
		.procedure = mc_col_copy(row, 3, arena),
		.procedure_name = mc_col_copy(row, 4, arena),
		.variant = mc_col_copy(row, 5, arena),
		.field = mc_col_copy(row, 6, arena),
		.unit = mc_col_copy(row, 7, arena),
		.level = mc_col_copy(row, 8, arena),
		.service_level = mc_col_copy(row, 9, arena),
		.result_no = mc_col_copy(row, 33, arena),
		.owner = mc_col_copy(row, 34, arena),
		.owner_id = mc_col_copy(row, 35, arena),
		.owner_phone = mc_col_copy(row, 36, arena),
		.owner_address = mc_col_copy(row, 37, arena),
		.owner_birth = mc_col_copy(row, 38, arena),
		.owner_sex = mc_col_copy(row, 39, arena),
		.pin = mc_col_copy(row, 40, arena),
		.submitter = mc_col_copy(row, 41, arena),
		.subject = mc_col_copy(row, 42, arena),
		.fee_vnd = mc_col_int(row, 43),
		.fee_open = mc_col_int(row, 44) > 0,
		.fee_paid = mc_col_int(row, 46) > 0 && mc_col_int(row, 44) == 0,
		.procedure_name_en = mc_col_copy(row, 47, arena),
		.officer_name = mc_col_copy(row, 48, arena),
		.receiver_name = mc_col_copy(row, 49, arena),
		.organisation = strcmp(mc_col_text(row, 50), MC_APPLICANT_ORGANISATION) == 0,
		.representative = mc_col_copy(row, 51, arena),
	};
	dossier_life(row, arena, &d);
	*ret_dossier = d;
}

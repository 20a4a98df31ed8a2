/*
 * The book of set-up: settings, lines, desks, staff, printers, catalogue,
 * calendar. Bodies carry the columns of the set-up files under their names.
 */
#include "sql.h"
#include "store/apply/apply.h"
#include "store/apply/words.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum mc_status put_setting(
	const struct mc_applied *a, const char *key, const char *value, struct mc_error *err) {
	return mc_run(sql_setting_put(a->db, key, value, a->event->id), NULL, err);
}

enum mc_status mc_apply_office_founded(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_office_founded *e = a->is;
	MC_TRY(put_setting(a, "office.number", e->number, err));
	MC_TRY(put_setting(a, "office.practice", e->practice, err));
	return put_setting(a, "office.public_key", e->public_key, err);
}

/* From here on seals are by this key. */
enum mc_status mc_apply_office_key(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_office_key *e = a->is;
	return put_setting(a, "office.public_key", e->public_key, err);
}

static enum mc_status put_number(
	const struct mc_applied *a, const char *key, int value, struct mc_error *err) {
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	return put_setting(a, key, text, err);
}

/* What number the next of a series may have is asked by whoever gives it (care/gap.h). */
enum mc_status mc_apply_office_restored(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_office_restored *e = a->is;
	MC_TRY(put_number(a, "restored.gap", e->gap, err));
	MC_TRY(put_number(a, "restored.from_day", e->from_day, err));
	return put_number(a, "restored.to_day", e->to_day, err);
}

enum mc_status mc_apply_office_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_office_set *e = a->is;
	return put_setting(a, e->key, e->value, err);
}

enum mc_status mc_apply_line_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_line_row *r = &((const struct mc_event_line_set *)a->is)->row;
	char fields[MC_TEXT_MAX_BYTES + 1];
	return mc_run(
		sql_line_put(a->db, r->line, r->name_vi, r->name_en, mc_mended(r->fields, fields),
			r->kinds, r->first, r->last, r->target_wait_min, r->priority_ratio,
			r->daily_quota, r->open, r->close, a->event->id),
		NULL, err);
}

/* Writes the lines named in a list separated by ; with their place in it. */
static enum mc_status put_lines(const struct mc_applied *a, const char *desk, const char *list,
	bool help, struct mc_error *err) {
	enum mc_status status = MC_OK;
	size_t len;
	int rank = 0;
	for (const char *item; status == MC_OK && (item = mc_list_next(&list, ";", &len)) != NULL;
		rank++) {
		char line[MC_NAME_SIZE] = "";
		if (len > 0 && len < sizeof line) {
			memcpy(line, item, len);
			status =
				mc_run(sql_desk_line_put(a->db, desk, line, help, rank), NULL, err);
		}
	}
	return status;
}

enum mc_status mc_apply_desk_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_desk_set *e = a->is;
	const struct mc_desk_row *r = &e->row;
	const char *desk = r->desk;
	char key[MC_CODE_SIZE];
	mc_code_key(desk, key);
	MC_TRY(mc_run(sql_desk_put(a->db, desk, key, r->name_vi, r->name_en, r->lines,
			      r->help_lines, e->rank, a->event->at, a->event->id),
		NULL, err));
	MC_TRY(mc_run(sql_desk_lines_clear(a->db, desk), NULL, err));
	MC_TRY(put_lines(a, desk, r->lines, false, err));
	return put_lines(a, desk, r->help_lines, true, err);
}

enum mc_status mc_apply_desk_state(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_desk_state *e = a->is;
	return mc_apply_one(a,
		sql_desk_state_put(a->db, e->desk, e->state, e->reason, e->staff, a->event->at),
		err);
}

enum mc_status mc_apply_staff_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_staff_row *r = &((const struct mc_event_staff_set *)a->is)->row;
	char key[MC_CODE_SIZE];
	mc_code_key(r->staff, key);
	return mc_run(sql_staff_put(a->db, r->staff, key, r->name, r->roles, r->desk, a->event->id),
		NULL, err);
}

/* What was found of a printer was found of that one: set anew, it was never asked. */
enum mc_status mc_apply_printer_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_printer_row *r = &((const struct mc_event_printer_set *)a->is)->row;
	char key[MC_CODE_SIZE];
	MC_TRY(mc_run(sql_printer_forget(a->db, r->name), NULL, err));
	mc_code_key(r->name, key);
	return mc_run(sql_printer_put(a->db, r->name, key, r->queue, r->folder, r->driver, r->width,
			      r->forms, a->event->id),
		NULL, err);
}

enum mc_status mc_apply_printer_removed(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_printer_row *r = &((const struct mc_event_printer_set *)a->is)->row;
	return mc_apply_one(a, sql_printer_delete(a->db, r->name), err);
}

enum mc_status mc_apply_procedure_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_procedure_set *e = a->is;
	const struct mc_procedure_row *r = &e->row;
	char code[MC_CODE_SIZE], field[MC_TEXT_MAX_BYTES + 1];
	mc_code_key(r->code, code);
	char *fold = mc_folded_name(r->name_vi);
	enum mc_status status =
		mc_run(sql_procedure_put(a->db, code, r->variant, r->from_day, r->name_vi,
			       r->name_en, fold, mc_mended(r->field_vi, field), r->field_en,
			       r->level, r->term.milli, e->term_unit, r->fee_vnd, r->components,
			       r->source, e->unverified, a->event->id),
			NULL, err);
	free(fold);
	return status;
}

enum mc_status mc_apply_day_set(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_day_row *r = &((const struct mc_event_day_set *)a->is)->row;
	return mc_run(sql_calendar_day_put(a->db, "", r->day, r->kind, r->title, r->authority,
			      r->status, a->event->id),
		NULL, err);
}

enum mc_status mc_apply_ledger_sealed(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_ledger_sealed *e = a->is;
	return mc_run(
		sql_seal_put(a->db, a->event->id, a->event->recorded_at, e->through), NULL, err);
}

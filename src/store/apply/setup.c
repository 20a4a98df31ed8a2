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

#define TEXT(key) mc_applied_text(a->body, key)
#define INT(key) mc_json_get_int(a->body, key, 0)

static enum mc_status office_founded(const struct mc_applied *a, struct mc_error *err) {
	static const char *const keys[] = { "number", "practice", "public_key" };
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < MC_COUNT(keys) && status == MC_OK; i++) {
		char key[32] = "office.";
		strcat(key, keys[i]);
		status =
			mc_run(sql_setting_put(a->db, key, TEXT(keys[i]), a->event->id), NULL, err);
	}
	return status;
}

/* From here on seals are by this key. */
static enum mc_status office_key(const struct mc_applied *a, struct mc_error *err) {
	return mc_run(sql_setting_put(a->db, "office.public_key", TEXT("public_key"), a->event->id),
		NULL, err);
}

/* What number the next of a series may have is asked by whoever gives it (care/gap.h). */
static enum mc_status office_restored(const struct mc_applied *a, struct mc_error *err) {
	static const char *const keys[] = { "gap", "from_day", "to_day" };
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < MC_COUNT(keys) && status == MC_OK; i++) {
		char key[32], value[24];
		snprintf(key, sizeof key, "restored.%s", keys[i]);
		snprintf(value, sizeof value, "%lld", (long long)INT(keys[i]));
		status = mc_run(sql_setting_put(a->db, key, value, a->event->id), NULL, err);
	}
	return status;
}

static enum mc_status office_set(const struct mc_applied *a, struct mc_error *err) {
	return mc_run(sql_setting_put(a->db, TEXT("key"), TEXT("value"), a->event->id), NULL, err);
}

static enum mc_status line_set(const struct mc_applied *a, struct mc_error *err) {
	char fields[MC_TEXT_MAX_BYTES + 1];
	return mc_run(sql_line_put(a->db, TEXT("line"), TEXT("name_vi"), TEXT("name_en"),
			      mc_mended(TEXT("fields"), fields), TEXT("kinds"), INT("first"),
			      INT("last"), INT("target_wait_min"), INT("priority_ratio"),
			      INT("daily_quota"), TEXT("open"), TEXT("close"), a->event->id),
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

static enum mc_status desk_set(const struct mc_applied *a, struct mc_error *err) {
	const char *desk = TEXT("desk");
	char key[MC_CODE_SIZE];
	mc_code_key(desk, key);
	enum mc_status status = mc_run(
		sql_desk_put(a->db, desk, key, TEXT("name_vi"), TEXT("name_en"), TEXT("lines"),
			TEXT("help_lines"), INT("rank"), a->event->at, a->event->id),
		NULL, err);
	if (status == MC_OK) {
		status = mc_run(sql_desk_lines_clear(a->db, desk), NULL, err);
	}
	if (status == MC_OK) {
		status = put_lines(a, desk, TEXT("lines"), false, err);
	}
	if (status == MC_OK) {
		status = put_lines(a, desk, TEXT("help_lines"), true, err);
	}
	return status;
}

static enum mc_status desk_state(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a,
		sql_desk_state_put(a->db, TEXT("desk"), INT("state"), TEXT("reason"), TEXT("staff"),
			a->event->at),
		err);
}

static enum mc_status staff_set(const struct mc_applied *a, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(TEXT("staff"), key);
	return mc_run(sql_staff_put(a->db, TEXT("staff"), key, TEXT("name"), INT("roles"),
			      TEXT("desk"), a->event->id),
		NULL, err);
}

/* What was found of a printer was found of that one: set anew, it was never asked. */
static enum mc_status printer_set(const struct mc_applied *a, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	enum mc_status status = mc_run(sql_printer_forget(a->db, TEXT("name")), NULL, err);
	if (status != MC_OK) {
		return status;
	}
	mc_code_key(TEXT("name"), key);
	return mc_run(sql_printer_put(a->db, TEXT("name"), key, TEXT("queue"), TEXT("folder"),
			      TEXT("driver"), TEXT("width"), TEXT("forms"), a->event->id),
		NULL, err);
}

static enum mc_status printer_removed(const struct mc_applied *a, struct mc_error *err) {
	return mc_apply_one(a, sql_printer_delete(a->db, TEXT("name")), err);
}

static enum mc_status procedure_set(const struct mc_applied *a, struct mc_error *err) {
	char code[MC_CODE_SIZE], field[MC_TEXT_MAX_BYTES + 1];
	mc_code_key(TEXT("code"), code);
	char *fold = mc_folded_name(TEXT("name_vi"));
	enum mc_status status = mc_run(
		sql_procedure_put(a->db, code, TEXT("variant"), INT("from_day"), TEXT("name_vi"),
			TEXT("name_en"), fold, mc_mended(TEXT("field_vi"), field), TEXT("field_en"),
			TEXT("level"), INT("term_milli"), TEXT("term_unit"), INT("fee_vnd"),
			TEXT("components"), TEXT("source"), INT("unverified"), a->event->id),
		NULL, err);
	free(fold);
	return status;
}

static enum mc_status day_set(const struct mc_applied *a, struct mc_error *err) {
	return mc_run(sql_calendar_day_put(a->db, "", INT("day"), TEXT("kind"), TEXT("title"),
			      TEXT("authority"), TEXT("status"), a->event->id),
		NULL, err);
}

static enum mc_status ledger_sealed(const struct mc_applied *a, struct mc_error *err) {
	return mc_run(sql_seal_put(a->db, a->event->id, a->event->recorded_at, INT("through")),
		NULL, err);
}

const struct mc_event_kind mc_setup_kinds[] = {
	{ "office.founded@1", office_founded },
	{ "office.key@1", office_key },
	{ "office.restored@1", office_restored },
	{ "office.set@1", office_set },
	{ "line.set@1", line_set },
	{ "desk.set@1", desk_set },
	{ "desk.state@1", desk_state },
	{ "staff.set@1", staff_set },
	{ "printer.set@1", printer_set },
	{ "printer.removed@1", printer_removed },
	{ "procedure.set@1", procedure_set },
	{ "day.set@1", day_set },
	{ "ledger.sealed@1", ledger_sealed },
	{ NULL, NULL },
};

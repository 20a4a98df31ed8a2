/* Reading settings, lines, desks, staff, printers and calendar. */
#include "core/time/calendar.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* ---- settings ---- */

static const char *const default_hours = "07:30-11:30,13:30-17:00";

enum mc_status mc_setting(struct mc_db *db, struct mc_arena *arena, const char *key,
	const char *otherwise, const char **ret_value, struct mc_error *err) {
	*ret_value = otherwise;
	return mc_ended(sql_text_one(sql_setting_get(db, key), arena, ret_value, err));
}

/* Puts one setting where it belongs. */
static void take_setting(
	struct mc_office *office, const char *key, const char *value, struct mc_arena *arena) {
	const struct {
		const char *key;
		const char **to;
	} texts[] = {
		{ "office.name", &office->name },
		{ "office.code", &office->code },
		{ "office.address", &office->address },
		{ "office.phone", &office->phone },
		{ "office.superior", &office->superior },
		{ "office.hours", &office->hours },
		{ "office.supplement-policy", &office->supplement_policy },
		{ "office.code-pattern", &office->code_pattern },
	};
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (strcmp(texts[i].key, key) == 0) {
			*texts[i].to = mc_arena_text(arena, value);
			return;
		}
	}
	if (strcmp(key, "office.number") == 0) {
		office->number = atoi(value);
	} else if (strcmp(key, "office.practice") == 0) {
		office->practice = strcmp(value, "1") == 0;
	} else if (strcmp(key, "office.leave-pin") == 0) {
		office->leave_pin = *value != '\0';
	} else if (strcmp(key, "office.clock") == 0) {
		office->clock_ahead_ms = strtoll(value, NULL, 10);
	} else if (strcmp(key, "office.late-entry-days") == 0) {
		office->late_entry_days = atoi(value);
	} else if (strcmp(key, "office.cut-off") == 0) {
		int minute;
		if (mc_minute_parse(value, &minute, NULL) == MC_OK) {
			office->cutoff_min = minute;
		}
	}
}

enum mc_status mc_read_office(struct mc_db *db, struct mc_arena *arena,
	struct mc_office *ret_office, struct mc_error *err) {
	struct mc_office office = { .name = "",
		.code = MC_OFFICE_CODE_NONE,
		.address = "",
		.phone = "",
		.superior = "",
		.hours = default_hours,
		.cutoff_min = MC_CUT_OFF_DEFAULT,
		.supplement_policy = "resume",
		.code_pattern = MC_CODE_PATTERN_DEFAULT,
		.late_entry_days = 3 };
	struct sql_setting_rows rows = sql_settings_all(db);
	struct mc_setting setting;
	enum mc_status status;
	while ((status = sql_setting_next(rows, &setting, err)) == MC_OK) {
		take_setting(&office, setting.key, setting.value, arena);
	}
	MC_TRY(mc_ended(status));
	*ret_office = office;
	return MC_OK;
}

enum mc_status mc_store_office(struct mc_store *store, struct mc_arena *arena,
	struct mc_office *ret_office, struct mc_error *err) {
	return mc_read_office(store->db, arena, ret_office, err);
}

/* ---- lines and desks ---- */

enum mc_status mc_read_line(struct mc_db *db, struct mc_arena *arena, const char *line,
	struct mc_line *ret_line, struct mc_error *err) {
	char key[MC_NAME_SIZE];
	mc_copy(key, sizeof key, mc_or_empty(line));
	mc_text_upper_ascii(key);
	enum mc_status status = sql_line_one(sql_line_get(db, key), arena, ret_line, err);
	return status == MC_NO_ROW
		       ? mc_fail_at(err, "line",
				 mc_fail(err, MC_NOT_FOUND,
					 N_("There is no line %s: see “motcua line list”."), key))
		       : status;
}

static enum mc_status add_ticket(struct mc_db *db, struct mc_desk *desk, struct mc_error *err) {
	enum mc_status status =
		sql_ticket_one(sql_ticket_open_at_desk(db, desk->desk), NULL, &desk->ticket, err);
	desk->has_ticket = status == MC_OK;
	return mc_ended(status);
}

enum mc_status mc_read_desk(struct mc_db *db, struct mc_arena *arena, const char *desk,
	struct mc_desk *ret_desk, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(mc_or_empty(desk), key);
	enum mc_status status = sql_desk_one(sql_desk_get(db, key), arena, ret_desk, err);
	if (status == MC_OK) {
		return add_ticket(db, ret_desk, err);
	}
	return status == MC_NO_ROW
		       ? mc_fail_at(err, "desk",
				 mc_fail(err, MC_NOT_FOUND,
					 N_("There is no desk %s: see “motcua desk list”."),
					 mc_or_empty(desk)))
		       : status;
}

/* What waits, what was issued, which numbers are given, and who serves, added to the lines read. */
static enum mc_status add_loads(
	struct mc_db *db, struct mc_line *lines, size_t count, mc_day day, struct mc_error *err) {
	struct sql_line_live_rows rows = sql_lines_live(db, day);
	struct mc_line live;
	enum mc_status status;
	while ((status = sql_line_live_next(rows, &live, err)) == MC_OK) {
		size_t i = 0;
		while (i < count && strcmp(lines[i].line, live.line) != 0) {
			i++;
		}
		if (i < count) {
			lines[i].waiting += live.waiting;
			lines[i].waiting_priority += live.waiting_priority;
			lines[i].oldest_since += live.oldest_since;
			lines[i].issued += live.issued;
			lines[i].served += live.served;
			lines[i].given += live.given;
			lines[i].last_number += live.last_number;
			lines[i].open_desks += live.open_desks;
		}
	}
	return mc_ended(status);
}

enum mc_status mc_read_lines(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const struct mc_line **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_line *rows;
	size_t count;
	MC_TRY(sql_line_all(sql_lines_all(db), arena, &rows, &count, err));
	MC_TRY(add_loads(db, rows, count, day, err));
	*ret_rows = rows;
	*ret_count = count;
	return MC_OK;
}

enum mc_status mc_store_lines(struct mc_store *store, struct mc_arena *arena,
	const struct mc_line **ret_rows, size_t *ret_count, struct mc_error *err) {
	return mc_read_lines(
		store->db, arena, mc_day_of(mc_store_now(store)), ret_rows, ret_count, err);
}

void mc_desk_forget_earlier(struct mc_desk *desk, mc_day day) {
	if (desk->has_ticket && desk->ticket.day < day) {
		desk->has_ticket = false;
		desk->ticket = (struct mc_ticket){ 0 };
	}
}

enum mc_status mc_read_desks(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const struct mc_desk **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_desk *rows;
	size_t count;
	MC_TRY(sql_desk_all(sql_desks_all(db), arena, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		MC_TRY(add_ticket(db, &rows[i], err));
		mc_desk_forget_earlier(&rows[i], day);
	}
	*ret_rows = rows;
	*ret_count = count;
	return MC_OK;
}

enum mc_status mc_store_desks(struct mc_store *store, struct mc_arena *arena,
	const struct mc_desk **ret_rows, size_t *ret_count, struct mc_error *err) {
	return mc_read_desks(
		store->db, arena, mc_day_of(mc_store_now(store)), ret_rows, ret_count, err);
}

/* ---- staff and printers ---- */

static int by_given_name(const void *a, const void *b) {
	const struct mc_staff *left = a, *right = b;
	int names = mc_text_order_people(left->name, right->name);
	return names ? names : strcmp(left->staff, right->staff);
}

enum mc_status mc_store_staff(struct mc_store *store, struct mc_arena *arena,
	struct mc_staff_list *ret_list, struct mc_error *err) {
	struct mc_staff *rows;
	size_t count;
	MC_TRY(sql_staff_all(sql_staff_listed(store->db), arena, &rows, &count, err));
	if (count > 1) {
		qsort(rows, count, sizeof *rows, by_given_name);
	}
	*ret_list = (struct mc_staff_list){ .rows = rows, .count = count };
	return MC_OK;
}

enum mc_status mc_store_printers(struct mc_store *store, struct mc_arena *arena,
	const struct mc_printer **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_printer *rows;
	MC_TRY(sql_printer_all(sql_printers_all(store->db), arena, &rows, ret_count, err));
	*ret_rows = rows;
	return MC_OK;
}

/* ---- calendar ---- */

enum mc_status mc_store_calendar_rows(struct mc_store *store, struct mc_arena *arena, mc_day from,
	mc_day to, const struct mc_day_row **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_day_row *rows;
	MC_TRY(sql_calendar_day_all(
		sql_calendar_days(store->db, from, to), arena, &rows, ret_count, err));
	*ret_rows = rows;
	return MC_OK;
}

static enum mc_status add_days(
	struct mc_db *db, struct mc_calendar *calendar, struct mc_error *err) {
	MC_AUTOEND struct sql_calendar_day_rows rows = sql_calendar_days(db, INT32_MIN, INT32_MAX);
	struct mc_day_row known;
	enum mc_status status;
	while ((status = sql_calendar_day_next(rows, &known, err)) == MC_OK) {
		struct mc_calendar_row day = { .day = known.day,
			.provisional = strcmp(known.status, "provisional") == 0,
			.title = known.title,
			.authority = known.authority };
		MC_TRY(mc_day_kind_parse(known.kind, &day.kind, err));
		MC_TRY(mc_calendar_add(calendar, &day, err));
	}
	return mc_ended(status);
}

enum mc_status mc_store_calendar(
	struct mc_store *store, struct mc_calendar *calendar, struct mc_error *err) {
	MC_AUTOARENA struct mc_arena arena = { 0 };
	struct mc_office office;
	MC_TRY(mc_read_office(store->db, &arena, &office, err));
	MC_TRY(mc_week_parse(office.hours, calendar->week, err));
	calendar->cut_off = office.cutoff_min;
	return add_days(store->db, calendar, err);
}

enum mc_status mc_office_calendar(
	struct mc_store *store, const struct mc_calendar **ret_calendar, struct mc_error *err) {
	int64_t version;
	MC_TRY(sql_calendar_version(store->db, &version, err));
	if (!store->calendar_ready || version != store->calendar_version) {
		if (store->calendar_ready) {
			mc_calendar_finish(&store->calendar);
		}
		mc_calendar_init(&store->calendar);
		store->calendar_ready = true;
		store->calendar_version = -1;
		MC_TRY(mc_store_calendar(store, &store->calendar, err));
		store->calendar_version = version;
	}
	*ret_calendar = &store->calendar;
	return MC_OK;
}

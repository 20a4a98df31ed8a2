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
	struct mc_stmt *row = sql_setting_get(db, key);
	enum mc_status status = mc_step(row, err);
	*ret_value = otherwise;
	if (status == MC_OK) {
		*ret_value = mc_col_copy(row, 0, arena);
		mc_reset(row);
	}
	return status == MC_NO_ROW ? MC_OK : status;
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
	struct mc_stmt *row = sql_settings_all(db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		take_setting(&office, mc_col_text(row, 0), mc_col_text(row, 1), arena);
	}
	if (status != MC_NO_ROW) {
		return status;
	}
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
	struct mc_stmt *row = sql_line_get(db, key);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		mc_row_line(row, arena, ret_line);
		mc_reset(row);
	}
	return status == MC_NO_ROW
		       ? mc_fail_at(err, "line",
				 mc_fail(err, MC_NOT_FOUND,
					 N_("There is no line %s: see “motcua line list”."), key))
		       : status;
}

static enum mc_status add_ticket(struct mc_db *db, struct mc_desk *desk, struct mc_error *err) {
	struct mc_stmt *row = sql_ticket_open_at_desk(db, desk->desk);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		desk->has_ticket = true;
		mc_row_ticket(row, &desk->ticket);
		mc_reset(row);
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_read_desk(struct mc_db *db, struct mc_arena *arena, const char *desk,
	struct mc_desk *ret_desk, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(mc_or_empty(desk), key);
	struct mc_stmt *row = sql_desk_get(db, key);
	enum mc_status status = mc_step(row, err);
	if (status == MC_OK) {
		mc_row_desk(row, arena, ret_desk);
		mc_reset(row);
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
	struct mc_stmt *const stmts[] = { sql_line_loads(db, day), sql_line_totals(db, day),
		sql_line_numbers(db, day), sql_line_open_desks(db) };
	for (size_t s = 0; s < MC_COUNT(stmts); s++) {
		enum mc_status status;
		while ((status = mc_step(stmts[s], err)) == MC_OK) {
			for (size_t i = 0; i < count; i++) {
				if (strcmp(lines[i].line, mc_col_text(stmts[s], 0)) != 0) {
					continue;
				}
				int n = (int)mc_col_int(stmts[s], 1);
				if (s == 0) {
					lines[i].waiting = n;
					lines[i].waiting_priority = (int)mc_col_int(stmts[s], 2);
					lines[i].oldest_since = mc_col_int(stmts[s], 3);
				} else if (s == 1) {
					lines[i].issued = n;
					lines[i].served = (int)mc_col_int(stmts[s], 2);
				} else if (s == 2) {
					lines[i].given = n;
					lines[i].last_number = (int)mc_col_int(stmts[s], 2);
				} else {
					lines[i].open_desks = n;
				}
			}
		}
		if (status != MC_NO_ROW) {
			return status;
		}
	}
	return MC_OK;
}

enum mc_status mc_read_lines(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const struct mc_line **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_line *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_lines_all(db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		mc_row_line(row, arena, MC_ARENA_NEXT(arena, rows, count, cap));
	}
	if (status != MC_NO_ROW) {
		return status;
	}
	*ret_rows = rows;
	*ret_count = count;
	return add_loads(db, rows, count, day, err);
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
	struct mc_desk *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_desks_all(db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		mc_row_desk(row, arena, MC_ARENA_NEXT(arena, rows, count, cap));
	}
	status = status == MC_NO_ROW ? MC_OK : status;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = add_ticket(db, &rows[i], err);
		mc_desk_forget_earlier(&rows[i], day);
	}
	*ret_rows = rows;
	*ret_count = count;
	return status;
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
	struct mc_staff *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_staff_all(store->db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, rows, count, cap) =
			(struct mc_staff){ .staff = mc_col_copy(row, 0, arena),
				.name = mc_col_copy(row, 1, arena),
				.desk = mc_col_copy(row, 2, arena),
				.roles = (unsigned)mc_col_int(row, 3) };
	}
	if (count > 1) {
		qsort(rows, count, sizeof *rows, by_given_name);
	}
	*ret_list = (struct mc_staff_list){ .rows = rows, .count = count };
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_store_printers(struct mc_store *store, struct mc_arena *arena,
	const struct mc_printer **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_printer *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_printers_all(store->db);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, rows, count, cap) =
			(struct mc_printer){ .name = mc_col_copy(row, 0, arena),
				.queue = mc_col_copy(row, 1, arena),
				.folder = mc_col_copy(row, 2, arena),
				.driver = mc_col_copy(row, 3, arena),
				.width = mc_col_copy(row, 4, arena),
				.forms = mc_col_copy(row, 5, arena),
				.found = mc_printer_state_of(mc_col_text(row, 6)),
				.found_message = mc_col_copy(row, 7, arena) };
	}
	*ret_rows = rows;
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

/* ---- calendar ---- */

enum mc_status mc_store_calendar_rows(struct mc_store *store, struct mc_arena *arena, mc_day from,
	mc_day to, const struct mc_day_row **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct mc_day_row *rows = NULL;
	size_t count = 0, cap = 0;
	struct mc_stmt *row = sql_calendar_days(store->db, from, to);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		*MC_ARENA_NEXT(arena, rows, count, cap) =
			(struct mc_day_row){ .day = (mc_day)mc_col_int(row, 0),
				.kind = mc_col_copy(row, 1, arena),
				.title = mc_col_copy(row, 2, arena),
				.authority = mc_col_copy(row, 3, arena),
				.status = mc_col_copy(row, 4, arena) };
	}
	*ret_rows = rows;
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

static enum mc_status add_days(
	struct mc_db *db, struct mc_calendar *calendar, struct mc_error *err) {
	struct mc_stmt *row = sql_calendar_days(db, INT32_MIN, INT32_MAX);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		struct mc_calendar_row day = { .day = (mc_day)mc_col_int(row, 0),
			.provisional = strcmp(mc_col_text(row, 4), "provisional") == 0,
			.title = mc_col_text(row, 2),
			.authority = mc_col_text(row, 3) };
		enum mc_status added = mc_day_kind_parse(mc_col_text(row, 1), &day.kind, err);
		added = added == MC_OK ? mc_calendar_add(calendar, &day, err) : added;
		if (added != MC_OK) {
			mc_reset(row);
			return added;
		}
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_store_calendar(
	struct mc_store *store, struct mc_calendar *calendar, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_read_office(store->db, &arena, &office, err);
	if (status == MC_OK) {
		status = mc_week_parse(office.hours, calendar->week, err);
	}
	if (status == MC_OK) {
		calendar->cut_off = office.cutoff_min;
		status = add_days(store->db, calendar, err);
	}
	mc_arena_finish(&arena);
	return status;
}

enum mc_status mc_office_calendar(
	struct mc_store *store, const struct mc_calendar **ret_calendar, struct mc_error *err) {
	int64_t version = 0;
	enum mc_status status = mc_single(sql_calendar_version(store->db), 0, &version, err);
	if (status == MC_OK && !(store->calendar_ready && version == store->calendar_version)) {
		if (store->calendar_ready) {
			mc_calendar_finish(&store->calendar);
		}
		mc_calendar_init(&store->calendar);
		store->calendar_ready = true;
		store->calendar_version = version;
		status = mc_store_calendar(store, &store->calendar, err);
		if (status != MC_OK) {
			store->calendar_version = -1;
		}
	}
	*ret_calendar = &store->calendar;
	return status;
}

/*
 * The search that takes anything typed: a code (ours, another system's, its
 * beginning, or the short form of screens), the number of the day alone, an ID
 * number, a phone number, or words of a name without marks. It never gives fewer than there are without
 * saying so: one more than asked for is looked up to know.
 */
#include "core/person.h"
#include "sql.h"
#include "store/inside.h"
#include "store/read/words.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIND_LIMIT 50
#define SERIAL_DIGITS 7 /* as long as they are, an ID or a phone number is longer */
#define SERIAL_DAYS 62
/* Above every letter of an upper-case code. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

struct find {
	struct mc_db *db;
	struct mc_arena *arena;
	const char *text; /* clean */
	struct mc_ids ids;
	mc_day today;
	size_t most; /* one more than are shown */
	bool cut; /* not everything was looked at */
	bool by_serial;
	mc_day serial_day;
};

void mc_ids_add(struct mc_ids *ids, struct mc_arena *arena, int64_t id) {
	for (size_t i = 0; i < ids->count; i++) {
		if (ids->rows[i] == id) {
			return;
		}
	}
	*MC_ARENA_NEXT(arena, ids->rows, ids->count, ids->cap) = id;
}

/* Room for as many rows as there can be new ones, past those found already. */
static int64_t rows_wanted(const struct find *find) {
	return (int64_t)(find->most + find->ids.count);
}

static enum mc_status add_all(struct find *find, struct sql_id_rows rows, struct mc_error *err) {
	MC_AUTOEND struct sql_id_rows ids = rows;
	int64_t id;
	while (find->ids.count < find->most) {
		enum mc_status status = sql_id_next(ids, &id, err);
		if (status != MC_OK) {
			return mc_ended(status);
		}
		mc_ids_add(&find->ids, find->arena, id);
	}
	return MC_OK;
}

/* "261123-0012": day and serial of one of our codes, as screens shorten it. */
static bool day_and_serial(const char *text, mc_day *ret_day, long *ret_serial) {
	int year, month, day, used = 0;
	if (sscanf(text, "%2d%2d%2d-%9ld%n", &year, &month, &day, ret_serial, &used) != 4 ||
		text[used] != '\0' || !mc_civil_valid(2000 + year, month, day)) {
		return false;
	}
	*ret_day = mc_day_of_civil(2000 + year, month, day);
	return *ret_serial > 0;
}

/* "0012": the serial alone, as people read it out: of today, else of the last day that has it. */
static enum mc_status day_of_serial(
	struct find *find, long serial, mc_day *ret_day, struct mc_error *err) {
	int64_t day;
	MC_TRY(sql_dossier_serial_day(
		find->db, find->today - SERIAL_DAYS, find->today, serial, &day, err));
	*ret_day = day ? (mc_day)day : find->today;
	return MC_OK;
}

static enum mc_status find_serial(struct find *find, struct mc_error *err) {
	size_t digits = strspn(find->text, "0123456789");
	long serial = 0;
	bool alone = find->text[digits] == '\0' && digits <= SERIAL_DIGITS;
	if (alone) {
		serial = strtol(find->text, NULL, 10);
		find->by_serial = serial > 0;
		MC_TRY(day_of_serial(find, serial, &find->serial_day, err));
	} else {
		find->by_serial = day_and_serial(find->text, &find->serial_day, &serial);
	}
	return find->by_serial
		       ? add_all(find, sql_dossier_ids_serial(find->db, find->serial_day, serial),
				 err)
		       : MC_OK;
}

static enum mc_status find_code(struct find *find, struct mc_error *err) {
	char low[MC_CODE_SIZE], high[MC_CODE_SIZE + 4];
	int64_t id;
	enum mc_status status = mc_read_code(find->db, find->text, &id, err);
	if (status == MC_OK) {
		mc_ids_add(&find->ids, find->arena, id);
	} else if (status != MC_NOT_FOUND) {
		return status;
	}
	MC_TRY(find_serial(find, err));
	mc_code_key(find->text, low);
	snprintf(high, sizeof high, "%s" HIGHEST, low);
	MC_TRY(add_all(find, sql_dossier_ids_code(find->db, low, high, rows_wanted(find)), err));
	return add_all(find, sql_dossier_ids_external(find->db, low, high, rows_wanted(find)), err);
}

static enum mc_status find_person(struct find *find, struct mc_error *err) {
	struct mc_id_number id;
	char phone[MC_PHONE_SIZE];
	if (mc_id_parse(find->text, MC_ID_ANY, (struct mc_birth){ 0 }, MC_SEX_UNKNOWN, &id, NULL) ==
		MC_OK) {
		MC_TRY(add_all(find,
			sql_dossier_ids_id_number(find->db, id.number, rows_wanted(find)), err));
	}
	if (mc_phone_parse(find->text, phone, NULL) == MC_OK) {
		MC_TRY(add_all(
			find, sql_dossier_ids_phone(find->db, phone, rows_wanted(find)), err));
	}
	return MC_OK;
}

static enum mc_status find_words(struct find *find, struct mc_error *err) {
	return mc_find_words(
		find->db, find->arena, find->text, find->most, &find->ids, &find->cut, err);
}

static enum mc_status find_all(
	struct find *find, struct mc_dossiers *ret_list, struct mc_error *err) {
	enum mc_status (*const ways[])(
		struct find *, struct mc_error *) = { find_code, find_person, find_words };
	for (size_t i = 0; i < MC_COUNT(ways); i++) {
		MC_TRY(ways[i](find, err));
	}
	bool more = find->ids.count == find->most;
	size_t count = find->ids.count - more;
	struct mc_dossier *rows = mc_arena_array(find->arena, count, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		MC_TRY(mc_read_dossier(find->db, find->arena, find->ids.rows[i], &rows[i], err));
	}
	*ret_list = (struct mc_dossiers){
		.rows = rows,
		.count = count,
		.total = find->ids.count,
		.more = more || find->cut,
		.by_serial = find->by_serial,
		.serial_day = find->serial_day,
	};
	return MC_OK;
}

enum mc_status mc_store_find(struct mc_store *store, struct mc_arena *arena, const char *text,
	int limit, struct mc_dossiers *ret_list, struct mc_error *err) {
	char clean[1024];
	struct find find = { .db = store->db,
		.arena = arena,
		.text = clean,
		.today = mc_day_of(mc_store_now(store)),
		.most = (size_t)(limit > 0 ? limit : FIND_LIMIT) + 1 };
	struct mc_dossiers list = { .rows = NULL };
	enum mc_status status = mc_text_clean(text, strlen(text), 200, clean, sizeof clean, err);
	if (status == MC_OK && *clean) {
		status = mc_db_begin_read(store->db, err);
		if (status == MC_OK) {
			status = find_all(&find, &list, err);
			mc_db_end_read(store->db);
		}
	}
	*ret_list = list;
	return status;
}

/*
 * The search that takes anything typed: a code (ours, another system's, its
 * beginning, or the short form of screens), an ID number, a phone number, or
 * words of a name without marks. It never gives fewer than there are without
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
#include <string.h>

#define FIND_LIMIT 50
/* Above every letter of an upper-case code. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

struct find {
	struct mc_db *db;
	struct mc_arena *arena;
	const char *text; /* clean */
	struct mc_ids ids;
	size_t most; /* one more than are shown */
	bool cut; /* not everything was looked at */
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

static enum mc_status add_all(struct find *find, struct mc_stmt *row, struct mc_error *err) {
	enum mc_status status = MC_EMPTY;
	while (find->ids.count < find->most && (status = mc_step(row, err)) == MC_OK) {
		mc_ids_add(&find->ids, find->arena, mc_col_int(row, 0));
	}
	mc_reset(row);
	return status == MC_EMPTY ? MC_OK : status;
}

/* "261123-0012": day and serial of one of our codes, as screens shorten it. */
static enum mc_status find_serial(struct find *find, struct mc_error *err) {
	int year, month, day, used = 0;
	long serial;
	if (sscanf(find->text, "%2d%2d%2d-%9ld%n", &year, &month, &day, &serial, &used) != 4 ||
		find->text[used] != '\0' || serial < 1 ||
		!mc_civil_valid(2000 + year, month, day)) {
		return MC_OK;
	}
	return add_all(find,
		sql_dossier_ids_serial(find->db, mc_day_of_civil(2000 + year, month, day), serial),
		err);
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
	status = find_serial(find, err);
	mc_copy(low, sizeof low, find->text);
	mc_text_upper_ascii(low);
	snprintf(high, sizeof high, "%s" HIGHEST, low);
	if (status == MC_OK) {
		status = add_all(
			find, sql_dossier_ids_code(find->db, low, high, rows_wanted(find)), err);
	}
	return status == MC_OK
		       ? add_all(find,
				 sql_dossier_ids_external(find->db, low, high, rows_wanted(find)),
				 err)
		       : status;
}

static enum mc_status find_person(struct find *find, struct mc_error *err) {
	struct mc_id_number id;
	char phone[MC_PHONE_SIZE];
	enum mc_status status = MC_OK;
	if (mc_id_parse(find->text, MC_ID_ANY, (struct mc_birth){ 0 }, MC_SEX_UNKNOWN, &id, NULL) ==
		MC_OK) {
		status = add_all(find,
			sql_dossier_ids_id_number(find->db, id.number, rows_wanted(find)), err);
	}
	if (status == MC_OK && mc_phone_parse(find->text, phone, NULL) == MC_OK) {
		status = add_all(
			find, sql_dossier_ids_phone(find->db, phone, rows_wanted(find)), err);
	}
	return status;
}

static enum mc_status find_words(struct find *find, struct mc_error *err) {
	return mc_find_words(
		find->db, find->arena, find->text, find->most, &find->ids, &find->cut, err);
}

static enum mc_status find_all(
	struct find *find, struct mc_dossiers *ret_list, struct mc_error *err) {
	enum mc_status (*const ways[])(
		struct find *, struct mc_error *) = { find_code, find_person, find_words };
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < MC_COUNT(ways) && status == MC_OK; i++) {
		status = ways[i](find, err);
	}
	bool more = find->ids.count == find->most;
	size_t count = find->ids.count - more;
	struct mc_dossier *rows = mc_arena_array(find->arena, count, sizeof *rows);
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = mc_read_dossier(find->db, find->arena, find->ids.rows[i], &rows[i], err);
	}
	*ret_list = (struct mc_dossiers){
		.rows = rows, .count = count, .total = find->ids.count, .more = more || find->cut
	};
	return status;
}

enum mc_status mc_store_find(struct mc_store *store, struct mc_arena *arena, const char *text,
	int limit, struct mc_dossiers *ret_list, struct mc_error *err) {
	char clean[1024];
	struct find find = { .db = store->db,
		.arena = arena,
		.text = clean,
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

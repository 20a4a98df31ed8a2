/*
 * The search that takes anything typed: a code (ours, another system's, its
 * beginning, or the short form of screens), an ID number, a phone number, or
 * words of a name without marks.
 */
#include "core/person.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define NEXT(arena, rows, count, cap) \
	((rows) = mc_arena_grow((arena), (rows), (count), &(cap), sizeof *(rows)), \
		&(rows)[(count)++])

#define FIND_LIMIT 50
#define WORDS_MAX 8
/* Words more frequent than this are equally bad to start a search from. */
#define WORD_COMMON 2000
/* Beginnings of words are sorted before they are looked at: at most so many. */
#define PREFIX_MOST 50000
/* Above every letter of a folded word or an upper-case code. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

/* Hits so far: ids first, rows after, for a statement is not stepped while another of its kind runs. */
struct ids {
	int64_t *rows;
	size_t count, cap;
};

static bool seen(const struct ids *ids, int64_t id) {
	for (size_t i = 0; i < ids->count; i++) {
		if (ids->rows[i] == id) {
			return true;
		}
	}
	return false;
}

static enum mc_status add_new(struct mc_stmt *row, struct mc_arena *arena, int limit,
	struct ids *ids, struct mc_error *err) {
	enum mc_status status = MC_EMPTY;
	while (ids->count < (size_t)limit && (status = mc_step(row, err)) == MC_OK) {
		if (!seen(ids, mc_col_int(row, 0))) {
			*NEXT(arena, ids->rows, ids->count, ids->cap) = mc_col_int(row, 0);
		}
	}
	mc_reset(row);
	return status == MC_EMPTY ? MC_OK : status;
}

/* "261123-0012": day and serial of one of our codes, as screens shorten it. */
static enum mc_status find_serial(struct mc_db *db, struct mc_arena *arena, const char *text,
	int limit, struct ids *ids, struct mc_error *err) {
	int year, month, day, used = 0;
	long serial;
	if (sscanf(text, "%2d%2d%2d-%9ld%n", &year, &month, &day, &serial, &used) != 4 ||
		text[used] != '\0' || serial < 1 || !mc_civil_valid(2000 + year, month, day)) {
		return MC_OK;
	}
	return add_new(sql_dossier_ids_serial(db, mc_day_of_civil(2000 + year, month, day), serial),
		arena, limit, ids, err);
}

static enum mc_status find_code(struct mc_db *db, struct mc_arena *arena, const char *text,
	int limit, struct ids *ids, struct mc_error *err) {
	char low[MC_CODE_SIZE], high[MC_CODE_SIZE + 4];
	int64_t id;
	enum mc_status status = mc_read_code(db, text, &id, err);
	if (status == MC_OK) {
		*NEXT(arena, ids->rows, ids->count, ids->cap) = id;
	} else if (status != MC_NOT_FOUND) {
		return status;
	}
	status = find_serial(db, arena, text, limit, ids, err);
	if (status != MC_OK) {
		return status;
	}
	mc_copy(low, sizeof low, text);
	mc_text_upper_ascii(low);
	snprintf(high, sizeof high, "%s" HIGHEST, low);
	return add_new(sql_dossier_ids_code(db, low, high, limit), arena, limit, ids, err);
}

static enum mc_status find_person(struct mc_db *db, struct mc_arena *arena, const char *text,
	int limit, struct ids *ids, struct mc_error *err) {
	struct mc_id_number id;
	char phone[MC_PHONE_SIZE];
	enum mc_status status = MC_OK;
	if (mc_id_parse(text, MC_ID_ANY, (struct mc_birth){ 0 }, MC_SEX_UNKNOWN, &id, NULL) ==
		MC_OK) {
		status = add_new(
			sql_dossier_ids_id_number(db, id.number, limit), arena, limit, ids, err);
	}
	if (status == MC_OK && mc_phone_parse(text, phone, NULL) == MC_OK) {
		status = add_new(sql_dossier_ids_phone(db, phone, limit), arena, limit, ids, err);
	}
	return status;
}

struct words {
	char text[3 * 512];
	const char *low[WORDS_MAX];
	char high[WORDS_MAX][256];
	size_t count, rarest;
};

static void split_words(const char *text, struct words *words) {
	mc_text_fold(text, words->text, sizeof words->text);
	char *rest = words->text;
	for (char *word; words->count < WORDS_MAX && (word = strsep(&rest, " "));) {
		if (*word) {
			words->low[words->count] = word;
			snprintf(words->high[words->count], sizeof words->high[0], "%.240s" HIGHEST,
				word);
			words->count++;
		}
	}
}

/*
 * The search starts from the rarest word; the others are looked up for each hit.
 * How rare is counted up to a limit: beyond it one word is as good as another.
 */
static enum mc_status pick_rarest(struct mc_db *db, struct words *words, struct mc_error *err) {
	int64_t least = INT64_MAX;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < words->count && status == MC_OK; i++) {
		int64_t n = 0;
		status = mc_single(
			sql_word_count(db, words->low[i], words->high[i], WORD_COMMON), 0, &n, err);
		if (n < least) {
			least = n;
			words->rarest = i;
		}
	}
	return status;
}

static enum mc_status has_others(struct mc_db *db, const struct words *words, bool whole,
	int64_t dossier, bool *ret_has, struct mc_error *err) {
	*ret_has = true;
	for (size_t i = 0; i < words->count && *ret_has; i++) {
		int64_t one = 0;
		if (i == words->rarest) {
			continue;
		}
		struct mc_stmt *row =
			whole ? sql_word_has_whole(db, words->low[i], dossier)
			      : sql_word_has(db, words->low[i], words->high[i], dossier);
		enum mc_status status = mc_single(row, 0, &one, err);
		if (status != MC_OK) {
			return status;
		}
		*ret_has = one != 0;
	}
	return MC_OK;
}

/* Adds the dossiers of `row` that have the other words too. */
static enum mc_status add_with_words(struct mc_db *db, struct mc_arena *arena, struct mc_stmt *row,
	const struct words *words, bool whole, int limit, struct ids *ids, struct mc_error *err) {
	enum mc_status status = MC_EMPTY;
	while (ids->count < (size_t)limit && (status = mc_step(row, err)) == MC_OK) {
		int64_t id = mc_col_int(row, 0);
		bool has = false;
		status = has_others(db, words, whole, id, &has, err);
		if (status != MC_OK) {
			break;
		}
		if (has && !seen(ids, id)) {
			*NEXT(arena, ids->rows, ids->count, ids->cap) = id;
		}
	}
	mc_reset(row);
	return status == MC_EMPTY ? MC_OK : status;
}

/* Whole words first: they are found in order, so reading stops with the last hit shown. */
static enum mc_status find_words(struct mc_db *db, struct mc_arena *arena, const char *text,
	int limit, struct ids *ids, struct mc_error *err) {
	struct words *words = mc_arena_alloc(arena, sizeof *words);
	split_words(text, words);
	if (words->count == 0) {
		return MC_OK;
	}
	enum mc_status status = pick_rarest(db, words, err);
	if (status != MC_OK) {
		return status;
	}
	const char *low = words->low[words->rarest], *high = words->high[words->rarest];
	status = add_with_words(
		db, arena, sql_dossier_ids_whole_word(db, low), words, true, limit, ids, err);
	if (status == MC_OK && ids->count < (size_t)limit) {
		status = add_with_words(db, arena, sql_dossier_ids_word(db, low, high, PREFIX_MOST),
			words, false, limit, ids, err);
	}
	return status;
}

enum mc_status mc_store_find(struct mc_store *store, struct mc_arena *arena, const char *text,
	int limit, struct mc_dossiers *ret_list, struct mc_error *err) {
	char clean[1024];
	struct ids ids = { 0 };
	limit = limit > 0 ? limit : FIND_LIMIT;
	enum mc_status status = mc_text_clean(text, strlen(text), 200, clean, sizeof clean, err);
	enum mc_status (*const ways[])(struct mc_db *, struct mc_arena *, const char *, int,
		struct ids *, struct mc_error *) = { find_code, find_person, find_words };
	for (size_t i = 0; i < sizeof ways / sizeof *ways && status == MC_OK && *clean; i++) {
		status = ways[i](store->db, arena, clean, limit, &ids, err);
	}
	struct mc_dossier *rows = mc_arena_array(arena, ids.count ? ids.count : 1, sizeof *rows);
	for (size_t i = 0; i < ids.count && status == MC_OK; i++) {
		status = mc_read_dossier(store->db, arena, ids.rows[i], &rows[i], err);
	}
	*ret_list = (struct mc_dossiers){ .rows = rows, .count = ids.count, .total = ids.count };
	return status;
}

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

#define FIND_LIMIT 50
#define WORDS_MAX 8
/* A word is the rarer, the further back its newest so many hits reach. */
#define REACH 500
/* Names looked at for a word that is half typed: a search ends while somebody waits for it. */
#define LOOKED_AT 700
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
			*MC_ARENA_NEXT(arena, ids->rows, ids->count, ids->cap) = mc_col_int(row, 0);
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
		*MC_ARENA_NEXT(arena, ids->rows, ids->count, ids->cap) = id;
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

/* ---- words of a name ---- */

struct words {
	char text[3 * 512];
	const char *low[WORDS_MAX];
	char high[WORDS_MAX][256];
	int64_t reach[WORDS_MAX]; /* the older, the rarer; 0: few; -1: no name has the whole word */
	size_t count;
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

/* How rare each word is: the dossier up to which its newest REACH hits go back. */
static enum mc_status measure(struct mc_db *db, struct words *words, struct mc_error *err) {
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < words->count && status == MC_OK; i++) {
		int64_t newest = 0;
		status = mc_single(sql_word_reach(db, words->low[i], 0), -1, &newest, err);
		words->reach[i] = newest;
		if (status == MC_OK && newest >= 0) {
			status = mc_single(
				sql_word_reach(db, words->low[i], REACH), 0, &words->reach[i], err);
		}
	}
	return status;
}

static bool begins_a_word(const char *name, const char *beginning) {
	size_t len = strlen(beginning);
	for (const char *at = name; at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, beginning, len) == 0) {
			return true;
		}
	}
	return false;
}

/* Whether each word begins a word of the dossier's names. */
static enum mc_status fits(struct mc_db *db, const struct words *words, int64_t dossier,
	bool *ret_fits, struct mc_error *err) {
	bool found[WORDS_MAX] = { false };
	struct mc_stmt *row = sql_words_of_dossier(db, dossier);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		char name[3 * 512];
		mc_text_fold(mc_col_text(row, 0), name, sizeof name);
		for (size_t i = 0; i < words->count; i++) {
			found[i] = found[i] || begins_a_word(name, words->low[i]);
		}
	}
	*ret_fits = true;
	for (size_t i = 0; i < words->count; i++) {
		*ret_fits = *ret_fits && found[i];
	}
	return status == MC_EMPTY ? MC_OK : status;
}

/*
 * Dossiers that have the three rarest of the first `count` words whole, newest
 * first; NULL when none of them is a whole word. Words that are none are left out.
 */
static struct mc_stmt *with_rarest(struct mc_db *db, const struct words *words, size_t count) {
	size_t rarest[3] = { 0 }, picked = 0;
	bool taken[WORDS_MAX] = { false };
	for (; picked < 3; picked++) {
		size_t best = WORDS_MAX;
		for (size_t i = 0; i < count; i++) {
			bool better = !taken[i] && words->reach[i] >= 0 &&
				      (best == WORDS_MAX || words->reach[i] < words->reach[best]);
			best = better ? i : best;
		}
		if (best == WORDS_MAX) {
			break;
		}
		taken[best] = true;
		rarest[picked] = best;
	}
	for (size_t i = picked; i > 0 && i < 3; i++) {
		rarest[i] = rarest[0]; /* asked twice is asked once */
	}
	return picked == 0 ? NULL
			   : sql_dossier_ids_words(db, words->low[rarest[0]], words->low[rarest[1]],
				     words->low[rarest[2]]);
}

/* Adds those of `row` that fit, looking at no more than `most`. */
static enum mc_status add_fitting(struct mc_db *db, struct mc_arena *arena, struct mc_stmt *row,
	const struct words *words, size_t most, int limit, struct ids *ids, struct mc_error *err) {
	enum mc_status status = MC_OK;
	for (size_t n = 0; n < most && ids->count < (size_t)limit; n++) {
		status = mc_step(row, err);
		if (status != MC_OK) {
			break;
		}
		int64_t id = mc_col_int(row, 0);
		bool good = false;
		status = fits(db, words, id, &good, err);
		if (status != MC_OK) {
			break;
		}
		if (good && !seen(ids, id)) {
			*MC_ARENA_NEXT(arena, ids->rows, ids->count, ids->cap) = id;
		}
	}
	mc_reset(row);
	return status == MC_EMPTY ? MC_OK : status;
}

/* How many names, up to LOOKED_AT, have a word that begins as the n-th one. */
static enum mc_status count_beginning(struct mc_db *db, const struct words *words, size_t n,
	int64_t *ret_count, struct mc_error *err) {
	return mc_single(
		sql_word_count(db, words->low[n], words->high[n], LOOKED_AT), 0, ret_count, err);
}

/*
 * The last word may be half typed. Where few names have a word that begins so,
 * all of them are looked at; else the newest that have the other words whole;
 * else some of those that begin so.
 */
static enum mc_status find_half_typed(struct mc_db *db, struct mc_arena *arena,
	const struct words *words, int limit, struct ids *ids, struct mc_error *err) {
	size_t start = words->count - 1;
	int64_t least = INT64_MAX;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < words->count && status == MC_OK; i++) {
		int64_t count = LOOKED_AT;
		if (i + 1 == words->count || words->reach[i] < 0) {
			status = count_beginning(db, words, i, &count, err);
		}
		if (count < least) {
			least = count;
			start = i;
		}
	}
	if (status != MC_OK || least == 0) {
		return status;
	}
	struct mc_stmt *row = least < LOOKED_AT ? NULL : with_rarest(db, words, words->count - 1);
	if (!row) {
		row = sql_dossier_ids_word(db, words->low[start], words->high[start], LOOKED_AT);
	}
	return add_fitting(db, arena, row, words, LOOKED_AT, limit, ids, err);
}

/* Whole words first: they are found in order, so reading stops with the last hit shown. */
static enum mc_status find_words(struct mc_db *db, struct mc_arena *arena, const char *text,
	int limit, struct ids *ids, struct mc_error *err) {
	struct words *words = mc_arena_alloc(arena, sizeof *words);
	split_words(text, words);
	if (words->count == 0) {
		return MC_OK;
	}
	enum mc_status status = measure(db, words, err);
	bool whole = true;
	for (size_t i = 0; i < words->count; i++) {
		whole = whole && words->reach[i] >= 0;
	}
	if (status == MC_OK && whole) {
		status = add_fitting(db, arena, with_rarest(db, words, words->count), words,
			SIZE_MAX, limit, ids, err);
	}
	if (status == MC_OK && ids->count < (size_t)limit) {
		status = find_half_typed(db, arena, words, limit, ids, err);
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
	for (size_t i = 0; i < MC_COUNT(ways) && status == MC_OK && *clean; i++) {
		status = ways[i](store->db, arena, clean, limit, &ids, err);
	}
	struct mc_dossier *rows = mc_arena_array(arena, ids.count ? ids.count : 1, sizeof *rows);
	for (size_t i = 0; i < ids.count && status == MC_OK; i++) {
		status = mc_read_dossier(store->db, arena, ids.rows[i], &rows[i], err);
	}
	*ret_list = (struct mc_dossiers){ .rows = rows, .count = ids.count, .total = ids.count };
	return status;
}

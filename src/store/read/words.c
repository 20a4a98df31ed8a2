/*
 * Searching names by words. Each word typed may begin a word of the name, in any
 * order: a dossier is found when it has, for every word typed, a word that begins
 * so. Dossiers that have all of them whole come first, newest first in both.
 *
 * Every word of the book leads to its dossiers in the order of their numbers. A word
 * typed is a bundle of such lists, one for each word of the book that begins so. The
 * bundles are walked down together, each leaping to where the others are: what one
 * of them lacks is passed over in one step, however long it is elsewhere.
 *
 * Somebody waits: after MOST_EFFORT the walk ends, and the caller is told that not
 * everything was looked at.
 */
#include "store/read/words.h"
#include "sql.h"
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* Rows read, a query counting as four: some 40 ms. A name among a million dossiers takes half. */
#define MOST_EFFORT 250000
/* Words of the book that begin as one typed; those of a single letter are some hundreds. */
#define MOST_LISTS 1000
#define BLOCK_MIN 2
#define BLOCK_MAX 128
/* Above every letter of a folded word. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

/* The dossiers that have one word of the book, a block of them at a time. */
struct list {
	const char *word;
	int64_t *block; /* falling */
	size_t at, count, cap;
	size_t used; /* leaps that the block has answered */
	bool ended; /* nothing comes below the block */
};

/* A word typed, and the words of the book that begin so: itself first, whether it stands there or not. */
struct bundle {
	const char *typed;
	struct list *lists;
	size_t count, cap;
	size_t from, to; /* the lists that are walked */
	int64_t gone; /* how far it leaps on average: the rarer, the farther */
};

struct search {
	struct mc_db *db;
	struct mc_arena *arena;
	struct bundle *bundles;
	struct bundle **order; /* of the same, the rarest first as far as was seen */
	size_t count;
	int64_t effort;
	bool cut; /* not everything was looked at */
};

/* ---- words ---- */

static struct list *add_list(struct search *search, struct bundle *bundle, const char *word) {
	struct list *list = MC_ARENA_NEXT(search->arena, bundle->lists, bundle->count, bundle->cap);
	*list = (struct list){ .word = word };
	return list;
}

static void begin(struct search *search, const char *text) {
	size_t size = 3 * strlen(text) + 1, cap = 0;
	char *rest = mc_arena_alloc(search->arena, size);
	mc_text_fold(text, rest, size);
	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		if (*word) {
			struct bundle *bundle =
				MC_ARENA_NEXT(search->arena, search->bundles, search->count, cap);
			*bundle = (struct bundle){ .typed = word };
			add_list(search, bundle, word);
		}
	}
}

/* Every word of the book that begins as the one typed. */
static enum mc_status spread(struct search *search, struct bundle *bundle, struct mc_error *err) {
	const char *word = bundle->typed;
	const char *high = mc_arena_printf(search->arena, "%s" HIGHEST, word);
	while (bundle->count < MOST_LISTS) {
		enum mc_status status = sql_text_one(
			sql_word_next(search->db, word, high), search->arena, &word, err);
		if (status != MC_OK) {
			return mc_ended(status);
		}
		add_list(search, bundle, word);
	}
	search->cut = true;
	return MC_OK;
}

/* ---- leaping ---- */

/* Blocks grow while the list is walked step by step, and shrink while it is leapt over. */
static size_t next_size(const struct list *list) {
	if (list->count == 0) {
		return BLOCK_MIN;
	}
	if (2 * list->used >= list->count) {
		return list->count < BLOCK_MAX ? 2 * list->count : BLOCK_MAX;
	}
	return list->count > BLOCK_MIN ? list->count / 2 : BLOCK_MIN;
}

static enum mc_status read_block(
	struct search *search, struct list *list, int64_t most, struct mc_error *err) {
	size_t size = next_size(list);
	if (size > list->cap) {
		list->block = mc_arena_array(search->arena, size, sizeof *list->block);
		list->cap = size;
	}
	struct sql_id_rows ids =
		sql_dossiers_with_word(search->db, list->word, most, (int64_t)size);
	enum mc_status status;
	int64_t id;
	list->at = list->count = list->used = 0;
	while ((status = sql_id_next(ids, &id, err)) == MC_OK) {
		list->block[list->count++] = id;
	}
	list->ended = list->count < size;
	search->effort += (int64_t)list->count + 4;
	return mc_ended(status);
}

/* The greatest dossier at or below `most` that has the list's word; 0 none. */
static enum mc_status leap_list(struct search *search, struct list *list, int64_t most,
	int64_t *ret_dossier, struct mc_error *err) {
	enum mc_status status = MC_OK;
	while (list->at < list->count && list->block[list->at] > most) {
		list->at++;
	}
	if (list->at == list->count && !list->ended) {
		status = read_block(search, list, most, err);
	}
	list->used++;
	*ret_dossier = list->at < list->count ? list->block[list->at] : 0;
	return status;
}

static enum mc_status leap(struct search *search, struct bundle *bundle, int64_t most,
	int64_t *ret_dossier, struct mc_error *err) {
	enum mc_status status = MC_OK;
	*ret_dossier = 0;
	for (size_t i = bundle->from; i < bundle->to && status == MC_OK; i++) {
		int64_t at;
		status = leap_list(search, &bundle->lists[i], most, &at, err);
		*ret_dossier = at > *ret_dossier ? at : *ret_dossier;
	}
	return status;
}

/* Notes how far the nth bundle leapt, and lets it go before another that leaps less far. */
static void note_leap(struct search *search, size_t nth, int64_t distance) {
	struct bundle *bundle = search->order[nth];
	bundle->gone += (distance - bundle->gone) / 8;
	if (nth > 0 && bundle->gone > search->order[nth - 1]->gone) {
		search->order[nth] = search->order[nth - 1];
		search->order[nth - 1] = bundle;
	}
}

/*
 * Moves *dossier down to where every bundle has a word; 0: nowhere, or given up. The
 * common words are asked only about what the rare ones agree on.
 */
static enum mc_status meet(struct search *search, int64_t *dossier, struct mc_error *err) {
	enum mc_status status = MC_OK;
	size_t i = 0;
	while (status == MC_OK && *dossier > 0 && i < search->count) {
		int64_t at;
		status = leap(search, search->order[i], *dossier, &at, err);
		if (at == *dossier) {
			i++;
			continue;
		}
		if (*dossier != INT64_MAX) {
			note_leap(search, i, *dossier - at);
		}
		*dossier = at;
		i = 0;
		if (search->effort > MOST_EFFORT && at > 0) {
			search->cut = true;
			*dossier = 0;
		}
	}
	return status;
}

/* Walks the bundles from the newest dossier down and adds up to `most` that have a word of each. */
static enum mc_status walk(
	struct search *search, size_t most, struct mc_ids *ids, struct mc_error *err) {
	int64_t dossier = INT64_MAX;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < search->count; i++) {
		struct bundle *bundle = &search->bundles[i];
		bundle->gone = 0;
		for (size_t k = bundle->from; k < bundle->to; k++) {
			struct list *list = &bundle->lists[k];
			list->at = list->count = 0;
			list->ended = false;
		}
	}
	for (size_t found = 0; found < most; found++) {
		status = meet(search, &dossier, err);
		if (status != MC_OK || dossier == 0) {
			break;
		}
		mc_ids_add(ids, search->arena, dossier);
		dossier--;
	}
	return status;
}

/* ---- the search ---- */

static int newest_first(const void *a, const void *b) {
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left < right) - (left > right);
}

/*
 * Those that have a word only begun: each dossier is met once, in the walk of the first
 * bundle of which it does not have the word whole.
 */
static enum mc_status walk_begun(
	struct search *search, size_t most, struct mc_ids *ids, struct mc_error *err) {
	struct mc_ids begun = { 0 };
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < search->count && status == MC_OK; i++) {
		status = spread(search, &search->bundles[i], err);
	}
	for (size_t i = 0; i < search->count && status == MC_OK; i++) {
		for (size_t k = 0; k < search->count; k++) {
			struct bundle *bundle = &search->bundles[k];
			bundle->from = k == i;
			bundle->to = k < i ? 1 : bundle->count;
		}
		if (search->bundles[i].count > 1) {
			status = walk(search, most, &begun, err);
		}
	}
	if (begun.count > 1) {
		qsort(begun.rows, begun.count, sizeof *begun.rows, newest_first);
	}
	for (size_t i = 0; i < begun.count && i < most; i++) {
		mc_ids_add(ids, search->arena, begun.rows[i]);
	}
	return status;
}

enum mc_status mc_find_words(struct mc_db *db, struct mc_arena *arena, const char *text,
	size_t most, struct mc_ids *ids, bool *ret_cut, struct mc_error *err) {
	struct search search = { .db = db, .arena = arena };
	struct mc_ids whole = { 0 };
	enum mc_status status = MC_OK;
	begin(&search, text);
	search.order = mc_arena_array(arena, search.count, sizeof(struct bundle *));
	for (size_t i = 0; i < search.count; i++) {
		search.bundles[i].to = 1;
		search.order[i] = &search.bundles[i];
	}
	if (search.count > 0) {
		status = walk(&search, most, &whole, err);
	}
	for (size_t i = 0; i < whole.count; i++) {
		mc_ids_add(ids, arena, whole.rows[i]);
	}
	if (status == MC_OK && whole.count < most) {
		status = walk_begun(&search, most - whole.count, ids, err);
	}
	*ret_cut = search.cut;
	return status;
}

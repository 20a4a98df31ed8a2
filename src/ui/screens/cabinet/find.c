/* The cabinet's first page: the search, what was found, and the mark in it. */
#include "base/str.h"
#include "ui/screens/cabinet/cabinet.h"
#include <motcua/text.h>
#include <string.h>

#define FOUND_LIMIT 50
#define SEARCH_CHARS 60
#define LIST_PAGE 10

/* While nothing is searched: the dossiers of the turn, else what was taken in today. */
const struct mc_dossier *mc_cabinet_rows(
	const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, size_t *ret_count) {
	const struct mc_dossiers *found = cabinet->found == NULL ? NULL : cabinet->found->data;
	const struct mc_counter_view *today = cabinet->today == NULL ? NULL : cabinet->today->data;

	if (mc_edit_empty(&cabinet->search) && room->own_count > 0) {
		*ret_count = room->own_count;
		return room->own;
	}
	if (mc_edit_empty(&cabinet->search)) {
		*ret_count = today == NULL ? 0 : today->dossier_count;
		return today == NULL ? NULL : today->dossiers;
	}
	*ret_count = found == NULL ? 0 : found->count;
	return found == NULL ? NULL : found->rows;
}

bool mc_cabinet_more(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	const struct mc_dossiers *found = cabinet->found == NULL ? NULL : cabinet->found->data;
	const struct mc_counter_view *today = cabinet->today == NULL ? NULL : cabinet->today->data;

	if (!mc_edit_empty(&cabinet->search)) {
		return found != NULL && found->more;
	}
	return room->own_count == 0 && today != NULL && today->dossier_total > today->dossier_count;
}

static void count_rows(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	size_t count;

	mc_cabinet_rows(cabinet, room, &count);
	mc_list_count(&cabinet->list, count, mc_cabinet_more(cabinet, room));
}

static void read_today(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	if (cabinet->today_token == 0 && room->own_count == 0) {
		cabinet->today_token = mc_effects_read(room->fx, MC_QUERY_COUNTER, "", 0);
	}
}

static void search_again(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	char text[MC_EDIT_BYTES];

	mc_edit_value(&cabinet->search, text);
	cabinet->found_token = 0;
	cabinet->found_again = false;
	if (*text != '\0') {
		cabinet->found_token =
			mc_effects_read(room->fx, MC_QUERY_DOSSIERS, text, FOUND_LIMIT);
	} else {
		read_today(cabinet, room);
	}
	cabinet->list.chosen = 0;
	count_rows(cabinet, room);
}

void mc_cabinet_find_refresh(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	char text[MC_EDIT_BYTES];

	mc_edit_value(&cabinet->search, text);
	if (*text != '\0' && cabinet->found_token == 0) {
		cabinet->found_token =
			mc_effects_read(room->fx, MC_QUERY_DOSSIERS, text, FOUND_LIMIT);
		cabinet->found_again = true;
	} else if (*text == '\0') {
		read_today(cabinet, room);
	}
	count_rows(cabinet, room);
}

static void mark_code(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *code) {
	size_t count;
	const struct mc_dossier *rows = mc_cabinet_rows(cabinet, room, &count);

	for (size_t i = 0; i < count; i++) {
		if (mc_code_same(rows[i].code, code)) {
			cabinet->list.chosen = i;
		}
	}
}

/* The list comes anew, into `slot`: the mark stays on its dossier where it is `kept`. */
static void take_rows(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_answer **slot, bool kept, struct mc_msg *msg) {
	size_t count;
	const struct mc_dossier *rows = mc_cabinet_rows(cabinet, room, &count);
	char marked[MC_CODE_SIZE] = "";

	if (kept && cabinet->list.chosen < count) {
		mc_copy(marked, sizeof marked, rows[cabinet->list.chosen].code);
	}
	mc_answer_take(slot, msg);
	if (cabinet->page == MC_CABINET_FIND) {
		count_rows(cabinet, room);
		mark_code(cabinet, room, marked);
	}
}

void mc_cabinet_found(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg) {
	bool again = cabinet->found_again;

	cabinet->found_again = false;
	take_rows(cabinet, room, &cabinet->found, again, msg);
}

void mc_cabinet_today(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, struct mc_msg *msg) {
	take_rows(cabinet, room, &cabinet->today, true, msg);
}

void mc_cabinet_open(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	if (cabinet->search.max_chars == 0) {
		mc_edit_init(&cabinet->search, MC_EDIT_TEXT, SEARCH_CHARS);
	}
	if (room->own_count > 0) { /* the dossiers of the turn come first */
		mc_edit_set(&cabinet->search, "");
	}
	mc_edit_propose(&cabinet->search);
	cabinet->page = MC_CABINET_FIND;
	cabinet->list = (struct mc_list){ 0 };
	mc_cabinet_find_refresh(cabinet, room);
}

void mc_cabinet_find_key(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, int32_t key) {
	bool changed = false;

	if (key == MC_KEY_UP || key == MC_KEY_DOWN || key == MC_KEY_PAGE_UP ||
		key == MC_KEY_PAGE_DOWN) {
		mc_list_key(&cabinet->list, key, LIST_PAGE, false);
	} else if (mc_edit_key(&cabinet->search, key, &changed) && changed) {
		search_again(cabinet, room);
	}
}

void mc_cabinet_find_back(struct mc_cabinet *cabinet, const struct mc_cabinet_room *room) {
	mc_edit_propose(&cabinet->search);
	cabinet->page = MC_CABINET_FIND;
	cabinet->list = (struct mc_list){ 0 };
	mc_cabinet_find_refresh(cabinet, room);
	mark_code(cabinet, room, cabinet->code);
}

void mc_cabinet_find_paste(
	struct mc_cabinet *cabinet, const struct mc_cabinet_room *room, const char *text) {
	if (mc_edit_paste(&cabinet->search, text)) {
		search_again(cabinet, room);
	}
}

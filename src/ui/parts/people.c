#include "ui/parts/people.h"
#include "base/memory.h"
#include "base/str.h"
#include <motcua/code.h>
#include <stdlib.h>

#define FILTER_CHARS 40
#define LIST_PAGE 10
#define NAME_COLUMNS 34

static const struct mc_staff_list *staff_of(const struct mc_people *people) {
	return people->answer == NULL ? NULL : people->answer->data;
}

/* Those who fit what is typed; the mark goes to the first of them. */
static void narrow(struct mc_people *people) {
	char typed[MC_EDIT_BYTES];

	if (staff_of(people) == NULL) {
		return;
	}
	mc_edit_value(&people->field, typed);
	people->list.chosen = 0;
	people->by_hand = false;
	mc_list_count(&people->list,
		mc_people_fitting(staff_of(people), people->roles, typed, people->fitting), false);
}

/* The person of this desk is the likeliest one. */
static void mark_own(struct mc_people *people) {
	for (size_t i = 0; *people->desk != '\0' && i < people->list.count; i++) {
		if (mc_code_same(people->fitting[i].person->desk, people->desk)) {
			people->list.chosen = i;
			return;
		}
	}
}

void mc_people_open(
	struct mc_people *people, unsigned roles, const char *desk, struct mc_effects *fx) {
	mc_people_finish(people);
	mc_edit_init(&people->field, MC_EDIT_TEXT, FILTER_CHARS);
	people->roles = roles;
	mc_copy(people->desk, sizeof people->desk, desk);
	people->token = mc_effects_read(fx, MC_QUERY_STAFF, "", 0);
}

void mc_people_finish(struct mc_people *people) {
	mc_answer_destroy(people->answer);
	free(people->fitting);
	*people = (struct mc_people){ 0 };
}

bool mc_people_answer(struct mc_people *people, struct mc_msg *msg, struct mc_notice *notice) {
	const struct mc_staff_list *list;

	if (people->token == 0 || msg->kind != MC_MSG_ANSWER ||
		msg->answer->token != people->token) {
		return false;
	}
	people->token = 0;
	if (msg->answer->status != MC_OK) {
		mc_notice_error(notice, &msg->answer->error);
		return true;
	}
	list = mc_answer_take(&people->answer, msg);
	people->fitting = mc_memory_get((list->count + 1) * sizeof *people->fitting);
	narrow(people);
	if (mc_edit_empty(&people->field)) {
		mark_own(people);
	}
	return true;
}

void mc_people_key(struct mc_people *people, int32_t key) {
	bool changed = false;

	if (mc_list_key(&people->list, key, LIST_PAGE, true)) {
		people->by_hand = true;
	} else if (mc_edit_key(&people->field, key, &changed) && changed) {
		narrow(people);
	}
}

void mc_people_paste(struct mc_people *people, const char *text) {
	if (mc_edit_paste(&people->field, text)) {
		narrow(people);
	}
}

bool mc_people_waits(const struct mc_people *people, int32_t key) {
	bool digit = key >= '0' && key <= '9';

	return people->token != 0 && (digit || !mc_edit_takes(key));
}

/* Whether the mark stands on the first of several who fit alike, by nobody's hand. */
static bool is_guess(const struct mc_people *people) {
	return !people->by_hand && !mc_edit_empty(&people->field) && people->list.count > 1 &&
	       people->fitting[0].fit == people->fitting[1].fit;
}

const struct mc_staff *mc_people_pick(const struct mc_people *people, struct mc_notice *notice) {
	if (people->list.chosen >= people->list.count) {
		mc_notice_say(notice, MC_STYLE_WARN,
			N_("Nobody has that name. Backspace, then try again."), NULL, NULL, NULL);
		return NULL;
	}
	if (is_guess(people)) {
		mc_notice_say(notice, MC_STYLE_WARN,
			N_("“%s” may be more than one person: choose by number or arrow, then "
			   "Enter."),
			people->field.text, NULL, NULL);
		return NULL;
	}
	return people->fitting[people->list.chosen].person;
}

static void row_view(const void *data, size_t index, struct mc_frame *frame, int row, int column,
	int columns, enum mc_style style) {
	const struct mc_staff *person = ((const struct mc_people *)data)->fitting[index].person;

	mc_frame_fit(frame, row, column, NAME_COLUMNS, style, person->name);
	mc_frame_fit(frame, row, column + NAME_COLUMNS + 2, columns - NAME_COLUMNS - 2, style,
		person->staff);
}

void mc_people_view(const struct mc_people *people, enum mc_lang lang, struct mc_frame *frame,
	int row, int column, int rows, int columns) {
	const char *hint = people->token != 0
				   ? N_("reading…")
				   : N_("Nobody has that name. Backspace, then try again.");
	int label = mc_frame_text(frame, row, column, 20, MC_STYLE_MUTED, mc_tr(lang, N_("Name:")));

	mc_list_view(&people->list, frame, row + 2, column, rows - 2, columns, true, true, row_view,
		people);
	if (people->list.count == 0) {
		mc_frame_fit(frame, row + 2, column, columns, MC_STYLE_MUTED, mc_tr(lang, hint));
	}
	mc_edit_view(&people->field, frame, row, column + label + 1, FILTER_CHARS + 2, true);
}

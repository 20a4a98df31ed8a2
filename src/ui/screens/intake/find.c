/* The first page of taking a dossier in: which procedure it is. */
#include "ui/screens/counter.h"
#include <stdio.h>
#include <string.h>

#define FOUND_LIMIT 500 /* above any catalogue: the one chosen before is always among them */
#define LIST_PAGE 10

static void say(struct mc_counter_model *model, enum mc_style style, const char *sentence) {
	mc_notice_say(&model->notice, style, sentence, NULL, NULL, NULL);
}

static const struct mc_procedures *procedures_of(const struct mc_counter_model *model) {
	return model->found == NULL ? NULL : model->found->data;
}

/* `back`: the mark returns to the procedure chosen before. */
static void search_again(struct mc_counter_model *model, bool back, struct mc_effects *fx) {
	char text[MC_EDIT_BYTES];

	mc_edit_value(&model->search, text);
	model->procedures.chosen = 0;
	model->find_back = back;
	model->found_token = mc_effects_read(fx, MC_QUERY_PROCEDURES, text, FOUND_LIMIT);
}

void mc_counter_read_preview(struct mc_counter_model *model, struct mc_effects *fx) {
	char text[sizeof model->intake.procedure + sizeof model->intake.variant + 1];

	snprintf(text, sizeof text, "%s%s%s", model->intake.procedure,
		*model->intake.variant == '\0' ? "" : " ", model->intake.variant);
	model->preview_token = mc_effects_read(fx, MC_QUERY_PREVIEW, text, 0);
}

/* Digits alone, at most two, are a row's number; they move the mark and search nothing. */
static bool is_row_number(const char *text) {
	size_t len = strlen(text);

	return len > 0 && len <= 2 && strspn(text, "0123456789") == len;
}

/* The words of before may be gone on with; the first letter typed replaces them. */
void mc_counter_find(struct mc_counter_model *model, struct mc_effects *fx) {
	if (is_row_number(model->search.text)) {
		mc_edit_set(&model->search, "");
	}
	mc_edit_propose(&model->search);
	model->page = MC_COUNTER_PROCEDURE;
	search_again(model, true, fx);
}

void mc_counter_choose(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_procedures *found = procedures_of(model);
	const struct mc_procedure *chosen;

	if (found == NULL || model->procedures.chosen >= found->count) {
		say(model, MC_STYLE_WARN,
			N_("No procedure has these words: fewer letters find more."));
		return;
	}
	chosen = &found->rows[model->procedures.chosen];
	if (!mc_intake_is_of(&model->intake, chosen)) {
		model->paper_row = 0;
		model->paper_column = MC_PAPER_ORIGINALS;
	}
	mc_intake_begin(&model->intake, chosen, context->fresh_key);
	model->page = MC_COUNTER_FORM;
	mc_counter_save_draft(model, fx);
	mc_counter_read_preview(model, fx);
}

static void mark_by_number(struct mc_counter_model *model) {
	size_t number = 0;

	for (const char *c = model->search.text; *c != '\0'; c++) {
		number = number * 10 + (size_t)(*c - '0');
	}
	if (number > 0 && number <= model->procedures.count) {
		model->procedures.chosen = number - 1;
	}
}

static void text_changed(struct mc_counter_model *model, struct mc_effects *fx) {
	if (is_row_number(model->search.text)) {
		mark_by_number(model);
	} else {
		search_again(model, false, fx);
	}
}

void mc_counter_find_key(struct mc_counter_model *model, int32_t key, struct mc_effects *fx) {
	bool changed = false;

	if (key == MC_KEY_UP || key == MC_KEY_DOWN || key == MC_KEY_PAGE_UP ||
		key == MC_KEY_PAGE_DOWN) {
		mc_list_key(&model->procedures, key, LIST_PAGE, false);
	} else if (mc_edit_key(&model->search, key, &changed) && changed) {
		text_changed(model, fx);
	}
}

void mc_counter_find_paste(
	struct mc_counter_model *model, const char *text, struct mc_effects *fx) {
	if (mc_edit_paste(&model->search, text)) {
		text_changed(model, fx);
	}
}

/* Letters search on; everything else is about the list that is still being looked for. */
bool mc_counter_find_waits(const struct mc_counter_model *model, int32_t key) {
	const struct mc_edit *search = &model->search;
	bool digits = search->proposed || *search->text == '\0' || is_row_number(search->text);
	bool letter = key >= 32 && key < MC_KEY_FIRST && !(key >= '0' && key <= '9');

	return model->found_token != 0 && (!mc_edit_takes(key) || (digits && !letter));
}

/* What was found: the mark stands on the first, or where it stood before. */
static void take_found(struct mc_counter_model *model, struct mc_msg *msg) {
	const struct mc_procedures *list = mc_answer_take(&model->found, msg);

	mc_list_count(&model->procedures, list->count, list->more);
	for (size_t i = 0; model->find_back && i < list->count; i++) {
		if (mc_intake_is_of(&model->intake, &list->rows[i])) {
			model->procedures.chosen = i;
		}
	}
}

void mc_counter_intake_answer(struct mc_counter_model *model, struct mc_msg *msg) {
	uint32_t token = msg->answer->token;
	bool found = token == model->found_token;
	bool preview = token == model->preview_token;

	model->found_token = found ? 0 : model->found_token;
	model->preview_token = preview ? 0 : model->preview_token;
	if (!found && !preview) {
		return;
	}
	if (msg->answer->status != MC_OK) {
		mc_notice_error(&model->notice, &msg->answer->error);
	} else if (found) {
		take_found(model, msg);
	} else {
		mc_answer_take(&model->preview, msg);
	}
}

/* Dossiers begun, side by side: put by on the way to the first page, gone on with by name. */
#include "ui/screens/counter.h"
#include <string.h>

static void say(
	struct mc_counter_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

/* Whether what is open is one more to be kept. */
static bool is_open(const struct mc_counter_model *model) {
	return model->page >= MC_COUNTER_PROCEDURE && model->page <= MC_COUNTER_REVIEW &&
	       !mc_intake_blank(&model->intake);
}

void mc_counter_save_draft(struct mc_counter_model *model, struct mc_effects *fx) {
	bool open = is_open(model);
	struct mc_str draft;

	if (!open && model->drafts.count == 0) {
		if (model->draft_kept) {
			mc_effects_simple(fx, MC_FX_DROP_DRAFT);
		}
		model->draft_kept = false;
		return;
	}
	mc_str_init(&draft);
	mc_drafts_write(&model->drafts, open ? &model->intake : NULL, &draft);
	mc_effects_draft(fx, draft.data, draft.len);
	mc_str_finish(&draft);
	model->draft_kept = true;
}

/* Room for the one that is to be begun must be there when it is put by. */
static bool has_room(struct mc_counter_model *model) {
	if (model->drafts.count < MC_DRAFTS_MAX) {
		return true;
	}
	say(model, MC_STYLE_WARN,
		N_("There are five drafts: go on with one (Enter) or drop one (F4) first."), NULL);
	return false;
}

static void on_the_first_paper(struct mc_counter_model *model) {
	model->paper_row = 0;
	model->paper_column = MC_PAPER_ORIGINALS;
	model->count_typed = false;
}

/* Without room a page of its own takes what is typed behind F2: letters on the first page are numbers. */
void mc_counter_take(struct mc_counter_model *model, struct mc_effects *fx) {
	if (!has_room(model)) {
		mc_notice_clear(&model->notice);
		model->page = MC_COUNTER_FULL;
	} else {
		mc_intake_init(&model->intake);
		mc_edit_set(&model->search, "");
		on_the_first_paper(model);
		mc_counter_find(model, fx);
	}
}

void mc_counter_again(struct mc_counter_model *model, struct mc_effects *fx) {
	if (has_room(model)) {
		on_the_first_paper(model);
		mc_counter_find(model, fx);
	}
}

void mc_counter_park(struct mc_counter_model *model, struct mc_effects *fx) {
	if (is_open(model)) {
		if (!has_room(model)) {
			return; /* nothing typed is lost: it stays open */
		}
		(void)mc_drafts_put(&model->drafts, &model->intake);
	}
	mc_intake_init(&model->intake);
	model->page = MC_COUNTER_HOME;
	mc_counter_save_draft(model, fx);
}

/* Behind an earlier run typing goes on in the first empty field, never behind a name that may be whole. */
static void focus_first_empty(struct mc_form *form) {
	int row = 0;

	while (row + 1 < form->count && !mc_edit_empty(&form->field[row])) {
		row++;
	}
	form->focus = row;
}

void mc_counter_resume(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	char name[MC_DRAFT_NAME_BYTES];

	if (model->drafts.count == 0) {
		say(model, MC_STYLE_WARN, N_("There is no draft: F2 takes a dossier in."), NULL);
		return;
	}
	mc_drafts_take(&model->drafts, &model->intake);
	if (model->intake.from_file) {
		focus_first_empty(&model->intake.form);
		model->intake.from_file = false;
	}
	on_the_first_paper(model);
	mc_edit_set(&model->search, "");
	if (model->intake.begun) {
		model->page = MC_COUNTER_FORM;
		mc_counter_read_preview(model, fx);
	} else {
		mc_counter_find(model, fx);
	}
	mc_draft_name(&model->intake, context->lang, name);
	say(model, MC_STYLE_TEXT, N_("Going on with: %s"), name);
}

void mc_counter_mark(struct mc_counter_model *model, int32_t key) {
	struct mc_drafts *drafts = &model->drafts;

	if (key == MC_KEY_UP) {
		drafts->marked -= drafts->marked > 0;
	} else if (key == MC_KEY_DOWN) {
		drafts->marked += drafts->marked + 1 < drafts->count;
	}
}

void mc_counter_throw_away(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	mc_drafts_take(&model->drafts, &model->thrown);
	model->has_thrown = true;
	model->thrown_at = context->now;
	model->page = MC_COUNTER_HOME;
	mc_counter_save_draft(model, fx);
	say(model, MC_STYLE_TEXT, N_("The draft is thrown away. F9 brings it back."), NULL);
}

void mc_counter_bring_back(struct mc_counter_model *model, struct mc_effects *fx) {
	if (has_room(model)) {
		(void)mc_drafts_put(&model->drafts, &model->thrown);
		model->has_thrown = false;
		mc_counter_save_draft(model, fx);
		say(model, MC_STYLE_GOOD, N_("The draft is back: Enter goes on with it."), NULL);
	}
}

void mc_counter_take_draft(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_msg *msg) {
	char name[MC_DRAFT_NAME_BYTES];

	if (!mc_drafts_read(&model->drafts, msg->bytes, msg->len)) {
		say(model, MC_STYLE_ERROR, N_("A draft was found that this version cannot read."),
			NULL);
		return;
	}
	model->draft_kept = true;
	mc_draft_name(&model->drafts.of[model->drafts.marked], context->lang, name);
	say(model, MC_STYLE_WARN,
		N_("Begun before and still here: Enter goes on with %s; F2 takes a new one in."),
		name);
}

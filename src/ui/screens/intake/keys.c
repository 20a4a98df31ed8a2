/* The pages of taking a dossier in, behind the choice of its procedure: person, papers, review, saved. */
#include "ui/screens/counter.h"
#include <motcua/text.h>
#include <string.h>

/* An acceptance is a promise to a citizen. */
#define SAVED_STAYS \
	N_("Dossier %s is saved and stays: an acceptance is not taken back. What is wrong in it, " \
	   "tell a head of unit.")

static void say(
	struct mc_counter_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

const struct mc_preview *mc_counter_preview(const struct mc_counter_model *model) {
	const struct mc_preview *preview = model->preview == NULL ? NULL : model->preview->data;

	return preview != NULL && preview->found &&
			       mc_intake_is_of(&model->intake, &preview->procedure)
		       ? preview
		       : NULL;
}

/* ---- person and papers ---- */

static void form_done(struct mc_counter_model *model, const struct mc_screen_context *context) {
	if (mc_form_check(&model->intake.form, mc_day_of(context->now), &model->notice)) {
		model->page = MC_COUNTER_PAPERS;
	}
}

static void form_key(struct mc_counter_model *model, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx) {
	mc_day today = mc_day_of(context->now);

	switch (mc_form_key(&model->intake.form, key, today, &model->notice)) {
	case MC_FORM_CHANGED: mc_counter_save_draft(model, fx); break;
	case MC_FORM_BEYOND: form_done(model, context); break;
	case MC_FORM_NONE:
	case MC_FORM_STAYS:
	case MC_FORM_BEFORE: break;
	}
}

static int *paper_count(struct mc_counter_model *model) {
	return model->intake.paper_count == 0
		       ? NULL
		       : &model->intake.paper[model->paper_row].count[model->paper_column];
}

static void tick_paper(struct mc_counter_model *model, struct mc_effects *fx) {
	int *count = paper_count(model);

	if (count != NULL) {
		*count = *count == 0;
		mc_counter_save_draft(model, fx);
	}
}

static void tick_all(struct mc_counter_model *model, struct mc_effects *fx) {
	for (int i = 0; i < model->intake.paper_count; i++) {
		int *count = model->intake.paper[i].count;

		if (!mc_intake_handed_in(&model->intake.paper[i])) {
			count[MC_PAPER_ORIGINALS] = 1;
		}
	}
	mc_counter_save_draft(model, fx);
}

/* The first digit replaces what stands there, a second one makes 12 of 1, a third starts anew. */
static void type_count(struct mc_counter_model *model, int digit, struct mc_effects *fx) {
	int *count = paper_count(model);

	if (count != NULL) {
		*count = model->count_typed && *count < 10 ? *count * 10 + digit : digit;
		model->count_typed = true;
		mc_counter_save_draft(model, fx);
	}
}

/* Enter: on to the next paper, where counting begins on the left again. */
static void next_paper(struct mc_counter_model *model) {
	if (model->paper_row + 1 < model->intake.paper_count) {
		model->paper_row++;
		model->paper_column = MC_PAPER_ORIGINALS;
	} else {
		model->page = MC_COUNTER_REVIEW;
	}
}

static void papers_key(struct mc_counter_model *model, int32_t key, struct mc_effects *fx) {
	int last = model->intake.paper_count - 1;

	if (key >= '0' && key <= '9') {
		type_count(model, key - '0', fx);
		return;
	}
	model->count_typed = false;
	switch (key) {
	case MC_KEY_UP:
	case MC_KEY_BACKTAB:
		if (model->paper_row > 0) {
			model->paper_row--;
		} else {
			model->page = MC_COUNTER_FORM;
		}
		break;
	case MC_KEY_DOWN:
	case MC_KEY_TAB: model->paper_row += model->paper_row < last; break;
	case MC_KEY_ENTER: next_paper(model); break;
	case MC_KEY_LEFT: model->paper_column -= model->paper_column > 0; break;
	case MC_KEY_RIGHT: model->paper_column += model->paper_column + 1 < MC_PAPER_COLUMNS; break;
	case MC_KEY_BACKSPACE:
	case MC_KEY_DELETE:
		if (paper_count(model) != NULL) {
			*paper_count(model) = 0;
			mc_counter_save_draft(model, fx);
		}
		break;
	default: break;
	}
}

/* ---- review and save ---- */

static void save(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	static const uint8_t none[MC_KEY_SIZE];
	struct mc_intake_scratch scratch;
	struct mc_act act;

	if (!mc_form_check(&model->intake.form, mc_day_of(context->now), &model->notice)) {
		model->page = MC_COUNTER_FORM;
		return;
	}
	if (memcmp(model->intake.key, none, sizeof none) == 0) {
		memcpy(model->intake.key, context->fresh_key, MC_KEY_SIZE);
	}
	mc_counter_save_draft(model, fx); /* with the key, before the act goes out */
	mc_intake_act(&model->intake, &scratch, &act);
	memcpy(act.key, model->intake.key, MC_KEY_SIZE);
	if (!mc_pending_send(&model->pending, MC_COUNTER_SENT_ACCEPT, context, &act, fx) &&
		model->pending.what != MC_COUNTER_SENT_ACCEPT) {
		mc_notice_wait(&model->notice);
	}
}

/* Whether a dossier in the book is the one that is typed here, as far as can be told. */
static bool is_typed_here(const struct mc_counter_model *model, const struct mc_dossier *dossier) {
	struct mc_intake_scratch scratch;
	struct mc_act act;

	mc_intake_act(&model->intake, &scratch, &act);
	return strcmp(dossier->owner, act.as.accept.owner) == 0 &&
	       strcmp(dossier->procedure, act.as.accept.procedure) == 0;
}

/* The key belongs to another dossier: what is typed stays, as a request of its own. */
static void take_fresh_key(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	memcpy(model->intake.key, context->fresh_key, MC_KEY_SIZE);
	mc_counter_save_draft(model, fx);
}

void mc_counter_not_accepted(struct mc_counter_model *model,
	const struct mc_screen_context *context, const struct mc_error *error,
	struct mc_effects *fx) {
	if (error->status == MC_CONFLICT && error->field == NULL) {
		take_fresh_key(model, context, fx);
		say(model, MC_STYLE_ERROR,
			N_("Not saved: this request saved a dossier with other content before. "
			   "Look for it (F5 on the first page); F2 saves what is typed here as "
			   "another one."),
			NULL);
	}
}

void mc_counter_accepted(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome, struct mc_effects *fx) {
	const struct mc_dossier *dossier = &outcome->dossier;

	if ((outcome->warnings & MC_WARN_REPEATED) != 0 && !is_typed_here(model, dossier)) {
		take_fresh_key(model, context, fx);
		mc_effects_simple(fx, MC_FX_BELL);
		mc_notice_say(&model->notice, MC_STYLE_ERROR,
			N_("Not saved: this request saved dossier %s of %s before. What is typed "
			   "here stays; F2 saves it as another one."),
			dossier->code, dossier->owner, NULL);
		return;
	}
	mc_counter_note_saved(model, context, outcome);
	mc_deeds_note(&model->deeds, context, outcome, dossier->code, SAVED_STAYS);
	mc_edit_set(&model->search, ""); /* the next citizen wants something else */
	mc_intake_next(&model->intake);
	model->page = MC_COUNTER_SAVED;
	mc_counter_save_draft(model, fx);
	if ((outcome->warnings & MC_WARN_REPEATED) != 0) {
		say(model, MC_STYLE_WARN,
			N_("Dossier %s had been saved before: it holds what was typed then. "
			   "Compare it."),
			model->saved.code);
	} else {
		say(model, MC_STYLE_GOOD, N_("Dossier %s is saved."), model->saved.code);
	}
}

/* ---- messages ---- */

/* A key too many may have closed it unread: what was saved stays said. */
static void close_saved(struct mc_counter_model *model) {
	mc_intake_init(&model->intake);
	model->page = MC_COUNTER_HOME;
	say(model, MC_STYLE_GOOD, N_("Dossier %s is saved."), model->saved.code);
}

static void go_on(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	switch (model->page) {
	case MC_COUNTER_PROCEDURE: mc_counter_choose(model, context, fx); break;
	case MC_COUNTER_FORM: form_done(model, context); break;
	case MC_COUNTER_PAPERS: model->page = MC_COUNTER_REVIEW; break;
	case MC_COUNTER_REVIEW: save(model, context, fx); break;
	case MC_COUNTER_SAVED: close_saved(model); break;
	case MC_COUNTER_HOME:
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
	case MC_COUNTER_PAGES: break;
	}
}

static void go_back(struct mc_counter_model *model, struct mc_effects *fx) {
	switch (model->page) {
	case MC_COUNTER_PROCEDURE: mc_counter_park(model, fx); break;
	case MC_COUNTER_FORM: mc_counter_find(model, fx); break;
	case MC_COUNTER_PAPERS: model->page = MC_COUNTER_FORM; break;
	case MC_COUNTER_REVIEW: model->page = MC_COUNTER_PAPERS; break;
	case MC_COUNTER_SAVED: close_saved(model); break;
	case MC_COUNTER_HOME:
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
	case MC_COUNTER_PAGES: break;
	}
}

static void say_no_undo(struct mc_counter_model *model) {
	if (model->page == MC_COUNTER_SAVED) {
		say(model, MC_STYLE_WARN, SAVED_STAYS, model->saved.code);
		return;
	}
	say(model, MC_STYLE_WARN,
		N_("Nothing is saved here yet: Esc goes back, and a field can simply be changed."),
		NULL);
}

void mc_counter_intake_command(struct mc_counter_model *model,
	const struct mc_screen_context *context, int command, struct mc_effects *fx) {
	switch (command) {
	case MC_COUNTER_ON: go_on(model, context, fx); break;
	case MC_COUNTER_ALL: tick_all(model, fx); break;
	case MC_COUNTER_TICK: tick_paper(model, fx); break;
	case MC_COUNTER_AGAIN: mc_counter_again(model, fx); break;
	case MC_COUNTER_PIN:
		model->saved.pin_until_ms = context->tick_ms + MC_COUNTER_PIN_MS;
		break;
	case MC_COMMAND_BACK: go_back(model, fx); break;
	case MC_COMMAND_UNDO: say_no_undo(model); break;
	default: break;
	}
}

void mc_counter_intake_key(struct mc_counter_model *model, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx) {
	switch (model->page) {
	case MC_COUNTER_PROCEDURE: mc_counter_find_key(model, key, fx); break;
	case MC_COUNTER_FORM: form_key(model, context, key, fx); break;
	case MC_COUNTER_PAPERS: papers_key(model, key, fx); break;
	case MC_COUNTER_REVIEW:
		if (key == MC_KEY_BACKTAB) {
			model->page = MC_COUNTER_PAPERS;
		}
		break;
	case MC_COUNTER_HOME: mc_counter_home_key(model, key); break;
	case MC_COUNTER_DISCARD:
	case MC_COUNTER_FULL:
	case MC_COUNTER_SAVED:
	case MC_COUNTER_PAGES: break;
	}
}

void mc_counter_intake_paste(
	struct mc_counter_model *model, const char *text, struct mc_effects *fx) {
	if (model->page == MC_COUNTER_PROCEDURE) {
		mc_counter_find_paste(model, text, fx);
	} else if (model->page == MC_COUNTER_FORM &&
		   mc_form_paste(&model->intake.form, text, &model->notice)) {
		mc_counter_save_draft(model, fx);
	}
}

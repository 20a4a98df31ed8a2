/* Numbers at the counter: by one letter, in order, printed again, taken back. */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/parts/printing.h"
#include "ui/screens/counter.h"
#include <ctype.h>
#include <string.h>

#define MARK_PAGE 5 /* numbers that Page Up and Page Down pass */

static void say(
	struct mc_counter_model *model, enum mc_style style, const char *sentence, const char *a) {
	mc_notice_say(&model->notice, style, sentence, a, NULL, NULL);
}

/* Whether two letters ask for the same: line, and with it the kind, and priority. */
static bool same_wish(const struct mc_counter_wish *a, const struct mc_counter_wish *b) {
	return a->key == b->key && a->priority == b->priority;
}

static void say_quick(struct mc_counter_model *model) {
	say(model, MC_STYLE_WARN,
		N_("That was very quick: press again if one more number is wanted."), NULL);
}

void mc_counter_held(struct mc_counter_model *model, int command) {
	if (command == MC_COUNTER_ISSUE) {
		say_quick(model);
	}
}

static const struct mc_line *line_of_key(const struct mc_hall *hall, int32_t key) {
	for (size_t i = 0; hall != NULL && i < hall->line_count; i++) {
		if (hall->lines[i].line[0] == toupper((int)key) && hall->lines[i].line[1] == '\0') {
			return &hall->lines[i];
		}
	}
	return NULL;
}

/* Sends one; false while another act is unanswered. */
static bool send_wish(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_line *line, struct mc_counter_wish wish, struct mc_effects *fx) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE };

	act.as.issue = (struct mc_act_issue){ .line = line->line,
		.any_kind = true,
		.priority = wish.priority,
		.appointment_min = -1 };
	if (!mc_pending_send(&model->pending, MC_COUNTER_SENT_ISSUE, context, &act, fx)) {
		return false;
	}
	model->sent = wish;
	return true;
}

/*
 * A letter pressed while an act is under way waits for its turn, as reception
 * types ahead. The same letter again is impatience, or a finger that bounced:
 * it must not become a second number.
 */
static void wish_ahead(struct mc_counter_model *model, struct mc_counter_wish wish) {
	const struct mc_counter_wish *before =
		model->ahead_count > 0 ? &model->ahead[model->ahead_count - 1]
		: model->pending.what == MC_COUNTER_SENT_ISSUE ? &model->sent
							       : NULL;
	char letter[2] = { (char)wish.key, '\0' };

	if ((before != NULL && same_wish(before, &wish)) ||
		model->ahead_count == MC_COUNTER_AHEAD) {
		mc_notice_wait(&model->notice);
		return;
	}
	model->ahead[model->ahead_count++] = wish;
	model->priority = MC_PRIORITY_NONE;
	say(model, MC_STYLE_TEXT, N_("Line %s comes next, after the number being saved."), letter);
}

void mc_counter_issue(struct mc_counter_model *model, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx) {
	const struct mc_line *line =
		key < 'A' || key > 'z' ? NULL : line_of_key(mc_counter_hall(model), key);
	struct mc_counter_wish wish = { key, model->priority };

	if (line == NULL) {
		say(model, MC_STYLE_WARN,
			N_("There is no line with this letter. Press the letter of a line shown."),
			NULL);
		return;
	}
	wish.key = (unsigned char)line->line[0];
	if (model->last.id != 0 && context->tick_ms - model->last_tick_ms < MC_SETTLE_MS &&
		same_wish(&model->sent, &wish)) {
		say_quick(model);
		return;
	}
	if (send_wish(model, context, line, wish, fx)) {
		model->priority = MC_PRIORITY_NONE;
	} else {
		wish_ahead(model, wish);
	}
}

/* The next of the letters typed ahead. */
void mc_counter_issue_next(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	while (model->ahead_count > 0) {
		struct mc_counter_wish wish = model->ahead[0];
		const struct mc_line *line = line_of_key(mc_counter_hall(model), wish.key);

		model->ahead_count--;
		memmove(model->ahead, model->ahead + 1,
			(size_t)model->ahead_count * sizeof *model->ahead);
		if (line != NULL && send_wish(model, context, line, wish, fx)) {
			return;
		}
	}
}

/*
 * What was asked for did not come about: the choice stands again, nothing
 * follows by itself. Whoever typed ahead may be on another page by now, so that
 * the letters are named.
 */
void mc_counter_issue_failed(struct mc_counter_model *model, enum mc_status status) {
	char letters[2 * (MC_COUNTER_AHEAD + 1)] = { (char)model->sent.key };

	for (int i = 0; i < model->ahead_count; i++) {
		letters[2 * i + 1] = ' ';
		letters[2 * i + 2] = (char)model->ahead[i].key;
	}
	if (model->priority == MC_PRIORITY_NONE) {
		model->priority = model->sent.priority;
	}
	if (status == MC_BUSY) {
		say(model, MC_STYLE_ERROR,
			N_("No number was issued (%s): another program holds the book. Press the "
			   "letter once more on the first page."),
			letters);
	}
	model->ahead_count = 0;
}

void mc_counter_priority(struct mc_counter_model *model, int32_t key) {
	enum mc_priority priority;

	if (key < '1' || key > '5') {
		say(model, MC_STYLE_WARN, N_("Press 1 to 5 for the kind of priority."), NULL);
		return;
	}
	priority = (enum mc_priority)(key - '1' + MC_PRIORITY_ELDERLY);
	model->priority = model->priority == priority ? MC_PRIORITY_NONE : priority;
}

/* ---- a number printed again ---- */

bool mc_counter_in_numbers(const struct mc_counter_model *model) {
	return model->in_numbers || model->drafts.count == 0;
}

void mc_counter_keep_mark(struct mc_counter_model *model) {
	const struct mc_counter_view *view = mc_counter_view_of(model);

	mc_list_count(&model->numbers, view->ticket_count, view->ticket_total > view->ticket_count);
	for (size_t i = 0; i < view->ticket_count; i++) {
		if (view->tickets[i].id == model->marked) {
			model->numbers.chosen = i;
			return;
		}
	}
	model->marked = model->marked == model->last.id ? model->marked : 0;
	model->numbers.chosen = 0;
}

void mc_counter_home_key(struct mc_counter_model *model, int32_t key) {
	const struct mc_counter_view *view = mc_counter_view_of(model);

	if (key == MC_KEY_TAB || key == MC_KEY_BACKTAB) {
		model->in_numbers = !mc_counter_in_numbers(model);
	} else if (!mc_counter_in_numbers(model)) {
		mc_counter_mark(model, key);
	} else if (view != NULL && view->ticket_count > 0 &&
		   (model->marked == 0 || mc_list_key(&model->numbers, key, MARK_PAGE, false))) {
		model->marked = view->tickets[model->numbers.chosen].id;
	}
}

/* The number that is marked; NULL: none of today is. */
static const struct mc_ticket *marked_number(
	const struct mc_counter_model *model, const struct mc_screen_context *context) {
	const struct mc_counter_view *view = mc_counter_view_of(model);

	if (view == NULL || view->hall.day != mc_day_of(context->now)) {
		return NULL; /* its label may be another citizen's today */
	}
	for (size_t i = 0; i < view->ticket_count; i++) {
		if (view->tickets[i].id == model->marked) {
			return &view->tickets[i];
		}
	}
	return model->marked != 0 && model->marked == model->last.id ? &model->last : NULL;
}

void mc_counter_reprint(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_counter_view *view = mc_counter_view_of(model);
	const struct mc_ticket *number = marked_number(model, context);
	struct mc_act act = { .verb = MC_VERB_PAPER_PRINT };

	if (number == NULL && (view == NULL || view->ticket_count == 0)) {
		say(model, MC_STYLE_WARN, N_("No number was issued today yet."), NULL);
		return;
	}
	if (number == NULL) {
		model->in_numbers = true;
		model->marked = view->tickets[model->numbers.chosen].id;
		say(model, MC_STYLE_TEXT,
			N_("Number %s is marked: F3 prints it again, Up and Down mark another."),
			view->tickets[model->numbers.chosen].label);
		return;
	}
	act.as.paper = (struct mc_act_paper){ .form = MC_FORM_TICKET, .label = number->label };
	if (mc_pending_send(&model->pending, MC_COUNTER_SENT_REPRINT, context, &act, fx)) {
		mc_copy(model->reprinted, sizeof model->reprinted, number->label);
	} else {
		mc_notice_wait(&model->notice);
	}
}

void mc_counter_reprinted(struct mc_counter_model *model, const struct mc_screen_context *context) {
	mc_printing_say(&model->notice, context, mc_counter_hall(model), MC_FORM_TICKET,
		N_("Number %s is sent to print again."),
		N_("Number %s: its paper waits for the printer (%s)."), model->reprinted);
}

static bool thrown_last(const struct mc_counter_model *model, const struct mc_deed *deed) {
	return model->has_thrown && (deed == NULL || model->thrown_at >= deed->at);
}

static void send_back(struct mc_counter_model *model, const struct mc_screen_context *context,
	int64_t event, struct mc_effects *fx) {
	struct mc_act act = { .verb = MC_VERB_TICKET_UNDO };

	act.as.undo.event = event;
	if (!mc_pending_send(&model->pending, MC_COUNTER_SENT_TAKE_BACK, context, &act, fx)) {
		mc_notice_wait(&model->notice);
	}
}

/*
 * What was done here last: a draft thrown away, a dossier's step, or a number of a
 * wrong letter, while its citizen still stands here; whether somebody called it is
 * the store's to say.
 */
void mc_counter_take_back(struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	const struct mc_deed *last = mc_deeds_last(&model->deeds, context, NULL);
	struct mc_cabinet_room room = mc_counter_room(model, context, fx);

	if (thrown_last(model, last)) {
		mc_counter_bring_back(model, fx);
	} else if (last == NULL) {
		say(model, MC_STYLE_WARN,
			N_("F9 takes a number back within a minute of its issue. A dossier's step "
			   "is taken back in the opened dossier (F5)."),
			NULL);
	} else if (last->stays != NULL) {
		say(model, MC_STYLE_WARN, last->stays, last->about);
	} else if (*last->about != '\0') {
		mc_cabinet_take_back(&model->cabinet, &room, last->about);
	} else {
		send_back(model, context, last->event, fx);
	}
}

void mc_counter_taken_back(struct mc_counter_model *model, const struct mc_outcome *outcome) {
	/* its own first event made the ticket */
	mc_deeds_drop(&model->deeds, outcome->ticket.id);
	say(model, MC_STYLE_GOOD, mc_word_taken_back(outcome->took_back), outcome->ticket.label);
	if (model->last.id == outcome->ticket.id) {
		model->last = (struct mc_ticket){ 0 };
	}
}

bool mc_counter_can_undo(
	const struct mc_counter_model *model, const struct mc_screen_context *context) {
	return model->page == MC_COUNTER_HOME &&
	       (model->has_thrown || mc_deeds_any(&model->deeds, context, NULL));
}

/* What is said of a number given, by whether it comes out on paper, and outside the opening hours. */
static const char *const issued[][2] = {
	{ N_("Number %s is issued and sent to print."),
		N_("Number %s is issued. It is outside the office's opening hours.") },
	{ N_("Number %s is issued; it is not printed: tell it to the citizen."),
		N_("Number %s is issued, outside the opening hours, and not printed: tell it to "
		   "the citizen.") },
	{ N_("Number %s is issued, not printed (%s): it must be remembered."),
		N_("Number %s is issued, outside the opening hours, not printed (%s): it must be "
		   "remembered.") },
};
enum { PRINTED, NO_PAPER, NOT_PRINTED };

static void say_issued(struct mc_counter_model *model, const struct mc_screen_context *context) {
	struct mc_printing printing =
		mc_printing_of(mc_counter_hall(model), MC_FORM_TICKET, context->now);
	int how = !model->last_paper ? NO_PAPER : model->last_comes ? PRINTED : NOT_PRINTED;
	bool warn = how == NOT_PRINTED || model->last_closed;

	mc_notice_say(&model->notice, warn ? MC_STYLE_WARN : MC_STYLE_GOOD,
		issued[how][model->last_closed], model->last.label,
		mc_tr(context->lang, printing.brief), NULL);
}

void mc_counter_issued(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome) {
	model->last = outcome->ticket;
	model->marked = outcome->ticket.id;
	model->last_tick_ms = context->tick_ms;
	model->last_paper = outcome->job != 0;
	model->last_closed = (outcome->warnings & MC_WARN_CLOSED_HOURS) != 0;
	model->last_comes =
		!mc_printing_of(mc_counter_hall(model), MC_FORM_TICKET, context->now).trouble;
	mc_deeds_note(&model->deeds, context, outcome, "", NULL);
	say_issued(model, context);
}

void mc_counter_printing_changed(
	struct mc_counter_model *model, const struct mc_screen_context *context) {
	const struct mc_hall *hall = mc_counter_hall(model);
	const char *said = model->notice.text.format;
	int told = model->last_comes ? PRINTED : NOT_PRINTED;
	bool comes = mc_printing_comes(hall, MC_FORM_TICKET, context->now, model->last_comes);

	if (comes != model->last_comes && said != NULL &&
		said == issued[told][model->last_closed]) {
		model->last_comes = comes;
		say_issued(model, context);
	}
	model->last_comes = comes;
	model->saved.comes =
		mc_printing_comes(hall, MC_FORM_SLIP, context->now, model->saved.comes);
}

void mc_counter_new_day(struct mc_counter_model *model, mc_day today) {
	if (model->last.day < today) {
		model->last = (struct mc_ticket){ 0 };
	}
}

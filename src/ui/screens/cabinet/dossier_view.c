/*
 * One dossier, opened: a head with what one asks first, below it its life and what
 * was handed in, beside each other where there is room, else one behind the other.
 */
#include "base/str.h"
#include "core/person.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/screens/cabinet/cabinet.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define MASK_SIZE 128
#define TWO_PANES 100 /* columns of a frame that has room for both */
#define STEP_COLUMN 18 /* of what happened, behind the time */
#define ACTOR_COLUMN 47
#define ACTOR_ROOM 29 /* beside it: else the actor has a row below */
#define LABEL_COLUMNS 16
#define TEXT_ROWS 4 /* of one entry */

bool mc_cabinet_late(const struct mc_dossier *dossier, mc_time now) {
	return dossier->due_at != 0 && !mc_dossier_ended(dossier->state) &&
	       !mc_dossier_paused(dossier->state) && dossier->due_at < now;
}

enum mc_style mc_cabinet_due_words(const struct mc_dossier *dossier,
	const struct mc_screen_context *context, char out[2 * MC_WORDS_SIZE]) {
	char due[MC_WORDS_SIZE];

	mc_words_due(context->lang, dossier->due_at, context->now, due);
	if (mc_cabinet_late(dossier, context->now)) {
		snprintf(out, 2 * MC_WORDS_SIZE, mc_tr(context->lang, N_("late: %s")), due);
		return MC_STYLE_ERROR;
	}
	snprintf(out, 2 * MC_WORDS_SIZE, "%s", due);
	return MC_STYLE_TEXT;
}

/* Nothing on record: said, so that nobody reads the next label as the value. */
static const char *or_dash(const char *value) {
	return *mc_or_empty(value) == '\0' ? "-" : value;
}

/* The full name of who is known by a short one; who acts for nobody in particular, in words. */
static const char *known_name(const char *name, const char *staff, enum mc_lang lang) {
	return mc_tr(lang, mc_word_actor(*mc_or_empty(name) != '\0' ? name : mc_or_empty(staff)));
}

/* ---- the head ---- */

/* Two rows. */
static void view_person(const struct mc_cabinet *cabinet, const struct mc_screen_context *context,
	const struct mc_dossier *dossier, struct mc_frame *frame, int row, int columns) {
	char id[MASK_SIZE];
	char phone[MASK_SIZE];
	int end;

	if (dossier->erased) {
		mc_frame_fit(frame, row, 2, columns, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("The personal data of this dossier were erased.")));
		return;
	}
	mc_mask_id(dossier->owner_id, id, sizeof id);
	mc_mask_phone(dossier->owner_phone, phone, sizeof phone);
	mc_draw_pair(frame, row, 2, columns, mc_tr(context->lang, N_("Owner:")), MC_STYLE_STRONG,
		dossier->owner);
	end = mc_draw_pair(frame, row + 1, 2, columns / 2, mc_tr(context->lang, N_("ID number:")),
		MC_STYLE_TEXT, or_dash(cabinet->shown_whole ? dossier->owner_id : id));
	mc_draw_pair(frame, row + 1, end + 3, columns - end - 1, mc_tr(context->lang, N_("Phone:")),
		MC_STYLE_TEXT, or_dash(cabinet->shown_whole ? dossier->owner_phone : phone));
}

/* Returns rows used. */
static int view_head(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	const struct mc_dossier *dossier, struct mc_frame *frame, int top) {
	const struct mc_screen_context *context = room->context;
	const struct mc_dossier_step *step = mc_step_next(dossier->state);
	int columns = frame->columns - 4;
	int half = columns / 2;
	char words[2 * MC_WORDS_SIZE];
	char fee[MC_WORDS_SIZE];
	int end;
	enum mc_style style = mc_cabinet_due_words(dossier, context, words);
	int row = top + mc_frame_wrap(frame, top, 2, 2, columns, MC_STYLE_STRONG,
				mc_word_name(context->lang, dossier->procedure_name,
					dossier->procedure_name_en));

	view_person(cabinet, context, dossier, frame, row, columns);
	row += 2;
	mc_words_fee(context->lang, dossier->fee_vnd, dossier->fee_open, dossier->fee_paid, fee);
	/* a late date is never cut: the fee moves on for it */
	end = mc_draw_pair(
		frame, row, 2, columns, mc_tr(context->lang, N_("To be returned:")), style, words);
	end = end + 2 > 2 + half ? end + 2 : 2 + half;
	mc_draw_pair(frame, row++, end, 2 + columns - end, mc_tr(context->lang, N_("Fee:")),
		dossier->fee_open ? MC_STYLE_WARN : MC_STYLE_TEXT, fee);
	mc_draw_pair(frame, row, 2, half - 1, mc_tr(context->lang, N_("Case officer:")),
		MC_STYLE_TEXT,
		or_dash(known_name(dossier->officer_name, dossier->officer, context->lang)));
	mc_frame_fit(frame, row++, 2 + half, half, MC_STYLE_GOOD,
		step == NULL || cabinet->look_only ? "" : mc_tr(context->lang, step->next));
	return row - top;
}

/* ---- what was handed in, and by whom ---- */

struct detail {
	char label[MC_WORDS_SIZE];
	char value[MC_EDIT_BYTES];
	enum mc_style style;
};

static const char *birth_words(const struct mc_dossier *dossier, char out[MC_BIRTH_SIZE]) {
	struct mc_birth birth;

	if (mc_birth_parse(mc_or_empty(dossier->owner_birth), INT32_MAX, &birth, NULL) != MC_OK) {
		return "";
	}
	mc_birth_format_vi(birth, out);
	return out;
}

/* The facts of a dossier in their order; false past the last. A dash stands where nothing is on record. */
static bool fact_at(const struct mc_dossier *dossier, size_t index, enum mc_lang lang,
	struct detail *ret_detail, bool *ret_wanted) {
	char birth[MC_BIRTH_SIZE];
	char sets[16];
	const char *receiver = known_name(dossier->receiver_name, dossier->receiver, lang);
	const struct {
		const char *label, *value;
		bool always;
	} facts[] = {
		{ N_("Date of birth"), birth_words(dossier, birth), true },
		{ N_("Address"), dossier->owner_address, true },
		{ N_("Handed in by"), dossier->submitter, true },
		{ N_("Acts for it"), dossier->representative, false },
		{ N_("Subject"), dossier->subject, true },
		{ N_("Ticket"), dossier->ticket_label, true },
		{ N_("Taken in by"), receiver, false },
		{ N_("Number of sets"), sets, true },
		{ N_("Code elsewhere"), dossier->external_code, false },
		{ N_("Result number"), dossier->result_no, false },
	};

	if (index >= MC_COUNT(facts)) {
		return false;
	}
	snprintf(sets, sizeof sets, "%d", dossier->sets);
	mc_copy(ret_detail->label, sizeof ret_detail->label, mc_tr(lang, facts[index].label));
	mc_copy(ret_detail->value, sizeof ret_detail->value, or_dash(facts[index].value));
	ret_detail->style = MC_STYLE_TEXT;
	*ret_wanted = facts[index].always || *mc_or_empty(facts[index].value) != '\0';
	return true;
}

/* Behind the facts, the papers: a heading, and a row each. Walk with *state = 0. */
static bool next_detail(const struct mc_dossier_view *view, enum mc_lang lang, size_t *state,
	struct detail *ret_detail) {
	size_t facts = 0;
	size_t index;
	bool wanted;

	while (fact_at(&view->dossier, *state, lang, ret_detail, &wanted)) {
		(*state)++;
		if (wanted) {
			return true;
		}
	}
	while (fact_at(&view->dossier, facts, lang, ret_detail, &wanted)) {
		facts++;
	}
	index = (*state)++ - facts;
	ret_detail->label[0] = '\0';
	ret_detail->style = MC_STYLE_TEXT;
	if (index == 0) {
		ret_detail->style = MC_STYLE_MUTED;
		mc_copy(ret_detail->value, sizeof ret_detail->value,
			mc_tr(lang, view->component_count > 0
					    ? N_("Papers: original / certified / copy")
					    : N_("No papers are noted.")));
		return true;
	}
	if (index > view->component_count) {
		return false;
	}
	snprintf(ret_detail->label, sizeof ret_detail->label, "%d / %d / %d",
		view->components[index - 1].originals, view->components[index - 1].certified,
		view->components[index - 1].copies);
	mc_copy(ret_detail->value, sizeof ret_detail->value, view->components[index - 1].name);
	return true;
}

struct place {
	int row, column, end, columns; /* rows [row, end) */
};

/* Returns rows used; from below the frame nothing is drawn, only measured. */
static int draw_detail(
	const struct detail *detail, struct mc_frame *frame, int row, const struct place *place) {
	int indent = *detail->label == '\0' ? 0 : LABEL_COLUMNS + 1;
	int used;

	mc_frame_fit(frame, row, place->column, LABEL_COLUMNS, MC_STYLE_MUTED, detail->label);
	used = mc_frame_wrap(frame, row, place->column + indent, TEXT_ROWS, place->columns - indent,
		detail->style, detail->value);
	return used > 1 ? used : 1;
}

static int detail_count(const struct mc_dossier_view *view) {
	struct detail detail;
	size_t state = 0;
	int count = 0;

	while (next_detail(view, MC_LANG_EN, &state, &detail)) {
		count++;
	}
	return count;
}

/* From the entry scrolled to; what is below has its count in the border. */
static void view_details(const struct mc_cabinet *cabinet, const struct mc_dossier_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame,
	const struct place *place) {
	struct detail detail;
	size_t state = 0;
	int row = place->row;
	int index = 0;

	for (; next_detail(view, context->lang, &state, &detail); index++) {
		if (index < cabinet->details_first) {
			continue;
		}
		if (row + draw_detail(&detail, frame, frame->rows, place) > place->end) {
			break;
		}
		row += draw_detail(&detail, frame, row, place);
	}
	mc_draw_more(frame, context, place->end, place->column, place->columns,
		detail_count(view) - index);
}

/* ---- its life ---- */

/* "đã hoàn tác · qua bưu chính · người nhận: Lê Văn Ba · lý do: …" */
static void note_words(
	const struct mc_dossier_event *event, enum mc_lang lang, char *out, size_t size) {
	const char *word = mc_word_note(event->transition, event->note);

	out[0] = '\0';
	mc_words_add(out, size, "", event->struck ? mc_tr(lang, N_("taken back")) : "");
	mc_words_add(out, size, "", word == NULL ? event->note : mc_tr(lang, word));
	mc_words_add(out, size, mc_tr(lang, N_("receiver:")), event->receiver);
	mc_words_add(out, size, mc_tr(lang, N_("reason:")), event->reason);
}

/*
 * Time, step and actor in one row where the actor's whole name has room, what is
 * noted behind it or below. Returns rows used; below the frame it only measures.
 */
static int draw_event(const struct mc_dossier_event *event, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, const struct place *place) {
	enum mc_style style = event->struck ? MC_STYLE_MUTED : MC_STYLE_TEXT;
	const char *word = mc_tr(context->lang,
		mc_word_transition(*event->transition == '\0' ? event->kind : event->transition));
	const char *actor = mc_tr(context->lang, mc_word_actor(event->actor));
	int beside = place->columns - ACTOR_COLUMN;
	bool wide = beside >= ACTOR_ROOM && mc_text_width(actor) <= beside;
	char when[MC_TIME_TEXT_SIZE];
	char note[MC_EDIT_BYTES];
	char below[MC_EDIT_BYTES + MC_WORDS_SIZE] = "";
	int used;

	mc_time_format_vi(event->at, when);
	note_words(event, context->lang, note, sizeof note);
	mc_frame_text(frame, row, place->column, STEP_COLUMN - 1, MC_STYLE_MUTED, when);
	mc_frame_fit(frame, row, place->column + STEP_COLUMN,
		(wide ? ACTOR_COLUMN : place->columns) - STEP_COLUMN - 1, style, word);
	if (!wide) {
		mc_words_add(below, sizeof below, "", actor);
		mc_words_add(below, sizeof below, "", note);
	} else {
		mc_frame_text(frame, row, place->column + ACTOR_COLUMN, beside, style, actor);
		used = mc_text_width(actor) + 2;
		if (mc_text_width(note) <= beside - used) {
			mc_frame_text(frame, row, place->column + ACTOR_COLUMN + used,
				beside - used, style, note);
		} else {
			mc_words_add(below, sizeof below, "", note);
		}
	}
	return 1 + mc_frame_wrap(frame, row + 1, place->column + STEP_COLUMN, TEXT_ROWS,
			   place->columns - STEP_COLUMN, style, below);
}

/* The first of the steps before `last` that have room together. */
static size_t first_shown(const struct mc_dossier_view *view, size_t last,
	const struct mc_screen_context *context, struct mc_frame *frame,
	const struct place *place) {
	int room = place->end - place->row;

	while (last > 0) {
		room -= draw_event(&view->events[last - 1], context, frame, frame->rows, place);
		if (room < 0) {
			break;
		}
		last--;
	}
	return last;
}

/* Newest last. Where the room is short the oldest are left away, until one scrolls up to them. */
static void view_life(const struct mc_cabinet *cabinet, const struct mc_dossier_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame,
	const struct place *place) {
	size_t back = (size_t)cabinet->life_back;
	size_t last = view->event_count;
	size_t first = first_shown(view, last, context, frame, place);
	int row = place->row;

	if (first > 0 && back < last) { /* else all are seen, and there is nothing to scroll to */
		last -= back;
		first = first_shown(view, last, context, frame, place);
	}
	for (size_t i = first; i < last; i++) {
		row += draw_event(&view->events[i], context, frame, row, place);
	}
	mc_draw_more(frame, context, place->end, place->column, place->columns, (int)first);
}

/* ---- the page ---- */

/* Arrows and pages move what is in front: the details, or the life. */
void mc_cabinet_scroll(
	struct mc_cabinet *cabinet, const struct mc_dossier_view *view, int32_t key) {
	int *place = cabinet->details ? &cabinet->details_first : &cabinet->life_back;
	int last = (cabinet->details ? detail_count(view) : (int)view->event_count) - 1;
	int step = key == MC_KEY_PAGE_UP || key == MC_KEY_PAGE_DOWN ? 5 : 1;

	if (key == MC_KEY_UP || key == MC_KEY_PAGE_UP) {
		step = cabinet->details ? -step : step;
	} else if (key == MC_KEY_DOWN || key == MC_KEY_PAGE_DOWN) {
		step = cabinet->details ? step : -step;
	} else {
		return;
	}
	*place += step;
	*place = *place > last ? last : *place;
	*place = *place < 0 ? 0 : *place;
}

#define LIFE_TITLE N_("What happened so far")
#define DETAILS_TITLE N_("Papers and details")

/* One of both, behind the head in its box. */
static void view_one(const struct mc_cabinet *cabinet, const struct mc_dossier_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end) {
	struct place place = { row + 1, 2, end - 1, frame->columns - 4 };

	mc_frame_divide(frame, row, 0, frame->columns,
		mc_tr(context->lang, cabinet->details ? DETAILS_TITLE : LIFE_TITLE),
		mc_tr(context->lang,
			cabinet->details ? N_("Tab: what happened") : N_("Tab: papers, details")));
	if (cabinet->details) {
		view_details(cabinet, view, context, frame, &place);
	} else {
		view_life(cabinet, view, context, frame, &place);
	}
}

/* Both, each in a box below the head's. */
static void view_both(const struct mc_cabinet *cabinet, const struct mc_dossier_view *view,
	const struct mc_screen_context *context, struct mc_frame *frame, int row, int end) {
	int split = frame->columns * 3 / 5;
	struct place left = { row + 1, 2, end - 1, split - 4 };
	struct place right = { row + 1, split + 2, end - 1, frame->columns - split - 4 };

	mc_frame_box(frame, row, 0, end - row, split, mc_tr(context->lang, LIFE_TITLE),
		cabinet->details ? "Tab" : NULL);
	mc_frame_box(frame, row, split, end - row, frame->columns - split,
		mc_tr(context->lang, DETAILS_TITLE), cabinet->details ? NULL : "Tab");
	view_life(cabinet, view, context, frame, &left);
	view_details(cabinet, view, context, frame, &right);
}

void mc_cabinet_view_dossier(const struct mc_cabinet *cabinet, const struct mc_cabinet_room *room,
	struct mc_frame *frame) {
	const struct mc_screen_context *context = room->context;
	const struct mc_dossier_view *view = cabinet->one == NULL ? NULL : cabinet->one->data;
	bool there = view != NULL && view->found && mc_code_same(view->dossier.code, cabinet->code);
	bool both = there && frame->columns >= TWO_PANES;
	int end = mc_page_end(frame);
	int row = MC_PAGE_TOP + 1;
	/* measured below the frame, where nothing is drawn */
	int head = there ? view_head(cabinet, room, &view->dossier, frame, frame->rows) : 0;

	mc_frame_box(frame, MC_PAGE_TOP, 0, both ? head + 2 : end - MC_PAGE_TOP, frame->columns,
		cabinet->code,
		there ? mc_tr(context->lang, mc_word_dossier_state(view->dossier.state)) : NULL);
	mc_frame_cursor(frame, MC_PAGE_TOP, 2);
	if (!there) {
		mc_frame_text(frame, MC_PAGE_TOP + 2, 3, frame->columns - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, cabinet->one_token != 0
						     ? N_("reading…")
						     : N_("There is no such dossier.")));
		return;
	}
	view_head(cabinet, room, &view->dossier, frame, row);
	row += head;
	if (both) {
		view_both(cabinet, view, context, frame, row + 1, end);
	} else {
		view_one(cabinet, view, context, frame, row, end);
	}
}

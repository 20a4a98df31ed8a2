/*
 * The page after saving: what is told to the citizen. The code is as large as the
 * window allows, by the day and serial under which it is asked for again; the PIN
 * is a secret that stands on the receipt, and is covered here.
 */
#include "base/str.h"
#include "core/words/words.h"
#include "ui/parts/draw.h"
#include "ui/parts/printing.h"
#include "ui/screens/counter.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

#define COVERED "******"

void mc_counter_note_saved(struct mc_counter_model *model, const struct mc_screen_context *context,
	const struct mc_outcome *outcome) {
	const struct mc_dossier *dossier = &outcome->dossier;
	struct mc_saved_dossier *saved = &model->saved;

	*saved = (struct mc_saved_dossier){ .due_at = dossier->due_at,
		.fee_vnd = dossier->fee_vnd,
		.fee_open = dossier->fee_open,
		.printing = outcome->job != 0,
		.comes =
			!mc_printing_of(mc_counter_hall(model), MC_FORM_SLIP, context->now).trouble,
		.warnings = outcome->warnings };
	mc_copy(saved->code, sizeof saved->code, dossier->code);
	mc_copy(saved->pin, sizeof saved->pin, dossier->pin);
	mc_copy(saved->owner, sizeof saved->owner, dossier->owner);
}

static bool pin_shown(
	const struct mc_counter_model *model, const struct mc_screen_context *context) {
	return context->tick_ms < model->saved.pin_until_ms;
}

int mc_counter_saved_wake_ms(
	const struct mc_counter_model *model, const struct mc_screen_context *context) {
	return model->page == MC_COUNTER_SAVED && pin_shown(model, context)
		       ? (int)(model->saved.pin_until_ms - context->tick_ms)
		       : -1;
}

/* ---- drawing ---- */

static void view_warnings(unsigned warnings, const struct mc_screen_context *context,
	struct mc_frame *frame, int row, int end) {
	for (int i = 0; i < MC_WARNING_COUNT && row < end; i++) {
		if ((warnings & (1u << i)) != 0) {
			mc_frame_fit(frame, row++, 2, frame->columns - 4, MC_STYLE_WARN,
				mc_tr(context->lang, mc_warning_text((enum mc_warning_index)i)));
		}
	}
}

/* The short code in the largest letters that have room, whole or not at all. Returns rows used. */
static int view_code(const char *code, struct mc_frame *frame, int row, int columns) {
	static const struct {
		enum mc_big size;
		int scale, frame_rows; /* from this height on */
	} faces[] = { { MC_BIG_5, 2, 30 }, { MC_BIG_5, 1, 0 }, { MC_BIG_5_CLOSE, 1, 0 } };

	if (!mc_big_has_all(code)) {
		return 0;
	}
	for (size_t i = 0; i < MC_COUNT(faces); i++) {
		if (frame->rows >= faces[i].frame_rows &&
			mc_big_columns(faces[i].size, faces[i].scale, code) <= columns) {
			mc_frame_big(
				frame, row, 3, faces[i].size, faces[i].scale, MC_STYLE_BIG, code);
			return mc_big_rows(faces[i].size, faces[i].scale) + 1;
		}
	}
	return 0;
}

static void view_pin(const struct mc_counter_model *model, const struct mc_screen_context *context,
	struct mc_frame *frame, int row) {
	bool shown = pin_shown(model, context);
	int end = mc_draw_pair(frame, row, 2, frame->columns - 4,
		mc_tr(context->lang, N_("Look-up PIN:")), MC_STYLE_TEXT,
		shown ? model->saved.pin : COVERED);

	if (!shown) {
		mc_frame_fit(frame, row, end + 2, frame->columns - end - 4, MC_STYLE_MUTED,
			mc_tr(context->lang, N_("on the receipt; F7 shows it")));
	}
}

static void view_receipt(const struct mc_saved_dossier *saved,
	const struct mc_screen_context *context, const struct mc_hall *hall, struct mc_frame *frame,
	int row, int columns) {
	struct mc_printing printing = mc_printing_of(hall, MC_FORM_SLIP, context->now);
	bool comes = saved->printing && saved->comes;
	char words[MC_WORDS_SIZE];

	mc_copy(words, sizeof words,
		mc_tr(context->lang, comes ? N_("sent to print") : N_("not printed")));
	if (saved->printing && !comes) {
		snprintf(words, sizeof words, mc_tr(context->lang, N_("not printed yet (%s)")),
			mc_tr(context->lang, printing.brief));
	}
	mc_draw_pair(frame, row, 2, columns, mc_tr(context->lang, N_("Receipt:")),
		comes ? MC_STYLE_TEXT : MC_STYLE_WARN, words);
}

void mc_counter_draw_saved(const struct mc_counter_model *model,
	const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct mc_saved_dossier *saved = &model->saved;
	const struct mc_hall *hall = mc_counter_hall(model);
	int end = mc_page_end(frame);
	int columns = frame->columns - 4;
	char words[MC_WORDS_SIZE];
	int row = MC_PAGE_TOP + 1;

	mc_frame_box(frame, MC_PAGE_TOP, 0, end - MC_PAGE_TOP, frame->columns,
		mc_tr(context->lang, N_("The dossier is accepted")), NULL);
	mc_frame_cursor(frame, row, 2);
	mc_draw_pair(frame, row, 2, columns, mc_tr(context->lang, N_("Dossier code:")),
		MC_STYLE_STRONG, saved->code);
	row += 2;
	row += view_code(mc_code_short(hall == NULL ? "" : hall->office.code, saved->code), frame,
		row, columns);
	mc_words_promise(context->lang, saved->due_at, context->now, words);
	mc_draw_pair(frame, row, 2, columns, mc_tr(context->lang, N_("To be returned:")),
		MC_STYLE_STRONG, words);
	mc_words_fee(context->lang, saved->fee_vnd, saved->fee_open, false, words);
	mc_draw_pair(frame, row + 2, 2, columns, mc_tr(context->lang, N_("Fee:")),
		saved->fee_open ? MC_STYLE_WARN : MC_STYLE_STRONG, words);
	mc_draw_pair(frame, row + 4, 2, columns, mc_tr(context->lang, N_("Owner:")), MC_STYLE_TEXT,
		saved->owner);
	view_receipt(saved, context, hall, frame, row + 5, columns);
	view_pin(model, context, frame, row + 6);
	view_warnings(saved->warnings, context, frame, row + 8, end - 1);
}

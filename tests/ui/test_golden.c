/*
 * Every state of every screen: its picture at 80×24 in Vietnamese against
 * golden/NAME.txt (MC_BLESS=1 writes them anew: look at the difference as at
 * code), and rules that hold at every size and in both languages.
 */
#include "base/file.h"
#include "states.h"
#include "ui/parts/draw.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void golden_path(const char *name, char *out, size_t size) {
	snprintf(out, size, "%s/tests/ui/golden/%s.txt", getenv("MC_SOURCE"), name);
}

static void bless(const char *path, const char *text) {
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void screens_look_as_they_did(void **unused) {
	bool blessing = getenv("MC_BLESS") != NULL;
	int wrong = 0;

	(void)unused;
	for (size_t i = 0; i < screen_state_count; i++) {
		struct stage stage;
		struct mc_str golden;
		char path[500];
		char *text;

		enter_state(&stage, &screen_states[i], 24, 80, MC_LANG_VI);
		text = stage_text(&stage);
		golden_path(screen_states[i].name, path, sizeof path);
		mc_str_init(&golden);
		if (blessing) {
			bless(path, text);
		} else if (mc_file_read(path, 100000, &golden, NULL) != MC_OK ||
			   strcmp(mc_str_text(&golden), text) != 0) {
			fprintf(stderr, "%s is\n%swas\n%s", screen_states[i].name, text,
				mc_str_text(&golden)); /* cmocka prints 1024 bytes */
			wrong++;
		}
		mc_str_finish(&golden);
		free(text);
		stage_finish(&stage);
	}
	assert_int_equal(wrong, 0);
}

/* ---- rules for every size and language ---- */

static const struct {
	int rows, columns;
} sizes[] = { { 23, 80 }, { 24, 80 }, { 30, 100 }, { 43, 132 }, { 60, 200 } };

static void check_cells(struct stage *stage, const struct screen_state *state) {
	for (int row = 0; row < stage->frame.rows; row++) {
		for (int column = 0; column < stage->frame.columns; column++) {
			const struct mc_cell *cell = mc_frame_cell(&stage->frame, row, column);
			size_t pos = 0;
			int32_t character = mc_utf8_next(cell->text, strlen(cell->text), &pos);

			assert_true(mc_utf8_valid(cell->text, strlen(cell->text), NULL));
			assert_int_equal(cell->width, 1);
			if (!mc_glyph_allowed(mc_glyph_plain(character))) {
				fail_msg("%s: glyph U+%04X at %d,%d is in no console font",
					state->name, (unsigned)character, row, column);
			}
		}
	}
}

static void check_focus(struct stage *stage, const struct screen_state *state) {
	const struct mc_frame *frame = &stage->frame;

	if (state->screen->open_to_public && !state->overlay) {
		assert_false(frame->cursor_placed);
		return;
	}
	if (!frame->cursor_placed || frame->cursor_row < 1 || frame->cursor_row > frame->rows - 4) {
		fail_msg("%s: the cursor is at %d,%d", state->name, frame->cursor_row,
			frame->cursor_column);
	}
}

static void check_footer(struct stage *stage, const struct screen_state *state) {
	const struct mc_frame *frame = &stage->frame;
	const struct mc_cell *last = mc_frame_cell(frame, frame->rows - 1, frame->columns - 1);

	if (!state->screen->open_to_public && !state->overlay) {
		assert_string_equal(last->text, " ");
		assert_int_equal(last->style, MC_STYLE_FOOTER);
		assert_int_equal(mc_frame_cell(frame, frame->rows - 1, 1)->style, MC_STYLE_KEY);
	}
}

/* Names, numbers and addresses of the sample that a hall must never show. */
static void check_privacy(struct stage *stage, const struct screen_state *state) {
	static const char *const personal[] = { "Nguyễn", "Đặng", "Phạm", "Hoa", "0871", "0912",
		"Ấp 2", "204816", "261123" };
	char *text;

	if (!state->screen->open_to_public) {
		return;
	}
	text = stage_text(stage);
	for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
		if (strstr(text, personal[i]) != NULL) {
			fail_msg("%s shows %s", state->name, personal[i]);
		}
	}
	free(text);
}

/* Boxes are whole: a left border has a right one in the same row, unless an overlay lies over it. */
static void check_boxes(struct stage *stage, const struct screen_state *state) {
	if (state->overlay) {
		return;
	}
	for (int row = 0; row < stage->frame.rows; row++) {
		int open = 0;

		for (int column = 0; column < stage->frame.columns; column++) {
			const char *text = mc_frame_cell(&stage->frame, row, column)->text;

			open += strcmp(text, "│") == 0;
		}
		if (open % 2 != 0) {
			char *all = stage_text(stage);

			print_error("%s", all);
			free(all);
			fail_msg("%s: row %d at %dx%d breaks a box", state->name, row,
				stage->frame.columns, stage->frame.rows);
		}
	}
}

/* Nothing cut mid-letter, only glyphs of the budget, focus visible, footer whole, nothing personal. */
static void rules_hold_at_every_size_and_language(void **unused) {
	static void (*const rules[])(struct stage *, const struct screen_state *) = { check_cells,
		check_focus, check_footer, check_privacy, check_boxes };

	(void)unused;
	for (size_t i = 0; i < screen_state_count; i++) {
		for (size_t j = 0; j < sizeof sizes / sizeof *sizes * 2; j++) {
			struct stage stage;

			enter_state(&stage, &screen_states[i], sizes[j / 2].rows,
				sizes[j / 2].columns, (enum mc_lang)(j % 2));
			free(stage_text(&stage));
			for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
				rules[k](&stage, &screen_states[i]);
			}
			stage_finish(&stage);
		}
	}
}

static void practice_is_named_everywhere(void **state) {
	(void)state;
	for (size_t i = 0; i < screen_state_count; i++) {
		struct stage stage;

		enter_state(&stage, &screen_states[i], 24, 80, MC_LANG_EN);
		stage.context.practice = true;
		if (!screen_states[i].overlay && !stage_shows(&stage, "PRACTICE")) {
			fail_msg("%s does not say that it is practice", screen_states[i].name);
		}
		stage_finish(&stage);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_look_as_they_did),
		cmocka_unit_test(rules_hold_at_every_size_and_language),
		cmocka_unit_test(practice_is_named_everywhere),
	};

	if (getenv("MC_SOURCE") == NULL) {
		fputs("MC_SOURCE is not set: run by meson\n", stderr);
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}

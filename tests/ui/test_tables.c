/* Tables: commands of every page, keys and their names, looks and glyphs. */
#include "ui/overlay.h"
#include "ui/parts/draw.h"
#include "ui/screen.h"
#include "ui/screens/cabinet/cabinet.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- command tables ---- */

static void each_table(void (*check)(const struct mc_command_table *table)) {
	for (size_t i = 0; mc_screens[i] != NULL; i++) {
		for (size_t j = 0; mc_screens[i]->tables[j] != NULL; j++) {
			check(mc_screens[i]->tables[j]);
		}
	}
}

static void check_help(const struct mc_command_table *table) {
	const struct mc_command *row;
	size_t state = 0;

	assert_true(strlen(table->title) > 0);
	while ((row = mc_command_next(table, &state)) != NULL) {
		char key[MC_KEY_NAME_SIZE];

		assert_true(strlen(row->help) > 10 && row->help[strlen(row->help) - 1] == '.');
		assert_true(strlen(row->name) > 0);
		assert_ptr_equal(mc_command_of_name(table, row->name), row);
		mc_command_key_name(row, key);
		assert_true(strlen(key) > 0);
	}
}

static void every_command_has_help(void **state) {
	(void)state;
	each_table(check_help);
}

static void check_key_once(const struct mc_command_table *table, int32_t key) {
	const struct mc_command *row;
	size_t state = 0;
	int count = 0;

	while ((row = mc_command_next(table, &state)) != NULL) {
		count += mc_command_has_key(row, key);
	}
	if (count > 1) {
		char name[MC_KEY_NAME_SIZE];

		mc_key_name(key, name);
		fail_msg("%s: key %s is given %d times", table->scope, name, count);
	}
}

static void check_keys(const struct mc_command_table *table) {
	for (int32_t key = 32; key < 127; key++) {
		check_key_once(table, key);
		check_key_once(table, MC_KEY_ALT + key);
	}
	for (int32_t key = MC_KEY_FIRST; key < MC_KEY_LAST; key++) {
		check_key_once(table, key);
	}
}

static void no_key_stands_twice(void **state) {
	(void)state;
	each_table(check_keys);
}

/* F1–F9 go with Alt-1 … Alt-9, F10 with Alt-0; F11 and F12 with a letter. */
static void check_second_way(const struct mc_command_table *table) {
	const struct mc_command *row;
	size_t state = 0;

	while ((row = mc_command_next(table, &state)) != NULL) {
		for (int n = 1; n <= 12; n++) {
			bool second = false;

			if (!mc_command_has_key(row, MC_KEY_F(n))) {
				continue;
			}
			for (int32_t key = 33; key < 127; key++) {
				second |= mc_command_has_key(row, MC_KEY_ALT + key);
			}
			assert_true(second);
			if (n <= 10) {
				assert_true(mc_command_has_key(row, MC_KEY_ALT + '0' + n % 10));
			}
		}
	}
}

static void every_f_key_has_a_second_way(void **state) {
	(void)state;
	each_table(check_second_way);
}

/* An official step is F2's or a key's of its own: Enter only picks a person and gives what was typed. */
static void check_enter(const struct mc_command_table *table) {
	static const char *const picks[] = { "assign-to", "restore", "answer" };
	const struct mc_command *row;
	size_t state = 0;

	while ((row = mc_command_next(table, &state)) != NULL) {
		bool may = false;

		for (size_t i = 0; i < sizeof picks / sizeof *picks; i++) {
			may = may || strcmp(row->name, picks[i]) == 0;
		}
		if (row->step == MC_STEP_OFFICIAL && !may &&
			mc_command_has_key(row, MC_KEY_ENTER)) {
			fail_msg("%s: Enter is a key of “%s”", table->scope, row->name);
		}
	}
}

static void enter_is_no_key_of_a_step(void **state) {
	(void)state;
	each_table(check_enter);
}

static void check_footer(const struct mc_command_table *table) {
	for (int lang = 0; lang < 2; lang++) {
		struct mc_screen_context context = {
			.lang = (enum mc_lang)lang, .rows = 24, .columns = 80
		};
		struct mc_frame frame;
		const struct mc_command *row;
		size_t state = 0;

		mc_frame_init(&frame, 24, 80);
		assert_true(mc_draw_footer(&frame, &context, table) > 0 ||
			    table->common == mc_public_commands);
		mc_frame_finish(&frame);
		/* no single word is so long that five would not fit */
		while ((row = mc_command_next(table, &state)) != NULL) {
			assert_true(row->label == NULL ||
				    mc_text_width(mc_tr((enum mc_lang)lang, row->label)) <= 16);
		}
	}
}

static void footers_fit(void **state) {
	(void)state;
	each_table(check_footer);
}

/* A footer as the smallest screen shows it; freed by the caller. */
static struct mc_str footer_of(const struct mc_command_table *table, enum mc_lang lang) {
	struct mc_screen_context context = { .lang = lang, .rows = 24, .columns = 80 };
	struct mc_frame frame;
	struct mc_str text;

	mc_frame_init(&frame, 24, 80);
	mc_str_init(&text);
	mc_draw_footer(&frame, &context, table);
	mc_frame_dump(&frame, &text);
	mc_frame_finish(&frame);
	return text;
}

/* The way back of a page is in sight on the smallest screen, in both languages. */
static void check_way_back(const struct mc_command_table *table) {
	const struct mc_command *back = mc_command_of_name(table, "back");

	for (int lang = 0; lang < 2 && back->label != NULL; lang++) {
		struct mc_str text = footer_of(table, (enum mc_lang)lang);

		if (strstr(mc_str_text(&text), "Esc") == NULL) {
			fail_msg("%s: %s", table->scope, strrchr(mc_str_text(&text), 'F'));
		}
		mc_str_finish(&text);
	}
}

static void the_way_back_is_in_sight(void **state) {
	(void)state;
	each_table(check_way_back);
	assert_non_null(mc_command_of_name(&mc_cabinet_dossier_table, "back")->label);
}

/* Turns the pages of a help to its end; what stood on any of them, freed by the caller. */
static char *whole_help(const struct mc_command_table *table, enum mc_lang lang) {
	struct mc_screen_context context = { .lang = lang, .rows = 24, .columns = 80 };
	struct mc_overlay overlay = { 0 };
	struct mc_effects fx;
	struct mc_frame frame;
	struct mc_str text;
	size_t before;
	int chosen;

	mc_effects_init(&fx);
	mc_frame_init(&frame, 24, 80);
	mc_str_init(&text);
	mc_overlay_open(&overlay, MC_OVERLAY_HELP, table, &context, &fx);
	do {
		mc_frame_clear(&frame);
		mc_overlay_view(&overlay, &context, &frame);
		mc_frame_dump(&frame, &text);
		before = overlay.list.chosen;
		mc_overlay_key(&overlay, &context, MC_KEY_PAGE_DOWN, &fx, &chosen);
	} while (overlay.list.chosen != before);
	mc_overlay_finish(&overlay);
	mc_frame_finish(&frame);
	mc_effects_finish(&fx);
	return text.data;
}

static void check_whole_help(const struct mc_command_table *table) {
	for (int lang = 0; lang < 2; lang++) {
		char *all = whole_help(table, (enum mc_lang)lang);
		const struct mc_command *row;
		size_t state = 0;

		while ((row = mc_command_next(table, &state)) != NULL) {
			char key[MC_KEY_NAME_SIZE];

			mc_command_key_name(row, key);
			if (strstr(all, key) == NULL) {
				fail_msg("%s: the help does not tell %s", table->scope, key);
			}
		}
		if (strstr(all, "…") != NULL) {
			print_error("%s", all);
			fail_msg("%s: the help is cut", table->scope);
		}
		free(all);
	}
}

static void help_tells_every_key_uncut(void **state) {
	(void)state;
	each_table(check_whole_help);
}

/* All that a turn takes stands in the footer of the smallest screen, in both languages. */
static void the_desk_shows_its_day(void **state) {
	const struct mc_command_table *table = mc_screen_desk.tables[0];

	(void)state;
	for (int lang = 0; lang < 2; lang++) {
		struct mc_str text = footer_of(table, (enum mc_lang)lang);

		for (int n = 1; n <= 8; n++) {
			char key[MC_KEY_NAME_SIZE];

			mc_key_name(MC_KEY_F(n), key);
			assert_true(n == 6 || strstr(mc_str_text(&text), key) != NULL);
		}
		mc_str_finish(&text);
	}
}

static void keys_have_names(void **state) {
	static const char *const names[] = { "F1", "F12", "Alt-2", "Enter", "Esc", "Shift-Tab",
		"Ctrl-L", "Space", "a", "*", "đ" };
	static const char *const none[] = { "", "F0", "F13", "Alt-", "Alt-F1", "Entr", "F1x" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char name[MC_KEY_NAME_SIZE];
		int32_t key = mc_key_parse(names[i], strlen(names[i]));

		assert_int_not_equal(key, MC_KEY_NONE);
		mc_key_name(key, name);
		assert_string_equal(name, names[i]);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		assert_int_equal(mc_key_parse(none[i], strlen(none[i])), MC_KEY_NONE);
	}
}

/* ---- theme ---- */

static void every_vietnamese_letter_is_in_the_budget(void **state) {
	static const char letters[] =
		"aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
		"ĂÂĐÊÔƠƯẦẤẨẪẬỀẾỂỄỆỒỐỔỖỘỜỚỞỠỢỪỨỬỮỰÝỲỶỸỴ─│┌┐└┘├┤→•·…";
	static const int32_t refused[] = { 0x2588 + 1, 0x2713, 0x20AB, 0x1F600, 0xE5, 0x201C };

	(void)state;
	for (size_t pos = 0; pos < sizeof letters - 1;) {
		int32_t character = mc_utf8_next(letters, sizeof letters - 1, &pos);

		assert_true(mc_glyph_allowed(character));
		assert_true(mc_glyph_ascii(character) != '?');
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_false(mc_glyph_allowed(refused[i]));
	}
	assert_true(mc_glyph_allowed(mc_glyph_plain(0x201C)));
}

static void ascii_keeps_case(void **state) {
	static const char in[] = "ĐặngẨnƯưỨứƠơĂă";
	static const char expected[] = "DangAnUuUuOoAa";
	size_t pos = 0;

	(void)state;
	for (size_t i = 0; expected[i] != '\0'; i++) {
		assert_int_equal(
			mc_glyph_ascii(mc_utf8_next(in, sizeof in - 1, &pos)), expected[i]);
	}
}

/* Without colours what must be told apart still is. */
static void styles_differ_without_colours(void **state) {
	static const enum mc_style pairs[][2] = { { MC_STYLE_TEXT, MC_STYLE_FOCUS },
		{ MC_STYLE_TEXT, MC_STYLE_FIELD }, { MC_STYLE_FIELD, MC_STYLE_FOCUS },
		{ MC_STYLE_TEXT, MC_STYLE_ERROR }, { MC_STYLE_TEXT, MC_STYLE_BIG } };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct mc_look a = mc_theme_look(MC_LEVEL_MONO, pairs[i][0]);
		struct mc_look b = mc_theme_look(MC_LEVEL_MONO, pairs[i][1]);

		assert_int_equal(a.foreground, -1);
		assert_true(
			a.bold != b.bold || a.underline != b.underline || a.reverse != b.reverse);
	}
	for (int style = 0; style < MC_STYLE_COUNT; style++) {
		struct mc_look look = mc_theme_look(MC_LEVEL_COLOUR, (enum mc_style)style);

		assert_true(look.foreground >= 0 && look.foreground < 8 && look.background >= 0 &&
			    look.background < 8);
		assert_int_not_equal(look.foreground, look.background);
		assert_false(look.bold); /* a console of 512 glyphs has no bright colours */
	}
}

/* The keys of steps come from their rows: in no state is one another command's too. */
static void a_steps_key_is_no_other_commands(void **state) {
	static struct mc_cabinet cabinet;

	(void)state;
	for (int from = 0; from <= MC_DOSSIER_RETURNED; from++) {
		mc_cabinet_list_commands(&cabinet, (enum mc_dossier_state)from);
		assert_non_null(mc_command_of_name(&cabinet.commands, "assign"));
		check_keys(&cabinet.commands);
		check_help(&cabinet.commands);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_help),
		cmocka_unit_test(no_key_stands_twice),
		cmocka_unit_test(a_steps_key_is_no_other_commands),
		cmocka_unit_test(every_f_key_has_a_second_way),
		cmocka_unit_test(enter_is_no_key_of_a_step),
		cmocka_unit_test(footers_fit),
		cmocka_unit_test(help_tells_every_key_uncut),
		cmocka_unit_test(the_way_back_is_in_sight),
		cmocka_unit_test(the_desk_shows_its_day),
		cmocka_unit_test(keys_have_names),
		cmocka_unit_test(every_vietnamese_letter_is_in_the_budget),
		cmocka_unit_test(ascii_keeps_case),
		cmocka_unit_test(styles_differ_without_colours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

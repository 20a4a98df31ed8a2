/* What a page of the intake does for the hand that types: spelling, marks, the way back. */
#include "looks.h"
#include "ui/screens/counter.h"
#include <stdio.h>

static void open_form(struct stage *stage, int rows, int columns, enum mc_lang lang) {
	stage_init(stage, &mc_screen_counter, rows, columns, lang);
	stage_keys(stage, "F2 Enter");
	stage_type(stage, "Lan");
	stage_keys(stage, "Enter");
}

/* Number, date and phone get their signs by themselves; what is stored has none. */
static void fields_write_their_signs(void **state) {
	struct stage stage;
	const struct mc_act_accept *accept = &stage.act.as.accept;

	(void)state;
	open_form(&stage, 24, 80, MC_LANG_EN);
	stage_type(&stage, "0871890");
	assert_shows(&stage, "087 189 0");
	stage_type(&stage, "01234"); /* full: goes on by itself */
	stage_type(&stage, "0503");
	assert_shows(&stage, "05/03");
	stage_type(&stage, "1989"); /* likewise */
	stage_type(&stage, "0912345678");
	assert_shows(&stage, "0912 345 678");
	assert_shows(&stage, "05/03/1989");
	stage_keys(&stage, "F2 F2");
	assert_shows(&stage, "087 189 001 234");
	assert_shows(&stage, "0912 345 678");
	stage_keys(&stage, "F2");
	assert_string_equal(accept->id_number, "087189001234");
	assert_string_equal(accept->birth, "05/03/1989");
	assert_string_equal(accept->phone, "0912345678");
	stage_finish(&stage);
}

/* However a date is written, it stands there in full once the field is left. */
static void a_date_may_be_written_shortly(void **state) {
	static const struct {
		const char *typed, *shown;
	} rows[] = {
		{ "5/3/89", "05/03/1989" },
		{ "5-3-1989", "05/03/1989" },
		{ "05.03.1989", "05/03/1989" },
		{ "050389", "05/03/1989" },
		{ "5/3/26", "05/03/2026" },
		{ "24/11/26", "24/11/1926" },
		{ "1950", "1950" },
		{ "3/1950", "03/1950" },
		{ "00001950", "1950" },
		{ "2012", "2012" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;
		char shown[40];

		open_form(&stage, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "Tab");
		stage_type(&stage, rows[i].typed);
		stage_keys(&stage, "Enter");
		snprintf(shown, sizeof shown, "Date of birth       %s", rows[i].shown);
		assert_shows(&stage, shown);
		stage_finish(&stage);
	}
}

/* The cursor stands behind what was typed, signs included. */
static void the_cursor_counts_the_signs(void **state) {
	struct stage stage;
	int column;

	(void)state;
	open_form(&stage, 24, 80, MC_LANG_EN);
	free(stage_text(&stage));
	column = stage.frame.cursor_column;
	stage_type(&stage, "087189");
	free(stage_text(&stage));
	assert_int_equal(stage.frame.cursor_column, column + 7);
	stage_keys(&stage, "Left Left Left");
	free(stage_text(&stage));
	assert_int_equal(stage.frame.cursor_column, column + 4);
	stage_keys(&stage, "Home");
	free(stage_text(&stage));
	assert_int_equal(stage.frame.cursor_column, column);
	stage_finish(&stage);
}

/* What cannot be right is told where it stands, before the dossier is saved. */
static void an_odd_person_is_told_at_the_field(void **state) {
	static const struct {
		const char *id, *birth, *says;
	} rows[] = {
		{ "087187001234", "05/03/1989",
			"? The ID number says born in 1987, the date of birth 1989" },
		{ "087989001234", "", "fourth digit of the ID number (9) names no century" },
		{ "003189001234", "", "begins with 003, which is no province" },
		{ "341234567", "", "A 9-digit ID card is no longer valid" },
		{ "", "1/1/1900", "Born 01/01/1900 makes 126 years of age" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		open_form(&stage, 24, 80, MC_LANG_EN);
		stage_type(&stage, rows[i].id);
		assert_hides(&stage, *rows[i].birth == '\0' ? "?!" : rows[i].says);
		stage_keys(&stage, strlen(rows[i].id) == 12 ? "Enter" : "Enter Enter Up");
		stage_type(&stage, rows[i].birth);
		stage_keys(&stage, "Enter Tab");
		assert_shows(&stage, rows[i].says);
		assert_hides(&stage, "!");
		stage_keys(&stage, "F2 F2"); /* it hinders nobody, and is told once more */
		assert_shows(&stage, "F2 saves and prints");
		assert_shows(&stage, rows[i].says);
		stage_keys(&stage, "F2");
		assert_int_equal(stage.acts, 1);
		stage_finish(&stage);
	}
}

/* What to do comes last in a sentence: where it is long, it goes on in the next row. */
static void what_to_do_about_an_oddity_is_never_cut(void **state) {
	static const int sizes[][2] = { { 23, 80 }, { 24, 80 }, { 30, 100 } };
	static const struct {
		const char *owner, *id, *birth;
		const char *says[2];
	} rows[] = {
		{ " V?n B?nh", "087187001234", "05/03/1989",
			{ "xin đối chiếu với giấy tờ.", "cần kiểm tra cả hai." } },
		{ "", "087989001234", "05/03/1989", { "Chữ số thứ tư", "lại. " } },
	};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct stage stage;

		open_form(&stage, sizes[i / 2][0], sizes[i / 2][1], MC_LANG_VI);
		stage_keys(&stage, "Up");
		stage_type(&stage, rows[i % 2].owner);
		stage_keys(&stage, "Enter");
		stage_type(&stage, rows[i % 2].id);
		stage_keys(&stage, "Enter");
		stage_type(&stage, rows[i % 2].birth);
		stage_keys(&stage, "Enter Tab");
		assert_shows(&stage, rows[i % 2].says[0]);
		assert_shows(&stage, rows[i % 2].says[1]);
		stage_keys(&stage, "F2 F2");
		assert_shows(&stage, "F2 lưu và in");
		assert_shows(&stage, rows[i % 2].says[0]);
		assert_shows(&stage, rows[i % 2].says[1]);
		stage_finish(&stage);
	}
}

/* A day to come is no date of birth: the field says so and keeps it. */
static void nobody_is_born_tomorrow(void **state) {
	struct stage stage;

	(void)state;
	open_form(&stage, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "Tab");
	stage_type(&stage, "24/11/2026");
	stage_keys(&stage, "Enter");
	assert_shows(&stage, "lies in the future");
	assert_shows(&stage, "! 24/11/2026");
	stage_finish(&stage);
}

static const struct mc_intake *intake_of(const struct stage *stage) {
	return &((const struct mc_counter_model *)mc_shell_model(stage->shell))->intake;
}

/* The way back changes nothing: the mark stands on what was chosen, Enter chooses it again. */
static void going_back_keeps_the_choice(void **state) {
	static const struct {
		const char *search, *keys, *mark, *due;
	} rows[] = {
		{ "dang ky khai sinh", "Down Down", ">  3. Mobile birth registration",
			"28/11/2026" },
		{ "", "Down", ">  2. Birth registration with", "26/11/2026" },
		{ "3", "", ">  3. Mobile birth registration", "28/11/2026" }, /* by its row */
		{ "chung thuc", "", ">  1. Certified copies", "today 17:00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
		stage_keys(&stage, "F2");
		stage_type(&stage, rows[i].search);
		stage_keys(&stage, rows[i].keys);
		stage_keys(&stage, "Enter");
		assert_shows(&stage, rows[i].due);
		stage_type(&stage, "Lan");
		stage_keys(&stage, "Enter Esc");
		assert_shows(&stage, rows[i].mark);
		stage_keys(&stage, "Enter");
		assert_shows(&stage, rows[i].due);
		assert_int_equal(intake_of(&stage)->form.focus, 1); /* where it was left */
		stage_finish(&stage);
	}
}

/* What was counted for a procedure stands there when it is chosen again after another one. */
static void ticks_outlive_a_change_of_procedure(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Lan");
	stage_keys(&stage, "F2 Space Down 3 Esc Esc End Down Enter"); /* two papers; another one */
	assert_string_equal(intake_of(&stage)->procedure, "1.000689");
	assert_int_equal(intake_of(&stage)->paper[0].count[0], 1);
	assert_int_equal(intake_of(&stage)->paper[1].count[0], 0);
	stage_keys(&stage, "Esc Up Enter F2");
	assert_string_equal(intake_of(&stage)->procedure, "1.001193");
	assert_int_equal(intake_of(&stage)->paper[0].count[0], 1);
	assert_int_equal(intake_of(&stage)->paper[1].count[0], 3);
	stage_finish(&stage);
}

/* Enter goes on to the next paper and begins on the left; a digit replaces what stood there. */
static void counting_begins_on_the_left(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_keys(&stage, "F2 Enter");
	stage_type(&stage, "Lan");
	stage_keys(&stage, "F2 F4 2 Right 1 2 Enter 3 Down Right Right 4 Enter");
	assert_int_equal(intake_of(&stage)->paper[0].count[MC_PAPER_ORIGINALS], 2);
	assert_int_equal(intake_of(&stage)->paper[0].count[MC_PAPER_CERTIFIED], 12);
	assert_int_equal(intake_of(&stage)->paper[1].count[MC_PAPER_ORIGINALS], 3);
	assert_int_equal(intake_of(&stage)->paper[2].count[MC_PAPER_ORIGINALS], 1);
	assert_int_equal(intake_of(&stage)->paper[2].count[MC_PAPER_COPIES], 4);
	stage_keys(&stage, "5 Enter"); /* the last paper: on to the review */
	assert_int_equal(intake_of(&stage)->paper[3].count[MC_PAPER_ORIGINALS], 5);
	assert_shows(&stage, "F2 saves and prints");
	stage_finish(&stage);
}

/* Cells of the big letters in a row of the frame. */
static int big_cells(struct stage *stage, int row) {
	int count = 0;

	for (int column = 0; column < stage->frame.columns; column++) {
		count += mc_frame_cell(&stage->frame, row, column)->style == MC_STYLE_BIG;
	}
	return count;
}

static void the_saved_page_tells_what_is_asked_for_and_covers_the_pin(void **state) {
	static const struct {
		int rows, columns, pixel; /* cells of one row of a pixel */
	} sizes[] = { { 24, 80, 2 }, { 30, 100, 2 }, { 45, 200, 4 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct stage stage;

		stage_init(&stage, &mc_screen_counter, sizes[i].rows, sizes[i].columns, MC_LANG_EN);
		stage_lead(&stage, "F2 ~khai Enter ~Hoa F2 F2 F2");
		stage_done(&stage);
		assert_shows(&stage, "17:00 Monday 23/11/2026 (today)");
		assert_shows(&stage, "75.000 đ · not paid yet");
		/* day and serial, 261123-0012: 24 pixels in the upper row */
		assert_int_equal(big_cells(&stage, 4), 24 * sizes[i].pixel);
		assert_hides(&stage, "204816");
		stage_keys(&stage, "F7");
		assert_shows(&stage, "204816");
		stage_wait(&stage, 4900);
		assert_shows(&stage, "204816");
		stage_wait(&stage, 200);
		assert_hides(&stage, "204816");
		stage_finish(&stage);
	}
}

static void a_held_key_walks_through_no_page(void **state) {
	static const char *const pages[] = { "Which procedure?", "Who is the owner?",
		"Which papers were handed in?", "Is everything right?", "The dossier is accepted" };
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	for (int i = 0; i < 5; i++) {
		stage_hold(&stage, "F2", 12, false);
		if (stage.act_token != 0) {
			stage_done(&stage);
		}
		assert_shows(&stage, pages[i]);
		if (i == 1) {
			stage_type(&stage, "Hoa");
		}
	}
	assert_int_equal(stage.acts, 1);
	stage_finish(&stage);
}

static void certified_copies_are_counted(void **state) {
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	stage_lead(&stage, "F2 ~khai Enter");
	assert_hides(&stage, "Pages of original");
	stage_keys(&stage, "Esc");
	stage_keys(&stage, "Ctrl-U");
	stage_type(&stage, "chung thuc ban sao");
	stage_lead(&stage, "Enter ~Hoa");
	assert_shows(&stage, "Fee: 2.000 đ");
	for (int i = 0; i < 8; i++) {
		stage_keys(&stage, "Down");
	}
	stage_lead(
		&stage, "~2 Enter Enter ~5 Enter ~3"); /* each replaces the 1 that stands there */
	assert_shows(&stage, "Fee: 21.000 đ");
	stage_keys(&stage, "F2 F2");
	assert_shows(&stage, "Pages of original");
	assert_shows(&stage, "Fee: 21.000 đ");
	stage_keys(&stage, "F2");
	assert_int_equal(stage.act.as.accept.sets, 2);
	assert_int_equal(stage.act.as.accept.pages, 5);
	assert_int_equal(stage.act.as.accept.copies, 3);
	stage_done(&stage);
	stage_lead(&stage, "F4 ~khai Enter F2 F2 F2"); /* of another procedure nothing is counted */
	assert_int_equal(stage.acts, 2);
	assert_int_equal(stage.act.as.accept.pages, 0);
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_write_their_signs),
		cmocka_unit_test(a_date_may_be_written_shortly),
		cmocka_unit_test(the_cursor_counts_the_signs),
		cmocka_unit_test(what_to_do_about_an_oddity_is_never_cut),
		cmocka_unit_test(an_odd_person_is_told_at_the_field),
		cmocka_unit_test(nobody_is_born_tomorrow),
		cmocka_unit_test(going_back_keeps_the_choice),
		cmocka_unit_test(ticks_outlive_a_change_of_procedure),
		cmocka_unit_test(counting_begins_on_the_left),
		cmocka_unit_test(the_saved_page_tells_what_is_asked_for_and_covers_the_pin),
		cmocka_unit_test(certified_copies_are_counted),
		cmocka_unit_test(a_held_key_walks_through_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

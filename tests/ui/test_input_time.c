/*
 * The keyboard and the time: a lone Esc, lines that tear a sequence apart, sequences
 * and pastes that never end.
 */
#include "typist.h"

/* ---- time ---- */

static void a_lone_esc_is_esc_after_its_delay(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	assert_int_equal(mc_input_wait_ms(&typist.input, typist.now_ms), -1);
	type_in(&typist, "\033");
	assert_int_equal(mc_input_wait_ms(&typist.input, typist.now_ms), KEYBOARD_ESCAPE_MS);
	let_pass(&typist, KEYBOARD_ESCAPE_MS - 1);
	expect(&typist, "");
	let_pass(&typist, 1);
	expect(&typist, "<Esc>");
	assert_int_equal(mc_input_wait_ms(&typist.input, typist.now_ms), -1);
	let_pass(&typist, MC_INPUT_TORN_MS);
	type_in(&typist, "[2");
	expect(&typist, "[2");
	stand_up(&typist);
}

/* Esc pressed often counts as often; the last two before a sequence are Alt with that key. */
static void every_esc_counts(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	type_in(&typist, "\033\033\033");
	let_pass(&typist, KEYBOARD_ESCAPE_MS);
	expect(&typist, "<Esc><Esc><Esc>");
	type_in(&typist, "\033\033\033[A");
	expect(&typist, "<Esc>");
	type_in(&typist, "\033\0332");
	expect(&typist, "<Esc><Alt-2>");
	stand_up(&typist);
}

/* Alt with a character that introduces a sequence, when nothing follows. */
static void alt_with_an_introducer_is_alt(void **state) {
	static const char *const rows[] = { "(", "N", "O", "[", "]", "P", "_" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct typist typist;
		char expected[16];

		sit_down(&typist);
		type_in(&typist, "\033");
		type_in(&typist, rows[i]);
		let_pass(&typist, MC_INPUT_REST_MS);
		snprintf(expected, sizeof expected, "<Alt-%s>", rows[i]);
		expect(&typist, expected);
		stand_up(&typist);
	}
}

/*
 * A line so slow that the Esc was given before the rest came: the rest is no key and
 * no letter. (At the counter “A” gives a number, at the kiosk each digit does.)
 */
static void the_rest_of_a_torn_sequence_is_no_key(void **state) {
	static const char *const sequences[] = { "[A", "OA", "Oq", "[15~", "[1;5A", "[[A",
		"[<0;12;5M", "[M 12", "]11;rgb:1111/2222/3333\a", "_Gi=1;OK\033\\", "[?64;1;2c" };
	static const int gaps_ms[] = { KEYBOARD_ESCAPE_MS, 50, 150, 400, MC_INPUT_TORN_MS - 1 };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(sequences) * MC_COUNT(gaps_ms); i++) {
		struct typist typist;
		const char *sequence = sequences[i / MC_COUNT(gaps_ms)];
		int gap_ms = gaps_ms[i % MC_COUNT(gaps_ms)];

		if ((int)strlen(sequence) * gap_ms >= MC_INPUT_WHOLE_MS) {
			continue;
		}

		sit_down(&typist);
		type_in(&typist, "\033");
		let_pass(&typist, gap_ms);
		for (const char *c = sequence; *c != '\0'; c++) {
			char one[] = { *c, '\0' };

			type_in(&typist, one);
			let_pass(&typist, gap_ms);
		}
		type_in(&typist, "1");
		expect(&typist, "<Esc>1");
		stand_up(&typist);
	}
}

/* Whoever types just such a letter soon after an Esc has it all the same. */
static void what_is_typed_soon_after_an_esc_is_kept(void **state) {
	static const struct row rows[] = {
		{ "Oanh", "Oanh" },
		{ "O\r", "O<Enter>" },
		{ "O\033[A", "O<Up>" },
		{ "Ông", "Ông" },
		{ "1", "1" },
		{ "a", "a" },
		{ "Pha", "Pha" },
	};
	struct typist typist;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		sit_down(&typist);
		type_in(&typist, "\033");
		let_pass(&typist, KEYBOARD_ESCAPE_MS + 1);
		expect(&typist, "<Esc>");
		type_in(&typist, rows[i].bytes);
		expect(&typist, rows[i].expected);
		stand_up(&typist);
	}
	sit_down(&typist);
	type_in(&typist, "\033");
	let_pass(&typist, KEYBOARD_ESCAPE_MS + 1);
	type_in(&typist, "[");
	let_pass(&typist, MC_INPUT_REST_MS);
	expect(&typist, "<Esc>[");
	stand_up(&typist);
}

/* An introducer whose rest never comes: the keys are back after a pause … */
static void what_never_ends_is_given_up_after_a_pause(void **state) {
	static const char *const beginnings[] = { "\033[1", "\033[1;5", "\033[<0;1", "\033[[",
		"\033O5", "\033]11;rgb", "\033P1+r", "\033_G", "\033X1", "\033^1", "\033[M",
		"\033[M !", "\033]0;x\033", "\x9B", "\033[?1$", "\033[3$" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(beginnings); i++) {
		struct typist typist;

		sit_down(&typist);
		type_in(&typist, beginnings[i]);
		let_pass(&typist, MC_INPUT_REST_MS);
		expect(&typist, "");
		type_in(&typist, "1\r");
		expect(&typist, "1<Enter>");
		stand_up(&typist);
	}
}

/* … and after a while also where somebody goes on typing all the time. */
static void what_never_ends_is_given_up_in_the_end(void **state) {
	static const char *const beginnings[] = { "\033[1", "\033]11;rgb", "\033P1+r", "\033X" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(beginnings); i++) {
		struct typist typist;

		sit_down(&typist);
		type_in(&typist, beginnings[i]);
		for (int typed = 0; typed < MC_INPUT_WHOLE_MS; typed += 100) {
			let_pass(&typist, 100);
			type_in(&typist, "1");
		}
		assert_true(typist.out.len <= 1);
		mc_str_clear(&typist.out);
		let_pass(&typist, 100);
		type_in(&typist, "1");
		expect(&typist, "1");
		stand_up(&typist);
	}
}

/* rxvt's Shift-Delete is a whole sequence that elsewhere only begins one. */
static void the_key_after_an_rxvt_shift_is_kept(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	type_in(&typist, "\033[3$");
	let_pass(&typist, KEYBOARD_ESCAPE_MS);
	type_in(&typist, "1");
	expect(&typist, "1");
	stand_up(&typist);
}

/* ---- pastes ---- */

static void a_paste_is_text_whatever_it_holds(void **state) {
	static const struct row rows[] = {
		{ "\033[200~Nguyễn Văn Ẩn\033[201~a", "{Nguyễn Văn Ẩn}a" },
		{ "\033[200~\033[201~", "{}" },
		{ "\033[200~a\rb\nc\td\033[201~", "{a b c d}" },
		{ "\033[200~\033[11~a\033[Ab\033OPc\0331d\033[201~e", "{abcd}e" },
		{ "\033[200~\033[31mred\033[0m\033[201~", "{red}" },
		{ "\033[200~a\033]0;title\033[201~b", "{a}b" }, /* a string never ended */
		{ "\033[200~a\033P1\033[201~b", "{a}b" },
		{ "\033[200~a\033[M\033[201~b", "{a}b" },
		{ "\033[200~a\033\033[201~b", "{a}b" },
		{ "\033[200~a\003\177\a\033[201~b", "{a}b" },
		{ "\033[200~a\033[200~b\033[201~c", "{ab}c" },
		{ "\x9B"
		  "200~a\x9B"
		  "201~b",
			"{a}b" },
		{ "\033[201~a", "a" },
		{ "1\033[200~2\033[201~3\033[200~4\033[201~5", "1{2}3{4}5" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		expect_of(rows[i].bytes, rows[i].expected);
	}
}

/* On a slow line too, and a mark of its end that is torn is still its end. */
static void a_slow_paste_stays_one(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	type_in(&typist, "\033[200~12");
	let_pass(&typist, MC_INPUT_PASTE_MS - 1);
	type_in(&typist, "34\033");
	let_pass(&typist, MC_INPUT_REST_MS + 100);
	type_in(&typist, "[201~5");
	expect(&typist, "{1234}5");
	stand_up(&typist);
}

static void a_paste_that_never_ends_is_given_after_a_pause(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	type_in(&typist, "\033[200~abc");
	let_pass(&typist, MC_INPUT_PASTE_MS - 1);
	expect(&typist, "");
	let_pass(&typist, 1);
	expect(&typist, "{abc}");
	type_in(&typist, "1");
	expect(&typist, "1");
	stand_up(&typist);
}

static void a_long_paste_is_cut_and_still_ends(void **state) {
	struct typist typist;

	(void)state;
	sit_down(&typist);
	type_in(&typist, "\033[200~");
	for (int i = 0; i < MC_TEXT_MAX_BYTES; i++) {
		type_in(&typist, "\xC4\x91");
	}
	type_in(&typist, "\033[201~");
	assert_int_equal(typist.out.len, MC_TEXT_MAX_BYTES + 2); /* braces */
	mc_str_clear(&typist.out);
	type_in(&typist, "1");
	expect(&typist, "1");
	stand_up(&typist);
}

static void a_reset_forgets_all_that_came(void **state) {
	static const char *const rows[] = { "\033", "\033[", "\033]1", "\033[200~12", "\xE1\xBB",
		"\033[M", "12" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		struct typist typist;

		sit_down(&typist);
		for (const char *c = rows[i]; *c != '\0'; c++) {
			mc_input_byte(&typist.input, (unsigned char)*c, typist.now_ms);
			if (c[1] != '\0') {
				keyboard_fetch(&typist.input, &typist.out);
			}
		}
		mc_str_clear(&typist.out);
		mc_input_reset(&typist.input);
		assert_int_equal(mc_input_wait_ms(&typist.input, typist.now_ms), -1);
		type_in(&typist, "3");
		let_pass(&typist, MC_INPUT_WHOLE_MS);
		expect(&typist, "3");
		stand_up(&typist);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lone_esc_is_esc_after_its_delay),
		cmocka_unit_test(every_esc_counts),
		cmocka_unit_test(alt_with_an_introducer_is_alt),
		cmocka_unit_test(the_rest_of_a_torn_sequence_is_no_key),
		cmocka_unit_test(what_is_typed_soon_after_an_esc_is_kept),
		cmocka_unit_test(what_never_ends_is_given_up_after_a_pause),
		cmocka_unit_test(what_never_ends_is_given_up_in_the_end),
		cmocka_unit_test(the_key_after_an_rxvt_shift_is_kept),
		cmocka_unit_test(a_paste_is_text_whatever_it_holds),
		cmocka_unit_test(a_slow_paste_stays_one),
		cmocka_unit_test(a_paste_that_never_ends_is_given_after_a_pause),
		cmocka_unit_test(a_long_paste_is_cut_and_still_ends),
		cmocka_unit_test(a_reset_forgets_all_that_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The grammar of the keyboard: what is a key, and above all what is none. The
 * property test glues keys, answers and pastes together and splits them into
 * random reads; MC_SEED repeats a run.
 */
#include "random.h"
#include "typist.h"

/* ---- keys ---- */

/* As xterm, VTE, PuTTY, the Linux console, VT220, rxvt, screen and tmux send them. */
static const struct row keys[] = {
	{ "a", "a" },
	{ "\xC4\x91\xE1\xBB\x87", "đệ" },
	{ " ", "<Space>" },
	{ "\r\n\t", "<Enter><Enter><Tab>" },
	{ "\b\177\f", "<Backspace><Backspace><Ctrl-L>" },
	{ "\025\027\013\031", "<Ctrl-U><Ctrl-W><Ctrl-K><Ctrl-Y>" },
	{ "\033[A\033OA\033[B\033OB", "<Up><Up><Down><Down>" },
	{ "\033[C\033OC\033[D\033OD", "<Right><Right><Left><Left>" },
	{ "\033[H\033OH\033[1~\033[7~", "<Home><Home><Home><Home>" },
	{ "\033[F\033OF\033[4~\033[8~", "<End><End><End><End>" },
	{ "\033[3~\033[5~\033[6~\033[Z", "<Delete><PageUp><PageDown><Shift-Tab>" },
	{ "\033OP\033[11~\033[[A", "<F1><F1><F1>" },
	{ "\033OQ\033[12~\033[[B", "<F2><F2><F2>" },
	{ "\033OR\033[13~\033[[C", "<F3><F3><F3>" },
	{ "\033OS\033[14~\033[[D", "<F4><F4><F4>" },
	{ "\033[15~\033[[E\033[17~", "<F5><F5><F6>" },
	{ "\033[18~\033[19~\033[20~\033[21~", "<F7><F8><F9><F10>" },
	{ "\033[23~\033[24~", "<F11><F12>" },
	{ "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy", "0123456789" },
	{ "\033Oj\033Ok\033Ol\033Om\033On\033Oo\033OM", "*+,-./<Enter>" },
	{ "\0331\0332\0330\033m\033M", "<Alt-1><Alt-2><Alt-0><Alt-m><Alt-M>" },
	/* eight bits: CSI and SS3 as one byte, and as that character in UTF-8 */
	{ "\x9B"
	  "A\x8FP\x9B"
	  "15~",
		"<Up><F1><F5>" },
	{ "\xC2\x9B"
	  "A\xC2\x8FP",
		"<Up><F1>" },
	/* DEL is filling inside a sequence */
	{ "\033[\1771\1775~", "<F5>" },
};

static void every_dialect_of_a_key_is_understood(void **state) {
	(void)state;
	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		expect_of(keys[i].bytes, keys[i].expected);
	}
}

/* ---- what is no key ---- */

static const char *const noise[] = {
	/* answers: attributes, status, place of the cursor, modes, size, checksum, keyboard */
	"\033[?64;1;2;6;9;15;18;21;22c",
	"\033[>41;379;0c",
	"\033[>0;136;0c",
	"\033[?1;2c",
	"\033[0n",
	"\033[12;40R",
	"\033[1;1R",
	"\033[?12;40;1R",
	"\033[?2026;2$y",
	"\033[20;1$y",
	"\033[8;24;80t",
	"\033[4;600;800t",
	"\033[1;80;24;80;24;1;0x",
	"\033[?1u",
	"\033[?25;1$y",
	"\033[>4;2m",
	"\033[1;3\"p",
	/* strings: colours, clipboard, titles, XTGETTCAP, DECRQSS, DECRPTUI, APC, PM, SOS */
	"\033]11;rgb:1111/2222/3333\033\\",
	"\033]11;rgb:1111/2222/3333\a",
	"\033]4;1;rgb:cdcd/0000/0000\033\\",
	"\033]52;c;MTIzNDU2\a",
	"\033]lTiêu đề 123\033\\",
	"\033]\033\\",
	"\033P1+r544e=787465726d\033\\",
	"\033P0+r544e\033\\",
	"\033P>|XTerm(379)\033\\",
	"\033P1$r0;1m\033\\",
	"\033P!|00000000\033\\",
	"\033P\033\\",
	"\033_Gi=31;OK\033\\",
	"\033^123\033\\",
	"\033X123\033\\",
	"\x9D"
	"11;rgb:1111/2222/3333\x9C",
	"\x90"
	"1+r544e\x9C",
	"\033]2;\xC3\x9C 1\x9C", /* Ü holds the byte of a string's end */
	/* the mouse: X10, of UTF-8, SGR, urxvt, highlight, locator */
	"\033[M !!",
	"\033[M#12",
	"\033[M 1\xF0",
	"\033[M \xA5\xA6",
	"\033[M \xC2\x84"
	"5",
	"\033[M 1\xC2\x84",
	"\033[<0;12;5M",
	"\033[<0;12;5m",
	"\033[32;12;5M",
	"\033[t12",
	"\033[T123456",
	"\033[1;2;3;4;0&w",
	/* focus */
	"\033[I",
	"\033[O",
	/* keys with Ctrl, Alt, Shift: xterm, rxvt, SS3 with a parameter, Alt by Esc */
	"\033[1;5A",
	"\033[1;2A",
	"\033[1;3D",
	"\033[5A",
	"\033[1;5H",
	"\033[1;2P",
	"\033[15;5~",
	"\033[3;5~",
	"\033[a",
	"\033Oa",
	"\033[11^",
	"\033[7@",
	"\033[25~",
	"\033[27;5;49~",
	"\033[27;2;13~",
	"\033[49u",
	"\033[49;5u",
	"\033[13;2u",
	"\033[97;1:3u",
	"\033[57400u",
	"\033[57414u",
	"\033O5A",
	"\033O2P",
	"\033O1;5A",
	"\033\033[A",
	"\033\033OA",
	"\033\033[[A",
	"\033\r",
	"\033\n",
	"\033\t",
	"\033\177",
	"\033\xC3\xA9",
	"\033\x9B"
	"A",
	/* keys that nothing is bound to, and what has no sense at all */
	"\033[2~",
	"\033[E",
	"\033OE",
	"\033[G",
	"\033OX",
	"\033[99~",
	"\033[=1;2;3}",
	"\033[1 2 3q",
	"\033[111111111111111111111111111111111111111111111111111111A",
	"\033[[Z",
	"\033NA",
	"\033N1",
	"\033(B",
	"\033)0",
	"\033%G",
	"\033#8",
	"\033 F",
	"\033\\",
	"\x9C",
	"\x84",
	/* broken off by a control character, which goes with it */
	"\033[1\r",
	"\033[12;\t",
	"\033O\r",
	"\033]11;1\030",
	"\033P123\032",
	"\033[1;5\030",
	/* Ctrl-C, Ctrl-Q, Ctrl-S, Ctrl-Z, Ctrl-\ */
	"\003\021\023\032\034",
};

static void no_answer_report_or_modified_key_is_a_key(void **state) {
	(void)state;
	for (size_t i = 0; i < MC_COUNT(noise); i++) {
		char bytes[128];

		snprintf(bytes, sizeof bytes, "%sz", noise[i]);
		expect_of(bytes, "z");
		snprintf(bytes, sizeof bytes, "a%s%s1", noise[i], noise[i]);
		expect_of(bytes, "a1");
	}
}

/* What breaks off is not lost with what it broke off: an Esc begins anew everywhere. */
static void a_broken_sequence_takes_no_key_with_it(void **state) {
	static const struct row rows[] = {
		{ "\033[1;\033[A", "<Up>" },
		{ "\033]11;rgb\033[A", "<Up>" },
		{ "\033P1+r\033OP", "<F1>" },
		{ "\033[M \033[B", "<Down>" },
		{ "\033O\033[C", "<Right>" },
		{ "\033N\033[D", "<Left>" },
		{ "\033[1\xC4\x91", "đ" },
		{ "\033[[\xC4\x91", "đ" },
		{ "\033(\xC4\x91", "đ" },
		{ "\xE1\xBB\033[A", "<Up>" },
		{ "\xC3"
		  "a\xFF\xFE"
		  "b\x80",
			"ab" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		expect_of(rows[i].bytes, rows[i].expected);
	}
}

/* ---- the property ---- */

#define ROUNDS 400
#define PIECES 60

/* A piece of the line, and what it must come to. */
static void add_piece(struct mc_random *random, struct mc_str *bytes, struct mc_str *expected) {
	switch (mc_random_below(random, 4)) {
	case 0: {
		const struct row *row = &keys[mc_random_below(random, MC_COUNT(keys))];

		mc_str_add(bytes, row->bytes);
		mc_str_add(expected, row->expected);
		break;
	}
	case 1: mc_str_add(bytes, noise[mc_random_below(random, MC_COUNT(noise))]); break;
	case 2:
		mc_str_addf(bytes, "\033[200~%s12\r\033[201~",
			noise[mc_random_below(random, MC_COUNT(noise))]);
		break; /* what it holds of the noise is tested above; here only that it ends */
	default:
		mc_str_add(bytes, "x");
		mc_str_add(expected, "x");
		break;
	}
}

/* The line in random reads with gaps shorter than an Esc's delay; pastes are left out of `out`. */
static void read_in_pieces(
	struct mc_random *random, const char *bytes, size_t len, struct mc_str *out) {
	struct mc_input input;
	struct mc_input_event event;
	int64_t now_ms = TYPIST_START_MS;

	mc_input_init(&input, KEYBOARD_ESCAPE_MS);
	for (size_t at = 0; at < len; at++) {
		if (mc_random_below(random, 3) == 0) {
			now_ms += (int64_t)mc_random_below(random, KEYBOARD_ESCAPE_MS);
			keyboard_wait(&input, now_ms, out);
		}
		mc_input_byte(&input, (unsigned char)bytes[at], now_ms);
		while (mc_input_next(&input, &event)) {
			if (event.key != MC_KEY_NONE) {
				keyboard_say(out, &event);
			}
		}
	}
	mc_input_finish(&input);
}

static void any_split_of_the_bytes_gives_the_same_keys(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "any split");
	for (int round = 0; round < ROUNDS; round++) {
		struct mc_str bytes, expected, out;

		mc_str_init(&bytes);
		mc_str_init(&expected);
		mc_str_init(&out);
		for (int i = 0; i < PIECES; i++) {
			add_piece(&random, &bytes, &expected);
		}
		read_in_pieces(&random, mc_str_text(&bytes), bytes.len, &out);
		assert_string_equal(mc_str_text(&out), mc_str_text(&expected));
		mc_str_finish(&bytes);
		mc_str_finish(&expected);
		mc_str_finish(&out);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dialect_of_a_key_is_understood),
		cmocka_unit_test(no_answer_report_or_modified_key_is_a_key),
		cmocka_unit_test(a_broken_sequence_takes_no_key_with_it),
		cmocka_unit_test(any_split_of_the_bytes_gives_the_same_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

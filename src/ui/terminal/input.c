/*
 * One state per kind of sequence. Esc begins anew in every state, which is what
 * makes the end of a paste and the way out of a broken sequence certain.
 */
#include "ui/terminal/input.h"
#include "ui/terminal/dialect.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

enum state {
	GROUND, /* letters and control characters */
	ESCAPE, /* one Esc or several */
	CHARSET, /* Esc and an intermediate; a final follows */
	SINGLE_2, /* SS2: one character follows */
	SINGLE_3, /* SS3: perhaps parameters, then a final */
	CONTROL, /* CSI */
	CONSOLE, /* CSI [: one character follows */
	STRING, /* OSC, DCS, APC, PM, SOS */
	STRING_ESCAPE, /* an Esc in it, perhaps that of its end */
	REPORT, /* the bare characters of a mouse report */
};

#define ESCAPE_BYTE 27
#define DELETE_BYTE 127
#define BELL_BYTE 7
#define CANCEL_BYTE 24
#define SUBSTITUTE_BYTE 26
#define C1_STRING_END 0x9C
#define C1_TO_ESCAPED 0x40 /* C1 control 0x9B is the same as Esc and 0x5B */

/* ---- what comes out ---- */

void mc_input_init(struct mc_input *input, int escape_ms) {
	*input = (struct mc_input){ .escape_ms = escape_ms, .state = GROUND };
	mc_str_init(&input->collected);
	mc_str_init(&input->paste);
}

void mc_input_finish(struct mc_input *input) {
	mc_str_finish(&input->collected);
	mc_str_finish(&input->paste);
}

void mc_input_reset(struct mc_input *input) {
	int escape_ms = input->escape_ms;

	mc_input_finish(input);
	mc_input_init(input, escape_ms);
}

static void give(struct mc_input *input, int32_t key) {
	if (key != MC_KEY_NONE && !input->pasting) {
		assert(input->key_count < MC_COUNT(input->keys_due));
		input->keys_due[input->key_count++] = key;
	}
}

/* Gives the introducer as the character that it was typed as, or takes it for a sequence's. */
static void settle_introducer(struct mc_input *input, bool typed) {
	if (typed) {
		give(input, input->alone);
	}
	input->alone = MC_KEY_NONE;
}

static void give_escapes(struct mc_input *input, int count) {
	if (count > 0 && !input->pasting) {
		input->escapes_due += count;
	}
	input->escapes = 0;
}

static void end_paste(struct mc_input *input) {
	struct mc_str swap = input->paste;

	input->paste = input->collected;
	input->collected = swap;
	mc_str_clear(&input->collected);
	input->pasting = false;
	input->paste_due = true;
}

bool mc_input_next(struct mc_input *input, struct mc_input_event *ret_event) {
	if (input->escapes_due > 0) {
		input->escapes_due--;
		*ret_event = (struct mc_input_event){ .key = MC_KEY_ESC };
		return true;
	}
	if (input->key_at < input->key_count) {
		*ret_event = (struct mc_input_event){ .key = input->keys_due[input->key_at++] };
		return true;
	}
	input->key_at = input->key_count = 0;
	if (input->paste_due) {
		input->paste_due = false;
		*ret_event = (struct mc_input_event){ .paste = mc_str_text(&input->paste) };
		return true;
	}
	return false;
}

/* ---- sequences ---- */

/* One more character of the sequence; one that has too many is nothing, but goes on to its end. */
static void append(struct mc_input *input, int32_t character) {
	if (input->len < sizeof input->sequence) {
		input->sequence[input->len++] = (char)character;
	} else {
		input->muted = true;
	}
}

/* A sequence has come to its end. A paste begins and ends also where keys are muted. */
static void finish_sequence(struct mc_input *input) {
	int32_t key = mc_dialect_key(input->sequence, input->len);

	input->state = GROUND;
	if (key == MC_DIALECT_PASTE_BEGINS) {
		input->pasting = true;
	} else if (key == MC_DIALECT_PASTE_ENDS) {
		if (input->pasting) {
			end_paste(input);
		}
	} else if (!input->muted) {
		give(input, key);
	}
}

/* Begins the sequence that Esc and this character introduce; false: they introduce none. */
static bool introduce(struct mc_input *input, int32_t character) {
	switch (character) {
	case 'N': input->state = SINGLE_2; break;
	case 'O': input->state = SINGLE_3; break;
	case '[': input->state = CONTROL; break;
	case 'P':
	case 'X':
	case ']':
	case '^':
	case '_': input->state = STRING; break;
	default: return false;
	}
	input->len = 0;
	append(input, character);
	return true;
}

/* A control character of eight bits begins the same as its Esc and letter; others are nothing. */
static void take_c1(struct mc_input *input, int32_t character) {
	input->state = GROUND;
	input->alone = MC_KEY_NONE;
	input->muted = input->torn = false;
	introduce(input, character - C1_TO_ESCAPED);
}

static bool is_c1(int32_t character) {
	return character >= 0x80 && character < 0xA0;
}

/* ---- outside of sequences ---- */

/* A character of a paste; line ends and tabs are blanks, other controls go. */
static void collect(struct mc_input *input, int32_t character) {
	bool blank = character == '\r' || character == '\n' || character == '\t';
	char bytes[4];
	size_t len;

	if ((character < 32 && !blank) || character == DELETE_BYTE) {
		return;
	}
	len = mc_utf8_encode(blank ? ' ' : character, bytes);
	if (input->collected.len + len <= MC_TEXT_MAX_BYTES) {
		mc_str_add_bytes(&input->collected, bytes, len);
	}
}

/*
 * On a slow line the Esc of a sequence may be given as a key before the rest has
 * come. The rest is then no key, and no text either. Of the introducers only those
 * that hardly anybody types so soon after an Esc are taken for one.
 */
static bool take_torn(struct mc_input *input, int32_t character, int64_t now_ms) {
	bool introducer =
		character > 0 && character < DELETE_BYTE && strchr("[]O^_", character) != NULL;

	if (now_ms >= input->torn_until_ms || !introducer || !introduce(input, character)) {
		return false;
	}
	input->muted = input->torn = true;
	input->alone = character;
	return true;
}

static void take_ground(struct mc_input *input, int32_t character, int64_t now_ms) {
	bool torn = take_torn(input, character, now_ms);

	input->torn_until_ms = 0;
	if (torn) {
		return;
	}
	if (is_c1(character)) {
		take_c1(input, character);
	} else if (input->pasting) {
		collect(input, character);
	} else if (character < 32 || character == DELETE_BYTE) {
		give(input, mc_dialect_control(character));
	} else {
		give(input, character);
	}
}

/* A character that cannot stand in the sequence ends it; a control goes with what it broke off. */
static void break_off(struct mc_input *input, int32_t character, int64_t now_ms) {
	bool control = character < 32 || character == DELETE_BYTE;

	input->state = GROUND;
	settle_introducer(input, input->torn);
	if (!control || input->torn) {
		take_ground(input, character, now_ms);
	}
}

/* ---- inside of sequences ---- */

static void take_escape(struct mc_input *input) {
	settle_introducer(input, input->torn);
	input->letter.len = 0;
	input->torn_until_ms = 0;
	if (input->state == STRING) {
		input->state = STRING_ESCAPE;
		return;
	}
	input->escapes = input->state == ESCAPE ? input->escapes + 1 : 1;
	input->state = ESCAPE;
	input->muted = input->torn = false;
}

/* What follows an Esc at once belongs to it. Two of them in front of a sequence are Alt with it. */
static void take_after_escape(struct mc_input *input, int32_t character) {
	int escapes = input->escapes;

	input->state = GROUND;
	if (is_c1(character)) {
		take_c1(input, character);
		input->muted = true;
		give_escapes(input, escapes - 1);
	} else if (introduce(input, character)) {
		input->muted = escapes > 1;
		input->alone = MC_KEY_ALT + character;
		give_escapes(input, escapes - 2);
	} else if (character >= 32 && character < '0') {
		input->state = CHARSET;
		input->alone = MC_KEY_ALT + character;
		give_escapes(input, escapes - 1);
	} else {
		give_escapes(input, escapes - 1);
		/* Esc \ ends a string; alone it is the end of one that was given up */
		give(input, character >= '0' && character < DELETE_BYTE && character != '\\'
				    ? MC_KEY_ALT + character
				    : MC_KEY_NONE);
	}
}

static void take_charset(struct mc_input *input, int32_t character, int64_t now_ms) {
	if (character < 32 || character >= DELETE_BYTE) {
		break_off(input, character, now_ms);
		return;
	}
	input->alone = MC_KEY_NONE;
	input->state = character < '0' ? CHARSET : GROUND;
}

static void take_single_3(struct mc_input *input, int32_t character, int64_t now_ms) {
	char torn_key[] = { 'O', (char)character };

	if (character < '0' || character >= DELETE_BYTE ||
		(input->torn && mc_dialect_key(torn_key, sizeof torn_key) == MC_KEY_NONE)) {
		break_off(input, character, now_ms); /* "Oanh", typed soon after an Esc */
		return;
	}
	input->alone = MC_KEY_NONE;
	append(input, character);
	if (character >= '@') {
		finish_sequence(input);
	}
}

static void end_control(struct mc_input *input, int32_t final) {
	int characters = input->len == 2 ? mc_dialect_report(final) : 0;

	finish_sequence(input);
	if (characters > 0) {
		input->state = REPORT;
		input->report_left = characters;
		input->report_open = false;
	}
}

static void take_control(struct mc_input *input, int32_t character, int64_t now_ms) {
	bool first = input->len == 1;

	if (character < 32 || character > DELETE_BYTE) {
		break_off(input, character, now_ms);
		return;
	}
	input->alone = MC_KEY_NONE;
	if (character == DELETE_BYTE) {
		return; /* filling, says ECMA-48 */
	}
	append(input, character);
	if (first && character == '[') {
		input->state = CONSOLE;
	} else if (character >= '@') {
		end_control(input, character);
	}
}

static void take_console(struct mc_input *input, int32_t character, int64_t now_ms) {
	if (character < 32 || character >= DELETE_BYTE) {
		break_off(input, character, now_ms);
		return;
	}
	append(input, character);
	finish_sequence(input);
}

static void take_string(struct mc_input *input, int32_t character) {
	input->alone = MC_KEY_NONE;
	if (character == BELL_BYTE || character == C1_STRING_END) {
		input->state = GROUND;
	}
}

static void take_string_escape(struct mc_input *input, int32_t character) {
	if (character == '\\') {
		input->state = GROUND;
		return;
	}
	input->escapes = 1;
	take_after_escape(input, character);
}

/*
 * A character of a mouse report is one byte, or (in the mode for wide terminals) a
 * letter of UTF-8 of two bytes. False: the byte is none of it any more.
 */
static bool take_report(struct mc_input *input, int byte) {
	bool second = input->report_open && (byte & 0xC0) == 0x80;

	if (!second && input->report_left == 0) {
		input->state = GROUND;
		return false;
	}
	input->report_left -= !second;
	input->report_open = byte >= 0xC2 && byte < 0xE0;
	if (input->report_left == 0 && !input->report_open) {
		input->state = GROUND;
	}
	return true;
}

/* ---- bytes and time ---- */

/* The character that ends with the byte; -1: not yet. A C1 control is one where no letter is open. */
static int32_t character_of(struct mc_input *input, int byte) {
	return input->letter.len == 0 && is_c1(byte) ? byte : mc_letter_byte(&input->letter, byte);
}

static void take_character(struct mc_input *input, int32_t character, int64_t now_ms) {
	switch ((enum state)input->state) {
	case REPORT:
	case GROUND: take_ground(input, character, now_ms); break;
	case ESCAPE: take_after_escape(input, character); break;
	case CHARSET: take_charset(input, character, now_ms); break;
	case SINGLE_2: break_off(input, MC_KEY_NONE, now_ms); break;
	case SINGLE_3: take_single_3(input, character, now_ms); break;
	case CONTROL: take_control(input, character, now_ms); break;
	case CONSOLE: take_console(input, character, now_ms); break;
	case STRING: take_string(input, character); break;
	case STRING_ESCAPE: take_string_escape(input, character); break;
	}
}

void mc_input_byte(struct mc_input *input, int byte, int64_t now_ms) {
	int32_t character;

	assert(input->escapes_due == 0 && input->key_at == input->key_count && !input->paste_due);
	input->key_at = input->key_count = 0;
	if (input->state == GROUND) {
		input->began_ms = now_ms;
	}
	input->last_ms = now_ms;
	if (byte == ESCAPE_BYTE) {
		take_escape(input);
		return;
	}
	if (input->state == REPORT && take_report(input, byte)) {
		return;
	}
	character = character_of(input, byte);
	if (character < 0) {
		return;
	}
	if (character == CANCEL_BYTE || character == SUBSTITUTE_BYTE) {
		break_off(input, MC_KEY_NONE, now_ms);
	} else {
		take_character(input, character, now_ms);
	}
}

/*
 * "CSI 3 $" is a whole sequence of rxvt and the beginning of one elsewhere: it waits
 * no longer than an Esc, or the next key would be taken for its end.
 */
static bool is_rxvt_shift(const struct mc_input *input) {
	return input->state == CONTROL && input->len > 1 && input->sequence[input->len - 1] == '$';
}

/* How long the state waits for its next byte; -1: it waits for none. */
static int patience_ms(const struct mc_input *input) {
	if (input->state == GROUND) {
		return input->pasting ? MC_INPUT_PASTE_MS : -1;
	}
	if (!input->pasting &&
		(input->state == ESCAPE || input->state == CHARSET || is_rxvt_shift(input))) {
		return input->escape_ms;
	}
	return MC_INPUT_REST_MS;
}

int mc_input_wait_ms(const struct mc_input *input, int64_t now_ms) {
	int patience = patience_ms(input);
	int64_t until = input->last_ms + patience;

	if (patience < 0) {
		return -1;
	}
	if (input->state != GROUND && until > input->began_ms + MC_INPUT_WHOLE_MS) {
		until = input->began_ms + MC_INPUT_WHOLE_MS;
	}
	return until > now_ms ? (int)(until - now_ms) : 0;
}

void mc_input_idle(struct mc_input *input, int64_t now_ms) {
	enum state state = (enum state)input->state;

	if (mc_input_wait_ms(input, now_ms) != 0) {
		return;
	}
	input->state = GROUND;
	input->last_ms = now_ms;
	if (state == ESCAPE) {
		give_escapes(input, input->escapes);
		input->torn_until_ms = now_ms + MC_INPUT_TORN_MS;
	} else if (state == GROUND) {
		end_paste(input);
	} else {
		settle_introducer(input, true);
	}
}

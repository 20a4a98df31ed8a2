/*
 * The keyboard's side of the terminal: bytes in, keys and pastes out, and
 * nothing else. Pure: the caller reads the bytes and gives the time.
 *
 * A terminal sends more than keys: answers to what another program asked,
 * reports of the mouse and of the focus, keys with Ctrl, Alt or Shift. All of it
 * is one grammar (ECMA-48: CSI, SS2, SS3, OSC, DCS, APC, PM and SOS; the X10 mouse;
 * the Linux console's "CSI ["), so that a sequence is taken as a whole: it is a
 * key of the table, or it is nothing. No part of it is ever a key of its own.
 *
 * A function key (arrow, Home, F5 …) with Ctrl, Alt or Shift is nothing, except
 * Shift-Tab; Enter, Esc and letters in the encodings of newer terminals (CSI u,
 * modifyOtherKeys, kitty) neither, as nobody asks for these encodings here. Alt
 * with a printable ASCII character is MC_KEY_ALT and that character; whatever
 * else follows an Esc within its delay is nothing.
 *
 * What does not come to its end is given up after a time, so that no key is
 * swallowed for ever. How the bytes are split into reads makes no difference.
 */
#ifndef MC_UI_INPUT_H
#define MC_UI_INPUT_H

#include "base/str.h"
#include "ui/command.h"
#include "ui/terminal/letter.h"

/* A gap inside a sequence that ends it, and the longest that one may take in all. */
#define MC_INPUT_REST_MS 800
#define MC_INPUT_WHOLE_MS 10000
/* The same for the gaps of a paste, which may be long and come over a slow line. */
#define MC_INPUT_PASTE_MS 2000
/* So long after an Esc given as a key the rest of a torn sequence is still known as one. */
#define MC_INPUT_TORN_MS 800

#define MC_INPUT_SEQUENCE 32 /* no key has so many bytes; what is longer is swallowed */

struct mc_input_event {
	int32_t key; /* command.h; MC_KEY_NONE: a paste */
	const char *paste; /* clean of controls; lives until the next mc_input_byte() or _idle() */
};

/* Everything in it belongs to input.c. */
struct mc_input {
	int escape_ms; /* an Esc that stays alone so long is the key */
	int state;
	int64_t began_ms, last_ms; /* of the sequence or paste under way */
	int64_t torn_until_ms;
	int escapes; /* Esc bytes in a row, not yet given */
	int32_t alone; /* the key that was meant when nothing follows the introducer */
	bool muted; /* the sequence is no key, whatever it is */
	bool torn; /* its Esc was given as a key before the rest came */
	char sequence[MC_INPUT_SEQUENCE];
	size_t len;
	int report_left; /* characters of a mouse report still to come */
	bool report_open; /* the last one may have a second byte */
	struct mc_letter letter;
	bool pasting, paste_due;
	struct mc_str collected, paste;
	int escapes_due; /* to be fetched: these first, then the keys, then the paste */
	int32_t keys_due[2];
	size_t key_count, key_at;
};

void mc_input_init(struct mc_input *input, int escape_ms);
void mc_input_finish(struct mc_input *input);

/* Forgets whatever has come and was not fetched. */
void mc_input_reset(struct mc_input *input);

/* A byte (0–255) that was read at `now_ms` (monotonic). Everything due must have been fetched. */
void mc_input_byte(struct mc_input *input, int byte, int64_t now_ms);

/* There is nothing more to read at `now_ms`: what has waited long enough is settled. */
void mc_input_idle(struct mc_input *input, int64_t now_ms);

/* How long until mc_input_idle() would settle something; -1: nothing waits. */
int mc_input_wait_ms(const struct mc_input *input, int64_t now_ms);

/* The next key or paste, in order; false when there is none. */
bool mc_input_next(struct mc_input *input, struct mc_input_event *ret_event);

#endif

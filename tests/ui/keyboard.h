/*
 * Bytes through the parser of the keyboard, and what comes out as one line of
 * text: letters as they are, keys as <Up>, pastes as {text}.
 */
#ifndef MC_TESTS_UI_KEYBOARD_H
#define MC_TESTS_UI_KEYBOARD_H

#include "base/str.h"
#include "ui/terminal/input.h"
#include <motcua/text.h>

#define KEYBOARD_ESCAPE_MS 25

static inline void keyboard_say(struct mc_str *out, const struct mc_input_event *event) {
	char name[MC_KEY_NAME_SIZE];

	if (event->key == MC_KEY_NONE) {
		mc_str_addf(out, "{%s}", event->paste);
		return;
	}
	mc_key_name(event->key, name);
	mc_str_addf(out, event->key > ' ' && event->key < MC_KEY_FIRST ? "%s" : "<%s>", name);
}

static inline void keyboard_fetch(struct mc_input *input, struct mc_str *out) {
	struct mc_input_event event;

	while (mc_input_next(input, &event)) {
		keyboard_say(out, &event);
	}
}

/* One read: all bytes at one moment. */
static inline void keyboard_read(
	struct mc_input *input, const char *bytes, size_t len, int64_t now_ms, struct mc_str *out) {
	for (size_t i = 0; i < len; i++) {
		mc_input_byte(input, (unsigned char)bytes[i], now_ms);
		keyboard_fetch(input, out);
	}
}

static inline void keyboard_wait(struct mc_input *input, int64_t now_ms, struct mc_str *out) {
	mc_input_idle(input, now_ms);
	keyboard_fetch(input, out);
}

#endif

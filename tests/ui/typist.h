/* Somebody at a keyboard, the time, and what has come of the keys so far. For cmocka. */
#ifndef MC_TESTS_UI_TYPIST_H
#define MC_TESTS_UI_TYPIST_H

#include "keyboard.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TYPIST_START_MS 1000000

/* What is typed, and what must come of it. */
struct row {
	const char *bytes, *expected;
};

struct typist {
	struct mc_input input;
	struct mc_str out;
	int64_t now_ms;
};

static inline void sit_down(struct typist *typist) {
	mc_input_init(&typist->input, KEYBOARD_ESCAPE_MS);
	mc_str_init(&typist->out);
	typist->now_ms = TYPIST_START_MS;
}

static inline void stand_up(struct typist *typist) {
	mc_input_finish(&typist->input);
	mc_str_finish(&typist->out);
}

static inline void type_in(struct typist *typist, const char *bytes) {
	keyboard_read(&typist->input, bytes, strlen(bytes), typist->now_ms, &typist->out);
	keyboard_wait(&typist->input, typist->now_ms, &typist->out);
}

/* Time goes by in small steps, as it does for somebody who looks often. */
static inline void let_pass(struct typist *typist, int ms) {
	for (; ms > 0; ms--) {
		typist->now_ms++;
		keyboard_wait(&typist->input, typist->now_ms, &typist->out);
	}
}

static inline void expect(struct typist *typist, const char *expected) {
	assert_string_equal(mc_str_text(&typist->out), expected);
	mc_str_clear(&typist->out);
}

/* All at once, and then byte by byte: the same. */
static inline void expect_of(const char *bytes, const char *expected) {
	struct typist typist;

	sit_down(&typist);
	type_in(&typist, bytes);
	expect(&typist, expected);
	stand_up(&typist);
	sit_down(&typist);
	for (const char *c = bytes; *c != '\0'; c++) {
		char one[] = { *c, '\0' };

		type_in(&typist, one);
	}
	expect(&typist, expected);
	stand_up(&typist);
}

#endif

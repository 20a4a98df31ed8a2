/*
 * Any bytes as keyboard: no crash; the first byte of the input says into which
 * reads the rest is split, and that makes no difference; after a pause longer than
 * any the parser has, the next key is that key.
 */
#include "keyboard.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads of `piece` bytes, with a look between them that finds nothing to read yet. */
static void type_in(const char *bytes, size_t len, size_t piece, struct mc_str *out) {
	struct mc_input input;
	int64_t now_ms = 1000000;

	mc_input_init(&input, KEYBOARD_ESCAPE_MS);
	for (size_t at = 0; at < len; at += piece) {
		keyboard_read(&input, bytes + at, len - at < piece ? len - at : piece, now_ms, out);
		keyboard_wait(&input, now_ms, out);
	}
	for (int i = 0; i < 4; i++) {
		now_ms += MC_INPUT_WHOLE_MS;
		keyboard_wait(&input, now_ms, out);
	}
	assert(mc_input_wait_ms(&input, now_ms) == -1);
	mc_str_add(out, "|");
	keyboard_read(&input, "z", 1, now_ms, out);
	assert(strcmp(mc_str_text(out) + out->len - 2, "|z") == 0);
	mc_input_finish(&input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct mc_str whole, split;
	size_t piece = size > 0 ? 1 + data[0] % 7 : 1;

	mc_str_init(&whole);
	mc_str_init(&split);
	if (size > 1) {
		type_in((const char *)data + 1, size - 1, size, &whole);
		type_in((const char *)data + 1, size - 1, piece, &split);
		assert(strcmp(mc_str_text(&whole), mc_str_text(&split)) == 0);
	}
	mc_str_finish(&whole);
	mc_str_finish(&split);
	return 0;
}

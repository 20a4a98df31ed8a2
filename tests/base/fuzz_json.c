/*
 * Any bytes as JSON: what is accepted can be walked through, and its texts written and read
 * again; what the reader of our own texts accepts is written again to the byte.
 */
#include "base/json.h"
#include "base/str.h"
#include "rewrite.h"
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text) {
	struct mc_json_out json;
	struct mc_json *again;
	struct mc_str out;

	mc_str_init(&out);
	mc_json_begin(&json, &out);
	mc_json_text(&json, NULL, text);
	assert(mc_json_parse(out.data, out.len, &again, NULL) == MC_OK);
	assert(strcmp(mc_json_as_text(again), text) == 0);
	mc_json_destroy(again);
	assert(mc_json_parse_own(out.data, out.len, &again, NULL) == MC_OK);
	assert(strcmp(mc_json_as_text(again), text) == 0);
	mc_json_destroy(again);
	mc_str_finish(&out);
}

static void walk(const struct mc_json *value);

static void walk_member(const char *key, const struct mc_json *value, void *data) {
	const struct mc_json *object = data;

	check_text(key);
	assert(mc_json_get_text(object, key) == mc_json_as_text(value));
	mc_json_get_int(object, key, 0);
	mc_json_get_bool(object, key, false);
	walk(value);
}

static void walk(const struct mc_json *value) {
	if (mc_json_as_text(value) != NULL) {
		check_text(mc_json_as_text(value));
	}
	for (size_t i = 0; i < mc_json_length(value); i++) {
		walk(mc_json_at(value, i));
	}
	mc_json_each(value, walk_member, (void *)(uintptr_t)value);
}

static void check_own(const char *text, size_t len) {
	struct mc_json *json = NULL;
	struct mc_json_out out;
	struct mc_str again;

	if (mc_json_parse_own(text, len, &json, NULL) != MC_OK) {
		return;
	}
	mc_str_init(&again);
	mc_json_begin(&out, &again);
	rewrite(&out, json);
	assert(again.len == len && memcmp(again.data, text, len) == 0);
	mc_str_finish(&again);
	mc_json_destroy(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct mc_json *json = NULL;
	struct mc_error err;

	check_own((const char *)data, size);

	if (mc_json_parse((const char *)data, size, &json, &err) == MC_OK) {
		walk(json);
		mc_json_destroy(json);
	} else {
		assert(err.status == MC_INVALID && json == NULL);
	}
	return 0;
}

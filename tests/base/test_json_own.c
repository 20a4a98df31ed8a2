/* The reader of what the writer wrote: it takes that, byte for byte, and nothing else. */
#include "base/json.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "random.h"
#include "rewrite.h"
#include <string.h>

#define ROUNDS 20000

static void what_was_written_is_read(void **state) {
	static const char *const texts[] = { "{}", "[]", "null", "true", "false", "0", "-1",
		"9223372036854775807", "-9223372036854775808", "\"\"", "\"Nguyễn 🏠\"",
		"\"a\\\"b\\\\c\\n\\t\\u0001\\u001f\\u007f\"",
		"{\"a\":1,\"b\":[1,\"x\",null,{\"c\":[]}],\"d\":true}" };
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct mc_json *json = NULL;
		struct mc_json_out out;
		struct mc_str again;
		assert_int_equal(mc_json_parse_own(texts[i], strlen(texts[i]), &json, NULL), MC_OK);
		mc_str_init(&again);
		mc_json_begin(&out, &again);
		rewrite(&out, json);
		assert_string_equal(mc_str_text(&again), texts[i]);
		mc_str_finish(&again);
		mc_json_destroy(json);
	}
}

static void anything_else_is_refused(void **state) {
	static const char *const texts[] = { "", " 1", "1 ", "{ }", "[1, 2]", "{\"a\": 1}", "01",
		"-0", "-", "+1", "1.5", "1e3", "9223372036854775808", "-9223372036854775809",
		"99999999999999999999", "\"", "\"\\", "\"\\u", "\"\\u00", "\"\\u0041\"",
		"\"\\u000a\"", "\"\\u0009\"", "\"\\u0000\"", "\"\\u001F\"", "\"\\/\"", "\"\\r\"",
		"\"\n\"", "\"\x7f\"", "\"\xff\"", "\"\xed\xa0\x80\"", "{", "[", "[1", "[1,", "[1,]",
		"[,1]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{\"a\":1", "nul", "tru",
		"truefalse", "[]]", "{}{}", "'a'" };
	struct mc_error err;
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct mc_json *json = NULL;
		enum mc_status status = mc_json_parse_own(texts[i], strlen(texts[i]), &json, &err);
		if (status != MC_INVALID || json) {
			fail_msg("“%s” was read", texts[i]);
		}
	}
	struct mc_json *json = NULL;
	assert_int_equal(mc_json_parse_own("[\"a\0b\"]", 7, &json, &err), MC_INVALID);
	assert_int_equal(mc_json_parse_own("1\0", 2, &json, &err), MC_INVALID);
}

static void depth_has_a_limit(void **state) {
	char text[2 * MC_JSON_MAX_DEPTH + 8];
	(void)state;
	for (int depth = MC_JSON_MAX_DEPTH; depth <= MC_JSON_MAX_DEPTH + 2; depth++) {
		struct mc_json *json = NULL;
		memset(text, '[', (size_t)depth);
		memset(text + depth, ']', (size_t)depth);
		/* The innermost holds nothing, so nothing goes down into it. */
		assert_int_equal(mc_json_parse_own(text, 2 * (size_t)depth, &json, NULL),
			depth > MC_JSON_MAX_DEPTH + 1 ? MC_INVALID : MC_OK);
		mc_json_destroy(json);
	}
}

/* ---- against jansson ---- */

static void write_random(
	struct mc_random *random, struct mc_json_out *out, const char *key, int depth) {
	static const char *const words[] = { "", "a", "Đặng", "\x01", "\"\\", "line\nend\t", "🏠",
		"\x7f" };
	static const char *const keys[] = { "a", "b", "c", "d", "tên", "\"" };
	size_t children = mc_random_below(random, sizeof keys / sizeof *keys + 1);
	switch (mc_random_below(random, depth > 4 ? 4 : 6)) {
	case 0: mc_json_text(out, key, NULL); return;
	case 1: mc_json_bool(out, key, mc_random_below(random, 2) == 0); return;
	case 2:
		mc_json_int(
			out, key, (int64_t)(mc_random_next(random) >> mc_random_below(random, 64)));
		return;
	case 3: mc_json_text(out, key, words[mc_random_below(random, 8)]); return;
	case 4:
		mc_json_open_array(out, key);
		for (size_t i = 0; i < children; i++) {
			write_random(random, out, NULL, depth + 1);
		}
		mc_json_close_array(out);
		return;
	default: break;
	}
	mc_json_open(out, key);
	for (size_t i = 0; i < children; i++) {
		write_random(random, out, keys[i], depth + 1);
	}
	mc_json_close(out);
}

/* Read by both, it is the same; what only one takes is a text that the writer never writes. */
static void check_both(const char *text, size_t len, bool written) {
	struct mc_json *own = NULL, *foreign = NULL;
	struct mc_json_out out;
	struct mc_str again;
	enum mc_status status = mc_json_parse_own(text, len, &own, NULL);
	if (status != MC_OK) {
		assert_false(written);
		return;
	}
	mc_str_init(&again);
	mc_json_begin(&out, &again);
	rewrite(&out, own);
	assert_int_equal(again.len, len);
	assert_memory_equal(again.data, text, len);
	mc_str_clear(&again);
	if (mc_json_parse(text, len, &foreign, NULL) == MC_OK) { /* one key may come twice */
		mc_json_begin(&out, &again);
		rewrite(&out, foreign);
		assert_memory_equal(again.data, text, len);
	}
	mc_json_destroy(foreign);
	mc_json_destroy(own);
	mc_str_finish(&again);
}

static void it_reads_as_jansson_does(void **state) {
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "json own");
	for (int round = 0; round < ROUNDS; round++) {
		struct mc_json_out out;
		struct mc_str text;
		mc_str_init(&text);
		mc_json_begin(&out, &text);
		write_random(&random, &out, NULL, 0);
		check_both(text.data, text.len, true);
		text.data[mc_random_below(&random, text.len)] ^=
			(char)(1 << mc_random_below(&random, 8));
		check_both(text.data, text.len, false);
		check_both(text.data, mc_random_below(&random, text.len), false);
		mc_str_finish(&text);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(anything_else_is_refused),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(it_reads_as_jansson_does),
	};
	return cmocka_run_group_tests_name("json own", tests, NULL, NULL);
}

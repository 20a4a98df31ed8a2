#include "base/json.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include <stdlib.h>
#include <string.h>

static void a_line_is_written_in_order(void **state) {
	struct mc_json_out json;
	struct mc_str out;

	(void)state;
	mc_str_init(&out);
	mc_json_begin(&json, &out);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "label", "A-001");
	mc_json_int(&json, "count", INT64_MIN);
	mc_json_bool(&json, "printed", true);
	mc_json_bool(&json, "called", false);
	mc_json_text(&json, "desk", NULL);
	mc_json_open_array(&json, "none");
	mc_json_close_array(&json);
	mc_json_open(&json, "empty");
	mc_json_close(&json);
	mc_json_open_array(&json, "list");
	mc_json_int(&json, NULL, 1);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "x", NULL);
	mc_json_close(&json);
	mc_json_text(&json, NULL, "hai");
	mc_json_raw(&json, NULL, "{\"raw\":3.5}");
	mc_json_close_array(&json);
	mc_json_close(&json);
	assert_string_equal(mc_str_text(&out),
		"{\"label\":\"A-001\",\"count\":-9223372036854775808,\"printed\":true,\"called\":"
		"false,"
		"\"desk\":null,\"none\":[],\"empty\":{},\"list\":[1,{\"x\":null},\"hai\",{\"raw\":"
		"3.5}]}");
	mc_str_finish(&out);
}

static void texts_are_escaped(void **state) {
	static const struct {
		const char *text;
		const char *written;
	} cases[] = {
		{ "", "\"\"" }, { "Nguyễn “Đức” 🏠", "\"Nguyễn “Đức” 🏠\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\n\t\r\b\x01\x1f\x7f", "\"\\n\\t\\u000d\\u0008\\u0001\\u001f\\u007f\"" },
		{ "a\xff", "\"a\uFFFD\"" }, /* the output is JSON whatever comes in */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_json_out json;
		struct mc_str out;

		mc_str_init(&out);
		mc_json_begin(&json, &out);
		mc_json_text(&json, NULL, cases[i].text);
		assert_string_equal(mc_str_text(&out), cases[i].written);
		mc_str_finish(&out);
	}
}

static void every_text_reads_back(void **state) {
	struct mc_json_out json;
	struct mc_json *read;
	struct mc_str out;
	char text[200];

	(void)state;
	for (int i = 1; i < 128; i++) {
		text[i - 1] = (char)i;
	}
	strcpy(text + 127, "Đặng ễ 🏠");
	mc_str_init(&out);
	mc_json_begin(&json, &out);
	mc_json_open(&json, NULL);
	mc_json_text(&json, text, text);
	mc_json_close(&json);
	assert_int_equal(mc_json_parse(out.data, out.len, &read, NULL), MC_OK);
	assert_string_equal(mc_json_get_text(read, text), text);
	mc_json_destroy(read);
	mc_str_finish(&out);
}

static struct mc_json *parse(const char *text) {
	struct mc_json *json = NULL;

	assert_int_equal(mc_json_parse(text, strlen(text), &json, NULL), MC_OK);
	return json;
}

static void members_are_found_by_type(void **state) {
	struct mc_json *json = parse("{\"t\":\"x\",\"i\":-5,\"b\":true,\"n\":null,\"f\":1.5,"
				     "\"a\":[\"p\",7,[]],\"o\":{\"k\":\"v\"}}");
	const struct mc_json *array = mc_json_get(json, "a");

	(void)state;
	assert_string_equal(mc_json_get_text(json, "t"), "x");
	assert_null(mc_json_get_text(json, "i"));
	assert_null(mc_json_get_text(json, "n"));
	assert_null(mc_json_get_text(json, "missing"));
	assert_int_equal(mc_json_get_int(json, "i", 9), -5);
	assert_int_equal(mc_json_get_int(json, "f", 9), 9);
	assert_int_equal(mc_json_get_int(json, "t", 9), 9);
	assert_int_equal(mc_json_get_int(json, "missing", 9), 9);
	assert_true(mc_json_get_bool(json, "b", false));
	assert_true(mc_json_get_bool(json, "i", true));
	assert_null(mc_json_get(json, "n"));
	assert_null(mc_json_get(json, "missing"));
	assert_string_equal(mc_json_get_text(mc_json_get(json, "o"), "k"), "v");
	assert_int_equal(mc_json_length(array), 3);
	assert_string_equal(mc_json_as_text(mc_json_at(array, 0)), "p");
	assert_null(mc_json_as_text(mc_json_at(array, 1)));
	assert_null(mc_json_at(array, 3));
	assert_int_equal(mc_json_length(json), 0);
	assert_true(mc_json_is_object(json) && !mc_json_is_array(json));
	assert_true(mc_json_is_array(array) && !mc_json_is_object(array));
	assert_false(mc_json_is_object(NULL) || mc_json_is_array(NULL));
	/* NULL in, nothing out: a path of getters needs no checks between */
	assert_null(mc_json_get(NULL, "k"));
	assert_null(mc_json_get_text(array, "k"));
	assert_int_equal(mc_json_length(NULL), 0);
	assert_null(mc_json_as_text(NULL));
	mc_json_destroy(json);
	mc_json_destroy(NULL);
}

static void collect(const char *key, const struct mc_json *value, void *data) {
	mc_str_addf(data, "%s=%s;", key, mc_json_as_text(value));
}

static void members_come_in_the_order_written(void **state) {
	struct mc_json *json = parse("{\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"}");
	struct mc_str out;

	(void)state;
	mc_str_init(&out);
	mc_json_each(json, collect, &out);
	mc_json_each(mc_json_get(json, "z"), collect, &out);
	mc_json_each(NULL, collect, &out);
	assert_string_equal(mc_str_text(&out), "z=1;a=2;m=3;");
	mc_str_finish(&out);
	mc_json_destroy(json);
}

static void wrong_json_is_refused(void **state) {
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
		{ "", "line 1, column 0" },
		{ "{", "line 1, column 1" },
		{ "{\"a\":1}\n x", "line 2, column 2" },
		{ "{\"a\":1,\"a\":2}", "line 1" }, /* a key twice: which one counts? */
		{ "{\"a\":\"\xff\"}", "line 1" },
		{ "\"\\ud800\"", "line 1" },
		{ "\"\\u0000\"", "line 1" },
		{ "99999999999999999999", "line 1" },
		{ "[1,]", "line 1, column 4" },
		{ "nul", "line 1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_json *json = NULL;
		struct mc_error err;
		char said[300];

		assert_int_equal(mc_json_parse(cases[i].text, strlen(cases[i].text), &json, &err),
			MC_INVALID);
		assert_null(json);
		mc_error_text(MC_LANG_EN, &err, said, sizeof said);
		if (strstr(said, cases[i].says) == NULL) {
			fail_msg("case %zu: “%s”", i, said);
		}
	}
}

static void depth_and_length_have_limits(void **state) {
	char *text = malloc(MC_JSON_MAX_BYTES + 2);
	struct mc_json *json;
	struct mc_error err;

	(void)state;
	for (int over = 0; over < 2; over++) {
		int depth = MC_JSON_MAX_DEPTH + over;

		memset(text, '[', (size_t)depth);
		memset(text + depth, ']', (size_t)depth);
		json = NULL;
		assert_int_equal(mc_json_parse(text, 2 * (size_t)depth, &json, &err),
			over ? MC_INVALID : MC_OK);
		mc_json_destroy(json);
	}
	memset(text, '[', MC_JSON_MAX_BYTES); /* would take the stack */
	assert_int_equal(mc_json_parse(text, MC_JSON_MAX_BYTES, &json, &err), MC_INVALID);
	/* Brackets in a text are no depth, whatever is escaped before them. */
	json = parse(
		"[\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		"[[[[\\\\\", 1]");
	mc_json_destroy(json);
	memset(text, ' ', MC_JSON_MAX_BYTES + 1);
	text[0] = '7';
	assert_int_equal(mc_json_parse(text, MC_JSON_MAX_BYTES, &json, &err), MC_OK);
	mc_json_destroy(json);
	assert_int_equal(mc_json_parse(text, MC_JSON_MAX_BYTES + 1, &json, &err), MC_INVALID);
	free(text);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_written_in_order),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(every_text_reads_back),
		cmocka_unit_test(members_are_found_by_type),
		cmocka_unit_test(members_come_in_the_order_written),
		cmocka_unit_test(wrong_json_is_refused),
		cmocka_unit_test(depth_and_length_have_limits),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}

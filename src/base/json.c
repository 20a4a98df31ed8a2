/*
 * The writer builds text itself, so that keys stand in the order in which they
 * are promised. The reader is jansson's; its values hide behind struct mc_json,
 * a type that has no inside: a pointer to it is a pointer to jansson's value.
 */
#include "base/json.h"
#include "base/memory.h"
#include <jansson.h>
#include <motcua/text.h>
#include <string.h>

/* Printable ASCII that stands for itself. */
static bool is_plain(char c) {
	return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
}

static void add_character(struct mc_str *out, int32_t character) {
	char bytes[4];

	if (character == '"' || character == '\\') {
		mc_str_add_bytes(out, (const char[]){ '\\', (char)character }, 2);
	} else if (character == '\n') {
		mc_str_add(out, "\\n");
	} else if (character == '\t') {
		mc_str_add(out, "\\t");
	} else if (character < ' ' || character == 0x7F) {
		mc_str_addf(out, "\\u%04x", (unsigned)character);
	} else {
		mc_str_add_bytes(out, bytes, mc_utf8_encode(character, bytes));
	}
}

/* Runs of plain letters at once, everything else a character at a time. */
static void add_quoted(struct mc_str *out, const char *text) {
	size_t len = strlen(text);

	mc_str_add_char(out, '"');
	for (size_t pos = 0; pos < len;) {
		size_t run = pos;
		while (is_plain(text[run])) {
			run++;
		}
		mc_str_add_bytes(out, text + pos, run - pos);
		pos = run;
		if (pos < len) {
			add_character(out, mc_utf8_next(text, len, &pos));
		}
	}
	mc_str_add_char(out, '"');
}

/* What stands before a value: the comma and the key. */
static void begin_value(struct mc_json_out *json, const char *key) {
	if (json->comma) {
		mc_str_add_char(json->out, ',');
	}
	if (key != NULL) {
		add_quoted(json->out, key);
		mc_str_add_char(json->out, ':');
	}
	json->comma = true;
}

void mc_json_begin(struct mc_json_out *json, struct mc_str *out) {
	json->out = out;
	json->comma = false;
}

static void open_with(struct mc_json_out *json, const char *key, char bracket) {
	begin_value(json, key);
	mc_str_add_char(json->out, bracket);
	json->comma = false;
}

static void close_with(struct mc_json_out *json, char bracket) {
	mc_str_add_char(json->out, bracket);
	json->comma = true;
}

void mc_json_open(struct mc_json_out *json, const char *key) {
	open_with(json, key, '{');
}

void mc_json_close(struct mc_json_out *json) {
	close_with(json, '}');
}

void mc_json_open_array(struct mc_json_out *json, const char *key) {
	open_with(json, key, '[');
}

void mc_json_close_array(struct mc_json_out *json) {
	close_with(json, ']');
}

void mc_json_raw(struct mc_json_out *json, const char *key, const char *json_text) {
	begin_value(json, key);
	mc_str_add(json->out, json_text);
}

void mc_json_text(struct mc_json_out *json, const char *key, const char *text) {
	if (text == NULL) {
		mc_json_raw(json, key, "null");
		return;
	}
	begin_value(json, key);
	add_quoted(json->out, text);
}

void mc_json_int(struct mc_json_out *json, const char *key, int64_t value) {
	begin_value(json, key);
	mc_str_addf(json->out, "%lld", (long long)value);
}

void mc_json_bool(struct mc_json_out *json, const char *key, bool value) {
	mc_json_raw(json, key, value ? "true" : "false");
}

/* Whether brackets outside of texts stand deeper than allowed; says nothing on whether they match. */
static bool is_too_deep(const char *text, size_t len) {
	bool in_text = false;
	long depth = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"') {
			in_text = !in_text;
		} else if (in_text) {
			i += text[i] == '\\'; /* what is escaped ends no text */
		} else if (text[i] == '[' || text[i] == '{') {
			if (++depth > MC_JSON_MAX_DEPTH) {
				return true;
			}
		} else if (text[i] == ']' || text[i] == '}') {
			depth--;
		}
	}
	return false;
}

enum mc_status mc_json_parse(
	const char *text, size_t len, struct mc_json **ret_json, struct mc_error *err) {
	json_error_t error;
	json_t *value;

	if (len > MC_JSON_MAX_BYTES) {
		return mc_fail(err, MC_INVALID,
			N_("The JSON text has %zu bytes, more than the %d allowed: send less at "
			   "once."),
			len, MC_JSON_MAX_BYTES);
	}
	if (is_too_deep(text, len)) {
		return mc_fail(err, MC_INVALID,
			N_("The JSON text is nested deeper than %d levels: send a flatter one."),
			MC_JSON_MAX_DEPTH);
	}
	value = json_loadb(text, len, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
	if (value == NULL) {
		if (json_error_code(&error) == json_error_out_of_memory) {
			mc_memory_out();
		}
		return mc_fail(err, MC_INVALID,
			N_("The JSON text is wrong at line %d, column %d (%s): correct it and try "
			   "again."),
			error.line, error.column, error.text);
	}
	*ret_json = (struct mc_json *)value;
	return MC_OK;
}

static const json_t *inside(const struct mc_json *json) {
	return (const json_t *)json;
}

void mc_json_destroy(struct mc_json *json) {
	json_decref((json_t *)json);
}

const struct mc_json *mc_json_get(const struct mc_json *object, const char *key) {
	const json_t *value = json_object_get(inside(object), key);

	return json_is_null(value) ? NULL : (const struct mc_json *)value;
}

const char *mc_json_get_text(const struct mc_json *object, const char *key) {
	return json_string_value(json_object_get(inside(object), key));
}

int64_t mc_json_get_int(const struct mc_json *object, const char *key, int64_t otherwise) {
	const json_t *value = json_object_get(inside(object), key);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool mc_json_get_bool(const struct mc_json *object, const char *key, bool otherwise) {
	const json_t *value = json_object_get(inside(object), key);

	return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

bool mc_json_is_object(const struct mc_json *value) {
	return json_is_object(inside(value));
}

bool mc_json_is_array(const struct mc_json *value) {
	return json_is_array(inside(value));
}

size_t mc_json_length(const struct mc_json *array) {
	return json_array_size(inside(array));
}

const struct mc_json *mc_json_at(const struct mc_json *array, size_t index) {
	return (const struct mc_json *)json_array_get(inside(array), index);
}

const char *mc_json_as_text(const struct mc_json *value) {
	return json_string_value(inside(value));
}

void mc_json_each(const struct mc_json *object,
	void (*each)(const char *key, const struct mc_json *value, void *data), void *data) {
	/* jansson's iterators take a pointer that is not const, though they only read. */
	json_t *members = (json_t *)object;

	for (void *at = json_object_iter(members); at != NULL;
		at = json_object_iter_next(members, at)) {
		each(json_object_iter_key(at), (const struct mc_json *)json_object_iter_value(at),
			data);
	}
}

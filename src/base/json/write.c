/* The writer: it builds text itself, so that keys stand in the order in which they are promised. */
#include "base/json.h"
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

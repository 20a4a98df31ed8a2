/*
 * JSON from anywhere, read by jansson and copied into values of our own, so that
 * whoever asks them need not know where they came from.
 */
#include "base/json.h"
#include "base/json/value.h"
#include "base/memory.h"
#include <jansson.h>
#include <string.h>

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

/* ---- copying ---- */

struct copier {
	struct mc_json *next_value;
	char *next_text;
};

static void count(const json_t *value, size_t *values, size_t *bytes) {
	size_t index;
	const char *key;
	json_t *child;

	++*values;
	switch (json_typeof(value)) {
	case JSON_STRING: *bytes += json_string_length(value) + 1; break;
	case JSON_ARRAY: json_array_foreach(value, index, child) { count(child, values, bytes);
		}
		break;
	case JSON_OBJECT:
		/* The iterator takes a pointer that is not const, though it only reads. */
		json_object_foreach((json_t *)value, key, child) {
			*bytes += strlen(key) + 1;
			count(child, values, bytes);
		}
		break;
	case JSON_INTEGER:
	case JSON_REAL:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL: break;
	}
}

static const char *copy_text(struct copier *copier, const char *text, size_t len) {
	char *out = copier->next_text;

	memcpy(out, text, len + 1);
	copier->next_text += len + 1;
	return out;
}

static struct mc_json *copy(struct copier *copier, const json_t *value);

static void copy_members(struct copier *copier, const json_t *value, struct mc_json *out) {
	const struct mc_json **link = &out->as.children.first;
	const char *key;
	json_t *child;

	json_object_foreach((json_t *)value, key, child) {
		struct mc_json *member = copy(copier, child);

		member->key = copy_text(copier, key, strlen(key));
		*link = member;
		link = &member->next;
		out->as.children.count++;
	}
}

static void copy_elements(struct copier *copier, const json_t *value, struct mc_json *out) {
	const struct mc_json **link = &out->as.children.first;
	size_t index;
	json_t *child;

	json_array_foreach(value, index, child) {
		struct mc_json *element = copy(copier, child);

		*link = element;
		link = &element->next;
		out->as.children.count++;
	}
}

static struct mc_json *copy(struct copier *copier, const json_t *value) {
	struct mc_json *out = copier->next_value++;

	switch (json_typeof(value)) {
	case JSON_STRING:
		out->type = MC_JSON_TEXT;
		out->as.text =
			copy_text(copier, json_string_value(value), json_string_length(value));
		break;
	case JSON_ARRAY:
		out->type = MC_JSON_ARRAY;
		copy_elements(copier, value, out);
		break;
	case JSON_OBJECT:
		out->type = MC_JSON_OBJECT;
		copy_members(copier, value, out);
		break;
	case JSON_INTEGER:
		out->type = MC_JSON_INTEGER;
		out->as.number = json_integer_value(value);
		break;
	case JSON_REAL: out->type = MC_JSON_REAL; break;
	case JSON_TRUE:
	case JSON_FALSE:
		out->type = MC_JSON_BOOL;
		out->as.truth = json_is_true(value);
		break;
	case JSON_NULL: out->type = MC_JSON_NULL; break;
	}
	return out;
}

static struct mc_json *copy_whole(const json_t *value) {
	size_t values = 0, bytes = 0;

	count(value, &values, &bytes);
	size_t size = mc_memory_product(values, sizeof(struct mc_json));
	char *block = mc_memory_get(mc_memory_sum(size, bytes));
	struct copier copier = { (struct mc_json *)(void *)block, block + size };
	return copy(&copier, value);
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
	*ret_json = copy_whole(value);
	json_decref(value);
	return MC_OK;
}

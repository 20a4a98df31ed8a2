/* What a value that was read can be asked. */
#include "base/json/value.h"
#include "base/json.h"
#include <stdlib.h>
#include <string.h>

void mc_json_destroy(struct mc_json *json) {
	free(json);
}

static bool is(const struct mc_json *value, enum mc_json_type type) {
	return value != NULL && value->type == type;
}

static const struct mc_json *first_child(const struct mc_json *value) {
	return is(value, MC_JSON_OBJECT) || is(value, MC_JSON_ARRAY) ? value->as.children.first
								     : NULL;
}

static const struct mc_json *member(const struct mc_json *object, const char *key) {
	const struct mc_json *at = is(object, MC_JSON_OBJECT) ? first_child(object) : NULL;

	while (at != NULL && strcmp(at->key, key) != 0) {
		at = at->next;
	}
	return at;
}

const struct mc_json *mc_json_get(const struct mc_json *object, const char *key) {
	const struct mc_json *value = member(object, key);

	return is(value, MC_JSON_NULL) ? NULL : value;
}

const char *mc_json_get_text(const struct mc_json *object, const char *key) {
	return mc_json_as_text(member(object, key));
}

int64_t mc_json_get_int(const struct mc_json *object, const char *key, int64_t otherwise) {
	const struct mc_json *value = member(object, key);

	return is(value, MC_JSON_INTEGER) ? value->as.number : otherwise;
}

bool mc_json_get_bool(const struct mc_json *object, const char *key, bool otherwise) {
	const struct mc_json *value = member(object, key);

	return is(value, MC_JSON_BOOL) ? value->as.truth : otherwise;
}

bool mc_json_is_object(const struct mc_json *value) {
	return is(value, MC_JSON_OBJECT);
}

bool mc_json_is_array(const struct mc_json *value) {
	return is(value, MC_JSON_ARRAY);
}

size_t mc_json_length(const struct mc_json *array) {
	return is(array, MC_JSON_ARRAY) ? array->as.children.count : 0;
}

const struct mc_json *mc_json_at(const struct mc_json *array, size_t index) {
	const struct mc_json *at = index < mc_json_length(array) ? first_child(array) : NULL;

	for (; at != NULL && index > 0; index--) {
		at = at->next;
	}
	return at;
}

const char *mc_json_as_text(const struct mc_json *value) {
	return is(value, MC_JSON_TEXT) ? value->as.text : NULL;
}

bool mc_json_as_int(const struct mc_json *value, int64_t *ret_number) {
	if (!is(value, MC_JSON_INTEGER)) {
		return false;
	}
	*ret_number = value->as.number;
	return true;
}

bool mc_json_as_bool(const struct mc_json *value, bool *ret_truth) {
	if (!is(value, MC_JSON_BOOL)) {
		return false;
	}
	*ret_truth = value->as.truth;
	return true;
}

const struct mc_json *mc_json_first(const struct mc_json *around) {
	return first_child(around);
}

const struct mc_json *mc_json_next(const struct mc_json *value) {
	return value->next;
}

const char *mc_json_key(const struct mc_json *value) {
	return value->key;
}

void mc_json_each(const struct mc_json *object,
	void (*each)(const char *key, const struct mc_json *value, void *data), void *data) {
	const struct mc_json *at = is(object, MC_JSON_OBJECT) ? first_child(object) : NULL;

	for (; at != NULL; at = at->next) {
		each(at->key, at, data);
	}
}

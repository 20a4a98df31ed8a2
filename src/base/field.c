/* Members of structs, reached through their rows: see field.h. */
#include "base/field.h"
#include "base/str.h"
#include <assert.h>
#include <string.h>

static const void *at(const struct mc_field *field, const void *row) {
	return (const char *)row + field->at;
}

static void *place(const struct mc_field *field, void *row) {
	return (char *)row + field->at;
}

const char *mc_field_text(const struct mc_field *field, const void *row) {
	assert(field->kind == MC_FIELD_TEXT);
	return mc_or_empty(*(const char *const *)at(field, row));
}

int64_t mc_field_number(const struct mc_field *field, const void *row) {
	switch (field->kind) {
	case MC_FIELD_INT: return *(const int *)at(field, row);
	case MC_FIELD_UNSIGNED: return *(const unsigned *)at(field, row);
	case MC_FIELD_LONG: return *(const int64_t *)at(field, row);
	case MC_FIELD_BOOL: return *(const bool *)at(field, row);
	case MC_FIELD_TEXT:
	case MC_FIELD_LIST:
	case MC_FIELD_OBJECT: break;
	}
	assert(!"a number");
	return 0;
}

size_t mc_field_count(const struct mc_field *field, const void *row) {
	assert(field->kind == MC_FIELD_LIST);
	return *(const size_t *)((const char *)row + field->count_at);
}

/* A pointer of any type, as its bytes: the types it may point to differ. */
static const void *pointer_at(const struct mc_field *field, const void *row) {
	const void *pointer;

	memcpy(&pointer, at(field, row), sizeof pointer);
	return pointer;
}

const void *mc_field_object(const struct mc_field *field, const void *row) {
	assert(field->kind == MC_FIELD_OBJECT || field->kind == MC_FIELD_LIST);
	return pointer_at(field, row);
}

const void *mc_field_element(const struct mc_field *field, const void *row, size_t index) {
	assert(index < mc_field_count(field, row));
	return (const char *)pointer_at(field, row) + index * field->rows->size;
}

void mc_field_put_text(const struct mc_field *field, void *row, const char *text) {
	assert(field->kind == MC_FIELD_TEXT);
	*(const char **)place(field, row) = text;
}

void mc_field_put_number(const struct mc_field *field, void *row, int64_t number) {
	assert(mc_field_fits(field, number));
	switch (field->kind) {
	case MC_FIELD_INT: *(int *)place(field, row) = (int)number; break;
	case MC_FIELD_UNSIGNED: *(unsigned *)place(field, row) = (unsigned)number; break;
	case MC_FIELD_LONG: *(int64_t *)place(field, row) = number; break;
	case MC_FIELD_BOOL: *(bool *)place(field, row) = number != 0; break;
	case MC_FIELD_TEXT:
	case MC_FIELD_LIST:
	case MC_FIELD_OBJECT: break;
	}
}

void mc_field_put_list(
	const struct mc_field *field, void *row, const void *elements, size_t count) {
	assert(field->kind == MC_FIELD_LIST);
	memcpy(place(field, row), &elements, sizeof elements);
	*(size_t *)((char *)row + field->count_at) = count;
}

void mc_field_put_object(const struct mc_field *field, void *row, const void *object) {
	assert(field->kind == MC_FIELD_OBJECT);
	memcpy(place(field, row), &object, sizeof object);
}

bool mc_field_fits(const struct mc_field *field, int64_t number) {
	if ((field->least != 0 || field->most != 0) &&
		(number < field->least || number > field->most)) {
		return false;
	}
	switch (field->kind) {
	case MC_FIELD_INT: return number >= INT32_MIN && number <= INT32_MAX;
	case MC_FIELD_UNSIGNED: return number >= 0 && number <= UINT32_MAX;
	case MC_FIELD_BOOL: return number == 0 || number == 1;
	case MC_FIELD_LONG: return true;
	case MC_FIELD_TEXT:
	case MC_FIELD_LIST:
	case MC_FIELD_OBJECT: break;
	}
	return false;
}

bool mc_field_given(const struct mc_field *field, const void *row) {
	switch (field->kind) {
	case MC_FIELD_TEXT: return *mc_field_text(field, row) != '\0';
	case MC_FIELD_LIST: return mc_field_count(field, row) > 0;
	case MC_FIELD_OBJECT: return mc_field_object(field, row) != NULL;
	case MC_FIELD_INT:
	case MC_FIELD_UNSIGNED:
	case MC_FIELD_LONG:
	case MC_FIELD_BOOL: break;
	}
	return mc_field_number(field, row) != field->otherwise;
}

const char *mc_field_option(const struct mc_field *field) {
	return field->option != NULL ? field->option : field->name;
}

const struct mc_field *mc_field_find(const struct mc_fields *fields, const char *name) {
	for (size_t i = 0; i < fields->count; i++) {
		if (mc_same(fields->at[i].name, name)) {
			return &fields->at[i];
		}
	}
	return NULL;
}

const struct mc_field *mc_field_called(const struct mc_fields *fields, const char *name) {
	const struct mc_field *found = mc_field_find(fields, name);

	for (size_t i = 0; found == NULL && i < fields->count; i++) {
		found = mc_same(mc_field_option(&fields->at[i]), name) ? &fields->at[i] : NULL;
	}
	return found;
}

unsigned mc_field_chars(const struct mc_field *field) {
	unsigned digits = 1;

	for (int64_t most = field->most; most > 9; most /= 10) {
		digits++;
	}
	return field->kind == MC_FIELD_TEXT ? field->max : digits;
}

const struct mc_field *mc_field_of(const struct mc_fields *fields, size_t offset) {
	for (size_t i = 0; i < fields->count; i++) {
		if (fields->at[i].at == offset) {
			return &fields->at[i];
		}
	}
	return NULL;
}

/*
 * JSON: our own writer (stable key order, one line), a strict reader for what it
 * wrote, and jansson for what others wrote; only json/foreign.c knows jansson.
 */
#ifndef MC_BASE_JSON_H
#define MC_BASE_JSON_H

#include "base/str.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Writer. Keys go in as given and in this order; a NULL key is for elements of
 * an array. Commas are set by the writer. Text is valid UTF-8; control
 * characters are escaped; a NULL text is null.
 */
struct mc_json_out {
	struct mc_str *out;
	bool comma; /* something stands before in this object or array */
};

void mc_json_begin(struct mc_json_out *json, struct mc_str *out);
void mc_json_open(struct mc_json_out *json, const char *key); /* { */
void mc_json_close(struct mc_json_out *json); /* } */
void mc_json_open_array(struct mc_json_out *json, const char *key); /* [ */
void mc_json_close_array(struct mc_json_out *json); /* ] */
void mc_json_text(struct mc_json_out *json, const char *key, const char *text);
void mc_json_int(struct mc_json_out *json, const char *key, int64_t value);
void mc_json_bool(struct mc_json_out *json, const char *key, bool value);
void mc_json_raw(struct mc_json_out *json, const char *key, const char *json_text);

/* Readers: a parsed value. Values reached from it are borrowed and live as long. */
struct mc_json;

/* Any JSON; MC_INVALID names line and column. */
MC_CHECKED enum mc_status mc_json_parse(
	const char *text, size_t len, struct mc_json **ret_json, struct mc_error *err);

/*
 * Only what the writer above writes, byte for byte: no blanks, whole numbers of 64 bits,
 * its escapes. For the ledger's own texts, which are read in every act: a tenth of the
 * instructions. The first of two members with one key counts. MC_INVALID names the byte.
 */
MC_CHECKED enum mc_status mc_json_parse_own(
	const char *text, size_t len, struct mc_json **ret_json, struct mc_error *err);
void mc_json_destroy(struct mc_json *json);

/* Object members; a missing key, a null or another type gives NULL / `otherwise`. */
const struct mc_json *mc_json_get(const struct mc_json *object, const char *key);
const char *mc_json_get_text(const struct mc_json *object, const char *key);
int64_t mc_json_get_int(const struct mc_json *object, const char *key, int64_t otherwise);
bool mc_json_get_bool(const struct mc_json *object, const char *key, bool otherwise);

/* What a value is; false for NULL. */
bool mc_json_is_object(const struct mc_json *value);
bool mc_json_is_array(const struct mc_json *value);

size_t mc_json_length(const struct mc_json *array); /* 0 when not an array */
const struct mc_json *mc_json_at(const struct mc_json *array, size_t index);
const char *mc_json_as_text(const struct mc_json *value); /* NULL when not a text */
bool mc_json_as_int(const struct mc_json *value, int64_t *ret_number); /* false when no such */
bool mc_json_as_bool(const struct mc_json *value, bool *ret_truth);

/* What stands in an object or array, in the order written; NULL at the end. Keys are of objects. */
const struct mc_json *mc_json_first(const struct mc_json *around);
const struct mc_json *mc_json_next(const struct mc_json *value);
const char *mc_json_key(const struct mc_json *value);

/* Calls `each` for every member of an object, in the order written. */
void mc_json_each(const struct mc_json *object,
	void (*each)(const char *key, const struct mc_json *value, void *data), void *data);

/* How deep and long a value read may be: a guard against hostile input. */
#define MC_JSON_MAX_BYTES (4 << 20)
#define MC_JSON_MAX_DEPTH 64

#endif

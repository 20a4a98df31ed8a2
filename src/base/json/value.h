/* A value that was read; inside of src/base/json. */
#ifndef MC_BASE_JSON_VALUE_H
#define MC_BASE_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mc_json_type {
	MC_JSON_NULL,
	MC_JSON_BOOL,
	MC_JSON_INTEGER,
	MC_JSON_REAL, /* of foreign texts: its value is of use to nobody */
	MC_JSON_TEXT,
	MC_JSON_ARRAY,
	MC_JSON_OBJECT,
};

/* A whole tree lies in one block that begins with its root. */
struct mc_json {
	enum mc_json_type type;
	const char *key; /* in an object */
	const struct mc_json *next; /* in the object or array around it, in the order written */
	union {
		bool truth;
		int64_t number;
		const char *text;
		struct {
			const struct mc_json *first;
			size_t count;
		} children;
	} as;
};

#endif

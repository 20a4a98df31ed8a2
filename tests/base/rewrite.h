/* Writes a value that was read once more; shared by the tests of the readers. */
#ifndef MC_TESTS_REWRITE_H
#define MC_TESTS_REWRITE_H

#include "base/json.h"
#include "base/json/value.h"

static void rewrite(struct mc_json_out *out, const struct mc_json *value) {
	const struct mc_json *child;
	switch (value->type) {
	case MC_JSON_NULL: mc_json_text(out, value->key, NULL); return;
	case MC_JSON_BOOL: mc_json_bool(out, value->key, value->as.truth); return;
	case MC_JSON_INTEGER: mc_json_int(out, value->key, value->as.number); return;
	case MC_JSON_REAL: mc_json_raw(out, value->key, "1.5"); return;
	case MC_JSON_TEXT: mc_json_text(out, value->key, value->as.text); return;
	case MC_JSON_ARRAY: mc_json_open_array(out, value->key); break;
	case MC_JSON_OBJECT: mc_json_open(out, value->key); break;
	}
	for (child = value->as.children.first; child != NULL; child = child->next) {
		rewrite(out, child);
	}
	if (value->type == MC_JSON_ARRAY) {
		mc_json_close_array(out);
	} else {
		mc_json_close(out);
	}
}

#endif

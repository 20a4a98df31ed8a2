/* Finding a name in a table of names: see names.h. */
#include "base/names.h"
#include "base/str.h"
#include <assert.h>

int mc_names_find(const struct mc_names *names, const char *text) {
	if (text == NULL) {
		return -1;
	}
	for (size_t i = 0; i < names->count; i++) {
		if (names->names[i] != NULL && mc_same(names->names[i], text)) {
			return (int)i;
		}
	}
	return -1;
}

const char *mc_names_at(const struct mc_names *names, size_t index) {
	assert(index < names->count && names->names[index] != NULL);
	return names->names[index];
}

enum mc_status mc_names_refuse(
	const struct mc_names *names, const char *text, struct mc_error *err) {
	struct mc_str all;

	mc_str_init(&all);
	for (size_t i = 0; i < names->count; i++) {
		if (names->names[i] != NULL) {
			mc_str_addf(&all, "%s%s", all.len > 0 ? ", " : "", names->names[i]);
		}
	}
	(void)!mc_fail(err, MC_INVALID,
		names->unknown != NULL ? names->unknown
				       : N_("“%s” is not known here: it is one of %s."),
		mc_or_empty(text), mc_str_text(&all));
	mc_str_finish(&all);
	return MC_INVALID;
}

enum mc_status mc_names_parse(
	const struct mc_names *names, const char *text, unsigned *ret_index, struct mc_error *err) {
	int found = mc_names_find(names, text);

	if (found < 0) {
		return mc_names_refuse(names, text, err);
	}
	*ret_index = (unsigned)found;
	return MC_OK;
}

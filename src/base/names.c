/* Finding a name in a table of names: see names.h. */
#include "base/names.h"
#include "base/str.h"
#include <assert.h>

int mc_names_find(const char *const *names, size_t count, const char *text) {
	if (text == NULL) {
		return -1;
	}
	for (size_t i = 0; i < count; i++) {
		if (names[i] != NULL && mc_same(names[i], text)) {
			return (int)i;
		}
	}
	return -1;
}

const char *mc_names_at(const char *const *names, size_t count, size_t index) {
	assert(index < count && names[index] != NULL);
	return names[index];
}

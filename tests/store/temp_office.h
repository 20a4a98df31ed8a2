/* A new practice office in a folder of its own, as a fixture of cmocka. */
#ifndef MC_TESTS_TEMP_OFFICE_H
#define MC_TESTS_TEMP_OFFICE_H

#include <motcua/store.h>

struct temp_office {
	char dir[64];
	struct mc_store *store;
};

/* *state becomes a struct temp_office with the store open. */
int temp_office_make(void **state);
int temp_office_remove(void **state);

#endif

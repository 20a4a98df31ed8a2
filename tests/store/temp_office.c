/* A new practice office: see temp_office.h. */
#include "temp_office.h"
#include "cmocka_all.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

int temp_office_make(void **state) {
	struct temp_office *office = calloc(1, sizeof *office);
	struct mc_error err = { 0 };
	char path[80];

	if (office == NULL) {
		return -1;
	}
	*state = office;
	snprintf(office->dir, sizeof office->dir, "/tmp/motcua-test-XXXXXX");
	if (mkdtemp(office->dir) == NULL) {
		return -1;
	}
	snprintf(path, sizeof path, "%s/office", office->dir);
	if (mc_store_init(path, 1, true, &err) != MC_OK ||
		mc_store_open(path, NULL, &office->store, &err) != MC_OK) {
		print_error("%s\n", err.format);
		return -1;
	}
	return 0;
}

int temp_office_remove(void **state) {
	struct temp_office *office = *state;
	if (office != NULL) {
		mc_store_close(office->store);
		(void)nftw(office->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
		free(office);
	}
	return 0;
}

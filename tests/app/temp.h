/* A folder for one test, gone afterwards. */
#ifndef MC_TESTS_APP_TEMP_H
#define MC_TESTS_APP_TEMP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline int temp_remove_one(
	const char *path, const struct stat *st, int flag, struct FTW *ftw) {
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

/* Makes a folder and writes its path into `out` (of 64 bytes). */
static inline void temp_make(char *out) {
	snprintf(out, 64, "/tmp/motcua-test-XXXXXX");
	if (mkdtemp(out) == NULL) {
		perror(out);
		abort();
	}
}

static inline void temp_remove(const char *path) {
	nftw(path, temp_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif

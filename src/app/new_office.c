/*
 * The order of the steps is the whole point (new_office.h): whatever is cut off leaves
 * either no office or a whole one, and its remains tell which.
 */
#include "app/new_office.h"
#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <motcua/store.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUILD_PREFIX ".new-" /* behind it stands the pid of who builds */
#define PATH_SIZE 640
#define OPEN_FOLDERS 8

/* ---- clearing away ---- */

/* Best effort: what stays behind is no office, and the next init tries again. */
static int remove_entry(const char *path, const struct stat *facts, int kind, struct FTW *place) {
	(void)facts;
	(void)kind;
	(void)place;
	(void)!remove(path);
	return 0;
}

static void remove_folder(const char *path) {
	nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* Removes what builders left that are no more. */
static void clear_cut_off(const char *dir) {
	DIR *entries = opendir(dir);
	for (struct dirent *entry = NULL; entries != NULL && (entry = readdir(entries)) != NULL;) {
		char path[PATH_SIZE + sizeof entry->d_name];
		const char *digits = entry->d_name + strlen(BUILD_PREFIX);
		if (strncmp(entry->d_name, BUILD_PREFIX, strlen(BUILD_PREFIX)) != 0 ||
			*digits == '\0' || digits[strspn(digits, "0123456789")] != '\0') {
			continue;
		}
		pid_t builder = (pid_t)strtol(digits, NULL, 10);
		if (builder == getpid() || (kill(builder, 0) < 0 && errno == ESRCH)) {
			snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
			remove_folder(path);
		}
	}
	if (entries != NULL) {
		closedir(entries);
	}
}

/* ---- begin ---- */

enum mc_status mc_new_office_begin(
	struct mc_new_office *office, const char *dir, struct mc_error *err) {
	*office = (struct mc_new_office){ .made_dir = false };
	mc_copy(office->dir, sizeof office->dir, dir);
	for (size_t len = strlen(office->dir); len > 1 && office->dir[len - 1] == '/'; len--) {
		office->dir[len - 1] = '\0';
	}
	MC_TRY(mc_store_check_place(office->dir, err));
	MC_TRY(mc_file_make_folders(office->dir, 0700, &office->made_dir, err));
	clear_cut_off(office->dir);
	int len = snprintf(office->build, sizeof office->build, "%s/" BUILD_PREFIX "%ld",
		office->dir, (long)getpid());
	return len < 0 || (size_t)len >= sizeof office->build
		       ? mc_file_fail(err, ENAMETOOLONG, office->dir)
		       : MC_OK;
}

/* ---- the end ---- */

enum mc_status mc_new_office_finish(struct mc_new_office *office, struct mc_error *err) {
	MC_TRY(mc_store_move(office->build, office->dir, err));
	remove_folder(office->build);
	return MC_OK;
}

void mc_new_office_give_up(struct mc_new_office *office) {
	remove_folder(office->build);
	if (office->made_dir) {
		rmdir(office->dir); /* not when somebody has put something there since */
	}
}

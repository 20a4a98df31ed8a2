/*
 * The order of the steps is the whole point (found.h): whatever is cut off leaves
 * either no office or a whole one, and its remains tell which.
 */
#include "cmd/found.h"
#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <motcua/store.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUILD_PREFIX ".new-" /* behind it stands the pid of who builds */
#define PATH_SIZE 640

/* ---- clearing away ---- */

/* Best effort: what stays behind is no office, and the next init tries again. */
static void remove_folder(const char *path) {
	DIR *entries = opendir(path);
	for (struct dirent *entry = NULL; entries != NULL && (entry = readdir(entries)) != NULL;) {
		char inside[PATH_SIZE + sizeof entry->d_name];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
			continue;
		}
		snprintf(inside, sizeof inside, "%.600s/%s", path, entry->d_name);
		if (unlink(inside) < 0 && (errno == EISDIR || errno == EPERM)) {
			remove_folder(inside);
		}
	}
	if (entries != NULL) {
		closedir(entries);
	}
	rmdir(path);
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

enum mc_status mc_found_begin(struct mc_found *found, const char *dir, struct mc_error *err) {
	*found = (struct mc_found){ .made_dir = false };
	mc_copy(found->dir, sizeof found->dir, dir);
	for (size_t len = strlen(found->dir); len > 1 && found->dir[len - 1] == '/'; len--) {
		found->dir[len - 1] = '\0';
	}
	enum mc_status status = mc_store_check_place(found->dir, err);
	if (status == MC_OK) {
		status = mc_file_make_folders(found->dir, 0700, &found->made_dir, err);
	}
	if (status == MC_OK) {
		clear_cut_off(found->dir);
		int len = snprintf(found->build, sizeof found->build, "%s/" BUILD_PREFIX "%ld",
			found->dir, (long)getpid());
		if (len < 0 || (size_t)len >= sizeof found->build) {
			status = mc_file_fail(err, ENAMETOOLONG, found->dir);
		}
	}
	return status;
}

/* ---- the end ---- */

enum mc_status mc_found_finish(struct mc_found *found, struct mc_error *err) {
	enum mc_status status = mc_store_move(found->build, found->dir, err);
	if (status == MC_OK) {
		remove_folder(found->build);
	}
	return status;
}

void mc_found_give_up(struct mc_found *found) {
	remove_folder(found->build);
	if (found->made_dir) {
		rmdir(found->dir); /* not when somebody has put something there since */
	}
}

#include "cmd/found.h"
#include "base/file.h"
#include "store/engine/engine.h"
#include "store/engine/gate.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUILD_PREFIX ".new-" /* behind it stands the pid of who builds */
#define PATIENCE_MS 3000
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

/* The store, or a log of one that is lost: either may hold what is nowhere else. */
static enum mc_status check_place(const struct mc_found *found, struct mc_error *err) {
	static const char *const parts[] = { "store.db", "store.db-wal", "store.db-journal",
		"keys/office.key" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[PATH_SIZE];
		snprintf(path, sizeof path, "%s/%s", found->dir, parts[i]);
		if (access(path, F_OK) == 0) {
			return mc_fail(err, MC_CONFLICT,
				N_("There is an office in %s already: choose another folder."),
				found->dir);
		}
	}
	return MC_OK;
}

static enum mc_status make_folders(struct mc_found *found, struct mc_error *err) {
	char part[sizeof found->dir];
	mc_copy(part, sizeof part, found->dir);
	for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(part, 0755) < 0 && errno != EEXIST) {
			return mc_file_fail(err, errno, part);
		}
		*slash = '/';
	}
	found->made_dir = mkdir(found->dir, 0700) == 0;
	return found->made_dir || errno == EEXIST ? MC_OK : mc_file_fail(err, errno, found->dir);
}

enum mc_status mc_found_begin(struct mc_found *found, const char *dir, struct mc_error *err) {
	*found = (struct mc_found){ .made_dir = false };
	mc_copy(found->dir, sizeof found->dir, dir);
	for (size_t len = strlen(found->dir); len > 1 && found->dir[len - 1] == '/'; len--) {
		found->dir[len - 1] = '\0';
	}
	enum mc_status status = check_place(found, err);
	if (status == MC_OK) {
		status = make_folders(found, err);
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

/* ---- finish ---- */

/* Writes the log back into the store's file, which is then the whole store. */
static enum mc_status close_log(const struct mc_found *found, struct mc_error *err) {
	static const char *const sides[] = { "-wal", "-shm" };
	char path[PATH_SIZE], side[PATH_SIZE + 8];
	struct mc_db *db;
	snprintf(path, sizeof path, "%s/store.db", found->build);
	enum mc_status status = mc_db_open(path, MC_DB_WRITE, &db, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_db_checkpoint(db, PATIENCE_MS, err);
	mc_db_close(db);
	for (size_t i = 0; status == MC_OK && i < sizeof sides / sizeof *sides; i++) {
		snprintf(side, sizeof side, "%s%s", path, sides[i]);
		if (unlink(side) < 0 && errno != ENOENT) {
			status = mc_file_fail(err, errno, side);
		}
	}
	return status;
}

static enum mc_status move(
	const struct mc_found *found, const char *from, const char *to, struct mc_error *err) {
	char here[PATH_SIZE], there[PATH_SIZE];
	snprintf(here, sizeof here, "%s/%s", found->build, from);
	snprintf(there, sizeof there, "%s/%s", found->dir, to);
	return rename(here, there) < 0 ? mc_file_fail(err, errno, there) : MC_OK;
}

/*
 * The key goes under the name that only an opened office makes the true one: a
 * key without its store would look like the remains of an office.
 */
static enum mc_status move_all(const struct mc_found *found, struct mc_error *err) {
	char keys[PATH_SIZE];
	snprintf(keys, sizeof keys, "%s/keys", found->dir);
	enum mc_status status = check_place(found, err); /* somebody may have been quicker */
	if (status == MC_OK) {
		status = mc_file_make_folder(keys, 0700, err);
	}
	if (status == MC_OK) {
		status = move(found, "keys/office.key", "keys/office.key.new", err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(keys, err);
	}
	if (status == MC_OK) {
		status = move(found, "store.db", "store.db", err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(found->dir, err);
	}
	if (status == MC_OK) {
		char made[PATH_SIZE + 16], placed[PATH_SIZE + 16];
		snprintf(made, sizeof made, "%s/office.key.new", keys);
		snprintf(placed, sizeof placed, "%s/office.key", keys);
		(void)rename(made, placed); /* else the first opening does it */
	}
	return status;
}

enum mc_status mc_found_finish(struct mc_found *found, struct mc_error *err) {
	struct mc_gate gate;
	char path[PATH_SIZE];
	enum mc_status status = close_log(found, err);
	if (status != MC_OK) {
		return status;
	}
	snprintf(path, sizeof path, "%s/store.gate", found->dir);
	status = mc_gate_open(&gate, path, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_gate_take(&gate, PATIENCE_MS, err);
	if (status == MC_OK) {
		status = move_all(found, err);
	}
	mc_gate_close(&gate);
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

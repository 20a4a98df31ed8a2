/*
 * A path is first taken to where it really leads, as far as that is there, and the
 * folders above are then asked whether an office lies in them. What a second hard
 * link hides is found by the file's number.
 */
#include "cmd/files.h"
#include "app/doctor.h"
#include "base/file.h"
#include "base/str.h"
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX 40 /* as the kernel follows */
#define KEYS_FOLDER "keys"

/* ---- where a path leads ---- */

/* The folder that `path` lies in; "." where it has none. */
static void folder_of(const char *path, char out[PATH_MAX]) {
	const char *slash = strrchr(path, '/');
	if (slash == NULL) {
		mc_copy(out, PATH_MAX, ".");
	} else {
		snprintf(out, PATH_MAX, "%.*s", slash == path ? 1 : (int)(slash - path), path);
	}
}

/* A link to something that is not there: its target takes its place. */
static bool follow_link(char path[PATH_MAX]) {
	char target[PATH_MAX], folder[PATH_MAX], next[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof target - 1);
	if (len <= 0) {
		return false;
	}
	target[len] = '\0';
	folder_of(path, folder);
	int size = snprintf(next, sizeof next, "%s%s%s", target[0] == '/' ? "" : folder,
		target[0] == '/' ? "" : "/", target);
	mc_copy(path, PATH_MAX, next);
	return size < PATH_MAX;
}

/* Appends names that are not there yet to a folder that is. */
static void append(char out[PATH_MAX], const char *names) {
	size_t len;
	for (const char *name; (name = mc_list_next(&names, "/", &len)) != NULL;) {
		size_t used = strcmp(out, "/") == 0 ? 0 : strlen(out);
		if (len == 2 && strncmp(name, "..", 2) == 0) {
			char *slash = strrchr(out, '/');
			slash[slash == out] = '\0';
		} else if (len > 1 || (len == 1 && name[0] != '.')) {
			snprintf(out + used, PATH_MAX - used, "/%.*s", (int)len, name);
		}
	}
}

/* Where `path` leads, or would lead once its last names are made; false: nowhere. */
static bool resolve(const char *path, char out[PATH_MAX]) {
	char at[PATH_MAX], folder[PATH_MAX];
	if (snprintf(at, sizeof at, "%s%s", path[0] == '/' ? "" : "./", path) >= PATH_MAX) {
		return false;
	}
	int links = 0;
	while (realpath(at, out) == NULL) {
		if (links++ == LINKS_MAX) {
			return false;
		}
		if (!follow_link(at)) {
			break;
		}
	}
	if (realpath(at, out) != NULL) {
		return true;
	}
	for (size_t kept = strlen(at); kept > 0; kept--) { /* the longest part that is there */
		snprintf(folder, sizeof folder, "%.*s", (int)kept, at);
		if (at[kept] == '/' && realpath(folder, out) != NULL) {
			append(out, at + kept);
			return true;
		}
	}
	mc_copy(out, PATH_MAX, "/");
	append(out, at);
	return at[0] == '/';
}

/* ---- what lies there ---- */

/* The folder of an office that `path` is or lies below, into `out`; false: none. */
static bool find_office(const char *path, char out[PATH_MAX]) {
	mc_copy(out, PATH_MAX, path);
	while (!mc_store_is_there(out)) {
		char *slash = strrchr(out, '/');
		if (slash == NULL || slash == out) {
			return false;
		}
		*slash = '\0';
	}
	return true;
}

/* Whether `path` is this folder of the office, or lies below it. */
static bool lies_in(const char *path, const char *office, const char *folder) {
	size_t above = strlen(office), len = strlen(folder);
	return strncmp(path, office, above) == 0 && path[above] == '/' &&
	       strncmp(path + above + 1, folder, len) == 0 &&
	       (path[above + 1 + len] == '\0' || path[above + 1 + len] == '/');
}

/* Whether one of the files in the folder (not below it) is this very file. */
static bool holds(const char *folder, const struct stat *file) {
	DIR *dir = opendir(folder);
	bool found = false;
	for (struct dirent *entry; !found && dir != NULL && (entry = readdir(dir)) != NULL;) {
		struct stat facts;
		found = fstatat(dirfd(dir), entry->d_name, &facts, 0) == 0 &&
			S_ISREG(facts.st_mode) && facts.st_dev == file->st_dev &&
			facts.st_ino == file->st_ino;
	}
	if (dir != NULL) {
		closedir(dir);
	}
	return found;
}

static bool is_key(const char *path, const struct stat *file, const char *office_dir) {
	char place[PATH_MAX], office[PATH_MAX];
	snprintf(place, sizeof place, "%s/" KEYS_FOLDER, office_dir);
	return holds(place, file) ||
	       (find_office(path, office) && lies_in(path, office, KEYS_FOLDER));
}

/* Whether the office itself must not write its papers into this folder of an office. */
static bool is_taken(const char *path, const char *office, const char *office_dir) {
	static const char *const folders[] = { KEYS_FOLDER, MC_BACKUP_FOLDER, "layouts", "drafts" };
	char own[PATH_MAX];
	bool taken = realpath(office_dir, own) == NULL || strcmp(own, office) != 0 ||
		     strcmp(path, office) == 0;
	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		taken = taken || lies_in(path, office, folders[i]);
	}
	return taken;
}

/* Whether what is written there would be among the office's files, or in place of one. */
static bool is_inside(const char *path, enum mc_value use, const char *office_dir) {
	char office[PATH_MAX];
	struct stat file;
	if (find_office(path, office)) {
		/* Whether an office itself can take another one is said by who makes it. */
		return use == MC_VALUE_WRITE ||
		       (use == MC_VALUE_OFFICE && strcmp(path, office) != 0) ||
		       (use == MC_VALUE_FOLDER && !lies_in(path, office, MC_BACKUP_FOLDER)) ||
		       (use == MC_VALUE_PATH && is_taken(path, office, office_dir));
	}
	return use == MC_VALUE_WRITE && stat(path, &file) == 0 && S_ISREG(file.st_mode) &&
	       (holds(office_dir, &file) || is_key(path, &file, office_dir));
}

enum mc_status mc_file_keep(
	const char *path, enum mc_value use, const char *office_dir, struct mc_error *err) {
	char real[PATH_MAX];
	struct stat file;
	if (!resolve(path, real)) {
		return MC_OK;
	}
	if (use == MC_VALUE_READ) {
		bool key = stat(real, &file) == 0 && S_ISREG(file.st_mode) &&
			   is_key(real, &file, office_dir);
		return key ? mc_fail(err, MC_REFUSED,
				     N_("%s is a key of the office and nothing to read: name "
					"another "
					"file."),
				     path)
			   : MC_OK;
	}
	return is_inside(real, use, office_dir)
		       ? mc_fail(err, MC_REFUSED,
				 N_("%s lies in the folder of an office, where only motcua itself "
				    "writes: choose another place."),
				 path)
		       : MC_OK;
}

/* ---- the command line ---- */

static enum mc_status admit(
	struct mc_cli *cli, const char *path, enum mc_value use, struct mc_error *err) {
	bool reads = use == MC_VALUE_READ;
	if (*path == '\0') {
		return mc_fail(err, MC_INVALID,
			N_("The name of a file or folder is empty: give it, or leave it out."));
	}
	if (use != MC_VALUE_FOLDER && strcmp(path, "-") == 0) {
		return MC_OK;
	}
	enum mc_status status =
		mc_cli_allow_file(cli, reads ? MC_RIGHT_READ_FILE : MC_RIGHT_WRITE_FILE, err);
	return status == MC_OK ? mc_file_keep(path, use, mc_cli_office_dir(cli), err) : status;
}

enum mc_status mc_files_admit(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_args *args = &cli->args;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < args->operand_count && status == MC_OK; i++) {
		if (mc_args_is_file(args, i)) {
			status = admit(cli, args->operands[i], MC_VALUE_READ, err);
		}
	}
	for (size_t i = 0; i < args->option_count && status == MC_OK; i++) {
		const struct mc_option *option = args->options[i].option;
		if (option->value >= MC_VALUE_READ && option->value <= MC_VALUE_OFFICE) {
			status = admit(cli, args->options[i].text, option->value, err);
			status = mc_fail_at(err, option->name, status);
		}
	}
	return status;
}

enum mc_status mc_cli_check_file(
	const struct mc_cli *cli, const char *option, struct mc_error *err) {
	struct stat facts;
	const char *path = mc_cli_text(cli, option);
	if (*path != '\0' && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode)) {
		return mc_fail(
			err, MC_INVALID, N_("--%s: %s is a folder; name a file."), option, path);
	}
	return MC_OK;
}

enum mc_status mc_cli_put_file(struct mc_cli *cli, const char *path, const struct mc_str *bytes,
	enum mc_readers readers, struct mc_error *err) {
	int mode = (readers == MC_READERS_OWNER ? 0600 : 0666) & ~(int)cli->umask;
	enum mc_status status = mc_file_put(path, mc_str_text(bytes), bytes->len, mode, err);
	if (status == MC_OK) {
		cli->done = path;
	}
	return status;
}

/* See cut.h. */
#include "cut.h"
#include "shim.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_DIRTY 16
#define PATH_SIZE 512

static struct {
	long at, steps;
	char dirty[MOST_DIRTY][PATH_SIZE]; /* written, or renamed into, and not synced since */
	char unsynced[PATH_SIZE]; /* the first file renamed while dirty */
} cut; /* of this process */

static void count(void) {
	cut.steps++;
	if (cut.at && cut.steps == cut.at) {
		kill(getpid(), SIGKILL);
	}
}

/* ---- what is written and not synced ---- */

static char *find_dirty(const char *path) {
	for (int i = 0; i < MOST_DIRTY; i++) {
		if (strcmp(cut.dirty[i], path) == 0) {
			return cut.dirty[i];
		}
	}
	return NULL;
}

static void mark(const char *path) {
	char *place = find_dirty(path) ? NULL : find_dirty("");
	if (place) {
		snprintf(place, PATH_SIZE, "%s", path);
	}
}

static void clear(const char *path) {
	char *place = find_dirty(path);
	if (place) {
		*place = '\0';
	}
}

static bool path_of(int fd, char out[PATH_SIZE]) {
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t len = readlink(link, out, PATH_SIZE - 1);
	out[len > 0 ? len : 0] = '\0';
	return *out == '/';
}

static void folder_of(const char *path, char out[PATH_SIZE]) {
	snprintf(out, PATH_SIZE, "%s", path);
	char *slash = strrchr(out, '/');
	if (slash) {
		*slash = '\0';
	}
}

static void note_rename(const char *from, const char *to) {
	char folder[PATH_SIZE];
	if (find_dirty(from) && !*cut.unsynced) {
		snprintf(cut.unsynced, sizeof cut.unsynced, "%s", from);
	}
	clear(from);
	folder_of(to, folder);
	mark(folder);
}

const char *cut_unsynced(void) {
	for (int i = 0; i < MOST_DIRTY && !*cut.unsynced; i++) {
		/* What only hints, or is judged by SQLite, needs no sync. */
		struct stat found;
		if (*cut.dirty[i] && stat(cut.dirty[i], &found) == 0 && S_ISDIR(found.st_mode)) {
			return cut.dirty[i];
		}
	}
	return *cut.unsynced ? cut.unsynced : NULL;
}

/* ---- SQLite's steps ---- */

static int count_call(void *data, const struct shim_call *call) {
	(void)data;
	if (call->step == SHIM_HEADER_READ) {
		return SHIM_PASS;
	}
	count();
	if (call->step == SHIM_SYNC || call->step == SHIM_DELETE) {
		clear(call->path);
	} else {
		mark(call->path);
	}
	return SHIM_PASS;
}

void cut_arm(long at) {
	memset(&cut, 0, sizeof cut);
	cut.at = at;
	shim_install(count_call, NULL);
}

long cut_steps(void) {
	return cut.steps;
}

/* ---- the C library's, led here by the linker ---- */

/* X(type of the result, name, parameters, arguments, what is noted before it). */
#define CALLS(X) \
	X(int, mkdir, (const char *path, mode_t mode), (path, mode), (void)0) \
	X(int, rename, (const char *from, const char *to), (from, to), note_rename(from, to)) \
	X(int, unlink, (const char *path), (path), clear(path)) \
	X(int, chmod, (const char *path, mode_t mode), (path, mode), (void)0) \
	X(int, fsync, (int fd), (fd), path_of(fd, name) ? clear(name) : (void)0) \
	X(ssize_t, write, (int fd, const void *data, size_t len), (fd, data, len), \
		path_of(fd, name) ? mark(name) : (void)0) \
	X(ssize_t, pwrite64, (int fd, const void *data, size_t len, off_t at), \
		(fd, data, len, at), (void)0)

#define X(type, name_, parameters, arguments, note) \
	type __real_##name_ parameters; \
	type __wrap_##name_ parameters; \
	type __wrap_##name_ parameters { \
		char name[PATH_SIZE] = ""; \
		(void)name; \
		count(); \
		note; \
		return __real_##name_ arguments; \
	}
CALLS(X)
#undef X

/*
 * Files. A write goes to a temporary name in the same folder, is made durable,
 * then takes its place: whoever looks, at any moment, sees the old file or the
 * new one. A process killed between leaves at most a file “name.XXXXXX”.
 */
#include "base/file.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#define PIECE 65536
#define ROOM 65536 /* that a folder must have left */

static const struct {
	int number;
	enum mc_status status;
	const char *format;
} failures[] = {
	{ ENOENT, MC_NOT_FOUND,
		N_("There is no file or folder %s: check the name and the folder.") },
	{ EISDIR, MC_INVALID, N_("%s is a folder: name a file.") },
	{ ENAMETOOLONG, MC_INVALID, N_("The name %s is too long: choose a shorter one.") },
	{ EACCES, MC_DENIED,
		N_("You may not use %s: ask the administrator for the right to this file.") },
	{ EPERM, MC_DENIED,
		N_("You may not use %s: ask the administrator for the right to this file.") },
	{ ENOSPC, MC_NO_SPACE,
		N_("The disk has no room left for %s: free some room and try again.") },
	{ EDQUOT, MC_NO_SPACE,
		N_("The disk has no room left for %s: free some room and try again.") },
	{ EFBIG, MC_NO_SPACE, N_("The disk takes no file as large as %s: choose another disk.") },
	{ EROFS, MC_READ_ONLY, N_("The disk of %s can only be read: choose another folder.") },
	{ ENXIO, MC_INVALID,
		N_("%s is no file, and nothing is at its other end: name a file, or start what "
		   "is to be there first.") },
	{ EIO, MC_UNAVAILABLE, N_("The disk of %s fails: have it checked and make a backup now.") },
};

/* The first part of `path` that is there and is no folder, which everything below it fails for. */
static void find_no_folder(const char *path, struct mc_str *out) {
	struct stat found;
	for (const char *end = path; *end != '\0';) {
		end += strspn(end, "/");
		end += strcspn(end, "/");
		mc_str_clear(out);
		mc_str_addf(out, "%.*s", (int)(end - path), path);
		if (stat(mc_str_text(out), &found) == 0 && !S_ISDIR(found.st_mode)) {
			return;
		}
	}
}

static enum mc_status fail_no_folder(
	struct mc_error *err, enum mc_status status, const char *path) {
	struct mc_str culprit;
	mc_str_init(&culprit);
	mc_str_add(&culprit, path);
	find_no_folder(path, &culprit);
	status = mc_fail(err, status, N_("%s is no folder: move it away, or check the name."),
		mc_str_text(&culprit));
	mc_str_finish(&culprit);
	return status;
}

enum mc_status mc_file_fail(struct mc_error *err, int errno_value, const char *path) {
	if (errno_value == ENOTDIR) {
		return fail_no_folder(err, MC_NOT_FOUND, path);
	}
	for (size_t i = 0; i < MC_COUNT(failures); i++) {
		if (failures[i].number == errno_value) {
			return mc_fail(err, failures[i].status, failures[i].format, path);
		}
	}
	return mc_fail(err, MC_UNAVAILABLE,
		N_("%s cannot be used now (%s): try again, and tell the administrator if it "
		   "stays."),
		path, strerrordesc_np(errno_value));
}

/* Bytes read, 0 at the end, -1 with errno. */
static ssize_t read_piece(int fd, char *out, size_t size) {
	ssize_t got;

	do {
		got = read(fd, out, size);
	} while (got < 0 && errno == EINTR);
	return got;
}

const char *mc_file_name(const char *path) {
	return strcmp(path, "-") == 0 ? "stdin" : path;
}

/* Whether somebody has a pipe open to write into it, or has left something there. */
static bool has_writer(int fd) {
	int copy[2];
	if (pipe2(copy, O_CLOEXEC | O_NONBLOCK) != 0) {
		return true;
	}
	bool nobody = tee(fd, copy[1], 1, SPLICE_F_NONBLOCK) == 0; /* takes nothing out */
	close(copy[0]);
	close(copy[1]);
	return !nobody;
}

/* From now on a read or write waits, as the file was opened without waiting for its other end. */
static bool let_wait(int fd) {
	int flags = fcntl(fd, F_GETFL);
	return flags >= 0 && fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

/* Opens to read what a user names, and waits for nobody, or is stdin; -1 with errno. */
static int open_named(const char *path) {
	struct stat facts;
	bool given = strcmp(path, "-") == 0;
	int fd = given ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
		       : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		return -1;
	}
	int failure = fstat(fd, &facts) != 0                       ? errno
		      : S_ISDIR(facts.st_mode)                     ? EISDIR
		      : given                                      ? 0
		      : S_ISFIFO(facts.st_mode) && !has_writer(fd) ? ENXIO
		      : !let_wait(fd)                              ? errno
								   : 0;
	if (failure == 0) {
		return fd;
	}
	close(fd);
	errno = failure;
	return -1;
}

enum mc_status mc_file_read(
	const char *path, size_t max, struct mc_str *out, struct mc_error *err) {
	MC_AUTOCLOSE int fd = open_named(path);
	MC_AUTOFREE char *piece = NULL;
	size_t before = out->len;
	enum mc_status status = MC_OK;
	ssize_t got = 0;

	if (fd < 0) {
		return mc_file_fail(err, errno, path);
	}
	piece = mc_memory_get(PIECE);
	do {
		got = read_piece(fd, piece, PIECE);
		if (got < 0) {
			status = mc_file_fail(err, errno, path);
		} else if ((size_t)got > max - (out->len - before)) {
			status = mc_fail(err, MC_INVALID,
				N_("%s is larger than %zu bytes: it cannot be the right file."),
				path, max);
		} else {
			mc_str_add_bytes(out, piece, (size_t)got);
		}
	} while (status == MC_OK && got > 0);
	if (status != MC_OK && out->data != NULL) {
		out->len = before;
		out->data[before] = '\0';
	}
	return status;
}

enum mc_status mc_file_open(const char *path, FILE **ret_file, struct mc_error *err) {
	int fd = open_named(path);
	FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
	int failure = errno;

	if (file != NULL) {
		*ret_file = file;
		return MC_OK;
	}
	if (fd >= 0) {
		close(fd);
	}
	return mc_file_fail(err, failure, path);
}

/* The folder part of a path, "." where there is none; on the heap. */
static char *folder_of(const char *path) {
	const char *slash = strrchr(path, '/');
	struct mc_str folder;

	mc_str_init(&folder);
	if (slash == NULL) {
		mc_str_add(&folder, ".");
	} else {
		mc_str_add_bytes(&folder, path, slash == path ? 1 : (size_t)(slash - path));
	}
	return folder.data;
}

enum mc_status mc_file_sync_folder(const char *path, struct mc_error *err) {
	MC_AUTOCLOSE int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* EINVAL: a filesystem that keeps names safe by itself and knows no such call. */
	if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL)) {
		return mc_file_fail(err, errno, path);
	}
	return MC_OK;
}

enum mc_status mc_file_lock(
	const char *folder, const char *name, bool wait, int *ret_fd, struct mc_error *err) {
	struct mc_str path;
	enum mc_status status = MC_OK;

	mc_str_init(&path);
	mc_str_addf(&path, "%s/%s", folder, name);
	int fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	int failed = fd < 0 ? -1 : 0;
	while (failed == 0 && (failed = flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB)) < 0 &&
		errno == EINTR) {
		failed = 0;
	}
	if (failed < 0) {
		status = errno == EWOULDBLOCK ? MC_BUSY : mc_file_fail(err, errno, path.data);
	} else {
		*ret_fd = fd;
	}
	if (failed < 0 && fd >= 0) {
		close(fd);
	}
	mc_str_finish(&path);
	return status;
}

int mc_file_put_all(int fd, const void *data, size_t len) {
	const char *at = data;

	while (len > 0) {
		ssize_t put = write(fd, at, len);

		if (put < 0 && errno != EINTR) {
			return errno;
		}
		if (put > 0) {
			at += put;
			len -= (size_t)put;
		}
	}
	return 0;
}

/* Fills the new file and makes it durable; closes it in any case. 0, or errno. */
static int fill_and_close(int fd, const void *data, size_t len, int mode) {
	int failure = mc_file_put_all(fd, data, len);

	if (failure == 0 && (fchmod(fd, (mode_t)mode) != 0 || fsync(fd) != 0)) {
		failure = errno;
	}
	if (close(fd) != 0 && failure == 0) {
		failure = errno;
	}
	return failure;
}

enum mc_status mc_file_write(
	const char *path, const void *data, size_t len, int mode, struct mc_error *err) {
	MC_AUTOFREE char *folder = folder_of(path);
	struct mc_str temporary;
	enum mc_status status;
	int failure;
	int fd;

	mc_str_init(&temporary);
	mc_str_addf(&temporary, "%s.XXXXXX", path);
	fd = mkostemp(temporary.data, O_CLOEXEC);
	if (fd < 0) {
		status = mc_file_fail(err, errno, path);
		goto finish;
	}
	failure = fill_and_close(fd, data, len, mode);
	if (failure == 0 && rename(temporary.data, path) != 0) {
		failure = errno;
	}
	if (failure != 0) {
		unlink(temporary.data);
		status = mc_file_fail(err, failure, path);
		goto finish;
	}
	status = mc_file_sync_folder(folder, err);
finish:
	mc_str_finish(&temporary);
	return status;
}

/* Opening /dev/stdout anew would write over what a redirected stdout has already. */
static bool is_stdout(const char *path) {
	struct stat there;
	struct stat here;

	return stat(path, &there) == 0 && fstat(STDOUT_FILENO, &here) == 0 &&
	       there.st_dev == here.st_dev && there.st_ino == here.st_ino;
}

enum mc_status mc_file_put(
	const char *path, const void *data, size_t len, int mode, struct mc_error *err) {
	struct stat found;
	bool link = lstat(path, &found) == 0 && S_ISLNK(found.st_mode);
	bool there = stat(path, &found) == 0;
	int failure;
	int fd;

	if (there && S_ISREG(found.st_mode)) {
		mode = (int)(found.st_mode & 0777);
	}
	if (!link && (!there || S_ISREG(found.st_mode) || S_ISDIR(found.st_mode))) {
		return mc_file_write(path, data, len, mode, err);
	}
	if (link && there && S_ISREG(found.st_mode) && !is_stdout(path)) {
		MC_AUTOFREE char *target = realpath(path, NULL);
		return target != NULL ? mc_file_write(target, data, len, mode, err)
				      : mc_file_fail(err, errno, path);
	}
	if (is_stdout(path)) {
		fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	} else {
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
			(mode_t)mode);
	}
	if (fd < 0 || (!is_stdout(path) && !let_wait(fd))) {
		failure = errno;
		if (fd >= 0) {
			close(fd);
		}
		return mc_file_fail(err, failure, path);
	}
	failure = mc_file_put_all(fd, data, len);
	if (close(fd) != 0 && failure == 0) {
		failure = errno;
	}
	return failure != 0 ? mc_file_fail(err, failure, path) : MC_OK;
}

enum mc_status mc_file_make_folder(const char *path, int mode, struct mc_error *err) {
	struct stat found;

	if (mkdir(path, (mode_t)mode) == 0) {
		return MC_OK;
	}
	if (errno != EEXIST) {
		return mc_file_fail(err, errno, path);
	}
	if (stat(path, &found) != 0) {
		return mc_file_fail(err, errno, path);
	}
	if (!S_ISDIR(found.st_mode)) {
		return fail_no_folder(err, MC_CONFLICT, path);
	}
	return MC_OK;
}

enum mc_status mc_file_make_folders(
	const char *path, int mode, bool *ret_made, struct mc_error *err) {
	struct mc_str part;
	struct stat found;
	bool there = stat(path, &found) == 0;
	enum mc_status status = MC_OK;

	mc_str_init(&part);
	mc_str_add(&part, path);
	for (char *slash = strchr(mc_str_text(&part) + (path[0] == '/'), '/');
		slash != NULL && slash[1] != '\0' && status == MC_OK;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		status = mc_file_make_folder(part.data, 0755, err);
		*slash = '/';
	}
	mc_str_finish(&part);
	if (status == MC_OK) {
		status = mc_file_make_folder(path, mode, err);
	}
	if (status == MC_OK && ret_made != NULL) {
		*ret_made = !there;
	}
	return status;
}

/* Whether a file of ROOM bytes finds room in the folder: 0, or errno. Nothing of it is seen. */
static int try_room(const char *path) {
	MC_AUTOCLOSE int fd = open(path, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

	if (fd >= 0) {
		return posix_fallocate(fd, 0, ROOM);
	}
	if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
		return errno;
	}
	int64_t room = mc_file_free_bytes(path); /* a filesystem without nameless files */
	return room >= 0 && room < ROOM ? ENOSPC : 0;
}

/* 0, or errno. */
static int try_folder(const char *path) {
	struct stat found;

	if (stat(path, &found) != 0) {
		return errno;
	}
	if (!S_ISDIR(found.st_mode)) {
		return ENOTDIR;
	}
	return access(path, W_OK | X_OK) != 0 ? errno : try_room(path);
}

int mc_file_check_folder(const char *path, bool *ret_there) {
	int failure = try_folder(path);

	*ret_there = failure != ENOENT;
	if (failure == ENOENT) {
		MC_AUTOFREE char *above = folder_of(path);

		failure = try_folder(above);
	}
	return failure;
}

void mc_file_owner_name(unsigned uid, char out[MC_OWNER_SIZE]) {
	char room[4096];
	struct passwd account, *found = NULL;

	if (getpwuid_r(uid, &account, room, sizeof room, &found) == 0 && found != NULL) {
		snprintf(out, MC_OWNER_SIZE, "%s", account.pw_name);
	} else {
		snprintf(out, MC_OWNER_SIZE, "#%u", uid);
	}
}

/* Numbers from <linux/magic.h> and statfs(2); those not named there are the filesystems' own. */
static const struct {
	unsigned long magic;
	const char *name;
} remote_filesystems[] = {
	{ NFS_SUPER_MAGIC, "NFS" },
	{ SMB_SUPER_MAGIC, "SMB" },
	{ CIFS_SUPER_MAGIC, "SMB" },
	{ SMB2_SUPER_MAGIC, "SMB" },
	{ V9FS_MAGIC, "9p" },
	{ FUSE_SUPER_MAGIC, "FUSE" },
	{ AFS_SUPER_MAGIC, "AFS" },
	{ AFS_FS_MAGIC, "AFS" },
	{ CODA_SUPER_MAGIC, "Coda" },
	{ CEPH_SUPER_MAGIC, "Ceph" },
	{ OCFS2_SUPER_MAGIC, "OCFS2" },
	{ NCP_SUPER_MAGIC, "NCP" },
	{ 0x01161970, "GFS2" },
	{ 0x0BD00BD0, "Lustre" },
	{ 0x786F4256, "VirtualBox" },
};

/* statfs of the path, or of its folder while the path itself is not there yet. */
static bool find_filesystem(const char *path, struct statfs *ret_found) {
	MC_AUTOFREE char *folder = folder_of(path);

	return statfs(path, ret_found) == 0 || (errno == ENOENT && statfs(folder, ret_found) == 0);
}

bool mc_file_is_remote(const char *path, const char **ret_name) {
	struct statfs found;

	if (!find_filesystem(path, &found)) {
		return false;
	}
	for (size_t i = 0; i < MC_COUNT(remote_filesystems); i++) {
		if (remote_filesystems[i].magic == ((unsigned long)found.f_type & 0xFFFFFFFF)) {
			if (ret_name != NULL) {
				*ret_name = remote_filesystems[i].name;
			}
			return true;
		}
	}
	return false;
}

int64_t mc_file_free_bytes(const char *path) {
	struct statfs found;

	return find_filesystem(path, &found) ? (int64_t)found.f_bavail * (int64_t)found.f_bsize
					     : -1;
}

/* Files: whole reads with a limit, writes that are whole or not at all. */
#ifndef MC_BASE_FILE_H
#define MC_BASE_FILE_H

#include "base/str.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Appends the file's bytes to *out; “-” is stdin. MC_NOT_FOUND, MC_INVALID (over `max`
 * bytes, a folder, a pipe that nobody writes into), MC_UNAVAILABLE.
 */
MC_CHECKED enum mc_status mc_file_read(
	const char *path, size_t max, struct mc_str *out, struct mc_error *err);

/* How a file that is read is called in a sentence: “stdin” for “-”. */
const char *mc_file_name(const char *path);

/*
 * Opens a file to be read piece by piece, “-” for stdin; the caller closes it. Failures as
 * mc_file_read().
 */
MC_CHECKED enum mc_status mc_file_open(const char *path, FILE **ret_file, struct mc_error *err);

/*
 * Writes `path` as a whole: temporary name beside it, fsync, rename, fsync of
 * the folder. A reader sees the old file or the new one. MC_NO_SPACE,
 * MC_READ_ONLY, MC_UNAVAILABLE; the temporary file is removed on failure.
 */
MC_CHECKED enum mc_status mc_file_write(
	const char *path, const void *data, size_t len, int mode, struct mc_error *err);

/*
 * Writes where a user points (-o FILE): a file, and one that a link leads to, as
 * mc_file_write() does it, so that its other names keep what they had, and with the
 * mode of the one it replaces, a new one with `mode`; a pipe or a device (/dev/stdout,
 * /dev/null) is written into and stays what it is. MC_INVALID: a pipe that nobody reads.
 */
MC_CHECKED enum mc_status mc_file_put(
	const char *path, const void *data, size_t len, int mode, struct mc_error *err);

/* All of it to a descriptor that blocks, interruptions passed over. 0, or errno. */
int mc_file_put_all(int fd, const void *data, size_t len);

/* Makes one folder (mode), content if it exists already as a folder. */
MC_CHECKED enum mc_status mc_file_make_folder(const char *path, int mode, struct mc_error *err);

/* The same with the folders above it (0755). *ret_made (may be NULL): it was not there before. */
MC_CHECKED enum mc_status mc_file_make_folders(
	const char *path, int mode, bool *ret_made, struct mc_error *err);

/* Whose a file or folder is: the account's name, “#1001” for one that has none. */
#define MC_OWNER_SIZE 64
void mc_file_owner_name(unsigned uid, char out[MC_OWNER_SIZE]);

/*
 * Whether files can be written into the folder `path`, or it could be made in the one
 * above, and the disk has room for one: 0, else errno (ENOENT, ENOTDIR, EACCES, ENOSPC
 * …). *ret_there: something has that name.
 */
int mc_file_check_folder(const char *path, bool *ret_there);

MC_CHECKED enum mc_status mc_file_sync_folder(const char *path, struct mc_error *err);

/*
 * Takes the lock FOLDER/NAME, a file that is made when missing and never removed, so
 * that two never lock two files of the same name. It is held until *ret_fd is closed,
 * at the latest by the process's end. MC_BUSY (no sentence): somebody else holds it;
 * with `wait` it is waited for.
 */
MC_CHECKED enum mc_status mc_file_lock(
	const char *folder, const char *name, bool wait, int *ret_fd, struct mc_error *err);

/*
 * Turns errno into a status with a sentence naming `path`: ENOSPC, EROFS, EACCES, ENOENT …
 * Of ENOTDIR the part of `path` that is no folder is named.
 */
enum mc_status mc_file_fail(struct mc_error *err, int errno_value, const char *path);

/* Whether `path` lies on a network filesystem (NFS, SMB, 9p, FUSE …), by statfs. *ret_name is static. */
bool mc_file_is_remote(const char *path, const char **ret_name);

/* Free bytes for us on the filesystem of `path`; -1 when unknown. */
int64_t mc_file_free_bytes(const char *path);

#endif

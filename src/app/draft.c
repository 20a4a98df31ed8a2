/*
 * The file is one line of head, "motcua-draft 2 LENGTH CHECKSUM", and the bytes
 * as given. A power cut may leave a renamed file without its contents; length
 * and checksum tell that apart from a draft. The checksum is against accidents,
 * not against people. Version 1 had another one: its length has to do.
 *
 * fdatasync runs in the background by aio_fsync; one at a time. A save during it
 * leaves `unsettled` set, and mc_draft_settle() starts the next.
 */
#include "app/draft.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/memory.h"
#include <aio.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD_FORMAT "motcua-draft 2 %zu %s\n"
#define HEAD_MAX 80
#define SUM_BYTES 16
#define SUM_SIZE (2 * SUM_BYTES + 1)
#define LEFTOVER_S (24 * 60 * 60)
#define SLOTS_MAX 99 /* screens of one kind at one desk at the same time */

struct mc_draft {
	struct mc_str folder;
	struct mc_str
		stem; /* folder, screen and desk: what the names of all its slots begin with */
	struct mc_str path, temporary; /* of the slot held */
	int lock; /* of that slot; -1: none is held */
	struct aiocb sync; /* in flight while sync.aio_fildes ≥ 0 */
	int sync_failure; /* errno of the last one, until it is told; 0: none */
	bool unsettled;
};

static void checksum(const void *bytes, size_t len, char out[SUM_SIZE]) {
	unsigned char sum[SUM_BYTES];
	mc_hash(bytes, len, sum, sizeof sum);
	mc_hex(sum, sizeof sum, out);
}

/* A name that cannot leave the folder: anything but letters and digits of ASCII as %XX. */
static void add_safe(struct mc_str *out, const char *text) {
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
			(*c >= 'a' && *c <= 'z')) {
			mc_str_add_char(out, (char)*c);
		} else {
			mc_str_addf(out, "%%%02X", *c);
		}
	}
}

struct mc_draft *mc_draft_create(const char *office_dir, const char *screen, const char *desk) {
	struct mc_draft *draft = mc_memory_get(sizeof *draft);
	mc_str_init(&draft->folder);
	mc_str_init(&draft->stem);
	mc_str_init(&draft->path);
	mc_str_init(&draft->temporary);
	draft->lock = -1;
	draft->sync.aio_fildes = -1;
	mc_str_addf(&draft->folder, "%s/drafts", office_dir);
	mc_str_addf(&draft->stem, "%s/", draft->folder.data);
	add_safe(&draft->stem, screen);
	if (desk != NULL && desk[0] != '\0') {
		mc_str_add_char(&draft->stem, '-');
		add_safe(&draft->stem, desk);
	}
	return draft;
}

/* ---- slots ---- */

/* The descriptor that holds the slot's lock; -1 with errno. */
static int lock_slot(const struct mc_draft *draft, int slot) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_addf(&path, "%s-%d.lock", draft->stem.data, slot);
	int fd = open(path.data, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	mc_str_finish(&path);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		int reason = errno;
		close(fd);
		errno = reason;
		return -1;
	}
	return fd;
}

static void name_slot(struct mc_draft *draft, int slot) {
	mc_str_clear(&draft->path);
	mc_str_clear(&draft->temporary);
	if (slot > 0) {
		mc_str_addf(&draft->path, "%s-%d.draft", draft->stem.data, slot);
		mc_str_addf(&draft->temporary, "%s.%ld", draft->path.data, (long)getpid());
	}
}

/*
 * Holds, from now on, the first slot that nobody holds and that has a draft, or
 * has none. False with errno; EBUSY: there is no such slot.
 */
static bool take_slot(struct mc_draft *draft, bool with_draft) {
	int reason = EBUSY;
	for (int slot = 1; slot <= SLOTS_MAX && reason == EBUSY; slot++) {
		name_slot(draft, slot);
		if ((access(draft->path.data, F_OK) == 0) != with_draft) {
			continue;
		}
		int fd = lock_slot(draft, slot);
		if (fd < 0 && errno != EWOULDBLOCK) {
			reason = errno;
		}
		if (fd >= 0 && (access(draft->path.data, F_OK) == 0) == with_draft) {
			draft->lock = fd;
			return true;
		}
		if (fd >= 0) {
			close(fd); /* sent or thrown away by its holder just now */
		}
	}
	name_slot(draft, 0);
	errno = reason;
	return false;
}

/* ---- to the disk ---- */

/* Ends the sync that is in flight, if it is over or `wait` is set. True when none is left. */
static bool reap_sync(struct mc_draft *draft, bool wait) {
	if (draft->sync.aio_fildes < 0) {
		return true;
	}
	const struct aiocb *const list[] = { &draft->sync };
	int outcome = aio_error(&draft->sync);
	while (wait && outcome == EINPROGRESS) {
		aio_suspend(list, 1, NULL);
		outcome = aio_error(&draft->sync);
	}
	if (outcome == EINPROGRESS) {
		return false;
	}
	if (outcome != EINVAL) { /* a filesystem that cannot sync has nothing to tell */
		draft->sync_failure = outcome;
	}
	aio_return(&draft->sync);
	close(draft->sync.aio_fildes);
	draft->sync.aio_fildes = -1;
	return true;
}

void mc_draft_settle(struct mc_draft *draft) {
	if (!reap_sync(draft, false) || !draft->unsettled) {
		return;
	}
	draft->unsettled = false;
	int fd = open(draft->path.data, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		return;
	}
	memset(&draft->sync, 0, sizeof draft->sync);
	draft->sync.aio_fildes = fd;
	draft->sync.aio_sigevent.sigev_notify = SIGEV_NONE;
	if (aio_fsync(O_DSYNC, &draft->sync) < 0) {
		close(fd);
		draft->sync.aio_fildes = -1;
		draft->unsettled = true;
	}
}

void mc_draft_destroy(struct mc_draft *draft) {
	if (draft == NULL) {
		return;
	}
	mc_draft_settle(draft);
	reap_sync(draft, true);
	if (draft->lock >= 0) {
		close(draft->lock);
	}
	mc_str_finish(&draft->folder);
	mc_str_finish(&draft->stem);
	mc_str_finish(&draft->path);
	mc_str_finish(&draft->temporary);
	free(draft);
}

const char *mc_draft_path(const struct mc_draft *draft) {
	return mc_str_text(&draft->path);
}

enum mc_status mc_draft_save(
	struct mc_draft *draft, const void *bytes, size_t len, struct mc_error *err) {
	enum mc_status status = mc_file_make_folder(draft->folder.data, 0700, err);
	if (status != MC_OK) {
		return status;
	}
	if (len > MC_DRAFT_MAX_BYTES) {
		return mc_fail(err, MC_INVALID,
			N_("A draft of %zu bytes is too long; what is on the screen is still "
			   "there."),
			len);
	}
	if (draft->lock < 0 && !take_slot(draft, false)) {
		return mc_file_fail(err, errno, draft->folder.data);
	}
	int fd = open(draft->temporary.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0) {
		return mc_file_fail(err, errno, draft->path.data);
	}
	char head[HEAD_MAX], sum[SUM_SIZE];
	checksum(bytes, len, sum);
	int head_len = snprintf(head, sizeof head, HEAD_FORMAT, len, sum);
	int reason = mc_file_put_all(fd, head, (size_t)head_len);
	reason = reason == 0 ? mc_file_put_all(fd, bytes, len) : reason;
	close(fd);
	if (reason == 0 && rename(draft->temporary.data, draft->path.data) < 0) {
		reason = errno;
	}
	if (reason != 0) {
		unlink(draft->temporary.data);
		return mc_file_fail(err, reason, draft->path.data);
	}
	reap_sync(draft, false);
	reason = draft->sync_failure;
	draft->sync_failure = 0;
	draft->unsettled = true;
	mc_draft_settle(draft);
	return reason == 0 ? MC_OK : mc_file_fail(err, reason, draft->path.data);
}

/* Where the bytes begin when head, length and checksum agree; 0 when they do not. */
static size_t check_whole(const struct mc_str *file) {
	const char *end = file->len > 0 ? memchr(file->data, '\n', file->len) : NULL;
	int version;
	size_t len;
	char told[SUM_SIZE], sum[SUM_SIZE];
	if (end == NULL ||
		sscanf(file->data, "motcua-draft %d %zu %32[0-9a-f]", &version, &len, told) != 3) {
		return 0;
	}
	size_t start = (size_t)(end - file->data) + 1;
	if (file->len - start != len || (version != 1 && version != 2)) {
		return 0;
	}
	checksum(file->data + start, len, sum);
	return version == 1 || strcmp(told, sum) == 0 ? start : 0;
}

static enum mc_status put_aside(struct mc_draft *draft, struct mc_error *err) {
	struct mc_str aside;
	mc_str_init(&aside);
	mc_str_addf(&aside, "%s.damaged", draft->path.data);
	rename(draft->path.data, aside.data);
	enum mc_status status = mc_fail(err, MC_DAMAGED,
		N_("The draft of this screen is not whole; it was put aside as %s."), aside.data);
	mc_str_finish(&aside);
	return status;
}

enum mc_status mc_draft_load(struct mc_draft *draft, struct mc_str *out, struct mc_error *err) {
	if (draft->lock < 0 && !take_slot(draft, true)) {
		return errno == EBUSY ? mc_fail(err, MC_NOT_FOUND, N_("There is no draft."))
				      : mc_file_fail(err, errno, draft->folder.data);
	}
	struct mc_str file;
	mc_str_init(&file);
	enum mc_status status =
		mc_file_read(draft->path.data, MC_DRAFT_MAX_BYTES + HEAD_MAX, &file, err);
	if (status == MC_OK) {
		size_t start = check_whole(&file);
		if (start > 0) {
			mc_str_add_bytes(out, file.data + start, file.len - start);
		} else {
			status = put_aside(draft, err);
		}
	} else if (status == MC_NOT_FOUND) {
		status = mc_fail(err, MC_NOT_FOUND, N_("There is no draft."));
	}
	mc_str_finish(&file);
	return status;
}

void mc_draft_drop(struct mc_draft *draft) {
	if (draft->lock >= 0) {
		unlink(draft->path.data);
	}
	draft->unsettled = false;
}

/* ---- leftovers ---- */

/* NAME.draft.PID, NAME.draft.damaged */
static bool is_leftover(const char *name) {
	const char *end = strrchr(name, '.');
	size_t stem = end != NULL ? (size_t)(end - name) : 0;
	size_t suffix = strlen(".draft");
	if (stem < suffix || memcmp(end - suffix, ".draft", suffix) != 0) {
		return false;
	}
	return strcmp(end, ".damaged") == 0 ||
	       (end[1] != '\0' && end[1 + strspn(end + 1, "0123456789")] == '\0');
}

void mc_draft_sweep(const char *office_dir, time_t now) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_addf(&path, "%s/drafts", office_dir);
	DIR *folder = opendir(path.data);
	mc_str_finish(&path);
	if (folder == NULL) {
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		struct stat facts;
		if (is_leftover(entry->d_name) &&
			fstatat(dirfd(folder), entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
			now - facts.st_mtime > LEFTOVER_S) {
			unlinkat(dirfd(folder), entry->d_name, 0);
		}
	}
	closedir(folder);
}

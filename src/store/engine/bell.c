/* The bell: one byte into a file, inotify on the other side. */
#include "store/engine/bell.h"
#include "base/file.h"
#include "base/str.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

enum mc_status mc_bell_open(struct mc_bell *bell, const char *path, struct mc_error *err) {
	mc_copy(bell->path, sizeof bell->path, path);
	bell->file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (bell->file < 0) {
		return mc_file_fail(err, errno, path);
	}
	if (bell->notify >= 0) { /* whoever polls it goes on, at the bell that is there now */
		(void)inotify_add_watch(bell->notify, path, IN_MODIFY);
	}
	return MC_OK;
}

void mc_bell_close(struct mc_bell *bell) {
	if (bell->file >= 0) {
		close(bell->file);
	}
	bell->file = -1;
}

void mc_bell_end(struct mc_bell *bell) {
	mc_bell_close(bell);
	if (bell->notify >= 0) {
		close(bell->notify);
	}
	bell->notify = -1;
}

void mc_bell_ring(struct mc_bell *bell) {
	ssize_t written = pwrite(bell->file, "!", 1, 0);
	(void)written; /* a lost ring costs a tick */
}

int mc_bell_fd(struct mc_bell *bell) {
	if (bell->notify < 0) {
		bell->notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
		if (bell->notify >= 0 &&
			inotify_add_watch(bell->notify, bell->path, IN_MODIFY) < 0) {
			close(bell->notify);
			bell->notify = -1;
		}
	}
	return bell->notify;
}

void mc_bell_drain(struct mc_bell *bell) {
	char buffer[4096];
	while (bell->notify >= 0 && read(bell->notify, buffer, sizeof buffer) > 0) {
	}
}

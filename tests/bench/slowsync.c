/*
 * A slower disk, loaded before the C library (LD_PRELOAD): every sync takes
 * $MC_SYNC_MS longer, and is counted. The counter is this process's alone.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

long slowsync_count(void);

static atomic_long count;

long slowsync_count(void) {
	return count;
}

static int sync_slowly(long call, int fd) {
	const char *text = getenv("MC_SYNC_MS");
	double ms = text ? atof(text) : 0;
	int result = (int)syscall(call, fd);
	count++;
	if (ms > 0) {
		struct timespec wait = { .tv_sec = (time_t)(ms / 1e3),
			.tv_nsec = (long)(ms * 1e6) % 1000000000 };
		nanosleep(&wait, NULL);
	}
	return result;
}

int fsync(int fd) {
	return sync_slowly(SYS_fsync, fd);
}

int fdatasync(int fd) {
	return sync_slowly(SYS_fdatasync, fd);
}

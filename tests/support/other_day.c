/*
 * Another day for a whole process tree: loaded before the C library (LD_PRELOAD),
 * it shifts the wall clock by OTHER_DAY_SHIFT seconds. Sleeps, time-outs and the
 * monotonic clock stay as they are, and so do the times of files: with a negative
 * shift these lie ahead, as after a clock was set back.
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t shift(void) {
	const char *seconds = getenv("OTHER_DAY_SHIFT");

	return seconds == NULL ? 0 : (time_t)atoll(seconds);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
	int result = (int)syscall(SYS_clock_gettime, clock, now);

	if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
		now->tv_sec += shift();
	}
	return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
	struct timespec precise;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &precise);
	*now = (struct timeval){ precise.tv_sec, precise.tv_nsec / 1000 };
	return 0;
}

time_t time(time_t *ret) {
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (ret != NULL) {
		*ret = now.tv_sec;
	}
	return now.tv_sec;
}

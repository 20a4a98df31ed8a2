/*
 * The gate. Waiting is a blocking lock that a periodic per-thread timer
 * interrupts (SIGRTMIN, an empty handler), so that waiters queue in the kernel
 * and still give up in time. The timer repeats, for a signal that comes between
 * the check and the lock would otherwise be missed.
 */
#include "store/engine/gate.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/str.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define WAKE_MS 50
#define MARK_AT 64 /* bytes of the file; before it stands who holds the gate */

enum mc_status mc_gate_open(struct mc_gate *gate, const char *path, struct mc_error *err) {
	memset(gate, 0, sizeof *gate);
	mc_copy(gate->path, sizeof gate->path, path);
	gate->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	return gate->fd >= 0 ? MC_OK : mc_file_fail(err, errno, path);
}

void mc_gate_close(struct mc_gate *gate) {
	mc_gate_release(gate);
	if (gate->fd >= 0) {
		close(gate->fd);
		gate->fd = -1;
	}
}

static void wake(int signal_number) {
	(void)signal_number;
}

/*
 * The turnstile before the gate: who holds it is next. A process that has just
 * left the gate queues at it behind those who wait already; without it the same
 * one comes in again and again while the others are only being woken.
 */
static int turnstile(int fd, int command, short type) {
	struct flock first_byte = { .l_type = type, .l_whence = SEEK_SET, .l_len = 1 };
	return fcntl(fd, command, &first_byte);
}

static bool enter_at_once(int fd) {
	if (turnstile(fd, F_OFD_SETLK, F_WRLCK) < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0) {
		return false; /* keeping the turnstile: this one is next */
	}
	turnstile(fd, F_OFD_SETLK, F_UNLCK);
	return true;
}

/* After an interrupted wait: 0 to go on, or the errno of its end (EAGAIN: out of patience). */
static int end_of_wait(int64_t end) {
	if (errno != EINTR) {
		return errno;
	}
	return mc_monotonic_ms() >= end ? EAGAIN : 0;
}

/* Through the turnstile, then the gate; the errno of the end as above. */
static int wait_in_line(int fd, int64_t end) {
	int result = 0;
	while (turnstile(fd, F_OFD_SETLKW, F_WRLCK) < 0) {
		if ((result = end_of_wait(end)) != 0) {
			return result;
		}
	}
	while (flock(fd, LOCK_EX) < 0 && (result = end_of_wait(end)) == 0) {
	}
	turnstile(fd, F_OFD_SETLK, F_UNLCK);
	return result;
}

/* Waits in the kernel's queues, woken now and then to look at the clock. */
static int wait_with_patience(int fd, int patience_ms) {
	struct sigaction action = { .sa_handler = wake };
	sigaction(SIGRTMIN, &action, NULL);
	struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN };
	event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
	timer_t timer;
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) {
		turnstile(fd, F_OFD_SETLK, F_UNLCK); /* the try at once may have gone through it */
		return EBUSY;
	}
	struct itimerspec every = { .it_value = { 0, WAKE_MS * 1000000L },
		.it_interval = { 0, WAKE_MS * 1000000L } };
	timer_settime(timer, 0, &every, NULL);
	sigset_t open_set, old;
	sigemptyset(&open_set);
	sigaddset(&open_set, SIGRTMIN);
	pthread_sigmask(SIG_UNBLOCK, &open_set, &old);
	int result = wait_in_line(fd, mc_monotonic_ms() + patience_ms);
	timer_delete(timer);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return result;
}

/* Who holds the lock by the kernel's list (proc(5)); 0 where it cannot be read. */
static long kernel_holder(const struct stat *gate) {
	FILE *locks = fopen("/proc/locks", "re");
	char line[256];
	long found = 0;
	while (locks != NULL && found == 0 && fgets(line, sizeof line, locks) != NULL) {
		long pid;
		unsigned major_id, minor_id;
		unsigned long long inode;
		/* Those who wait stand there too, with an arrow, and do not fit. */
		if (sscanf(line, "%*s FLOCK %*s %*s %ld %x:%x:%llu", &pid, &major_id, &minor_id,
			    &inode) == 4 &&
			inode == gate->st_ino && major_id == major(gate->st_dev) &&
			minor_id == minor(gate->st_dev)) {
			found = pid;
		}
	}
	if (locks != NULL) {
		fclose(locks);
	}
	return found;
}

/* By the kernel, else by the note that each of us leaves in the file. */
static long holder(const struct mc_gate *gate) {
	struct stat facts;
	char text[16] = "";
	long pid = fstat(gate->fd, &facts) == 0 ? kernel_holder(&facts) : 0;
	if (pid > 0) {
		return pid;
	}
	ssize_t len = pread(gate->fd, text, sizeof text - 1, 0);
	return len > 0 ? strtol(text, NULL, 10) : 0;
}

static void note_holder(const struct mc_gate *gate) {
	char text[16];
	int len = snprintf(text, sizeof text, "%-14ld\n", (long)getpid());
	ssize_t written = pwrite(gate->fd, text, (size_t)len, 0);
	(void)written; /* only a hint for messages */
}

enum mc_status mc_gate_take(struct mc_gate *gate, int patience_ms, struct mc_error *err) {
	sigset_t others;
	mc_fault_fill_others(&others);
	pthread_sigmask(SIG_SETMASK, &others, &gate->before);
	int result = enter_at_once(gate->fd) ? 0 : wait_with_patience(gate->fd, patience_ms);
	if (result == 0) {
		gate->held = true;
		note_holder(gate);
		return MC_OK;
	}
	pthread_sigmask(SIG_SETMASK, &gate->before, NULL);
	if (result == EAGAIN) {
		return mc_fail(err, MC_BUSY,
			N_("The store is held by process %ld; nothing was changed. Try again, or "
			   "end that process if it hangs."),
			holder(gate));
	}
	return mc_file_fail(err, result, gate->path);
}

void mc_gate_release(struct mc_gate *gate) {
	if (gate->held) {
		flock(gate->fd, LOCK_UN);
		gate->held = false;
		pthread_sigmask(SIG_SETMASK, &gate->before, NULL);
	}
}

/* ---- the mark ---- */

struct mark {
	uint8_t office[8];
	int64_t event;
};

void mc_gate_mark(struct mc_gate *gate, const uint8_t office[8], int64_t event) {
	struct mark mark = { .event = event };
	memcpy(mark.office, office, sizeof mark.office);
	/* A mark that is not written tells less; what is in the store is there all the same. */
	ssize_t written = pwrite(gate->fd, &mark, sizeof mark, MARK_AT);
	(void)written;
}

void mc_gate_forget(struct mc_gate *gate) {
	mc_gate_mark(gate, (const uint8_t[8]){ 0 }, 0);
}

int64_t mc_gate_marked(const struct mc_gate *gate, const uint8_t office[8]) {
	struct mark mark;
	return pread(gate->fd, &mark, sizeof mark, MARK_AT) == (ssize_t)sizeof mark &&
			       memcmp(mark.office, office, sizeof mark.office) == 0
		       ? mark.event
		       : 0;
}

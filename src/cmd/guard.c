#include "cmd/guard.h"
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The leak checker of a test build looks into its own process, as a debugger would. */
#if defined(__SANITIZE_ADDRESS__)
#define LOOKED_INTO 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOOKED_INTO 1
#endif
#endif
#ifndef LOOKED_INTO
#define LOOKED_INTO 0
#endif

/*
 * A standard stream that was closed: the next file opened would take its number,
 * and what is said to people would be written into that. Open the wrong way
 * round, so that using it fails as a closed one does.
 */
static void hold_streams(void) {
	static const int ways[] = {
		[STDIN_FILENO] = O_WRONLY,
		[STDOUT_FILENO] = O_RDONLY,
		[STDERR_FILENO] = O_RDONLY,
	};
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", ways[fd]) != fd) {
			_exit(3); /* nothing can be said any more, and nothing was done */
		}
	}
}

/* Each of the others holds alone: where the kernel refuses one, they still do. */
mode_t mc_guard_process(void) {
	const struct rlimit none = { 0, 0 };
	hold_streams();
	mode_t found = umask(077);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, LOOKED_INTO, 0, 0, 0);
	return found;
}

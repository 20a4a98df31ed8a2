#include "cmd/guard.h"
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

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

/* Each holds alone: where the kernel refuses one, the others still do. */
void mc_guard_process(void) {
	const struct rlimit none = { 0, 0 };
	umask(077);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, LOOKED_INTO, 0, 0, 0);
}

/* A process that takes the office's gate and is then stopped, as a hung one would be. */
#ifndef MC_TESTS_APP_HOLDER_H
#define MC_TESTS_APP_HOLDER_H

#include "store/engine/gate.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static inline pid_t holder_start(const char *folder) {
	char path[256];
	snprintf(path, sizeof path, "%s/store.gate", folder);
	pid_t pid = fork();
	if (pid == 0) {
		struct mc_gate gate;
		if (mc_gate_open(&gate, path, NULL) != MC_OK ||
			mc_gate_take(&gate, 1000, NULL) != MC_OK) {
			_exit(1);
		}
		raise(SIGSTOP);
		_exit(0);
	}
	int status;
	if (waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status)) {
		fprintf(stderr, "# the holder did not get the gate\n");
		abort();
	}
	return pid;
}

static inline void holder_end(pid_t pid) {
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

#endif

#include "base/fault.h"
#include <motcua/status.h>
#include <stddef.h>

static const int faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE };

bool mc_fault_is(int signal_number) {
	for (size_t i = 0; i < MC_COUNT(faults); i++) {
		if (faults[i] == signal_number) {
			return true;
		}
	}
	return false;
}

void mc_fault_fill_others(sigset_t *ret_set) {
	sigfillset(ret_set);
	for (size_t i = 0; i < MC_COUNT(faults); i++) {
		sigdelset(ret_set, faults[i]);
	}
	sigdelset(ret_set, SIGABRT);
}

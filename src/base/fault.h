/*
 * Signals of a fault of the instruction that runs. They cannot wait: where one is
 * blocked the kernel ends the process at once, past every handler, and a terminal
 * is left as it is. So whoever blocks signals leaves these out.
 */
#ifndef MC_BASE_FAULT_H
#define MC_BASE_FAULT_H

#include <signal.h>
#include <stdbool.h>

bool mc_fault_is(int signal_number);

/*
 * Every signal but these and SIGABRT: where that is blocked, abort() of newer C
 * libraries (glibc 2.41) ends the process past the handler too.
 */
void mc_fault_fill_others(sigset_t *ret_set);

#endif

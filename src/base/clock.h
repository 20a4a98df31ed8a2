/* The computer's two clocks. Pure rooms read neither: they are given the time. */
#ifndef MC_BASE_CLOCK_H
#define MC_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since 1970 (mc_time); whoever looks after the computer may set it back or forth. */
int64_t mc_wall_ms(void);

/* Milliseconds since some instant before; for spans and deadlines of one process. */
int64_t mc_monotonic_ms(void);

#endif

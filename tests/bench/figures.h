/*
 * Figures of the benchmarks: samples, their percentiles, and the lines printed,
 * one a figure: name value unit promise.
 */
#ifndef MC_TESTS_FIGURES_H
#define MC_TESTS_FIGURES_H

#include <stddef.h>
#include <stdint.h>

struct samples {
	double *values;
	size_t count, cap;
};

void samples_add(struct samples *samples, double value);
void samples_finish(struct samples *samples);

/* The value below which `share` (0 to 1) of the samples lie; 0 when there are none. */
double samples_at(struct samples *samples, double share);

/* Prints a figure; `promise` as in design.md, "" when nothing is promised. */
void figure(const char *name, double value, const char *unit, const char *promise);

/* Memory shared with child processes, zeroed. */
void *shared_memory(size_t size);

/* User and system time of this process, µs. */
int64_t cpu_us(void);

/* Resident memory of this process, MB. */
double resident_mb(void);

#endif

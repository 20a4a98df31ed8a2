/* See figures.h. */
#include "figures.h"
#include "base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

void samples_add(struct samples *samples, double value) {
	if (samples->count == samples->cap) {
		samples->cap = samples->cap ? 2 * samples->cap : 256;
		samples->values =
			mc_memory_resize(samples->values, samples->cap * sizeof *samples->values);
	}
	samples->values[samples->count++] = value;
}

void samples_finish(struct samples *samples) {
	free(samples->values);
	*samples = (struct samples){ .count = 0 };
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double samples_at(struct samples *samples, double share) {
	if (samples->count == 0) {
		return 0;
	}
	qsort(samples->values, samples->count, sizeof *samples->values, ascending);
	size_t at = (size_t)(share * (double)samples->count);
	return samples->values[at < samples->count ? at : samples->count - 1];
}

void figure(const char *name, double value, const char *unit, const char *promise) {
	printf("%-36s %12.3f %-6s %s\n", name, value, unit, promise);
	fflush(stdout);
}

void *shared_memory(size_t size) {
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		perror("mmap");
		abort();
	}
	return memory;
}

int64_t cpu_us(void) {
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	return (int64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 +
	       used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

double resident_mb(void) {
	long pages = 0, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file) {
		if (fscanf(file, "%ld %ld", &pages, &resident) != 2) {
			resident = 0;
		}
		fclose(file);
	}
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

/*
 * Code 128 bar codes (ISO/IEC 15417), sets B and C: pairs of digits go into one
 * symbol where at least four stand together.
 */
#ifndef MC_PRINT_CODE128_H
#define MC_PRINT_CODE128_H

#include "base/arena.h"
#include <motcua/status.h>
#include <stdbool.h>

/* Printable ASCII only; 80 letters are more than any paper is wide. */
#define MC_CODE128_MAX 80

struct mc_code128 {
	int width; /* modules, without the quiet zone of 10 on each side */
	const unsigned char *cells; /* 1 = dark; in the arena */
};

/* MC_INVALID: empty, longer than 80, or something else than printable ASCII. */
MC_CHECKED enum mc_status mc_code128_make(const char *text, struct mc_arena *arena,
	struct mc_code128 *ret_code, struct mc_error *err);

#endif

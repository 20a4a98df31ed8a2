/*
 * What bar codes and QR codes can hold, and the modules of a bar code. Code 128
 * (ISO/IEC 15417), sets B and C: pairs of digits go into one symbol where at least
 * four stand together. QR (ISO/IEC 18004) in byte mode, up to its largest size.
 */
#ifndef MC_PAPER_CODES_H
#define MC_PAPER_CODES_H

#include "paper/page.h"
#include <motcua/status.h>

/* Why a code cannot be drawn where it stands. */
enum mc_code_fault {
	MC_CODE_FINE,
	MC_CODE_LETTERS, /* a bar code holds printable ASCII only */
	MC_CODE_LONG, /* more than the symbol holds */
	MC_CODE_WIDE, /* a bar code whose bars have no room side by side */
};

enum mc_code_fault mc_code_check(const struct mc_page_code *code);

/* Printable ASCII only; 80 letters are more than any paper is wide. */
#define MC_CODE128_MAX 80

#define MC_CODE128_QUIET 10 /* modules of white on each side */

struct mc_code128 {
	int width; /* modules, without the quiet zones */
	const unsigned char *cells; /* 1 = dark; in the arena */
};

/* MC_INVALID: empty, longer than 80, or something else than printable ASCII. */
MC_CHECKED enum mc_status mc_code128_make(const char *text, struct mc_arena *arena,
	struct mc_code128 *ret_code, struct mc_error *err);

#endif

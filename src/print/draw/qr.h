/* QR codes by libqrencode, the only user of it. Byte mode, as the text stands. */
#ifndef MC_PRINT_QR_H
#define MC_PRINT_QR_H

#include "base/arena.h"
#include <motcua/status.h>
#include <stdbool.h>

struct mc_qr {
	int size; /* modules a side, without the quiet zone */
	const unsigned char *cells; /* size × size, 1 = dark; in the arena */
};

/* Level 'L', 'M', 'Q' or 'H' of error correction (anything else is M). MC_INVALID: too long. */
MC_CHECKED enum mc_status mc_qr_make(const char *text, char level, struct mc_arena *arena,
	struct mc_qr *ret_qr, struct mc_error *err);
bool mc_qr_dark(const struct mc_qr *qr, int x, int y);

#endif

/* QR codes by libqrencode, the only user of it. Byte mode, as the text stands. */
#ifndef MC_PRINT_QR_H
#define MC_PRINT_QR_H

#include "base/arena.h"
#include <motcua/status.h>

struct mc_qr {
	int size; /* modules a side, without the quiet zone */
	const unsigned char *cells; /* size × size, 1 = dark; in the arena */
};

/* `level` of error correction as in paper/page.h. MC_INVALID: empty, or too long. */
MC_CHECKED enum mc_status mc_qr_make(const char *text, char level, struct mc_arena *arena,
	struct mc_qr *ret_qr, struct mc_error *err);

#endif

/* Rows (show/rows.h) and bytes on stdout. */
#ifndef MC_CMD_OUT_H
#define MC_CMD_OUT_H

#include "show/rows.h"
#include <motcua/status.h>

/*
 * Writes what is there to stdout, now. A full disk or a closed pipe is a failure:
 * MC_NO_SPACE, MC_UNAVAILABLE; whether a reader who has seen enough is one, main() knows.
 */
MC_CHECKED enum mc_status mc_out_flush(struct mc_out *out, struct mc_error *err);

/* Bytes as they are, to stdout. */
MC_CHECKED enum mc_status mc_out_bytes(
	struct mc_out *out, const void *data, size_t len, struct mc_error *err);

#endif

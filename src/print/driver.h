/*
 * A printer's driver as the office writes it: "auto", "pdf", or
 * "escpos[:METHOD[:ROWS]]", e.g. "escpos:gs8l:64" for a printer that wants
 * another way or lower bands (escpos.h).
 */
#ifndef MC_PRINT_DRIVER_H
#define MC_PRINT_DRIVER_H

#include "print/escpos.h"
#include <motcua/printer.h>

struct mc_driver {
	enum mc_driver_kind kind;
	struct mc_escpos_options escpos;
};

/* MC_INVALID says what may be written. "" is "auto". */
MC_CHECKED enum mc_status mc_driver_parse(
	const char *text, struct mc_driver *ret_driver, struct mc_error *err);

#endif

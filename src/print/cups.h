/*
 * CUPS, all of it: this room's cups.c is the only file that knows libcups, and
 * it uses plain IPP operations on a connection of its own (RFC 8011, and the
 * CUPS extension CUPS-Get-Printers), because every step of the destination API
 * may wait without limit on a server that hangs.
 *
 * The server is that of CUPS_SERVER, client.conf or the build; each operation makes
 * a connection of its own.
 */
#ifndef MC_PRINT_CUPS_H
#define MC_PRINT_CUPS_H

#include "base/arena.h"
#include "print/transport.h"

struct mc_cups;

struct mc_cups *mc_cups_create(void);
void mc_cups_destroy(struct mc_cups *cups);

/* The table for the worker; alive as long as `cups`. */
struct mc_transport mc_cups_transport(struct mc_cups *cups);

/* All queues of the server, in its order. MC_UNAVAILABLE. */
MC_CHECKED enum mc_status mc_cups_list(struct mc_cups *cups, struct mc_arena *arena,
	struct mc_queue **ret_queues, size_t *ret_count, struct mc_error *err);

#endif

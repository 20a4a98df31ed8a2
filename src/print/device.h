/*
 * What stands behind a queue: CUPS does not ask an idle printer whether it is there, so
 * a printer that was carried away looks ready until a paper is sent. A device that is
 * reached over the network is asked here, by a connection that carries nothing.
 */
#ifndef MC_PRINT_DEVICE_H
#define MC_PRINT_DEVICE_H

#include <motcua/printer.h>

/* Asks the device of a CUPS device-uri; each of its addresses gets a second and a half to answer. */
enum mc_device mc_device_ask(const char *uri);

#endif

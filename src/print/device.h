/*
 * What stands behind a queue: CUPS does not ask an idle printer whether it is there, so
 * a printer that was carried away looks ready until a paper is sent. A device that is
 * reached over the network is asked here, by a connection that carries nothing.
 */
#ifndef MC_PRINT_DEVICE_H
#define MC_PRINT_DEVICE_H

enum mc_device {
	MC_DEVICE_ANSWERS,
	MC_DEVICE_SILENT, /* refused, unreachable, no answer in time, or no such host */
	MC_DEVICE_NOT_ASKED, /* of a kind that cannot be asked without printing (USB …) */
};

/* Stable names: "answers", "silent", "not-asked". */
const char *mc_device_name(enum mc_device device);

/* Asks the device of a CUPS device-uri; each of its addresses gets `timeout_ms` to answer. */
enum mc_device mc_device_ask(const char *uri, int timeout_ms);

#endif

/*
 * A printer on a TCP port that misbehaves as told, in a thread of the test.
 * Every connection is kept whole; waiting is for something that happened, never
 * for time to pass.
 */
#ifndef MC_TESTS_FAKE_PRINTER_H
#define MC_TESTS_FAKE_PRINTER_H

#include "base/str.h"
#include <stdbool.h>

enum printer_mode {
	PRINTER_OK, /* takes everything */
	PRINTER_REFUSE, /* does not listen */
	PRINTER_STALL, /* takes `limit` bytes of a connection, then no more until the mode changes */
	PRINTER_RESET, /* takes `limit` bytes, then drops the connection with RST */
	PRINTER_FIN, /* takes `limit` bytes, then closes in the ordinary way */
	PRINTER_SLOW, /* `limit` bytes a second */
};

struct fake_printer;

struct fake_printer *fake_printer_create(void);
void fake_printer_destroy(struct fake_printer *printer);

int fake_printer_port(const struct fake_printer *printer);
void fake_printer_set(struct fake_printer *printer, enum printer_mode mode, size_t limit);

/* Waits until `count` connections have ended (at most `ms`); false: they have not. */
bool fake_printer_wait_ended(struct fake_printer *printer, int count, int ms);

/* Waits until `bytes` came over the connection numbered `connection` from 0. */
bool fake_printer_wait_bytes(struct fake_printer *printer, int connection, size_t bytes, int ms);

int fake_printer_connections(struct fake_printer *printer);

/* Copies what came over a connection. */
void fake_printer_bytes(struct fake_printer *printer, int connection, struct mc_str *out);

/* CLOCK_MONOTONIC milliseconds of the last byte of a connection. */
double fake_printer_last_byte(struct fake_printer *printer, int connection);

#endif

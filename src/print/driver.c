#include "print/driver.h"
#include "core/names.h"
#include <stdlib.h>
#include <string.h>

static enum mc_status bad_driver(const char *text, struct mc_error *err) {
	return mc_fail(err, MC_INVALID,
		N_("“%s” is no driver: write auto, pdf, or escpos with a way and rows if needed, "
		   "such as escpos:gs8l:64."),
		text);
}

/* Takes the part up to the next ':' and moves behind it. */
static void take_part(const char **at, char *out, size_t size) {
	size_t len = strcspn(*at, ":");
	size_t kept = len < size - 1 ? len : size - 1;
	memcpy(out, *at, kept);
	out[kept] = '\0';
	*at += len + ((*at)[len] == ':');
}

enum mc_status mc_driver_parse(
	const char *text, struct mc_driver *ret_driver, struct mc_error *err) {
	struct mc_driver driver = { .kind = MC_DRIVER_AUTO, .escpos = MC_ESCPOS_DEFAULTS };
	char kind[16], method[16], rows[8];
	const char *at = text;
	take_part(&at, kind, sizeof kind);
	take_part(&at, method, sizeof method);
	take_part(&at, rows, sizeof rows);
	if (*text != '\0' && mc_names_parse(&mc_drivers, kind, &driver.kind, NULL) != MC_OK) {
		return bad_driver(text, err);
	}
	if (*at != '\0' || (driver.kind != MC_DRIVER_ESCPOS && strchr(text, ':') != NULL)) {
		return bad_driver(text, err);
	}
	if (*method != '\0' &&
		mc_escpos_method_parse(method, &driver.escpos.method, NULL) != MC_OK) {
		return bad_driver(text, err);
	}
	if (*rows != '\0') {
		char *end;
		long value = strtol(rows, &end, 10);
		if (*end != '\0' || value < 1 || value > 2047) {
			return bad_driver(text, err);
		}
		driver.escpos.band_rows = (int)value;
	}
	*ret_driver = driver;
	return MC_OK;
}

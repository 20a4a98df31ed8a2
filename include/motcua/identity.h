/*
 * Who acts. An act carries it, the store records the person with the event. It is
 * made in app/session.c alone, so that there is one place to read for how somebody
 * becomes a person of the office; a name that was merely typed is none. Texts are
 * borrowed for as long as whatever holds it.
 */
#ifndef MOTCUA_IDENTITY_H
#define MOTCUA_IDENTITY_H

#include <stdint.h>

/* How it is known who acts. What a zeroed identity has counts for nothing in a real office. */
enum mc_known_by {
	MC_KNOWN_PRACTICE, /* said freely: in a practice office, and nowhere else */
	MC_KNOWN_SERVICE, /* by the service account that runs motcua: itself, or whom it names */
	MC_KNOWN_PIN, /* by the person's own PIN */
	MC_KNOWN_KIOSK, /* a kiosk in the hall, which is nobody */
};

struct mc_identity {
	const char *staff; /* short name; NULL or "": nobody in particular */
	unsigned roles; /* MC_ROLE_BIT, for what a screen offers; the store reads its own */
	enum mc_known_by how;
	int64_t pin; /* PIN: the event that set it; a newer one ends this identity */
	const char *stand_in_for; /* who is away; NULL or "": nobody, and always so today */
};

#endif

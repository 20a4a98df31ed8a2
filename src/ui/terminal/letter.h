/*
 * Letters put together from the bytes of a keyboard. Of what is no UTF-8 only the
 * wrong byte is lost, not what follows it.
 */
#ifndef MC_UI_LETTER_H
#define MC_UI_LETTER_H

#include <stddef.h>
#include <stdint.h>

struct mc_letter {
	char bytes[4]; /* of a character that has not wholly come */
	size_t len;
};

/* The character that ends with this byte (0–255); -1: not yet, or no UTF-8. */
int32_t mc_letter_byte(struct mc_letter *letter, int byte);

#endif

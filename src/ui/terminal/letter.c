#include "ui/terminal/letter.h"
#include <motcua/text.h>

int32_t mc_letter_byte(struct mc_letter *letter, int byte) {
	size_t pos = 0;

	if (byte < 0x80) {
		letter->len = 0;
		return byte;
	}
	if (byte >= 0xC0) {
		letter->len = 0;
	} else if (letter->len == 0) {
		return -1;
	}
	letter->bytes[letter->len++] = (char)byte;
	if (mc_utf8_valid(letter->bytes, letter->len, NULL)) {
		int32_t character = mc_utf8_next(letter->bytes, letter->len, &pos);

		letter->len = 0;
		return character;
	}
	if (letter->len == sizeof letter->bytes) {
		letter->len = 0;
	}
	return -1;
}

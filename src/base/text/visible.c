/*
 * Text that somebody else gave, as it is put into a sentence: file names, headers,
 * words of the command line. What would act on a terminal or stay unseen there is shown by
 * its number.
 */
#include "base/str.h"
#include "base/text/letters.h"
#include <motcua/text.h>
#include <string.h>

static bool is_plain(const char *text) {
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < ' ' || (unsigned char)*text >= 0x7F) {
			return false;
		}
	}
	return true;
}

void mc_str_add_visible(struct mc_str *str, const char *text) {
	size_t len = strlen(text);

	if (is_plain(text)) {
		mc_str_add_bytes(str, text, len);
		return;
	}
	for (size_t pos = 0; pos < len;) {
		size_t start = pos;
		int32_t character = mc_utf8_next(text, len, &pos);

		if (!mc_utf8_valid(text + start, pos - start, NULL)) {
			mc_str_addf(str, "\\x%02X", (unsigned)(unsigned char)text[start]);
		} else if (mc_char_is_hidden(character)) {
			mc_str_addf(str, "U+%04X", (unsigned)character);
		} else {
			mc_str_add_bytes(str, text + start, pos - start);
		}
	}
}

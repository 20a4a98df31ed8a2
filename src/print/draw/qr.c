/* libqrencode's picture as ours: its bytes hold more than the colour of a module. */
#include "print/draw/qr.h"
#include <qrencode.h>

static QRecLevel level_of(char level) {
	switch (level) {
	case 'l': return QR_ECLEVEL_L;
	case 'q': return QR_ECLEVEL_Q;
	case 'h': return QR_ECLEVEL_H;
	default: return QR_ECLEVEL_M;
	}
}

enum mc_status mc_qr_make(const char *text, char level, struct mc_arena *arena,
	struct mc_qr *ret_qr, struct mc_error *err) {
	if (*text == '\0') {
		return mc_fail(err, MC_INVALID, N_("A QR code needs a text."));
	}
	QRcode *code = QRcode_encodeString8bit(text, 0, level_of(level));
	if (code == NULL) {
		return mc_fail(err, MC_INVALID,
			N_("The text of the QR code is too long; use at most about 2,000 "
			   "letters."));
	}
	size_t count = (size_t)code->width * (size_t)code->width;
	unsigned char *cells = mc_arena_alloc(arena, count);
	for (size_t i = 0; i < count; i++) {
		cells[i] = code->data[i] & 1;
	}
	*ret_qr = (struct mc_qr){ .size = code->width, .cells = cells };
	QRcode_free(code);
	return MC_OK;
}

#include "escpos_decode.h"
#include <string.h>

#define MAX_ROWS 8192

struct reader {
	const unsigned char *data;
	size_t len, at;
	struct mc_arena *arena;
	struct escpos_paper *paper;
	int rows; /* fed so far */
	int spacing;
	const unsigned char *stored; /* by GS 8 L, not printed yet */
	size_t stored_bytes;
	int stored_rows;
	const char *bad;
};

static bool need(struct reader *reader, size_t count) {
	if (reader->at + count > reader->len) {
		reader->bad = mc_arena_printf(
			reader->arena, "ends inside a command at byte %zu", reader->at);
	}
	return reader->bad == NULL;
}

static unsigned at(const struct reader *reader, size_t offset) {
	return reader->data[reader->at + offset];
}

static unsigned word(const struct reader *reader, size_t offset) {
	return at(reader, offset) | at(reader, offset + 1) << 8;
}

static void feed(struct reader *reader, int rows) {
	if (reader->rows + rows > MAX_ROWS) {
		reader->bad = "longer than any paper of ours";
	} else {
		reader->rows += rows;
	}
}

static void burn(struct reader *reader, const unsigned char *data, size_t bytes, int rows) {
	struct escpos_paper *paper = reader->paper;
	if (bytes > paper->picture.stride) {
		reader->bad = mc_arena_printf(
			reader->arena, "a band of %zu bytes is wider than the paper", bytes);
		return;
	}
	int top = reader->rows;
	feed(reader, rows);
	for (int y = 0; reader->bad == NULL && y < rows; y++) {
		memcpy(paper->picture.bits + (size_t)(top + y) * paper->picture.stride,
			data + (size_t)y * bytes, bytes);
	}
	paper->bands++;
	paper->highest_band = rows > paper->highest_band ? rows : paper->highest_band;
	paper->widest_band = bytes > paper->widest_band ? bytes : paper->widest_band;
}

/* ESC * 33: columns of three bytes, then a line feed of 24 rows. */
static void columns(struct reader *reader) {
	unsigned count = need(reader, 5) ? word(reader, 3) : 0;
	if (!need(reader, 6 + 3 * (size_t)count) || reader->spacing != 24 ||
		at(reader, 5 + 3 * (size_t)count) != '\n') {
		reader->bad = reader->bad ? reader->bad : "ESC * without spacing 24 or line feed";
		return;
	}
	size_t bytes = (count + 7) / 8;
	unsigned char *rows = mc_arena_alloc(reader->arena, 24 * bytes);
	for (unsigned x = 0; x < count; x++) {
		for (int y = 0; y < 24; y++) {
			if (at(reader, 5 + 3 * (size_t)x + (size_t)y / 8) >> (7 - y % 8) & 1) {
				rows[(size_t)y * bytes + x / 8] |= (unsigned char)(0x80 >> x % 8);
			}
		}
	}
	burn(reader, rows, bytes, 24);
	reader->at += 6 + 3 * (size_t)count;
}

static void band(struct reader *reader) {
	if (!need(reader, 8)) {
		return;
	}
	size_t bytes = word(reader, 4);
	unsigned rows = word(reader, 6);
	if (at(reader, 3) != 0 || bytes == 0 || rows == 0 || !need(reader, 8 + bytes * rows)) {
		reader->bad = reader->bad ? reader->bad : "GS v 0 with a bad head";
		return;
	}
	burn(reader, reader->data + reader->at + 8, bytes, (int)rows);
	reader->at += 8 + bytes * rows;
}

static void store(struct reader *reader) {
	static const unsigned char head[] = { 48, 112, 48, 1, 1, 49 };
	if (!need(reader, 17)) {
		return;
	}
	size_t p = word(reader, 3) | (size_t)word(reader, 5) << 16;
	size_t bytes = (word(reader, 13) + 7) / 8, rows = word(reader, 15);
	if (memcmp(reader->data + reader->at + 7, head, sizeof head) != 0 ||
		p != 10 + bytes * rows || reader->stored != NULL ||
		!need(reader, 17 + bytes * rows)) {
		reader->bad = reader->bad ? reader->bad : "GS 8 L with a bad head";
		return;
	}
	reader->stored = reader->data + reader->at + 17;
	reader->stored_bytes = bytes;
	reader->stored_rows = (int)rows;
	reader->at += 17 + bytes * rows;
}

static void print_stored(struct reader *reader) {
	static const unsigned char whole[] = { 0x1d, '(', 'L', 2, 0, 48, 50 };
	if (!need(reader, sizeof whole) ||
		memcmp(reader->data + reader->at, whole, sizeof whole) != 0 ||
		reader->stored == NULL) {
		reader->bad = reader->bad ? reader->bad : "GS ( L with nothing stored";
		return;
	}
	burn(reader, reader->stored, reader->stored_bytes, reader->stored_rows);
	reader->stored = NULL;
	reader->at += sizeof whole;
}

static void cut(struct reader *reader) {
	struct escpos_paper *paper = reader->paper;
	if (!need(reader, 4) || at(reader, 2) != 66 || at(reader, 3) != 0 ||
		paper->cut_count == ESCPOS_MAX_CUTS) {
		reader->bad = reader->bad ? reader->bad : "another cut than GS V 66 0";
		return;
	}
	paper->cut[paper->cut_count++] = reader->rows;
	reader->at += 4;
}

static void command(struct reader *reader) {
	if (!need(reader, 2)) {
		return;
	}
	unsigned two = at(reader, 0) << 8 | at(reader, 1);
	switch (two) {
	case 0x1b40: /* ESC @ */
		reader->spacing = 30;
		reader->at += 2;
		break;
	case 0x1b32: /* ESC 2 */
		reader->spacing = 30;
		reader->at += 2;
		break;
	case 0x1b33: /* ESC 3 */
		reader->spacing = need(reader, 3) ? (int)at(reader, 2) : 0;
		reader->at += 3;
		break;
	case 0x1b4a: /* ESC J */
		if (need(reader, 3)) {
			feed(reader, (int)at(reader, 2));
		}
		reader->at += 3;
		break;
	case 0x1b2a: columns(reader); break; /* ESC * */
	case 0x1d76: band(reader); break; /* GS v */
	case 0x1d38: store(reader); break; /* GS 8 */
	case 0x1d28: print_stored(reader); break; /* GS ( */
	case 0x1d56: cut(reader); break; /* GS V */
	default:
		reader->bad = mc_arena_printf(
			reader->arena, "unknown bytes %04x at %zu", two, reader->at);
	}
}

const char *escpos_decode(const void *bytes, size_t len, int width, struct mc_arena *arena,
	struct escpos_paper *ret_paper) {
	*ret_paper = (struct escpos_paper){ .picture = mc_bitmap_make(arena, width, MAX_ROWS) };
	struct reader reader = {
		.data = bytes, .len = len, .arena = arena, .paper = ret_paper, .spacing = 30
	};
	if (len < 2 || memcmp(bytes, "\x1b@", 2) != 0) {
		return "does not begin with ESC @";
	}
	while (reader.bad == NULL && reader.at < len) {
		command(&reader);
	}
	if (reader.bad == NULL && reader.stored != NULL) {
		reader.bad = "stored rows were never printed";
	}
	ret_paper->picture.height = reader.rows;
	return reader.bad;
}

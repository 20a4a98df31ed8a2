/*
 * Big letters, drawn with coloured blanks: no font is asked for a glyph, and the
 * pixels are solid on every terminal (half blocks leave seams). The faces are
 * our own, after the usual 5×7 and 3×5 dot matrices; 0 has a stroke and O round
 * corners, so that they are told apart.
 */
#include "ui/terminal/frame.h"
#include <string.h>

/* A–Z, then 0–9. Rows of pixels, separated by blanks. */
static const char *const face_7[36] = {
	".###. #...# #...# ##### #...# #...# #...#", /* A */
	"####. #...# #...# ####. #...# #...# ####.", /* B */
	".###. #...# #.... #.... #.... #...# .###.", /* C */
	"####. #...# #...# #...# #...# #...# ####.", /* D */
	"##### #.... #.... ####. #.... #.... #####", /* E */
	"##### #.... #.... ####. #.... #.... #....", /* F */
	".###. #...# #.... #.### #...# #...# .###.", /* G */
	"#...# #...# #...# ##### #...# #...# #...#", /* H */
	".###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.", /* I */
	"..### ...#. ...#. ...#. ...#. #..#. .##..", /* J */
	"#...# #..#. #.#.. ##... #.#.. #..#. #...#", /* K */
	"#.... #.... #.... #.... #.... #.... #####", /* L */
	"#...# ##.## #.#.# #.#.# #...# #...# #...#", /* M */
	"#...# ##..# #.#.# #..## #...# #...# #...#", /* N */
	".###. #...# #...# #...# #...# #...# .###.", /* O */
	"####. #...# #...# ####. #.... #.... #....", /* P */
	".###. #...# #...# #...# #.#.# #..#. .##.#", /* Q */
	"####. #...# #...# ####. #.#.. #..#. #...#", /* R */
	".#### #.... #.... .###. ....# ....# ####.", /* S */
	"##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..", /* T */
	"#...# #...# #...# #...# #...# #...# .###.", /* U */
	"#...# #...# #...# #...# #...# .#.#. ..#..", /* V */
	"#...# #...# #...# #.#.# #.#.# ##.## #...#", /* W */
	"#...# #...# .#.#. ..#.. .#.#. #...# #...#", /* X */
	"#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..", /* Y */
	"##### ....# ...#. ..#.. .#... #.... #####", /* Z */
	".###. #...# #..## #.#.# ##..# #...# .###.", /* 0 */
	"..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.", /* 1 */
	".###. #...# ....# ...#. ..#.. .#... #####", /* 2 */
	"##### ...#. ..#.. ...#. ....# #...# .###.", /* 3 */
	"...#. ..##. .#.#. #..#. ##### ...#. ...#.", /* 4 */
	"##### #.... ####. ....# ....# #...# .###.", /* 5 */
	"..##. .#... #.... ####. #...# #...# .###.", /* 6 */
	"##### ....# ...#. ..#.. .#... .#... .#...", /* 7 */
	".###. #...# #...# .###. #...# #...# .###.", /* 8 */
	".###. #...# #...# .#### ....# ...#. .##..", /* 9 */
};

static const char *const face_5[36] = {
	".#. #.# ### #.# #.#", /* A */
	"##. #.# ##. #.# ##.", /* B */
	".## #.. #.. #.. .##", /* C */
	"##. #.# #.# #.# ##.", /* D */
	"### #.. ##. #.. ###", /* E */
	"### #.. ##. #.. #..", /* F */
	".## #.. #.# #.# .##", /* G */
	"#.# #.# ### #.# #.#", /* H */
	"### .#. .#. .#. ###", /* I */
	"..# ..# ..# #.# .#.", /* J */
	"#..# #.#. ##.. #.#. #..#", /* K */
	"#.. #.. #.. #.. ###", /* L */
	"#...# ##.## #.#.# #...# #...#", /* M */
	"#..# ##.# #.## #..# #..#", /* N */
	".##. #..# #..# #..# .##.", /* O */
	"##. #.# ##. #.. #..", /* P */
	".##. #..# #..# #.## .###", /* Q */
	"##. #.# ##. #.# #.#", /* R */
	".## #.. .#. ..# ##.", /* S */
	"### .#. .#. .#. .#.", /* T */
	"#.# #.# #.# #.# ###", /* U */
	"#.# #.# #.# #.# .#.", /* V */
	"#...# #...# #.#.# ##.## #...#", /* W */
	"#.# #.# .#. #.# #.#", /* X */
	"#.# #.# .#. .#. .#.", /* Y */
	"### ..# .#. #.. ###", /* Z */
	"### #.# #.# #.# ###", /* 0 */
	".#. ##. .#. .#. ###", /* 1 */
	"### ..# ### #.. ###", /* 2 */
	"### ..# .## ..# ###", /* 3 */
	"#.# #.# ### ..# ..#", /* 4 */
	"### #.. ### ..# ###", /* 5 */
	"### #.. ### #.# ###", /* 6 */
	"### ..# ..# .#. .#.", /* 7 */
	"### #.# ### #.# ###", /* 8 */
	"### #.# ### ..# ###", /* 9 */
};

static const char dash_7[] = ".... .... .... #### .... .... ....";
static const char dash_5[] = ".. .. ## .. ..";

#define GAP 1 /* pixels of a character without a glyph */

/* Columns between letters at scale 1. */
static int gap_columns(enum mc_big size) {
	return size == MC_BIG_5_CLOSE ? 1 : 2;
}

static const char *glyph(enum mc_big size, char c) {
	const char *const *face = size == MC_BIG_7 ? face_7 : face_5;

	if (c == '-') {
		return size == MC_BIG_7 ? dash_7 : dash_5;
	}
	if (c >= 'A' && c <= 'Z') {
		return face[c - 'A'];
	}
	if (c >= 'a' && c <= 'z') {
		return face[c - 'a'];
	}
	return c >= '0' && c <= '9' ? face[26 + c - '0'] : NULL;
}

static int pixels(const char *rows) {
	return rows == NULL ? GAP : (int)strcspn(rows, " ");
}

bool mc_big_has_all(const char *text) {
	while (*text != '\0' && glyph(MC_BIG_5, *text) != NULL) {
		text++;
	}
	return *text == '\0';
}

int mc_big_rows(enum mc_big size, int scale) {
	return (size == MC_BIG_7 ? 7 : 5) * scale;
}

int mc_big_columns(enum mc_big size, int scale, const char *text) {
	int total = 0;

	for (const char *c = text; *c != '\0'; c++) {
		total += 2 * pixels(glyph(size, *c)) + (c[1] != '\0' ? gap_columns(size) : 0);
	}
	return total * scale;
}

static void draw_glyph(struct mc_frame *frame, int row, int column, int scale, enum mc_style style,
	const char *rows) {
	int width = pixels(rows);
	int lines = ((int)strlen(rows) + 1) / (width + 1);

	for (int y = 0; y < lines; y++) {
		for (int x = 0; x < width; x++) {
			if (rows[y * (width + 1) + x] == '#') {
				mc_frame_fill(frame, row + y * scale, column + x * 2 * scale, scale,
					2 * scale, style);
			}
		}
	}
}

void mc_frame_big(struct mc_frame *frame, int row, int column, enum mc_big size, int scale,
	enum mc_style style, const char *text) {
	for (const char *c = text; *c != '\0'; c++) {
		const char *rows = glyph(size, *c);

		if (rows != NULL) {
			draw_glyph(frame, row, column, scale, style, rows);
		}
		column += (2 * pixels(rows) + gap_columns(size)) * scale;
	}
}
